"""A team's people by month: what it has to give, and what for. One cell for each figure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib import formats
from portfolio.forms.definition import AmountField, DefinitionForm
from portfolio.models import Objective
from products.actions.plans import Planned
from products.models import Product
from products.queries.plans import Plan, Row

BETWEEN, CAPACITY, NEW = "~", "capacity", "new"
LONGEST_ROLE = 100
MOST_ROWS = 200
DIGITS = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,2})?")
UNREADABLE = _("Write people as a number, such as 1.5.")


@dataclass(frozen=True)
class Line:
    """A row of the grid: to what the time goes, and its cells month by month."""

    product: Product
    objective: Objective | None
    role: str
    cells: list[BoundField]


class PlanForm(DefinitionForm):
    """The grid of a team. Empty is nothing; `initial` may fill in cells that stand otherwise."""

    def __init__(
        self,
        data: Any = None,
        *,
        months: list[date],
        rows: list[Row],
        products: list[Product],
        objectives: list[Objective],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.filled: list[str] = []
        self.months, self.products, self.objectives = months, products, objectives
        self.by_product = {one.pk: one for one in products}
        self.by_objective = {one.pk: one for one in objectives}
        self.rows = [row for row in rows if self.shows(row)][:MOST_ROWS]
        for month in months:
            self._cell(f"{CAPACITY}{BETWEEN}{month:%Y-%m}", _now("People there are"), month)
        for row in self.rows:
            for month in months:
                self._cell(self.name_of(row, month), self.label_of(row), month)
        self._new_row()

    def shows(self, row: Row) -> bool:
        """Whether the person may see what the row is about."""
        return row.product_id in self.by_product and (
            row.objective_id is None or row.objective_id in self.by_objective
        )

    def name_of(self, row: Row, month: date) -> str:
        """Return the name of the cell of a row in a month."""
        objective = self.by_objective.get(row.objective_id or 0)
        slug = self.by_product[row.product_id].slug
        return cell_name(month, slug, objective.slug if objective else "", row.role)

    def label_of(self, row: Row) -> str:
        """Return what a row is called."""
        objective = self.by_objective.get(row.objective_id or 0)
        parts = (self.by_product[row.product_id].name, objective and objective.title, row.role)
        return " · ".join(part for part in parts if part)

    def fill_in(self, said: Mapping[str, str]) -> None:
        """Put figures into the cells, marked as not saved yet; what is no figure is left out."""
        for name, text in said.items():
            is_figure = name in self.fields and DIGITS.fullmatch(text)
            if is_figure and self.initial.get(name, Decimal()) != Decimal(text):
                self.initial[name] = Decimal(text)
                self.filled.append(name)

    def clean(self) -> dict[str, Any]:
        """Check that what the team has once said it has is not unsaid, and the new row is whole."""
        cleaned: dict[str, Any] = super().clean() or {}
        for month in self.months:
            name = f"{CAPACITY}{BETWEEN}{month:%Y-%m}"
            if (
                self.initial.get(name) is not None
                and cleaned.get(name) is None
                and name not in self.errors
            ):
                self.add_error(name, _now("Write 0 when there is nobody."))
        amounts = [cleaned.get(f"{NEW}{BETWEEN}{month:%Y-%m}") for month in self.months]
        if any(amounts) and not cleaned.get(f"{NEW}-product"):
            self.add_error(f"{NEW}-product", _now("Choose the product this time goes to."))
        if self._is_there_already(cleaned):
            self.add_error(f"{NEW}-product", _now("This row is above already. Change it there."))
        return cleaned

    def capacity(self) -> dict[date, Decimal]:
        """Return what there is, for the months that say so."""
        said = ((m, self.cleaned_data.get(f"{CAPACITY}{BETWEEN}{m:%Y-%m}")) for m in self.months)
        return {month: fte for month, fte in said if fte is not None}

    def times(self) -> list[Planned]:
        """Return what goes to each row in each month, the new row last."""
        return [*self._planned(), *self._planned_anew()]

    @property
    def capacity_cells(self) -> list[BoundField]:
        """The cells of what there is."""
        return [self[f"{CAPACITY}{BETWEEN}{month:%Y-%m}"] for month in self.months]

    @property
    def lines(self) -> list[Line]:
        """The rows of the grid."""
        return [
            Line(
                self.by_product[row.product_id],
                self.by_objective.get(row.objective_id or 0),
                row.role,
                [self[self.name_of(row, month)] for month in self.months],
            )
            for row in self.rows
        ]

    @property
    def new_line(self) -> dict[str, Any]:
        """The row for time that goes to something new."""
        named = {name: self[f"{NEW}-{name}"] for name in ("product", "objective", "role")}
        cells = [self[f"{NEW}{BETWEEN}{month:%Y-%m}"] for month in self.months]
        return {**named, "cells": cells}

    def _cell(self, name: str, label: str, month: date) -> None:
        self.fields[name] = AmountField(
            label=f"{label}, {formats.month(month)}",
            required=False,
            min_value=0,
            max_digits=6,
            decimal_places=2,
            error_messages={"invalid": UNREADABLE},
        )

    def _new_row(self) -> None:
        served = [(o.slug, f"{o.code} {o.title}".strip()) for o in self.objectives]
        self.fields[f"{NEW}-product"] = forms.ChoiceField(
            label=_("Another product"),
            required=False,
            choices=[("", _("Another product")), *((p.slug, p.name) for p in self.products)],
        )
        self.fields[f"{NEW}-objective"] = forms.ChoiceField(
            label=_("For which objective"),
            required=False,
            choices=[("", _("No objective yet")), *served],
        )
        self.fields[f"{NEW}-role"] = forms.CharField(
            label=_("Role, if it matters"), required=False, max_length=LONGEST_ROLE
        )
        for month in self.months:
            self._cell(f"{NEW}{BETWEEN}{month:%Y-%m}", _now("Another product"), month)

    def _is_there_already(self, said: Mapping[str, Any]) -> bool:
        there = {
            (line.product.slug, line.objective.slug if line.objective else "", line.role)
            for line in self.lines
        }
        return (
            tuple(said.get(f"{NEW}-{name}", "") for name in ("product", "objective", "role"))
            in there
        )

    def _planned(self) -> Iterator[Planned]:
        for row in self.rows:
            for month in self.months:
                yield Planned(
                    product=self.by_product[row.product_id],
                    month=month,
                    fte=self.cleaned_data.get(self.name_of(row, month)) or Decimal(),
                    objective=self.by_objective.get(row.objective_id or 0),
                    role=row.role,
                )

    def _planned_anew(self) -> Iterator[Planned]:
        said = self.cleaned_data
        product = next((p for p in self.products if p.slug == said[f"{NEW}-product"]), None)
        objective = next((o for o in self.objectives if o.slug == said[f"{NEW}-objective"]), None)
        for month in self.months:
            fte = said.get(f"{NEW}{BETWEEN}{month:%Y-%m}")
            if product and fte:
                yield Planned(product, month, fte, objective, said[f"{NEW}-role"])

    def _like(self, data: Any) -> Self:
        return type(self)(
            data,
            months=self.months,
            rows=self.rows,
            products=self.products,
            objectives=self.objectives,
            initial=dict(self.initial),
        )


def cell_name(month: date, product: str, objective: str = "", role: str = "") -> str:
    """Return the name of a cell; product and objective are slugs."""
    return BETWEEN.join((f"{month:%Y-%m}", product, objective, role))


def rows_named(
    names: Mapping[str, Any], *, products: list[Product], objectives: list[Objective]
) -> list[Row]:
    """Return the rows that names of cells speak of, those of things out of sight left out."""
    by_product = {one.slug: one.pk for one in products}
    by_objective = {one.slug: one.pk for one in objectives}
    rows = []
    for name in names:
        _month, *parts = name.split(BETWEEN, 3)
        if len(parts) == 3 and parts[0] in by_product and len(parts[2]) <= LONGEST_ROLE:
            rows.append(Row(by_product[parts[0]], by_objective.get(parts[1]), parts[2]))
    return list(dict.fromkeys(rows))


def plan_words(form_like: PlanForm, plan: Plan) -> dict[str, Any]:
    """Return what the form shows of a plan."""
    words: dict[str, Any] = {
        f"{CAPACITY}{BETWEEN}{month:%Y-%m}": fte for month, fte in plan.capacity.items()
    }
    for (row, month), fte in plan.times.items():
        if form_like.shows(row) and fte:
            words[form_like.name_of(row, month)] = fte
    return words
