"""A link leads out of csdesk: to a page, or to the mail program; nothing else is opened, and its real host is shown."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

from csdesk.domain.errors import LinkRefused
from csdesk.domain.values import dataclass

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", re.ASCII)
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*\.?", re.ASCII)
LONGEST = 1_900
"""Characters of a mailto: that every system passes on; a longer mail is a draft in a file."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link that may be opened once a person said so: the whole of it, and its host in plain ASCII.

    `look_alike` says that the host is written with other letters than those of the alphabet.
    """

    url: str
    host: str
    look_alike: bool = False

    @property
    def is_mail(self) -> bool:
        """Whether it leads to the mail program."""
        return self.url.startswith("mailto:")


def link(text: str) -> Link:
    """The link that a text is. Raises: LinkRefused for everything but http, https and a mailto of one address."""
    url = text.strip()
    if any(unicodedata.category(c) in {"Cc", "Cf", "Zs", "Zl", "Zp"} for c in url) or "\\" in url:
        raise LinkRefused(why="it holds characters that no address has")
    scheme, colon, rest = url.partition(":")
    if colon and scheme.lower() == "mailto":
        return _mail(rest)
    if scheme.lower() not in {"http", "https"} or not rest.startswith("//"):
        raise LinkRefused(why="only web pages and mail addresses are opened")
    return _page(url)


def _mail(rest: str) -> Link:
    if not is_address(rest):
        raise LinkRefused(why="it is more than one mail address")
    return Link(mailto(rest), rest.partition("@")[2].lower())


def _page(url: str) -> Link:
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
    except ValueError as wrong:
        raise LinkRefused(why="it is no address") from wrong
    if parts.username is not None or parts.password is not None:
        raise LinkRefused(why="it says a name before the host, which hides where it leads")
    host = ascii_host(name)
    told = f"{host}:{port}" if port else host
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    anchor = f"#{quote(parts.fragment, safe='/%:@!$&()*+,;=~-._?')}" if parts.fragment else ""
    return Link(f"{parts.scheme.lower()}://{told}{path}{query}{anchor}", told, look_alike="xn--" in host)


def ascii_host(name: str) -> str:
    """The name of a host as the network sees it. Raises: LinkRefused."""
    try:
        host = name.encode("idna").decode("ascii").lower() if not name.isascii() else name.lower()
    except UnicodeError as wrong:
        raise LinkRefused(why="its host is no name") from wrong
    numbered = re.fullmatch(r"\[?[0-9a-f:.]+\]?", host)
    if not (_HOST.fullmatch(host) or (numbered and ":" in host)):
        raise LinkRefused(why="its host is no name")
    return f"[{host}]" if ":" in host else host


def is_address(text: str) -> bool:
    """Whether a text is one mail address, in letters that every mail program takes."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def mailto(address: str, *, subject: str = "", body: str = "") -> str:
    """A mailto: of percent-encoded parts: to one address, with a subject and a text, and nothing else.

    Raises: LinkRefused for what is no address, or where it is longer than every system passes on.
    """
    if not is_address(address):
        raise LinkRefused(why="it is no mail address")
    parts = {"subject": " ".join(subject.split()), "body": "\r\n".join(body.splitlines())}
    asked = "&".join(f"{k}={quote(v, safe='', errors='replace')}" for k, v in parts.items() if v)
    made = f"mailto:{quote(address, safe='@')}{'?' if asked else ''}{asked}"
    if len(made) > LONGEST:
        raise LinkRefused(why="it is too long for a link; save it as a draft")
    return made
