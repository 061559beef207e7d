"""What the portfolio office has to give, to whom it gave it and what came of it."""

import tomllib
from datetime import timedelta
from functools import cache
from typing import Any

from django.urls import reverse

from pmo_portal.lib.provenance import authored
from portfolio.models import Offer, Playbook
from products.actions.changes import change
from products.demo.catalogue import CONTENT
from products.demo.simulation.timeline import Timeline
from products.demo.writing.company import Company
from products.demo.writing.definitions import Written
from products.demo.writing.histories import Change, write_histories
from products.models import OfferSubject

MORNING, NOON = 60, 180


def write_offers(company: Company, written: list[Written], timeline: Timeline) -> None:
    """Write the playbooks and the offers of them, each with the word of its team."""
    products = {own.product.slug: own for own in written}
    with authored(company.office):
        playbooks = _write_playbooks(company)
    for row in _content()["offer"]:
        own = products[company.slug(row["product"])]
        _write_offer(company, own, row, playbooks, timeline)


def _write_playbooks(company: Company) -> dict[str, Playbook]:
    rows = _content()["playbook"]
    playbooks = [
        Playbook(
            slug=company.slug(row["slug"]),
            title=company.name(row["title"]),
            helps_when=row["helps_when"],
            how_to_start=row["how_to_start"].strip(),
            known_at=company.known_at,
        )
        for row in rows
    ]
    write_histories(playbooks, [()] * len(playbooks))
    return {row["slug"]: playbook for row, playbook in zip(rows, playbooks, strict=True)}


def _write_offer(
    company: Company,
    own: Written,
    row: dict[str, Any],
    playbooks: dict[str, Playbook],
    timeline: Timeline,
) -> None:
    on = timeline.on - timedelta(days=row["days"])
    page = reverse("products:product_detail", args=[own.product.slug])
    offer = Offer(
        team=own.product.team,
        playbook=playbooks.get(row.get("playbook", "")),
        message=row["message"],
        evidence=row["evidence"],
        prompt=f"{page}?on={on.isoformat()}",
        offered_by=company.office,
        known_at=timeline.moment(on, MORNING),
    )
    offered_at = offer.known_at
    with authored(company.office):
        write_histories([offer], [()])
    with authored(own.members[0]):
        for at, said in _answers(row, timeline):
            change(offer, at=at, **said)
    OfferSubject.objects.create(offer=offer, product=own.product, on=on, known_at=offered_at)


def _answers(row: dict[str, Any], timeline: Timeline) -> list[Change]:
    answers: list[Change] = []
    if "answered" in row:
        on = timeline.on - timedelta(days=row["answered"])
        said = {"state": row["state"], "reply": row.get("reply", "")}
        answers.append((timeline.moment(on, NOON), said))
    if "told" in row:
        on = timeline.on - timedelta(days=row["told"])
        answers.append((timeline.moment(on, NOON), {"changed": row["changed"]}))
    return answers


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads((CONTENT / "playbooks.toml").read_text("utf-8"))
