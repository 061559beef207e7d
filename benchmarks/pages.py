"""The other pages and lists by API against one that only says the user's name; and a report.

What pages ask of the whole portfolio is measured on the clock against its full roll-up, which
asks the same of every outcome.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.test import Client, override_settings

from benchmarks.portfolio import AT, TODAY, reader
from benchmarks.results import Result, seconds, seconds_of_each
from benchmarks.signed_in import NAME, cpu
from insights.actions import roll_ups
from insights.queries.report_scopes import of_organisation
from insights.reports.compose import compose
from pmo_portal.lib.weeks import Week
from portfolio.models import Organisation

PROCESSOR = {
    "fifty products": ("/products/", 40),
    "fifty initiatives": ("/initiatives/", 40),
    "fifty check-ins": ("/check-ins/", 30),
    "what a search finds": ("/search/?q=outcome+12", 15),
    "people and money": ("/resources/", 25),
    "a scenario of people and money": ("/resources/what-if/", 50),
    "fifty readings by API": ("/api/v1/readings/", 3),
    "fifty initiatives by API": ("/api/v1/initiatives/", 3),
}
CLOCK = {"fifty outcomes": ("/outcomes/", 1), "the golden thread": ("/thread/", 2)}


def run() -> Iterator[Result]:
    """Measure each page in the portfolio at hand."""
    with override_settings(ROOT_URLCONF="benchmarks.signed_in", ALLOWED_HOSTS=["*"]):
        client = reader("pages@example.test")
        for said, (address, limit) in PROCESSOR.items():
            yield _against_the_name(client, said, address, limit)
        for said, (address, limit) in CLOCK.items():
            yield _against_the_roll_up(client, said, address, limit)
    yield _report()


def _against_the_name(client: Client, said: str, address: str, limit: int) -> Result:
    _require_page(client, address)
    page, name = cpu(lambda: client.get(address), times=9), cpu(lambda: client.get(NAME))
    return Result(f"{said}, against the name", page / name, limit, note=f"{page * 1000:.0f} ms")


def _against_the_roll_up(client: Client, said: str, address: str, limit: int) -> Result:
    _require_page(client, address)
    page, whole = seconds_of_each(
        lambda: client.get(address), lambda: roll_ups.roll_up_day(TODAY, at=AT), times=3
    )
    note = f"{page * 1000:.0f} ms"
    return Result(f"{said}, against a full roll-up", page / whole, limit, note=note)


def _report() -> Result:
    organisation = Organisation.objects.get()
    week = Week(TODAY - timedelta(days=13), TODAY.year, 1)
    scope = of_organisation(organisation)
    taken = seconds(lambda: compose(scope, week, organisation=organisation), times=1)
    return Result("a weekly report of everything, composed", taken, 30, "s")


def _require_page(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
