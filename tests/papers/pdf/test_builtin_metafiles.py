"""Windows metafiles: their lines and letters are printed, damaged ones are told of and do no harm."""

from __future__ import annotations

import io
import struct
import time

import pypdfium2
import pytest
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from attest_desktop.papers.pdf import Converted
from attest_desktop.papers.pdf.builtin.decoding import decoded
from attest_desktop.papers.pdf.builtin.metafiles import played
from attest_desktop.papers.pdf.builtin.metaplaying import Outline, Played, Words
from attest_desktop.papers.pdf.builtin.source import Allowance
from attest_desktop.papers.pdf.builtin.weighed import Weighed
from tests.papers.pdf.archival import violations
from tests.papers.pdf.making import new_document, printed

_NOT_DRAWN = "Рисунок в формате, понятном только Word (WMF, EMF), не напечатан."
_SIMPLIFIED = "Рисунок WMF или EMF напечатан упрощённо: сверьте его с документом."
_SIZE = (1000, 500)


def _wmf(*records: tuple[int, bytes]) -> bytes:
    """A placeable WMF of 1000 by 500 units."""
    window = ((0x020B, struct.pack("<2h", 0, 0)), (0x020C, struct.pack("<2h", _SIZE[1], _SIZE[0])))
    body = b"".join(struct.pack("<IH", 3 + len(it) // 2, kind) + it for kind, it in (*window, *records, (0, b"")))
    header = struct.pack("<HHHIHIH", 1, 9, 0x300, 9 + len(body) // 2, 8, 100, 0)
    return struct.pack("<IH4hHIH", 0x9AC6CDD7, 0, 0, 0, *_SIZE, 1000, 0, 0) + header + body


def _wmf_font(name: str, charset: int) -> tuple[int, bytes]:
    head = struct.pack("<5h4B4B", -200, 0, 0, 0, 400, 0, 0, 0, charset, 0, 0, 0, 0)
    return 0x02FB, head + name.encode("cp1251").ljust(32, b"\0")


def _wmf_text(text: bytes, x: int, y: int) -> tuple[int, bytes]:
    return 0x0521, struct.pack("<h", len(text)) + text + b"\0" * (len(text) % 2) + struct.pack("<2h", y, x)


def _select(place: int) -> tuple[int, bytes]:
    return 0x012D, struct.pack("<H", place)


def _emf(*records: tuple[int, bytes]) -> bytes:
    """An EMF of 1000 by 500 pixels, a tenth of a millimetre each."""
    frame = struct.pack("<4i4i", 0, 0, *_SIZE, 0, 0, _SIZE[0] * 10, _SIZE[1] * 10)
    header = (
        frame
        + struct.pack("<4I2H3I", 0x464D4520, 0x10000, 0, 0, 1, 0, 0, 0, 0)
        + struct.pack("<4i", 1000, 1000, 100, 100)
    )
    parts = ((1, header), *records, (14, struct.pack("<3I", 0, 16, 20)))
    return b"".join(struct.pack("<2I", kind, 8 + len(body)) + body for kind, body in parts)


def _emf_text(text: str, x: int, y: int) -> tuple[int, bytes]:
    raw = text.encode("utf-16-le")
    raw += b"\0" * (-len(raw) % 4)
    head = struct.pack("<4iIff", 0, 0, 0, 0, 1, 1.0, 1.0) + struct.pack(
        "<2i3I4iI", x, y, len(text), 76, 0, 0, 0, 0, 0, 0
    )
    return 84, head + raw


def _printed(data: bytes) -> Converted:
    """A document with the metafile as a picture of 200 by 100 points."""
    picture = io.BytesIO()
    Image.new("RGB", (20, 10), "white").save(picture, "PNG")
    picture.seek(0)
    document = new_document()
    document.add_paragraph().add_run().add_picture(picture, Pt(200), Pt(100))
    part = next(one for one in document.part.package.iter_parts() if one.partname.endswith(".png"))
    part._blob = data
    return printed(document)


def _letters(made: Converted) -> dict[str, tuple[float, float, float, float]]:
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        text = pdf[0].get_textpage()
        return {text.get_text_range(at, 1): text.get_charbox(at) for at in range(text.count_chars())}


def test_letters_of_a_wmf_stand_where_it_puts_them() -> None:
    data = _wmf(
        _wmf_font("Times New Roman", 204), _select(0), (0x012E, struct.pack("<H", 24)),
        _wmf_text("Я".encode("cp1251"), 0, 250), _wmf_font("Symbol", 2), _select(1), _wmf_text(b"\xa5", 500, 500),
    )  # fmt: skip
    made = _printed(data)
    assert not made.warnings
    boxes = _letters(made)
    left, bottom, *_ = boxes["Я"]
    assert left == pytest.approx(90, abs=2)
    # Half of the way down a picture of 100 points at the page's upper margin.
    assert bottom == pytest.approx(792 - 72 - 50, abs=1)
    assert boxes["∞"][0] == pytest.approx(190, abs=2)


def test_letters_and_shapes_of_an_emf_are_drawn() -> None:
    line = (54, struct.pack("<2i", 900, 400))
    box = (43, struct.pack("<4i", 100, 100, 300, 300))
    data = _emf((27, struct.pack("<2i", 100, 400)), line, box, _emf_text("Ведомость", 400, 100))
    sheet = played(data)
    assert sheet is not None
    assert [type(mark) for mark in sheet.marks] == [Outline, Outline, Words]
    made = _printed(data)
    assert not made.warnings
    assert violations(made.pdf) == []
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        assert "Ведомость" in pdf[0].get_textpage().get_text_range()
        shown = pdf[0].render(scale=1).to_pil().convert("L")
    # The box of 40 points from (20, 20) in the picture, empty in its middle.
    assert min(shown.crop((108, 90, 113, 110)).tobytes()) < 128
    assert min(shown.crop((120, 100, 140, 120)).tobytes()) > 200


def test_signs_apart_are_put_where_each_belongs() -> None:
    raw = b"()"
    body = struct.pack("<2h2H", 250, 100, 2, 0) + raw + struct.pack("<2h", 500, 200)
    data = _wmf(_wmf_font("Arial", 0), _select(0), (0x0A32, body))
    boxes = _letters(_printed(data))
    assert boxes[")"][0] - boxes["("][0] == pytest.approx(100, abs=3)


def test_damaged_metafile_is_told_of() -> None:
    whole = _emf(_emf_text("Ведомость", 400, 100))
    made = _printed(whole[:120])
    assert _NOT_DRAWN in made.warnings
    assert _NOT_DRAWN in _printed(_wmf(_wmf_text(b"x", 1, 1))[:44]).warnings


@pytest.mark.parametrize(
    "data",
    [
        _emf((6, struct.pack("<4iI", 0, 0, 0, 0, 0x7FFFFFFF) + b"\0" * 64)),
        _emf((8, struct.pack("<4i2I", 0, 0, 0, 0, 0x7FFFFFF0, 4) + b"\xff" * 64)),
        _emf(*[(33, b"")] * 3000),
        _emf(*[(38, struct.pack("<2I4I", n, 0, 1, 1, 0, 0)) for n in range(5000)]),
        pytest.param(_emf(*[_emf_text("а" * 60, 1, 1)] * 5000), marks=pytest.mark.slow),
        _emf(*[(54, struct.pack("<2i", 5, 5))] * 20_100),
        pytest.param(_wmf(*[(0x0213, struct.pack("<2h", 5, 5))] * 20_100), marks=pytest.mark.slow),
        _emf(*[(70, b"")] * 60_100),
        _wmf(*[(0x0626, b"")] * 60_100),
        _emf((35, struct.pack("<6f", *[float("nan")] * 6)), (54, struct.pack("<2i", 900, 400))),
    ],
    ids=[
        "points",
        "polygons",
        "states",
        "tools",
        "text",
        "emf-marks",
        "wmf-marks",
        "emf-records",
        "wmf-records",
        "nan",
    ],
)
def test_hostile_metafiles_end_soon(data: bytes) -> None:
    began = time.process_time()
    sheet = played(data)
    assert sheet is None or all(abs(value) < 1e8 for mark in sheet.marks if isinstance(mark, Outline)
                                for _, points in mark.steps for point in points for value in point)  # fmt: skip
    assert time.process_time() - began < 2


def _emf_bitmap(width: int, height: int) -> tuple[int, bytes]:
    """A bitmap packed so that two bytes are all of it, drawn at its own size: 81, «stretch»."""
    head = struct.pack("<I2i2H2I2i2I", 40, width, height, 1, 8, 1, 0, 0, 0, 1, 0) + struct.pack(
        "<4B", 0, 0, 255, 0
    )
    place = struct.pack("<4i2i4i", 0, 0, 10, 10, 0, 0, 0, 0, width, height)
    parts = struct.pack("<4I", 80, len(head), 80 + len(head), 2)
    return 81, place + parts + struct.pack("<2I2i", 0, 0xCC0020, 100, 100) + head + b"\0\1\0\0"


def _emf_font(place: int, name: str, height: int) -> tuple[int, bytes]:
    look = struct.pack("<I5i8B", place, height, 0, 0, 0, 400, 0, 0, 0, 204, 0, 0, 0, 0)
    return 82, look + name.encode("utf-16-le").ljust(64, b"\0")


def test_texts_that_would_take_long_are_not_drawn() -> None:
    raw = ("щ" * 4000).encode("utf-16-le")
    head = struct.pack("<4iIff", 0, 0, 0, 0, 1, 1.0, 1.0)
    head += struct.pack("<2i3I4iI", 1, 1, 4000, 76, 0, 0, 0, 0, 0, 76 + len(raw))
    apart = (84, head + raw + struct.pack("<4000i", *[3, 90] * 2000))
    assert [played(_emf(*[apart] * count)) is None for count in (2, 10)] == [False, True]
    fonts = [[_emf_font(1, f"Face{n % 50}", -20 - n % count) for n in range(600)] for count in (5, 600)]
    assert [played(_emf(*them, _emf_text("да", 1, 1))) is None for them in fonts] == [False, True]


def test_record_that_draws_what_is_not_drawn_here_is_told_of() -> None:
    quiet, inverting = (28, b""), (73, b"\0" * 20)
    sheets = [played(_emf(one, _emf_text("да", 1, 1))) for one in (quiet, inverting)]
    assert [sheet.simplified for sheet in sheets if sheet] == [False, True]


def test_pixels_of_bitmaps_have_a_limit() -> None:
    text = _emf_text("Ведомость", 400, 100)
    few, many = (_emf(*[_emf_bitmap(50, 50)] * 3, text), _emf(*[_emf_bitmap(5000, 5000)] * 50, text))
    assert [len(sheet.marks) for sheet in (played(few), played(many)) if sheet] == [4, 2]
    began = time.process_time()
    made = _printed(_emf(_emf_bitmap(20_000, 20_000), text))
    assert made.warnings == (_SIMPLIFIED,)
    # One bitmap alone is taken for a picture that was pasted.
    assert _NOT_DRAWN in _printed(_emf(_emf_bitmap(30_000, 30_000))).warnings
    assert time.process_time() - began < 2
    assert played.weight == decoded.weight == 0


def test_bitmap_drawn_from_right_to_left_is_mirrored() -> None:
    head = struct.pack("<I2i2H2I2i2I", 40, 2, 1, 1, 24, 0, 0, 0, 0, 0, 0)
    place = struct.pack("<4i2i4i", 0, 0, 9, 9, 1000, 0, 0, 0, 2, 1)
    parts = struct.pack("<4I2I2i", 80, 40, 120, 8, 0, 0xCC0020, -1000, 500)
    # Blue, then red: the bits have blue first in each pixel.
    made = _printed(_emf((81, place + parts + head + b"\xff\0\0\0\0\xff\0\0"), _emf_text("да", 1, 1)))
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        shown = pdf[0].render(scale=1).to_pil().convert("RGB")
    # In a picture of 200 by 100 points at the page's margins of 90 and 72.
    assert shown.getpixel((120, 130)) == (255, 0, 0)
    assert shown.getpixel((260, 130)) == (0, 0, 255)


def test_metafiles_of_one_document_share_the_pixels() -> None:
    allowance = Allowance()
    taken = [allowance.take_pixels(15_000_000) for _ in range(4)]
    assert taken == [True, True, False, False]


def test_what_is_kept_weighs_no_more_than_it_may() -> None:
    made: list[bytes] = []

    def make(data: bytes) -> bytes:
        made.append(data)
        return data * 9

    kept = Weighed(make, len, 100)
    for data in (b"aaaa", b"bbbb", b"aaaa", b"cccc", b"aaaa", b"bbbb", b"d" * 50):
        assert kept(data) == data * 9
    assert made == [b"aaaa", b"bbbb", b"cccc", b"bbbb", b"d" * 50]
    assert kept.weight == 80
    kept.forget()
    assert kept.weight == 0


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["wmf", "emf"]), st.integers(0, 400), st.integers(0, 255))
def test_no_bytes_break_the_reader(junk: bytes, kind: str, place: int, value: int) -> None:
    whole = bytearray(
        _emf(_emf_text("да", 4, 4), (2, junk)) if kind == "emf" else _wmf(_wmf_font("Arial", 1), (0x0538, junk))
    )
    whole[min(place, len(whole) - 1)] = value
    assert isinstance(played(bytes(whole)), Played | None)


@pytest.mark.slow
def test_many_large_drawings_are_not_all_drawn() -> None:
    line = (54, struct.pack("<2i", 5, 5))
    document = new_document()
    for number in range(9):
        part_of = io.BytesIO()
        Image.new("RGB", (2, 1 + number), "white").save(part_of, "PNG")
        document.add_paragraph().add_run().add_picture(io.BytesIO(part_of.getvalue()), Pt(20), Pt(10))
    for number, part in enumerate(
        one for one in document.part.package.iter_parts() if one.partname.endswith(".png")
    ):
        part._blob = _emf(*[line] * (19_000 + number))
    began = time.process_time()
    assert _NOT_DRAWN in printed(document).warnings
    assert time.process_time() - began < 30
