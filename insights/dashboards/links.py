"""Where the figures lead: every one to its list, with the filters and the day of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.urls import reverse
from django.utils.http import urlencode

from insights.queries.scopes import PLACES

address = lru_cache(maxsize=8192)(reverse)
KEPT = (*PLACES, "on", "vs")


@dataclass(frozen=True)
class Links:
    """The parameters of the page that its links carry on."""

    kept: Mapping[str, str]

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "Links":
        """Return the links of a page asked for with these parameters."""
        return cls({name: parameters[name] for name in KEPT if parameters.get(name)})

    def to(self, view: str, /, *, fragment: str = "", **narrowed: str) -> str:
        """Return the address of a list under the page's filters, narrowed further."""
        query = urlencode({**self.kept, **{k: v for k, v in narrowed.items() if v}})
        return address(view) + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")

    def to_thing(self, view: str, name: str) -> str:
        """Return the address of one thing on the page's day."""
        return address(view, args=(name,)) + self.days

    @cached_property
    def days(self) -> str:
        """The days of the page as a query, empty where its address names none."""
        days = urlencode({k: self.kept[k] for k in ("on", "vs") if k in self.kept})
        return f"?{days}" if days else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(name in self.kept for name in PLACES)
