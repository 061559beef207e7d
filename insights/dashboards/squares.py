"""The squares of the map: one product in one objective, and what they add up to."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from insights.dashboards.columns import Columns
from insights.dashboards.ended import url_of
from insights.dashboards.links import Links
from insights.dashboards.shade import Shade
from insights.dashboards.subject import Subject
from insights.figures import HEALTHS, Figures
from insights.queries.names import Named
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health

LEVELS, UNTIED = 5, "none"

Counts = dict[str, int]


@dataclass(frozen=True)
class Square:
    """One product in one objective: how much goes into it (0 to 5), how it goes, in words."""

    level: int
    tone: str
    title: str


NOTHING = Square(0, "", "")


@dataclass(frozen=True)
class Cell:
    """What one column holds of one objective: how many in each health, how much is shaded."""

    counts: Counts
    amount: float

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Patch:
    """One portfolio in one objective: its squares, and its own count for small screens."""

    squares: list[Square]
    amount: str
    level: int
    tone: str
    label: str
    url: str

    @property
    def drawing(self) -> SafeString:
        """The squares side by side. There are hundreds, too many for a template to go through."""
        squares = "".join(_drawn(square) for square in self.squares)
        cell = f"<td colspan={len(self.squares)}>{self._linked(squares) or f'<div>{squares}</div>'}"
        return SafeString(f'{cell}</td><td class="gap"></td>')

    @property
    def small_drawing(self) -> SafeString:
        """The patch as one square with its amount, for small screens and large portfolios."""
        shade = f' class="q{self.level}"' if self.level else ""
        tone = f' data-tone="{self.tone}"' if self.tone else ""
        alone = f'<span title="{escape(self.label)}">{self.amount}</span>' if self.label else ""
        return SafeString(f"<td{shade}{tone}>{self._linked(self.amount) or alone}</td>")

    def _linked(self, inside: str) -> str:
        if not self.url:
            return ""
        return f'<a href="{escape(self.url)}" aria-label="{escape(self.label)}">{inside}</a>'


@dataclass(frozen=True)
class Row:
    """One objective, or what is tied to none."""

    code: str
    name: str
    url: str
    counts: Counts
    well: int
    total: int
    amount: float
    is_untied: bool = False
    patches: list[Patch] = field(default_factory=list)


class Maker:
    """Makes the rows of one table, shaded against the fullest square and patch of it."""

    def __init__(
        self,
        cells: Mapping[tuple[int | None, int | None], Figures],
        columns: Columns,
        shade: Shade,
        subject: Subject,
        links: Links,
    ) -> None:
        self.columns, self.shade, self.subject, self.links = columns, shade, subject, links
        self.words: dict[tuple[int, ...], str] = {}
        self.cells: dict[int | None, dict[int, Cell]] = defaultdict(dict)
        for (column, objective), figures in cells.items():
            held = Cell(figures.health(subject.kind), shade.of(figures))
            if column is not None and (held.total or held.amount):
                self.cells[objective][column] = held
        held_by_all = [cell for row in self.cells.values() for cell in row.values()]
        self.fullest = max((cell.amount for cell in held_by_all), default=1)
        self.fullest_patch = max(
            (
                sum(row[i].amount for i in columns.ids(p) if i in row)
                for row in self.cells.values()
                for p in columns.portfolios
            ),
            default=1,
        )

    def row(self, objective: Named | None) -> Row:
        """Return the row of an objective, or of what is tied to none, its patches left out."""
        cells = self.cells.get(objective.id if objective else None, {})
        total = _added(cell.counts for cell in cells.values())
        return Row(
            code=objective.code if objective else "",
            name=objective.name if objective else _("No objective yet"),
            url=url_of(objective, self.links, view=self.subject.view) if objective else "",
            counts=total,
            well=total[Health.ON_TRACK] + total[Health.ACHIEVED],
            total=sum(total.values()),
            amount=sum(cell.amount for cell in cells.values()),
            is_untied=objective is None,
        )

    def with_patches(self, row: Row, objective: Named | None) -> Row:
        """Return the row with what each portfolio holds of it; most rows are never shown."""
        cells = self.cells.get(objective.id if objective else None, {})
        patches = [self._patch(objective, p, cells) for p in self.columns.portfolios]
        return replace(row, patches=patches)

    def _patch(self, objective: Named | None, portfolio: Named, cells: Mapping[int, Cell]) -> Patch:
        held = [cells[i] for i in self.columns.ids(portfolio) if i in cells]
        whole = Cell(_added(cell.counts for cell in held), sum(cell.amount for cell in held))
        tied_to = objective.slug if objective else UNTIED
        url = ""
        if whole.total and portfolio.slug:
            url = self.links.to(self.subject.view, portfolio=portfolio.slug, objective=tied_to)
        products = self.columns.products[portfolio.id] if self.columns.by_product else ()
        return Patch(
            squares=[self._square(product, cells.get(product.id)) for product in products],
            amount=self.shade.short(whole.amount) if held else "",
            level=_level(whole.amount, self.fullest_patch),
            tone=tone_of(whole.counts),
            label=f"{portfolio.name}: {self._said(whole)}" if held else "",
            url=url,
        )

    def _square(self, product: Named, cell: Cell | None) -> Square:
        if cell is None:
            return NOTHING
        title = f"{product.name}: {self._said(cell)}"
        return Square(_level(cell.amount, self.fullest), tone_of(cell.counts), title)

    def _said(self, cell: Cell) -> str:
        """Return a cell in words; most squares of a table hold the same few."""
        known = tuple(cell.counts.values())
        if known not in self.words:
            self.words[known] = said(cell.counts, self.subject) if cell.total else ""
        amount = self.shade.said(cell.amount) if cell.amount else ""
        return ", ".join(part for part in (amount, self.words[known]) if part)


def _drawn(square: Square) -> str:
    """Return a square as markup; its symbol is drawn by the sheet."""
    if not square.title:
        return "<i></i>"
    shade = f' class="q{square.level}"' if square.level else ""
    tone = f' data-tone="{square.tone}"' if square.tone else ""
    return f'<i{shade}{tone} title="{escape(square.title)}"></i>'


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


def _added(counts: Iterable[Counts]) -> Counts:
    total = dict.fromkeys(HEALTHS, 0)
    for one in counts:
        for health, number in one.items():
            total[health] += number
    return total


def _level(amount: float, fullest: float) -> int:
    return math.ceil(LEVELS * amount / fullest) if amount else 0
