"""Importing: what a person's files would bring, and bringing it in one change that can be undone."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.arrivals import Arrival
from csdesk.domain.changes import ChangeSet, Verb
from csdesk.domain.custom import CustomValue
from csdesk.domain.errors import (
    CsdeskError,
    ImportCancelled,
    ImportOutdated,
    ImportRefused,
    ImportUndecided,
    NoSuchSheet,
)
from csdesk.domain.fields import Kind, noun_of
from csdesk.domain.imports.bench.bench import PROVISIONAL
from csdesk.domain.imports.bench.plan import Arrived, Plan, Result, SheetPlan
from csdesk.domain.imports.cells.grid import Source
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.imports.rows.complete import left_key
from csdesk.domain.imports.sheets.around import Options
from csdesk.domain.imports.sheets.each_sheet import with_each_sheet
from csdesk.domain.imports.tables.forms import with_forms
from csdesk.domain.imports.vocabulary.targets import SHEET_NOUNS
from csdesk.domain.nouns import NOUNS
from csdesk.domain.preferences import CURRENCY, Preference
from csdesk.domain.progress import Progress, tell
from csdesk.domain.subscriptions import Subscription
from csdesk.domain.values import made_of
from csdesk.exchange.how import How
from csdesk.services.book.keeping import keep_before
from csdesk.services.book.synonyms import synonyms
from csdesk.services.book.uncollected import uncollected
from csdesk.store.book import Book
from csdesk.store.history import newest_number
from csdesk.store.matching import known_of
from csdesk.store.rows import mapper

_CHUNK = 2_000


def read_files(
    files: Iterable[Path],
    *,
    day: date,
    how: Mapping[Path, How] | How | None = None,
    goes: Callable[[], bool] | None = None,
    called: Mapping[Path, str] | None = None,
) -> tuple[Source, ...]:
    """Read the files; `day` is today, `how` what was said of how to read all of them, or each; `called` their names in
    the import, else those of one name are told apart.

    `goes` says False when they are not wanted any more; it is asked from another thread.
    Raises: as `csdesk.exchange.reading.read`.
    """
    from csdesk.exchange.reading import read

    def one(path: Path) -> Source:
        try:
            return read(path, day=day, how=_how(how, path), goes=goes)
        except CsdeskError as error:
            if error.where == path.name:
                error.where = names[path]
            raise

    paths = tuple(files)
    names = called or told_apart(paths)
    with uncollected():
        return tuple(_as_tables(replace(one(path), file=names[path])) for path in paths)


def _as_tables(source: Source) -> Source:
    """The file with sheets that are one customer each as one table."""
    return with_forms(with_each_sheet(source, synonyms()), synonyms())


def told_apart(files: Sequence[Path], there: Mapping[str, Path] | None = None) -> dict[Path, str]:
    """What files are called in an import: by their names, and of those with one name, each with its folder.

    `there` are those that the import has already.
    """
    taken = dict(there or {})
    known = {path: name for name, path in taken.items()}
    found: dict[Path, str] = {}
    for path in dict.fromkeys(files):
        others = [p for p in files if p.name == path.name and p != path]
        names = [f"{path.parent.name}/{path.name}", str(path)]
        alone = not others and taken.get(path.name, path) == path
        name = known.get(path) or next(
            n for n in ([path.name] if alone else names) if taken.get(n, path) == path
        )
        found[path], taken[name] = name, path
    return found


def _how(how: Mapping[Path, How] | How | None, path: Path) -> How | None:
    return how.get(path) if isinstance(how, Mapping) else how


def plan_import(
    book: Book,
    sources: Iterable[Source],
    answers: Mapping[str, str],
    *,
    today: date,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Plan:
    """What importing the files would do; nothing is written.

    Raises: NoSuchSheet, NoSuchChoice, NoSuchQuestion, ImportCancelled.
    """
    read = tuple(sources)
    _check_sheets(read, options)
    known = known_of(book)
    with uncollected():
        return plan_files(read, known, answers, synonyms(), today=today, options=options, progress=progress)


def _check_sheets(sources: tuple[Source, ...], options: Options | None) -> None:
    grids = [grid for source in sources for grid in source.grids]
    names = [*dict.fromkeys(name for grid in grids for name in (grid.name, *grid.forms))]
    whole = {f"{source.file} {grid.name}" for source in sources for grid in source.grids}
    for wanted in options.sheets if options else ():
        if wanted not in names and wanted not in whole:
            raise NoSuchSheet(sheet=wanted, sheets=", ".join(f"“{n}”" for n in names))


def apply_import(
    book: Book, plan: Plan, *, today: date, progress: Progress | None = None, valid_only: bool = False
) -> ChangeSet | None:
    """Bring what a plan says, in one change; None where the book has it all already.

    All or nothing: refused rows refuse the file, unless `valid_only` brings the others.
    Raises: ImportOutdated, ImportUndecided, ImportRefused, ImportCancelled, NotSaved.
    """
    label = ", ".join(f.file for f in plan.files)
    if plan.open:
        raise ImportUndecided(count=len(plan.open), first=plan.open[0].key, where=label)
    if plan.refused and not valid_only:
        first = plan.refused[0]
        raise ImportRefused(
            count=len(plan.refused), sheet=first.sheet, row=first.row, what=first.what, where=label
        )
    if not plan.values and not plan.drops and all(f.before for f in plan.files):
        return None
    if plan.operation not in {None, newest_number(book)}:
        raise ImportOutdated(where=label)
    keep_before(book, "an import")
    with uncollected():
        return _brought(book, plan, label, today, progress)


def _brought(book: Book, plan: Plan, label: str, today: date, progress: Progress | None) -> ChangeSet:
    currency = _first_currency(book, plan)
    with book.change(Verb.IMPORT, label=label, today=today) as change:
        fresh = _put(book, plan, progress)
        for value in plan.drops:
            book.drop(value)
        if currency:
            book.put(Preference(id=CURRENCY, value=currency))
        book.put_all(
            [
                _arrival(s, f, plan, book.new_id(), fresh)
                for f in plan.files
                for s in plan.sheets
                if s.file == f.file
            ]
        )
    return change.done


def _first_currency(book: Book, plan: Plan) -> str | None:
    """What becomes the book's currency: that of all contracts of its first list, where nobody chose one before."""
    if book.preference(CURRENCY) or any(book.all(noun) for noun in (Arrival, Subscription)):
        return None
    told = {value.currency for value in plan.values if isinstance(value, Subscription)}
    return told.pop() if len(told) == 1 and "USD" not in told else None


