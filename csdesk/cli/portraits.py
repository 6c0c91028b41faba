"""One account as a terminal shows it: what it is, its people, its contracts, what is open, what happened."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from csdesk.cli.amounts import UNKNOWN, day_text, money_text
from csdesk.cli.tables import aligned
from csdesk.domain.phrases import lower

if TYPE_CHECKING:
    from csdesk.domain.contacts import Contact
    from csdesk.domain.opportunities import Opportunity
    from csdesk.domain.products import Product
    from csdesk.domain.promises import Promise
    from csdesk.domain.subscriptions import Step, Subscription
    from csdesk.services.accounts.accounts import AccountRow
    from csdesk.services.accounts.portrait import Portrait
    from csdesk.services.book.custom import Custom

_EVERY = {"month": "a month", "quarter": "a quarter", "year": "a year", "term": "a term"}
_RENEWING = {True: "auto-renews", False: "ends unless signed", None: "auto-renewal not known"}


def portrait_lines(p: "Portrait") -> list[str]:
    """The sections of an account; what is empty is left out."""
    head = [[name, said] for name, said in _head(p) if said]
    lines = [p.account.account, *aligned(head, indent=2)]
    lines += _section("People", [_person(c) for c in p.contacts])
    lines += _section("Subscriptions", [_sold(p, *sold) for sold in p.subscriptions])
    open_tasks = [t for t in p.tasks if t.status.value == "open"]
    lines += _section("Tasks", [[day_text(t.due_on), t.title] for t in open_tasks])
    lines += _section("Open opportunities", [_offered(p, o) for o in p.beyond.opportunities if _goes_on(o)])
    open_risks = [r for r in p.risks if r.closed_on is None or r.closed_on > p.as_of]
    lines += _section("Open risks", [[r.cause.value, day_text(r.opened_on)] for r in open_risks])
    promised = [[day_text(x.due_on), x.promised_by.value, x.promise] for x in p.promises if _is_open(x)]
    lines += _section("Promises", promised)
    gaps = [[g.gap, g.bridge.value if g.bridge else "no bridge yet"] for g in p.gaps if not g.bridged_on]
    lines += _section("Gaps", gaps)
    return lines + _section("Timeline", [[day_text(d), word_of(f), _said(f)] for d, f in p.timeline[:12]])


def _goes_on(opportunity: "Opportunity") -> bool:
    from csdesk.domain.opportunities import ENDED

    return opportunity.stage not in ENDED


def _offered(p: "Portrait", o: "Opportunity") -> list[str]:
    amount = "" if o.amount is None else money_text(o.amount, p.currency)
    expected = f"expected {day_text(o.expected_on)}" if o.expected_on else ""
    return [o.opportunity, o.kind.value, o.stage.value, amount, expected]


def _is_open(promise: "Promise") -> bool:
    return promise.status.value == "open"


def _head(p: "Portrait") -> Iterator[tuple[str, str]]:
    a, row = p.account, p.row
    yield "Status", _status(p)
    yield "ARR", amount_of(row)
    yield "Renewal", _renewal(row, p.as_of)
    yield "Health", health_of(row)
    if a.judgement is not None:
        when = f", {day_text(a.judged_on)}" if a.judged_on else ""
        yield "Yours", f"{a.judgement} of 5{when}{f': {a.judgement_reason}' if a.judgement_reason else ''}"
    yield "Outcome", a.required_outcome or "not agreed yet"
    yield "Last two-way", day_text(row.last_two_way_on)
    yield "Website", a.domain or ""
    yield "Notes", a.notes or ""


def _status(p: "Portrait") -> str:
    a = p.account
    if a.status.value != "lost":
        return a.status.value
    return f"lost{f' on {day_text(a.lost_on)}' if a.lost_on else ''}: {_why(p)}"


def _why(p: "Portrait") -> str:
    """Why the account was lost: as the record of its loss says, else in the words of its own row."""
    from csdesk.services.renewals.reasons import why_text

    whole = [record for record in p.beyond.losses if record.subscription is None]
    newest = max(whole, key=lambda record: (record.lost_on, record.id), default=None)
    if newest is None:
        return p.account.lost_reason or "reason not known yet"
    said = why_text(newest, p.account)
    return f"{'' if newest.root else 'reason '}{lower(said)}"


def amount_of(row: "AccountRow") -> str:
    """The ARR of an account with its currency: "5,880.00 USD", or which rate is missing to tell it."""
    from csdesk.domain.revenue.accounts import unrated_text

    if row.money is not None and row.money.unrated:
        return f"{UNKNOWN} ({unrated_text(row.money).lower()})"
    return UNKNOWN if row.currency is None else money_text(row.arr, row.currency)


def renewal_of(row: "AccountRow") -> str:
    """The next end of a term, or since when the account goes on without a contract."""
    from csdesk.domain.revenue.accounts import ended_text

    money = row.money
    if money is None or (money.renewal_on is None and money.ended_on is None):
        return UNKNOWN
    ended = ended_text(money, day_text)
    ahead = f"next term from {day_text(money.next_from)}" if money.next_from else ""
    due = day_text(money.renewal_on) if money.renewal_on else ""
    return "; ".join(x for x in (due, ahead, ended) if x)


def _renewal(row: "AccountRow", today: date) -> str:
    from csdesk.domain.revenue.noticing import notice_text

    money = row.money
    if money is None or money.renewal_on is None:
        return renewal_of(row)
    said = notice_text(money.renewal_on, money.notice, money.auto_renew, today=today, day=day_text)
    return f"{renewal_of(row)}; {said}"


def health_of(row: "AccountRow") -> str:
    """The score and its band, else the person's own judgement, marked: "healthy, yours"."""
    score = row.score
    if score is None:
        return UNKNOWN
    if score.tenths is not None and score.band is not None:
        return f"{score.tenths / 10:.1f} {score.band.value}"
    return f"{score.yours.value}, yours" if score.yours else "not scored"


