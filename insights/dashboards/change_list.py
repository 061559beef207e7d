"""The page of what changed between two days: figures, how it goes, and every definition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards import news
from insights.dashboards.differences import Entry, Words
from insights.dashboards.filters import Filter, filters, ids_within, products_in
from insights.dashboards.links import Links
from insights.dashboards.news import NewsItem
from insights.facts import initiatives_on
from insights.figures import Figures
from insights.queries import changes, figures
from insights.queries.changes import Change
from insights.queries.differences import (
    LIFE,
    MONEY,
    TARGETS,
    TIES,
    WORDING,
    Difference,
    InView,
    differences,
    titles_in,
)
from insights.queries.names import Names, below, names_on
from insights.queries.scopes import scope_asked
from insights.scope import Scope
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf, BadQuestion
from products.queries.known import AsKnown

HEALTH = "health"
A_FEW, A_PAGE, ALL = 8, 50, 100_000


@dataclass(frozen=True)
class Moved:
    """One figure of the whole, then and now; `url` is the list behind it."""

    label: str
    was: str
    now: str
    url: str


@dataclass(frozen=True)
class Chapter:
    """One kind of change: some of it, or a page of it where it was asked for alone."""

    key: str
    title: str
    about: str
    count: int
    entries: list[Entry] = field(default_factory=list)
    news: list[NewsItem] = field(default_factory=list)
    url: str = ""
    following: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether there is more than is shown."""
        return self.count > len(self.entries) + len(self.news)


@dataclass(frozen=True)
class ChangePage:
    """Everything the page shows; `chosen` is the chapter asked for alone, if any."""

    as_of: AsOf
    filters: list[Filter]
    sentence: str
    moved: list[Moved]
    chapters: list[Chapter]
    chosen: str
    all_url: str
    not_visible: int


def change_page(
    parameters: Mapping[str, str],
    *,
    as_of: AsOf,
    known: AsKnown,
    currency: str,
    whole: bool = False,
) -> ChangePage:
    """Return what changed between the two days in what the filters keep; `whole` for a file.

    Raises BadQuestion for a kind of change or a page that is not there.
    """
    chosen, page = _asked(parameters)
    scope = scope_asked(parameters, user=known.user, on=as_of.on, now=not as_of.is_past)
    names = names_on(as_of.on, at=known.moment, user=known.user)
    links = Links.of(parameters)
    found, counts = differences(
        _in_view(scope, names, as_of, known),
        on=as_of.on,
        vs=as_of.vs,
        chapter=chosen if chosen != HEALTH else "",
        **_part(chosen, page, whole=whole),
    )
    words = Words(names, titles_in(found, known=known), links, currency)
    told = _told(scope, names, as_of, known, most=ALL if whole else A_PAGE)
    chapters = [_going(news.news(told, names, links), links, is_all=whole or chosen == HEALTH)]
    chapters += _defined(found, counts, words, page if chosen else 0)
    shown = [c for c in chapters if c.count and chosen in ("", c.key)]
    return ChangePage(
        as_of=as_of,
        filters=filters(names, scope, parameters),
        sentence=_sentence(as_of, chapters),
        moved=_moved(scope, as_of, known, links, currency),
        chapters=shown,
        chosen=chosen,
        all_url=links.to("insights:change_list"),
        not_visible=figures.hidden_count(scope, on=as_of.on, user=known.user),
    )


def _asked(parameters: Mapping[str, str]) -> tuple[str, int]:
    chosen, page = parameters.get("kind", ""), parameters.get("page", "") or "1"
    if chosen and chosen not in _titles():
        raise BadQuestion(
            _("This page has no kind of change “%(kind)s”.") % {"kind": chosen[:40]},
            _("Known here: %(known)s.") % {"known": ", ".join(_titles())},
        )
    if not page.isdecimal() or not 1 <= int(page) <= 10_000:
        raise BadQuestion(_("There is no page “%(page)s” here.") % {"page": page[:20]})
    return chosen, int(page)


def _part(chosen: str, page: int, *, whole: bool) -> dict[str, int]:
    """Return which of the differences are read: all, a page of one kind, or a few of each."""
    if whole:
        return {"skip": 0, "limit": ALL}
    return {"skip": (page - 1) * A_PAGE, "limit": A_PAGE} if chosen else {"skip": 0, "limit": A_FEW}


def _titles() -> dict[str, tuple[str, str]]:
    return {
        HEALTH: (_("How it goes"), _("The weightiest first, not the latest.")),
        TARGETS: (_("Targets and dates"), _("What was promised, before and after.")),
        LIFE: (_("New, ended, moved on"), _("What began, what closed, and which stage changed.")),
        MONEY: (_("Money and people’s time"), _("The largest sums first.")),
        WORDING: (_("Wording"), _("Words that went are struck out, new ones underlined.")),
        TIES: (_("Who and what for"), _("Ties to objectives and outcomes, and whose it is.")),
    }


