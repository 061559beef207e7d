"""Which days are to be rolled up, which have been, and what changed since."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db import connection

from insights.facts.ledger import JOB, LOOK_BACK
from insights.models import Fill, Mark
from pmo_portal.lib import calendar
from portfolio.models import Organisation

KNOWN_IN = (
    "portfolio_portfolioversion",
    "portfolio_objectiveversion",
    "products_productversion",
    "products_outcomeversion",
    "products_initiativeversion",
    "products_contributionversion",
    "products_fundinglineversion",
    "products_allocationversion",
    "products_reading",
    "products_checkin",
    "products_initiativeline",
    "products_ask",
    "products_answer",
)
KNOWN_DAYS = "SELECT DISTINCT day FROM ({}) known WHERE day <= %(today)s".format(
    " UNION ".join(
        f"SELECT (known_at AT TIME ZONE %(zone)s)::date AS day FROM {table}" for table in KNOWN_IN
    )
)
DEPENDANTS = """
SELECT DISTINCT v.product_id
FROM products_contribution c
JOIN products_outcome o ON o.id = c.outcome_id
JOIN products_initiativeversion v ON v.pgh_obj_id = c.initiative_id
WHERE o.product_id = ANY(%(products)s::bigint[])"""


def filled(*, since: date | None = None) -> set[date]:
    """Return the days that have been rolled up."""
    fills = Fill.objects.filter(job=JOB)
    return set((fills.filter(on__gte=since) if since else fills).values_list("on", flat=True))


def has_looked_back(*, on: date) -> bool:
    """Return whether the whole ledger has been gone through on the day."""
    return Fill.objects.filter(job=LOOK_BACK, on=on).exists()


def known_days(organisation: Organisation, *, today: date) -> set[date]:
    """Return the days on which something became known. Reads every fact: once a day is enough."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_DAYS, {"zone": organisation.time_zone, "today": today})
        return {row[0] for row in cursor.fetchall()}


def days_needed(organisation: Organisation, *, today: date) -> list[date]:
    """Return the days to roll up, in order.

    They are those on which something became known, every Monday since the first of them, those
    rolled up already, and today.
    """
    days = known_days(organisation, today=today) | filled() | {today}
    return sorted(days | set(calendar.mondays(min(days), today)))


def frames(days: Iterable[date], *, beside: Collection[date]) -> set[date]:
    """Return the first rolled-up day of each week, among these days and those beside them."""
    first: dict[date, date] = {}
    for day in sorted({*days, *beside}):
        first.setdefault(calendar.week_start(day), day)
    return set(first.values())


def rest_of_week(day: date, *, done: Collection[date]) -> list[date]:
    """Return the day and the rolled-up days that follow it in its week."""
    end = calendar.week_start(day) + timedelta(days=6)
    return sorted({day} | {other for other in done if day <= other <= end})


def record(days: Iterable[date], *, at: datetime, job: str = JOB) -> None:
    """Note that the job has done the days."""
    Fill.objects.bulk_create(
        [Fill(job=job, on=day, filled_at=at) for day in days],
        update_conflicts=True,
        unique_fields=["job", "on"],
        update_fields=["filled_at"],
    )


def with_dependants(product_ids: Iterable[int | None]) -> list[int]:
    """Return the products and those whose initiatives serve their outcomes."""
    with connection.cursor() as cursor:
        cursor.execute(DEPENDANTS, {"products": list(product_ids)})
        return sorted({*product_ids, *(row[0] for row in cursor.fetchall())})


def take_marks(*, since: date) -> list[int | None]:
    """Take away the marks of changes from this day on, and return their products.

    They come back if the transaction does not go through.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM insights_mark WHERE since >= %s RETURNING product_id", [since])
        return [row[0] for row in cursor.fetchall()]


def marks_before(day: date) -> list[Mark]:
    """Return the marks of changes that reach further back than the day."""
    return list(Mark.objects.filter(since__lt=day))
