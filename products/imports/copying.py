"""New rows by COPY: several times faster than statements, and the triggers still see each row."""

from collections.abc import Sequence
from typing import Any

import pghistory
from django.db import connection, models
from psycopg.types.json import Jsonb

NAME_THE_AUTHOR = (
    "SELECT set_config('pghistory.context_id', %s, true),"
    " set_config('pghistory.context_metadata', %s, true)"
)


def copy(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Write unsaved rows of one model, which get their keys. Columns the database fills stay out.

    To be called inside a transaction; versions are written by trigger, with the author.
    """
    if not rows:
        return
    fields = [f for f in model._meta.concrete_fields if f.db_default is models.NOT_PROVIDED]
    quoted = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"COPY {table} ({quoted}) FROM STDIN"
    with connection.cursor() as cursor:
        for row, key in zip(rows, _keys(cursor, model, len(rows)), strict=True):
            row.pk = key
        _name_the_author(cursor)
        with cursor.copy(statement) as stream:
            for row in rows:
                stream.write_row([_plain(field, getattr(row, field.attname)) for field in fields])
    for row in rows:
        row._state.adding = False


def _keys(cursor: Any, model: type[models.Model], count: int) -> list[int]:
    table, column = model._meta.db_table, model._meta.pk.column
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
        [f'"{table}"', column, count],
    )
    return [key for (key,) in cursor.fetchall()]


def _name_the_author(cursor: Any) -> None:
    """COPY passes by the wrapper that names the author of each statement, so name it here."""
    with pghistory.context() as context:
        metadata = pghistory.config.json_encoder()().encode(context.metadata)
        cursor.execute(NAME_THE_AUTHOR, [str(context.id), metadata])


def _plain(field: models.Field, value: Any) -> Any:
    if isinstance(field, models.JSONField) and value is not None:
        return Jsonb(value)
    return str(value) if isinstance(value, str) else value
