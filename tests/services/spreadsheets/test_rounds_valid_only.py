"""A merge of the valid rows only: refused rows stay as the book has them, leave as a workbook, and come back mended."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import MergeRowsRefused, NothingRefused
from csdesk.domain.imports.bench.plan import Result
from csdesk.domain.rounds.plan import MergePlan
from csdesk.domain.tickets import Ticket
from csdesk.domain.touches import Touch
from csdesk.exchange.reading import read_here
from csdesk.services.book.editing import set_fields
from csdesk.services.spreadsheets.rounds import apply_merge, plan_merge
from csdesk.services.spreadsheets.rounds_refused import write_refused_merge
from csdesk.store.book import Book
from tests.services.round_trip import (
    CORVID,
    DAY,
    ORCHARD,
    YEN,
    add,
    edited,
    planned,
    row_of,
    write,
)


def account(book: Book, uid: str) -> Account:
    found = book.find(Account, uid)
    assert found is not None
    return found


def one_bad(workbook: Any) -> None:
    """Corvid's edit is good; Orchard's stage is none, beside a segment that is good."""
    page = workbook["Accounts"]
    write(page, CORVID, "Segment", "Strategic")
    write(page, ORCHARD, "Stage", "somewhere")
    write(page, ORCHARD, "Segment", "Small")


def valid_only(book: Book, path: Path, answers: dict[str, str] | None = None) -> MergePlan:
    plan = planned(book, path, answers)
    apply_merge(book, plan, today=DAY, valid_only=True)
    return plan


def refused_of(book: Book, path: Path, to: Path, answers: dict[str, str] | None = None) -> Path:
    """The workbook of what a merge refuses."""
    source = read_here(path, day=DAY)
    write_refused_merge(source, plan_merge(book, source, answers or {}, today=DAY), to)
    return to


def test_all_or_nothing_is_what_happens_by_itself(there: Book, sheet: Path) -> None:
    with pytest.raises(MergeRowsRefused):
        apply_merge(there, planned(there, edited(sheet, one_bad)), today=DAY)
    assert account(there, CORVID).segment == "A"


def test_the_others_come_and_a_refused_row_stays_as_the_book_has_it(there: Book, sheet: Path) -> None:
    before = account(there, ORCHARD)
    valid_only(there, edited(sheet, one_bad))
    assert account(there, CORVID).segment == "Strategic"
    assert account(there, ORCHARD) == before


def test_mended_in_its_own_workbook_the_row_is_merged_as_it_was_sent(
    there: Book, sheet: Path, tmp_path: Path
) -> None:
    plan = valid_only(there, edited(sheet, one_bad))
    assert len(plan.refused) == 1
    source = read_here(sheet, day=DAY)
    done = write_refused_merge(source, plan, tmp_path / "refused.xlsx")
    assert done.rows == 1
    set_fields(there, "account", ORCHARD, {"employees": "12"}, today=DAY)
    mended = edited(tmp_path / "refused.xlsx", lambda w: write(w["Accounts"], ORCHARD, "Stage", "loyalty"))
    again = planned(there, mended)
    assert (again.questions, again.refused, again.removed, again.notes) == ((), (), (), ())
    apply_merge(there, again, today=DAY)
    after = account(there, ORCHARD)
    assert (after.stage, after.segment, after.employees) == ("loyalty", "Small", 12)


def test_what_the_book_changed_since_is_still_a_conflict_of_the_mended_row(
    there: Book, sheet: Path, tmp_path: Path
) -> None:
    set_fields(there, "account", ORCHARD, {"segment": "Large"}, today=DAY)
    conflict = "conflict:Accounts:4:Segment"
    bad = edited(sheet, one_bad)
    refused = refused_of(there, bad, tmp_path / "refused.xlsx", {conflict: "book"})
    edited(refused, lambda w: write(w["Accounts"], ORCHARD, "Stage", "loyalty"))
    (found,) = planned(there, refused).conflicts
    assert (found.baseline, found.in_sheet, found.in_book) == ("B", "Small", "Large")


def test_the_reason_stands_behind_the_row_and_is_no_column_of_its_own(
    there: Book, sheet: Path, tmp_path: Path
) -> None:
    refused = refused_of(there, edited(sheet, one_bad), tmp_path / "refused.xlsx")
    page: Any = openpyxl.load_workbook(refused)["Accounts"]
    *_, (head, why) = zip(*page.iter_rows(values_only=True), strict=True)
    assert head == "Why it was refused"
    assert "Stage" in why
    again = planned(there, refused)
    assert (again.questions, [s.unmapped for s in again.sheets if s.unmapped]) == ((), [])
    assert [r.name for r in again.refused] == ["Orchard Lane"]


def test_a_row_that_is_deleted_from_the_workbook_of_refused_ones_proposes_nothing(
    there: Book, sheet: Path, tmp_path: Path
) -> None:
    def two_bad(workbook: Any) -> None:
        one_bad(workbook)
        write(workbook["Accounts"], YEN, "Stage", "nowhere")

    refused = refused_of(there, edited(sheet, two_bad), tmp_path / "refused.xlsx")
    edited(refused, lambda w: w["Accounts"].delete_rows(row_of(w["Accounts"], YEN)))
    edited(refused, lambda w: write(w["Accounts"], ORCHARD, "Stage", "loyalty"))
    plan = planned(there, refused)
    assert (plan.questions, plan.removed) == ((), ())


def newcomers(workbook: Any) -> None:
    """A new customer that cannot be used, a person and a touch of hers, and a customer that can."""
    add(workbook["Accounts"], ID="NEW-1", Account="Tidewell", Stage="somewhere")
    add(workbook["Accounts"], Account="Halden")
    add(workbook["Contacts"], Account="NEW-1", Name="Mia Okafor")
    add(workbook["Touches"], Account="NEW-1", On=DAY, Summary="Met", Contacts="Mia Okafor")
    add(workbook["Contacts"], Account="Halden", Name="Ole Berg")


def test_what_belongs_to_a_refused_row_waits_with_it(there: Book, sheet: Path) -> None:
    plan = valid_only(there, edited(sheet, newcomers))
    assert {a.account for a in there.all(Account)} >= {"Halden"}
    assert "Tidewell" not in {a.account for a in there.all(Account)}
    assert {c.name for c in there.all(Contact)} & {"Mia Okafor", "Ole Berg"} == {"Ole Berg"}
    assert [r.what for r in plan.refused[1:]] == [
        "it belongs to a row of the sheet “Accounts” that is refused"
    ] * 2


def test_mended_it_comes_with_all_that_belongs_to_it(there: Book, sheet: Path, tmp_path: Path) -> None:
    plan = valid_only(there, edited(sheet, newcomers))
    write_refused_merge(read_here(sheet, day=DAY), plan, tmp_path / "refused.xlsx")

    def mend(workbook: Any) -> None:
        workbook["Accounts"].cell(
            2, [c.value for c in workbook["Accounts"][1]].index("Stage") + 1
        ).value = None

    again = planned(there, edited(tmp_path / "refused.xlsx", mend))
    assert (again.questions, again.refused, again.count(Result.NEW)) == ((), (), 3)
    apply_merge(there, again, today=DAY)
    (tidewell,) = [a for a in there.all(Account) if a.account == "Tidewell"]
    assert tidewell.external_id == "NEW-1"
    (mia,) = [c for c in there.all(Contact) if c.name == "Mia Okafor"]
    (met,) = [t for t in there.all(Touch) if t.summary == "Met"]
    assert (mia.account, met.account, met.contacts) == (tidewell.id, tidewell.id, (mia.id,))


def test_the_whole_workbook_merged_again_brings_the_mended_rows_once(
    there: Book, sheet: Path, tmp_path: Path
) -> None:
    plan = valid_only(there, edited(sheet, one_bad))
    write_refused_merge(read_here(sheet, day=DAY), plan, tmp_path / "refused.xlsx")
    edited(sheet, lambda w: write(w["Accounts"], ORCHARD, "Stage", "loyalty"))
    again = planned(there, sheet)
    assert [(r.name, r.result) for s in again.sheets for r in s.rows] == [("Orchard Lane", Result.CHANGED)]


def test_what_cannot_be_removed_stays_and_keeps_what_it_belongs_to(there: Book, sheet: Path) -> None:
    """The person stays because a touch names her; so her customer stays, too, though it alone could have gone."""

    def take_out(workbook: Any) -> None:
        workbook["Tickets"].delete_rows(2)
        workbook["Accounts"].delete_rows(row_of(workbook["Accounts"], CORVID))

    edited(sheet, take_out)
    answers = {f"removed:Accounts:{CORVID}": "remove", "removed:Tickets:k-1": "remove"}
    plan = valid_only(there, sheet, answers)
    assert [r.name for r in plan.refused] == ["Corvid Analytics"]
    assert [(r.name, r.held) for r in plan.removed] == [
        ("Corvid Analytics", True),
        ("Down, 20 Nov 2025 (Corvid Analytics)", False),
    ]
    assert [r.id for r in plan.taken_out] == ["k-1"]
    assert (account(there, CORVID).account, there.all(Ticket)) == ("Corvid Analytics", [])


def test_a_removal_that_is_held_leaves_no_workbook(there: Book, sheet: Path, tmp_path: Path) -> None:
    edited(sheet, lambda w: w["Accounts"].delete_rows(row_of(w["Accounts"], CORVID)))
    answers = {f"removed:Accounts:{CORVID}": "remove"}
    with pytest.raises(NothingRefused):
        refused_of(there, sheet, tmp_path / "refused.xlsx", answers)
    assert not (tmp_path / "refused.xlsx").exists()


def test_what_keeps_a_row_is_kept_by_its_own_rows_in_turn(there: Book, sheet: Path) -> None:
    """Yen's line keeps its step, and so the line keeps Yen: nothing is half removed."""

    def take_out(workbook: Any) -> None:
        for name, uid in (("Subscriptions", "s-1"), ("Accounts", YEN), ("Contacts", "c-2")):
            workbook[name].delete_rows(row_of(workbook[name], uid))

    edited(sheet, take_out)
    keys = {f"removed:Subscriptions:{'s-1'}", f"removed:Accounts:{YEN}", "removed:Contacts:c-2"}
    plan = valid_only(there, sheet, dict.fromkeys(keys, "remove"))
    assert {r.id for r in plan.removed if r.held} == {"s-1", YEN}
    assert [r.id for r in plan.taken_out] == ["c-2"]
    assert account(there, YEN).id == YEN
