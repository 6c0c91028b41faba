"""The tables of what goes beyond contract and plan: opportunities, advocacy, feedback, losses, files, reviews."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from csdesk import wording
from csdesk.domain.advocacy import Advocacy, AdvocacyOutcome
from csdesk.domain.churn import Churn, Reason
from csdesk.domain.feedback import Feedback, FeedbackStatus
from csdesk.domain.files import File
from csdesk.domain.opportunities import ENDED, Opportunity
from csdesk.domain.touches import Touch
from csdesk.ui.account.dated import dated
from csdesk.ui.formats import ABSENT, day, money
from csdesk.ui.kit.columns import Cell, Column

Row = TypeVar("Row")
_SHA = 12
"""So many letters of a checksum are enough to compare it by eye."""


@dataclass(frozen=True, slots=True)
class Told(Generic[Row]):
    """A row with the names of what it refers to, and the currency of its amounts."""

    row: Row
    names: Mapping[str, str]
    currency: str = "USD"

    def name(self, id_: str | None) -> str:
        """What an id is called."""
        return self.names.get(id_ or "", ABSENT)


def opportunity_columns(today: date) -> list[Column[Told[Opportunity]]]:
    """Opportunity, kind, stage, when it is expected, what it would bring."""

    def late(told: Told[Opportunity]) -> bool:
        due = told.row.expected_on
        return told.row.stage not in ENDED and due is not None and due < today

    return [
        Column("opportunity", "Opportunity", lambda t: t.row.opportunity, width=200, cell=Cell.NAME, grow=True),
        Column("kind", "Kind", lambda t: wording.choice(t.row.kind), width=84, cell=Cell.SECOND),
        Column("stage", "Stage", lambda t: wording.choice(t.row.stage), width=90),
        dated("expected", "Expected", lambda t: t.row.expected_on, today,
              ink=lambda t: "watch.text" if late(t) else ""),
        Column("amount", "Amount", lambda t: money(t.row.amount, t.currency), sort_key=lambda t: t.row.amount,
               width=100, cell=Cell.NUMBER),
        Column("note", "Note", lambda t: t.row.note or ABSENT, width=260, cell=Cell.SECOND),
    ]  # fmt: skip


def advocacy_columns(today: date) -> list[Column[Told[Advocacy]]]:
    """In which form, by whom, when asked and given, what came of it."""

    return [
        Column("kind", "Advocacy", lambda t: wording.choice(t.row.kind), width=130, cell=Cell.NAME),
        Column("contact", "By", lambda t: t.name(t.row.contact), width=130),
        dated("asked", "Asked", lambda t: t.row.asked_on, today),
        dated("given", "Given", lambda t: t.row.given_on, today),
        Column("outcome", "Answer", lambda t: _answer(t.row), width=140),
        Column("note", "Note", lambda t: t.row.note or ABSENT, width=240, cell=Cell.SECOND, grow=True),
    ]  # fmt: skip


def _answer(advocacy: Advocacy) -> str:
    waits = advocacy.outcome is AdvocacyOutcome.ASKED
    return "Not answered yet" if waits else wording.choice(advocacy.outcome)


def feedback_columns(today: date) -> list[Column[Told[Feedback]]]:
    """When, what was said, by whom, what came of it, and whether they were told."""

    def told_back(told: Told[Feedback]) -> str:
        row = told.row
        if row.told_back_on is not None:
            return day(row.told_back_on, today=today)
        return ABSENT if row.status is FeedbackStatus.OPEN else "Not yet"

    return [
        Column("feedback", "Feedback", lambda t: t.row.feedback, width=260, cell=Cell.NAME, grow=True),
        dated("on", "On", lambda t: t.row.on, today),
        Column("contact", "By", lambda t: t.name(t.row.contact), width=130),
        Column("kind", "Kind", lambda t: wording.choice(t.row.kind), width=84, cell=Cell.SECOND),
        Column("area", "Area", lambda t: t.row.area or ABSENT, width=110, cell=Cell.SECOND),
        Column("status", "Status", lambda t: wording.choice(t.row.status), width=84),
        Column("told", "Told back", told_back, width=100, sort_key=lambda t: t.row.told_back_on,
               ink=lambda t: "watch.text" if told_back(t) == "Not yet" else ""),
    ]  # fmt: skip


def loss_columns(today: date) -> list[Column[Told[Churn]]]:
    """What was lost and when, why, how that is known, and whether it could have been avoided."""

    return [
        Column("what", "Lost", lambda t: t.names.get(t.row.subscription or "", "The account"), width=130,
               cell=Cell.NAME),
        dated("on", "On", lambda t: t.row.lost_on, today, always_year=True),
        Column("amount", "ARR lost", lambda t: money(t.row.amount, t.currency), sort_key=lambda t: t.row.amount,
               width=90, cell=Cell.NUMBER),
        Column("reason", "Reason", lambda t: wording.choice(t.row.reason), width=190,
               ink=lambda t: "info.text" if t.row.reason is Reason.NOT_KNOWN else ""),
        Column("root", "Root", lambda t: wording.choice(t.row.root) if t.row.root else ABSENT, width=140,
               cell=Cell.SECOND),
        Column("ground", "Ground", lambda t: wording.choice(t.row.ground) if t.row.ground else ABSENT, width=90,
               cell=Cell.SECOND),
        Column("avoidable", "Avoidable", lambda t: _yes(t.row.avoidable), width=80),
        Column("detail", "Detail", lambda t: t.row.detail or ABSENT, width=220, cell=Cell.SECOND, grow=True),
    ]  # fmt: skip


def _yes(said: bool | None) -> str:
    return ABSENT if said is None else "Yes" if said else "No"


def file_columns(today: date) -> list[Column[Told[File]]]:
    """What it is called, what it is, since when it is here, where it lies."""

    return [
        Column("title", "File", lambda t: t.row.title, width=240, cell=Cell.NAME),
        Column("kind", "Kind", lambda t: wording.choice(t.row.kind), width=90, cell=Cell.SECOND),
        dated("added", "Added", lambda t: t.row.added_on, today),
        Column("place", "Where", lambda t: t.row.place, width=320, cell=Cell.SECOND, grow=True),
        Column("note", "Note", lambda t: t.row.note or ABSENT, width=150, cell=Cell.SECOND),
    ]  # fmt: skip


def deck_columns(today: date) -> list[Column[Told[File]]]:
    """The decks that were written: for whom, of which day they speak, when, where they went, and what they were."""

    return [
        Column("title", "Deck", lambda t: t.row.title, width=240, cell=Cell.NAME),
        Column("profile", "For", lambda t: wording.choice(t.row.profile), width=90, cell=Cell.SECOND),
        dated("about", "As of", lambda t: t.row.about_on, today),
        dated("written", "Written", lambda t: t.row.added_on, today),
        Column("place", "Where", lambda t: t.row.place, width=300, cell=Cell.SECOND, grow=True),
        Column("sha", "SHA-256", lambda t: (t.row.sha256 or "")[:_SHA] or ABSENT, width=110, cell=Cell.SECOND),
    ]  # fmt: skip


def review_columns(today: date) -> list[Column[Told[Touch]]]:
    """The business reviews: when, with whom, how long, what came of it."""

    def people(told: Told[Touch]) -> str:
        return ", ".join(told.names[c] for c in told.row.contacts if c in told.names) or ABSENT

    return [
        dated("on", "On", lambda t: t.row.on, today, cell=Cell.NAME, always_year=True),
        Column("with", "With", people, width=200),
        Column("minutes", "Minutes", lambda t: str(t.row.minutes) if t.row.minutes else ABSENT,
               sort_key=lambda t: t.row.minutes, width=70, cell=Cell.NUMBER),
        Column("summary", "What came of it", lambda t: t.row.summary, width=360, cell=Cell.SECOND, grow=True),
    ]  # fmt: skip
