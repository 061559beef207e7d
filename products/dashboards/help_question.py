"""What the address of the help queue asks for, and the choices that lead elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pmo_portal.lib.asked import known_word
from pmo_portal.lib.vocabulary import AskKind
from portfolio.models import Portfolio, Team
from portfolio.queries.slugs import id_of
from products.models import Product
from products.queries import help_wanted, products
from products.queries.help_wanted import Wanted
from products.queries.known import AsKnown

MOST_OPTIONS = 150
ME, REPLY, NO_REPLY, OVER = "me", "yes", "no", "over"
ASKABLE = ("kind", "to", "reply", "state", "portfolio", "product", "team")
KNOWN = {
    "kind": AskKind.values,
    "to": [ME],
    "reply": [REPLY, NO_REPLY],
    "state": [OVER],
}


@dataclass(frozen=True)
class Choice:
    """One filter: its parameter, what may be chosen as (value, label), and what is."""

    name: str
    label: str
    options: list[tuple[str, str]]
    value: str


@dataclass(frozen=True)
class Question:
    """The asks wanted, whether of those that are over, and the filters on top."""

    wanted: Wanted
    is_over: bool
    choices: list[Choice]
    words: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return bool(self.words) or any(choice.value for choice in self.choices)


def question(parameters: Mapping[str, str], *, known: AsKnown) -> Question:
    """Return what is asked for. Raises BadQuestion, with near matches, for an unknown value."""
    said = {name: parameters.get(name, "") for name in ASKABLE}
    for name, values in KNOWN.items():
        if said[name]:
            known_word(said[name], values, name=name)
    asking = help_wanted.products_asking(known=known)
    portfolios = Portfolio.objects.visible_to(known.user).as_of(known.moment)
    teams = Team.objects.visible_to(known.user).as_of(known.moment)
    placed = _placed(said, portfolios, known)
    chosen = (placed or set()) if said["product"] else set()
    named = products.products_by_id(asking | chosen, known=known)
    words = parameters.get("q", "").replace("\x00", "").strip()[:100]
    wanted = Wanted(
        kind=said["kind"],
        words=words,
        product_ids=placed,
        is_for_me=said["to"] == ME,
        has_reply={REPLY: True, NO_REPLY: False}.get(said["reply"]),
    )
    choices = _choices(said, portfolios, teams, named.values())
    return Question(wanted, said["state"] == OVER, choices, words)


def _placed(said: dict[str, str], portfolios: list[Portfolio], known: AsKnown) -> set[int] | None:
    """Return the products within the places chosen; None where none is."""
    inside: list[set[int]] = []
    if slug := said["product"]:
        inside.append({id_of(slug, among=products.visible_products(known.user), kind="product")})
    if slug := said["team"]:
        team = id_of(slug, among=Team.objects.visible_to(known.user), kind="team")
        inside.append({one.pk for one in known.standing(Product, team_id=[team])})
    if slug := said["portfolio"]:
        top = id_of(slug, among=Portfolio.objects.visible_to(known.user), kind="portfolio")
        branch = {top}
        while below := {one.pk for one in portfolios if one.parent_id in branch} - branch:
            branch |= below
        inside.append({one.pk for one in known.standing(Product, portfolio_id=branch)})
    return set.intersection(*inside) if inside else None


def _choices(
    said: dict[str, str],
    portfolios: list[Portfolio],
    teams: list[Team],
    asking: Iterable[Product],
) -> list[Choice]:
    """Return the filters; a list too long to choose from is left out until it is shorter."""
    places = sorted(portfolios, key=lambda one: (one.order, one.name, one.pk))
    things = sorted(asking, key=lambda one: (one.name.lower(), one.pk))
    owners = sorted(teams, key=lambda one: (one.name.lower(), one.pk))
    options = {
        "kind": [(kind.value, str(kind.label)) for kind in AskKind],
        "to": [(ME, _("me or my teams"))],
        "reply": [(NO_REPLY, _("none yet")), (REPLY, _("there is one"))],
        "portfolio": [(one.slug, one.name) for one in places],
        "product": [(one.slug, one.name) for one in things],
        "team": [(one.slug, one.name) for one in owners],
    }
    labels = {
        "kind": _("Kind"),
        "to": _("Asked of"),
        "reply": _("Answer"),
        "portfolio": _("Portfolio"),
        "product": _("Product"),
        "team": _("Team that asks"),
    }
    return [
        Choice(name, labels[name], listed, said[name])
        for name, listed in options.items()
        if said[name] or 0 < len(listed) <= MOST_OPTIONS
    ]
