"""Figures: what Numbers keeps under *More*, each with its definition and the accounts behind it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from csdesk.domain.figures.activity import AHEAD, Done, Lead, activity
from csdesk.domain.figures.calling import calibration
from csdesk.domain.figures.committed import committed
from csdesk.domain.figures.concentration import Coming, Standing, concentration, horizon
from csdesk.domain.figures.figure import Figure
from csdesk.domain.figures.first_value import Begun, first_value
from csdesk.domain.figures.leaving import beside_logos, reasons
from csdesk.domain.figures.lifetime import Money, lifetime, realised_of
from csdesk.domain.figures.losing import Gone, Losing, losing
from csdesk.domain.figures.questions import Book as Asked
from csdesk.domain.figures.questions import Original, Rediscounted, questions
from csdesk.domain.figures.staying import Aged, kept_a_year, staying
from csdesk.domain.figures.voice import Asked as Surveyed
from csdesk.domain.figures.voice import voice
from csdesk.domain.figures.window import Signed, window
from csdesk.domain.ids import AccountId, ProductId
from csdesk.domain.periods import months_shown
from csdesk.domain.renewals import Outcome
from csdesk.domain.revenue.cohorts import began_of, stays_of
from csdesk.domain.revenue.committed import Committed, agreed
from csdesk.domain.revenue.due import Due, dues_of
from csdesk.domain.revenue.ledger import Values
from csdesk.domain.revenue.standing import Lived, rated_on, standing_on
from csdesk.domain.revenue.survival import survival
from csdesk.domain.revenue.timeline import lived
from csdesk.domain.revenue.waterfall import Waterfall, waterfall
from csdesk.services.numbers.figure_facts import Facts, facts_of
from csdesk.services.numbers.leaving import Losses, gone_of, left_of, losses_told
from csdesk.services.numbers.numbers import Sold, sold_by
from csdesk.services.numbers.numbers_by import parts_of
from csdesk.store.book import Book

_DAY = timedelta(days=1)
_Days = dict[AccountId, date]
Parted = list[tuple[str | None, list[Figure]]]


def figures(
    book: Book,
    first: date,
    last: date,
    *,
    as_of: date,
    currency: str | None = None,
    only: bool = False,
    accounts: frozenset[AccountId] | None = None,
) -> tuple[str, list[Figure]]:
    """The currency and all figures of a period, by their headings. Raises: PeriodBackwards, RateMissing."""
    sold = sold_by(book, as_of=as_of, currency=currency, only=only, accounts=accounts)
    return sold.currency, figures_of(facts_of(book, sold, first, last))


def figures_by(
    book: Book,
    first: date,
    last: date,
    by: str,
    *,
    as_of: date,
    only: bool = False,
    accounts: frozenset[AccountId] | None = None,
) -> tuple[str, Parted]:
    """The currency and all figures for each value of a dimension, as `parted`.

    Accounts without recurring lines of whom the period tells something are in theirs; by product they have none.
    Raises: NoSuchDimension; as `figures`.
    """
    sold = sold_by(book, as_of=as_of, only=only, accounts=accounts)
    return sold.currency, figures_parted(book, sold, facts_of(book, sold, first, last), by)


def figures_parted(book: Book, sold: Sold, facts: Facts, by: str) -> Parted:
    """The figures for each value of a dimension, of facts that are read. Raises: NoSuchDimension; as `figures`."""
    parts = parts_of(book, by, facts.last, sold.lines, also=facts.without_lines)
    return [(p.value, figures_of(facts.only(p.accounts, lived(p.lines)))) for p in parts]


def figures_of(facts: Facts) -> list[Figure]:
    """The figures of these facts. Raises: RateMissing."""
    w = waterfall(facts.lines, facts.first, facts.last, facts.worth)
    names, told = facts.names, losses_told(facts)
    lost = gone_of(told)
    signed = _signed(facts)
    there = frozenset(a.account for a in w.accounts if a.closing.has_revenue)
    mrr = {a.account: a.closing.mrr for a in w.accounts if a.closing.has_revenue}
    first, until = facts.first, facts.until
    began = began_of(facts.lines, until)
    stays = stays_of(facts.lines, began, until)
    return [
        *questions(_asked(facts, w, names)),
        *lifetime(_money(facts, w), _realised(facts)),
        staying(stays, names),
        kept_a_year(
            Aged(facts.lines, began, until, facts.worth, survival(stays.values()), names, facts.begins)
        ),
        *first_value(
            Begun(first, until, signed, _live(facts), facts.milestones, facts.objectives, there, names)
        ),
        *voice(Surveyed(first, until, facts.surveys, mrr, names, months_shown(first, until))),
        _reasons(facts, told, w),
        *losing(
            Losing(
                first,
                until,
                {a: d for a, d in signed.items() if a in facts.lines},
                lost,
                facts.saved,
                mrr,
                names,
            )
        ),
        committed(_committed(facts, w), len(there)),
        window(_signings(facts), names),
        calibration(facts.calls, names),
        *concentration(_standing(facts, w, mrr)),
        *activity(_done(facts, lost, len(there), names)),
    ]


def _reasons(facts: Facts, told: Losses, w: Waterfall) -> Figure:
    """Why customers left, and why logo retention tells of fewer, where it does."""
    left, cohort = left_of(facts, told), w.cohort
    gone = sum(not a.closing.has_revenue for a in cohort)
    beside = beside_logos(left, opening=len(cohort), gone=gone, first=facts.first) if cohort else ""
    return reasons(left, facts.worth.currency, beside.replace("\u00a0", " "))


def _standing(facts: Facts, w: Waterfall, mrr: Mapping[AccountId, Fraction]) -> Standing:
    unknown = [a.account for a in w.accounts if a.closing.unknown]
    return Standing(facts.last, mrr, unknown, _coming(facts), facts.names, facts.begins)


def _committed(facts: Facts, w: Waterfall) -> Committed | None:
    """What is agreed on the last day; None where an amount of it is not known."""
    if any(a.closing.unknown for a in w.accounts):
        return None
    everybody: Values = {}
    told = agreed(facts.lines, [facts.last], [[everybody]], facts.worth).told(0, 0, None)
    return told.beside(w.closing)


def _signings(facts: Facts) -> list[Signed]:
    """The renewals due in the period that a person signed; what renewed by itself was not."""
    return [
        Signed(account, facts.products.get(x.line.subscription.product, ""), due.due_on, _signed_on(due))
        for account, lines in facts.lines.items()
        for x in lines
        for due in dues_of(x.line, facts.first, facts.until, as_of=facts.as_of)
        if due.outcome.renewed and due.outcome is not Outcome.AUTO
    ]


def _signed_on(due: Due) -> date | None:
    """The day that a decision or the next line names; where neither does, a renewal counts as agreed when due."""
    row, day = due.decision.renewal, due.decision.decided_on
    recorded = row is not None and row.outcome is not Outcome.OPEN
    return day if recorded or any(s.signed_on == day for s in due.line.successors) else None


def _signed(facts: Facts) -> _Days:
    """Since when accounts are customers: as they say, else as their first line does; not where nobody knows."""
    found = {}
    for account, lines in facts.lines.items():
        first = min(lines, key=lambda x: x.life.first)
        day = first.line.subscription.signed_on or first.life.first
        if day != date.min:
            found[account] = day
    return found | {a.id: a.signed_on for a in facts.accounts.values() if a.signed_on}


def _live(facts: Facts) -> _Days:
    found: _Days = {}
    for account, lines in facts.lines.items():
        days = [d for x in lines if (d := x.line.subscription.live_on)]
        if days:
            found[account] = min(days)
    return found


def _money(facts: Facts, w: Waterfall) -> Money:
    """What winning an account costs is brought into the currency of the figures."""
    into, cac, no_rate = facts.worth, facts.cac, ""
    if cac is not None and into.known(facts.cac_in, facts.until):
        cac *= into.factor(facts.cac_in, facts.until)
    elif cac is not None:
        cac, no_rate = None, f"{facts.cac_in}/{into.currency}"
    return Money(w, facts.first, facts.last, facts.names, facts.margin, cac, no_rate)


def _realised(facts: Facts) -> dict[AccountId, Fraction | None]:
    """What every customer brought so far; None where it is not known."""
    return {a: realised_of(lines, facts.until, facts.worth) for a, lines in facts.lines.items()}


def _coming(facts: Facts) -> list[Coming]:
    """The renewals after the period, within the quarters that are looked at; those that are lost come no more."""
    ahead = horizon(facts.last, facts.begins)
    found = []
    for account, lines in facts.lines.items():
        for x in lines:
            for due in dues_of(x.line, facts.last + _DAY, ahead, as_of=facts.as_of):
                if due.outcome is Outcome.LOST:
                    continue
                sub = x.line.subscription
                amount = None
                if due.amount is not None and facts.worth.known(sub.currency, facts.last):
                    amount = due.amount * facts.worth.factor(sub.currency, facts.last)
                found.append(Coming(account, facts.products.get(sub.product, ""), due.due_on, amount))
    return found


def _done(
    facts: Facts, lost: Mapping[AccountId, Sequence[Gone]], there: int, names: Mapping[AccountId, str]
) -> Done:
    reached: dict[AccountId, tuple[int, int]] = {}
    for m in facts.milestones:
        if m.achieved_on and facts.first <= m.achieved_on <= facts.until:
            n, sure = reached.get(m.account, (0, 0))
            reached[m.account] = n + 1, sure + bool(m.confirmed_by)
    gone = {a: max(days) for a, some in lost.items() if (days := _within(facts, some))}
    leads = [Lead(a, day, _risk_before(facts, a, day)) for a, day in sorted(gone.items())]
    return Done(
        facts.first, facts.until, facts.touches, facts.plays, reached, facts.answers, leads, there, names
    )


def _within(facts: Facts, gone: Iterable[Gone]) -> list[date]:
    return [g.on for g in gone if facts.first <= g.on <= facts.until]


def _risk_before(facts: Facts, account: AccountId, lost_on: date) -> date | None:
    since = lost_on - timedelta(days=AHEAD)
    days = [
        r.opened_on
        for r in facts.risks
        if r.account == account and r.opened_on < lost_on and (r.closed_on is None or r.closed_on >= since)
    ]
    return min(days, default=None)


def _asked(facts: Facts, w: Waterfall, names: Mapping[AccountId, str]) -> Asked:
    return Asked(
        w, facts.last, facts.industries, facts.products, _rediscounted(facts), _originals(facts), names
    )


def _originals(facts: Facts) -> list[Original]:
    """What customers began with, and pay now, both at the last day's rates."""
    found = []
    for account, lines in facts.lines.items():
        began = min(x.life.first for x in lines)
        if began == date.min or began >= facts.last:
            continue
        now = standing_on(lines, facts.last, facts.worth)
        if not now.has_revenue or now.unknown:
            continue
        if not rated_on(lines, began, facts.worth, facts.last):
            found.append(Original(account, began, None, now.mrr))
            continue
        then = standing_on(lines, began, facts.worth, facts.last)
        if then.mrr > 0 and not then.unknown:
            found.append(Original(account, began, then.mrr, now.mrr))
    return found


def _rediscounted(facts: Facts) -> list[Rediscounted]:
    """The discounts around the first renewal of every product that an account has."""
    found = []
    for account, lines in facts.lines.items():
        by_product: dict[ProductId, list[Lived]] = defaultdict(list)
        for x in lines:
            by_product[x.line.subscription.product].append(x)
        for product, some in by_product.items():
            end = _first_end(some)
            if end is None or end >= facts.until:
                continue
            before, after = _discount(some, end), _discount(some, end + _DAY)
            if before is not None and after is not None:
                name = facts.products.get(product, "")
                found.append(Rediscounted(account, name, end, before, after))
    return sorted(found, key=lambda r: (r.on, r.account, r.product))


def _first_end(lines: Sequence[Lived]) -> date | None:
    """The last day of the first term."""
    first = min(lines, key=lambda x: (x.life.first, x.line.subscription.id)).line
    term = first.term
    return first.renewed_on[0] if first.renewed_on else term.end if term else None


def _discount(lines: Sequence[Lived], day: date) -> Decimal | None:
    """The one discount that holds on a day; None where none is known, or several differ."""
    found = {step.discount for x in lines if day in x.life and (step := x.line.step_on(day))}
    return found.pop() if len(found) == 1 else None
