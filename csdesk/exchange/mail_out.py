"""A mail going out as a draft (.eml): mail programs open it to be read, changed and sent by a person."""

from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

from csdesk.domain.errors import MailHeaderRefused
from csdesk.domain.links import is_address

_POLICY = policy.SMTP.clone(max_line_length=78, cte_type="7bit")


def draft_bytes(*, to: tuple[str, str], sender: tuple[str, str], subject: str, body: str) -> bytes:
    """The draft; the same words give the same bytes. `to` and `sender` are names with addresses; no sender address,
    no sender. It holds no date and no id: whoever sends it gives it both.

    Raises: MailHeaderRefused for a head that would be more than one line, or for what is no address.
    """
    message = EmailMessage(policy=_POLICY)
    message["X-Unsent"] = "1"
    if sender[1]:
        message["From"] = _address(*sender, field="Your address")
    message["To"] = _address(*to, field="The address")
    message["Subject"] = _line(subject, "The subject")
    text = "\n".join(_plain(body).splitlines()) + "\n"
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def _address(name: str, address: str, *, field: str) -> Address:
    if not is_address(address):
        raise MailHeaderRefused(field=field, why=f"“{address}” is no mail address")
    user, _, domain = address.rpartition("@")
    return Address(_line(name, "The name"), user, domain)


def _line(text: str, field: str) -> str:
    """A text of one line. Raises: MailHeaderRefused."""
    if any(c in text for c in "\r\n\x00\u2028\u2029\x85\x0b\x0c"):
        raise MailHeaderRefused(field=field, why="it has more than one line")
    return " ".join(_plain(text).split())


def _plain(text: str) -> str:
    """The text without what no mail may hold."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return "".join(c for c in kept if c in "\n\t" or c.isprintable())
