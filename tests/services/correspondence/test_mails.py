"""Mails: facts with their sources, nothing made up, nobody written to who should not be."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from csdesk import wording
from csdesk.domain.accounts import Account
from csdesk.domain.changes import Verb
from csdesk.domain.contacts import Contact, ContactStatus, Role
from csdesk.domain.custom import CustomField, CustomValue
from csdesk.domain.day_words import spelled
from csdesk.domain.errors import (
    ExportKindUnknown,
    LeaksFound,
    MailFieldMissing,
    MailHeaderRefused,
    NobodyToWriteTo,
    NoSuchTemplate,
    OptedOut,
    WrittenTooOften,
)
from csdesk.domain.ids import AccountId, ContactId, ProductId, SubscriptionId
from csdesk.domain.mails import MailFact, MailTemplate, filled
from csdesk.domain.milestones import Milestone
from csdesk.domain.preferences import MAILS_EVERY, OWN_ADDRESSES, OWNER, VENDOR, Preference
from csdesk.domain.products import Product
from csdesk.domain.signals import Signal, SignalKind
from csdesk.domain.subscriptions import Period, Subscription
from csdesk.domain.surveys import Survey
from csdesk.domain.touches import Direction, Touch, TouchKind
from csdesk.services.correspondence.mails import draft_mail, template_named, templates, write_mail
from csdesk.store.book import Book

DAY = date(2025, 11, 24)
ONE = AccountId("one")
ANA, BEN = ContactId("ana"), ContactId("ben")


def put(book: Book, *rows: object) -> None:
    with book.change(Verb.ADD, label="x", today=DAY):
        book.put_all(rows)


@pytest.fixture
def one(book: Book) -> Book:
    """A customer with two people, a line and a talk."""
    put(book, Preference(id=OWNER, value="Mary Summers"), Preference(id=VENDOR, value="Wingtip"))
    put(book, Preference(id=OWN_ADDRESSES, value="mary@wingtip.example, m@wingtip.example"))
    put(book, Account(id=ONE, account="Corvid Analytics", required_outcome="Reports in an hour"))
    put(
        book,
        Contact(id=ANA, account=ONE, name="Ana Duarte", email="ana@corvid.example", roles=(Role.SPONSOR,)),
        Contact(id=BEN, account=ONE, name="Ben Okri", email="ben@corvid.example", roles=(Role.CHAMPION,)),
        Product(id=ProductId("p"), product="Platform"),
    )
    put(
        book,
        Subscription(
            id=SubscriptionId("s"), account=ONE, product=ProductId("p"), period=Period.MONTH, currency="USD",
            start=date(2025, 2, 1), end=date(2026, 1, 31), auto_renew=True, notice_days=30, live_on=date(2025, 3, 1),
        ),
        Touch(id="t", account=ONE, on=DAY - timedelta(days=40), contacts=(BEN,), summary="Talked"),
    )  # fmt: skip
    return book


def test_each_fact_has_its_source_and_goes_to_the_champion(one: Book) -> None:
    draft = draft_mail(one, ONE, "silence", today=DAY)
    assert draft.to.id == BEN
    assert draft.subject == "Platform at Corvid Analytics: how is it going?"
    assert "We last spoke on 15 October 2025" in draft.body
    assert "What you wanted to reach: Reports in an hour." in draft.body
    sources = {f.field: f.source for f in draft.facts}
    assert sources["last_talk_on"] == "Touch, call of 15 Oct 2025"
    assert sources["outcome"] == "Account, required outcome"
    assert "{" not in draft.body + draft.subject


def test_a_sentence_whose_fact_is_not_known_is_left_out(one: Book) -> None:
    draft = draft_mail(one, ONE, "silence", to="Ana", today=DAY)
    assert "last spoke" not in draft.body
    assert "I would like to hear how things are with you." in draft.body
    assert "next step" not in draft.body
    put(
        one,
        Milestone(
            id="m", account=ONE, milestone="First value: two depots", target_on=DAY + timedelta(days=9)
        ),
    )
    assert "“Two depots”, for 3 December 2025" in draft_mail(one, ONE, "silence", today=DAY).body


def test_what_a_mail_cannot_do_without_is_named(one: Book) -> None:
    with pytest.raises(MailFieldMissing) as missing:
        draft_mail(one, ONE, "answer", today=DAY)
    assert missing.value.facts["field"] == "a poor answer"
    with one.change(Verb.REMOVE, label="x", today=DAY):
        owner = one.find(Preference, OWNER)
        assert owner
        one.drop(owner)
    with pytest.raises(MailFieldMissing, match="your name"):
        draft_mail(one, ONE, "silence", today=DAY)


def test_the_notice_day_is_said_only_while_it_lies_ahead(one: Book) -> None:
    body = draft_mail(one, ONE, "renewal", today=DAY).body
    assert "ends on 31 January 2026" in body
    assert "the day to know is 1 January 2026" in body
    assert "the day to know" not in draft_mail(one, ONE, "renewal", today=date(2026, 1, 15)).body


def test_a_poor_answer_is_answered_to_whoever_gave_it(one: Book) -> None:
    put(one, Survey(id="n", account=ONE, contact=ANA, answered_on=DAY, score=3.0, comment="Too slow"))
    put(one, Survey(id="o", account=ONE, contact=BEN, answered_on=DAY, score=9.0))
    draft = draft_mail(one, ONE, "answer", today=DAY)
    assert draft.to.id == ANA
    assert "“Too slow”" in draft.body
    assert "detractor" not in draft.body.lower()


def test_a_persons_language_is_taken_where_there_is_a_template_in_it(one: Book) -> None:
    people = {c.id: c for c in one.all(Contact)}
    with one.change(Verb.SET, label="x", today=DAY):
        one.put(replace(people[BEN], language="de-AT"))
        one.put(replace(people[ANA], language="fi"))
    assert "am 15. Oktober 2025 haben wir" in draft_mail(one, ONE, "silence", today=DAY).body
    assert draft_mail(one, ONE, "silence", to="ana", today=DAY).body.startswith("Hello Ana,")
    with one.change(Verb.SET, label="x", today=DAY):
        one.put(replace(people[ANA], name="Duarte, Ana"))
    assert draft_mail(one, ONE, "silence", to="duarte, ana", today=DAY).body.startswith("Hello Ana,")


def test_who_opted_out_is_not_written_to(one: Book) -> None:
    ben = one.find(Contact, BEN)
    assert ben
    with one.change(Verb.SET, label="x", today=DAY):
        one.put(replace(ben, opted_out_on=DAY))
    assert draft_mail(one, ONE, "silence", today=DAY).to.id == ANA
    with pytest.raises(OptedOut):
        draft_mail(one, ONE, "silence", to="Ben Okri", today=DAY)
    assert draft_mail(one, ONE, "silence", to="Ben Okri", today=DAY - timedelta(days=1)).to.id == BEN
    put(one, Signal(id="g", account=ONE, on=DAY, kind=SignalKind.OPT_OUT))
    with pytest.raises(NobodyToWriteTo, match="asked not to be"):
        draft_mail(one, ONE, "silence", today=DAY)


def test_nobody_is_written_to_more_often_than_the_cap(one: Book) -> None:
    put(one, mailed(BEN, 6))
    assert draft_mail(one, ONE, "silence", today=DAY).to.id == ANA
    with pytest.raises(WrittenTooOften) as often:
        draft_mail(one, ONE, "silence", to="Ben", today=DAY)
    assert wording.next_step(often.value) == f"Wait until {spelled(DAY + timedelta(days=1))}, or call."
    put(one, mailed(ANA, 0))
    with pytest.raises(WrittenTooOften):
        draft_mail(one, ONE, "silence", today=DAY)
    put(one, Preference(id=MAILS_EVERY, value="3"))
    assert draft_mail(one, ONE, "silence", today=DAY).to.id == BEN
    put(one, Preference(id=MAILS_EVERY, value="0"))
    assert draft_mail(one, ONE, "silence", to="Ana", today=DAY).to.id == ANA


def test_what_was_written_to_nobody_knows_whom_is_told_within_the_days_of_the_cap(one: Book) -> None:
    put(one, replace(mailed(BEN, 8), contacts=()))
    assert draft_mail(one, ONE, "silence", today=DAY).cautions == ()
    put(one, replace(mailed(BEN, 2), contacts=()))
    (caution,) = draft_mail(one, ONE, "silence", today=DAY).cautions
    assert caution.endswith(f"was written to on {spelled(DAY - timedelta(days=2))}; to whom was not noted.")


def mailed(person: ContactId, days: int) -> Touch:
    return Touch(
        id=f"{person}{days}", account=ONE, on=DAY - timedelta(days=days), kind=TouchKind.MAIL,
        direction=Direction.OUTBOUND, contacts=(person,), summary="Sent",
    )  # fmt: skip


def test_who_has_left_or_has_no_address_is_not_written_to(one: Book) -> None:
    put(one, Contact(id=ContactId("c"), account=ONE, name="Cy Fox", email="not an address"))
    put(
        one,
        Contact(
            id=ContactId("d"), account=ONE, name="Di Roe", email="d@x.example", status=ContactStatus.LEFT
        ),
    )
    with pytest.raises(NobodyToWriteTo, match="address"):
        draft_mail(one, ONE, "silence", to="Cy Fox", today=DAY)
    with pytest.raises(NobodyToWriteTo, match="left"):
        draft_mail(one, ONE, "silence", to="Di Roe", today=DAY)
    with pytest.raises(NobodyToWriteTo, match="not among"):
        draft_mail(one, ONE, "silence", to="Nobody", today=DAY)


def test_a_mail_does_not_tell_what_a_field_of_ones_own_says_of_another_customer(
    one: Book, tmp_path: Path
) -> None:
    put(one, Account(id=AccountId("two"), account="Halden Freight"))
    put(one, CustomField(id="f", of_noun="account", name="Plans"))
    put(
        one,
        CustomValue(
            id="v", field="f", account=AccountId("two"), row="two", value="They merge with a rival soon"
        ),
    )
    draft, file = draft_mail(one, ONE, "silence", today=DAY), tmp_path / "1.eml"
    with pytest.raises(LeaksFound) as held:
        write_mail(one, draft, file, body="Hello Ana,\nthey merge with a rival soon, I hear.", today=DAY)
    assert [(f.found, f.place) for f in held.value.findings] == [("they merge with a rival soon", "line 2")]
    assert not file.exists()
    write_mail(one, draft, file, body="Hello Ana,\nthey merge.", today=DAY)


def test_a_draft_is_a_file_with_the_same_bytes_and_never_holds_a_leak(one: Book, tmp_path: Path) -> None:
    draft = draft_mail(one, ONE, "silence", today=DAY)
    done = [write_mail(one, draft, tmp_path / f"{n}.eml", today=DAY) for n in (1, 2)]
    assert done[0].sha256 == done[1].sha256
    text = (tmp_path / "1.eml").read_text()
    assert "X-Unsent: 1" in text
    assert "From: Mary Summers <mary@wingtip.example>" in text
    put(one, Account(id=AccountId("two"), account="Halden Freight"))
    body = f"{'As we did it for our friends and customers of many years, '}Halden Freight, there."
    with pytest.raises(LeaksFound) as held:
        write_mail(one, draft, tmp_path / "3.eml", body=body, today=DAY)
    assert [f.place for f in held.value.findings] == ["line 1"]
    with pytest.raises(MailHeaderRefused):
        write_mail(one, draft, tmp_path / "3.eml", subject="x\nBcc: y", today=DAY)
    with pytest.raises(ExportKindUnknown):
        write_mail(one, draft, tmp_path / "3.txt", today=DAY)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["1.eml", "2.eml"]


def test_who_opts_out_while_the_mail_is_written_is_not_written_to(one: Book, tmp_path: Path) -> None:
    draft = draft_mail(one, ONE, "silence", today=DAY)
    with one.change(Verb.SET, label="x", today=DAY):
        one.put(replace(draft.to, opted_out_on=DAY))
    with pytest.raises(OptedOut):
        write_mail(one, draft, tmp_path / "1.eml", today=DAY)
    assert list(tmp_path.iterdir()) == []


def test_every_template_is_there_in_every_language_with_the_same_fields() -> None:
    english = {t.name: t for t in templates()}
    assert set(english) == {"silence", "renewal", "review", "answer", "live"}
    for other in templates("de"):
        mine = english[other.name]
        assert fields_of(other) == fields_of(mine)
    assert templates("../en") == templates()
    with pytest.raises(NoSuchTemplate):
        template_named("nothing")


def fields_of(template: MailTemplate) -> set[str]:
    return set(re.findall(r"[{?]([a-z_]+)", template.subject + template.body)) - {"name", "first_name"}


def test_a_field_that_is_filled_is_not_filled_again() -> None:
    template = MailTemplate("x", "en", "X", "{account}", "?outcome {outcome}\n\n?no {vendor}")
    facts = {
        "account": MailFact("account", "{owner}", "a"),
        "outcome": MailFact("outcome", "{vendor} ?owner", "b"),
    }
    mail = filled(template, facts)
    assert (mail.subject, mail.body) == ("{owner}", "{vendor} ?owner\n")
