"""Letters and signs of formulas: in which font, how large, how far they are seen to reach."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath

from attest_desktop.papers.pdf.builtin.fonts import Fonts
from attest_desktop.papers.pdf.builtin.formulas import Letters
from attest_desktop.papers.pdf.builtin.mathboxes import Glyphs, MathBox
from attest_desktop.papers.pdf.builtin.model import RunFormat
from attest_desktop.papers.pdf.typefaces import SERIF

# Bars and the middle of brackets stand so high above the base line, in parts of the size of the letters.
AXIS = 0.287
_LEAST = 5.0
_LARGE = 1.5
_MOST_KEPT = 2000
# Signs with room on both sides, unless they are the sign of a number.
RELATIONS = frozenset("=<>≤≥≠≈≡≅∼~→←↔⇒⇔⇐∈∉∋⊂⊃⊆⊇∝≪≫≔⟶⟹⊥∥:")
OPERATIONS = frozenset("+-−±∓×·⋅∙÷∗*∪∩∧∨∖⊕⊗∘")
# Signs as the font has them.
_MINUS = str.maketrans({"-": "−", "\u2009": " "})
_LIKENESS = {"⋅": "·", "∙": "·", "∗": "*", "∼": "~", "〈": "⟨", "〉": "⟩", "⋯": "…"}


class MathLetters:
    """Sets the signs of one formula; `size` (points) is that of its bars and brackets.

    `made` is where stretches of letters set before are found again, by what they are and their size in twips.
    """

    def __init__(self, fonts: Fonts, size: float, made: dict[tuple[Letters, float], MathBox]) -> None:
        self._fonts = fonts
        self._made = made
        self.size = size

    def em(self, size: float, scale: float) -> float:
        """The size of letters of so many points (0: the formula's) in twips; the smallest can still be read."""
        return max(_LEAST, (size or self.size) * scale) * 20

    def unit(self, scale: float) -> float:
        """The size of the formula's own letters in twips."""
        return self.em(self.size, scale)

    def font(self, em: float, *, bold: bool, italic: bool, sign: str = "") -> QFont:
        """The font of a size in twips; one that has the sign, where one is told."""
        font = self._fonts.font(RunFormat(SERIF, em / 20, bold, italic))
        family = self._fonts.family_for_math(sign) if sign else SERIF
        if family != SERIF:
            font = QFont(font)
            font.setFamilies([family, SERIF])
            font.setItalic(False)
        return font

    def letters(self, part: Letters, scale: float) -> MathBox:
        """A stretch of letters, or one sign."""
        em = self.em(part.size, scale)
        found = self._made.get((part, em))
        if found is None:
            if len(self._made) >= _MOST_KEPT:
                self._made.clear()
            found = self._made[part, em] = self._set(part, em)
        return found

    def _set(self, part: Letters, em: float) -> MathBox:
        text = "".join(_LIKENESS.get(sign, sign) for sign in part.text.translate(_MINUS))
        if part.plain:
            text = part.text
        odd = next((sign for sign in text if sign > "\u02ff" and not sign.isalpha()), "")
        font = self.font(em, bold=part.bold, italic=part.italic, sign=odd if len(text) == 1 else "")
        metrics = self._fonts.metrics(RunFormat(SERIF, em / 20, part.bold, part.italic))
        measured = QFontMetricsF(font)
        look = seen(text, font)
        # A slanted letter must not lean on what stands after it.
        lean = max(0.0, look.right() - measured.horizontalAdvance(text)) if part.italic else 0.0
        return MathBox(
            measured.horizontalAdvance(text) + lean,
            metrics.ascent,
            metrics.descent,
            -look.top(),
            max(0.0, look.bottom()),
            ((0.0, 0.0, Glyphs(text, font, part.color)),),
        )

    def large(self, sign: str, scale: float) -> MathBox:
        """A sign half as large again, in the middle of the line."""
        em = self.unit(scale)
        half = _LARGE * em * 0.5
        return self.stretched(sign, scale, AXIS * em + half, half - AXIS * em, 0.0, even=True)

    def stretched(
        self, sign: str, scale: float, top: float, foot: float, join: float, *, even: bool = False
    ) -> MathBox:
        """A sign drawn from so far above to so far below the base line; `even` when it grows in width as well."""
        em = self.unit(scale)
        font = self.font(em, bold=False, italic=False, sign=sign)
        look = seen(sign, font)
        if look.height() <= 0:
            return self.letters(Letters(sign, self.size), scale)
        down = (top + foot) / look.height()
        across = down if even else min(1.6, 1 + 0.12 * max(0.0, down - 1))
        left = max(0.0, -look.left() * across)
        width = left + max(QFontMetricsF(font).horizontalAdvance(sign) * across, look.right() * across)
        if join:
            width = left + look.right() * across
        base = -top - look.top() * down
        glyphs = Glyphs(sign, font, across=across, down=down)
        return MathBox(width, top, foot, top, foot, ((left, base, glyphs),))


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Text in stretches between signs, each sign by itself (text, sign: one of them empty).

    Blanks beside signs that have room of their own are left out.
    """
    stretch = ""
    for sign in text:
        spaced = sign in RELATIONS or sign in OPERATIONS
        if not spaced and not _is_odd(sign):
            stretch += sign
            continue
        stretch = stretch.rstrip() if spaced else stretch
        if stretch:
            yield stretch, ""
        yield ("", sign) if spaced else (sign, "")
        stretch = ""
    if stretch:
        yield stretch, ""


def _is_odd(sign: str) -> bool:
    """Whether a font of letters may lack the sign."""
    return sign > "\u2030" and not sign.isalpha()


def seen(text: str, font: QFont) -> QRectF:
    """What is seen of text, from its base line's beginning."""
    path = QPainterPath()
    path.addText(0.0, 0.0, font, text)
    return path.boundingRect()
