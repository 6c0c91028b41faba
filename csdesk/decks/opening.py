"""Opening a template: the shipped one, or a person's own, with nothing in it that reaches outside."""

import io
import zipfile
from pathlib import Path
from typing import Any

from csdesk.decks.package import read_parts
from csdesk.domain.errors import TemplateUnreadable
from csdesk.paths import resource

_MOST_BYTES = 100 * 2**20
_MOST_UNPACKED = 512 * 2**20
_MOST_PARTS = 5000
_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ACTIVE = ("oleObject", "control", "vbaProject", "activeXControl")
_LINKS = ("hlinkClick", "hlinkHover", "hlinkMouseOver")


def opened(template: Path | None) -> Any:
    """The presentation to fill, without slides and links to elsewhere. Raises: TemplateUnreadable."""
    import pptx

    data = _checked(template) if template else resource("templates", "deck.pptx").read_bytes()
    try:
        deck = pptx.Presentation(io.BytesIO(data))
        _drop_slides(deck)
        _drop_outside(deck)
        layouts = len(deck.slide_layouts)
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, SyntaxError) as error:
        raise TemplateUnreadable(where=_name(template), reason="it is damaged") from error
    if not layouts:
        raise TemplateUnreadable(where=_name(template), reason="it has no slide layouts to write into")
    return deck


def _name(template: Path | None) -> str:
    return template.name if template else "deck.pptx"


def _checked(template: Path) -> bytes:
    def refuse(reason: str) -> TemplateUnreadable:
        return TemplateUnreadable(where=template.name, reason=reason)

    if template.suffix.casefold() != ".pptx":
        raise refuse("only .pptx files are templates")
    try:
        if template.stat().st_size > _MOST_BYTES:
            raise refuse("it is larger than 100 MB")
        data = template.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
        if len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > _MOST_UNPACKED:
            raise refuse("it unpacks to more than a deck can be")
        parts = read_parts(data)
    except FileNotFoundError as error:
        raise refuse("there is no such file") from error
    except OSError as error:
        raise refuse("it cannot be opened") from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        raise refuse("it is not a whole PowerPoint file") from error
    if _MAIN not in parts.get("[Content_Types].xml", b""):
        raise refuse("it is not a PowerPoint presentation without macros")
    if any(b"<!DOCTYPE" in d or b"<!ENTITY" in d for n, d in parts.items() if n.endswith((".xml", ".rels"))):
        raise refuse("it declares its own document type, which no real presentation does")
    return data


def _drop_slides(deck: Any) -> None:
    ids = deck.slides._sldIdLst  # noqa: SLF001  # the library has no way to remove a slide
    for entry in list(ids):
        deck.part.drop_rel(entry.rId)
        ids.remove(entry)
    for sections in deck.element.xpath("//*[local-name()='sectionLst']"):
        extension = sections.getparent()
        extension.getparent().remove(extension)


def _drop_outside(deck: Any) -> None:
    package = deck.part.package._rels  # noqa: SLF001  # no API for the file's own picture of itself
    for rid, rel in list(package.items()):
        if rel.reltype.endswith("/thumbnail"):
            package.pop(rid)
    for part in list(deck.part.package.iter_parts()):
        for rid, rel in list(part.rels.items()):
            if rel.is_external or rel.reltype.rsplit("/", 1)[-1] in _ACTIVE:
                _unlink(getattr(part, "_element", None), rid)
                part.rels.pop(rid)


def _unlink(element: Any, rid: str) -> None:
    """Take out of a part whatever refers to a relationship."""
    if element is None:
        return
    for node in list(element.iter()):
        names = [n for n, value in node.attrib.items() if n.startswith(_R) and value == rid]
        if not names:
            continue
        parent = node.getparent()
        if parent is not None and (str(node.tag).rsplit("}", 1)[-1] in _LINKS or "link" not in names[0]):
            parent.remove(node)
        else:
            for name in names:
                del node.attrib[name]
