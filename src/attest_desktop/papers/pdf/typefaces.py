"""What stands in for a document's typeface where it is not installed: the same for every engine we can tell."""

from __future__ import annotations

SERIF, SANS, CALIBRI, MONO = "Liberation Serif", "Liberation Sans", "Carlito", "Liberation Mono"

SAME_WIDTHS = {
    "Times New Roman": SERIF,
    "Times": SERIF,
    "Arial": SANS,
    "Helvetica": SANS,
    "Calibri": CALIBRI,
    "Courier New": MONO,
    "Cambria": "Caladea",
    "Georgia": "Gelasio",
}
"""Typefaces whose pages break their lines in the stand-in as they do in Word; not all of these ship with us."""

NEAR = {
    "Calibri Light": CALIBRI,
    "Candara": CALIBRI,
    "Corbel": CALIBRI,
    "Aptos": SANS,
    "Aptos Display": SANS,
    "Arial Black": SANS,
    "Arial Narrow": SANS,
    "Arial Unicode MS": SANS,
    "Century Gothic": SANS,
    "Franklin Gothic Book": SANS,
    "Franklin Gothic Medium": SANS,
    "Gill Sans MT": SANS,
    "Helvetica Neue": SANS,
    "Lato": SANS,
    "Microsoft Sans Serif": SANS,
    "Open Sans": SANS,
    "PT Sans": SANS,
    "Roboto": SANS,
    "Segoe UI": SANS,
    "Tahoma": SANS,
    "Trebuchet MS": SANS,
    "Verdana": SANS,
    "Bookman Old Style": SERIF,
    "Book Antiqua": SERIF,
    "Cambria": SERIF,
    "Cambria Math": SERIF,
    "Century Schoolbook": SERIF,
    "Garamond": SERIF,
    "Constantia": SERIF,
    "Georgia": SERIF,
    "KZ Times New Roman": SERIF,
    "Palatino Linotype": SERIF,
    "PT Astra Serif": SERIF,
    "PT Serif": SERIF,
    "Rockwell": SERIF,
    "Sylfaen": SERIF,
    "Times New Roman CYR": SERIF,
    "Times New Roman KZ": SERIF,
    "Consolas": MONO,
    "Courier": MONO,
}
"""Typefaces of Word and of school forms, with the nearest of ours; lines may break elsewhere."""

_SERIF_NAMES = ("times", "serif", "roman", "cambria", "georgia", "garamond", "antiqua", "bookman", "book",
                "century", "palatino", "tinos", "caladea", "academy", "petersburg", "minion")  # fmt: skip
_BY_KEY = {name.lower(): face for name, face in NEAR.items()}
_SAME_BY_KEY = {name.lower(): (name, face) for name, face in SAME_WIDTHS.items()}


def of_same_widths(name: str) -> tuple[str, ...]:
    """The typeface itself and the one that breaks lines like it, the best first."""
    return _SAME_BY_KEY.get(name.strip().lower(), (name.strip(),))


def nearest(name: str) -> str:
    """The face of ours that looks most like an unknown one."""
    key = name.strip().lower()
    if key in _BY_KEY:
        return _BY_KEY[key]
    if "mono" in key or "courier" in key:
        return MONO
    is_serif = any(part in key for part in _SERIF_NAMES)
    return SERIF if is_serif and "sans" not in key else SANS
