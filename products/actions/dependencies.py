"""What an initiative needs of others, and the other side's word on it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import NoticeKind
from portfolio.models import User
from products import permissions
from products.actions.changes import change, locked, require_in_sight, require_member, tell
from products.actions.notices import needed_product, note_need
from products.actions.refusals import NotForYou, Refusal
from products.models import Dependency, Initiative, Product


class DependsOnItself(Refusal):
    """An initiative that needs itself."""

    sentence = _("An initiative cannot depend on itself.")


class DependencyIsOver(Refusal):
    """The dependency was taken back, or what was needed is there."""

    sentence = _("This dependency is over. State it again if it is needed after all.")


@transaction.atomic
def declare_dependency(
    *,
    initiative: Initiative,
    needs: Initiative | Product,
    wording: str = "",
    needed_by: date | None = None,
    by: User,
    at: datetime,
) -> Dependency:
    """Say that an initiative needs another one, or something of a product, by a day.

    Raises NotYourProduct, NotForYou for a thing the person does not see, DependsOnItself.
    """
    require_member(by, initiative.product)
    if not permissions.can_see(by, needs.product if isinstance(needs, Initiative) else needs):
        raise NotForYou
    if needs == initiative:
        raise DependsOnItself
    column = "needs_initiative" if isinstance(needs, Initiative) else "needs_product"
    dependency = Dependency.objects.create(
        initiative=initiative,
        wording=wording.strip(),
        needed_by=needed_by,
        known_at=at,
        **{column: needs},
    )
    note_need(dependency, NoticeKind.NEED_STATED, by=by, at=at)
    tell(initiative.product_id, at=at)
    return dependency


@transaction.atomic
def reschedule_dependency(
    *,
    dependency: Dependency,
    needed_by: date | None,
    in_sight: str | None = None,
    by: User,
    at: datetime,
) -> Dependency:
    """Move the day by which something is needed; the other side's word stays as it is.

    `in_sight` is the edition the person saw. Raises NotYourProduct, SomebodyChangedIt,
    DependencyIsOver.
    """
    require_member(by, dependency.initiative.product)
    dependency = _open(dependency, in_sight)
    was = dependency.needed_by
    if needed_by == was:
        return dependency
    dependency = change(dependency, at=at, needed_by=needed_by)
    note_need(dependency, NoticeKind.NEED_MOVED, was=was, by=by, at=at)
    tell(dependency.initiative.product_id, at=at)
    return dependency


@transaction.atomic
def answer_dependency(
    *,
    dependency: Dependency,
    confirmed: bool,
    promised_on: date | None = None,
    in_sight: str | None = None,
    by: User,
    at: datetime,
) -> Dependency:
    """Give the other side's word: yes by a day, or no.

    `in_sight` is the edition the person saw. Raises NotYourProduct unless the person is on the
    team that is needed, SomebodyChangedIt, DependencyIsOver.
    """
    require_member(by, needed_product(dependency))
    dependency = _open(dependency, in_sight)
    was = dependency.promised_on
    promised_on = promised_on if confirmed else None
    if (confirmed, promised_on) == (dependency.confirmed, was):
        return dependency
    dependency = change(dependency, at=at, confirmed=confirmed, promised_on=promised_on)
    moved_from = was if was != promised_on else None
    note_need(dependency, NoticeKind.NEED_ANSWERED, was=moved_from, by=by, at=at)
    tell(dependency.initiative.product_id, at=at)
    return dependency


@transaction.atomic
def end_dependency(
    *, dependency: Dependency, on: date, in_sight: str | None = None, by: User, at: datetime
) -> Dependency:
    """Say that an initiative needs this no longer, or has it.

    `in_sight` is the edition the person saw. Raises NotYourProduct, SomebodyChangedIt,
    DependencyIsOver.
    """
    require_member(by, dependency.initiative.product)
    dependency = change(_open(dependency, in_sight), at=at, ended_on=on)
    tell(dependency.initiative.product_id, at=at)
    return dependency


def _open(dependency: Dependency, in_sight: str | None) -> Dependency:
    """Return the dependency locked. Raises SomebodyChangedIt, DependencyIsOver."""
    standing = locked(dependency)
    require_in_sight(standing, in_sight)
    if standing.ended_on is not None:
        raise DependencyIsOver
    return standing
