"""A deck is a file that opens, fits, can be edited, and says where its numbers come from."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import openpyxl
import pytest

from csdesk.decks import fitting
from csdesk.decks.deck import board_deck_of, deck_of
from csdesk.decks.graphs import nice_axis
from csdesk.decks.ink import legal, link_of
from csdesk.decks.package import read_parts
from csdesk.decks.template import template_bytes
from csdesk.domain.packs import pack_of
from csdesk.domain.reviews.kinds import ASKED, ReviewKind
from csdesk.domain.reviews.values import Figure, Line, Listing
from csdesk.domain.tasks import Party
from csdesk.paths import resource
from tests.decks import examples, packs
from tests.decks.conftest import content_of, opened

INSIDE = re.compile(
    r"health|\brisk|churn|forecast|\bARR\b|\bMRR\b|renew|detractor|first value|send-only|upsell"
    r"|\bscore\b|SECRET|29,?000",
    re.IGNORECASE,
)
"""What never stands in a customer's deck; `score` only as csdesk's own."""
INCHES = 914400


def texts(content: bytes) -> str:
    """Everything in the file that can be read, notes and workbooks too."""
    found = []
    for name, data in read_parts(content).items():
        if name.endswith(".xlsx"):
            found.append(texts(data))
        elif name.startswith(("ppt/slides/", "ppt/notesSlides/", "ppt/charts/", "docProps/", "xl/")):
            found.append(re.sub(r"<[^>]*>", " ", data.decode("utf-8", "replace")))
            found.extend(re.findall(r'descr="([^"]*)"', data.decode("utf-8", "replace")))
    return "\n".join(found)


def shapes(deck: Any) -> Iterator[tuple[int, Any]]:
    """Every shape with its slide's number."""
    for number, slide in enumerate(deck.slides, 1):
        for shape in slide.shapes:
            yield number, shape


def test_a_customers_deck_holds_nothing_for_inside_use() -> None:
    found = INSIDE.findall(texts(content_of("financiality")))
    assert found == []


def test_an_internal_deck_has_one_page_more_that_says_so() -> None:
    page = Listing("Before the meeting", ("", "What", "", ""), (Line("Healthy, 78.0", group="Health"),))
    facts = examples.review(examples.financiality())
    customer, internal = deck_of(facts), deck_of(facts, internal=page)
    assert internal.slides == customer.slides + 1
    assert "For inside use; not for the customer" in texts(internal.content)
    assert "Rows: r-o1" not in texts(customer.content)
    assert "Rows: o1, r-o1" in texts(internal.content)


@pytest.mark.parametrize("example", ["financiality", "hostile", "nothing_known"])
def test_the_same_review_makes_the_same_bytes(example: str) -> None:
    again = deck_of(examples.review(getattr(examples, example)())).content
    assert again == content_of(example)


def test_nothing_in_the_package_tells_the_time_of_writing() -> None:
    with zipfile.ZipFile(io.BytesIO(content_of("financiality"))) as package:
        assert {i.date_time for i in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        inner = [n for n in package.namelist() if n.endswith(".xlsx")]
        core = read_parts(package.read(inner[0]))["docProps/core.xml"].decode()
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core) == ["2025-12-08T00:00:00Z"] * 2


def test_nothing_leaves_the_slide(deck: Any) -> None:
    for number, shape in shapes(deck):
        assert shape.left >= 0, (number, shape.name)
        assert shape.top >= 0, (number, shape.name)
        assert shape.left + shape.width <= deck.slide_width, (number, shape.name)
        assert shape.top + shape.height <= deck.slide_height, (number, shape.name)


def test_every_text_fits_its_box(deck: Any) -> None:
    for number, shape in shapes(deck):
        if not shape.has_text_frame or not shape.text_frame.text:
            continue
        need = 0.0
        for paragraph in shape.text_frame.paragraphs:
            size = max((r.font.size.pt for r in paragraph.runs if r.font.size), default=11)
            bold = any(r.font.bold for r in paragraph.runs)
            rows = paragraph.text.split("\v")
            lines = sum(len(fitting.wrapped(t, shape.width / INCHES, size, bold=bold)) for t in rows)
            need += fitting.height(lines, size)
        assert need <= shape.height / INCHES + 0.02, (number, shape.text_frame.text)


