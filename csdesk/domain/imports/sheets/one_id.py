"""One ID of Salesforce is shown with 15 signs or with 18, which are the 15 and their checksum: both name one record."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.reading.record import Record, said_in
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.vocabulary.targets import SHEET_NOUNS

_ID = re.compile(r"(?=.*\d)[0-9a-zA-Z]{15}(?:[A-Z0-5]{3})?")
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_FIELDS = frozenset({"id", "external_id", "parent", "contact", "subscription"})


def long_id(text: str) -> str | None:
    """An ID with its checksum; None for a text that is no ID of Salesforce."""
    if len(text) not in {15, 18} or not _ID.fullmatch(text):
        return None
    fives = (text[at : at + 5] for at in (0, 5, 10))
    own = text[:15] + "".join(_SIGNS[sum(c.isupper() << at for at, c in enumerate(five))] for five in fives)
    return own if len(text) == 15 or text == own else None


def with_one_form(sheets: tuple[Sheet, ...], known: Known) -> tuple[Sheet, ...]:
    """The sheets with such IDs as the book writes them, else as they come first."""
    targets = [_targets(sheet) for sheet in sheets]
    if not any(targets):
        return sheets
    nouns = {Account, Contact, *(SHEET_NOUNS[s.mapping.noun].type for s in sheets)}
    there = (getattr(v, "external_id", None) for noun in nouns for v in known.all(noun))
    forms = {long: uid for uid in there if uid and (long := long_id(uid))}
    return tuple(
        replace(s, records=_written(s.records, t, forms)) if t else s
        for s, t in zip(sheets, targets, strict=True)
    )


def _targets(sheet: Sheet) -> list[str]:
    """The columns in which such IDs stand."""
    ids = (c.target for c in sheet.mapping.columns if c.target and c.target.split(".")[-1] in _FIELDS)
    return [target for target in ids if _any_id(said_in(sheet.records, target))]


def _any_id(said: Iterable[object]) -> bool:
    return any(isinstance(value, str) and long_id(value) for value in said)


def _written(records: Sequence[Record], targets: list[str], forms: dict[str, str]) -> tuple[Record, ...]:
    found = []
    for record in records:
        said = {t: v for t in targets if isinstance(v := record.values.get(t), str)}
        ids = {t: forms.setdefault(long, v) for t, v in said.items() if (long := long_id(v))}
        changed = any(said[t] != uid for t, uid in ids.items())
        found.append(replace(record, values={**record.values, **ids}) if changed else record)
    return tuple(found)
