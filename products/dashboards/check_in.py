"""The page of one check-in: evidence at a permanent address."""

from dataclasses import dataclass

from products import permissions
from products.models import CheckIn, Initiative, InitiativeLine, Outcome, OutcomeLine, Product
from products.queries import check_ins, products, thread
from products.queries.known import AsKnown
from products.queries.thread import Thread


@dataclass(frozen=True)
class CheckInPage:
    """Everything the page of a check-in shows. A correction known by then is named."""

    check_in: CheckIn
    product: Product
    thread: Thread
    outcome_lines: list[tuple[OutcomeLine, Outcome]]
    initiative_lines: list[tuple[InitiativeLine, Initiative]]
    correction: CheckIn | None
    can_correct: bool


def check_in_page(check_in: CheckIn, *, known: AsKnown) -> CheckInPage | None:
    """Return the page of a check-in, or nothing while its product was unknown."""
    product = products.products_by_id([check_in.product_id], known=known).get(check_in.product_id)
    if product is None:
        return None
    whole = check_ins.with_lines(check_in, known=known)
    strip = thread.thread_of_check_in(whole, product=product, known=known)
    spoken_of = [line.outcome_id for line in whole.outcome_lines.all()]
    outcomes = known.by_id(Outcome, spoken_of)
    initiatives = {initiative.pk: initiative for initiative in strip.initiatives}
    return CheckInPage(
        check_in=whole,
        product=product,
        thread=strip,
        outcome_lines=[
            (line, outcomes[line.outcome_id])
            for line in whole.outcome_lines.all()
            if line.outcome_id in outcomes
        ],
        initiative_lines=[
            (line, initiatives[line.initiative_id])
            for line in whole.initiative_lines.all()
            if line.initiative_id in initiatives
        ],
        correction=(correction := check_ins.correction_of(check_in, known=known)),
        can_correct=correction is None and permissions.can_check_in(known.user, product),
    )