def test_every_table_cell_fits_its_row_and_column(deck: Any) -> None:
    for number, shape in shapes(deck):
        if not shape.has_table:
            continue
        for row in shape.table.rows:
            for cell, column in zip(row.cells, shape.table.columns, strict=True):
                room = (column.width - cell.margin_left - cell.margin_right) / INCHES
                need = cell.margin_top / INCHES
                for paragraph in cell.text_frame.paragraphs:
                    size = max((r.font.size.pt for r in paragraph.runs), default=11)
                    bold = any(r.font.bold for r in paragraph.runs)
                    need += fitting.height(len(fitting.wrapped(paragraph.text, room, size, bold=bold)), size)
                assert need <= row.height / INCHES + 0.02, (number, cell.text_frame.text)


def test_no_two_texts_overlap(deck: Any) -> None:
    for number, slide in enumerate(deck.slides, 1):
        boxes = [s for s in slide.shapes if (s.has_text_frame and s.text_frame.text.strip()) or s.has_table]
        for index, one in enumerate(boxes):
            for other in boxes[index + 1 :]:
                apart = (
                    one.left + one.width <= other.left + 9144
                    or other.left + other.width <= one.left + 9144
                    or one.top + one.height <= other.top + 9144
                    or other.top + other.height <= one.top + 9144
                )
                assert apart, (number, one.name, other.name)


def test_every_slide_has_a_title_and_notes(deck: Any) -> None:
    for slide in deck.slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text.strip()
        assert slide.has_notes_slide
        assert "known by the end of" in slide.notes_slide.notes_text_frame.text


def test_no_placeholder_is_left_empty(deck: Any) -> None:
    for slide in deck.slides:
        assert all(p.text_frame.text.strip() for p in slide.placeholders)


def test_notes_give_each_number_its_definition_period_and_source(deck_named: Callable[[str], Any]) -> None:
    notes = {
        s.shapes.title.text_frame.text: s.notes_slide.notes_text_frame.text
        for s in deck_named("financiality").slides
    }
    support = next(text for title, text in notes.items() if "tickets" in title)
    assert "Days to close: 3 days" in support
    assert "How it is counted: Median of the days from opening to closing" in support
    assert "Period: 5\u00a0September to 8\u00a0December 2025. Source: Tickets, 5\u00a0rows." in support


def test_charts_are_native_and_carry_their_own_workbook(deck_named: Callable[[str], Any]) -> None:
    charts = [s.chart for _, s in shapes(deck_named("financiality")) if s.has_chart]
    assert len(charts) == 3
    for chart in charts:
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
        series = list(chart.plots[0].series)
        for column, one in enumerate(series, 2):
            cells = [sheet.cell(row, column).value for row in range(2, 2 + len(one.values))]
            assert cells == list(one.values)


def test_charts_and_tables_have_words_for_those_who_do_not_see_them(deck: Any) -> None:
    for _, shape in shapes(deck):
        if shape.has_chart or shape.has_table:
            assert len(shape._element.xpath(".//*[local-name()='cNvPr']")[0].get("descr")) > 10


def test_the_adoption_chart_labels_its_lines_at_their_end(deck_named: Callable[[str], Any]) -> None:
    charts = [s.chart for _, s in shapes(deck_named("financiality")) if s.has_chart]
    chart = next(c for c in charts if c.plots[0].series[0].name == "Active users")
    xml = chart._chartSpace.xml
    assert "101 active" in xml
    assert "120 licences" in xml
    assert "<c:dateAx>" in xml
    assert 'prstDash val="dash"' in xml


def test_days_of_several_years_have_their_year() -> None:
    facts = examples.financiality()
    earlier = tuple(replace(u, on=u.on - timedelta(days=300)) for u in facts.usage)
    for usage, shown in ((facts.usage, "d mmm"), ((*earlier, *facts.usage), "d mmm yyyy")):
        made = examples.review(replace(facts, usage=usage), first=examples.FIRST - timedelta(days=330))
        charts = [s.chart for _, s in shapes(opened(deck_of(made).content)) if s.has_chart]
        chart = next(c for c in charts if c.plots[0].series[0].name == "Active users")
        assert chart.category_axis.tick_labels.number_format == shown


