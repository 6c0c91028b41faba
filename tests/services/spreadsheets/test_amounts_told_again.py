"""Amounts that a file tells again: a change from a day is counted, and a file that contradicts itself settles."""

from collections.abc import Sequence
from datetime import date

from csdesk.domain.imports.bench.plan import Plan, Result
from csdesk.domain.imports.cells.grid import Grid, Source, Value
from csdesk.domain.subscriptions import Step
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.store.book import Book
from tests.services.answering import with_defaults

TODAY, AUGUST, NOVEMBER = date(2025, 11, 24), date(2025, 8, 1), date(2025, 11, 20)
Rows = Sequence[Sequence[Value]]
HEAD: list[Value] = ["Customer", "Plan", "MRR", "Contract end"]
END = date(2026, 6, 30)


def source(rows: Rows, on: date) -> Source:
    grid = Grid("List", tuple(tuple(r) for r in [HEAD, *rows]))
    return Source("list.xlsx", f"{rows!r}{on}", on, (grid,))


def planned(book: Book, rows: Rows, on: date = NOVEMBER, answers: dict[str, str] | None = None) -> Plan:
    return plan_import(book, [source(rows, on)], answers or {}, today=TODAY)


def brought(book: Book, rows: Rows, on: date = NOVEMBER, answers: dict[str, str] | None = None) -> Plan:
    plan = planned(book, rows, on, with_defaults(planned(book, rows, on, answers)))
    apply_import(book, plan, today=TODAY)
    return plan


def results(plan: Plan) -> list[Result]:
    return [row.result for row in plan.sheets[0].rows]


def asked(plan: Plan) -> list[str]:
    return [q.key for q in plan.questions if q.kind in {"changed", "twice"}]


def amounts(book: Book) -> list[tuple[int, date]]:
    return sorted((s.amount, s.from_) for s in book.all(Step))


def test_an_amount_that_changes_from_a_day_is_counted_as_changed_also_while_it_is_asked_about(
    book: Book,
) -> None:
    brought(book, [["Acme", "CRM", 100, END], ["Bolt", "CRM", 300, END]], AUGUST)
    changed: list[list[Value]] = [["Acme", "CRM", 150, END], ["Bolt", "CRM", 300, END]]
    plan = planned(book, changed)
    assert asked(plan) == ["changed:List:MRR"]
    assert results(plan) == [Result.CHANGED, Result.SAME]
    assert [(c.old, c.new) for c in plan.sheets[0].rows[0].changes] == [("100.00 USD", "150.00 USD")]
    assert results(brought(book, changed)) == [Result.CHANGED, Result.SAME]
    assert amounts(book) == [(10000, AUGUST), (15000, NOVEMBER), (30000, AUGUST)]


def test_a_file_that_contradicts_itself_is_not_asked_about_again_once_it_was_answered(book: Book) -> None:
    brought(book, [["Acme", "CRM", 100, END]], AUGUST)
    twice: list[list[Value]] = [["Acme", "CRM", 150, END], ["Acme", "CRM", 170, END]]
    brought(book, twice, answers={"twice:List:product": "one"})
    assert amounts(book) == [(10000, AUGUST), (17000, NOVEMBER)]
    again = planned(book, twice, TODAY)
    assert asked(again) == ["twice:List:product"]
    assert not again.open
    assert results(again) == [Result.SAME, Result.SAME]
    assert again.values == ()


def test_what_another_row_takes_back_is_no_change_when_a_third_one_is(book: Book) -> None:
    brought(book, [["Acme", "CRM", 100, END], ["Bolt", "CRM", 300, END]], AUGUST)
    rows: list[list[Value]] = [
        ["Acme", "CRM", 150, END],
        ["Acme", "CRM", 100, END],
        ["Bolt", "CRM", 310, END],
    ]
    plan = brought(book, rows, answers={"twice:List:product": "one"})
    assert [q.rows for q in plan.questions if q.kind == "changed"] == [(4,)]
    assert amounts(book) == [(10000, AUGUST), (30000, AUGUST), (31000, NOVEMBER)]


def test_two_contracts_of_one_product_and_end_are_known_by_their_amounts_when_they_come_again(
    book: Book,
) -> None:
    two: list[list[Value]] = [["Acme", "CRM", 150, END], ["Acme", "CRM", 170, END]]
    brought(book, two, AUGUST, {"twice:List:product": "lines"})
    for rows in (two, two[::-1]):
        again = planned(book, rows)
        assert results(again) == [Result.SAME, Result.SAME]
        assert again.values == ()
    more = planned(book, [two[0], ["Acme", "CRM", 180, END]])
    assert results(more) == [Result.SAME, Result.CHANGED]
