"""Records: JSON and YAML. A list of records, or an object that holds such lists."""

import json
from typing import Any

import yaml
from django.utils.translation import gettext as _

from products.imports import limits
from products.imports.readers.encoding import decoded
from products.imports.tables import Table, text


class PlainLoader(yaml.CSafeLoader):
    """Reads dates as they are written, so that one which does not exist can be shown."""


PlainLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def looks_like_json(content: bytes) -> bool:
    """Return whether the bytes begin as a JSON list or object does."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{")


def read_json(name: str, content: bytes) -> list[Table]:
    """Return a table for each list of records.

    Raises Unreadable when it is not JSON, with the line that is not.
    """
    letters, notes = decoded(content)
    try:
        found = json.loads(letters.lstrip("\ufeff"))
    except json.JSONDecodeError as problem:
        raise limits.Unreadable(
            _("“%(name)s” is not complete JSON: %(problem)s.") % {"name": name, "problem": problem}
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise limits.Unreadable(
            _("“%(name)s” holds a number too long, or lists too deep, to be read.") % {"name": name}
        ) from problem
    return tables(name, found, notes)


def read_yaml(name: str, content: bytes) -> list[Table]:
    """Return a table for each list of records, or the one record of the file.

    Raises Unreadable when it is not YAML.
    """
    return tables(name, yaml_value(name, content), [])


def yaml_value(name: str, content: bytes) -> Any:
    """Return what a YAML file holds, its aliases refused.

    Raises Unreadable when it is not YAML.
    """
    letters, _notes = decoded(content)
    try:
        # An alias inside an alias multiplies; records have no need of any.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(letters, PlainLoader)):
            raise limits.Unreadable(
                _("“%(name)s” uses aliases, which cannot be read.") % {"name": name}
            )
        return yaml.load(letters, PlainLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        raise limits.Unreadable(
            _("“%(name)s” is not YAML: %(problem)s")
            % {"name": name, "problem": " ".join(str(problem).split())[:200]}
        ) from problem


def tables(name: str, found: Any, notes: list[str]) -> list[Table]:
    """Return the tables in a parsed value.

    Raises Unreadable when there are no records in it.
    """
    if isinstance(found, list) and any(isinstance(record, dict) for record in found):
        return [table(name, "", found, notes)]
    if isinstance(found, dict):
        lists = {key: part for key, part in found.items() if _is_list_of_records(part)}
        if lists:
            return [table(name, str(key), part, notes) for key, part in lists.items()]
        return [table(name, "", [found], notes)]
    raise limits.Unreadable(_("“%(name)s” holds no list of records.") % {"name": name})


def table(name: str, sheet: str, records: list[Any], notes: list[str]) -> Table:
    """Return records as rows below a row of their field names."""
    fields: dict[str, None] = {}
    flat = [_flat(record) if isinstance(record, dict) else {} for record in records]
    for record in flat:
        fields |= dict.fromkeys(record)
        if len(fields) > limits.COLUMNS * 4:
            raise limits.Unreadable(
                _("“%(name)s” has more than 100 different fields.") % {"name": name}
            )
    rows = [[record.get(field, "") for field in fields] for record in flat]
    return Table(name, sheet, [list(fields), *rows], notes)


def _is_list_of_records(part: Any) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(item, dict) for item in part)


def _flat(record: dict[Any, Any]) -> dict[str, str]:
    """Return the record with one level of nested fields drawn out, all as text."""
    flat: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            flat |= {f"{key} {inner}": text(part) for inner, part in value.items()}
        else:
            flat[str(key)] = text(value)
    return flat
