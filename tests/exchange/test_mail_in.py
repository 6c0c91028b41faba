"""Mails that come in: read as data, whatever they claim, and cut down to what is new in them."""

from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.errors import CsdeskError, FileMissing, MailUnreadable
from csdesk.exchange.mail_in import Mail, Person, mail_of, read_mail
from csdesk.exchange.mail_text import own_words, text_of_html

HERE = Path("a.eml")
HEAD = b"From: Ana <ana@corvid.example>\r\nSubject: Plan\r\nDate: Mon, 24 Nov 2025 23:30:00 -0500\r\n"


def read(data: bytes | EmailMessage) -> Mail:
    return mail_of(bytes(data), HERE)


def test_who_wrote_to_whom_when_about_what() -> None:
    made = EmailMessage()
    made["From"] = "Ana Duarte <Ana@Corvid.Example>"
    made["To"] = "Mary Summers <mary@wingtip.example>, joe@corvid.example"
    made["Cc"] = "Joe <joe@corvid.example>"
    made["Subject"] = "Größe der Gruppe – Fragen"
    made["Date"] = "Tue, 25 Nov 2025 09:30:00 +0100"
    made["Message-ID"] = "<one@corvid.example>"
    made.set_content("Hello Mary,\n\nwe agreed.\n\n-- \nAna\nCorvid Ltd")
    mail = read(made)
    assert mail.sender == Person("Ana Duarte", "ana@corvid.example")
    assert mail.receivers == (
        Person("Mary Summers", "mary@wingtip.example"),
        Person("", "joe@corvid.example"),
        Person("Joe", "joe@corvid.example"),
    )
    assert mail.subject == "Größe der Gruppe – Fragen"
    assert mail.sent_at == datetime(2025, 11, 25, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert mail.text == "Hello Mary,\n\nwe agreed."
    assert mail.key == "mail:<one@corvid.example>"
    assert mail.cautions == mail.attachments == ()


def test_of_attachments_only_the_names_are_told_without_their_folders() -> None:
    made = EmailMessage()
    made["From"] = "ana@corvid.example"
    made.set_content("See attached")
    made.add_attachment(b"MZ", maintype="application", subtype="x", filename="../../etc/plan.pdf")
    made.add_attachment(
        b"x", maintype="application", subtype="x", filename="Übersicht\r\n.xlsx".replace("\r\n", "")
    )
    inner = EmailMessage()
    inner["From"] = "other@corvid.example"
    inner.set_content("secret of another mail")
    made.add_attachment(inner)
    mail = read(made)
    assert mail.attachments == ("plan.pdf", "Übersicht.xlsx", "a mail")
    assert mail.text == "See attached"


def test_a_logo_that_the_words_show_is_not_attached_and_a_photo_that_is_sent_is() -> None:
    made = EmailMessage()
    made["From"] = "ana@corvid.example"
    made.set_content("See attached")
    for name, way in (("image001.png", "inline"), ("photo.png", "attachment")):
        made.add_attachment(
            b"x", maintype="image", subtype="png", filename=name, disposition=way, cid=f"<{name}@01DC>"
        )
    assert read(made).attachments == ("photo.png",)


def test_a_mail_in_html_only_is_text_without_anything_from_elsewhere() -> None:
    page = (
        "<html><head><title>x</title><style>p{background:url(http://evil/1)}</style></head><body>"
        '<img src="http://evil/pixel.gif" alt="x"><p>Hello&nbsp;Mary &amp; all,</p><div>we <b>agreed</b>.<br>'
        '<a href="http://evil/?a=1">here</a></div><script>alert("no")</script>'
        "<!-- hidden > --><blockquote>what you wrote</blockquote></body></html>"
    )
    made = EmailMessage()
    made["From"] = "ana@corvid.example"
    made.set_content(page, subtype="html")
    assert read(made).text == "Hello Mary & all,\n\nwe agreed.\nhere"
    assert "evil" not in text_of_html(page)


@pytest.mark.parametrize(
    "answered",
    [
        "On Mon, 24 Nov 2025 at 10:00, Mary Summers <mary@wingtip.example> wrote:\n> old",
        "On Mon, 24 Nov 2025 at 10:00, Mary Summers\n<mary@wingtip.example> wrote:\n> old",
        "Am 24.11.2025 um 10:00 schrieb Mary Summers:\n> old",
        "Le lun. 24 nov. 2025 à 10:00, Mary a écrit :\nold",
        "El lun, 24 nov 2025 a las 10:00, Mary escribió:\nold",
        "-----Original Message-----\nFrom: Mary\nold",
        "________________________________\nFrom: Mary\nold",
        "From: Mary Summers\nSent: Monday, 24 November 2025\nTo: Ana\nSubject: Plan\n\nold",
        "Von: Mary\nGesendet: Montag\nAn: Ana\nBetreff: Plan\n\nold",
        "> old\n> older",
        "-- \nAna Duarte\nold",
        "Sent from my iPhone",
    ],
)
def test_what_is_quoted_and_who_signed_is_cut(answered: str) -> None:
    assert (
        own_words(f"Yes, agreed.\nFrom here on we do it.\n\n{answered}")
        == "Yes, agreed.\nFrom here on we do it."
    )


def test_answers_between_the_quoted_lines_stay() -> None:
    assert own_words("> when?\nTomorrow.\n> who?\nAll of us.") == "Tomorrow.\nAll of us."


def test_a_broken_encoding_is_replaced_and_said() -> None:
    body = b"\r\n".join([b'Content-Type: text/plain; charset="utf-8"', b"", b"caf\xe9 at nine"])
    mail = read(HEAD + body)
    assert mail.text == "caf\ufffd at nine"
    assert mail.cautions == ("Some characters could not be read and were replaced.",)
    unknown = read(HEAD + b'Content-Type: text/plain; charset="klingon"\r\n\r\ncaf\xc3\xa9')
    assert (unknown.text, unknown.cautions) == ("café", ())
    raw = read(b"From: Ren\xc3\xa9 <r@corvid.example>\nSubject: =?utf-8?q?caf=E9?= =?x\n\nx")
    assert raw.sender == Person("René", "r@corvid.example")
    assert raw.subject == "caf\ufffd =?x"


def test_a_subject_of_an_old_program_that_names_no_encoding_is_read_as_windows_writes_it() -> None:
    for encoding in ("cp1252", "utf-8"):
        mail = read(HEAD.replace(b"Plan", "Schöner Gruß für 12 €".encode(encoding)) + b"\r\nok")
        assert mail.subject == "Schöner Gruß für 12 €"


def test_breaks_and_turned_text_in_the_head_do_no_harm() -> None:
    mail = read(
        b"From: =?utf-8?q?Ana=0D=0ABcc=3A_x=40y?= <ana@corvid.example>\r\n"
        b"Subject: =?utf-8?b?" + b"4oCuZXZpbA==" + b"?=\r\n\tfolded\r\n\r\nx"
    )
    assert mail.sender == Person("", "ana@corvid.example")
    assert mail.subject == "evil folded"


def test_without_a_message_id_the_same_mail_is_known_by_what_it_says() -> None:
    assert read(HEAD + b"\r\none").key == read(HEAD + b"\r\none").key != read(HEAD + b"\r\ntwo").key
    assert read(HEAD + b"\r\none").key.startswith("mail:")


def test_a_date_that_is_none_is_not_known_and_one_without_a_zone_is_utc() -> None:
    assert read(b"From: a@b.example\nDate: someday\n\nx").sent_at is None
    assert read(b"From: a@b.example\n\nx").sent_at is None
    assert read(b"From: a@b.example\nDate: 24 Nov 2025 10:00\n\nx").sent_at == datetime(
        2025, 11, 24, 10, tzinfo=UTC
    )


BOMBS = {
    "an Outlook message": b"\xd0\xcf\x11\xe0" + b"\x00" * 100,
    "several mails": b"From a@b Mon\nFrom: a@b.example\n\nx\n\nFrom a@b Mon\nFrom: a@b.example\n\ny",
    "no head": b"\x89PNG\r\n\x1a\n\x00\x00",
    "nothing": b"",
    "no mail": b"Dear Sir,\n\nthis is a letter",
    "a head without end": b"X: y\r\n" * 60_000,
    "a line without end": b"To: " + b"(" * 100_000 + b"\n\nx",
    "mails in mails": b"Content-Type: message/rfc822\n\n" * 2_000,
    "too many parts": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 2_000,
}  # fmt: skip


@pytest.mark.parametrize("bomb", list(BOMBS))
def test_what_is_no_mail_or_too_much_of_one_is_refused_in_words(bomb: str) -> None:
    with pytest.raises(MailUnreadable):
        read(BOMBS[bomb])


SLOW = {
    "brackets": b"From: " + b"(" * 60_000 + b"\nSubject: x\n\nx",
    "encoded words": b"From: a@b.example\nSubject: " + b"=?a?q?x" * 9_000 + b"\n\nx",
    "comments in a page": HEAD + b"Content-Type: text/html\n\n" + b"<!--" * 200_000,
    "tags without end": HEAD + b"Content-Type: text/html\n\n" + b"<a " * 200_000,
    "a strange encoding": HEAD + b"Content-Type: text/plain; charset=punycode\n\n" + b"-" + b"aaaa" * 400_000,
    "lines that begin as answers": HEAD + b"\n" + (b"On " + b"a" * 500 + b"\n") * 700,
    "fifty mails in each other": b"".join(
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(50)
    ),
}  # fmt: skip


@pytest.mark.parametrize("trick", list(SLOW))
def test_tricks_that_make_readers_slow_are_read_at_once(trick: str) -> None:
    assert len(read(SLOW[trick]).text) <= 400_000  # quadratic work would take minutes


@given(st.binary(max_size=400), st.sampled_from([b"", HEAD, HEAD + b"Content-Type: text/html\r\n\r\n"]))
def test_any_bytes_are_a_mail_or_are_refused(tail: bytes, head: bytes) -> None:
    try:
        mail = read(head + tail)
    except CsdeskError:
        return
    assert "\x00" not in mail.text + mail.subject
    assert not any("\ud800" <= c <= "\udfff" for c in mail.text + mail.subject)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_mail(tmp_path / "none.eml")
