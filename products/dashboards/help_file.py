"""The queue of help wanted as a file: every ask that the page would show, on all its pages."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from pmo_portal.lib.export import Sheet
from portfolio.models import Organisation
from products.dashboards.help_question import question
from products.dashboards.help_wanted import AskLine, lines
from products.dashboards.list_file import about
from products.queries import help_wanted
from products.queries.known import AsKnown

CHUNK = 2000
CELLS = {
    "id": lambda line: line.ask.public_id,
    "kind": lambda line: line.ask.kind,
    "wording": lambda line: line.ask.wording,
    "product": lambda line: line.product.name if line.product else "",
    "asked_of": lambda line: line.asked_of,
    "needed_by": lambda line: line.ask.needed_by,
    "raised_on": lambda line: line.raised_on,
    "days": lambda line: line.days,
    "last_word": lambda line: line.last_word,
    "last_word_on": lambda line: line.last_word_on,
    "ended_on": lambda line: line.ended_on,
}


def help_file(
    parameters: Mapping[str, str],
    *,
    known: AsKnown,
    organisation: Organisation,
    asked_at: str,
    at: datetime,
) -> tuple[str, Sheet, Sheet]:
    """Return the name of the file, its rows, and a sheet that says what it is.

    Raises BadQuestion for what the queue does not know.
    """
    asked = question(parameters, known=known)
    asks = help_wanted.queue(asked.wanted, known=known)
    found = help_wanted.ended_ones(asks) if asked.is_over else help_wanted.open_ones(asks)
    rows = Sheet(_("Help wanted"), list(CELLS), _rows(found, known, organisation))
    chosen = [choice.value.replace("_", "-") for choice in asked.choices if choice.value]
    name = "-".join(["help", *(["over"] if asked.is_over else []), *chosen, f"{known.on}"])
    title = _("Help wanted, over") if asked.is_over else _("Help wanted, open")
    said = about(title, found.count(), known=known, asked_at=asked_at, at=at)
    return name, rows, said


def _rows(found: Any, known: AsKnown, organisation: Organisation) -> Iterator[Sequence[Any]]:
    asks = list(found)
    for start in range(0, len(asks), CHUNK):
        shown: list[AskLine] = lines(
            asks[start : start + CHUNK], known=known, organisation=organisation
        )
        for line in shown:
            yield [cell(line) for cell in CELLS.values()]
