"""A next step is a task that a row names: the same step is one task, and one that is put off is moved."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.bench import PROVISIONAL, Bench, Laid
from csdesk.domain.imports.bench.where import Where
from csdesk.domain.imports.cells.days_in_text import without_day
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.rows.gone_over import alike
from csdesk.domain.imports.rows.sameness import words_that_came
from csdesk.domain.imports.sheets.step_days import tells_by_words
from csdesk.domain.imports.vocabulary.folding import fold
from csdesk.domain.imports.vocabulary.targets import SHEET_NOUNS
from csdesk.domain.tasks import Task, TaskStatus

_TASK = SHEET_NOUNS["task"]


def lay_next_step(
    record: Record,
    account: AccountId,
    day: date | None,
    bench: Bench,
    laid: Laid,
    *,
    only: Where | None = None,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Lay the next step that a row names, written down on a day; the same step for the same day is one task.

    `only` is the place of a row that names the one next step of its customer: an open task of the book that is called
    so gets the row's day. A follow-up beside a touch is one of several. Where the day is told in the words of the step,
    as the `headers` by target say, the same words are no news, whatever day the book has, and other days in them move
    it.
    """
    title = record.values.get("task.title")
    if not title:
        return
    due = record.values.get("task.due_on")
    mine = bench.of(Task, account)
    called = [t for t in mine if title in {t.title, words_that_came(_TASK, t, bench)}]
    if there := [t for t in called if t.due_on == due]:
        if only:
            bench.claimed.setdefault(there[0].id, only)
        return
    if only and tells_by_words(headers) and any(t.due_on for t in called):
        return
    if only and (moved := _put_off(called, only, bench) or _reworded(title, account, only, bench)):
        bench.merge(moved, {"title": title, "due_on": due}, laid)
        return
    fresh = bench.new_id()
    created = min((d for d in (day, due) if d), default=None)
    bench.add(Task(id=fresh, account=account, title=title, due_on=due, created_on=created), laid)


def _reworded(title: str, account: AccountId, where: Where, bench: Bench) -> Task | None:
    """The only open task of a customer whose words are those of the title but for the day in them."""
    said = fold(without_day(title) or "")
    mine = bench.of(Task, account)
    same = [t for t in mine if said and fold(without_day(t.title) or "") == said]
    return _put_off(same, where, bench) or _put_off(
        [t for t in mine if _is_alike(t, title, bench)], where, bench
    )


def _is_alike(task: Task, title: str, bench: Bench) -> bool:
    """Whether a step that an import brought is called so, but that its words were gone over in the list."""
    return task.id in bench.known.brought.get("tasks", ()) and alike(
        words_that_came(_TASK, task, bench), title
    )


def _put_off(called: list[Task], where: Where, bench: Bench) -> Task | None:
    """The only open task of those, where the book has it and no other row of the files speaks of it."""
    there = [t for t in called if t.status is TaskStatus.OPEN and not t.id.startswith(PROVISIONAL)]
    if len(there) != 1 or bench.claimed.setdefault(there[0].id, where) != where:
        return None
    return there[0]
