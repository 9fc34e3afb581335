from __future__ import annotations

import contextlib
import hashlib
import io
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdf import QPdfDocument

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.rendering import page_sizes, text_of
from attest_desktop.papers.signing import (
    BadSignatureError,
    CannotStampError,
    Place,
    Placement,
    SignerRole,
    draw_sample_signature,
    find_places,
    ink_box,
    place_for,
    read_signature,
    stamp,
)
from tests.papers.signing.papers import (
    KUZNETSOV,
    ZAYATS,
    changed_box,
    picture,
    reopened,
    sheet,
    turned,
    with_content,
    written,
)

INK = draw_sample_signature(KUZNETSOV, 1)
OTHER_INK = draw_sample_signature(ZAYATS, 2)


@cache
def both(pdf: bytes) -> tuple[Placement, Placement]:
    return (
        Placement(place_for(pdf, KUZNETSOV, nth_expert=1), INK),
        Placement(place_for(pdf, ZAYATS, nth_expert=2), OTHER_INK),
    )


def box_of(placement: Placement) -> tuple[float, float, float, float]:
    box = ink_box(placement.place, read_signature(placement.image).aspect)
    return box.left, box.bottom, box.right, box.top


def signatures_on(pdf: bytes, page: int) -> dict[str, Any]:
    """The signatures' image objects among a page's resources."""
    resources: Any = PdfReader(io.BytesIO(pdf)).pages[page - 1]["/Resources"]
    return {name: image for name, image in resources.get("/XObject", {}).items() if name.startswith("/Signature")}


FORMS = ["underscores", "blank-underscores", "bordered-table", "bottom-borders", "leaders", "form-one"]


@pytest.mark.parametrize("name", FORMS)
def test_ink_stands_where_it_should_and_nothing_else_changes(name: str) -> None:
    pdf = sheet(name)
    for placement in both(pdf):
        stamped = stamp(pdf, [placement])
        # Every changed point lies in the box, and the ink fills it from side to side.
        assert changed_box(pdf, stamped, placement.place.page) == pytest.approx(box_of(placement), abs=1.6)
        assert text_of(stamped) == text_of(pdf)


def test_ink_keeps_its_aspect_and_crosses_the_line_a_little() -> None:
    place = Place(1, 100, 500, 120, 30)
    box = ink_box(place, 2.0)
    assert (box.width, box.height) == (60, 30)
    assert (box.left + box.right) / 2 == 160
    assert place.y - box.bottom == pytest.approx(0.15 * 30)
    wide = ink_box(place, 6.0)
    assert (wide.width, wide.height) == pytest.approx((120, 20))


def test_ink_keeps_its_colour_and_the_print_shows_through() -> None:
    pdf = sheet("underscores")
    placement = both(pdf)[0]
    before, after = (picture(one, placement.place.page, 3.0) for one in (pdf, stamp(pdf, [placement])))
    blue, green, red = (after[..., index] for index in range(3))
    assert np.count_nonzero((blue > 90) & (red < 60) & (green < 80)) > 60
    # What was black stays dark: under the ink, and in the holes of it.
    print_before = before.max(axis=2) < 60
    assert np.all(after[print_before].min(axis=1) < 90)


def test_both_experts_sign_one_after_the_other_or_together() -> None:
    pdf = sheet("underscores")
    first, second = both(pdf)
    together, in_turn = stamp(pdf, [first, second]), stamp(stamp(pdf, [first]), [second])
    assert np.array_equal(picture(together, 1), picture(in_turn, 1))


def test_places_are_still_found_in_the_signed_paper() -> None:
    pdf = sheet("underscores")
    assert [place.label for place in find_places(stamp(pdf, both(pdf)))] == [
        place.label for place in find_places(pdf)
    ]


