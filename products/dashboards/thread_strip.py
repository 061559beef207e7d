"""The golden thread as the strip on top of a page: four steps, each a link."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo_portal.lib import formats
from pmo_portal.lib.words import in_sentence, team_word
from products.queries.initiatives import is_under_way
from products.queries.thread import Knot, Thread

Step = dict[str, Any]


def steps(thread: Thread, *, query: dict[str, str]) -> list[Step]:
    """Return the steps from the objective down to the last check-in.

    `query` holds the days to keep in every link.
    """
    return [
        _objective(thread, query),
        _outcome(thread, query),
        _initiative(thread, query),
        _check_in(thread, query),
    ]


def address(name: str, *args: str, query: dict[str, str], **more: str) -> str:
    """Return the address of a page with the days kept and more parameters added."""
    asked = urlencode({**more, **query})
    return reverse(name, args=args) + (f"?{asked}" if asked else "")


def _objective(thread: Thread, query: dict[str, str]) -> Step:
    if not thread.objectives:
        hidden = thread.hidden_objectives
        title = _("An objective outside your view") if hidden else _("No objective yet")
        note = "" if hidden else _("A loose thread: nothing above it")
        return {"kind": _("Objective"), "title": title, "note": note, "url": ""}
    first, *others = thread.objectives
    return {
        "kind": _("Objective"),
        "title": f"{first.code} {first.title}".strip(),
        "note": _also_serves(others),
        "url": address("portfolio:objective_detail", first.slug, query=query),
    }


def _also_serves(others: list[Any]) -> str:
    if not others:
        return ""
    if all(other.code for other in others) and len(others) <= 4:
        return _("Also serves %(codes)s") % {"codes": ", ".join(other.code for other in others)}
    text = ngettext("and %(count)s more objective", "and %(count)s more objectives", len(others))
    return text % {"count": len(others)}


def _outcome(thread: Thread, query: dict[str, str]) -> Step:
    here = thread.here == Knot.OUTCOME
    if not thread.outcomes:
        return {
            "kind": team_word(thread.team, "outcome"),
            "title": _("No outcome yet"),
            "note": _("What should become different is not named"),
            "url": "",
        }
    first = thread.outcomes[0]
    if len(thread.outcomes) == 1:
        note = thread.product.name if thread.product else ""
        url = address("products:outcome_detail", first.path_part, query=query)
        return {
            "kind": team_word(thread.team, "outcome"),
            "title": first.name,
            "note": note,
            "url": url,
            "current": here,
        }
    return {
        "kind": team_word(thread.team, "outcomes"),
        "title": _counted(thread, "outcomes", len(thread.outcomes)),
        "note": _tied(thread),
        "url": _listed(thread, "insights:outcome_list", "out", query),
        "current": thread.here == Knot.PRODUCT,
    }


def _initiative(thread: Thread, query: dict[str, str]) -> Step:
    here = thread.here == Knot.INITIATIVE
    if not thread.initiatives:
        return {
            "kind": team_word(thread.team, "initiative"),
            "title": _("No initiative yet"),
            "note": _("Nothing under way is meant to move this"),
            "url": "",
        }
    first = thread.initiatives[0]
    if len(thread.initiatives) == 1:
        url = address("products:initiative_detail", first.path_part, query=query)
        note = str(first.get_stage_display())
        return {
            "kind": team_word(thread.team, "initiative"),
            "title": first.title,
            "note": note,
            "url": url,
            "current": here,
        }
    return {
        "kind": team_word(thread.team, "initiatives"),
        "title": _counted(thread, "initiatives", len(thread.initiatives)),
        "note": _under_way(thread),
        "url": _listed(thread, "insights:initiative_list", "ini", query),
    }


def _check_in(thread: Thread, query: dict[str, str]) -> Step:
    said = thread.check_in
    if not said:
        title = _("Nothing said yet")
        return {"kind": _("Last check-in"), "title": title, "note": "", "url": ""}
    confident = said.confidence is not None
    words = _("%(confidence)s%% confident") % {"confidence": said.confidence} if confident else ""
    here = thread.here == Knot.CHECK_IN
    return {
        "kind": _("This check-in") if here else _("Last check-in"),
        "title": ", ".join(
            part for part in (formats.day(timezone.localtime(said.known_at).date()), words) if part
        ),
        "note": Truncator(said.what_changed).chars(70)
        or (thread.line or said).said
        or str((thread.line or said).get_health_display()),
        "tone": (thread.line or said).health,
        "url": address("products:check_in_detail", said.public_id, query=query),
        "current": here,
    }


def _counted(thread: Thread, name: str, count: int) -> str:
    """Return how many there are, in the team's word as it stands within a sentence."""
    return f"{formats.number(count)} {in_sentence(team_word(thread.team, name))}"


def _tied(thread: Thread) -> str:
    tied = sum(outcome.objective_id is not None for outcome in thread.outcomes)
    share = formats.share(tied, len(thread.outcomes))
    return _("%(share)s serve an objective") % {"share": share}


def _under_way(thread: Thread) -> str:
    count = sum(is_under_way(initiative) for initiative in thread.initiatives)
    return _("%(count)s under way") % {"count": formats.number(count)}


def _listed(thread: Thread, listing: str, anchor: str, query: dict[str, str]) -> str:
    """Return where several things are listed: on the page itself, or for a check-in in a list."""
    if thread.here != Knot.CHECK_IN or not thread.product:
        return f"#{anchor}"
    return address(listing, query=query, product=thread.product.slug)
