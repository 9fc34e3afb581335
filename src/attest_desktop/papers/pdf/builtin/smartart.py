"""Diagrams of Word (SmartArt): the shapes that Word itself drew of them, which it keeps in the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from attest_desktop.papers.pdf.builtin import colors, images
from attest_desktop.papers.pdf.builtin.model import (
    Border,
    Float,
    Offset,
    Paragraph,
    ParagraphFormat,
    RunFormat,
    TextPiece,
)
from attest_desktop.papers.pdf.builtin.ooxml import A, Element, R, local, number
from attest_desktop.papers.pdf.builtin.outlines import outline_of
from attest_desktop.papers.pdf.builtin.source import Source

_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_DSP = "{http://schemas.microsoft.com/office/drawing/2008/diagram}"
_SIZE = 18.0
_WHOLE = 100_000.0
_ALIGN = {"ctr": "center", "r": "right", "just": "justify"}
_VALIGN = {"ctr": "center", "b": "bottom"}
# A diagram is a picture: nobody reads one of more shapes.
_MOST_SHAPES = 500
_HAIRLINE = 15.0


def diagram(container: Element, x: Offset, y: Offset, source: Source) -> tuple[Float, ...]:
    """The shapes of the diagram in a `w:drawing` standing at a place; none when Word drew none."""
    named = next(container.iter(_DGM + "relIds"), None)
    data = source.markup(named.get(R + "dm")) if named is not None else None
    if data is None:
        return ()
    drawn = next((one.get("relId") for one in data.iter("{*}dataModelExt") if one.get("relId")), None)
    drawing = source.markup(drawn)
    shapes = list(drawing.iter(_DSP + "sp")) if drawing is not None else []
    if len(shapes) > _MOST_SHAPES:
        return ()
    return tuple(one for shape in shapes for one in _shape(shape, x, y, source))


def _shape(shape: Element, x: Offset, y: Offset, source: Source) -> Iterator[Float]:
    """A shape, and its text, which has a place of its own."""
    properties = shape.find(_DSP + "spPr")
    place = _placed(properties.find(A + "xfrm") if properties is not None else None, x, y)
    if properties is None or place is None:
        return
    name, path = outline_of(properties)
    turn = images.turned_by(shape)
    fill, outline = colors.filled(properties, source.colors), _outline(properties, source)
    if fill or outline is not None:
        yield replace(place, shape=name or "rect", path=path, fill=fill, outline=outline, turn=turn)
    body = shape.find(_DSP + "txBody")
    if body is None:
        return
    paragraphs = tuple(_paragraphs(body, shape, source))
    if not any(one.pieces for one in paragraphs):
        return
    frame = shape.find(_DSP + "txXfrm")
    held = _placed(frame, x, y) or place
    style = body.find(A + "bodyPr")
    yield replace(
        held,
        blocks=paragraphs,
        padding=_padding(style),
        valign=_VALIGN.get(style.get("anchor", ""), "top") if style is not None else "top",
        turn=(turn + (images.own_turn(frame) if frame is not None else 0.0)) % 360,
    )


def _placed(frame: Element | None, x: Offset, y: Offset) -> Float | None:
    """Something with the place and size of an `xfrm`; None when it has none."""
    off, ext = (frame.find(A + name) if frame is not None else None for name in ("off", "ext"))
    if off is None or ext is None:
        return None
    left, top, width, height = (
        number(text) / images.EMU_PER_TWIP for text in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy"))
    )
    return Float(
        replace(x, distance=x.distance + left),
        replace(y, distance=y.distance + top),
        max(width, 1.0),
        max(height, 1.0),
    )


def _outline(properties: Element, source: Source) -> Border | None:
    line = properties.find(A + "ln")
    color = colors.filled(line, source.colors)
    if line is None or not color:
        return None
    return Border(number(line.get("w")) / images.EMU_PER_TWIP or _HAIRLINE, color)


def _padding(style: Element | None) -> tuple[float, float, float, float]:
    left, top, right, bottom = (
        number(style.get(name) if style is not None else None) / images.EMU_PER_TWIP
        for name in ("lIns", "tIns", "rIns", "bIns")
    )
    return left, top, right, bottom


def _paragraphs(body: Element, shape: Element, source: Source) -> Iterator[Paragraph]:
    font = shape.find(f"{_DSP}style/{A}fontRef")
    usual = RunFormat(
        source.styles.text_family,
        _SIZE,
        color=colors.color_in(font, source.colors) if font is not None else "",
    )
    for paragraph in body.findall(A + "p"):
        pieces = tuple(
            TextPiece(text, _look(run, usual, source))
            for run in paragraph
            if local(run) in ("r", "br", "fld")
            for text in ["\u2028" if local(run) == "br" else "".join(one.text or "" for one in run.iter(A + "t"))]
            if text
        )
        style = paragraph.find(A + "pPr")
        bullet = style.find(A + "buChar") if style is not None else None
        if pieces and bullet is not None:
            pieces = (TextPiece(f"{bullet.get('char', '•')} ", pieces[0].format), *pieces)
        end = paragraph.find(A + "endParaRPr")
        mark = pieces[-1].format if pieces else _changed(usual, end, source)
        yield Paragraph(_layout(style, mark.size), mark, pieces)


def _layout(style: Element | None, size: float) -> ParagraphFormat:
    if style is None:
        return ParagraphFormat(widow_control=False)
    after = style.find(f"{A}spcAft/{A}spcPct")
    line = style.find(f"{A}lnSpc/{A}spcPct")
    return ParagraphFormat(
        align=_ALIGN.get(style.get("algn", ""), "left"),
        left=number(style.get("marL")) / images.EMU_PER_TWIP,
        first=number(style.get("indent")) / images.EMU_PER_TWIP,
        after=size * 20 * number(after.get("val")) / _WHOLE if after is not None else 0.0,
        line=240.0 * (number(line.get("val"), _WHOLE) / _WHOLE if line is not None else 1.0),
        widow_control=False,
    )


def _look(run: Element, usual: RunFormat, source: Source) -> RunFormat:
    return _changed(usual, run.find(A + "rPr"), source)


def _changed(usual: RunFormat, own: Element | None, source: Source) -> RunFormat:
    if own is None:
        return usual
    latin = own.find(A + "latin")
    family = latin.get("typeface", "") if latin is not None else ""
    return replace(
        usual,
        # Names with a plus are those of the theme.
        family=family if family and not family.startswith("+") else usual.family,
        size=number(own.get("sz"), usual.size * 100) / 100,
        bold=own.get("b") in ("1", "true"),
        italic=own.get("i") in ("1", "true"),
        underline="single" if own.get("u", "none") != "none" else "",
        color=colors.filled(own, source.colors) or usual.color,
    )
