from __future__ import annotations

import contextlib
import io
import struct
import zlib
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from attest_desktop.papers.signing import BadSignatureError, draw_sample_signature, read_signature

INK = draw_sample_signature("Иванова Мария Ивановна", 3)
MAGIC = b"\x89PNG\r\n\x1a\n"


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def put_together(parts: Iterable[tuple[bytes, bytes]]) -> bytes:
    return MAGIC + b"".join(chunk(kind, data) for kind, data in parts)


def on_paper(paper: tuple[int, int, int] = (255, 255, 255)) -> Image.Image:
    with Image.open(io.BytesIO(INK)) as ink:
        page = Image.new("RGB", (800, 400), paper)
        page.paste(ink, (100, 90), ink)
    return page


def test_ink_is_cropped_and_its_points_kept() -> None:
    read = read_signature(INK)
    with Image.open(io.BytesIO(INK)) as image:
        left, top, right, bottom = image.getchannel("A").point(lambda a: 255 * (a >= 8)).getbbox() or (0, 0, 0, 0)
        given_pixels = np.asarray(image.crop((left, top, right, bottom)))
    assert (read.width, read.height) == (right - left, bottom - top)
    assert read.aspect == pytest.approx(read.width / read.height)
    assert np.array_equal(read.pixels(), given_pixels)


def test_what_was_read_reads_the_same_again() -> None:
    once = read_signature(INK)
    assert read_signature(once.png) == once


def test_white_paper_becomes_transparent_and_the_ink_keeps_its_colour() -> None:
    read, wanted = read_signature(png(on_paper())), read_signature(INK)
    assert abs(read.width - wanted.width) <= 4
    assert abs(read.height - wanted.height) <= 4
    pixels = read.pixels()
    assert np.mean(pixels[..., 3] == 0) > 0.5
    full = pixels[pixels[..., 3] > 250][:, :3].astype(int)
    assert np.abs(np.median(full, axis=0) - (24, 38, 122)).max() <= 6


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA"])
def test_other_kinds_of_png_on_white(mode: str) -> None:
    read = read_signature(png(on_paper().convert(mode)))
    assert read.width > 200
    assert read.pixels()[..., 3].min() == 0


def test_sixteen_bits_of_grey() -> None:
    grey = np.asarray(on_paper().convert("L")).astype(np.uint16) * 257
    read = read_signature(png(Image.fromarray(grey)))
    assert read.pixels()[..., 3].min() == 0


@pytest.mark.parametrize("paper", [(180, 190, 170), (90, 60, 30)])
def test_grey_paper_is_explained(paper: tuple[int, int, int]) -> None:
    with pytest.raises(BadSignatureError, match="бумага на нём не белая"):
        read_signature(png(on_paper(paper)))


def test_uneven_paper_is_explained() -> None:
    page = on_paper()
    ImageDraw.Draw(page).rectangle((0, 0, 300, 400), fill=(150, 150, 150))
    with pytest.raises(BadSignatureError, match="бумага"):
        read_signature(png(page))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "не изображение PNG"),
        (b"\xff\xd8\xff\xe0 JFIF", "не изображение PNG"),
        (INK[:-20], "не полностью"),
        (INK[: len(INK) // 2], "не полностью"),
        (MAGIC, "не полностью"),
        (INK.replace(b"IDAT", b"IDAX"), "повреждён"),
        (png(Image.new("RGBA", (300, 100))), "пустое"),
        (png(Image.new("RGB", (300, 100), "white")), "пустое"),
        (png(Image.new("RGBA", (300, 100), (0, 0, 90, 254))), "закрашено"),
    ],
)
def test_what_is_no_signature_is_refused_in_words(content: bytes, says: str) -> None:
    with pytest.raises(BadSignatureError, match=says) as caught:
        read_signature(content)
    assert caught.value.todo


def test_a_decompression_bomb_is_refused_before_it_is_unpacked() -> None:
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 6, 0, 0, 0)
    bomb = put_together([(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1_000_000))), (b"IEND", b"")])
    with pytest.raises(BadSignatureError, match="слишком большое"):
        read_signature(bomb)


def test_texts_and_profiles_are_left_out() -> None:
    parts = [
        (b"zTXt", b"Comment\x00\x00" + zlib.compress(b"x" * 10_000_000)),
        (b"iCCP", b"broken"),
        (b"eXIf", b"?"),
    ]
    start = MAGIC + INK[8:33]
    content = start + b"".join(chunk(*part) for part in parts) + INK[33:]
    assert read_signature(content) == read_signature(INK)


def only_a_bad_signature(content: bytes) -> None:
    with contextlib.suppress(BadSignatureError):
        read = read_signature(content)
        assert read.width >= 1
        assert read.height >= 1
        assert read.png.startswith(MAGIC)


@given(st.binary(max_size=200), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_bytes(content: bytes, with_magic: bool) -> None:
    only_a_bad_signature(MAGIC * with_magic + content)


@given(
    st.lists(st.tuples(st.integers(0, len(INK) - 1), st.integers(0, 255)), min_size=1, max_size=8),
    st.integers(0, 400),
)
@settings(max_examples=150, deadline=None)
def test_a_damaged_signature(changes: list[tuple[int, int]], cut: int) -> None:
    content = bytearray(INK)
    for at, value in changes:
        content[at] = value
    only_a_bad_signature(bytes(content[: len(content) - cut]))


@given(
    width=st.integers(0, 300),
    height=st.integers(0, 300),
    depth=st.sampled_from([0, 1, 2, 4, 8, 16, 32]),
    colour=st.integers(0, 7),
    tail=st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)),
    palette=st.binary(max_size=40),
    seed=st.binary(min_size=1, max_size=64),
    length=st.integers(0, 60_000),
    broken=st.booleans(),
    order=st.permutations([b"PLTE", b"tRNS", b"IDAT"]),
)
@settings(max_examples=250, deadline=None)
def test_well_formed_chunks_with_wild_values(
    width: int,
    height: int,
    depth: int,
    colour: int,
    tail: tuple[int, int, int],
    palette: bytes,
    seed: bytes,
    length: int,
    broken: bool,
    order: list[bytes],
) -> None:
    pixels = (seed * (length // len(seed) + 1))[:length]
    packed = zlib.compress(pixels)
    content = {b"PLTE": palette, b"tRNS": palette[:7], b"IDAT": packed[: len(packed) // 2] if broken else packed}
    header = struct.pack(">IIBBBBB", width, height, depth, colour, *tail)
    only_a_bad_signature(
        put_together([(b"IHDR", header), *((kind, content[kind]) for kind in order), (b"IEND", b"")])
    )
