"""The insights app."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """Configuration of the insights app."""

    name = "insights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Begin to hear what changes below."""
        from insights import receivers  # noqa: F401 - connects them
