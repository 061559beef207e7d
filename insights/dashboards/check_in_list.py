"""The list of check-ins, newest first, read on from any one of them without counting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from insights.dashboards.filters import Filter
from insights.dashboards.listing import PAGE, choices, health_filter
from insights.dashboards.question import MEASURED, Question, question
from insights.dashboards.sentence import sentence
from insights.queries.figures import figures_by
from insights.queries.names import Named, below
from insights.scope import Scope
from pmo_portal.lib.asked import AsOf, BadQuestion
from products.queries.check_ins import check_ins_listed, place_of
from products.queries.known import AsKnown


@dataclass(frozen=True)
class CheckInRow:
    """A check-in in the list."""

    check_in: Any
    product: Named | None


@dataclass(frozen=True)
class CheckInListing:
    """A page of check-ins; `older` names the one after which the next page begins."""

    question: Question
    sentence: str
    filters: list[Filter]
    rows: Sequence[CheckInRow]
    older: str


def check_in_list(
    parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown, whole: bool = False
) -> CheckInListing:
    """Return the page of check-ins asked for, or all of them for an export.

    Raises BadQuestion for what the list does not know.
    """
    asked = question(parameters, as_of=as_of, known=known, sorts=())
    found = check_ins_listed(
        known=known,
        product_ids=_products(asked),
        healths=asked.healths - {MEASURED},
        words=asked.words,
        after=_after(parameters.get("after", ""), known),
    )
    shown = list(found.iterator() if whole else found[: PAGE + 1])
    has_more = not whole and len(shown) > PAGE
    shown = shown[:PAGE] if has_more else shown
    products = asked.names.products
    return CheckInListing(
        question=asked,
        sentence=sentence(_("Check-ins, newest first"), asked),
        filters=choices(asked, health_filter(asked)),
        rows=[CheckInRow(said, products.get(said.product_id)) for said in shown],
        older=shown[-1].public_id if has_more else "",
    )


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
        if scope.product_id in (None, product.id)
        and scope.team_id in (None, product.team_id)
        and (branch is None or product.portfolio_id in branch)
    }


def _after(public_id: str, known: AsKnown) -> Any | None:
    if not public_id:
        return None
    place = place_of(public_id, known=known)
    if place is None:
        raise BadQuestion(
            _("The list cannot go on after “%(text)s”.") % {"text": public_id[:20]},
            _("Begin at its first page."),
        )
    return place
