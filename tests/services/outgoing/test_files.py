"""Files that go out: each is kept in the export log, and undo goes past it."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.errors import ChangedSince, RefersToNothing
from csdesk.domain.files import File, FileKind
from csdesk.domain.ids import AccountId
from csdesk.domain.leaks.profiles import Profile
from csdesk.exchange.reading import read_here
from csdesk.services.book.editing import add_row, set_fields
from csdesk.services.book.history import history, next_redo, next_undo, redo, undo
from csdesk.services.book.past_imports import undo_import
from csdesk.services.book.search import search
from csdesk.services.outgoing.files import WrittenFile, board_files, keep_written
from csdesk.services.reviews.reviews import write_qbr
from csdesk.services.spreadsheets.imports import apply_import, plan_import
from csdesk.services.spreadsheets.rounds import apply_merge
from csdesk.store.book import Book
from csdesk.store.check import problems_of
from tests.services.round_trip import CORVID, add, content, edited, place, planned, row_of, sent, write
from tests.services.spreadsheets.test_imports import ROWS, brought

DAY = date(2025, 11, 24)


def deck(path: str, account: AccountId | None, sha: str = "ab" * 32) -> WrittenFile:
    """A deck for a customer, or the board pack."""
    reader = Profile.CUSTOMER if account else Profile.BOARD
    return WrittenFile(path, sha, FileKind.DECK, reader, account, DAY)


def test_what_is_written_is_kept_with_its_place_day_reader_and_checksum(
    there: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = write_qbr(there, CORVID, Path("review.pptx"), as_of=date(2025, 11, 20))
    change = keep_written(there, done.written, today=DAY)
    assert change is not None
    assert (change.verb, change.label) == (Verb.WRITE_FILE, "review.pptx")
    (kept,) = there.all(File)
    assert (kept.account, kept.title, kept.kind) == (CORVID, "review", FileKind.DECK)
    assert kept.place == str(tmp_path / "review.pptx")
    assert (kept.added_on, kept.about_on, kept.profile) == (DAY, date(2025, 11, 20), Profile.CUSTOMER)
    assert kept.sha256 == done.sha256


def test_a_file_written_again_has_one_row_and_its_own_note_stays(there: Book) -> None:
    keep_written(there, deck("/d/a.pptx", CORVID), today=DAY)
    (kept,) = there.all(File)
    set_fields(there, "file", kept.id, {"note": "sent to Ana", "title": "First"}, today=DAY)
    assert keep_written(there, deck("/d/a.pptx", CORVID), today=DAY) is None
    assert keep_written(there, deck("/d/a.pptx", None, "cd" * 32), today=DAY) is not None
    (kept,) = there.all(File)
    assert (kept.account, kept.profile, kept.sha256) == (None, Profile.BOARD, "cd" * 32)
    assert (kept.note, kept.title) == ("sent to Ana", "First")


def test_the_board_packs_are_listed_the_newest_first(there: Book) -> None:
    for day in (1, 3, 2):
        keep_written(there, deck(f"/d/{day}.pptx", None), today=date(2025, 11, day))
    keep_written(there, deck("/d/a.pptx", CORVID), today=DAY)
    assert [f.title for f in board_files(there)] == ["3", "2", "1"]


@pytest.mark.skipif(os.name != "posix", reason="names are bytes there only")
def test_a_name_that_is_no_text_is_kept_as_far_as_it_is(there: Book) -> None:
    keep_written(there, deck(os.fsdecode(b"/d/\xff.pptx"), CORVID), today=DAY)
    assert [f.place for f in there.all(File)] == ["/d/\ufffd.pptx"]


def test_a_file_of_an_account_that_is_gone_is_not_kept(there: Book) -> None:
    with pytest.raises(RefersToNothing):
        keep_written(there, deck("/d/a.pptx", AccountId("gone")), today=DAY)


def test_undo_and_redo_go_past_a_file_that_was_written(there: Book) -> None:
    touch = add_row(there, "touch", {"account": CORVID, "on": "2025-11-20", "summary": "Hi"}, today=DAY)
    keep_written(there, deck("/d/a.pptx", CORVID), today=DAY)
    last = next_undo(there)
    assert last is not None
    assert last.n == touch.n
    undo(there, today=DAY)
    keep_written(there, deck("/d/b.pptx", CORVID), today=DAY)
    forward = next_redo(there)
    assert forward is not None
    assert forward.n == touch.n
    redo(there, today=DAY)
    assert len(there.all(File)) == 2


def test_that_a_file_was_written_is_undone_by_its_number(there: Book) -> None:
    done = keep_written(there, deck("/d/a.pptx", CORVID), today=DAY)
    assert done is not None
    undo(there, done.n, today=DAY)
    assert there.all(File) == []


def test_undo_of_an_account_leaves_its_decks_in_the_log_and_redo_gives_them_back(book: Book) -> None:
    account = add_row(book, "account", {"account": "Wren"}, today=DAY).rows[0].id
    keep_written(book, deck("/d/wren.pptx", AccountId(account)), today=DAY)
    undo(book, today=DAY)
    assert book.all(Account) == []
    assert [(f.title, f.account) for f in book.all(File)] == [("wren", None)]
    assert problems_of(book, deep=True) == []
    redo(book, today=DAY)
    assert [f.account for f in book.all(File)] == [account]
    undo(book, today=DAY)
    keep_written(book, deck("/d/wren.pptx", None), today=DAY)
    redo(book, today=DAY)
    assert [(f.account, f.profile) for f in book.all(File)] == [(None, Profile.BOARD)]
    assert [a.account for a in book.all(Account)] == ["Wren"]
    assert problems_of(book, deep=True) == []


def test_an_account_that_stays_keeps_its_decks(book: Book) -> None:
    account = add_row(book, "account", {"account": "Wren"}, today=DAY).rows[0].id
    done = history(book)[0]
    keep_written(book, deck("/d/wren.pptx", AccountId(account)), today=DAY)
    add_row(book, "touch", {"account": account, "on": "2025-11-20", "summary": "Hi"}, today=DAY)
    undone = undo(book, done.n, today=DAY, keep=True)
    assert undone.kept == ("account Wren",)
    assert [f.account for f in book.all(File)] == [account]
    assert File not in undone.nouns


def test_a_file_that_was_named_by_hand_holds_its_account(book: Book) -> None:
    done = add_row(book, "account", {"account": "Wren"}, today=DAY)
    contract = {"account": done.rows[0].id, "title": "Contract", "place": "/d/contract.pdf"}
    add_row(book, "file", contract, today=DAY)
    with pytest.raises(ChangedSince):
        undo(book, done.n, today=DAY)


def test_an_import_goes_back_whole_though_decks_of_it_were_written(book: Book) -> None:
    done = brought(book, ROWS)
    for account in book.all(Account):
        keep_written(book, deck(f"/d/{account.account}.pptx", account.id), today=DAY)
    undone = undo_import(book, done.n, today=DAY)
    assert (undone.kept, book.all(Account)) == ((), [])
    assert [f.account for f in book.all(File)] == [None, None, None]
    assert problems_of(book, deep=True) == []


def test_a_file_is_found_by_its_title_while_it_is_of_an_account(there: Book) -> None:
    def found() -> list[str]:
        return [hit.text for hits in search(there, "pack", as_of=DAY) for hit in hits.first]

    keep_written(there, deck("/d/pack.pptx", None), today=DAY)
    (pack,) = there.all(File)
    assert found() == []
    for owner in (CORVID, None, CORVID):
        with there.change(Verb.SET, today=DAY):
            there.put(replace(pack, account=owner))
        assert found() == (["pack"] if owner else [])
    assert problems_of(there, deep=True) == []


def test_a_file_of_no_account_goes_out_in_the_workbook_and_comes_back(there: Book, tmp_path: Path) -> None:
    keep_written(there, deck("/d/pack.pptx", None), today=DAY)
    path, before = sent(there, tmp_path / "book.xlsx"), content(there)
    assert apply_merge(there, planned(there, path), today=DAY) is None
    assert content(there) == before

    def noted(workbook: Any) -> None:
        page, uid = workbook["Files"], there.all(File)[0].id
        row = row_of(page, uid)
        assert [page.cell(row, place(page, head)).value for head in ("Account", "Profile")] == [None, "board"]
        write(page, uid, "Note", "sent to the chair")
        add(page, Title="Plan", Place="/d/plan.pdf")

    apply_merge(there, planned(there, edited(path, noted)), today=DAY)
    told = [(f.account, f.title, f.note, f.profile) for f in there.all(File)]
    assert told == [(None, "pack", "sent to the chair", Profile.BOARD), (None, "Plan", None, None)]


def test_a_workbook_brings_files_of_no_account_into_another_book(there: Book, tmp_path: Path) -> None:
    keep_written(there, deck("/d/pack.pptx", None), today=DAY)
    with Book.in_memory() as other:
        source = read_here(sent(there, tmp_path / "book.xlsx"), day=DAY)
        apply_import(other, plan_import(other, [source], {}, today=DAY), today=DAY)
        told = [(f.account, f.title, f.profile, f.kind) for f in other.all(File)]
    assert told == [(None, "pack", Profile.BOARD, FileKind.DECK)]
