"""Lifetime value is what a customer brings while it stays; payback is when what winning it cost has come back."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from csdesk.domain.figures.figure import Behind, Figure, Group, Rival, Step, Unit, largest
from csdesk.domain.ids import AccountId
from csdesk.domain.periods import add_months
from csdesk.domain.phrases import count
from csdesk.domain.revenue.converting import Rates
from csdesk.domain.revenue.movements import Movement
from csdesk.domain.revenue.retention import logo_churn, ratio
from csdesk.domain.revenue.standing import Lived
from csdesk.domain.revenue.survival import ENOUGH_LOSSES
from csdesk.domain.revenue.waterfall import Waterfall
from csdesk.domain.values import dataclass

HORIZON = 60
"""Months: nobody knows a customer's life beyond five years."""
_MONTHS_A_DAY = Fraction(48, 1461)
_DAY = timedelta(days=1)
_NO_MARGIN = "needs your gross margin: Settings, Numbers and currencies"
_NO_CAC = "needs the cost of an account: Settings, Numbers and currencies"


@dataclass(frozen=True, slots=True)
class Money:
    """What the figures of a period are made of. `margin` is a share, `cac` minor units; None: nobody said it.

    `no_rate`: such as EUR/USD, for want of which the cost that somebody said is not known in this currency.
    """

    waterfall: Waterfall
    first: date
    last: date
    names: Mapping[AccountId, str]
    margin: Fraction | None = None
    cac: Fraction | None = None
    no_rate: str = ""


def months_in(first: date, last: date) -> Fraction:
    """The months of a period: whole ones where it runs so, else its days, of which a month has 30.4375."""
    after = last + _DAY
    whole = (after.year - first.year) * 12 + after.month - first.month
    if whole > 0 and add_months(first, whole) == after:
        return Fraction(whole)
    return (after - first).days * _MONTHS_A_DAY


def monthly(churn: Fraction, months: Fraction) -> Fraction:
    """The rate that, month after month, leads to this churn: 1 − (1 − churn)^(1 ÷ months)."""
    return _compounded(churn, 1 / months)


def annualised(churn: Fraction, months: Fraction) -> Fraction:
    """What it comes to in twelve months: 1 − (1 − churn)^(12 ÷ months), never × 12."""
    return _compounded(churn, 12 / months)


def _compounded(churn: Fraction, times: Fraction) -> Fraction:
    if churn <= 0 or churn >= 1:
        return churn
    if times.denominator == 1:
        return 1 - (1 - churn) ** int(times)
    return 1 - Fraction((1 - float(churn)) ** float(times))


def lifetime(m: Money, realised: Mapping[AccountId, Fraction | None]) -> list[Figure]:
    """Revenue per account, lifetime value, what was realised so far, churn in a year, payback.

    `realised` is the revenue of every customer there ever was, minor units; None where it is not known.
    """
    return [_arpa(m), _ltv(m), _realised(m, realised), _annualised(m), _payback(m)]


def _row(m: Money, account: AccountId, value: Fraction | None, what: str = "") -> Behind:
    return Behind(account, m.names.get(account, account), what, None, value)


def _per_account(m: Money) -> Fraction | None:
    there = sum(a.closing.has_revenue for a in m.waterfall.accounts)
    known = not any(a.closing.unknown for a in m.waterfall.accounts)
    return ratio(m.waterfall.closing, there) if known else None


def _arpa(m: Money) -> Figure:
    there = [a for a in m.waterfall.accounts if a.closing.has_revenue]
    value = _per_account(m)
    closing = None if value is None and there else m.waterfall.closing
    return Figure(
        "arpa", Group.LIFETIME, "ARPA", "MRR at the end of the period ÷ accounts with recurring revenue then.",
        Unit.MONEY, value, len(there), _unknown(m, value) if there else "no accounts",
        (
            Step("MRR at the end", closing, Unit.MONEY),
            Step("÷ Accounts", len(there), Unit.COUNT),
            Step("ARPA, a month", value, Unit.MONEY, total=True),
        ),
        (Rival("A year", None if value is None else 12 * value, Unit.MONEY, "The same as ARR per account."),),
        largest(_row(m, a.account, a.closing.mrr) for a in there), heads=("", "MRR"),
    )  # fmt: skip


