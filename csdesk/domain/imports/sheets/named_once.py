"""A customer may be named once, in the first of its rows, with nothing in those below; asked once a sheet."""

from collections.abc import Iterable

from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.columns.content import shown
from csdesk.domain.imports.columns.mapping import SheetMapping
from csdesk.domain.imports.sheets.joins import filled
from csdesk.domain.imports.tables.found import only_sums
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.tables.shown import FILL, FIRST, merged_key
from csdesk.domain.imports.tables.tables import Row, Table
from csdesk.domain.imports.vocabulary.targets import MAY_NAME_NONE
from csdesk.domain.names import name_key
from csdesk.domain.phrases import count

_NAME, _LINE, _MAIL = "account.account", "subscription.external_id", "contact.email"
_IDS = ("account.id", "account.external_id")
"""What else says whose a row is; of facts also the contract that they name."""
_OF_CUSTOMERS = ("domain", "csm", "segment", "region", "industry", "employees", "parent")
"""What is one for all rows of a customer: a row that says another is another's, whom nobody named."""
_FEWEST, _MANY = 2, 5
"""So many rows without a name, and one in so many, are a habit; fewer are names that somebody forgot."""
_SEEN = 4


def with_names_below(table: Table, mapping: SheetMapping, asking: Asking) -> Table:
    """The table with the name of a customer in the rows right below it that name nobody, or as was said."""
    column = mapping.at(_NAME)
    if column is None or mapping.own or mapping.noun in MAY_NAME_NONE:
        return table
    at = column.index
    if not any(map(blank, table.cells(at))) or _only_first(table, asking):
        return table
    below = _below(table.rows, at, mapping)
    if len(below) < _FEWEST or len(below) * _MANY < len(table.rows):
        return table
    question = _question(table, column.header, at, below)
    if asking.ask(question) != FILL:
        return table
    return filled(table, at, [below.get(row.number) for row in table.rows])


def _only_first(table: Table, asking: Asking) -> bool:
    """Whether it was said of merged cells that they hold for the first of their rows only."""
    key = merged_key(table.sheet)
    return any(question.key == key for question in table.asks) and asking.before(key) == FIRST


def _below(rows: Iterable[Row], at: int, mapping: SheetMapping) -> dict[int, Value]:
    """The rows that name nobody, right below others, and the name over them."""
    ids = _IDS if mapping.noun in {"account", "subscription"} else (*_IDS, _LINE)
    also = _columns(mapping, ids)
    alike = _columns(mapping, (*(f"account.{field}" for field in _OF_CUSTOMERS), _MAIL))
    found: dict[int, Value] = {}
    said: dict[int, str] = {}
    name, last = None, 0
    for row in rows:
        if not blank(row.cell(at)):
            name, said = row.cell(at), {}
        elif row.number > last + 1 or only_sums(row.cells) or any(not blank(row.cell(i)) for i in also):
            name = None
        told = ((i, _bare(cell)) for i in alike if not blank(cell := row.cell(i)))
        if any(said.setdefault(i, words) != words for i, words in told):
            name = None
        if name is not None and blank(row.cell(at)):
            found[row.number] = name
        last = row.number
    return found


def _columns(mapping: SheetMapping, targets: Iterable[str]) -> list[int]:
    return [column.index for target in targets if (column := mapping.at(target))]


def _bare(cell: Value) -> str:
    """What a cell says, as it is held against another: of an address its domain."""
    return name_key(shown(cell).rpartition("@")[2])


def _question(table: Table, header: str, at: int, below: dict[int, Value]) -> Question:
    """Whose they are; nothing is proposed where names stand again."""
    over = {name_key(shown(name)): shown(name) for name in below.values()}
    named = [key for cell in table.cells(at) if (key := name_key(shown(cell))) in over]
    once = len(named) == len(over)
    rows = count(len(below), "row")
    first = next(iter(over.values()))
    evidence = f"{first} stands {'once' if once else 'in several rows'}."
    if len(over) > 1:
        stand = "each of these names stands once" if once else "some of them stand in several rows"
        evidence = f"{counted(len(over), 'name')}, such as {first}; {stand}."
    return Question(
        key=f"below:{table.sheet}:{header}",
        sheet=table.sheet,
        rows=tuple(below),
        seen=tuple(list(over.values())[:_SEEN]),
        choices=(
            Choice(FILL, "The one named above them"),
            Choice(FIRST, f"Nobody is named: refuse the {rows}"),
        ),
        default=FILL if once else None,
        text=f"“{header}” is empty in {rows} right below a name. Whose are they?",
        evidence=evidence,
    )
