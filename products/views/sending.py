"""How forms are written: the same in every layer."""

from portfolio.views.sending import CONFLICT, UNCLEAR, problems_of, require, see_other, written

__all__ = ["CONFLICT", "UNCLEAR", "problems_of", "require", "see_other", "written"]
