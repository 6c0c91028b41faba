"""Links: what is opened, what never is, and the host as the network sees it."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesk.domain.errors import LinkRefused
from csdesk.domain.links import LONGEST, is_address, link, mailto


@pytest.mark.parametrize(
    ("text", "url", "host"),
    [
        ("https://corvid.example", "https://corvid.example/", "corvid.example"),
        ("HTTP://Corvid.Example:8080/a b"[:29], "http://corvid.example:8080/a", "corvid.example:8080"),
        ("https://corvid.example/ä?q=ö#ü", "https://corvid.example/%C3%A4?q=%C3%B6#%C3%BC", "corvid.example"),
        ("https://[::1]/x", "https://[::1]/x", "[::1]"),
        ("http://127.0.0.1/", "http://127.0.0.1/", "127.0.0.1"),
        ("mailto:ana@corvid.example", "mailto:ana@corvid.example", "corvid.example"),
    ],
)
def test_pages_and_mail_addresses_are_links(text: str, url: str, host: str) -> None:
    found = link(text)
    assert (found.url, found.host, found.look_alike) == (url, host, False)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://аррӏе.com/login", "xn--80ak6aa92e.com"),
        ("https://corvíd.example", "xn--corvd-2sa.example"),
        ("https://münchen.de", "xn--mnchen-3ya.de"),
        ("https://xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
    ],
)
def test_a_look_alike_is_shown_as_the_network_sees_it(text: str, host: str) -> None:
    assert (link(text).host, link(text).look_alike) == (host, True)


@pytest.mark.parametrize(
    "text",
    [
        "", "corvid.example", "file:///etc/passwd", "FILE:///c:/x", "smb://host/share", r"\\host\share",
        "//host/share", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
        "ms-msdt:/id", "ms-officecmd:{}", "vscode://x", "ftp://host/x", "http:corvid.example", "http:/corvid.example",
        "http://", "http:///x", "https://corvid.example@evil.example/", "https://a:b@evil.example/",
        r"https://corvid.example\@evil.example", "https://evil.example\u202e/", "https://a b.example/",
        "https://-a.example", "https://a..example", "https://a.example:99999/", "https://[::1", "https://%61.example/",
        "mailto:", "mailto:a@b.example?bcc=x@y.example", "mailto:a@b.example,c@d.example",
        "mailto:a@b.example&attach=x",
        "mailto:a@b.example?attach=/etc/passwd", "mailto:a%40b.example", "mailto:a\r\nb@c.example", "tel:+4420",
    ],
)  # fmt: skip
def test_anything_else_is_not_opened(text: str) -> None:
    with pytest.raises(LinkRefused):
        link(text)


@given(st.text(max_size=80), st.text(max_size=300))
def test_a_mailto_has_exactly_the_keys_that_were_meant(subject: str, body: str) -> None:
    try:
        made = mailto("ana+x@corvid.example", subject=subject, body=body)
    except LinkRefused:
        return
    parts = urlsplit(made)
    assert made.isascii()
    assert unquote(parts.path) == "ana+x@corvid.example"
    assert parts.fragment == ""
    said = parse_qs(parts.query, keep_blank_values=True, errors="replace")
    assert set(said) <= {"subject", "body"}
    assert all(len(v) == 1 for v in said.values())
    assert "\n" not in said.get("subject", [""])[0]


@pytest.mark.parametrize(
    "address",
    ["", "a", "a@", "@b", "a@b@c", "a b@c.example", "a@b.example?bcc=x@y", "a@b.example\nbcc: x", "<a@b.example>",
     "a@b.example,c@d.example", "ä@b.example", "a@bé.example", "a@.example", "a@b..example"],
)  # fmt: skip
def test_what_is_no_plain_address_is_none(address: str) -> None:
    assert not is_address(address)
    with pytest.raises(LinkRefused):
        mailto(address)


def test_a_text_too_long_for_a_link_is_a_draft_instead() -> None:
    assert len(mailto("a@b.example", body="x" * (LONGEST - 40))) <= LONGEST
    with pytest.raises(LinkRefused, match="draft"):
        mailto("a@b.example", body="x" * 10_000)
