"""Who is told what: in the portal at once, by mail unless they would rather not."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import QuerySet

from pmo_portal.lib.vocabulary import AnswerKind, NoticeKind
from portfolio.models import Offer, User
from products import permissions, signals
from products.models import (
    Answer,
    Ask,
    Contribution,
    Dependency,
    Notice,
    Outcome,
    Product,
)


def note_ask(ask: Ask, *, at: datetime) -> None:
    """Tell the team or the people of the role that an ask is for them; an ask of anyone waits."""
    if ask.to_team_id is not None:
        people = _of_team(ask.to_team_id)
    elif ask.to_role:
        people = User.objects.filter(is_active=True, role=ask.to_role)
    else:
        return
    parts = {"kind": ask.get_kind_display(), "words": ask.wording, **_day(ask.needed_by)}
    _tell(people, NoticeKind.ASK_RAISED, ask.product, but=ask.by_id, ask=ask, parts=parts, at=at)


def note_answer(answer: Answer, *, at: datetime) -> None:
    """Tell whoever raised the ask that there is a word on it; its team when nobody signed it.

    The end of an ask is the asking team's own word and tells nobody.
    """
    if answer.kind not in {AnswerKind.OFFERED, AnswerKind.ANSWERED}:
        return
    ask = answer.ask
    asker = ask.by if ask.by and ask.by.is_active else None
    people = [asker] if asker else _of_team(ask.product.team_id)
    parts = {"word": answer.kind, "words": answer.wording, "ask": ask.wording}
    _tell(
        people, NoticeKind.ASK_ANSWERED, ask.product, but=answer.by_id, ask=ask, parts=parts, at=at
    )


def note_need(
    dependency: Dependency, kind: NoticeKind, *, was: date | None = None, by: User, at: datetime
) -> None:
    """Tell the other side of a dependency what this side said; `was` is the day until now."""
    waiting, needed = dependency.initiative.product, needed_product(dependency)
    answers = kind == NoticeKind.NEED_ANSWERED
    speaks, hears = (needed, waiting) if answers else (waiting, needed)
    day = dependency.promised_on if answers else dependency.needed_by
    parts: dict[str, object] = {"words": needs_in_words(dependency), **_day(day)}
    if was is not None:
        parts["was"] = was.isoformat()
    if answers:
        parts["confirmed"] = dependency.confirmed
    if hears.team_id == speaks.team_id:
        return
    _tell(
        _of_team(hears.team_id), kind, speaks, but=by.pk, dependency=dependency, parts=parts, at=at
    )


def note_tie(contribution: Contribution, *, by: User, at: datetime) -> None:
    """Tell the team of an outcome that the work of another team should move it, too."""
    work, outcome = contribution.initiative, contribution.outcome
    parts = {"words": work.title, "outcome": outcome.name}
    _tell(
        _of_team(outcome.product.team_id),
        NoticeKind.WORK_TIED,
        work.product,
        but=by.pk,
        outcome=outcome,
        parts=parts,
        at=at,
    )


def note_suggestion(
    product: Product, *, parts: Mapping[str, object], by: User, at: datetime
) -> None:
    """Tell the team of a product what somebody thinks that its work could be tied to."""
    people, kind = _of_team(product.team_id), NoticeKind.TIE_SUGGESTED
    _tell(people, kind, product, but=by.pk, parts=parts, at=at)


def note_offer(offer: Offer, *, product: Product | None, at: datetime) -> None:
    """Tell a team that it is offered help, or that the offer was taken back."""
    people, author = _of_team(offer.team_id), offer.offered_by_id
    parts = {"words": offer.message, "word": offer.state}
    _tell(people, NoticeKind.OFFER_MADE, product, but=author, offer=offer, parts=parts, at=at)


def note_offer_answer(offer: Offer, *, product: Product | None, by: User, at: datetime) -> None:
    """Tell whoever made an offer what the team says to it."""
    words = {"words": offer.changed or offer.reply, "is_told": bool(offer.changed)}
    parts = {**words, "word": offer.state, "team": offer.team.name}
    people = [offer.offered_by] if offer.offered_by.is_active else []
    _tell(people, NoticeKind.OFFER_ANSWERED, product, but=by.pk, offer=offer, parts=parts, at=at)


def note_reports(parts: Mapping[User, Mapping[str, object]], *, at: datetime) -> None:
    """Tell each person which coming reports name their team, in one notice.

    `parts` are `of`, the names of what they are of, `moment`, when they appear, and `ask`, the
    query that opens the first one.
    """
    kind = NoticeKind.NAMED_IN_REPORT
    written = Notice.objects.bulk_create(
        Notice(user=person, kind=kind, parts=told, created_at=at) for person, told in parts.items()
    )
    if written:
        signals.noticed.send(sender=Notice)


def read_reports(*, by: User, at: datetime) -> int:
    """Note that a person has read that a report names their team; return how much was new."""
    unread = Notice.objects.filter(user=by, read_at__isnull=True)
    return unread.filter(kind=NoticeKind.NAMED_IN_REPORT).update(read_at=at)


def read_notices(*, by: User, at: datetime) -> int:
    """Note that a person has read all their notices; return how many were new to them."""
    return Notice.objects.filter(user=by, read_at__isnull=True).update(read_at=at)


def read_about(
    *,
    ask: Ask | None = None,
    dependency: Dependency | None = None,
    offer: Offer | None = None,
    outcome: Outcome | None = None,
    by: User,
    at: datetime,
) -> int:
    """Note that a person has read what they were told about one thing; return how much was new."""
    unread = Notice.objects.filter(user=by, read_at__isnull=True)
    about = {"ask": ask, "dependency": dependency, "offer": offer, "outcome": outcome}
    return unread.filter(**about).update(read_at=at)


def needed_product(dependency: Dependency) -> Product:
    """Return the product whose team gives the word."""
    if dependency.needs_initiative is not None:
        return dependency.needs_initiative.product
    return dependency.needs_product  # type: ignore[return-value]  # the database has one of both


def needs_in_words(dependency: Dependency) -> str:
    """Return what is needed in a few words: the team's own, else the name of the thing."""
    thing = dependency.needs_initiative or dependency.needs_product
    return dependency.wording or str(thing)


def _of_team(team_id: int) -> QuerySet[User]:
    return User.objects.filter(is_active=True, memberships__team=team_id)


def _day(day: date | None) -> dict[str, str]:
    return {"day": day.isoformat()} if day else {}


def _tell(
    people: Iterable[User],
    kind: NoticeKind,
    product: Product | None,
    *,
    but: int | None,
    parts: Mapping[str, object],
    at: datetime,
    ask: Ask | None = None,
    dependency: Dependency | None = None,
    offer: Offer | None = None,
    outcome: Outcome | None = None,
) -> None:
    """Write one notice each, but for the author and those who may not see the product."""
    is_open = product is None or permissions.is_open_to_all(product)
    written = Notice.objects.bulk_create(
        Notice(
            user=person,
            kind=kind,
            product=product,
            ask=ask,
            dependency=dependency,
            offer=offer,
            outcome=outcome,
            parts=parts,
            created_at=at,
        )
        for person in people
        if person.pk != but and (is_open or (product and permissions.can_see(person, product)))
    )
    if written:
        signals.noticed.send(sender=Notice)
