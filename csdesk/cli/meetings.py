"""The meetings of a calendar on the command line: listed with numbers, logged by them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csdesk.cli.session import Session

if TYPE_CHECKING:
    from csdesk.services.correspondence.meetings import FoundMeetings, MeetingTouch


def meetings(session: Session, path: Path, *, log: str | None, back: int | None) -> None:
    """List the meetings with customers of the last days; log those whose numbers are given."""
    from csdesk.domain.touches import Touch
    from csdesk.services.correspondence.meetings import BACK, log_meetings, meetings_to_log

    days = back or BACK
    if not log:
        with session.reading() as book:
            found = meetings_to_log(book, path, today=session.today(book), back=days)
        session.show(_facts(found, [], None), _lines(found))
        return
    with session.writing() as book:
        today = session.today(book)
        found = meetings_to_log(book, path, today=today, back=days)
        chosen = _chosen(found, log)
        done = log_meetings(book, chosen, today=today) if chosen else None
    ids = [r.id for r in done.rows if r.noun is Touch] if done else []
    undo = f" Undo: {session.command(f'undo {done.n}')}" if done else ""
    session.show(_facts(found, ids, done.n if done else None), [f"Logged {len(ids):,} of them.{undo}"])


def _chosen(found: "FoundMeetings", log: str) -> "list[MeetingTouch]":
    """The meetings that are meant: by their numbers, or all that were not logged."""
    if log.strip().casefold() == "all":
        return [m for m in found.meetings if m.seen is None]
    numbers = [part.strip() for part in log.split(",") if part.strip()]
    if not all(n.isdecimal() and 1 <= int(n) <= len(found.meetings) for n in numbers):
        raise click.UsageError(_numbers_wanted(len(found.meetings)))
    return [found.meetings[n - 1] for n in sorted({int(n) for n in numbers})]


def _numbers_wanted(listed: int) -> str:
    if not listed:
        return "There is no meeting with a customer to log."
    return f"--log takes numbers from 1 to {listed}, or all."


def _facts(found: "FoundMeetings", ids: list[str], undo: int | None) -> dict[str, object]:
    return {
        "meetings": [
            {
                "n": n,
                "account": m.account.account,
                "on": m.on.isoformat(),
                "title": m.title,
                "kind": str(m.kind),
                "minutes": m.minutes,
                "people": [c.name for c in m.people],
                "newcomers": [address for _, address in m.newcomers],
                "logged": m.seen is not None,
            }
            for n, m in enumerate(found.meetings, 1)
        ],
        "left_out": found.left_out,
        "ids": ids,
        "undo": undo,
    }


def _lines(found: "FoundMeetings") -> Iterator[str]:
    from csdesk.cli.tables import aligned
    from csdesk.wording import count

    rows = [
        (
            str(n),
            "logged" if m.seen else "",
            m.on.isoformat(),
            m.account.account,
            m.title,
            f"{m.minutes} min",
            ", ".join([*(c.name for c in m.people), *(address for _, address in m.newcomers)]),
        )
        for n, m in enumerate(found.meetings, 1)
    ]
    yield from aligned(rows, right={0, 5}) if rows else ["No meeting with a customer in it."]
    if found.left_out:
        yield f"{count(found.left_out, 'event')} could not be read."
