"""What stands beside the text: anchored pictures, text boxes, lines and frames."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

from attest_desktop.papers.pdf.builtin import colors, images, smartart
from attest_desktop.papers.pdf.builtin.chartdrawing import drawn_chart
from attest_desktop.papers.pdf.builtin.charts import read_chart
from attest_desktop.papers.pdf.builtin.model import (
    Block,
    Border,
    DrawingPiece,
    Float,
    Offset,
    Paragraph,
    Picture,
    RunFormat,
    TextPiece,
)
from attest_desktop.papers.pdf.builtin.ooxml import A, Element, W, local, number
from attest_desktop.papers.pdf.builtin.outlines import outline_of
from attest_desktop.papers.pdf.builtin.source import Source

_log = logging.getLogger(__name__)
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HAIRLINE = 15.0
# Text boxes without own insets have 0.1 inch at the sides, 0.05 above and below.
_INSETS = (144.0, 72.0, 144.0, 72.0)
_AS_RECTANGLE = "Фигура Word сложной формы напечатана прямоугольником."
_SHAPE_COST, _TEXT_COST = 10, 40
_VALIGN = {"ctr": "center", "b": "bottom"}
_GROUPS = ("wgp", "grpSp", "wpc")
NO_SHAPE = "Фигура Word (диаграмма, схема или рисованный объект) не напечатана."
_WRAPS = {
    "wrapSquare": "beside",
    "wrapTight": "beside",
    "wrapThrough": "beside",
    "wrapTopAndBottom": "below",
}


def anchored(drawing: Element, source: Source) -> tuple[Float, ...] | None:
    """The floating things of a `w:drawing` or `w:pict`; None when it stands in the line."""
    anchor = drawing.find(_WP + "anchor")
    if anchor is None:
        return None
    wrap = next((_WRAPS[name] for name in map(local, anchor) if name in _WRAPS), "")
    left, top, right, bottom = (number(anchor.get("dist" + side)) / images.EMU_PER_TWIP for side in "LTRB")
    free = (left, top, right, bottom)
    x, y = _offset(anchor.find(_WP + "positionH")), _offset(anchor.find(_WP + "positionV"))
    width, height = images.size(anchor)
    found = _drawn(anchor, replace(x, whole=width), replace(y, whole=height), width, height, source)
    if wrap and len(found) > 1:
        # Text goes round all of them together.
        room = Float(x, y, width, height, wrap=wrap, distance=free)
        return (room, *found)
    if not found:
        picture = images.picture(anchor, source)
        if picture is None:
            source.warnings.add(NO_SHAPE)
        # What is not drawn keeps its room: the text goes round it.
        found.append(Float(x, y, width, height, picture=picture))
    return tuple(replace(one, wrap=wrap, distance=free) for one in found)


def in_line(drawing: Element, look: RunFormat, source: Source) -> DrawingPiece | None:
    """The shapes of a `w:drawing` that stands in the line; None when there are none in it, only a picture."""
    inline = drawing.find(_WP + "inline")
    if inline is None:
        return None
    width, height = images.size(inline)
    here = Offset("drawing")
    found = _drawn(inline, here, here, width, height, source)
    return DrawingPiece(tuple(found), width, height, look) if found and width > 0 and height > 0 else None


def _drawn(holder: Element, x: Offset, y: Offset, width: float, height: float, source: Source) -> list[Float]:
    drawn = _of_other_part(holder, x, y, width, height, source)
    if drawn and not source.allowance.take(sum(map(_cost, drawn))):
        return []
    return list(drawn) or _shapes(holder, x, y, width, height, source)


def _of_other_part(
    holder: Element, x: Offset, y: Offset, width: float, height: float, source: Source
) -> tuple[Float, ...]:
    """The shapes of a chart or diagram that stands in a part of its own; none when that cannot be drawn."""
    try:
        chart = read_chart(holder, source)
        drawn = drawn_chart(chart, x, y, width, height, source) if chart is not None else ()
        return drawn or smartart.diagram(holder, x, y, source)
    except (ArithmeticError, ValueError) as error:
        # Numbers that no program writes: the drawing is told of as one that is not printed.
        _log.warning("a chart or diagram could not be reckoned: %s", type(error).__name__)
        return ()


def _cost(shape: Float) -> int:
    """What a shape takes to be drawn, in lines of a drawing: text by itself takes as long as many."""
    letters = sum(
        len(piece.text)
        for block in shape.blocks
        if isinstance(block, Paragraph)
        for piece in block.pieces
        if isinstance(piece, TextPiece)
    )
    return _SHAPE_COST + (_TEXT_COST if shape.blocks else 0) + letters // 2 + len(shape.path) // 4


def boxed_text(container: Element, source: Source) -> tuple[Block, ...]:
    """The text of the boxes in an inline drawing or a VML shape, to be printed in the flow."""
    blocks: list[Block] = []
    for box in text_boxes(container):
        blocks.extend(source.read_blocks(box, source))
    return tuple(blocks)


def undrawn(container: Element, source: Source) -> Picture | None:
    """The empty room of a drawing in the line without picture and text; None when it takes none."""
    source.warnings.add(NO_SHAPE)
    width, height = images.size(container)
    return Picture(b"", width, height) if width > 0 and height > 0 else None


def text_boxes(container: Element) -> list[Element]:
    """The text boxes inside an element, but not those inside of others."""
    return [one for one in _outside_text(container) if one.tag == W + "txbxContent"]


def _outside_text(holder: Element) -> Iterator[Element]:
    """All elements in their order, but those within text boxes: the text is read with what stands in it."""
    for child in holder:
        yield child
        if child.tag != W + "txbxContent":
            yield from _outside_text(child)


def _offset(position: Element | None) -> Offset:
    if position is None:
        return Offset("column")
    origin = position.get("relativeFrom", "column")
    align, distance = position.find(_WP + "align"), position.find(_WP + "posOffset")
    if align is not None:
        return Offset(origin, align=(align.text or "").strip())
    return Offset(origin, number(distance.text if distance is not None else None) / images.EMU_PER_TWIP)


def _shapes(anchor: Element, x: Offset, y: Offset, width: float, height: float, source: Source) -> list[Float]:
    found: list[Float] = []
    for shape in _outside_text(anchor):
        kind = local(shape)
        if kind not in ("wsp", "cxnSp", "pic"):
            continue
        groups = _groups(shape, anchor)
        if kind == "pic" and not groups:
            continue
        dx, dy, w, h = _place_in_group(groups, shape, width, height)
        place = replace(x, distance=x.distance + dx), replace(y, distance=y.distance + dy)
        if kind == "pic":
            found.append(Float(*place, w, h, picture=images.picture(shape, source)))
        else:
            found.append(_shape(shape, place, w, h, source))
    return found


def _shape(shape: Element, place: tuple[Offset, Offset], width: float, height: float, source: Source) -> Float:
    properties = next((part for part in shape if local(part) == "spPr"), None)
    kind, path = outline_of(properties)
    fill, outline = colors.filled(properties, source.colors), _outline(shape, properties, source)
    if not kind and (fill or outline is not None):
        source.warnings.add(_AS_RECTANGLE)
    body = next((part for part in shape if local(part) == "bodyPr"), None)
    turn = images.turned_by(shape)
    upright = body is not None and body.get("upright") in ("1", "true")
    return Float(
        *place,
        width,
        height,
        blocks=tuple(block for box in text_boxes(shape) for block in source.read_blocks(box, source)),
        shape=kind or "rect",
        outline=outline,
        fill=fill,
        padding=_padding(body),
        turn=0.0 if upright else turn,
        path=path,
        valign=_VALIGN.get(body.get("anchor", ""), "top") if body is not None else "top",
    )


def _groups(shape: Element, anchor: Element) -> list[Element]:
    """The groups that a shape stands in, the innermost first."""
    found: list[Element] = []
    for parent in shape.iterancestors():
        if parent is anchor:
            break
        if local(parent) in _GROUPS:
            found.append(parent)
    return found


def _place_in_group(
    groups: list[Element], shape: Element, width: float, height: float
) -> tuple[float, float, float, float]:
    """Where a shape of a group stands within the drawing of the given size, and its own size."""
    own = shape.find(f".//{A}xfrm")
    if own is None or not groups:
        return 0.0, 0.0, width, height
    x, y = _pair(own, ("off",), "x", "y")
    w, h = _pair(own, ("ext",), "cx", "cy")
    for group in groups:
        frame = group.find(f"./*/{A}xfrm")
        if frame is None:
            continue
        # A group without measures of its own inside uses those it has outside.
        left, top = _pair(frame, ("chOff", "off"), "x", "y")
        inner_width, inner_height = _pair(frame, ("chExt", "ext"), "cx", "cy")
        if group is groups[-1]:
            across = width / inner_width if inner_width else 1 / images.EMU_PER_TWIP
            down = height / inner_height if inner_height else 1 / images.EMU_PER_TWIP
            return (x - left) * across, (y - top) * down, w * across, h * down
        outer_width, outer_height = _pair(frame, ("ext",), "cx", "cy")
        across = outer_width / inner_width if inner_width else 1.0
        down = outer_height / inner_height if inner_height else 1.0
        from_left, from_top = _pair(frame, ("off",), "x", "y")
        x, y, w, h = from_left + (x - left) * across, from_top + (y - top) * down, w * across, h * down
    # On a canvas measures are those of the page.
    scale = 1 / images.EMU_PER_TWIP
    return x * scale, y * scale, w * scale, h * scale


def _pair(frame: Element, names: tuple[str, ...], first: str, second: str) -> tuple[float, float]:
    found = next((part for name in names if (part := frame.find(A + name)) is not None), None)
    return (0.0, 0.0) if found is None else (number(found.get(first)), number(found.get(second)))


def _outline(shape: Element, properties: Element | None, source: Source) -> Border | None:
    line = properties.find(A + "ln") if properties is not None else None
    styled = any(local(part) == "lnRef" and part.get("idx") != "0" for part in shape.iter())
    if line is None:
        return Border(_HAIRLINE) if styled else None
    if line.find(A + "noFill") is not None:
        return None
    if line.find(A + "solidFill") is None and not styled:
        return None
    width = number(line.get("w")) / images.EMU_PER_TWIP or _HAIRLINE
    return Border(width, colors.filled(line, source.colors))


def _padding(body: Element | None) -> tuple[float, float, float, float]:
    if body is None:
        return _INSETS
    left, top, right, bottom = (
        number(body.get(name)) / images.EMU_PER_TWIP if body.get(name) is not None else default
        for name, default in zip(("lIns", "tIns", "rIns", "bIns"), _INSETS, strict=True)
    )
    return left, top, right, bottom
