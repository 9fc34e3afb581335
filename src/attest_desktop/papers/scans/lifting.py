"""An expert's own ink, lifted off the scan of a page that they signed, for the clean page of the same text.

Only where the page is proved to be that page, unaltered; only from that expert's place; never a guess.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from attest_desktop.domain.errors import UserError
from attest_desktop.papers.identity import Original
from attest_desktop.papers.identity.inking import FINE_DPI, Matrix
from attest_desktop.papers.identity.matching import Matched, Matcher
from attest_desktop.papers.identity.signatures import PlaceInk, signed_ink
from attest_desktop.papers.kinds import SheetSource
from attest_desktop.papers.pictures import Pixels
from attest_desktop.papers.scans.light import levelled
from attest_desktop.papers.scans.placing import shift, zoomed
from attest_desktop.papers.scans.reading import close_sheets, read_sheets
from attest_desktop.papers.scans.treating import seen_of
from attest_desktop.papers.signing import UNDER_LINE, Place, place_for

_DPI = 300
_PIXELS = _DPI / 25.4  # to the millimetre
_FINE = FINE_DPI / 72
# How far from its line ink may reach, millimetres, and how much of a stroke must lie there to be this signer's.
_BESIDE, _ABOVE, _BELOW = 6.0, 8.0, 7.0
_OWN = 0.5
_SOFT_EDGE = 0.5  # millimetres of a stroke's blurred border
_AROUND_PRINT = 0.12
_DRIFT = 1.2  # millimetres: the paper does not lie quite flat
_PRINT = 70
_FAINT, _LEAST_DEPTH = 22, 60
_COLOURED = 45
_VISIBLE = 8
_LEAST_MM2 = 3.0


class CannotLiftError(UserError):
    """The ink cannot be taken off this page."""

    title = "Подпись нельзя перенести"
    todo = "Подпишите страницу ещё раз или вставьте изображение подписи."


@dataclass(frozen=True, slots=True)
class LiftedInk:
    """Ink on a transparent ground (RGBA PNG, cropped), and the place at which `stamp` puts it where it was."""

    png: bytes
    place: Place


def lift_ink(
    source: SheetSource, original: bytes, full_name: str, *, number: int = 1, place: Place | None = None
) -> LiftedInk:
    """The ink at this person's place on page `number` of the file, for that page of the original (a PDF).

    `place` is for a person who signs in several places. Raises CannotLiftError when it is not surely that page,
    the page is altered or bears no ink there; BadFileError, PlaceNotFoundError, AmbiguousPlaceError.
    """
    own = place_for(original, full_name) if place is None else place
    sheets = read_sheets([source])
    try:
        if not 1 <= number <= len(sheets):
            raise CannotLiftError(f"В файле «{source.name}» нет страницы {number}.", "Выберите другую страницу.")
        sheet = sheets[number - 1]
        seen = seen_of(sheet)
        with Original(original) as against:
            if against.has_pen(own):
                raise CannotLiftError(
                    "На чистой странице в этом месте уже стоит изображение подписи: вторая легла бы поверх неё.",
                    "Подготовьте заключение без изображения подписи и повторите или оставьте страницы как есть.",
                )
            matched = Matcher(against).match(seen.small)
            ink = _proved(matched, own, against, source.name)
            transform = np.asarray(matched.result.transform, np.float64) @ shift(-0.5, -0.5)
            full = sheet.pixels() if seen.full is None else seen.full
            zoom = zoomed(seen.small.shape[1] / full.shape[1], seen.small.shape[0] / full.shape[0])
            return _lifted(full, transform @ zoom, ink, own, against)
    finally:
        close_sheets(sheets)


def _proved(matched: Matched, own: Place, against: Original, name: str) -> PlaceInk:
    """The ink at this place, once it is proved to be its page, unaltered, and the ink one person's."""
    match = matched.result
    if match.page is None or not match.sure or matched.strokes is None:
        raise CannotLiftError(f"Не удалось убедиться, что «{name}» — страница этого документа.")
    if match.page != own.page:
        raise CannotLiftError(
            f"На «{name}» страница {match.page}, а подпись ставится на странице {own.page}.",
            "Выберите скан той страницы, на которой стоит подпись.",
        )
    if match.altered:
        raise CannotLiftError(
            f"Напечатанное на «{name}» отличается от документа: подпись поставлена под другим текстом."
        )
    places = [place for place in against.places if place.page == own.page]
    signed, ink = signed_ink(places, against.size(own.page)[1], matched.strokes)
    nearest = min(range(len(places)), key=lambda one: _apart(places[one], own), default=None)
    if nearest is None or not signed[nearest].present:
        raise CannotLiftError(f"На «{name}» в месте подписи нет чернил.")
    if ink[nearest].shared or signed[nearest].doubtful:
        raise CannotLiftError(
            f"На «{name}» Вашу подпись не отделить уверенно от росчерков рядом: вместе с ней перенеслись бы чужие."
        )
    return ink[nearest]


