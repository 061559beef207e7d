"""The page of help wanted: who waits for what, since when, and how fast help comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext as _

from pmo_portal.lib.paging import page_of
from pmo_portal.lib.vocabulary import AnswerKind, Role
from portfolio.models import Organisation, Team
from products.dashboards.help_question import Choice, Question, question
from products.models import Ask, Product
from products.queries import help_wanted, products, response_times
from products.queries.known import AsKnown
from products.queries.response_times import ANYONE, LOOKING_BACK, TEAM, Times


@dataclass(frozen=True)
class AskLine:
    """One ask as a line: who asks, of whom, since when, and the latest word on it."""

    ask: Ask
    product: Product | None
    asked_of: str
    raised_on: date
    ended_on: date | None
    last_word: str
    last_word_on: date | None
    days: int
    is_for_you: bool


@dataclass(frozen=True)
class TimesLine:
    """How long the asks of one addressee waited."""

    asked_of: str
    times: Times


@dataclass(frozen=True)
class HelpPage:
    """Everything the page of help wanted shows."""

    question: Question
    filters: list[Choice]
    counts: dict[str, int]
    oldest_days: int | None
    lines: list[AskLine]
    page: Page
    times: list[TimesLine]
    since: date


def help_page(
    parameters: Mapping[str, str], *, known: AsKnown, organisation: Organisation
) -> HelpPage:
    """Return the queue as known; the number of queries does not grow. Raises BadQuestion."""
    asked = question(parameters, known=known)
    asks = help_wanted.queue(asked.wanted, known=known)
    opens = help_wanted.open_ones(asks)
    page = page_of(help_wanted.ended_ones(asks) if asked.is_over else opens, parameters)
    oldest = opens.values_list("known_at", flat=True).first()
    since = known.on - LOOKING_BACK
    recent = asks.filter(known_at__gt=organisation.end_of_day(since))
    return HelpPage(
        question=asked,
        filters=asked.choices,
        counts=help_wanted.counts(asks),
        oldest_days=(known.on - organisation.day_of(oldest)).days if oldest else None,
        lines=lines(list(page.object_list), known=known, organisation=organisation),
        page=page,
        times=[
            TimesLine(_asked_of_many(part.asked_of), part)
            for part in response_times.response_times(recent)
        ],
        since=since,
    )


def lines(asks: list[Ask], *, known: AsKnown, organisation: Organisation) -> list[AskLine]:
    """Return asks of the queue as lines, products and teams by the names of the day."""
    named = products.products_by_id([ask.product_id for ask in asks], known=known)
    teams = known.by_id(Team, [ask.to_team_id for ask in asks])
    return [
        _line(ask, named.get(ask.product_id), teams.get(ask.to_team_id or 0), known, organisation)
        for ask in asks
    ]


def asked_of(ask: Ask, team: Team | None) -> str:
    """Return of whom the ask is."""
    if team is not None:
        return team.name
    return ask.get_to_role_display() or _("anyone")


def _line(
    ask: Ask, product: Product | None, team: Team | None, known: AsKnown, here: Organisation
) -> AskLine:
    moments: dict[str, Any] = vars(ask)  # what the queue annotated
    last, ended = moments.get("last_reply_at"), moments.get("ended_at")
    word = moments.get("ended_as") or moments.get("last_reply")
    said_at = ended or last
    raised_on = here.day_of(ask.known_at)
    return AskLine(
        ask=ask,
        product=product,
        asked_of=asked_of(ask, team),
        raised_on=raised_on,
        ended_on=here.day_of(ended) if ended else None,
        last_word=str(AnswerKind(word).label) if word else "",
        last_word_on=here.day_of(said_at) if said_at else None,
        days=(known.on - raised_on).days,
        is_for_you=ask.to_team_id in known.user.team_ids or ask.to_role == known.user.role,
    )


def _asked_of_many(code: str) -> str:
    names = {"": _("Everyone asked"), TEAM: _("Teams"), ANYONE: _("Anyone")}
    return names.get(code) or str(Role(code).label)
