"""A customer may stand in two rows, or on two sheets, with one product: two lines, or one told twice; asked once."""

from collections.abc import Iterable

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.contracts.sold import Sold
from csdesk.domain.imports.contracts.which_line import earlier_line, line_elsewhere, matching_line, tells_same
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.subscriptions import Subscription

ONE, LINES = "one", "lines"


def told_before(
    record: Record, account: Account, sold: Sold, place: Place, bench: Bench
) -> Subscription | None:
    """The line that an earlier row told, of a sheet of customers or of another sheet, where this row tells it again."""
    if place.terms.own or sold.id or sold.facts.get("external_id"):
        return None
    here = None if place.lines_only else earlier_line(account.id, sold, place.sheet, record.row, bench)
    earlier = here or line_elsewhere(account.id, sold, place.at(record.row), bench)
    if earlier is None or tells_same(earlier, sold, bench):
        return earlier
    if _apart(earlier, sold):
        return None
    where = place.at(record.row)
    other = matching_line(account.id, sold, where, bench)
    if other is not None and (where in bench.formers.named or tells_same(other, sold, bench)):
        return None
    sheet, row = bench.claimed[earlier.id]
    rows = f"rows {row} and" if here else f"row {row} of “{sheet}” and row"
    bench.doubled.append((place.sheet, record.row, f"{account.account}, {rows} {record.row}"))
    return earlier if place.one_line else None


def _apart(line: Subscription, sold: Sold) -> bool:
    """Whether of a line and what a row tells one begins only after the other ended."""
    start, end = sold.facts.get("start"), sold.facts.get("end")
    after = bool(start and line.end and start > line.end)
    return after or bool(end and line.start and end < line.start)


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
