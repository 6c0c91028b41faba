"""Products may stand abreast (*CRM seats*, *CRM price*, *ERP seats*, *ERP price*): each is a line of its row."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from csdesk.domain.imports.cells.amounts import Mark, read_amount
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.cells.nothing import nothing_in
from csdesk.domain.imports.columns.content import fit
from csdesk.domain.imports.columns.named import known_by_words
from csdesk.domain.imports.columns.row_nouns import noun_of_table
from csdesk.domain.imports.columns.ruled_out import RECURRING, paid_once
from csdesk.domain.imports.sheets.joins import Draft, with_columns
from csdesk.domain.imports.tables.headers import Header, blank, header_word
from csdesk.domain.imports.tables.questions import Asking, Choice, Question
from csdesk.domain.imports.tables.tables import Table
from csdesk.domain.imports.vocabulary.folding import fold, folded
from csdesk.domain.imports.vocabulary.price_words import (
    for_one,
    names_price,
    said_period,
    says_price,
    without_price,
    without_time,
)
from csdesk.domain.imports.vocabulary.targets import PAID, TARGETS
from csdesk.domain.imports.vocabulary.words import Synonyms
from csdesk.domain.phrases import first_of
from csdesk.domain.subscriptions import Period
from csdesk.domain.values import dataclass

LINES, OMIT = "lines", "omit"
_PRODUCT, _QUANTITY, _UNIT = "subscription.product", "subscription.quantity", "subscription.unit_price"
_DAYS = frozenset(f"subscription.{key}" for key in ("start", "end", "renewal_date"))
_EACH = RECURRING | _DAYS | {_QUANTITY}
"""What may be told of each product."""
_WHOSE = frozenset(
    f"account.{key}"
    for key in (
        "account",
        "external_id",
        "id",
        "domain",
        "currency",
        "status",
        "churned",
        "lost_on",
        "lost_reason",
        "notes",
    )
)
"""What each line of a row is told: whose it is, and whether they left, which a note may say."""
_ONCE = frozenset({"subscription.id", "subscription.external_id"})
"""What can be of one line of a row alone."""
_FITS = 0.5
_BETWEEN, _SIGNS = r"[\s:–—_/]+", " :–—_/-()"
_NO_PRODUCT = folded(
    "before after old new previous prior last next current potential target lost churned upsell expansion total "
    "sum type net gross list valid until from increase budget forecast planned expected max min open starting "
    "initial first second original renewal former actual delta change unit base monthly annual yearly avg average "
    "invoiced billed paid contract alt neu gesamt summe plan soll ist bisher künftig potenzial listen netto "
    "brutto usd eur gbp chf local actuel ancien nouveau nuevo anterior antigo novo atual minimum extra per our q1 "
    "q2 q3 q4 h1 h2 fy ytd jan feb mar apr may jun jul aug sep oct nov dec month year quarter years months hourly "
    "daily day rate discount won deal the my your customer client account company seat seats user users price fee "
    "cost amount value revenue margin marge profit commission provision courtage usage hours stunden gmv spend "
    "tax vat goal quota premium end ending opening closing closed pipeline whitespace risk"
)
"""Words beside an amount that name no product."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One column of a product: what the product is called, what the column says of it, and in which words."""

    header: Header
    product: str
    target: str
    words: str


def with_lines(draft: Draft, asking: Asking, synonyms: Synonyms) -> Draft:
    """The table with a row for each product of a row, where columns tell amounts of several; asked once."""
    groups = _groups(draft.table, synonyms)
    if not groups or noun_of_table(draft.table, synonyms)[0] not in {"account", "subscription"}:
        return draft
    question = _question(draft.table, groups)
    table = replace(draft.table, asks=(*draft.table.asks, question))
    if asking.before(question.key) == OMIT:
        return replace(draft, table=table)
    return _divided(replace(draft, table=table), groups, synonyms)


