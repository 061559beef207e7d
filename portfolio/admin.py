"""What only an administrator mends: sign-ins, and to whom restricted portfolios are open.

Nothing is deleted here, and no fact can be edited.
"""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portfolio import permissions
from portfolio.actions.versions import write_version
from portfolio.models import Membership, Organisation, Portfolio, PortfolioAccess, User


class Administration(admin.AdminSite):
    """The administration pages, entered through the sign-in of everybody."""

    site_header = site_title = _("Administration")
    index_title = _("What only an administrator mends")

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether these pages open."""
        return request.user.is_authenticated and permissions.can_administer(request.user)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]  # of the stubs
        """Lead to sign-in. For people who are signed in there is nothing here."""
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.GET.get("next", request.path))


class Mended(admin.options.BaseModelAdmin):
    """Rows an administrator sees and changes, and never deletes."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the rows are listed."""
        return permissions.can_administer(request.user)  # type: ignore[arg-type]  # the site lets nobody else in

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether a row is shown."""
        return permissions.can_administer(request.user)  # type: ignore[arg-type]  # the site lets nobody else in

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether a row may be changed."""
        return permissions.can_administer(request.user)  # type: ignore[arg-type]  # the site lets nobody else in

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is made here: that has pages of its own."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted here."""
        return False


class Lists(Mended, admin.TabularInline):
    """A list of who is in and who is out: no history hangs on its rows."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether somebody may be put on the list."""
        return permissions.can_administer(request.user)  # type: ignore[arg-type]  # the site lets nobody else in

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether somebody may be taken off the list."""
        return permissions.can_administer(request.user)  # type: ignore[arg-type]  # the site lets nobody else in


class Memberships(Lists):
    """The teams of a person."""

    model = Membership


class Access(Lists):
    """The people and teams to whom a portfolio is open."""

    model = PortfolioAccess


class Users(Mended, admin.ModelAdmin):
    """Sign-ins."""

    list_display = ("email", "name", "role", "is_active")
    list_filter = ("role", "is_active")
    search_fields = ("email", "name")
    fields = ("email", "name", "role", "is_active")
    inlines = (Memberships,)


class Organisations(Mended, admin.ModelAdmin):
    """The organisation."""

    fields = ("name", "time_zone", "currency", "is_simulated")
    readonly_fields = ("is_simulated",)


class Portfolios(Mended, admin.ModelAdmin):
    """Who may see a restricted portfolio."""

    list_display = ("name", "parent", "restricted")
    list_filter = ("restricted",)
    search_fields = ("name",)
    fields = ("name", "parent", "restricted")
    readonly_fields = ("name", "parent")
    inlines = (Access,)

    def save_model(self, request: HttpRequest, obj: Portfolio, form: Any, change: bool) -> None:
        """Keep what it was as a version."""
        write_version(obj, at=timezone.now(), restricted=obj.restricted)


site = Administration(name="admin")
site.register(User, Users)
site.register(Organisation, Organisations)
site.register(Portfolio, Portfolios)
