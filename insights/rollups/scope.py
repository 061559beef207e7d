"""The scope of a figure, by the name the pages know it."""

from insights.scope import Scope

__all__ = ["Scope"]
