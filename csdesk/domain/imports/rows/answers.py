"""An NPS or a CSAT in a list of customers is an answer to a survey."""

from datetime import date

from csdesk.domain.ids import AccountId
from csdesk.domain.imports.bench.bench import Bench, Laid
from csdesk.domain.imports.contracts.place import Place
from csdesk.domain.imports.reading.record import Record
from csdesk.domain.imports.sheets.scores import ANSWERS
from csdesk.domain.imports.vocabulary.targets import CSAT, NPS
from csdesk.domain.surveys import Survey, SurveyKind

_KINDS = {NPS: SurveyKind.NPS, CSAT: SurveyKind.CSAT}
_LOW, _HIGH = "survey.scale_min", "survey.scale_max"


def lay_answers(record: Record, account: AccountId, place: Place, bench: Bench, laid: Laid) -> None:
    """Lay the answers of a row; one of the same day is that one, and without a day the same score is no news."""
    for target, kind in _KINDS.items():
        if (score := record.values.get(target)) is None:
            continue
        dated = ANSWERS[target] in place.headers
        on = record.values.get(ANSWERS[target]) if dated else place.terms.day
        if not isinstance(on, date):
            continue
        there = [s for s in bench.of(Survey, account) if s.kind is kind and s.contact is None]
        found = next((s for s in there if s.answered_on == on), None)
        last = max(there, key=lambda s: (s.answered_on or date.min, s.id), default=None)
        if found:
            bench.merge(found, {"score": float(score)}, laid)
        elif dated or last is None or last.score != float(score):
            low, high = (0.0, 10.0) if kind is SurveyKind.NPS else (record.values[_LOW], record.values[_HIGH])
            fresh = bench.new_id()
            bench.add(
                Survey(
                    id=fresh, account=account, kind=kind, answered_on=on, score=float(score), scale_min=low,
                    scale_max=high,
                ),
                laid,
            )  # fmt: skip
