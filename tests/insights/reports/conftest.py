"""A small portfolio over some weeks, told and measured, whose reports can be made."""

from datetime import UTC, date, datetime, timedelta

import pytest

from insights.actions import roll_ups
from insights.actions.subscribing import subscribe
from insights.queries.report_scopes import of_organisation
from insights.reports.publish import publish_due
from pmo_portal.lib.vocabulary import ReportForm
from portfolio.models import Organisation
from tests import factories

START = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
WEEK = timedelta(weeks=1)


def moment(week: int, *, day: int = 0, hour: int = 9) -> datetime:
    """Return a moment in the so-manieth week after the start; day 0 is Monday."""
    return START + week * WEEK + timedelta(days=day, hours=hour - 9)


def publish(at: datetime) -> list:
    """Bring the figures up to date and publish what is due, as the worker would."""
    add_up(at)
    return publish_due(at=at)


def add_up(at: datetime) -> None:
    """Bring the figures up to date."""
    roll_ups.roll_up_today(at=at)
    roll_ups.roll_up_past(at=at)


def measure(outcome, value, *, at: datetime, on: date | None = None, **fields):
    """Measure an outcome, known at the moment."""
    return factories.reading(outcome, on or at.date(), value, at=at, **fields)


def want(scope, reader, *, form=ReportForm.MAIL, weekday=None, at=None):
    """Let somebody want the reports of a scope."""
    return subscribe(
        scope=scope,
        form=form,
        weekday=weekday,
        organisation=Organisation.objects.get(),
        by=reader,
        at=at or moment(7),
    )


@pytest.fixture
def portfolio(organisation, product):
    """Two outcomes of the product, one of them read each week for eight weeks."""
    objective = factories.objective("Grow", code="S1", at=START)
    steady, other = (
        factories.outcome(
            name,
            product=product,
            objective=objective,
            at=START,
            baseline=0,
            baseline_on=START.date(),
            target=100,
            target_on=date(2026, 12, 31),
            unit="%",
        )
        for name in ("Claims in five days", "Calls answered")
    )
    for week in range(8):
        measure(steady, 2 * week, at=moment(week))
    factories.check_in(product, at=moment(7), what_changed="All as planned.")
    return {"steady": steady, "other": other, "objective": objective, "product": product}


@pytest.fixture
def whole(organisation):
    """The scope of the organisation."""
    return of_organisation(organisation)
