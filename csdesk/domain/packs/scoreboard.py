"""The scoreboard of a board pack: six figures of a period with their definitions, and the bridge of its revenue."""

from datetime import timedelta
from fractions import Fraction

from csdesk.domain.money import half_up, whole_text
from csdesk.domain.packs.facts import Facts
from csdesk.domain.pictures import Bridge, Rung
from csdesk.domain.revenue.archives import archive_text
from csdesk.domain.revenue.definitions import Definition, Metric, Step, Unit
from csdesk.domain.revenue.unpriced import unpriced_text
from csdesk.domain.reviews.values import Figure
from csdesk.domain.reviews.words import counted, day, span
from csdesk.domain.values import dataclass

SOURCE = "Subscriptions and their steps, renewals"


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure in large: what it is, its value, and a line or two under it."""

    label: str
    value: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """Six figures under one finding."""

    title: str
    lead: str
    tiles: tuple[Tile, ...]
    foot: str
    figures: tuple[Figure, ...]


def scoreboard_of(facts: Facts) -> Scoreboard:
    """The figures that a board asks for first; NRR never without GRR."""
    arr = None if facts.closing is None or not _any_contract(facts) else 12 * facts.closing
    tiles = (
        Tile("ARR", "–" if arr is None else whole_text(arr, facts.currency),
             (counted(facts.accounts, "account"), _since(facts))),
        *(_tile(facts.metrics[m]) for m in Metric if m is not Metric.QUICK_RATIO),
    )  # fmt: skip
    return Scoreboard(
        title=_title(facts, arr),
        lead=_unknown(facts),
        tiles=tiles,
        foot=f"{span(facts.period)}. Definitions at the end. Source: {SOURCE.lower()}",
        figures=tuple(figure_of(d, facts) for d in facts.metrics.values()),
    )


def _title(facts: Facts, arr: Fraction | None) -> str:
    if not _any_contract(facts):
        return "No contract with recurring revenue is in the book yet"
    if arr is None:
        pay = "pays" if facts.unknown == 1 else "pay"
        return f"What {counted(facts.unknown, 'account')} {pay} is not known, so ARR is not either"
    said = f"ARR is {whole_text(arr, facts.currency)}"
    nrr, grr = (facts.metrics[m].value for m in (Metric.NRR, Metric.GRR))
    if nrr is None or grr is None:
        return f"{said} from {counted(facts.accounts, 'account')}"
    return f"{said}{_grown(facts)}; NRR {share(nrr)}, GRR {share(grr)}"


def _any_contract(facts: Facts) -> bool:
    return bool(facts.accounts or facts.unknown or facts.opening)


def _grown(facts: Facts) -> str:
    change = _change(facts)
    if change is None:
        return ""
    word = "up" if change > 0 else "down"
    return f", {word} {share(abs(change))}" if change else ", as much as before"


def _change(facts: Facts) -> Fraction | None:
    if not facts.opening or facts.closing is None:
        return None
    return (facts.closing - facts.opening) / facts.opening


def _since(facts: Facts) -> str:
    change = _change(facts)
    if change is None:
        return ""
    return f"{'+' if change > 0 else ''}{share(change)} since {day(facts.period.first - timedelta(days=1))}"


def _unknown(facts: Facts) -> str:
    """Why rates are missing, where amounts are not known from the opening on."""
    if not facts.unknown:
        return ""
    said = f"History is not known for {counted(facts.unknown, 'account')}: NRR and GRR are not told."
    return f"{said} There is {unpriced_text(facts.unpriced)}." if facts.unpriced else said


def share(value: Fraction | int) -> str:
    """A share with one place where it has one: `93.9 %`, `100 %`."""
    places = half_up(Fraction(value) * 100, 1)
    said = str(int(places)) if places == int(places) else str(places)
    return f"{said}\u00a0%".replace("-", "\u2212")


def _whole(step: Step) -> str:
    return "–" if step.value is None else f"{int(step.value):,}"


def part_of(metric: Definition) -> tuple[Step, Step] | None:
    """The count that a share is, and that which it is of; None where it is no share of a count, or not known."""
    counts = [s for s in metric.steps if s.unit is Unit.COUNT]
    if len(counts) < 2 or metric.value is None:
        return None
    return next((s for s in reversed(counts[:-1]) if s.subtotal), counts[0]), counts[-1]


def _tile(metric: Definition) -> Tile:
    value = "–" if metric.value is None else share(metric.value)
    parted = part_of(metric)
    under = f"{_whole(parted[0])} of {_whole(parted[1])}" if parted else ""
    return Tile(
        metric.metric.value, value, (metric.title if metric.title != metric.metric.value else "", under)
    )


def figure_of(metric: Definition, facts: Facts) -> Figure:
    """A metric as the notes and the last page tell it."""
    value = "not known" if metric.value is None else _value(metric.steps[-1])
    return Figure(metric.title, value, metric.says.rstrip("."), span(facts.period), SOURCE)


def _value(step: Step) -> str:
    assert step.value is not None
    return share(step.value) if step.unit is Unit.SHARE else str(half_up(Fraction(step.value), 2))


def agreed_of(facts: Facts) -> Figure | None:
    """CMRR on the last day; None where an amount of it is not known, or nothing is agreed and nothing live."""
    told = facts.figures.get("cmrr")
    if told is None or told.value is None or not (told.value or facts.closing):
        return None
    amount = whole_text(Fraction(told.value), facts.currency)
    return Figure(told.title, amount, told.says.rstrip("."), day(facts.period.last), SOURCE)


def bridge_of(facts: Facts) -> Bridge | None:
    """What led from the opening to the closing; None where an amount is not known, or there was nothing at all."""
    s = facts.shown
    if facts.unknown or facts.opening is None or not (s.opening or s.closing):
        return None
    moves = [
        ("New", s.new), ("Won back", s.won_back), ("Expansion", s.expansion),
        ("Contraction", -s.contraction), ("Churn", -s.churn), ("Exchange rates", s.fx),
    ]  # fmt: skip
    rungs = [Rung(label, amount) for label, amount in moves if amount]
    agreed = agreed_of(facts)
    archive = f"{archive_text(whole_text(s.archived, facts.currency), s.archive)} " if s.archived else ""
    return Bridge(
        title=_moved(facts),
        lead=f"Monthly recurring revenue, {facts.currency}"
        + (f". What is agreed to come (CMRR): {agreed.value}" if agreed else ""),
        rungs=(Rung("Opening", s.opening, level=True), *rungs, Rung("Closing", s.closing, level=True)),
        currency=facts.currency,
        foot=f"{span(facts.period)}, residual 0. {archive}Movements compare the two ends of the period",
    )


def _moved(facts: Facts) -> str:
    s = facts.shown

    def said(amount: int) -> str:
        return whole_text(abs(amount), facts.currency)

    change, losses = s.closing - s.opening, s.contraction + s.churn
    gains = {"new customers": s.new, "customers won back": s.won_back, "expansion": s.expansion}
    best = max(gains, key=lambda word: gains[word])
    if not change and not losses:
        return f"MRR stayed at {said(s.closing)}: nothing came and nothing went"
    head = (
        f"MRR {'grew' if change > 0 else 'fell'} by {said(change)}" if change else "MRR stayed where it was"
    )
    if not gains[best]:
        return f"{head}: {said(losses)} went, and nothing came in"
    if not losses:
        return f"{head}, most of it from {best}; nothing was lost"
    if gains[best] > losses:
        return f"{head}: {best} alone brought more than all losses took"
    return f"{head}: {best} brought {said(gains[best])}, losses took {said(losses)}"
