"""What it adds up to, and what was said of it."""

from insights.models.derived import Cell, Fill, Forecast, Mark, Measures, Snapshot
from insights.models.reports import (
    Delivery,
    Publication,
    Report,
    ReportFile,
    ReportOpening,
    ReportPreview,
    ReportReply,
    Subscription,
)
from insights.models.told import Finding, SavedView

__all__ = [
    "Cell",
    "Delivery",
    "Fill",
    "Finding",
    "Forecast",
    "Mark",
    "Measures",
    "Publication",
    "Report",
    "ReportFile",
    "ReportOpening",
    "ReportPreview",
    "ReportReply",
    "SavedView",
    "Snapshot",
    "Subscription",
]
