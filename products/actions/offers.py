"""Offers of help: made by the portfolio office, answered by the team. They never block."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import OfferState
from portfolio.models import Objective, Offer, Playbook, Team, User
from products import permissions
from products.actions import notices
from products.actions.changes import change, locked, require_in_sight
from products.actions.refusals import NotForYou, Refusal
from products.models import OfferSubject, Outcome, Product


class OfferNeedsWords(Refusal):
    """An offer that does not say what is offered."""

    sentence = _("Say in a sentence what you offer.")


class NotYourOffer(Refusal):
    """Somebody else's offer."""

    sentence = _("Only the team it was made to can answer an offer.")


class NotYoursToWithdraw(Refusal):
    """An offer that somebody else made, or that is over."""

    sentence = _("Only who made an offer can take it back, while it is open.")


class OfferWithdrawn(Refusal):
    """A word on an offer that was taken back."""

    sentence = _("This offer was taken back meanwhile.")


class OfferOfAnotherTeam(Refusal):
    """An offer about a product made to a team that does not own it."""

    sentence = _("%(product)s is run by %(team)s. Make the offer to that team.")


@dataclass(frozen=True)
class Evidence:
    """What prompted an offer: a sentence, and the page that shows it, pinned on its day."""

    sentence: str
    path: str
    on: date
    product: Product | None = None
    outcome: Outcome | None = None
    objective: Objective | None = None


@transaction.atomic
def offer_help(
    *,
    team: Team,
    message: str,
    evidence: Evidence,
    playbook: Playbook | None = None,
    by: User,
    at: datetime,
) -> Offer:
    """Offer a team help and tell its people.

    Raises NotForYou, OfferNeedsWords, OfferOfAnotherTeam.
    """
    about = evidence.product
    if not permissions.can_offer(by) or (about and not permissions.can_see(by, about)):
        raise NotForYou
    if not message.strip():
        raise OfferNeedsWords
    if about and about.team_id != team.pk:
        raise OfferOfAnotherTeam(product=about.name, team=about.team.name)
    offer = Offer.objects.create(
        team=team,
        message=message.strip(),
        evidence=evidence.sentence.strip(),
        prompt=evidence.path,
        playbook=playbook,
        offered_by=by,
        known_at=at,
    )
    OfferSubject.objects.create(
        offer=offer,
        product=about,
        outcome=evidence.outcome,
        objective=evidence.objective,
        on=evidence.on,
        known_at=at,
    )
    notices.note_offer(offer, product=about, at=at)
    return offer


@transaction.atomic
def word_on_offer(
    *,
    offer: Offer,
    state: str | None = None,
    reply: str | None = None,
    changed: str | None = None,
    in_sight: str | None = None,
    by: User,
    at: datetime,
) -> Offer:
    """Accept an offer or decline it, with words or without, or say what it changed.

    What is None stays; a team may change its mind. Nothing else changes by it. `in_sight` is the
    edition the person saw. Raises NotYourOffer, OfferWithdrawn, SomebodyChangedIt.
    """
    if not permissions.can_answer_offer(by, offer):
        raise NotYourOffer
    offer = locked(offer)
    require_in_sight(offer, in_sight)
    if offer.state == OfferState.WITHDRAWN:
        raise OfferWithdrawn
    said = {"state": state, "reply": reply, "changed": changed}
    words = {name: value.strip() for name, value in said.items() if value is not None}
    return _answered(offer, words, by=by, at=at)


@transaction.atomic
def withdraw_offer(*, offer: Offer, in_sight: str | None = None, by: User, at: datetime) -> Offer:
    """Take back one's own offer and tell the team; it stays to be read, as withdrawn.

    Raises NotYoursToWithdraw, SomebodyChangedIt.
    """
    offer = locked(offer)
    require_in_sight(offer, in_sight)
    if not permissions.can_withdraw_offer(by, offer):
        raise NotYoursToWithdraw
    change(offer, at=at, state=OfferState.WITHDRAWN)
    product = OfferSubject.objects.select_related("product").get(offer=offer).product
    notices.note_offer(offer, product=product, at=at)
    return offer


def _answered(offer: Offer, said: dict[str, str], *, by: User, at: datetime) -> Offer:
    changed = {name: value for name, value in said.items() if getattr(offer, name) != value}
    if changed:
        change(offer, at=at, **changed)
        product = OfferSubject.objects.select_related("product").get(offer=offer).product
        notices.note_offer_answer(offer, product=product, by=by, at=at)
    return offer
