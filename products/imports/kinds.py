"""The kinds of definitions an import writes, in the order in which they need one another."""

from dataclasses import dataclass
from typing import Any

from portfolio.models import Objective, Portfolio, Team
from products.models import FundingLine, Initiative, Outcome, Product


@dataclass(frozen=True)
class Kind:
    """One kind: its name in reports, its model, the field its slug is made from.

    `is_listed`: a source lists such things as its own, so one may leave the list.
    """

    name: str
    model: type[Any]
    slug_from: str = ""
    is_listed: bool = False

    def key(self, dataset: str, ident: str) -> str:
        """Return the key under which a thing of a dataset is found again."""
        return f"{dataset}:{self.name}:{ident}"

    def has(self, field: str) -> bool:
        """Return whether things of this kind have the field."""
        return any(known.name == field for known in self.model._meta.concrete_fields)


KINDS = (
    Kind("portfolios", Portfolio, slug_from="name"),
    Kind("teams", Team, slug_from="name"),
    Kind("products", Product, slug_from="name"),
    Kind("objectives", Objective, slug_from="title", is_listed=True),
    Kind("outcomes", Outcome, is_listed=True),
    Kind("initiatives", Initiative, is_listed=True),
    Kind("funding", FundingLine, is_listed=True),
    Kind("yearly_funding", FundingLine),
)
BY_NAME = {kind.name: kind for kind in KINDS}