def test_definitions_and_what_a_foot_says_are_not_cut() -> None:
    said = " ".join(f"word{n}" for n in range(28))
    pack = pack_of(packs.board_full())
    assert pack.forecast is not None
    figure = Figure("Logo retention", "98 %", f"{said} {said}", "in the year", "Subscriptions")
    made = replace(pack, forecast=replace(pack.forecast, foot=said, figures=(figure,)))
    content = board_deck_of(made).content
    deck = opened(content)
    feet = [s.text_frame.text for _, s in shapes(deck) if s.has_text_frame]
    cells = [c.text for _, s in shapes(deck) if s.has_table for c in s.table.iter_cells()]
    assert said in feet
    assert any(f"{said} {said}" in cell for cell in cells)


def test_formulas_and_tags_from_data_stay_text() -> None:
    parts = read_parts(content_of("hostile"))
    for name, data in parts.items():
        if name.endswith(".xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(data))
            kinds = {c.data_type for sheet in book for row in sheet.iter_rows() for c in row}
            assert "f" not in kinds, name
    slides = "".join(d.decode() for n, d in parts.items() if n.startswith("ppt/slides/slide"))
    assert "<img" not in slides
    assert "&lt;img" in slides


def test_a_deck_links_nowhere_but_to_the_web_and_mail(deck: Any) -> None:
    for part in deck.part.package.iter_parts():
        for rel in part.rels.values():
            if rel.is_external:
                assert rel.target_ref.startswith(("http://", "https://", "mailto:"))


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://example.org/x", True),
        ("mailto:joe@example.org", True),
        ("HTTP://example.org", True),
        ("file://evil/share", False),
        ("\\\\evil\\share", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("ms-msdt:/id", False),
        ("https:///x", False),
        ("mailto:a@b?bcc=c@d", False),
        ("see https://example.org", False),
        ("https://example.org\\@evil", False),
        ("smb://evil", False),
    ],
)
def test_only_web_and_mail_addresses_become_links(text: str, link: bool) -> None:
    assert (link_of(text) is not None) is link


def test_long_lists_go_on_on_a_further_slide_and_are_counted_beyond_forty() -> None:
    facts = examples.financiality()
    many = tuple(
        examples.task(f"n{i:03}", f"Thing {i}", examples.DAY, party=Party.CUSTOMER) for i in range(60)
    )
    deck = deck_of(examples.review(replace(facts, tasks=many)))
    words = texts(deck.content)
    assert "(continued)" in words
    assert "And 20 more." in words
    assert deck.slides <= 22


def test_an_account_of_which_nothing_is_known_gives_three_slides_that_ask(
    deck_named: Callable[[str], Any],
) -> None:
    slides = list(deck_named("nothing_known").slides)
    assert len(slides) == 3
    assert "How will you measure it?" in [s.text_frame.text for s in slides[1].shapes if s.has_text_frame]


def test_the_second_slide_is_always_the_outcome(review_deck: Any) -> None:
    words = [s.text_frame.text for s in review_deck.slides[1].shapes if s.has_text_frame]
    assert "The outcome we work for" in words


def test_text_from_the_right_keeps_its_direction(deck_named: Callable[[str], Any]) -> None:
    xml = "".join(s._element.xml for _, s in shapes(deck_named("hostile")))
    assert 'rtl="1"' in xml
    assert "\u202e" not in xml


def test_the_shipped_template_is_what_its_script_makes() -> None:
    assert template_bytes() == resource("templates", "deck.pptx").read_bytes()


def test_what_xml_cannot_hold_is_replaced_where_it_is_written() -> None:
    assert legal("a\x00b\ud800c\ufffed\te") == "a\ufffdb\ufffdc\ufffdd\te"


def test_an_amount_beside_a_bar_stays_on_one_line(deck_named: Callable[[str], Any]) -> None:
    (chart,) = [s.chart for _, s in shapes(deck_named("board_full")) if s.has_chart and _is_bar(s.chart)]
    (labels,) = chart._chartSpace.xpath(".//c:dLbls/c:txPr/a:bodyPr")
    assert labels.get("wrap") == "none"


def _is_bar(chart: Any) -> bool:
    return bool(chart._chartSpace.xpath(".//c:barDir[@val='bar']"))


