"""Ink taken off photographs whose true opacity is known; what cannot be used is told."""

from __future__ import annotations

import io
import time

import numpy as np
import pytest
from PIL import Image, ImageDraw

from attest_desktop.domain.errors import UserError
from attest_desktop.papers.ink import BadPhotoError, Ink, extract_ink
from attest_desktop.papers.ink.letters import printed_strips
from attest_desktop.papers.ink.paper import background, paper_mask
from tests.papers.ink.paper_photo import Alpha, handwriting, photograph
from tests.slowness import slowness


def laid(ink: Ink, alpha: Alpha) -> Alpha:
    """The ink's opacity where it lay in the picture."""
    placed = np.zeros_like(alpha)
    with Image.open(io.BytesIO(ink.png)) as image:
        found = np.asarray(image.getchannel("A"), np.float32) / 255
    placed[ink.top : ink.top + ink.height, ink.left : ink.left + ink.width] = found
    return placed


def likeness(found: Alpha, true: Alpha) -> float:
    """F1 of the points that are mostly ink."""
    seen, meant = found > 0.5, true > 0.5
    both = float((seen & meant).sum())
    return 2 * both / float(seen.sum() + meant.sum())


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"ink": (25, 25, 28)},
        {"shadow": True},
        {"rulings": True},
        {"table": True},
        {"noise": 6.0, "ink": (90, 100, 150)},
    ],
    ids=["blue", "black", "shadow", "lined paper", "table", "faint"],
)
def test_the_ink_and_nothing_else(options: dict[str, object]) -> None:
    true = handwriting()
    ink = extract_ink(photograph(true, **options))  # type: ignore[arg-type]  # keyword arguments of many kinds
    assert likeness(laid(ink, true), true) > 0.95
    assert 0.02 < ink.ink_fraction < 0.4


def test_words_beside_it_stay_on_the_paper() -> None:
    true = handwriting()
    beside = true.copy()
    # A small mark of two strokes, well away from the signature.
    beside[220:228, 1180:1260] = 1
    beside[220:262, 1215:1223] = 1
    assert likeness(laid(extract_ink(photograph(beside)), true), true) > 0.95


@pytest.mark.slow
def test_twelve_megapixels_are_quick() -> None:
    true = handwriting(4000, 3000)
    content = photograph(true, noise=1.0)
    began = time.thread_time()
    ink = extract_ink(content)
    assert time.thread_time() - began < 3 * slowness()
    assert likeness(laid(ink, true), true) > 0.95


def test_the_part_that_was_framed() -> None:
    true = handwriting()
    both = np.maximum(true, np.roll(true, -480, axis=0))
    ink = extract_ink(photograph(both), (0, 0.4, 1, 1))
    assert ink.top >= 480
    assert likeness(laid(ink, true), true) > 0.93
    with pytest.raises(BadPhotoError, match="мала"):
        extract_ink(photograph(true), (0.99, 0, 1, 0.1))


def picture(image: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def dot() -> Alpha:
    """The opacity of one round spot."""
    spot = np.zeros((600, 800), np.float32)
    spot[294:306, 396:404] = spot[296:304, 394:406] = 1
    return spot


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "не изображение"),
        (b"%PDF-1.7", "не изображение"),
        (b"PK\x03\x04" + b"\0" * 100, "не изображение"),
        (picture(Image.new("RGB", (800, 600), "white")), "не видно подписи"),
        (picture(Image.new("RGB", (800, 600), "black")), "не видно подписи"),
        (picture(Image.new("RGB", (10, 10), "white")), "маленькое"),
        (picture(Image.new("1", (9000, 9000))), "слишком большое"),
        (picture(Image.new("1", (20000, 10000))), "слишком большое"),
        (photograph(handwriting())[:20_000], "повреждено"),
        (photograph(dot()), "не видно подписи"),
    ],
    ids=["empty", "pdf", "archive", "white", "black", "tiny", "large", "bomb", "cut short", "dot"],
)
def test_what_cannot_be_used_is_told_at_once(content: bytes, said: str) -> None:
    began = time.thread_time()
    with pytest.raises(UserError, match=said):
        extract_ink(content)
    assert time.thread_time() - began < 2 * slowness()


