"""What it adds up to, and what was said of it."""

from insights.models.derived import Cell, Fill, Forecast, Mark, Measures, Snapshot
from insights.models.told import Delivery, Finding, Report, SavedView, Subscription

__all__ = [
    "Cell",
    "Delivery",
    "Fill",
    "Finding",
    "Forecast",
    "Mark",
    "Measures",
    "Report",
    "SavedView",
    "Snapshot",
    "Subscription",
]
