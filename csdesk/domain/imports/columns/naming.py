"""Which column names the customer: asked where no header says it, and where a column could be it."""

from collections.abc import Container, Iterable
from dataclasses import replace

from csdesk.domain.imports.cells.values import read_email
from csdesk.domain.imports.columns.content import may_name
from csdesk.domain.imports.columns.mapping import DECIDED, Column, SheetMapping
from csdesk.domain.imports.columns.named import WHOM, known_by_words
from csdesk.domain.imports.columns.row_nouns import noun_of_table
from csdesk.domain.imports.tables.headers import Header, blank, header_word
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.targets import OF_THE_BOOK
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.names import name_key

NONE = "none"
CUSTOMERS = "customers' names stand in it"
_MOST = 8
_MOSTLY = 0.6
"""Which share of a column's cells must be names of customers to name them without a header that says so."""


def tells_by_mail(table: Table, mapping: SheetMapping) -> bool:
    """Whether answers say whose they are by addresses alone."""
    column = mapping.at("survey.contact")
    cells = (
        [c for c in table.column(column.index) if not blank(c)] if column and mapping.noun == "survey" else []
    )
    return bool(cells) and all(read_email(c) is not None for c in cells)


def names_nobody(table: Table, synonyms: Synonyms) -> bool:
    """Whether rows are facts, people or contracts that need a customer, and no column could name them.

    A *Name* beside titles and roles is that of a person, where something else says whose they are."""
    whose = Header(max(h.index for h in table.headers) + 1, "Customer")
    noun, own = noun_of_table(replace(table, headers=(*table.headers, whose)), synonyms)
    told = {w: synonyms.columns.get(w, "") for h in table.headers if (w := header_word(h.text))}
    named = [w for w, target in told.items() if target in WHOM]
    if noun == "account":
        sells = any(t.startswith("subscription.") for t in told.values())
        return sells and not named and "contact.name" not in told.values()
    people = noun == "contact" and all(
        name == "contact.name" for w in named for name, *_ in known_by_words(w, synonyms, noun)[:1]
    )
    return not own and noun not in OF_THE_BOOK and (not named or people)


def names_in(tables: Iterable[tuple[Table, SheetMapping]]) -> set[str]:
    """The keys of all names of customers that stand in tables whose headers say so."""
    told = [(table, c) for table, mapping in tables if (c := mapping.at("account.account"))]
    return {name_key(str(cell)) for table, c in told for cell in table.column(c.index) if not blank(cell)}


def with_known_names(table: Table, mapping: SheetMapping, known: Container[str]) -> SheetMapping | None:
    """The mapping of facts with the column whose cells are, most of them, names of customers; None without one.

    A list of customers under no such header may be a sum of another one, and is not taken.
    """
    if mapping.noun in {"account", "subscription"}:
        return None
    told = [(_share(table, c, known), c) for c in mapping.columns if c.because != DECIDED]
    share, column = max(told, key=lambda of: of[0], default=(0.0, None))
    if column is None or share < _MOSTLY:
        return None
    new = replace(column, target="account.account", confidence=share, because=CUSTOMERS)
    return mapping.instead(column, new)


def _share(table: Table, column: Column, known: Container[str]) -> float:
    cells = [c for c in table.column(column.index) if not blank(c)]
    return sum(name_key(str(c)) in known for c in cells) / len(cells) if cells else 0.0


def with_customer(table: Table, mapping: SheetMapping, asking: Asking) -> SheetMapping | None:
    """The mapping with the column that a person names; itself while nobody did, None where none can be it."""
    able = [c for c in mapping.columns if c.because != DECIDED and may_name(table.column(c.index))][:_MOST]
    if not able:
        return None
    answer = asking.said(_question(table.sheet, able, sells=mapping.at("subscription.product") is not None))
    if answer == NONE:
        return None
    columns = [
        replace(c, target="account.account", confidence=1.0, because=DECIDED) if c.header == answer else c
        for c in mapping.columns
    ]
    return replace(mapping, columns=tuple(columns))


def _question(sheet: str, able: list[Column], *, sells: bool) -> Question:
    """Which one it is; of a list of products (`sells`) nothing is proposed: a code is nobody's name."""
    likely, evidence = _likely(able)
    return Question(
        key=f"customer:{sheet}:column",
        sheet=sheet,
        rows=(),
        seen=tuple(f"{c.header}: {', '.join(c.samples)}" for c in able),
        choices=(
            *(Choice(c.header, f"“{c.header}”: {', '.join(c.samples)}") for c in able),
            Choice(NONE, "None of them: leave the sheet out"),
        ),
        default=likely.header if likely and not sells else None,
        text="Which column names the customer?",
        evidence=evidence,
    )


def _likely(able: list[Column]) -> tuple[Column | None, str]:
    """The column that it can hardly but be, and why."""
    placeless = [c for c in able if c.target is None]
    sites = [c for c in able if c.target == "account.domain"]
    if len(placeless) == 1:
        return placeless[0], "It alone holds names, and has no other place."
    if not placeless and len(sites) == 1:
        return sites[0], "No column holds names; the website says whose a row is."
    return None, "No header says it."
