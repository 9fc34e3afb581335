"""Charts: as high as their numbers, with their names beside them; those that are not drawn are told of."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pypdfium2
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from attest_desktop.papers.pdf import Converted
from attest_desktop.papers.pdf.builtin.chartdrawing import written
from attest_desktop.papers.pdf.builtin.colors import color_in
from tests.papers.pdf.layout_compare import words
from tests.papers.pdf.making import element, new_document, printed

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_POINT = 12700
_RED, _BLUE = (255, 0, 0), (0, 0, 255)


def _cache(kind: str, values: list[str]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(values))
    return f"<c:{kind}Ref><c:{kind}Cache>{points}</c:{kind}Cache></c:{kind}Ref>"


def _series(name: str, color: str, values: list[str], names: list[str], more: str = "") -> str:
    return f"""<c:ser><c:tx><c:v>{name}</c:v></c:tx><c:spPr><a:solidFill><a:srgbClr val="{color}"/></a:solidFill>
      </c:spPr>{more}<c:cat>{_cache("str", names)}</c:cat><c:val>{_cache("num", values)}</c:val></c:ser>"""


def _space(kind: str, inner: str, axis: str = "") -> str:
    return f"""<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}"><c:chart><c:title><c:tx><c:rich><a:p><a:r>
      <a:t>Итоги</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:{kind}>{inner}</c:{kind}><c:valAx>{axis}</c:valAx>
      </c:plotArea><c:legend><c:legendPos val="b"/></c:legend></c:chart></c:chartSpace>"""


def _printed(kind: str, inner: str, axis: str = "") -> Converted:
    """A chart of 300 by 200 points, two rows of which a legend at the foot names."""
    return _printed_all([_space(kind, inner, axis)])


def _printed_all(spaces: Sequence[str]) -> Converted:
    """Charts of 300 by 200 points under one another."""
    document = new_document()
    for number, xml in enumerate(spaces, start=1):
        place = PackURI(f"/word/charts/chart{number}.xml")
        part = Part(place, "application/xml", xml.encode(), document.part.package)
        name = document.part.relate_to(part, "http://example.org/relationships/chart")
        document.add_paragraph()._p.append(
            element(
                f'<w:r xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:c="{_C}"><w:drawing><wp:inline>'
                f'<wp:extent cx="{300 * _POINT}" cy="{200 * _POINT}"/><a:graphic><a:graphicData>'
                f'<c:chart r:id="{name}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
            )
        )
    return printed(document)


def _count(made: Converted, color: tuple[int, int, int]) -> int:
    """How many points of the first page have a colour."""
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        image = pdf[0].render(scale=1).to_pil().convert("RGB")
    counted: dict[object, int] = {shade: count for count, shade in image.getcolors(image.width * image.height)}
    return counted.get(color, 0)


def test_bars_are_as_high_as_their_numbers() -> None:
    names = ["2024 год", "2025 год"]
    inner = _series("Высшая", "FF0000", ["10", "30"], names) + _series("Первая", "0000FF", ["20", "60"], names)
    made = _printed("barChart", '<c:barDir val="col"/><c:grouping val="clustered"/>' + inner)
    assert not any("напечатан" in text for text in made.warnings)
    assert _count(made, _BLUE) == pytest.approx(2 * _count(made, _RED), rel=0.1)
    found = {word.text: word for word in words(made.pdf)}
    assert {"Итоги", "Высшая", "Первая", "2024", "2025", "0", "60"} <= set(found)
    assert found["Итоги"].y < found["60"].y < found["0"].y < found["2024"].y < found["Высшая"].y
    assert found["2024"].x < found["2025"].x


def test_slices_are_as_large_as_their_shares() -> None:
    slices = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:spPr><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></c:spPr></c:dPt>'
        for at, color in enumerate(("FF0000", "0000FF"))
    )
    labels = '<c:dLbls><c:showPercent val="1"/></c:dLbls>'
    made = _printed("pieChart", _series("Доли", "00FF00", ["1", "3"], ["Нет", "Да"], slices + labels))
    assert _count(made, _BLUE) == pytest.approx(3 * _count(made, _RED), rel=0.15)
    assert {"25%", "75%", "Нет", "Да"} <= {word.text for word in words(made.pdf)}


_TEN = _series("а", "FF0000", ["1"], ["б"]) * 10


@pytest.mark.parametrize(
    ("kind", "inner", "axis"),
    [
        ("radarChart", _series("а", "FF0000", ["1"], ["б"]), ""),
        ("barChart", "", ""),
        ("barChart", _series("а", "FF0000", ["1"] * 400, ["б"]), ""),
        ("lineChart", _series("а", "FF0000", ["1"] * 300, ["б"]) * 12, ""),
        ("barChart", f"{_TEN}</c:barChart><c:barChart>".join([""] * 5), ""),
        ("barChart", _series("а", "FF0000", ["1"], ["б"]) + "<c:x/>" * 310_000, ""),
        ("barChart", _series("а", "FF0000", ["1"], ["б"]) + f"<!--{'а' * 2_100_000}-->", ""),
    ],
    ids=["kind", "empty", "points", "numbers", "series", "tags", "bytes"],
)
def test_chart_that_is_not_drawn_is_told_of(kind: str, inner: str, axis: str) -> None:
    assert any("не напечатана" in text for text in _printed(kind, inner, axis).warnings)


def test_odd_numbers_do_no_harm() -> None:
    odd = [["1e300"], ["-1e14", "1e14"], ["0"], ["nan"], ["-5"], ["1", "1e-9"]]
    axis = '<c:scaling><c:max val="1"/><c:min val="1"/></c:scaling><c:majorUnit val="1e-12"/>'
    made = _printed_all(
        [
            _space(kind, _series("а", "FF0000", values, ["б"]), axis)
            for kind in ("barChart", "lineChart", "pieChart")
            for values in odd
        ]
    )
    # Those of no number at all are told of; all others stand three on a page.
    assert any("не напечатана" in text for text in made.warnings)
    assert made.pages == 6


def test_name_that_has_no_room_is_cut() -> None:
    inner = _series("имя " * 50_000, "FF0000", ["1", "2"], ["слово " * 50_000, "б"])
    began = time.process_time()
    made = _printed("barChart", inner)
    assert not any("не напечатана" in text for text in made.warnings)
    assert time.process_time() - began < 2


def test_numbers_beyond_reckoning_are_drawn() -> None:
    cases = [
        (["1e-9", "2e-9"], ["а", "б"], '<c:majorUnit val="10"/>'),
        (["0.01", "0.02"], ["а", "б"], '<c:majorUnit val="100000000"/>'),
        (["5e-324", "5e-324"], ["а", "б"], ""),
        (["1", "2"], ["а", "б"], '<c:scaling><c:min val="0"/><c:max val="5e-324"/></c:scaling>'),
        (["1", "2"], ["9" * 5000, "б"], ""),
    ]
    day = "<c:strCache><c:formatCode>dd.mm.yyyy</c:formatCode><c:pt idx='" + "9" * 5000 + "'/>"
    made = _printed_all(
        [
            _space("barChart", _series("а", "FF0000", values, names).replace("<c:strCache>", day), axis)
            for values, names, axis in cases
        ]
    )
    assert not any("не напечатана" in text for text in made.warnings)


def test_colors_beyond_any_are_those_nearest() -> None:
    changes = '<a:tint val="200000"/><a:lumMod val="90000"/>'
    xml = f'<a:f xmlns:a="{_A}"><a:srgbClr val="FF0000">{changes}</a:srgbClr></a:f>'
    assert color_in(etree.fromstring(xml), {}) == "E60000"


def test_numbers_are_written_in_their_form() -> None:
    assert written(0.256, "0%") == "26%"
    assert written(1234.5, "#,##0.00") == "1\u00a0234,50"
    assert written(2.5, "General") == "2,5"
