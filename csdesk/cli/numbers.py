"""The verb `numbers`: a period's accounts, its waterfall and its rates, each with its definition."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from csdesk.cli.amounts import UNKNOWN, day_text, money_text, percent, shown
from csdesk.cli.lists import out_option, written
from csdesk.cli.numbers_facts import accounts_told, facts_told, lists_told, mrr_told
from csdesk.cli.session import Session, verb
from csdesk.cli.tables import aligned, width_of
from csdesk.domain.days import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesk.domain.figures.figure import Figure
    from csdesk.domain.ids import AccountId
    from csdesk.domain.revenue.bars import Bars
    from csdesk.domain.revenue.unpriced import Unpriced
    from csdesk.services.numbers.numbers import Numbers, Sold
    from csdesk.store.book import Book

DEFINITIONS = {
    "NRR": "the opening accounts' closing MRR ÷ their opening MRR; new and won-back accounts are left out",
    "GRR": "the same, each account counted at most at its opening MRR; never above 100 %",
    "Logo retention": "opening accounts that are still there at the closing ÷ opening accounts",
    "Eligible churn": "accounts that left ÷ accounts that could leave: by the month, past its end, or with a term end",
    "Renewal rate": "renewed ÷ due in the period: due = renewed + lost + open + moved",
    "Quick ratio": "(new + won back + expansion) ÷ (contraction + churn)",
}


@verb(as_of=True)
@click.option(
    "--from", "first", metavar="DAY", help="The first day of the period, else 12 months before its end."
)
@click.option(
    "--to", "last", metavar="DAY", help="The last day, which belongs to it, else that of last month."
)
@click.option("--currency", metavar="C", help="The currency to report in, such as EUR.")
@click.option("--only", is_flag=True, help="Leave out what is sold in other currencies, and say so.")
@click.option(
    "--by", metavar="DIMENSION", help="The same for each segment, industry, product, custom field, …"
)
@click.option(
    "--each",
    type=click.Choice(["month", "quarter", "year"]),
    help="The same for each that lies between the days.",
)
@click.option(
    "--cohorts", "kept", is_flag=True, help="What is kept of those who began in one quarter, and survival."
)
@click.option(
    "--more", is_flag=True, help="Lifetime, first value, NPS, concentration, activity, five questions."
)
@click.option(
    "--where", "condition", metavar="QUERY", help="Only these, as in `csdesk accounts`: csm = 'Ann'."
)
@out_option
def numbers(
    session: Session, *, first: str | None, last: str | None, currency: str | None, only: bool,
    by: str | None, each: str | None, kept: bool, more: bool, condition: str | None, out: Path | None,
) -> None:  # fmt: skip
    """What a period brought and lost. Accounts, MRR from opening to closing, retention, renewals.

    Opening is the day before the period; a line that starts on its first day is new.
    Without days it is the last 12 whole months.

    \b
    Example: csdesk numbers
             csdesk numbers --from 2025-01-01 --to 2025-12-31 --by segment
             csdesk numbers --from 2025-01-01 --to 2025-12-31 --each month -o months.xlsx
             csdesk numbers --cohorts
             csdesk numbers --where "csm = 'Mary Harrison'"
    """
    from csdesk.cli.accounts import ids_where
    from csdesk.services.numbers.numbers import sold_by
    from csdesk.wording import count

    lines: list[str] = []
    with session.reading() as book:
        day = session.day(book)
        periods = _periods(book, first, last, each, day)
        into = currency and currency.strip().upper()
        accounts = ids_where(book, condition, day)
        sold = sold_by(book, as_of=day, currency=into, only=only, accounts=accounts)
        cohorts, cohort_lines = _cohorts(book, day, into, accounts) if kept else ({}, [])
        if each and not session.as_json:
            lines = _series(book, sold, periods, each, by)
        told = [] if lines and not out else _told(book, sold, periods, by, more)
    facts = [t.facts for t in told]
    answer = ({"each": each, "periods": facts} if each else facts[0]) | cohorts
    lines = [*(lines or told[0].lines(by)), *cohort_lines]
    if accounts is not None:
        lines.insert(1, f"Only where {condition}: {count(len(accounts), 'account')}")
    if out:
        answer["out"] = wrote = written(out, lists_told(facts, cohorts, by), day)
        lines.append(f"Wrote {wrote['file']}")
    session.show(answer, lines)


def _periods(
    book: "Book", first: str | None, last: str | None, each: str | None, today: date
) -> list[tuple[date, date]]:
    """The period, or each that lies in it; the last 12 whole months where nobody says its days.

    Raises: PeriodBackwards.
    """
    from csdesk.domain.periods import Each, each_in, month_before, twelve_months_to
    from csdesk.services.book.preferences import year_begins
    from csdesk.services.numbers.numbers import refuse_backwards

    begin, end = twelve_months_to(day_of(last, today=today) if last else month_before(today))
    begin = day_of(first, today=today) if first else begin
    refuse_backwards(begin, end)
    return [*each_in(begin, end, Each[each.upper()], year_begins(book))] if each else [(begin, end)]


def _cohorts(
    book: "Book", day: date, currency: str | None, accounts: "frozenset[AccountId] | None"
) -> tuple[dict[str, object], list[str]]:
    """The cohorts on a day, in JSON and in words: they are of all times, and of no period."""
    from csdesk.cli.cohorts import cohort_facts, cohort_lines
    from csdesk.services.numbers.cohorts import cohorts

    found = cohorts(book, as_of=day, currency=currency, accounts=accounts)
    return {"cohorts": cohort_facts(found)}, cohort_lines(found)


class _Told(NamedTuple):
    """The figures of one period, whole and by value, with the further ones that were asked for."""

    numbers: "Numbers"
    parts: "list[tuple[str | None, Numbers]]"
    further: "list[Figure]"
    each: "dict[str | None, list[Figure]]"
    unpriced: "Sequence[Unpriced]"

    @property
    def facts(self) -> dict[str, object]:
        """The answer in JSON."""
        from csdesk.cli.figures import figure_facts

        n = self.numbers
        by = [
            {"value": v, **facts_told(part), "more": figure_facts(self.each.get(v, []), part.currency)}
            for v, part in self.parts
        ]
        return facts_told(n) | {
            "without_amount": [
                {"account": r.name, "product": r.product, "on": r.on.isoformat()} for r in self.unpriced
            ],
            "by": by,
            "more": figure_facts(self.further, n.currency),
        }

    def lines(self, by: str | None) -> list[str]:
        """The answer in words."""
        from csdesk.cli.figures import figure_lines

        n = self.numbers
        return [
            *_lines(n, _not_known(n.waterfall, self.unpriced)),
            *_parted(by, self.parts),
            *figure_lines(self.further, n.currency),
        ]


def _told(
    book: "Book", sold: "Sold", periods: list[tuple[date, date]], by: str | None, more: bool
) -> list[_Told]:
    from csdesk.services.numbers.numbers_by import parted

    beside = [_further(book, sold, period, by) if more else ([], {}) for period in periods]
    also = [each for _, each in beside]
    told = parted(book, sold, periods, by, also=also) if by else [(n, []) for n in sold.numbers(periods)]
    unpriced = _unpriced(
        book, sold, [(n.waterfall, period) for (n, _), period in zip(told, periods, strict=True)]
    )
    return [
        _Told(n, parts, *more, rows) for (n, parts), more, rows in zip(told, beside, unpriced, strict=True)
    ]


def _unpriced(
    book: "Book", sold: "Sold", told: "list[tuple[Bars, tuple[date, date]]]"
) -> "list[tuple[Unpriced, ...]]":
    """What has no known amount, for each period."""
    from csdesk.services.numbers.unpriced import unpriced_in

    if not any(w.unknown for w, _ in told):
        return [()] * len(told)
    return unpriced_in(book, sold, [period for _, period in told])


def _not_known(w: "Bars", rows: "Sequence[Unpriced]", when: str = "") -> str:
    """For how many accounts an amount is not known, when, and for which; nothing where every amount is."""
    from csdesk.domain.revenue.unpriced import unpriced_text

    said = f"History not known for {w.unknown:,} of {w.accounts:,} accounts{when}" if w.unknown else ""
    return f"{said}: {unpriced_text(rows)}" if w.unknown and rows else said


def _further(
    book: "Book", sold: "Sold", period: tuple[date, date], by: str | None
) -> "tuple[list[Figure], dict[str | None, list[Figure]]]":
    """The further figures of a period, whole and by value."""
    from csdesk.services.numbers.figure_facts import facts_of
    from csdesk.services.numbers.figures import figures_of, figures_parted

    facts = facts_of(book, sold, *period)
    return figures_of(facts), dict(figures_parted(book, sold, facts, by)) if by else {}


def _lines(n: "Numbers", unknown: str) -> list[str]:
    from csdesk.wording import count

    title = f"Numbers {day_text(n.first)} to {day_text(n.last)}, {n.currency}"
    others = count(n.left_out, "line in another currency is", "lines in other currencies are")
    out = f"{others} left out" if n.left_out else ""
    return [
        *(x for x in (title, out, unknown) if x),
        "",
        *_ledger([(k, f"{v:,}") for k, v in _account_rows(n)]),
        "",
        *_ledger([(k, shown(v, n.currency)) for k, v in _mrr_rows(n)]),
        *_archive_line(n),
        "",
        *_arr_line(n),
        *_rates(n),
        *_at_the_end(n),
    ]


def _account_rows(n: "Numbers") -> list[tuple[str, int]]:
    a = accounts_told(n)
    return [
        ("Accounts before " + day_text(n.first), a["opening"]),
        ("+ new", a["new"]),
        ("+ won back", a["won_back"]),
        ("− lost", a["lost"]),
        ("Accounts on " + day_text(n.last), a["closing"]),
    ]


def _mrr_rows(n: "Numbers") -> list[tuple[str, int | Fraction | None]]:
    m = mrr_told(n.waterfall, n.shown.archive)
    return [
        ("MRR before " + day_text(n.first), m["opening"]),
        ("+ new", m["new"]),
        ("+ won back", m["won_back"]),
        ("+ expansion", m["expansion"]),
        ("− contraction", m["contraction"]),
        ("− churn", m["churn"]),
        *([("± fx", m["fx"])] if n.converted else []),
        ("MRR on " + day_text(n.last), m["closing"]),
    ]


def _archive_line(n: "Numbers") -> list[str]:
    from csdesk.domain.revenue.archives import archive_text

    s = n.shown
    known = s.archived and not n.unknown
    return [archive_text(shown(s.archived, n.currency), s.archive)] if known else []


_MOVED = ("MRR before", "New", "Won back", "Expansion", "Contraction", "Churn", "MRR after", "NRR", "GRR")


def _moved(w: "Bars", sold: "Sold") -> list[str]:
    m = mrr_told(w, sold.archive)
    keys = ("opening", "new", "won_back", "expansion", "contraction", "churn", "closing")
    return [*(shown(m[key], sold.currency) for key in keys), percent(w.nrr), percent(w.grr)]


def _series(
    book: "Book", sold: "Sold", periods: list[tuple[date, date]], each: str, by: str | None
) -> list[str]:
    """One line for each period, and, of a dimension, for each value of it."""
    from csdesk.services.numbers.waterfalls import waterfalls_by

    whole, parts = waterfalls_by(book, sold, periods, [by] if by else [])
    rows = [
        [day_text(last), *([value] if by else []), *_moved(bars, sold)]
        for at, (_, last) in enumerate(periods)
        for value, bars in [
            ("all", whole[at]),
            *((v or "not known", part) for some in parts.values() for v, part in some[at]),
        ]
    ]
    days = f"{day_text(periods[0][0])} to {day_text(periods[-1][1])}"
    heads = [f"{each.capitalize()} to", *([_headed(by)] if by else []), *_MOVED]
    ends = [f" in the {each} to {day_text(last)}" for _, last in periods]
    unpriced = _unpriced(book, sold, [*zip(whole, periods, strict=True)])
    unknown = [_not_known(*told) for told in zip(whole, unpriced, ends, strict=True)]
    right = set(range(len(heads) - len(_MOVED), len(heads)))
    return [
        f"Numbers {days}, each {each}, {sold.currency}",
        *filter(None, unknown),
        "",
        *aligned(rows, right=right, header=heads),
    ]


def _parted(by: str | None, parts: "list[tuple[str | None, Numbers]]") -> list[str]:
    if not parts:
        return []
    rows = [
        [
            value or "not known",
            f"{n.opening_accounts:,}",
            shown(n.opening, n.currency),
            shown(n.closing, n.currency),
            percent(n.nrr),
            percent(n.grr),
            percent(n.logo_retention),
            f"{n.eligible.left:,} of {n.eligible.could_leave:,}",
        ]
        for value, n in parts
    ]
    heads = [_headed(by or ""), "Accounts before", "MRR before", "MRR after", "NRR", "GRR", "Logos", "Left"]
    return ["", *aligned(rows, right=set(range(1, 8)), header=heads)]


def _headed(by: str) -> str:
    """A dimension over its column: a field of one's own as it is called."""
    return "CSM" if by == "csm" else f"{by[:1].upper()}{by[1:]}"


