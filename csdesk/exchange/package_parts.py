"""A package is a zip of parts that point to each other; where a part is used says where a person finds it."""

import posixpath
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote


class Package:
    """The parts of an open package. `whereabouts` is filled by who knows what the main part means, and so is `told`:
    the parts whose texts were all given."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = [i.filename for i in archive.infolist() if not i.is_dir()]
        self.whereabouts: dict[str, str] = {}
        self.told: set[str] = set()

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.names)

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self._known

    def read(self, part: str) -> bytes:
        """The bytes of a part."""
        return self._archive.read(part)

    def root(self, part: str) -> Any:
        """The root element of a part. Raises: ValueError."""
        return parsed(self.read(part))

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part points to by id: the last word of the kind, and the part or the outside address."""
        at = PurePosixPath(part)
        rels = str(at.parent / "_rels" / f"{at.name}.rels")
        if not self.has(rels):
            return {}
        found = {}
        for r in self.root(rels):
            kind = str(r.get("Type", "")).rpartition("/")[2]
            target = str(r.get("Target", ""))
            outside = r.get("TargetMode") == "External"
            found[str(r.get("Id"))] = (kind, unquote(target) if outside else _resolved(at.parent, target))
        return found

    def mark(self, part: str, where: str, *, stop: frozenset[str] = frozenset()) -> None:
        """Say where a part is found, and all parts that are reached from it alone; `stop` are kinds not followed."""
        if part in self.whereabouts or not self.has(part):
            return
        self.whereabouts[part] = where
        at = PurePosixPath(part)
        self.whereabouts.setdefault(str(at.parent / "_rels" / f"{at.name}.rels"), f"{where}, link")
        for kind, target in self.relations(part).values():
            if kind not in stop:
                self.mark(target, f"{where}, {_CALLED[kind]}" if kind in _CALLED else where, stop=stop)


def part_id(element: Any) -> str:
    """By which id an element points to a part; empty where to none."""
    return next((str(v) for k, v in element.attrib.items() if k.endswith("}id")), "")


def parsed(data: bytes) -> Any:
    """The root element of a part that csdesk wrote, nothing outside it followed. Raises: ValueError."""
    from lxml import etree

    reader = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, reader)
    except etree.XMLSyntaxError as wrong:
        raise ValueError(str(wrong)) from wrong


def _resolved(folder: PurePosixPath, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", str(folder), target)).lstrip("/")


_CALLED = {
    "chart": "chart",
    "package": "chart data",
    "comments": "comment",
    "threadedComment": "comment",
    "notesSlide": "notes",
    "image": "picture",
    "table": "table",
    "diagramData": "diagram",
    "oleObject": "embedded object",
}
"""What a part is to the one that points to it."""


def all_texts(element: Any) -> Iterator[str]:
    """The texts and the words in attributes of an element and of all in it."""
    for inner in element.iter("*"):
        yield from own_texts(inner)


def own_texts(element: Any) -> Iterator[str]:
    """The text and the words in attributes of one element."""
    if element.text and element.text.strip():
        yield element.text
    yield from (str(v) for k, v in element.attrib.items() if len(v) > 1 and not k.endswith(("}id", "}uid")))
