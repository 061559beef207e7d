"""How products were chosen by what they are, in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from insights.queries.chosen import Choice, choice_asked
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health, ProductStage, WorkKind


def note(parameters: Mapping[str, str], *, on: date) -> str:
    """Return whose figures a page shows and as of when; nothing where products are not chosen."""
    choice = choice_asked(parameters)
    if choice is None:
        return ""
    words = _("Figures are %(chosen)s on %(day)s; those of earlier days are of the same products.")
    return words % {"chosen": chosen_products(choice), "day": formats.day(on)}


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
        said.append(_("named “%(words)s”") % {"words": choice.words})
    return " ".join(said)


def _labels(kind: Any, wanted: Iterable[str]) -> list[str]:
    return [str(word.label) for word in kind if word.value in wanted]
