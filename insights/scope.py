"""What a figure is taken over: the filter of the dashboard."""

from dataclasses import dataclass

from pmo_portal.lib.vocabulary import ScopeKind


@dataclass(frozen=True)
class Scope:
    """Everything, narrowed by any of four. A portfolio or an objective means all below it too."""

    portfolio_id: int | None = None
    objective_id: int | None = None
    product_id: int | None = None
    team_id: int | None = None

    def kind_and_id(self) -> tuple[ScopeKind, int] | None:
        """Return the one thing this is the scope of, or None when several narrow it."""
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

    def parameters(self) -> dict[str, int | None]:
        """Return the scope as parameters of SQL."""
        return {
            "portfolio": self.portfolio_id,
            "objective": self.objective_id,
            "product": self.product_id,
            "team": self.team_id,
        }
