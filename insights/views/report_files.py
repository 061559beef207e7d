"""Reports in the forms that leave the portal: PDF, slides, and a feed."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from insights.queries.reports import visible_reports
from insights.reports import archive
from insights.reports.frozen import file_of
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.asked import BadQuestion
from pmo_portal.lib.vocabulary import ReportForm

KINDS = {
    "pdf": (ReportForm.PDF, "application/pdf"),
    "pptx": (
        ReportForm.DECK,
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
}
LATEST = 26


@require_safe
def report_file(
    request: PortalRequest, label: str, ending: str, kind: str = "", slug: str = ""
) -> HttpResponse:
    """Answer with a report as a file: the same bytes whenever it is asked for."""
    if ending not in KINDS:
        raise BadQuestion(
            _("A report does not come as “%(ending)s”.") % {"ending": ending[:20]},
            _("It comes as %(known)s.") % {"known": ", ".join(KINDS)},
        )
    report = archive.report_named(
        kind, slug, label, organisation=request.organisation, user=request.user
    )
    form, content_type = KINDS[ending]
    response = HttpResponse(file_of(report, form), content_type=content_type)
    name = "-".join(part for part in ("report", slug, label) if part)
    response["Content-Disposition"] = f'inline; filename="{name}.{ending}"'
    return response


@require_safe
def report_feed(request: PortalRequest) -> HttpResponse:
    """Answer with the latest reports as an Atom feed."""
    site = settings.SITE_URL
    feed = Atom1Feed(
        title=_("%(name)s, weekly report") % {"name": request.organisation.name},
        link=f"{site}{request.path.removesuffix('feed.atom')}",
        description="",
        feed_url=f"{site}{request.path}",
    )
    for report in visible_reports(request.user)[:LATEST]:
        entry = archive.entry(report)
        feed.add_item(
            title=f"{entry.title}: {entry.headline}",
            link=f"{site}{entry.url}",
            description=" ".join(line["title"] for line in report.content["standfirst"]),
            unique_id=f"{site}{entry.url}#{report.digest[:12]}",
            pubdate=report.published_at,
            updateddate=report.published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml")
