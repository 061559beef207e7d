"""Where the work is and how it goes: objectives down, products by portfolio across."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards.columns import Columns
from insights.dashboards.ended import ENDED_ID
from insights.dashboards.links import Links
from insights.dashboards.shade import Choice, Shade
from insights.dashboards.squares import Maker, Row
from insights.dashboards.subject import Subject
from insights.figures import Figures
from insights.queries.names import Named
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health

LETTERS, LEAST_LETTERS = 120, 3
MOST_PATCHES, LEAST_ROWS, MOST_ROWS = 160, 8, 12


@dataclass(frozen=True)
class Group:
    """One portfolio: the columns of its products, each wide enough for some letters."""

    name: str
    url: str
    products: list[Named]
    letters: int = LEAST_LETTERS

    @property
    def short_name(self) -> str:
        """The name, or its initials where its columns cut a word."""
        words = self.name.split()
        if max(len(word) for word in words) <= self.letters * len(self.products):
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
    shade: str = ""
    choices: list[Choice] = field(default_factory=list)

    @property
    def has_objectives(self) -> bool:
        """Whether anything stands beside the work that serves no objective."""
        return len(self.rows) > 1

    @property
    def has_portfolios_only(self) -> bool:
        """Whether the table by portfolio stands alone."""
        return not self.has_products


def matrix(
    cells: Mapping[tuple[int | None, int | None], Figures],
    objectives: Iterable[Named],
    columns: Columns,
    *,
    shade: Shade,
    shades: Sequence[Shade],
    subject: Subject,
    links: Links,
) -> Matrix | None:
    """Return the table of the cells, or None when there is neither an objective nor work."""
    maker = Maker(cells, columns, shade, subject, links)
    everything = list(objectives)
    named = [objective for objective in everything if objective.id != ENDED_ID]
    rows, untied = [maker.row(objective) for objective in named], maker.row(None)
    if not rows and not untied.total:
        return None
    most = min(max(LEAST_ROWS, MOST_PATCHES // max(len(columns.portfolios), 1)), MOST_ROWS)
    shown = sorted(_most_work_first(rows)[:most])
    kept = [maker.with_patches(rows[n], named[n]) for n in shown]
    last = [(maker.row(o), o) for o in everything if o.id == ENDED_ID] + [(untied, None)]
    kept += [maker.with_patches(row, objective) for row, objective in last if row.total]
    return Matrix(
        title=_finding(rows, untied, shade, subject),
        subtitle=_subtitle(shade, subject, columns),
        groups=_groups(columns, links),
        rows=kept,
        has_products=columns.by_product,
        left_out=len(rows) - len(shown),
        idle=[row.name for row in rows if not row.total],
        shade=shade.label.lower(),
        choices=[Choice(s.label, s.kind, s == shade) for s in shades],
    )


def _groups(columns: Columns, links: Links) -> list[Group]:
    across = sum(len(columns.products[p.id]) for p in columns.portfolios)
    letters = max(LETTERS // max(across, 1), LEAST_LETTERS)
    return [
        Group(
            p.name,
            links.to("insights:dashboard", portfolio=p.slug) if p.slug else "",
            columns.products[p.id],
            letters,
        )
        for p in columns.portfolios
    ]


def _subtitle(shade: Shade, subject: Subject, columns: Columns) -> str:
    across = _("product") if columns.by_product else _("portfolio")
    return _(
        "%(shade)s by objective and %(across)s. Symbols mark where any of the %(things)s is off"
        " course, or half need attention."
    ) % {"shade": shade.label, "across": across, "things": subject.name.lower()}


def _finding(rows: list[Row], untied: Row, shade: Shade, subject: Subject) -> str:
    """Name the objective with most off course, if one alone has most; else what is missing."""
    worst = sorted(rows, key=lambda row: row.counts[Health.OFF_TRACK], reverse=True)
    off = [row.counts[Health.OFF_TRACK] for row in worst]
    if off and off[0] and (len(off) == 1 or off[0] > off[1]):
        share = formats.share(off[0], worst[0].total)
        words = {"objective": worst[0].name, "share": share}
        if shade.kind == "people" and worst[0].amount == max(row.amount for row in rows):
            return (
                _("“%(objective)s” has the most people, and the most off course: %(share)s") % words
            )
        return _("“%(objective)s” has the most off course: %(share)s") % words
    if untied.total and not any(row.total for row in rows):
        return _("None of %(things)s is tied to an objective yet") % {
            "things": subject.counted(untied.total)
        }
    idle = sum(1 for row in rows if not row.total)
    if idle:
        return ngettext(
            "%(n)s objective has no work tied to it yet",
            "%(n)s objectives have no work tied to them yet",
            idle,
        ) % {"n": formats.number(idle)}
    return _("%(things)s by objective and product") % {"things": subject.name}


def _most_work_first(rows: list[Row]) -> list[int]:
    return sorted(range(len(rows)), key=lambda n: rows[n].total, reverse=True)
