"""The built-in engine: shapes, groups and canvases of Word, and what is said of those that it cannot draw."""

from __future__ import annotations

import io
import time
from typing import Any

import pypdfium2
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from PIL import Image

from tests.papers.pdf.making import LEFT_MARGIN, TOP_MARGIN, element, new_document, printed, printed_words

_SPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:cx1="http://schemas.microsoft.com/office/drawing/2015/9/8/chartex"'
)
_EMU = 12700


def _drawing(inner: str, width: int = 200, height: int = 100) -> str:
    """An anchored drawing at the upper left corner of its paragraph, in points."""
    return f"""<w:drawing><wp:anchor behindDoc="0">
      <wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>
      <wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
      <wp:extent cx="{width * _EMU}" cy="{height * _EMU}"/><wp:wrapNone/>
      <a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic></wp:anchor></w:drawing>"""


def _shape(kind: str, x: int, y: int, width: int, height: int, more: str = "") -> str:
    return f"""<wps:wsp><wps:spPr><a:xfrm {more}><a:off x="{x * _EMU}" y="{y * _EMU}"/>
      <a:ext cx="{width * _EMU}" cy="{height * _EMU}"/></a:xfrm><a:prstGeom prst="{kind}"/>
      <a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></wps:spPr><wps:bodyPr/></wps:wsp>"""


def _picture(document: Any, x: int, y: int, width: int, height: int) -> str:
    data = io.BytesIO()
    Image.new("RGB", (8, 8), (0, 0, 255)).save(data, "PNG")
    identifier, _ = document.part.get_or_add_image(io.BytesIO(data.getvalue()))
    return f"""<pic:pic><pic:blipFill><a:blip r:embed="{identifier}"/></pic:blipFill><pic:spPr><a:xfrm>
      <a:off x="{x * _EMU}" y="{y * _EMU}"/><a:ext cx="{width * _EMU}" cy="{height * _EMU}"/></a:xfrm>
      </pic:spPr></pic:pic>"""


def _run(inner: str) -> Any:
    return element(f"<w:r {_SPACES}>{inner}</w:r>")


def _colors(document: Any, places: list[tuple[float, float]]) -> list[tuple[int, int, int]]:
    """The colours of the first page at places in points from where the text begins."""
    page = pypdfium2.PdfDocument(printed(document).pdf)[0]
    image = page.render(scale=1).to_pil().convert("RGB")
    return [image.getpixel((round(LEFT_MARGIN + x), round(TOP_MARGIN + y))) for x, y in places]


RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def test_a_group_within_a_group_shows_its_shapes_and_its_picture() -> None:
    document = new_document()
    inner = f"""<wpg:grpSp><wpg:grpSpPr><a:xfrm><a:off x="{100 * _EMU}" y="0"/>
      <a:ext cx="{100 * _EMU}" cy="{100 * _EMU}"/><a:chOff x="0" y="0"/>
      <a:chExt cx="{50 * _EMU}" cy="{50 * _EMU}"/>
      </a:xfrm></wpg:grpSpPr>{_shape("rect", 0, 0, 25, 25)}{_picture(document, 25, 25, 25, 25)}</wpg:grpSp>"""
    group = f"""<wpg:wgp><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{200 * _EMU}" cy="{100 * _EMU}"/>
      <a:chOff x="0" y="0"/><a:chExt cx="{200 * _EMU}" cy="{100 * _EMU}"/></a:xfrm></wpg:grpSpPr>
      {_shape("ellipse", 0, 0, 60, 60)}{inner}</wpg:wgp>"""
    document.add_paragraph()._p.append(_run(_drawing(group)))
    places: list[tuple[float, float]] = [(30, 30), (3, 3), (110, 10), (145, 45), (175, 75), (110, 75)]
    assert _colors(document, places) == [RED, WHITE, RED, RED, BLUE, WHITE]


