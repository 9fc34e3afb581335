"""A signed document against its original, as a person hands it in."""

from __future__ import annotations

import io
import random
import time
import zlib

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
)

from attest_desktop.domain.errors import BadFileError, CancelledError
from attest_desktop.papers.identity import Matcher, Original, signatures_on
from attest_desktop.papers.identity.checking import check_document
from attest_desktop.papers.identity.telling import IN_ORDER, as_json, in_words
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.signing import Placement, draw_sample_signature, find_places, stamp
from tests.papers.identity import cases, paper
from tests.papers.identity.originals import conclusion
from tests.papers.signing.papers import sheet, written

SEED, TABLES = 1, 2


@pytest.fixture(scope="module")
def original(qapp: object) -> bytes:
    """Four pages: prose, two tables with a few other marks, lines for four to sign on."""
    return conclusion(SEED, tables=TABLES)


def bound(pictures: list[paper.Picture], dpi: int = 150) -> bytes:
    """The pictures as a PDF."""
    images = [Image.fromarray(picture) for picture in pictures]
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=dpi, quality=80)
    return out.getvalue()


def test_a_scanned_bundle_is_told_page_by_page(original: bytes) -> None:
    chance = random.Random(7)
    places = find_places(original)
    last = paper.printed(original, 4, chance)
    for number in (0, 3):
        last = paper.signed(last, places[number], number, chance, scale=0.5)
    altered = paper.printed(conclusion(SEED, tables=TABLES, old="@2,3", new="1"), 3, chance)
    foreign = paper.printed(sheet("form-one"), 1, chance)
    upside_down = paper.Scanner(dpi=150, tilt=-1.2, scale=0.98, shift_mm=(3, -2), turns=2)
    pictures = [
        paper.scanned(last, upside_down, chance),
        paper.scanned(altered, paper.Scanner(dpi=150, tilt=0.8, bilevel=False, edge=True), chance),
        paper.scanned(foreign, paper.Scanner(dpi=150), chance),
        np.full((1754, 1240, 3), 246, np.uint8),
    ]
    report = check_document(bound(pictures), original)
    assert [page.match.page for page in report.pages] == [4, 3, None, None]
    assert report.pages[0].match.turns == 2
    assert (report.missing, report.foreign, report.unsure, report.altered) == ((1, 2), (3,), (), (2,))
    assert report.pages[3].match.blank
    assert not report.order_ok
    assert not report.ok
    assert [place.present for place in report.pages[0].signatures] == [True, False, False, True]
    told = as_json(report, "scan.pdf")
    assert told["missing"] == [1, 2]
    assert told["pages"][0]["signatures"][1] == {"label": places[1].label, "present": False}
    words = "\n".join(in_words(report))
    assert "Нет страниц исходного документа: 1, 2." in words
    assert f"Нет подписи: {places[1].label}, страница 4" in words


@pytest.mark.slow
def test_a_photograph_is_laid_onto_its_page(original: bytes) -> None:
    chance = random.Random(3)
    camera = paper.Camera(megapixels=6, perspective=0.05, roll=4, shadow=True, turns=1, table=200)
    picture = paper.photographed(paper.printed(original, 3, chance), camera, chance)
    with Original(original) as opened:
        match = Matcher(opened).match(picture).result
        assert (match.page, match.turns, match.altered) == (3, 3, ())
        assert match.transform is not None
        assert signatures_on(opened, match, picture) == ()


def test_our_own_signed_file_is_in_order() -> None:
    made = sheet("underscores")
    ink = draw_sample_signature("Иванов Иван Иванович", 1)
    signed = stamp(made, [Placement(place, ink) for place in find_places(made)])
    # The experts' signatures are in the file that is printed: they are looked for on the paper too.
    report = check_document(signed, signed)
    assert report.ok
    assert in_words(report)[-1] == IN_ORDER


def test_cancelled() -> None:
    with pytest.raises(CancelledError):
        check_document(sheet("form-one"), sheet("form-one"), cancelled=lambda: True)


def _many_pages() -> bytes:
    writer = PdfWriter()
    for _ in range(500):
        writer.add_blank_page(595, 842)
    return written(writer)


def _locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sheet("form-one"))))
    writer.encrypt("secret")
    return written(writer)


def _nested() -> bytes:
    """Ten drawings in each of ten in each of ten…"""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    inner: IndirectObject | None = None
    for _ in range(12):
        form = DecodedStreamObject()
        form.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")})
        form[NameObject("/BBox")] = ArrayObject(map(NumberObject, (0, 0, 595, 842)))
        form.set_data(b"/A Do " * 10 if inner else b"0 0 9 9 re f")
        if inner:
            form[NameObject("/Resources")] = _drawing(inner)
        inner = writer._add_object(form)
    assert inner is not None
    content = DecodedStreamObject()
    content.set_data(b"/A Do")
    page[NameObject("/Contents")] = writer._add_object(content)
    page[NameObject("/Resources")] = _drawing(inner)
    return written(writer)


