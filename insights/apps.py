"""The insights app."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """Configuration of the insights app."""

    name = "insights"
    default_auto_field = "django.db.models.BigAutoField"
