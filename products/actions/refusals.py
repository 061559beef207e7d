"""What the actions refuse, in sentences a person can act on."""

from django.utils.translation import gettext_lazy as _

from portfolio.actions.refusals import NotForYou, Refusal

__all__ = ["NotForYou", "NotYourProduct", "Refusal"]


class NotYourProduct(Refusal):
    """The person is on no team that may write this."""

    sentence = _("Only members of the team that owns %(product)s can write this.")
