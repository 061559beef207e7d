"""The tabs of saved views above the portfolio and its lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from insights.queries.saved_views import views_of
from pmo_portal.lib.vocabulary import ViewPage

if TYPE_CHECKING:
    from insights.models import SavedView
    from portfolio.models import User

URL_NAMES = {
    ViewPage.PORTFOLIO: "insights:dashboard",
    ViewPage.OBJECTIVES: "insights:objective_list",
    ViewPage.PRODUCTS: "insights:product_list",
    ViewPage.OUTCOMES: "insights:outcome_list",
    ViewPage.INITIATIVES: "insights:initiative_list",
    ViewPage.CHECK_INS: "insights:check_in_list",
    ViewPage.HELP: "products:ask_list",
    ViewPage.DEPENDENCIES: "insights:dependency_list",
    ViewPage.RESOURCES: "insights:resources",
    ViewPage.TIME: "insights:time_list",
    ViewPage.MONEY: "insights:funding_list",
}
DAYS = ("on", "vs")
UNSAID = ("view", "page", "after", "format")
EVERYTHING = "all"


@dataclass(frozen=True)
class ViewTab:
    """A view by name. `owner` says who shares it, and is empty for the person's own."""

    name: str
    url: str
    is_current: bool = False
    is_shared: bool = False
    is_default: bool = False
    owner: str = ""
    view: "SavedView | None" = None


@dataclass(frozen=True)
class SavedViews:
    """The tabs of one page, and what would be saved of it now.

    `query` is the question without its days; `days` are those the address names. `opens` is
    where a bare address leads, empty where it stays.
    """

    page: str
    query: str
    days: str
    everything: ViewTab
    tabs: list[ViewTab]
    opens: str = ""

    @property
    def is_portfolio(self) -> bool:
        """Whether the portfolio can open with a view of this page."""
        return self.page == ViewPage.PORTFOLIO

    @property
    def is_kept(self) -> bool:
        """Whether what is shown has a name already."""
        return any(tab.is_current for tab in (self.everything, *self.tabs))


def saved_views(user: "User", path: str, parameters: Mapping[str, str]) -> SavedViews | None:
    """Return the tabs of the page at this path, None for a page that keeps no views.

    One query, and up to four more where work is hidden from the person.
    """
    page = next((page for page, name in URL_NAMES.items() if reverse(name) == path), None)
    if page is None:
        return None
    found = views_of(user, page=page)
    default = next((view for view in found if view.is_default and view.user_id == user.pk), None)
    asked = question_of(parameters)
    days = {name: parameters[name] for name in DAYS if parameters.get(name)}
    mark = EVERYTHING if default else ""
    return SavedViews(
        page=page,
        query=asked,
        days=urlencode(days),
        everything=ViewTab(_("Everything"), _address(path, "", days, mark), is_current=not asked),
        tabs=[_tab(view, user, path, asked, days, marked=bool(default)) for view in found],
        opens=_opens(default, path, parameters, days),
    )


def question_of(parameters: Mapping[str, str], *, with_days: bool = False) -> str:
    """Return the parameters that make a question, in one order; the days only if they are kept.

    A day left out is today's, whenever the view is opened.
    """
    unsaid = UNSAID if with_days else (*UNSAID, *DAYS)
    return urlencode(sorted((n, v) for n, v in parameters.items() if v and n not in unsaid))


def address_of(view: "SavedView") -> str:
    """Return where a view leads, today."""
    path = reverse(URL_NAMES[ViewPage(view.page)])
    return _address(path, view.query, {}, view.public_id if view.is_default else "")


def _tab(
    view: "SavedView", user: "User", path: str, asked: str, days: dict[str, str], *, marked: bool
) -> ViewTab:
    is_own = view.user_id == user.pk
    return ViewTab(
        name=view.name,
        url=_address(path, view.query, days, view.public_id if marked else ""),
        is_current=bool(asked) and question_of(dict(parse_qsl(view.query))) == asked,
        is_shared=view.is_shared,
        is_default=view.is_default and is_own,
        owner="" if is_own else str(view.user),
        view=view,
    )


def _address(path: str, query: str, days: Mapping[str, str], mark: str) -> str:
    """Return where a question leads: on the days it is pinned to, else on those of the page.

    A mark says by which view the portfolio was opened, so that it does not open another.
    """
    asked = dict(parse_qsl(query))
    asked = {**({} if any(day in asked for day in DAYS) else days), **asked}
    if mark:
        asked["view"] = mark
    return f"{path}?{urlencode(asked)}" if asked else path


def _opens(
    default: "SavedView | None", path: str, parameters: Mapping[str, str], days: Mapping[str, str]
) -> str:
    """Return where the portfolio leads those it opens with a view, until the address says which."""
    if default is None or parameters.get("view"):
        return ""
    asked = question_of(parameters)
    if asked:
        return _address(path, asked, days, EVERYTHING)
    return _address(path, default.query, days, default.public_id)
