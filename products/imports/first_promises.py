"""The first due day an initiative was promised for, however the positions came in."""

from django.db import connection

SETTLE = """
UPDATE products_initiative i SET first_promised_on = v.due_on
FROM (
    SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id, due_on
    FROM products_initiativeversion
    WHERE due_on IS NOT NULL AND source_key LIKE %(dataset)s
    ORDER BY pgh_obj_id, known_at, pgh_id
) v
WHERE v.pgh_obj_id = i.id AND i.first_promised_on IS DISTINCT FROM v.due_on
"""


def settle(dataset: str) -> None:
    """Bring the first promise of a dataset's initiatives up to date, in one statement."""
    with connection.cursor() as cursor:
        pattern = dataset.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        cursor.execute(SETTLE, {"dataset": f"{pattern}:initiatives:%"})
