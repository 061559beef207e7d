"""Saved views: a name for a question, private or shared, that the portfolio may open with."""

import pytest
from django.urls import reverse

from insights.actions import saved_views as actions
from insights.dashboards.saved_views import address_of, saved_views
from insights.models import SavedView
from insights.queries.saved_views import views_of
from tests import factories

ON = "on=2026-01-01"


def save(by, name="Mine", query="health=off_track", page="outcomes", **more):
    return actions.save_view(page=page, name=name, query=query, by=by, **more)


def post(client, url_name, view=None, **said):
    kwargs = {"public_id": view.public_id} if view else {}
    said.setdefault("token", "once")
    return client.post(reverse(f"insights:{url_name}", kwargs=kwargs), said)


def tabs(user, path="/outcomes/", **parameters):
    return saved_views(user, path, parameters)


def test_a_view_is_a_tab_of_its_page(organisation, member):
    save(member)

    (tab,) = tabs(member, health="off_track").tabs

    assert (tab.name, tab.url, tab.is_current) == ("Mine", "/outcomes/?health=off_track", True)
    assert tabs(member, "/products/").tabs == []


def test_the_tabs_of_help_wanted_come_as_a_fragment(client, organisation, member):
    save(member, "Decisions", query="kind=decision", page="help")
    client.force_login(member)

    answer = client.get("/views/tabs/?kind=decision", headers={"HX-Request": "true"})

    assert '<a href="/help/?kind=decision" aria-current="true">Decisions</a>' in (
        answer.content.decode()
    )


@pytest.mark.parametrize(
    ("kept_by", "path", "query"),
    [
        ("resources", "/resources/", "by=product"),
        ("time", "/resources/time/", "q=glass"),
        ("money", "/resources/money/", "kind=run"),
    ],
)
def test_time_and_money_keep_views_too(client, organisation, product, member, kept_by, path, query):
    factories.funding(product, planned=1, kind="run")
    client.force_login(member)

    answer = post(client, "view_save", page=kept_by, name="Mine", query=query)

    assert answer.url == f"{path}?{query}"
    assert f'<a href="{path}?{query}" aria-current="true">Mine</a>' in client.get(answer.url).text


def test_a_page_that_keeps_no_views_has_no_tabs(organisation, member):
    assert saved_views(member, "/changes/", {}) is None


def test_a_view_shows_the_day_of_the_page(organisation, member):
    save(member)

    (tab,) = tabs(member, on="2026-01-01").tabs

    assert tab.url == f"/outcomes/?{ON}&health=off_track"


def test_a_pinned_view_keeps_its_day(organisation, member):
    save(member, query=f"health=off_track&{ON}")

    (tab,) = tabs(member, on="2025-05-05").tabs

    assert tab.url == f"/outcomes/?health=off_track&{ON}"


@pytest.mark.parametrize(
    ("said", "kept"),
    [({}, "health=at_risk"), ({"is_pinned": "on"}, f"health=at_risk&{ON}")],
)
def test_days_are_kept_only_where_they_are_pinned(client, organisation, member, said, kept):
    client.force_login(member)

    answer = post(
        client,
        "view_save",
        page="outcomes",
        name="Mine",
        query=f"page=2&format=csv&{ON}&health=at_risk",
        **said,
    )

    assert SavedView.objects.get().query == kept
    assert (answer.status_code, answer.url) == (303, f"/outcomes/?{kept}")


def test_a_view_sent_twice_is_saved_once(client, organisation, member):
    client.force_login(member)

    for _time in range(2):
        answer = post(client, "view_save", page="outcomes", name="Mine", query="q=glass")

    assert (answer.status_code, SavedView.objects.count()) == (303, 1)


def test_two_views_of_a_page_have_two_names(client, organisation, member):
    save(member)
    client.force_login(member)

    answer = post(client, "view_save", page="outcomes", name="Mine", query="q=glass")

    assert answer.status_code == 422
    assert "You have a view called “Mine” already." in answer.content.decode()
    assert SavedView.objects.get().query == "health=off_track"


def test_a_shared_view_is_a_tab_for_everyone(organisation, member, outsider):
    save(member, is_shared=True)
    save(member, "Private")

    (tab,) = tabs(outsider).tabs

    assert (tab.name, tab.owner) == ("Mine", "member@example.test")


