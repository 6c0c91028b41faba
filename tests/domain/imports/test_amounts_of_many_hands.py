"""Numbers as people of many places type them; what can be read two ways is asked, what is none is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.imports.cells.amounts import Mark, mark_evidence, read_amount, unknown_currency
from csdesk.domain.imports.cells.grid import Fault, Value
from csdesk.domain.subscriptions import Step, Subscription
from tests.domain.imports.sheet import asked, of, plan, waiting


@pytest.mark.parametrize(
    ("text", "number", "currency"),
    [
        ("1.234,56", "1234.56", None), ("1,234.56", "1234.56", None), ("1 234,56", "1234.56", None),
        ("1\u00a0234,56 €", "1234.56", "EUR"), ("1\u202f234", "1234", None), ("1'234.50", "1234.50", None),
        ("1’234’567", "1234567", None), ("10,00,000", "1000000", None), ("(500)", "-500", None), ("(1.234,50 €)",
         "-1234.50", "EUR"),
        ("500-", "-500", None), ("−500", "-500", None), ("€ -500", "-500", "EUR"), ("12k", "12000", None),
        ("1,5 Mio.", "1500000", None),
        ("€1.2M", "1200000", "EUR"), ("1e5", "100000", None), ("1.5E+03", "1500", None), ("USD 1,234.50",
         "1234.50", "USD"),
        ("1234 usd", "1234", "USD"), ("A$5", "5", "AUD"), ("R$ 1.234,56", "1234.56", "BRL"), ("500 zł", "500", "PLN"),
        ("£99 per month", "99", "GBP"), ("99 €/Monat", "99", "EUR"), ("١٢٣٤", "1234", None), ("５００", "500", None),
        ("+7", "7", None),
        (".5", "0.5", None), ("0,5", "0.5", None), ("100.", "100", None),
    ],
)  # fmt: skip
def test_a_number_that_can_only_be_one(text: str, number: str, currency: str | None) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert (amount.number, amount.currency) == (Decimal(number), currency)


@pytest.mark.parametrize(
    "text",
    ["12 34", "1,23,4", "NaN", "inf", "Infinity", "1e999", "twelve", "5 apples", "100 USD / 90 EUR", "€"],
)
def test_what_is_no_number(text: str) -> None:
    assert read_amount(text, Mark.POINT) is None


def test_a_currency_that_nobody_has_is_named() -> None:
    assert unknown_currency("XYZ 100") == "XYZ"
    made = plan(["Customer", "ARR"], ["Acme", "XYZ 100"], ["Beta", "100"])
    assert waiting(made)[0].problems[0].problem == "there is no currency XYZ"


LOCALES = {
    "en": (",", ".", Mark.POINT), "de": (".", ",", Mark.COMMA), "fr": ("\u202f", ",", Mark.COMMA),
    "ch": ("’", ".", Mark.POINT), "plain": ("", ".", Mark.POINT),
}  # fmt: skip


@given(
    st.decimals(0, 10**9, places=2),
    st.sampled_from(sorted(LOCALES)),
    st.sampled_from(["", "€", "$ ", "CHF "]),
)
def test_an_amount_is_read_back_in_every_locale(amount: Decimal, locale: str, sign: str) -> None:
    thousands, point, mark = LOCALES[locale]
    text = f"{amount:,.2f}".replace(",", "T").replace(".", point).replace("T", thousands)
    found = read_amount(f"{sign}{text}", mark)
    assert found is not None
    assert found.number == amount


def test_one_amount_that_tells_decides_the_column() -> None:
    assert mark_evidence(["1.234", "12,5"]).decided is Mark.COMMA
    assert mark_evidence(["1.234", "1.234.567"]).decided is Mark.COMMA
    assert mark_evidence(["1,234", "1,234,567"]).decided is Mark.POINT
    assert mark_evidence(["1,234", "12.50"]).decided is Mark.POINT
    assert mark_evidence(["12,50", "12.50"]).decided is None


def test_another_column_of_the_sheet_is_the_evidence_for_one_that_can_be_read_both_ways() -> None:
    made = plan(["Customer", "MRR", "Unit price"], ["Acme", "1.234", "12,50"], ["Beta", "2.500", "9,90"])
    question = next(q for q in made.questions if q.kind == "decimal")
    assert (question.key, question.default) == ("decimal:List:MRR", "comma")
    assert "“Unit price” has 12,50." in question.evidence


@pytest.mark.parametrize("cells", [["$1,250", "€1.900"], ["12,50 €", "$1,250"]])
def test_what_two_hands_wrote_with_either_sign_is_thousands(cells: list[Value]) -> None:
    """1.900 taken for 1.90 would be a thousandth of what they pay."""
    header: list[Value] = ["Customer", "MRR", "Renewal"]
    rows: list[list[Value]] = [[f"Acme {c}", c, "2026-03-31"] for c in cells]
    made = plan(header, *rows)
    question = next(q for q in made.questions if q.kind == "decimal")
    assert (question.default, question.offered) == ("neither", True)
    if len(question.seen) > 1:
        assert {c.text for c in question.choices} >= {"Neither: 1,250 and 1,900", "Point: 1,250 and 1.9"}
    first = 1250 if "12,50 €" in cells else 190000
    assert {s.amount for s in of(made, Step)} == {first, 125000}


def test_either_sign_without_a_currency_is_asked_about() -> None:
    made = plan(["Customer", "MRR"], ["Acme", "1,250"], ["Beta", "1.900"])
    question = next(q for q in made.questions if q.kind == "decimal")
    assert (question.default, question.offered) == ("neither", False)
    seats = plan(["Customer", "Unit price", "Seats"], ["Acme", "1,250", 3], ["Beta", "1.900", 4])
    assert [q.default for q in seats.questions if q.kind == "decimal"] == [None]


def test_nothing_is_proposed_for_three_digits_behind_a_sign_of_an_amount_in_thousands() -> None:
    question = plan(["Customer", "ARR (k$)"], ["Acme", "48.000"], ["Beta", 12]).questions[0]
    assert (question.key, question.default) == ("decimal:List:ARR (k$)", None)


@pytest.mark.parametrize(
    "cell", ["inf", Fault("not a number"), 2**63, 10**15, "1e99", Decimal("1e20"), "9999999999999999"]
)
def test_a_row_with_what_no_contract_can_be_worth_waits_for_an_answer(cell: Value) -> None:
    made = plan(
        ["Customer", "Plan", "ARR"], ["Acme", "Team", 100], ["Beta", "Team", 100], ["Gamma", "Team", cell]
    )
    assert [r.result for r in made.sheets[0].rows] == [Result.NEW, Result.NEW, Result.WAITING]
    problem = waiting(made)[0].problems[0]
    assert (problem.row, problem.column) == (4, "ARR")


def test_a_count_that_no_book_can_hold_is_none() -> None:
    made = plan(["Customer", "ARR", "Employees"], ["Acme", 1, 2**63], ["Beta", 1, 5])
    assert waiting(made)[0].problems[0].problem == "the number is too large to be true"


def test_a_negative_amount_is_asked_about_once_and_kept_only_by_choice() -> None:
    rows: list[list[Value]] = [
        ["Customer", "ARR", "Plan"],
        ["Acme", -50, "X"],
        ["Beta", "(70)", "X"],
        ["Gamma", 0, "X"],
    ]
    made = plan(*rows)
    assert [q.rows for q in made.open if q.key == "negative:List:ARR"] == [(2, 3)]
    assert [r.row for r in waiting(made)] == [2, 3]
    kept = plan(*rows, answers={"negative:List:ARR": "keep"})
    assert [s.amount for s in of(kept, Step)] == [-5000, -7000, 0]
    refused = plan(*rows, answers={"negative:List:ARR": "refuse"})
    assert [r.row for r in refused.refused] == [2, 3]


def test_amounts_in_several_currencies_stay_in_their_own() -> None:
    made = plan(["Customer", "ARR"], ["Acme", "€100"], ["Beta", "£50"], ["Gamma", "1000 JPY"])
    assert [(s.currency) for s in of(made, Subscription)] == ["EUR", "GBP", "JPY"]
    assert [s.amount for s in of(made, Step)] == [10000, 5000, 1000]
    assert "currency:List:ARR" not in asked(made)


def test_a_currency_column_is_read_by_code_or_sign() -> None:
    made = plan(
        ["Customer", "ARR", "Currency"], ["Acme", 100, "eur"], ["Beta", 50, "£"], ["Gamma", 50, "Taler"]
    )
    assert [s.currency for s in of(made, Subscription)] == ["EUR", "GBP"]
    assert (
        made.refused[0].problems[0].problem == "there is no such currency: it has three letters, such as EUR"
    )


def test_noise_of_binary_numbers_is_no_amount_of_its_own() -> None:
    made = plan(["Customer", "ARR"], ["Acme", Decimal("0.30000000000000004")], ["Beta", Decimal("99.99")])
    assert [s.amount for s in of(made, Step)] == [30, 9999]
    assert not any("decimals" in n for n in made.sheets[0].notes)


def test_amounts_finer_than_their_currency_are_rounded_and_named() -> None:
    made = plan(["Customer", "ARR"], ["Acme", "12.3456"], ["Beta", "99.99"])
    assert [s.amount for s in of(made, Step)] == [1235, 9999]
    assert (
        "“ARR”: 1 amount has more decimals than the currency, rounded: row 2, 12.3456 → 12.35 USD."
        in made.sheets[0].notes
    )


def test_an_id_that_a_spreadsheet_cut_is_refused() -> None:
    made = plan(["Customer", "Account ID"], ["Acme", "1.23457E+15"], ["Beta", "77"])
    assert made.refused[0].problems[0].problem == "a spreadsheet program cut this id down"


def test_a_bare_dollar_in_a_book_of_other_dollars_is_asked_about() -> None:
    rows: list[list[Value]] = [["Customer", "ARR"], ["Acme", "$100"], ["Beta", "70"]]
    canadian, key = Known(currency="CAD"), "currency:List:ARR $"
    assert [q.key for q in plan(*rows, known=canadian).open] == [key]
    here = plan(*rows, known=canadian, answers={key: "CAD"})
    assert [s.currency for s in of(here, Subscription)] == ["CAD", "CAD"]
    there = plan(*rows, known=canadian, answers={key: "USD"})
    assert [s.currency for s in of(there, Subscription)] == ["USD", "CAD"]
    assert not [k for k in asked(plan(*rows)) if k.startswith("currency:")]


def test_a_yen_or_yuan_in_a_book_of_yuan_is_asked_about() -> None:
    rows: list[list[Value]] = [["Customer", "ARR"], ["Acme", "¥12,000.00"], ["Beta", "$70.00"]]
    chinese, key = Known(currency="CNY"), "currency:List:ARR ¥"
    assert [q.key for q in plan(*rows, known=chinese).open] == [key]
    here = plan(*rows, known=chinese, answers={key: "CNY"})
    assert [s.currency for s in of(here, Subscription)] == ["CNY", "USD"]
    there = plan(*rows, known=chinese, answers={key: "JPY"})
    assert [s.currency for s in of(there, Subscription)] == ["JPY", "USD"]
    assert not [k for k in asked(plan(*rows)) if k.startswith("currency:")]


@pytest.mark.parametrize(
    ("text", "number", "currency"),
    [
        ("12.5 lakh", 1250000, None), ("₹ 8.5 lacs", 850000, "INR"), ("INR 1.2 crore", 12000000, "INR"),
        ("120 000 Ft", 120000, "HUF"), ("RM 5,000.00", 5000, "MYR"), ("Rp 5.000.000", 5000000, "IDR"),
        ("RMB 120", 120, "CNY"), ("500円", 500, "JPY"), ("￥12", 12, "JPY"),
    ],
)  # fmt: skip
def test_amounts_of_india_and_with_signs_of_more_countries(
    text: str, number: int, currency: str | None
) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert (int(amount.number), amount.currency) == (number, currency)


@pytest.mark.parametrize("text", ["Ft", "RM", "10 ft", "Rpm 5", "Farm 5", "lakh"])
def test_letters_of_such_a_sign_in_a_word_are_none(text: str) -> None:
    assert read_amount(text, Mark.POINT) is None


def test_a_count_may_name_what_it_counts_and_an_amount_may_not() -> None:
    seats: list[Value] = ["10 seats", "25 Nutzer", "1.200 Lizenzen", "5 usuários", "7 licences", 3]
    rows = [[f"Acme {n}", "50,5", cell] for n, cell in enumerate(seats)]
    made = plan(["Customer", "ARR", "Seats"], *rows, answers={"decimal:List:Seats": "comma"})
    assert [s.quantity for s in of(made, Step)] == [10, 25, 1200, 5, 7, 3]
    assert "decimal:List:Seats" in asked(made)
    wrong = plan(["Customer", "ARR"], ["Acme", 5], ["Beta", "10 seats"])
    assert [(p.row, p.column) for p in waiting(wrong)[0].problems] == [(3, "ARR")]


def test_thousands_are_read_as_germans_write_them() -> None:
    assert [_number("12 T€"), _number("12T"), _number("4,5 T€")] == [12000, 12000, 4500]


def _number(text: str) -> Decimal | None:
    read = read_amount(text, Mark.COMMA)
    return read.number if read else None


def test_a_price_whose_header_says_the_month_is_proposed_as_such() -> None:
    made = plan(["Kunde", "Lizenzen", "Preis/Lizenz/Monat"], ["Acme", 10, 12])
    (question,) = [q for q in made.questions if q.kind == "amount"]
    assert (question.default, question.evidence) == ("month", "Its header says month.")


@pytest.mark.parametrize(
    ("text", "number", "currency"),
    [
        ("12 TEUR", "12000", "EUR"), ("12,5 T€", "12500.0", "EUR"), ("12 k€", "12000", "EUR"),
        ("kEUR 12", "12000", "EUR"), ("USD k 12", "12000", "USD"), ("12 USD k", "12000", "USD"),
        ("1,5 Mio. €", "1500000.0", "EUR"),
        ("$1.2 million", "1200000.0", "USD"), ("2 Mrd. €", "2000000000", "EUR"), ("12TRY", "12", "TRY"),
        ("1.200,- €", "1200.00", "EUR"), ("Fr. 1'200.-", "1200.00", "CHF"), ("CHF 1’200.–", "1200.00", "CHF"),
        ("50,-- €", "50.00", "EUR"), ("500-", "-500", None),
    ],
)  # fmt: skip
def test_thousands_in_letters_and_no_cents_behind(text: str, number: str, currency: str | None) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert (amount.number, amount.currency) == (Decimal(number), currency)


@pytest.mark.parametrize(
    ("text", "per", "each"),
    [
        ("12 EUR p.a.", "year", False), ("12 € p. a.", "year", False), ("12 €/Jahr", "year", False),
        ("12 EUR p.m.", "month", False), ("12 € mtl.", "month", False), ("99 €/mtl.", "month", False),
        ("£99 per month", "month", False), ("12 €/Q", "quarter", False), ("12 € jährlich", "year", False),
        ("1200 (p.a.)", "year", False), ("$12 per seat", None, True), ("$12/seat/mo", "month", True),
        ("12,50 € / Nutzer / Monat", "month", True), ("12 por usuario al mes", "month", True), ("12 €", None, False),
    ],
)  # fmt: skip
def test_an_amount_says_which_time_it_pays_for(text: str, per: str | None, each: bool) -> None:
    amount = read_amount(text, Mark.POINT)
    assert amount is not None
    assert (amount.per, amount.each) == (per, each)


def test_what_a_cell_says_to_pay_for_stands_over_its_column_and_is_told() -> None:
    made = plan(
        ["Customer", "MRR"],
        ["Acme", "1200 € p.a."],
        ["Beta", "100 €"],
        ["Gamma", "30 €/Quartal"],
        ["Delta", "5 €/mtl."],
    )
    assert [(s.amount) for s in of(made, Step)] == [120000, 120000, 3000, 6000]
    assert [s.period.value for s in of(made, Subscription)] == ["year", "year", "quarter", "year"]
    told = "“MRR”: 2 amounts read as the cell says it, such as 1200 € p.a. in row 2."
    assert told in made.sheets[0].notes


def test_the_price_of_a_seat_is_taken_times_the_seats_and_never_for_the_whole() -> None:
    made = plan(["Customer", "Seats", "ARR"], ["Acme", 10, "$12/seat/mo"], ["Beta", None, "$12/seat/mo"])
    assert [s.amount for s in of(made, Step)] == [144000]
    assert made.refused[0].problems[0].problem == (
        "this is the price of one seat, and the row does not say how many there are"
    )


def test_a_cell_and_another_column_that_contradict_each_other_refuse_the_row() -> None:
    made = plan(["Customer", "MRR", "ARR"], ["Acme", "100", "1200"], ["Beta", "14 p.a.", "100"])
    assert made.refused[0].problems[0].problem == (
        "this is said to be what a year costs, and the row says otherwise"
    )


@pytest.mark.parametrize(
    ("header", "cell", "minor"),
    [
        ("MRR (k€)", "12", 14400000), ("ARR in TEUR", "12,5", 1250000), ("ACV ($000)", 12, 1200000),
        ("ARR [TEUR]", "5", 500000), ("ARR in 1.000 €", "5", 500000), ("ARR in '000 USD", "5", 500000),
        ("ARR (Mio. €)", "1,2", 120000000), ("ARR (in thousands)", "5", 500000), ("ARR k", "5k", 500000),
    ],
)  # fmt: skip
def test_thousands_in_a_header_are_thousands_and_told(header: str, cell: Value, minor: int) -> None:
    made = plan(["Customer", header], ["Acme", cell], ["Beta", cell])
    assert [s.amount for s in of(made, Step)] == [minor, minor]
    told = any(n.startswith(f"“{header}” is in ") for n in made.sheets[0].notes)
    assert told is not (cell == "5k")


def test_thousands_of_large_amounts_and_of_a_title_are_asked_about() -> None:
    key = "thousands:List:ARR (k€)"
    rows: list[list[Value]] = [["Customer", "ARR (k€)"], ["Acme", "12000"], ["Beta", "14"]]
    assert [q.default for q in plan(*rows).open if q.key == key] == [None]
    assert [s.amount for s in of(plan(*rows, answers={key: "whole"}), Step)] == [1200000, 1400]
    assert [s.amount for s in of(plan(*rows, answers={key: "scaled"}), Step)] == [1200000000, 1400000]
    titled = plan(["Alle Angaben in TEUR"], [], ["Customer", "ARR"], ["Acme", "12"], ["Beta", "5"])
    question = next(q for q in titled.open if q.kind == "thousands")
    assert (question.default, question.evidence) == ("scaled", "The sheet says “Alle Angaben in TEUR”.")


def test_a_price_without_seats_in_the_sheet_is_that_of_all() -> None:
    made = plan(["Customer", "Price"], ["Acme", "99"], ["Beta", "14"], answers={"amount:List:Price": "month"})
    assert [s.amount for s in of(made, Step)] == [118800, 16800]
    assert {s.month_to_month for s in of(made, Subscription)} == {False}
    seats = plan(["Customer", "Seats", "Price"], ["Acme", None, "99"], ["Beta", 4, "14"])
    told = "1 row has a “Price” and no “Seats”, such as row 2: what is paid there is not known."
    assert told in seats.sheets[0].notes