def test_poor_pictures_are_told_what_to_do() -> None:
    true = handwriting()
    assert extract_ink(photograph(true)).warnings == ()
    for blur in (2.5, 7.0):
        assert any("нерезкий" in one for one in extract_ink(photograph(true, blur=blur)).warnings)
    assert any("бледные" in one for one in extract_ink(photograph(true, ink=(205, 206, 208), noise=1.0)).warnings)


def test_a_note_by_another_pen_beside_a_black_signature() -> None:
    true = handwriting(800, 600)
    content = photograph(true, ink=(25, 25, 28))
    with Image.open(io.BytesIO(content)) as image:
        noted = image.copy()
    # Red, bold and coloured as no stroke of the signature is, where it almost touches.
    draw = ImageDraw.Draw(noted)
    for across in range(470, 560, 24):
        draw.rectangle((across, 150, across + 14, 176), outline=(190, 30, 40), width=4)
    assert likeness(laid(extract_ink(picture(noted)), true), true) > 0.93


def test_a_light_table_is_no_paper() -> None:
    true = handwriting(800, 600)
    with Image.open(io.BytesIO(photograph(true))) as image:
        seen = np.asarray(image).astype(np.float32)
    grain = 30 * np.sin(np.arange(600, dtype=np.float32) / 2.1)[:, None, None]
    wood = np.array([130, 90, 56], np.float32) + grain
    seen[:, :70] = wood
    seen[:, -60:] = wood
    content = picture(Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8)))
    assert likeness(laid(extract_ink(content), true), true) > 0.93


def test_a_dark_grey_table_is_told_from_a_shadow_by_its_grain() -> None:
    chance = np.random.default_rng(5)
    # Both have the same edge, a few points wide.
    fade = np.clip((np.arange(400, dtype=np.float32) - 90) / 14, 0, 1)[None, :, None]
    for grain, share in ((0.5, 0.0), (9.0, 1.0)):
        dark = 48 + chance.normal(0, grain, (300, 400, 1))
        light = 225 + chance.normal(0, 1.5, (300, 400, 1))
        seen = np.repeat(np.clip(light * fade + dark * (1 - fade), 0, 255).astype(np.uint8), 3, axis=2)
        paper = paper_mask(background(seen), seen)
        assert (~paper[:, :80]).mean() == pytest.approx(share, abs=0.02)
        assert paper[:, 120:].all()


