"""A report in plain words and full addresses, for forms that leave the portal."""

from typing import Any

from django.utils.translation import gettext as _

from insights.reports.content import Content, Glance, Item, Move, ObjectiveLine, Wanted
from insights.reports.page import sentence_of, title_of
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health


def flat(content: Content, *, site: str) -> dict[str, Any]:
    """Return what a template outside the page needs: words, numbers as words, full addresses."""
    lines = {
        name: [_item(one, site) for one in getattr(content, name)]
        for name in ("standfirst", "items", "good", "quiet", "changed")
    }
    return {
        "title": title_of(content),
        "headline": content.headline,
        "organisation": content.heading.organisation,
        "drawn_from": content.drawn_from,
        "trust": content.trust,
        "forecasts": content.forecasts,
        **lines,
        "glance": [_glance(one, site) for one in content.glance],
        "decisions": [_wanted(one, site) for one in content.decisions],
        "help": [_wanted(one, site) for one in content.help],
        "restated": [_item(one, site) for one in [*content.restated, *content.other_replies]],
        "objectives": [_objective(one, site) for one in content.objectives],
        "better": [_move(one, site) for one in content.better],
        "worse": [_move(one, site) for one in content.worse],
        "words": words(),
    }


def words() -> dict[str, Any]:
    """Return the headings that all forms share."""
    return {
        "worth": _("Worth knowing"),
        "nothing": _("Nothing moved enough to be told. “At a glance” shows where things stand."),
        "glance": _("At a glance"),
        "decisions": _("Decisions wanted"),
        "help": _("Help wanted"),
        "good": _("Good news to repeat"),
        "quiet": _("No news from"),
        "forecasts": _("How good were our forecasts?"),
        "objectives": _("The objectives"),
        "moved": _("What moved most"),
        "better": _("For the better"),
        "worse": _("For the worse"),
        "changed": _("What else changed"),
        "restated": _("Restated"),
        "was": _("Was"),
        "now": _("Now"),
        "health": _("Health"),
        "columns": [
            _("Objective"),
            _("On course"),
            _("Week"),
            _("Likely met"),
            _("People"),
            _("In a sentence"),
        ],
    }


def _item(one: Item, site: str) -> dict[str, Any]:
    shown = [{"label": e.label, "url": f"{site}{e.path}"} for e in one.evidence]
    return {
        "title": one.title,
        "text": one.text,
        "tone": one.tone,
        "url": shown[0]["url"] if shown else site,
        "evidence": shown,
        "replies": _replies(one),
        "key": one.key,
        "alt": sentence_of(one.picture) if one.picture else "",
    }


def _wanted(one: Wanted, site: str) -> dict[str, Any]:
    return {
        "wording": one.wording,
        "about": one.about,
        "url": f"{site}{one.evidence.path}",
        "replies": _replies(one),
    }


def _replies(one: Item | Wanted) -> list[dict[str, str]]:
    return [{"team": reply.team, "wording": reply.wording} for reply in one.replies]


def _glance(one: Glance, site: str) -> dict[str, Any]:
    return {
        "label": one.label,
        "value": one.value,
        "change": one.change,
        "url": f"{site}{one.evidence.path}",
    }


def _objective(line: ObjectiveLine, site: str) -> dict[str, Any]:
    likely = [formats.number(round(value)) for value in line.likely or ()]
    return {
        "title": f"{line.code} {line.title}".strip(),
        "url": f"{site}{line.evidence.path}",
        "well": formats.share(line.well, line.of),
        "change": formats.signed(line.change) if line.change is not None else "–",
        "likely": f"{likely[1]} ({likely[0]}–{likely[2]})" if likely else "–",
        "people": formats.number(line.people, 0) if line.people is not None else "–",
        "say": line.say,
    }


def _move(move: Move, site: str) -> dict[str, Any]:
    before, after = (str(Health(code).label) for code in (move.before, move.after))
    return {
        "name": move.name,
        "product": move.product,
        "url": f"{site}{move.evidence.path}",
        "was": move.was,
        "now": move.now,
        "health": after if before == after else f"{before} → {after}",
    }
