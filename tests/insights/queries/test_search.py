"""What a few words find: the best first, nothing hidden, nothing learned later."""

from datetime import UTC, date, datetime

import pytest

from insights.models import Report
from insights.queries.search import Kind, found
from portfolio.models import Objective, Portfolio, Team
from products.models import Ask, Decision, Initiative, Outcome, Product
from products.queries.known import AsKnown
from tests import factories

NOON = datetime(2026, 1, 7, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORD = "needle"


@pytest.fixture
def world(organisation):
    """One of each kind that holds the word, in sight and in a restricted portfolio."""
    made = {}
    for place, is_restricted in (("open", False), ("closed", True)):
        name = f"Needle {place}"
        branch = factories.portfolio(name, restricted=is_restricted)
        product = factories.product(name, portfolio=branch)
        objective = factories.objective(name, portfolio=branch)
        outcome = factories.outcome(name, product=product)
        ask = factories.ask(product, at=NOON, wording=name)
        factories.decision(ask, at=NOON, what=name)
        factories.initiative(name, product=product)
        made[place] = (branch, product, objective, outcome)
    return made


def hits(words, user, *, at=NOON, now=True, most=10):
    known = AsKnown(at.date(), at, user)
    return found(words.split(), known=known, now=now, most=most)


@pytest.mark.parametrize("now", [True, False])
def test_of_every_kind_only_what_the_person_may_see_is_found_and_counted(world, outsider, now):
    seen = {(hit.kind, hit.name, hit.total) for hit in hits(WORD, outsider, now=now)}

    kinds = set(Kind) - {Kind.TEAM, Kind.PERSON, Kind.REPORT}
    assert seen == {(kind, "Needle open", 1) for kind in kinds}


MODELS = {
    Kind.PRODUCT: Product,
    Kind.OBJECTIVE: Objective,
    Kind.OUTCOME: Outcome,
    Kind.INITIATIVE: Initiative,
    Kind.PORTFOLIO: Portfolio,
    Kind.TEAM: Team,
    Kind.ASK: Ask,
    Kind.DECISION: Decision,
}


def test_search_sees_what_visible_to_sees(world, outsider, product):
    closed = world["closed"][1]
    factories.membership(outsider, closed.team)
    factories.product("Needle of ours", portfolio=closed.portfolio, team=closed.team)

    by_kind = {kind: set() for kind in MODELS}
    for hit in hits("e", outsider, most=100):
        by_kind.get(hit.kind, set()).add(hit.id)

    assert by_kind == {
        kind: {
            thing.pk
            for thing in model.objects.visible_to(outsider)
            if "e" in str(getattr(thing, "wording", getattr(thing, "what", thing))).lower()
        }
        for kind, model in MODELS.items()
    }


def test_people_are_found_with_their_team(organisation, team, member):
    member.name = "Ana Needle"
    member.save()

    (hit,) = hits(WORD, member)

    assert (hit.kind, hit.name, hit.key, hit.about) == (
        Kind.PERSON,
        "Ana Needle",
        team.slug,
        team.name,
    )


def test_exact_comes_before_prefix_before_word_before_inside(organisation, product, member):
    for name in ("Unclaimed", "The claims", "Claims in a day", "Claim"):
        factories.outcome(name, product=product)

    ranked = [(hit.name, hit.rank) for hit in hits("claim", member) if hit.kind is Kind.OUTCOME]

    assert ranked == [("Claim", 0), ("Claims in a day", 1), ("The claims", 2), ("Unclaimed", 3)]


def test_every_word_must_be_there_in_any_order_and_guise(organisation, product, member):
    factories.outcome("Crème served in the café", product=product)
    factories.outcome("Crème alone", product=product)

    assert [hit.name for hit in hits("cafe creme", member)] == ["Crème served in the café"]


def test_codes_and_ids_are_found(organisation, product, member):
    objective = factories.objective("Grow", code="S1")
    outcome = factories.outcome("Faster", product=product)

    assert [hit.id for hit in hits("s1", member)] == [objective.pk]
    assert [(hit.kind, hit.id) for hit in hits(outcome.public_id, member)] == [
        (Kind.OUTCOME, outcome.pk)
    ]


def test_signs_of_patterns_are_taken_for_what_they_are(organisation, product, member):
    factories.outcome("50% (of all)", product=product)

    assert [hit.name for hit in hits("50% (of", member)] == ["50% (of all)"]
    assert hits(".*", member) == []


def test_a_past_day_knows_the_names_of_that_day(organisation, product, member):
    outcome = factories.outcome("Old name", product=product)
    outcome.name, outcome.known_at = "New name", LATER
    outcome.save()
    factories.ask(product, at=LATER, wording="A new name?")
    factories.initiative("Named later", product=product, at=LATER)

    assert [hit.name for hit in hits("name", member, now=False)] == ["Old name"]
    assert hits("new", member, now=False) == []


def test_what_is_no_longer_listed_is_not_found(organisation, product, member):
    factories.outcome("Gone", product=product, unlisted_on=date(2026, 1, 1))

    assert hits("gone", member) == []


def test_a_decision_says_what_it_is_on(organisation, product, member):
    ask = factories.ask(product, at=NOON)
    objective = factories.objective("Grow")
    factories.decision(ask, at=NOON, what="Needle on an ask")
    Decision.objects.create(
        what="Needle on an objective", objective=objective, decided_on=NOON.date(), known_at=NOON
    )

    about = {hit.name: hit.about for hit in hits(WORD, member)}

    assert about == {
        "Needle on an ask": f"ask/{ask.public_id}",
        "Needle on an objective": f"objective/{objective.slug}",
    }


def test_one_question_however_much_there_is(world, member, django_assert_num_queries):
    member.hidden_portfolio_ids = frozenset()

    with django_assert_num_queries(1):
        assert len(hits("e", member)) > 3


def test_no_words_find_nothing(organisation, member, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert hits("", member) == []


def test_reports_are_found_by_their_headline_and_week(organisation, outsider):
    closed = factories.portfolio("Closed", restricted=True)
    for kind, scope_id, slug in (("organisation", 0, ""), ("portfolio", closed.pk, "closed")):
        Report.objects.create(
            kind=kind,
            scope_id=scope_id,
            week=date(2025, 12, 29),
            label="2026-w01",
            content={"headline": "Needles everywhere", "heading": {"slug": slug}},
            digest="-",
            due_at=NOON,
            published_at=NOON,
        )

    (hit,) = hits("needles", outsider)

    assert (hit.kind, hit.key, hit.about) == (Kind.REPORT, "2026-w01", "organisation/")
    assert [one.id for one in hits("2026-w01", outsider)] == [hit.id]
    assert hits("needles", outsider, at=datetime(2026, 1, 2, tzinfo=UTC)) == []
