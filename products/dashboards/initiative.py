"""The page of one initiative."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portfolio.models import Organisation, Portfolio
from products import permissions
from products.models import Initiative, InitiativeLine, Product
from products.queries import (
    check_ins,
    dependencies,
    initiatives,
    outcomes,
    products,
    resources,
    thread,
    versions,
)
from products.queries.dependencies import Wait
from products.queries.initiatives import InitiativeRow, Promise
from products.queries.known import AsKnown
from products.queries.outcomes import OutcomeRow
from products.queries.resources import Money
from products.queries.thread import Thread
from products.queries.versions import Version

LINES_SHOWN = 10
LABELS = {
    "title": _("Title"),
    "hypothesis": _("What we believe"),
    "stage": _("Stage"),
    "kind": _("Kind"),
    "category": _("Category"),
    "product_id": _("Product"),
    "effort": _("Effort"),
    "started_on": _("First day"),
    "due_on": _("Due day"),
    "first_promised_on": _("First promised for"),
    "finished_on": _("Last day"),
    "external_link": _("Where the work is"),
    "stop_reason": _("Why it stopped"),
    "unlisted_on": _("No longer listed since"),
}


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
    versions: list[Version]
    can_check_in: bool

    @property
    def is_running(self) -> bool:
        """Whether it has neither been finished nor stopped."""
        return self.initiative.stage not in initiatives.ENDED

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
        versions=versions.versions_of(initiative, labels=LABELS, known=known),
        can_check_in=permissions.can_check_in(known.user, product),
    )
