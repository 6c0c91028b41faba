"""What the customer told us in answers to questions, and what we have done since."""

from datetime import date

from csdesk.domain.periods import Days
from csdesk.domain.phrases import together
from csdesk.domain.reviews.facts import Facts
from csdesk.domain.reviews.undertakings import shared
from csdesk.domain.reviews.values import Figure, Line, Listing
from csdesk.domain.reviews.words import counted, customer_words, name, number, plain, short_day, span
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.tasks import Party

QUESTION = {
    SurveyKind.NPS: "How likely you are to recommend us",
    SurveyKind.CSAT: "How satisfied you are",
    SurveyKind.CES: "How easy it is to work with us",
    SurveyKind.ONBOARDING: "How your start with us went",
}


def voice_part(facts: Facts, period: Days) -> Listing | None:
    """The answers of the period; names of the people who answered are left out. None without answers."""
    answers = [s for s in facts.surveys if s.answered_on and s.answered_on in period and _says(s)]
    if not answers:
        return None
    answers.sort(key=lambda s: (not plain(s.comment), -(s.answered_on or date.min).toordinal(), s.id))
    kinds = [k for k in SurveyKind if any(s.kind is k for s in answers)]
    return Listing(
        title=_title(answers),
        heads=("", "What you said", "Answer", "Day"),
        lines=tuple(_line(s) for s in answers),
        after=_done_since(facts, answers, period),
        foot=f"All answers of the period, without names. Source: surveys, {span(period)}",
        figures=tuple(_figure(answers, kind, period) for kind in kinds),
    )


def _says(answer: Survey) -> bool:
    return answer.score is not None or bool(plain(answer.comment))


def _top(answer: Survey) -> float | None:
    return (
        answer.scale_max if answer.scale_max is not None else 10.0 if answer.kind is SurveyKind.NPS else None
    )


def _score(answer: Survey) -> str:
    top = _top(answer)
    if answer.score is None:
        return "–"
    return f"{number(answer.score)} of {number(top)}" if top else number(answer.score)


def _title(answers: list[Survey]) -> str:
    scored = [s for s in answers if s.score is not None]
    scales = {(s.kind, _top(s)) for s in scored}
    count = counted(len(answers), "answer")
    if len(scales) != 1:
        return f"You gave us {count} in this period"
    mean = _mean(scored)
    top = next(iter(scales))[1]
    scale = f" of {number(top)}" if top else ""
    if len(scored) == 1:
        return f"You answered us once, with {mean}{scale}"
    return f"Your {count} average {mean}{scale}"


def _mean(scored: list[Survey]) -> str:
    return number(round(sum(s.score or 0.0 for s in scored) / len(scored), 1))


def _line(answer: Survey) -> Line:
    comment = plain(answer.comment)
    return Line(
        what=f"“{comment}”" if comment else QUESTION[answer.kind],
        detail=QUESTION[answer.kind] if comment else "",
        who=_score(answer),
        when=short_day(answer.answered_on) if answer.answered_on else "",
        strong=False,
    )


def _done_since(facts: Facts, answers: list[Survey], period: Days) -> str:
    first = min(s.answered_on for s in answers if s.answered_on)
    done = [
        t for t in shared(facts) if t.party is Party.US and t.done_on and first < t.done_on <= period.last
    ]
    done.sort(key=lambda t: (t.done_on or date.max, plain(t.title), t.row))
    if not done:
        return ""
    titles = [name(customer_words(t.title)) for t in done[:3]]
    more = [f"{len(done) - 3:,} more"] if len(done) > 3 else []
    return f"Done since: {together(titles + more)}"


def _figure(answers: list[Survey], kind: SurveyKind, period: Days) -> Figure:
    own = [s for s in answers if s.kind is kind]
    scored = [s for s in own if s.score is not None]
    of = f", of the {len(scored):,} with a score" if len(scored) < len(own) else ""
    mean = f"; mean {_mean(scored)}{of}" if scored else ""
    return Figure(
        what=QUESTION[kind],
        value=f"{counted(len(own), 'answer')}{mean}",
        definition="The plain mean of the scores, each on its own question’s scale",
        period=span(period),
        source=f"Surveys, {counted(len(own), 'row')}",
        rows=tuple(s.id for s in own),
    )
