"""A word to a team on what its work could be tied to. The tie itself is the team's own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portfolio.models import User
from products import permissions
from products.actions import notices
from products.actions.refusals import NotForYou, Refusal
from products.models import Initiative, Outcome, Product

MOST = 300


class SuggestionNeedsWords(Refusal):
    """A suggestion that suggests nothing."""

    sentence = _("Say in a line what it could be tied to.")


@transaction.atomic
def suggest_tie(
    *,
    product: Product,
    about: Outcome | Initiative | None = None,
    wording: str,
    by: User,
    at: datetime,
) -> Product:
    """Tell the team of the product what it, or a thing of it, could be tied to. Changes nothing.

    Raises NotForYou, SuggestionNeedsWords.
    """
    if not (by.is_active and permissions.can_see(by, product)):
        raise NotForYou
    words = " ".join(wording.split())[:MOST]
    if not words:
        raise SuggestionNeedsWords
    parts = {"words": words, "role": by.get_role_display()}
    if about is not None:
        thing = "outcome" if isinstance(about, Outcome) else "initiative"
        parts |= {"thing": thing, "name": str(about), "path": about.path_part}
    notices.note_suggestion(product, parts=parts, by=by, at=at)
    return product
