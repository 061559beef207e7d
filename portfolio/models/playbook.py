"""What the PMO has to give: playbooks, and offers of them. An offer never blocks."""

from django.conf import settings
from django.db import models

from pmo_portal.lib.vocabulary import OfferState
from portfolio.models.history import Definition, DefinitionQuerySet, PublicId, keeps_versions
from portfolio.models.people import Team, User


class PlaybookQuerySet(DefinitionQuerySet):
    """Playbooks."""

    def visible_to(self, user: User) -> "PlaybookQuerySet":
        """Keep what this person may see: all of them are open to everyone."""
        return self


@keeps_versions()
class Playbook(PublicId, Definition):
    """A framework or practice on offer."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    helps_when = models.TextField(blank=True)
    how_to_start = models.TextField(blank=True)

    objects = PlaybookQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


@keeps_versions()
class Offer(PublicId, Definition):
    """Help the PMO offers a team, with the evidence that prompted it.

    `evidence` says it in a sentence, `prompt` is the path of the page that shows it, pinned on its
    day. `reply` is the team's word on the offer, `changed` what it says later came of it.
    """

    playbook = models.ForeignKey(
        Playbook, on_delete=models.PROTECT, null=True, blank=True, related_name="offers"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="offers")
    message = models.TextField()
    evidence = models.TextField(blank=True)
    prompt = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=20, choices=OfferState, default=OfferState.OFFERED)
    reply = models.TextField(blank=True)
    changed = models.TextField(blank=True)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    objects = DefinitionQuerySet.as_manager()

    class Meta:
        ordering = ["-known_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=OfferState.values), name="offer_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.message[:60]