def _drawing(form: IndirectObject) -> DictionaryObject:
    return DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/A"): form})})


def _bomb() -> bytes:
    packing = zlib.compressobj(9)
    packed = packing.compress(b"0") + packing.flush(zlib.Z_FULL_FLUSH)
    # After a full flush equal input gives equal bytes, again and again.
    packed += 300 * (packing.compress(bytes(1_000_000)) + packing.flush(zlib.Z_FULL_FLUSH))
    head = b"%PDF-1.4\n1 0 obj\n<< /Length " + str(len(packed)).encode() + b" /Filter /FlateDecode >>\nstream\n"
    return head + packed + b"\nendstream\nendobj\n%%EOF"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (_many_pages, "слишком длинный: 500"),
        (_locked, "паролем"),
        (lambda: sheet("form-one")[:900], "повреждён"),
        (lambda: b"", "пустой"),
        (lambda: b"PK\x03\x04" + bytes(400), "архив"),
        (lambda: b"\xff\xd8\xff\xe0" + bytes(400), "изображение"),
        (_bomb, "непомерно"),
        (_nested, "вложены"),
    ],
    ids=["500 pages", "locked", "cut short", "empty", "archive", "picture", "bomb", "nested"],
)
def test_what_cannot_be_checked_is_refused_at_once(made: object, said: str) -> None:
    assert callable(made)
    content = made()
    began = time.process_time()
    with pytest.raises(BadFileError) as refused:
        check_document(content, sheet("form-one"), signed_name="скан.pdf")
    assert said in str(refused.value)
    assert "скан.pdf" in str(refused.value)
    assert refused.value.todo
    assert time.process_time() - began < 2


def test_a_page_altered_whichever_of_its_twins_it_is_is_told_so(qapp: object) -> None:
    # One patronymic retyped: which of the twin pages it is cannot be known, that it is none of them can.
    case = cases.altered(3, "scan", "name")
    with Original(case.original) as opened:
        found = Matcher(opened).match(case.picture).result
    assert found.altered


def _bent(page: NDArray[np.uint8], *, mm: float, wide_mm: float, dpi: float) -> NDArray[np.uint8]:
    """The page (grey) as paper that bends where its first words are: they lie so far to the side."""
    unit = dpi / 25.4
    rows, columns = np.nonzero(page < 100)
    top = int(rows.min())
    left = int(columns[rows < top + 5 * unit].min())
    y, x = np.mgrid[0 : page.shape[0], 0 : page.shape[1]].astype(np.float32)
    away = ((x - left) ** 2 + (y - top) ** 2) / (2 * (wide_mm * unit) ** 2)
    aside = (x + mm * unit * np.exp(-away)).astype(np.float32)
    return np.asarray(cv2.remap(page, aside, y, cv2.INTER_LINEAR, borderValue=255), np.uint8)


@pytest.mark.parametrize("altered", [False, True])
def test_paper_that_bends_is_not_altered_and_hides_no_alteration(qapp: object, altered: bool) -> None:
    pdf, dpi = conclusion(2), 150
    with PdfPages(pdf) as pages:
        flat = pages.grey(1, scale=dpi / 72)
    if altered:
        # Three letters of the first line, where it bends.
        rows, columns = np.nonzero(flat < 100)
        top = int(rows.min())
        left = int(columns[rows < top + 30].min())
        flat[top - 4 : top + 26, left + 40 : left + 80] = 255
    with Original(pdf) as original:
        match = Matcher(original).match(_bent(flat, mm=1.4, wide_mm=18, dpi=dpi)).result
    assert match.page == 1
    assert bool(match.altered) is altered


def test_a_strike_out_that_was_lost_is_told(qapp: object) -> None:
    # The last paragraph, which alone breaks the page, keeps its break.
    struck = conclusion(2, struck="всестороннего анализа")
    with Original(struck) as original:
        matcher = Matcher(original)
        seen = []
        for pdf in (struck, conclusion(2)):
            with PdfPages(pdf) as pages:
                seen.append(matcher.match(pages.grey(1, scale=150 / 72)).result)
    kept, lost = seen
    assert (kept.page, kept.altered, kept.doubtful) == (1, (), ())
    assert lost.page == 1
    (where,) = lost.altered
    assert 100 < where.right - where.left < 200
