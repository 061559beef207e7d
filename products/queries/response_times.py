"""How fast help comes, measured alike for everyone who is asked."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Case,
    CharField,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    When,
)

from pmo_portal.lib.vocabulary import AnswerKind

LOOKING_BACK = timedelta(days=365)
TEAM, ANYONE = "team", "anyone"


class Percentile(Aggregate):
    """The value below which this share of the values lies, between two values in proportion."""

    function = "percentile_cont"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()

    def __init__(self, expression: Any, *, share: float, **extra: Any) -> None:
        super().__init__(expression, share=float(share), **extra)


@dataclass(frozen=True)
class Times:
    """How long asks waited: the median and the 85th percentile; none where nothing came yet.

    `asked_of` is a role, "team", "anyone", or empty for all. `waiting` have no reply yet.
    """

    asked_of: str
    asks: int
    waiting: int
    reply: timedelta | None
    reply_85: timedelta | None
    resolved: int
    resolution: timedelta | None
    resolution_85: timedelta | None


def response_times(asks: QuerySet[Any]) -> list[Times]:
    """Return the times for all these asks, then by whom they were asked of; two queries.

    Takes asks as `help_wanted.queue` returns them. What was withdrawn unanswered counts neither
    as waiting nor as answered.
    """
    timed: Any = asks.order_by().annotate(
        asked_of=_ASKED_OF, to_reply=_REPLY, to_resolution=_RESOLUTION
    )
    whole = timed.aggregate(**_FIGURES)
    if not whole["asks"]:
        return []
    parts = timed.values("asked_of").annotate(**_FIGURES).order_by("-asks", "asked_of")
    return [Times(asked_of="", **whole), *(Times(**part) for part in parts)]


_ASKED_OF = Case(
    When(to_team__isnull=False, then=Value(TEAM)),
    When(to_role="", then=Value(ANYONE)),
    default=F("to_role"),
    output_field=CharField(),
)
_REPLY = ExpressionWrapper(F("first_reply_at") - F("known_at"), output_field=DurationField())
_RESOLUTION = Case(
    When(
        ended_as=AnswerKind.RESOLVED,
        then=ExpressionWrapper(F("ended_at") - F("known_at"), output_field=DurationField()),
    ),
    output_field=DurationField(),
)
_FIGURES = {
    "asks": Count("pk"),
    "waiting": Count("pk", filter=Q(first_reply_at__isnull=True, ended_at__isnull=True)),
    "reply": Percentile("to_reply", share=0.5),
    "reply_85": Percentile("to_reply", share=0.85),
    "resolved": Count("pk", filter=Q(ended_as=AnswerKind.RESOLVED)),
    "resolution": Percentile("to_resolution", share=0.5),
    "resolution_85": Percentile("to_resolution", share=0.85),
}
