"""The Celery application and the whole timetable.

Two queues: `now` for what people wait for, `later` for reports, imports and rebuilds. Every job
is safe to run twice: a worker that dies gives its job back. Redis carries hints only, so a job
that cannot be queued is found again by the next tick.
"""

import os
import warnings
from functools import cache
from typing import Any

from celery import Celery, Task
from celery.exceptions import SecurityWarning
from celery.signals import heartbeat_sent, setup_logging, task_postrun, task_prerun
from django.conf import settings
from django.db import close_old_connections
from django_structlog.celery.steps import DjangoStructLogInitStep
from kombu import Connection, Queue
from kombu.exceptions import OperationalError
from kombu.pools import producers

from pmo_portal.lib.breaker import Breaker

warnings.simplefilter("ignore", SecurityWarning)  # it is about pickle as root; we speak JSON alone
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmo_portal.settings")

app = Celery("pmo_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.task_queues = [Queue("now", routing_key="now"), Queue("later", routing_key="later")]
app.conf.beat_schedule = {
    "tick": {
        "task": "insights.tasks.tick",
        "schedule": 30.0,
        "options": {"expires": 25, "queue": "now"},
    },
    "reports": {
        "task": "insights.tasks.publish_reports",
        "schedule": 60.0,
        "options": {"expires": 55, "queue": "later"},
    },
    "mail": {
        "task": "products.tasks.mail_notices",
        "schedule": 300.0,
        "options": {"expires": 290, "queue": "later"},
    },
    "reminders": {
        "task": "products.tasks.remind",
        "schedule": 300.0,
        "options": {"expires": 290, "queue": "later"},
    },
}
# Celery would close the pool after every job, and opening a connection takes longer than most
# jobs do: `give_back` is what a request does instead.
app.conf["CELERY_DB_REUSE_MAX"] = 1_000_000_000
app.steps["worker"].add(DjangoStructLogInitStep)
app.autodiscover_tasks()


breaker = Breaker()


def queue(task: Task[Any, Any], *args: Any, **kwargs: Any) -> bool:
    """Queue a job within about a second, and return whether that went well.

    For requests: when Redis is away or frozen the person does not wait and nothing fails; the
    caller has written down in the database what is to be done, and the tick finds it.
    """
    if breaker.is_open():
        return False
    try:
        with producers[_connection_for_requests()].acquire(block=True, timeout=1) as producer:
            task.apply_async(args, kwargs, producer=producer, retry=False)
    except OperationalError:
        breaker.trip()
        return False
    return True


@cache
def _connection_for_requests() -> Connection:
    """Return the connection that gives up early; workers wait longer for their next job."""
    return app.connection_for_write(
        transport_options={"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}
    )


@task_prerun.connect
@task_postrun.connect
def give_back(task: Task[Any, Any], **_: Any) -> None:
    """Give the connection back to the pool, which looks at its health before the next job."""
    if not task.request.is_eager:
        close_old_connections()


@heartbeat_sent.connect
def note_alive(**_: Any) -> None:
    """Leave a sign of life where an orchestrator can see its age."""
    (settings.DATA_DIR / "worker.alive").touch()


@setup_logging.connect
def keep_logging(**_: Any) -> None:
    """Leave logging as the settings have it; Celery sets up its own unless somebody listens."""
