"""The list of offers, as known on a day: those that wait for a word first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext as _

from pmo_portal.lib.asked import known_word
from pmo_portal.lib.export import Sheet
from pmo_portal.lib.paging import page_of
from pmo_portal.lib.vocabulary import OfferState
from portfolio.models import Offer, Organisation, Playbook, Team
from portfolio.queries.slugs import id_of
from products import permissions
from products.dashboards.help_question import Choice
from products.dashboards.list_file import about
from products.dashboards.offer import OfferLine, lines
from products.queries import offers
from products.queries.known import AsKnown
from products.queries.offers import Made

CELLS = {
    "id": lambda line: line.made.offer.public_id,
    "state": lambda line: line.made.offer.state,
    "message": lambda line: line.made.offer.message,
    "evidence": lambda line: line.made.offer.evidence,
    "team": lambda line: line.made.team.name if line.made.team else "",
    "product": lambda line: line.made.product.name if line.made.product else "",
    "outcome": lambda line: line.made.outcome.name if line.made.outcome else "",
    "objective": lambda line: line.made.objective.title if line.made.objective else "",
    "playbook": lambda line: line.made.playbook.title if line.made.playbook else "",
    "offered_on": lambda line: line.offered_on,
    "reply": lambda line: line.made.offer.reply,
    "changed": lambda line: line.made.offer.changed,
}


@dataclass(frozen=True)
class OfferGroup:
    """The offers of one state on this page, and how many there are on all."""

    state: str
    total: int
    lines: list[OfferLine]


@dataclass(frozen=True)
class OfferListPage:
    """A page of the offers a person may see, alike for everyone.

    `told` counts the accepted ones of which the team said what they changed.
    """

    groups: list[OfferGroup]
    filters: list[Choice]
    words: str
    page: Page
    accepted: int
    told: int
    not_visible: int
    can_offer: bool

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return bool(self.words) or any(choice.value for choice in self.filters)


def offer_list_page(
    parameters: Mapping[str, str], *, known: AsKnown, organisation: Organisation
) -> OfferListPage:
    """Return a page of the offers; the number of queries does not grow. Raises BadQuestion."""
    asked = _Asked(parameters, known)
    made, found = asked.made, asked.found
    page = page_of(found, parameters)
    shown = lines(list(page.object_list), known=known, organisation=organisation)
    accepted = [one for one in found if one.offer.state == OfferState.ACCEPTED]
    groups = [
        OfferGroup(
            state.value,
            sum(1 for one in found if one.offer.state == state),
            [line for line in shown if line.made.offer.state == state],
        )
        for state in OfferState
    ]
    return OfferListPage(
        groups=[group for group in groups if group.lines],
        filters=_choices(made, parameters),
        words=asked.words,
        page=page,
        accepted=len(accepted),
        told=sum(1 for one in accepted if one.offer.changed),
        not_visible=offers.hidden_count(Offer.objects.filter(**asked.places), known=known),
        can_offer=permissions.can_offer(known.user),
    )


def offer_file(
    parameters: Mapping[str, str],
    *,
    known: AsKnown,
    organisation: Organisation,
    asked_at: str,
    at: datetime,
) -> tuple[str, Sheet, Sheet]:
    """Return the name of the file, its rows, and a sheet that says what it is."""
    found = _Asked(parameters, known).found
    shown = lines(found, known=known, organisation=organisation)
    cells: list[Sequence[Any]] = [[cell(line) for cell in CELLS.values()] for line in shown]
    title = _("Offers of help")
    said = about(title, len(found), known=known, asked_at=asked_at, at=at)
    return f"offers-{known.on}", Sheet(title, list(CELLS), cells), said


class _Asked:
    """What the address asks for: `made` are the offers of the places, `found` all that is asked."""

    def __init__(self, parameters: Mapping[str, str], known: AsKnown) -> None:
        state = parameters.get("state", "")
        state = known_word(state, OfferState.values, name="state") if state else ""
        among = {"team": Team.objects.visible_to(known.user), "playbook": Playbook.objects.all()}
        self.places = {
            f"{kind}_id": id_of(slug, among=things, kind=kind)
            for kind, things in among.items()
            if (slug := parameters.get(kind, ""))
        }
        self.words = parameters.get("q", "").replace("\x00", "").strip()[:100]
        in_sight = offers.visible_offers(known.user)
        self.made = offers.offers_made(in_sight, known=known)
        order = list(OfferState)
        self.found = sorted(
            (
                one
                for one in self.made
                if state in ("", one.offer.state)
                and all(getattr(one.offer, name) == pk for name, pk in self.places.items())
                and _holds(one, self.words)
            ),
            key=lambda one: order.index(OfferState(one.offer.state)),
        )


def _holds(one: Made, words: str) -> bool:
    things = (one.team, one.product, one.outcome, one.objective, one.playbook)
    said = (one.offer.message, one.offer.evidence, one.offer.reply, one.offer.changed)
    text = " ".join([*said, *(str(thing) for thing in things if thing)]).casefold()
    return all(word in text for word in words.casefold().split())


def _choices(made: Iterable[Made], parameters: Mapping[str, str]) -> list[Choice]:
    """Return the filters: the states, and the teams and playbooks that offers are of."""
    teams = {one.team.slug: one.team.name for one in made if one.team}
    playbooks = {one.playbook.slug: one.playbook.title for one in made if one.playbook}
    options = (
        ("state", _("State"), {one.value: str(one.label) for one in OfferState}),
        ("team", _("Team"), dict(sorted(teams.items(), key=lambda pair: pair[1].casefold()))),
        ("playbook", _("Playbook"), playbooks),
    )
    return [
        Choice(name, label, list(named.items()), parameters.get(name, ""))
        for name, label, named in options
        if named or parameters.get(name)
    ]
