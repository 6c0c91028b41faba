"""That empty cells erase is offered once a sheet that has any over what the book says, or column by column."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from csdesk.domain.custom import CustomValue
from csdesk.domain.errors import NeverErases
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.bench.blanks import Blank
from csdesk.domain.imports.rows.erasing import CUSTOM_KEY
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import EACH, Asking, Choice, Question, counted

KEEP, ERASE = "keep", "erase"
ALL = "all columns"
"""What stands last in the key of the offer about a whole sheet."""
_NAMED, _SAMPLES, _LONGEST = 6, 8, 60
_AGAIN = " The last time they erased; that is never taken without being said again."


def offer_erasing(
    sheets: Iterable[Sheet], bench: Bench, asking: Asking, before: Mapping[str, str]
) -> frozenset[tuple[str, str]]:
    """Offer that empty cells erase; the fields that they empty, by row and key. Nobody has to answer.

    `before`: what was answered for earlier files; it is told, and never taken. Raises: NeverErases, NoSuchChoice.
    """
    found: dict[str, dict[str, list[Blank]]] = {}
    for blank in bench.blanks.left():
        if _is_there(blank, bench):
            found.setdefault(blank.where[0], {}).setdefault(blank.header, []).append(blank)
    erased: set[tuple[str, str]] = set()
    for sheet in sheets:
        _refuse_others(sheet, bench, asking)
        if columns := found.get(sheet.name):
            erased |= {b.place for b in _said_to(sheet, columns, asking, before)}
    return frozenset(erased)


def _is_there(blank: Blank, bench: Bench) -> bool:
    """Whether the book's value would still be there without it: nothing else in these files changed it."""
    if blank.noun is CustomValue:
        field = blank.key.removeprefix(CUSTOM_KEY)
        return bench.said(field, blank.uid) is not None and not bench.told(field, blank.uid)
    row: Any = bench.find(blank.noun, blank.uid)
    return row is not None and bool(getattr(row, blank.field) == blank.old)


def _refuse_others(sheet: Sheet, bench: Bench, asking: Asking) -> None:
    """Refuse the first answer that lets a column erase whose empty cells cannot. Raises: NeverErases."""
    able = bench.blanks.columns.get(sheet.name, set())
    for column in sheet.mapping.columns:
        said = asking.before(f"empty:{sheet.name}:{column.header}")
        if said == ERASE and column.header not in able:
            there = [c.header for c in sheet.mapping.columns if c.header in able]
            raise NeverErases(column=column.header, columns=", ".join(there) or "none")


def _said_to(
    sheet: Sheet, columns: Mapping[str, list[Blank]], asking: Asking, before: Mapping[str, str]
) -> Iterator[Blank]:
    """The blanks of a sheet that a person says erase."""
    ordered = {c.header: columns[c.header] for c in sheet.mapping.columns if c.header in columns}
    key = f"empty:{sheet.name}:{ALL}"
    apart = len(ordered) > 1 or asking.before(key) == EACH
    whole = asking.offer(_of_all(key, sheet.name, ordered, apart=apart, again=before.get(key) == ERASE))
    for header, blanks in ordered.items():
        said = whole
        if whole == EACH or asking.before(f"empty:{sheet.name}:{header}"):
            said = asking.offer(_of_one(sheet.name, header, blanks, said, before))
        if said == ERASE:
            yield from blanks


def _of_all(
    key: str, sheet: str, columns: Mapping[str, list[Blank]], *, apart: bool, again: bool
) -> Question:
    blanks = [b for some in columns.values() for b in some]
    told = [f"“{header}” {len(some):,}" for header, some in columns.items()]
    more = f" and {counted(len(told) - _NAMED, 'more column')}" if len(told) > _NAMED else ""
    one, seen = len(blanks) == 1, _seen(blanks)
    return Question(
        key=key,
        sheet=sheet,
        rows=tuple(sorted({b.where[1] for b in blanks})),
        seen=seen,
        choices=(
            Choice(KEEP, "No: what the book has stays"),
            Choice(ERASE, f"Yes: {'this field is' if one else 'these fields are'} emptied in the book too"),
            *([Choice(EACH, "Ask me about each column")] if apart else []),
        ),
        default=KEEP,
        text=f"{counted(len(blanks), 'cell', 'is')} empty where the book has a value. "
        f"{'Does it' if one else 'Do they'} erase it?",
        evidence=f"{', '.join(told[:_NAMED])}{more}; such as {seen[0]}.{_AGAIN if again else ''}",
    )


def _of_one(
    sheet: str, header: str, blanks: list[Blank], default: str, before: Mapping[str, str]
) -> Question:
    key = f"empty:{sheet}:{header}"
    one = len(blanks) == 1
    return Question(
        key=key,
        sheet=sheet,
        rows=tuple(b.where[1] for b in blanks),
        seen=_seen(blanks),
        choices=(
            Choice(KEEP, "No: what the book has stays"),
            Choice(ERASE, f"Yes: {'this field is' if one else 'these fields are'} emptied in the book too"),
        ),
        default=KEEP if default == EACH else default,
        text=f"{counted(len(blanks), 'cell')} of “{header}” {'is' if one else 'are'} empty where the book has a "
        f"value. {'Does it' if one else 'Do they'} erase it?",
        evidence=f"Such as {_sample(blanks)}.{_AGAIN if before.get(key) == ERASE else ''}",
    )


def _sample(blanks: list[Blank]) -> str:
    """What would go, by the value that most of them have, with one row that has it."""
    text = Counter(b.text for b in blanks).most_common(1)[0][0]
    first = next(b for b in blanks if b.text == text)
    return f"{first.name}: {_short(first.text)}"


def _seen(blanks: Iterable[Blank]) -> tuple[str, ...]:
    told = (f"{b.name}: {b.header} {_short(b.text)}" for b in blanks)
    return tuple(text for text, _ in zip(told, range(_SAMPLES), strict=False))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
