"""The API of what it adds up to."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from insights.figures import Figures
from insights.queries import figures, scopes
from insights.queries.chosen import HEALTH, KIND, STAGE, WORDS
from pmo_portal.lib import asked, calendar
from pmo_portal.lib.api import ON, PAGE, PAGE_SIZE, StrictQuestions, linked_pages

CODES = "codes, several with commas, as they are on the day"
SCOPE = [
    *(
        OpenApiParameter(name, str, description=f"Only this {name}, by its slug.")
        for name in scopes.ASKABLE
    ),
    OpenApiParameter(HEALTH, str, description=f"Only products whose teams say so: {CODES}."),
    OpenApiParameter(STAGE, str, description=f"Only products in these stages: {CODES}."),
    OpenApiParameter(KIND, str, description=f"Only products with such work under way: {CODES}."),
    OpenApiParameter(WORDS, str, description="Only products with these words in name or purpose."),
]
SCOPE_NAMES = frozenset(parameter.name for parameter in SCOPE)
FIRST = OpenApiParameter(
    "from", date, description="First day (a year before the last if left out)."
)
LAST = OpenApiParameter("to", date, description="Last day (today if left out).")
MOST_WEEKS = 520


class CountsSerializer(serializers.Serializer):
    """How many there are, how many are measured, and how many in each health."""

    total = serializers.IntegerField()
    measured = serializers.IntegerField()
    on_track = serializers.IntegerField()
    at_risk = serializers.IntegerField()
    off_track = serializers.IntegerField()
    achieved = serializers.IntegerField()
    not_reported = serializers.IntegerField()


class ExpectedSerializer(serializers.Serializer):
    """How many `of` the outcomes will be met: four times in five from `low` to `high`.

    `without` is how many are neither achieved nor have a forecast; no number but `of` holds them.
    """

    low = serializers.FloatField()
    mid = serializers.FloatField()
    high = serializers.FloatField()
    of = serializers.IntegerField()
    without = serializers.IntegerField()


class FiguresSerializer(serializers.Serializer):
    """The figures of a scope on a day: shares from 0 to 1, ages in days, money in whole units.

    `forecasts` is how many outcomes have one, `chance` the sum of their chances of being met.
    """

    on = serializers.DateField()
    outcomes = CountsSerializer()
    initiatives = CountsSerializer()
    products = CountsSerializer()
    progress = serializers.FloatField(allow_null=True)
    coverage = serializers.FloatField(allow_null=True)
    oldest_reading_days = serializers.IntegerField(allow_null=True)
    median_reading_days = serializers.IntegerField(allow_null=True)
    forecasts = serializers.IntegerField()
    chance = serializers.DecimalField(max_digits=24, decimal_places=6)
    weighted_chance = serializers.DecimalField(max_digits=24, decimal_places=6)
    asks_open = serializers.IntegerField()
    whole_life_cost = serializers.DecimalField(max_digits=24, decimal_places=2)
    planned = serializers.DecimalField(max_digits=24, decimal_places=2)
    actual = serializers.DecimalField(max_digits=24, decimal_places=2)
    forecast = serializers.DecimalField(max_digits=24, decimal_places=2)
    fte = serializers.DecimalField(max_digits=24, decimal_places=2)


class HeadlineSerializer(FiguresSerializer):
    """The figures with the moment they were rolled up and what the viewer cannot see."""

    expected_met = ExpectedSerializer()
    rolled_up_at = serializers.DateTimeField(allow_null=True)
    not_visible = serializers.IntegerField()


def counts(of: Figures, kind: str) -> dict[str, int]:
    """Return the counts of one kind: outcomes, initiatives or products."""
    health = {str(code): number for code, number in of.health(kind).items()}
    total = sum(health.values())
    return {"total": total, "measured": total - health["not_reported"], **health}


def shape(of: Figures, on: date) -> dict[str, Any]:
    """Return the figures as the API shows them."""
    return {
        "on": on,
        "outcomes": {**counts(of, "outcomes"), "measured": of.outcomes_measured},
        "initiatives": counts(of, "initiatives"),
        "products": counts(of, "products"),
        "progress": of.progress,
        "coverage": of.coverage,
        "oldest_reading_days": of.oldest_reading_days(on),
        "median_reading_days": of.median_reading_days(on),
        "forecasts": of.outcomes_forecast,
        "chance": of.chance,
        "weighted_chance": of.weighted_chance,
        "asks_open": of.asks_open,
        "whole_life_cost": of.whole_life_cost,
        "planned": of.planned,
        "actual": of.actual,
        "forecast": of.forecast,
        "fte": of.fte,
    }


class HeadlineView(StrictQuestions):
    """The headline figures of the portfolio, or of a part of it, on a day."""

    parameters = SCOPE_NAMES

    @extend_schema(parameters=[ON, *SCOPE], responses=HeadlineSerializer)
    def get(self, request: Request) -> Response:
        """Answer with the figures as they were known on the day."""
        on = self.on
        scope = scopes.scope_asked(request.query_params, user=self.viewer, on=on)
        known = figures.figures_on(scope, on=on, user=self.viewer)
        answer = shape(known, on) | {"expected_met": known.expected_met()}
        answer["rolled_up_at"] = figures.rolled_up_at()
        answer["not_visible"] = figures.hidden_count(scope, on=on, user=self.viewer)
        return Response(HeadlineSerializer(answer).data)


class SnapshotsView(StrictQuestions):
    """The figures of a scope week by week, each as known on its day."""

    parameters = SCOPE_NAMES | {"from", "to"}

    @extend_schema(
        parameters=[FIRST, LAST, PAGE, PAGE_SIZE, *SCOPE], responses=FiguresSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        """Answer with one row for each Monday of the span and its last day."""
        wanted = self.days(request)
        scope = scopes.scope_asked(request.query_params, user=self.viewer, on=wanted[-1])
        days, links = linked_pages(wanted, request)
        series = figures.series(scope, days=days, user=self.viewer)
        rows = [shape(figure, on) for on, figure in series]
        return Response(FiguresSerializer(rows, many=True).data, headers=links)

    def days(self, request: Request) -> list[date]:
        """Return the Mondays asked for, and the last day.

        Raises ValidationError when the span is backwards or longer than ten years.
        """
        texts = request.query_params
        last = asked.day(texts["to"], name="to") if "to" in texts else self.on
        first = (
            asked.day(texts["from"], name="from") if "from" in texts else last - timedelta(weeks=52)
        )
        if first > last:
            raise ValidationError({"from": [_("The first day is after the last.")]})
        if last - first > timedelta(weeks=MOST_WEEKS):
            raise ValidationError({"from": [_("Ask for ten years at most.")]})
        mondays = calendar.mondays(first, last)
        return mondays if mondays and mondays[-1] == last else [*mondays, last]
