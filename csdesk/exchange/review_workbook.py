"""A business review as a workbook: a sheet for each part, charts of Excel's own, and the source of every figure."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from csdesk.domain.reviews.parts import Drawing, Part, Value, parts_of
from csdesk.domain.reviews.values import Listing, Review
from csdesk.domain.rounds.words import fitting
from csdesk.exchange.fresh_workbook import fresh_workbook
from csdesk.tokens import tokens

_FORMS = {"number": "General", "share": "0%", "day": "d mmm yyyy"}
_HEAD = 3
"""The row of the headers, from 0: the finding and its second line stand above."""
_WIDEST = 60
_LINE = 15.0
"""Points of a line: a row is as high as its words, in programs too that do not measure them."""
_RIGHT = frozenset({"number", "share"})


def review_workbook(review: Review, *, internal: Listing | None = None) -> tuple[bytes, int]:
    """The review as an .xlsx file, and how many sheets it has; the same review gives the same bytes.

    `internal` is what is for inside use; with it the rows of every figure are named by their ids, too.
    """
    out, sheets = BytesIO(), [*parts_of(review, internal)]
    with fresh_workbook(out, f"{review.kind.called}, {review.account}", review.as_of) as book:
        forms = _forms(book)
        for sheet in sheets:
            _write(book, sheet, forms)
    return out.getvalue(), len(sheets)


def _forms(book: Any) -> dict[str, Any]:
    forms = {name: book.add_format({"num_format": code, "valign": "top"}) for name, code in _FORMS.items()}
    forms["day"].set_align("left")
    forms["day"].set_indent(1)
    forms["text"] = book.add_format({"text_wrap": True, "valign": "top"})
    forms["title"] = book.add_format({"bold": True, "font_size": 14})
    forms["said"] = book.add_format({"font_color": tokens("light").deck.ink2})
    forms["head"] = book.add_format({"bold": True, "bottom": 1})
    forms["head right"] = book.add_format({"bold": True, "bottom": 1, "align": "right"})
    return forms


def _write(book: Any, sheet: Part, forms: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.name)
    page.write_string(0, 0, _plain(sheet.title), forms["title"])
    page.write_string(1, 0, _plain(sheet.lead), forms["said"])
    widths = [_width(head, [row[at] for row in sheet.rows]) for at, (head, _) in enumerate(sheet.heads)]
    for at, (head, form) in enumerate(sheet.heads):
        page.write_string(_HEAD, at, head, forms["head right" if form in _RIGHT else "head"])
        page.set_column(at, at, widths[at])
    for number, row in enumerate(sheet.rows, _HEAD + 1):
        page.set_row(number, _LINE * max(map(_lines, row, widths)))
        for at, (value, (_, form)) in enumerate(zip(row, sheet.heads, strict=True)):
            _cell(page, number, at, value, forms[form])
    end = _HEAD + len(sheet.rows) + 2
    page.write_string(end, 0, _plain(sheet.foot), forms["said"])
    if sheet.drawing and sheet.rows:
        page.insert_chart(
            end + 2, 0, _chart(book, sheet, sheet.drawing), {"description": _plain(sheet.title)}
        )
    page.freeze_panes(_HEAD + 1, 0)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 1 if sheet.drawing else 0)
    page.set_footer("&L&A&RPage &P of &N")


def _cell(page: Any, row: int, at: int, value: Value, form: Any) -> None:
    if isinstance(value, date):
        page.write_datetime(row, at, datetime.combine(value, datetime.min.time()), form)
    elif isinstance(value, str):
        page.write_string(row, at, _plain(value), form)
    elif value is not None:
        page.write_number(row, at, value, form)


def _chart(book: Any, sheet: Part, told: Drawing) -> Any:
    """A chart that Excel draws from the rows of its own sheet."""
    kind = {"type": told.kind} | ({"subtype": "stacked"} if told.stacked else {})
    chart = book.add_chart(kind)
    last = _HEAD + len(sheet.rows)
    deck = tokens("light").deck
    for at, ink in zip(told.series, (deck.accent, deck.ink), strict=False):
        drawn = {"line": {"color": ink}} if told.kind == "line" else {"fill": {"color": ink}}
        chart.add_series(
            drawn
            | {
                "name": [sheet.name, _HEAD, at],
                "categories": [sheet.name, _HEAD + 1, 0, last, 0],
                "values": [sheet.name, _HEAD + 1, at, last, at],
            }
        )
    if told.kind == "bar":
        chart.set_x_axis({"num_format": "0%", "major_gridlines": {"visible": False}})
        chart.set_y_axis({"reverse": True})
    elif told.kind == "line":
        chart.set_x_axis({"date_axis": True, "num_format": "d mmm"})
        chart.set_y_axis({"min": 0})
    chart.set_title({"none": True})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": 320})
    return chart


def _plain(text: str) -> str:
    return fitting(" ".join(text.split()))


def _lines(value: Value, width: int) -> int:
    """How many lines words take in a column; they break at spaces, so that some room is lost on each."""
    return -(-len(value) // max(1, width - 6)) if isinstance(value, str) and len(value) > width else 1


def _width(head: str, values: Sequence[Value]) -> int:
    longest = max((len(v) if isinstance(v, str) else 11 for v in values if v is not None), default=0)
    return min(max(longest, len(head)) + 2, _WIDEST)
