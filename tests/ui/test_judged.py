"""An account without a score shows the person's own judgement, marked as theirs."""

from datetime import date

from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.ids import AccountId
from csdesk.domain.looks import CUSTOMERS
from csdesk.domain.query import Compare
from csdesk.services.accounts.accounts import AccountRow, account_rows
from csdesk.store.book import Book
from csdesk.ui.accounts.columns import columns, health_of
from csdesk.ui.accounts.finding import Finding
from csdesk.ui.kit.marks import Shape
from csdesk.ui.shell.palette.beside import BesideQuestion

DAY = date(2025, 11, 24)


def rows_of(book: Book) -> list[AccountRow]:
    with book.change(Verb.ADD, today=DAY):
        for name, judgement, status in (
            ("Corvid", 2, Status.CUSTOMER),
            ("Halden", None, Status.CUSTOMER),
            ("Opal", 5, Status.LOST),
        ):
            book.put(
                Account(
                    id=AccountId(book.new_id()),
                    account=name,
                    judgement=judgement,
                    judged_on=DAY,
                    status=status,
                )
            )
    return account_rows(book, as_of=DAY)


def test_a_judgement_stands_in_words_where_there_is_no_score(book: Book) -> None:
    corvid, halden, _ = rows_of(book)
    assert health_of(corvid).number == "At risk, yours"
    assert health_of(corvid).shape is Shape.AT_RISK
    assert health_of(halden).number == "Not scored"


def test_the_search_says_the_same_of_it_as_the_list(book: Book) -> None:
    corvid, halden, _ = rows_of(book)
    said = BesideQuestion(DAY, [corvid.id, halden.id])(book)
    assert [health for _, health in said.values()] == [health_of(corvid), health_of(halden)]


def test_the_filter_by_band_finds_what_a_person_judged(book: Book) -> None:
    rows = rows_of(book)
    found = Finding(rows, DAY).passing([], (Compare("standing", "=", "at risk"), CUSTOMERS))
    assert found is not None
    assert [r.account for r in rows if r.id in found] == ["Corvid"]


def test_a_lost_account_says_so_where_its_renewal_would_stand(book: Book) -> None:
    opal = rows_of(book)[2]
    renewal = next(c for c in columns(DAY) if c.key == "renewal_on")
    assert renewal.text(opal) == "Lost"
