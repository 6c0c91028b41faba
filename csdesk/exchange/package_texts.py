"""The texts of a file that goes out: every one, with the place where a person finds it."""

import io
import re
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from urllib.parse import unquote

from csdesk.domain.leaks.findings import Placed, Spot
from csdesk.exchange.package_parts import Package, all_texts, parsed

_RUNS = re.compile(rb"[\x20-\x7e]{12,}")
_TEXTS = (".csv", ".tsv", ".json", ".ics", ".txt", ".html", ".md")
_AUTHORS = frozenset({"ppt/commentAuthors.xml", "ppt/authors.xml"})
_DEEP = 3
"""How deep packages may lie in each other."""


def texts_of(data: bytes, name: str) -> Iterator[Placed]:
    """Every text of a file by its bytes and its name, the name itself first.

    Cells, comments, alternative texts, notes, what is hidden, charts' data and the workbooks in them,
    properties, names of sheets, tables and ranges, links; of a part that is not known, all of its texts.
    """
    yield Placed("file name", name, Spot.NAME)
    if data[:2] == b"PK":
        yield from _inside(data, "", 0)
    elif name.lower().endswith(".eml"):
        yield from _mail(data)
    elif name.lower().endswith(_TEXTS):
        lines = data.decode("utf-8-sig", "replace").splitlines()
        yield from (Placed(f"line {n}", line) for n, line in enumerate(lines, 1))
    else:
        yield from _raw(data, "the file")


def _mail(data: bytes) -> Iterator[Placed]:
    """A mail that csdesk wrote: its head and its lines, as they are read."""
    message = message_from_bytes(data, policy=policy.default)
    yield from (Placed(f"head of the mail, {name}", str(value)) for name, value in message.items())
    lines = str(message.get_content()).splitlines()
    yield from (Placed(f"line {n}", line) for n, line in enumerate(lines, 1))


def _inside(data: bytes, before: str, depth: int) -> Iterator[Placed]:
    """The texts of a package; `before` is where it lies."""
    from csdesk.exchange.deck_texts import deck_texts
    from csdesk.exchange.workbook_texts import workbook_texts

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = Package(archive)
        told = deck_texts(package) if package.has("ppt/presentation.xml") else workbook_texts(package)
        for placed in told:
            yield Placed(before + placed.place, placed.text, placed.spot)
        for part in sorted(set(package.names) - package.told):
            where = before + package.whereabouts.get(part, f"part {part}")
            yield from _part(package, part, where, depth)


def _part(package: Package, part: str, where: str, depth: int) -> Iterator[Placed]:
    """The texts of a part that nothing else tells: of a package in it, of XML, of anything else."""
    data = package.read(part)
    yield Placed(f"{where}, its name", part, Spot.NAME)
    if data[:2] == b"PK" and depth < _DEEP:
        yield from _inside(data, f"{where}, ", depth + 1)
    elif part in _AUTHORS:
        for author in package.root(part).iter("{*}cmAuthor", "{*}author"):
            yield Placed("author of a comment", str(author.get("name") or ""), Spot.PROPERTY)
    elif part.endswith((".xml", ".rels", ".vml")):
        yield from _xml(data, where)
    else:
        yield from _raw(data, where)


def _xml(data: bytes, where: str) -> Iterator[Placed]:
    try:
        root = parsed(data)
    except ValueError:
        yield from _raw(data, where)
        return
    yield from (Placed(where, unquote(text)) for text in all_texts(root))


def _raw(data: bytes, where: str) -> Iterator[Placed]:
    """The readable runs of bytes of which nothing is known: a picture keeps who took it."""
    for run in _RUNS.findall(data):
        yield Placed(where, run.decode("ascii"))
    for run in _RUNS.findall(data.replace(b"\x00", b"")) if b"\x00" in data[:4096] else ():
        yield Placed(where, run.decode("ascii"))
