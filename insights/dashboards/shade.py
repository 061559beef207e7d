"""What the shade of the map stands for: people, money, or how many things."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards.subject import Subject
from insights.figures import Figures
from pmo_portal.lib import formats
from pmo_portal.lib.asked import known_word

KINDS = ("people", "money", "outcomes", "initiatives")


@dataclass(frozen=True)
class Shade:
    """One of `KINDS`, in the currency of the organisation where it is money."""

    kind: str
    currency: str

    @property
    def label(self) -> str:
        """What is shaded by, to begin a sentence with."""
        return {
            "people": _("People"),
            "money": _("Money"),
            "outcomes": _("Outcomes"),
            "initiatives": _("Initiatives"),
        }[self.kind]

    def of(self, figures: Figures) -> float:
        """Return how much of it there is: full-time equivalents, an amount, or a count."""
        if self.kind == "people":
            return float(figures.fte)
        if self.kind == "money":
            return float(figures.whole_life_cost or figures.forecast or figures.planned)
        return float(getattr(figures, self.kind))

    def said(self, amount: float) -> str:
        """Return an amount in words; a count says nothing more than the outcomes beside it."""
        if self.kind == "people":
            return (self._one if amount == 1 else self._many) % {"n": formats.number(amount, 1)}
        return formats.money(amount, self.currency) if self.kind == "money" else ""

    @cached_property
    def _one(self) -> str:
        return ngettext("%(n)s person", "%(n)s people", 1)

    @cached_property
    def _many(self) -> str:
        return ngettext("%(n)s person", "%(n)s people", 2)

    def short(self, amount: float) -> str:
        """Return an amount in as few characters as a small square has room for."""
        if self.kind == "money":
            return formats.money(amount, self.currency) if amount else ""
        return formats.number(round(amount)) if amount >= 1 else "½" if amount else ""


@dataclass(frozen=True)
class Choice:
    """A way to shade the map, as a link; the one chosen has none."""

    label: str
    value: str
    is_chosen: bool


def shades(figures: Figures, subject: Subject, currency: str) -> list[Shade]:
    """Return the ways there is something to shade by, the most telling first."""
    found = [Shade(kind, currency) for kind in ("people", "money", subject.kind)]
    return [shade for shade in found if shade.of(figures)] or found[-1:]


def chosen(asked: str, offered: Iterable[Shade]) -> Shade:
    """Return the shade asked for, the first where there is none of it.

    Raises BadQuestion for a word nobody knows.
    """
    kind = known_word(asked, KINDS, name="shade") if asked else ""
    found = list(offered)
    return next((shade for shade in found if shade.kind == kind), found[0])
