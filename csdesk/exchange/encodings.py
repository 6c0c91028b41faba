"""An encoding is how a text writes its letters; few files say theirs, so it is found from their bytes."""

import codecs
import re

from csdesk.exchange.how import DELIMITERS
from csdesk.exchange.old_encodings import old_encoding_of

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PARTS = re.compile("[\n" + "".join(map(re.escape, DELIMITERS.values())) + "]")
_WORD = re.compile(r"[^\W\d_]+")
_EXAMPLES = 3


def encoding_of(data: bytes) -> str:
    """The encoding of a text: by its mark, by where zeros stand, UTF-8 if it nearly is that, else an old one."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    return _by_zeros(data) or ("utf-8" if _is_utf8(data) else old_encoding_of(data))


def _by_zeros(data: bytes) -> str | None:
    """UTF-16 without a mark: every sign of a table has a zero on the same side."""
    head = data[:65_536]
    zeros = (head[::2].count(0), head[1::2].count(0))
    if max(zeros) < 2 or min(zeros) > max(zeros) // 4:
        return None
    name = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(name, errors="replace")
    return name if _PARTS.search(text) and text.count("\ufffd") <= 1 else None


def _is_utf8(data: bytes) -> bool:
    """Whether it is UTF-8, or so nearly that the rest is damage: more letters fit than do not."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    return not lost or sum(c > "\x7f" for c in text) - lost > lost


def examples(text: str) -> list[str]:
    """The first few words with letters that other encodings would write otherwise."""
    found: dict[str, None] = {}
    for match in _WORD.finditer(text[:200_000]):
        if match.group().isascii():
            continue
        found[match.group()[:30]] = None
        if len(found) == _EXAMPLES:
            break
    return list(found)
