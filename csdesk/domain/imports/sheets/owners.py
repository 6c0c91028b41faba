"""Owners are written in many ways: *TOM HUGHES* is Tom Hughes; whether *Tom*, *Tom H* and *tom@…* are is asked once."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from csdesk.domain.accounts import Account
from csdesk.domain.csms import shorts_of, spelled
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.reading.record import Record, said_in
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import EACH, ONE, Asking, Choice, Question, counted
from csdesk.domain.phrases import first_said

_OWNER = "account.csm"
_SHOWN = 4


def with_owners(sheets: tuple[Sheet, ...], known: Known, asking: Asking) -> tuple[Sheet, ...]:
    """The sheets with one name for each owner: that of the book, else the one that says most."""
    said = {s.name: Counter(filter(None, said_in(s.records, _OWNER))) for s in sheets if not s.mapping.own}
    if not any(said.values()):
        return sheets
    book = {account.csm for account in known.all(Account) if account.csm}
    written = spelled(sum(said.values(), Counter[str]()), book)
    everybody = {*book, *written.values()}
    return tuple(_with(s, written, everybody, book, asking) if said.get(s.name) else s for s in sheets)


def _with(
    sheet: Sheet,
    written: Mapping[str, str],
    everybody: Collection[str],
    book: Collection[str],
    asking: Asking,
) -> Sheet:
    here = dict.fromkeys(filter(None, said_in(sheet.records, _OWNER)))
    names = {name: written[name] for name in here}
    header = sheet.header(_OWNER) or "CSM"
    shorts = shorts_of((s for s in dict.fromkeys(names.values()) if s not in book), everybody)
    if shorts and asking.ask(_question(sheet, header, names, shorts)) == ONE:
        names = {name: shorts.get(said, said) for name, said in names.items()}
    changed = {name: said for name, said in names.items() if name != said}
    if not changed:
        return sheet
    rows = tuple(_named(record, changed) for record in sheet.records)
    told = f"“{header}”: {_shown(changed.items(), ' is ').removesuffix('.')}."
    return replace(sheet, records=rows, notes=(*sheet.notes, told))


def _question(sheet: Sheet, header: str, names: Mapping[str, str], shorts: Mapping[str, str]) -> Question:
    at = zip((r.row for r in sheet.records), said_in(sheet.records, _OWNER), strict=True)
    rows = tuple(row for row, name in at if name and names[name] in shorts)
    they = "Is it theirs" if len(shorts) == 1 else "Are they theirs"
    return Question(
        key=f"owners:{sheet.name}:{header}",
        sheet=sheet.name,
        rows=rows,
        seen=tuple(f"{short}: {full}" for short, full in shorts.items())[:_SHOWN],
        choices=(
            Choice(ONE, f"The same people: {_shown(shorts.items(), ' is ')}"),
            Choice(EACH, "Other people: each name stays as it is"),
        ),
        default=ONE,
        text=f"{counted(len(shorts), 'name')} in “{header}” may be short for another. {they}?",
        evidence=f"{_shown(shorts.items(), ' may be ')}. Nobody else in the file or the book could be meant.",
    )


def _shown(pairs: Iterable[tuple[str, str]], verb: str) -> str:
    said = [f"{one}{verb}{other}" for one, other in pairs]
    return first_said(said[:_SHOWN], len(said))


def _named(record: Record, names: Mapping[str, str]) -> Record:
    said = names.get(record.values.get(_OWNER) or "")
    return replace(record, values={**record.values, _OWNER: said}) if said else record