def test_shapes_on_a_canvas_stand_where_they_are_drawn() -> None:
    document = new_document()
    canvas = f"<wpc:wpc>{_shape('rect', 120, 40, 40, 20)}</wpc:wpc>"
    document.add_paragraph()._p.append(_run(_drawing(canvas)))
    assert _colors(document, [(140, 50), (20, 10)]) == [RED, WHITE]


def test_a_chart_of_a_newer_kind_is_shown_by_its_picture() -> None:
    document = new_document()
    group = f"<wpg:wgp><wpg:grpSpPr/>{_picture(document, 0, 0, 200, 100)}</wpg:wgp>"
    run = _run(
        f"""<mc:AlternateContent><mc:Choice Requires="cx1">{_drawing("<cx1:chart/>")}</mc:Choice>
      <mc:Fallback>{_drawing(group)}</mc:Fallback></mc:AlternateContent>"""
    )
    document.add_paragraph()._p.append(run)
    assert _colors(document, [(100, 50)]) == [BLUE]
    assert not printed(document).warnings


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ('<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>', "диаграмма"),
        ('<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>', "схема"),
        (_shape("star5", 0, 0, 50, 50), "прямоугольником"),
    ],
)
def test_what_cannot_be_drawn_as_it_is_is_said(inner: str, said: str) -> None:
    document = new_document()
    document.add_paragraph()._p.append(_run(_drawing(inner)))
    assert any(said in text for text in printed(document).warnings)


def test_turned_shapes_and_pictures_are_drawn_turned() -> None:
    document = new_document()
    document.add_paragraph()._p.append(_run(_drawing(_shape("rect", 0, 0, 100, 20, 'rot="5400000"'), 100, 20)))
    # Upright it would be 20 points high: turned by a quarter it stands on its middle, 100 points high.
    inside, outside = _colors(document, [(50, 50), (5, 10)])
    assert inside == (255, 0, 0)
    assert outside == (255, 255, 255)
    document = new_document()
    picture = _picture(document, 0, 0, 60, 20).replace("<a:xfrm>", '<a:xfrm rot="16200000">')
    document.add_paragraph("слева ")._p.append(_run(_in_line(picture, 60, 20)))
    document.add_paragraph("ниже")
    # In the line it takes the room it fills: 20 points across, 60 down.
    (blue,) = _colors(document, [(50, 55)])
    assert blue == (0, 0, 255)
    assert printed_words(document)["ниже"].y > TOP_MARGIN + 60


def _in_line(inner: str, width: int, height: int) -> str:
    return f"""<w:drawing><wp:inline><wp:extent cx="{width * _EMU}" cy="{height * _EMU}"/>
      <a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic></wp:inline></w:drawing>"""


def test_shapes_with_text_stand_in_the_line() -> None:
    document = new_document()
    text = "<wps:txbx><w:txbxContent><w:p><w:r><w:t>внутри</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
    shape = _shape("rect", 0, 0, 120, 60).replace("<wps:bodyPr/>", f'{text}<wps:bodyPr anchor="ctr"/>')
    document.add_paragraph("слева ")._p.append(_run(_in_line(shape, 120, 60)))
    made = printed_words(document)
    assert made["внутри"].x > made["слева"].x + 30
    # In the middle of the shape, the text of the line at its foot.
    assert made["внутри"].y == pytest.approx(made["слева"].y - 30, abs=6)


_DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_DSP = "http://schemas.microsoft.com/office/drawing/2008/diagram"
_AML = "http://schemas.openxmlformats.org/drawingml/2006/main"


