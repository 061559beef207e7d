"""Keeping views: a name for a question. Each belongs to its owner; a shared one is open to all."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from insights.models import SavedView
from pmo_portal.lib.vocabulary import ViewPage
from portfolio.actions.refusals import Refusal
from portfolio.models import User


class NameTaken(Refusal):
    """A person has a view of this page by this name."""

    sentence = _("You have a view called “%(name)s” already. Choose another name.")


class OpensNothing(Refusal):
    """Only a view of the portfolio can be what the portfolio opens with."""

    sentence = _("The portfolio opens with a view of the portfolio. This is one of a list.")


@transaction.atomic
def save_view(
    *,
    page: str,
    name: str,
    query: str,
    is_shared: bool = False,
    is_default: bool = False,
    by: User,
) -> SavedView:
    """Keep a question under a name. Raises NameTaken, OpensNothing."""
    view = SavedView(user=by, page=page, name=name, query=query, is_shared=is_shared)
    _kept(view)
    if is_default:
        open_with(view=view, by=by)
    return view


@transaction.atomic
def change_view(*, view: SavedView, name: str, is_shared: bool) -> SavedView:
    """Call a view otherwise, share it or keep it to its owner. Raises NameTaken."""
    view.name, view.is_shared = name, is_shared
    return _kept(view)


@transaction.atomic
def open_with(*, view: SavedView | None, by: User) -> None:
    """Let the portfolio open with this view for its owner, or with everything.

    Raises OpensNothing for the view of a list.
    """
    if view is not None and view.page != ViewPage.PORTFOLIO:
        raise OpensNothing
    SavedView.objects.filter(user=by, is_default=True).update(is_default=False)
    if view is not None:
        view.is_default = True
        view.save(update_fields=["is_default"])


def delete_view(*, view: SavedView) -> None:
    """Forget a view; the links to what it showed go on working."""
    view.delete()


def _kept(view: SavedView) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as problem:
        raise NameTaken(name=view.name) from problem
    return view
