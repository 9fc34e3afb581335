"""Small words under a line that say what it is for: «(должность)», and which of several lines they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attest_desktop.domain.text import one_line
from attest_desktop.papers.template.finders.gaps import drawn, gaps
from attest_desktop.papers.template.layout import Paragraph
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.ooxml import child, children, qn, value
from attest_desktop.papers.template.widths import letter_width, width

_GROUP = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")
_FOOTNOTE = re.compile(r"<[\d*]{1,3}>|\*+\s*\w|[¹²³]")
_SMALL = 20  # half points
_LONGEST = 120
_SLACK = 1.15  # forms with narrower margins fit more on a line
_TEXT_WIDTH = 482.0  # points of a sheet of A4 between its margins


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption and where its middle stands, in ems from the paragraph's edge; None when that cannot be told."""

    text: str
    middle: float | None


def captions_of(paragraph: Paragraph, line: Paragraph, words: Lexicon) -> list[Caption]:
    """The captions that the paragraph holds for the line above; none when it is something else."""
    text = paragraph.text
    plain = one_line(text)
    if not plain or len(plain) > _LONGEST or _FOOTNOTE.match(plain) or gaps(paragraph) or words.choice(plain):
        return []
    if re.fullmatch(r"(?:\s*" + _GROUP.pattern + r"[\s,;/.]*)+", text):
        spans = [match.span() for match in _GROUP.finditer(text)]
    elif _is_smaller(paragraph, line):
        spans = [match.span() for match in re.finditer(r"\S(?:(?! {3}|\t).)*", text)]
    else:
        return []
    return [Caption(text[start:end].strip(), _middle(paragraph, start, end)) for start, end in spans]


def _is_smaller(paragraph: Paragraph, line: Paragraph) -> bool:
    size = paragraph.line.size(0, len(paragraph.text))
    above = line.line.size(0, len(line.text))
    return size is not None and size <= _SMALL and (above is None or size < above)


def assign(line: Paragraph, spans: list[tuple[int, int]], captions: list[Caption]) -> dict[int, str]:
    """Which caption belongs to which of the line's blanks, by number."""
    if not captions:
        return {}
    if len(captions) == len(spans):
        return {index: caption.text for index, caption in enumerate(captions)}
    middles = [_middle(line, start, end) for start, end in spans]
    wrapped = _on_last_line(line, middles)
    if wrapped:
        # The paragraph runs over several lines of the page; captions stand under the last of them.
        return {at + wrapped: text for at, text in assign(line, spans[wrapped:], captions).items()}
    pairs: dict[int, str] = {}
    if len(captions) < len(spans) and None not in middles and all(one.middle is not None for one in captions):
        # The pairing in order that moves the captions least.
        for index, caption in zip(_nearest(middles, [one.middle for one in captions]), captions, strict=True):
            pairs[index] = caption.text
        return pairs
    unlabelled = [index for index, one in enumerate(spans) if not _labelled(line.text, one[0])]
    if len(unlabelled) == len(captions):
        return {index: caption.text for index, caption in zip(unlabelled, captions, strict=True)}
    return {index: caption.text for index, caption in zip(range(len(spans)), captions, strict=False)}


def _on_last_line(line: Paragraph, middles: list[float | None]) -> int:
    """Number of the first blank that stands on the last line of the page; 0 when the paragraph is one line."""
    end = _middle(line, len(line.text), len(line.text))
    first, last = middles[0], middles[-1]
    if first is None or last is None or end is None or end <= _TEXT_WIDTH * _SLACK:
        return 0
    start = end - end % _TEXT_WIDTH
    later = [index for index, middle in enumerate(middles) if middle is not None and middle >= start]
    return min(later[0] if later else len(middles) - 1, len(middles) - 1)


def _labelled(text: str, start: int) -> bool:
    return text[:start].rstrip().endswith(":")


def _nearest(places: list[float | None], wanted: list[float | None]) -> list[int]:
    """Rising numbers of `places`, one for each of `wanted`, with the least sum of distances."""
    best: dict[tuple[int, int], tuple[float, list[int]]] = {}

    def solve(one: int, place: int) -> tuple[float, list[int]]:
        if one == len(wanted):
            return 0.0, []
        if len(places) - place < len(wanted) - one:
            return float("inf"), []
        if (one, place) not in best:
            skipped = solve(one, place + 1)
            cost, rest = solve(one + 1, place + 1)
            taken = (cost + abs((places[place] or 0.0) - (wanted[one] or 0.0)), [place, *rest])
            best[one, place] = min(skipped, taken, key=lambda pair: pair[0])
        return best[one, place]

    return solve(0, 0)[1]


def _middle(paragraph: Paragraph, start: int, end: int) -> float | None:
    """Where the middle of the span stands in points from the text edge; None for centred and right-set text."""
    if (value(child(paragraph.element, "pPr", "jc")) or "left") not in ("left", "start", "both"):
        return None
    stops = _tab_stops(paragraph)
    size = (paragraph.line.size(0, len(paragraph.text)) or 24) / 2
    indent = child(paragraph.element, "pPr", "ind")
    x = 0.0
    if indent is not None:
        for name in ("left", "start", "firstLine"):
            x += _twips(indent.get(qn("w:" + name)))
        x -= _twips(indent.get(qn("w:hanging")))
    text = drawn(paragraph)
    starts: list[float] = []
    at = 0
    pending: tuple[float, str] | None = None
    while at < len(text):
        if text[at] == "\t":
            pending = next((stop for stop in stops if stop[0] > x + 0.5), (x + 35.4 - x % 35.4, "left"))
            starts.append(x)
            at += 1
            stretch = re.match(r"[^\t\n]*", text[at:])
            long = width(stretch.group() if stretch else "") * size
            kind = pending[1]
            x = pending[0] - (long / 2 if kind == "center" else long if kind in ("right", "end") else 0.0)
            continue
        starts.append(x)
        x += letter_width(text[at]) * size
        at += 1
    starts.append(x)
    return (starts[start] + starts[end]) / 2


def _tab_stops(paragraph: Paragraph) -> list[tuple[float, str]]:
    tabs = child(paragraph.element, "pPr", "tabs")
    if tabs is None:
        return []
    return sorted(
        (_twips(stop.get(qn("w:pos"))), stop.get(qn("w:val")) or "left")
        for stop in children(tabs)
        if stop.get(qn("w:val")) != "clear"
    )


def _twips(text: str | None) -> float:
    try:
        return float(text or 0) / 20
    except ValueError:
        return 0.0
