"""Voice: what people of a sample account answered in surveys, and what they did not answer."""

from collections.abc import Iterator
from datetime import date, timedelta

from csdesk.domain.contacts import Contact
from csdesk.domain.periods import workday_on_or_after
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.touches import Touch, TouchKind
from csdesk.domain.week.relating import DETRACTOR_TO
from csdesk.services.sample.dice import CLOCK, workday_before
from csdesk.services.sample.life import Life

_EVERY = timedelta(days=170)
_ANSWERING = timedelta(days=12)
"""So long an answer and the call after it may take."""


def voice_of(life: Life) -> Iterator[Survey | Touch]:
    """The surveys, and the call that followed every detractor's answer within two days."""
    for survey in surveys_of(life):
        yield survey
        if survey.kind is SurveyKind.NPS and survey.score is not None and survey.score <= DETRACTOR_TO:
            yield from _called(life, survey)


def surveys_of(life: Life) -> Iterator[Survey]:
    """NPS twice a year, CSAT now and then, and the onboarding survey three days after go-live."""
    if life.first < life.go_live + timedelta(days=3) <= life.last and life.people:
        yield _asked(life, life.people[0], SurveyKind.ONBOARDING, life.go_live + timedelta(days=3))
    day = max(life.first, life.portrait.started + timedelta(days=90)) + life.dice.days(0, 60)
    while day <= life.last_talk - _ANSWERING:
        for person in life.dice.sample(life.still_there(), 3):
            yield _asked(life, person, SurveyKind.NPS, workday_before(day))
        if life.people and life.dice.chance(0.5):
            person = life.dice.pick(life.people)
            yield _asked(life, person, SurveyKind.CSAT, workday_before(day - life.dice.days(20, 80)))
        day += _EVERY + life.dice.days(-20, 20)


def _asked(life: Life, person: Contact, kind: SurveyKind, sent: date) -> Survey:
    low, high = (0, 10) if kind is SurveyKind.NPS else (1, 5)
    answered = sent + life.dice.days(0, 9)
    fortune = life.fortune.on(sent)
    share = _share(life, fortune)
    if not life.dice.chance(0.35 + 0.45 * fortune) or answered > min(CLOCK, life.last):
        return Survey(id=life.dice.new_id(), account=life.id, contact=person.id, kind=kind, sent_on=sent,
                      scale_min=low, scale_max=high)  # fmt: skip
    return Survey(
        id=life.dice.new_id(),
        account=life.id,
        contact=person.id,
        kind=kind,
        sent_on=sent,
        answered_on=answered,
        score=float(round(low + share * (high - low))),
        scale_min=low,
        scale_max=high,
        comment=_comment(life, share),
    )


def _share(life: Life, fortune: float) -> float:
    """Where an answer stands on its scale: near the fortune, but people differ."""
    return min(1.0, max(0.1, 0.27 + 0.72 * fortune + life.dice.about(0, 0.09)))


def _comment(life: Life, share: float) -> str | None:
    if not life.dice.chance(0.4):
        return None
    said = "promoter" if share >= 0.85 else "passive" if share >= 0.65 else "detractor"
    return str(life.dice.pick(life.source.sentences["survey"][said]))


def _called(life: Life, survey: Survey) -> Iterator[Touch]:
    assert survey.answered_on is not None
    assert survey.contact is not None
    person = next(p for p in life.people if p.id == survey.contact)
    day = workday_on_or_after(survey.answered_on + life.dice.days(0, 2))
    said = life.say(life.source.lines("touch", "detractor")).replace("{person}", person.name)
    if day <= life.last:
        yield Touch(
            id=life.dice.new_id(),
            account=life.id,
            on=day,
            kind=TouchKind.CALL,
            contacts=(person.id,),
            minutes=20 + 5 * life.dice.whole(0, 3),
            summary=said,
            trigger="detractor",
        )