def _person(c: "Contact") -> list[str]:
    roles = ", ".join(r.value for r in c.roles)
    there = "" if c.status.value == "active" else c.status.value
    return [c.name, c.title or "", roles, c.email or "", c.phone or "", there]


def _sold(p: "Portrait", s: "Subscription", product: "Product", steps: "list[Step]") -> list[str]:
    from csdesk.domain.revenue.arithmetic import notice_length

    held = [t for t in steps if t.from_ <= p.as_of]
    now = held[-1] if held else None
    days = "" if s.notice_days is None else notice_length(s.notice_days, s.notice_counted_in)
    paid = money_text(now.amount, s.currency) if now else UNKNOWN
    return [
        product.product,
        f"{now.quantity:f} for" if now and now.quantity is not None else "",
        f"{paid} {_EVERY[s.period.value] if s.recurring else 'once'}" if now else paid,
        _term(p, s),
        *(
            ["by the month", ""]
            if s.month_to_month
            else [_RENEWING[s.auto_renew], days or "notice not known"]
        ),
    ]


def _term(p: "Portrait", s: "Subscription") -> str:
    begun = day_text(s.start) if s.start else "start not known"
    end = day_text(s.end) if s.end else "open"
    due = _due(p, s) if s.end else None
    return f"{begun} to {end}{f', renewed to {day_text(due)}' if due and due != s.end else ''}"


def _due(p: "Portrait", s: "Subscription") -> date | None:
    """The next end of a line that renews itself past its written end."""
    from csdesk.domain.revenue.due import next_due

    return next_due(p.line(s), p.as_of)


def word_of(fact: Any) -> str:
    """What a fact is called."""
    from csdesk.domain.fields import noun_of

    return noun_of(type(fact)).word


def _said(fact: Any) -> str:
    from csdesk.domain.fields import noun_of

    value = getattr(fact, noun_of(type(fact)).title)
    return "" if value is None else str(value)


def custom_lines(custom: "list[Custom]") -> list[str]:
    """What an account says in the person's own fields."""
    return _section("Your own fields", [[c.field.name, c.text] for c in custom])


def _section(title: str, rows: list[list[str]]) -> list[str]:
    """A heading and its rows, without the columns that are empty in all of them."""
    kept = [i for i in range(len(rows[0])) if any(row[i] for row in rows)] if rows else []
    full = [[row[i] for i in kept] for row in rows]
    return ["", title, *aligned(full, indent=2)] if rows else []
