"""A form says one customer on a sheet of its own: labels, and beside them what they say; all are one table."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from csdesk.domain.imports.cells.grid import Grid, Shown, Source, Value
from csdesk.domain.imports.tables.headers import blank
from csdesk.domain.imports.tables.questions import counted
from csdesk.domain.imports.tables.sheet_names import may_name_customer
from csdesk.domain.imports.vocabulary.words import Synonyms, fold
from csdesk.domain.phrases import first_of
from csdesk.domain.values import dataclass

_FEWEST, _SHOWN = 3, 3
_KNOWN = 0.6
"""Which share of the labels must be known headers."""
_NAME = "account.account"
FORMS = "Forms"
"""What the table of several forms is called: their own names are of customers, and change."""


_Label = tuple[str, int]
"""What a label says, and how often it stood above already: two people have two labels."""


@dataclass(frozen=True, slots=True)
class _Form:
    """What a sheet says, by label; `alone` are texts that stand beside nothing, but for its title."""

    sheet: str
    said: dict[_Label, Value]
    shown: dict[_Label, str]
    """The currencies in which amounts are shown."""
    alone: tuple[str, ...]
    named: bool
    """Whether a label names the customer."""


def with_forms(source: Source, synonyms: Synonyms) -> Source:
    """The file with its forms as one table, a row for each, where the first of them stands."""
    found = [form for g in source.grids if not g.hidden and (form := _form_of(g, synonyms))]
    forms = {form.sheet: form for form in found if form.named}
    if not forms and len(found) > 1:  # then the sheets are called after their customers, which is asked
        forms = {form.sheet: form for form in found if may_name_customer(form.sheet, synonyms)}
        forms = forms if len(forms) > 1 else {}
    if not forms:
        return source
    first = next(iter(forms))
    grids = (g for g in source.grids if g.name == first or g.name not in forms)
    return replace(source, grids=tuple(_table(g, [*forms.values()]) if g.name == first else g for g in grids))


def is_form(grid: Grid, synonyms: Synonyms) -> bool:
    """Whether a sheet holds labels, and beside each of them what it says."""
    return _form_of(grid, synonyms) is not None


def _form_of(grid: Grid, synonyms: Synonyms) -> _Form | None:
    """The form that a sheet is: known labels, each with one thing said beside it."""
    said: dict[_Label, Value] = {}
    shown: dict[_Label, str] = {}
    seen, alone = Counter[str](), list[str]()
    for number, row in enumerate(grid.rows):
        filled = [v for v in row if not blank(v)]
        if len(filled) > 2 or (filled and not isinstance(filled[0], str)):
            return None
        label = str(filled[0]).strip().rstrip(":").strip() if filled else ""
        if len(filled) == 2:
            said[label, seen[label]] = filled[1]
            if sign := _shown(grid, number):
                shown[label, seen[label]] = sign
            seen[label] += 1
        elif label and said and fold(label) not in synonyms.columns:
            alone.append(label)
    targets = [synonyms.columns.get(fold(label)) for label, _ in said]
    known = [t for t in targets if t is not None]
    if len(said) < _FEWEST or len(known) < _KNOWN * len(said) or _is_list(said, synonyms):
        return None
    return _Form(grid.name, said, shown, tuple(alone), named=_NAME in known)


def _shown(grid: Grid, number: int) -> str | None:
    """The currency in which the last cell of a row is shown; None without one."""
    row = grid.rows[number]
    last = max(i for i, value in enumerate(row) if not blank(value))
    signs = (sign for top, at, bottom, sign in grid.shown if at == last and top <= number <= bottom)
    return next(signs, None)


def _is_list(said: dict[_Label, Value], synonyms: Synonyms) -> bool:
    """Whether the first row is a header: then what stands beside its name is a name of a column as well."""
    (label, _), value = next(iter(said.items()))
    return isinstance(value, str) and fold(value) in synonyms.columns and fold(label) in synonyms.columns


def _table(grid: Grid, forms: Sequence[_Form]) -> Grid:
    labels = tuple(dict.fromkeys(label for form in forms for label in form.said))
    by_sheet = not any(form.named for form in forms)
    rows, names, shown = list[tuple[Value, ...]](), list[str](), list[Shown]()
    for form in forms:
        if by_sheet:
            rows.append((form.sheet,))
        at = len(rows) + 1
        shown += [(at, labels.index(label), at, sign) for label, sign in form.shown.items()]
        rows.append(tuple(form.said.get(label) for label in labels))
        names += [form.sheet] * (1 + by_sheet)
    places = range(2 + by_sheet, len(rows) + 2, 1 + by_sheet)
    where = _few([f"row {at} is “{form.sheet}”" for at, form in zip(places, forms, strict=True)])
    notes = [f"{counted(len(forms), 'sheet', 'is')} read as a form, one customer each: {where}."]
    if alone := [*dict.fromkeys(f"“{text}”" for form in forms for text in form.alone)]:
        notes.append(f"Left out, as nothing stands beside it: {_few(alone)}.")
    head = tuple(text for text, _ in labels)
    name = grid.name if len(forms) == 1 else FORMS
    over = tuple(range(1, len(rows) + 1, 2)) if by_sheet else ()
    return Grid(
        name, (head, *rows), notes=(*grid.notes, *notes), shown=tuple(shown), forms=tuple(names), over=over
    )


def chosen_forms(grid: Grid, sheets: Collection[str]) -> Grid:
    """The grid with the rows of the chosen sheets only, where it was made of forms and is not chosen as a whole."""
    if not grid.forms or grid.name in sheets or not sheets:
        return grid
    rows = (row if form in sheets else () for form, row in zip(grid.forms, grid.rows[1:], strict=True))
    return replace(grid, rows=(grid.rows[0], *rows))


def _few(said: Sequence[str]) -> str:
    return first_of(said[:_SHOWN], len(said))
