"""What lists are asked: every filter by SQL, in every order, refused where it is not known."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from insights.actions import roll_ups
from insights.dashboards.initiative_list import INITIATIVES
from insights.dashboards.objective_list import OBJECTIVES
from insights.dashboards.outcome_list import OUTCOMES
from insights.dashboards.product_list import PRODUCTS
from pmo_portal.lib.vocabulary import Health, InitiativeStage, MeasureKind, ProductStage, WorkKind
from tests import factories

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)
ON = date(2025, 7, 1)
LISTERS = {
    "outcome_list": OUTCOMES,
    "initiative_list": INITIATIVES,
    "product_list": PRODUCTS,
    "objective_list": OBJECTIVES,
}


@pytest.fixture
def world(organisation, product, member, client):
    """Things that differ in every column of every list."""
    other = factories.product("Élan", stage=ProductStage.RETIRE)
    for place, owner in enumerate((product, other), start=1):
        aim = factories.objective(f"Aim {place}", code=f"S{3 - place}")
        said = factories.check_in(
            owner, at=NOON - timedelta(days=place), health=Health.AT_RISK, confidence=50 + place
        )
        steady = factories.outcome(
            f"50% of {owner} up", product=owner, objective=aim, measure_kind=MeasureKind.AT_LEAST
        )
        factories.outcome(f"More of {owner}", product=owner)
        for day in (1, 2):
            factories.reading(steady, date(2025, 3 + place, day), 60 * place, at=NOON)
        work = factories.initiative(
            f"Work of {owner}",
            product=owner,
            kind=list(WorkKind)[place],
            due_on=date(2025, 9, place),
            first_promised_on=date(2025, 8, 2 * place),
        )
        factories.contribution(work, steady)
        factories.initiative_line(said, work, Health.ON_TRACK)
        factories.initiative(
            f"Idea of {owner}", product=owner, stage=InitiativeStage.IDEA, kind=WorkKind.RUN
        )
    roll_ups.rebuild(at=NOON)
    client.force_login(member)


def listing(client, name, **asked):
    url = reverse(f"insights:{name}")
    return client.get(url, {"on": ON.isoformat(), **asked}).context["listing"]


def titles(client, name, **asked):
    facts = [row.fact for row in listing(client, name, **asked).rows]
    return [getattr(fact, "name", None) or fact.title for fact in facts]


@pytest.mark.parametrize(
    ("name", "asked", "found"),
    [
        ("outcome_list", {"kind": "at_least"}, ["50% of Claims up", "50% of Élan up"]),
        ("outcome_list", {"kind": "milestone"}, []),
        ("outcome_list", {"q": "ÉLAN more"}, ["More of Élan"]),
        ("outcome_list", {"q": "50%"}, ["50% of Claims up", "50% of Élan up"]),
        ("outcome_list", {"q": "_"}, []),
        ("outcome_list", {"age": "never"}, ["More of Claims", "More of Élan"]),
        ("outcome_list", {"age": "quarter"}, ["50% of Claims up", "50% of Élan up"]),
        ("initiative_list", {"kind": "run"}, ["Idea of Claims", "Idea of Élan"]),
        ("initiative_list", {"kind": "grow,transform"}, ["Work of Claims", "Work of Élan"]),
        ("initiative_list", {"stage": "idea", "q": "claims"}, ["Idea of Claims"]),
        ("initiative_list", {"objective": "aim-2"}, ["Work of Élan"]),
        ("initiative_list", {"age": "week"}, ["Work of Claims", "Work of Élan"]),
        ("product_list", {"stage": "retire"}, ["Élan"]),
        ("product_list", {"objective": "aim-1"}, ["Claims"]),
        ("product_list", {"objective": "aim-1", "product": "claims"}, ["Claims"]),
        ("product_list", {"team": "payments"}, ["Claims"]),
    ],
)
def test_lists_keep_what_is_asked_for(client, world, name, asked, found):
    assert sorted(titles(client, name, **asked)) == sorted(found)


KEYS = {
    ("outcome_list", "name"): lambda row: row.fact.name,
    ("outcome_list", "product"): lambda row: row.product.name,
    ("outcome_list", "objective"): lambda row: row.objective and row.objective.code,
    ("outcome_list", "progress"): lambda row: row.fact.progress,
    ("outcome_list", "age"): lambda row: row.days,
    ("initiative_list", "title"): lambda row: row.fact.title,
    ("initiative_list", "product"): lambda row: row.product.name,
    ("initiative_list", "stage"): lambda row: list(InitiativeStage).index(row.fact.stage),
    ("initiative_list", "due"): lambda row: row.fact.due_on,
    ("initiative_list", "slip"): lambda row: row.slip_days,
    ("initiative_list", "age"): lambda row: row.days,
    ("product_list", "name"): lambda row: row.fact.name,
    ("product_list", "portfolio"): lambda row: row.portfolio.name,
    ("product_list", "team"): lambda row: row.team.name,
    ("product_list", "confidence"): lambda row: row.fact.confidence,
    ("product_list", "progress"): lambda row: row.figures.progress,
    ("product_list", "age"): lambda row: row.days,
}


@pytest.mark.parametrize(("name", "sort"), list(KEYS))
def test_rows_come_in_either_order_and_what_has_no_value_last(client, world, name, sort):
    key = KEYS[name, sort]

    rising = [key(row) for row in listing(client, name, sort=sort).rows]
    falling = [key(row) for row in listing(client, name, sort=f"-{sort}").rows]

    valued = sorted(value for value in rising if value is not None)
    empty = [None] * (len(rising) - len(valued))
    assert len(set(valued)) > 1
    assert rising == valued + empty
    assert falling == valued[::-1] + empty


@pytest.mark.parametrize("name", LISTERS)
def test_every_order_of_a_list_can_be_asked_for(client, world, name):
    wanted = LISTERS[name].askable.sorts

    assert [len(listing(client, name, sort=sort).rows) > 0 for sort in wanted] == [True] * len(
        wanted
    )


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("product_list", {"kind": "run"}),
        ("objective_list", {"health": "on_track"}),
        ("check_in_list", {"age": "week"}),
        ("outcome_list", {"stage": "idea"}),
        ("outcome_list", {"kind": "run"}),
        ("outcome_list", {"page": "0"}),
        ("outcome_list", {"page": "2"}),
        ("outcome_list", {"page": "9" * 30}),
        ("outcome_list", {"format": "pdf"}),
    ],
)
def test_what_a_list_cannot_be_asked_gets_help(client, world, name, asked):
    answer = client.get(reverse(f"insights:{name}"), asked)

    assert (answer.status_code, answer.templates[0].name) == (404, "bad_question.html")


def test_a_filter_is_taken_away_by_a_link(client, world):
    asked = {"on": ON.isoformat(), "health": "on_track", "q": "claims", "page": "1"}
    page = client.get(reverse("insights:outcome_list"), asked).content.decode()

    assert f'href="?on={ON}&amp;q=claims" aria-label="Any Health again"' in page
    assert f'href="?on={ON}">Clear</a>' in page


def test_pages_follow_one_another(client, world, product):
    for n in range(60):
        factories.outcome(f"Many {n:02}", product=product, at=NOON)
    roll_ups.rebuild(at=NOON)

    first, second = (
        titles(client, "outcome_list", q="many", sort="name", page=page) for page in (1, 2)
    )

    assert first + second == [f"Many {n:02}" for n in range(60)]
    assert listing(client, "outcome_list", q="many").total == 60


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("outcome_list", 2),
        ("initiative_list", 2),
        ("product_list", 1),
        ("objective_list", 4),
        ("check_in_list", 1),
    ],
)
def test_a_list_says_how_much_a_person_cannot_see(client, world, outsider, product, name, hidden):
    product.portfolio.restricted = True
    product.portfolio.save()
    client.force_login(outsider)

    answer = client.get(reverse(f"insights:{name}"), {"on": ON.isoformat()})

    assert answer.context["listing"].not_visible == hidden
    assert "you cannot see" in answer.content.decode()


def test_a_day_without_its_own_roll_up_is_answered_by_the_day_before(client, world):
    assert len(titles(client, "outcome_list", on="2025-07-20")) == 4