def _groups(table: Table, synonyms: Synonyms) -> Mapping[str, tuple[_Said, ...]]:
    """The columns of each product, by its name folded; none where a column names it, or says what all of them cost."""
    totals = synonyms.values["totals"]
    plain = {h.index: _known(w, synonyms) for h in table.headers if (w := header_word(h.text)) not in totals}
    priced = [h for h in table.headers if plain.get(h.index) in RECURRING]
    if _PRODUCT in plain.values() or len(priced) > 1:
        return {}
    found: dict[str, list[_Said]] = {}
    for header in table.headers:
        if plain.get(header.index, "") is None and (said := _said(header, synonyms)):
            found.setdefault(header_word(said.product), []).append(said)
    groups = {name: tuple(said) for name, said in found.items() if any(s.target in RECURRING for s in said)}
    kinds = [{s.target for s in said if s.target in RECURRING} for said in groups.values()]
    if (
        not groups
        or any(len(k) > 1 or k != kinds[0] for k in kinds)
        or not _are_amounts(table, groups, synonyms)
    ):
        return {}
    return _with_plain(table, groups, priced, synonyms) if priced else groups if len(groups) > 1 else {}


def _with_plain(
    table: Table, groups: Mapping[str, tuple[_Said, ...]], priced: list[Header], synonyms: Synonyms
) -> Mapping[str, tuple[_Said, ...]]:
    """The same with the one amount that names no product; none where it adds up the others, or may hold them."""
    (plain,) = priced
    others = [s.header for said in groups.values() for s in said if s.target in RECURRING]
    for row in table.rows:
        own, *parts = (_number(row.cell(h.index)) for h in (plain, *others))
        if own is not None and any(parts) and own == sum(p for p in parts if p):
            return {}
    known = _known(header_word(plain.text), synonyms) or ""
    (kind,) = {s.target for said in groups.values() for s in said if s.target in RECURRING}
    if kind not in {known, *_PAID_BY.values()}:
        return {}
    named = " ".join(w for w in without_price(plain.text).split() if fold(w) not in _NO_PRODUCT)
    return {"": (_Said(plain, named, known, plain.text),), **groups}


def _number(cell: Value) -> Decimal | None:
    amount = None if blank(cell) else read_amount(cell, Mark.POINT)
    return amount.number if amount else None


def _are_amounts(table: Table, groups: Mapping[str, tuple[_Said, ...]], synonyms: Synonyms) -> bool:
    """Whether most cells of each column that says what a product costs are amounts, and any is."""
    columns = [
        table.column(s.header.index) for said in groups.values() for s in said if s.target in RECURRING
    ]
    told = any(_number(cell) is not None for cells in columns for cell in cells)
    return told and all(fit(TARGETS[PAID], cells, synonyms) >= _FITS for cells in columns)


def _known(word: str, synonyms: Synonyms) -> str | None:
    found = known_by_words(word, synonyms, "account")
    return found[0][0] if found else None


def _said(header: Header, synonyms: Synonyms) -> _Said | None:
    """What a header says of a product that it begins or ends with, whose name says no price where that can be."""
    if paid_once(header_word(header.text), synonyms):
        return None
    found = [*_splits(header, synonyms)]
    return next((s for s in found if without_price(s.product) == s.product), found[0] if found else None)


def _splits(header: Header, synonyms: Synonyms) -> Iterator[_Said]:
    text = header.text
    for gap in reversed([*re.finditer(_BETWEEN, text)]):
        parts = (_bare(text[: gap.start()]), _bare(text[gap.end() :]))
        for product, rest in (parts, parts[::-1]):
            target = _told(header_word(rest), synonyms)
            named = header_word(without_price(product)).split()
            if (
                target in _EACH
                and named
                and not _NO_PRODUCT & {*header_word(product).split()}
                and not _has_year(named)
            ):
                yield _Said(header, product, target, rest)


def _bare(text: str) -> str:
    """A part of a header without the signs around it."""
    bare = text.strip(_SIGNS)
    return f"{bare})" if bare.count("(") > bare.count(")") else bare


def _told(words: str, synonyms: Synonyms) -> str | None:
    """What the words of a header behind the product say: *fee p a* is a year's amount, *price p a* that of one."""
    words = words.replace("p a", "pa").replace("p m", "pm")
    if for_one(words) or synonyms.columns.get(without_time(words)) == _UNIT:
        return _UNIT
    if says_price(words):
        return _PAID_BY.get(said_period(words) or Period.TERM, "subscription.amount")
    return _known(words, synonyms)


