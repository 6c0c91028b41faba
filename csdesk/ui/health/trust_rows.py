"""The charts of a back-test: what each one says, and its rows."""

from csdesk.domain.health.backtest import Backtest, OfMeasure
from csdesk.domain.health.bands import Band
from csdesk.domain.health.outcomes import Outcome
from csdesk.domain.health.ranking import CHANCE, Ranking, Verdict
from csdesk.ui.formats import ABSENT
from csdesk.ui.health.intervals import Interval
from csdesk.ui.health.words import band_word
from csdesk.ui.kit.marks import Shape
from csdesk.wording import count

INKS = {
    Verdict.HELPED: "good.fill",
    Verdict.WRONG: "bad.fill",
    Verdict.NOISE: "text.secondary",
    Verdict.TOO_FEW: "text.tertiary",
}
_ORDER = (Verdict.HELPED, Verdict.WRONG, Verdict.TOO_FEW, Verdict.NOISE)
_BARS = {Band.HEALTHY: "good.fill", Band.WATCH: "watch.fill", Band.AT_RISK: "bad.fill"}


def band_title(b: Backtest) -> str:
    """Whether *at risk* named the losses."""
    alarm = b.alarm
    if not alarm.lost:
        return "No loss had a score"
    if alarm.warned_and_lost == 0 and alarm.lost == 1:
        return "At risk did not name the one loss"
    if alarm.warned_and_lost == 0:
        return f"At risk named none of {count(alarm.lost, 'loss', 'losses')}"
    return f"At risk named {alarm.warned_and_lost:,} of {count(alarm.lost, 'loss', 'losses')}"


def band_rows(outcomes: tuple[Outcome, ...]) -> list[Interval]:
    """How many of each band were lost."""
    return [_outcome(o, band_word(o.of)) for o in outcomes if isinstance(o.of, Band)]


def level_rows(outcomes: tuple[Outcome, ...]) -> list[Interval]:
    """How many of each judgement were lost."""
    return [_outcome(o, f"Judged {o.of}") for o in outcomes]


def _outcome(o: Outcome, words: str) -> Interval:
    shape = Shape(o.of.value) if isinstance(o.of, Band) else None
    said = f"{o.lost:,} of {o.decisions:,}" if o.decisions else ABSENT
    if o.few:
        return Interval(words, said, shape=shape, why="too few for a share" if o.decisions else "no decision")
    low, high = o.interval
    bar = _BARS[o.of] if isinstance(o.of, Band) else "chart.0"
    return Interval(words, said, o.rate, low, high, bar, shape)


def base_line(b: Backtest) -> tuple[float, str] | None:
    """The share that was lost of all scored decisions."""
    if not b.alarm.decisions:
        return None
    share = b.alarm.lost / b.alarm.decisions
    return share, f"all: {share * 100:.0f} % lost"


def judged_line(b: Backtest) -> tuple[float, str] | None:
    """The share that was lost of all judged decisions."""
    c = b.calibration
    return (c.lost / c.decisions, f"all: {c.lost / c.decisions * 100:.0f} % lost") if c.decisions else None


def horizon_title(b: Backtest) -> str:
    """From how far ahead the score parted them."""
    told = [days for days, r in b.horizons if r.verdict is Verdict.HELPED]
    if told:
        return f"It parted them {max(told)} days before already"
    wrong = [days for days, r in b.horizons if r.verdict is Verdict.WRONG]
    return "It points the wrong way" if wrong else "At no distance can it be told from chance"


def horizon_rows(b: Backtest) -> list[Interval]:
    """The score at each distance."""
    return [_ranking(f"{days} days before", r) for days, r in b.horizons]


def baseline_title(b: Backtest) -> str:
    """How the score stands beside what there is without it."""
    better = b.calibration.better
    if better is not None:
        return f"On the same decisions {'your judgement' if better == 'judgement' else 'the score'} is better"
    if b.calibration.judgement.auc is not None:
        return "Which is better, you or the score, cannot be told"
    says = {
        Verdict.HELPED: "Better than to say that everyone renews",
        Verdict.WRONG: "Worse than to say nothing",
    }
    return says.get(b.ranking.verdict, "Not told from saying that everyone renews")


def baseline_rows(b: Backtest) -> list[Interval]:
    """The score, the judgement, weights that the past would favour, and *everyone renews*."""
    rows = [_ranking("The score", b.ranking), _ranking("Your judgement", b.judgement)]
    if b.suggestion is not None:
        rows.append(_ranking("Weights of the past", b.suggestion.suggested))
    return [*rows, Interval("Everyone renews", "ranks nobody", CHANCE, CHANCE, CHANCE)]


def _ranking(words: str, r: Ranking) -> Interval:
    ranked = r.lost + r.kept
    if r.auc is None:
        return Interval(words, ABSENT, why="no decision to rank" if not ranked else "only losses, or none")
    return Interval(words, f"{r.auc * 100:.0f} % of pairs", r.auc, r.low, r.high, INKS[r.verdict])


CHANCE_LINE = (CHANCE, "chance")


def in_order(measures: tuple[OfMeasure, ...]) -> list[OfMeasure]:
    """Those that would have helped first, those that say nothing last; inside each the surest first."""

    def place(m: OfMeasure) -> tuple[int, float, str]:
        r = m.ranking
        unread = r.auc is None
        return (len(_ORDER) if unread else _ORDER.index(r.verdict)), -(r.low or 0.0), m.measure.name

    return sorted(measures, key=place)


def measures_title(b: Backtest) -> str:
    """How many measures alone would have helped."""
    verdicts = [m.ranking.verdict for m in b.measures]
    helped, wrong = verdicts.count(Verdict.HELPED), verdicts.count(Verdict.WRONG)
    said = f"{helped} of {count(len(verdicts), 'measure')} would have helped alone"
    if wrong:
        said += f", {wrong} {'points' if wrong == 1 else 'point'} the wrong way"
    return said
