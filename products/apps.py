"""The products app."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    """Configuration of the products app."""

    name = "products"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Begin to hear who is to be told what."""
        from products import receivers  # noqa: F401 - connects them
