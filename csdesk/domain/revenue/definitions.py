"""A definition is how a figure is made on this book, step by step, beside what other definitions would say."""

from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from csdesk.domain.day_words import long_spelled
from csdesk.domain.money import half_up
from csdesk.domain.phrases import count
from csdesk.domain.revenue.eligible import Eligible
from csdesk.domain.revenue.movements import CONTRACTION, EXPANSION, Movement
from csdesk.domain.revenue.renewing import RenewalRate
from csdesk.domain.revenue.retention import logo_churn, ratio
from csdesk.domain.revenue.sums import added
from csdesk.domain.revenue.waterfall import Shown, Waterfall
from csdesk.domain.values import dataclass


class Metric(StrEnum):
    """The figures of the scoreboard."""

    NRR = "NRR"
    GRR = "GRR"
    LOGO_RETENTION = "Logo retention"
    ELIGIBLE_CHURN = "Eligible churn"
    RENEWAL_RATE = "Renewal rate"
    QUICK_RATIO = "Quick ratio"


class Unit(StrEnum):
    """What a step is counted in."""

    MONEY = "money"
    COUNT = "count"
    SHARE = "share"
    RATIO = "ratio"
    MONTHS = "months"
    DAYS = "days"
    SCORE = "score"
    """From −100 to 100."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of how a figure is made; None is not known. `total` stands on the double rule."""

    words: str
    value: Fraction | int | None
    unit: Unit
    total: bool = False
    subtotal: bool = False


@dataclass(frozen=True, slots=True)
class Rival:
    """Another definition of the same name, its value on the same book and days, and what it counts."""

    name: str
    value: Fraction | int | None
    unit: Unit
    says: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A metric's name in full, its definition in a sentence, the steps that lead to it, and its rivals."""

    metric: Metric
    title: str
    says: str
    steps: tuple[Step, ...]
    rivals: tuple[Rival, ...]

    @property
    def value(self) -> Fraction | int | None:
        """The figure itself."""
        return self.steps[-1].value


def definitions(
    w: Waterfall, s: Shown, could: Eligible, renewals: RenewalRate, first: date, last: date
) -> dict[Metric, Definition]:
    """Every metric of the scoreboard for a period; amounts are rounded once, so that steps add up as shown."""
    before = first - timedelta(days=1)
    made = (
        _nrr(w, s, before, last),
        _grr(w, before, last),
        _logos(w, before, last),
        _eligible(w, could),
        _renewals(renewals),
        _quick(w, s),
    )
    return {d.metric: d for d in made}


def _known(w: Waterfall, value: Fraction | None) -> Fraction | None:
    return None if w.unknown else value


def _shown(w: Waterfall, amount: int) -> int | None:
    return None if w.unknown else amount


def _nrr(w: Waterfall, s: Shown, before: date, last: date) -> Definition:
    began, kept = _shown(w, s.opening), _shown(w, s.opening + s.expansion - s.contraction - s.churn)
    opening = _known(w, added(a.opening.share for a in w.cohort))
    closing = _known(w, added(a.kept_share for a in w.cohort))
    back = w.total([Movement.WON_BACK])
    return Definition(
        Metric.NRR,
        "Net revenue retention",
        f"MRR on {long_spelled(last)} of the accounts that had recurring revenue on {long_spelled(before)}, divided "
        "by their MRR on that day. New and won-back accounts are left out.",
        (
            Step(f"Opening MRR, {count(len(w.cohort), 'account')}", began, Unit.MONEY),
            Step("+ Expansion", _shown(w, s.expansion), Unit.MONEY),
            Step("− Contraction", _shown(w, s.contraction), Unit.MONEY),
            Step("− Churn", _shown(w, s.churn), Unit.MONEY),
            Step("Their closing MRR", kept, Unit.MONEY, subtotal=True),
            Step("÷ Opening MRR", began, Unit.MONEY),
            Step("NRR", _share(w, closing, opening), Unit.SHARE, total=True),
        ),
        (
            Rival("With won-back accounts", _share(w, _plus(closing, back), opening), Unit.SHARE,
                  "Counts returned customers as kept."),
            Rival("With new accounts", _share(w, w.closing, opening), Unit.SHARE, "That is growth, not retention."),
            *_with_rates(w, opening),
        ),
    )  # fmt: skip


def _with_rates(w: Waterfall, opening: Fraction | None) -> tuple[Rival, ...]:
    """What NRR would be if rates counted as growth or loss; nothing where they played no part."""
    if not any(a.fx for a in w.accounts):
        return ()
    closing = _known(w, added(a.closing.share for a in w.cohort))
    return (Rival("With what rates did", _share(w, closing, opening), Unit.SHARE,
                  "Counts a stronger currency as growth, a weaker one as loss."),)  # fmt: skip


def _grr(w: Waterfall, before: date, last: date) -> Definition:
    opening = _known(w, added(a.opening.share for a in w.cohort))
    kept = _known(w, added(a.least_share for a in w.cohort))
    began, whole = (None if x is None else int(half_up(x)) for x in (opening, kept))
    return Definition(
        Metric.GRR,
        "Gross revenue retention",
        f"The same accounts on {long_spelled(last)}, each counted at most at its MRR on {long_spelled(before)}: what "
        "one of them grew never makes up for what another lost. It is never above 100 %.",
        (
            Step(f"Opening MRR, {count(len(w.cohort), 'account')}", began, Unit.MONEY),
            Step("− What was lost of it", None if began is None or whole is None else began - whole, Unit.MONEY),
            Step("Kept of it", whole, Unit.MONEY, subtotal=True),
            Step("÷ Opening MRR", began, Unit.MONEY),
            Step("GRR", _share(w, kept, opening), Unit.SHARE, total=True),
        ),
        (
            Rival("By product line", _share(w, _kept_by_product(w), opening), Unit.SHARE,
                  "An upgrade of one product does not offset the loss of another in the same account."),
        ),
    )  # fmt: skip


