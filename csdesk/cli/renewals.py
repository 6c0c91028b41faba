"""The verb `renewals`: which term ends are due, and what cannot be placed."""

from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from csdesk.cli.amounts import UNKNOWN, day_text, money_cells, shown, totals
from csdesk.cli.forecasts import forecast_facts, forecast_lines
from csdesk.cli.lists import Rows, out_option
from csdesk.cli.lists import written as written_lists
from csdesk.cli.session import Session, verb
from csdesk.cli.tables import aligned
from csdesk.domain.days import day_of

if TYPE_CHECKING:
    from csdesk.domain.revenue.accounts import Told
    from csdesk.services.correspondence.calendars import WrittenCalendar
    from csdesk.services.renewals.outlook import Outlook
    from csdesk.services.renewals.renewals import Board, DueRenewal, Unplaced
    from csdesk.store.book import Book


@verb(as_of=True)
@click.option("--from", "first", metavar="DAY", help="The first due day; today, if not given.")
@click.option("--to", "last", metavar="DAY", help="The last due day; 90 days ahead, if not given.")
@click.option(
    "--ics",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write them as a calendar with alarms, too.",
)
@out_option
def renewals(
    session: Session, first: str | None, last: str | None, ics: Path | None, out: Path | None
) -> None:
    """The renewals that are due, each with its notice deadline.

    First come the lines that cannot be placed: without an end, without known notice or auto-renewal, or
    past their end, undecided or renewed on terms that nobody entered. Last come those that are due later, but whose
    notice has to be given within these days.

    \b
    Example: csdesk renewals --to +90d
             csdesk renewals --to +365d --ics renewals.ics
             csdesk renewals --to +365d -o renewals.xlsx
    """
    from csdesk.services.renewals.outlook import outlook
    from csdesk.services.renewals.renewals import DEFAULT_DAYS

    with session.reading() as book:
        day = session.day(book)
        begin = day_of(first, today=day) if first else day
        end = day_of(last, today=day) if last else max(begin, day) + timedelta(days=DEFAULT_DAYS)
        found = outlook(book, begin, end, as_of=day)
        written = _calendar(book, ics, begin, end, day) if ics else None
    board, told = found.board, found.told
    facts: dict[str, Any] = {
        "as_of": day.isoformat(),
        "from": begin.isoformat(),
        "to": end.isoformat(),
        **_all_facts(found),
    }
    expected = [line for f in found.forecasts for line in forecast_lines(f)] if board.renewals else []
    lines = [*_unplaced_lines(board, told, session), *_due_lines(board, told)]
    lines += [*expected, *_later_lines(board)]
    if written:
        facts["ics"] = asdict(written)
        lines.append(f"{written.entries} entries written: {written.file}")
    if out:
        facts["out"] = written_to = written_lists(out, _lists(facts), day)
        lines.append(f"Wrote {written_to['file']}")
    session.show(facts, lines)


def _all_facts(found: "Outlook") -> dict[str, Any]:
    board = found.board
    return {
        "renewals": [_facts(r) for r in board.renewals],
        "forecasts": [forecast_facts(f) for f in found.forecasts],
        "due_later": [_facts(r) for r in board.due_later],
        "cannot_be_placed": [_unplaced_facts(u) for u in board.unplaced],
    }


def _lists(facts: dict[str, Any]) -> dict[str, Rows]:
    return {
        "Renewals": facts["renewals"],
        "Due later": facts["due_later"],
        "Cannot be placed": facts["cannot_be_placed"],
    }


def _calendar(book: "Book", path: Path, first: date, last: date, day: date) -> "WrittenCalendar":
    from csdesk.services.correspondence.calendars import write_calendar

    return write_calendar(book, path, first, last, as_of=day)


def _facts(r: "DueRenewal") -> dict[str, object]:
    from csdesk.domain.money import amount_text
    from csdesk.domain.revenue.arithmetic import in_words

    return {
        "id": r.id,
        "account": r.account,
        "product": r.product,
        "due_on": r.due_on.isoformat(),
        "notice_on": r.notice_on.isoformat() if r.notice_on else None,
        "notice_on_theirs": r.notice_on_theirs.isoformat() if r.notice_on_theirs else None,
        "notice_days": r.notice.days if r.notice else None,
        "notice_counted_in": r.notice.counted.value if r.notice else None,
        "arithmetic": in_words(r.notice) if r.notice else None,
        "notice": r.leaving.value,
        "missing": [m.value for m in r.missing],
        "category": r.category.value,
        "amount": None if r.amount is None else amount_text(r.amount, r.currency),
        "forecast": None if r.forecast is None else amount_text(r.forecast, r.currency),
        "new_arr": None if r.new_arr is None else amount_text(r.new_arr, r.currency),
        "currency": r.currency,
        "health": None if r.health is None else float(r.health),
        "band": r.band.value if r.band else None,
        "yours": r.yours,
        "outcome": r.outcome.value,
        "reason": r.reason,
        "term_confirmed": not r.assumed,
    }


