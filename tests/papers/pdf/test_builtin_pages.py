"""The built-in engine: pages, sections, headers, notes, floating things, threads."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm, Pt
from PIL import Image

from attest_desktop.papers.pdf import EngineName, convert
from attest_desktop.papers.rendering import page_sizes, text_of
from tests.papers.pdf.making import LEFT_MARGIN, element, new_document, printed, printed_words, saved

LINES_A_PAGE = 46


def test_heading_goes_to_the_next_page_with_its_text() -> None:
    document = new_document()
    for number in range(LINES_A_PAGE):
        document.add_paragraph(f"строка{number}")
    for text in ("заголовок", "подзаголовок"):
        document.add_paragraph(text).paragraph_format.keep_with_next = True
    document.add_paragraph("текст")
    word = printed_words(document)
    assert word[f"строка{LINES_A_PAGE - 1}"].page == 0
    assert [word[text].page for text in ("заголовок", "подзаголовок", "текст")] == [1, 1, 1]


def test_no_line_stays_alone_on_a_page() -> None:
    document = new_document()
    for number in range(LINES_A_PAGE - 1):
        document.add_paragraph(f"строка{number}")
    document.add_paragraph("\n".join(f"часть{number}" for number in range(4)))
    word = printed_words(document)
    assert word["часть0"].page == word["часть1"].page == 0 or word["часть0"].page == 1
    assert word["часть2"].page == word["часть3"].page == 1


def test_sections_have_their_own_paper_and_headers() -> None:
    document = new_document()
    document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)
    document.sections[0].header.paragraphs[0].text = "шапка-первая"
    document.add_paragraph("стоймя")
    wide = document.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = Mm(297), Mm(210)
    wide.header.is_linked_to_previous = False
    wide.header.paragraphs[0].text = "шапка-вторая"
    document.add_paragraph("лёжа")
    converted = printed(document)
    assert [round(width) for width, _ in page_sizes(converted.pdf)] == [595, 842]
    first, second = text_of(converted.pdf)
    assert first.split() == ["шапка-первая", "стоймя"]
    assert second.split() == ["шапка-вторая", "лёжа"]


def test_first_page_may_have_no_header() -> None:
    document = new_document()
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].header.paragraphs[0].text = "шапка"
    for number in range(LINES_A_PAGE + 5):
        document.add_paragraph(f"строка{number}")
    first, second = text_of(printed(document).pdf)
    assert "шапка" not in first
    assert "шапка" in second


def test_tall_header_moves_the_text_down() -> None:
    document = new_document()
    for number in range(8):
        document.sections[0].header.add_paragraph(f"шапка{number}")
    document.add_paragraph("текст")
    word = printed_words(document)
    assert word["текст"].y > word["шапка7"].y + 10


def test_continuous_section_goes_on_on_the_page() -> None:
    document = new_document()
    document.add_paragraph("выше")
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("ниже")
    word = printed_words(document)
    assert word["ниже"].page == word["выше"].page == 0
    assert 10 < word["ниже"].y - word["выше"].y < 40


def test_footnote_is_printed_at_the_foot_of_its_page() -> None:
    document = new_document()
    note = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> сноска</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        note.encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    run = document.add_paragraph("Результаты").add_run()
    run._r.append(element('<w:footnoteReference w:id="2"/>'))
    for number in range(LINES_A_PAGE + 3):
        document.add_paragraph(f"строка{number}")
    word = printed_words(document)
    assert "Результаты1" in word
    assert word["сноска"].page == 0
    assert 700 < word["сноска"].y < 792 - 72
    above = max(one.y for one in word.values() if one.page == 0 and one.text.startswith("строка"))
    assert above < word["сноска"].y - 10


def test_text_of_a_floating_box_is_printed_in_its_place() -> None:
    document = new_document()
    box = """<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
      xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" behindDoc="0">
      <wp:positionH relativeFrom="page"><wp:posOffset>2540000</wp:posOffset></wp:positionH>
      <wp:positionV relativeFrom="page"><wp:posOffset>5080000</wp:posOffset></wp:positionV>
      <wp:extent cx="1270000" cy="635000"/><wp:wrapNone/>
      <a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="rect"/></wps:spPr>
      <wps:txbx><w:txbxContent><w:p><w:r><w:t>надпись</w:t></w:r></w:p></w:txbxContent></wps:txbx>
      <wps:bodyPr lIns="0" tIns="0"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"""
    document.add_paragraph("текст")._p.append(element(box))
    word = printed_words(document)
    assert word["надпись"].x == pytest.approx(200, abs=0.5)
    assert 400 < word["надпись"].y < 415


def test_picture_that_cannot_be_drawn_is_named() -> None:
    document = new_document()
    image = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(image, "PNG")
    image.seek(0)
    document.add_picture(image)
    document.add_paragraph("текст")
    picture = next(part for part in document.part.package.iter_parts() if "/media/" in str(part.partname))
    picture._blob = b"\xd7\xcd\xc6\x9a" + bytes(64)
    converted = printed(document)
    assert "текст" in text_of(converted.pdf)[0]
    assert len(converted.warnings) == 1
    assert "WMF" in converted.warnings[0]


def test_picture_stands_in_the_line_at_its_size() -> None:
    document = new_document()
    image = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(image, "PNG")
    image.seek(0)
    document.add_paragraph("до")
    document.add_picture(image, width=Pt(100), height=Pt(50))
    document.add_paragraph("после")
    word = printed_words(document)
    assert word["после"].y - word["до"].y == pytest.approx(12 * 1.15 + 50, abs=0.3)
    assert word["после"].x == pytest.approx(LEFT_MARGIN, abs=0.2)


def test_worker_threads_make_the_same_pages(sample: bytes) -> None:
    def make(_: int) -> bytes:
        return convert(sample, engine=EngineName.BUILTIN, title="Т").pdf

    with ThreadPoolExecutor(2) as pool:
        made = set(pool.map(make, range(4)))
    assert made == {make(0)}


def _run_without_display(code: str, docx: Path) -> subprocess.CompletedProcess[str]:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-c", code, str(docx)], env=environment, capture_output=True, text=True, check=False
    )


def test_without_display_and_application_it_makes_its_own(tmp_path: Path, sample: bytes) -> None:
    path = tmp_path / "заключение.docx"
    path.write_bytes(sample)
    code = (
        "import sys, hashlib, pathlib; from attest_desktop.papers.pdf import *;"
        "made = convert(pathlib.Path(sys.argv[1]).read_bytes(), engine=EngineName.BUILTIN, title='Т');"
        "print(made.pages, hashlib.sha256(made.pdf).hexdigest())"
    )
    runs = {_run_without_display(code, path).stdout for _ in range(2)}
    assert len(runs) == 1
    assert runs.pop().startswith("3 ")


def test_first_conversion_outside_the_main_thread_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(saved(new_document()))
    code = (
        "import sys, pathlib, concurrent.futures as c; from attest_desktop.papers.pdf import *\n"
        "data = pathlib.Path(sys.argv[1]).read_bytes()\n"
        "with c.ThreadPoolExecutor() as pool:\n"
        "    pool.submit(lambda: convert(data, engine=EngineName.BUILTIN, title='Т')).result()\n"
    )
    done = _run_without_display(code, path)
    assert done.returncode == 1
    assert "main thread" in done.stderr
