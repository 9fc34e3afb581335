"""The character map of a paragraph: its text as a person reads it, and the run behind every character.

A label or a blank may be cut into any number of runs by spelling marks and edits. Everything else in this room
works on plain text and offsets; only this module knows of runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from attest_desktop.papers.template.ooxml import (
    OFF,
    W_R,
    W_RPR,
    W_SDT,
    W_SDT_CONTENT,
    W_T,
    W_VAL,
    Element,
    child,
    children,
    is_on,
    make,
    qn,
    value,
)
from attest_desktop.papers.template.run_elements import as_run_look, keep_spaces, new_run

_THROUGH = {qn("w:" + name) for name in ("hyperlink", "ins", "smartTag", "customXml", "moveTo", "dir", "bdo")}
_FIELD, _FIELD_SIMPLE, _INSTRUCTION = qn("w:fldChar"), qn("w:fldSimple"), qn("w:instrText")
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:ptab"): "\t",
}
_SYMBOL = qn("w:sym")
# Wingdings and Symbol boxes that forms draw: empty and ticked.
_SYMBOLS = {
    **dict.fromkeys(("F06F", "F0A8", "F071", "F070"), "☐"),
    **dict.fromkeys(("F0FE", "F0FD", "F078", "F0FC", "F06E", "F052"), "☒"),
}
_PAGE_FIELD = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES|TOC|DATE|TIME|REF|SEQ)\b", re.IGNORECASE)
# The order in which the schema wants the children of w:rPr that this room adds.
_BEFORE_UNDERLINE = (
    "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
    "oMath", "rPrChange",
)  # fmt: skip
_BEFORE_STRIKE = (
    "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color",
    "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", *_BEFORE_UNDERLINE,
)  # fmt: skip


@dataclass(slots=True, eq=False)
class FieldCode:
    """A field of the paragraph (`MERGEFIELD name`, `FORMTEXT`): its instruction and where its result stands."""

    begin: Element
    instruction: str = ""
    start: int = -1
    end: int = -1
    simple: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one element of a run shows, from `start` to `end` of the text."""

    run: Element
    node: Element
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Style:
    """What to change in the look of the runs that are written: None leaves it as it was."""

    underline: bool | None = None
    strike: bool | None = None
    plain_ground: bool = False  # takes the marker's highlight and shading away


