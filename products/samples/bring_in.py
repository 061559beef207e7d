"""Bringing in a real portfolio from the shelf, the way any file comes in."""

from datetime import datetime

from django.db import transaction

from portfolio.models import Organisation, User
from products import permissions
from products.actions.refusals import NotForYou
from products.imports import bring_in
from products.imports.understanding import Options, understand
from products.samples.shelf import Sample


@transaction.atomic
def bring_in_sample(sample: Sample, *, organisation: Organisation, by: User, at: datetime) -> None:
    """Bring in all positions of a real portfolio, or none. A second time changes nothing.

    Raises NotForYou.
    """
    if not permissions.can_import(by):
        raise NotForYou
    for listing in sample.listings:
        options = Options(on=listing.on, set_aside=True)
        understood = understand(listing.contents(), options, today=organisation.day_of(at))
        bring_in.bring_in(understood, options, organisation=organisation, by=by, at=at)
