"""Where the money goes: by what it is for, and by objective against the share meant for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from insights.dashboards.ended import url_of
from insights.dashboards.links import Links
from insights.dashboards.parts import MOST_ROWS, Part
from insights.figures import Figures
from insights.queries.names import Named
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import WorkKind

BASES = ("planned", "forecast", "actual")
HUNDRED, APART = Decimal(100), Decimal("0.02")


@dataclass(frozen=True)
class Investment:
    """The finding, the whole in words, and its parts: by kind, and by objective."""

    title: str
    subtitle: str
    kinds: list[Part]
    objectives: list[Part]
    left_out: int


@dataclass(frozen=True)
class _Share:
    """The money of one objective as a share of the whole, beside the share meant for it."""

    objective: Named | None
    amount: Decimal
    actual: Decimal
    intended: Decimal | None

    @property
    def deviation(self) -> Decimal:
        """How much more of the whole it gets than was meant; nothing where none was."""
        return Decimal() if self.intended is None else self.actual - self.intended


def investment(
    kinds: Mapping[str, Figures],
    by_objective: Mapping[int | None, Figures],
    objectives: Iterable[Named],
    *,
    currency: str,
    links: Links,
) -> Investment | None:
    """Return where the money of the running periods goes; None where that is not told."""
    basis = next((b for b in BASES if any(getattr(f, b) for f in kinds.values())), "")
    if not basis:
        return None
    amounts = {kind: getattr(of, basis) for kind, of in kinds.items() if getattr(of, basis)}
    whole = sum(amounts.values(), Decimal())
    by = {key: getattr(of, basis) for key, of in by_objective.items()}
    shares, named = _shares(by, objectives, whole), _kinds(amounts)
    if not (shares or named):
        return None
    words = {
        "planned": _("Money planned for the periods that run"),
        "forecast": _("Money expected in the periods that run"),
        "actual": _("Money spent in the periods that run"),
    }
    return Investment(
        title=_finding(shares, amounts, whole),
        subtitle=_("%(basis)s: %(whole)s. The tick is the share meant for an objective.")
        % {"basis": words[basis], "whole": formats.money(whole, currency)},
        kinds=[_kind(kind, amounts, whole, currency, links) for kind in named],
        objectives=[_objective(share, shares, currency, links) for share in shares[:MOST_ROWS]],
        left_out=max(len(shares) - MOST_ROWS, 0),
    )


def _kinds(amounts: Mapping[str, Decimal]) -> list[str]:
    """Return the kinds there are, what is of none last; nothing where no money has a kind."""
    known = [kind.value for kind in WorkKind if kind.value in amounts]
    return [*known, *([""] if "" in amounts else [])] if known else []


def _kind(
    kind: str, amounts: Mapping[str, Decimal], whole: Decimal, currency: str, links: Links
) -> Part:
    share = amounts[kind] / whole
    return Part(
        name=str(WorkKind(kind).label) if kind else _("No kind given"),
        code="",
        url=links.to("insights:initiative_list", kind=kind) if kind else "",
        value=formats.percent(share),
        note=formats.money(amounts[kind], currency),
        counts={},
        share=float(share),
    )


def _shares(
    amounts: Mapping[int | None, Decimal], objectives: Iterable[Named], whole: Decimal
) -> list[_Share]:
    """Return the objectives that have money or were meant to, what serves none last."""
    found = []
    for objective in objectives:
        amount = amounts.get(objective.id, Decimal())
        intended = None if objective.intended is None else objective.intended / HUNDRED
        if amount or intended:
            found.append(_Share(objective, amount, amount / whole, intended))
    found.sort(key=lambda share: -max(share.actual, share.intended or Decimal()))
    loose = amounts.get(None, Decimal())
    return [*found, _Share(None, loose, loose / whole, None)] if found and loose else found


def _objective(share: _Share, shares: list[_Share], currency: str, links: Links) -> Part:
    top = max(max(one.actual, one.intended or Decimal()) for one in shares)
    meant = formats.number(round((share.intended or Decimal()) * 100))
    return Part(
        name=share.objective.name if share.objective else _("No objective yet"),
        code=share.objective.code if share.objective else "",
        url=url_of(share.objective, links, view="insights:funding_list") if share.objective else "",
        value=formats.percent(share.actual),
        note=_("of %(meant)s meant") % {"meant": formats.percent(share.intended)}
        if share.intended is not None and meant
        else formats.money(share.amount, currency),
        counts={},
        share=float(share.actual / top),
        tick=None if share.intended is None else float(share.intended / top),
    )


def _finding(shares: list[_Share], amounts: Mapping[str, Decimal], whole: Decimal) -> str:
    """Name the objective furthest from its share, if any is; else what most of the money is for."""
    furthest = max(shares, key=lambda share: abs(share.deviation), default=None)
    if furthest and furthest.objective and abs(furthest.deviation) >= APART:
        words = (
            _("“%(objective)s” gets %(points)s more of the money than meant")
            if furthest.deviation > 0
            else _("“%(objective)s” gets %(points)s less of the money than meant")
        )
        points = formats.points(abs(furthest.deviation)).lstrip("+")
        return words % {"objective": furthest.objective.name, "points": points}
    most = max(amounts, key=lambda kind: amounts[kind])
    if most and amounts[most] * 2 > whole:
        return _("%(kind)s takes %(share)s of the money") % {
            "kind": WorkKind(most).label,
            "share": formats.percent(amounts[most] / whole),
        }
    return _("Where the money goes")
