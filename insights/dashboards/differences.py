"""What definitions say otherwise than before, in words: each thing with what of it changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from insights.dashboards.links import Links
from insights.dashboards.wording import Piece, pieces
from insights.queries.differences import NEW, Difference
from insights.queries.names import Named, Names
from pmo_portal.lib import formats
from pmo_portal.lib.identifiers import readable
from pmo_portal.lib.vocabulary import (
    Ambition,
    Cadence,
    Closure,
    InitiativeStage,
    MeasureKind,
    ProductStage,
    WorkKind,
)
from products.dashboards.initiative import LABELS as OF_INITIATIVES
from products.dashboards.outcome import LABELS as OF_OUTCOMES

LABELS: Mapping[str, Any] = {
    **OF_INITIATIVES,
    **OF_OUTCOMES,
    "actual": gettext_lazy("Spent"),
    "category": gettext_lazy("Category"),
    "code": gettext_lazy("Tag"),
    "confirmed": gettext_lazy("Word of the other side"),
    "ended_on": gettext_lazy("Taken back on"),
    "expected_share": gettext_lazy("Expected share"),
    "forecast": gettext_lazy("Forecast"),
    "fte": gettext_lazy("People"),
    "intended_share": gettext_lazy("Intended share"),
    "needed_by": gettext_lazy("Needed by"),
    "objective_id": gettext_lazy("Objective"),
    "owner_id": gettext_lazy("Owner"),
    "parent_id": gettext_lazy("Lies below"),
    "period_end": gettext_lazy("Until"),
    "period_start": gettext_lazy("From"),
    "planned": gettext_lazy("Planned"),
    "portfolio_id": gettext_lazy("Portfolio"),
    "product_id": gettext_lazy("Product"),
    "promised_on": gettext_lazy("Promised for"),
    "purpose": gettext_lazy("Purpose"),
    "restricted": gettext_lazy("Who may see it"),
    "said": gettext_lazy("Rating in the source’s words"),
    "team_id": gettext_lazy("Team"),
    "why": gettext_lazy("Why it matters"),
    "wording": gettext_lazy("What is needed"),
}
CHOICES: Mapping[str, Any] = {
    "ambition": Ambition,
    "cadence": Cadence,
    "closed_as": Closure,
    "kind": WorkKind,
    "measure_kind": MeasureKind,
}
MEASURED = {"baseline", "target", "target_upper"}
SHARES = {"intended_share", "expected_share"}
MONEY = {"planned", "actual", "forecast"}
TEXTS = {
    *("name", "title", "purpose", "hypothesis", "why", "learned", "stop_reason", "wording"),
    *("source", "category", "unit", "code", "said"),
}


@dataclass(frozen=True)
class Line:
    """One thing that changed: what it is called, then and now; texts come in pieces too."""

    label: str
    was: str
    now: str
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """A thing that is not as it was, with all its lines; none when it is new."""

    name: str
    kind: str
    url: str
    place: str
    is_new: bool
    lines: list[Line]


@dataclass(frozen=True)
class Words:
    """What ids and values are called on the later day, for one person."""

    names: Names
    titles: Mapping[tuple[str, int], str]
    links: Links
    currency: str

    def entries(self, found: Sequence[Difference]) -> list[Entry]:
        """Return the differences, those of one thing together."""
        by_thing = groupby(found, key=lambda one: (one.noun, one.thing_id))
        return [self._entry(list(of_one)) for _key, of_one in by_thing]

    def _entry(self, of_one: Sequence[Difference]) -> Entry:
        first = of_one[0]
        name, url = self._named(first)
        product = self.names.products.get(self._product_id(first) or 0)
        portfolio = self.names.portfolios.get(first.row.get("portfolio_id") or 0)
        lies_in = product if first.noun != "product" else portfolio
        return Entry(
            name=name,
            kind=KINDS[first.noun](),
            url=url,
            place=lies_in.name if lies_in and lies_in.name not in name else "",
            is_new=first.column == NEW,
            lines=[self._line(one) for one in of_one if one.column != NEW] or self._first(first),
        )

    def _named(self, one: Difference) -> tuple[str, str]:
        row = one.row
        if one.noun in ("outcome", "initiative"):
            name = row["name" if one.noun == "outcome" else "title"]
            part = readable(row["public_id"], name)
            return name, self.links.to_thing(f"products:{one.noun}_detail", part)
        if one.noun in ("contribution", "dependency"):
            return self._tie(one)
        if one.noun == "objective":
            name = f"{row['code']} {row['title']}".strip()
            return name, self.links.to_thing("portfolio:objective_detail", row["slug"])
        if one.noun == "product":
            return row["name"], self.links.to_thing("products:product_detail", row["slug"])
        if one.noun == "portfolio":
            return row["name"], self.links.to("insights:dashboard", portfolio=row["slug"])
        return self._amount(row)

    def _tie(self, one: Difference) -> tuple[str, str]:
        """Return what an initiative is tied to, and the address of its page."""
        initiative = self.titles.get(("initiative", one.row["initiative_id"]), "")
        part = self.titles.get(("part", one.row["initiative_id"]), "")
        to = one.row.get("wording") or self.titles.get(("outcome", one.row.get("outcome_id", 0)))
        url = self.links.to_thing("products:initiative_detail", part) if part else ""
        return f"{initiative} → {to or _('another piece of work')}", url

    def _amount(self, row: Mapping[str, Any]) -> tuple[str, str]:
        """Return whose money or time it is and for when."""
        product = self.names.products.get(row.get("product_id") or 0)
        portfolio = self.names.portfolios.get(row.get("portfolio_id") or 0)
        whose = product or portfolio
        words = [whose.name if whose else ""]
        if row.get("month"):
            words += [self._called(self.names.teams, row["team_id"]), _month(row["month"])]
        elif row.get("period_start"):
            words.append(f"{_month(row['period_start'])} – {_month(row['period_end'])}")
        else:
            words.append(_("whole life"))
        words += [str(WorkKind(row["kind"]).label)] if row.get("kind") else []
        url = self.links.to_thing("products:product_detail", product.slug) if product else ""
        return ", ".join(word for word in words if word), url

    def _product_id(self, one: Difference) -> int | None:
        if one.noun in ("contribution", "dependency"):
            return None
        return one.row.get("product_id") or (one.thing_id if one.noun == "product" else None)

    def _line(self, one: Difference) -> Line:
        was, now = (self._value(one, value) for value in (one.was, one.now))
        if one.column == "owner_id":
            return Line(str(LABELS["owner_id"]), "", _("changed hands"))
        text = pieces(one.was or "", one.now or "") if one.column in TEXTS else []
        return Line(str(LABELS.get(one.column, one.column)), was, now, text)

    def _first(self, one: Difference) -> list[Line]:
        """Return what a thing that is new starts with, where that is a number."""
        shown = {"funding": ("planned", "actual", "forecast"), "allocation": ("fte",)}
        shown |= {"outcome": ("target", "target_on"), "initiative": ("due_on",)}
        return [
            Line(str(LABELS[column]), "", self._value_of(one, column))
            for column in shown.get(one.noun, ())
            if one.row.get(column) is not None
        ]

    def _value_of(self, one: Difference, column: str) -> str:
        made = Difference(one.noun, one.thing_id, one.chapter, column, one.row, None)
        return self._value(made, one.row[column])

    def _value(self, one: Difference, value: Any) -> str:
        column = one.column
        if column == "confirmed":
            return {True: _("confirmed"), False: _("cannot"), None: _("not given yet")}[value]
        if column == "restricted":
            return _("named people only") if value else _("everyone")
        if value in (None, "", []):
            return _("nothing")
        if column in IDS:
            return self._called(IDS[column](self.names, one.noun), value)
        if column in MONEY:
            return formats.money(value, self.currency)
        if column in MEASURED:
            return formats.measure(value, one.row.get("unit") or "")
        return _plain(one, value)

    def _called(self, things: Mapping[int, Named], pk: int) -> str:
        found = things.get(pk)
        return found.name if found else _("one you cannot see")


IDS: Mapping[str, Callable[[Names, str], Mapping[int, Named]]] = {
    "objective_id": lambda names, noun: names.objectives,
    "parent_id": lambda names, noun: names.objectives if noun == "objective" else names.portfolios,
    "portfolio_id": lambda names, noun: names.portfolios,
    "product_id": lambda names, noun: names.products,
    "team_id": lambda names, noun: names.teams,
}
KINDS: Mapping[str, Callable[[], str]] = {
    "objective": lambda: _("Objective"),
    "portfolio": lambda: _("Portfolio"),
    "product": lambda: _("Product"),
    "outcome": lambda: _("Outcome"),
    "initiative": lambda: _("Initiative"),
    "contribution": lambda: _("Tie to an outcome"),
    "dependency": lambda: _("Dependency"),
    "funding": lambda: _("Money"),
    "allocation": lambda: _("People’s time"),
}


def _plain(one: Difference, value: Any) -> str:
    if one.column == "stage":
        stages: Any = ProductStage if one.noun == "product" else InitiativeStage
        return str(stages(value).label)
    if one.column in CHOICES and value in CHOICES[one.column].values:
        return str(CHOICES[one.column](value).label)
    if one.column.endswith(("_on", "_start", "_end")) or one.column == "needed_by":
        return formats.day(date.fromisoformat(value))
    if one.column in SHARES:
        return formats.percent(value / 100)
    if isinstance(value, list):
        return "; ".join(
            f"{formats.number(step['value'])} {formats.day(date.fromisoformat(step['on']))}"
            for step in value
        )
    return formats.number(value) if isinstance(value, int | float) else str(value)


def _month(day: str) -> str:
    return formats.month(date.fromisoformat(day))
