"""Voice is what customers answer: NPS on its scale of 0 to 10, CSAT on that of 1 to 5; scales are never mixed."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import sqrt

from csdesk.domain.day_words import month_spelled
from csdesk.domain.figures.chart import Part, Shape
from csdesk.domain.figures.figure import Behind, Chart, Figure, Group, Rival, Step, Unit
from csdesk.domain.health.ranking import Z95, share_interval
from csdesk.domain.ids import AccountId
from csdesk.domain.money import half_up
from csdesk.domain.phrases import count
from csdesk.domain.revenue.retention import ratio
from csdesk.domain.surveys import Survey, SurveyKind
from csdesk.domain.values import dataclass

SURE = 30
"""With fewer answers the figure stands with its interval."""
PROMOTER, DETRACTOR = 9, 6
_TOP, _SATISFIED = 5, 4
_SCALES = {SurveyKind.NPS: (0, 10), SurveyKind.CSAT: (1, 5)}


@dataclass(frozen=True, slots=True)
class Asked:
    """The surveys of the book, and what each account pays at the end of the period; the months that are shown."""

    first: date
    last: date
    surveys: Sequence[Survey]
    mrr: Mapping[AccountId, Fraction]
    names: Mapping[AccountId, str]
    months: Sequence[tuple[date, date]] = ()


@dataclass(frozen=True, slots=True)
class _Heard:
    """The answers of a kind in the period: those on its scale, and how many on others; how many were asked."""

    answers: tuple[Survey, ...]
    elsewhere: int
    sent: int
    answered: int

    @property
    def accounts(self) -> frozenset[AccountId]:
        return frozenset(s.account for s in self.answers)


def voice(a: Asked) -> list[Figure]:
    """NPS of responses and of accounts, and CSAT."""
    nps, csat = _heard(a, SurveyKind.NPS), _heard(a, SurveyKind.CSAT)
    return [_nps(a, nps), _nps_of_accounts(a, nps), _csat(a, csat)]


def nps_of(promoters: Fraction | int, detractors: Fraction | int, n: int) -> Fraction | None:
    """% promoters − % detractors, −100 to 100; None of no answers."""
    return 100 * Fraction(promoters - detractors) / n if n else None


def nps_interval(promoters: int, detractors: int, n: int) -> tuple[float, float]:
    """Between what it lies, 95 %, −100 to 100.

    The adjusted Wald interval with ¾, 1½ and ¾ added: Rocks, "Interval Estimation for the Net Promoter Score",
    The American Statistician 70 (2016).
    """
    up, down, total = promoters + 0.75, detractors + 0.75, n + 3
    middle = (up - down) / total
    half = Z95 * sqrt(((up + down) / total - middle**2) / total)
    return 100 * max(-1.0, middle - half), 100 * min(1.0, middle + half)


def _heard(a: Asked, kind: SurveyKind) -> _Heard:
    mine = [s for s in a.surveys if s.kind is kind]
    sent = [s for s in mine if s.sent_on and a.first <= s.sent_on <= a.last]
    said = [s for s in mine if s.answered_on and a.first <= s.answered_on <= a.last and s.score is not None]
    low, high = _SCALES[kind]
    kept = [s for s in said if _scale(s) == (low, high) and low <= (s.score or 0) <= high]
    back = sum(s.answered_on is not None and s.answered_on <= a.last for s in sent)
    return _Heard(tuple(kept), len(said) - len(kept), len(sent), back)


def _scale(s: Survey) -> tuple[float | None, float | None]:
    """The scale of an answer; that of NPS is 0 to 10 unless somebody said otherwise."""
    if s.kind is SurveyKind.NPS and s.scale_min is None and s.scale_max is None:
        return _SCALES[s.kind]
    return s.scale_min, s.scale_max


def _side(s: Survey) -> int:
    """+1 a promoter, −1 a detractor, 0 between them."""
    assert s.score is not None
    return (s.score >= PROMOTER) - (s.score <= DETRACTOR)


def _said(h: _Heard, more: str = "") -> str:
    out = f"{count(h.elsewhere, 'answer')} on another scale left out" if h.elsewhere else ""
    return "; ".join(x for x in ("" if h.answers else "no answers in the period", more, out) if x)


def _around(a: Asked, h: _Heard) -> tuple[Step, ...]:
    """Who was asked, and whose revenue spoke."""
    covered = sum((a.mrr.get(x, Fraction(0)) for x in h.accounts), Fraction(0))
    return (
        Step("Asked in the period", h.sent, Unit.COUNT),
        Step("Response rate", ratio(h.answered, h.sent), Unit.SHARE),
        Step("Of the revenue", ratio(covered, sum(a.mrr.values(), Fraction(0))), Unit.SHARE),
    )


def _nps(a: Asked, h: _Heard) -> Figure:
    ups, downs = _sides(h.answers)
    n = len(h.answers)
    value = nps_of(ups, downs, n)
    low, high = nps_interval(ups, downs, n)
    between = (
        f"between {low:.0f} and {high:.0f}, with 95 % confidence".replace("-", "−") if 0 < n < SURE else ""
    )
    mean = ratio(sum((Fraction(s.score or 0) for s in h.answers), Fraction(0)), n)
    return Figure(
        "nps", Group.VOICE, "NPS",
        "% of answers 9 and 10 − % of answers 0 to 6, on the scale of 0 to 10 alone. Every answer counts once. "
        f"Below {SURE} answers it stands with its interval of 95 %, and so does every month.",
        Unit.SCORE, value, n, _said(h, between),
        (
            *_around(a, h),
            Step("Promoters, 9 and 10", ups, Unit.COUNT),
            Step("Passives, 7 and 8", n - ups - downs, Unit.COUNT),
            Step("Detractors, 0 to 6", downs, Unit.COUNT),
            Step("NPS", value, Unit.SCORE, total=True),
        ),
        (Rival("Mean answer", mean, Unit.RATIO, "A mean hides how many are unhappy."),),
        _answers(a, h), behind_unit=Unit.SCORE, heads=("", "Answer"), when="Answered",
        chart=_by_month(a, SurveyKind.NPS, Unit.SCORE, _nps_between),
    )  # fmt: skip


def _sides(answers: Sequence[Survey]) -> tuple[int, int]:
    """How many promoters, and how many detractors."""
    sides = [_side(s) for s in answers]
    return sides.count(1), sides.count(-1)


Told = tuple[Fraction | None, tuple[float, float]]


def _nps_between(answers: Sequence[Survey]) -> Told:
    ups, downs = _sides(answers)
    return nps_of(ups, downs, len(answers)), nps_interval(ups, downs, len(answers))


def _csat_between(answers: Sequence[Survey]) -> Told:
    n, satisfied = len(answers), sum((s.score or 0) >= _SATISFIED for s in answers)
    return ratio(satisfied, n), share_interval(satisfied, n)


def _by_month(
    a: Asked, kind: SurveyKind, unit: Unit, told: Callable[[Sequence[Survey]], Told]
) -> Chart | None:
    """The same by the month of the answer, each with its interval; None where no month has an answer."""
    parts = []
    for first, last in a.months:
        h = _heard(replace(a, first=first, last=last), kind)
        name = month_spelled(first)
        if not h.answers:
            parts.append(Part(name, None, 0))
            continue
        value, between = told(h.answers)
        parts.append(Part(name, value, len(h.answers), _answers(a, h), between))
    if not any(p.n for p in parts):
        return None
    return Chart(_lowest(kind, unit, parts), unit, Shape.POINTS, tuple(parts), "answer")


def _lowest(kind: SurveyKind, unit: Unit, parts: Sequence[Part]) -> str:
    """The finding: the last month with answers, and the one in which they were worst."""
    known = [(p.value, p) for p in parts if p.value is not None]
    last, worst = known[-1][1], min(known, key=lambda k: k[0])[1]

    def said(part: Part) -> str:
        value = f"{half_up((part.value or 0) * (100 if unit is Unit.SHARE else 1))}".replace("-", "−")
        return f"{value}{' %' if unit is Unit.SHARE else ''} in {part.name} on {count(part.n, 'answer')}"

    found = f"{kind.value} was {said(last)}"
    return found if worst.value == last.value else f"{found}; lowest {said(worst)}"


def _answers(a: Asked, h: _Heard) -> tuple[Behind, ...]:
    rows = [
        Behind(s.account, a.names.get(s.account, s.account), (s.comment or "").strip(), s.answered_on,
               Fraction(s.score or 0))
        for s in h.answers
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda r: (r.value or 0, r.name.casefold(), str(r.on), r.what)))


def _nps_of_accounts(a: Asked, h: _Heard) -> Figure:
    by_account: dict[AccountId, list[int]] = defaultdict(list)
    for s in h.answers:
        by_account[s.account].append(_side(s))
    means = {x: Fraction(sum(sides), len(sides)) for x, sides in by_account.items()}
    total, n = sum(means.values(), Fraction(0)), len(means)
    value = nps_of(total, 0, n)
    weight = {x: a.mrr.get(x, Fraction(0)) for x in means}
    by_revenue = ratio(
        sum((means[x] * weight[x] for x in means), Fraction(0)) * 100, sum(weight.values(), Fraction(0))
    )
    rows = [
        Behind(x, a.names.get(x, x), count(len(by_account[x]), "answer"), None, 100 * m)
        for x, m in means.items()
    ]
    return Figure(
        "nps_accounts", Group.VOICE, "NPS by account",
        "The same answers with every account counting once: the NPS of its own answers, and their mean. An account "
        "that answers often does not speak louder.",
        Unit.SCORE, value, n, _said(h),
        (
            *_around(a, h),
            Step("Accounts that answered", n, Unit.COUNT),
            Step("NPS by account", value, Unit.SCORE, total=True),
        ),
        (Rival("By revenue", by_revenue, Unit.SCORE, "Every account counts with what it pays."),),
        tuple(sorted(rows, key=lambda r: (r.value or 0, r.name.casefold()))),
        behind_unit=Unit.SCORE, heads=("", "NPS"),
    )  # fmt: skip


def _csat(a: Asked, h: _Heard) -> Figure:
    n, scores = len(h.answers), [Fraction(s.score or 0) for s in h.answers]
    satisfied = sum(s >= _SATISFIED for s in scores)
    value, top = ratio(satisfied, n), ratio(sum(s >= _TOP for s in scores), n)
    low, high = share_interval(satisfied, n) if n else (0.0, 1.0)
    between = f"between {100 * low:.0f} and {100 * high:.0f} %, with 95 % confidence" if 0 < n < SURE else ""
    return Figure(
        "csat", Group.VOICE, "CSAT",
        f"Share of answers 4 and 5 on the scale of 1 to 5 alone. Below {SURE} answers it stands with its interval of "
        "95 %, and so does every month.",
        Unit.SHARE, value, n, _said(h, between),
        (
            *_around(a, h),
            Step("Satisfied, 4 and 5", satisfied, Unit.COUNT),
            Step("÷ Answers", n, Unit.COUNT),
            Step("CSAT", value, Unit.SHARE, total=True),
        ),
        (
            Rival("Top box", top, Unit.SHARE, "Only 5 counts."),
            Rival("Mean answer", ratio(sum(scores, Fraction(0)), n), Unit.RATIO, "A mean hides how many are unhappy."),
        ),
        _answers(a, h), behind_unit=Unit.SCORE, heads=("", "Answer"), when="Answered",
        chart=_by_month(a, SurveyKind.CSAT, Unit.SHARE, _csat_between),
    )  # fmt: skip
