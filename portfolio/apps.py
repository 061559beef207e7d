"""The portfolio app."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """Configuration of the portfolio app."""

    name = "portfolio"
    default_auto_field = "django.db.models.BigAutoField"
