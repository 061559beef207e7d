"""The portfolio's first page: true sentences, equal figures, one number of queries."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from insights.actions import roll_ups
from insights.dashboards.headline import Compared, Setting, opening
from insights.dashboards.links import Links
from insights.dashboards.portfolio import CHARTS, Asking, portfolio_page
from insights.dashboards.subject import Subject
from insights.figures import Figures
from insights.models import Mark
from insights.queries.edition import edition
from insights.queries.scopes import scope_asked
from pmo_portal.lib.asked import AsOf
from pmo_portal.lib.vocabulary import Role
from portfolio.actions.objectives import end_objective
from products.actions.readings import refresh_current_readings
from products.models import Product
from tests import factories

pytestmark = pytest.mark.django_db
BEFORE, NOW = datetime(2025, 6, 23, 9, tzinfo=UTC), datetime(2025, 7, 2, 9, tzinfo=UTC)
ON = NOW.date()
DAYS = AsOf(on=ON, vs=ON - timedelta(days=7), today=ON)
QUERIES, SHOWN_AGAIN = 11, 7
QUIET = Setting({}, 0, Links({}))


def fill(*, products, objective, portfolio, prefix="Product"):
    """Make products with one outcome well, one off course, one silent, and an initiative each."""
    outcomes = []
    for n in range(products):
        product = factories.product(f"{prefix} {n}", portfolio=portfolio, at=BEFORE)
        check_in = factories.check_in(product, at=BEFORE)
        for name, value in (("well", 80), ("behind", 12), ("silent", None)):
            outcome = factories.outcome(
                f"{prefix} {n} {name}", product=product, objective=objective, at=BEFORE
            )
            outcomes.append(outcome.pk)
            if value:
                factories.reading(outcome, date(2025, 3, 3), 10, at=BEFORE)
                factories.reading(outcome, date(2025, 6, 2), value, at=BEFORE)
        initiative = factories.initiative(product=product, at=BEFORE)
        factories.initiative_line(check_in, initiative, "at_risk")
        factories.ask(product, at=BEFORE)
    refresh_current_readings(outcomes)


@pytest.fixture
def world(organisation):
    """Two portfolios, one objective with work and one without, rolled up."""
    objective = factories.objective("Grow", code="S1", at=BEFORE)
    factories.objective("Idle", code="S2", at=BEFORE)
    branch = factories.portfolio("Branch", at=BEFORE)
    fill(products=2, objective=objective, portfolio=branch)
    fill(
        products=1, objective=None, portfolio=factories.portfolio("Stem", at=BEFORE), prefix="Other"
    )
    roll_ups.rebuild(at=NOW)
    return {"objective": objective, "branch": branch}


def page(user, organisation, as_of=DAYS, **asked):
    stands = edition(user, on=as_of.on)
    scope = scope_asked(asked, user=user, on=as_of.on)
    return portfolio_page(Asking(scope, asked, as_of, stands, organisation, user))


def compared(now, before=None, **days):
    as_of = AsOf(**{"on": ON, "vs": ON - timedelta(days=7), "today": ON, **days})
    return Compared(now, before or now, [(ON, now)], as_of, Subject.of(now), "GBP")


def outcomes(on_track, off_track=0, not_reported=0):
    return Figures(
        outcomes=on_track + off_track + not_reported,
        outcomes_on_track=on_track,
        outcomes_off_track=off_track,
        outcomes_not_reported=not_reported,
    )


@pytest.mark.parametrize(
    ("now", "before", "finding"),
    [
        (outcomes(3, 1), outcomes(1, 3), "3 of 4 outcomes are on course or achieved, two more than last week."),
        (outcomes(1, 3), outcomes(2, 2), "1 of 4 outcomes are on course or achieved, one fewer than last week."),
        (outcomes(2, 2), outcomes(2, 2), "2 of 4 outcomes are on course or achieved, as many as last week."),
        (outcomes(2, 2), outcomes(1, 1), "2 of 4 outcomes are on course or achieved, after 1 of 2 last week."),
        (outcomes(2, 2), Figures(), "2 of 4 outcomes are on course or achieved."),
        (outcomes(1), Figures(), "1 of 1 outcome is on course or achieved."),
        (Figures(), Figures(), "Nothing is measured here yet."),
    ],
)  # fmt: skip
def test_opening_sentence_is_true(now, before, finding):
    assert opening(compared(now, before), QUIET).finding == finding


def test_opening_says_what_is_off_course_and_what_is_silent():
    rest = opening(compared(outcomes(1, 2, 3)), QUIET).rest
    assert [(remark.text, remark.url) for remark in rest] == [
        ("2 are off course.", "/outcomes/?health=off_track"),
        ("Of 3 there is no news yet.", "/outcomes/?health=not_reported"),
    ]


@pytest.mark.parametrize(
    ("slipped", "said"),
    [
        ({"Tills": 3, "Rotas": 1}, "Four slipped, three of them in Tills."),
        ({"Tills": 1, "Rotas": 1}, "Two slipped."),
        ({"Tills": 1}, "One slipped."),
    ],
)
def test_opening_says_what_slipped_and_where_most_of_it(slipped, said):
    setting = Setting(slipped, 2, Links({}))
    rest = opening(compared(outcomes(1)), setting).rest
    assert [remark.text for remark in rest] == [said, "Two asks for help wait."]


def test_figures_of_the_page_equal_what_was_made(world, executive, organisation):
    shown = page(executive, organisation)

    assert [(kpi.label, kpi.value) for kpi in shown.kpis] == [
        ("On course or achieved", "3"),
        ("Off course", "3"),
        ("Heard from in two weeks", "3"),
        ("Progress to targets", "46%"),
        ("No news yet", "3"),
        ("Work off course", "0"),
    ]
    assert [(ground.name, ground.value) for ground in shown.trust.grounds] == [
        ("Outcomes measured", "6 of 9"),
        ("Initiatives with a word on them", "3 of 3"),
    ]
    assert shown.summary == "3 products, 9 outcomes, 3 initiatives"
    assert shown.asks_open == 3


def test_squares_of_the_matrix_are_drawn_one_by_one(world, executive, organisation):
    drawings = [p.drawing for row in page(executive, organisation).matrix.rows for p in row.patches]

    assert drawings[0] == (
        '<td colspan=2><a href="/outcomes/?portfolio=branch&amp;objective=grow"'
        ' aria-label="Branch: 6 outcomes, 2 off course, 2 no news yet">'
        '<i class="q5" data-tone="off_track" title="Product 0: 3 outcomes, 1 off course, 1 no news yet">'
        "</i>"
        '<i class="q5" data-tone="off_track" title="Product 1: 3 outcomes, 1 off course, 1 no news yet">'
        '</i></a></td><td class="gap"></td>'
    )
    assert drawings[1] == '<td colspan=1><div><i></i></div></td><td class="gap"></td>'


def test_matrix_counts_every_outcome_once_and_shows_what_has_no_work(
    world, executive, organisation
):
    table = page(executive, organisation).matrix

    assert [(row.name, row.total, row.well) for row in table.rows] == [
        ("Grow", 6, 2),
        ("Idle", 0, 0),
        ("No objective yet", 3, 1),
    ]
    assert table.title == "“Grow” has the most off course: 2 of 6"
    assert table.idle == ["Idle"]


def test_work_tied_to_an_objective_that_ended_is_a_row_with_its_list_behind_it(
    world, executive, client
):
    end_objective(objective=world["objective"], on=ON, in_sight=None, by=executive, at=NOW)
    roll_ups.rebuild(at=NOW)
    client.force_login(executive)

    shown = client.get("/", {"on": ON.isoformat()}).context["page"]

    rows = {row.name: row for row in shown.matrix.rows}
    assert {name: row.total for name, row in rows.items()} == {
        "Idle": 0,
        "Objectives that have ended": 6,
        "No objective yet": 3,
    }
    past = rows["Objectives that have ended"]
    for url, total in ((past.url, 6), (past.patches[0].url, 6), (past.url + "&q=other", 0)):
        listed = client.get(url).context["listing"]
        assert (listed.total, "for objectives that have ended" in listed.sentence) == (total, True)
    loose = client.get(
        reverse("insights:outcome_list"), {"on": ON.isoformat(), "objective": "none"}
    )
    assert loose.context["listing"].total == 3


def test_charts_and_their_tables_say_the_same(world, executive, organisation):
    shown = page(executive, organisation)

    assert shown.trajectory.figure["data"][1]["y"][-1] == 3
    assert shown.trajectory.rows[0] == ["Wed 2 Jul 2025", "3", "0", "", "", "9"]
    assert shown.health.key["not_reported"] == 3
    assert shown.health.rows[0][1:] == ["0", "3", "0", "3", "3"]


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_has_its_numbers_and_comes_as_a_file(world, executive, client, name):
    budget = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    for product in Product.objects.all():
        factories.funding(product, planned=9, forecast=10, kind="run", at=BEFORE, **budget)
    roll_ups.rebuild(at=NOW)
    client.force_login(executive)
    asked = {"on": ON.isoformat()}

    files = {
        ending: client.get(reverse("insights:dashboard_chart", args=[name, ending]), asked)
        for ending in ("svg", "png", "csv", "xlsx")
    }
    begun = {ending: b"".join(file)[:4] for ending, file in files.items()}
    numbers = client.get(reverse("insights:dashboard_numbers", args=[name]), asked)

    assert {file.status_code for file in (*files.values(), numbers)} == {200}
    assert (begun["png"], begun["svg"], begun["xlsx"][:2]) == (b"\x89PNG", b"<svg", b"PK")
    assert f"/portfolio/charts/{name}.csv" in numbers.text
    assert f"/portfolio/numbers/{name}/" in client.get("/", asked).text


def test_an_earlier_day_shows_what_was_known_then(world, executive, organisation):
    behind = world["branch"].products.first().outcomes.get(name__endswith="behind")
    factories.reading(behind, date(2025, 6, 30), 90, at=NOW)
    roll_ups.rebuild(at=NOW)
    earlier = AsOf(on=date(2025, 6, 25), vs=date(2025, 6, 18), today=ON)

    assert page(executive, organisation).kpis[0].value == "4"
    assert page(executive, organisation, earlier).kpis[0].value == "3"


@pytest.mark.parametrize(
    ("asked", "total"),
    [({"portfolio": "branch"}, 6), ({"objective": "grow"}, 6), ({"product": "other-0"}, 3)],
)
def test_filters_narrow_everything_and_stay_in_the_links(
    world, executive, organisation, asked, total
):
    shown = page(executive, organisation, **asked)

    assert shown.trust.grounds[0].value.endswith(f" of {total}")
    assert {f.name: f.value for f in shown.filters if f.value} == asked
    assert all(f"{name}={slug}" in shown.kpis[0].url for name, slug in asked.items())


def test_what_cannot_be_seen_is_not_counted_and_this_is_said(
    world, executive, outsider, organisation, client
):
    closed = factories.portfolio("Vault", restricted=True, at=BEFORE)
    fill(products=1, objective=None, portfolio=closed, prefix="Secret")
    roll_ups.rebuild(at=NOW)
    client.force_login(outsider)

    response = client.get("/", {"on": ON.isoformat()})

    trust = page(outsider, organisation).trust
    assert trust.grounds[0].value == "6 of 9"
    assert trust.not_visible == 4
    assert "4 items you cannot see are not counted." in response.text
    assert "Secret" not in response.text


def test_ten_times_the_portfolio_costs_the_same_number_of_queries(world, executive, client):
    client.force_login(executive)
    asked = {"on": ON.isoformat(), "vs": "2025-06-22"}
    with CaptureQueriesContext(connection) as small:
        client.get("/", asked)
    for n in range(9):
        objective = factories.objective(f"More {n}", at=BEFORE)
        fill(products=3, objective=objective, portfolio=world["branch"], prefix=f"More {n}")
    roll_ups.rebuild(at=NOW + timedelta(minutes=1))
    with CaptureQueriesContext(connection) as large:
        client.get("/", asked)
    with CaptureQueriesContext(connection) as again:
        client.get("/", asked)

    assert (len(small), len(large), len(again)) == (QUERIES, QUERIES, SHOWN_AGAIN)


def test_a_portfolio_of_initiatives_is_told_by_its_ratings_and_its_cost(
    organisation, product, executive
):
    said = factories.check_in(product, at=BEFORE)
    for health in ("on_track", "at_risk", "at_risk"):
        initiative = factories.initiative(product=product, at=BEFORE)
        factories.initiative_line(said, initiative, health)
    roll_ups.rebuild(at=NOW)

    shown = page(executive, organisation)

    assert shown.opening.finding == (
        "1 of 3 initiatives are on course or achieved, as many as last week."
    )
    assert shown.health.title == "2 of 3 initiatives need attention"
    assert (shown.objectives, shown.is_outcomes) == (None, False)
    assert shown.matrix.title == "None of 3 initiatives is tied to an objective yet"
    assert [row.name for row in shown.matrix.rows] == ["No objective yet"]


@pytest.mark.parametrize(("role", "offers"), [(Role.PMO_LEAD, 1), (Role.MEMBER, 0)])
def test_an_empty_portfolio_says_how_to_start_to_those_who_can(organisation, client, role, offers):
    client.force_login(factories.user(role=role))

    response = client.get("/")

    assert "Start with what you already have" in response.text
    assert response.text.count("Bring a spreadsheet") == offers


def test_a_day_before_everything_says_so(world, executive, client):
    client.force_login(executive)
    response = client.get("/", {"on": "2001-01-01"})
    assert "Nothing was known yet on Mon 1 Jan 2001" in response.text


@pytest.mark.parametrize("asked", [{"on": "soon"}, {"portfolio": "brunch"}, {"objective": "x"}])
def test_a_wrong_question_gets_help(world, executive, client, asked):
    client.force_login(executive)
    assert client.get("/", asked).status_code == 404


def test_an_unchanged_page_is_not_sent_again_and_a_changed_one_is(world, executive, client):
    client.force_login(executive)
    client.get("/")  # sets the cookie that forms need
    etag = client.get("/")["ETag"]

    assert client.get("/", headers={"if-none-match": etag}).status_code == 304
    roll_ups.mark_changed(product_id=None, since=ON)
    assert client.get("/", headers={"if-none-match": etag}).status_code == 200


def test_every_address_on_the_page_leads_somewhere(world, pmo_lead, organisation, client):
    client.force_login(pmo_lead)
    shown = page(pmo_lead, organisation, on=ON.isoformat())
    urls = [kpi.url for kpi in shown.kpis] + [row.url for row in shown.matrix.rows if row.url]
    urls += [patch.url for row in shown.matrix.rows for patch in row.patches if patch.url]
    urls += [part.url for part in shown.parts.rows] + [item.url for item in shown.news]

    assert {client.get(url).status_code for url in urls} == {200}
    assert reverse("insights:dashboard") == "/"


def test_a_day_still_being_added_up_says_so_instead_of_nothing(
    organisation, member, product, client
):
    Mark.objects.create(product_id=None, since=date(2025, 1, 6))
    client.force_login(member)

    page = client.get("/?on=2025-06-02").content.decode()

    assert "are being added up" in page
    assert "Nothing is measured" not in page
