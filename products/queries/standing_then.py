"""How a person's products stood on a past day, read from what was known then."""

from collections.abc import Iterable
from datetime import date

from pmo_portal.lib.vocabulary import Health
from portfolio.models import Team
from products.models import CheckIn, Initiative, Outcome, Product, Reading
from products.queries import check_ins, outcomes
from products.queries.known import AsKnown
from products.queries.watching import ENDED, Standing, Watched


def standing_then(*, known: AsKnown) -> list[Standing]:
    """Return the products of the person's teams as they stood; a constant number of queries."""
    products = known.standing(Product, team_id=known.user.team_ids)
    products.sort(key=lambda one: (one.order, one.name, one.pk))
    ids = [product.pk for product in products]
    teams = known.by_id(Team, [product.team_id for product in products])
    said = check_ins.latest_by_product(ids, known=known)
    work = _listed(known.standing(Initiative, product_id=ids), known.on)
    aims = _listed(known.standing(Outcome, product_id=ids), known.on)
    watched = _watched([aim for aim in aims if aim.cadence and not aim.closed_as], known)
    return [
        _standing(
            product,
            teams[product.team_id],
            said.get(product.pk),
            [one for one in work if one.product_id == product.pk],
            [one for one in aims if one.product_id == product.pk],
            watched,
        )
        for product in products
    ]


def _standing(
    product: Product,
    team: Team,
    said: CheckIn | None,
    work: list[Initiative],
    aims: list[Outcome],
    watched: dict[int, Watched],
) -> Standing:
    return Standing(
        product=product,
        team=team,
        health=said.health if said else Health.NOT_REPORTED,
        said_at=said.known_at if said else None,
        said_for=said.period_start if said else None,
        has_work=any(one.stage not in ENDED for one in work),
        is_new=not work and not aims,
        is_watched=any(not aim.cadence and not aim.closed_as for aim in aims),
        watched=[watched[aim.pk] for aim in aims if aim.pk in watched],
    )


def _watched(aims: list[Outcome], known: AsKnown) -> dict[int, Watched]:
    """Return those that no work moved, with the day of their last reading, by id."""
    ties = outcomes.standing_contributions(known=known, outcome_id=[aim.pk for aim in aims])
    work = known.by_id(Initiative, [tie.initiative_id for tie in ties])
    running = {one.pk for one in _listed(work.values(), known.on) if one.stage not in ENDED}
    moved = {tie.outcome_id for tie in ties if tie.initiative_id in running}
    still = [aim for aim in sorted(aims, key=lambda one: (one.name, one.pk)) if aim.pk not in moved]
    readings = known.valid(Reading.objects.filter(outcome__in=[aim.pk for aim in still]))
    latest = readings.order_by("outcome_id", "-observed_on").distinct("outcome_id")
    read_on = dict(latest.values_list("outcome_id", "observed_on"))
    return {
        aim.pk: Watched(aim.pk, aim.public_id, aim.name, aim.cadence, read_on.get(aim.pk))
        for aim in still
    }


def _listed(things: Iterable, on: date) -> list:
    return [one for one in things if not (one.unlisted_on and one.unlisted_on <= on)]
