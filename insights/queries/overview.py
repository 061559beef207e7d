"""All that the first page adds up, asked in one message: a scope on a day, its weeks, its parts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from insights.facts import AskFact, visible
from insights.facts.lists import as_fact, open_asks
from insights.facts.products import relation as products
from insights.facts.rows import question
from insights.figures import ADDED, MAPS, NAMES, Figures
from insights.queries import cells, changes, investment, snapshots
from insights.queries.sums import figures_of
from insights.queries.together import Asked, Row, answers
from insights.scope import Scope
from portfolio.models import User

WEEKS, SPARK, MOST = 52, 12, 12
EVERYTHING = Scope()
LINES = (*ADDED, "check_in_days")
COUNTED = tuple(n for n in ADDED if n.startswith(("outcomes", "initiatives")))
NOTHING: Asked = ("SELECT 1 WHERE false", {})
SPOKE = "SELECT id, name, checked_in_on FROM listed"

Week = tuple[date, Figures]
Cells = dict[tuple[int | None, int | None], Figures]


@dataclass(frozen=True)
class Words:
    """When a product last spoke; none when it never did."""

    product_id: int
    checked_in_on: date | None


@dataclass(frozen=True)
class Overview:
    """What one person sees of a scope on a day.

    `weeks` are without days but those of check-ins, `objectives` and `cells` without any. Cells
    are keyed by (product or group of portfolios, objective), none standing for neither; `kinds`
    by what money is for. `candidates` are the things among which what changed is to be found.
    """

    now: Figures
    before: Figures
    weeks: list[Week]
    objectives: dict[int, list[Week]]
    cells: Cells
    kinds: dict[str, Figures]
    not_visible: int
    asks: list[AskFact]
    words: list[Words]
    candidates: dict[str, list[int]]


@dataclass(frozen=True)
class View:
    """What is asked: a scope on a day against another, by whom; `groups` put portfolios together.

    `is_today` says that things as they stand answer for the day. `within` are the products of
    the scope, where it is narrowed.
    """

    scope: Scope
    on: date
    vs: date
    user: User
    is_today: bool
    groups: Mapping[int, int] | None = None
    within: Collection[int] | None = None

    @property
    def weeks(self) -> list[date]:
        """The day of each week of the year up to the day."""
        return [self.on - timedelta(weeks=n) for n in range(WEEKS, -1, -1)]

    def parameters(self, days: Sequence[date], **more: Any) -> dict[str, Any]:
        """Return the parameters of a sum over these days."""
        asked = {"days": list(days), "is_hidden": False}
        return {**asked, **self.scope.parameters(), **visible.parameters(self.user), **more}


def overview(view: View) -> Overview:
    """Return the figures and lists of the first page, all from one state of the database."""
    listed: dict[str, Any] = {"days": [view.on], "user": view.user, "now": view.is_today}
    own = None if view.scope.product_id is None else [view.scope.product_id]
    place = replace(view.scope, product_id=None)
    questions: list[Asked] = [
        _sums(view, [view.vs, view.on], NAMES),
        _sums(view, view.weeks, LINES),
        _by_objective(view),
        _by_cell(view),
        investment.asked_kinds(view.scope, **listed),
        question(open_asks, view.scope, by="raised_on", **listed),
        question(products, place, ids=own, by="name", only=SPOKE, **listed),
        changes.asked_candidates(on=view.on, vs=view.vs, within=view.within),
    ]
    ends, weeks, objectives, parts, kinds, asks, words, moved, *hidden = answers(
        *questions, *_hidden(view)
    )
    unseen, unseen_weeks, unseen_objectives, counted = hidden or ([], [], [], [])
    known, lines = _seen(ends, unseen), _seen(weeks, unseen_weeks)
    left_out = Figures.total([figures_of(row) for row in counted])
    return Overview(
        now=known.get(view.on, Figures()),
        before=known.get(view.vs, Figures()),
        weeks=[(day, lines.get(day, Figures())) for day in view.weeks],
        objectives=_lines(objectives, unseen_objectives, view.weeks[-SPARK:]),
        cells={(r["part"] or None, r["objective"] or None): figures_of(r) for r in parts},
        kinds={row["kind"]: figures_of(row) for row in kinds},
        not_visible=left_out.outcomes + left_out.initiatives,
        asks=[as_fact(row, AskFact) for row in asks],
        words=[Words(row["id"], row["checked_in_on"]) for row in words],
        candidates={row["kind"]: row["ids"] for row in moved},
    )


def _sums(view: View, days: Sequence[date], names: tuple[str, ...]) -> Asked:
    """Return the question for these figures of the scope on each of the days."""
    ready = view.scope.kind_and_id()
    if ready is None:
        maps = tuple(name for name in names if name in MAPS)
        return cells.sums_by(maps=maps), view.parameters(days)
    asked = view.parameters(days, kind=ready[0], scope_id=ready[1])
    return snapshots.of_one(names), asked


def _by_objective(view: View) -> Asked:
    """Return the question for the last weeks of each objective: of those with most outcomes."""
    days = view.weeks[-SPARK:]
    if view.scope == EVERYTHING:
        return snapshots.of_most(COUNTED), view.parameters(days, kind="objective", most=MOST)
    return _in_objectives(), view.parameters(days)


def _by_cell(view: View) -> Asked:
    """Return the question for the parts of the scope, each in one objective."""
    part = "product" if view.groups is None else "in_group"
    groups = view.groups or {}
    asked = view.parameters([view.on], portfolios=list(groups), groups=list(groups.values()))
    sums = cells.sums_by(part, "objective", maps=())
    return f"SELECT s.*, {part} AS part FROM ({sums}) s", asked


def _hidden(view: View) -> list[Asked]:
    """Return the questions for what this person may not see: of ready-made sums it is taken off."""
    if visible.sees_all(view.user):
        return []
    recent, ends = view.weeks[-SPARK:], [view.vs, view.on]
    whole = weekly = objectives = NOTHING
    if view.scope.kind_and_id() is not None:
        whole = cells.sums_by(), view.parameters(ends, is_hidden=True)
        lines = cells.sums_by(maps=("check_in_days",))
        weekly = lines, view.parameters(view.weeks, is_hidden=True)
    if view.scope == EVERYTHING:
        objectives = _in_objectives(), view.parameters(recent, is_hidden=True)
    place = view.scope.without_choice().parameters()
    counted = cells.sums_by(maps=()), view.parameters([view.on], is_hidden=True, **place)
    return [whole, weekly, objectives, counted]


def _in_objectives() -> str:
    return f"SELECT s.*, objectives AS scope_id FROM ({cells.sums_by('objectives', maps=())}) s"


def _seen(rows: Iterable[Row], hidden: Iterable[Row]) -> dict[date, Figures]:
    """Return the figures of each day, those hidden taken off."""
    known = {row["asked"]: figures_of(row) for row in rows}
    for row in hidden:
        if row["asked"] in known:
            known[row["asked"]] -= figures_of(row)
    return known


def _lines(
    rows: Iterable[Row], hidden: Iterable[Row], days: Sequence[date]
) -> dict[int, list[Week]]:
    """Return the figures of each objective on each of the days, in their order."""
    known: dict[int, dict[date, Figures]] = defaultdict(dict)
    for row in rows:
        known[row["scope_id"]][row["asked"]] = figures_of(row)
    for row in hidden:
        if row["asked"] in known[row["scope_id"]]:
            known[row["scope_id"]][row["asked"]] -= figures_of(row)
    known.pop(0, None)  # what lies in no objective
    return {
        objective: [(day, figures.get(day, Figures())) for day in days]
        for objective, figures in known.items()
        if figures
    }
