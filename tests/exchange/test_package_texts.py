"""Every text of a file is found, with the place where a person finds it: a word is planted in each of them."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pptx
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from csdesk.domain.leaks.findings import Spot
from csdesk.exchange.package_texts import texts_of

WORD = "Halden"
Plant = Callable[[Any], object]


def places(data: bytes, name: str = "a.xlsx") -> list[str]:
    return sorted({p.place for p in texts_of(data, name) if WORD in p.text})


def workbook(plant: Plant) -> bytes:
    book: Any = openpyxl.Workbook()
    book.active.title = "Plan"
    book.active["A1"] = "Day"
    plant(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def hidden_row(book: Any) -> None:
    book.active["A3"] = WORD
    book.active.row_dimensions[3].hidden = True


def hidden_column(book: Any) -> None:
    book.active["D2"] = WORD
    book.active.column_dimensions["D"].hidden = True


def hidden_sheet(book: Any) -> None:
    book.create_sheet("Base").sheet_state = "veryHidden"
    book["Base"]["B2"] = WORD


def comment(book: Any) -> None:
    book.active["B2"].comment = Comment(WORD, "Mary")


def commenter(book: Any) -> None:
    book.active["B2"].comment = Comment("text", WORD)


def formula(book: Any) -> None:
    book.active["B2"] = f'=CONCATENATE("{WORD}","x")'


def validation(book: Any) -> None:
    rule = DataValidation(type="list", formula1=f'"{WORD},Other"')
    rule.add("C2")
    book.active.add_data_validation(rule)


def prompt(book: Any) -> None:
    rule = DataValidation(type="whole", formula1="1", prompt=WORD)
    rule.add("C2")
    book.active.add_data_validation(rule)


def link(book: Any) -> None:
    book.active["B2"].hyperlink = f"https://{WORD}.example/"


def defined(book: Any) -> None:
    book.defined_names[f"{WORD}_total"] = DefinedName(f"{WORD}_total", attr_text="Plan!$A$1")


def chart(book: Any) -> None:
    from openpyxl.chart import BarChart, Reference, Series

    made = BarChart()
    made.series.append(Series(Reference(book.active, min_col=1, min_row=1), title=WORD))
    book.active.add_chart(made, "E5")


PLANTS: dict[str, tuple[Plant, str]] = {
    "a cell": (lambda b: b.active.append([WORD]), "Plan!A2"),
    "a hidden row": (hidden_row, "Plan!A3 (hidden row)"),
    "a hidden column": (hidden_column, "Plan!D2 (hidden column)"),
    "a hidden sheet": (hidden_sheet, "Base (hidden)!B2"),
    "the name of a sheet": (lambda b: b.create_sheet(WORD), "name of a sheet"),
    "a comment": (comment, "Plan!B2, comment"),
    "who wrote a comment": (commenter, "author of a comment"),
    "a formula": (formula, "Plan!B2, formula"),
    "a list of a validation": (validation, "Plan, list or prompt"),
    "a prompt": (prompt, "Plan, list or prompt"),
    "a link": (link, "Plan, link"),
    "a header of the page": (lambda b: setattr(b.active.oddHeader.center, "text", WORD), "Plan, header or footer"),
    "a defined name": (defined, "defined name"),
    "a chart": (chart, "Plan, chart"),
    "the title": (lambda b: setattr(b.properties, "title", WORD), "document properties, title"),
    "the author": (lambda b: setattr(b.properties, "creator", WORD), "document properties, creator"),
    "the keywords": (lambda b: setattr(b.properties, "keywords", WORD), "document properties, keywords"),
}  # fmt: skip


@pytest.mark.parametrize("where", list(PLANTS))
def test_a_word_anywhere_in_a_workbook_is_found_with_its_place(where: str) -> None:
    plant, place = PLANTS[where]
    assert places(workbook(lambda b: None)) == []
    assert place in places(workbook(plant))


def test_the_codes_of_a_header_stand_apart_from_its_words() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Plan").set_header('&L&"Arial,Bold"&12Dunmore &KFF0000Foods&CThistle && Co&D')
    told = next(p.text for p in texts_of(out.getvalue(), "a.xlsx") if p.place == "Plan, header or footer")
    assert told.split() == ["Dunmore", "Foods", "Thistle", "&", "Co"]


def test_tables_alternative_texts_and_their_names_are_found() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Plan")
        sheet.add_table(0, 0, 2, 0, {"name": f"{WORD}_table", "columns": [{"header": f"{WORD} days"}]})
        sheet.insert_textbox("D4", WORD, {"description": f"box of {WORD}"})
    found = places(out.getvalue())
    assert "Plan, table, name of the table" in found
    assert "Plan, table, column of the table" in found
    assert "Plan!A1" in found
    assert "Plan, alternative text" in found


def test_a_text_that_no_cell_shows_any_more_is_found() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Plan").write_string("A1", "x")
    parts = {}
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(
        b"</sst>", b"<si><r><t>Hal</t></r><r><t>den</t></r></si></sst>"
    )
    parts["xl/customProperty1.bin"] = WORD.encode("utf-16-le") * 4
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert places(again.getvalue()) == ["a text that no cell shows any more", "part xl/customProperty1.bin"]


def deck(plant: Plant) -> bytes:
    made = pptx.Presentation()
    for _ in range(2):
        made.slides.add_slide(made.slide_layouts[5])
    plant(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def in_runs(made: Any) -> None:
    paragraph = made.slides[1].shapes.title.text_frame.paragraphs[0]
    for piece in ("as Hal", "den", " did"):
        paragraph.add_run().text = piece


def alternative(made: Any) -> None:
    box = made.slides[1].shapes.title
    box._element.nvSpPr.cNvPr.set("descr", f"a picture of {WORD}")


def in_chart(made: Any) -> None:
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["Now"]
    data.add_series(WORD, (1,))
    size = [Inches(1)] * 4
    made.slides[1].shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *size, data)


def hidden_slide(made: Any) -> None:
    made.slides[1]._element.set("show", "0")
    made.slides[1].shapes.title.text = WORD


def in_table(made: Any) -> None:
    size = [Inches(1)] * 4
    made.slides[1].shapes.add_table(1, 1, *size).table.cell(0, 0).text = WORD


def linked(made: Any) -> None:
    run = made.slides[1].shapes.title.text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "here", f"https://{WORD}.example"


def in_layout(made: Any) -> None:
    made.slide_layouts[5].placeholders[0].text = WORD


SLIDES: dict[str, tuple[Plant, list[str]]] = {
    "a title in pieces": (in_runs, ["slide 2"]),
    "an alternative text": (alternative, ["slide 2, alternative text"]),
    "the notes": (
        lambda d: setattr(d.slides[1].notes_slide.notes_text_frame, "text", WORD), ["slide 2, notes"]
    ),
    "a chart": (in_chart, ["slide 2, chart", "slide 2, chart, chart data, Sheet1!B1"]),
    "a hidden slide": (hidden_slide, ["slide 2 (hidden)"]),
    "a table": (in_table, ["slide 2"]),
    "a link": (linked, ["slide 2, link"]),
    "a layout": (in_layout, ["layout of the template"]),
    "who saved it": (
        lambda d: setattr(d.core_properties, "last_modified_by", WORD), ["document properties, lastModifiedBy"]
    ),
}  # fmt: skip


@pytest.mark.parametrize("where", list(SLIDES))
def test_a_word_anywhere_in_a_deck_is_found_with_its_slide(where: str) -> None:
    plant, expected = SLIDES[where]
    assert places(deck(lambda d: None), "a.pptx") == []
    assert set(expected) <= set(places(deck(plant), "a.pptx"))


@pytest.mark.parametrize(
    ("part", "inside"), [("ppt/commentAuthors.xml", "p:cmAuthor"), ("ppt/authors.xml", "p:author")]
)
def test_who_commented_on_a_slide_is_told_as_an_author(part: str, inside: str) -> None:
    out = io.BytesIO(deck(lambda d: None))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(part, f'<p:list xmlns:p="x"><{inside} id="0" name="{WORD}"/></p:list>')
    told = [p for p in texts_of(out.getvalue(), "a.pptx") if p.text == WORD]
    assert [(p.place, p.spot) for p in told] == [("author of a comment", Spot.PROPERTY)]


def test_text_files_say_the_line_and_every_file_its_name() -> None:
    assert places(f"a\nb {WORD}\n".encode(), "a.csv") == ["line 2"]
    assert places(b"", f"{WORD}.json") == ["file name"]
    assert places(b"\x89PNG" + b"\x00" * 9 + f"Author: {WORD} and me".encode() + b"\x00", "a.png") == [
        "the file"
    ]
