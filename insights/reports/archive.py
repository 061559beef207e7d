"""All reports there are, by scope and words, and two of them side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Case, Q, When
from django.utils.translation import gettext as _

from insights.models import Report
from insights.queries.report_scopes import KINDS, ReportScope, of_organisation, scope_named
from insights.queries.reports import reports_of, visible_reports
from insights.reports.content import Content, Glance, Item, from_json
from insights.reports.page import address, title_of
from pmo_portal.lib.asked import BadQuestion
from pmo_portal.lib.vocabulary import ScopeKind
from portfolio.models import Organisation, User

PAGE = 26
WIDEST_FIRST = Case(When(kind=ScopeKind.ORGANISATION, then=0), default=1)


@dataclass(frozen=True)
class Entry:
    """A report in the list: its headline, where it lies, and when it appeared.

    `name` is what it is of.
    """

    title: str
    name: str
    headline: str
    url: str
    first: date
    last: date
    report: Report


@dataclass(frozen=True)
class Archive:
    """The reports that answer the question, the newest first; of one `scope` where it names one."""

    entries: list[Entry]
    page: Page
    words: str
    kinds: list[tuple[str, str]]
    kind: str
    scope: ReportScope | None


@dataclass(frozen=True)
class Compared:
    """A figure in two weeks; empty where a week did not show it."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Comparison:
    """Two reports of one scope: their figures side by side, and what only one of them told."""

    scope: ReportScope
    earlier: Entry
    later: Entry
    labels: list[str]
    figures: list[Compared]
    gone: list[Item]
    new: list[Item]
    both: list[Item]


def archive(parameters: Mapping[str, str], *, user: User) -> Archive:
    """Return a page of the reports this person may read, narrowed by kind, scope and words.

    Raises BadQuestion for a scope that the person cannot see.
    """
    reports = visible_reports(user)
    there = set(reports.order_by().values_list("kind", flat=True))
    kinds = [(kind, str(name)) for kind, name in KINDS.items() if kind in there]
    kind, words = parameters.get("kind", ""), parameters.get("q", "").replace("\x00", "").strip()
    scope = scope_named(kind, slug, user=user) if (slug := parameters.get("of", "")) else None
    if kind:
        reports = reports.filter(kind=kind)
    if scope:
        reports = reports.filter(scope_id=scope.scope_id)
    for word in words.split()[:8]:
        reports = reports.filter(Q(content__icontains=word))
    paginator = Paginator(reports.order_by("-week", WIDEST_FIRST, "kind", "scope_id"), PAGE)
    page = paginator.get_page(parameters.get("page", "1"))
    return Archive([entry(report) for report in page], page, words, kinds, kind, scope)


def entry(report: Report) -> Entry:
    """Return a report as a line of a list."""
    content = from_json(report.content)
    return Entry(
        title=title_of(content),
        name=content.heading.name,
        headline=content.headline,
        url=address(report),
        first=date.fromisoformat(content.heading.first),
        last=date.fromisoformat(content.heading.last),
        report=report,
    )


def named(report: Report) -> tuple[str, str]:
    """Return what a report is called and where it lies."""
    return title_of(from_json(report.content)), address(report)


def report_named(
    kind: str, slug: str, label: str, *, organisation: Organisation, user: User
) -> Report:
    """Return the report that a URL names. Raises BadQuestion when there is none to be read."""
    scope = scope_named(kind, slug, user=user) if slug else of_organisation(organisation)
    return _report(scope, label, user)


def report_since(scope: ReportScope, first: str, *, user: User) -> Report | None:
    """Return the report of the week that began on a day, None when there is none to be read."""
    reports = visible_reports(user).filter(kind=scope.kind, scope_id=scope.scope_id)
    try:
        return reports.filter(week=date.fromisoformat(first)).first()
    except ValueError:
        return None


def comparison(
    parameters: Mapping[str, str], *, organisation: Organisation, user: User
) -> Comparison:
    """Return two weeks of one scope side by side; by default the last two.

    Raises BadQuestion for a week without a report.
    """
    kind, slug = parameters.get("kind", ""), parameters.get("of", "")
    scope = scope_named(kind, slug, user=user) if slug else of_organisation(organisation)
    labels = list(reports_of(scope).values_list("label", flat=True)[:104])
    if len(labels) < 2:
        raise BadQuestion(
            _("Two reports are needed to compare; there are not two yet."),
            _("The next one appears by itself."),
        )
    later = _report(scope, parameters.get("b", "") or labels[0], user)
    earlier = _report(scope, parameters.get("a", "") or labels[1], user)
    if earlier.week > later.week:
        earlier, later = later, earlier
    was, now = from_json(earlier.content), from_json(later.content)
    old, new = ({item.key: item for item in content.items} for content in (was, now))
    return Comparison(
        scope=scope,
        earlier=entry(earlier),
        later=entry(later),
        labels=labels,
        figures=_figures(was, now),
        gone=[item for key, item in old.items() if key not in new],
        new=[item for key, item in new.items() if key not in old],
        both=[item for key, item in new.items() if key in old],
    )


def _report(scope: ReportScope, label: str, user: User) -> Report:
    reports = visible_reports(user).filter(kind=scope.kind, scope_id=scope.scope_id)
    if report := reports.filter(label=label).first():
        return report
    near = ", ".join(reports.values_list("label", flat=True)[:3])
    raise BadQuestion(
        _("There is no report of %(label)s.") % {"label": label[:20]},
        _("The latest are %(near)s.") % {"near": near}
        if near
        else _("The first one appears when its week is over."),
    )


def _figures(was: Content, now: Content) -> list[Compared]:
    values: dict[str, list[str]] = {}
    for place, content in enumerate((was, now)):
        for figure in _glances(content):
            values.setdefault(figure.label, ["", ""])[place] = figure.value
    return [Compared(label, *both) for label, both in values.items()]


def _glances(content: Content) -> Sequence[Glance]:
    return content.glance
