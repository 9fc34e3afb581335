"""A printer, pens, a scanner and a telephone's camera, for tests: pages of a PDF as they come back from paper.

Pictures are height x width x 3, red, green, blue. Everything is drawn from the chance that is handed in.
"""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.signing import Place, draw_sample_signature

Picture = NDArray[np.uint8]
PRINT_DPI = 300
_MM = PRINT_DPI / 25.4
_POINT = PRINT_DPI / 72


def printed(pdf: bytes, page: int, chance: random.Random) -> Picture:
    """The page on paper at 300 dpi: toner spreads a little and is not everywhere equally black."""
    with PdfPages(pdf) as pages:
        grey = pages.grey(page, scale=_POINT)
    ink = 1 - grey.astype(np.float32) / 255
    soft = cv2.GaussianBlur(ink, (0, 0), chance.uniform(0.5, 0.9))
    ink = np.clip(soft * chance.uniform(1.0, 1.35), 0, 1) * chance.uniform(0.8, 0.97)
    ink *= 1 + _noise(chance, (128, ink.shape[1]), 0.06)[np.arange(ink.shape[0]) % 128]
    paper = (np.clip(1 - ink, 0, 1) * 250).astype(np.uint8)
    return np.asarray(cv2.cvtColor(paper, cv2.COLOR_GRAY2RGB), np.uint8)


def signed(
    paper: Picture,
    place: Place,
    seed: int,
    chance: random.Random,
    *,
    drop_mm: float = 0.0,
    tail_mm: float = 0.0,
    scale: float = 1.0,
) -> Picture:
    """The paper with somebody's signature on the line; lower than usual, with a tail so long under it."""
    with Image.open(io.BytesIO(draw_sample_signature(f"Лицо {seed}", seed))) as opened:
        image = opened.convert("RGBA").crop(opened.getbbox())
    width = min(place.width * chance.uniform(0.6, 0.95), 45 / 25.4 * 72) * scale
    height = width * image.height / image.width
    size = (max(8, round(width * _POINT)), max(8, round(height * _POINT)))
    image = image.resize(size, Image.Resampling.LANCZOS)
    left = place.x + (place.width - width) * chance.uniform(0.1, 0.9)
    bottom = place.y - 0.2 * height - drop_mm * 72 / 25.4
    x, y = round(left * _POINT), round(paper.shape[0] - (bottom + height) * _POINT)
    ink = chance.choice(((20, 40, 140), (15, 25, 90), (30, 30, 40), (60, 60, 170)))
    alpha = np.array(image)[..., 3]
    return _laid(paper, _with_tail(alpha, tail_mm, chance) if tail_mm else alpha, x, y, ink, chance)


def _with_tail(alpha: Picture, tail_mm: float, chance: random.Random) -> Picture:
    """A loop that the pen draws on from the signature's lowest point, down and back to the right."""
    deep = round(tail_mm * _MM)
    out = np.vstack([alpha, np.zeros((deep + 10, alpha.shape[1]), np.uint8)])
    rows, columns = np.nonzero(alpha > 128)
    lowest = int(rows.argmax())
    x, y = int(columns[lowest]), int(rows[lowest])
    wide = chance.uniform(0.25, 0.6) * deep
    points = [
        (x - wide * math.sin(2 * math.pi * part) - 0.3 * wide * part, y + deep * math.sin(math.pi * part))
        for part in np.linspace(0, 0.9, 24)
    ]
    cv2.polylines(out, [np.array(points).round().astype(np.int32)], False, 255, 6, cv2.LINE_AA)
    return out


def struck(paper: Picture, x: float, y: float, length: float, chance: random.Random) -> Picture:
    """A line drawn by hand from the point (points of the page, origin bottom-left) to the right."""
    out = paper.copy()
    row = round(paper.shape[0] - y * _POINT)
    points = [
        (round(x * _POINT + length * _POINT * step / 12), row + round(chance.uniform(-1.5, 1.5)))
        for step in range(13)
    ]
    cv2.polylines(out, [np.array(points, np.int32)], False, (25, 35, 120), 5, cv2.LINE_AA)
    return out


