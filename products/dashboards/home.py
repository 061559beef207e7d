"""The page a person begins at: what is due from them, what waits for them, what is new."""

from dataclasses import dataclass
from datetime import datetime

from portfolio.models import Organisation, User
from products.dashboards.help_wanted import AskLine, lines
from products.models import Dependency, Notice
from products.queries import dependencies, duties, help_wanted, notices, relied_on
from products.queries.duties import Duty
from products.queries.known import AsKnown
from products.queries.relied_on import Reliance

RELIANCES_SHOWN = 6


@dataclass(frozen=True)
class HomePage:
    """Everything a person's own page shows."""

    has_team: bool
    duties: list[Duty]
    asks: list[AskLine]
    to_confirm: list[Dependency]
    reliances: list[Reliance]
    notices: list[Notice]

    @property
    def due(self) -> list[Duty]:
        """The check-ins due this week."""
        return [duty for duty in self.duties if duty.is_due_this_week]

    @property
    def unread(self) -> list[Notice]:
        """The notices not read yet."""
        return [notice for notice in self.notices if notice.read_at is None]


def home_page(user: User, *, organisation: Organisation, at: datetime) -> HomePage:
    """Return a person's own page now; the number of queries does not grow."""
    known = AsKnown(on=organisation.day_of(at), moment=at, user=user)
    asks = help_wanted.open_asks_for(known=known)
    return HomePage(
        has_team=bool(user.team_ids),
        duties=duties.duties(user, at=at),
        asks=lines(asks, known=known, organisation=organisation),
        to_confirm=dependencies.dependencies_to_confirm(user),
        reliances=relied_on.reliances(known=known)[:RELIANCES_SHOWN],
        notices=notices.latest_notices(user),
    )
