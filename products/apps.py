"""The products app."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    """Configuration of the products app."""

    name = "products"
    default_auto_field = "django.db.models.BigAutoField"
