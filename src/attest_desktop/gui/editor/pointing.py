"""From a click on the pages to the place of the form that it was written in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attest_desktop.gui.editor.missing import Missing
from attest_desktop.gui.pages import Pointed
from attest_desktop.gui.pages.searching import beginnings, squeezed

# Letters on either side of the click, the surest first.
REACHES = (24, 12, 6)
LEAST = 2
HEADING = 40
# An empty place is looked for by a label that is printed no further back than this.
LABEL_REACH = 400


@dataclass(frozen=True, slots=True)
class Written:
    """A field of the form: its text and, for long fields, the heading and the number printed before it."""

    text: str
    heading: str = ""
    number: str = ""


def field_pointed_at(fields: Sequence[Written], pointed: Pointed) -> tuple[int, int] | None:
    """Which field (its number) and where in its text the click was; None when no field's words are there."""
    best: tuple[int, int, int, int] | None = None
    for number, field in enumerate(fields):
        found = _match(squeezed(field.text), pointed)
        if found is None:
            continue
        worth, at = found
        # The same words under several criteria: the heading printed last before the click decides.
        tried = beginnings(field.heading, field.number)
        nearness = next((spot for one in tried if (spot := pointed.before.rfind(one)) >= 0), -1)
        if best is None or (worth, nearness) > best[:2]:
            best = (worth, nearness, number, at)
    if best is None:
        return None
    return best[2], _unsqueezed(fields[best[2]].text, best[3])


def place_pointed_at(missing: Iterable[Missing], pointed: Pointed) -> str | None:
    """The empty place whose label is printed nearest before the click."""
    near = pointed.before[-LABEL_REACH:] + pointed.after[:HEADING]
    best, place = -1, None
    for one in missing:
        words = squeezed(one.label.rstrip("…"))[:HEADING]
        at = near.rfind(words) if len(words) > LEAST else -1
        if at > best:
            best, place = at, one.place
    return place


def _match(text: str, pointed: Pointed) -> tuple[int, int] | None:
    """How many letters agree, and where in the squeezed text the click lies."""
    if len(text) < LEAST:
        return None
    for reach in REACHES:
        left, right = pointed.before[-reach:], pointed.after[:reach]
        for begin, end in ((left, right), (left, ""), ("", right)):
            needle = begin + end
            at = text.find(needle) if len(needle) >= max(reach, LEAST) else -1
            if at >= 0:
                return len(needle), at + len(begin)
    # A short value: all of it stands around the click.
    around = pointed.before[-len(text) :] + pointed.after[: len(text)]
    at = around.find(text)
    middle = min(len(text), len(pointed.before))
    return (len(text), middle - at) if 0 <= at <= middle else None


def _unsqueezed(text: str, count: int) -> int:
    """The place in the text after so many letters that are no white space."""
    seen = 0
    for place, letter in enumerate(text):
        if seen == count:
            return place
        seen += not letter.isspace()
    return len(text)
