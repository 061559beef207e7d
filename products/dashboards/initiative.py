"""The page of one initiative."""

from dataclasses import dataclass

from portfolio.models import Organisation, Portfolio
from products.models import Initiative, InitiativeLine, Product
from products.queries import (
    check_ins,
    dependencies,
    initiatives,
    outcomes,
    products,
    resources,
    thread,
)
from products.queries.dependencies import Wait
from products.queries.initiatives import InitiativeRow, Promise
from products.queries.known import AsKnown
from products.queries.outcomes import OutcomeRow
from products.queries.resources import Money
from products.queries.thread import Thread

LINES_SHOWN = 10


@dataclass(frozen=True)
class InitiativePage:
    """Everything the page of an initiative shows, as known on one day."""

    row: InitiativeRow
    product: Product
    branch: list[Portfolio]
    thread: Thread
    lines: list[InitiativeLine]
    promises: list[Promise]
    outcomes: list[OutcomeRow]
    waits_for: list[Wait]
    waited_for_by: list[Wait]
    money: Money

    @property
    def recent_lines(self) -> list[InitiativeLine]:
        """The words shown at once."""
        return self.lines[:LINES_SHOWN]

    @property
    def older_lines(self) -> list[InitiativeLine]:
        """The words folded away."""
        return self.lines[LINES_SHOWN:]

    @property
    def initiative(self) -> Initiative:
        """The initiative itself."""
        return self.row.initiative


def initiative_page(
    initiative: Initiative, *, known: AsKnown, organisation: Organisation
) -> InitiativePage | None:
    """Return the page as it was known, or nothing while the initiative's product was unknown."""
    product = products.products_by_id([initiative.product_id], known=known).get(
        initiative.product_id
    )
    if product is None:
        return None
    row = initiatives.rows([initiative], known=known)[0]
    return InitiativePage(
        row=row,
        product=product,
        branch=products.branch_of(product, known=known),
        thread=thread.thread_of_initiative(
            initiative, product=product, outcomes=row.outcomes, known=known
        ),
        lines=check_ins.initiative_lines(initiative, known=known),
        promises=initiatives.promises(initiative, known=known, organisation=organisation),
        outcomes=outcomes.rows(row.outcomes, known=known),
        waits_for=dependencies.waits_of([initiative.pk], known=known),
        waited_for_by=dependencies.waits_on(0, initiative_ids=[initiative.pk], known=known),
        money=resources.money_of(known=known, initiative_id=[initiative.pk]),
    )
