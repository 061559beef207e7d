"""Moves as a URL holds them: compact, bounded, read back to the same.

    moves=p~team~product.objective~-~1.5~2026-12~2027-02~~m~product~@portfolio~250000

A place is a product, an objective of it, an objective alone (`.objective`), a portfolio's
unassigned money (`@portfolio`) or a team's free time (`-`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pmo_portal.lib.calendar import months_from

MOST_MOVES, MOST_MONTHS, LONGEST = 12, 24, 4000
FIELD, BETWEEN, FREE = "~", "~~", "-"
SLUG = r"[-a-zA-Z0-9_]{1,80}"
PLACE = re.compile(rf"(?:{SLUG})?(?:\.{SLUG})?|@{SLUG}")
AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?")
MONTH = re.compile(r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])")


class Unreadable(Exception):
    """A part of the address that is no move. `part` is what could not be read."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True)
class Place:
    """Where time or money is, by slugs; all empty for a team's free time."""

    product: str = ""
    objective: str = ""
    portfolio: str = ""

    @property
    def is_free(self) -> bool:
        """Whether it is nobody's: time not given to anything."""
        return self == Place()

    @property
    def code(self) -> str:
        """The place as a URL holds it."""
        if self.portfolio:
            return f"@{self.portfolio}"
        return self.product + (f".{self.objective}" if self.objective else "") or FREE


@dataclass(frozen=True)
class Move:
    """An amount that goes from one place to another.

    With a team and months it is people's time, in full-time equivalents each month; without, it
    is money in whole units of the organisation's currency.
    """

    source: Place
    target: Place
    amount: Decimal
    team: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def is_people(self) -> bool:
        """Whether people's time is moved, and not money."""
        return bool(self.team)

    @property
    def months(self) -> list[date]:
        """The months of a move of people."""
        if self.first is None or self.last is None:
            return []
        count = 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1
        return months_from(self.first, count)

    @property
    def code(self) -> str:
        """The move as a URL holds it."""
        amount = format(self.amount.normalize(), "f")
        places = (self.source.code, self.target.code, amount)
        if not self.is_people:
            return FIELD.join(("m", *places))
        return FIELD.join(("p", self.team, *places, f"{self.first:%Y-%m}", f"{self.last:%Y-%m}"))


def code(moves: Sequence[Move]) -> str:
    """Return the moves as a URL holds them."""
    return BETWEEN.join(move.code for move in moves)


def moves(text: str) -> list[Move]:
    """Read the moves of a URL. Raises Unreadable."""
    if not text:
        return []
    if len(text) > LONGEST:
        raise Unreadable(text)
    parts = text.split(BETWEEN)
    if len(parts) > MOST_MOVES:
        raise Unreadable(parts[MOST_MOVES])
    return [_move(part) for part in parts]


def _move(part: str) -> Move:
    kind, *fields = part.split(FIELD)
    if kind == "m" and len(fields) == 3:
        source, target = _place(fields[0], part), _place(fields[1], part)
        if source.is_free or target.is_free:
            raise Unreadable(part)
        return _checked(Move(source, target, _amount(fields[2], part)), part)
    if kind == "p" and len(fields) == 6 and re.fullmatch(SLUG, fields[0]):
        team, leaves, arrives, amount, first, last = fields
        return _checked(
            Move(
                _place(leaves, part),
                _place(arrives, part),
                _amount(amount, part),
                team,
                _month(first, part),
                _month(last, part),
            ),
            part,
        )
    raise Unreadable(part)


def _checked(move: Move, part: str) -> Move:
    """Return a move that leads from one place to another, within a bounded time."""
    is_bounded = not move.is_people or 1 <= len(move.months) <= MOST_MONTHS
    has_portfolio = move.is_people and (move.source.portfolio or move.target.portfolio)
    if move.source == move.target or move.amount <= 0 or not is_bounded or has_portfolio:
        raise Unreadable(part)
    return move


def _place(text: str, part: str) -> Place:
    if text == FREE:
        return Place()
    if not text or not PLACE.fullmatch(text):
        raise Unreadable(part)
    if text.startswith("@"):
        return Place(portfolio=text[1:])
    product, _dot, objective = text.partition(".")
    return Place(product, objective)


def _amount(text: str, part: str) -> Decimal:
    if not AMOUNT.fullmatch(text):
        raise Unreadable(part)
    return Decimal(text)


def _month(text: str, part: str) -> date:
    if not MONTH.fullmatch(text):
        raise Unreadable(part)
    return date.fromisoformat(f"{text}-01")
