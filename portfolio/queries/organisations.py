"""The one organisation of this installation."""

from portfolio.models import Organisation


def the_organisation() -> Organisation | None:
    """Return the organisation, None before it is founded."""
    return Organisation.objects.first()