def _kept_by_product(w: Waterfall) -> Fraction:
    return added(share for a in w.cohort for share in a.least_by_product)


def _logos(w: Waterfall, before: date, last: date) -> Definition:
    cohort, closing = len(w.cohort), sum(a.closing.has_revenue for a in w.accounts)
    gone = sum(not a.closing.has_revenue for a in w.cohort)
    lost = logo_churn(w)
    kept = None if lost is None else 1 - lost
    return Definition(
        Metric.LOGO_RETENTION,
        "Logo retention",
        f"Of the accounts with recurring revenue on {long_spelled(before)}, those that still had some on "
        f"{long_spelled(last)}, by the account's identity. Past the end of its term an account is still there until "
        "somebody says that it left, also where it was renewed on terms that nobody entered.",
        (
            Step("Accounts at the opening", cohort, Unit.COUNT),
            Step("− Gone at the closing", gone, Unit.COUNT),
            Step("Still there", cohort - gone, Unit.COUNT, subtotal=True),
            Step("÷ Accounts at the opening", cohort, Unit.COUNT),
            Step("Logo retention", kept, Unit.SHARE, total=True),
        ),
        (
            Rival("From totals, with the new ones", ratio(closing, cohort), Unit.SHARE,
                  "Closing count ÷ opening count: new accounts hide the lost ones."),
            Rival("1 − lost ÷ average count", _against_average(gone, cohort, closing), Unit.SHARE,
                  "Divides by the mean of both counts, so growth makes churn look low."),
        ),
    )  # fmt: skip


def _against_average(gone: int, opening: int, closing: int) -> Fraction | None:
    churn = ratio(2 * gone, opening + closing)
    return None if churn is None else 1 - churn


def _eligible(w: Waterfall, could: Eligible) -> Definition:
    return Definition(
        Metric.ELIGIBLE_CHURN,
        "Eligible churn",
        "Of the accounts of the opening that could leave in the period, being month to month, past their end without a "
        "contract, or with a term that ended in it, those that left.",
        (
            Step("Left", could.left, Unit.COUNT),
            Step("÷ Could leave", could.could_leave, Unit.COUNT),
            Step("Eligible churn", could.churn_count, Unit.SHARE, total=True),
        ),
        (
            Rival("By amount", could.churn_amount, Unit.SHARE, "Their MRR at the opening instead of their number."),
            Rival("Of all accounts", logo_churn(w), Unit.SHARE,
                  "Divides by accounts that were bound by a term, too: churn looks low."),
        ),
    )  # fmt: skip


def _renewals(rate: RenewalRate) -> Definition:
    fates = [
        Step(f"− {fate.value.capitalize()}", n, Unit.COUNT)
        for fate, n in rate.fates.items()
        if fate.value != "renewed"
    ]
    renewed = next((n for fate, n in rate.fates.items() if fate.value == "renewed"), 0)
    return Definition(
        Metric.RENEWAL_RATE,
        "Renewal rate",
        "Of the terms that were due in the period, those that were renewed by its last day, however early. Open ones "
        "stay due, and so do those that were signed later: they have moved.",
        (
            Step("Due", rate.due, Unit.COUNT),
            *fates,
            Step("Renewed", renewed, Unit.COUNT, subtotal=True),
            Step("÷ Due", rate.due, Unit.COUNT),
            Step("Renewal rate", rate.rate_count, Unit.SHARE, total=True),
        ),
        (
            Rival(
                "By amount",
                rate.rate_amount,
                Unit.SHARE,
                "What was due a year; each at most what it is renewed for.",
            ),
        ),
    )


def _quick(w: Waterfall, s: Shown) -> Definition:
    gains = w.total([Movement.NEW, Movement.WON_BACK, *EXPANSION])
    losses = w.total([*CONTRACTION, Movement.CHURN])
    without = ratio(gains - w.total([Movement.WON_BACK]), losses)
    return Definition(
        Metric.QUICK_RATIO,
        "Quick ratio",
        "What came in, divided by what went: new, won back and expansion ÷ contraction and churn.",
        (
            Step("New", _shown(w, s.new), Unit.MONEY),
            Step("+ Won back", _shown(w, s.won_back), Unit.MONEY),
            Step("+ Expansion", _shown(w, s.expansion), Unit.MONEY),
            Step("Came in", _shown(w, s.new + s.won_back + s.expansion), Unit.MONEY, subtotal=True),
            Step("÷ Contraction and churn", _shown(w, s.contraction + s.churn), Unit.MONEY),
            Step("Quick ratio", _known(w, ratio(gains, losses)), Unit.RATIO, total=True),
        ),
        (
            Rival(
                "Without won-back accounts", _known(w, without), Unit.RATIO, "Counts new and expansion alone."
            ),
        ),
    )


def _plus(amount: Fraction | None, more: Fraction) -> Fraction | None:
    return None if amount is None else amount + more


def _share(w: Waterfall, part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    return None if w.unknown or part is None or not whole else part / whole
