"""A mail becomes a touch: proposed with what is known, logged once, nobody made up."""

from datetime import UTC, date, timedelta, timezone
from email.message import EmailMessage
from pathlib import Path

import pytest

from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact
from csdesk.domain.errors import AlreadyLogged
from csdesk.domain.ids import AccountId, ContactId
from csdesk.domain.preferences import OWN_ADDRESSES, Preference
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.exchange.mail_in import Person
from csdesk.services.accounts.touches import log_touch
from csdesk.services.book.history import undo
from csdesk.services.correspondence.mail_in import MailTouch, touch_from_mail
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
CORVID, HALDEN = AccountId("corvid"), AccountId("halden")


@pytest.fixture
def two(book: Book) -> Book:
    """Two customers with a person each."""
    with book.change(Verb.ADD, label="two", today=DAY):
        book.put(Account(id=CORVID, account="Corvid Analytics", domain="corvid.example"))
        book.put(Account(id=HALDEN, account="Halden Freight"))
        book.put(Contact(id=ContactId("a"), account=CORVID, name="Ana Duarte", email="Ana@corvid.example"))
        book.put(Contact(id=ContactId("p"), account=HALDEN, name="Priya Nair", email="priya@gmail.com"))
        book.put(Preference(id=OWN_ADDRESSES, value="mary@wingtip.example, m@wingtip.example"))
    return book


def mail(folder: Path, sender: str, to: str, **more: str) -> Path:
    made = EmailMessage()
    made["From"], made["To"] = sender, to
    made["Subject"] = more.get("subject", "Plan")
    made["Date"] = more.get("date", "Mon, 24 Nov 2025 09:00:00 +0000")
    made["Message-ID"] = more.get("key", "<1@corvid.example>")
    made.set_content(more.get("text", "We agreed."))
    path = folder / "a.eml"
    path.write_bytes(bytes(made))
    return path


def read(book: Book, path: Path, account: AccountId | None = None) -> MailTouch:
    return touch_from_mail(book, path, account=account, today=DAY, zone=UTC)


def test_a_mail_of_a_known_person_is_a_touch_of_that_account(two: Book, tmp_path: Path) -> None:
    found = read(two, mail(tmp_path, "ana@corvid.example", "mary@wingtip.example"))
    assert found.account is not None
    assert found.account.id == CORVID
    assert (found.direction, found.on, found.summary) == (Direction.INBOUND, DAY, "Plan\n\nWe agreed.")
    assert [c.name for c in found.people] == ["Ana Duarte"]
    assert found.newcomers == ()
    assert two.all(Touch) == []
    assert found.draft(CORVID, Direction.INBOUND, today=DAY).kind is TouchKind.MAIL


def test_which_way_it_went_follows_from_the_owners_addresses_and_else_is_asked(
    two: Book, tmp_path: Path
) -> None:
    out = mail(tmp_path, "M@wingtip.example", "ana@corvid.example, eve@corvid.example")
    assert read(two, out).direction is Direction.OUTBOUND
    colleague = mail(tmp_path, "sales@wingtip.example", "ana@corvid.example")
    assert read(two, colleague).direction is None
    stranger = mail(tmp_path, "eve@corvid.example", "mary@wingtip.example")
    assert read(two, stranger).direction is Direction.INBOUND


def test_a_person_whom_the_account_lacks_is_proposed_and_not_made(two: Book, tmp_path: Path) -> None:
    found = read(two, mail(tmp_path, "Eve Doe <eve@corvid.example>", "mary@wingtip.example, x@other.example"))
    assert found.account is not None
    assert found.newcomers == (Person("Eve Doe", "eve@corvid.example"),)
    log_touch(two, found.draft(CORVID, Direction.INBOUND, today=DAY), today=DAY)
    assert {c.name for c in two.all(Contact)} == {"Ana Duarte", "Priya Nair"}
    undo(two, today=DAY)
    log_touch(two, found.draft(CORVID, Direction.INBOUND, today=DAY, adding=True), today=DAY)
    assert {(c.name, c.email) for c in two.all(Contact, account=CORVID)} == {
        ("Ana Duarte", "Ana@corvid.example"),
        ("Eve Doe", "eve@corvid.example"),
    }


def test_the_same_mail_twice_is_the_same_touch(two: Book, tmp_path: Path) -> None:
    path = mail(tmp_path, "ana@corvid.example", "mary@wingtip.example")
    log_touch(two, read(two, path).draft(CORVID, Direction.INBOUND, today=DAY), today=DAY)
    again = read(two, path)
    assert again.seen == two.all(Touch)[0]
    with pytest.raises(AlreadyLogged):
        log_touch(two, again.draft(CORVID, Direction.INBOUND, today=DAY), today=DAY)
    other = mail(tmp_path, "ana@corvid.example", "mary@wingtip.example", key="<2@corvid.example>")
    assert read(two, other).seen is None


def test_a_free_mail_domain_says_nothing_of_whose_it_is(two: Book, tmp_path: Path) -> None:
    assert read(two, mail(tmp_path, "joe@gmail.com", "mary@wingtip.example")).accounts == ()
    assert [a.id for a in read(two, mail(tmp_path, "priya@gmail.com", "m@wingtip.example")).accounts] == [
        HALDEN
    ]
    both = mail(tmp_path, "priya@gmail.com", "ana@corvid.example")
    assert [a.id for a in read(two, both).accounts] == [CORVID, HALDEN]
    assert read(two, both).account is None
    said = read(two, both, HALDEN)
    assert said.account is not None
    assert [c.name for c in said.people] == ["Priya Nair"]


