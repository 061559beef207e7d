"""Offers of help, as known on a day. A team sees all offers made to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from pmo_portal.lib.vocabulary import OfferState
from portfolio.models import Objective, Offer, Playbook, Team, User
from products.models import OfferSubject, Outcome, Product
from products.queries.known import AsKnown


@dataclass(frozen=True)
class Made:
    """An offer as known, what it is about and to whom; what was not known then is left out."""

    offer: Offer
    subject: OfferSubject
    team: Team | None
    playbook: Playbook | None
    product: Product | None
    outcome: Outcome | None
    objective: Objective | None


def visible_offers(user: User) -> QuerySet[Offer]:
    """Return the offers this person may see, the newest first."""
    open_ones = OfferSubject.objects.visible_to(user).values("offer")
    found = Offer.objects.filter(Q(pk__in=open_ones) | Q(team__in=user.team_ids))
    return found.select_related("team", "playbook", "offered_by").order_by("-pk")


def offers_made(offers: Any, *, known: AsKnown) -> list[Made]:
    """Return the offers as known, the newest first; the number of queries does not grow."""
    found: list[Offer] = offers.as_of(known.moment)
    subjects = OfferSubject.objects.filter(offer__in=[one.pk for one in found])
    about = {one.offer_id: one for one in subjects}
    kinds: dict[str, tuple[Any, list[int | None]]] = {
        "team": (Team, [one.team_id for one in found]),
        "playbook": (Playbook, [one.playbook_id for one in found]),
        "product": (Product, [one.product_id for one in about.values()]),
        "outcome": (Outcome, [one.outcome_id for one in about.values()]),
        "objective": (Objective, [one.objective_id for one in about.values()]),
    }
    named: dict[str, dict[Any, Any]] = {
        name: known.by_id(model, ids) for name, (model, ids) in kinds.items()
    }
    made = [
        Made(
            offer=offer,
            subject=about[offer.pk],
            team=named["team"].get(offer.team_id),
            playbook=named["playbook"].get(offer.playbook_id),
            product=named["product"].get(about[offer.pk].product_id),
            outcome=named["outcome"].get(about[offer.pk].outcome_id),
            objective=named["objective"].get(about[offer.pk].objective_id),
        )
        for offer in found
    ]
    return sorted(made, key=lambda one: (one.subject.known_at, one.offer.pk), reverse=True)


def hidden_count(found: QuerySet[Offer], *, known: AsKnown) -> int:
    """Return how many of the offers made by then the person may not see."""
    subjects = OfferSubject.objects.filter(known_at__lte=known.moment, offer__in=found)
    seen = Q(pk__in=OfferSubject.objects.visible_to(known.user).values("pk"))
    return subjects.exclude(seen | Q(offer__team__in=known.user.team_ids)).count()


def offer_made(offer: Offer, *, known: AsKnown) -> Made | None:
    """Return the offer as known, None while it was not made yet."""
    return next(iter(offers_made(Offer.objects.filter(pk=offer.pk), known=known)), None)


def waiting_for(*, known: AsKnown) -> list[Made]:
    """Return the offers that a person's teams had not answered by then."""
    ours = Offer.objects.filter(team__in=known.user.team_ids)
    return in_state(offers_made(ours, known=known), OfferState.OFFERED)


def about_product(product: Product, user: User) -> QuerySet[Offer]:
    """Return the offers made about a product."""
    return visible_offers(user).filter(subject__product=product)


def in_state(made: Iterable[Made], state: OfferState) -> list[Made]:
    """Return the offers in this state."""
    return [one for one in made if one.offer.state == state]
