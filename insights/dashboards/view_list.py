"""The page of saved views: a person's own to change, others' to open or copy."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from insights.dashboards.saved_views import address_of
from insights.queries.saved_views import views_of

if TYPE_CHECKING:
    from insights.models import SavedView
    from portfolio.models import User


@dataclass(frozen=True)
class ViewLine:
    """One view and where it leads."""

    view: "SavedView"
    url: str


@dataclass(frozen=True)
class ViewListPage:
    """Everything the page shows."""

    own: list[ViewLine]
    shared: list[ViewLine]


def view_list_page(user: "User") -> ViewListPage:
    """Return the views a person may open."""
    lines = [ViewLine(view, address_of(view)) for view in views_of(user)]
    return ViewListPage(
        own=[line for line in lines if line.view.user_id == user.pk],
        shared=[line for line in lines if line.view.user_id != user.pk],
    )
