"""What stands beside an amount: about so much, net of tax, with tax in it, from so much to so much."""

from decimal import Decimal

import pytest

from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.amounts import Mark, read_amount
from csdesk.domain.invoices import Invoice
from csdesk.domain.subscriptions import Step
from tests.domain.imports.sheet import asked, of, plan, waiting


@pytest.mark.parametrize(
    ("text", "number", "currency"),
    [
        ("ca. 12.000 €", "12000", "EUR"), ("~12k", "12000", None), ("about $1.2m", "1200000", "USD"),
        ("≈ 12k", "12000", None), ("rund 12.000 EUR", "12000", "EUR"), ("env. 12 000 €", "12000", "EUR"),
        ("aprox. 12.000 €", "12000", "EUR"), ("12k approx.", "12000", None), ("12k ish", "12000", None),
        ("ca. 12 TEUR", "12000", "EUR"), ("cerca de 12.000 €", "12000", "EUR"),
    ],
)  # fmt: skip
def test_an_amount_that_is_said_to_be_about_so_much_is_that(
    text: str, number: str, currency: str | None
) -> None:
    amount = read_amount(text, Mark.COMMA if ".0" in text else Mark.POINT)
    assert amount is not None
    assert (amount.number, amount.currency, amount.about) == (Decimal(number), currency, True)


@pytest.mark.parametrize(
    "text",
    [
        "12k + VAT", "12k+VAT", "12.000 € zzgl. MwSt.", "12k net", "12 000 € HT", "12.000 € + IVA", "12.000 € sin IVA",
        "12.000 € (IVA no incluido)", "12.000 € + 21 % IVA", "netto 12.000 €", "12.000 € exkl. MwSt.", "€12k (ex VAT)",
        "12.000 € sem IVA", "12 000 € H.T.", "$12k plus tax",
    ],
)  # fmt: skip
def test_words_for_without_tax_say_nothing_against_an_amount(text: str) -> None:
    amount = read_amount(text, Mark.COMMA)
    assert amount is not None
    assert (amount.number, amount.taxed, amount.about) == (Decimal(12000), False, False)


def test_without_tax_stands_beside_the_time_that_is_paid_for() -> None:
    for text in ("99 €/mo + VAT", "99 € net/mo", "99 € zzgl. 19 % MwSt. pro Monat"):
        amount = read_amount(text)
        assert amount is not None
        assert (amount.number, amount.per) == (Decimal(99), "month")


@pytest.mark.parametrize("text", ["Net 30", "net 30 days", "CA$12", "CA $12", "about 5 apples", "+7"])
def test_other_words_are_not_taken_for_these(text: str) -> None:
    amount = read_amount(text)
    assert amount is None or not (amount.about or amount.taxed)
    assert (amount.currency if amount and "$" in text else "CAD") in {"CAD", "USD"}
    assert text[:3].lower() != "net" or amount is None


def _paying(*cells: str | int, header: str = "ARR", answers: dict[str, str] | None = None) -> Plan:
    rows = [[f"Acme {n}", cell] for n, cell in enumerate(cells)]
    return plan(["Customer", header], *rows, answers=answers)


def _amounts(made: Plan) -> list[int]:
    return [step.amount for step in of(made, Step)]


def test_that_amounts_are_approximate_is_told_once_a_column() -> None:
    made = _paying("~12k", "ca. 9k", "10,500.00")
    assert _amounts(made) == [1_200_000, 900_000, 1_050_000]
    assert made.sheets[0].notes.count(
        "“ARR”: 2 amounts are approximate and read as written, such as ~12k in row 2."
    ) == 1  # fmt: skip
    assert not [k for k in asked(made) if k.startswith("unread")]


@pytest.mark.parametrize(
    "text",
    ["12k incl. VAT", "12k inkl. MwSt.", "12 000 € TTC", "12k IVA incluido", "12k brutto", "12k c/ IVA"],
)
def test_an_amount_with_tax_in_it_is_asked_about_and_never_silently_net(text: str) -> None:
    made = _paying(text, 500)
    assert "tax:List:ARR" in asked(made)
    assert [r.row for r in waiting(made)] == [2]
    assert _amounts(made) == [50_000]
    assert _amounts(_paying(text, 500, answers={"tax:List:ARR": "20"})) == [1_000_000, 50_000]
    assert _amounts(_paying(text, 500, answers={"tax:List:ARR": "0"})) == [1_200_000, 50_000]


def test_a_header_that_says_tax_is_in_its_amounts_is_asked_about_as_one() -> None:
    made = _paying(1190, 119, header="ARR inkl. MwSt.")
    question = next(q for q in made.open if q.kind == "tax")
    assert question.text == "2 amounts in “ARR inkl. MwSt.” have tax in them. How much?"
    assert _amounts(made) == []
    assert _amounts(_paying(1190, 119, header="ARR inkl. MwSt.", answers={question.key: "19"})) == [
        100_000,
        10_000,
    ]


@pytest.mark.parametrize("header", ["ARR (excl. VAT)", "ARR HT", "ARR netto", "ARR + MwSt."])
def test_a_header_that_says_without_tax_is_the_field_without_it(header: str) -> None:
    made = _paying(1190, header=header)
    assert _amounts(made) == [119_000]
    assert not [k for k in asked(made) if k.startswith("tax")]


def test_gross_in_a_header_may_speak_of_something_else() -> None:
    made = _paying(1190, header="Gross MRR")
    assert made.sheets[0].columns[1].target is None


def test_tax_whose_rate_the_cell_says_is_taken_off_and_told() -> None:
    made = _paying("119 € inkl. 19 % MwSt.")
    assert _amounts(made) == [10_000]
    assert any("read without the tax in it" in note for note in made.sheets[0].notes)


def test_monthly_and_yearly_amounts_with_tax_still_agree() -> None:
    made = plan(
        ["Customer", "MRR inkl. MwSt.", "ARR inkl. MwSt."], ["Acme", 99, 1188],
        answers={f"tax:List:{h} inkl. MwSt.": "19" for h in ("MRR", "ARR")},
    )  # fmt: skip
    assert not waiting(made)
    assert not [r.problems for r in made.sheets[0].rows if r.problems]


def test_an_invoice_is_kept_as_it_was_asked_of_the_customer() -> None:
    made = plan(
        ["Invoice number", "Customer", "Issued on", "Amount"], ["R-1", "Acme", "2025-10-01", "1.190,00 € inkl. MwSt."],
        name="Invoices", answers={"strangers:Invoices:accounts": "new"},
    )  # fmt: skip
    assert not [k for k in asked(made) if k.startswith("tax")]
    assert [i.amount for i in of(made, Invoice)] == [119_000]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("10-12k", "this is a range, and not one amount"), ("10 bis 12 T€", "this is a range, and not one amount"),
        ("between 10k and 12k", "this is a range, and not one amount"),
        ("100 USD / 90 EUR", "these are two amounts, and not one"),
        ("12k+", "this is no one amount: it may be more, or less"),
        ("ab 12.000 €", "this is no one amount: it may be more, or less"), ("soon", "this is not an amount"),
    ],
)  # fmt: skip
def test_a_range_is_no_amount_and_says_so(text: str, what: str) -> None:
    made = _paying(text, 500)
    assert [p.problem for r in waiting(made) for p in r.problems] == [what]
    assert next(q for q in made.open if q.kind == "unread").default == "notes"
