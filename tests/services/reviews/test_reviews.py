"""Reviews and decks from a real book."""

import hashlib
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pptx
import pytest

from csdesk.domain.accounts import Account, Status
from csdesk.domain.changes import Verb
from csdesk.domain.errors import DeckKindUnknown, LeaksFound, NoSuchAccount, NotWritten
from csdesk.domain.ids import AccountId
from csdesk.domain.leaks.profiles import Profile
from csdesk.domain.preferences import OWN_ADDRESSES, OWNER, VENDOR, Preference
from csdesk.domain.reviews import Facts
from csdesk.domain.risks import Risk, RiskCause
from csdesk.domain.subscriptions import Subscription
from csdesk.exchange.package_texts import texts_of
from csdesk.services.outgoing.leak_guard import leaks_of, let_pass
from csdesk.services.reviews.reviews import write_qbr
from csdesk.store.book import Book
from tests.decks import examples
from tests.decks.test_deck import INSIDE, texts
from tests.figures import review

DAY, FIRST = examples.DAY, examples.FIRST


def put(book: Book, facts: Facts) -> AccountId:
    """Keep an example in a book."""
    with book.change(Verb.ADD, label=facts.account.account, today=DAY):
        book.put(Preference(id=VENDOR, value=facts.vendor))
        book.put(Preference(id=OWNER, value=facts.owner))
        book.put(facts.account)
        for name in _ORDER:
            book.put_all(getattr(facts, name))
    return facts.account.id


_ORDER = (
    "contacts", "products", "subscriptions", "steps", "touches", "tasks", "milestones", "objectives", "readings",
    "usage", "tickets", "surveys", "signals",
)  # fmt: skip


@pytest.fixture
def account(book: Book) -> AccountId:
    """Financiality in a book."""
    return put(book, examples.financiality())


def test_a_review_from_the_book_says_what_the_facts_say(book: Book, account: AccountId) -> None:
    made = review(book, account, first=FIRST, as_of=DAY)
    assert made == examples.review(examples.financiality())


def test_the_deck_is_written_with_its_checksum(book: Book, account: AccountId, tmp_path: Path) -> None:
    done = write_qbr(book, account, tmp_path / "review.pptx", first=FIRST, as_of=DAY)
    content = (tmp_path / "review.pptx").read_bytes()
    assert done.sha256 == hashlib.sha256(content).hexdigest()
    assert done.slides == len(pptx.Presentation(io.BytesIO(content)).slides)
    assert done.own_steps == ("SECRET: prepare the upsell before the renewal", "Move two courses per branch")


def test_writing_it_again_gives_the_same_bytes(book: Book, account: AccountId, tmp_path: Path) -> None:
    one = write_qbr(book, account, tmp_path / "one.pptx", as_of=DAY)
    two = write_qbr(book, account, tmp_path / "two.pptx", as_of=DAY)
    assert one.sha256 == two.sha256


def test_an_earlier_day_knows_less(book: Book, account: AccountId) -> None:
    made = review(book, account, as_of=date(2025, 9, 20))
    assert made.adoption is not None
    assert made.adoption.points == ((date(2025, 9, 15), 22.0),)
    assert made.support is None


def test_the_internal_profile_tells_what_the_customers_does_not(
    book: Book, account: AccountId, tmp_path: Path
) -> None:
    with book.change(Verb.ADD, label="risk", today=DAY):
        book.put(Risk(id="k", account=account, cause=next(iter(RiskCause)), opened_on=date(2025, 11, 1)))
    write_qbr(book, account, tmp_path / "customer.pptx", as_of=DAY)
    write_qbr(book, account, tmp_path / "internal.pptx", as_of=DAY, profile=Profile.INTERNAL)
    customer, internal = (texts((tmp_path / f"{p}.pptx").read_bytes()) for p in ("customer", "internal"))
    assert INSIDE.findall(customer) == []
    for words in ("1\u00a0open risk", "Your judgement: 2 of 5, at risk", "Wingtip Learn renews", "Our tasks"):
        assert words in internal
        assert words not in customer
    assert "Move two courses per branch" in internal
    assert "Move two courses per branch" not in customer


def test_for_inside_use_a_term_that_does_not_renew_itself_ends_unless_it_is_signed(
    book: Book, account: AccountId, tmp_path: Path
) -> None:
    with book.change(Verb.SET, label="terms", today=DAY):
        book.put_all([replace(line, auto_renew=False) for line in book.all(Subscription)])
    write_qbr(book, account, tmp_path / "internal.pptx", as_of=DAY, profile=Profile.INTERNAL)
    internal = texts((tmp_path / "internal.pptx").read_bytes())
    assert "Wingtip Learn ends unless signed" in internal
    assert "Wingtip Learn renews" not in internal


def test_a_file_that_is_no_pptx_is_refused_before_anything_is_written(
    book: Book, account: AccountId, tmp_path: Path
) -> None:
    with pytest.raises(DeckKindUnknown):
        write_qbr(book, account, tmp_path / "review.pdf", as_of=DAY)
    assert list(tmp_path.iterdir()) == []


