"""A page is one slide being filled: its title, its free area, its foot and its notes."""

import copy
from collections.abc import Sequence
from typing import Any

from csdesk.decks import fitting
from csdesk.decks.ink import EMU, INK, INK2, Box, Run, as_field, describe, fill, legal, place, scheme, unstyle

_OTHER_FACE = 1.18
"""How much wider than Arial the face of a person's template may be set, also where it is not installed."""


class Page:
    """One slide, drawn from the top down. All measures in inches; `scale` shrinks a smaller template's type."""

    def __init__(self, deck: Any, layout: Any, kind: str) -> None:
        self.slide: Any = deck.slides.add_slide(layout)
        self._wide = (deck.slide_width or 12192000) / EMU
        self._high = (deck.slide_height or 6858000) / EMU
        self._own = layout.name in {"Title", "Finding", "Table", "Chart"}
        self._lead = next((p for p in self.slide.placeholders if p.placeholder_format.idx == 13), None)
        self.head = self._head_box(kind)
        self.scale = 1.0 if self._own else max(0.7, min(1.0, self.head.width / 12.0))
        self.metric = self.scale * (1.0 if self._own else _OTHER_FACE)
        """The scale for measuring: a face that is not Arial may be wider."""
        self.top = self.head.top
        self.bottom = self._high - 0.8

    def _head_box(self, kind: str) -> Box:
        title = self.slide.shapes.title
        if title is not None and title.width and title.width > 3 * EMU:
            box = Box(title.left / EMU, title.top / EMU, title.width / EMU, title.height / EMU)
            if box.left >= 0 and box.right <= self._wide and box.top < self._high / 2:
                return box
        margin = self._wide * 0.05
        top = 0.56 if kind != "cover" else self._high * 0.3
        return Box(margin, top, self._wide - 2 * margin, 0.5)

    @property
    def area(self) -> Box:
        """What is still free."""
        return Box(self.head.left, self.top, self.head.width, self.bottom - self.top)

    def kicker(self, text: str) -> None:
        """A small line above the title; only where the shipped template keeps room for it."""
        if self._own:
            self.text(Box(self.head.left, self.top, self.head.width, 0.26), [Run(text, 12, colour=INK2)])
            self.top += 0.29

    def title(self, text: str, *, size: float = 24, tail: str = "") -> None:
        """The finding and its tail, on two lines at most; what does not fit is in the notes."""
        points = size * self.metric
        room = self.head.width
        fitted = fitting.fitted(legal(text), room, points, 2, bold=True, tail=tail)
        even = fitting.balanced if self._own else fitting.wrapped
        split = even(fitted, room, points, bold=True)
        need = fitting.height(len(split), points) + 0.06
        set_out = " \v".join(split) if self._own else fitted
        own = self._own or self.slide.shapes.title is None
        box = Box(self.head.left, self.top, room, need if own else max(need, self.head.height))
        holder = self.slide.shapes.title or self.slide.shapes.add_textbox(0, 0, 1, 1)
        place(holder, box)
        fill(holder.text_frame, [[Run(set_out, size, bold=True)]], self.scale)
        self.top = box.bottom + (0.04 if self._own else 0.1)

    def lead(self, text: str) -> None:
        """One or two lines under the title."""
        if not text:
            return
        points = 16 * self.metric
        fitted = fitting.fitted(legal(text), self.head.width, points, 2)
        lines = len(fitting.wrapped(fitted, self.head.width, points))
        box = Box(self.head.left, self.top, self.head.width, fitting.height(lines, points) + 0.05)
        if self._own and self._lead is not None:
            place(self._lead, box)
            fill(self._lead.text_frame, [[Run(fitted, 16, colour=INK2)]], self.scale)
        else:
            self.text(box, [Run(fitted, 16, colour=INK2)])
        self.top = box.bottom

    def text(self, box: Box, *paragraphs: Sequence[Run], align: str = "l", anchor: str = "t") -> Any:
        """Text in a box of its own. The caller has measured that it fits."""
        shape = self.slide.shapes.add_textbox(0, 0, 1, 1)
        place(shape, box)
        fill(shape.text_frame, paragraphs, self.scale, align=align, anchor=anchor)
        return shape

    def rule(self, left: float, top: float, width: float, *, colour: str = INK) -> None:
        """A horizontal line."""
        from pptx.enum.shapes import MSO_CONNECTOR
        from pptx.util import Inches, Pt

        ends = [Inches(v) for v in (left, top, left + width, top)]
        line = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
        line.line.color.theme_color = scheme(colour)
        line.line.width = Pt(0.75)
        unstyle(line)
        describe(line, "")

    def bar(self, box: Box, *, colour: str, alt: str) -> None:
        """A filled rectangle."""
        from pptx.enum.shapes import MSO_SHAPE

        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 1, 1)
        place(shape, box)
        shape.fill.solid()
        shape.fill.fore_color.theme_color = scheme(colour)
        shape.line.fill.background()
        unstyle(shape)
        describe(shape, alt)

    def foot(self, text: str, number: int) -> None:
        """Definition, day and source in small, on two lines at most that stand on one foot, and the page's number."""
        page = self._high - 0.51
        room = self.head.width - 1.1
        points = 11 * self.metric
        fitted = fitting.fitted(legal(text), room, points, 2)
        more = fitting.height(len(fitting.wrapped(fitted, room, points)) - 1, points)
        left = Box(self.head.left, page - more, room, 0.25 + more)
        right = Box(self.head.right - 0.8, page, 0.8, 0.25)
        for kind, box, words in (("FOOTER", left, fitted), ("SLIDE_NUMBER", right, str(number))):
            shape = self._from_layout(kind) or self.slide.shapes.add_textbox(0, 0, 1, 1)
            place(shape, box)
            align = "r" if kind == "SLIDE_NUMBER" else "l"
            fill(shape.text_frame, [[Run(words, 11, colour=INK2)]], self.scale, align=align, anchor="b")
            if kind == "SLIDE_NUMBER":
                as_field(shape)

    def _from_layout(self, kind: str) -> Any:
        for holder in self.slide.slide_layout.placeholders:
            if holder.placeholder_format.type.name == kind:
                element = copy.deepcopy(holder._element)  # noqa: SLF001  # a layout's foot is not cloned
                self.slide.shapes._spTree.append(element)  # noqa: SLF001
                made = self.slide.shapes[-1]
                element.nvSpPr.cNvPr.set("id", str(max(s.shape_id for s in self.slide.shapes) + 1))
                return made
        return None

    def finish(self, notes: str) -> None:
        """Take out placeholders that stayed empty, and write the notes."""
        for holder in list(self.slide.placeholders):
            if not (holder.has_text_frame and holder.text_frame.text.strip()):
                holder._element.getparent().remove(holder._element)  # noqa: SLF001
        frame = self.slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = legal(notes)