def _apart(one: Place, other: Place) -> float:
    return math.hypot(one.x + one.width / 2 - other.x - other.width / 2, one.y - other.y)


@dataclass(frozen=True, slots=True)
class _Zone:
    """A part of the page in points, y up, whole pixels at 300 dpi large."""

    left: float
    bottom: float
    width: int
    height: int

    @property
    def top(self) -> float:
        return self.bottom + self.height * 72 / _DPI

    def frame(self) -> Matrix:
        """From points of the page to the zone's pixels (edges, y down)."""
        zoom = _DPI / 72
        return np.array([[zoom, 0, -self.left * zoom], [0, -zoom, self.top * zoom], [0, 0, 1]], np.float64)


def _zone_of(own: Place, against: Original) -> _Zone:
    """Around the place, halfway at most to the lines above and below."""
    mm = 72 / 25.4
    over, under = own.y + own.height + _ABOVE * mm, own.y - _BELOW * mm
    for other in against.places:
        beside = other.page != own.page or other.x > own.x + own.width or own.x > other.x + other.width
        if beside or abs(other.y - own.y) < 6:
            continue
        if other.y > own.y:
            # What hangs under the line above is that line's ink.
            over = min(over, other.y - 0.1 * (other.y - own.y))
        else:
            under = max(under, own.y - 0.35 * (own.y - other.y))
    width, height = against.size(own.page)
    left, right = max(0.0, own.x - _BESIDE * mm), min(width, own.x + own.width + _BESIDE * mm)
    under, over = max(0.0, under), min(height, over)
    return _Zone(left, under, round((right - left) * _DPI / 72), round((over - under) * _DPI / 72))


def _lifted(full: Pixels, transform: Matrix, ink_there: PlaceInk, own: Place, against: Original) -> LiftedInk:
    zone = _zone_of(own, against)
    onto = shift(-0.5, -0.5) @ zone.frame() @ transform @ shift(0.5, 0.5)
    flags = cv2.INTER_LINEAR
    white = (255, 255, 255)
    laid = cv2.warpPerspective(full, onto, (zone.width, zone.height), flags=flags, borderValue=white)
    colours = np.asarray(levelled(np.asarray(laid, np.uint8)), np.uint8)
    near = _strokes_in(ink_there, zone, against.size(own.page)[1])
    alpha, ink = _matte(colours, near, _print_in(zone, own.page, against, colours))
    rows, columns = np.nonzero(alpha >= _VISIBLE)
    if float(alpha.sum()) / 255 / _PIXELS**2 < _LEAST_MM2 or not len(rows):
        raise CannotLiftError("В месте подписи слишком мало чернил, чтобы перенести их.")
    top, bottom = int(rows.min()), int(rows.max()) + 1
    left, right = int(columns.min()), int(columns.max()) + 1
    rgba = np.empty((bottom - top, right - left, 4), np.uint8)
    rgba[..., :3], rgba[..., 3] = ink, alpha[top:bottom, left:right]
    written = io.BytesIO()
    Image.fromarray(rgba).save(written, "PNG", compress_level=6)
    point = 72 / _DPI
    width, height = rgba.shape[1] * point, rgba.shape[0] * point
    # Stamping lets ink hang under its line by a share of its height; the line is told so that it lands as it was.
    y = zone.top - bottom * point + UNDER_LINE * height
    place = Place(
        own.page,
        zone.left + left * point,
        y,
        width,
        height,
        anchor=own.anchor,
        label=own.label,
        confidence=own.confidence,
        role=own.role,
    )
    return LiftedInk(written.getvalue(), place)


