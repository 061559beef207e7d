"""The headlines of the page of resources, with how they changed since the compare day."""

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from insights.dashboards.kpis import Kpi
from insights.dashboards.links import Links
from insights.dashboards.resources.people import People, people, summed
from insights.dashboards.resources.question import Question
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf
from products.queries.known import AsKnown

if TYPE_CHECKING:
    from portfolio.models import Organisation

NOTHING = Decimal()


def strip(
    asked: Question, held: People, *, organisation: "Organisation", links: Links
) -> list[Kpi]:
    """Return the headlines of people's time; none where no capacity is known."""
    if not held.load.capacity:
        return []
    before, month = _before(asked, organisation), held.months[0]
    given, given_then = (summed(of.times, lambda time: time.month) for of in (held, before))
    has = held.load.total([month], held.team_ids)[1]
    told = {"count": len(held.teams) - len(held.without_capacity)}
    stretched, roomy = held.load.stretched(held.months), held.load.roomy(held.months)
    return [
        Kpi(
            label=_("Time given away, %(month)s") % {"month": formats.month(month)},
            value=formats.number(given.get(month, NOTHING)),
            of=_("of %(has)s people") % {"has": formats.number(has)},
            url=links.to("insights:time_list", month=f"{month:%Y-%m}"),
            **_change(given.get(month, NOTHING) - given_then.get(month, NOTHING)),
        ),
        Kpi(
            label=_("Stretched, above 110%"),
            value=formats.number(len(stretched)),
            of=_("of %(count)s teams") % told,
            url="#load-table",
            **_change(len(stretched) - len(before.load.stretched(held.months))),
        ),
        Kpi(
            label=_("Room to help, under 70%"),
            value=formats.number(len(roomy)),
            of=_("of %(count)s teams") % told,
            url="#load-table",
            **_change(len(roomy) - len(before.load.roomy(held.months))),
        ),
        Kpi(
            label=_("Capacity known"),
            value=formats.number(told["count"]),
            of=_("of %(count)s teams") % {"count": len(held.teams)},
            url="#coverage" if held.without_capacity else "#load-table",
        ),
    ]


def _before(asked: Question, organisation: "Organisation") -> People:
    """Return the same months as they were known on the compare day."""
    vs = asked.as_of.vs
    then = AsKnown(vs, organisation.end_of_day(vs), asked.known.user)
    as_of = AsOf(on=vs, vs=vs, today=asked.as_of.today)
    return people(replace(asked, known=then, as_of=as_of, are_months_chosen=True))


def _change(by: int | Decimal) -> dict[str, Any]:
    if not by:
        return {"note": _("unchanged")}
    return {"delta": formats.signed(by), "direction": "up" if by > 0 else "down"}