def _ledger(rows: list[tuple[str, str]]) -> list[str]:
    """Rows over a total: a single rule above it, a double rule below it."""
    lines = aligned(rows, right={1})
    width, figure = max(width_of(x) for x in lines), max(width_of(f) for _, f in rows)
    pad = " " * (width - figure)
    return [*lines[:-1], pad + "─" * figure, lines[-1], pad + "═" * figure]


def _arr_line(n: "Numbers") -> list[str]:
    arr = None if n.closing is None else 12 * n.closing
    told = f"ARR on {day_text(n.last)}: {money_text(arr, n.currency)} (12 × MRR)"
    return [told, *_cmrr_line(n), ""]


def _cmrr_line(n: "Numbers") -> list[str]:
    """What is agreed to come, with its parts; nothing where an amount of it is not known."""
    if n.cmrr is None:
        return []
    level, live, ahead, loss = (
        shown(x, n.currency)
        for x in (n.cmrr.level, n.cmrr.live, n.cmrr.signed_not_live, n.cmrr.notified_loss)
    )
    made_of = f"live {live} + signed, not yet live {ahead} − notified loss {loss}"
    return [f"CMRR on {day_text(n.last)}: {level} {n.currency} ({made_of})"]


def _at_the_end(n: "Numbers") -> list[str]:
    """Why eligible churn and the accounts lost differ: one period counts the end, the next one the loss."""
    from csdesk.wording import count

    ended = n.eligible.at_the_end
    if not ended:
        return []
    who = count(ended, "account")
    return [
        "",
        f"{who} left at the end of {day_text(n.last)}: in eligible churn here, in lost and churn of the next period",
    ]


def _rates(n: "Numbers") -> list[str]:
    from csdesk.domain.revenue.renewing import Fate

    e, r = n.eligible, n.renewals
    quick = f"{float(n.quick_ratio):.2f}" if n.quick_ratio is not None else UNKNOWN
    no_losses = not n.unknown and n.shown.contraction + n.shown.churn == 0
    values = {
        "NRR": percent(n.nrr),
        "GRR": percent(n.grr),
        "Logo retention": percent(n.logo_retention),
        "Eligible churn": f"{percent(e.churn_count)} ({e.left:,} of {e.could_leave:,})",
        "Renewal rate": f"{percent(r.rate_count)} ({r.fates[Fate.RENEWED]:,} of {r.due:,})",
        "Quick ratio": "no losses" if no_losses else quick,
    }
    return aligned([[name, value, DEFINITIONS[name]] for name, value in values.items()], right={1})
