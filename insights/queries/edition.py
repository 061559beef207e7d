"""What a page of figures rests on: one cheap question that tells whether anything is newer."""

from dataclasses import dataclass
from datetime import date, datetime

from insights.facts.ledger import JOB
from insights.facts.rows import fetched
from portfolio.models import User
from portfolio.models.strategy import HIDDEN_PORTFOLIOS

STATE = f"""
WITH hidden AS MATERIALIZED ({HIDDEN_PORTFOLIOS})
SELECT (SELECT max(filled_at) FROM insights_fill WHERE job = %(job)s) AS rolled_up_at,
    (SELECT max("on") FROM insights_fill WHERE job = %(job)s AND "on" <= %(on)s) AS day,
    (SELECT count(*) FROM insights_mark) AS waiting,
    EXISTS (SELECT 1 FROM products_product) OR EXISTS (SELECT 1 FROM portfolio_objective) AS is_begun,
    ARRAY(SELECT id FROM hidden ORDER BY id) AS hidden,
    ARRAY(SELECT DISTINCT p.team_id FROM hidden h
        JOIN products_product p ON p.portfolio_id = h.id
        JOIN portfolio_membership m ON m.team_id = p.team_id AND m.user_id = %(user)s
        ORDER BY p.team_id) AS own_teams,
    (SELECT md5(string_agg(v::text, '' ORDER BY v.id)) FROM insights_savedview v
        WHERE v.user_id = %(user)s OR v.is_shared) AS views,
    ARRAY(SELECT m.team_id FROM portfolio_membership m WHERE m.user_id = %(user)s) AS team_ids"""


@dataclass(frozen=True)
class Edition:
    """Which figures answer for a day, and for whom: equal editions make equal pages.

    `day` is the rolled-up day that answers, none before the first. `waiting` changes are not
    in the figures yet. `hidden` says what is cut away, `own_teams` whose work in it is not; both
    are empty for those from whom nothing is hidden. `views` stands for the saved views they may open.
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
    return Edition(
        rolled_up_at=row["rolled_up_at"],
        day=row["day"],
        waiting=row["waiting"],
        is_begun=row["is_begun"],
        hidden=tuple(row["hidden"]),
        own_teams=tuple(row["own_teams"]),
        views=row["views"] or "",
    )