@dataclass(slots=True, eq=False, weakref_slot=True)
class Line:
    """The text of a paragraph with the runs behind it; text boxes in it are paragraphs of their own."""

    element: Element
    text: str = ""
    fields: list[FieldCode] = field(default_factory=list)
    controls: list[tuple[Element, int, int]] = field(default_factory=list)
    #: How often it was read: changes with every change of the text.
    reading: int = 0
    _pieces: list[_Piece] = field(default_factory=list)

    @classmethod
    def of(cls, element: Element) -> Line:
        """The map of a `w:p`."""
        line = cls(element)
        line._read()
        return line

    def _read(self) -> None:
        self.fields, self.controls, self._pieces = [], [], []
        self.reading += 1
        characters: list[str] = []
        open_fields: list[FieldCode] = []

        def put(text: str, run: Element, node: Element) -> None:
            if text:
                self._pieces.append(_Piece(run, node, len(characters), len(characters) + len(text)))
                characters.extend(text)

        def hidden() -> bool:
            """Inside the instruction of a field, or in a result that Word computes itself."""
            return any(one.start < 0 or _PAGE_FIELD.match(one.instruction) for one in open_fields)

        def read_run(run: Element) -> None:
            for node in children(run):
                if node.tag == _FIELD:
                    kind = node.get(qn("w:fldCharType"))
                    if kind == "begin":
                        one = FieldCode(node)
                        open_fields.append(one)
                        self.fields.append(one)
                    elif kind == "separate" and open_fields:
                        open_fields[-1].start = open_fields[-1].end = len(characters)
                    elif kind == "end" and open_fields:
                        one = open_fields.pop()
                        if one.start < 0:
                            one.start = len(characters)
                        one.end = len(characters)
                elif node.tag == _INSTRUCTION and open_fields:
                    open_fields[-1].instruction += node.text or ""
                elif hidden():
                    continue
                elif node.tag == W_T:
                    put(node.text or "", run, node)
                elif node.tag == _SYMBOL:
                    put(_SYMBOLS.get((node.get(qn("w:char")) or "").upper(), "\ufffd"), run, node)
                elif node.tag in _CHARACTERS and node.get(qn("w:type")) != "page":
                    put(_CHARACTERS[node.tag], run, node)

        def walk(parent: Element) -> None:
            for node in children(parent):
                if node.tag == W_R:
                    read_run(node)
                elif node.tag == W_SDT:
                    start = len(characters)
                    content = node.find(W_SDT_CONTENT)
                    if content is not None:
                        walk(content)
                    self.controls.append((node, start, len(characters)))
                elif node.tag == _FIELD_SIMPLE:
                    one = FieldCode(node, node.get(qn("w:instr")) or "", len(characters), simple=True)
                    if not _PAGE_FIELD.match(one.instruction):
                        walk(node)
                    one.end = len(characters)
                    self.fields.append(one)
                elif node.tag in _THROUGH:
                    walk(node)

        walk(self.element)
        self.text = "".join(characters)

    # What the characters look like

    def _where(self, start: int, end: int, test: Callable[[Element | None], bool]) -> list[bool]:
        last, answer = None, False
        answers: list[bool] = []
        for piece in self._within(start, end):
            if piece.run is not last:
                last, answer = piece.run, test(piece.run.find(W_RPR))
            answers += [answer] * (min(end, piece.end) - max(start, piece.start))
        return answers

    def _within(self, start: int, end: int) -> Iterator[_Piece]:
        """The pieces that show something of the span."""
        return (piece for piece in self._pieces if piece.start < end and piece.end > start and start < end)

    def _at(self, at: int) -> _Piece | None:
        """The piece with the character at the offset."""
        return next(self._within(at, at + 1), None)

    def underlined(self, start: int = 0, end: int | None = None) -> list[bool]:
        """For every character of the span, whether its run is underlined."""
        return self._where(start, len(self.text) if end is None else end, lambda rpr: is_on(child(rpr, "u")))

    def marked(self) -> list[bool]:
        """For every character, whether a marker's highlight or a coloured ground lies under it."""
        return self._where(0, len(self.text), _is_marked)

    def all_runs(self, start: int, end: int, name: str) -> bool:
        """Whether every visible character of the span has this toggle (`b`, `i`) on in its own run."""
        seen = False
        for piece in self._within(start, end):
            if self.text[max(start, piece.start) : min(end, piece.end)].strip():
                if not is_on(child(piece.run.find(W_RPR), name)):
                    return False
                seen = True
        return seen

    def size(self, start: int, end: int) -> int | None:
        """The largest own font size of the span in half points; None when a run leaves it to the style."""
        sizes = []
        last = None
        for piece in self._within(start, end):
            if piece.run is last:
                continue
            last = piece.run
            size = value(child(piece.run.find(W_RPR), "sz"))
            if size is None or not size.isdigit():
                return None
            sizes.append(int(size))
        return max(sizes, default=None)

    def font(self, at: int) -> str:
        """Name of the font that the run at the offset asks for itself; empty when it leaves it to the style."""
        piece = self._at(at)
        fonts = child(piece.run.find(W_RPR), "rFonts") if piece is not None else None
        return "" if fonts is None else fonts.get(qn("w:hAnsi")) or fonts.get(qn("w:ascii")) or ""

    def node_at(self, at: int) -> Element | None:
        """The element that shows the character at the offset (`w:t`, `w:sym`, …)."""
        piece = self._at(at)
        return piece.node if piece is not None else None

    def run_look(self, at: int) -> Element | None:
        """A copy of the look (`w:rPr`) of the run at the offset."""
        piece = self._at(at)
        return deepcopy(piece.run.find(W_RPR)) if piece is not None else None

    # Changing the text

    def replace(self, start: int, end: int, text: str, style: Style | None = None) -> None:
        """Puts `text` in place of the span, in the look of the run it begins in; the rest keeps its runs."""
        style = style or Style()
        look, parent, place = self._anchor(start, end)
        for run in self._isolate(start, end):
            _drop_text(run)
        if text:
            run = new_run(text, look)
            _restyle(run, style)
            parent.insert(place if place >= 0 else len(parent), run)
        self._read()

    def restyle(self, start: int, end: int, style: Style) -> None:
        """Changes the look of the span and nothing else."""
        for run in self._isolate(start, end):
            _restyle(run, style)
        self._read()

    def _anchor(self, start: int, end: int) -> tuple[Element | None, Element, int]:
        """The look, parent and place in it for what is written at `start`; place -1 is the end."""
        if not self._pieces:
            return (as_run_look(child(self.element, "pPr", "rPr")), self.element, -1)
        self._cut(start)
        before = start < end or start == 0
        piece = self._at(start if before else start - 1)
        assert piece is not None
        run = piece.run
        parent = run.getparent()
        assert parent is not None
        return deepcopy(run.find(W_RPR)), parent, parent.index(run) + (0 if before else 1)

    def _isolate(self, start: int, end: int) -> list[Element]:
        """The runs that hold exactly the span, after cutting those that reach beyond it."""
        if start >= end:
            return []
        self._cut(start)
        self._cut(end)
        runs: list[Element] = []
        for piece in self._within(start, end):
            if not runs or runs[-1] is not piece.run:
                runs.append(piece.run)
        return runs

    def _cut(self, at: int) -> None:
        """Makes a run boundary before the character at the offset."""
        upper, lower = self._at(at - 1), self._at(at)
        if upper is None or lower is None or upper.run is not lower.run:
            return
        run, node, offset = lower.run, lower.node, at - lower.start
        tail = make(W_R)
        for name, setting in run.attrib.items():
            tail.set(name, setting)
        look = run.find(W_RPR)
        if look is not None:
            tail.append(deepcopy(look))
        if offset:
            rest = deepcopy(node)
            rest.text, node.text = (node.text or "")[offset:], (node.text or "")[:offset]
            rest.tail = None
            keep_spaces(rest)
            keep_spaces(node)
            tail.append(rest)
            following = node.itersiblings()
        else:
            following = iter([node, *node.itersiblings()])
        for later in list(following):
            tail.append(later)
        run.addnext(tail)
        self._read()


