"""Ready-made sums: for people from whom nothing is hidden, and one scope or one kind of it."""

from insights.facts.ledger import ASKED
from insights.figures import NAMES

COLUMNS = ", ".join(f"s.{name}" for name in NAMES)

OF_ONE = f"""
WITH {ASKED}
SELECT a.asked, s.scope_id, {COLUMNS}
FROM asked a CROSS JOIN LATERAL (
    SELECT * FROM insights_snapshot s
    WHERE s.kind = %(kind)s AND s.scope_id = %(scope_id)s
        AND s."on" BETWEEN date_trunc('week', a.day)::date AND a.day
    ORDER BY s."on" DESC LIMIT 1
) s"""

OF_KIND = f"""
WITH {ASKED}
SELECT DISTINCT ON (a.asked, s.scope_id) a.asked, s.scope_id, {COLUMNS}
FROM asked a JOIN insights_snapshot s
    ON s.kind = %(kind)s AND s."on" BETWEEN date_trunc('week', a.day)::date AND a.day
ORDER BY a.asked, s.scope_id, s."on" DESC"""
