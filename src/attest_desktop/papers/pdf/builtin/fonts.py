"""Fonts of the built-in engine: those that ship with the program, their metrics, what stands in for others."""

from __future__ import annotations

import struct
import threading
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QRawFont

from attest_desktop import bundled
from attest_desktop.papers.pdf.builtin.model import RunFormat
from attest_desktop.papers.pdf.builtin.source import Warnings
from attest_desktop.papers.pdf.typefaces import SANS, SERIF, nearest, of_same_widths

PIXELS_PER_POINT = 20
"""The engine's pixel is a twip, so every half-point size is a whole number of pixels."""

_FILES = tuple(
    f"{family}-{face}.ttf"
    for family in ("LiberationSerif", "LiberationSans", "Carlito")
    for face in ("Regular", "Bold", "Italic", "BoldItalic")
)
# Fonts of signs: their letters, if any, are set in the ordinary serif face, and nobody need be told.
_SIGNS = frozenset(
    {"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "ms gothic", "segoe ui symbol"}
)
# Boxes and ticks that fonts with letters lack, and what is printed where no font on the computer has them.
SIGNS = {"☐": "□", "☑": "■", "☒": "■", "✓": "√", "✔": "√", "✗": "×", "✘": "×"}
_FONTS_WITH_SIGNS = ("Segoe UI Symbol", "DejaVu Sans", "MS Gothic", "OpenSymbol", "Noto Sans Symbols2",
                     "Noto Sans Symbols", "Apple Symbols", "Symbola", "FreeSerif")  # fmt: skip
# Where the signs of formulas are taken from that faces with letters lack.
_FONTS_WITH_MATH = ("Cambria Math", "STIX Two Math", "STIXGeneral", "DejaVu Serif", *_FONTS_WITH_SIGNS)
_LIGATURES = tuple(QFont.Tag(name) for name in ("liga", "clig", "dlig", "calt"))
_loading = threading.Lock()
_loaded: list[int] = []


def load_bundled() -> None:
    """Make the program's own fonts known to Qt; needs an application object. Safe from any thread, done once."""
    with _loading:
        if _loaded and all(QFontDatabase.applicationFontFamilies(number) for number in _loaded):
            return
        _loaded[:] = [QFontDatabase.addApplicationFont(str(bundled.path("fonts", name))) for name in _FILES]
        if -1 in _loaded:
            raise RuntimeError("a bundled font cannot be read")


@dataclass(frozen=True, slots=True)
class LineMetrics:
    """Heights above and below the base line in twips, the font's own line gap counted above."""

    ascent: float
    descent: float


class Fonts:
    """Fonts for the looks of one document."""

    def __init__(self, warnings: Warnings) -> None:
        load_bundled()
        self.warnings = warnings
        """Where fonts that are not there are told of: each time that one is asked for."""
        self._missing: dict[str, str] = {}
        self._families: dict[str, str] = {}
        self._fonts: dict[RunFormat, QFont] = {}
        self._with_sign: dict[str, str | None] = {}
        self._for_math: dict[str, str] = {}
        self._ratios: dict[tuple[str, bool, bool], tuple[float, float]] = {}

    def family(self, wanted: str) -> str:
        """The face that a document's font is set in on this computer."""
        if wanted not in self._families:
            self._families[wanted] = self._choose(wanted)
        return self._families[wanted]

    def _choose(self, wanted: str) -> str:
        # Some programs write several names, the best first.
        for alternative in wanted.split(";"):
            for name in of_same_widths(alternative):
                if name.lower() not in _SIGNS and QFontDatabase.hasFamily(name):
                    return name
        if wanted.lower() in _SIGNS:
            return SERIF
        near = nearest(wanted)
        chosen = near if QFontDatabase.hasFamily(near) else SANS
        self._missing[wanted] = (
            f"Шрифта «{wanted}» на компьютере нет, взят «{chosen}»: строки могли перенестись иначе."
        )
        return chosen

    def _tell(self, wanted: str) -> None:
        if wanted in self._missing:
            self.warnings.add(self._missing[wanted])

    def font(self, look: RunFormat) -> QFont:
        """The font of a look, sized in twips; underline and strike-out are part of it."""
        if look not in self._fonts:
            font = QFont([self.family(look.family), SERIF, SANS])
            font.setPixelSize(max(1, round(look.size * PIXELS_PER_POINT)))
            font.setBold(look.bold)
            font.setItalic(look.italic)
            font.setUnderline(bool(look.underline))
            font.setStrikeOut(look.strike)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setKerning(look.kerning)
            # Word joins no letters unless it is told to; and joined, they could not be found by searching.
            for feature in _LIGATURES:
                font.setFeature(feature, 0)
            if look.spacing:
                font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, look.spacing)
            self._fonts[look] = font
        self._tell(look.family)
        return self._fonts[look]

    def family_with(self, sign: str) -> str | None:
        """A font on this computer that has one of the `SIGNS`, or None."""
        if sign not in self._with_sign:
            self._with_sign[sign] = _first_with(sign, _FONTS_WITH_SIGNS)
        return self._with_sign[sign]

    def family_for_math(self, sign: str) -> str:
        """The face that a sign of a formula is taken from: the serif one unless that lacks it."""
        if sign not in self._for_math:
            self._for_math[sign] = _first_with(sign, (SERIF, *_FONTS_WITH_MATH)) or SERIF
        return self._for_math[sign]

    def metrics(self, look: RunFormat) -> LineMetrics:
        """How high a line of this look is by Word's reckoning."""
        key = (self.family(look.family), look.bold, look.italic)
        self._tell(look.family)
        if key not in self._ratios:
            self._ratios[key] = _ratios(self.font(look))
        ascent, descent = self._ratios[key]
        size = look.size * PIXELS_PER_POINT
        return LineMetrics(ascent * size, descent * size)


def _first_with(sign: str, families: tuple[str, ...]) -> str | None:
    """The first of the families that is on this computer and has the sign."""
    return next(
        (
            name
            for name in families
            if QFontDatabase.hasFamily(name) and QRawFont.fromFont(QFont(name, 10)).supportsCharacter(ord(sign))
        ),
        None,
    )


def _ratios(font: QFont) -> tuple[float, float]:
    """Ascent (with line gap) and descent for size 1, from the font's tables: Qt's metrics leave the gap out."""
    raw = QRawFont.fromFont(font)
    head, line, os2 = (bytes(raw.fontTable(name).data()) for name in ("head", "hhea", "OS/2"))
    if len(head) < 20 or len(line) < 10 or len(os2) < 78:
        metrics, size = QFontMetricsF(font), font.pixelSize()
        return (metrics.ascent() + metrics.leading()) / size, metrics.descent() / size
    (units,) = struct.unpack_from(">H", head, 18)
    up, down, gap = struct.unpack_from(">hhh", line, 4)
    (selection,) = struct.unpack_from(">H", os2, 62)
    typo_up, typo_down, typo_gap, win_up, win_down = struct.unpack_from(">hhhHH", os2, 68)
    if selection & 0x80:
        return (typo_up + typo_gap) / units, -typo_down / units
    # The gap as GDI reckons it: what hhea asks for beyond the Windows heights.
    outer = max(0, gap - ((win_up + win_down) - (up - down)))
    return (win_up + outer) / units, win_down / units