def _in_view(scope: Scope, names: Names, as_of: AsOf, known: AsKnown) -> InView:
    objectives, portfolios = names.objectives, names.portfolios
    seen = below(objectives, scope.objective_id) if scope.objective_id else set(objectives)
    branch = below(portfolios, scope.portfolio_id) if scope.portfolio_id else set(portfolios)
    if scope.is_of_products:
        branch, seen = set(), seen if scope.objective_id else set()
    elif scope.portfolio_id and not scope.objective_id:
        seen = {pk for pk in seen if objectives[pk].portfolio_id in branch}
    facts = (
        initiatives_on(scope, on=as_of.on, user=known.user, now=not as_of.is_past)
        if scope.objective_id
        else []
    )
    return InView(
        products=[product.id for product in products_in(names, scope)],
        portfolios=sorted(branch),
        objectives=sorted(seen),
        initiatives=[fact.initiative_id for fact in facts],
        is_by_objective=scope.objective_id is not None,
    )


def _told(scope: Scope, names: Names, as_of: AsOf, known: AsKnown, *, most: int) -> list[Change]:
    """Return how things go otherwise than they did."""
    days = {"on": as_of.on, "vs": as_of.vs}
    within = ids_within(names, scope)
    moves = changes.changes(scope, **days, user=known.user, limit=most, within=within)
    return [one for one in moves if one.kind in ("health", "progress")]


def _going(told: list[NewsItem], links: Links, *, is_all: bool) -> Chapter:
    title, about = _titles()[HEALTH]
    url = links.to("insights:change_list", kind=HEALTH)
    shown = told if is_all else told[:A_FEW]
    return Chapter(HEALTH, title, about, len(told), news=shown, url=url)


def _defined(
    found: list[Difference], counts: Mapping[str, int], words: Words, page: int
) -> list[Chapter]:
    """Return the chapters of definitions; `page` is 0 where each shows its first few."""
    made = []
    for key, (title, about) in _titles().items():
        if key != HEALTH:
            entries = words.entries([one for one in found if one.chapter == key])
            url = words.links.to("insights:change_list", kind=key)
            count = counts.get(key, 0)
            more = words.links.to("insights:change_list", kind=key, page=str(page + 1))
            following = more if page and count > page * A_PAGE else ""
            made.append(Chapter(key, title, about, count, entries, url=url, following=following))
    return made


def _sentence(as_of: AsOf, chapters: list[Chapter]) -> str:
    things = sum(chapter.count for chapter in chapters)
    days = {"vs": formats.day(as_of.vs), "on": formats.day(as_of.on)}
    if as_of.vs >= as_of.on:
        return _("Choose an earlier day to compare %(on)s with.") % days
    if not things:
        return _("Nothing changed between %(vs)s and %(on)s.") % days
    counted = ngettext("%(n)s change", "%(n)s changes", things) % {"n": formats.number(things)}
    return _("%(counted)s between %(vs)s and %(on)s.") % {"counted": counted, **days}


def _moved(scope: Scope, as_of: AsOf, known: AsKnown, links: Links, currency: str) -> list[Moved]:
    """Return the figures of the whole that are not as they were."""
    (_vs, was), (_on, now) = figures.series(scope, days=[as_of.vs, as_of.on], user=known.user)
    rows: list[tuple[str, Any, str, dict[str, str]]] = [
        (_("Progress of outcomes"), lambda f: formats.percent(f.progress), "outcome", {}),
        (_("Outcomes"), lambda f: formats.number(f.outcomes), "outcome", {}),
        (_("Outcomes measured"), _measured, "outcome", {"health": "measured"}),
        (
            _("Outcomes on course or achieved"),
            lambda f: formats.number(f.outcomes_on_track + f.outcomes_achieved),
            "outcome",
            {"health": "on_track,achieved"},
        ),
        (_("Initiatives"), lambda f: formats.number(f.initiatives), "initiative", {}),
        (
            _("Initiatives on course or achieved"),
            lambda f: formats.number(f.initiatives_on_track + f.initiatives_achieved),
            "initiative",
            {"health": "on_track,achieved"},
        ),
        (_("Planned money"), lambda f: formats.money(f.planned, currency), "product", {}),
        (_("Spent"), lambda f: formats.money(f.actual, currency), "product", {}),
        (_("Whole-life cost"), lambda f: formats.money(f.whole_life_cost, currency), "product", {}),
    ]
    return [
        Moved(label, of(was), of(now), links.to(f"insights:{noun}_list", **narrowed))
        for label, of, noun, narrowed in rows
        if of(was) != of(now)
    ]


def _measured(of: Figures) -> str:
    return formats.share(of.outcomes_measured, of.outcomes)
