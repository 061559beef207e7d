"""What an initiative needs of others, and the other side's word on it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portfolio.models import User
from products.actions.changes import change, locked, require_member, tell
from products.actions.refusals import Refusal
from products.models import Dependency, Initiative, Product


class DependsOnItself(Refusal):
    """An initiative that needs itself."""

    sentence = _("An initiative cannot depend on itself.")


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

    Raises NotYourProduct, DependsOnItself.
    """
    require_member(by, initiative.product)
    if needs == initiative:
        raise DependsOnItself
    column = "needs_initiative" if isinstance(needs, Initiative) else "needs_product"
    dependency = Dependency.objects.create(
        initiative=initiative,
        wording=wording,
        needed_by=needed_by,
        known_at=at,
        **{column: needs},
    )
    tell(initiative.product_id, at=at)
    return dependency


@transaction.atomic
def answer_dependency(
    *,
    dependency: Dependency,
    confirmed: bool,
    promised_on: date | None = None,
    by: User,
    at: datetime,
) -> Dependency:
    """Give the other side's word: yes by a day, or no.

    Raises NotYourProduct unless the person is on the team that is needed.
    """
    require_member(by, _needed(dependency))
    dependency = change(locked(dependency), at=at, confirmed=confirmed, promised_on=promised_on)
    tell(dependency.initiative.product_id, at=at)
    return dependency


@transaction.atomic
def end_dependency(*, dependency: Dependency, on: date, by: User, at: datetime) -> Dependency:
    """Say that an initiative needs this no longer, or has it.

    Raises NotYourProduct.
    """
    require_member(by, dependency.initiative.product)
    dependency = change(locked(dependency), at=at, ended_on=on)
    tell(dependency.initiative.product_id, at=at)
    return dependency


def _needed(dependency: Dependency) -> Product:
    """Return the product whose team gives the word."""
    if dependency.needs_initiative is not None:
        return dependency.needs_initiative.product
    return dependency.needs_product  # type: ignore[return-value]  # the database has one of both
