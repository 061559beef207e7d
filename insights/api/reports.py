"""Reports by API: the same words and figures as on the page, as they were published."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from insights.models import Report
from insights.queries.reports import visible_reports
from insights.reports.page import address
from pmo_portal.lib.api import ReadOnly
from pmo_portal.lib.vocabulary import ScopeKind


class ReportLine(serializers.ModelSerializer):
    """A report without what it says: `digest` is the SHA-256 of its content as canonical JSON."""

    name = serializers.SerializerMethodField()
    headline = serializers.SerializerMethodField()
    path = serializers.SerializerMethodField()

    class Meta:
        model = Report
        fields = [
            "public_id",
            "kind",
            "name",
            "label",
            "week",
            "headline",
            "path",
            "due_at",
            "published_at",
            "digest",
        ]

    def get_name(self, report: Report) -> str:
        """Return what the report is of."""
        return report.content["heading"]["name"]

    def get_headline(self, report: Report) -> str:
        """Return its first sentence."""
        return report.content["headline"]

    def get_path(self, report: Report) -> str:
        """Return the address of its page."""
        return address(report)


class WholeReport(ReportLine):
    """A report with all it says."""

    content = serializers.DictField()

    class Meta(ReportLine.Meta):
        fields = [*ReportLine.Meta.fields, "content"]


class ReportFilter(django_filters.FilterSet):
    """Reports by what they are of and by week."""

    kind = django_filters.ChoiceFilter(choices=ScopeKind.choices)
    label = django_filters.CharFilter()
    week = django_filters.DateFromToRangeFilter()


@extend_schema_view(
    list=extend_schema(responses=ReportLine(many=True)),
    retrieve=extend_schema(responses=WholeReport),
)
class ReportViews(ReadOnly):
    """Weekly reports the person may read, the newest first."""

    queryset = Report.objects.order_by("-week", "kind", "scope_id")
    filterset_class = ReportFilter
    ordering_fields = ["week", "published_at"]

    def get_queryset(self) -> QuerySet[Report]:
        """Return the reports the person may read; a report is of its day whatever `on` says."""
        return visible_reports(self.viewer)

    def get_serializer_class(self) -> Any:
        """Return the whole for one report, a line for each of many."""
        return WholeReport if self.action == "retrieve" else ReportLine
