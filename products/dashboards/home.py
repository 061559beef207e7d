"""The page a person begins at: what is due from them, what waits for them, what is new."""

from dataclasses import dataclass

from portfolio.models import Organisation
from products.dashboards.help_wanted import AskLine, lines
from products.dashboards.offer import OfferLine
from products.dashboards.offer import lines as offer_lines
from products.dashboards.room import Room, room
from products.models import Notice
from products.queries import duties, help_wanted, notices, offers
from products.queries.dependencies import Wait
from products.queries.duties import Duty
from products.queries.known import AsKnown
from products.queries.relied_on import Reliance, both_ways

RELIANCES_SHOWN = 6


@dataclass(frozen=True)
class HomePage:
    """Everything a person's own page shows, as known on one day."""

    has_team: bool
    duties: list[Duty]
    asks: list[AskLine]
    to_confirm: list[Wait]
    reliances: list[Reliance]
    notices: list[Notice]
    room: Room
    offers: list[OfferLine]

    @property
    def due(self) -> list[Duty]:
        """The check-ins that are due."""
        return [duty for duty in self.duties if duty.is_due]

    @property
    def readings_due(self) -> int:
        """How many watched outcomes wait for a reading."""
        return sum(len(duty.readings) for duty in self.duties)

    @property
    def unread(self) -> list[Notice]:
        """The notices not read yet."""
        return [notice for notice in self.notices if notice.read_at is None]


def home_page(*, known: AsKnown, organisation: Organisation, is_past: bool) -> HomePage:
    """Return a person's own page as known; the number of queries does not grow."""
    user, at = known.user, known.moment
    mine = duties.duties_then(known=known) if is_past else duties.duties(user, at=at)
    asks = help_wanted.open_asks_for(known=known)
    waits = both_ways([duty.product for duty in mine], known=known)
    return HomePage(
        has_team=bool(user.team_ids),
        duties=mine,
        asks=lines(asks, known=known, organisation=organisation),
        to_confirm=waits.to_confirm,
        reliances=waits.reliances[:RELIANCES_SHOWN],
        notices=notices.latest_notices(user, at=at),
        room=room(known=known, organisation=organisation),
        offers=offer_lines(offers.waiting_for(known=known), known=known, organisation=organisation),
    )
