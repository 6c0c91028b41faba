"""What goes out by the command line: held back with a list and exit 2, let pass with a reason, drafted, logged."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from csdesk.cli.program import program
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.ids import AccountId, ContactId, ProductId
from csdesk.domain.milestones import Milestone
from csdesk.domain.passes import Pass
from csdesk.domain.preferences import CLOCK, OWN_ADDRESSES, OWNER, VENDOR, Preference
from csdesk.domain.products import Product
from csdesk.domain.touches import Touch
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
CORVID = AccountId("corvid")
Run = Callable[..., Result]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of two customers, with a milestone that names the other one."""
    path = tmp_path / "book.csdesk"
    wishes = {
        CLOCK: "2025-11-24",
        OWNER: "Mary Summers",
        VENDOR: "Wingtip",
        OWN_ADDRESSES: "mary@wingtip.example",
    }
    with (
        Book.create(path, clock=lambda: datetime(2025, 11, 24, 12, tzinfo=UTC)) as book,
        book.change(Verb.ADD, label="x", today=DAY),
    ):
        book.put_all([Preference(id=k, value=v) for k, v in wishes.items()])
        book.put(Account(id=CORVID, account="Corvid Analytics", domain="corvid.example", notes="Ours"))
        book.put(Account(id=AccountId("halden"), account="Halden Freight"))
        book.put(Contact(id=ContactId("a"), account=CORVID, name="Ana Duarte", email="ana@corvid.example"))
        book.put(Product(id=ProductId("p"), product="Platform"))
        book.put(Milestone(id="m", account=CORVID, milestone="As at Halden Freight"))
    return path


@pytest.fixture
def run(path: Path) -> Run:
    """Runs a verb on that book."""
    return lambda verb, *words: CliRunner().invoke(
        program, [verb, "--book", str(path), *map(str, words)], catch_exceptions=False
    )


