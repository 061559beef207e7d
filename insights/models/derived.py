"""What it adds up to: everything here can be rebuilt from the facts."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from pmo_portal.lib.vocabulary import ScopeKind
from portfolio.models import Objective, Portfolio, Team
from products.models import Outcome, Product


def count() -> Any:
    """Return a field for a number of things."""
    return models.PositiveIntegerField(default=0)


def total() -> Any:
    """Return a field for an exact sum."""
    return models.DecimalField(max_digits=24, decimal_places=6, default=0)


def derived_from(thing: type[models.Model], **options: Any) -> Any:
    """Return a key to a definition, which is never deleted: checking each row buys nothing."""
    return models.ForeignKey(
        thing, on_delete=models.CASCADE, db_constraint=False, related_name="+", **options
    )


class Measures(models.Model):
    """Additive parts only, so that any scope is a sum of cells.

    `..._days` map an ISO day to how many things carry it: observed days of current readings,
    days of latest check-ins, days on which open asks were raised. Ages follow for any day.
    `due_chances` map the month in which an outcome with a forecast is due and its chance in per
    cent ("2026-03:65") to how many there are; `chance` is the sum of those chances.
    """

    outcomes = count()
    outcomes_measured = count()
    outcomes_on_track = count()
    outcomes_at_risk = count()
    outcomes_off_track = count()
    outcomes_achieved = count()
    outcomes_not_reported = count()
    weight = total()
    weight_measured = total()
    weighted_progress = total()
    plain_progress = total()
    reading_days = models.JSONField(default=dict)
    outcomes_forecast = count()
    chance = total()
    weighted_chance = total()
    due_chances = models.JSONField(default=dict)

    initiatives = count()
    initiatives_measured = count()
    initiatives_on_track = count()
    initiatives_at_risk = count()
    initiatives_off_track = count()
    initiatives_achieved = count()
    initiatives_not_reported = count()
    initiatives_under_way = count()

    products = count()
    products_on_track = count()
    products_at_risk = count()
    products_off_track = count()
    products_achieved = count()
    products_not_reported = count()
    check_in_days = models.JSONField(default=dict)
    asks_open = count()
    ask_days = models.JSONField(default=dict)

    whole_life_cost = total()
    planned = total()
    actual = total()
    forecast = total()
    fte = total()

    class Meta:
        abstract = True


class Cell(Measures):
    """One product's part in one objective, as known on one day: the grain of all sums.

    What belongs to a product as such (its latest word, asks) lies in its cell without an
    objective; a portfolio's unassigned money in a cell without a product. A row stands only
    where something changed, and on the first rolled-up day of each week; it holds until the
    next.
    """

    on = models.DateField()
    portfolio = derived_from(Portfolio)
    team = derived_from(Team, null=True)
    product = derived_from(Product, null=True)
    objective = derived_from(Objective, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "objective", "portfolio", "on"],
                name="cell_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["on", "product"], name="cell_on")]

    def __str__(self) -> str:
        return f"{self.product_id} x {self.objective_id} on {self.on}"


class Snapshot(Measures):
    """The sum over one scope, as known on one day. Stands until the next row of the scope."""

    kind = models.CharField(max_length=20, choices=ScopeKind)
    scope_id = models.BigIntegerField(default=0)
    on = models.DateField()
    rolled_up_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "scope_id", "on"], name="snapshot_once"),
            models.CheckConstraint(
                condition=Q(kind__in=ScopeKind.values), name="snapshot_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["on", "kind"], name="snapshot_on")]

    def __str__(self) -> str:
        return f"{self.kind} {self.scope_id} on {self.on}"


class Forecast(models.Model):
    """How likely an outcome is to meet its target by its due day, as known on one day.

    It follows from what is known alone, so a row stands from `on` until something new becomes
    known on the day `until`; nothing has to be written because time passes. `chance` is from 0
    to 1, without one `reason` says why. `low`, `mid` and `high` are the tenth, the middle and the
    ninetieth of a hundred values to expect on the due day, in the outcome's unit.
    `unlikely_since` remembers the day from which the chance was low and has not clearly risen.
    """

    outcome = derived_from(Outcome, db_index=False)
    on = models.DateField()
    until = models.DateField(null=True)
    readings = count()
    chance = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    low = models.FloatField(null=True)
    mid = models.FloatField(null=True)
    high = models.FloatField(null=True)
    unlikely_since = models.DateField(null=True)
    reason = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outcome", "on"], name="forecast_once"),
            models.UniqueConstraint(
                fields=["outcome"],
                condition=Q(until__isnull=True),
                include=["chance", "unlikely_since"],
                name="forecast_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id} on {self.on}"


class Mark(models.Model):
    """A hint that cannot be lost: this product changed from this day on.

    Written in the transaction of the change; taken away in that of the roll-up. Without a
    product, the whole organisation.
    """

    product_id = models.BigIntegerField(null=True)
    since = models.DateField()
    marked_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.product_id} since {self.since}"


class Fill(models.Model):
    """The ledger: which job has filled which day."""

    job = models.CharField(max_length=40)
    on = models.DateField()
    filled_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "on"], name="fill_once")]

    def __str__(self) -> str:
        return f"{self.job} on {self.on}"