def test_diagram_is_drawn_as_word_drew_it() -> None:
    document = new_document()
    drawn = f"""<dsp:drawing xmlns:dsp="{_DSP}" xmlns:a="{_AML}"><dsp:spTree><dsp:sp><dsp:spPr><a:xfrm>
      <a:off x="0" y="0"/><a:ext cx="{100 * _EMU}" cy="{40 * _EMU}"/></a:xfrm><a:prstGeom prst="rightArrow"/>
      <a:solidFill><a:schemeClr val="accent1"/></a:solidFill></dsp:spPr><dsp:style>
      <a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></dsp:style><dsp:txBody><a:bodyPr anchor="ctr"/>
      <a:p><a:pPr algn="ctr"/><a:r><a:rPr sz="1200"/><a:t>Цель</a:t></a:r></a:p></dsp:txBody></dsp:sp>
      </dsp:spTree></dsp:drawing>"""
    drawing = _related(document, "drawing", drawn)
    data = _related(
        document,
        "data",
        f'<d:dataModel xmlns:d="{_DGM}"><x:dataModelExt xmlns:x="{_DSP}" relId="{drawing}"/></d:dataModel>',
    )
    document.add_paragraph()._p.append(_run(_in_line(f'<dgm:relIds xmlns:dgm="{_DGM}" r:dm="{data}"/>', 100, 40)))
    arrow, corner = _colors(document, [(10, 20), (98, 3)])
    assert arrow[2] > arrow[0]
    assert corner == (255, 255, 255)
    assert printed_words(document)["Цель"].x > LEFT_MARGIN + 20


@pytest.mark.parametrize(
    ("count", "text", "told"), [(3, "Цель", False), (501, "", True), (2, "Цель " * 30_000, True)]
)
def test_diagram_that_is_too_large_is_told_of(count: int, text: str, told: bool) -> None:
    shape = f"""<dsp:sp><dsp:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{9 * _EMU}" cy="{9 * _EMU}"/></a:xfrm>
      <a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></dsp:spPr><dsp:txBody><a:p><a:r>
      <a:t>{text}</a:t></a:r></a:p></dsp:txBody></dsp:sp>"""
    document = new_document()
    drawn = (
        f'<dsp:drawing xmlns:dsp="{_DSP}" xmlns:a="{_AML}"><dsp:spTree>{shape * count}</dsp:spTree></dsp:drawing>'
    )
    related = _related(document, "drawing", drawn)
    ext = f'<x:dataModelExt xmlns:x="{_DSP}" relId="{related}"/>'
    data = _related(document, "data", f'<d:dataModel xmlns:d="{_DGM}">{ext}</d:dataModel>')
    document.add_paragraph()._p.append(_run(_in_line(f'<dgm:relIds xmlns:dgm="{_DGM}" r:dm="{data}"/>', 100, 40)))
    began = time.process_time()
    assert any("не напечатан" in said for said in printed(document).warnings) is told
    assert time.process_time() - began < 2


def _related(document: Any, name: str, xml: str) -> str:
    part = Part(PackURI(f"/word/diagrams/{name}1.xml"), "application/xml", xml.encode(), document.part.package)
    return str(document.part.relate_to(part, f"http://example.org/relationships/{name}"))


@pytest.mark.parametrize("data", [b"<torn", b"<a/>", b""])
def test_diagram_that_is_torn_is_told_of(data: bytes) -> None:
    document = new_document()
    related = _related(document, "data", "<a/>")
    document.part.rels[related].target_part._blob = data
    document.add_paragraph()._p.append(
        _run(_in_line(f'<dgm:relIds xmlns:dgm="{_DGM}" r:dm="{related}"/>', 100, 40))
    )
    assert any("не напечатан" in text for text in printed(document).warnings)


def test_text_boxes_within_each_other_are_read_once() -> None:
    inner = "<w:p><w:r><w:t>дно</w:t></w:r></w:p>"
    for level in range(14):
        box = f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/>"
        shape = _shape("rect", 0, 0, 120, 60).replace("<wps:bodyPr/>", box)
        inner = f"<w:p><w:r>{(_drawing if level % 2 else _in_line)(shape, 120, 60)}</w:r></w:p>"
    document = new_document()
    document.element.body.insert(0, element(inner.replace("<w:p>", f"<w:p {_SPACES}>", 1)))
    began = time.process_time()
    text = pypdfium2.PdfDocument(printed(document).pdf)[0].get_textpage().get_text_range()
    assert text.count("дно") <= 1
    assert time.process_time() - began < 2
