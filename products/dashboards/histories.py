"""How products and lines of money came to be what they are, in the names a person may see."""

from django.utils.translation import gettext_lazy as _

from portfolio.queries.versions import Version
from products.models import FundingLine, Product
from products.queries import versions
from products.queries.known import AsKnown

PRODUCT = {
    "name": _("Name"),
    "purpose": _("What it is for"),
    "stage": _("Stage"),
    "links": _("Links"),
    "portfolio_id": _("Portfolio"),
    "team_id": _("Team"),
}
MONEY = {
    "planned": _("Planned"),
    "actual": _("Actual"),
    "forecast": _("Forecast"),
    "kind": _("What it is for"),
    "period_start": _("First day"),
    "period_end": _("Last day"),
    "objective_id": _("Objective"),
    "initiative_id": _("Initiative"),
    "unlisted_on": _("Struck out on"),
}


def product_history(product: Product, *, known: AsKnown) -> list[Version]:
    """Return the versions of a product known by then, newest first."""
    return versions.versions_of(product, labels=PRODUCT, known=known)


def money_history(line: FundingLine, *, known: AsKnown) -> list[Version]:
    """Return the versions of a line of money known by then, newest first."""
    return versions.versions_of(line, labels=MONEY, known=known)
