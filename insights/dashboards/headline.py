"""The opening sentence of the page, and the figures it compares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards import foresight
from insights.dashboards.links import Links
from insights.dashboards.subject import Subject
from insights.figures import Expected, Figures
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf


@dataclass(frozen=True)
class Remark:
    """A sentence of the opening, and the list that proves it."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Opening:
    """What the page says first: the finding, then what goes with it."""

    finding: str
    rest: list[Remark]


@dataclass(frozen=True)
class Setting:
    """What else the opening speaks of: outcomes slipped, by the name of their product, and asks."""

    slipped: Mapping[str, int]
    asks: int
    links: Links


@dataclass(frozen=True)
class Compared:
    """The figures of the day, of the compare day, and week by week up to the day."""

    now: Figures
    before: Figures
    weeks: Sequence[tuple[date, Figures]]
    as_of: AsOf
    subject: Subject
    currency: str

    @cached_property
    def expected(self) -> Expected | None:
        """How many outcomes will be met; None where there is no forecast."""
        return foresight.expected(self.now) if self.subject.is_outcomes else None

    @property
    def has_before(self) -> bool:
        """Whether anything was known on the compare day."""
        return self.subject.total(self.before) > 0


def since(as_of: AsOf) -> str:
    """Return the compare day as the end of a sentence: "last week", "on 13 Nov"."""
    if not as_of.is_past and as_of.on - as_of.vs == timedelta(days=7):
        return _("last week")
    return _("on %(day)s") % {"day": compare_day(as_of)}


def compare_day(as_of: AsOf) -> str:
    """Return the compare day, with its year where that is another."""
    same_year = as_of.vs.year == as_of.on.year
    return formats.short_day(as_of.vs) if same_year else formats.day(as_of.vs)


def summary(compared: Compared, products: int) -> str:
    """Return how much there is: 40 products, 200 outcomes, 121 initiatives."""
    now = compared.now
    counted = [
        ngettext("%(n)s product", "%(n)s products", products) % {"n": formats.number(products)}
    ]
    for subject in (Subject("outcomes"), Subject("initiatives")):
        if total := subject.total(now):
            counted.append(subject.counted(total))
    return ", ".join(counted)


def opening(compared: Compared, setting: Setting, *, is_catching_up: bool = False) -> Opening:
    """Return the sentences at the top of the page."""
    subject, now = compared.subject, compared.now
    total = subject.total(now)
    if not total and is_catching_up:
        return Opening(
            _("The figures of this day are being added up."),
            [Remark(_("Everything is in; look again in a moment."))],
        )
    if not total:
        return Opening(
            _("Nothing is measured here yet."),
            [Remark(_("Outcomes and initiatives will be counted as soon as there are any."))],
        )
    well = subject.well(now)
    finding = _("%(well)s of %(all)s on course or achieved") % {
        "well": formats.number(well),
        "all": _is_or_are(subject, total),
    }
    if compared.has_before and compared.as_of.vs < compared.as_of.on:
        finding += ", " + _compared(well, total, compared)
    return Opening(finding + ".", [remark for remark in _rest(compared, setting) if remark.text])


def nothing_chosen() -> Opening:
    """Return what is said where no product is as the filters want."""
    return Opening(_("No product is as these filters want it."), [])


def _is_or_are(subject: Subject, total: int) -> str:
    counted = {"n": formats.number(total)}
    if subject.is_outcomes:
        return ngettext("%(n)s outcome is", "%(n)s outcomes are", total) % counted
    return ngettext("%(n)s initiative is", "%(n)s initiatives are", total) % counted


def _compared(well: int, total: int, compared: Compared) -> str:
    before, all_before = (
        compared.subject.well(compared.before),
        compared.subject.total(compared.before),
    )
    day = {"day": since(compared.as_of)}
    if total != all_before:
        return _("after %(well)s of %(all)s %(day)s") % {
            "well": formats.number(before),
            "all": formats.number(all_before),
            **day,
        }
    if well == before:
        return _("as many as %(day)s") % day
    words = _("%(count)s more than %(day)s") if well > before else _("%(count)s fewer than %(day)s")
    return words % {"count": apnumber(abs(well - before)), **day}


def _rest(compared: Compared, setting: Setting) -> list[Remark]:
    links = setting.links
    return [
        Remark(_slipped(setting.slipped), links.to("insights:dashboard", fragment="changed")),
        *(
            Remark(words, links.to(compared.subject.view, health=health))
            for health, words in _unwell(compared)
        ),
        Remark(_waiting(setting.asks), links.to("insights:dashboard", fragment="help")),
    ]


def _slipped(slipped: Mapping[str, int]) -> str:
    """Say how many outcomes slipped, and where most of them did if one place stands out."""
    total = sum(slipped.values())
    if not total:
        return ""
    counted = {"n": str(apnumber(total)).capitalize()}
    said = ngettext("%(n)s slipped", "%(n)s slipped", total) % counted
    place = max(slipped, key=lambda name: slipped[name])
    if slipped[place] > 1 and slipped[place] * 2 > total:
        return _("%(slipped)s, %(n)s of them in %(place)s.") % {
            "slipped": said,
            "n": apnumber(slipped[place]),
            "place": place,
        }
    return f"{said}."


def _unwell(compared: Compared) -> list[tuple[str, str]]:
    """Return how many are off course, at risk and silent, each as a sentence."""
    subject, now = compared.subject, compared.now
    counts = {h: subject.count(now, h) for h in ("off_track", "at_risk", "not_reported")}
    words = {
        "off_track": ngettext("%(n)s is off course.", "%(n)s are off course.", counts["off_track"]),
        "at_risk": ngettext("%(n)s needs attention.", "%(n)s need attention.", counts["at_risk"]),
        "not_reported": _("Of %(n)s there is no news yet."),
    }
    return [(h, words[h] % {"n": formats.number(n)}) for h, n in counts.items() if n]


def _waiting(asks: int) -> str:
    if not asks:
        return ""
    words = ngettext("%(n)s ask for help waits.", "%(n)s asks for help wait.", asks)
    return words % {"n": str(apnumber(asks)).capitalize()}
