"""A finding: something that could be told of a week, before it is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from insights.reports.content import Item
from insights.reports.seen import Seen
from insights.reports.weigh import Candidate


@dataclass(frozen=True)
class Found:
    """A finding with what it is about: the keys of initiatives or products, an outcome by id.

    `moved_since_told` says that it is news even where it was told in the last weeks.
    """

    item: Item
    groups: frozenset[str]
    outcome_id: int | None = None
    moved_since_told: bool = False

    def candidate(self, told: frozenset[str]) -> Candidate:
        """Return what the choice goes by."""
        item = self.item
        is_repeated = item.key in told and not self.moved_since_told
        return Candidate(item.key, self.groups, item.score, item.is_good, is_repeated)


def about_outcome(seen: Seen, outcome_id: int) -> frozenset[str]:
    """Return the initiatives that serve an outcome, its product where none does."""
    initiatives = seen.serving.get(outcome_id)
    if initiatives:
        return about_initiatives(initiatives)
    return about_product(seen.now[outcome_id].product_id)


def about_initiatives(ids: Iterable[int]) -> frozenset[str]:
    """Return initiatives as groups."""
    return frozenset(f"initiative:{pk}" for pk in ids)


def about_product(product_id: int | None) -> frozenset[str]:
    """Return a product as a group."""
    return frozenset({f"product:{product_id}"})