def test_a_file_with_a_leak_is_not_written_and_the_list_says_what_where_and_why(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "plan.xlsx"
    said = run("export", file, "--profile", "customer", "--account", "Corvid")
    assert (said.exit_code, said.stdout, file.exists()) == (2, "", False)
    first, last = said.stderr.splitlines()
    assert first.split()[1:] == [
        "Milestones!A2",
        "“Halden",
        "Freight”",
        "another",
        "customer:",
        "Halden",
        "Freight",
    ]
    assert last.startswith(
        "csdesk: plan.xlsx was not written: it holds 1 text not meant for a customer; the first is"
    )
    answer = json.loads(run("export", file, "--profile", "customer", "--account", "Corvid", "--json").stdout)
    assert answer["error"]["code"] == "leaks_found"
    assert [list(f) for f in answer["findings"]] == [["key", "leak", "found", "place", "text", "whose"]]


def test_what_passes_with_a_reason_is_kept_and_passes_again(run: Run, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    words = ("export", file, "--profile", "customer", "--account", "Corvid")
    said = run(*words, "--pass", "Halden Freight=they presented together")
    assert said.exit_code == 0, said.stderr
    assert file.exists()
    assert run(*words).exit_code == 0
    with Book.view(path) as book:
        assert [(p.found, p.reason, p.file) for p in book.all(Pass)] == [
            ("Halden Freight", "they presented together", "plan.xlsx")
        ]
    assert run("undo").exit_code == 0
    assert run(*words).exit_code == 2


def test_a_file_that_is_still_held_back_keeps_no_reason(run: Run, path: Path, tmp_path: Path) -> None:
    with Book.open(path) as book, book.change(Verb.ADD, label="x", today=DAY):
        book.put(Contact(id=ContactId("p"), account=AccountId("halden"), name="Priya Nair"))
        book.put(Milestone(id="n", account=CORVID, milestone="As quick as Priya Nair"))
    words = ("export", tmp_path / "plan.xlsx", "--profile", "customer", "--account", "Corvid")
    together = ("--pass", "Halden Freight=they presented together")
    held = json.loads(run(*words, *together, "--json").stdout)
    assert [f["found"] for f in held["findings"]] == ["Priya Nair"]
    assert "1 text not meant" in held["error"]["message"]
    assert "Priya Nair" in held["error"]["message"]
    assert held["error"]["safe"] == "Nothing was changed."
    with Book.view(path) as book:
        assert book.all(Pass) == []
    done = run(*words, *together, "--pass", "Priya Nair=she is their partner")
    assert done.exit_code == 0, done.stderr
    with Book.view(path) as book:
        assert len(book.all(Pass)) == 2


@pytest.mark.parametrize("given", ["abc", "=reason", "key=", "key= "])
def test_nothing_passes_without_a_key_and_a_reason(run: Run, tmp_path: Path, given: str) -> None:
    said = run("qbr", "Corvid", "-o", tmp_path / "a.pptx", "--pass", given)
    assert said.exit_code == 2
    assert "Write KEY=REASON." in said.stderr


def test_what_was_not_found_cannot_be_let_pass(run: Run, tmp_path: Path) -> None:
    said = run(
        "export",
        tmp_path / "p.json",
        "--profile",
        "customer",
        "--account",
        "Corvid",
        "--pass",
        "Apex=why not",
    )
    assert said.exit_code == 2
    assert "(Halden Freight)" in said.stderr


def test_ours_and_the_boards_files_are_written_and_a_customers_needs_an_account(
    run: Run, tmp_path: Path
) -> None:
    assert run("export", tmp_path / "a.xlsx").exit_code == 0
    assert run("export", tmp_path / "b.xlsx", "--profile", "board").exit_code == 0
    said = run("export", tmp_path / "c.xlsx", "--profile", "customer")
    assert (said.exit_code, said.stderr.strip()) == (
        2, "csdesk: A file for a customer is about one account. Name it with --account.",
    )  # fmt: skip


def test_mails_are_listed_shown_and_written(run: Run, tmp_path: Path) -> None:
    assert [line.split()[0] for line in run("mail").stdout.splitlines()] == [
        "silence", "renewal", "review", "answer", "live",
    ]  # fmt: skip
    shown = run("mail", "Corvid", "-t", "review").stdout
    assert shown.startswith("To: Ana Duarte <ana@corvid.example>\nSubject: Review with Corvid Analytics")
    assert "Account, CSM" not in shown
    assert "Settings, your name" in shown
    file = tmp_path / "a.eml"
    assert (
        run("mail", "Corvid", "-t", "review", "-o", file).stdout == f"Wrote a draft to Ana Duarte: {file}\n"
    )
    assert b"X-Unsent: 1\r\n" in file.read_bytes()
    nobody = run("mail", "zz")
    assert (nobody.exit_code, nobody.stdout, "zz" in nobody.stderr) == (2, "", True)
    assert run("mail", "Corvid").stdout == run("mail").stdout
    missing = run("mail", "Corvid", "-t", "silence")
    assert missing.exit_code == 2
    assert "The mail needs the product, which the book does not know." in missing.stderr


def test_a_mail_is_logged_once(run: Run, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(
        b"From: Ana <ana@corvid.example>\nTo: mary@wingtip.example, eve@corvid.example\nMessage-ID: <1@x>\n"
        b"Subject: Plan\nDate: Mon, 24 Nov 2025 09:00:00 +0000\n\nYes."
    )
    said = run("touch", "--mail", file)
    assert said.exit_code == 0, said.stderr
    assert said.stdout.splitlines()[0] == "Not in the book: eve@corvid.example. --add-people adds them."
    again = run("touch", "--mail", file)
    assert (again.exit_code, again.stderr.strip()) == (
        2, "csdesk: This was logged before: Plan Yes, on 24 Nov 2025. Nothing has to be done.",
    )  # fmt: skip
    with Book.view(path) as book:
        touch = book.all(Touch)[0]
    assert (touch.kind, touch.direction, touch.summary) == ("mail", "inbound", "Plan\n\nYes.")


def test_whose_a_mail_is_must_be_known(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(b"From: joe@gmail.com\nTo: mary@wingtip.example\nSubject: Plan\n\nYes.")
    said = run("touch", "--mail", file)
    assert (said.exit_code, "joe@gmail.com" in said.stderr) == (3, True)
    assert run("touch", "Corvid", "--mail", file).exit_code == 0
    file.write_bytes(b"From: sam@wingtip.example\nTo: ana@corvid.example\nSubject: Plan\n\nYes.")
    said = run("touch", "--mail", file)
    assert (said.exit_code, "--direction" in said.stderr) == (2, True)
    assert run("touch", "--mail", file, "--direction", "outbound").exit_code == 0
    assert run("touch").exit_code == 2
