"""A next step that a list named once and names no more is asked about: an empty cell erases nothing by itself."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

from csdesk.domain.accounts import Account, Status
from csdesk.domain.imports.bench.bench import Bench
from csdesk.domain.imports.bench.plan import FieldChange, Result, RowPlan
from csdesk.domain.imports.bench.remembered import undated
from csdesk.domain.imports.rows.sameness import words_that_came
from csdesk.domain.imports.rows.strangers import called_by
from csdesk.domain.imports.sheets.sheets import Sheet
from csdesk.domain.imports.tables.questions import Asking, Choice, Question, counted
from csdesk.domain.imports.vocabulary.targets import SHEET_NOUNS
from csdesk.domain.names import name_key
from csdesk.domain.phrases import first_said
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.domain.values import dataclass

_TITLE = "task.title"
_DONE, _DROPPED, _KEEP = "done", "dropped", "keep"
_CUSTOMERS = frozenset({"account", "subscription"})
_NAMES = frozenset({Result.SAME, Result.CHANGED, Result.NEW, Result.CONFLICT})
_SHOWN, _LONGEST = 5, 60
_BECOMES = {
    _DONE: ("is done", "are done"),
    _DROPPED: ("is dropped", "are dropped"),
    _KEEP: ("stays open", "stay open"),
}
Rows = tuple[RowPlan, ...]


@dataclass(frozen=True, slots=True)
class GoneStep:
    """A step that no row names any more, with the row that names its customer."""

    row: int
    task: Task
    account: Account

    @property
    def title(self) -> str:
        """What is to be done, in one line."""
        line = " ".join(self.task.title.split())
        return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def gone_steps(
    sheets: Iterable[Sheet], rows: Mapping[str, Rows], bench: Bench
) -> Mapping[str, Sequence[GoneStep]]:
    """The open steps that lists of before brought and no sheet names any more, by the first sheet of customers with a
    column of steps that names their customer.

    They are those of imports all of whose sheets with such a column came again.
    """
    lists = [s for s in sheets if s.header(_TITLE) and not s.table.partial]
    brought = [*_brought(lists, bench)]
    if not brought:
        return {}
    told, found = {*_told(lists, bench)}, dict[str, list[GoneStep]]()
    places = {uid: (sheet, row) for sheet, row, uid in reversed([*_named(lists, rows, bench)])}
    for task in brought:
        account = bench.find(Account, task.account)
        if account is None or account.id not in places or not _is_gone(task, account, told, bench):
            continue
        sheet, row = places[account.id]
        if task.created_on is None or task.created_on <= sheet.day:
            found.setdefault(sheet.name, []).append(GoneStep(row, task, account))
    return found


def lay_gone_steps(
    sheet: Sheet, rows: Rows, gone: Sequence[GoneStep], bench: Bench, asking: Asking
) -> tuple[Rows, tuple[str, ...]]:
    """The rows with what becomes of the steps that are gone, as was answered, and what is told of these."""
    if not gone:
        return rows, ()
    header = sheet.header(_TITLE)
    said = asking.said(question := _question(sheet.name, header, gone))
    answer = said or str(question.default)
    by_row: dict[int, list[GoneStep]] = {}
    for step in gone:
        by_row.setdefault(step.row, []).append(step)
        if answer != _KEEP:
            bench.put(_become(step.task, TaskStatus(answer), sheet.day))
    becomes = _BECOMES[answer][len(gone) > 1]
    note = f"{_many(gone)} not in “{header}” any more, and {becomes}: {_listed(gone)}."
    made = rows if answer == _KEEP else tuple(_with(r, by_row.get(r.row, ()), answer) for r in rows)
    return made, (note,) if said else ()


def _become(task: Task, status: TaskStatus, day: date) -> Task:
    """A step that is done or dropped: it was done before the list was made, where it was there before."""
    done_on = max(task.created_on or date.min, day - timedelta(days=1))
    return replace(task, status=status, done_on=done_on if status is TaskStatus.DONE else None)


def _told(lists: Iterable[Sheet], bench: Bench) -> Iterator[tuple[str, str]]:
    """What rows call steps, with the ID of their account and how they call it."""
    for sheet in lists:
        for record in sheet.records:
            if title := record.get(_TITLE):
                yield bench.spoken.get((sheet.name, record.row), ""), str(title)
                yield called_by(record), str(title)


def _named(
    lists: Iterable[Sheet], rows: Mapping[str, Rows], bench: Bench
) -> Iterator[tuple[Sheet, int, str]]:
    """The rows that name a customer, and were laid, with the ID of the account."""
    for sheet in lists:
        if sheet.mapping.noun in _CUSTOMERS and not sheet.mapping.own:
            for row in rows[sheet.name]:
                uid = bench.spoken.get((sheet.name, row.row))
                if uid and row.result in _NAMES:
                    yield sheet, row.row, uid


def _brought(lists: Collection[Sheet], bench: Bench) -> Iterator[Task]:
    """The tasks of imports all of whose sheets with a column of steps are among these."""
    for came in bench.known.steps:
        if all(any(_is_of(sheet, tab, bench) for sheet in lists) for tab in came.sheets):
            yield from (task for uid in came.tasks if (task := bench.find(Task, uid)))


def _is_of(sheet: Sheet, tab: str, bench: Bench) -> bool:
    """Whether a sheet is the one of before, or that of another day with this column."""
    if tab == sheet.name:
        return True
    before = bench.known.mapped.get(tab, {})
    return undated(tab) == undated(sheet.name) and before.get(sheet.header(_TITLE)) == _TITLE


def _is_gone(task: Task, account: Account, told: Set[tuple[str, str]], bench: Bench) -> bool:
    """Whether a task is open, its customer is none who left, and nobody names it or said here what became of it."""
    if task.status is not TaskStatus.OPEN or account.status in {Status.LOST, Status.ARCHIVED}:
        return False
    if task.id in bench.claimed or bench.blanks.is_told(task.id) or _is_edited(task, bench):
        return False
    calls = (account.id, name_key(account.account), account.external_id or "")
    words = words_that_came(SHEET_NOUNS["task"], task, bench)
    return told.isdisjoint((call, title) for call in calls for title in {task.title, words})


def _is_edited(task: Task, bench: Bench) -> bool:
    return ("tasks", task.id, "status") in bench.known.edited


def _with(row: RowPlan, gone: Sequence[GoneStep], answer: str) -> RowPlan:
    """A row with what becomes of steps that it names no more."""
    if not gone:
        return row
    changes = [
        FieldChange("task", s.task.id, "status", f"“{s.title}”", TaskStatus.OPEN, answer) for s in gone
    ]
    told = "; ".join(f"{c.header} {c.old} → {c.new}" for c in changes)
    if row.result is Result.SAME:
        return replace(row, result=Result.CHANGED, what=told, changes=tuple(changes))
    return replace(row, what=f"{told}; {row.what}", changes=(*changes, *row.changes))


def _owned(step: GoneStep) -> str:
    return f"{step.account.account}: {step.title}"


def _listed(gone: Sequence[GoneStep]) -> str:
    return first_said([*map(_owned, gone[:_SHOWN])], len(gone))


def _many(gone: Sequence[GoneStep]) -> str:
    return counted(len(gone), "open next step", "is")


def _question(sheet: str, header: str, gone: Sequence[GoneStep]) -> Question:
    one = len(gone) == 1
    they_are, they_stay = ("it is", "it stays") if one else ("they are", "they stay")
    return Question(
        key=f"finished:{sheet}:{header}",
        sheet=sheet,
        rows=tuple(step.row for step in gone),
        seen=tuple(map(_owned, gone[:_SHOWN])),
        choices=(
            Choice(_DONE, f"Yes: {they_are} done"),
            Choice(_DROPPED, f"No, {they_are} dropped: nobody does {'it' if one else 'them'} any more"),
            Choice(_KEEP, f"No: {they_stay} open"),
        ),
        default=_DONE,
        text=f"{_many(gone)} not in “{header}” any more. {'Is it' if one else 'Are they'} done?",
        evidence=f"{_listed(gone)}.",
    )
