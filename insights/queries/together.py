"""Several questions in one message to the database, all answered from the same state of it."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from insights.facts.rows import fetched
from insights.queries.moments import one_snapshot

Asked = tuple[str, Mapping[str, Any]]
Row = dict[str, Any]

ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"


def answers(*questions: Asked) -> list[list[Row]]:
    """Return the rows that answer each question, by the names of their columns.

    The message is a transaction of its own in which nothing can be written. Inside one that is
    already open its own rules hold. While changes are attributed, as in a form or a job, the
    questions go one by one: what notes the author keeps the last answer of a message alone.
    """
    if connection.execute_wrappers:
        with one_snapshot():
            return [fetched(sql, asked) for sql, asked in questions]
    operations: Any = connection.ops  # of PostgreSQL; its stubs know only what all servers have
    texts = [operations.compose_sql(sql, asked) for sql, asked in questions]
    if not connection.in_atomic_block:
        texts.insert(0, ONE_STATE)
    found: list[list[Row]] = []
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(texts))
        while True:
            if cursor.description is not None:
                names = [column.name for column in cursor.description]
                found.append([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])
            if not cursor.nextset():
                return found