def _unknown(m: Money, value: Fraction | None) -> str:
    """Why an amount of these accounts cannot be told."""
    return f"amounts of {m.waterfall.unknown:,} accounts are not known" if value is None else ""


def _lost(m: Money) -> list[Behind]:
    gone = [a for a in m.waterfall.cohort if not a.closing.has_revenue]
    return [_row(m, a.account, a.opening.mrr) for a in gone]


def _ltv(m: Money) -> Figure:
    churn, arpa, lost = logo_churn(m.waterfall), _per_account(m), _lost(m)
    rate = None if churn is None else monthly(churn, months_in(m.first, m.last))
    stays = min(Fraction(HORIZON), 1 / rate) if rate else None
    said = _why_no_ltv(m, len(lost), arpa)
    value = None if said or not stays or arpa is None or m.margin is None else arpa * m.margin * stays
    return Figure(
        "ltv", Group.LIFETIME, "LTV",
        f"ARPA × gross margin ÷ monthly churn of accounts. A customer is counted for {HORIZON} months at most; "
        "what was realised so far stands below.",
        Unit.MONEY, value, len(lost), said,
        (
            Step("ARPA, a month", arpa, Unit.MONEY),
            Step("× Gross margin", m.margin, Unit.SHARE),
            Step("Monthly churn", rate, Unit.SHARE),
            Step(f"× Months (1 ÷ churn, at most {HORIZON})", stays, Unit.MONTHS),
            Step("LTV", value, Unit.MONEY, total=True),
        ),
        _other_ltvs(m, arpa, rate, value), largest(lost), heads=("", "MRR lost"),
    )  # fmt: skip


def _why_no_ltv(m: Money, lost: int, arpa: Fraction | None) -> str:
    if not m.waterfall.accounts:
        return "no accounts"
    whys = [_NO_MARGIN] if m.margin is None else []
    whys += [_unknown(m, arpa)] if arpa is None else []
    if not m.waterfall.cohort:
        whys.append("nobody could leave: no accounts at the opening")
    elif lost == 0:
        whys.append("not finite: nobody left")
    elif lost < ENOUGH_LOSSES:
        whys.append(f"too few to tell: {lost} of {ENOUGH_LOSSES} losses")
    return "; ".join(whys)


def _other_ltvs(
    m: Money, arpa: Fraction | None, rate: Fraction | None, value: Fraction | None
) -> tuple[Rival, ...]:
    if value is None or arpa is None or not rate or m.margin is None:
        return ()
    gone = ratio(
        m.waterfall.total([Movement.CHURN]), sum((a.opening.mrr for a in m.waterfall.cohort), Fraction(0))
    )
    by_amount = monthly(gone, months_in(m.first, m.last)) if gone else None
    amount = arpa * m.margin * min(Fraction(HORIZON), 1 / by_amount) if by_amount else None
    return (
        Rival("Without the horizon", arpa * m.margin / rate, Unit.MONEY, "Believes in customers for ever."),
        Rival("Without the margin", value / m.margin, Unit.MONEY, "Revenue, as if serving cost nothing."),
        Rival(
            "By churned MRR", amount, Unit.MONEY, "Divides by the revenue that left instead of the accounts."
        ),
    )


def _realised(m: Money, realised: Mapping[AccountId, Fraction | None]) -> Figure:
    known = {a: amount for a, amount in realised.items() if amount}
    total, brought = sum(known.values(), Fraction(0)), len(known)
    revenue = ratio(total, brought)
    value = None if revenue is None or m.margin is None else revenue * m.margin
    unknown = sum(amount is None for amount in realised.values())
    whys = ["no customers yet" if not brought and not unknown else _NO_MARGIN if m.margin is None else ""]
    whys += [f"{count(unknown, 'account')} left out: an amount or a rate is not known" if unknown else ""]
    said = "; ".join(why for why in whys if why)
    return Figure(
        "realised", Group.LIFETIME, "Realised to date",
        "What the customers there ever were have brought so far, each on average, × gross margin: from the days that "
        "their lines were live, at today's rates; a month has 30.4375 days.",
        Unit.MONEY, value, brought, said,
        (
            Step("Revenue so far", total, Unit.MONEY),
            Step("÷ Customers ever", brought, Unit.COUNT),
            Step("× Gross margin", m.margin, Unit.SHARE),
            Step("Realised to date", value, Unit.MONEY, total=True),
        ),
        (Rival("Without the margin", revenue, Unit.MONEY, "Revenue, as if serving cost nothing."),),
        largest(_row(m, a, x) for a, x in known.items()), heads=("", "Revenue"),
    )  # fmt: skip