def _unplaced_facts(u: "Unplaced") -> dict[str, object]:
    from csdesk.domain.money import amount_text

    return {
        "id": u.subscription_id,
        "account": u.account,
        "product": u.product,
        "missing": [m.value for m in u.missing],
        "end": u.due_on.isoformat() if u.due_on else None,
        "written_end": u.written_end.isoformat() if u.written_end else None,
        "arr": None if u.arr is None else amount_text(u.arr, u.currency),
        "currency": u.currency,
        "term_confirmed": not u.assumed,
    }


def _unplaced_lines(board: "Board", told: "Told", session: Session) -> list[str]:
    if not board.unplaced:
        return []
    sums = totals(told.together([(u.arr, u.currency) for u in board.unplaced]))
    rows = [
        [
            u.account,
            u.product,
            ", ".join(m.value for m in u.missing),
            _end(u),
            *money_cells(u.arr, u.currency),
        ]
        for u in board.unplaced
    ]
    header = ["Account", "Product", "Missing", "Term ends", "ARR", ""]
    loose = [u for u in board.unplaced if u.without_contract]
    without = totals(told.together([(u.arr, u.currency) for u in loose]))
    said = [f"Live without a contract: {len(loose):,}, ARR {without}"]
    listed = {r.subscription_id for r in board.renewals if r.missing}
    twice = sum(u.subscription_id in listed for u in board.unplaced)
    said = said if loose else []
    if twice:
        said.append(f"Due below, too: {twice}, marked * there, as their end is known and the leaving is not")
    return [
        f"Cannot be placed: {len(rows):,}, ARR {sums}",
        *said,
        *aligned(rows, right={4}, header=header),
        *_next_step(board, session),
        "",
    ]


def _next_step(board: "Board", session: Session) -> list[str]:
    """How the first line that lacks a part of its term is placed; nothing where all of them have theirs."""
    from csdesk.domain.revenue.due import Missing

    parts = {
        Missing.NO_END: "end=DAY",
        Missing.NOTICE: "notice_days=DAYS",
        Missing.AUTO_RENEW: "auto_renew=YES-OR-NO",
    }
    line = next((u for u in board.unplaced if not parts.keys().isdisjoint(u.missing)), None)
    if line is None:
        return []
    fields = " ".join(said for missing, said in parts.items() if missing in line.missing)
    how = f"To place {line.account}: {session.command(f'set subscription {line.subscription_id} {fields}')}"
    by_the_month = "; what runs by the month: period=month" if Missing.NO_END in line.missing else ""
    return [f"{how}{by_the_month}", "--json names the ID of each."]


def _end(u: "Unplaced") -> str:
    if u.assumed:
        return f"{day_text(u.due_on)} (assumed)"
    rolled = u.written_end is not None and u.due_on != u.written_end
    return f"{day_text(u.due_on)} (written {day_text(u.written_end)})" if rolled else day_text(u.due_on)


def _due_lines(board: "Board", told: "Told") -> list[str]:
    sums = totals(told.together([(r.amount, r.currency) for r in board.renewals]))
    title = f"Due {day_text(board.first)} to {day_text(board.last)}: {len(board.renewals):,}"
    if not board.renewals:
        return [f"Due {day_text(board.first)} to {day_text(board.last)}: none"]
    header = ["Due on", "Account", "Product", "Notice", "Category", "ARR", "", "Health", "Outcome"]
    rows = [_row(r, board.as_of) for r in board.renewals]
    if any(r.new_arr is not None for r in board.renewals):
        header.append("New ARR")
        rows = [[*row, _new_arr(r)] for row, r in zip(rows, board.renewals, strict=True)]
    rows = [[*row, r.reason or ""] for row, r in zip(rows, board.renewals, strict=True)]
    return [f"{title}, ARR {sums}", *aligned(rows, right={5, len(header) - 1}, header=[*header, "Reason"])]


def _later_lines(board: "Board") -> list[str]:
    if not board.due_later:
        return []
    rows = [[r.account, r.product, _notice(r, board.as_of), day_text(r.due_on)] for r in board.due_later]
    title = f"Due later, but notice has to be given by {day_text(board.last)}: {len(rows):,}"
    return ["", title, *aligned(rows, right=set(), header=["Account", "Product", "Notice", "Due on"])]


def _row(r: "DueRenewal", today: date) -> list[str]:
    return [
        day_text(r.due_on) + (" (assumed)" if r.assumed else "") + (" *" if r.missing else ""),
        r.account,
        r.product,
        _notice(r, today),
        r.category.value,
        *money_cells(r.amount, r.currency),
        _health_text(r),
        r.outcome.value,
    ]


def _new_arr(r: "DueRenewal") -> str:
    if not r.outcome.renewed:
        return ""
    return UNKNOWN if r.new_arr is None else shown(r.new_arr, r.currency)


def _notice(r: "DueRenewal", today: date) -> str:
    from csdesk.domain.renewals import Outcome
    from csdesk.domain.revenue.noticing import leaving_text

    if r.outcome is not Outcome.OPEN:
        return ""
    said = leaving_text(r.due_on, r.notice, r.auto_renew, today=today, day=day_text)
    moved = r.notice is not None and r.notice.moved and said.startswith("by ")
    return f"{said} (theirs {day_text(r.notice_on_theirs)})" if moved else said


def _health_text(r: "DueRenewal") -> str:
    if r.band is None:
        return UNKNOWN
    return f"{r.band.value}, yours" if r.yours else f"{r.health} {r.band.value}"
