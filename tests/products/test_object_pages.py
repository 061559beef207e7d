"""Pages of single things: who may open them, what a day shows, where they lead."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from pmo_portal.lib.provenance import provenance
from pmo_portal.lib.vocabulary import Door, Health
from portfolio.models import PortfolioAccess
from products.dashboards import initiative as initiative_dashboard
from products.dashboards import outcome as outcome_dashboard
from products.models import Dependency, Initiative, Outcome, OutcomeLine, Reading
from tests import factories

MARCH = datetime(2025, 3, 3, 10, tzinfo=UTC)
JUNE = datetime(2025, 6, 2, 10, tzinfo=UTC)


@pytest.fixture
def thread(organisation, product):
    """An objective, an outcome, an initiative and a check-in that hang together."""
    objective = factories.objective("Settle faster", code="S1")
    outcome = factories.outcome("Claims in 5 days", product=product, objective=objective, unit="%")
    initiative = factories.initiative("Glass pilot", product=product)
    factories.contribution(initiative, outcome)
    reading = factories.reading(outcome, date(2025, 3, 3), 31, at=MARCH)
    said = factories.check_in(product, at=MARCH, health=Health.AT_RISK, what_changed="Glass waits.")
    factories.initiative_line(said, initiative, Health.AT_RISK, said="Amber")
    OutcomeLine.objects.create(check_in=said, outcome=outcome, reading=reading, known_at=MARCH)
    return {
        "objective": reverse("portfolio:objective_detail", args=[objective.slug]),
        "product": reverse("products:product_detail", args=[product.slug]),
        "outcome": reverse("products:outcome_detail", args=[outcome.path_part]),
        "initiative": reverse("products:initiative_detail", args=[initiative.path_part]),
        "check_in": reverse("products:check_in_detail", args=[said.public_id]),
        "things": (outcome, initiative, said, reading),
    }


PAGES = ("product", "outcome", "initiative", "check_in")


def text(client, url):
    return client.get(url).content.decode()


def links(client, url):
    return {part.split('"')[0] for part in text(client, url).split('href="')[1:]}


@pytest.mark.parametrize("kind", PAGES)
def test_pages_open_to_everyone_of_the_organisation(
    client, thread, kind, lead, member, pmo_lead, executive, outsider
):
    answers = {}
    for person in (lead, member, pmo_lead, executive, outsider):
        client.force_login(person)
        answers[person.email] = client.get(thread[kind]).status_code

    assert set(answers.values()) == {200}


@pytest.mark.parametrize("kind", PAGES)
def test_restricted_pages_are_not_there_for_those_without_access(
    client, thread, kind, product, member, outsider, executive
):
    product.portfolio.restricted = True
    product.portfolio.save()
    PortfolioAccess.objects.create(portfolio=product.portfolio, user=executive)
    answers = {}
    for person in (member, outsider, executive):
        client.force_login(person)
        answers[person.email] = client.get(thread[kind]).status_code

    assert answers == {member.email: 200, outsider.email: 404, executive.email: 200}


@pytest.mark.parametrize("kind", PAGES)
def test_the_golden_thread_leads_both_ways_from_every_page(client, thread, kind, member):
    client.force_login(member)

    found = links(client, thread[kind])

    up_and_down = {thread[step] for step in ("objective", "outcome", "initiative", "check_in")}
    assert up_and_down - found == set()


def test_from_an_initiative_to_the_reading_it_moves_are_two_clicks(client, thread, member):
    client.force_login(member)
    reading = thread["things"][3]

    assert thread["outcome"] in links(client, thread["initiative"])
    assert f'id="reading-{reading.public_id}"' in text(client, thread["outcome"])


def test_links_keep_the_day(client, thread, member):
    client.force_login(member)

    found = links(client, f"{thread['outcome']}?on=2025-05-01&vs=2025-04-01")

    assert f"{thread['initiative']}?on=2025-05-01&amp;vs=2025-04-01" in found


def test_a_thing_not_known_yet_says_since_when_it_is(client, thread, member):
    client.force_login(member)

    answer = client.get(f"{thread['outcome']}?on=2024-12-31")

    assert answer.status_code == 404
    assert "is known since Mon 6 Jan 2025" in answer.content.decode()


def test_nothing_learned_later_shows_on_an_earlier_day(client, thread, product, member):
    outcome, initiative, said, _reading = thread["things"]
    factories.reading(outcome, date(2025, 3, 3), 77, at=JUNE, supersedes=_reading)
    late = factories.check_in(product, at=JUNE, what_changed="All settled.", supersedes=said)
    factories.initiative_line(late, initiative, Health.ACHIEVED, said="Green")
    Outcome.objects.filter(pk=outcome.pk).update(name="Renamed", target=90, known_at=JUNE)
    factories.outcome("Invented later", product=product, at=JUNE)
    factories.ask(product, at=JUNE, wording="Later ask")
    client.force_login(member)
    later = ("77%", "All settled.", "Green", "Renamed", "90%", "Invented later", "Later ask")

    then = "".join(text(client, f"{thread[kind]}?on=2025-05-01") for kind in PAGES)
    now = "".join(text(client, thread[kind]) for kind in PAGES)

    assert [word for word in later if word in then] == []
    assert [word for word in later if word not in now] == []


def test_a_correction_stands_beside_what_it_replaced(client, thread, member):
    outcome, *_rest, reading = thread["things"]
    better = factories.reading(outcome, date(2025, 3, 3), 32, at=JUNE, supersedes=reading)
    client.force_login(member)

    page = client.get(thread["outcome"]).context["page"]

    assert [(row.reading.pk, row.reading.replacement) for row in page.rows] == [
        (better.pk, None),
        (reading.pk, better),
    ]
    assert page.latest == better


def test_a_reading_without_a_value_shows_its_reason(client, thread, member):
    outcome = thread["things"][0]
    Reading.objects.create(
        outcome=outcome,
        observed_on=date(2025, 6, 1),
        no_value_reason="Exempt under Section 43",
        known_at=JUNE,
    )
    client.force_login(member)

    assert "“Exempt under Section 43”" in text(client, thread["outcome"])


def test_a_change_of_owner_is_told_and_the_person_named_to_the_team_alone(
    client, thread, member, lead, executive, pmo_lead
):
    outcome, *_rest = thread["things"]
    Outcome.objects.filter(pk=outcome.pk).update(owner=lead, known_at=JUNE)

    told = {}
    for person in (member, executive):
        client.force_login(person)
        (change,) = client.get(thread["outcome"]).context["page"].versions[0].changes
        told[person.email] = (change.label, change.before, change.after)

    label = "Who keeps an eye on it"
    assert told == {
        member.email: (label, "nothing", str(lead)),
        executive.email: (label, "nothing", "somebody of the team"),
    }


@pytest.mark.parametrize(
    ("model", "labels"),
    [(Outcome, outcome_dashboard.LABELS), (Initiative, initiative_dashboard.LABELS)],
)
def test_every_column_a_person_changes_has_a_label(model, labels):
    tracked = {field.attname for field in model._meta.concrete_fields}
    derived = {"current_reading_id", "current_value", "current_observed_on", "previous_observed_on"}
    plumbing = {"id", "public_id", "known_at", "source_key", "absent_reasons"}

    assert tracked - derived - plumbing == set(labels)


def test_versions_say_who_changed_what_through_which_door(client, thread, member, pmo_lead):
    outcome = thread["things"][0]
    with provenance(door=Door.API, by=pmo_lead):
        Outcome.objects.filter(pk=outcome.pk).update(target=Decimal(90), known_at=JUNE)
    client.force_login(member)

    latest = client.get(thread["outcome"]).context["page"].versions[0]

    assert (latest.by, latest.door) == (pmo_lead, "API")
    assert [(c.label, c.before, c.after) for c in latest.changes] == [("Target", "100", "90")]


def test_a_moved_date_keeps_the_first_promise(client, thread, member):
    initiative = thread["things"][1]
    start = {"first_promised_on": date(2025, 9, 1), "due_on": date(2025, 9, 1)}
    type(initiative).objects.filter(pk=initiative.pk).update(**start, known_at=MARCH)
    type(initiative).objects.filter(pk=initiative.pk).update(
        due_on=date(2025, 9, 11), known_at=JUNE
    )
    client.force_login(member)

    page = client.get(thread["initiative"]).context["page"]

    assert page.row.slip_days == 10
    assert [(p.due_on, p.moved_days) for p in page.promises] == [
        (None, None),
        (date(2025, 9, 1), None),
        (date(2025, 9, 11), 10),
    ]


def test_the_other_end_of_a_dependency_stays_hidden_where_it_is_restricted(
    client, thread, outsider
):
    closed = factories.portfolio("Closed", restricted=True)
    secret = factories.product("Secret engine", portfolio=closed)
    Dependency.objects.create(initiative=thread["things"][1], needs_product=secret, known_at=MARCH)
    client.force_login(outsider)

    page = text(client, thread["product"])

    assert "Work outside your view" in page
    assert "Secret engine" not in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_of_a_product_asks_as_much_for_one_outcome_as_for_thirty(
    client, django_assert_num_queries, organisation, product, member, count
):
    objective = factories.objective()
    said = factories.check_in(product, at=MARCH)
    for _n in range(count):
        outcome = factories.outcome(product=product, objective=objective)
        initiative = factories.initiative(product=product)
        factories.contribution(initiative, outcome)
        factories.reading(outcome, date(2025, 3, 3), 10, at=MARCH)
        factories.initiative_line(said, initiative, Health.ON_TRACK)
    client.force_login(member)
    url = reverse("products:product_detail", args=[product.slug])
    client.get(url)

    with django_assert_num_queries(PRODUCT_PAGE_QUERIES):
        client.get(url)


PRODUCT_PAGE_QUERIES = 33


@pytest.mark.parametrize("kind", PAGES)
def test_a_wrong_day_gets_help(client, thread, kind, member):
    client.force_login(member)

    answer = client.get(f"{thread[kind]}?on=yesterday")

    assert answer.status_code == 404
    assert "is not a day we can read" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("kind", "queries"), [("outcome", 25), ("initiative", 27), ("check_in", 21)]
)
def test_pages_ask_as_much_for_one_of_each_as_for_thirty(
    client, django_assert_num_queries, thread, product, member, kind, queries, count
):
    outcome, initiative, said, _reading = thread["things"]
    for month in range(count):
        factories.reading(outcome, date(2025, 4, 1), month, at=JUNE)
        mover = factories.initiative(product=product)
        factories.contribution(mover, outcome)
        factories.initiative_line(said, mover, Health.ON_TRACK)
        served = factories.outcome(product=product, objective=outcome.objective)
        factories.contribution(initiative, served)
        factories.reading(served, date(2025, 4, 1), month, at=JUNE)
    client.force_login(member)
    client.get(thread[kind])

    with django_assert_num_queries(queries):
        client.get(thread[kind])


def test_an_imported_check_in_without_words_claims_nothing_of_what_changed(
    client, organisation, product, member
):
    said = factories.check_in(product, at=MARCH, source="Register")
    client.force_login(member)

    pages = [
        text(client, reverse("products:product_detail", args=[product.slug])),
        text(client, reverse("products:check_in_detail", args=[said.public_id])),
    ]

    assert ["The source said nothing in words." in page for page in pages] == [True, True]
    assert ["Nothing changed." in page for page in pages] == [False, False]
