"""What we build."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import ProductStage
from portfolio.models import Portfolio, Team, User, hidden_portfolio_ids
from portfolio.models.history import Definition, DefinitionQuerySet, PublicId, keeps_versions


def visible_products(user: User, path: str = "") -> Q:
    """Return the condition that keeps what this person may see of products.

    `path` leads to the product from the model filtered, with its trailing `__`.
    A member of the owning team sees a product wherever it lies.
    """
    hidden = hidden_portfolio_ids(user)
    if not hidden:
        return Q()
    return ~Q(**{f"{path}portfolio_id__in": hidden}) | Q(**{f"{path}team_id__in": user.team_ids})


class OfProductQuerySet(DefinitionQuerySet):
    """Definitions that belong to one product."""

    product_path = "product__"

    def visible_to(self, user: User) -> "OfProductQuerySet":
        """Keep what this person may see."""
        return self.filter(visible_products(user, self.product_path))


class ProductQuerySet(OfProductQuerySet):
    """Products."""

    product_path = ""


@keeps_versions()
class Product(PublicId, Definition):
    """Something an organisation builds and runs, owned by one team."""

    portfolio = models.ForeignKey(Portfolio, on_delete=models.PROTECT, related_name="products")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="products")
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    stage = models.CharField(max_length=20, choices=ProductStage, default=ProductStage.GROW)
    purpose = models.TextField(blank=True)
    links = models.JSONField(default=list, blank=True, help_text=_("List of {label, url}"))
    order = models.PositiveIntegerField(default=0)
    source_key = models.CharField(max_length=300, null=True, blank=True, unique=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=ProductStage.values), name="product_stage_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