def _annualised(m: Money) -> Figure:
    churn, months, lost = logo_churn(m.waterfall), months_in(m.first, m.last), _lost(m)
    rate = None if churn is None else monthly(churn, months)
    value = None if churn is None else annualised(churn, months)
    return Figure(
        "annualised_churn", Group.LIFETIME, "Churn in a year",
        "Logo churn of the period, brought to twelve months: 1 − (1 − monthly)^12, never × 12.",
        Unit.SHARE, value, len(m.waterfall.cohort), "" if m.waterfall.cohort else "no accounts at the opening",
        (
            Step("Logo churn of the period", churn, Unit.SHARE),
            Step("Months of the period", months, Unit.MONTHS),
            Step("A month", rate, Unit.SHARE),
            Step("In a year", value, Unit.SHARE, total=True),
        ),
        (
            Rival("× 12", None if rate is None else 12 * rate, Unit.SHARE,
                  "Counts who left once as able to leave again: it passes 100 %."),
        ),
        largest(lost), heads=("", "MRR lost"),
    )  # fmt: skip


def _payback(m: Money) -> Figure:
    new = [a for a in m.waterfall.accounts if a.kind is Movement.NEW and a.known]
    brought = ratio(sum((a.closing.mrr for a in new), Fraction(0)), len(new))
    ready = m.cac is not None and m.margin is not None and bool(brought)
    value = m.cac / (brought * m.margin) if ready and m.cac and m.margin and brought else None
    no_cac = f"needs a rate {m.no_rate} for the cost of an account" if m.no_rate else _NO_CAC
    said = (
        no_cac if m.cac is None else _NO_MARGIN if m.margin is None else "" if brought else "no new accounts"
    )
    each = [(a, _months_back(m, a.closing.mrr)) for a in new]
    return Figure(
        "cac_payback", Group.LIFETIME, "CAC payback",
        "Cost of an account ÷ (new MRR per account × gross margin): the months until winning a customer has "
        "paid. The list says after which yearly renewal.",
        Unit.MONTHS, value, len(new), said,
        (
            Step("Cost of an account", m.cac, Unit.MONEY),
            Step("New MRR per account", brought, Unit.MONEY),
            Step("× Gross margin", m.margin, Unit.SHARE),
            Step("Months", value, Unit.MONTHS, total=True),
        ),
        (
            Rival("Without the margin", value * m.margin if value and m.margin else None, Unit.MONTHS,
                  "Revenue, as if serving cost nothing."),
        ),
        tuple(sorted((_row(m, a.account, x, _break_even(x)) for a, x in each), key=_slowest)),
        behind_unit=Unit.MONTHS, heads=("Breaks even", "Months"),
    )  # fmt: skip


def _slowest(row: Behind) -> tuple[bool, Fraction | int, str]:
    return row.value is None, -(row.value or 0), row.name.casefold()


def _months_back(m: Money, mrr: Fraction) -> Fraction | None:
    return m.cac / (mrr * m.margin) if m.cac is not None and m.margin and mrr > 0 else None


def _break_even(months: Fraction | None) -> str:
    """The yearly renewal that has to come before it has paid."""
    if months is None:
        return ""
    years = -(-months.numerator // (12 * months.denominator)) - 1
    return "before its first renewal" if years < 1 else f"after renewal {years}"


def realised_of(lines: Sequence[Lived], last: date, worth: Rates) -> Fraction | None:
    """What one account brought up to a day, minor units at that day's rates; None where it is not known."""
    total = Fraction(0)
    for x in lines:
        end = min(last, x.life.last) if x.life.last else last
        if x.life.first > end:
            continue
        currency = x.line.subscription.currency
        if x.life.first == date.min or not worth.known(currency, last):
            return None
        days = sorted({x.life.first, *(s.from_ for s in x.line.steps if x.life.first < s.from_ <= end)})
        for begin, until in zip(days, [*days[1:], end + _DAY], strict=True):
            mrr = x.line.mrr_on(begin)
            if mrr is None:
                return None
            rate = worth.factor(currency, last)
            total += mrr * rate * (until - begin).days * _MONTHS_A_DAY
    return total
