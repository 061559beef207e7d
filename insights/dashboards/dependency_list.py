"""The list of dependencies: who waits for what of whom, both days side by side, late ones first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from insights.dashboards.listing import Column, Found, Lister, Span, name_of, ordered
from insights.dashboards.question import Askable, Question
from insights.queries.names import Named, below
from pmo_portal.lib import formats
from products.queries.dependencies import Wait, all_waits, waits_unseen

LAST = date.max


class Word(TextChoices):
    """What was said of a dependency. One that is late is so whatever was said."""

    LATE = "late", _("Late")
    UNANSWERED = "unanswered", _("No word yet")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("The other side said no")
    OVER = "over", _("Over")


@dataclass(frozen=True)
class DependencyRow:
    """A dependency in the list; `days_late` is by how much the need is missed, if it is."""

    wait: Wait
    product: Named | None
    needed_product: Named | None
    days_late: int | None
    word: Word

    @property
    def needs(self) -> str:
        """What is needed, in the words of those who need it, else by its name."""
        return self.wait.dependency.wording or (
            self.wait.needed.title if self.wait.needed else name_of(self.needed_product)
        )


CELLS: dict[str, Callable[[DependencyRow], Any]] = {
    "id": lambda row: row.wait.dependency.public_id,
    "needs": lambda row: row.needs,
    "of_product": lambda row: name_of(row.needed_product),
    "of_initiative": lambda row: row.wait.needed.title if row.wait.needed else "",
    "product": lambda row: name_of(row.product),
    "initiative": lambda row: row.wait.waiting.title if row.wait.waiting else "",
    "needed_by": lambda row: row.wait.dependency.needed_by,
    "promised_on": lambda row: row.wait.dependency.promised_on,
    "days_late": lambda row: row.days_late,
    "word": lambda row: row.word.value,
    "ended_on": lambda row: row.wait.dependency.ended_on,
}
KEYS: dict[str, Callable[[DependencyRow], Any]] = {
    "pressing": lambda row: (
        -(row.days_late or 0),
        row.word != Word.UNANSWERED,
        row.wait.dependency.needed_by or LAST,
    ),
    "needs": lambda row: row.needs.casefold(),
    "of": lambda row: name_of(row.needed_product).casefold() or None,
    "product": lambda row: name_of(row.product).casefold(),
    "needed": lambda row: row.wait.dependency.needed_by,
    "promised": lambda row: row.wait.dependency.promised_on,
}


def _counted(total: int | None) -> str:
    count = {"count": formats.number(total or 0)}
    return ngettext("%(count)s dependency", "%(count)s dependencies", total or 0) % count


def _read(asked: Question, span: Span) -> Found:
    rows = [_row(wait, asked) for wait in all_waits(known=asked.known)]
    found = ordered([row for row in rows if _is_asked_for(row, asked)], asked, KEYS, "pressing")
    end = None if span.limit is None else span.offset + span.limit
    return Found(found[span.offset : end], len(found))


def _row(wait: Wait, asked: Question) -> DependencyRow:
    products, on = asked.names.products, asked.as_of.on
    late = wait.days_late(on)
    return DependencyRow(
        wait=wait,
        product=products.get(wait.waiting_product.pk) if wait.waiting_product else None,
        needed_product=products.get(wait.needed_product.pk) if wait.needed_product else None,
        days_late=late,
        word=_word(wait, on=on),
    )


def _word(wait: Wait, *, on: date) -> Word:
    if wait.is_over(on):
        return Word.OVER
    said = {True: Word.CONFIRMED, False: Word.REFUSED, None: Word.UNANSWERED}
    return said[wait.dependency.confirmed]


def _is_asked_for(row: DependencyRow, asked: Question) -> bool:
    """Return whether either side lies where it is asked for, and the word is the one wanted."""
    is_over = row.word == Word.OVER
    if asked.kinds:
        is_late = Word.LATE in asked.kinds and not is_over and row.days_late is not None
        if not (is_late or row.word in asked.kinds):
            return False
    elif is_over:
        return False
    sides = [side for side in (row.product, row.needed_product) if side]
    names = [side.name for side in sides]
    waiting = row.wait.waiting.title if row.wait.waiting else ""
    return any(_lies_in(side, asked) for side in sides) and asked.holds_words(
        row.needs, waiting, *names
    )


def _lies_in(side: Named, asked: Question) -> bool:
    scope, names = asked.scope, asked.names
    branch = below(names.portfolios, scope.portfolio_id) if scope.portfolio_id else None
    return (
        scope.product_id in (None, side.id)
        and scope.team_id in (None, side.team_id)
        and (branch is None or side.portfolio_id in branch)
    )


DEPENDENCIES = Lister(
    name="dependencies",
    title=_("Dependencies"),
    row="insights/rows/dependency.html",
    askable=Askable(
        sorts=tuple(KEYS), kinds=Word, kind_label=_("Word"), places=("portfolio", "product", "team")
    ),
    counted=_counted,
    read=_read,
    cells=CELLS,
    empty=(
        _("Nobody waits for another team"),
        _("A team says on the page of an initiative what it needs of others; it appears here."),
        "link",
    ),
    columns=(
        Column(_("Needed"), "needs"),
        Column(_("From"), "of"),
        Column(_("For"), "product"),
        Column(_("Needed by"), "needed", is_number=True),
        Column(_("Promised for"), "promised", is_number=True),
        Column(_("Word"), "pressing"),
    ),
    unseen=lambda asked: waits_unseen(known=asked.known),
)
