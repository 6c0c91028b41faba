"""New rows that the book has all the same: the workbook was merged before, or both sides added them."""

from collections.abc import Mapping, Sequence
from typing import Any

from csdesk.domain.names import name_key
from csdesk.domain.rounds.cells import Edited
from csdesk.domain.rounds.naming import tells, told_apart_by
from csdesk.domain.rounds.now import Now
from csdesk.domain.rounds.rowwise import Rows
from csdesk.domain.rounds.sent import SentSheet


def in_book(new: Sequence[Edited], sheet: SentSheet, rows: Rows, now: Now) -> dict[int, str]:
    """The ids of new rows in the book, by number: it has a row of that id, or got one that says the same since.

    Rows that say all the same are found first, so that of two alike each finds its own. Last comes a row without a
    day, if one row of its name came to the book: that has got a day since.
    """
    if not new:
        return {}
    noun, there = sheet.noun, now.rows(sheet.noun)
    found = {row.number: row.id for row in new if row.id in there}
    keys = told_apart_by(noun)
    default = {key: rows.defaults[noun.field(key).name] for key in keys}
    told = [(row, rows.facts(row)) for row in new if row.number not in found]
    taken = set(found.values())
    without = [key for key in keys if key != noun.day]
    for exact, by in ((True, keys), (False, keys), (False, without)):
        later = _later(by, sheet, now) if len(found) < len(new) else {}
        for row, facts in told:
            said = {key: facts.get(noun.field(key).name, default[key]) for key in keys}
            known = exact or (tells(noun, said) and (by is keys or said.get(noun.day or "") is None))
            alike = later.get(tuple(_plain(said[key]) for key in by), ()) if known else ()
            fits = (v for v in alike if not exact or all(getattr(v, n) == x for n, x in facts.items()))
            value = next((v for v in fits if v.id not in taken and (by is keys or len(alike) == 1)), None)
            if value is not None and row.number not in found:
                found[row.number] = value.id
                taken.add(value.id)
    return found


def _later(keys: Sequence[str], sheet: SentSheet, now: Now) -> Mapping[tuple[Any, ...], list[Any]]:
    """The rows that the book got since, by what tells them apart."""
    found = dict[tuple[Any, ...], list[Any]]()
    for uid in now.rows(sheet.noun):
        value = now.value(sheet.noun, uid) if uid not in sheet.rows else None
        if value is not None:
            said = (getattr(value, sheet.noun.field(key).name) for key in keys)
            found.setdefault(tuple(map(_plain, said)), []).append(value)
    return found


def _plain(value: Any) -> Any:
    return name_key(value) if isinstance(value, str) else value
