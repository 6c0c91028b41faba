"""Which column names the customer: asked where no header says it, and where a column could be it."""

from dataclasses import replace

from csdesk.domain.imports.cells.values import read_email
from csdesk.domain.imports.columns.content import may_name
from csdesk.domain.imports.columns.mapping import DECIDED, Column, SheetMapping
from csdesk.domain.imports.columns.named import WHOM, known_by_words
from csdesk.domain.imports.columns.row_nouns import noun_of_table
from csdesk.domain.imports.tables.headers import Header, header_word
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.imports.tables.tables import Table, blank
from csdesk.domain.imports.vocabulary.targets import OF_THE_BOOK
from csdesk.domain.imports.vocabulary.words import Synonyms

NONE = "none"
_MOST = 8


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
        text=f"Which column of “{sheet}” names the customer?",
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
