"""What a portfolio is measured by: its outcomes, or where it has none, its initiatives."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.figures import Figures
from pmo_portal.lib import formats

WELL = ("on_track", "achieved")


@dataclass(frozen=True)
class Subject:
    """What the page counts: "outcomes" or "initiatives"."""

    kind: str

    @classmethod
    def of(cls, figures: Figures) -> "Subject":
        """Return what these figures are best told by."""
        return cls("outcomes" if figures.outcomes or not figures.initiatives else "initiatives")

    @property
    def is_outcomes(self) -> bool:
        """Whether outcomes are counted."""
        return self.kind == "outcomes"

    @property
    def view(self) -> str:
        """The list of what is counted."""
        return f"insights:{self.kind.removesuffix('s')}_list"

    @property
    def name(self) -> str:
        """The plural, to begin a label with."""
        return _("Outcomes") if self.is_outcomes else _("Initiatives")

    def total(self, figures: Figures) -> int:
        """Return how many there are."""
        return figures.outcomes if self.is_outcomes else figures.initiatives

    def count(self, figures: Figures, *healths: str) -> int:
        """Return how many are in any of these healths."""
        return sum(figures.health(self.kind)[health] for health in healths)

    def well(self, figures: Figures) -> int:
        """Return how many are on course or achieved."""
        return self.count(figures, *WELL)

    def counted(self, number: int) -> str:
        """Return the count with its noun: 3 outcomes."""
        counted = {"n": formats.number(number)}
        if self.is_outcomes:
            return ngettext("%(n)s outcome", "%(n)s outcomes", number) % counted
        return ngettext("%(n)s initiative", "%(n)s initiatives", number) % counted
