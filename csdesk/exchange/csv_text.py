"""A text table is read as typed: its encoding and delimiter are found and told, its cells stay text."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

from csdesk.domain.errors import CsvQuoteNotClosed, WorkbookTooLarge
from csdesk.domain.imports.cells.grid import Grid, Value
from csdesk.domain.phrases import count
from csdesk.exchange.blocks import trimmed
from csdesk.exchange.cells import control_characters, text_of
from csdesk.exchange.encodings import encoding_of, examples
from csdesk.exchange.how import DELIMITERS, How
from csdesk.exchange.limits import Limits
from csdesk.exchange.old_encodings import SUPPOSED
from csdesk.exchange.ruined_ids import notes_of
from csdesk.exchange.tables_out import unguarded

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character: some encodings let it through, and nothing can be written that holds it."""
_YEN = re.compile(r"\\(?=[\d-])")
"""The sign of the yen stands in Japan where others have a backslash."""
_SAMPLE = 200
"""Records that are looked at to find the delimiter."""
_END = "\x00end\x00"
"""A record behind the last one: when it does not come back alone, a quotation mark swallowed it."""


def grid_of(path: Path, data: bytes, limits: Limits, how: How | None = None) -> tuple[Grid, str, str]:
    """The table with its encoding and its delimiter: as they were said, else as they were found.

    Raises: CsvQuoteNotClosed, WorkbookTooLarge.
    """
    said = how or How()
    text, encoding, notes = decoded(data, said.encoding)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + len(_END) + 2))
    told, text = _told_delimiter(text)
    delimiter = said.delimiter or told or delimiter_of(text)
    records = _records(text, delimiter, path.name, limits)
    _check_sizes(records, path.name, limits)
    if any(len(r) > limits.columns for r in records):
        notes = (*notes, f"columns after number {limits.columns} left out")
    rows = tuple(trimmed([*map(_cell, r[: limits.columns])]) for r in records)
    return Grid(path.stem, rows, notes=(*notes, *notes_of(rows))), encoding, delimiter


def _cell(text: str) -> Value:
    """The text as typed; the mark that keeps a formula from running goes, as in our own exports."""
    return text_of(unguarded(text))


def decoded(data: bytes, said: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """The text, the name of its encoding, and what was lost or taken out on the way."""
    encoding = said or encoding_of(data)
    text = _SURROGATE.sub("\ufffd", data.decode(encoding, errors="replace")).removeprefix("\ufeff")
    notes = []
    if encoding == "shift_jis":
        text = _YEN.sub("¥", text)
    if encoding in SUPPOSED and not said and (words := examples(text)):
        named = ", ".join(f"“{w}”" for w in words)
        notes.append(
            f"the file does not say how its letters are written: read as {encoding}, such as {named}"
        )
    if lost := text.count("\ufffd"):
        notes.append(f"{count(lost, 'character')} cannot be read in {encoding}")
    if taken := control_characters(text):
        notes.append(f"{count(taken, 'control character')} removed")
    return text.replace("\x00", ""), encoding, tuple(notes)


def _told_delimiter(text: str) -> tuple[str | None, str]:
    """What a first line `sep=;` says, and the text behind it."""
    line, _, rest = text.partition("\n")
    line = line.strip("\r").strip('"')
    if len(line) == 5 and line.lower().startswith("sep="):
        return line[4], rest
    return None, text


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first records into the most even rows; a comma when none does."""
    sample = text[:200_000]
    signs = tuple(DELIMITERS.values())
    return max(signs, key=lambda sign: (_evenness(sample, sign), -signs.index(sign)))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """The share of the records that have the commonest width, and that width; 0 where it cuts nothing."""
    widths = []
    for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
        if any(record):
            widths.append(len(record))
        if len(widths) >= _SAMPLE:
            break
    cut = Counter(w for w in widths if w > 1)
    if not cut:
        return 0.0, 0
    width, times = max(cut.items(), key=lambda item: (item[1], item[0]))
    return times / len(widths), width


def _records(text: str, delimiter: str, where: str, limits: Limits) -> list[list[str]]:
    """All records, blank lines too, so that a row keeps its number, each cut behind what may be read of it.

    Raises: CsvQuoteNotClosed, WorkbookTooLarge.
    """
    joint = "" if text.endswith(("\n", "\r")) or not text else "\n"
    reader = csv.reader(io.StringIO(text + joint + _END, newline=""), delimiter=delimiter)
    records: list[list[str]] = []
    before = 0
    line = 0
    for record in reader:
        before, line = line, reader.line_num
        records.append(record if len(record) <= limits.columns else record[: limits.columns + 1])
        if len(records) > limits.rows + _BLANK_TAIL:
            raise WorkbookTooLarge(where=where, reason=f"it has more than {limits.rows:,} rows")
    last = records.pop()
    if last != [_END]:
        opened = before + 1 + sum(_line_ends(f) for f in last[:-1])
        raise CsvQuoteNotClosed(where=f"{where}, line {opened}", line=opened)
    while records and not any(map(text_of, records[-1])):
        records.pop()
    return records


_BLANK_TAIL = 100_000
"""How many blank lines may follow the last row that counts."""


def _line_ends(text: str) -> int:
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


def _check_sizes(records: list[list[str]], where: str, limits: Limits) -> None:
    if len(records) > limits.rows:
        raise WorkbookTooLarge(where=where, reason=f"it has {len(records):,} rows")
    for number, record in enumerate(records, 1):
        if any(len(f) > limits.field for f in record):
            raise WorkbookTooLarge(where=f"{where}, row {number}", reason="one of its cells is a whole book")