def written(paper: Picture, x: float, y: float, text: str, chance: random.Random, *, mm: float = 4.0) -> Picture:
    """A date or another word written by hand, its left end at the point (points, origin bottom-left)."""
    out = paper.copy()
    scale = mm * _MM / 22
    at = (round(x * _POINT), round(paper.shape[0] - y * _POINT))
    font = cv2.FONT_HERSHEY_SCRIPT_SIMPLEX
    cv2.putText(out, text, at, font, scale, (25, 35, 120), max(2, round(3 * scale)), cv2.LINE_AA)
    return out


def ticked(paper: Picture, x: float, y: float, chance: random.Random) -> Picture:
    """A tick or a little cross, as one marks where another is to sign (points, origin bottom-left)."""
    out = paper.copy()
    left, low, tall = round(x * _POINT), round(paper.shape[0] - y * _POINT), round(chance.uniform(3, 4.5) * _MM)
    strokes = [[(left, low - tall // 2), (left + tall // 3, low), (left + tall, low - tall)]]
    if chance.random() < 0.5:
        strokes = [[(left, low), (left + tall, low - tall)], [(left, low - tall), (left + tall, low)]]
    for points in strokes:
        cv2.polylines(
            out, [np.array(points, np.int32)], False, (25, 35, 120), chance.choice((4, 5, 6)), cv2.LINE_AA
        )
    return out


def stamped(paper: Picture, x: float, y: float, chance: random.Random) -> Picture:
    """A round blue stamp with its centre at the point (points, origin bottom-left)."""
    alpha = np.zeros(paper.shape[:2], np.uint8)
    centre = (round(x * _POINT), round(paper.shape[0] - y * _POINT))
    for radius, width in ((19.0, 6), (17.8, 2), (11.5, 3)):
        cv2.circle(alpha, centre, round(radius * _MM), 255, width, cv2.LINE_AA)
    for step in range(24):
        angle = 2 * math.pi * step / 24
        at = (round(centre[0] + 14 * _MM * math.cos(angle)), round(centre[1] + 14 * _MM * math.sin(angle)))
        cv2.putText(alpha, "A", at, cv2.FONT_HERSHEY_PLAIN, 2.2, 255, 3, cv2.LINE_AA)
    for down, text in ((-1.5, "SHKOLA"), (3.5, "No 5")):
        at = (round(centre[0] - 7.5 * _MM), round(centre[1] + down * _MM))
        cv2.putText(alpha, text, at, cv2.FONT_HERSHEY_PLAIN, 2.4, 255, 3, cv2.LINE_AA)
    ink = _noise(chance, alpha.shape, 0.25)
    faded = np.clip(alpha * (0.75 + ink), 0, 255).astype(np.uint8)
    return _laid(paper, faded, 0, 0, (50, 60, 190), chance)


def pasted_over(
    paper: Picture, x: float, y: float, width: float, height: float, patch: Picture | None = None
) -> Picture:
    """The paper with a white strip glued over a place (points); `patch` is what the strip shows."""
    out = paper.copy()
    x0, x1 = round(x * _POINT), round((x + width) * _POINT)
    y0, y1 = round(paper.shape[0] - (y + height) * _POINT), round(paper.shape[0] - y * _POINT)
    out[y0:y1, x0:x1] = 247
    if patch is not None:
        out[y0:y1, x0:x1] = cv2.resize(patch, (x1 - x0, y1 - y0))
    out[y1 : y1 + 2, x0:x1] = 215
    return out


def punched(paper: Picture, chance: random.Random) -> Picture:
    """Two holes of a punch at the left edge, dark on a scan."""
    out = paper.copy()
    for offset in (-40, 40):
        centre = (round(11 * _MM), round(paper.shape[0] / 2 + offset * _MM))
        cv2.circle(out, centre, round(3 * _MM), (70, 70, 70), -1, cv2.LINE_AA)
    return out


def stapled(paper: Picture, chance: random.Random) -> Picture:
    """A staple and its shadow in the top left corner."""
    out = paper.copy()
    x, y = round(chance.uniform(6, 12) * _MM), round(chance.uniform(6, 12) * _MM)
    cv2.line(out, (x, y), (x + round(9 * _MM), y - round(4 * _MM)), (90, 90, 90), 7, cv2.LINE_AA)
    cv2.line(out, (x, y + 8), (x + round(9 * _MM), y - round(4 * _MM) + 8), (190, 190, 190), 9, cv2.LINE_AA)
    return out


@dataclass(frozen=True)
class Scanner:
    """How a page is scanned; `turns` are quarter turns counter-clockwise."""

    dpi: int = 200
    tilt: float = 0.0
    scale: float = 1.0
    shift_mm: tuple[float, float] = (0.0, 0.0)
    blur: float = 0.6
    noise: float = 0.02
    drift: float = 0.06
    quality: int = 75
    bilevel: bool = False
    turns: int = 0
    edge: bool = False
    grey: bool = True


def any_scanner(chance: random.Random) -> Scanner:
    """A scanner as they stand in schools."""
    bilevel = chance.random() < 0.25
    return Scanner(
        dpi=chance.choice((150, 200, 300)) if not bilevel else chance.choice((200, 300)),
        tilt=chance.uniform(-1.5, 1.5),
        scale=chance.uniform(0.97, 1.03),
        shift_mm=(chance.uniform(-4, 4), chance.uniform(-4, 4)),
        blur=chance.uniform(0.3, 1.0),
        noise=chance.uniform(0.005, 0.035),
        drift=chance.uniform(0, 0.12),
        quality=chance.choice((40, 60, 75, 90)),
        bilevel=bilevel,
        turns=chance.choice((0, 0, 0, 2, 1, 3)),
        edge=chance.random() < 0.3,
        grey=chance.random() < 0.5,
    )


def scanned(paper: Picture, scanner: Scanner, chance: random.Random) -> Picture:
    """The paper as the scanner sees it."""
    factor = scanner.dpi / PRINT_DPI
    height, width = round(paper.shape[0] * factor), round(paper.shape[1] * factor)
    turn = cv2.getRotationMatrix2D((paper.shape[1] / 2, paper.shape[0] / 2), scanner.tilt, scanner.scale)
    turn = turn + np.array([[0, 0, scanner.shift_mm[0] * _MM], [0, 0, scanner.shift_mm[1] * _MM]])
    # The paper runs not quite evenly: one direction is a little longer than the other.
    turn[1] *= 1 + chance.uniform(-0.004, 0.004)
    shrunk = np.diag([factor, factor]) @ turn
    source = cv2.GaussianBlur(paper, (0, 0), 0.5 / factor) if factor < 0.99 else paper
    edge = 60 if scanner.edge else 246
    seen = cv2.warpAffine(source, shrunk, (width, height), flags=cv2.INTER_LINEAR, borderValue=(edge, edge, edge))
    seen = cv2.GaussianBlur(seen, (0, 0), max(0.2, scanner.blur))
    ramp = 1 - scanner.drift * np.linspace(0, 1, width)[:: 1 if chance.random() < 0.5 else -1]
    lamp = np.ascontiguousarray(np.broadcast_to((ramp * 255).astype(np.uint8)[None, :, None], seen.shape))
    out = _grained(_lit(seen, lamp), chance, scanner.noise)
    if scanner.bilevel:
        plain = cv2.cvtColor(out, cv2.COLOR_RGB2GRAY)
        level = chance.uniform(140, 190)
        out = np.repeat(np.where(plain > level, 255, 0).astype(np.uint8)[..., None], 3, axis=2)
    elif scanner.grey:
        out = np.asarray(cv2.cvtColor(cv2.cvtColor(out, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB), np.uint8)
    return np.ascontiguousarray(np.rot90(_squeezed(out, scanner.quality), scanner.turns))


@dataclass(frozen=True)
class Camera:
    """How a page is photographed; lengths are parts of the page's own."""

    megapixels: float = 9.0
    fill: float = 0.88
    perspective: float = 0.04
    roll: float = 0.0
    curl: float = 0.004
    light: float = 0.3
    shadow: bool = False
    blur: float = 0.8
    noise: float = 0.015
    quality: int = 80
    turns: int = 0
    table: int = 90


def any_camera(chance: random.Random) -> Camera:
    """A telephone in a teacher's hand."""
    return Camera(
        megapixels=chance.uniform(8, 12),
        fill=chance.uniform(0.8, 0.97),
        perspective=chance.uniform(0.0, 0.06),
        roll=chance.uniform(-6, 6),
        curl=chance.uniform(0, 0.006),
        light=chance.uniform(0.05, 0.45),
        shadow=chance.random() < 0.5,
        blur=chance.uniform(0.6, 1.6),
        noise=chance.uniform(0.005, 0.025),
        quality=chance.choice((60, 75, 85, 92)),
        turns=chance.choice((0, 0, 0, 1, 2, 3)),
        table=chance.choice((40, 90, 140, 200, 235)),
    )


def photographed(paper: Picture, camera: Camera, chance: random.Random) -> Picture:
    """The paper on a table as the camera sees it."""
    tall = round(math.sqrt(camera.megapixels * 1e6 * 4 / 3))
    wide = round(tall * 3 / 4)
    page_height = tall * camera.fill
    page_width = page_height * paper.shape[1] / paper.shape[0]
    if page_width > wide * camera.fill:
        page_width = wide * camera.fill
        page_height = page_width * paper.shape[0] / paper.shape[1]
    corners = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]) * (page_width, page_height)
    angle = math.radians(camera.roll)
    corners = corners @ np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    corners += np.array([[chance.uniform(-1, 1), chance.uniform(-1, 1)] for _ in range(4)]) * (
        camera.perspective * page_height / 2
    )
    corners += (wide / 2 + chance.uniform(-0.01, 0.01) * wide, tall / 2 + chance.uniform(-0.01, 0.01) * tall)
    own = np.array(
        [(0, 0), (paper.shape[1], 0), (paper.shape[1], paper.shape[0]), (0, paper.shape[0])], np.float32
    )
    back = cv2.getPerspectiveTransform(corners.astype(np.float32), own)
    # The maps are smooth: every eighth pixel of them is worked out.
    grid_y, grid_x = np.mgrid[0 : tall // 8 + 1, 0 : wide // 8 + 1] * 8.0 + 3.5
    depth = back[2, 0] * grid_x + back[2, 1] * grid_y + back[2, 2]
    map_x = (back[0, 0] * grid_x + back[0, 1] * grid_y + back[0, 2]) / depth
    map_y = (back[1, 0] * grid_x + back[1, 1] * grid_y + back[1, 2]) / depth
    # The paper does not lie quite flat.
    along = map_x / paper.shape[1]
    map_y += (camera.curl * paper.shape[0]) * np.sin(math.pi * along + chance.uniform(0, 2))
    size = (grid_x.shape[1] * 8, grid_x.shape[0] * 8)
    fine_x = cv2.resize(map_x.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)[:tall, :wide]
    fine_y = cv2.resize(map_y.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)[:tall, :wide]
    out = _table((tall, wide), camera.table, chance)
    cv2.remap(paper, fine_x, fine_y, cv2.INTER_LINEAR, dst=out, borderMode=cv2.BORDER_TRANSPARENT)
    shown = cv2.GaussianBlur(_lit(out, _light((tall, wide), camera, chance)), (0, 0), camera.blur)
    out = _grained(np.asarray(shown, np.uint8), chance, camera.noise)
    return np.ascontiguousarray(np.rot90(_squeezed(out, camera.quality), camera.turns))


def _table(size: tuple[int, int], level: int, chance: random.Random) -> Picture:
    rows = np.random.default_rng(chance.getrandbits(32)).normal(level, 8, (size[0] // 8 + 1, size[1] // 60 + 1, 1))
    tint = np.array([1.0, chance.uniform(0.8, 1), chance.uniform(0.6, 1)])
    grain = np.clip(rows * tint, 0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(grain, (size[1], size[0]), interpolation=cv2.INTER_LINEAR), np.uint8)


def _light(size: tuple[int, int], camera: Camera, chance: random.Random) -> Picture:
    """The light that falls on each pixel, 255 for all of it."""
    y, x = np.mgrid[0:1:256j, 0:1:192j]
    angle = chance.uniform(0, 2 * math.pi)
    ramp = (x - 0.5) * math.cos(angle) + (y - 0.5) * math.sin(angle)
    light = 0.95 - camera.light * (ramp + 0.5)
    if camera.shadow:
        across, down = chance.uniform(0.3, 0.7), chance.uniform(0.3, 0.7)
        edge = (x - across) * math.cos(angle + 1) + (y - down) * math.sin(angle + 1)
        light *= 1 - chance.uniform(0.2, 0.45) / (1 + np.exp(-edge * chance.uniform(20, 80)))
    tint = np.array([chance.uniform(0.93, 1), chance.uniform(0.94, 1), chance.uniform(0.82, 1)])
    coloured = np.clip(light[..., None] * tint * 255, 0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(coloured, (size[1], size[0]), interpolation=cv2.INTER_LINEAR), np.uint8)


def _lit(picture: Any, light: Picture) -> Picture:
    """The picture under this light."""
    return np.asarray(cv2.multiply(picture, light, scale=1 / 255), np.uint8)


def _grained(picture: Picture, chance: random.Random, strength: float) -> Picture:
    """The picture with a sensor's noise: one tile of it, laid again and again from a chance corner."""
    tile = _noise(chance, (512, 512), strength * 255)
    rows, columns = -(-picture.shape[0] // 512) + 1, -(-picture.shape[1] // 512) + 1
    row, column = chance.randrange(512), chance.randrange(512)
    laid = np.tile(tile.round().astype(np.int16), (rows, columns))
    laid = np.ascontiguousarray(laid[row : row + picture.shape[0], column : column + picture.shape[1]])
    return np.asarray(cv2.add(picture, cv2.merge([laid, laid, laid]), dtype=cv2.CV_8U), np.uint8)


def _noise(chance: random.Random, shape: tuple[int, ...], strength: float) -> NDArray[np.float32]:
    made = np.random.default_rng(chance.getrandbits(32)).standard_normal(shape, dtype=np.float32)
    return made * np.float32(strength)


def _laid(
    paper: Picture, alpha: Picture, x: int, y: int, colour: tuple[int, int, int], chance: random.Random
) -> Picture:
    """Ink of the colour over the paper where `alpha` says, its corner at x, y; it darkens what is under it."""
    out = paper.astype(np.float32)
    top, left = max(0, y), max(0, x)
    bottom, right = min(paper.shape[0], y + alpha.shape[0]), min(paper.shape[1], x + alpha.shape[1])
    part = alpha[top - y : bottom - y, left - x : right - x].astype(np.float32)[..., None] / 255
    part = part * chance.uniform(0.75, 1.0)
    out[top:bottom, left:right] *= 1 - part + part * np.array(colour, np.float32) / 255
    return out.astype(np.uint8)


def _squeezed(picture: Picture, quality: int) -> Picture:
    _, packed = cv2.imencode(".jpg", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality])
    unpacked = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    assert unpacked is not None
    return np.asarray(cv2.cvtColor(unpacked, cv2.COLOR_BGR2RGB), np.uint8)
