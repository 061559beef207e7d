"""Everything in, in one transaction, or a rehearsal that leaves nothing behind."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from pmo_portal.lib.provenance import provenance
from pmo_portal.lib.vocabulary import Door
from portfolio.models import Organisation, User
from products import signals
from products.imports import (
    adoption,
    check_ins,
    datasets,
    definitions,
    facts,
    first_promises,
    kinds,
    positions,
)
from products.imports.bringing import Bringing, Tally
from products.imports.listing import Listing
from products.imports.understanding import Options, Understanding
from products.models import Product

LOCK = 7_316_001


class _Rehearsed(Exception):
    """Takes a rehearsal back."""


def bring_in(
    understanding: Understanding,
    options: Options,
    *,
    organisation: Organisation,
    by: User | None,
    at: datetime,
) -> Tally:
    """Write all that was understood, all or nothing, and return what became of it.

    Imports wait for one another. The same files twice change nothing.
    """
    tally = Tally()
    with transaction.atomic(), provenance(door=Door.IMPORT, by=by, files=understanding.files):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        for listing in understanding.listings:
            bringing = Bringing(
                dataset=datasets.dataset_of(listing),
                organisation=organisation,
                by=by,
                at=at,
                tally=tally,
            )
            _bring_in_listing(bringing, listing, options)
    return tally


def rehearse(
    understanding: Understanding,
    options: Options,
    *,
    organisation: Organisation,
    by: User | None,
    at: datetime,
) -> Tally:
    """Return what would become of it, by doing it and taking it back."""
    try:
        with transaction.atomic():
            tally = bring_in(understanding, options, organisation=organisation, by=by, at=at)
            raise _Rehearsed
    except _Rehearsed:
        return tally


def _bring_in_listing(bringing: Bringing, listing: Listing, options: Options) -> None:
    positions.later_listings(bringing, listing)
    adoption.adopt(bringing, listing, keeps_portfolio=not options.portfolio)
    for kind in kinds.KINDS:
        told = listing.things.get(kind.name, {})
        bringing.tally.read[kind.name] |= set(told)
        for on in sorted({on for days in told.values() for on in days}):
            said = {ident: days[on] for ident, days in told.items() if on in days}
            listed = listing.listed.get(kind.name, set())
            mentioned = set(said) - listed if kind.is_listed else set()
            definitions.write(bringing, kind, _listed(said, listed), on=on, mentioned=mentioned)
    facts.write_readings(bringing, listing)
    check_ins.write_check_ins(bringing, listing)
    positions.record(bringing, listing, is_whole=options.is_whole)
    first_promises.settle(bringing.dataset)
    for product_id, since in sorted(bringing.touched.items()):
        signals.changed.send(sender=Product, product_id=product_id, since=since)


def _listed(
    said: Mapping[str, Mapping[str, Any]], listed: set[str]
) -> dict[str, Mapping[str, Any]]:
    """Return what is said, with what the source lists back on the list."""
    return {
        ident: {**values, "unlisted_on": None} if ident in listed else values
        for ident, values in said.items()
    }
