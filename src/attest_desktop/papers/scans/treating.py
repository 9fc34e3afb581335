"""From a page as it came to a page of the result: straight, upright, on white; untouched where it is good."""

from __future__ import annotations

import io
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from attest_desktop.papers.identity.inking import Matrix, mapped
from attest_desktop.papers.pictures import Pixels
from attest_desktop.papers.scans.book import Copied, Drawn, Picture, group_four
from attest_desktop.papers.scans.jpeg import BareJpeg, bare_jpeg
from attest_desktop.papers.scans.light import bilevel, greyed, has_colour, light_on, whitened
from attest_desktop.papers.scans.looking import LEAST_TILT, Looked, look, painted
from attest_desktop.papers.scans.pdf_page import PdfPage
from attest_desktop.papers.scans.picture import PicturePage
from attest_desktop.papers.scans.placing import (
    Placing,
    flattening,
    leaning,
    on_sheet,
    shift,
    squared,
    tilting,
    turning,
    zoomed,
)
from attest_desktop.papers.scans.treatment import Cleaning, Found, Sheet, Treated, Treatment

_LOOKED_AT = 2400
_BLACK_OR_WHITE = 128
_NO_OUTLINE = "края листа на снимке не видны, поэтому он не распрямлён: снимите лист целиком на тёмном столе"
_FINEST_DPI = 300
# Enough for 300 dpi when the sheet fills two thirds of the picture.
_LONGEST = 5000
_COARSEST_DPI = 100
_QUALITY = 85
_QUALITY_AS_IS = 92


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A page decoded: as small as it is judged by, and full (None: to be decoded when it is needed)."""

    small: Pixels
    full: Pixels | None


def seen_of(sheet: Sheet) -> Seen:
    """The page decoded. Raises BadFileError."""
    if isinstance(sheet, PdfPage):
        return Seen(sheet.pixels(_LOOKED_AT), None)
    full = sheet.pixels(_LONGEST)
    factor = _LOOKED_AT / max(full.shape[:2])
    if factor >= 1:
        return Seen(full, full)
    small = cv2.resize(full, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return Seen(np.asarray(small, np.uint8), full)


def treated(sheet: Sheet, seen: Seen, found: Found | None, cleaning: Cleaning) -> Treated:
    """The page made ready. Raises BadFileError."""
    looked = look(seen.small, found)
    # What was taken at a slant must be painted anew to be flat.
    poor = looked.slanted or not light_on(looked.flat).good
    painting = cleaning in (Cleaning.GREY, Cleaning.BILEVEL) or (cleaning is Cleaning.AUTO and poor)
    if isinstance(sheet, PdfPage):
        tilted = cleaning is not Cleaning.NONE and _lean(sheet, seen, looked, found) >= LEAST_TILT
        if sheet.file.reader is not None and not (sheet.picture and (painting or tilted)):
            # Print without a match stands as its maker put it.
            turns = looked.turns if found is not None or sheet.picture else 0
            doubts = looked.doubts if sheet.picture else ()
            return Treated(Copied(sheet, turns), (Treatment.TURNED,) if turns else (), doubts)
    elif not painting:
        kept = _kept(sheet, seen, looked, found, straightening=cleaning is not Cleaning.NONE)
        if kept is not None:
            return kept
    made = _painted(sheet, seen, looked, found, cleaning if painting else Cleaning.NONE)
    outlined = found is not None or looked.corners is not None
    if outlined or not poor or isinstance(sheet, PdfPage) or not sheet.camera:
        return made
    return Treated(made.leaf, made.done, (*made.doubts, _NO_OUTLINE))


def _lean(sheet: Sheet, seen: Seen, looked: Looked, found: Found | None) -> float:
    """By how many degrees the page leans; 0 when it was taken at a slant."""
    size = seen.small.shape[1], seen.small.shape[0]
    matrix = _placing(sheet, seen, looked, found, size, flat=False).affine(*size)
    return 0.0 if matrix is None else leaning(matrix)


def jpeg(pixels: Pixels, quality: int) -> BareJpeg:
    """A JPEG of a picture in colour or grey; colours are as fine as the light, for the sake of thin ink."""
    written = io.BytesIO()
    Image.fromarray(pixels).save(written, "JPEG", quality=quality, subsampling=0, optimize=True)
    return bare_jpeg(written.getvalue())


def _kept(
    sheet: PicturePage, seen: Seen, looked: Looked, found: Found | None, *, straightening: bool
) -> Treated | None:
    """The picture's own bytes, put upright by the matrix alone; None when it must be painted."""
    stored = sheet.stored()
    if stored is None:
        return None
    placing = _placing(sheet, seen, looked, found, (sheet.width, sheet.height), flat=False)
    matrix = placing.affine(sheet.width, sheet.height)
    if matrix is None or (straightening and leaning(matrix) >= LEAST_TILT):
        return None
    matrix = squared(matrix, sheet.width, sheet.height)
    picture: Picture = group_four(stored) if isinstance(stored, Image.Image) else stored
    shown = None if placing.shown is None else mapped(matrix, placing.shown)
    onto = matrix @ zoomed(sheet.width, sheet.height) @ sheet.seen()
    return Treated(
        Drawn(placing.page, picture, onto, shown), tuple(_moved(looked, placing, matrix)), looked.doubts
    )


