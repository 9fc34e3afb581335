"""Pictures of the document: which file, what size, what is cropped."""

from __future__ import annotations

import re
from dataclasses import replace
from math import cos, radians, sin

from attest_desktop.papers.pdf.builtin.dib import pixels
from attest_desktop.papers.pdf.builtin.metafiles import bitmap_of, is_metafile, played
from attest_desktop.papers.pdf.builtin.model import Crop, Picture
from attest_desktop.papers.pdf.builtin.ooxml import A, Element, R, local, number
from attest_desktop.papers.pdf.builtin.source import Source

EMU_PER_TWIP = 635.0
_DEGREE = 60_000.0
_BYTES_A_MARK = 400
_POINTS_A_MARK = 2
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML_STYLE = re.compile(r"(?<![\w-])(width|height)\s*:\s*([\d.]+(?:pt|in|cm|mm)?)")
_NOT_DRAWN = "Рисунок в формате, понятном только Word (WMF, EMF), не напечатан."
_SIMPLIFIED = "Рисунок WMF или EMF напечатан упрощённо: сверьте его с документом."
_MISSING = "Рисунок не напечатан: его файла нет в документе."


def picture(container: Element, source: Source) -> Picture | None:
    """The first picture inside a `w:drawing`, `w:pict` or `w:object`, or None.

    One that cannot be drawn is warned of and left empty: it keeps its room.
    """
    for inner in container.iter():
        name = local(inner)
        if name == "blip":
            return _drawn(container, inner, source)
        if name == "imagedata":
            return _vml(inner, source)
    return None


def _load(identifier: str | None, source: Source) -> bytes:
    """The bytes of a picture; empty, with a warning, when it cannot be drawn."""
    data = source.files(identifier) if identifier else None
    if data is None:
        source.warnings.add(_MISSING)
        return b""
    if not is_metafile(data):
        return data
    bitmap = bitmap_of(data)
    if bitmap is not None:
        return bitmap if source.allowance.take_pixels(pixels(bitmap)) else _undrawn(source)
    # Reading costs something even where nothing comes of it.
    drawing = played(data) if source.allowance.take(len(data) // _BYTES_A_MARK) else None
    if drawing is None or not source.allowance.take(max(len(drawing.marks), drawing.cost // _POINTS_A_MARK)):
        return _undrawn(source)
    if not source.allowance.take_pixels(drawing.pixels):
        return _undrawn(source)
    if drawing.simplified:
        source.warnings.add(_SIMPLIFIED)
    return data


def _undrawn(source: Source) -> bytes:
    source.warnings.add(_NOT_DRAWN)
    return b""


def _drawn(container: Element, blip: Element, source: Source) -> Picture:
    data = _load(blip.get(R + "embed"), source)
    frame = blip.getparent()
    width, height = size(container)
    # A picture of a group has its own size; the container's is the group's.
    holder = frame.getparent() if frame is not None else None
    own = holder.find(f".//{A}xfrm/{A}ext") if holder is not None else None
    if holder is not None and own is not None and _is_grouped(holder):
        width, height = number(own.get("cx")) / EMU_PER_TWIP, number(own.get("cy")) / EMU_PER_TWIP
    crop = frame.find(A + "srcRect") if frame is not None else None
    # Crops are in thousandths of a per cent.
    cut = Crop(*(number(crop.get(side)) / 100_000 for side in "ltrb")) if crop is not None else Crop()
    picture = Picture(data, width, height, cut)
    turn = turned_by(holder) if holder is not None else 0.0
    if turn:
        return _turned(picture, turn, in_line=container.find(_WP + "inline") is not None)
    return _with_shadow(picture, container) if _is_shadowed(holder) else picture


def turned_by(holder: Element) -> float:
    """By how many degrees with the clock a shape or picture is turned."""
    frame = holder.find(f".//{A}xfrm")
    return own_turn(frame) if frame is not None else 0.0


def own_turn(frame: Element) -> float:
    """By how many degrees with the clock an `xfrm` turns."""
    return number(frame.get("rot")) / _DEGREE % 360


def _turned(picture: Picture, turn: float, *, in_line: bool) -> Picture:
    """A turned picture: in the line it takes the room it is seen to fill, elsewhere that of the upright one."""
    width, height = picture.width, picture.height
    across, down = abs(cos(radians(turn))), abs(sin(radians(turn)))
    room = (width * across + height * down, width * down + height * across) if in_line else (width, height)
    return replace(picture, width=room[0], height=room[1], turn=turn, own=(width, height))


def _is_shadowed(holder: Element | None) -> bool:
    return holder is not None and holder.find(f".//{A}effectLst/{A}outerShdw") is not None


def _with_shadow(picture: Picture, container: Element) -> Picture:
    """The picture in the line with the room its shadow takes around it, as a picture cut by less than nothing."""
    extent = container.find(f"{_WP}inline/{_WP}effectExtent")
    if extent is None or not (picture.width > 0 and picture.height > 0):
        return picture
    left, top, right, bottom = (number(extent.get(side)) / EMU_PER_TWIP for side in "ltrb")
    cut = picture.crop
    across = (1 - cut.left - cut.right) / picture.width
    down = (1 - cut.top - cut.bottom) / picture.height
    return Picture(
        picture.data,
        picture.width + left + right,
        picture.height + top + bottom,
        Crop(
            cut.left - left * across,
            cut.top - top * down,
            cut.right - right * across,
            cut.bottom - bottom * down,
        ),
    )


def _is_grouped(element: Element) -> bool:
    return any(local(parent) in ("wgp", "grpSp") for parent in element.iterancestors())


def _vml(image: Element, source: Source) -> Picture:
    data = _load(image.get(R + "id"), source)
    shape = image.getparent()
    sizes = dict(_VML_STYLE.findall(shape.get("style", "") if shape is not None else ""))
    return Picture(data, vml_measure(sizes.get("width")), vml_measure(sizes.get("height")))


def vml_measure(text: str | None) -> float:
    """A measure of VML in twips: a bare number is in pixels of 1/96 inch."""
    return number(text) * (15.0 if text and text[-1].isdigit() else 1.0)


def size(container: Element) -> tuple[float, float]:
    """Width and height of a `w:drawing` in twips."""
    for inner in container.iter():
        if local(inner) == "extent":
            return number(inner.get("cx")) / EMU_PER_TWIP, number(inner.get("cy")) / EMU_PER_TWIP
    return 0.0, 0.0
