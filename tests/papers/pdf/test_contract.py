"""What every engine must do: one suite for all of them."""

from __future__ import annotations

import io
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer

import docx
import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from pytestqt.qtbot import QtBot

from attest_desktop.domain.errors import BadFileError, CancelledError
from attest_desktop.papers.pdf import Converted, EngineName, available_engines, convert
from attest_desktop.papers.rendering import Character, PdfPages, page_sizes, text_of
from attest_desktop.papers.signing import Placement, place_for, stamp
from tests.papers.pdf.archival import claimed_part, violations
from tests.papers.pdf.conftest import AUTHOR
from tests.support.sample_conclusion import SPECIALISTS, STRUCK, TITLE

A4 = (595.3, 841.9)
LARGEST = 300_000


def test_pages_are_a4_and_counted(converted: Converted) -> None:
    sizes = page_sizes(converted.pdf)
    assert converted.pages == len(sizes) == 3
    for size in sizes:
        assert size == pytest.approx(A4, abs=0.6)


def test_file_is_small(converted: Converted) -> None:
    assert len(converted.pdf) < LARGEST


def test_nothing_to_warn_about_in_an_ordinary_conclusion(converted: Converted) -> None:
    assert converted.warnings == ()


def test_another_reader_opens_it_and_finds_russian_words(converted: Converted, qtbot: QtBot) -> None:
    buffer = QBuffer()
    buffer.setData(QByteArray(converted.pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    try:
        assert document.error() == QPdfDocument.Error.None_
        assert document.pageCount() == 3
        assert document.metaData(QPdfDocument.MetaDataField.Title) == TITLE
        search = QPdfSearchModel()
        search.setDocument(document)
        search.setSearchString("Петрова Анна Сергеевна")
        qtbot.waitUntil(lambda: search.rowCount(search.index(-1, -1)) > 0)
        assert [result.page() for result in search.resultsOnPage(0)] == [0]
    finally:
        document.close()


def test_text_is_whole(converted: Converted) -> None:
    text = " ".join(" ".join(text_of(converted.pdf)).split())
    assert "квалификационной категории" in text
    for name in SPECIALISTS:
        assert f"/{name}/" in text
    for number in (1, 2, 3):
        assert f"Страница {number} из 3" in text


def test_title_author_and_language_are_told(converted: Converted) -> None:
    reader = PdfReader(io.BytesIO(converted.pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == TITLE
    assert reader.metadata.author == AUTHOR
    assert str(reader.root_object["/Lang"]) == "ru-RU"
    assert reader.viewer_preferences is not None
    assert reader.viewer_preferences.display_doctitle
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": TITLE}
    assert reader.xmp_metadata.dc_creator == [AUTHOR]


def _line_through(pages: PdfPages, page: int, characters: list[Character], low: float, high: float) -> bool:
    """Whether a line without gaps runs through the words, between two heights given as parts of a letter's."""
    scale = 6.0
    picture, height = pages.grey(page, scale=scale), pages.size(page)[1]
    body = [one for one in characters if one.text != " "]
    bottom, top = min(one.ink_bottom for one in body), max(one.ink_top for one in body)
    left, right = min(one.left for one in body), max(one.right for one in body)
    first, last = (int((height - bottom - (top - bottom) * part) * scale) for part in (high, low))
    band = picture[first:last, int(left * scale) + 2 : int(right * scale) - 2]
    return bool(((band < 128).mean(axis=1) > 0.98).any())


def _find(pages: PdfPages, page: int, wanted: str) -> list[Character]:
    characters = [one for one in pages.characters(page) if one.text != " "]
    place = "".join(one.text for one in characters).index(wanted.replace(" ", ""))
    return characters[place : place + len(wanted.replace(" ", ""))]


def test_struck_words_have_a_line_through_them_and_only_they(converted: Converted) -> None:
    with PdfPages(converted.pdf) as pages:
        assert _line_through(pages, 3, _find(pages, 3, STRUCK), 0.25, 0.75)
        assert not _line_through(pages, 3, _find(pages, 3, "требованиям"), 0.25, 0.75)


def test_underlined_word_has_a_line_under_it(converted: Converted) -> None:
    with PdfPages(converted.pdf) as pages:
        assert _line_through(pages, 3, _find(pages, 3, "соответствует/"), -0.4, 0.25) is False
        assert _line_through(pages, 3, _find(pages, 3, "соответствует"), -0.4, 0.25)


def test_picture_is_printed(converted: Converted) -> None:
    with PdfPages(converted.pdf) as pages:
        image = pages.render(2, scale=1.0)
    pixels = image.colours().astype(int)
    blue, red = pixels[..., 0], pixels[..., 2]
    # The dark blue columns of the chart; about two and a half thousand square points of them.
    assert ((blue - red) > 80).sum() > 2_000


def test_equal_input_gives_equal_bytes_and_progress_is_told_in_russian(
    converted: Converted, sample: bytes
) -> None:
    told: list[tuple[str, float]] = []
    again = convert(
        sample,
        # Not to choose is to take the first there is.
        engine=None if converted.engine is available_engines()[0] else converted.engine,
        title=TITLE,
        author=AUTHOR,
        progress=lambda what, part=None: told.append((what, part or 0.0)),
    )
    assert again == converted
    parts = [part for _, part in told]
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    assert all(any("а" <= sign <= "я" for sign in what.lower()) for what, _ in told)


def test_archival_form_is_kept_and_survives_signing(converted: Converted) -> None:
    assert claimed_part(converted.pdf) == "2"
    assert violations(converted.pdf) == []
    ink = Image.new("RGBA", (300, 100), (20, 30, 120, 0))
    ImageDraw.Draw(ink).line([(10, 80), (120, 20), (290, 60)], (20, 30, 120, 255), 6)
    stream = io.BytesIO()
    ink.save(stream, "PNG")
    place = place_for(converted.pdf, SPECIALISTS[0])
    signed = stamp(converted.pdf, [Placement(place, stream.getvalue())])
    assert b"/SMask" in signed
    assert violations(signed) == []
    # A-1 allows no transparency: its claim must not outlive a signature.
    old = converted.pdf.replace(b"<pdfaid:part>2<", b"<pdfaid:part>1<")
    assert claimed_part(old) == "1"
    assert claimed_part(stamp(old, [Placement(place, stream.getvalue())])) == ""


def test_archival_form_is_not_claimed_with_signs_that_no_font_has() -> None:
    document = docx.Document()
    document.add_paragraph("Знак \U00013000")
    stream = io.BytesIO()
    document.save(stream)
    made = convert(stream.getvalue(), engine=EngineName.BUILTIN, title="Знак")
    whole = not any("знаков" in warning for warning in made.warnings)
    assert whole == bool(claimed_part(made.pdf)) == (violations(made.pdf) == [])


def test_empty_document_is_one_empty_page(engine: EngineName) -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    converted = convert(stream.getvalue(), engine=engine, title="Пусто")
    assert converted.pages == 1
    assert text_of(converted.pdf)[0].strip() == ""


def _archive(names: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda good: b"", id="nothing"),
        pytest.param(lambda good: b"%PDF-1.4 not a document", id="another kind of file"),
        pytest.param(lambda good: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), id="old Word"),
        pytest.param(lambda good: good[: len(good) // 2], id="cut off"),
        pytest.param(lambda good: good.replace(good[9000:9040], bytes(40)), id="spoilt inside"),
        pytest.param(lambda good: _archive({"readme.txt": b"hello"}), id="another archive"),
        pytest.param(
            lambda good: _archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document"}),
            id="text not XML",
        ),
    ],
)
def test_damaged_document_is_explained(engine: EngineName, sample: bytes, damage: object) -> None:
    assert callable(damage)
    with pytest.raises(BadFileError) as raised:
        convert(damage(sample), engine=engine, title=TITLE)
    assert "Word" in raised.value.what
    assert raised.value.todo


def test_user_can_stop_it(engine: EngineName, sample: bytes) -> None:
    asked = iter([False, True])
    with pytest.raises(CancelledError):
        convert(sample, engine=engine, title=TITLE, cancelled=lambda: next(asked, True))


def test_nothing_is_fetched_from_outside(engine: EngineName) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815  # named by the protocol

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        converted = convert(_with_linked_picture(server.server_port), engine=engine, title="Снаружи")
    finally:
        server.shutdown()
        server.server_close()
    assert "Рисунок со стороны" in text_of(converted.pdf)[0]
    assert asked == []


def _with_linked_picture(port: int) -> bytes:
    document = docx.Document()
    document.add_paragraph("Рисунок со стороны")
    image = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(image, "PNG")
    image.seek(0)
    document.add_picture(image)
    blip = next(one for one in document.element.body.iter() if one.tag.endswith("}blip"))
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    link = document.part.relate_to(f"http://127.0.0.1:{port}/spy.png", f"{space[1:-1]}/image", is_external=True)
    del blip.attrib[space + "embed"]
    blip.set(space + "link", link)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
