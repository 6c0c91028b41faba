"""Drafts: opened as such by mail programs, one line a head, the same bytes for the same words."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.errors import MailHeaderRefused
from csdesk.exchange.mail_in import mail_of
from csdesk.exchange.mail_out import draft_bytes

ANA, MARY = ("Ana Duarte", "ana@corvid.example"), ("Mary Summers", "mary@wingtip.example")


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=policy.default)


def test_a_draft_is_unsent_and_says_who_and_what() -> None:
    data = draft_bytes(to=ANA, sender=MARY, subject="Größe", body="Grüße\n\nMary")
    mail = read(data)
    assert mail["X-Unsent"] == "1"
    assert (mail["To"], mail["From"], mail["Subject"]) == (
        "Ana Duarte <ana@corvid.example>", "Mary Summers <mary@wingtip.example>", "Größe",
    )  # fmt: skip
    assert mail.get_content().replace("\r\n", "\n") == "Grüße\n\nMary\n"
    assert data.isascii()
    assert b"\r\n" in data
    assert data.replace(b"\r\n", b"").count(b"\n") == 0
    assert set(mail.keys()) == {
        "X-Unsent", "From", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert data == draft_bytes(to=ANA, sender=MARY, subject="Größe", body="Grüße\n\nMary")


def test_without_an_address_of_ones_own_there_is_no_sender() -> None:
    assert read(draft_bytes(to=ANA, sender=("Mary", ""), subject="x", body="y"))["From"] is None


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00"])
@pytest.mark.parametrize("where", ["subject", "name", "address"])
def test_a_break_never_makes_another_head(break_: str, where: str) -> None:
    evil = f"x{break_}Bcc: all@evil.example"
    subject, name, address = (evil if where == what else "x" for what in ("subject", "name", "address"))
    with pytest.raises(MailHeaderRefused):
        draft_bytes(
            to=(name, f"{ANA[1]}{address}" if address != "x" else ANA[1]),
            sender=MARY,
            subject=subject,
            body="y",
        )


@given(st.text(max_size=120), st.text(max_size=80), st.text(max_size=400))
def test_any_words_are_read_back_as_one_mail_to_one_person(subject: str, name: str, body: str) -> None:
    try:
        data = draft_bytes(to=(name, ANA[1]), sender=MARY, subject=subject, body=body)
    except MailHeaderRefused:
        return
    mail = read(data)
    assert [a.addr_spec for a in mail["To"].addresses] == [ANA[1]]
    assert mail["Bcc"] is mail["Cc"] is None
    assert mail.get_content_type() == "text/plain"
    assert [p.address for p in mail_of(data, Path("a.eml")).receivers] == [ANA[1]]


def test_a_long_text_is_kept_whole() -> None:
    body = "\n".join(f"line {n}: {'wort ' * 30}ü" for n in range(400))
    data = draft_bytes(to=ANA, sender=MARY, subject="x" * 500, body=body)
    assert read(data).get_content().replace("\r\n", "\n") == f"{body}\n"
    assert max(map(len, data.split(b"\r\n"))) <= 998
