"""The parts of a review are its findings in rows, in the order of the deck: what a workbook shows of it."""

from collections.abc import Iterator, Sequence
from datetime import date

from csdesk.domain.day_words import month_spelled
from csdesk.domain.reviews.kinds import ASKED, ReviewKind
from csdesk.domain.reviews.values import (
    Adoption,
    Figure,
    Line,
    Listing,
    Measure,
    Objectives,
    Review,
    Support,
)
from csdesk.domain.reviews.words import short_day
from csdesk.domain.values import dataclass

Value = str | float | date | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of the rows: lines, bars or columns, and the columns that are its series, by their places."""

    kind: str
    series: tuple[int, ...]
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the finding, a line under it, columns with their forms (text, number, share, day), rows, and a foot."""

    name: str
    title: str
    lead: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Value, ...], ...]
    foot: str = ""
    drawing: Drawing | None = None


def parts_of(review: Review, internal: Listing | None) -> Iterator[Part]:
    """What the deck of the same kind shows; a part with nothing to say is left out.

    `internal` is what is for inside use; with it the rows of every figure are named by their ids, too.
    """
    yield _outcome(review)
    operational = review.kind is ReviewKind.QBR
    if operational:
        yield from _listing("What changed", review.changes)
    if review.objectives is not None:
        yield _objectives(review.objectives)
    yield from _listing("Value", review.value)
    if operational and review.adoption is not None:
        yield _adoption(review.adoption)
    yield from _listing("Milestones", review.milestones)
    if operational and review.support is not None:
        yield from _support(review.support)
    if operational:
        yield from _listing("Answers", review.voice)
        yield from _listing("Promises", review.promises)
    yield from _listing("Next 90 days", review.ahead)
    yield from _listing("Decisions", review.decisions)
    if review.kind is ReviewKind.SEND_ONLY:
        yield _asked(ASKED)
    yield from _listing("For inside use", internal)
    yield _figures(review, operational=operational, rows=internal is not None)


def _outcome(review: Review) -> Part:
    said = review.outcome
    cover = review.cover
    rows = (
        ("Review", cover.subtitle),
        ("Period", cover.period),
        (review.account, cover.theirs),
        (cover.vendor or "From us", cover.ours),
        *(("To agree", text) for text in dict.fromkeys((said.question, *said.asks))),
    )
    shown = tuple((label, text) for label, text in rows if text)
    heads = (("The outcome we work for", "text"), ("", "text"))
    return Part("Outcome", said.title, said.lead, heads, shown, said.foot)


def _listing(name: str, part: Listing | None) -> Iterator[Part]:
    """A list, with the columns that any of its lines fills."""
    if part is None:
        return
    group, what, who, when = part.heads
    heads = (group or "Part", what or "What", "More", who or "Who", when or "Day")
    cells = [_line(line) for line in part.lines]
    used = [at for at in range(len(heads)) if any(row[at] for row in cells)]
    yield Part(
        name,
        part.title,
        part.after,
        tuple((heads[at], "text") for at in used),
        tuple(tuple(row[at] for at in used) for row in cells),
        part.foot,
    )


def _line(line: Line) -> tuple[str, ...]:
    return line.group, line.what, line.detail, line.who, line.when


def _objectives(part: Objectives) -> Part:
    heads = (
        ("Objective", "text"), ("Unit", "text"), ("Baseline", "number"), ("Now", "number"), ("Target", "number"),
        ("Way from baseline to target", "share"), ("The plan expects", "share"), ("Read on", "day"),
        ("Confirmed by", "text"), ("Due", "day"),
    )  # fmt: skip
    rows = tuple(_measure(m) for m in part.measures)
    return Part("Objectives", part.title, "", heads, rows, part.foot, Drawing("bar", (5, 6)))


def _measure(m: Measure) -> tuple[Value, ...]:
    numbers = (m.baseline, m.now, m.target, m.progress, m.expected)
    return m.name, m.unit, *numbers, m.read_on, m.confirmed_by, m.due_on


def _adoption(part: Adoption) -> Part:
    heads = (("Day", "day"), ("Active users", "number"), ("Licences", "number"))
    rows = tuple((day, value, part.licences) for day, value in part.points)
    series = (1, 2) if part.licences else (1,)
    return Part("Adoption", part.title, part.lead, heads, rows, part.foot, Drawing("line", series))


def _support(part: Support) -> Iterator[Part]:
    opened = "Week of opening" if part.by_week else "Month of opening"
    heads = ((opened, "text"), ("Closed by now", "number"), ("Still open", "number"))
    called = short_day if part.by_week else month_spelled
    rows = tuple((called(b.start), float(b.closed), float(b.still_open)) for b in part.buckets)
    chart = Drawing("column", (1, 2), stacked=True)
    yield Part("Support", part.title, part.lead, heads, rows, part.foot, chart)
    worst = tuple((line.what, line.detail) for line in part.open_lines)
    if worst:
        told = f"Still open: {part.open_words}"
        yield Part("Open tickets", told, "The worst and oldest", (("Ticket", "text"), ("", "text")), worst)


def _asked(questions: Sequence[str]) -> Part:
    heads = (("Question", "text"), ("Your answer", "text"))
    rows = tuple((question, " " * 40) for question in questions)
    return Part("Questions", "Three questions, to send back to us", "", heads, rows)


def _figures(review: Review, *, operational: bool, rows: bool) -> Part:
    heads = tuple(
        (head, "text") for head in ("Figure", "Value", "How it is counted", "Period", "Source", "Rows")
    )
    daily = (
        (review.changes, review.adoption, review.support, review.voice, review.promises)
        if operational
        else ()
    )
    parts = (
        review.outcome, review.objectives, review.value, review.milestones, review.ahead, review.decisions, *daily,
    )  # fmt: skip
    told: list[Figure] = [figure for part in parts if part is not None for figure in part.figures]
    lines = tuple(
        (f.what, f.value, f.definition, f.period, f.source, *((", ".join(f.rows),) if rows else ()))
        for f in told
    )
    return Part("Figures", "How the figures are counted", "", heads if rows else heads[:-1], lines)
