"""A mail that comes in (.eml): who wrote to whom, when, about what; its words, and the names of what is attached."""

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from csdesk.domain.errors import FileMissing, MailUnreadable, NoPermission
from csdesk.domain.names import first_last
from csdesk.exchange.mail_forwarded import forwarded_in
from csdesk.exchange.mail_text import MOST_TEXT, own_words, text_of_html, tidy

MOST_BYTES = 40 * 2**20
A_MAIL = "a mail"
"""What an attached mail is called among the names of what is attached."""
MOST_PARTS, MOST_DEEP, MOST_PEOPLE = 1_000, 60, 500
_HEAD = 256 * 1024
"""Bytes of the head; no mail program writes more."""
_LINE = 64 * 1024
_WORDS = 4_000
"""Characters of a subject or a name that are looked at."""
_NO_ENCODINGS = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"})
"""What Python calls encodings and no mail is written in; some take hours."""
_BOUNDARY = re.compile(rb"^--\S", re.MULTILINE)
_NESTING = re.compile(rb"content-type:\s*(?:multipart|message)/", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\]{1,190}")

_TURNED = re.compile(r"(^|[;,>]) ?,? ?([^\"<>@;,]+), ([^\"<>@;,]+)<")
"""*Last, First <address>* in the words of a mail, where nothing holds the name together."""
_BRACKETED = re.compile(r"\[(?:mailto:)?([^\s@\[\]]+@[^\s\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the head of a mail: the name may be empty, the address is in lower case."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says. `text` is what is new in it; `sent_at` has its zone, and is None where the head has none.

    `cautions` are sentences on what could not be read as it was meant.
    """

    key: str
    sender: Person | None
    receivers: tuple[Person, ...]
    subject: str
    sent_at: datetime | None
    text: str
    attachments: tuple[str, ...]
    cautions: tuple[str, ...] = ()
    sent_on: date | None = None
    """The day, where no more is told of when it was sent."""
    inside: "Mail | None" = None
    """The mail that it forwards, in its words or attached."""


def read_mail(path: Path) -> Mail:
    """Read an .eml file. Raises: FileMissing, NoPermission, MailUnreadable."""
    try:
        if not path.is_file():
            raise FileMissing(where=str(path))
        if path.stat().st_size > MOST_BYTES:
            raise _unreadable(path, "it is larger than 40 MB")
        data = path.read_bytes()
    except PermissionError as refused:
        raise NoPermission(what=path.name, where=str(path)) from refused
    except (OSError, ValueError) as wrong:  # a name that no file can have
        raise FileMissing(where=str(path)) from wrong
    return mail_of(data, path)


def mail_of(data: bytes, path: Path) -> Mail:
    """The mail that these bytes hold. Raises: MailUnreadable."""
    _check(data, path)
    message = message_from_bytes(data, policy=policy.compat32)
    read = _read(message)
    if read.sender is None and not read.receivers and message.get("subject") is None:
        raise _unreadable(path, "it does not begin as a mail")
    return replace(read, inside=_inside(message))


def _read(message: "Message[str, str]") -> Mail:
    cautions: dict[str, None] = {}
    people = {name: _listed(_raw(message, name)) for name in ("from", "to", "cc", "reply-to")}
    text = _text(message, cautions)
    sent = _moment(_raw(message, "date"))
    return Mail(
        key=_key(message, sent, text),
        sender=next(iter(people["from"] or people["reply-to"]), None),
        receivers=tuple(dict.fromkeys((*people["to"], *people["cc"]))),
        subject=" ".join(tidy(_decoded(_raw(message, "subject"))).split())[:500],
        sent_at=sent,
        text=own_words(text),
        attachments=tuple(_attachments(message)),
        cautions=tuple(cautions),
    )


def _inside(message: "Message[str, str]") -> Mail | None:
    """The mail that another forwards: the only one that is attached, else the one in its words."""
    attached = [m for part in _leaves(message) for m in _attached_mails(part)]
    if len(attached) == 1:
        return _read(attached[0])
    found = forwarded_in(tidy(_text(message, {}, quoted=True)))
    if found is None:
        return None
    return Mail(
        key="",
        sender=next(iter(_listed(found.sender)), None),
        receivers=tuple(_listed(found.receivers)),
        subject=" ".join(found.subject.split())[:500],
        sent_at=None,
        text=own_words(found.text),
        attachments=(),
        sent_on=found.sent_on,
    )


def _attached_mails(part: "Message[str, str]") -> "list[Message[str, str]]":
    payload = part.get_payload() if part.get_content_type() == "message/rfc822" else None
    return [m for m in payload if isinstance(m, Message)] if isinstance(payload, list) else []


def _unreadable(path: Path, reason: str) -> MailUnreadable:
    return MailUnreadable(reason=reason, where=str(path))


def _check(data: bytes, path: Path) -> None:
    """What is no mail, or one beyond what is read, before anything looks into it."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _unreadable(path, "it is a message of Outlook (.msg)")
    if data.startswith(b"From ") and data.count(b"\nFrom ") > 0:
        raise _unreadable(path, "it holds several mails")
    head = re.split(rb"\r?\n\r?\n", data[: _HEAD + 4], maxsplit=1)[0]
    if len(head) > _HEAD or b"\x00" in head:
        raise _unreadable(path, "it does not begin as a mail")
    if max(map(len, head.split(b"\n")), default=0) > _LINE:
        raise _unreadable(path, "a line of its head is longer than any mail program writes")
    if len(_NESTING.findall(data)) > MOST_DEEP:
        raise _unreadable(path, "it holds mails inside mails, too many of them")
    if len(_BOUNDARY.findall(data)) > MOST_PARTS:
        raise _unreadable(path, f"it has more than {MOST_PARTS:,} parts")


def _raw(message: "Message[str, str]", name: str) -> str:
    """A head line as it is written; eight-bit characters name no encoding."""
    for key, value in message.raw_items():
        if key.lower() == name:
            text, _ = _in_words(str(value).encode("utf-8", "surrogateescape"), None)
            return re.sub(r"[\r\n]+[ \t]*", " ", text)
    return ""


def _decoded(text: str) -> str:
    """A head line in words: encoded words are decoded, those that cannot be stand as they are."""
    try:
        parts = decode_header(text[:_WORDS])
    except (ValueError, UnicodeError, IndexError):
        return text[:_WORDS]
    said = []
    for part, charset in parts:
        said.append(part if isinstance(part, str) else _in_words(part, charset)[0])
    return "".join(said)


def _in_words(data: bytes, charset: str | None) -> tuple[str, bool]:
    """Bytes as text, and whether all of them could be read.

    An encoding that is not known is tried as UTF-8; a head line names none, and may be as Windows writes it.
    """
    for name in (charset, "utf-8") if charset else ("utf-8", "cp1252"):
        try:
            if codecs.lookup(name).name not in _NO_ENCODINGS:
                return data.decode(name), True
        except (LookupError, UnicodeError, ValueError):
            continue
    return data.decode("utf-8", "replace"), False


def _listed(line: str) -> list[Person]:
    """The people of a head line; what Outlook writes in square brackets is an address as well."""
    found = []
    plain = _BRACKETED.sub(r"<\1>", " ".join(line.split()))
    plain = _TURNED.sub(r'\1, "\2, \3" <', plain).replace(";", ",")
    try:
        listed = getaddresses([plain])[:MOST_PEOPLE]
    except (ValueError, IndexError, RecursionError):
        return []
    for shown, address in listed:
        if _ADDRESS.fullmatch(address):
            called = " ".join(tidy(_decoded(shown)).split())[:200].strip("\"'")
            found.append(Person("" if "@" in called else first_last(called), address.lower()))
    return list(dict.fromkeys(found))


def _moment(text: str) -> datetime | None:
    """When it was sent; a zone that is not said is UTC."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _text(message: "Message[str, str]", cautions: dict[str, None], *, quoted: bool = False) -> str:
    """The words of the mail: its plain text, else its HTML without tags."""
    plain = [p for p in _leaves(message) if p.get_content_type() == "text/plain" and not _is_attached(p)]
    if plain:
        said = "\n\n".join(_words(p, cautions) for p in plain)
        if said.strip():
            return said
    pages = [p for p in _leaves(message) if p.get_content_type() == "text/html" and not _is_attached(p)]
    return "\n\n".join(text_of_html(_words(p, cautions), quoted=quoted) for p in pages)


def _leaves(message: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """The parts without those of mails that are attached."""
    if message.get_content_maintype() == "message" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _leaves(part)


def _is_attached(part: "Message[str, str]") -> bool:
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _words(part: "Message[str, str]", cautions: dict[str, None]) -> str:
    payload = part.get_payload(decode=True)
    data = payload[: MOST_TEXT * 4] if isinstance(payload, bytes) else b""
    charset = part.get_param("charset")
    named = str(charset[2] if isinstance(charset, tuple) else charset or "") or "utf-8"
    text, whole = _in_words(data, named)
    if not whole:
        cautions["Some characters could not be read and were replaced."] = None
    return text


def _attachments(message: "Message[str, str]") -> Iterator[str]:
    """The names of what is attached; nothing of it is opened."""
    for number, part in enumerate(_leaves(message), 1):
        if part.get_content_maintype() == "message":
            yield A_MAIL
        elif _is_attached(part) and not _is_drawn(part):
            yield _file_name(part) or f"part {number}"


def _is_drawn(part: "Message[str, str]") -> bool:
    """Whether it is a picture that the words show, such as the logo below a name."""
    picture = part.get_content_maintype() == "image" and bool(part.get("content-id"))
    return picture and part.get_content_disposition() != "attachment"


def _file_name(part: "Message[str, str]") -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, UnicodeError, LookupError, TypeError):
        return "a file"
    last = re.split(r"[\\/]", tidy(_decoded(name)))[-1]
    return " ".join(last.split())[:120]


def _key(message: "Message[str, str]", sent: datetime | None, text: str) -> str:
    """What the mail is called for ever: its Message-ID, else what it says."""
    given = _raw(message, "message-id").strip()
    if given and len(given) <= 900:
        return f"mail:{' '.join(given.split())}"
    said = "\n".join([_raw(message, "from"), _raw(message, "subject"), str(sent), text])
    return f"mail:{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()}"