def test_equal_input_gives_equal_bytes() -> None:
    pdf = sheet("underscores")
    first, second = (hashlib.sha256(stamp(pdf, both(pdf))).hexdigest() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize("offset", [(0.0, 0.0), (60.0, 85.0)])
def test_turned_and_cropped_sheets_are_signed_upright(angle: int, offset: tuple[float, float]) -> None:
    pdf = turned(sheet("underscores"), angle, offset=offset)
    (placement, _) = both(pdf)
    stamped = stamp(pdf, [placement])
    assert changed_box(pdf, stamped, 1) == pytest.approx(box_of(placement), abs=1.6)
    upright = picture(stamp(sheet("underscores"), both(sheet("underscores"))[:1]), 1)
    seen = picture(stamped, 1)
    height, width = np.minimum(upright.shape, seen.shape)[:2]
    difference = np.abs(upright[:height, :width] - seen[:height, :width])
    # Turned glyphs are smoothed a little differently; a mirrored or displaced signature would differ far more.
    assert np.mean(difference) < 1.0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "2 0 0 2 50 50 cm 1 0 0 rg"),
        ("", "q 2 0 0 2 50 50 cm q 0.5 0 0 0.5 9 9 cm"),
        ("", "Q Q Q 0.1 0 0 0.1 0 0 cm"),
        ("q", "3 0 0 3 0 0 cm"),
        ("1 0 0 1 0 0 cm", "/NoSuchState gs"),
    ],
)
def test_left_over_graphics_state_moves_nothing(before: str, after: str) -> None:
    pdf = with_content(sheet("underscores"), before=before, after=after)
    placement, _ = both(sheet("underscores"))
    assert changed_box(pdf, stamp(pdf, [placement]), 1) == pytest.approx(box_of(placement), abs=1.6)


def test_pages_that_share_resources_keep_their_own() -> None:
    pdf = stamp(
        sheet("three-experts"), [Placement(Place(1, 100, 100, 120), INK), Placement(Place(3, 90, 90, 99), INK)]
    )
    assert [list(signatures_on(pdf, page)) for page in (1, 2, 3)] == [["/Signature1"], [], ["/Signature1"]]


def test_the_picture_is_kept_without_loss() -> None:
    pdf = sheet("underscores")
    place = place_for(pdf, KUZNETSOV)
    stored = signatures_on(stamp(pdf, [Placement(place, INK)]), 1)["/Signature1"]
    given = read_signature(INK)
    assert (stored["/Width"], stored["/Height"]) == (given.width, given.height)
    assert stored["/Filter"] == "/FlateDecode"
    assert stored["/SMask"].get_data() == given.pixels()[..., 3].tobytes()
    seen = given.pixels()[..., 3] > 0
    colours = np.frombuffer(stored.get_data(), np.uint8).reshape(given.height, given.width, 3)
    assert np.array_equal(colours[seen], given.pixels()[..., :3][seen])


def test_a_needlessly_fine_picture_is_brought_to_600_dpi() -> None:
    with Image.open(io.BytesIO(INK)) as image:
        huge = image.resize((3000, 1100))
    content = io.BytesIO()
    huge.save(content, "PNG")
    place = Place(1, 100, 500, 72, 42)
    stored = signatures_on(stamp(sheet("underscores"), [Placement(place, content.getvalue())]), 1)["/Signature1"]
    assert 590 <= stored["/Width"] <= 600


def test_title_language_and_the_rest_of_the_document_stay() -> None:
    before, after = (
        PdfReader(io.BytesIO(pdf)) for pdf in (sheet("three-experts"), stamp(sheet("three-experts"), []))
    )
    signed_bytes = stamp(sheet("three-experts"), [Placement(Place(2, 90, 90, 99), INK)])
    signed = PdfReader(io.BytesIO(signed_bytes))
    assert before.metadata
    assert before.metadata.title == "Итоговое заключение"
    for one in (after, signed):
        assert one.metadata == before.metadata
        assert one.root_object["/Lang"] == before.root_object["/Lang"]
        assert page_sizes(signed_bytes) == page_sizes(sheet("three-experts"))
        assert one.pdf_header == before.pdf_header