def test_a_review_is_written_as_a_workbook_that_is_searched_as_a_deck_is(
    book: Book, account: AccountId, tmp_path: Path
) -> None:
    made = write_qbr(book, account, tmp_path / "review.xlsx", as_of=DAY)
    inside = write_qbr(book, account, tmp_path / "inside.xlsx", as_of=DAY, profile="internal")
    customer, internal = (
        "".join(placed.text + "\n" for placed in texts_of(Path(w.file).read_bytes(), w.file))
        for w in (made, inside)
    )
    assert (made.slides, inside.sheets) == (0, made.sheets + 1)
    assert INSIDE.findall(customer) == []
    assert "Your judgement: 2 of 5, at risk" in internal
    own = replace(examples.financiality().account, required_outcome="To be as quick as Halden Freight")
    with book.change(Verb.ADD, label="Halden Freight", today=DAY):
        book.put_all([own, Account(id=AccountId("other"), account="Halden Freight")])
    with pytest.raises(LeaksFound):
        write_qbr(book, account, tmp_path / "leak.xlsx", as_of=DAY)


def test_an_account_that_is_not_there_is_refused(book: Book, tmp_path: Path) -> None:
    with pytest.raises(NoSuchAccount):
        write_qbr(book, AccountId("nobody"), tmp_path / "review.pptx", as_of=DAY)


def test_a_folder_that_is_gone_leaves_nothing_behind(book: Book, account: AccountId, tmp_path: Path) -> None:
    with pytest.raises(NotWritten):
        write_qbr(book, account, tmp_path / "gone" / "review.pptx", as_of=DAY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "facts",
    [examples.nothing_known(), examples.hardly_anything(), examples.hostile(lone="")],
    ids=["empty", "sparse", "hostile"],
)
def test_every_kind_of_account_gives_a_deck(book: Book, tmp_path: Path, facts: Facts) -> None:
    account = put(book, facts)
    found = leaks_of(book, b"file:///etc/passwd", "a.txt", profile=Profile.CUSTOMER, account=account)
    reasons = {"file:///etc/passwd": "it is part of their names"}
    let_pass(book, found, reasons, file="review.pptx", account=account, today=DAY)
    done = write_qbr(book, account, tmp_path / "review.pptx", as_of=DAY)
    assert done.slides >= 3


def test_whoever_writes_a_deck_for_a_lost_account_is_told(book: Book, tmp_path: Path) -> None:
    facts = examples.financiality()
    lost = replace(facts.account, status=Status.LOST, lost_on=date(2025, 11, 1))
    account = put(book, replace(facts, account=lost))
    file = tmp_path / "review.pptx"
    done = write_qbr(book, account, file, first=FIRST, as_of=DAY)
    assert done.cautions == (
        "Financiality was lost on 1 November 2025: the deck speaks to them as a customer.",
    )
    assert write_qbr(book, account, file, as_of=date(2025, 10, 31)).cautions == ()
    assert write_qbr(book, account, file, first=FIRST, as_of=DAY, profile=Profile.INTERNAL).cautions == ()
    assert "was lost" not in texts(file.read_bytes())


def test_a_csm_who_is_known_by_an_address_is_named_on_the_deck_and_that_is_said(
    book: Book, tmp_path: Path
) -> None:
    facts = examples.financiality()
    account = put(book, replace(facts, account=replace(facts.account, csm="dana.reyes@wingtip.example")))
    file = tmp_path / "review.pptx"
    done = write_qbr(book, account, file, first=FIRST, as_of=DAY)
    assert done.cautions == ("The CSM stands on it as Dana Reyes, read from dana.reyes@wingtip.example.",)
    words = texts(file.read_bytes())
    assert "Dana Reyes, customer success" in words
    assert "dana.reyes" not in words
    with book.change(Verb.SET, label="x", today=DAY):
        book.put(Preference(id=OWN_ADDRESSES, value="mh@wingtip.example, Dana.Reyes@wingtip.example"))
    assert write_qbr(book, account, file, first=FIRST, as_of=DAY).cautions == ()
    assert f"{facts.owner}, customer success" in texts(file.read_bytes())


def test_whoever_writes_a_deck_of_three_slides_is_told_what_would_fill_it(book: Book, tmp_path: Path) -> None:
    account = put(book, examples.nothing_known())
    done = write_qbr(book, account, tmp_path / "review.pptx", as_of=DAY)
    assert done.slides <= 3
    assert len(done.cautions) == 1
    assert done.cautions[0].endswith("objectives, milestones or usage would fill the deck.")


def test_most_decks_need_no_caution(book: Book, account: AccountId, tmp_path: Path) -> None:
    assert write_qbr(book, account, tmp_path / "review.pptx", first=FIRST, as_of=DAY).cautions == ()
