"""A back-test in words and as JSON: what the numbers can tell, and what they cannot."""

from collections.abc import Iterator
from typing import Any

from csdesk.domain.day_words import spelled
from csdesk.domain.health.backtest import Backtest
from csdesk.domain.health.outcomes import Outcome
from csdesk.domain.health.ranking import Ranking, Verdict
from csdesk.domain.health.suggestion import LEAST
from csdesk.services.health.calibration_text import calibration_facts
from csdesk.wording import count

_MANY = 10
_SAYS = {
    Verdict.HELPED: "the score parts them better than chance",
    Verdict.WRONG: "the score points the wrong way",
    Verdict.NOISE: "the score does not part them",
    Verdict.TOO_FEW: "that cannot be told from chance",
}


def finding(b: Backtest) -> str:
    """The one sentence on what the score was worth."""
    r = b.ranking
    if not b.cases:
        return (
            f"The book has no past decision of an account that {b.card.name} scores, so nothing can be said."
        )
    if not r.lost:
        lost = f", {b.lost} of them a loss without a score" if b.lost else " and no loss"
        return f"The book has {count(len(b.cases), 'past decision')}{lost}, so nothing can be said about the score."
    if r.auc is None:
        return f"All {count(r.lost, 'scored decision')} were losses, so nothing can be said about the score."
    seen = f"{b.horizon} days before {count(r.lost + r.kept, 'decision')}, {count(r.lost, 'loss', 'losses')} among them"
    pairs = f"a lost account scored below one that stayed in {_pairs(r)} of pairs"
    return f"{seen}, {pairs}: {_SAYS[r.verdict]}{_more(r)}."


def remarks(b: Backtest) -> list[str]:
    """What must be known beside the finding."""
    return [said for said in (alarm_words(b), lead_words(b)) if said] + caveats(b)


def alarm_words(b: Backtest) -> str:
    """How many losses *at risk* had named, and how many others; empty without a loss."""
    alarm = b.alarm
    if not alarm.lost:
        return ""
    return (
        f"Of {count(alarm.lost, 'loss', 'losses')}, {alarm.warned_and_lost} stood at risk then, "
        f"as did {alarm.warned - alarm.warned_and_lost} that stayed."
    )


def lead_words(b: Backtest) -> str:
    """How much time there was to act; empty without a loss."""
    return _lead(b) if b.alarm.lost else ""


def caveats(b: Backtest) -> list[str]:
    """What the figures rest on, and what they cannot say."""
    return list(_caveats(b))


def _caveats(b: Backtest) -> Iterator[str]:
    if unscored := len(b.cases) - b.scored:
        yield f"Without a score then, and so in no rate: {count(unscored, 'decision')}."
    yield _clock(b)
    if b.judgement.lost + b.judgement.kept == 0:
        yield "No judgement was recorded before a decision, so the score has no opinion to stand beside."
    if sum(m.ranking.auc is not None for m in b.measures) >= _MANY:
        yield "Of twenty measures that say nothing, one seems to help by chance: an interval is no more than that."
    if b.suggestion is None and b.cases:
        yield f"Weights are suggested from {LEAST} losses and {LEAST} renewals with a score on."


def _lead(b: Backtest) -> str:
    if b.lead_days is None:
        return "No loss was at risk when it came, so the band warned of none."
    return (
        f"Losses that were at risk when they came had been so for {count(b.lead_days, 'day')} (median); "
        f"{b.never_at_risk} had not been."
    )


def _clock(b: Backtest) -> str:
    looked = sum(c.evidence is not None for c in b.cases)
    if b.known == looked:
        return "Every look uses only what was recorded by its day."
    since = f" before the journal began on {spelled(b.since)}" if b.since else ""
    return (
        f"{b.known:,} of {looked:,} looks use only what was recorded by their day; the others lie{since}, "
        "and use how it was, as far as it was brought in later."
    )


def _pairs(r: Ranking) -> str:
    return f"{_percent(r.auc)} % ({_percent(r.low)} to {_percent(r.high)} %)"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f}"


def _more(r: Ranking) -> str:
    if r.verdict is not Verdict.TOO_FEW:
        return ""
    return f"; if it stays so, about {count(r.more, 'decision')} more would tell" if r.more else ""


def facts(b: Backtest) -> dict[str, Any]:
    """The back-test as JSON; shares are unrounded, and null where there is nothing to share."""
    return {
        "as_of": b.as_of.isoformat(),
        "scorecard": b.card.name,
        "version": b.card.version,
        "horizon": b.horizon,
        "decisions": len(b.cases),
        "losses": b.lost,
        "scored": b.scored,
        "as_known": b.known,
        "journal_since": b.since.isoformat() if b.since else None,
        **_ranking(b.ranking),
        "sentence": finding(b),
        "remarks": remarks(b),
        "bands": [_outcome("band", o) for o in b.bands],
        "at_risk": {
            "decisions": b.alarm.warned,
            "losses": b.alarm.warned_and_lost,
            "precision": b.alarm.precision,
            "recall": b.alarm.recall,
            "lift": b.alarm.lift,
            "lead_days": b.lead_days,
            "never_at_risk": b.never_at_risk,
        },
        "baselines": {
            "everyone_renews": {"auc": None if b.ranking.auc is None else 0.5, "missed": b.lost},
            "own_judgement": _ranking(b.judgement),
        },
        "judgements": [_outcome("judgement", o) for o in b.calibration.levels if o.decisions],
        "calibration": calibration_facts(b.calibration, _outcome, _ranking),
        "measures": [
            {"measure": m.measure.name, "weight": m.measure.weight, **_ranking(m.ranking)} for m in b.measures
        ],
        "horizons": [{"horizon": days, **_ranking(r)} for days, r in b.horizons],
        "suggestion": _suggestion(b),
    }


def _ranking(r: Ranking) -> dict[str, Any]:
    return {
        "ranked": r.lost + r.kept,
        "ranked_losses": r.lost,
        "auc": r.auc,
        "auc_low": r.low,
        "auc_high": r.high,
        "verdict": r.verdict.value,
        "more_needed": r.more if r.verdict is Verdict.TOO_FEW else None,
    }


def _outcome(word: str, o: Outcome) -> dict[str, Any]:
    low, high = o.interval
    known = bool(o.decisions)
    of = o.of if o.of is None or isinstance(o.of, int) else o.of.value
    return {
        word: of,
        "decisions": o.decisions,
        "losses": o.lost,
        "rate": o.rate,
        "low": low if known else None,
        "high": high if known else None,
    }


def _suggestion(b: Backtest) -> dict[str, Any] | None:
    if b.suggestion is None:
        return None
    names = {m.key: m.name for m in b.card.measures}
    return {
        "weights": {names[key]: weight for key, weight in b.suggestion.weights},
        "present_auc": b.suggestion.present.auc,
        "suggested_auc": b.suggestion.suggested.auc,
        "better": b.suggestion.better,
    }
