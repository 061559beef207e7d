"""The page of one dependency: what both sides say."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portfolio.models import Organisation
from products import permissions
from products.models import Dependency
from products.queries import dependencies
from products.queries.dependencies import Wait
from products.queries.known import AsKnown


@dataclass(frozen=True)
class Word:
    """What was said on one day: of the needing side, or of the other."""

    said_on: date
    is_answer: bool
    needed_by: date | None
    confirmed: bool | None
    promised_on: date | None
    ended_on: date | None


@dataclass(frozen=True)
class DependencyPage:
    """Everything the page of a dependency shows, and what the reader may do."""

    wait: Wait
    words: list[Word]
    is_over: bool
    days_late: int | None
    can_promise: bool
    can_change: bool

    @property
    def dependency(self) -> Dependency:
        """The dependency itself."""
        return self.wait.dependency


def dependency_page(
    dependency: Dependency, *, known: AsKnown, organisation: Organisation
) -> DependencyPage | None:
    """Return the page as it was known, or nothing while it or the work that waits was not."""
    then = known.one(dependency)
    if then is None:
        return None
    wait = dependencies.wait_of(then, known=known)
    if wait.waiting is None:
        return None
    is_over = bool(then.ended_on and then.ended_on <= known.on)
    member = permissions.can_check_in(known.user, dependency.initiative.product)
    return DependencyPage(
        wait=wait,
        words=_words(dependencies.words_on(dependency, known=known), organisation),
        is_over=is_over,
        days_late=_days_late(then),
        can_promise=not is_over and permissions.can_promise(known.user, dependency),
        can_change=not is_over and member,
    )


def _days_late(dependency: Dependency) -> int | None:
    """Return by how many days the promise misses the need; none without both or in time."""
    if not (dependency.needed_by and dependency.promised_on):
        return None
    days = (dependency.promised_on - dependency.needed_by).days
    return days if days > 0 else None


def _words(versions: list[Any], organisation: Organisation) -> list[Word]:
    """Return what each version said that the one before did not, newest first."""
    words: list[Word] = []
    before: tuple[object, ...] = (None, None)
    for one in versions:
        answer = (one.confirmed, one.promised_on)
        words.append(
            Word(
                said_on=organisation.day_of(one.known_at),
                is_answer=bool(words) and answer != before,
                needed_by=one.needed_by,
                confirmed=one.confirmed,
                promised_on=one.promised_on,
                ended_on=one.ended_on,
            )
        )
        before = answer
    return words[::-1]
