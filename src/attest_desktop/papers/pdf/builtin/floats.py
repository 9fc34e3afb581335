"""What stands beside the text: anchored pictures, text boxes, lines and frames."""

from __future__ import annotations

from dataclasses import replace

from attest_desktop.papers.pdf.builtin import images
from attest_desktop.papers.pdf.builtin.model import Block, Border, Float, Offset, Picture
from attest_desktop.papers.pdf.builtin.ooxml import A, Element, W, local, number
from attest_desktop.papers.pdf.builtin.source import Source

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HAIRLINE = 15.0
# Angles are in 60,000ths of a degree.
_CIRCLE = 360 * 60_000.0
# Text boxes without own insets have 0.1 inch at the sides, 0.05 above and below.
_INSETS = (144.0, 72.0, 144.0, 72.0)
_LINES = frozenset({"line", "straightConnector1", "bentConnector3"})
# How the shapes are drawn that can be.
_DRAWN = {
    **dict.fromkeys(("rect", "flowChartProcess", "textBox"), "rect"),
    **dict.fromkeys(("ellipse", "flowChartConnector"), "ellipse"),
    **dict.fromkeys(("roundRect", "flowChartAlternateProcess", "flowChartTerminator"), "round"),
    **dict.fromkeys(("diamond", "flowChartDecision"), "diamond"),
}
_AS_RECTANGLE = "Фигура Word сложной формы напечатана прямоугольником."
_TURNED = "Повёрнутые рисунок или надпись напечатаны без поворота."
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
    found = list(_shapes(anchor, x, y, width, height, source))
    if not found:
        picture = images.picture(anchor, source)
        if picture is None:
            source.warnings.add(NO_SHAPE)
        elif _is_turned(anchor):
            source.warnings.add(_TURNED)
        # What is not drawn keeps its room: the text goes round it.
        found.append(Float(x, y, width, height, picture=picture))
    return tuple(replace(one, wrap=wrap, distance=free) for one in found)


def boxed_text(container: Element, source: Source) -> tuple[Block, ...]:
    """The text of the boxes in an inline drawing or a VML shape, to be printed in the flow."""
    blocks: list[Block] = []
    for box in _text_boxes(container):
        blocks.extend(source.read_blocks(box, source))
    return tuple(blocks)


def undrawn(container: Element, source: Source) -> Picture | None:
    """The empty room of a drawing in the line without picture and text; None when it takes none."""
    source.warnings.add(NO_SHAPE)
    width, height = images.size(container)
    return Picture(b"", width, height) if width > 0 and height > 0 else None


def _text_boxes(container: Element) -> list[Element]:
    return list(container.iter(W + "txbxContent"))


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
    for shape in anchor.iter():
        kind = local(shape)
        if kind not in ("wsp", "cxnSp", "pic"):
            continue
        groups = _groups(shape, anchor)
        if kind == "pic" and not groups:
            continue
        dx, dy, w, h = _place_in_group(groups, shape, width, height)
        place = Offset(x.origin, x.distance + dx, x.align), Offset(y.origin, y.distance + dy, y.align)
        if _is_turned(shape):
            source.warnings.add(_TURNED)
        if kind == "pic":
            found.append(Float(*place, w, h, picture=images.picture(shape, source)))
        else:
            found.append(_shape(shape, place, w, h, source))
    return found


def _shape(shape: Element, place: tuple[Offset, Offset], width: float, height: float, source: Source) -> Float:
    properties = next((part for part in shape if local(part) == "spPr"), None)
    geometry = shape.find(f".//{A}prstGeom")
    kind = geometry.get("prst", "rect") if geometry is not None else "rect"
    if properties is not None and properties.find(A + "custGeom") is not None:
        kind = "custGeom"
    fill, outline = _fill(properties), _outline(shape, properties)
    if kind not in _DRAWN and kind not in _LINES and (fill or outline is not None):
        source.warnings.add(_AS_RECTANGLE)
    return Float(
        *place,
        width,
        height,
        blocks=tuple(block for box in _text_boxes(shape) for block in source.read_blocks(box, source)),
        shape=_line_kind(shape) if kind in _LINES else _DRAWN.get(kind, "rect"),
        outline=outline,
        fill=fill,
        padding=_padding(shape),
    )


def _is_turned(holder: Element) -> bool:
    """Whether a shape or picture is turned."""
    frame = holder.find(f".//{A}xfrm")
    return frame is not None and number(frame.get("rot")) % _CIRCLE != 0


def _line_kind(shape: Element) -> str:
    """`line` runs down to the right, `rising` up."""
    frame = shape.find(f".//{A}xfrm")
    flips = [frame.get(name) in ("1", "true") for name in ("flipH", "flipV")] if frame is not None else []
    return "rising" if sum(flips) == 1 else "line"


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


def _fill(properties: Element | None) -> str:
    color = properties.find(f"{A}solidFill/{A}srgbClr") if properties is not None else None
    return color.get("val", "") if color is not None else ""


def _outline(shape: Element, properties: Element | None) -> Border | None:
    line = properties.find(A + "ln") if properties is not None else None
    styled = any(local(part) == "lnRef" and part.get("idx") != "0" for part in shape.iter())
    if line is None:
        return Border(_HAIRLINE) if styled else None
    if line.find(A + "noFill") is not None:
        return None
    if line.find(A + "solidFill") is None and not styled:
        return None
    color = line.find(f"{A}solidFill/{A}srgbClr")
    width = number(line.get("w")) / images.EMU_PER_TWIP or _HAIRLINE
    return Border(width, color.get("val", "") if color is not None else "")


def _padding(shape: Element) -> tuple[float, float, float, float]:
    body = next((part for part in shape if local(part) == "bodyPr"), None)
    if body is None:
        return _INSETS
    left, top, right, bottom = (
        number(body.get(name)) / images.EMU_PER_TWIP if body.get(name) is not None else default
        for name, default in zip(("lIns", "tIns", "rIns", "bIns"), _INSETS, strict=True)
    )
    return left, top, right, bottom
