"""The portfolio of some products alone, chosen by what they are: figures, lists and days agree."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from insights.actions import roll_ups
from insights.actions.saved_views import save_view
from insights.dashboards.saved_views import address_of
from insights.figures import Figures
from insights.queries.changes import MOST_PRODUCTS
from insights.queries.figures import figures_by, figures_on
from insights.queries.scopes import scope_asked
from insights.scope import Scope
from pmo_portal.lib.vocabulary import Health, InitiativeStage, ProductStage, WorkKind
from products.actions.readings import refresh_current_readings
from tests import factories

pytestmark = pytest.mark.django_db
BEFORE, NOW = datetime(2025, 6, 23, 9, tzinfo=UTC), datetime(2025, 7, 2, 9, tzinfo=UTC)
ON = date(2025, 7, 2)
CHOICES = [
    {"product_health": "off_track"},
    {"product_health": "off_track,at_risk"},
    {"product_stage": "grow"},
    {"product_kind": "transform"},
    {"product_q": "sales RED"},
    {"product_stage": "grow", "product_health": "on_track"},
    {"product_health": "off_track", "portfolio": "branch"},
    {"product_kind": "run,transform", "objective": "grow"},
]


@pytest.fixture
def world(organisation):
    """Six products of two portfolios: three healths, two stages, two kinds of work under way."""
    objective = factories.objective("Grow", at=BEFORE)
    branch, stem = factories.portfolio("Branch", at=BEFORE), factories.portfolio("Stem", at=BEFORE)
    made, outcomes = [], []
    for n, health in enumerate((Health.OFF_TRACK, Health.AT_RISK, Health.ON_TRACK) * 2):
        product = factories.product(
            f"{'Red' if n % 2 else 'Blue'} sales {n}",
            portfolio=branch if n < 3 else stem,
            stage=ProductStage.GROW if n % 2 else ProductStage.EXPLORE,
            at=BEFORE,
        )
        said = factories.check_in(product, at=BEFORE, health=health)
        for value in (12, 80 + n)[: 1 + n % 2]:
            outcome = factories.outcome(product=product, objective=objective, at=BEFORE)
            factories.reading(outcome, date(2025, 3, 3), 10, at=BEFORE)
            factories.reading(outcome, date(2025, 6, 2), value, at=BEFORE)
            outcomes.append(outcome)
        for kind in (WorkKind.RUN, WorkKind.TRANSFORM)[: 1 + n // 3]:
            initiative = factories.initiative(
                product=product, kind=kind, stage=InitiativeStage.DELIVERY, at=BEFORE
            )
            factories.contribution(initiative, outcome, at=BEFORE)
            factories.initiative_line(said, initiative, health)
        factories.ask(product, at=BEFORE)
        made.append(product)
    refresh_current_readings([outcome.pk for outcome in outcomes])
    roll_ups.rebuild(at=NOW)
    return {"products": made, "branch": branch}


def test_figures_of_chosen_products_are_those_of_each_added_up(world, member):
    alone = {
        p.pk: figures_on(Scope(product_id=p.pk), on=ON, user=member) for p in world["products"]
    }
    for choice in CHOICES[:6]:
        scope = scope_asked(choice, user=member, on=ON)

        assert 0 < len(scope.product_ids) < len(alone)
        added = Figures.total([alone[pk] for pk in scope.product_ids])
        assert figures_on(scope, on=ON, user=member) == added


def test_products_are_chosen_as_their_own_list_shows_them(client, world, member):
    client.force_login(member)
    for short in ({"health": "off_track"}, {"stage": "grow"}, {"q": "sales red"}):
        listed = client.get("/products/", {"on": ON, **short}).context["listing"]
        named = {f"product_{name}": value for name, value in short.items()}
        scope = scope_asked(named, user=member, on=ON)
        assert scope.product_ids == {row.fact.product_id for row in listed.rows}


def test_every_number_of_the_portfolio_leads_to_as_many_in_its_list(client, world, member):
    client.force_login(member)
    for choice in CHOICES:
        page = client.get("/", {"on": ON, **choice}).context["page"]

        counted = [kpi for kpi in page.kpis if "&health=" in kpi.url and kpi.value.isdecimal()]
        assert counted
        for kpi in counted:
            listed = client.get(kpi.url).context["listing"]
            assert (kpi.label, listed.total) == (kpi.label, int(kpi.value))
            assert dict(parse_qsl(urlsplit(kpi.url).query)).items() >= choice.items()


def test_portfolio_asked_for_as_lists_are_asks_in_full(client, world, member):
    client.force_login(member)

    answer = client.get("/", {"health": "at_risk", "kind": "run", "q": "", "on": "2025-07-02"})

    assert answer.status_code == 302
    assert dict(parse_qsl(urlsplit(answer["Location"]).query)) == {
        "on": "2025-07-02",
        "product_health": "at_risk",
        "product_kind": "run",
    }


def test_filter_that_cannot_be_is_refused_and_never_passed_over(client, world, member):
    client.force_login(member)
    for asked in ("product_health=greenish", "product_stage=delivery", "age=quiet", "stage=idea"):
        assert client.get(f"/?{asked}", follow=True).status_code == 404


def test_page_says_whose_figures_it_shows_and_how_to_show_all_again(client, world, member):
    client.force_login(member)
    some = client.get("/", {"on": ON, "product_health": "off_track"}).content.decode()
    none = client.get("/", {"on": ON, "product_q": "nothing like it"}).content.decode()

    assert "Figures are of products that their teams call “Off course” on Wed 2 Jul 2025" in some
    assert "No product is as these filters want it." in none
    assert f'<a class="lk" href="?on={ON}">Show everything again</a>' in none
    assert "<figure" not in none


def test_products_are_chosen_by_what_was_known_on_the_day(world, member):
    late = factories.check_in(
        world["products"][2], at=NOW + timedelta(days=3), health=Health.OFF_TRACK
    )
    roll_ups.rebuild(at=NOW + timedelta(days=4))
    asked = {"product_health": "off_track"}

    then = scope_asked(asked, user=member, on=ON)
    later = scope_asked(asked, user=member, on=ON + timedelta(days=4))

    assert late.product_id not in then.product_ids
    assert later.product_ids == then.product_ids | {late.product_id}


def test_hidden_products_are_never_chosen_and_their_number_is_said(
    client, world, member, organisation
):
    world["branch"].restricted = True
    world["branch"].known_at = NOW
    world["branch"].save()
    client.force_login(member)
    scope = scope_asked({"product_health": "off_track"}, user=member, on=ON)

    assert scope.product_ids == {world["products"][3].pk}
    page = client.get("/", {"on": ON, "product_health": "off_track"}).content.decode()
    assert "items you cannot see are not counted" in page


def test_choice_costs_one_message_more_however_large_the_portfolio(client, world, member):
    client.force_login(member)
    client.get("/", {"on": ON})
    plain, chosen = CaptureQueriesContext(connection), CaptureQueriesContext(connection)
    with plain:
        client.get("/", {"on": ON, "team": world["products"][0].team.slug})
    with chosen:
        client.get("/", {"on": ON, "product_kind": "run", "product_health": "off_track"})

    assert len(chosen) <= min(len(plain), 12)


def test_parts_by_objective_are_of_the_chosen_products(world, member):
    scope = scope_asked({"product_stage": "grow"}, user=member, on=ON)
    parts = figures_by(scope, on=ON, user=member, by="product")

    assert set(parts) == scope.product_ids


def test_what_changed_is_found_in_the_chosen_products_however_much_changed_elsewhere(
    client, world, member
):
    late, stem = NOW + timedelta(days=3), factories.portfolio("Elsewhere", at=BEFORE)
    for n in range(MOST_PRODUCTS + 1):
        product = factories.product(f"Busy {n}", portfolio=stem, at=BEFORE)
        for _each in range(2):
            factories.outcome(product=product, at=late)
    factories.outcome("Only one", product=world["products"][0], at=late)
    roll_ups.rebuild(at=late)
    client.force_login(member)

    for asked in ({"product_q": "blue sales 0"}, {"product": "blue-sales-0"}):
        page = client.get("/", {"on": late.date(), "vs": ON, **asked}).context["page"]
        assert [item.name for item in page.news] == ["Only one"]


def test_page_of_changes_is_of_the_chosen_products(client, world, member):
    late = NOW + timedelta(days=3)
    for product in world["products"][:2]:
        factories.outcome(f"New in {product}", product=product, at=late)
    roll_ups.rebuild(at=late)
    client.force_login(member)

    told = client.get("/changes/", {"on": late.date(), "vs": ON, "product_q": "blue"}).text

    assert ("New in Blue sales 0" in told, "New in Red sales 1" in told) == (True, False)


def test_asks_counted_are_the_asks_listed(client, world, member):
    for _n in range(8):
        factories.ask(world["products"][0], at=BEFORE)
    roll_ups.rebuild(at=NOW)
    client.force_login(member)
    chosen = {"on": ON, "product_q": "blue"}

    page = client.get("/", chosen).context["page"]
    panel = client.get("/portfolio/help/", chosen, headers={"HX-Request": "true"}).context["panel"]
    place = client.get("/", {"on": ON, "portfolio": "branch"}).context["page"]

    assert len(page.asks) == page.asks_open == len(panel.asks) == panel.asks_open == 11
    assert page.asks_url == ""
    assert (len(place.asks), place.asks_open) == (6, 11)
    assert client.get(place.asks_url).context["page"].counts["open"] == 11


def test_sentence_leads_to_the_products_it_counts(client, world, member):
    client.force_login(member)
    chosen = (
        client.get("/", {"on": ON, "product_q": "blue", "portfolio": "stem"}).context["page"].chosen
    )

    assert chosen.share == "1 of 3"
    assert client.get(chosen.url).context["listing"].total == 1


def test_words_are_looked_for_in_the_purpose_of_a_product_too(client, world, member):
    product = world["products"][2]
    product.purpose, product.known_at = "So that nobody queues", NOW
    product.save()
    roll_ups.rebuild(at=NOW)
    client.force_login(member)

    listed = client.get("/products/", {"on": ON, "q": "QUEUES blue"}).context["listing"]
    page = client.get("/", {"on": ON, "product_q": "QUEUES blue"}).context["page"]

    assert [row.fact.product_id for row in listed.rows] == [product.pk]
    assert page.chosen.share == "1 of 6"


def test_names_of_portfolios_over_the_map_get_the_room_there_is(client, world, member):
    client.force_login(member)

    some = client.get("/", {"on": ON, "product_q": "0"}).context["page"].matrix

    assert [group.short_name for group in some.groups] == ["Branch"]


def test_a_saved_view_opens_with_its_choice(client, world, member):
    view = save_view(page="portfolio", name="Unwell", query="product_health=off_track", by=member)
    client.force_login(member)

    page = client.get(f"{address_of(view)}&on={ON}")

    assert page.context["page"].chosen.share == "2 of 6"
    assert 'aria-current="true">Unwell' in page.text
