"""A customer may stand in two rows, or on two sheets, with one product: two lines, or one told twice; asked once."""

from collections.abc import Iterable

from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted

ONE, LINES = "one", "lines"


def told_one(sheets: Iterable[Sheet], asking: Asking) -> frozenset[str]:
    """The sheets of which that was said before anybody asked."""
    return frozenset(s.name for s in sheets if asking.before(_key(s.name)) == ONE)


def ask_twice(sheets: Iterable[Sheet], bench: Bench, asking: Asking) -> frozenset[str]:
    """The sheets in which rows of one customer and product are one line, as was answered."""
    found = set()
    for sheet in sheets:
        doubled = [d for d in bench.doubled if d[0] == sheet.name]
        if doubled and asking.said(_question(sheet.name, doubled)) == ONE:
            found.add(sheet.name)
    return frozenset(found)


def _question(sheet: str, doubled: list[tuple[str, int, str]]) -> Question:
    return Question(
        key=_key(sheet),
        sheet=sheet,
        rows=tuple(row for _, row, _ in doubled),
        seen=tuple(seen for _, _, seen in doubled[:5]),
        choices=(
            Choice(LINES, "Each row is a line of its own: their amounts add up"),
            Choice(ONE, "They are one line: the lower row, or the later sheet, holds"),
        ),
        default=None,
        text=f"{counted(len(doubled), 'row', 'stands')} for a customer and product that an earlier row names, "
        "with other figures. One line or two?",
        evidence=f"{doubled[0][2]}.",
    )


def _key(sheet: str) -> str:
    return f"twice:{sheet}:product"
