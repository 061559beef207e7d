"""Who sees the same: one person for each of the circles that most people belong to."""

from portfolio.models import User

CIRCLES = 2
LARGEST = """
SELECT u.* FROM portfolio_user u JOIN (
    SELECT min(person.id) AS id, count(*) AS people FROM (
        SELECT p.id, ARRAY(
            SELECT DISTINCT a.portfolio_id FROM portfolio_portfolioaccess a
            WHERE a.user_id = p.id OR a.team_id IN (
                SELECT m.team_id FROM portfolio_membership m WHERE m.user_id = p.id)
            ORDER BY 1) AS may_enter
        FROM portfolio_user p WHERE p.is_active
    ) person GROUP BY may_enter
) circle ON circle.id = u.id
ORDER BY circle.people DESC, u.id LIMIT %s"""


def one_of_each_circle() -> list[User]:
    """Return somebody of each of the largest circles whose members may enter the same portfolios."""
    return list(User.objects.raw(LARGEST, [CIRCLES]))
