"""A colleague cleared IDs: a row is still itself where it alone is called so, and nobody is guessed otherwise."""

from pathlib import Path
from typing import Any

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.tasks import Task
from csdesk.store.book import Book
from tests.services.round_trip import (
    CORVID,
    DAY,
    PEOPLE,
    add,
    edited,
    merged,
    place,
    planned,
    row_of,
    sent,
    write,
)


def clear_ids(page: Any) -> None:
    for row in range(2, page.max_row + 1):
        page.cell(row, place(page, "ID")).value = None


def told(plan: Any) -> dict[str, str]:
    return {r.name: r.what for s in plan.sheets for r in s.rows if r.result is not Result.SAME}


def test_rows_without_their_ids_are_known_by_whose_they_are_and_their_name(there: Book, sheet: Path) -> None:
    """Two people are called Ana Duarte, each at a customer of her own."""

    def edit(w: Any) -> None:
        write(w["Contacts"], PEOPLE[0], "Title", "Head of data")
        for name in ("Accounts", "Contacts", "Touches", "Steps", "Readings"):
            clear_ids(w[name])

    plan = planned(there, edited(sheet, edit))
    assert told(plan) == {"Ana Duarte (Corvid Analytics)": "Title – → Head of data"}
    assert plan.open == ()


def test_such_a_row_takes_what_was_typed_into_it(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        write(w["Accounts"], CORVID, "Segment", "D")
        clear_ids(w["Accounts"])

    merged(there, edited(sheet, edit))
    assert [a.segment for a in there.all(Account) if a.id == CORVID] == ["D"]


def test_a_task_without_a_day_is_known_by_its_title(there: Book, tmp_path: Path) -> None:
    with there.change(Verb.ADD, label="test", today=DAY):
        there.put(Task(id="j-1", account=CORVID, title="Send the plan"))

    def edit(w: Any) -> None:
        write(w["Tasks"], "j-1", "Minutes", 20)
        clear_ids(w["Tasks"])

    plan = planned(there, edited(sent(there, tmp_path / "b.xlsx"), edit))
    assert (told(plan), plan.open) == ({"Send the plan (Corvid Analytics)": "Minutes – → 20"}, ())


def test_of_two_that_are_called_alike_none_is_guessed(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        page = w["Contacts"]
        add(page, Account="Corvid Analytics", Name="Béla Őry")
        page.cell(row_of(page, PEOPLE[1]), place(page, "ID")).value = None

    plan = planned(there, edited(sheet, edit))
    assert plan.count(Result.NEW) == 2
    assert [r.id for r in plan.removed] == [PEOPLE[1]]


def test_who_is_renamed_and_has_lost_the_id_is_asked_about(there: Book, sheet: Path) -> None:
    def edit(w: Any) -> None:
        page = w["Contacts"]
        write(page, PEOPLE[1], "Name", "Bela Ory")
        page.cell(row_of(page, PEOPLE[1]), place(page, "ID")).value = None

    plan = planned(there, edited(sheet, edit))
    assert (plan.count(Result.NEW), [r.id for r in plan.removed]) == (1, [PEOPLE[1]])
