"""A person's own template: it is used where it is one, and refused in one sentence where it is not."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from csdesk.decks.deck import deck_of
from csdesk.decks.package import read_parts, written
from csdesk.domain.errors import TemplateUnreadable
from csdesk.paths import resource
from tests.decks import examples
from tests.decks.conftest import opened
from tests.decks.test_deck import shapes


@pytest.fixture
def shipped() -> dict[str, bytes]:
    """The parts of the shipped template, to be spoilt."""
    return read_parts(resource("templates", "deck.pptx").read_bytes())


def saved(folder: Path, content: bytes, name: str = "own.pptx") -> Path:
    """A template in a folder."""
    path = folder / name
    path.write_bytes(content)
    return path


def filled(template: Path) -> Any:
    """The example's deck in a template."""
    return opened(deck_of(examples.review(examples.financiality()), template=template).content)


def own_template(folder: Path, *, wide: float = 10.0) -> Path:
    """A template as PowerPoint would have made it, 4:3, with a slide left in it."""
    import pptx
    from pptx.util import Inches

    deck = pptx.Presentation()
    deck.slide_width = Inches(wide)
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "An old slide"
    target = io.BytesIO()
    deck.save(target)
    return saved(folder, target.getvalue())


def test_an_own_template_keeps_its_size_and_layouts_and_loses_its_slides(tmp_path: Path) -> None:
    deck = filled(own_template(tmp_path))
    assert deck.slide_width == 9144000
    assert deck.slides[0].slide_layout.name == "Title Slide"
    assert deck.slides[2].slide_layout.name == "Title Only"
    titles = [s.shapes.title.text_frame.text for s in deck.slides]
    assert "An old slide" not in titles


def test_who_made_the_template_is_not_told(tmp_path: Path) -> None:
    content = deck_of(examples.review(examples.financiality()), template=own_template(tmp_path)).content
    parts = {n: d for n, d in read_parts(content).items() if n.startswith("docProps/")}
    assert set(parts) == {"docProps/app.xml", "docProps/core.xml"}
    told = "".join(d.decode() for d in parts.values())
    assert "Business review for Financiality" in told
    for left in ("Canny", "Macintosh", "python-pptx"):
        assert left not in told


def test_nothing_leaves_a_smaller_slide(tmp_path: Path) -> None:
    deck = filled(own_template(tmp_path))
    for number, shape in shapes(deck):
        assert shape.left >= 0, (number, shape.name)
        assert shape.left + shape.width <= deck.slide_width + 1, (number, shape.name)
        assert shape.top + shape.height <= deck.slide_height + 1, (number, shape.name)


def test_colours_come_from_the_templates_theme(tmp_path: Path) -> None:
    deck = filled(own_template(tmp_path))
    xml = "".join(s._element.xml for s in deck.slides)
    assert "srgbClr" not in xml


def test_every_real_template_is_filled(real_files: Path) -> None:
    found = sorted((real_files / "cs_templates" / "pptx_templates").glob("*.pptx"))
    assert found
    for path in found:
        deck = filled(path)
        assert len(deck.slides) > 10, path.name
        for _, shape in shapes(deck):
            assert shape.left + shape.width <= deck.slide_width + 1, path.name


def test_what_a_template_links_to_outside_is_left_behind(tmp_path: Path, shipped: dict[str, bytes]) -> None:
    name = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    evil = (
        b'<Relationship Id="rId77" TargetMode="External" Target="file://evil/share/x.png" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    shipped[name] = shipped[name].replace(b"</Relationships>", evil)
    assert b"evil" in shipped[name]
    deck = filled(saved(tmp_path, written(shipped)))
    outside = [r.target_ref for p in deck.part.package.iter_parts() for r in p.rels.values() if r.is_external]
    assert outside == []


def refused(template: Path) -> str:
    """Why a template is not used."""
    with pytest.raises(TemplateUnreadable) as error:
        deck_of(examples.review(examples.nothing_known()), template=template)
    return str(error.value.facts["reason"])


def test_what_is_no_template_is_refused(tmp_path: Path, shipped: dict[str, bytes]) -> None:
    whole = written(shipped)
    assert refused(tmp_path / "nowhere.pptx") == "there is no such file"
    assert refused(saved(tmp_path, whole, "macros.potm")) == "only .pptx files are templates"
    assert refused(saved(tmp_path, b"not a zip")) == "it is not a whole PowerPoint file"
    assert refused(saved(tmp_path, whole[: len(whole) // 2])) == "it is not a whole PowerPoint file"
    assert refused(saved(tmp_path, b"")) == "it is not a whole PowerPoint file"


def test_macros_and_own_document_types_are_refused(tmp_path: Path, shipped: dict[str, bytes]) -> None:
    types = shipped["[Content_Types].xml"]
    main, active = (
        b"openxmlformats-officedocument.presentationml.presentation",
        b"ms-powerpoint.presentation.macroEnabled",
    )
    macros = types.replace(main + b".main", active + b".main")
    assert "macros" in refused(saved(tmp_path, written({**shipped, "[Content_Types].xml": macros})))
    theme = b'<!DOCTYPE x [<!ENTITY e "e">]>' + shipped["ppt/theme/theme1.xml"]
    assert "document type" in refused(saved(tmp_path, written({**shipped, "ppt/theme/theme1.xml": theme})))


def test_a_template_with_a_broken_part_is_refused(tmp_path: Path, shipped: dict[str, bytes]) -> None:
    broken = {**shipped, "ppt/presentation.xml": b"<p:presentation"}
    assert refused(saved(tmp_path, written(broken))) == "it is damaged"
    without = {n: d for n, d in shipped.items() if n != "ppt/presentation.xml"}
    assert refused(saved(tmp_path, written(without))) == "it is damaged"


def test_a_template_without_slide_layouts_is_refused(tmp_path: Path) -> None:
    import pptx

    deck = pptx.Presentation()
    for layout in list(deck.slide_layouts):
        deck.slide_layouts.remove(layout)
    deck.save(str(tmp_path / "bare.pptx"))
    assert refused(tmp_path / "bare.pptx") == "it has no slide layouts to write into"


def test_a_template_that_unpacks_to_too_much_is_refused(tmp_path: Path, shipped: dict[str, bytes]) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, data in shipped.items():
            package.writestr(name, data)
        for number in range(9):
            package.writestr(f"ppt/media/{number}.bin", bytes(60 * 2**20))
    assert refused(saved(tmp_path, target.getvalue())) == "it unpacks to more than a deck can be"
