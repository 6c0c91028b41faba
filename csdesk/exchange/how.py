"""How a text table or a locked workbook is to be read is what its person says; what is not said is found."""

import codecs
from dataclasses import dataclass, field

from csdesk.domain.errors import NoSuchDelimiter, NoSuchEncoding

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
"""What may stand between the cells of a text table, by its word."""
ENCODINGS = (
    "utf-8", "utf-16", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "iso8859-15", "mac-roman",
    "cp437", "cp850", "shift_jis", "gb18030", "big5", "euc-kr",
)  # fmt: skip
"""Encodings that a person may choose from; any other that Python knows may be named."""
_NO_TEXT = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7", "mbcs", "oem"}


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """What was said of a file: the encoding and delimiter of a text table, the password of a workbook."""

    encoding: str | None = None
    delimiter: str | None = None
    password: str | None = field(default=None, repr=False)

    def checked(self) -> "How":
        """The same, the encoding by Python's name and the delimiter as its sign.

        Raises: NoSuchEncoding, NoSuchDelimiter.
        """
        encoding = encoding_called(self.encoding) if self.encoding else None
        delimiter = delimiter_called(self.delimiter) if self.delimiter else None
        return How(encoding=encoding, delimiter=delimiter, password=self.password)


def encoding_called(name: str) -> str:
    """Python's name of an encoding. Raises: NoSuchEncoding."""
    try:
        found = codecs.lookup(name.strip().replace("windows-", "cp")).name
        b"a".decode(found, errors="replace")
    except (LookupError, ValueError) as error:
        raise NoSuchEncoding(name=name, names=", ".join(ENCODINGS)) from error
    if found in _NO_TEXT:
        raise NoSuchEncoding(name=name, names=", ".join(ENCODINGS))
    return found


def delimiter_called(word: str) -> str:
    """The sign of a delimiter, given as a word or as itself. Raises: NoSuchDelimiter."""
    sign = DELIMITERS.get(word.strip().lower(), word)
    if len(sign) != 1 or sign in "\"'\r\n\0\ufeff" or sign.isalnum():
        raise NoSuchDelimiter(sign=word, signs=", ".join(DELIMITERS))
    return sign


def delimiter_word(sign: str) -> str:
    """What a delimiter is called; itself where it has no word."""
    return next((word for word, known in DELIMITERS.items() if known == sign), sign)
