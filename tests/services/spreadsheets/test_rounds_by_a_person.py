"""A workbook as a person really edits it: sorted, columns in between, titles above, cells merged, days as texts."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.rounds.plan import MergePlan
from csdesk.domain.subscriptions import NoticeCount, Subscription
from csdesk.store.book import Book
from tests.services.round_trip import (
    CORVID,
    LINE,
    ORCHARD,
    YEN,
    edited,
    merged,
    place,
    planned,
    row_of,
    write,
)


def segments(book: Book) -> dict[str, str | None]:
    return {a.id: a.segment for a in book.all(Account)}


def happens(plan: MergePlan) -> dict[str, str]:
    return {r.name: r.what for s in plan.sheets for r in s.rows if r.result is not Result.SAME}


def merge_segments(workbook: Any) -> None:
    """The segment of the first row stands beside all three."""
    page = workbook["Accounts"]
    column = place(page, "Segment")
    page.cell(2, column).value = "Key"
    for row in (3, 4):
        page.cell(row, column).value = None
    page.merge_cells(start_row=2, start_column=column, end_row=4, end_column=column)


KEY = "merged:Accounts:rows"


def test_merged_cells_are_asked_about_and_erase_nothing_by_themselves(there: Book, sheet: Path) -> None:
    plan = planned(there, edited(sheet, merge_segments))
    (question,) = plan.open
    assert (question.key, question.default) == (KEY, "fill")
    assert "the others stay as in the book" in question.choices[1].text
    assert all("→ –" not in what for what in happens(plan).values())


def test_a_merged_value_holds_for_each_of_its_rows(there: Book, sheet: Path) -> None:
    merged(there, edited(sheet, merge_segments), {KEY: "fill"})
    assert segments(there) == {CORVID: "Key", YEN: "Key", ORCHARD: "Key"}


def test_or_for_the_first_alone_and_the_others_stay(there: Book, sheet: Path) -> None:
    before = segments(there)
    plan = merged(there, edited(sheet, merge_segments), {KEY: "first"})
    assert segments(there) == before | {CORVID: "Key"}
    assert list(happens(plan)) == ["Corvid Analytics"]


def by_hand(workbook: Any) -> None:
    """Titles above, a column in between, sorted the other way round, a total below, and another name."""
    page = workbook["Accounts"]
    rows = [[c.value for c in row] for row in page.iter_rows(min_row=2)]
    for at, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            page.cell(at, column).value = value
            page.cell(at, column).data_type = (
                "s" if isinstance(value, str) else page.cell(at, column).data_type
            )
    page.insert_cols(3)
    page.cell(1, 3).value = "Dana says"
    write(page, CORVID, "Dana says", "call her")
    write(page, CORVID, "Signed on", "5 March 2024")
    page.insert_rows(1, 2)
    page["A1"] = "Our customers, edited by Dana"
    total = page.max_row + 2
    page.cell(total, 2).value = "Total"
    page.title = "My customers"


def test_sorted_with_columns_between_and_titles_above_only_what_was_typed_is_told(
    there: Book, sheet: Path
) -> None:
    plan = planned(there, edited(sheet, by_hand), {"column:My customers:Dana says": "omit"})
    assert (plan.open, plan.refused, plan.removed) == ((), (), ())
    assert happens(plan) == {"Corvid Analytics": "Signed on 2024-03-01 → 2024-03-05", "Total": "total"}


def test_a_formula_without_a_value_is_one_sentence(there: Book, sheet: Path) -> None:
    plan = planned(there, edited(sheet, lambda w: write(w["Accounts"], CORVID, "Employees", "=40+2")))
    assert [r.what for r in plan.refused] == ["Employees: there is no value: formula not calculated"]


def test_a_day_that_is_none_is_one_sentence(there: Book, sheet: Path) -> None:
    plan = planned(there, edited(sheet, lambda w: write(w["Accounts"], CORVID, "Signed on", "2024-02-30")))
    assert [r.what for r in plan.refused] == ["Signed on: there is no such day (2024-02-30)"]


def test_which_days_of_a_notice_count_is_not_lost_in_the_column_for_its_length(
    there: Book, sheet: Path
) -> None:
    def typed(workbook: Any) -> None:
        write(workbook["Subscriptions"], LINE, "Notice days", "30 working days")

    plan = planned(there, edited(sheet, typed))
    assert [r.what for r in plan.refused] == [
        "Notice days: which days count stands in *Notice counted in* (30 working days)"
    ]


@pytest.mark.parametrize(
    ("counted", "what"),
    [
        (None, []),
        ("working days", ["Notice days: which days count stands in *Notice counted in* (92 calendar days)"]),
    ],
)
def test_months_are_no_working_days(there: Book, sheet: Path, counted: str | None, what: list[str]) -> None:
    def typed(workbook: Any) -> None:
        write(workbook["Subscriptions"], LINE, "Notice days", "3 months")
        write(workbook["Subscriptions"], LINE, "Notice counted in", counted)

    plan = planned(there, edited(sheet, typed))
    assert [r.what for r in plan.refused] == what
    says = [v.notice_days for v in plan.values if isinstance(v, Subscription)]
    assert says == ([] if what else [92])


def test_a_notice_that_ends_with_a_quarter_is_not_cut_down_to_its_days(there: Book, sheet: Path) -> None:
    def typed(workbook: Any) -> None:
        write(workbook["Subscriptions"], LINE, "Notice days", "6 Wochen zum Quartalsende")

    plan = planned(there, edited(sheet, typed))
    assert [r.what for r in plan.refused] == [
        "Notice days: no field holds to which day one can leave (6 Wochen zum Quartalsende)"
    ]


def test_a_notice_counted_in_working_days_comes_back_from_its_column(there: Book, sheet: Path) -> None:
    def typed(workbook: Any) -> None:
        write(workbook["Subscriptions"], LINE, "Notice days", 30)
        write(workbook["Subscriptions"], LINE, "Notice counted in", "working days")

    merged(there, edited(sheet, typed))
    line = there.find(Subscription, LINE)
    assert line is not None
    assert (line.notice_days, line.notice_counted_in) == (30, NoticeCount.WORKING)


def test_a_pasted_copy_is_told_by_who_it_is(there: Book, sheet: Path) -> None:
    def paste(workbook: Any) -> None:
        page = workbook["Contacts"]
        page.append([c.value for c in page[row_of(page, "c-1")]])
        page.cell(page.max_row, place(page, "Name")).value = "Twin Person"

    plan = planned(there, edited(sheet, paste))
    (question,) = plan.open
    assert question.seen == ("Twin Person (Corvid Analytics)",)


def test_a_change_says_whose_it_is_and_of_whom(there: Book, sheet: Path) -> None:
    edited(sheet, lambda w: write(w["Contacts"], "c-1", "Title", "Head of Sales"))
    assert happens(planned(there, sheet)) == {"Ana Duarte (Corvid Analytics)": "Title – → Head of Sales"}


def test_days_that_came_as_texts_in_one_column_are_read_each(there: Book, sheet: Path) -> None:
    def type_in(workbook: Any) -> None:
        write(workbook["Accounts"], CORVID, "Signed on", "31.12.2023")
        write(workbook["Accounts"], ORCHARD, "Signed on", "March 3, 2024")

    merged(there, edited(sheet, type_in))
    days = {a.id: a.signed_on for a in there.all(Account)}
    assert (days[CORVID], days[ORCHARD]) == (date(2023, 12, 31), date(2024, 3, 3))