def _moved(looked: Looked, placing: Placing, matrix: Matrix) -> list[Treatment]:
    done = [Treatment.TURNED] if looked.turns else []
    if leaning(matrix) >= LEAST_TILT:
        done.append(Treatment.STRAIGHTENED)
    if placing.shown is not None:
        done.append(Treatment.TRIMMED)
    return done


def _painted(sheet: Sheet, seen: Seen, looked: Looked, found: Found | None, cleaning: Cleaning) -> Treated:
    """The page painted anew, flat, and cleaned as told."""
    full = sheet.pixels(_LONGEST) if seen.full is None else seen.full
    size = full.shape[1], full.shape[0]
    flat = cleaning is not Cleaning.NONE
    placing = _placing(sheet, seen, looked, found, size, flat=flat)
    affine = placing.affine(*size)
    if affine is None and not flat:
        placing = _placing(sheet, seen, looked, None, size, flat=False)
        affine = placing.matrix
    dpi = min(_FINEST_DPI, max(_COARSEST_DPI, round(placing.dpi(*size))))
    if cleaning is Cleaning.BILEVEL:
        dpi = _FINEST_DPI
    page = _paint(full, placing, dpi)
    done = _moved(looked, placing, affine) if affine is not None else []
    if affine is None:
        done = [*([Treatment.TURNED] if looked.turns else []), Treatment.FLATTENED]
    picture: Picture
    if cleaning is Cleaning.BILEVEL:
        picture = group_four(Image.fromarray(bilevel(page)))
    elif cleaning is Cleaning.GREY:
        picture = jpeg(greyed(page), _QUALITY)
    elif cleaning is Cleaning.AUTO:
        clean = whitened(page)
        picture = jpeg(
            clean if has_colour(clean) else np.asarray(cv2.cvtColor(clean, cv2.COLOR_RGB2GRAY)), _QUALITY
        )
    elif isinstance(sheet, PicturePage) and sheet.mode == "1":
        picture = group_four(Image.fromarray(page[..., 1] > _BLACK_OR_WHITE))
    else:
        grey = sheet.mode == "L" if isinstance(sheet, PicturePage) else not has_colour(page)
        picture = jpeg(np.ascontiguousarray(page[..., 1]) if grey else page, _QUALITY_AS_IS)
    done.append(Treatment.CLEANED if flat else Treatment.REPAINTED)
    width, height = placing.page
    onto = np.array([[width, 0, 0], [0, -height, height], [0, 0, 1]], np.float64)
    return Treated(Drawn(placing.page, picture, onto), tuple(done), looked.doubts)


def _paint(full: Pixels, placing: Placing, dpi: float) -> Pixels:
    """The page; what is not to be shown of the picture is white."""
    native = placing.dpi(full.shape[1], full.shape[0])
    if native > 1.5 * dpi:
        # Far more points than wanted: they are averaged first, or fine lines would break up.
        factor = dpi / native
        small = cv2.resize(full, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        back = zoomed(full.shape[1] / small.shape[1], full.shape[0] / small.shape[0])
        shown = (
            None if placing.shown is None else mapped(np.asarray(np.linalg.inv(back), np.float64), placing.shown)
        )
        placing = Placing(placing.page, placing.matrix @ back, shown)
        full = np.asarray(small, np.uint8)
    page = painted(full, placing, dpi)
    if placing.shown is not None:
        there = mapped(placing.to_pixels(dpi) @ shift(-0.5, -0.5), placing.shown)
        outside = np.full(page.shape[:2], 255, np.uint8)
        cv2.fillConvexPoly(outside, np.rint(there).astype(np.int32), 0)
        page[outside > 0] = 255
    return page


def _placing(
    sheet: Sheet, seen: Seen, looked: Looked, found: Found | None, size: tuple[int, int], *, flat: bool
) -> Placing:
    """Where the full picture (of this size in pixels) goes; `flat`: perspective may be undone."""
    zoom = zoomed(size[0] / seen.small.shape[1], size[1] / seen.small.shape[0])
    if found is not None and (flat or not looked.slanted):
        return Placing(found.page, found.matrix @ np.linalg.inv(zoom))
    if looked.corners is not None and flat:
        page, matrix = flattening(looked.corners, looked.turns)
        return Placing(page, matrix @ np.linalg.inv(zoom))
    left, top, right, bottom = mapped(zoom, np.array(looked.inside, np.float64).reshape(2, 2)).ravel().tolist()
    part = right - left, bottom - top
    upright = part if looked.turns % 2 == 0 else part[::-1]
    dpi = sheet.dpi if isinstance(sheet, PicturePage) else None
    if dpi is not None and looked.turns % 2:
        dpi = dpi[1], dpi[0]
    page, onto = on_sheet(*upright, dpi)
    matrix = onto @ tilting(looked.tilt, *upright) @ turning(looked.turns, *part) @ shift(-left, -top)
    shown = None
    if looked.inside != (0, 0, seen.small.shape[1], seen.small.shape[0]):
        shown = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float64)
    return Placing(page, matrix, shown)
