"""Opening the demo: the whole made-up company, all or nothing, once."""

from datetime import date, datetime
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from pmo_portal.lib.calendar import end_of_day
from portfolio.actions.organisations import make_organisation
from portfolio.models import Organisation
from products import signals
from products.actions.readings import refresh_current_readings
from products.demo.catalogue import people, words
from products.demo.simulation import SEED, simulate
from products.demo.simulation.timeline import Timeline
from products.demo.writing.company import write_company, write_known_people
from products.demo.writing.definitions import write_products
from products.demo.writing.facts import write_facts
from products.demo.writing.help import write_help
from products.demo.writing.offers import write_offers
from products.demo.writing.resources import write_resources
from products.models import Outcome, Product


@transaction.atomic
def load_demo(*, times: int = 1, at: datetime) -> Organisation:
    """Fill an empty portal with the demo, whose year ends at the moment.

    `times` makes as many copies of everything but the five people who sign in. Of two who come
    at once one loads, the other waits and is told. Raises AlreadyFounded (portfolio).
    """
    organisation = make_organisation(**words()["company"], is_simulated=True, at=at)
    timeline = Timeline(at=at, zone=organisation.zone)
    known = write_known_people()
    for copy in range(times):
        random = Random(f"{SEED} {copy}")
        company = write_company(timeline, known, copy=copy)
        written = write_products(company, simulate(timeline, copy=copy), timeline)
        check_ins = write_facts(written, timeline)
        write_help(company, written, check_ins, timeline, random)
        write_offers(company, written, timeline)
        write_resources(company, written, timeline)
    refresh_current_readings(Outcome.objects.values_list("pk", flat=True))
    signals.changed.send(sender=Product, product_id=None, since=timeline.first)
    return organisation


def last_moment(on: date) -> datetime:
    """Return the moment that ends the demo's year on the day."""
    return end_of_day(on, ZoneInfo(words()["company"]["time_zone"]))


def sign_ins() -> list[str]:
    """Return the e-mails of the people who sign in to the demo with `PASSWORD`."""
    return [person["email"] for person in people()["known"]]
