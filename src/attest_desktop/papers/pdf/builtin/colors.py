"""Colours of drawings: those given, those of the theme, and what is made of them."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from attest_desktop.papers.pdf.builtin.ooxml import A, Element, local, number

# Names that drawings use for the colours of a theme.
_MEANT = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_OFFICE = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1",
    "folHlink": "954F72",
}  # fmt: skip
_NAMED = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF",
          "yellow": "FFFF00", "gray": "808080", "grey": "808080", "orange": "FFA500"}  # fmt: skip
_WHOLE = 100_000.0


def read_colors(theme: Element | None) -> dict[str, str]:
    """The colours of a theme by their names; those of Office where it has none."""
    found = dict(_OFFICE)
    scheme = theme.find(f".//{A}clrScheme") if theme is not None else None
    for entry in scheme if scheme is not None else ():
        for color in entry:
            value = color.get("lastClr") or color.get("val") or ""
            if _is_hex(value):
                found[local(entry)] = value.upper()
    return found


def filled(holder: Element | None, theme: Mapping[str, str]) -> str:
    """The colour that the `solidFill` (or else the first of a gradient) of an element gives, RRGGBB or empty."""
    if holder is None:
        return ""
    fill = holder.find(A + "solidFill")
    if fill is None:
        fill = holder.find(f"{A}gradFill/{A}gsLst/{A}gs")
    return color_in(fill, theme) if fill is not None else ""


def color_in(holder: Element, theme: Mapping[str, str]) -> str:
    """The colour that stands in an element, RRGGBB; empty when there is none, or it cannot be seen through to."""
    for one in holder:
        kind, value = local(one), one.get("val", "")
        if kind == "schemeClr":
            base = theme.get(_MEANT.get(value, value), "")
        elif kind == "prstClr":
            base = _NAMED.get(value, "")
        elif kind == "sysClr":
            base = one.get("lastClr", "")
        else:
            base = value
        if _is_hex(base):
            return _changed(base, one)
    return ""


def _is_hex(text: str) -> bool:
    return len(text) == 6 and all(sign in "0123456789abcdefABCDEF" for sign in text)


def _changed(base: str, color: Element) -> str:
    red, green, blue = (int(base[at : at + 2], 16) / 255 for at in (0, 2, 4))
    for change in color:
        kind, share = local(change), number(change.get("val"), _WHOLE) / _WHOLE
        if kind == "alpha" and share < 0.05:
            return ""
        if kind in ("tint", "alpha"):
            # On white paper, both make it paler.
            red, green, blue = (_in_range(1 - (1 - part) * share) for part in (red, green, blue))
        elif kind == "shade":
            red, green, blue = (_in_range(part * share) for part in (red, green, blue))
        elif kind in ("lumMod", "lumOff"):
            hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
            light = light * share if kind == "lumMod" else light + share
            red, green, blue = colorsys.hls_to_rgb(hue, _in_range(light), strength)
    return "".join(f"{round(255 * _in_range(part)):02X}" for part in (red, green, blue))


def _in_range(part: float) -> float:
    return max(0.0, min(1.0, part))