def test_another_reader_opens_it_and_sees_the_ink(qapp: QGuiApplication) -> None:
    pdf = sheet("form-one")
    placement = both(pdf)[0]
    data = QByteArray(stamp(pdf, [placement]))
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    assert document.status() is QPdfDocument.Status.Ready
    assert document.pageCount() == 2
    size = document.pagePointSize(1)
    image = document.render(1, QSize(round(size.width() * 2), round(size.height() * 2)))
    left, bottom, right, top = box_of(placement)
    blue = sum(
        image.pixelColor(x, y).blue() > image.pixelColor(x, y).red() + 60
        for x in range(int(left * 2), int(right * 2))
        for y in range(int((size.height() - top) * 2), int((size.height() - bottom) * 2))
        if image.pixelColor(x, y).alpha()
    )
    document.close()
    assert blue > 50


def test_an_encrypted_pdf_is_refused() -> None:
    writer = reopened(sheet("underscores"))
    writer.encrypt("", "owner", algorithm="RC4-128")
    with pytest.raises(CannotStampError, match="зашифрован"):
        stamp(written(writer), [Placement(Place(1, 0, 0, 100), INK)])


def test_a_pdf_that_wants_a_password_is_refused() -> None:
    writer = reopened(sheet("underscores"))
    writer.encrypt("user", "owner", algorithm="RC4-128")
    with pytest.raises(BadFileError, match="паролем"):
        stamp(written(writer), [Placement(Place(1, 0, 0, 100), INK)])


@pytest.mark.parametrize("nested", [False, True])
def test_an_electronically_signed_pdf_is_refused(nested: bool) -> None:
    writer = reopened(sheet("underscores"))
    signature = DictionaryObject({NameObject("/Type"): NameObject("/Sig")})
    field = DictionaryObject(
        {
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject("Подпись"),
            NameObject("/V"): writer._add_object(signature),
        }
    )
    if nested:
        field = DictionaryObject({NameObject("/Kids"): ArrayObject([writer._add_object(field)])})
    form = {
        NameObject("/Fields"): ArrayObject([writer._add_object(field)]),
        NameObject("/SigFlags"): NumberObject(3),
    }
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(form)
    with pytest.raises(CannotStampError, match="электронной подписью"):
        stamp(written(writer), [Placement(Place(1, 0, 0, 100), INK)])


def test_an_empty_signature_field_is_no_signature() -> None:
    writer = reopened(sheet("underscores"))
    field = DictionaryObject(
        {NameObject("/FT"): NameObject("/Sig"), NameObject("/T"): TextStringObject("Подпись")}
    )
    form = {
        NameObject("/Fields"): ArrayObject([writer._add_object(field)]),
        NameObject("/SigFlags"): NumberObject(1),
    }
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(form)
    pdf = written(writer)
    assert text_of(stamp(pdf, both(pdf))) == text_of(pdf)


def test_bad_papers_and_bad_pictures_are_refused() -> None:
    with pytest.raises(BadFileError, match="не файл PDF"):
        stamp(b"%PDF-1.7\nnothing", [])
    with pytest.raises(BadSignatureError):
        stamp(sheet("underscores"), [Placement(Place(1, 0, 0, 100), b"GIF89a")])
    with pytest.raises(ValueError, match="page 2 of 1"):
        stamp(sheet("underscores"), [Placement(Place(2, 0, 0, 100, role=SignerRole.EXPERT), INK)])


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=30), st.floats(0.2, 1))
@settings(max_examples=30, deadline=None)
def test_a_damaged_pdf_is_mended_or_refused_never_worse(changes: list[tuple[float, int]], kept: float) -> None:
    damaged = bytearray(sheet("underscores"))
    for at, value in changes:
        damaged[int(at * (len(damaged) - 1))] = value
    pdf = bytes(damaged[: int(len(damaged) * kept)] if kept < 0.6 else damaged)
    with contextlib.suppress(BadFileError):
        find_places(pdf)
    with contextlib.suppress(BadFileError):
        assert stamp(pdf, [Placement(Place(1, 50, 50, 100), INK)])
