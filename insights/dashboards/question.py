"""What a list is asked in its URL: where, which health, of what age, which words, what order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from django.utils.translation import gettext as _

from insights.queries.names import Named, Names, names_on
from insights.queries.scopes import scope_asked
from insights.scope import Scope
from pmo_portal.lib.asked import AsOf, BadQuestion
from pmo_portal.lib.vocabulary import Health
from products.queries.known import AsKnown

MEASURED, NONE, QUIET, NEVER = "measured", "none", "quiet", "never"
NARROWING = ("portfolio", "objective", "product", "team", "health", "age", "quiet", "q")


@dataclass(frozen=True)
class Question:
    """What a list is asked: where, which health, of what age, which words, in what order."""

    scope: Scope
    names: Names
    parameters: Mapping[str, str]
    as_of: AsOf
    known: AsKnown
    healths: frozenset[str]
    age: str
    words: str
    is_untied: bool
    sort: str
    is_descending: bool

    @property
    def only_health(self) -> str | None:
        """The one health asked for, where it is exactly one."""
        only = self.healths - {MEASURED}
        return next(iter(only)) if len(only) == 1 == len(self.healths) else None

    def product_name(self, product_id: int | None) -> str:
        """Return what a product is called, nothing when it cannot be seen."""
        product = self.names.products.get(product_id or 0)
        return product.name if product else ""

    def team_of(self, product_id: int | None) -> Named | None:
        """Return the team that owns a product."""
        product = self.names.products.get(product_id or 0)
        return self.names.teams.get(product.team_id or 0) if product else None

    def day_of(self, at: datetime) -> date:
        """Return the organisation's day on which a moment falls."""
        return at.astimezone(self.known.moment.tzinfo).date()

    def holds_words(self, *texts: str) -> bool:
        """Return whether every word searched for is in one of the texts."""
        text = " ".join(texts).casefold()
        return all(word in text for word in self.words.casefold().split())

    def holds_health(self, health: str, *, is_measured: bool) -> bool:
        """Return whether the health is among those asked for."""
        if not self.healths:
            return True
        return health in self.healths or (MEASURED in self.healths and is_measured)


def question(
    parameters: Mapping[str, str],
    *,
    as_of: AsOf,
    known: AsKnown,
    sorts: Iterable[str],
    ages: Iterable[str] = (),
    knows_untied: bool = False,
) -> Question:
    """Return what the URL asks; `knows_untied` lists answer `objective=none`.

    Raises BadQuestion, with near matches, for what this list does not know.
    """
    untied = knows_untied and parameters.get("objective") == NONE
    placed = {
        name: value for name, value in parameters.items() if not (untied and name == "objective")
    }
    sort = parameters.get("sort", "")
    healths = [code for code in parameters.get("health", "").split(",") if code]
    for code in healths:
        _known(code, [*Health.values, MEASURED], "health")
    age = parameters.get("age", "") or ("quiet" if parameters.get("quiet") else "")
    return Question(
        scope=scope_asked(placed, user=known.user),
        names=names_on(as_of.on, at=known.moment, user=known.user),
        parameters=parameters,
        as_of=as_of,
        known=known,
        healths=frozenset(healths),
        age=_known(age, [*ages], "age") if age else "",
        words=parameters.get("q", "").replace("\x00", "").strip()[:100],
        is_untied=untied,
        sort=_known(sort.removeprefix("-"), [*sorts], "sort") if sort else "",
        is_descending=sort.startswith("-"),
    )


def _known(value: str, allowed: list[str], name: str) -> str:
    if value in allowed:
        return value
    close = get_close_matches(value, allowed, n=3)
    raise BadQuestion(
        _("This list has no %(name)s “%(value)s”.") % {"name": name, "value": value[:40]},
        _("Did you mean %(near)s?") % {"near": ", ".join(close)}
        if close
        else _("Known here: %(known)s.") % {"known": ", ".join(allowed)},
    )
