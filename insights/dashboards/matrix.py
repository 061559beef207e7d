"""Where the work is and how it goes: objectives down, products by portfolio across."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards.links import Links
from insights.dashboards.subject import Subject
from insights.figures import HEALTHS, Figures
from insights.queries.names import Named
from pmo_portal.lib import formats
from pmo_portal.lib.drawings import glyph
from pmo_portal.lib.vocabulary import Health

LEVELS, UNTIED, ROOM = 5, "none", 3
EMPTY = SafeString("<i></i>")
MOST_PATCHES, LEAST_ROWS, MOST_ROWS = 160, 8, 24

Counts = dict[str, int]


@dataclass(frozen=True)
class Square:
    """One product in one objective: how much of the work (0 to 5), how it goes, in words."""

    level: int
    tone: str
    title: str


@dataclass(frozen=True)
class Patch:
    """One portfolio in one objective: its squares, and its own count for small screens."""

    squares: list[Square]
    count: int
    level: int
    tone: str
    label: str
    url: str

    @property
    def drawing(self) -> SafeString:
        """The squares side by side. There are hundreds, too many for a template to go through."""
        return SafeString("".join(_drawn(square) for square in self.squares))


@dataclass(frozen=True)
class Row:
    """One objective, or what is tied to none."""

    code: str
    name: str
    url: str
    patches: list[Patch]
    counts: Counts
    well: int
    total: int
    is_untied: bool = False


@dataclass(frozen=True)
class Group:
    """One portfolio: the columns of its products."""

    name: str
    url: str
    products: list[Named]

    @property
    def short_name(self) -> str:
        """The name, or its initials where its columns, of three letters each, cut a word."""
        words = self.name.split()
        if max(len(word) for word in words) <= ROOM * len(self.products):
            return self.name
        return "".join(word[0] for word in words).upper()


@dataclass(frozen=True)
class Matrix:
    """The table. Without `has_products` only portfolios stand across, being too many otherwise."""

    title: str
    subtitle: str
    groups: list[Group]
    rows: list[Row]
    has_products: bool
    left_out: int
    idle: list[str] = field(default_factory=list)

    @property
    def has_portfolios_only(self) -> bool:
        """Whether the table by portfolio stands alone."""
        return not self.has_products


@dataclass(frozen=True)
class Columns:
    """The portfolios across, each with the ids that stand in it: of products, or its own."""

    portfolios: list[Named]
    products: Mapping[int, list[Named]]
    by_product: bool

    def ids(self, portfolio: Named) -> list[int]:
        """Return what the cells of a portfolio are keyed by."""
        if not self.by_product:
            return [portfolio.id]
        return [product.id for product in self.products[portfolio.id]]


def matrix(
    cells: Mapping[tuple[int | None, int | None], Figures],
    objectives: Iterable[Named],
    columns: Columns,
    *,
    subject: Subject,
    links: Links,
) -> Matrix | None:
    """Return the table of the cells, or None when no objective is in view."""
    maker = _Maker(cells, columns, subject, links)
    rows = [maker.row(objective) for objective in objectives]
    if not rows:
        return None
    most = min(max(LEAST_ROWS, MOST_PATCHES // max(len(columns.portfolios), 1)), MOST_ROWS)
    shown = _most_work_first(rows)[:most]
    untied = maker.row(None)
    kept = [row for row in rows if row in shown]
    return Matrix(
        title=_finding(rows, subject),
        subtitle=_(
            "%(things)s by objective and portfolio. A symbol marks where any is off course, or half need attention."
        )
        % {"things": subject.name},
        groups=[
            Group(p.name, links.to("insights:dashboard", portfolio=p.slug), columns.products[p.id])
            for p in columns.portfolios
        ],
        rows=[*kept, untied] if untied.total else kept,
        has_products=columns.by_product,
        left_out=len(rows) - len(kept),
        idle=[row.name for row in rows if not row.total],
    )


class _Maker:
    """Makes the rows of one table, shaded against the fullest square and patch of it."""

    def __init__(
        self,
        cells: Mapping[tuple[int | None, int | None], Figures],
        columns: Columns,
        subject: Subject,
        links: Links,
    ) -> None:
        self.columns, self.subject, self.links = columns, subject, links
        self.words: dict[tuple[int, ...], str] = {}
        self.counts: dict[int | None, dict[int, Counts]] = defaultdict(dict)
        for (column, objective), figures in cells.items():
            if column is not None and subject.total(figures):
                self.counts[objective][column] = figures.health(subject.kind)
        self.fullest = max(
            (sum(c.values()) for row in self.counts.values() for c in row.values()), default=1
        )
        self.fullest_patch = max(
            (
                sum(sum(row[i].values()) for i in columns.ids(p) if i in row)
                for row in self.counts.values()
                for p in columns.portfolios
            ),
            default=1,
        )

    def row(self, objective: Named | None) -> Row:
        """Return the row of an objective, or of what is tied to none."""
        counts = self.counts.get(objective.id if objective else None, {})
        total = _added(counts.values())
        return Row(
            code=objective.code if objective else "",
            name=objective.name if objective else _("No objective yet"),
            url=self.links.to_thing("portfolio:objective_detail", objective.slug)
            if objective
            else "",
            patches=[self._patch(objective, p, counts) for p in self.columns.portfolios],
            counts=total,
            well=total[Health.ON_TRACK] + total[Health.ACHIEVED],
            total=sum(total.values()),
            is_untied=objective is None,
        )

    def _patch(
        self, objective: Named | None, portfolio: Named, counts: Mapping[int, Counts]
    ) -> Patch:
        total = _added(counts[i] for i in self.columns.ids(portfolio) if i in counts)
        number = sum(total.values())
        tied_to = objective.slug if objective else UNTIED
        url = ""
        if number:
            url = self.links.to(self.subject.view, portfolio=portfolio.slug, objective=tied_to)
        return Patch(
            squares=[
                self._square(product, counts.get(product.id))
                for product in (
                    self.columns.products[portfolio.id] if self.columns.by_product else ()
                )
            ],
            count=number,
            level=_level(number, self.fullest_patch),
            tone=tone_of(total),
            label=f"{portfolio.name}: {self._said(total)}" if number else "",
            url=url,
        )

    def _square(self, product: Named, counts: Counts | None) -> Square:
        if not counts:
            return Square(0, "", "")
        title = f"{product.name}: {self._said(counts)}"
        return Square(_level(sum(counts.values()), self.fullest), tone_of(counts), title)

    def _said(self, counts: Counts) -> str:
        """Return counts in words; most squares of a table hold the same few."""
        known = tuple(counts.values())
        if known not in self.words:
            self.words[known] = said(counts, self.subject)
        return self.words[known]


def _drawn(square: Square) -> SafeString:
    if not square.level:
        return EMPTY
    symbol = glyph(square.tone) if square.tone else ""
    return format_html('<i class="q{}" title="{}">{}</i>', square.level, square.title, symbol)


def tone_of(counts: Counts) -> str:
    """Return the health worth a symbol: any off course, half at risk, nothing but silence."""
    total = sum(counts.values())
    if not total:
        return ""
    if counts[Health.OFF_TRACK]:
        return Health.OFF_TRACK.value
    if counts[Health.AT_RISK] * 2 >= total:
        return Health.AT_RISK.value
    return Health.NOT_REPORTED.value if counts[Health.NOT_REPORTED] == total else ""


def said(counts: Counts, subject: Subject) -> str:
    """Return counts in words: 3 outcomes, 1 off course."""
    parts = [subject.counted(sum(counts.values()))]
    parts += [
        f"{formats.number(counts[h])} {str(Health(h).label).lower()}"
        for h in (Health.OFF_TRACK, Health.AT_RISK, Health.NOT_REPORTED)
        if counts[h]
    ]
    return ", ".join(parts)


def _finding(rows: list[Row], subject: Subject) -> str:
    """Name the objective with most off course, if one alone has most; else the plain label."""
    worst = sorted(rows, key=lambda row: row.counts[Health.OFF_TRACK], reverse=True)
    off = [row.counts[Health.OFF_TRACK] for row in worst]
    if off[0] and (len(off) == 1 or off[0] > off[1]):
        return _("“%(objective)s” has the most off course: %(share)s") % {
            "objective": worst[0].name,
            "share": formats.share(off[0], worst[0].total),
        }
    idle = sum(1 for row in rows if not row.total)
    if idle:
        return ngettext(
            "%(n)s objective has no work tied to it yet",
            "%(n)s objectives have no work tied to them yet",
            idle,
        ) % {"n": formats.number(idle)}
    return _("%(things)s by objective and product") % {"things": subject.name}


def _most_work_first(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.total, reverse=True)


def _added(counts: Iterable[Counts]) -> Counts:
    total = dict.fromkeys(HEALTHS, 0)
    for one in counts:
        for health, number in one.items():
            total[health] += number
    return total


def _level(count: int, fullest: int) -> int:
    return math.ceil(LEVELS * count / fullest) if count else 0
