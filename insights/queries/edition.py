"""What a page of figures rests on: one cheap question that tells whether anything is newer."""

from dataclasses import dataclass
from datetime import date, datetime

from insights.facts.ledger import JOB
from insights.facts.rows import fetched
from insights.facts.visible import parameters
from portfolio.models import User
from portfolio.models.strategy import HIDDEN_PORTFOLIOS

STATE = f"""
SELECT (SELECT max(filled_at) FROM insights_fill WHERE job = %(job)s) AS rolled_up_at,
    (SELECT max("on") FROM insights_fill WHERE job = %(job)s AND "on" <= %(on)s) AS day,
    (SELECT count(*) FROM insights_mark) AS waiting,
    EXISTS (SELECT 1 FROM products_product) OR EXISTS (SELECT 1 FROM portfolio_objective) AS is_begun,
    ARRAY({HIDDEN_PORTFOLIOS}) AS hidden,
    (SELECT md5(string_agg(v::text, '' ORDER BY v.id)) FROM insights_savedview v
        WHERE v.user_id = %(user)s OR v.is_shared) AS views,
    ARRAY(SELECT m.team_id FROM portfolio_membership m WHERE m.user_id = %(user)s) AS team_ids"""


@dataclass(frozen=True)
class Edition:
    """Which figures answer for a day, and for whom: equal editions make equal pages.

    `day` is the rolled-up day that answers, none before the first. `waiting` changes are not
    in the figures yet. `hidden` and `own_teams` say what is cut away; both are empty for those
    from whom nothing is hidden. `views` stands for the saved views they may open.
    """

    rolled_up_at: datetime | None
    day: date | None
    waiting: int
    is_begun: bool
    hidden: tuple[int, ...]
    own_teams: tuple[int, ...]
    views: str


def edition(user: User, *, on: date) -> Edition:
    """Return what the figures of a day rest on for this person; notes what they may see."""
    (row,) = fetched(STATE, {"job": JOB, "on": on, "user": user.pk})
    user.hidden_portfolio_ids = frozenset(row["hidden"])
    user.team_ids = frozenset(row["team_ids"])
    seen = parameters(user)
    return Edition(
        rolled_up_at=row["rolled_up_at"],
        day=row["day"],
        waiting=row["waiting"],
        is_begun=row["is_begun"],
        hidden=tuple(sorted(seen["hidden"])),
        own_teams=tuple(sorted(seen["own_teams"])),
        views=row["views"] or "",
    )
