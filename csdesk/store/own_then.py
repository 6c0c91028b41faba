"""What accounts said then in custom fields: of each row and field the value of the end of a day, by the journal.

A value is a row of its own, which comes when it is first typed and goes when it is emptied; so its history is that of
a row and a field, whichever id it had. Before anything was typed there, the first value is taken to hold.
"""

import json
import sqlite3
from collections import defaultdict
from typing import Any

from csdesk.domain.custom import CustomValue
from csdesk.domain.fields import noun_of
from csdesk.store.rows import mapper

TABLE = noun_of(CustomValue).table
EMPTIED = f"""SELECT 1 FROM changes WHERE noun = '{TABLE}' AND after IS NULL AND operation <= ?
    AND EXISTS (SELECT 1 FROM changes WHERE noun = '{TABLE}' AND operation > ? AND operation <= ?) LIMIT 1"""
"""Whether values were emptied by an operation, and others typed after it."""
_Key = tuple[str, str]
"""A row and a field, by their ids."""


def set_back(connection: sqlite3.Connection, cut: int, upto: int) -> None:
    """Write the values as they were after an operation, as far as they are others now; `upto` is the last one known."""
    keys = _touched(connection, cut, upto)
    if not keys:
        return
    mapped = mapper(CustomValue)
    for key, steps in _histories(connection, keys, upto).items():
        said = _then(steps, cut)
        row, field = key
        connection.execute(
            f'DELETE FROM "{TABLE}" WHERE row = ? AND field = (SELECT pk FROM custom_fields WHERE uid = ?)',
            (row, field),
        )
        if said is not None:
            connection.execute(mapped.upsert, mapped.row(mapped.from_text(said)))


def _touched(connection: sqlite3.Connection, cut: int, upto: int) -> set[_Key]:
    """The rows and fields whose value was changed after an operation, or emptied at any time."""
    sql = f"""SELECT max(coalesce(before, after)) FROM changes
        WHERE noun = '{TABLE}' AND operation > ? AND operation <= ? GROUP BY uid
        HAVING count(*) > 1 OR max(CASE WHEN before IS NULL THEN 0 ELSE 1 END) = 1"""
    emptied = f"SELECT before FROM changes WHERE noun = '{TABLE}' AND after IS NULL AND operation <= ?"
    found = connection.execute(sql, (cut, upto)).fetchall() + connection.execute(emptied, (upto,)).fetchall()
    return {_key(text) for (text,) in found}


def _histories(
    connection: sqlite3.Connection, keys: set[_Key], upto: int
) -> dict[_Key, list[tuple[int, str | None]]]:
    """Of each row and field, in their order, the operations and what stood there after them; None is nothing.

    What is undone today was never done.
    """
    sql = f"""SELECT c.operation, c.before, c.after FROM changes c JOIN operations o ON o.n = c.operation
        WHERE c.noun = '{TABLE}' AND o.n <= ? AND o.undone = 0 AND o.verb NOT IN ('undo', 'redo')
        ORDER BY c.pk"""
    found: dict[_Key, list[tuple[int, str | None]]] = defaultdict(list)
    for key in keys:
        found[key] = []
    for n, before, after in connection.execute(sql, (upto,)):
        key = _key(after or before)
        if key in keys:
            found[key].append((n, after))
    return found


def _key(text: str) -> _Key:
    known: dict[str, Any] = json.loads(text)
    return known["row"], known["field"]


def _then(steps: list[tuple[int, str | None]], cut: int) -> str | None:
    """What stood there after an operation; where nothing ever had by then, the first that was typed later."""
    before = [said for n, said in steps if n <= cut]
    if before:
        return before[-1]
    return next((said for _, said in steps if said is not None), None)
