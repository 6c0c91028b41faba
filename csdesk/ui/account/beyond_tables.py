"""The tables of what goes beyond contract and plan: opportunities, advocacy, feedback, losses, files, reviews."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from csdesk import wording
from csdesk.domain.advocacy import Advocacy, AdvocacyOutcome
from csdesk.domain.churn import Churn, Reason
from csdesk.domain.feedback import Feedback, FeedbackStatus
from csdesk.domain.files import File
from csdesk.domain.opportunities import ENDED, Opportunity
from csdesk.domain.touches import Touch
from csdesk.ui.formats import ABSENT, day, money
from csdesk.ui.kit.columns import Cell, Column

_SHA = 12
"""So many letters of a checksum are enough to compare it by eye."""


@dataclass(frozen=True, slots=True)
class Told:
    """A row with the names of what it refers to, and the currency of its amounts."""

    row: Any
    names: Mapping[str, str]
    currency: str = "USD"

    def name(self, id_: str | None) -> str:
        """What an id is called."""
        return self.names.get(id_ or "", ABSENT)


def opportunity_columns(today: date) -> list[Column[Told]]:
    """Opportunity, kind, stage, when it is expected, what it would bring."""

    def of(told: Told) -> Opportunity:
        row: Opportunity = told.row
        return row

    def late(told: Told) -> bool:
        due = of(told).expected_on
        return of(told).stage not in ENDED and due is not None and due < today

    return [
        Column("opportunity", "Opportunity", lambda t: of(t).opportunity, width=200, cell=Cell.NAME, grow=True),
        Column("kind", "Kind", lambda t: wording.choice(of(t).kind), width=84, cell=Cell.SECOND),
        Column("stage", "Stage", lambda t: wording.choice(of(t).stage), width=90),
        Column("expected", "Expected", lambda t: day(of(t).expected_on, today=today),
               sort_key=lambda t: of(t).expected_on, width=100, cell=Cell.DAY,
               ink=lambda t: "watch.text" if late(t) else ""),
        Column("amount", "Amount", lambda t: money(of(t).amount, t.currency), sort_key=lambda t: of(t).amount,
               width=100, cell=Cell.NUMBER),
        Column("note", "Note", lambda t: of(t).note or ABSENT, width=260, cell=Cell.SECOND),
    ]  # fmt: skip


def advocacy_columns(today: date) -> list[Column[Told]]:
    """In which form, by whom, when asked and given, what came of it."""

    def of(told: Told) -> Advocacy:
        row: Advocacy = told.row
        return row

    return [
        Column("kind", "Advocacy", lambda t: wording.choice(of(t).kind), width=130, cell=Cell.NAME),
        Column("contact", "By", lambda t: t.name(of(t).contact), width=130),
        Column("asked", "Asked", lambda t: day(of(t).asked_on, today=today), sort_key=lambda t: of(t).asked_on,
               width=100, cell=Cell.DAY),
        Column("given", "Given", lambda t: day(of(t).given_on, today=today), sort_key=lambda t: of(t).given_on,
               width=100, cell=Cell.DAY),
        Column("outcome", "Answer", lambda t: _answer(of(t)), width=140),
        Column("note", "Note", lambda t: of(t).note or ABSENT, width=240, cell=Cell.SECOND, grow=True),
    ]  # fmt: skip


def _answer(advocacy: Advocacy) -> str:
    waits = advocacy.outcome is AdvocacyOutcome.ASKED
    return "Not answered yet" if waits else wording.choice(advocacy.outcome)


def feedback_columns(today: date) -> list[Column[Told]]:
    """When, what was said, by whom, what came of it, and whether they were told."""

    def of(told: Told) -> Feedback:
        row: Feedback = told.row
        return row

    def told_back(told: Told) -> str:
        row = of(told)
        if row.told_back_on is not None:
            return day(row.told_back_on, today=today)
        return ABSENT if row.status is FeedbackStatus.OPEN else "Not yet"

    return [
        Column("feedback", "Feedback", lambda t: of(t).feedback, width=260, cell=Cell.NAME, grow=True),
        Column("on", "On", lambda t: day(of(t).on, today=today), sort_key=lambda t: of(t).on, width=100, cell=Cell.DAY),
        Column("contact", "By", lambda t: t.name(of(t).contact), width=130),
        Column("kind", "Kind", lambda t: wording.choice(of(t).kind), width=84, cell=Cell.SECOND),
        Column("area", "Area", lambda t: of(t).area or ABSENT, width=110, cell=Cell.SECOND),
        Column("status", "Status", lambda t: wording.choice(of(t).status), width=84),
        Column("told", "Told back", told_back, width=100, sort_key=lambda t: of(t).told_back_on,
               ink=lambda t: "watch.text" if told_back(t) == "Not yet" else ""),
    ]  # fmt: skip


def loss_columns(today: date) -> list[Column[Told]]:
    """What was lost and when, why, how that is known, and whether it could have been avoided."""

    def of(told: Told) -> Churn:
        row: Churn = told.row
        return row

    return [
        Column("what", "Lost", lambda t: t.names.get(of(t).subscription or "", "The account"), width=130,
               cell=Cell.NAME),
        Column("on", "On", lambda t: day(of(t).lost_on, today=today, always_year=True),
               sort_key=lambda t: of(t).lost_on, width=100, cell=Cell.DAY),
        Column("amount", "ARR lost", lambda t: money(of(t).amount, t.currency), sort_key=lambda t: of(t).amount,
               width=90, cell=Cell.NUMBER),
        Column("reason", "Reason", lambda t: wording.choice(of(t).reason), width=190,
               ink=lambda t: "info.text" if of(t).reason is Reason.NOT_KNOWN else ""),
        Column("root", "Root", lambda t: wording.choice(of(t).root) if of(t).root else ABSENT, width=140,
               cell=Cell.SECOND),
        Column("ground", "Ground", lambda t: wording.choice(of(t).ground) if of(t).ground else ABSENT, width=90,
               cell=Cell.SECOND),
        Column("avoidable", "Avoidable", lambda t: _yes(of(t).avoidable), width=80),
        Column("detail", "Detail", lambda t: of(t).detail or ABSENT, width=220, cell=Cell.SECOND, grow=True),
    ]  # fmt: skip


def _yes(said: bool | None) -> str:
    return ABSENT if said is None else "Yes" if said else "No"


def file_columns(today: date) -> list[Column[Told]]:
    """What it is called, what it is, since when it is here, where it lies."""

    def of(told: Told) -> File:
        row: File = told.row
        return row

    return [
        Column("title", "File", lambda t: of(t).title, width=240, cell=Cell.NAME),
        Column("kind", "Kind", lambda t: wording.choice(of(t).kind), width=90, cell=Cell.SECOND),
        Column("added", "Added", lambda t: day(of(t).added_on, today=today), sort_key=lambda t: of(t).added_on,
               width=100, cell=Cell.DAY),
        Column("place", "Where", lambda t: of(t).place, width=320, cell=Cell.SECOND, grow=True),
        Column("note", "Note", lambda t: of(t).note or ABSENT, width=150, cell=Cell.SECOND),
    ]  # fmt: skip


def deck_columns(today: date) -> list[Column[Told]]:
    """The decks that were written: for whom, of which day they speak, when, where they went, and what they were."""

    def of(told: Told) -> File:
        row: File = told.row
        return row

    return [
        Column("title", "Deck", lambda t: of(t).title, width=240, cell=Cell.NAME),
        Column("profile", "For", lambda t: wording.choice(of(t).profile), width=90, cell=Cell.SECOND),
        Column("about", "As of", lambda t: day(of(t).about_on, today=today), sort_key=lambda t: of(t).about_on,
               width=100, cell=Cell.DAY),
        Column("written", "Written", lambda t: day(of(t).added_on, today=today),
               sort_key=lambda t: of(t).added_on, width=100, cell=Cell.DAY),
        Column("place", "Where", lambda t: of(t).place, width=300, cell=Cell.SECOND, grow=True),
        Column("sha", "SHA-256", lambda t: (of(t).sha256 or "")[:_SHA] or ABSENT, width=110, cell=Cell.SECOND),
    ]  # fmt: skip


def review_columns(today: date) -> list[Column[Told]]:
    """The business reviews: when, with whom, how long, what came of it."""

    def of(told: Told) -> Touch:
        row: Touch = told.row
        return row

    def people(told: Told) -> str:
        return ", ".join(told.names[c] for c in of(told).contacts if c in told.names) or ABSENT

    return [
        Column("on", "On", lambda t: day(of(t).on, today=today, always_year=True), sort_key=lambda t: of(t).on,
               width=100, cell=Cell.NAME),
        Column("with", "With", people, width=200),
        Column("minutes", "Minutes", lambda t: str(of(t).minutes) if of(t).minutes else ABSENT,
               sort_key=lambda t: of(t).minutes, width=70, cell=Cell.NUMBER),
        Column("summary", "What came of it", lambda t: of(t).summary, width=360, cell=Cell.SECOND, grow=True),
    ]  # fmt: skip
