"""What a figure is taken over: the filter of the dashboard."""

from dataclasses import dataclass, replace

from pmo_portal.lib.vocabulary import ScopeKind


@dataclass(frozen=True)
class Scope:
    """Everything, narrowed by any of these. A portfolio or an objective means all below it too.

    `product_ids` are the only products wanted, whatever they were chosen by.
    """

    portfolio_id: int | None = None
    objective_id: int | None = None
    product_id: int | None = None
    team_id: int | None = None
    product_ids: frozenset[int] | None = None

    def kind_and_id(self) -> tuple[ScopeKind, int] | None:
        """Return the one thing this is the scope of, or None when several narrow it."""
        if self.product_ids is not None:
            return None
        narrowed = [
            (kind, scope_id)
            for kind, scope_id in (
                (ScopeKind.PORTFOLIO, self.portfolio_id),
                (ScopeKind.OBJECTIVE, self.objective_id),
                (ScopeKind.PRODUCT, self.product_id),
                (ScopeKind.TEAM, self.team_id),
            )
            if scope_id is not None
        ]
        if not narrowed:
            return ScopeKind.ORGANISATION, 0
        return narrowed[0] if len(narrowed) == 1 else None

    def parameters(self) -> dict[str, int | list[int] | None]:
        """Return the scope as parameters of SQL."""
        return {
            "portfolio": self.portfolio_id,
            "objective": self.objective_id,
            "product": self.product_id,
            "team": self.team_id,
            "products": None if self.product_ids is None else sorted(self.product_ids),
        }

    @property
    def is_of_products(self) -> bool:
        """Whether nothing counts that lies in no product."""
        return bool(self.product_id or self.team_id) or self.product_ids is not None

    def is_of(self, *, product_id: int | None, team_id: int | None) -> bool:
        """Return whether a product of a team is wanted, wherever it lies."""
        return (
            self.product_id in (None, product_id)
            and self.team_id in (None, team_id)
            and (self.product_ids is None or product_id in self.product_ids)
        )

    def without_choice(self) -> "Scope":
        """Return the place alone, whichever products are chosen in it."""
        return replace(self, product_ids=None)
