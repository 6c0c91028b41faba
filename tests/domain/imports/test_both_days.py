"""The first and the last day of a contract in one cell."""

from datetime import date

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.both_days import both_days
from csdesk.domain.imports.cells.days import Order
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.subscriptions import Subscription
from tests.domain.imports.sheet import asked, of, plan

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def terms(made: Plan) -> list[tuple[date | None, date | None]]:
    return [(s.start, s.end) for s in of(made, Subscription)]


def kinds(made: Plan) -> list[str]:
    return [key.split(":")[0] for key in asked(made)]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("1.4. - 31.3.2026", date(2025, 4, 1)),
        ("Dec – Jan 2026", date(2025, 12, 1)),
        ("1 Jan - 31 Dec 2026", YEAR[0]),
    ],
)
def test_a_first_day_without_its_year_lies_before_the_last_one(text: str, start: date) -> None:
    found = both_days(text)
    assert found is not None
    assert found.read(Order.DMY)[0] == start


@pytest.mark.parametrize(
    "text",
    [
        "01.04.2025 bis auf Weiteres",
        "01.04.2025 - unbefristet",
        "1 Apr 2025 until further notice",
        "2025-04-01 - en cours",
    ],
)
def test_a_term_without_an_end_tells_the_day_on_which_it_began(text: str) -> None:
    found = both_days(text)
    assert found is not None
    assert found.read(Order.DMY) == (date(2025, 4, 1), None)


@pytest.mark.parametrize(
    "text",
    [
        "1/1/2026 - 12/31/2026", "01.01.2026 - 31.12.2026", "01.01.2026-31.12.2026", "Jan 2026 – Dec 2026",
        "2026-01-01 to 2026-12-31", "2026-01-01/2026-12-31", "2026-01-01 – 2026-12-31", "01/2026 - 12/2026",
        "vom 01.01.2026 bis 31.12.2026", "01.01.26 bis 31.12.26", "du 01/01/2026 au 31/12/2026",
        "del 01/01/2026 al 31/12/2026", "01/01/2026 hasta 31/12/2026", "de 01/01/2026 até 31/12/2026",
        "1 Jan 2026 - 31 Dec 2026", "1 Jan - 31 Dec 2026", "01.01. - 31.12.2026", "Jan – Dec 2026",
        "Q1 2026 - Q4 2026", "from 1 January 2026 until 31 December 2026", "2026-01-01 → 2026-12-31",
        "01/26 - 12/26", "(2026-01-01 - 2026-12-31)",
    ],
)  # fmt: skip
def test_a_cell_tells_both_days(text: str) -> None:
    found = both_days(text)
    assert found is not None
    assert YEAR in {found.read(Order.DMY), found.read(Order.MDY)}


@pytest.mark.parametrize(
    "text",
    [
        "2025/26",
        "2025-2026",
        "12 months",
        "2026-01-01",
        "01/2026",
        "01-02-2026",
        "see contract",
        "Q1 2026",
        "2026",
    ],
)
def test_what_tells_one_day_or_none_tells_not_both(text: str) -> None:
    assert both_days(text) is None


def test_a_cell_may_tell_one_of_both_as_such() -> None:
    since, until, open_ = (
        both_days(t) for t in ("seit 01.03.2026", "bis 28.02.2027", "2026-03-01 - ongoing")
    )
    assert since
    assert since.read(None) == (date(2026, 3, 1), None)
    assert until
    assert until.read(None) == (None, date(2027, 2, 28))
    assert open_
    assert open_.read(None) == (date(2026, 3, 1), None)


@pytest.mark.parametrize(
    "header", ["Contract period", "Term", "Laufzeit", "Vertragslaufzeit", "Contract", "Period", "Vigencia",
               "Période du contrat", "Vigência", "Start - End", "von - bis", "Contract dates"],
)  # fmt: skip
def test_a_column_of_both_days_is_the_start_and_the_end_of_contracts(header: str) -> None:
    made = plan(
        ["Customer", "ARR", header],
        ["Alpha", 12000, "1/1/2025 - 12/31/2025"],
        ["Beta", 6000, "2/1/2025 - 1/31/2026"],
    )
    assert terms(made) == [
        (date(2025, 1, 1), date(2025, 12, 31)),
        (date(2025, 2, 1), date(2026, 1, 31)),
    ]
    assert kinds(made) == ["price"]
    (sheet,) = made.sheets
    assert {c.header: c.target for c in sheet.columns} == {
        "Customer": "account.account",
        "ARR": "subscription.arr",
        header: "subscription.start_and_end",
        f"{header} (start)": "subscription.start",
        f"{header} (end)": "subscription.end",
    }


def test_which_way_round_both_days_are_is_one_question_that_whole_years_answer() -> None:
    rows: list[list[Value]] = [
        ["Customer", "ARR", "Contract period"],
        ["Alpha", 12000, "03/04/2025 - 02/04/2026"],
        ["Beta", 6000, "05/06/2025 - 04/06/2026"],
    ]
    made = plan(*rows)
    (question,) = [q for q in made.open if q.kind == "dates"]
    assert (question.key, question.default) == ("dates:List:Contract period", "dmy")
    assert question.evidence == "03/04/2025 can be read both ways. Day first makes 2 of 2 terms whole years."
    answered = plan(*rows, answers={question.key: "mdy"})
    assert terms(answered)[0] == (date(2025, 3, 4), date(2026, 2, 4))


def test_lengths_and_single_days_among_both_days_are_read_as_what_they_are() -> None:
    made = plan(
        ["Customer", "ARR", "Laufzeit"],
        ["Alpha", 12000, "01.01.2025 - 31.12.2025"],
        ["Beta", 6000, "01.02.2025 - 31.01.2026"],
        ["Gamma", 6000, "bis 28.02.2026"],
        ["Delta", 6000, "monatlich"],
        ["Epsilon", 6000, ""],
    )
    assert terms(made)[2:] == [(None, date(2026, 2, 28)), (None, None), (None, None)]
    assert [s.term_months for s in of(made, Subscription)] == [None, None, None, None, None]
    assert [s.period.value for s in of(made, Subscription)] == ["year", "year", "year", "month", "year"]


def test_a_cell_that_tells_no_days_among_both_days_is_asked_about() -> None:
    rows: list[list[Value]] = [
        ["Customer", "ARR", "Term"],
        ["Alpha", 12000, "2025-01-01 - 2025-12-31"],
        ["Beta", 6000, "as agreed"],
    ]
    made = plan(*rows)
    (question,) = [q for q in made.open if q.kind == "unread"]
    assert question.key == "unread:List:Term"
    told = plan(*rows, answers={"cell:List:Term:3": "2025-02-01 - 2026-01-31"})
    assert terms(told)[1] == (date(2025, 2, 1), date(2026, 1, 31))


def test_both_days_beside_a_start_and_an_end_are_asked_about() -> None:
    made = plan(
        ["Customer", "ARR", "Start", "End", "Contract period"],
        ["Alpha", 12000, "2025-01-01", "2025-12-31", "2025-01-01 - 2025-12-31"],
    )
    assert terms(made) == [(date(2025, 1, 1), date(2025, 12, 31))]
    assert "columns:List:unknown" in asked(made)


def test_the_days_of_a_bill_are_not_those_of_a_contract() -> None:
    made = plan(
        ["Customer", "MRR", "Billing period"],
        ["Alpha", 1000, "2025-11-01 - 2025-11-30"],
        ["Beta", 500, "2025-11-01 - 2025-11-30"],
    )
    assert terms(made) == [(None, None), (None, None)]
    assert "columns:List:unknown" in asked(made)
