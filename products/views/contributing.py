"""The form that ties an initiative to an outcome of another team."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib.access import PortalRequest
from portfolio.views import sending
from products.actions import initiatives
from products.forms.contributing import ContributionForm
from products.queries.initiatives import visible_initiatives
from products.queries.outcomes import outcomes_elsewhere
from products.views import definitions


@require_http_methods(sending.FORM)
def contribution_start(request: PortalRequest, part: str) -> HttpResponse:
    """Find an outcome of another product by its words (`words`), and tie the initiative to it."""
    initiative = get_object_or_404(visible_initiatives(request.user), public_id=part)
    if answer := definitions.closed(request, initiative.product):
        return answer
    words = request.GET.get("words", "").replace("\0", "")
    found = outcomes_elsewhere(words, initiative=initiative, user=request.user)
    form = ContributionForm(request.POST or None, found=found)

    def write() -> str:
        said = form.words()
        by, at = request.user, timezone.now()
        initiatives.contribute(initiative=initiative, **said, by=by, at=at)
        return str(said["outcome"].product.team)

    if team := sending.written(request, form, write):
        said = _("Tied. %(team)s is told, and sees your work beside its outcome.") % {"team": team}
        url = reverse("products:initiative_detail", args=[initiative.path_part])
        return sending.saved(request, said, url)
    about = {"words": words, "initiative": initiative, "product": initiative.product}
    return sending.form_page(request, "products/contribution_start.html", form, **about)
