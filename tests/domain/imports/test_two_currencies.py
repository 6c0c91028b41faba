"""One amount in two currencies: each row in its own, or one of them worked out from the other."""

from dataclasses import replace

import pytest

from csdesk.domain.custom import CustomField
from csdesk.domain.imports.bench.known import Known
from csdesk.domain.imports.bench.plan import Plan
from csdesk.domain.imports.cells.grid import Value
from csdesk.domain.imports.planning import plan_files
from csdesk.domain.subscriptions import Step, Subscription
from tests.domain.imports.sheet import EMPTY, TODAY, asked, grid, of, plan, source, synonyms

BOTH: list[list[Value]] = [
    ["Customer", "ARR EUR", "ARR USD", "Contract end"],
    ["Alpha", 10000, 11000, "2025-12-31"],
    ["Beta", 5000, 5500, "2026-01-31"],
]


def paid(made: Plan) -> list[tuple[str, int]]:
    currency = {s.id: s.currency for s in of(made, Subscription)}
    return [(currency[s.subscription], s.amount // 100) for s in of(made, Step)]


def test_rows_with_an_amount_in_one_of_two_currencies_are_kept_in_theirs() -> None:
    made = plan(
        BOTH[0],
        ["Alpha", 10000, "", "2025-12-31"],
        ["Beta", "", 5500, "2026-01-31"],
        ["Gamma", "8,000.50", None, "2026-02-28"],
    )
    assert asked(made) == []
    assert paid(made) == [("EUR", 10000), ("USD", 5500), ("EUR", 8000)]
    assert made.sheets[0].notes[0] == (
        "“ARR EUR” and “ARR USD”: each row has its amount in one of them, and is kept in that currency."
    )


def test_of_two_amounts_in_each_row_that_in_the_books_currency_is_proposed() -> None:
    made = plan(*BOTH, known=Known(currency="EUR"))
    (question,) = made.open
    assert (question.key, question.default) == ("column:List:ARR USD", "omit")
    assert question.evidence == "The book counts in EUR."
    assert paid(made) == [("EUR", 10000), ("EUR", 5000)]
    dollars = plan(*BOTH, known=Known(currency="USD"))
    assert dollars.open[0].default == "subscription.arr"
    assert paid(dollars) == [("USD", 11000), ("USD", 5500)]


def test_which_of_two_amounts_holds_is_as_a_person_says() -> None:
    known, key = Known(currency="CHF"), "column:List:ARR USD"
    (question,) = plan(*BOTH, known=known).open
    assert question.default is None
    assert paid(plan(*BOTH, known=known, answers={key: "subscription.arr"})) == [
        ("USD", 11000),
        ("USD", 5500),
    ]
    assert paid(plan(*BOTH, known=known, answers={key: "omit"})) == [("EUR", 10000), ("EUR", 5000)]
    kept = plan(*BOTH, known=known, answers={key: "custom"})
    assert paid(kept) == [("EUR", 10000), ("EUR", 5000)]
    assert [f.name for f in of(kept, CustomField)] == ["ARR USD"]


def test_an_mrr_and_an_arr_in_two_currencies_do_not_contradict_each_other() -> None:
    made = plan(
        ["Customer", "MRR USD", "ARR in EUR"],
        ["Alpha", 1000, 11000],
        ["Beta", 500, 5500],
        known=Known(currency="EUR"),
    )
    (question,) = [q for q in made.open if q.kind == "column"]
    assert question.default == "subscription.arr"
    assert paid(made) == [("EUR", 11000), ("EUR", 5500)]


def test_an_amount_of_nothing_beside_the_other_says_nothing() -> None:
    made = plan(BOTH[0], ["Alpha", 10000, 0, "2025-12-31"], ["Beta", 0, 5500, "2026-01-31"])
    assert asked(made) == []
    assert paid(made) == [("EUR", 10000), ("USD", 5500)]


def test_amounts_in_three_currencies_are_each_kept_in_theirs() -> None:
    made = plan(
        ["Customer", "ARR (€)", "ARR ($)", "ARR (£)", "Contract end"],
        ["Alpha", 10000, None, None, "2025-12-31"],
        ["Beta", None, 5500, None, "2026-01-31"],
        ["Gamma", None, None, 700, "2026-02-28"],
    )
    assert asked(made) == []
    assert paid(made) == [("EUR", 10000), ("USD", 5500), ("GBP", 700)]


def test_of_two_amounts_that_counts_whose_currency_the_row_names() -> None:
    made = plan(
        ["Customer", "Currency", "ARR EUR", "ARR USD", "Contract end"],
        ["Alpha", "EUR", 10000, 11000, "2025-12-31"],
        ["Beta", "$", 5000, 5500, "2026-01-31"],
        ["Gamma", None, 700, None, "2026-02-28"],
    )
    assert asked(made) == []
    assert paid(made) == [("EUR", 10000), ("USD", 5500), ("EUR", 700)]
    assert made.sheets[0].notes[0] == (
        "“ARR EUR” and “ARR USD”: each row has an amount in the currency that it names, and is kept in that currency."
    )


def test_a_header_and_a_row_that_name_two_currencies_are_asked_about_once() -> None:
    rows: list[list[Value]] = [["Customer", "Currency", "ARR USD"]]
    rows += [["Alpha", "EUR", 10000], ["Beta", "GBP", 5000], ["Gamma", "USD", 700], ["Delta", "EUR", 0]]
    (question,) = plan(*rows).open
    assert (question.key, question.default, question.rows) == ("currency:List:ARR USD", "USD", (2, 3))
    dollars = plan(*rows, answers={question.key: "USD"})
    assert paid(dollars) == [("USD", 10000), ("USD", 5000), ("USD", 700), ("USD", 0)]
    own = plan(*rows, answers={question.key: "row"})
    assert paid(own) == [("EUR", 10000), ("GBP", 5000), ("USD", 700), ("EUR", 0)]


def test_where_most_amounts_are_marked_the_others_are_proposed_to_be_so_too() -> None:
    made = plan(["Customer", "ARR"], ["Alpha", "€100"], ["Beta", "€200"], ["Gamma", 300])
    assert [(q.key, q.default) for q in made.open if q.key.startswith("currency:")] == [
        ("currency:List:ARR", "EUR")
    ]


def test_where_few_amounts_are_marked_nothing_is_proposed_for_the_rest() -> None:
    rows: list[list[Value]] = [["Alpha", "€100"], ["Beta", 200], ["Gamma", 300]]
    made = plan(["Customer", "ARR"], *rows)
    key = "currency:List:ARR"
    assert [(q.key, q.default) for q in made.open if q.key == key] == [(key, None)]
    dollars = plan(["Customer", "ARR"], *rows, answers={key: "USD"})
    assert sorted(paid(dollars)) == [("EUR", 100), ("USD", 200), ("USD", 300)]


@pytest.mark.parametrize("shown", [False, True])
def test_a_year_and_a_month_whose_cells_are_in_two_currencies_are_asked_about(shown: bool) -> None:
    head: list[Value] = ["Customer", "ARR", "MRR", "End"]
    rows: list[list[Value]] = [["Acme", 1200, 100, "2026-12-31"], ["Bolt", 2400, 200, "2026-12-31"]]
    if not shown:
        rows = [[name, f"€{arr}", f"${mrr}", end] for name, arr, mrr, end in rows]
    looks = ((1, 1, 2, "EUR"), (1, 2, 2, "$")) if shown else ()

    def planned(answer: str) -> Plan:
        answers = {"column:List:MRR": answer} if answer else {}
        made = source(replace(grid([head, *rows]), shown=looks))
        return plan_files((made,), EMPTY, answers, synonyms(), today=TODAY)

    (question,) = [q for q in planned("").open if q.kind == "column"]
    assert question.text == (
        "Which is the currency of these contracts, that of “ARR” (EUR) or of “MRR” (USD)?"
    )
    assert question.default == "subscription.mrr"
    assert {s.currency for s in of(planned(""), Subscription)} == {"USD"}
    assert {s.currency for s in of(planned("omit"), Subscription)} == {"EUR"}


def test_a_row_whose_year_and_month_name_two_currencies_is_refused() -> None:
    made = plan(
        ["Customer", "ARR", "MRR"],
        ["Acme", "€1200", "$100"],
        ["Bolt", "€2400", "€200"],
        ["Cora", "$12", "CA$1"],
    )
    problems = [(r.row, p.problem) for r in made.sheets[0].rows for p in r.problems]
    assert problems == [(2, "ARR is in EUR and MRR in USD")]
