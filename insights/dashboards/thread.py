"""The golden thread of one objective: from what is wanted to what teams last said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards import loose_list, objective_tabs, thread_nodes
from insights.dashboards.filters import Filter, filters
from insights.dashboards.listing import WORST_FIRST
from insights.dashboards.loose import Offer, Offers
from insights.dashboards.loose_list import LooseOverview
from insights.dashboards.objective_tabs import ObjectiveTab
from insights.dashboards.thread_nodes import OutcomeKnot
from insights.dashboards.thread_question import Asked
from insights.facts import OutcomeFact, outcomes_on
from insights.figures import Figures
from insights.queries.figures import figures_on, hidden_count
from insights.queries.names import Named, below
from insights.queries.ties import aimed_at
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf, BadQuestion
from pmo_portal.lib.vocabulary import Health

PAGE = 20


@dataclass(frozen=True)
class Strand:
    """An objective and the outcomes that serve it directly; `below` are objectives under it."""

    objective: Named
    url: str
    note: str
    outcomes: list[tuple[OutcomeKnot, Offer | None]]
    is_empty: bool
    is_first: bool


@dataclass(frozen=True)
class More:
    """The outcomes that this page does not show: how many, how they go, where they are."""

    title: str
    note: str
    page: int


@dataclass(frozen=True)
class ThreadPage:
    """Everything the page shows, as known on one day and compared with an earlier one."""

    as_of: AsOf
    objective: Named | None
    above: Named | None
    above_url: str
    root_note: str
    sees_all: bool
    tabs: list[ObjectiveTab]
    filters: list[Filter]
    tied: str
    tied_url: str
    strands: list[Strand]
    more: More | None
    page: int
    table_url: str
    loose: LooseOverview
    not_visible: int
    rows: list[tuple[Named, OutcomeKnot | None]]

    @property
    def back(self) -> int | None:
        """The page before this one, in the address; the first needs no number."""
        return self.page - 1 if self.page > 2 else None


def thread_page(asked: Asked, *, whole: bool = False) -> ThreadPage:
    """Return the thread of the objective asked for; the number of queries never grows."""
    knots = _ordered(asked)
    page = 1 if whole else _page(asked, len(knots))
    shown = knots if whole else knots[(page - 1) * PAGE : page * PAGE]
    facts = [fact for _objective, fact in shown if fact]
    made = thread_nodes.knots(
        facts, names=asked.names, links=asked.links, as_of=asked.as_of, known=asked.known
    )
    rows = [(objective, made[fact.outcome_id] if fact else None) for objective, fact in shown]
    above = asked.names.objectives.get((asked.objective and asked.objective.parent_id) or 0)
    tied, tied_url = _tied(asked)
    found = loose_list.overview(asked)
    here = {"objective": asked.objective.slug} if asked.objective else {}
    return ThreadPage(
        as_of=asked.as_of,
        objective=asked.objective,
        above=above,
        above_url=asked.links.to("insights:thread", objective=above.slug) if above else "",
        root_note=_root_note(asked, knots),
        sees_all=asked.sees_all,
        tabs=_tabs(asked),
        filters=_filters(asked),
        tied=tied,
        tied_url=tied_url,
        strands=_strands(rows, asked),
        more=_more(knots[page * PAGE :], page),
        page=page,
        table_url=asked.links.to("insights:outcome_list", **here),
        loose=found,
        not_visible=hidden_count(asked.place, on=asked.as_of.on, user=asked.known.user),
        rows=rows,
    )


def _ordered(asked: Asked) -> list[tuple[Named, OutcomeFact | None]]:
    """Return the outcomes below the objective, those that need attention first.

    An objective that has none is there once, by itself.
    """
    if asked.objective is None:
        return []
    branch = below(asked.names.objectives, asked.objective.id)
    ids = aimed_at(branch, known=asked.known, now=asked.now)
    user, on = asked.known.user, asked.as_of.on
    held: dict[int, list[OutcomeFact]] = {}
    for fact in outcomes_on(asked.place, on=on, user=user, ids=ids, now=asked.now):
        held.setdefault(fact.objective_id or 0, []).append(fact)
    parents = {o.parent_id for o in asked.names.objectives.values()}
    ordered: list[tuple[Named, OutcomeFact | None]] = []
    for objective in (o for o in asked.names.objectives.values() if o.id in branch):
        found = sorted(held.get(objective.id, []), key=lambda f: WORST_FIRST[Health(f.health)])
        ordered += [(objective, fact) for fact in found]
        if not found and objective.id not in parents:
            ordered.append((objective, None))
    return ordered


def _page(asked: Asked, count: int) -> int:
    text, last = asked.parameters.get("page", "1") or "1", max(1, -(-count // PAGE))
    if not text.isdecimal() or not 1 <= int(text) <= last:
        raise BadQuestion(
            _("This thread has no page “%(text)s”.") % {"text": text[:20]},
            _("It has %(count)s.") % {"count": formats.number(last)},
        )
    return int(text)


def _strands(rows: Sequence[tuple[Named, OutcomeKnot | None]], asked: Asked) -> list[Strand]:
    """Return the outcomes by the objective they serve; that of the page comes first."""
    offers, strands = asked.offers, []
    for objective, held in groupby(rows, key=lambda row: row[0]):
        found = [knot for _objective, knot in held if knot]
        of = asked.figures.get(objective.id, Figures())
        strands.append(
            Strand(
                objective=objective,
                url=asked.links.to("insights:thread", objective=objective.slug),
                note=objective_tabs.said(of, sees_all=asked.sees_all),
                outcomes=[(knot, _offer(knot, offers)) for knot in found],
                is_empty=not found,
                is_first=objective is asked.objective,
            )
        )
    return strands


def _offer(knot: OutcomeKnot, offers: Offers) -> Offer | None:
    if knot.initiatives or knot.hidden or knot.is_closed:
        return None
    return offers.about_unserved(knot.product, knot.public_id)


def _more(rest: Sequence[tuple[Named, OutcomeFact | None]], page: int) -> More | None:
    counts = Counter(fact.health for _objective, fact in rest if fact)
    if not rest:
        return None
    count = counts.total()
    words = [
        f"{formats.number(counts[health])} {str(Health(health).label).lower()}"
        for health in WORST_FIRST
        if counts[health]
    ]
    title = ngettext("%(count)s more outcome", "%(count)s more outcomes", count)
    return More(title % {"count": formats.number(count)}, ", ".join(words), page + 1)


def _filters(asked: Asked) -> list[Filter]:
    """Return the choices of place, and of the objective where no tabs offer it."""
    offered = filters(asked.names, asked.place, asked.parameters)
    made = [choice for choice in offered if choice.name in {"portfolio", "team"}]
    if len(objective_tabs.tops(asked.names)) <= objective_tabs.MOST_TABS:
        return made
    return [objective_tabs.menu(asked.names, asked.figures, here=asked.objective), *made]


def _root_note(asked: Asked, knots: Sequence[tuple[Named, OutcomeFact | None]]) -> str:
    """Return how much serves the objective: 26 outcomes across 13 products. 40 people."""
    facts = [fact for _objective, fact in knots if fact]
    if not facts or asked.objective is None:
        return objective_tabs.said(Figures(), sees_all=asked.sees_all).capitalize() + "."
    count, products = len(facts), len({fact.product_id for fact in facts})
    outcomes = ngettext("%(count)s outcome", "%(count)s outcomes", count)
    words = ngettext(
        "%(outcomes)s in %(count)s product.", "%(outcomes)s across %(count)s products.", products
    )
    counted = {"count": formats.number(products)}
    said = words % {"outcomes": outcomes % {"count": formats.number(count)}, **counted}
    figures = asked.figures.get(asked.objective.id, Figures())
    more = [f"{objective_tabs.people(figures)}."] if figures.fte else []
    return " ".join([said, *more, *_likely(figures)])


def _tabs(asked: Asked) -> list[ObjectiveTab]:
    return objective_tabs.tabs(
        asked.names,
        asked.figures,
        asked.links,
        here=asked.objective,
        sees_all=asked.sees_all,
    )


def _likely(figures: Figures) -> list[str]:
    """Return how many outcomes will most likely be met, once any has a forecast."""
    if not figures.outcomes_forecast:
        return []
    met = figures.expected_met()
    low, mid, high = (formats.number(round(n)) for n in (met.low, met.mid, met.high))
    words = _("Most likely %(mid)s met, 80%%: %(low)s to %(high)s.")
    return [words % {"low": low, "mid": mid, "high": high}]


def _tied(asked: Asked) -> tuple[str, str]:
    """Return how much of the work reaches an objective, and the list of it."""
    everything = figures_on(asked.place, on=asked.as_of.on, user=asked.known.user)
    loose_ones = asked.figures.get(None, Figures())
    if everything.initiatives or not everything.outcomes:
        total, untied = everything.initiatives, loose_ones.initiatives
        words = ngettext("%(share)s initiative", "%(share)s initiatives", total)
        url = asked.links.to("insights:initiative_list")
    else:
        total, untied = everything.outcomes, loose_ones.outcomes
        words = ngettext("%(share)s outcome", "%(share)s outcomes", total)
        url = asked.links.to("insights:outcome_list")
    return words % {"share": formats.share(total - untied, total)}, url
