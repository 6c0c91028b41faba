"""A call brief is one page to read before a call: what was said last, what is promised, who is there, what comes."""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from csdesk import wording
from csdesk.domain.accounts import Status
from csdesk.domain.contacts import ContactStatus
from csdesk.domain.day_words import spelled
from csdesk.domain.errors import NoSuchAccount
from csdesk.domain.health.score import State
from csdesk.domain.ids import AccountId
from csdesk.domain.money import whole_text
from csdesk.domain.promises import PromiseStatus
from csdesk.domain.revenue.accounts import ended_text, waiting_text
from csdesk.domain.revenue.noticing import notice_text
from csdesk.domain.tasks import Party, TaskStatus
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.services.accounts.portrait import Portrait, portrait_of
from csdesk.store.book import Book

TOUCHES = 3
_MOST = {"Promised": 6, "To do": 4, "Open tickets": 5, "People": 5, "Next dates": 5}
"""How many lines each part has; what is left out is counted, so that it all has room on one sheet."""
_NOTES = 400
_TO_DO = "To do"
"""A part that is only there when there is something in it."""
_ENDED = "Term ended: "
_NOTHING = {
    "Last touches": "No touch yet.",
    "Promised": "Nothing that was promised is open.",
    "Open tickets": "None is open.",
    "People": "Nobody is known yet.",
    "Renewals before": "This is the first.",
    "Next dates": "None is set.",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a brief: what stands left (a day, a name), what it says, and whether it is late."""

    left: str
    says: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """The page: the account's head, and its parts in the order in which they are read."""

    account: str
    as_of: date
    outcome: str
    experience: str
    facts: tuple[Point, ...]
    parts: tuple[tuple[str, tuple[Point, ...]], ...]
    kind: str = "call brief"

    @property
    def title(self) -> str:
        """What the page is called."""
        return f"{self.account}, {self.kind} of {_day(self.as_of)}"


def call_brief(book: Book, account: AccountId, *, as_of: date) -> Brief:
    """The brief of an account on a day. Raises: NoSuchAccount."""
    portrait = portrait_of(book, account, as_of=as_of)
    if portrait is None:
        raise NoSuchAccount(name=account)
    return brief_of(portrait)


def brief_of(portrait: Portrait) -> Brief:
    """The brief of a portrait that was read already."""
    account = portrait.account
    return Brief(
        account=account.account,
        as_of=portrait.as_of,
        outcome=account.required_outcome or "",
        experience=account.appropriate_experience or "",
        facts=tuple(_facts(portrait)),
        parts=tuple(
            (title, _first(points, _MOST.get(title, TOUCHES)))
            for title, points in (
                ("Last touches", tuple(_touches(portrait))),
                ("Promised", tuple(_promises(portrait))),
                (_TO_DO, tuple(_tasks(portrait))),
                ("Open tickets", tuple(_tickets(portrait))),
                ("People", tuple(_people(portrait))),
                ("Next dates", tuple(_dates(portrait))),
            )
            if points or title != _TO_DO
        ),
    )


def brief_lines(brief: Brief) -> list[str]:
    """The brief as plain text."""
    lines = [brief.title, ""]
    lines += [f"Outcome: {brief.outcome or 'not agreed yet'}"]
    lines += [f"How: {brief.experience}"] if brief.experience else []
    lines += [f"{p.left}: {p.says}" for p in brief.facts]
    for title, points in brief.parts:
        lines += ["", title]
        lines += [f"  {_joined(p)}" for p in points] or [f"  {_NOTHING[title]}"]
    return lines


def brief_html(brief: Brief) -> str:
    """The brief as a page to print; nothing in it becomes markup."""
    said = html.escape
    head = [f"<h1>{said(brief.title)}</h1>"]
    head += [f"<p><b>{said(brief.outcome or wording.NO_OUTCOME)}</b><br/>{said(brief.experience)}</p>"]
    rows = "".join(_row(p) for p in brief.facts)
    parts = [
        f"<h2>{said(title)}</h2><table>{''.join(_row(p) for p in points)}</table>"
        if points
        else f"<h2>{said(title)}</h2><p>{said(_NOTHING[title])}</p>"
        for title, points in brief.parts
    ]
    return "".join([*head, f"<table>{rows}</table>", *parts])


def nothing(title: str) -> str:
    """What is said of an empty part."""
    return _NOTHING[title]


def _row(point: Point) -> str:
    left, says = html.escape(point.left), html.escape(point.says)
    return f'<tr><td width="110">{left}</td><td>{"<b>" + says + "</b>" if point.late else says}</td></tr>'


def _joined(point: Point) -> str:
    return f"{point.left}  {point.says}" if point.left else point.says


def _first(points: tuple[Point, ...], most: int) -> tuple[Point, ...]:
    more = len(points) - most
    return points if more <= 1 else (*points[:most], Point("", f"and {more:,} more"))


def _facts(portrait: Portrait) -> Iterator[Point]:
    row, account = portrait.row, portrait.account
    if row.arr is not None and row.currency is not None:
        yield Point("ARR", whole_text(row.arr, row.currency))
    if row.money and row.money.renewal_on:
        money = row.money
        said = notice_text(
            row.money.renewal_on, money.notice, money.auto_renew, today=portrait.as_of, day=_day
        )
        yield Point("Renewal", f"{_day(money.renewal_on)}; {said}")
    if row.money and row.money.ended_on:
        yield Point("Contract", ended_text(row.money, _day), late=True)
    yield Point("Health", _health(portrait))
    if account.judgement is not None:
        why = f": {account.judgement_reason}" if account.judgement_reason else ""
        yield Point("Yours", f"{account.judgement} of 5{why}")
    if account.notes and account.notes.strip():
        yield Point("Notes", _cut(" ".join(account.notes.split())))
    for risk in portrait.risks:
        if risk.closed_on is None or risk.closed_on > portrait.as_of:
            clears = f"; clears when: {risk.clears_when}" if risk.clears_when else ""
            yield Point("Open risk", f"{risk.cause.value}, since {_day(risk.opened_on)}{clears}")
    for gap in portrait.gaps:
        if gap.bridged_on is None:
            bridge = f"bridge: {gap.bridge.value}" if gap.bridge else "no bridge chosen yet"
            yield Point("Gap", f"{gap.gap}; {bridge}")


def _cut(text: str) -> str:
    return text if len(text) <= _NOTES else f"{text[:_NOTES].rsplit(' ', 1)[0]} …"


def _health(portrait: Portrait) -> str:
    score = portrait.row.score
    if score is None or score.score is None or score.band is None:
        return "not scored" + (" (onboarding)" if score and score.state is State.ONBOARDING else "")
    return f"{score.score}, {score.band.value}, at {score.coverage:.0%} coverage".replace("%", " %")


def _touches(portrait: Portrait) -> Iterator[Point]:
    names = portrait.names()
    for touch in portrait.of(Touch)[:TOUCHES]:
        people = ", ".join(names[c] for c in touch.contacts if c in names)
        who = f"{touch.kind.value} with {people}" if people else touch.kind.value
        yield Point(_day(touch.on), f"{wording.choice(who)}: {touch.summary}")


def _promises(portrait: Portrait) -> Iterator[Point]:
    names = portrait.names()
    for promise in [p for p in portrait.promises if p.status is PromiseStatus.OPEN]:
        person = names.get(promise.contact or "", "")
        ours = promise.promised_by is Party.US
        who = (
            (f"to {person}" if person else "")
            if ours
            else f"by {person or f'the {promise.promised_by.value}'}"
        )
        late = promise.due_on is not None and promise.due_on < portrait.as_of
        says = f"{promise.promise}{f' ({who})' if who else ''}{', overdue' if late else ''}"
        yield Point(_day(promise.due_on), says, late)


def _tasks(portrait: Portrait) -> Iterator[Point]:
    tasks = [t for t in portrait.tasks if t.status is TaskStatus.OPEN]
    tasks.sort(key=lambda t: (t.due_on or date.max, t.title, t.id))
    for task in tasks:
        who = "" if task.party is Party.US else f" (the {task.party.value})"
        late = task.due_on is not None and task.due_on < portrait.as_of
        yield Point(_day(task.due_on), f"{task.title}{who}{', overdue' if late else ''}", late)


def _tickets(portrait: Portrait) -> Iterator[Point]:
    found = [t for t in portrait.of(Ticket) if t.closed_at is None or t.closed_at.date() > portrait.as_of]
    found.sort(key=lambda t: (t.severity or 9, t.opened_at, t.id))
    for ticket in found:
        age = wording.count((portrait.as_of - ticket.opened_at.date()).days, "day")
        severity = f"severity {ticket.severity}, " if ticket.severity else ""
        worst = ticket.severity == 1 or ticket.escalated
        escalated = ", escalated" if ticket.escalated else ""
        says = f"{ticket.subject or ticket.external_id or 'Ticket'} ({severity}open {age}{escalated})"
        yield Point(_day(ticket.opened_at.date()), says, worst)


def _people(portrait: Portrait) -> Iterator[Point]:
    here = [c for c in portrait.contacts if c.status is ContactStatus.ACTIVE]
    here.sort(key=lambda c: (not c.roles, c.name.casefold(), c.id))
    for contact in here:
        talked = portrait.last_talk(contact)
        roles = ", ".join(r.value for r in contact.roles)
        away = contact.away_until is not None and contact.away_from is not None
        gone = away and (contact.away_from or date.max) <= portrait.as_of <= (contact.away_until or date.min)
        parts = [contact.title or "", roles, f"last talk {_day(talked)}" if talked else "not talked yet"]
        parts += [f"away until {_day(contact.away_until)}"] if gone else []
        yield Point(contact.name, "; ".join(p for p in parts if p))


def _dates(portrait: Portrait) -> Iterator[Point]:
    money, found = portrait.row.money, list[tuple[date, str]]()
    if money and money.ended_on:
        found.append((money.ended_on, f"{_ENDED}{waiting_text(money)}"))
    renews = money is not None and money.auto_renew is not False
    if money and renews and money.notice_on and money.notice_on >= portrait.as_of:
        found.append((money.notice_on, "Notice deadline"))
    if money and money.renewal_on and money.renewal_on >= portrait.as_of:
        found.append((money.renewal_on, "Term ends" if renews else "Term ends, unless signed"))
    found += _review(portrait)
    for milestone in portrait.milestones:
        due = milestone.forecast_on or milestone.target_on
        if not milestone.reached and due is not None:
            named = "first value" in milestone.milestone.casefold()
            first = " (first value)" if milestone.first_value and not named else ""
            found.append((due, f"{milestone.milestone}{first}"))
    for objective, _ in portrait.objectives:
        if objective.due_on is not None and objective.due_on >= portrait.as_of:
            found.append((objective.due_on, f"Objective due: {objective.objective}"))
    for day, says in sorted(found):
        late = day < portrait.as_of
        yield Point(_day(day), f"{says}{', overdue' if late and not says.startswith(_ENDED) else ''}", late)


def _review(portrait: Portrait) -> list[tuple[date, str]]:
    """The next business review; a first one that is past may have been held and not recorded."""
    due = None if portrait.account.status is Status.LOST else portrait.review_due()
    if due is None or (due.first and due.planned_on < portrait.as_of):
        return []
    return [(due.planned_on, "Business review due")]


def _day(value: date | None) -> str:
    return spelled(value) if value else "–"
