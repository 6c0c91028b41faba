"""Ink is how text, lines and colours are put on a slide: legal characters, theme colours, allowed links."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from csdesk.domain.reviews.words import right_to_left

EMU = 914400
INK, INK2, RULE = "TEXT_1", "TEXT_2", "BACKGROUND_2"
"""Roles of the template's own theme: a person's template brings its colours."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ALLOWED_LINK = re.compile(r"(https?://[^\s/]+\S*|mailto:[^\s@?&]+@[^\s@?&]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style; `size` in points before the page's scale."""

    text: str
    size: float = 15
    bold: bool = False
    colour: str = INK


def legal(text: str) -> str:
    """The text without what XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


def link_of(text: str) -> str | None:
    """The address, if the whole text is a link that may be opened: http, https or mailto."""
    return text if _ALLOWED_LINK.fullmatch(text) and "\\" not in text else None


def describe(shape: Any, alt: str) -> None:
    """Give a shape its alternative text; an empty one marks it as decoration."""
    properties = shape._element.xpath(".//*[local-name()='cNvPr']")[0]  # noqa: SLF001  # no API for it
    properties.set("descr", legal(alt))


def scheme(role: str) -> Any:
    """The theme colour of a role."""
    from pptx.enum.dml import MSO_THEME_COLOR

    return getattr(MSO_THEME_COLOR, role)


def unstyle(shape: Any) -> None:
    """Take off the theme's style, which may bring a shadow."""
    style = shape._element.find("{*}style")  # noqa: SLF001  # no API for it
    if style is not None:
        shape._element.remove(style)  # noqa: SLF001


def place(shape: Any, box: Box) -> None:
    """Put a shape into a box."""
    from pptx.util import Inches

    shape.left, shape.top = Inches(box.left), Inches(box.top)
    shape.width, shape.height = Inches(box.width), Inches(box.height)


def fill(
    frame: Any,
    paragraphs: Sequence[Sequence[Run]],
    scale: float,
    *,
    align: str = "l",
    anchor: str = "t",
) -> None:
    """Write paragraphs into a text frame, in place of what is there."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE

    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = {"t": MSO_ANCHOR.TOP, "m": MSO_ANCHOR.MIDDLE, "b": MSO_ANCHOR.BOTTOM}[anchor]
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for index, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.clear()
        paragraph_of(paragraph, runs, scale, align=align)


def paragraph_of(paragraph: Any, runs: Sequence[Run], scale: float, *, align: str = "l") -> None:
    """Write runs into a paragraph; a text that begins from the right keeps its own direction."""
    from pptx.enum.text import PP_ALIGN

    paragraph.alignment = {"l": PP_ALIGN.LEFT, "r": PP_ALIGN.RIGHT, "c": PP_ALIGN.CENTER}[align]
    turned = right_to_left("".join(r.text for r in runs))
    paragraph._p.get_or_add_pPr().set("rtl", "1" if turned else "0")  # noqa: SLF001  # no API for it
    for run in runs:
        for index, piece in enumerate(run.text.split("\v")):
            if index:
                paragraph.add_line_break()
            _run(paragraph, legal(piece), run, scale)


def _run(paragraph: Any, piece: str, style: Run, scale: float) -> None:
    from pptx.util import Pt

    made = paragraph.add_run()
    made.text = piece
    made.font.size = Pt(round(style.size * scale * 2) / 2)
    made.font.bold = style.bold
    made.font.color.theme_color = scheme(style.colour)
    address = link_of(piece)
    if address:
        made.hyperlink.address = address


def as_field(shape: Any) -> None:
    """Turn the run of a page number into a field, so that it follows when slides are moved."""
    from lxml import etree

    run = shape.text_frame.paragraphs[0]._p.r_lst[0]  # noqa: SLF001  # no API for fields
    run.tag = run.tag.replace("}r", "}fld")
    run.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    run.set("type", "slidenum")
    etree.cleanup_namespaces(run)
