"""The texts of a deck: of each slide its paragraphs, alternative texts, notes and comments, by its number."""

from collections.abc import Iterator
from typing import Any

from csdesk.domain.leaks.findings import Placed, Spot
from csdesk.exchange.package_parts import Package, own_texts, part_id
from csdesk.exchange.properties import properties

_MAIN = "ppt/presentation.xml"
_ELSEWHERE = frozenset({"slideLayout", "slideMaster", "notesMaster", "theme", "slide"})


def deck_texts(package: Package) -> Iterator[Placed]:
    """Each text; parts that are not told here are marked with where they are used."""
    relations = package.relations(_MAIN)
    ids = [part_id(s) for s in package.root(_MAIN).iter("{*}sldId")]
    slides = [relations[i][1] for i in ids if i in relations]
    for number, part in enumerate(slides, 1):
        hidden = " (hidden)" if package.root(part).get("show") in {"0", "false"} else ""
        package.mark(part, f"slide {number}{hidden}", stop=_ELSEWHERE)
    for part in package.names:
        if part.startswith("ppt/slideLayouts/"):
            package.mark(part, "layout of the template", stop=_ELSEWHERE)
        elif part.startswith("ppt/slideMasters/"):
            package.mark(part, "master of the template", stop=_ELSEWHERE)
    for part in package.names:
        if part.endswith(".xml") and part.startswith(_DRAWN):
            where = package.whereabouts.get(part, f"part {part}")
            package.told.add(part)
            yield from drawn_texts(package.root(part), where)
    yield from properties(package)


_DRAWN = ("ppt/slides/", "ppt/notesSlides/", "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/notesMasters/")


def drawn_texts(root: Any, where: str) -> Iterator[Placed]:
    """The texts of what is drawn: a paragraph is one text, however it is cut into runs."""
    for paragraph in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p"):
        text = "".join(_run(e) for e in paragraph.iter("{*}t", "{*}br", "{*}tab"))
        if text.strip():
            yield Placed(where, text)
    for shape in root.iter("{*}cNvPr"):
        for name in ("descr", "title"):
            if shape.get(name):
                yield Placed(f"{where}, alternative text", str(shape.get(name)))
        if shape.get("name"):
            yield Placed(f"{where}, name of a shape", str(shape.get("name")), Spot.NAME)
    for other in root.iter("*"):
        if not str(other.tag).endswith(("}t", "}cNvPr")):
            yield from (Placed(where, text) for text in own_texts(other))


def _run(element: Any) -> str:
    return element.text or "" if str(element.tag).endswith("}t") else " "
