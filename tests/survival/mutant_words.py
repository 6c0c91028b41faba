"""Words that a mutant holds where a person's stood: numbers, references and texts at the edges of what is meant."""


def _words(text: str, *others: bytes) -> tuple[bytes, ...]:
    return (*(word.encode() for word in text.split()), *others)


NUMBERS = _words(
    """0 -1 1 -0 60 61 59 0.5 0.999999999 45678 45678.99999 2958465 2958466 -693594 1e308 -1e308 1e309 1e-320 NaN INF
    -INF 9007199254740993 12345678901234567890 2147483647 2147483648 4294967295 65535 65536 1048576 1048577 16384 16385
    99999999999999999999999999 0x10 1,5 1_000 ٣ 007 1e5 3.402823e38""",
    b"",
    b" 1 ",
    b"1 2",
    b"9" * 400,
)
REFERENCES = _words(
    """A0 A1 a1 1A A XFD1048576 XFE1 ZZZZ9 A1048577 A4294967296 AAAAAAAAA1 A-1 $A$1 R1C1 A1:XFD1048576 B2:A1 C3:""",
    b"",
    b"A1:A1:A1",
    b"A99999999999999999999",
)
TYPES = _words("s b e n d str inlineStr x float date time boolean string currency percentage", b"")
_TEXTS = (
    "Acme Inc", "ACME inc.", "Total", "churned", "— churned —", "Customer", "Customer Name", "MRR", "ARR",
    "Renewal date", "2026-03-31", "31/12/26", "02/03/2026", "29/02/2027", "Q1 2026", "45678", "12.345,67", "1,234.56",
    "€1 000", "(500)", "12k", "1e5", "N/A", "#REF!", "#N/A", "yes", "no", "✓", "🔴", "=1+1", "@SUM(A1)", "'=x",
    "+49 30 123", "-", "—", "0", "a@b.c", "not an address", "https://acme.com/x?y=1", "monthly", "auto", "true",
    "Infinity", "nan", "00:00", "24:00:00", "9999-12-31", "0001-01-01", "1900-02-29", "٣١/١٢/٢٠٢٦", "\u202eevil",
    "\u200b", "\ufeff", "\u0130stanbul", "e\u0301", "&#0;", "&#1;", "&#xD800;", "&#x10FFFF;", "&undefined;", "_x0000_",
    "_x000D_", "_xD800_", "<b>", "]]>", "1" * 400, "x" * 40_000, "😀" * 500, "new:1", "a=b", "a:b:c", "%s%n",
    "../../etc/passwd", "NULL", "None", "\\", "\t", " ",
)  # fmt: skip
CELLS = (*(text.encode() for text in _TEXTS), b"", b"\xff", b"\x00", b"\xed\xa0\x80", b"\xc3")
"""Texts, some of which are no text; among them what the planner has a meaning for."""
