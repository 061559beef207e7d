"""What changed and where help is wanted, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from insights.dashboards.links import Links
from insights.facts import AskFact
from insights.queries.changes import Change
from insights.queries.names import Names
from insights.scope import Scope
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import AskKind

ASKS_SHOWN, ASKS_LISTED = 6, 200


@dataclass(frozen=True)
class NewsItem:
    """One change as a line of the feed: what, in which product, from what to what, and why."""

    name: str
    url: str
    product: str
    before: str
    after: str
    what: str
    said: str
    evidence: str
    now: str
    was: str


@dataclass(frozen=True)
class OpenAsk:
    """One ask as a line: of what kind, who asks, since when, and who has time to help."""

    kind: str
    wording: str
    product: str
    url: str
    age: str
    needed: str
    helpers: list[str] = field(default_factory=list)


def news(found: Sequence[Change], names: Names, links: Links) -> list[NewsItem]:
    """Return the changes as lines of the feed."""
    return [_item(change, names, links) for change in found]


def _item(change: Change, names: Names, links: Links) -> NewsItem:
    view = "products:outcome_detail" if change.is_outcome else "products:initiative_detail"
    product = names.products.get(change.product_id)
    now, was = _values(change)
    return NewsItem(
        name=change.name,
        url=links.to_thing(view, change.path_part),
        product=product.name if product else "",
        before=change.before,
        after=change.after,
        what=_what(change),
        said=change.said,
        evidence=links.to_thing("products:check_in_detail", change.check_in)
        if change.check_in
        else "",
        now=now,
        was=was,
    )


def _what(change: Change) -> str:
    thing = _("outcome") if change.is_outcome else _("initiative")
    words = {
        "new": _("New %(thing)s.") % {"thing": thing},
        "gone": _("No longer listed."),
        "target": _("The target was changed."),
    }
    if change.kind == "date" and change.was:
        if change.now is None:
            return _("The date was taken away; it was %(was)s.") % {"was": formats.day(change.was)}
        moved = _("Moved from %(was)s to %(now)s.")
        return moved % {"was": formats.day(change.was), "now": formats.day(change.now)}
    if change.kind == "health" and change.is_outcome and change.now == change.was:
        return _("The value did not move; time did.")
    return words.get(change.kind, "")


def _values(change: Change) -> tuple[str, str]:
    """Return the value beside the line and what it was, both empty where nothing is measured."""
    if change.kind == "new":
        return _("new"), ""
    if change.kind == "date" and change.now and change.was:
        days = (change.now - change.was).days
        words = _("%(days)s later") if days > 0 else _("%(days)s earlier")
        return words % {"days": formats.days(abs(days))}, ""
    if isinstance(change.now, float):
        was = formats.measure(change.was, change.unit)
        return formats.measure(change.now, change.unit), _("was %(value)s") % {"value": was}
    return "", ""


def open_asks(
    facts: Sequence[AskFact],
    names: Names,
    *,
    on: date,
    links: Links,
    helpers: Mapping[int, list[str]] | None = None,
) -> list[OpenAsk]:
    """Return the asks as lines, with who could help where that is known, by ask."""
    could = helpers or {}
    return [_ask(fact, names, on, links, could.get(fact.ask_id, [])) for fact in facts]


def asks_shown(facts: Sequence[AskFact], scope: Scope) -> Sequence[AskFact]:
    """Return the asks that wait longest; of chosen products all, which no other page lists."""
    return facts[: ASKS_SHOWN if scope.product_ids is None else ASKS_LISTED]


def asks_url(scope: Scope, links: Links) -> str:
    """Return where all asks of a scope are listed; nothing where the page shows them itself."""
    return links.to("products:ask_list") if scope.product_ids is None else ""


def _ask(fact: AskFact, names: Names, on: date, links: Links, helpers: list[str]) -> OpenAsk:
    product = names.products.get(fact.product_id)
    return OpenAsk(
        kind=str(AskKind(fact.kind).label),
        wording=fact.wording,
        product=product.name if product else "",
        url=links.to_thing("products:ask_detail", fact.public_id),
        age=formats.ago(fact.raised_on, on)
        if (on - fact.raised_on).days < 2
        else formats.days((on - fact.raised_on).days),
        needed=_("needed by %(day)s") % {"day": formats.day(fact.needed_by)}
        if fact.needed_by
        else "",
        helpers=helpers,
    )
