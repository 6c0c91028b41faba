"""Exports for somebody else: a customer reads one account, the board no notes; both are searched first."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.errors import AccountNeeded, LeaksFound, ProfileNotHere
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.leaks.findings import Leak
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.milestones import Milestone
from csdesk.domain.risks import Risk, RiskCause
from csdesk.domain.tasks import Party, Task
from csdesk.domain.touches import Touch
from csdesk.exchange.package_texts import texts_of
from csdesk.services.outgoing.leak_guard import leaks_of
from csdesk.services.sample import write_sample
from csdesk.services.spreadsheets.exports_for import export_for
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
CORVID, HALDEN = AccountId("corvid"), AccountId("halden")


@pytest.fixture
def two(book: Book) -> Book:
    """A customer with everything that is ours, and another one."""
    with book.change(Verb.ADD, label="two", today=DAY):
        book.put_all(
            [
                Account(id=HALDEN, account="Halden Freight"),
                Account(
                    id=CORVID, account="Corvid Analytics", notes="Our own words", judgement=2,
                    judgement_reason="Slow to answer", tags="rescue",
                ),
            ]
        )  # fmt: skip
        book.put(
            Contact(id=ContactId("a"), account=CORVID, name="Ana Duarte", email="a@c.example", notes="Shy")
        )
        book.put(Contact(id=ContactId("p"), account=HALDEN, name="Priya Nair", email="p@h.example"))
        book.put(Touch(id="t", account=CORVID, on=DAY, summary="Said so"))
        book.put(Risk(id="r", account=CORVID, cause=RiskCause.SINGLE_THREAD, opened_on=DAY))
        book.put(Task(id="k", account=CORVID, title="Chase the renewal"))
        book.put(Task(id="l", account=CORVID, title="Send the plan", party=Party.CUSTOMER))
        book.put(Task(id="n", account=CORVID, title="Ask Ben who is angry"))
        book.put(Milestone(id="m", account=CORVID, milestone="Live in two depots"))
    return book


def everything(path: Path) -> str:
    return "\n".join(p.text for p in texts_of(path.read_bytes(), path.name))


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_a_customer_reads_one_account_and_nothing_of_ours(two: Book, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"plan.{ending}"
    done = export_for(two, file, profile="customer", account=CORVID, today=DAY)
    text = everything(file)
    for told in ("Corvid Analytics", "Ana Duarte", "a@c.example", "Send the plan", "Live in two depots"):
        assert told in text
    ours = (
        "Halden",
        "Priya",
        "Our own words",
        "Slow to answer",
        "rescue",
        "Shy",
        "Said so",
        "single thread",
        "Chase",
        "angry",
    )
    assert [word for word in ours if word in text] == []
    assert done.rows == 4
    assert export_for(two, file, profile="customer", account=CORVID, today=DAY).sha256 == done.sha256


def test_the_workbook_of_a_customer_has_no_column_of_ours_and_no_baseline(two: Book, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    export_for(two, file, profile="customer", account=CORVID, today=DAY)
    book = openpyxl.load_workbook(file)
    headers = {str(c.value) for sheet in book for c in sheet[1] if sheet.sheet_state == "visible"}
    assert not headers & {
        "ID",
        "Judgement",
        "Health (computed)",
        "Notes",
        "Influence",
        "Sentiment",
        "ARR (computed)",
    }
    assert {"Accounts", "Contacts", "Tasks", "Milestones"} <= set(book.sheetnames)
    assert not {"Touches", "Risks", "Signals", "Renewals"} & set(book.sheetnames)
    assert not any("baseline" in name.lower() for name in book.sheetnames)


@pytest.mark.parametrize("profile", [Profile.CUSTOMER, Profile.BOARD])
def test_the_sheets_that_are_told_are_those_of_the_workbook(
    two: Book, tmp_path: Path, profile: Profile
) -> None:
    """What has no rows has no sheet there."""
    path = tmp_path / "out.xlsx"
    account = CORVID if profile is Profile.CUSTOMER else None
    made = export_for(two, path, profile=profile, account=account, today=DAY)
    sheets = [s.title for s in openpyxl.load_workbook(path).worksheets if s.sheet_state == "visible"]
    assert [*made.sheets, "About the columns"] == sheets


def test_the_board_reads_every_account_but_no_note_and_no_address(two: Book, tmp_path: Path) -> None:
    file = tmp_path / "board.xlsx"
    export_for(two, file, profile=Profile.BOARD, today=DAY)
    text = everything(file)
    assert "Corvid Analytics" in text
    assert "Halden Freight" in text
    assert [w for w in ("Our own words", "Shy", "Said so", "@c.example", "Slow to answer") if w in text] == []


@pytest.mark.parametrize("ending", ["xlsx", "json", "csv"])
@pytest.mark.parametrize("reader", ["board", "customer"])
@pytest.mark.parametrize("name", ["Our view", "region", "account"])
def test_a_field_of_ones_own_is_read_by_ourselves_only(
    two: Book, tmp_path: Path, reader: str, name: str, ending: str
) -> None:
    said = "They pay late and we know why it is so"
    with two.change(Verb.ADD, label="own", today=DAY):
        two.put(CustomField(id="own", of_noun="account", name=name))
        two.put(CustomValue(id="v", field="own", account=CORVID, row=CORVID, value=said))
    texts = {}
    for profile, whose in (("internal", None), (reader, CORVID if reader == "customer" else None)):
        file = tmp_path / f"{profile}.{ending}"
        export_for(two, file, profile=profile, account=whose, today=DAY)
        texts[profile] = everything(file)
    assert said in texts["internal"]
    assert "Corvid Analytics" in texts[reader]
    assert [w for w in (said, "Our view", "a field of", "A field of your own") if w in texts[reader]] == []


def test_a_leak_in_a_field_that_is_theirs_holds_the_file_back(two: Book, tmp_path: Path) -> None:
    with two.change(Verb.ADD, label="m", today=DAY):
        two.put(Milestone(id="n", account=CORVID, milestone="As good as Priya Nair's team"))
    with pytest.raises(LeaksFound) as held:
        export_for(two, tmp_path / "plan.xlsx", profile="customer", account=CORVID, today=DAY)
    assert [(f.leak, f.found, f.place) for f in held.value.findings] == [
        (Leak.OTHER_PERSON, "Priya Nair", "Milestones!A3")
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_file_for_a_customer_says_whose_it_is_and_ours_has_everything(two: Book, tmp_path: Path) -> None:
    with pytest.raises(AccountNeeded):
        export_for(two, tmp_path / "a.xlsx", profile="customer", today=DAY)
    with pytest.raises(ProfileNotHere):
        export_for(two, tmp_path / "a.csv", profile="customer", account=CORVID, nouns=["touch"], today=DAY)
    export_for(two, tmp_path / "a.json", profile="internal", today=DAY)
    assert "Our own words" in json.dumps(json.loads((tmp_path / "a.json").read_text()))


def test_customers_of_the_sample_book_get_their_workbook_without_false_findings(tmp_path: Path) -> None:
    with Book.in_memory() as book:
        write_sample(book, accounts=5)
        for account in book.all(Account):
            file = tmp_path / "plan.xlsx"
            export_for(book, file, profile="customer", account=account.id, today=DAY)
            other = next(a for a in book.all(Account) if a.id != account.id)
            assert leaks_of(book, file.read_bytes(), "a.xlsx", profile="customer", account=other.id)
