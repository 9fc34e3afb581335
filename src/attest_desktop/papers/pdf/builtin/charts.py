"""Charts of Word as values: what the document keeps of their numbers and names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite

from attest_desktop.papers.pdf.builtin import colors
from attest_desktop.papers.pdf.builtin.ooxml import A, Element, R, local, number
from attest_desktop.papers.pdf.builtin.source import Source

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_KINDS = {"barChart": "bar", "bar3DChart": "bar", "lineChart": "line", "line3DChart": "line", "areaChart": "line",
          "pieChart": "pie", "pie3DChart": "pie", "doughnutChart": "pie"}  # fmt: skip
_MOST_SERIES, _MOST_POINTS, _MOST_NUMBERS = 30, 300, 2000
_MOST_DIGITS, _LONGEST_NAME = 9, 200
# Numbers beyond and below what anyone counts.
_LARGEST, _LEAST = 1e15, 1e-12
_SIZE, _TITLE_SIZE = 10.0, 14.0
# Days are counted from here, up to the end of the calendar.
_FIRST_DAY, _LAST_DAY = date(1899, 12, 30), 100_000


@dataclass(frozen=True, slots=True)
class Series:
    """A row of numbers (None where there is none) with its name; `labels` are printed beside them.

    `colors` are those of single points, by their places.
    """

    kind: str
    name: str
    values: tuple[float | None, ...]
    color: str
    colors: tuple[tuple[int, str], ...] = ()
    labels: frozenset[str] = frozenset()
    form: str = "General"


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of values: its ends and step where the document sets them, how its numbers are written."""

    low: float | None = None
    high: float | None = None
    step: float | None = None
    form: str = "General"
    hidden: bool = False
    grid: bool = True
    title: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `legend` is the side its legend is on, empty when it has none; sizes in points."""

    series: tuple[Series, ...]
    categories: tuple[str, ...]
    title: str = ""
    legend: str = ""
    level: bool = False
    grouping: str = "clustered"
    hole: bool = False
    axis: Axis = Axis()
    names_title: str = ""
    size: float = _SIZE
    title_size: float = _TITLE_SIZE


def read_chart(holder: Element, source: Source) -> Chart | None:
    """The chart of a `w:drawing`; None when there is none, or it is of a kind that is not drawn."""
    named = next(holder.iter(C + "chart"), None)
    identifier = named.get(R + "id") if named is not None else None
    root = source.markup(identifier)
    area = root.find(f"{C}chart/{C}plotArea") if root is not None else None
    return _chart(root, area, source) if root is not None and area is not None else None


def _chart(root: Element, area: Element, source: Source) -> Chart | None:
    drawn = [part for part in area if local(part).endswith("Chart")]
    if not drawn or any(local(part) not in _KINDS for part in drawn):
        return None
    if sum(len(part.findall(C + "ser")) for part in drawn) > _MOST_SERIES:
        return None
    found: list[Series] = []
    categories: tuple[str, ...] = ()
    for part in drawn:
        for one in part.findall(C + "ser"):
            read = _series(one, part, len(found), source)
            categories = max(categories, _names(one.find(C + "cat")), key=len)
            found.append(read)
    count = max((len(one.values) for one in found), default=0)
    if not 0 < count <= _MOST_POINTS or count * len(found) > _MOST_NUMBERS:
        return None
    if (found[0].kind == "pie") != all(one.kind == "pie" for one in found):
        return None
    legend, first = root.find(f"{C}chart/{C}legend"), drawn[0]
    return Chart(
        tuple(found),
        tuple(categories[at] if at < len(categories) else str(at + 1) for at in range(count)),
        title=_title(root, found),
        legend=_value(legend, "legendPos", "r") if legend is not None else "",
        level=_value(first, "barDir") == "bar",
        grouping=_value(first, "grouping", "clustered"),
        hole=local(first) == "doughnutChart",
        axis=_axis(area),
        names_title=_rich(area.find(f"{C}catAx/{C}title")),
        size=_size(root.find(f"{C}txPr"), _SIZE),
        title_size=_size(root.find(f"{C}chart/{C}title"), _TITLE_SIZE),
    )


def _title(root: Element, found: list[Series]) -> str:
    title = root.find(f"{C}chart/{C}title")
    if title is None:
        return ""
    # A title without text is the name of the only row.
    return _rich(title) or (found[0].name if len(found) == 1 else "")


def _series(one: Element, part: Element, place: int, source: Source) -> Series:
    style = one.find(C + "spPr")
    color = colors.filled(style, source.colors)
    if not color and style is not None:
        color = colors.filled(style.find(A + "ln"), source.colors)
    numbers = one.find(f"{C}val/{C}numRef/{C}numCache")
    if numbers is None:
        numbers = one.find(f"{C}val/{C}numLit")
    form = numbers.findtext(C + "formatCode") if numbers is not None else None
    labels = one.find(C + "dLbls")
    if labels is None:
        labels = part.find(C + "dLbls")
    own = tuple(
        (int(number(_value(point, "idx"))), made)
        for point in one.findall(C + "dPt")
        if (made := colors.filled(point.find(C + "spPr"), source.colors))
    )
    return Series(
        _KINDS[local(part)],
        _short("".join(text.text or "" for text in one.iterfind(f"{C}tx//{C}v"))),
        _numbers(numbers),
        color or accent(place, source),
        own,
        frozenset(
            name
            for name in ("showVal", "showPercent", "showCatName")
            if labels is not None and _value(labels, name, "0") in ("1", "true")
        ),
        form or "General",
    )


def accent(place: int, source: Source) -> str:
    """The colour of the theme for a row, or a slice, in its turn."""
    return source.colors.get(f"accent{place % 6 + 1}", "808080")


def _numbers(cache: Element | None) -> tuple[float | None, ...]:
    found: dict[int, float] = {}
    for point in cache.iterfind(C + "pt") if cache is not None else ():
        place = _place(point)
        try:
            value = float(point.findtext(C + "v") or "")
        except ValueError:
            continue
        if place is not None and isfinite(value) and abs(value) < _LARGEST:
            found[place] = value if abs(value) >= _LEAST else 0.0
    return tuple(found.get(at) for at in range(max(found, default=-1) + 1))


def _names(holder: Element | None) -> tuple[str, ...]:
    """Names of points; of several levels, the innermost."""
    cache = (
        next((one for one in holder.iter(C + "strCache", C + "numCache", C + "strLit", C + "lvl")), None)
        if (holder is not None)
        else None
    )
    form = (cache.findtext(C + "formatCode") or "").lower() if cache is not None else ""
    found = {
        place: _dated(_short(point.findtext(C + "v") or ""), form)
        for point in (cache.iterfind(C + "pt") if cache is not None else ())
        if (place := _place(point)) is not None
    }
    return tuple(found.get(at, "") for at in range(max(found, default=-1) + 1))


def _place(point: Element) -> int | None:
    """The number of a point; None when it has none, or one beyond all that are drawn."""
    text = point.get("idx", "0")
    # Numbers of thousands of digits are not read at all.
    place = int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else _MOST_POINTS + 1
    return place if place <= _MOST_POINTS else None


def _dated(text: str, form: str) -> str:
    """A name; numbers that are days by their form, as dates."""
    if "yy" not in form or not text.isdecimal() or len(text) > _MOST_DIGITS or int(text) > _LAST_DAY:
        return text
    return (_FIRST_DAY + timedelta(days=int(text))).strftime("%d.%m.%Y")


def _axis(area: Element) -> Axis:
    axis = area.find(C + "valAx")
    if axis is None:
        return Axis()

    def measure(path: str) -> float | None:
        found = axis.find(path)
        return number(found.get("val")) if found is not None else None

    form = axis.find(C + "numFmt")
    return Axis(
        measure(f"{C}scaling/{C}min"),
        measure(f"{C}scaling/{C}max"),
        measure(C + "majorUnit"),
        form.get("formatCode", "General") if form is not None else "General",
        hidden=_value(axis, "delete", "0") in ("1", "true"),
        grid=axis.find(C + "majorGridlines") is not None,
        title=_rich(axis.find(C + "title")),
    )


def _rich(holder: Element | None) -> str:
    """The text of a title, given or kept from a cell."""
    if holder is None:
        return ""
    return _short("".join(text.text or "" for text in holder.iter(A + "t"))) or _short(
        "".join(text.text or "" for text in holder.iterfind(f"{C}tx//{C}v"))
    )


def _short(text: str) -> str:
    """A name as far as it has room in any chart."""
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"


def _size(holder: Element | None, usual: float) -> float:
    for one in holder.iter(A + "rPr", A + "defRPr") if holder is not None else ():
        if one.get("sz"):
            return max(4.0, min(72.0, number(one.get("sz")) / 100))
    return usual


def _value(element: Element | None, name: str, default: str = "") -> str:
    child = element.find(C + name) if element is not None else None
    return default if child is None else child.get("val", default or "1")