_PAID_BY = {Period.MONTH: "subscription.mrr", Period.YEAR: "subscription.arr"}


def _has_year(words: list[str]) -> bool:
    """Whether words name a year, or which year of a term: what is paid in each is one contract's."""
    which = r"(?:fy)?\d{2,4}|\d+(?:st|nd|rd|th)?|(?:y|yr|j|a|an)\d|(?:year|jahr|vertragsjahr|ano|annee|an)(?:\d|s)?"
    return any(re.fullmatch(which, w) for w in words)


def _divided(draft: Draft, groups: Mapping[str, tuple[_Said, ...]], synonyms: Synonyms) -> Draft:
    table = draft.table
    apart = {s.header.index for said in groups.values() for s in said}
    called: dict[str, str] = {}
    for said in groups.values():
        for s in said:
            called.setdefault(s.target, s.words)
    taken = {h.text for h in table.headers if h.index not in apart}
    headers = {t: words if words not in taken else f"{words} (each)" for t, words in called.items()}
    product = next(name for name in ("Product", "Product (of the columns)") if name not in taken)
    again = {
        h.index
        for h in table.headers
        if (known := _known(header_word(h.text), synonyms) or "") in _WHOSE
        or (known.startswith("subscription.") and known not in _ONCE)
    }
    rows = []
    columns: dict[str, list[Value]] = {product: [], **{h: [] for h in headers.values()}}
    for row in table.rows:
        lines = [said for said in groups.values() if _sold(row.cells, said, synonyms)]
        for number, said in enumerate(lines or [()]):
            keep = tuple(
                None if i in apart or (number and i not in again) else c for i, c in enumerate(row.cells)
            )
            rows.append(replace(row, cells=keep))
            told = {s.target: row.cell(s.header.index) for s in said}
            columns[product].append(said[0].product or None if said else None)
            for target, header in headers.items():
                columns[header].append(told.get(target))
    note = "Products stand abreast in their columns: a row is a line of each that it says an amount of."
    table = replace(
        table,
        rows=tuple(rows),
        headers=tuple(h for h in table.headers if h.index not in apart),
        notes=(*table.notes, note),
    )
    targets = {header: target for target, header in headers.items()} | {product: _PRODUCT}
    return replace(draft, table=with_columns(table, columns), brought={**(draft.brought or {}), **targets})


def _sold(cells: tuple[Value, ...], said: tuple[_Said, ...], synonyms: Synonyms) -> bool:
    """Whether a row says of a product what it costs: more than nothing, and be it in words that nobody reads."""
    told = (cells[s.header.index] for s in said if s.target in RECURRING and s.header.index < len(cells))
    some = (c for c in told if not blank(c) and not (isinstance(c, str) and nothing_in(c, synonyms)))
    return any(_number(cell) != 0 for cell in some)


def _question(table: Table, groups: Mapping[str, tuple[_Said, ...]]) -> Question:
    headers = [s.header.text for said in groups.values() for s in said]
    names = ", ".join(said[0].product or f"“{said[0].header.text}”" for said in groups.values())
    worded = (s.words for said in groups.values() for s in said if s.target in RECURRING)
    sure = all(said[0].product for said in groups.values()) and all(map(names_price, worded))
    listed = first_of([f"“{h}”" for h in headers[:4]], len(headers))
    return Question(
        key=f"abreast:{table.sheet}:columns",
        sheet=table.sheet,
        rows=(),
        seen=tuple(headers[:5]),
        choices=(
            Choice(LINES, f"Contracts of their own, which add up: {names}"),
            Choice(OMIT, "No contracts of their own: the columns are read like any others"),
        ),
        default=LINES if sure else None,
        text=f"Are {listed} contracts of several products?",
        evidence=_ALIKE
        if sure or "" not in groups
        else f"“{headers[0]}” may hold the others, or stand beside them.",
    )


_ALIKE = "They say the same of several things."
