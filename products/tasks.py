"""Jobs of the products app: imports, which may take a while and can be left."""

from celery import shared_task
from django.utils import timezone

from products.imports import runs

LIMIT = 600


@shared_task(queue="later", soft_time_limit=LIMIT, time_limit=LIMIT + 30)
def read_import(run_id: int) -> None:
    """Read the files of an import and say what would change."""
    runs.read_run(run_id, at=timezone.now())


@shared_task(queue="later", soft_time_limit=LIMIT, time_limit=LIMIT + 30)
def write_import(run_id: int) -> None:
    """Bring an import in."""
    runs.write_run(run_id, at=timezone.now())