def _is_marked(look: Element | None) -> bool:
    highlight = value(child(look, "highlight"))
    if highlight and highlight not in OFF:
        return True
    shade = child(look, "shd")
    fill = "" if shade is None else (shade.get(qn("w:fill")) or "").lower()
    return fill not in ("", "auto", "ffffff")


def _drop_text(run: Element) -> None:
    """Takes the characters out of the run; the run goes when nothing but its look is left."""
    for node in list(children(run)):
        if (
            node.tag == W_T
            or node.tag == _SYMBOL
            or (node.tag in _CHARACTERS and node.get(qn("w:type")) != "page")
        ):
            run.remove(node)
    parent = run.getparent()
    if parent is not None and all(node.tag == W_RPR for node in children(run)):
        parent.remove(run)


def _restyle(run: Element, style: Style) -> None:
    look = run.find(W_RPR)
    if look is None:
        look = run.makeelement(W_RPR, {})
        run.insert(0, look)
    if style.plain_ground:
        for name in ("highlight", "shd"):
            for node in look.findall(qn("w:" + name)):
                look.remove(node)
    if style.underline is not None:
        _set(look, "u", "single" if style.underline else "none", _BEFORE_UNDERLINE)
    if style.strike is not None:
        _set(look, "strike", None if style.strike else "0", _BEFORE_STRIKE)


def _set(look: Element, name: str, setting: str | None, before: tuple[str, ...]) -> None:
    for node in look.findall(qn("w:" + name)):
        look.remove(node)
    node = look.makeelement(qn("w:" + name), {})
    if setting is not None:
        node.set(W_VAL, setting)
    later = {qn("w:" + one) for one in before}
    place = next((at for at, one in enumerate(look) if one.tag in later), len(look))
    look.insert(place, node)