def _strokes_in(ink: PlaceInk, zone: _Zone, page_height: float) -> NDArray[np.uint8]:
    """Where this signer's strokes are, with their soft edges: 255, and 0 elsewhere."""
    strokes = ink.strokes
    scale = _DPI / FINE_DPI
    columns = ((strokes.columns + 0.5) / _FINE - zone.left) * _DPI / 72
    rows = (zone.top - page_height + (strokes.rows + 0.5) / _FINE) * _DPI / 72
    inside = (columns >= 0) & (columns < zone.width) & (rows >= 0) & (rows < zone.height)
    count = len(strokes.area)
    share = np.bincount(strokes.stroke[inside], minlength=count) / np.maximum(
        1, np.bincount(strokes.stroke, minlength=count)
    )
    share[list(ink.others)] = 0
    mine = inside & (share[strokes.stroke] > _OWN)
    side = 2 * round(_SOFT_EDGE * _PIXELS + scale) + 1
    edge = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    masks = []
    for part in (mine, inside & np.isin(strokes.stroke, list(ink.others))):
        mask = np.zeros((zone.height, zone.width), np.uint8)
        mask[rows[part].astype(np.int64), columns[part].astype(np.int64)] = 255
        masks.append(mask)
    # What is right beside a stroke is its own blurred border, unless another's stroke is nearer.
    own_edge, others_edge = (cv2.dilate(mask, edge) for mask in masks)
    crossed = (own_edge > 0) & (others_edge > 0)
    if crossed.any():
        away = [cv2.distanceTransform(np.asarray(mask == 0, np.uint8), cv2.DIST_L2, 3) for mask in masks]
        own_edge[crossed & (away[1] < away[0])] = 0
    return np.asarray(own_edge, np.uint8)


def _print_in(zone: _Zone, page: int, against: Original, colours: Pixels) -> NDArray[np.bool_]:
    """Where the original's print is in the zone, found again where the paper has it."""
    grey = against.pages.grey(page, scale=_DPI / 72)
    reach = round(_DRIFT * _PIXELS)
    framed = cv2.copyMakeBorder(grey, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=255)
    left = round(zone.left * _DPI / 72)
    top = round((against.size(page)[1] - zone.top) * _DPI / 72)
    window = framed[top : top + zone.height + 2 * reach, left : left + zone.width + 2 * reach]
    dx = dy = reach
    light = cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY)
    if window.shape[0] > zone.height and window.shape[1] > zone.width and int((window < 128).sum()) > 50:
        _, alike, _, at = cv2.minMaxLoc(cv2.matchTemplate(window, light, cv2.TM_CCOEFF_NORMED))
        if alike > 0.2:
            dx, dy = at
    shown = np.full((zone.height, zone.width), 255, np.uint8)
    part = window[dy : dy + zone.height, dx : dx + zone.width]
    shown[: part.shape[0], : part.shape[1]] = part
    side = 2 * max(1, round(_AROUND_PRINT * _PIXELS)) + 1
    printed = cv2.dilate((shown < 255 - _PRINT).astype(np.uint8), np.ones((side, side), np.uint8))
    return np.asarray(printed > 0, np.bool_)


def _matte(
    colours: Pixels, near: NDArray[np.uint8], printed: NDArray[np.bool_]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """How opaque the ink is at each point, and its one colour."""
    darkest = colours.min(axis=2)
    depth = 255.0 - darkest.astype(np.float32)
    bare = near.astype(bool) & ~printed
    core = bare & (depth > _LEAST_DEPTH)
    if not core.any():
        raise CannotLiftError("В месте подписи чернила слишком бледные, чтобы перенести их.")
    full = float(np.percentile(depth[core], 80))
    deep = core & (depth >= np.percentile(depth[core], 60))
    ink = np.median(colours[deep], axis=0).round().astype(np.uint8)
    alpha = np.clip((depth - _FAINT) / max(1.0, full - _FAINT), 0, 1)
    spread = colours.max(axis=2).astype(np.int16) - darkest
    coloured = int(ink.max()) - int(ink.min()) > _COLOURED
    # Blue ink shows on black print by its colour; of black ink, what the print hides is bridged.
    hidden = printed & ~((spread > _COLOURED) if coloured else np.zeros_like(printed))
    alpha[hidden] = 0
    alpha *= cv2.GaussianBlur(near, (0, 0), 1.0).astype(np.float32) / 255
    side = 2 * round(0.35 * _PIXELS) + 1
    closed = cv2.morphologyEx(alpha.astype(np.float32), cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    alpha = np.where(hidden, closed, alpha)
    alpha = (np.clip(alpha, 0, 1) * 255).round().astype(np.uint8)
    alpha[alpha < _VISIBLE] = 0
    return alpha, ink
