"""The page of one playbook."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portfolio import permissions
from portfolio.models import Playbook, User
from portfolio.queries import playbooks, versions
from portfolio.queries.versions import Version

LABELS = {
    "title": _("Title"),
    "helps_when": _("When it helps"),
    "how_to_start": _("How to start"),
}


@dataclass(frozen=True)
class PlaybookPage:
    """Everything the page of a playbook shows, as known on one day."""

    playbook: Playbook
    steps: list[str]
    versions: list[Version]
    can_write: bool


def playbook_page(playbook: Playbook, *, moment: datetime, user: User) -> PlaybookPage | None:
    """Return the page as known at the moment, None while the playbook was unknown."""
    known = playbooks.playbook_at(playbook, moment)
    if known is None:
        return None
    return PlaybookPage(
        playbook=known,
        steps=[line.strip() for line in known.how_to_start.splitlines() if line.strip()],
        versions=versions.versions_of(playbook, labels=LABELS, moment=moment),
        can_write=permissions.can_set_direction(user),
    )
