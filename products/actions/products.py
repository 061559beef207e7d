"""What we build: created, described by its team, placed by the office."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import ProductStage
from portfolio.models import Portfolio, Team, User
from products import permissions
from products.actions.changes import change, locked, require_in_sight, require_member, tell
from products.actions.refusals import NotForYou, Refusal
from products.models import Product


class ProductNeedsAName(Refusal):
    """A product without a name."""

    sentence = _("Give the product the name people use for it.")


class SlugIsTaken(Refusal):
    """Another product has this name in its address."""

    sentence = _("Another product is called %(name)s. Choose a name that tells them apart.")


@transaction.atomic
def create_product(
    *,
    portfolio: Portfolio,
    team: Team,
    name: str,
    stage: ProductStage = ProductStage.GROW,
    purpose: str = "",
    by: User,
    at: datetime,
) -> Product:
    """Create a product that the team owns.

    Raises NotForYou, ProductNeedsAName, SlugIsTaken.
    """
    if not (permissions.can_place_products(by) or team.pk in by.team_ids):
        raise NotForYou
    slug = slugify(name)[:80]
    if not slug:
        raise ProductNeedsAName
    product, is_new = Product.objects.get_or_create(
        slug=slug,
        defaults={
            "portfolio": portfolio,
            "team": team,
            "name": name.strip(),
            "stage": stage,
            "purpose": purpose,
            "known_at": at,
        },
    )
    if not is_new:
        raise SlugIsTaken(name=product.name)
    tell(product.pk, at=at)
    return product


@transaction.atomic
def describe_product(
    *,
    product: Product,
    name: str,
    purpose: str,
    stage: ProductStage,
    links: Sequence[dict[str, str]] = (),
    in_sight: str | None = None,
    by: User,
    at: datetime,
) -> Product:
    """Say what a product is called, what it is for and where in its life it is.

    Its address stays. `in_sight` is the edition the person saw. Raises NotYourProduct,
    ProductNeedsAName, SomebodyChangedIt.
    """
    require_member(by, product)
    if not name.strip():
        raise ProductNeedsAName
    wanted = {"name": name.strip(), "purpose": purpose, "stage": stage, "links": list(links)}
    return _changed(product, wanted, in_sight, at=at)


@transaction.atomic
def place_product(
    *,
    product: Product,
    portfolio: Portfolio,
    team: Team,
    in_sight: str | None = None,
    by: User,
    at: datetime,
) -> Product:
    """Say in which portfolio a product lies and which team owns it.

    `in_sight` is the edition the person saw. Raises NotForYou, SomebodyChangedIt.
    """
    if not (permissions.can_place_products(by) and permissions.can_see(by, product)):
        raise NotForYou
    return _changed(product, {"portfolio": portfolio, "team": team}, in_sight, at=at)


def _changed(
    product: Product, wanted: dict[str, Any], in_sight: str | None, *, at: datetime
) -> Product:
    """Write what differs; where nothing does, nothing is written."""
    product = locked(product)
    require_in_sight(product, in_sight)
    changed = {name: value for name, value in wanted.items() if getattr(product, name) != value}
    if changed:
        change(product, at=at, **changed)
        tell(product.pk, at=at)
    return product
