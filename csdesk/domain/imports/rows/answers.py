"""An NPS with its day in a list of customers is an answer to a survey."""

from datetime import date

from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.bench import Bench, Laid
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.vocabulary.targets import NPS, NPS_ON
from csdesk.domain.surveys import Survey, SurveyKind

_LEAST, _MOST = 0.0, 10.0


def lay_answer(record: Record, account: AccountId, bench: Bench, laid: Laid) -> None:
    """Lay the answer of a row; one of the same day is that one."""
    score, on = record.values.get(NPS), record.values.get(NPS_ON)
    if score is None or not isinstance(on, date):
        return
    answers = (s for s in bench.of(Survey, account) if s.kind is SurveyKind.NPS and s.contact is None)
    found = next((s for s in answers if s.answered_on == on), None)
    if found:
        bench.merge(found, {"score": float(score)}, laid)
        return
    fresh = bench.new_id()
    bench.add(
        Survey(
            id=fresh, account=account, kind=SurveyKind.NPS, answered_on=on, score=float(score),
            scale_min=_LEAST, scale_max=_MOST,
        ),
        laid,
    )  # fmt: skip
