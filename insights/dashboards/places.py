"""The pages and actions that one can jump to, as far as they are open to the person."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from pmo_portal.lib.folding import words_of
from portfolio.permissions import can_administer
from products.permissions import can_import

if TYPE_CHECKING:
    from portfolio.models import User
    from products.models import Product

Entry = tuple[str, str, str, str, Callable[["User"], bool] | None]


@dataclass(frozen=True)
class Place:
    """A page, or a form that an action begins with; `also` holds other words it is found by."""

    label: str
    url: str
    icon: str
    also: str = ""

    def holds(self, words: Sequence[str]) -> bool:
        """Return whether each of the folded words begins one of its own."""
        own = words_of(f"{self.label} {self.also}", most=40)
        return all(any(one.startswith(word) for one in own) for word in words)


def places(user: "User", own: Sequence["Product"], *, is_past: bool) -> list[Place]:
    """Return what is done most first: check-ins, pages, other actions; no action on a past day."""
    pages = [*_pages(user)]
    return pages if is_past else [*_check_ins(own), *pages, *_actions(own)]


def _check_ins(own: Sequence["Product"]) -> Iterator[Place]:
    for product in own:
        label = _("Check in for %(name)s") % {"name": product.name}
        yield Place(label, reverse("products:check_in_start", args=[product.slug]), "square-pen")


def _actions(own: Sequence["Product"]) -> Iterator[Place]:
    for product in own:
        name = {"name": product.name}
        label = _("Ask for help with %(name)s") % name
        yield Place(label, reverse("products:ask_start", args=[product.slug]), "life-buoy")
        label = _("New outcome of %(name)s") % name
        yield Place(label, reverse("products:outcome_define", args=[product.slug]), "target")
        label = _("New initiative of %(name)s") % name
        yield Place(label, reverse("products:initiative_start", args=[product.slug]), "flag")


def _pages(user: "User") -> Iterator[Place]:
    for label, view, icon, also, is_open in (*_table(), *_administration()):
        if is_open is None or is_open(user):
            yield Place(label, reverse(view), icon, also)


def _table() -> list[Entry]:
    """Return every page that stands for itself: what it is called, where it is, who may open it."""
    return [
        (_("Portfolio"), "insights:dashboard", "layout-grid", _("dashboard overview"), None),
        (_("Golden thread"), "insights:thread", "spline", _("map tree objectives"), None),
        (
            _("What changed"),
            "insights:change_list",
            "history",
            _("news changes between days"),
            None,
        ),
        (_("Products"), "insights:product_list", "package", "", None),
        (_("Outcomes"), "insights:outcome_list", "target", _("measures results"), None),
        (_("Initiatives"), "insights:initiative_list", "flag", _("projects work"), None),
        (_("Objectives"), "insights:objective_list", "goal", _("strategy goals"), None),
        (_("Portfolios"), "portfolio:portfolio_list", "folder-tree", _("branches parts"), None),
        (_("Playbooks"), "portfolio:playbook_list", "book-open", _("offers practices"), None),
        (_("Saved views"), "insights:view_list", "bookmark", "", None),
        (_("Check-ins"), "insights:check_in_list", "message-square", _("updates words"), None),
        (_("Dependencies"), "insights:dependency_list", "link", _("needs waiting blockers"), None),
        (_("Offers of help"), "products:offer_list", "hand-helping", _("playbooks"), None),
        (_("Help wanted"), "products:ask_list", "life-buoy", _("asks decisions blockers"), None),
        (_("Resources"), "insights:resources", "users", _("people money capacity budget"), None),
        (_("People's time"), "insights:time_list", "users", _("capacity load list"), None),
        (_("Money"), "insights:funding_list", "coins", _("budget funding list"), None),
        (_("Weekly report"), "insights:report_list", "file-text", _("reports archive"), None),
        (_("What if"), "insights:what_if", "shuffle", _("scenario move people money"), None),
        (_("Home"), "products:home", "house", _("due notices news for me"), None),
        (_("Settings"), "portfolio:settings", "settings", _("name mail password keys"), None),
        (_("Reminders"), "portfolio:reminder_settings", "bell", _("settings mail"), None),
        (_("Import"), "products:import_start", "import", _("upload file workbook"), can_import),
        (_("The API"), "api-try", "code", _("programs documentation keys"), None),
    ]


def _administration() -> list[Entry]:
    return [
        (_("People"), "portfolio:person_list", "user", _("settings invite role"), can_administer),
        (_("Teams"), "portfolio:team_list", "users-round", _("settings members"), can_administer),
        (
            _("Organisation"),
            "portfolio:organisation",
            "building-2",
            _("settings time zone currency"),
            can_administer,
        ),
    ]
