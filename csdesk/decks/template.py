"""The shipped template: a 16:9 master with the layouts Title, Finding, Table and Chart, made of the tokens.

`python -m csdesk.decks.template` writes `resources/templates/deck.pptx` again.
"""

import io
import re
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from csdesk.decks.package import APP_PROPERTIES, read_parts, written
from csdesk.paths import resource
from csdesk.tokens import Deck, tokens

EMU = 914400
_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
Box = tuple[float, float, float, float]
"""Left, top, width, height in inches."""
_TITLE: Box = (0.667, 0.56, 12.0, 0.48)
_LEAD: Box = (0.667, 1.08, 12.0, 0.34)
_BODY: Box = (0.667, 1.5, 12.0, 5.2)
_FOOT: Box = (0.667, 6.99, 10.9, 0.25)
_PAGE: Box = (11.867, 6.99, 0.8, 0.25)


def main() -> None:
    """Write the shipped template."""
    path = resource("templates", "deck.pptx")
    path.write_bytes(template_bytes())


def template_bytes() -> bytes:
    """The shipped template; the same bytes for the same tokens."""
    from pptx import Presentation
    from pptx.util import Inches

    deck = tokens().deck
    prs = Presentation()
    prs.slide_width, prs.slide_height = (Inches(i) for i in (13.333, deck.size_in[1]))
    for layout in list(prs.slide_layouts)[len(_LAYOUTS) :]:
        prs.slide_layouts.remove(layout)
    plain = io.BytesIO()
    core = prs.core_properties
    core.title, core.author, core.last_modified_by, core.comments = "csdesk", "csdesk", "csdesk", ""
    core.created = core.modified = datetime(2025, 1, 1, tzinfo=UTC)
    prs.save(plain)
    parts = read_parts(plain.getvalue())
    parts["docProps/app.xml"] = APP_PROPERTIES
    for unused in ("docProps/thumbnail.jpeg", "ppt/printerSettings/printerSettings1.bin"):
        parts.pop(unused, None)
    for name in ("_rels/.rels", "ppt/_rels/presentation.xml.rels"):
        parts[name] = re.sub(rb"<Relationship [^>]*(thumbnail|printerSettings)[^>]*/>", b"", parts[name])
    _restyle(parts, deck)
    return written(parts)


def _restyle(parts: dict[str, bytes], deck: Deck) -> None:
    theme = parts["ppt/theme/theme1.xml"].decode()
    theme = re.sub(r"<a:clrScheme.*?</a:clrScheme>", _colours(deck), theme, flags=re.DOTALL)
    theme = re.sub(r"<a:fontScheme.*?</a:fontScheme>", _FONTS, theme, flags=re.DOTALL)
    parts["ppt/theme/theme1.xml"] = theme.encode()
    master = parts["ppt/slideMasters/slideMaster1.xml"].decode()
    master = re.sub(r"<p:cSld>.*?</p:cSld>", _master(deck), master, flags=re.DOTALL)
    master = re.sub(r"<p:txStyles>.*?</p:txStyles>", _styles(deck), master, flags=re.DOTALL)
    parts["ppt/slideMasters/slideMaster1.xml"] = master.encode()
    for number, (name, shapes) in enumerate(_LAYOUTS.items(), 1):
        xml = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:sldLayout {_NS} preserve="1">'
            f'<p:cSld name="{name}">{_tree(shapes)}</p:cSld>'
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = xml.encode()


def _colours(deck: Deck) -> str:
    chart = tokens().chart
    roles = {
        "dk1": deck.ink, "lt1": deck.background, "dk2": deck.ink2, "lt2": deck.rule,
        "accent1": deck.accent, "accent2": chart[1], "accent3": chart[2], "accent4": chart[3],
        "accent5": chart[4 % len(chart)], "accent6": deck.muted_series, "hlink": deck.accent, "folHlink": deck.ink2,
    }  # fmt: skip
    inner = "".join(f'<a:{k}><a:srgbClr val="{v[1:]}"/></a:{k}>' for k, v in roles.items())
    return f'<a:clrScheme name="csdesk">{inner}</a:clrScheme>'


_FACES = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
_FONTS = (
    f'<a:fontScheme name="csdesk"><a:majorFont>{_FACES}</a:majorFont>'
    f"<a:minorFont>{_FACES}</a:minorFont></a:fontScheme>"
)


def _style(points: float, colour: str, *, bold: bool = False, align: str = "l") -> str:
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}" rtl="0"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{round(points * 100)}" b="{int(bold)}">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:latin typeface="+mn-lt"/>'
        f'<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr>'
    )


def _styles(deck: Deck) -> str:
    title = _style(deck.sizes_pt["title"], "tx1", bold=True)
    body = _style(deck.sizes_pt["body"], "tx1")
    other = "<a:defPPr><a:defRPr/></a:defPPr>"
    return (
        f"<p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def _shape(number: int, name: str, kind: str, box: Box, style: str, text: str, anchor: str = "t") -> str:
    """A placeholder; `kind` is the text of its attributes, `text` the prompt or a field."""
    left, top, width, height = (round(v * EMU) for v in box)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>"
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _prompt(text: str) -> str:
    return f'<a:r><a:rPr lang="en-GB"/><a:t>{escape(text)}</a:t></a:r>'


_NUMBER_ID = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_NUMBER_FIELD = f'<a:fld id="{_NUMBER_ID}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'


def _tree(shapes: str) -> str:
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f"{shapes}</p:spTree>"
    )


def _foot() -> str:
    small = _style(11, "tx2")
    page = _style(11, "tx2", align="r")
    return _shape(8, "Footer", 'type="ftr" sz="quarter" idx="11"', _FOOT, small, "", "b") + _shape(
        9, "Slide number", 'type="sldNum" sz="quarter" idx="12"', _PAGE, page, _NUMBER_FIELD, "b"
    )


def _master(deck: Deck) -> str:
    shapes = (
        _shape(2, "Title", 'type="title"', _TITLE, "", _prompt("The finding, in one sentence"))
        + _shape(3, "Body", 'type="body" idx="1"', _BODY, "", _prompt("Text"))
        + _foot()
    )
    background = (
        '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    )
    return f"<p:cSld>{background}{_tree(shapes)}</p:cSld>"


def _title_layout() -> str:
    return (
        _shape(2, "Title", 'type="ctrTitle"', (0.667, 2.2, 12.0, 0.95), _style(44, "tx1", bold=True),
               _prompt("Title"), "b")
        + _shape(3, "Subtitle", 'type="subTitle" idx="1"', (0.667, 3.27, 12.0, 0.8), _style(20, "tx2"),
                 _prompt("For whom"))
        + _shape(4, "Vendor", 'type="body" sz="quarter" idx="13"', (0.667, 0.55, 9.0, 0.3), _style(14, "tx2"),
                 _prompt("Vendor"))
    )  # fmt: skip


def _finding_layout(kind: str, name: str) -> str:
    return (
        _shape(2, "Title", 'type="title"', _TITLE, "", _prompt("The finding, in one sentence"))
        + _shape(
            3,
            "Lead",
            'type="body" sz="quarter" idx="13"',
            _LEAD,
            _style(16, "tx2"),
            _prompt("What it rests on"),
        )
        + _shape(4, name, f'{kind} idx="14"', _BODY, _style(15, "tx1"), _prompt(name))
        + _foot()
    )


_LAYOUTS = {
    "Title": _title_layout(),
    "Finding": _finding_layout('type="body"', "Body"),
    "Table": _finding_layout('type="tbl"', "Table"),
    "Chart": _finding_layout('type="chart"', "Chart"),
}


if __name__ == "__main__":
    main()
