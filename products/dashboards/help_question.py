"""What the address of the help queue asks for, and the choices that lead elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pmo_portal.lib.asked import BadQuestion
from pmo_portal.lib.vocabulary import AskKind
from portfolio.models import Portfolio
from products.models import Product
from products.queries import help_wanted, products
from products.queries.help_wanted import Wanted
from products.queries.known import AsKnown

MOST_OPTIONS = 150
ME, REPLY, NO_REPLY, OVER = "me", "yes", "no", "over"
KNOWN = {
    "kind": set(AskKind.values),
    "to": {ME},
    "reply": {REPLY, NO_REPLY},
    "state": {OVER},
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

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(choice.value for choice in self.choices)


def question(parameters: Mapping[str, str], *, known: AsKnown) -> Question:
    """Return what is asked for. Raises BadQuestion for a value that is none of the choices."""
    said = {name: parameters.get(name, "") for name in ("kind", "portfolio", "product", "to")}
    said |= {name: parameters.get(name, "") for name in ("reply", "state")}
    for name, values in KNOWN.items():
        _require(name, said[name], values)
    portfolios = Portfolio.objects.visible_to(known.user).as_of(known.moment)
    asking = products.products_by_id(help_wanted.products_asking(known=known), known=known)
    named = _named(said["product"], known)
    wanted = Wanted(
        kind=said["kind"],
        product_ids=_product_ids(said["portfolio"], named, portfolios, known),
        is_for_me=said["to"] == ME,
        has_reply={REPLY: True, NO_REPLY: False}.get(said["reply"]),
    )
    choices = _choices(said, portfolios, {**asking, **({named.pk: named} if named else {})})
    return Question(wanted, said["state"] == OVER, choices)


def _require(name: str, value: str, values: set[str]) -> None:
    if value and value not in values:
        raise BadQuestion(
            _("“%(value)s” is no answer to %(name)s.") % {"value": value[:40], "name": name},
            _("Known here: %(known)s.") % {"known": ", ".join(sorted(values))},
        )


def _named(slug: str, known: AsKnown) -> Product | None:
    if not slug:
        return None
    product = products.visible_products(known.user).filter(slug=slug).first()
    then = known.one(product) if product else None
    if then is None:
        raise BadQuestion(
            _("There is no product called “%(slug)s” here.") % {"slug": slug[:60]},
            _("Choose one from the filters at the top of the page."),
        )
    return then


def _product_ids(
    slug: str, product: Product | None, portfolios: list[Portfolio], known: AsKnown
) -> set[int] | None:
    """Return the products within the portfolio and the product chosen; None for all."""
    if not slug:
        return {product.pk} if product else None
    branch = _branch(slug, portfolios)
    inside = {one.pk for one in known.standing(Product, portfolio_id=branch)}
    return inside & {product.pk} if product else inside


def _branch(slug: str, portfolios: list[Portfolio]) -> set[int]:
    """Return the portfolio named and all below it."""
    branch = {one.pk for one in portfolios if one.slug == slug}
    if not branch:
        raise BadQuestion(
            _("There is no portfolio called “%(slug)s” here.") % {"slug": slug[:60]},
            _("Choose one from the filters at the top of the page."),
        )
    while below := {one.pk for one in portfolios if one.parent_id in branch} - branch:
        branch |= below
    return branch


def _choices(
    said: dict[str, str], portfolios: list[Portfolio], asking: dict[int, Product]
) -> list[Choice]:
    """Return the filters; a list too long to choose from is left out until it is shorter."""
    places = sorted(portfolios, key=lambda one: (one.order, one.name, one.pk))
    things = sorted(asking.values(), key=lambda one: (one.name.lower(), one.pk))
    options = {
        "kind": [(kind.value, str(kind.label)) for kind in AskKind],
        "to": [(ME, _("me or my teams"))],
        "reply": [(NO_REPLY, _("none yet")), (REPLY, _("there is one"))],
        "portfolio": [(one.slug, one.name) for one in places],
        "product": [(one.slug, one.name) for one in things],
    }
    labels = {
        "kind": _("Kind"),
        "to": _("Asked of"),
        "reply": _("Answer"),
        "portfolio": _("Portfolio"),
        "product": _("Product"),
    }
    return [
        Choice(name, labels[name], listed, said[name])
        for name, listed in options.items()
        if said[name] or 0 < len(listed) <= MOST_OPTIONS
    ]
