"""An entry is one line of a timeline: a fact in words on its day, or a span of days."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from csdesk.domain.values import dataclass

Names = Mapping[str, str]
"""What ids are called: contacts and products."""


class EntryKind(StrEnum):
    """What an entry tells of; a timeline can be narrowed to some of them."""

    TOUCH = "touch"
    SIGNAL = "signal"
    TICKET = "ticket"
    SURVEY = "survey"
    RISK = "risk"
    MILESTONE = "milestone"
    READING = "reading"
    INVOICE = "invoice"
    CONTRACT = "contract"
    TASK = "task"
    ABSENCE = "absence"
    PROMISE = "promise"
    GAP = "gap"
    OPPORTUNITY = "opportunity"
    ADVOCACY = "advocacy"
    FEEDBACK = "feedback"
    CHURN = "churn"
    FILE = "file"
    USAGE = "usage"
    CHANGE = "change"


class Tone(StrEnum):
    """Whether an entry is good, soon or weak, or bad news; most are none of it."""

    PLAIN = ""
    GOOD = "good"
    WATCH = "watch"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a timeline. `how` is the kind inside the kind: call, mail, NPS.

    `until` is the last day of what lasts: a ticket, a risk, a term, an absence; `still` says that it is not
    over, and its last day the one that is planned, or None. `amount` are minor units of `currency`, written
    after the title where there are any. `planned` entries are not done yet: their day is when they are due,
    and may be past; None is without a day. `noun` is the word of the row behind it, where `kind` is not it.
    """

    on: date | None
    kind: EntryKind
    id: str
    title: str
    detail: str = ""
    how: str = ""
    tone: Tone = Tone.PLAIN
    planned: bool = False
    until: date | None = None
    still: bool = False
    amount: int | None = None
    currency: str = ""
    noun: str = ""
