"""Paragraphs in frames of Word's older kind (`w:framePr`): page numbers set aside, large first letters, stamps."""

from __future__ import annotations

from dataclasses import replace

from attest_desktop.papers.pdf.builtin.model import Block, Float, Offset, Paragraph
from attest_desktop.papers.pdf.builtin.ooxml import Element, W, attribute, local, number

_WRAPS = {"notBeside": "below", "none": ""}
_IN_TEXT = {"x": "column", "y": "paragraph"}


def frame_of(element: Element) -> Element | None:
    """The frame that a paragraph stands in, or a table: that of its first paragraph."""
    if local(element) == "tbl":
        return element.find(f"{W}tr/{W}tc/{W}p/{W}pPr/{W}framePr")
    return element.find(f"{W}pPr/{W}framePr")


def same_frame(upper: Element, lower: Element) -> bool:
    """Whether two paragraphs that follow each other stand in one frame."""
    return sorted(upper.attrib.items()) == sorted(lower.attrib.items())


def framed(frame: Element, blocks: tuple[Block, ...]) -> Float:
    """The frame with its paragraphs as a floating thing; as large as they are where it does not say."""
    beside, above = number(attribute(frame, "hSpace")), number(attribute(frame, "vSpace"))
    exact = attribute(frame, "hRule") == "exact"
    return Float(
        _offset(frame, "x", "hAnchor"),
        _offset(frame, "y", "vAnchor"),
        number(attribute(frame, "w")),
        number(attribute(frame, "h")) if exact else 0.0,
        blocks=blocks,
        wrap=_WRAPS.get(attribute(frame, "wrap"), "beside"),
        distance=(beside, above, beside, above),
        apart=True,
    )


def _offset(frame: Element, axis: str, anchor: str) -> Offset:
    origin = attribute(frame, anchor, "text")
    align = attribute(frame, axis + "Align")
    return Offset(
        _IN_TEXT[axis] if origin == "text" else origin,
        number(attribute(frame, axis)) if not align else 0.0,
        "" if align == "inline" else align,
    )


def anchored_to(block: Block, waiting: list[Float]) -> list[Block]:
    """The block with the frames before it; they stand in the flow where there is no paragraph to hold them."""
    if not waiting:
        return [block]
    if isinstance(block, Paragraph):
        return [replace(block, floats=(*waiting, *block.floats))]
    return [*(inner for one in waiting for inner in one.blocks), block]