def _put(book: Book, plan: Plan, progress: Progress | None) -> dict[str, str]:
    """Write the plan's values, in pieces between which it may be cancelled; how far it is, is told in its rows.

    Gives the new ids by the provisional ones, of rows to which others refer. Raises: ImportCancelled.
    """
    done, told, total = 0, 0, len(plan.values)
    moving = plan.count(Result.NEW) + plan.count(Result.CHANGED)
    fresh: dict[str, str] = {}
    referred = _referred(plan)
    for new, rows in _pieces(plan):
        if done >= told:
            tell(progress, moving * done // total, moving, ImportCancelled)
            told += _CHUNK
        noun: type = type(rows[0])
        columns = mapper(noun).facts(rows)
        if new:
            called, columns[0] = columns[0], book.new_ids(len(rows))
            if noun in referred:
                fresh |= zip(called, columns[0], strict=True)
        _refer(noun, columns, fresh)
        if new:
            book.add_columns(noun, columns)
        else:
            book.put_all(made_of(noun, columns))
        done += len(rows)
    tell(progress, moving, moving, ImportCancelled)
    return fresh


def _referred(plan: Plan) -> frozenset[type]:
    """The nouns to whose rows others refer: all of them, where what a custom field says comes with them."""
    nouns = [noun_of(noun) for noun in NOUNS]
    tables = {f.refers for noun in nouns for f in noun.fields}
    custom = CustomValue in map(type, plan.values)
    return frozenset(noun.type for noun in nouns if custom or noun.table in tables)


def _pieces(plan: Plan) -> Iterator[tuple[bool, list[Any]]]:
    """The values of one noun after the other, those that are new first; every reference points backwards."""
    by_noun: dict[type, list[Any]] = {noun: [] for noun in NOUNS}
    for noun, values in groupby(plan.values, type):
        by_noun[noun] += values
    for noun, rows in by_noun.items():
        ordered = _parents_first(rows) if noun is Account else rows
        added = [v for v in ordered if v.id.startswith(PROVISIONAL)]
        known = [v for v in ordered if not v.id.startswith(PROVISIONAL)] if len(added) < len(rows) else []
        for new, some in ((True, added), (False, known)):
            yield from ((new, some[at : at + _CHUNK]) for at in range(0, len(some), _CHUNK))


def _refer(noun: type, columns: list[Sequence[Any]], fresh: Mapping[str, str]) -> None:
    """Set the ids that rows get into the columns of those that refer to them."""
    for at, many in _references(noun):
        if many:
            columns[at] = [tuple(fresh.get(uid, uid) for uid in some) for some in columns[at]]
        else:
            columns[at] = [fresh.get(uid, uid) for uid in columns[at]]


@cache
def _references(noun: type) -> tuple[tuple[int, bool], ...]:
    """Which fields of a noun are the ID of another row, or of many."""
    ids = {Kind.REFERENCE, Kind.REFERENCES}
    return tuple(
        (at, f.kind is Kind.REFERENCES)
        for at, f in enumerate(noun_of(noun).fields)
        if f.kind in ids or f.name == "row"
    )


def _parents_first(rows: list[Account]) -> list[Account]:
    accounts = {v.id: v for v in rows}

    def depth(value: Any) -> int:
        count, seen = 0, set()
        while isinstance(value, Account) and value.parent in accounts and value.id not in seen:
            seen.add(value.id)
            value, count = accounts[value.parent], count + 1
        return count

    return sorted(accounts.values(), key=depth)


def _arrival(sheet: SheetPlan, file: Arrived, plan: Plan, uid: str, fresh: Mapping[str, str]) -> Arrival:
    return Arrival(
        id=uid,
        file=sheet.file,
        tab=sheet.sheet,
        sha256=file.sha256,
        on=sheet.day,
        nouns=",".join(SHEET_NOUNS[word].table for word in _whole_tables(sheet)),
        rows=len(sheet.rows),
        complete_through=sheet.complete_through,
        headers=_json([c.header for c in sheet.columns]),
        mapping=_json({c.header: c.sent for c in sheet.columns}),
        answers=_json(_answers(sheet, plan, fresh)),
        new=sheet.count(Result.NEW),
        changed=sheet.count(Result.CHANGED),
        left_out=sheet.count(Result.LEFT_OUT),
        refused=sheet.count(Result.REFUSED),
    )


def _answers(sheet: SheetPlan, plan: Plan, fresh: Mapping[str, str]) -> dict[str, str | None]:
    """What was answered for a sheet: its questions, where single columns go, what single cells should say, and whose
    other names are known."""
    names = {f"name:{at}:{name}": fresh.get(uid, uid) for at, name, uid in plan.names if at == sheet.sheet}
    names |= {f"called:{at}:{uid}:{name}": uid for at, name, uid in plan.called if at == sheet.sheet}
    left = {left_key(at): " ".join(uids) for at, uids in plan.left.items() if at == sheet.sheet and uids}
    told = (f"column:{sheet.sheet}:", f"cell:{sheet.sheet}:")
    columns = {k: v for k, v in plan.answers.items() if k.startswith(told)}
    asked = {q.key: q.answer for q in plan.questions if q.sheet == sheet.sheet}
    return columns | names | left | asked


def _whole_tables(sheet: SheetPlan) -> list[str]:
    """The nouns of which the sheet is a table: one last call a customer is no table of touches."""
    if sheet.nouns and "account" in sheet.nouns and sheet.row_noun == "account":
        return [n for n in sheet.nouns if n in {"account", "contact", "subscription"}]
    return [sheet.row_noun]


def _json(facts: object) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)
