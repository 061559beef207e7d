"""The API of what it adds up to."""

from insights.api.figures import HeadlineView, SnapshotsView
from insights.api.lists import router

__all__ = ["HeadlineView", "SnapshotsView", "router"]
