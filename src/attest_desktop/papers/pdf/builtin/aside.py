"""Tables that text goes round (`w:tblpPr`): where they are asked to stand, and whether they can."""

from __future__ import annotations

from attest_desktop.papers.pdf.builtin.model import Float, Offset, PageSetup, Placement
from attest_desktop.papers.pdf.builtin.ooxml import Property, number

# Beside a table that comes so near the width of the column no text is set, by Word as by LibreOffice.
_NEAR = 266.0
_SIDES = ("leftFromText", "topFromText", "rightFromText", "bottomFromText")
# A table that is higher than this part of the page is parted between pages like any other.
_HIGHEST = 0.9


def placement(asked: Property, shift: float) -> Placement:
    """Where a table is asked to stand; `shift` is how far its border reaches out of the place of its text."""
    across = asked.get("horzAnchor", "text")
    down = asked.get("vertAnchor", "margin")
    sides = asked.get("tblpXSpec")
    # Against the text only a distance counts.
    edges = asked.get("tblpYSpec") if down != "text" else ""
    left, top, right, bottom = (number(asked.get(side)) for side in _SIDES)
    return Placement(
        Offset(
            "column" if across == "text" else across,
            0.0 if sides else number(asked.get("tblpX")) - shift,
            sides,
        ),
        Offset(
            "paragraph" if down == "text" else down,
            0.0 if edges else number(asked.get("tblpY")),
            "" if edges == "inline" else edges,
        ),
        (left, top, right, bottom),
    )


def beside_text(place: Placement, width: float, height: float, column: float, setup: PageSetup) -> Float | None:
    """The table beside the text of a column of the width; None where it stands in the text all the same.

    That is when nothing could stand beside it, and when it is to be parted between pages.
    """
    if place.x.origin != "page" and width > column - _NEAR:
        return None
    found = Float(place.x, place.y, width, height, wrap="beside", distance=place.distance, apart=True)
    return None if too_high(found, setup) else found


def too_high(it: Float, setup: PageSetup) -> bool:
    """Whether what is not to be cut by the foot of a page fits none: it stands in the text and is parted."""
    inner = setup.height - abs(setup.top) - abs(setup.bottom)
    return it.apart and it.height > inner * _HIGHEST
