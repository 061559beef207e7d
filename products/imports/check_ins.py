"""Ratings as check-ins in bulk: one for each product and position, a line for each initiative."""

from collections import defaultdict
from dataclasses import dataclass, field

from pmo_portal.lib.vocabulary import Health
from products.imports import copying
from products.imports.bringing import Bringing
from products.imports.listing import LineSaid, Listing, Ref
from products.models import CheckIn, InitiativeLine


@dataclass(frozen=True)
class Line:
    """What a line says, for comparing: a word in other letters is the same word."""

    health: str
    said: str = field(compare=False)
    word: str
    said_by: str
    note: str


def write_check_ins(bringing: Bringing, listing: Listing) -> None:
    """Bring in the ratings of a position.

    A product's check-in of the same position that says otherwise is superseded as a whole.
    """
    wanted: dict[int, dict[int, Line]] = defaultdict(dict)
    names: dict[int, str] = {}
    for ident, said in listing.lines.items():
        initiative_id = bringing.refs[Ref("initiatives", ident)]
        names[initiative_id] = ident
        product_id = bringing.refs[Ref("products", said.product)]
        wanted[product_id][initiative_id] = _line(said)
    known = _known(bringing, listing, list(wanted))
    written = []
    for product_id, lines in wanted.items():
        earlier, stood = known.get(product_id, (None, {}))
        if all(stood.get(pk) == line for pk, line in lines.items()):
            continue
        written.append((_check_in(bringing, listing, product_id, earlier), stood | lines))
        tally = bringing.tally.changed if earlier else bringing.tally.created
        tally["check_ins"].add(f"{product_id} {listing.on}")
        differing = {pk for pk, line in lines.items() if stood.get(pk) != line}
        tally["ratings"] |= {f"{names[pk]} {listing.on}" for pk in differing}
        bringing.touch(product_id, listing.on)
    _save(written)
    bringing.tally.read["check_ins"] |= {f"{product_id} {listing.on}" for product_id in wanted}
    bringing.tally.read["ratings"] |= {f"{ident} {listing.on}" for ident in listing.lines}


def _line(said: LineSaid | InitiativeLine) -> Line:
    return Line(said.health, said.said, said.said.casefold(), said.said_by, said.note)


def _known(
    bringing: Bringing, listing: Listing, product_ids: list[int]
) -> dict[int, tuple[CheckIn, dict[int, Line]]]:
    found = CheckIn.objects.filter(
        product_id__in=product_ids, source=bringing.dataset, superseded_by__isnull=True
    )
    # A file that names no day and says nothing new is no new position.
    found = (
        found.filter(period_start__lte=listing.on)
        if listing.is_guess
        else found.filter(period_start=listing.on)
    )
    latest = {check_in.product_id: check_in for check_in in found.order_by("period_start", "pk")}
    lines: dict[int, dict[int, Line]] = defaultdict(dict)
    for line in InitiativeLine.objects.filter(check_in__in=latest.values()):
        lines[line.check_in_id][line.initiative_id] = _line(line)
    return {pk: (check_in, lines[check_in.pk]) for pk, check_in in latest.items()}


def _check_in(
    bringing: Bringing, listing: Listing, product_id: int, earlier: CheckIn | None
) -> CheckIn:
    is_correction = earlier is not None and earlier.period_start == listing.on
    return CheckIn(
        product_id=product_id,
        period_start=listing.on,
        health=Health.NOT_REPORTED,
        source=bringing.dataset,
        supersedes=earlier if is_correction else None,
        known_at=bringing.moment(listing.on),
    )


def _save(written: list[tuple[CheckIn, dict[int, Line]]]) -> None:
    copying.copy(CheckIn, [check_in for check_in, _lines in written])
    copying.copy(
        InitiativeLine,
        [
            InitiativeLine(
                check_in_id=check_in.pk,
                initiative_id=initiative_id,
                health=line.health,
                said=line.said,
                said_by=line.said_by,
                note=line.note,
                known_at=check_in.known_at,
            )
            for check_in, lines in written
            for initiative_id, line in lines.items()
        ],
    )
