"""From a week that is over to the teams its report names: they read it first."""

from datetime import datetime

from insights.actions.previewing import Naming, open_previews
from insights.queries.previews import previews_to_open
from insights.reports.preview import drafted
from insights.reports.replies import named_teams
from portfolio.queries.organisations import the_organisation


def invite_teams(*, at: datetime) -> list[Naming]:
    """Tell the teams named in the next reports that they may read them; return those opened here."""
    organisation = the_organisation()
    if organisation is None:
        return []
    waiting = previews_to_open(organisation=organisation, at=at)
    if not waiting:
        return []
    namings = [
        Naming(scope, week, appears_at, named_teams(drafted(scope, week, organisation)))
        for scope, week, appears_at in waiting
    ]
    return open_previews(namings, organisation=organisation, at=at)
