"""Sections parted into pages, with headers, footers and footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from attest_desktop.domain.progress import Cancelled, stop_if
from attest_desktop.papers.pdf.builtin.composer import Composer, SetParagraphs
from attest_desktop.papers.pdf.builtin.drawing import draw_text_color, stroke
from attest_desktop.papers.pdf.builtin.flow import Canvas, Stack
from attest_desktop.papers.pdf.builtin.fonts import Fonts
from attest_desktop.papers.pdf.builtin.model import Block, Border, Document, PageSetup, Section
from attest_desktop.papers.pdf.builtin.numbering import number_text
from attest_desktop.papers.pdf.builtin.source import Warnings
from attest_desktop.papers.pdf.builtin.standing import misplaced
from attest_desktop.papers.pdf.builtin.wrapping import Paper

# Above the footnotes: a line a third of the column wide, with room around it.
_NOTE_RULE = Border(10.0)
_NOTE_RULE_ROOM = 120.0
# However the notes of a page grow, it is settled after so many tries.
_NOTE_TRIES = 8
_LEAST_ROOM = 400.0
# How exactly columns are made equally high, in twips.
_EVEN_STEP = 20.0
# However text and what is placed by the page move each other, the last try stands.
_PLACING_TRIES = 4


@dataclass(slots=True)
class Page:
    """A page with its text in place."""

    section: Section
    number: int
    kind: str
    top: float
    bottom: float
    parts: list[tuple[Stack, float, float]] = field(default_factory=list)
    notes: Stack | None = None
    used: float = 0.0


class Paginator:
    """Parts a document into pages and draws them."""

    def __init__(
        self,
        document: Document,
        warnings: Warnings,
        fonts: Fonts | None = None,
        kept: SetParagraphs | None = None,
    ) -> None:
        self._document = document
        self._warnings = warnings
        self._fonts = fonts or Fonts(warnings)
        self._fonts.warnings = warnings
        self._kept = kept
        self._composer = self._with({})
        self._heights: dict[tuple[int, str], tuple[float, float]] = {}
        self.pages: list[Page] = []

    def _with(self, fields: Mapping[str, str]) -> Composer:
        return Composer(self._fonts, self._document.default_tab, self._warnings, fields, self._kept)

    def lay_out(self, cancelled: Cancelled) -> None:
        """Fill `pages`."""
        sections = self._document.sections
        for index, section in enumerate(sections):
            below = sections[index + 1] if index + 1 < len(sections) else None
            even = below is not None and below.start == "continuous" and _same_paper(section, below)
            self._lay_out_section(index, section, cancelled, even=even)

    def _lay_out_section(self, index: int, section: Section, cancelled: Cancelled, *, even: bool) -> None:
        """Put a section on pages; `even` when its columns must end at one height, another section following.

        What is placed by the page is met by text before its own paragraph and on pages not known beforehand: the
        text is set again until it goes round it.
        """
        goes_on = (
            section.start == "continuous" and bool(self.pages) and _same_paper(self.pages[-1].section, section)
        )
        begun = len(self.pages) - goes_on
        before = [replace(page, parts=list(page.parts)) for page in self.pages[begun:]]
        skipped = sum(len(page.parts) for page in before)
        page = self.pages[-1] if goes_on else self._new_page(index, section, first=True)
        paper, width = Paper(section.setup, -page.used, page.top), _column_width(section.setup)
        for left in reversed(range(_PLACING_TRIES)):
            text = self._composer.stack(section.blocks, width, breaks=True, paper=paper)
            self._part(index, section, text, cancelled, goes_on=goes_on, even=even)
            parts = [part for page in self.pages[begun:] for part in page.parts]
            found = misplaced(parts[skipped:], width, paper) if left else None
            if found is None:
                return
            paper = replace(paper, known=found)
            self.pages[begun:] = [replace(page, parts=list(page.parts)) for page in before]

    def _part(
        self, index: int, section: Section, text: Stack, cancelled: Cancelled, *, goes_on: bool, even: bool
    ) -> None:
        rest: Stack | None = text
        first = True
        # A section is printed even if it is empty.
        while first or (rest is not None and rest.boxes):
            stop_if(cancelled)
            if not goes_on:
                self._add_page(index, section, first=first)
            first = False
            page = self.pages[-1]
            top = page.used if goes_on else page.top
            rest = self._fill(page, rest or Stack(()), section.setup, top, force=not goes_on, even=even)
            goes_on = False

    def _fill(
        self, page: Page, rest: Stack, setup: PageSetup, top: float, *, force: bool, even: bool
    ) -> Stack | None:
        """Fill the columns of a page from `top` down; what is left over, or None."""
        width = _column_width(setup)
        room = page.bottom - top
        if even and setup.columns > 1 and not self._document.notes:
            room = _even_height(rest, room, setup.columns)
        left: Stack | None = rest
        for column in range(setup.columns):
            if left is None or not left.boxes or (column and left.boxes[0].break_before == "page"):
                break
            head, left = self._fit(left, page, room, width, force=force)
            if head is None:
                break
            page.parts.append((head, setup.left + column * (width + setup.column_gap), top))
            page.used = max(page.used, top + head.height)
            force = True
        return left

    def _add_page(self, index: int, section: Section, *, first: bool) -> None:
        """Begin a page; where the section must begin on an odd or even one, a number is passed over."""
        page = self._new_page(index, section, first=first)
        odd = page.number % 2 == 1
        if first and self.pages and section.start == ("evenPage" if odd else "oddPage"):
            page = replace(page, number=page.number + 1)
        self.pages.append(page)

    def _new_page(self, index: int, section: Section, *, first: bool) -> Page:
        if first and section.first_number is not None:
            number = section.first_number
        else:
            number = self.pages[-1].number + 1 if self.pages else 1
        kind = "default"
        if first and section.title_page:
            kind = "first"
        elif self._document.even_and_odd and number % 2 == 0:
            kind = "even"
        above, below = self._running_heights(index, section, kind)
        setup = section.setup
        top = max(setup.top, setup.header + above) if setup.top >= 0 and above else abs(setup.top)
        bottom = max(setup.bottom, setup.footer + below) if setup.bottom >= 0 and below else abs(setup.bottom)
        return Page(section, number, kind, top, max(setup.height - bottom, top + _LEAST_ROOM), used=top)

    def _running_heights(self, index: int, section: Section, kind: str) -> tuple[float, float]:
        """Heights of header and footer; nothing to print takes no room."""
        key = (index, kind)
        if key not in self._heights:
            width = section.setup.width - section.setup.left - section.setup.right
            above, below = (
                self._composer.stack(running.get(kind, ()), width).height
                for running in (section.headers, section.footers)
            )
            self._heights[key] = (above, below)
        return self._heights[key]

    def _fit(
        self, rest: Stack, page: Page, room: float, width: float, *, force: bool
    ) -> tuple[Stack | None, Stack | None]:
        """Part the text so that it and its footnotes fit the page together."""
        taken = page.notes.height + _NOTE_RULE_ROOM if page.notes is not None else 0.0
        head, left = rest.split(room - taken, force=force)
        if not self._document.notes:
            return head, left
        # Shrink the text until its notes fit under it; the last try stands, were it too long.
        space = room - taken
        for _ in range(_NOTE_TRIES):
            notes = self._note_stack(head, page, width)
            if notes is None or head is None:
                return head, left
            over = head.height + notes.height + _NOTE_RULE_ROOM - room
            if over <= 0:
                page.notes = notes
                return head, left
            space = min(space, room - notes.height - _NOTE_RULE_ROOM) - (1.0 if space <= head.height else 0.0)
            smaller, remaining = rest.split(max(space, _LEAST_ROOM), force=force)
            if smaller is None or smaller.height >= head.height:
                page.notes = notes
                return head, left
            head, left = smaller, remaining
        page.notes = self._note_stack(head, page, width)
        return head, left

    def _note_stack(self, head: Stack | None, page: Page, width: float) -> Stack | None:
        blocks: list[Block] = []
        for name in head.notes if head is not None else ():
            blocks.extend(self._document.notes.get(name, ()))
        if not blocks:
            return page.notes
        own = self._composer.stack(blocks, width)
        return own if page.notes is None else Stack((*page.notes.boxes, *own.boxes))

    def draw(self, painter: QPainter, page: Page) -> None:
        """Draw one page."""
        setup = page.section.setup
        canvas = Canvas(
            painter, setup.width, setup.height, setup.left, setup.right, page.top, setup.height - page.bottom
        )
        fields = {
            "PAGE": number_text(page.number, page.section.number_form),
            "NUMPAGES": str(len(self.pages)),
            "SECTIONPAGES": str(len(self.pages)),
        }
        composer = self._with(fields)
        width = setup.width - setup.left - setup.right
        draw_text_color(painter)
        header = composer.stack(page.section.headers.get(page.kind, ()), width)
        header.draw(canvas, setup.left, setup.header)
        footer = composer.stack(page.section.footers.get(page.kind, ()), width)
        footer.draw(canvas, setup.left, setup.height - setup.footer - footer.height)
        for stack, x, y in page.parts:
            stack.draw(canvas, x, y)
        if page.notes is not None:
            top = page.bottom - page.notes.height
            line = top - _NOTE_RULE_ROOM / 2
            stroke(painter, QPointF(setup.left, line), QPointF(setup.left + width / 3, line), _NOTE_RULE)
            page.notes.draw(canvas, setup.left, top)

    def sizes(self) -> Iterator[tuple[Page, float, float]]:
        """Each page with its width and height."""
        for page in self.pages:
            yield page, page.section.setup.width, page.section.setup.height


def _even_height(stack: Stack, room: float, columns: int) -> float:
    """The least height at which all of a stack goes into the columns; the whole room when it is too long."""

    def holds(height: float) -> bool:
        left: Stack | None = stack
        for _ in range(columns):
            if left is None or not left.boxes:
                return True
            if any(box.break_before for box in left.boxes[1:]):
                return False
            head, left = left.split(height, force=False)
            if head is None:
                return False
        return left is None or not left.boxes

    if not holds(room):
        return room
    low, high = 0.0, room
    while high - low > _EVEN_STEP:
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _column_width(setup: PageSetup) -> float:
    inner = setup.width - setup.left - setup.right
    return max(_LEAST_ROOM, (inner - setup.column_gap * (setup.columns - 1)) / setup.columns)


def _same_paper(upper: Section, lower: Section) -> bool:
    plain = PageSetup()
    return replace(plain, width=upper.setup.width, height=upper.setup.height) == replace(
        plain, width=lower.setup.width, height=lower.setup.height
    )
