"""Shapes of Word up to 2007 (VML) that stand beside the text: text boxes, pictures, lines."""

from __future__ import annotations

import re

from attest_desktop.papers.pdf.builtin import images
from attest_desktop.papers.pdf.builtin.floats import NO_SHAPE, text_boxes
from attest_desktop.papers.pdf.builtin.model import Block, Border, Float, Offset
from attest_desktop.papers.pdf.builtin.ooxml import Element, local
from attest_desktop.papers.pdf.builtin.source import Source

_SHAPES = frozenset({"shape", "rect", "roundrect", "line"})
_WRAPS = {"square": "beside", "tight": "beside", "through": "beside", "topAndBottom": "below"}
_ORIGINS = {"text": ("column", "paragraph"), "char": ("column", "paragraph"), "line": ("column", "paragraph")}
_AREAS = {"left-margin-area": "leftMargin", "right-margin-area": "rightMargin", "top-margin-area": "topMargin",
          "bottom-margin-area": "bottomMargin", "page": "page", "margin": "margin"}  # fmt: skip
_HAIRLINE = 15.0
_INSETS = (144.0, 72.0, 144.0, 72.0)
_TEXT_BOX = "_t202"
_COLOR = re.compile(r"#([0-9A-Fa-f]{6})")


def floating(container: Element, source: Source) -> tuple[Float, ...] | None:
    """The shapes of a `w:pict` that stand beside the text; None when it stands in the line, or is a group."""
    shapes = [
        shape for shape in container if local(shape) in _SHAPES and "position:absolute" in _style_text(shape)
    ]
    return tuple(_float(shape, source) for shape in shapes) or None


def _style_text(shape: Element) -> str:
    return shape.get("style", "").replace(" ", "")


def _float(shape: Element, source: Source) -> Float:
    style = dict(part.split(":", 1) for part in _style_text(shape).split(";") if ":" in part)

    def measure(*names: str) -> float:
        return next((images.vml_measure(style[name]) for name in names if name in style), 0.0)

    boxes = text_boxes(shape)
    wrap = next((_WRAPS.get(part.get("type", ""), "") for part in shape if local(part) == "wrap"), "")
    blocks: tuple[Block, ...] = tuple(block for box in boxes for block in source.read_blocks(box, source))
    x, y = measure("margin-left", "left"), measure("margin-top", "top")
    width, height = measure("width"), measure("height")
    if local(shape) == "line":
        (left, top), (right, bottom) = _point(shape.get("from")), _point(shape.get("to"))
        x, y, width, height = x + left, y + top, right - left, bottom - top
    framed = local(shape) in ("rect", "roundrect") or _TEXT_BOX in shape.get("type", "")
    drawn = local(shape) == "line" or (framed and shape.get("stroked", "t") not in ("f", "false"))
    picture, fill = images.picture(shape, source), _fill(shape)
    if not (blocks or picture or drawn or fill):
        source.warnings.add(NO_SHAPE)
    return Float(
        _offset(style, "horizontal", 0, x),
        _offset(style, "vertical", 1, y),
        width,
        height,
        picture=picture,
        blocks=blocks,
        shape="line" if local(shape) == "line" else "rect",
        outline=Border(images.vml_measure(shape.get("strokeweight")) or _HAIRLINE) if drawn else None,
        fill=fill,
        padding=_insets(shape) if boxes else (0.0, 0.0, 0.0, 0.0),
        wrap=wrap,
        distance=(180.0, 0.0, 180.0, 0.0),
    )


def _offset(style: dict[str, str], axis: str, place: int, distance: float) -> Offset:
    relative = style.get(f"mso-position-{axis}-relative", "text")
    align = style.get(f"mso-position-{axis}", "absolute")
    origin = _AREAS.get(relative) or _ORIGINS.get(relative, _ORIGINS["text"])[place]
    return Offset(origin, distance) if align == "absolute" else Offset(origin, align=align)


def _point(text: str | None) -> tuple[float, float]:
    across, _, down = (text or "").partition(",")
    return images.vml_measure(across), images.vml_measure(down)


def _fill(shape: Element) -> str:
    color = _COLOR.match(shape.get("fillcolor", ""))
    return color[1] if color is not None and shape.get("filled") not in ("f", "false") else ""


def _insets(shape: Element) -> tuple[float, float, float, float]:
    box = next((part for part in shape if local(part) == "textbox"), None)
    given = (box.get("inset", "") if box is not None else "").split(",")
    left, top, right, bottom = (
        images.vml_measure(given[place]) if place < len(given) and given[place].strip() else default
        for place, default in enumerate(_INSETS)
    )
    return left, top, right, bottom
