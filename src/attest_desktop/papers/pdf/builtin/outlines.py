"""Which outline a shape of a drawing has: a known one, or its own, drawn point by point."""

from __future__ import annotations

from attest_desktop.papers.pdf.builtin.model import Path
from attest_desktop.papers.pdf.builtin.ooxml import A, Element, local, number
from attest_desktop.papers.pdf.builtin.shapes import POLYGONS

CORNER_TO_CORNER = frozenset({"line", "straightConnector1"})
_BENT = frozenset({"bentConnector2", "bentConnector3", "bentConnector4", "bentConnector5"})
# How the shapes are drawn that can be.
_DRAWN = {
    **dict.fromkeys(("rect", "flowChartProcess", "textBox"), "rect"),
    **dict.fromkeys(("ellipse", "flowChartConnector"), "ellipse"),
    **dict.fromkeys(("roundRect", "flowChartAlternateProcess", "flowChartTerminator", "round2SameRect"), "round"),
    "flowChartDecision": "diamond",
    "flowChartInputOutput": "parallelogram",
    "flowChartPreparation": "hexagon",
    "nonIsoscelesTrapezoid": "trapezoid",
    "mathPlus": "plus",
    **{name: name for name in POLYGONS},
}
_MOST_STEPS = 5000
_WHOLE = 100_000.0


def outline_of(properties: Element | None) -> tuple[str, Path]:
    """The name of a shape's outline (empty when it is not known) and, where it has one, its own path."""
    if properties is None:
        return "rect", ()
    own = properties.find(A + "custGeom")
    if own is not None:
        path = _own_path(own)
        return ("custom", path) if path else ("", ())
    geometry = properties.find(A + "prstGeom")
    kind = geometry.get("prst", "rect") if geometry is not None else "rect"
    flips = _flips(properties)
    if kind in _SLANTED and not any(flips):
        return "custom", _slanted(kind, properties, geometry)
    if kind in CORNER_TO_CORNER:
        return ("rising" if flips[0] != flips[1] else "line"), ()
    if kind in _BENT:
        return "open", _bent(kind, geometry, flips)
    return _DRAWN.get(kind, ""), ()


def _slanted(kind: str, properties: Element, geometry: Element | None) -> Path:
    """The outline of a shape whose sides slant by a part of its shorter side."""
    usual, corners = _SLANTED[kind]
    size = properties.find(f"{A}xfrm/{A}ext")
    width, height = (number(size.get(name)) if size is not None else 1.0 for name in ("cx", "cy"))
    guide = geometry.find(f"{A}avLst/{A}gd[@name='adj']") if geometry is not None else None
    share = number((guide.get("fmla") or "").removeprefix("val "), usual) if guide is not None else usual
    slant = min(1.0, max(0.0, share / _WHOLE * min(width, height) / (width or 1.0)))
    slant = min(slant, 0.5) if kind in ("trapezoid", "hexagon") else slant
    first, *others = [(start + slant * way, y) for start, way, y in corners]
    return (("M", (first,)), *(("L", (point,)) for point in others), ("Z", ()))


# The usual slant, and corners: where each begins across, which way the slant moves it, how far down it is.
_SLANTED: dict[str, tuple[float, tuple[tuple[float, float, float], ...]]] = {
    "trapezoid": (25_000.0, ((0, 1, 0), (1, -1, 0), (1, 0, 1), (0, 0, 1))),
    "parallelogram": (25_000.0, ((0, 1, 0), (1, 0, 0), (1, -1, 1), (0, 0, 1))),
    "homePlate": (50_000.0, ((0, 0, 0), (1, -1, 0), (1, 0, 0.5), (1, -1, 1), (0, 0, 1))),
    "chevron": (50_000.0, ((0, 0, 0), (1, -1, 0), (1, 0, 0.5), (1, -1, 1), (0, 0, 1), (0, 1, 0.5))),
    "hexagon": (25_000.0, ((0, 1, 0), (1, -1, 0), (1, 0, 0.5), (1, -1, 1), (0, 1, 1), (0, 0, 0.5))),
}


def _flips(properties: Element) -> tuple[bool, bool]:
    frame = properties.find(A + "xfrm")
    across, down = (frame is not None and frame.get(name) in ("1", "true") for name in ("flipH", "flipV"))
    return across, down


def _bent(kind: str, geometry: Element | None, flips: tuple[bool, bool]) -> Path:
    """A line from corner to corner in level and upright parts."""
    guide = geometry.find(f"{A}avLst/{A}gd") if geometry is not None else None
    share = (
        number((guide.get("fmla") or "").removeprefix("val "), _WHOLE / 2) / _WHOLE if guide is not None else 0.5
    )
    middle = 1.0 if kind == "bentConnector2" else share
    points = ((0.0, 0.0), (middle, 0.0), (middle, 1.0), (1.0, 1.0))
    first, *others = [(1 - x if flips[0] else x, 1 - y if flips[1] else y) for x, y in points]
    return (("M", (first,)), *(("L", (point,)) for point in others))


def _own_path(geometry: Element) -> Path:
    """The paths of a shape in parts of its size; empty when they cannot be followed."""
    steps: list[tuple[str, tuple[tuple[float, float], ...]]] = []
    for path in geometry.iterfind(f"{A}pathLst/{A}path"):
        width, height = number(path.get("w")), number(path.get("h"))
        if width <= 0 or height <= 0:
            return ()
        for step in path:
            kind = {"moveTo": "M", "lnTo": "L", "cubicBezTo": "C", "quadBezTo": "Q", "close": "Z"}.get(
                local(step), ""
            )
            points = tuple(
                (number(point.get("x")) / width, number(point.get("y")) / height) for point in step.iter(A + "pt")
            )
            wanted = {"M": 1, "L": 1, "C": 3, "Q": 2, "Z": 0}.get(kind)
            if wanted is None or len(points) != wanted or len(steps) >= _MOST_STEPS:
                return ()
            if kind == "Q":
                kind, points = "C", (points[0], points[0], points[1])
            steps.append((kind, points))
    return tuple(steps) if steps and steps[0][0] == "M" else ()
