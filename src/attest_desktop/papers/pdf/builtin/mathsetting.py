"""Setting formulas: from what they say to boxes, in the proportions of office programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import singledispatchmethod

from attest_desktop.papers.pdf.builtin.fonts import Fonts
from attest_desktop.papers.pdf.builtin.formulas import (
    Accent,
    Bar,
    Fence,
    Formula,
    Fraction,
    Framed,
    Grid,
    Letters,
    Limits,
    Nary,
    Part,
    Root,
    Scripts,
    Sequence,
)
from attest_desktop.papers.pdf.builtin.mathboxes import (
    NOTHING,
    Glyphs,
    MathBox,
    Rule,
    Stroke,
    in_row,
    placed,
    widened,
)
from attest_desktop.papers.pdf.builtin.mathletters import AXIS, OPERATIONS, RELATIONS, MathLetters, seen, tokens

# All measures are parts of the size of the letters.
_BAR = 0.05
_REACH = 0.1
# Indices and bounds beside what they belong to: their size, how far they are shifted, how high a letter is.
_SMALL = 0.65
_SHIFT = 0.2
_CAPITAL = 0.75
_TALL = 1.25
_COLUMN_GAP = 0.5
_ROW_GAP = 0.03
_BRACKET = 1.05
_SPREAD = 0.11
_THIN = 0.12
_OPENING = frozenset("([{,;|")


class FormulaSetter:
    """Sets formulas in the fonts of a document. Keeps the signs that it has set: most come again and again."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._made: dict[tuple[Letters, float], MathBox] = {}
        self._signs = MathLetters(fonts, 0.0, self._made)

    def boxes(self, formula: Formula, width: float) -> list[MathBox]:
        """The formula: as one box, or, where it is wider than the width, as those it may be parted into."""
        self._signs = MathLetters(self._fonts, formula.size, self._made)
        items = list(self._items(formula.parts, 1.0))
        whole = in_row(box for box, _ in items)
        if whole.width <= width:
            return [whole]
        groups: list[list[MathBox]] = [[]]
        for box, parts_before in items:
            if parts_before and groups[-1]:
                groups.append([])
            groups[-1].append(box)
        lines: list[list[MathBox]] = [[]]
        for group in groups:
            # As much on a line as goes there; what comes together stays together.
            taken = sum(box.width for box in lines[-1])
            if lines[-1] and taken + sum(box.width for box in group) > width:
                lines.append([])
            lines[-1] += group
        return [in_row(line) for line in lines]

    def _items(self, parts: Sequence, scale: float) -> Iterator[tuple[MathBox, bool]]:
        """What stands in a row, each with whether a line may end before it."""
        before = ""
        for part in _flat(parts):
            if not isinstance(part, Letters) or part.plain:
                yield self._set(part, scale), False
                before = "x"
                continue
            for text, sign in tokens(part.text):
                if not sign:
                    yield self._signs.letters(replace(part, text=text), scale), False
                    before = text.strip()[-1:] or before
                    continue
                alone = sign in OPERATIONS and (not before or before in RELATIONS | OPERATIONS | _OPENING)
                box = self._signs.letters(replace(part, text=sign, italic=False), scale)
                room = 0.0 if alone else _SPREAD * self._signs.em(part.size, scale)
                yield widened(box, room, room), not alone
                before = sign

    @singledispatchmethod
    def _set(self, part: Part, scale: float) -> MathBox:
        raise TypeError(f"no part of a formula to be set at {scale}: {type(part).__name__}")

    @_set.register
    def _(self, part: Letters, scale: float) -> MathBox:
        return self._signs.letters(part, scale)

    @_set.register
    def _(self, part: Sequence, scale: float) -> MathBox:
        row = in_row(box for box, _ in self._items(part, scale))
        if row.parts:
            return row
        # A place left empty keeps the height of a letter.
        return replace(self._signs.letters(Letters(" ", self._signs.size), scale), width=0.0, parts=())

    @_set.register
    def _(self, part: Fraction, scale: float) -> MathBox:
        em = self._signs.unit(scale)
        if part.bar in (Bar.SKEWED, Bar.IN_LINE):
            small = scale * _SMALL if part.bar is Bar.SKEWED else scale
            upper, lower = self._set(part.upper, small), self._set(part.lower, small)
            slash = self._signs.letters(Letters("/", self._signs.size), scale)
            if part.bar is Bar.IN_LINE:
                return in_row((upper, slash, lower))
            up, down = -0.35 * em, 0.15 * em
            return placed(
                [(0, up, upper), (upper.width, 0, slash), (upper.width + slash.width, down, lower)],
                upper.width + slash.width + lower.width,
            )
        upper, lower = self._set(part.upper, scale), self._set(part.lower, scale)
        width = max(upper.width, lower.width) + 2 * _REACH * em
        half = _BAR * em / 2
        parts: list[tuple[float, float, MathBox | Glyphs | Stroke | Rule]] = [
            ((width - upper.width) / 2, -AXIS * em - half - upper.descent, upper),
            ((width - lower.width) / 2, -AXIS * em + half + lower.ascent, lower),
        ]
        if part.bar is Bar.LEVEL:
            parts.insert(1, (0.0, -AXIS * em - half, Rule(width, 2 * half)))
        return placed(parts, width)

    @_set.register
    def _(self, part: Scripts, scale: float) -> MathBox:
        base = self._set(part.base, scale)
        if part.leading:
            beside = self._beside(NOTHING, part.lower, part.upper, scale)
            return in_row((beside, base))
        return self._beside(base, part.lower, part.upper, scale)

    def _beside(self, base: MathBox, lower: Part | None, upper: Part | None, scale: float) -> MathBox:
        em, small = self._signs.unit(scale), self._signs.unit(scale * _SMALL)
        # Beside something higher than a letter they stand at its corners.
        tall = base.ascent > _TALL * em or base.descent > em / 2
        parts: list[tuple[float, float, MathBox | Glyphs | Stroke | Rule]] = [(0.0, 0.0, base)]
        width = 0.0
        if lower is not None:
            box = self._set(lower, scale * _SMALL)
            fall = max(_SHIFT * em, base.descent - 0.1 * em) if tall else _SHIFT * em
            parts.append((base.width, max(fall, box.ascent - 0.5 * em), box))
            width = box.width
        if upper is not None:
            box = self._set(upper, scale * _SMALL)
            rise = (_CAPITAL + _SHIFT) * em - _CAPITAL * small
            if tall:
                rise = max(rise, base.ascent - _CAPITAL * small)
            rise = max(rise, box.descent + 0.15 * em)
            parts.append((base.width, -rise, box))
            width = max(width, box.width)
        return placed(parts, base.width + width)

    @_set.register
    def _(self, part: Root, scale: float) -> MathBox:
        em = self._signs.unit(scale)
        inside = self._set(part.inside, scale)
        bar, gap = _BAR * em, 0.1 * em
        top = max(inside.top, 0.5 * em) + gap + bar
        foot = max(inside.foot, 0.05 * em)
        hook = self._signs.stretched("√", scale, top, foot, bar / 2)
        degree = self._set(part.degree, scale * _SMALL) if part.degree is not None else NOTHING
        left = max(0.0, degree.width - 0.55 * hook.width)
        parts: list[tuple[float, float, MathBox | Glyphs | Stroke | Rule]] = []
        if part.degree is not None:
            rise = (top + foot) * 0.45 - foot + degree.foot
            parts.append((left + 0.55 * hook.width - degree.width, -max(rise, 0.3 * em), degree))
        x = left + hook.width
        # The line begins within the hook's upper end, so that no gap is seen.
        parts += [(left, 0.0, hook), (x - bar, -top, Rule(inside.width + 2 * bar, bar)), (x, 0.0, inside)]
        box = placed(parts, x + inside.width + bar)
        return replace(box, ascent=max(box.ascent, top + gap), top=max(box.top, top))

    @_set.register
    def _(self, part: Nary, scale: float) -> MathBox:
        em = self._signs.unit(scale)
        inside = self._set(part.inside, scale)
        sign = self._signs.large(part.sign, scale)
        if part.stacked:
            sign = self._over(sign, part.lower, part.upper, scale)
        else:
            sign = self._beside(sign, part.lower, part.upper, scale)
        return in_row((sign, widened(inside, _THIN * em, 0.0)))

    @_set.register
    def _(self, part: Limits, scale: float) -> MathBox:
        return self._over(self._set(part.base, scale), part.below, part.above, scale)

    def _over(self, base: MathBox, below: Part | None, above: Part | None, scale: float) -> MathBox:
        """Small text under and over something."""
        under = self._set(below, scale * _SMALL) if below is not None else NOTHING
        over = self._set(above, scale * _SMALL) if above is not None else NOTHING
        width = max(base.width, under.width, over.width)
        parts: list[tuple[float, float, MathBox | Glyphs | Stroke | Rule]] = [
            ((width - base.width) / 2, 0.0, base)
        ]
        if below is not None:
            parts.append(((width - under.width) / 2, base.descent + under.ascent, under))
        if above is not None:
            parts.append(((width - over.width) / 2, -base.ascent - over.descent, over))
        return placed(parts, width)

    @_set.register
    def _(self, part: Fence, scale: float) -> MathBox:
        em = self._signs.unit(scale)
        inner: list[MathBox] = []
        boxes = [self._set(one, scale) for one in part.parts]
        body = placed([(0.0, 0.0, box) for box in boxes], 0.0)
        grows = part.grows and body.height > _TALL * em
        # Brackets are as far up as down from the middle of the line.
        reach = max(body.ascent - AXIS * em, body.descent + AXIS * em) * _BRACKET

        def bracket(sign: str) -> MathBox:
            if not sign or not grows:
                return self._signs.letters(Letters(sign, self._signs.size), scale) if sign else NOTHING
            return self._signs.stretched(sign[0], scale, reach + AXIS * em, reach - AXIS * em, 0.0)

        for place, box in enumerate(boxes):
            inner += [bracket(part.parting)] if place else []
            inner.append(box)
        return in_row((bracket(part.opening), *inner, bracket(part.closing)))

    @_set.register
    def _(self, part: Grid, scale: float) -> MathBox:
        em = self._signs.unit(scale)
        rows = [[self._set(cell, scale) for cell in row] for row in part.rows]
        count = max((len(row) for row in rows), default=0)
        widths = [max((row[at].width for row in rows if at < len(row)), default=0.0) for at in range(count)]
        gap = _COLUMN_GAP * em if part.gap else 0.0
        heights = [placed([(0.0, 0.0, box) for box in row], 0.0) for row in rows]
        whole = sum(box.height for box in heights) + _ROW_GAP * em * max(0, len(rows) - 1)
        y = -AXIS * em - whole / 2
        parts: list[tuple[float, float, MathBox | Glyphs | Stroke | Rule]] = []
        for row, height in zip(rows, heights, strict=True):
            x = 0.0
            for at, box in enumerate(row):
                align = part.align[at] if at < len(part.align) else "center"
                spare = widths[at] - box.width
                parts.append((x + {"left": 0.0, "right": spare}.get(align, spare / 2), y + height.ascent, box))
                x += widths[at] + gap
            y += height.height + _ROW_GAP * em
        return placed(parts, sum(widths) + gap * max(0, count - 1))

    @_set.register
    def _(self, part: Accent, scale: float) -> MathBox:
        em = self._signs.unit(scale)
        base = self._set(part.base, scale)
        thin, gap = 0.04 * em, 0.07 * em
        edge = base.foot + gap if part.below else -base.top - gap
        if part.sign == "¯":
            line = Rule(base.width, thin)
            return _grown(base, (0.0, edge if part.below else edge - thin, line), gap + thin, below=part.below)
        if part.sign in _BRACES:
            high = 0.22 * em
            turn = 1 if (part.sign in "⏟") else -1
            start = edge if part.below else edge - high
            points = tuple((x * base.width, start + high * (y if turn > 0 else 1 - y)) for x, y in _BRACE)
            return _grown(base, (0.0, 0.0, Stroke(points, thin)), gap + high, below=part.below)
        font = self._signs.font(em * 0.8, bold=False, italic=False, sign=part.sign)
        look = seen(part.sign, font)
        x = (base.width - look.width()) / 2 - look.left()
        y = edge - look.top() if part.below else edge - look.bottom()
        return _grown(base, (x, y, Glyphs(part.sign, font)), gap + look.height(), below=part.below)

    @_set.register
    def _(self, part: Framed, scale: float) -> MathBox:
        em = self._signs.unit(scale)
        inside = self._set(part.inside, scale)
        if part.hidden:
            return replace(inside, parts=())
        pad = 0.15 * em
        right, up, down = inside.width + 2 * pad, -inside.ascent, inside.descent
        frame = Stroke(((0, up), (right, up), (right, down), (0, down), (0, up)), _BAR * em)
        box = placed([(pad, 0.0, inside), (0.0, 0.0, frame)], right)
        return replace(box, top=box.ascent, foot=box.descent)


_BRACES = "⏟⏞"
# A lying brace, its point down: parts of its width and height.
_BRACE = (
    (0.0, 0.0), (0.02, 0.4), (0.05, 0.5), (0.45, 0.5), (0.48, 0.6), (0.5, 1.0),
    (0.52, 0.6), (0.55, 0.5), (0.95, 0.5), (0.98, 0.4), (1.0, 0.0),
)  # fmt: skip


def _flat(parts: Sequence) -> Iterator[Part]:
    for part in parts.parts:
        if isinstance(part, Sequence):
            yield from _flat(part)
        else:
            yield part


def _grown(
    base: MathBox, part: tuple[float, float, Glyphs | Stroke | Rule], more: float, *, below: bool
) -> MathBox:
    """A box with something over or under it."""
    parts = (*base.parts, part)
    if below:
        foot = base.foot + more
        return replace(base, foot=foot, descent=max(base.descent, foot), parts=parts)
    top = base.top + more
    return replace(base, top=top, ascent=max(base.ascent, top), parts=parts)