def test_a_long_title_says_on_every_slide_that_it_goes_on() -> None:
    facts = examples.financiality()
    one = next(m for m in facts.milestones if m.achieved_on is None)
    many = tuple(
        replace(one, id=f"m{n}", milestone=f"Step {n} of a programme for all of the branches in every region",
                target_on=examples.DAY + timedelta(days=n), forecast_on=None)
        for n in range(1, 31)
    )  # fmt: skip
    slides = opened(deck_of(examples.review(replace(facts, milestones=many))).content).slides
    titles = [" ".join(s.shapes.title.text_frame.text.split()) for s in slides]
    ahead = [t for t in titles if t.startswith("Next 90 days: Step 1 of")]
    assert len(ahead) > 2
    assert all(t.endswith("(continued)") for t in ahead[1:])


def test_an_interval_under_a_figure_is_told_whole(deck_named: Callable[[str], Any]) -> None:
    (slide,) = [s for s in deck_named("board_full").slides if "nps is" in s.shapes.title.text_frame.text]
    told = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    assert any("between 69 and 97 %, with 95 % confidence" in text for text in told)
    assert not any("…" in text for text in told)


@pytest.mark.parametrize("example", ["financiality", "hostile", "nothing_known"])
def test_an_executive_reads_at_most_eight_slides_and_no_support_adoption_or_appendix(example: str) -> None:
    facts = getattr(examples, example)()
    made = {kind: opened(deck_of(examples.review(facts, kind=kind)).content) for kind in ReviewKind}
    assert len(made[ReviewKind.EBR].slides) <= 8
    assert len(made[ReviewKind.SEND_ONLY].slides) == len(made[ReviewKind.EBR].slides) + 1
    titles = [slide.shapes.title.text_frame.text for slide in made[ReviewKind.EBR].slides]
    assert not any("counted" in title or "ticket" in title for title in titles)


def test_a_review_that_is_only_sent_ends_with_questions_to_send_back(
    deck_named: Callable[[str], Any],
) -> None:
    words = [s.text_frame.text for s in deck_named("hostile send-only").slides[-1].shapes if s.has_text_frame]
    assert set(ASKED) <= set(words)
    first = [s.text_frame.text for s in deck_named("financiality ebr").slides[0].shapes if s.has_text_frame]
    assert "Executive review for Financiality" in first


def test_figures_side_by_side_are_of_one_size(deck_named: Callable[[str], Any]) -> None:
    sizes = {
        run.font.size
        for shape in deck_named("board_full").slides[1].shapes
        if shape.has_text_frame and shape != deck_named("board_full").slides[1].shapes.title
        for run in (r for p in shape.text_frame.paragraphs for r in p.runs)
        if run.font.size.pt > 24
    }
    assert len(sizes) == 1


def test_a_board_reads_each_list_on_one_slide_and_how_many_more_there_are(
    deck_named: Callable[[str], Any],
) -> None:
    slides = deck_named("board_many").slides
    titles = [slide.shapes.title.text_frame.text.replace("\u00a0", " ") for slide in slides]
    (risks,) = [n for n, title in enumerate(titles) if "at risk with" in title]
    told = [s.text_frame.text for s in slides[risks].shapes if s.has_text_frame]
    assert any("And 182 more." in text for text in told)
    assert sum("left with" in title for title in titles) == 1


def test_the_waterfall_of_a_board_says_uncut_what_is_agreed_and_what_an_archive_counts_as(
    deck_named: Callable[[str], Any],
) -> None:
    (slide,) = [s for s in deck_named("board_full").slides if "MRR grew" in s.shapes.title.text_frame.text]
    told = " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
    assert "What is agreed to come (CMRR): $181,508. " in told
    assert "Archive of $625 counts as churn. Movements compare the two ends of the period" in told
    assert "CMRR: $181,508" in slide.notes_slide.notes_text_frame.text


def test_many_steps_are_counted_beyond_five_for_an_executive() -> None:
    facts = examples.financiality()
    one = facts.milestones[0]
    many = tuple(
        replace(one, milestone=f"Step {n}", achieved_on=None, target_on=examples.DAY + timedelta(days=n))
        for n in range(1, 31)
    )
    made = examples.review(replace(facts, milestones=many), kind=ReviewKind.EBR)
    assert len(opened(deck_of(made).content).slides) <= 8


@pytest.mark.parametrize(
    ("highest", "axis"),
    [(170, (200, 50)), (328_000, (400_000, 100_000)), (10_500_000, (12_000_000, 4_000_000)), (4, (4, 1))],
)
def test_an_axis_ends_on_a_line_that_no_bar_goes_beyond(highest: float, axis: tuple[float, float]) -> None:
    assert nice_axis(highest) == axis
