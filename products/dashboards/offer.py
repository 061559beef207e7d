"""The page of an offer, and what prompts a new one."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health, OfferState
from portfolio.models import Offer, Organisation
from portfolio.queries.versions import Version
from products import permissions
from products.models import Outcome, Product
from products.queries import check_ins, offers, readings, then_and_now, versions
from products.queries.known import AsKnown
from products.queries.offers import Made
from products.queries.prompts import Prompt
from products.queries.then_and_now import Sides

LABELS = {
    "state": gettext_lazy("State"),
    "reply": gettext_lazy("The team's word"),
    "changed": gettext_lazy("What it changed"),
}


@dataclass(frozen=True)
class OfferLine:
    """An offer as a line, with the day it was made and for how long it has been open."""

    made: Made
    offered_on: date
    days: int
    is_for_you: bool


@dataclass(frozen=True)
class OfferPage:
    """Everything the page of an offer shows, and what the reader may do."""

    line: OfferLine
    sides: Sides | None
    versions: list[Version]
    can_answer: bool
    can_withdraw: bool


def lines(made: list[Made], *, known: AsKnown, organisation: Organisation) -> list[OfferLine]:
    """Return offers as lines."""
    return [_line(one, known, organisation) for one in made]


def offer_page(offer: Offer, *, known: AsKnown, organisation: Organisation) -> OfferPage | None:
    """Return the page of an offer as known, None while it was not made yet."""
    made = offers.offer_made(offer, known=known)
    if made is None:
        return None
    is_standing = made.offer.state != OfferState.WITHDRAWN
    return OfferPage(
        line=_line(made, known, organisation),
        sides=_sides(made, known, organisation),
        versions=versions.versions_of(offer, labels=LABELS, known=known),
        can_answer=permissions.can_answer_offer(known.user, offer) and is_standing,
        can_withdraw=permissions.can_withdraw_offer(known.user, made.offer),
    )


def evidence_in_words(prompt: Prompt, *, known: AsKnown) -> str:
    """Return a sentence on what a page shows, to begin with; empty for a page about nothing."""
    if prompt.outcome is not None:
        return _of_outcome(prompt.outcome, known)
    if prompt.product is not None:
        return _of_product(prompt.product, known)
    if prompt.objective is not None:
        return _("“%(title)s”, as known on %(day)s.") % {
            "title": prompt.objective.title,
            "day": formats.day(known.on),
        }
    return ""


def _line(made: Made, known: AsKnown, organisation: Organisation) -> OfferLine:
    on = organisation.day_of(made.subject.known_at)
    mine = made.offer.team_id in known.user.team_ids
    return OfferLine(made=made, offered_on=on, days=(known.on - on).days, is_for_you=mine)


def _sides(made: Made, known: AsKnown, organisation: Organisation) -> Sides | None:
    on = min(made.subject.on, known.on)
    then = AsKnown(on=on, moment=organisation.end_of_day(on), user=known.user)
    if made.outcome is not None:
        figures = then_and_now.outcome_sides(made.outcome, then=then, now=known)
    elif made.product is not None:
        figures = then_and_now.product_sides(made.product, then=then, now=known)
    else:
        return None
    return Sides(then_on=on, now_on=known.on, figures=figures)


def _of_outcome(outcome: Outcome, known: AsKnown) -> str:
    there = known.one(outcome) or outcome
    read = readings.readings_by_outcome([there.pk], known=known)[there.pk]
    words = {
        "name": there.name,
        "day": formats.day(known.on),
        "target": "" if there.target is None else formats.measure(there.target, there.unit),
    }
    latest = next((one.value for one in reversed(read) if one.value is not None), None)
    if latest is None:
        return _("“%(name)s” had no reading by %(day)s.") % words
    words["value"] = formats.measure(latest, there.unit)
    if there.target is None:
        return _("“%(name)s” stood at %(value)s on %(day)s, without a target.") % words
    return _("“%(name)s” stood at %(value)s on %(day)s, %(target)s wanted.") % words


def _of_product(product: Product, known: AsKnown) -> str:
    said = check_ins.latest_check_in(product.pk, known=known)
    words = {"name": product.name, "day": formats.day(known.on)}
    if said is None:
        return _("%(name)s had no check-in by %(day)s.") % words
    words["health"] = str(Health(said.health).label)
    return _("%(name)s on %(day)s, in its team's words: %(health)s.") % words
