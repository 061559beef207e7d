"""The list of check-ins, newest first, read on from any one of them without counting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from insights.dashboards.listing import Found, Lister, Span, name_of
from insights.dashboards.question import HEALTHS, Askable, Question
from insights.queries.figures import figures_by
from insights.queries.names import Named, below
from insights.scope import Scope
from pmo_portal.lib.asked import BadQuestion
from products.queries.check_ins import check_ins_listed, check_ins_unseen, place_of


@dataclass(frozen=True)
class CheckInRow:
    """A check-in in the list, and when it was said in the organisation's time zone."""

    check_in: Any
    product: Named | None
    said_at: datetime


CELLS = {
    "id": lambda row: row.check_in.public_id,
    "product": lambda row: name_of(row.product) or row.check_in.product.name,
    "known_at": lambda row: row.said_at,
    "health": lambda row: row.check_in.health,
    "said": lambda row: row.check_in.said,
    "confidence": lambda row: row.check_in.confidence,
    "what_changed": lambda row: row.check_in.what_changed,
    "by": lambda row: str(row.check_in.by or ""),
}


def _counted(_total: int | None) -> str:
    return gettext("Check-ins, newest first")


def _read(asked: Question, span: Span) -> Found:
    found = check_ins_listed(
        known=asked.known,
        product_ids=_products(asked),
        healths=asked.healths,
        words=asked.words,
        after=_after(asked),
    )
    if span.limit is None:
        rows = (_row(said, asked) for said in found.iterator(chunk_size=500))
        return Found(rows, None)
    shown = list(found[: span.limit + 1])
    older = shown[span.limit - 1].public_id if len(shown) > span.limit else ""
    return Found([_row(said, asked) for said in shown[: span.limit]], None, older)


def _row(said: Any, asked: Question) -> CheckInRow:
    zone = asked.known.moment.tzinfo
    product = asked.names.products.get(said.product_id)
    return CheckInRow(said, product, said.known_at.astimezone(zone))


def _products(asked: Question) -> set[int] | None:
    """Return the products in the places asked for; None when no place is."""
    scope, names = asked.scope, asked.names
    if scope == Scope():
        return None
    if scope.objective_id:
        serving = figures_by(scope, on=asked.as_of.on, user=asked.known.user, by="product")
        return {product_id for product_id in serving if product_id}
    branch = below(names.portfolios, scope.portfolio_id) if scope.portfolio_id else None
    return {
        product.id
        for product in names.products.values()
        if scope.is_of(product_id=product.id, team_id=product.team_id)
        and (branch is None or product.portfolio_id in branch)
    }


def _after(asked: Question) -> Any | None:
    parameters: Mapping[str, str] = asked.parameters
    public_id = parameters.get("after", "")
    if not public_id:
        return None
    place = place_of(public_id, known=asked.known)
    if place is None:
        raise BadQuestion(
            gettext("The list cannot go on after “%(text)s”.") % {"text": public_id[:20]},
            gettext("Begin at its first page."),
        )
    return place


CHECK_INS = Lister(
    name="check-ins",
    title=_("Check-ins"),
    row="insights/rows/check_in.html",
    askable=Askable(healths=HEALTHS),
    counted=_counted,
    read=_read,
    cells=CELLS,
    empty=(
        _("No check-ins yet"),
        _(
            "A check-in is a team’s word on a product for one period. The first one appears here"
            " the moment it is written."
        ),
        "message-square",
    ),
    unseen=lambda asked: check_ins_unseen(known=asked.known),
)