def test_a_domain_is_not_found_in_a_longer_one(two: Book, tmp_path: Path) -> None:
    assert read(two, mail(tmp_path, "x@notcorvid.example", "m@wingtip.example")).accounts == ()
    assert len(read(two, mail(tmp_path, "x@mail.corvid.example", "m@wingtip.example")).accounts) == 1


def test_the_day_is_that_of_the_head_in_the_zone_here(two: Book, tmp_path: Path) -> None:
    path = mail(tmp_path, "ana@corvid.example", "m@wingtip.example", date="Sun, 23 Nov 2025 23:30:00 -0500")
    assert read(two, path).on == DAY
    east = timezone(timedelta(hours=-5))
    assert touch_from_mail(two, path, today=DAY, zone=east).on == date(2025, 11, 23)
    late = mail(tmp_path, "ana@corvid.example", "m@wingtip.example", date="Tue, 25 Nov 2025 10:00:00 +0000")
    assert (read(two, late).on, read(two, late).cautions) == (
        None,
        ("The mail is dated 25 Nov 2025, after today.",),
    )
    never = mail(tmp_path, "ana@corvid.example", "m@wingtip.example", date="never")
    assert read(two, never).cautions == ("The mail does not say when it was sent.",)


def test_a_long_mail_is_a_short_summary(two: Book, tmp_path: Path) -> None:
    found = read(two, mail(tmp_path, "ana@corvid.example", "m@wingtip.example", text="word " * 1_000))
    assert len(found.summary) < 620
    assert found.summary.endswith("…")


FORWARDED = """Please log this one.

---------- Forwarded message ---------
Von: Ana Duarte <ana@corvid.example>
Date: Mo., 3. Nov. 2025 um 09:00 Uhr
Subject: Ten more seats
To: Mary Low <mary@wingtip.example>

We agreed on ten.
"""


def test_a_mail_that_one_forwarded_oneself_is_that_of_the_customer_inside(two: Book, tmp_path: Path) -> None:
    found = read(two, mail(tmp_path, "mary@wingtip.example", "m@wingtip.example", text=FORWARDED))
    assert found.account is not None
    assert found.account.id == CORVID
    assert (found.direction, found.on) == (Direction.INBOUND, date(2025, 11, 3))
    assert found.summary == "Ten more seats\n\nWe agreed on ten."
    assert found.cautions == (
        "Forwarded: it is taken for the mail inside, from Ana Duarte <ana@corvid.example>.",
    )
    assert found.external_id == "mail:<1@corvid.example>"


def test_what_one_forwards_to_a_customer_stays_a_mail_to_that_customer(two: Book, tmp_path: Path) -> None:
    found = read(two, mail(tmp_path, "mary@wingtip.example", "priya@gmail.com", text=FORWARDED))
    assert found.account is not None
    assert found.account.id == HALDEN
    assert (found.direction, found.on, found.cautions) == (Direction.OUTBOUND, DAY, ())


def test_what_a_colleague_forwards_is_the_customers_too_and_a_strangers_is_not(
    two: Book, tmp_path: Path
) -> None:
    colleague = mail(tmp_path, "sam@wingtip.example", "mary@wingtip.example", text=FORWARDED)
    found = read(two, colleague)
    assert found.account is not None
    assert (found.account.id, [c.name for c in found.people]) == (CORVID, ["Ana Duarte"])
    stranger = FORWARDED.replace("ana@corvid.example", "eve@elsewhere.example")
    other = read(two, mail(tmp_path, "sam@wingtip.example", "mary@wingtip.example", text=stranger))
    assert (other.account, other.addresses) == (None, ("sam@wingtip.example",))


def test_a_mail_that_is_forwarded_as_an_attachment_is_read_as_well(two: Book, tmp_path: Path) -> None:
    inner, outer = EmailMessage(), EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "Ana <ana@corvid.example>", "mary@wingtip.example", "Seats"
    inner["Date"] = "Mon, 03 Nov 2025 09:00:00 +0000"
    inner["Message-ID"] = "<seats@corvid.example>"
    inner.set_content("Ten, please.")
    outer["From"], outer["To"], outer["Subject"] = (
        "mary@wingtip.example",
        "mary@wingtip.example",
        "Fwd: Seats",
    )
    outer["Date"] = "Mon, 24 Nov 2025 09:00:00 +0000"
    outer.set_content("See inside.")
    outer.add_attachment(inner)
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(outer))
    found = read(two, path)
    assert found.account is not None
    assert (found.account.id, found.on, found.direction) == (CORVID, date(2025, 11, 3), Direction.INBOUND)
    assert found.summary == "Seats\n\nTen, please."
    log_touch(two, found.draft(CORVID, Direction.INBOUND, today=DAY), today=DAY)
    path.write_bytes(bytes(inner))
    assert read(two, path).seen, "the mail itself is the one that was logged"


def test_people_are_called_as_they_are_spoken_to_also_in_the_words_of_a_forwarded_mail(
    two: Book, tmp_path: Path
) -> None:
    head = mail(tmp_path, '"Müller, Jörg" <joerg@corvid.example>', "mary@wingtip.example")
    assert [p.name for p in read(two, head).newcomers] == ["Jörg Müller"]
    words = "Von: Tanaka, Mei <mei@corvid.example>\nGesendet: Freitag, 21. November 2025 17:45\n"
    words += (
        "An: Colleague, Bob <bob@wingtip.example>; Roth, Adam <adam@corvid.example>\nBetreff: Nutzung\n\nGut."
    )
    found = read(two, mail(tmp_path, "bob@wingtip.example", "mary@wingtip.example", text=words))
    assert [p.name for p in found.newcomers] == ["Mei Tanaka", "Adam Roth"]
