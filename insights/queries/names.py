"""What everything is called, and what lies below what, as known on a day: one question for all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from insights.facts import visible
from insights.facts.known import as_of
from insights.facts.rows import fetched
from portfolio.models import User

NAMES = """
WITH days AS MATERIALIZED (SELECT %(on)s::date AS day, %(at)s::timestamptz AS moment)
SELECT 'portfolio' AS kind, v.id, v.slug, v.name, v."order", v.parent_id,
    NULL::bigint AS portfolio_id, NULL::bigint AS team_id, '' AS code, '' AS cadence,
    NULL::numeric AS intended
FROM ({portfolios}) v WHERE v.id <> ALL(%(hidden)s::bigint[])
UNION ALL SELECT 'objective', v.id, v.slug, v.title, v."order", v.parent_id, v.portfolio_id, NULL,
    v.code, '', v.intended_share
FROM ({objectives}) v JOIN portfolio_objective o ON o.id = v.id
WHERE (v.unlisted_on IS NULL OR v.unlisted_on > v.day)
    AND (o.portfolio_id IS NULL OR o.portfolio_id <> ALL(%(hidden)s::bigint[]))
UNION ALL SELECT 'team', v.id, v.slug, v.name, 0, NULL, NULL, NULL, '', v.cadence, NULL
FROM ({teams}) v
UNION ALL SELECT 'product', v.id, v.slug, v.name, v."order", NULL, v.portfolio_id, v.team_id, '',
    '', NULL
FROM ({products}) v WHERE v.id NOT IN {hidden_products}""".format(
    portfolios=as_of("portfolio_portfolio", now=False),
    objectives=as_of("portfolio_objective", now=False),
    teams=as_of("portfolio_team", now=False),
    products=as_of("products_product", now=False),
    hidden_products=visible.HIDDEN_PRODUCTS,
)


@dataclass(frozen=True)
class Named:
    """A portfolio, an objective, a team or a product by name.

    `parent_id` is the thing of the same kind above it; `code` an objective's tag, and `cadence`
    a team's rhythm, are empty for the others. `intended` is the share of investment meant for an
    objective, in per cent, where one is.
    """

    id: int
    slug: str
    name: str
    order: int = 0
    parent_id: int | None = None
    portfolio_id: int | None = None
    team_id: int | None = None
    code: str = ""
    cadence: str = ""
    intended: Decimal | None = None


@dataclass(frozen=True)
class Names:
    """All that a person may see on a day, by id, in the order of display.

    `has_hidden` says that there are portfolios out of this person's sight.
    """

    portfolios: dict[int, Named]
    objectives: dict[int, Named]
    teams: dict[int, Named]
    products: dict[int, Named]
    has_hidden: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not (self.products or self.objectives)


def names_on(on: date, *, at: datetime, user: User) -> Names:
    """Return what this person may see of what was known at the moment, the end of the day."""
    named: dict[str, list[Named]] = {"portfolio": [], "objective": [], "team": [], "product": []}
    asked = {"on": on, "at": at, "among": None, **visible.parameters(user)}
    for row in fetched(NAMES, asked):
        named[row.pop("kind")].append(Named(*row.values()))
    return Names(
        portfolios=_in_tree(named["portfolio"]),
        objectives=_in_tree(named["objective"]),
        teams=_in_order(named["team"]),
        products=_in_order(named["product"]),
        has_hidden=bool(asked["hidden"]),
    )


def below(things: dict[int, Named], top_id: int) -> set[int]:
    """Return the ids of one thing and of all below it."""
    found = {top_id}
    while more := {t.id for t in things.values() if t.parent_id in found} - found:
        found |= more
    return found


def _in_order(things: Iterable[Named]) -> dict[int, Named]:
    return {t.id: t for t in sorted(things, key=lambda t: (t.order, t.name.casefold(), t.id))}


def _in_tree(things: Iterable[Named]) -> dict[int, Named]:
    """Put each thing after the one above it; where that one cannot be seen, at the top."""
    ordered = _in_order(things)
    children: dict[int | None, list[Named]] = defaultdict(list)
    for thing in ordered.values():
        children[thing.parent_id].append(thing)
    tree: dict[int, Named] = {}

    def add(thing: Named) -> None:
        if thing.id in tree:
            return
        tree[thing.id] = thing
        for child in children[thing.id]:
            add(child)

    for thing in ordered.values():
        if thing.parent_id not in ordered:
            add(thing)
    return tree | {t.id: t for t in ordered.values() if t.id not in tree}
