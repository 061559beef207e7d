"""How products were chosen by what they are, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from insights.dashboards.filters import products_in
from insights.dashboards.links import Links
from insights.queries.chosen import Choice, choice_asked
from insights.queries.names import Names
from insights.scope import Scope
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health, ProductStage, WorkKind


@dataclass(frozen=True)
class Chosen:
    """Whose figures a page shows, and how many of the products there are; `url` lists them.

    Under an objective, which no product lies in, `share` is empty.
    """

    sentence: str
    share: str
    url: str
    is_none: bool


def chosen(
    parameters: Mapping[str, str], scope: Scope, names: Names, *, on: date, links: Links
) -> Chosen | None:
    """Return which products a page is kept to; None where they are not chosen."""
    choice = choice_asked(parameters)
    if choice is None:
        return None
    held, place = (len(products_in(names, one)) for one in (scope, scope.without_choice()))
    words = _("Figures are %(chosen)s on %(day)s; those of earlier days are of the same products.")
    return Chosen(
        sentence=words % {"chosen": chosen_products(choice), "day": formats.day(on)},
        share="" if scope.objective_id else formats.share(held, place),
        url=links.to("insights:product_list"),
        is_none=not held,
    )


def chosen_products(choice: Choice) -> str:
    """Return the end of a sentence: of products that their teams call off course, named ..."""
    said = [_("of products")]
    for words, kind, wanted in (
        (_("that their teams call “%(words)s”"), Health, choice.healths),
        (_("in the stage “%(words)s”"), ProductStage, choice.stages),
        (_("with “%(words)s” under way"), WorkKind, choice.kinds),
    ):
        if wanted:
            said.append(words % {"words": _(" or ").join(_labels(kind, wanted))})
    if choice.words:
        said.append(_("with “%(words)s” in name or purpose") % {"words": choice.words})
    return " ".join(said)


def _labels(kind: Any, wanted: Iterable[str]) -> list[str]:
    return [str(word.label) for word in kind if word.value in wanted]