def test_a_shared_view_tells_nobody_of_work_they_cannot_see(
    organisation, product, member, outsider
):
    save(member, query="product=claims", is_shared=True)
    save(member, "Loose", query="objective=none", is_shared=True)
    product.portfolio.restricted = True
    product.portfolio.save()

    assert [view.name for view in views_of(outsider)] == ["Loose"]
    assert [view.name for view in views_of(member)] == ["Loose", "Mine"]


@pytest.mark.parametrize("address", ["view_change", "view_default", "view_delete"])
def test_a_view_belongs_to_its_owner(client, organisation, member, outsider, address):
    view = save(member, is_shared=True)
    client.force_login(outsider)

    assert post(client, address, view, name="Theirs").status_code == 404
    assert SavedView.objects.get().name == "Mine"


def test_everybody_may_copy_a_shared_view(client, organisation, member, outsider):
    save(member, query=f"health=off_track&{ON}", is_shared=True)
    client.force_login(outsider)
    page = client.get(reverse("insights:view_list"))
    ((line, _form),) = page.context["shared"]

    post(client, "view_save", page="outcomes", name="Mine", query=line.view.query, is_pinned="on")

    copy = SavedView.objects.get(user=outsider)
    assert (copy.query, copy.is_shared) == (line.view.query, False)


def test_a_view_gets_another_name_and_is_shared(client, organisation, member):
    view = save(member)
    client.force_login(member)

    answer = post(client, "view_change", view, name="Ours", is_shared="on")

    view.refresh_from_db()
    assert (answer.status_code, view.name, view.is_shared) == (303, "Ours", True)


def test_a_name_that_is_taken_is_refused_and_nothing_changes(client, organisation, member):
    view = save(member)
    save(member, "Other")
    client.force_login(member)

    answer = post(client, "view_change", view, name="Other", is_shared="on")

    view.refresh_from_db()
    assert (answer.status_code, view.name, view.is_shared) == (422, "Mine", False)


def test_a_view_is_deleted(client, organisation, member):
    view = save(member)
    client.force_login(member)

    assert post(client, "view_delete", view).status_code == 303
    assert SavedView.objects.count() == 0


def test_the_portfolio_opens_with_the_view_of_the_person(client, organisation, member, outsider):
    factories.objective("Grow")
    view = save(member, query="objective=grow", page="portfolio", is_default=True)
    client.force_login(member)

    answer = client.get("/", {"on": "2026-01-01"})

    assert (answer.status_code, answer.url) == (
        302,
        f"/?{ON}&objective=grow&view={view.public_id}",
    )
    assert client.get(answer.url).status_code == 200
    client.force_login(outsider)
    assert client.get("/").status_code == 200


def test_everything_stays_one_press_away(client, organisation, member):
    save(member, query="objective=grow", page="portfolio", is_default=True)
    client.force_login(member)

    everything = tabs(member, "/").everything

    assert everything.url == "/?view=all"
    assert client.get(everything.url).status_code == 200


def test_taking_the_last_filter_away_does_not_bring_the_default_back(client, organisation, member):
    save(member, query="objective=grow", page="portfolio", is_default=True)
    client.force_login(member)

    answer = client.get("/?team=payments")

    assert answer.url == "/?team=payments&view=all"


def test_a_person_has_one_default(client, organisation, member):
    first = save(member, query="objective=grow", page="portfolio", is_default=True)
    second = save(member, "Second", query="team=payments", page="portfolio")
    client.force_login(member)

    post(client, "view_default", second)

    assert list(SavedView.objects.filter(is_default=True)) == [second]
    post(client, "view_default", second)
    assert not SavedView.objects.filter(is_default=True).exists()
    first.refresh_from_db()
    assert address_of(first) == "/?objective=grow"


def test_no_list_is_what_the_portfolio_opens_with(client, organisation, member):
    view = save(member)
    client.force_login(member)

    answer = post(client, "view_default", view)

    assert answer.status_code == 409
    assert not SavedView.objects.filter(is_default=True).exists()


@pytest.mark.parametrize("count", [1, 20])
def test_tabs_take_two_queries_for_any_number(
    django_assert_num_queries, organisation, member, outsider, count
):
    for n in range(count):
        save(member, f"View {n}", is_shared=True)

    with django_assert_num_queries(2):
        tabs(outsider)
