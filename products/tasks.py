"""Jobs of the products app: imports and the demo, which may take a while, and mail."""

import logging

from celery import shared_task
from django.utils import timezone

from pmo_portal.lib.provenance import provenance
from pmo_portal.lib.vocabulary import Door
from portfolio.actions.organisations import AlreadyFounded
from products.actions import mailing, reminding
from products.demo import load
from products.imports import runs

logger = logging.getLogger(__name__)
LIMIT = 600


@shared_task(soft_time_limit=LIMIT, time_limit=LIMIT + 30)
def read_import(run_id: int) -> None:
    """Read the files of an import and say what would change."""
    runs.read_run(run_id, at=timezone.now())


@shared_task(soft_time_limit=LIMIT, time_limit=LIMIT + 30)
def write_import(run_id: int) -> None:
    """Bring an import in."""
    runs.write_run(run_id, at=timezone.now())


@shared_task(soft_time_limit=LIMIT, time_limit=LIMIT + 30)
def load_demo() -> None:
    """Fill the empty portal with the demo; do nothing when it has its organisation."""
    try:
        with provenance(door=Door.JOB):
            load.load_demo(at=timezone.now())
    except AlreadyFounded:
        logger.info("demo_not_loaded_again")


@shared_task(acks_late=False)
def mail_notices() -> None:
    """Mail what people have not read in the portal yet."""
    with provenance(door=Door.JOB):
        mailing.mail_notices(at=timezone.now())


@shared_task(acks_late=False, soft_time_limit=240, time_limit=270)
def remind() -> None:
    """Remind people of the check-ins that are due in their team's time zone."""
    with provenance(door=Door.JOB):
        reminding.remind(at=timezone.now())
