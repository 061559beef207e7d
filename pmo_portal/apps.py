"""The wiring as a Django app: once Django is set up, jobs know their broker."""

from django.apps import AppConfig


class PmoPortalConfig(AppConfig):
    """Makes our Celery application the one that `shared_task` belongs to."""

    name = "pmo_portal"

    def ready(self) -> None:
        """Load the Celery application (not in `__init__`, which the embedded servers import)."""
        from pmo_portal import celery  # noqa: F401 - makes it the current application