def test_light_strokes_and_the_line_below_are_of_the_same_pen() -> None:
    true = handwriting(800, 600)
    # Half of the name is written lightly, so that it has little colour; the line stands well below.
    true[:, 400:] *= 0.45
    true[380:, :] = 0
    down = np.arange(440, 448)
    for across in range(330, 560):
        true[down - (across - 330) // 16, across] = 0.95
        true[down + 12 - (across - 330) // 30, across] = 0.95
    ink = extract_ink(photograph(true, noise=1.0, ink=(45, 62, 150)))
    assert likeness(laid(ink, true) * 2, true * 2) > 0.9


def test_two_words_of_one_hand_are_both_kept_and_told() -> None:
    one = handwriting(800, 600)
    one[:, 480:] = 0
    true = np.maximum(np.roll(one, -160, axis=1), np.roll(one, 160, axis=1))
    ink = extract_ink(photograph(true))
    assert likeness(laid(ink, true), true) > 0.95
    assert any("не одна подпись" in said for said in ink.warnings)


def test_lines_of_small_print_that_run_together_are_told_from_strokes() -> None:
    marks = np.zeros((400, 600), np.bool_)
    chance = np.random.default_rng(5)
    for line in range(5):
        across = 60
        while across < 500:
            down = 60 + 16 * line + across // 40
            marks[down : down + int(chance.integers(2, 8)), across] = True
            across += 1 + int(chance.integers(0, 2))
    rows = marks.copy()
    for stroke in range(4):
        marks[250 + 30 * stroke : 255 + 30 * stroke, 150:420] = True
    grey = np.repeat(np.where(marks, 0.6, 0.0)[..., None], 3, axis=2).astype(np.float32)
    assert (printed_strips(marks, grey) == rows).all()
    assert not printed_strips(marks, grey * np.array([1, 0.9, 0.5], np.float32)).any()


def test_several_signatures_are_told() -> None:
    true = handwriting()
    both = np.maximum(true, np.roll(true, -480, axis=0))
    assert any("не одна подпись" in one for one in extract_ink(photograph(both)).warnings)


def test_the_faint_end_of_a_stroke_is_kept_and_the_ground_around_is_empty() -> None:
    true = handwriting()
    # A pen that runs dry: the last line goes on a third as dark.
    for across in range(1030, 1150):
        line = 789 - (across - 1036) // 5
        true[line - 3 : line + 3, across] = np.maximum(true[line - 3 : line + 3, across], 0.3)
    ink = extract_ink(photograph(true, noise=1.0))
    found = laid(ink, true)
    assert found[774:778, 1100:1106].mean() > 0.15
    lines, columns = np.nonzero(found > 0.2)
    assert lines.min() - ink.top > 100
    assert columns.min() - ink.left > 100


def test_a_turned_telephone_and_other_kinds_of_files() -> None:
    true = handwriting()
    with Image.open(io.BytesIO(photograph(true))) as image:
        turned = image.transpose(Image.Transpose.ROTATE_90)
        exif = Image.Exif()
        exif[0x0112] = 6  # turn by 90 degrees clockwise to see it upright
        out = io.BytesIO()
        turned.save(out, "JPEG", quality=88, exif=exif)
        assert likeness(laid(extract_ink(out.getvalue()), true), true) > 0.95
        small = image.resize((560, 420))
        for kind in ("PNG", "TIFF", "BMP", "WEBP"):
            assert extract_ink(picture(small, kind)).width > 140
        assert extract_ink(picture(small.convert("L"))).width > 140


def test_a_form_s_line_and_its_words_stay_on_the_paper() -> None:
    true = handwriting(1000, 750)
    with Image.open(io.BytesIO(photograph(true, ink=(25, 25, 28)))) as image:
        form = image.copy()
    draw = ImageDraw.Draw(form)
    # Of the same black: through the signature, and a row of letters before it.
    draw.line((200, 425, 880, 425), fill=(28, 28, 28), width=3)
    for letter in range(7):
        draw.rectangle((80 + 15 * letter, 408, 89 + 15 * letter, 423), outline=(28, 28, 28), width=2)
    assert likeness(laid(extract_ink(picture(form)), true), true) > 0.93


def test_an_underline_that_lies_on_squared_paper_s_ruling() -> None:
    true = handwriting(1000, 750)
    true[490:] = 0
    # There and back, as a pen does; on the way there it keeps to the ruling.
    for across in range(330, 700):
        true[519:524, across] = 0.95
        down = 521 + (across - 330) // 12
        true[down - 2 : down + 2, across] = 0.95
    with Image.open(io.BytesIO(photograph(true, noise=1.0))) as image:
        seen = np.asarray(image).astype(np.float32)
    seen[20::50] *= 0.8
    seen[21::50] *= 0.8
    seen[:, 20::50] *= 0.8
    seen[:, 21::50] *= 0.8
    found = laid(extract_ink(picture(Image.fromarray(seen.astype(np.uint8)))), true)
    assert found[520:523, 340:690].mean() > 0.6
    assert likeness(found, true) > 0.9


def test_a_stamp_is_not_another_signature() -> None:
    true = handwriting(1000, 750)
    with Image.open(io.BytesIO(photograph(true))) as image:
        stamped = image.copy()
    draw = ImageDraw.Draw(stamped)
    violet = (92, 70, 150)
    draw.ellipse((30, 470, 250, 690), outline=violet, width=5)
    for number in range(20):
        angle = number * np.pi / 10
        across, down = 140 + 84 * np.cos(angle), 580 + 84 * np.sin(angle)
        draw.rectangle((across - 6, down - 8, across + 6, down + 8), outline=violet, width=3)
    ink = extract_ink(picture(stamped))
    assert ink.warnings == ()
    assert likeness(laid(ink, true), true) > 0.95


def test_light_ink_on_a_dark_ground_is_told() -> None:
    true = handwriting(800, 600)
    with Image.open(io.BytesIO(photograph(true))) as image:
        negative = Image.fromarray(255 - np.asarray(image))
    ink = extract_ink(picture(negative))
    assert any("светлая на тёмном" in one for one in ink.warnings)
    assert likeness(laid(ink, true), true) > 0.93


def test_a_level_underline_of_the_pen_s_own_colour_is_no_printed_line() -> None:
    true = handwriting(800, 600)
    true[380:] = 0
    true[400:404, 310:570] = 0.95
    found = laid(extract_ink(photograph(true, noise=1.0)), true)
    assert found[401:403, 320:560].mean() > 0.8
