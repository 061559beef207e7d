"""A published report that has something of every kind to say, without composing it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from insights.models import Report
from insights.reports.content import (
    Content,
    Evidence,
    Glance,
    Heading,
    Item,
    Move,
    ObjectiveLine,
    Picture,
    Reply,
    Wanted,
    to_json,
)
from pmo_portal.lib.digest import digest_of

PROOF = Evidence("Calls answered", "/outcomes/")
PICTURE = Picture(
    caption="Calls answered",
    unit="%",
    points=[["2019-12-09", 40.0], ["2019-12-16", 44.0], ["2019-12-30", 47.0]],
    target=80.0,
    due_on="2020-06-30",
    low=60.0,
    mid=71.0,
    high=82.0,
)


def report(
    label: str = "2020-w01",
    *,
    first: date = date(2019, 12, 30),
    kind: str = "organisation",
    scope_id: int = 0,
    slug: str = "",
    name: str = "Testing Ltd",
    public_id: str = "",
) -> Report:
    """Publish a report of the week that begins on the first day."""
    last = first + timedelta(days=6)
    heading = Heading(
        kind=kind,
        scope_id=scope_id,
        slug=slug,
        name=name,
        organisation="Testing Ltd",
        label=label,
        first=first.isoformat(),
        last=last.isoformat(),
        before="2019-w52",
    )
    content = to_json(_content(heading))
    at = datetime(last.year, last.month, last.day, 8, tzinfo=UTC) + timedelta(days=2)
    return Report.objects.create(
        kind=kind,
        scope_id=scope_id,
        week=first,
        label=label,
        content=content,
        digest=digest_of(content),
        due_at=at,
        published_at=at,
        **({"public_id": public_id} if public_id else {}),
    )


def _content(heading: Heading) -> Content:
    reply = [Reply("Payments", "We agreed on it with sales.")]
    told = {"evidence": [PROOF], "teams": ["payments"]}
    health = {"on_track": 3, "at_risk": 1, "off_track": 1, "achieved": 1, "not_reported": 1}
    move = {"name": "Calls answered", "product": "Claims", "evidence": PROOF}
    return Content(
        heading=heading,
        headline="“Calls answered” is back on course",
        standfirst=[_item("well", "4 of 7 outcomes are on course or achieved.", **told)],
        drawn_from="Drawn from 2 check-ins and 3 readings of the week.",
        items=[
            _item(
                "outcome:a:health", "“Calls answered” is back on course", picture=PICTURE, **told
            ),
            _item("outcome:b:target", "A target moved", "From 60% to 80%.", replies=reply, **told),
        ],
        glance=[
            Glance("On course or achieved", "4", "+1", True, PROOF),
            Glance("Off course", "1", "+1", False, PROOF),
            Glance("No news yet", "1", "", None, PROOF),
        ],
        decisions=[Wanted("ask:a", "May we wait?", "Claims waits for a decision", 3, PROOF)],
        help=[Wanted("ask:b", "Who can test?", "Claims could use people", 9, PROOF)],
        good=[_item("good:a", "Claims achieved “Letters sent”", **told)],
        quiet=[_item("quiet:a", "Flood maps, 33 days", **told)],
        objectives=[
            ObjectiveLine(
                "S1", "Grow", PROOF, 4, 7, 6, health, 1, [3.0, 4.0, 5.0], 1, 2.5, "Nothing moved."
            )
        ],
        better=[Move(**move, was="44%", now="47%", before="off_track", after="on_track")],
        worse=[Move(**move, was="12 days", now="14 days", before="at_risk", after="at_risk")],
        changed=[_item("outcome:c", "Claims", "47% was 44%", tone="on_track", **told)],
        restated=[_item("outcome:d", "Claims", "It knew 14%; corrected, it is 41%.", **told)],
        trajectory=[["2019-12-23", 3, 7], ["2019-12-30", 4, 7], ["2020-01-05", 4, 7]],
        trust="6 of 7 outcomes are measured.",
        forecasts="Of 5 outcomes due since then, 4 landed in their range.",
        told={},
        other_replies=[_item("gone", "On a sentence that is no longer here", replies=reply)],
    )


def _item(key: str, title: str, text: str = "", **more: Any) -> Item:
    return Item(**{"key": key, "title": title, "text": text, "evidence": [PROOF], **more})
