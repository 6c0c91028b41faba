"""The outcome is what the customer must achieve, and how both sides will see that it is."""

from datetime import date

from csdesk.domain.periods import Days
from csdesk.domain.phrases import upper
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.kinds import ReviewKind
from csdesk.domain.reviews.measures import readings_foot
from csdesk.domain.reviews.values import Cover, Figure, Measure, Outcome
from csdesk.domain.reviews.words import counted, name, plain, span

WHAT = "What must you achieve?"
HOW = "How do you want to get there?"
MEASURE = "How will you measure it?"


def cover_of(facts: Facts, period: Days, as_of: date, kind: ReviewKind = ReviewKind.QBR) -> Cover:
    """The first page: what it is, for whom, by whom, over which days."""
    person = facts.their_person
    title = plain(person.title) if person else ""
    return Cover(
        title=_cover_title(facts, period, as_of),
        subtitle=f"{kind.called} for {name(facts.account.account, 300)}",
        vendor=plain(facts.vendor),
        period=span(period),
        theirs=f"{facts.theirs}, {title}" if title else facts.theirs,
        ours=f"{facts.ours}, customer success" if facts.ours else "",
    )


def _cover_title(facts: Facts, period: Days, as_of: date) -> str:
    if period.last != as_of:
        return "Business review"
    began = [s.live_on for s in facts.subscriptions if s.live_on]
    if facts.account.signed_on:
        began.append(facts.account.signed_on)
    first = any(0 <= (period.first - d).days <= 7 for d in began)
    return f"{'First' if first else 'Last'} {_length(period)}, next 90 days"


def _length(period: Days) -> str:
    if period.count <= 100:
        return counted(period.count, "day")
    return counted(round(period.count / 30.4), "month")


def outcome_part(facts: Facts, measures: tuple[Measure, ...], as_of: date) -> Outcome:
    """What we work for; where something of it is not known, the page asks for it."""
    required = plain(facts.account.required_outcome)
    experience = plain(facts.account.appropriate_experience)
    return Outcome(
        title=upper(required.rstrip(".")) if required else _untold(facts),
        lead=f"In the way you asked for: {experience}" if experience else "",
        measures=measures,
        question=_question(required, measures),
        asks=_asks(required, experience, measures),
        foot=_foot(facts, measures, as_of),
        figures=_figures(required, experience, measures),
    )


def _untold(facts: Facts) -> str:
    return f"What should {name(facts.account.account, 40)} achieve, and how will we both see it?"


def _question(required: str, measures: tuple[Measure, ...]) -> str:
    if not measures:
        return MEASURE if required else ""
    if any(m.now is None for m in measures):
        return "Are these the right measures, and who sends us the readings?"
    return "Are these still the right measures for the next 90 days?"


def _asks(required: str, experience: str, measures: tuple[Measure, ...]) -> tuple[str, ...]:
    asks = [(not required, WHAT), (not experience and not measures, HOW), (not measures, MEASURE)]
    return tuple(ask for missing, ask in asks if missing)


def _foot(facts: Facts, measures: tuple[Measure, ...], as_of: date) -> str:
    if measures:
        return readings_foot(measures, as_of)
    return f"To be agreed with {facts.theirs}" if facts.theirs else "To be agreed today"


def _figures(required: str, experience: str, measures: tuple[Measure, ...]) -> tuple[Figure, ...]:
    said = ("what to achieve" if required else "", "how to get there" if experience else "")
    known = " and ".join(s for s in said if s) or "nothing yet"
    return (
        Figure(
            what="The outcome we work for",
            value=f"stated: {known}; {counted(len(measures), 'measure')}",
            definition="As agreed with the customer, in their words",
            period="as it stands on the day of the review",
            source="Accounts, 1 row; objectives, " + counted(len(measures), "row"),
        ),
    )
