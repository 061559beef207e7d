"""What a report holds, in words and figures, once and for all forms.

A page, a mail, a PDF, slides and the API all show this and nothing else, so they cannot differ.
Addresses are paths within the portal that open the evidence as of the report's day.
"""

from dataclasses import asdict, dataclass, field, fields, is_dataclass
from typing import Any, TypeVar, get_args, get_type_hints

import orjson

VERSION = 1
T = TypeVar("T")


@dataclass(frozen=True)
class Evidence:
    """Where a sentence can be checked."""

    label: str
    path: str


@dataclass(frozen=True)
class Reply:
    """A team's line on a sentence about it."""

    team: str
    wording: str


@dataclass(frozen=True)
class Picture:
    """An outcome in small: its readings as (ISO day, value), its target and what to expect.

    `low`, `mid` and `high` are for the due day `due_on`; four times in five it lies between.
    """

    caption: str
    unit: str
    points: list[list[Any]]
    target: float | None
    due_on: str | None
    low: float | None
    mid: float | None
    high: float | None


@dataclass(frozen=True)
class Item:
    """One thing worth knowing: its finding, a sentence or two, where to check, what teams say.

    `key` names it for replies and for weeks to come; `teams` are those named, by slug. `tone` is
    a health or empty. `score` is its weight times its surprise, in nats.
    """

    key: str
    title: str
    text: str
    evidence: list[Evidence]
    tone: str = ""
    is_good: bool = False
    score: float = 0.0
    teams: list[str] = field(default_factory=list)
    picture: Picture | None = None
    replies: list[Reply] = field(default_factory=list)


@dataclass(frozen=True)
class Glance:
    """One figure with its change since the week before."""

    label: str
    value: str
    change: str
    is_better: bool | None
    evidence: Evidence


@dataclass(frozen=True)
class Wanted:
    """An open ask: what, who asks, since when."""

    key: str
    wording: str
    about: str
    days: int
    evidence: Evidence
    teams: list[str] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)


@dataclass(frozen=True)
class ObjectiveLine:
    """An objective in one line. `likely` is how many will be met: (low, middle, high)."""

    code: str
    title: str
    evidence: Evidence
    well: int
    of: int
    measured: int
    health: dict[str, int]
    change: int | None
    likely: list[float] | None
    without: int
    people: float | None
    say: str


@dataclass(frozen=True)
class Move:
    """An outcome that moved: its value then and now, and its health then and now."""

    name: str
    product: str
    evidence: Evidence
    was: str
    now: str
    before: str
    after: str


@dataclass(frozen=True)
class Heading:
    """Of whom and when a report is."""

    kind: str
    scope_id: int
    slug: str
    name: str
    organisation: str
    label: str
    first: str
    last: str
    before: str


@dataclass(frozen=True)
class Content:
    """A report. `told` maps an outcome to the chance its reader was told of it, 0 to 1.

    `nothing` stands where the items would when there are none. What came to the shape later has
    a default, so that a report published before still reads as it did.
    """

    heading: Heading
    headline: str
    standfirst: list[Item]
    drawn_from: str
    items: list[Item]
    glance: list[Glance]
    decisions: list[Wanted]
    help: list[Wanted]
    good: list[Item]
    quiet: list[Item]
    objectives: list[ObjectiveLine]
    better: list[Move]
    worse: list[Move]
    changed: list[Item]
    restated: list[Item]
    trajectory: list[list[Any]]
    trust: str
    forecasts: str
    told: dict[str, float]
    other_replies: list[Item] = field(default_factory=list)
    nothing: str = ""
    version: int = VERSION


def to_json(content: Content) -> dict[str, Any]:
    """Return the content as JSON has it."""
    return orjson.loads(orjson.dumps(asdict(content)))


def from_json(stored: dict[str, Any]) -> Content:
    """Return the content that was stored."""
    return _read(Content, stored)


def _read(kind: type[T], stored: dict[str, Any]) -> T:
    hints = get_type_hints(kind)
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]  # dataclasses of this file
    return kind(
        **{name: _value(hints[name], value) for name, value in stored.items() if name in known}
    )


def _value(kind: Any, value: Any) -> Any:
    """Read a value as its field declares it: a dataclass, a list of them, or plain."""
    inner: Any = next((arg for arg in get_args(kind) if is_dataclass(arg)), None)
    if isinstance(value, list) and inner:
        return [_read(inner, one) for one in value]
    if isinstance(value, dict) and (inner or is_dataclass(kind)):
        return _read(inner or kind, value)
    return value
