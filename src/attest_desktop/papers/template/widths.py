"""How wide a text is in print, near enough to keep a line as long as it was."""

from __future__ import annotations

from functools import cache

from PIL import ImageFont

from attest_desktop import bundled

# Liberation has the widths of Times New Roman and Arial, the two typefaces of Russian forms.
_SERIF, _SANS = "LiberationSerif-Regular.ttf", "LiberationSans-Regular.ttf"
_SANS_NAMES = ("arial", "calibri", "helvetica", "verdana", "tahoma", "liberation sans", "segoe")
_UNITS = 1000


@cache
def _face(file: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(bundled.path("fonts", file), _UNITS, layout_engine=ImageFont.Layout.BASIC)


@cache
def _character(character: str, file: str) -> float:
    return _face(file).getlength(character) / _UNITS


def letter_width(character: str) -> float:
    """Width of one character of Times New Roman in ems; a line break and a tab have none."""
    return 0 if character in "\n\t" else _character(character, _SERIF)


def width(text: str, font: str = "") -> float:
    """Width of the text in ems; `font` is the font's name, Times New Roman without one."""
    file = _SANS if font.lower().startswith(_SANS_NAMES) else _SERIF
    return sum(_character(character, file) for character in text if character not in "\n\t")
