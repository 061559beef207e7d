"""How an initiative goes, by the latest word on it."""

from pmo_portal.lib.vocabulary import Health, InitiativeStage
from products.models import Initiative, InitiativeLine
from products.queries.known import AsKnown


def health_of(initiative: Initiative, line: InitiativeLine | None, *, known: AsKnown) -> Health:
    """Return what was last said of it; done without a later word is achieved."""
    if initiative.stage == InitiativeStage.DONE and not _is_later(line, initiative, known):
        return Health.ACHIEVED
    return Health(line.health) if line else Health.NOT_REPORTED


def _is_later(line: InitiativeLine | None, initiative: Initiative, known: AsKnown) -> bool:
    """Return whether the word was said after the end of the work."""
    if line is None:
        return False
    if initiative.finished_on is None:
        return line.known_at > initiative.known_at
    return line.known_at.astimezone(known.moment.tzinfo).date() > initiative.finished_on
