"""The words around a blank: before and after it in its paragraph, over it, at the beginning of its line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attest_desktop.domain.text import one_line
from attest_desktop.papers.template.blank import Found
from attest_desktop.papers.template.finders.claims import Claims
from attest_desktop.papers.template.finders.gaps import drawn
from attest_desktop.papers.template.layout import Form, Paragraph
from attest_desktop.papers.template.siblings import rows_of_paragraphs

_ITEM = re.compile(r"\s*\d{1,2}[.)]?[\s.,;/()]*")
_EDGES = ' \t\n\u00a0,.;:/\\|–—-()«»"_'
_OTHERS_CAPTION = re.compile(r"^\s*(?!\((?:укажите|указать|какие|какой|какая)\b)\([^()]*(?:\([^()]*\)[^()]*)*\)")
_SENTENCE = re.compile(r"[;!?](?=\s)|(?<=\w{3})(?<!\bисх)(?<!\bрег)(?<!\bтел)(?<!\bобл)(?<!\bстр)\.(?=\s+[^№\s])")
# What is counted on the line before it: «____ руб. ____ коп.»
_UNIT = re.compile(
    r"\s*(?:(?:руб|коп|чел|дн|экз|мес|кв|шт)\w*|лет|годах?|года?|г|часа?|часов|балл\w*|%|процент\w*|листов|листах|гг|"
    r"календарных дней|рабочих дней)(?!\w)\.?\s*[,;.]?"
)
_PAIRED = re.compile(r"_{2,}[ \t\u00a0]*(?:/[ \t\u00a0]*(_{2,})[ \t\u00a0]*/|\([ \t\u00a0]*(_{2,})[ \t\u00a0]*\))")
_LOOSE = re.compile(r"_{2,}[ \t\u00a0]*/[ \t\u00a0]*(_{2,})[ \t\u00a0]*$")
_APPROVED = re.compile(r"\s*(?:УТВЕРЖД|СОГЛАСОВАН|Утверждаю|Утвержден|Согласован)")
_APPROVAL_LINES = 5
_CLAUSE = re.compile(r"[.;!?](?=\s)|,(?=\s)")
_SHORT = 8  # words; a shorter sentence is a label as a whole: «Фамилия, имя, отчество»


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Texts near the blank; each may be empty."""

    before: str  # since the blank before it in the paragraph
    after: str  # up to the next blank
    above: str  # the paragraph over a blank that begins its own
    lead: str  # what the paragraph begins with, up to its first blank
    whole: str  # the paragraph with its blanks taken out
    raw_before: str  # `before` as it is, with its edges
    raw_after: str
    prior: str = ""  # what stands before the blank before this one in the paragraph
    item_of: str = ""  # the words over a numbered list in which this is an item with no words of its own
    #: In «____ /____/» or «____ (____)»: «line» that is signed, «name» beside it; «loose» without the last slash.
    pair: str = ""
    #: The end of a sentence that runs on from the line above, after the last blank of that line.
    run_on: str = ""
    approval: bool = False  # under «УТВЕРЖДАЮ», where a head signs and dates

    @property
    def clause(self) -> str:
        """The last clause before the blank; the paragraph above when there is nothing before."""
        said = [_trimmed(piece) for piece in _SENTENCE.split(self.before)]
        if said and said[-1] and len(said[-1].split()) < _SHORT:
            return said[-1]
        pieces = [_trimmed(piece) for piece in _CLAUSE.split(self.before)]
        pieces = [piece for piece in pieces if piece]
        # «исх. №»: an abbreviation's stop parts no clauses.
        if pieces and _trimmed(self.before).endswith(pieces[-1]) and len(pieces[-1]) > 2:
            return pieces[-1]
        return _trimmed(self.before) or self.above

    @property
    def colon(self) -> bool:
        """Whether a colon or a dash parts the blank from the words before: they are its label."""
        return self.raw_before.rstrip(' \t\u00a0«"').endswith((":", "–", "—")) or (
            not self.before.strip(_EDGES) and self.above.endswith(":")
        )


def _trimmed(text: str) -> str:
    """The words without punctuation at the ends; a bracket that was opened is closed again."""
    plain = text.strip(_EDGES)
    return plain + ")" * max(0, plain.count("(") - plain.count(")"))


class Neighbourhood:
    """Finds the words around any blank of the form."""

    def __init__(self, form: Form, claims: Claims) -> None:
        self._form = form
        self._claims = claims
        self._over: dict[Paragraph, Paragraph] = {}
        self._item_of: dict[Paragraph, str] = {}
        self._approval: set[Paragraph] = set()
        for row in rows_of_paragraphs(form):
            said = [one for one in row if one.text.strip()]
            above: Paragraph | None = None
            for one in row:
                if above is not None:
                    self._over[one] = above
                above = one if one.text.strip() else above
            head = ""
            for at, one in enumerate(said):
                if not one.text[:3].strip()[:1].isdigit() or not _ITEM.fullmatch(drawn(one).replace("_", " ")):
                    head = one_line(one.text) if "__" not in one.text or one.text.rstrip().endswith(":") else ""
                elif head:
                    self._item_of[one] = head
                if any(_APPROVED.match(other.text) for other in said[max(0, at - _APPROVAL_LINES) : at]):
                    self._approval.add(one)

    def _is_caption(self, paragraph: Paragraph) -> bool:
        return self._claims.explains(paragraph) or paragraph.text.strip().startswith("(")

    def of(self, found: Found) -> Surroundings:
        """The words around the blank."""
        first, last = found.places[0], found.places[-1]
        paragraph = self._form.paragraph(first.part, first.paragraph)
        text = paragraph.text
        taken = [one for one in self._claims.inside(paragraph) if one != (first.start, first.end)]
        start = max((end for _, end in taken if end <= first.start), default=0)
        before = text[start : first.start]
        if start:
            before = _OTHERS_CAPTION.sub("", before)  # «____ (Ф.И.О.), ____»: it belongs to the blank before
            counted = _UNIT.sub("", before, count=1) if _UNIT.match(before) else before
            before = before if before.strip() == "г." else counted  # «г. ______»: a town
        closing = self._form.paragraph(last.part, last.paragraph)
        ends = [
            one[0] for one in self._claims.inside(closing) if one[0] >= last.end and one != (last.start, last.end)
        ]
        after = closing.text[last.end : min(ends, default=len(closing.text))]
        opening = min((begin for begin, _ in taken if begin < first.start), default=first.start)
        above = ""
        if opening == first.start and not text[: first.start].strip(_EDGES):
            over = self._over.get(paragraph)
            if over is not None and not self._claims.any(over) and not self._is_caption(over):
                above = one_line(over.text)
        run_on = ""
        if opening == first.start and not above and not text[: first.start].strip(_EDGES):
            over = self._over.get(paragraph)
            if over is not None and not self._is_caption(over):
                said = over.text[max((end for _, end in self._claims.inside(over)), default=0) :].rstrip()
                run_on = one_line(said) if said[-1:].isalpha() else ""
        lines = drawn(paragraph)
        bare = re.sub(r"_+", " ", lines)
        earlier = sorted(one for one in taken if one[1] <= first.start)
        prior = text[earlier[-2][1] if len(earlier) > 1 else 0 : earlier[-1][0]] if earlier else ""
        return Surroundings(
            one_line(before),
            one_line(after),
            above,
            one_line(text[:opening]),
            one_line(bare),
            before,
            after,
            one_line(prior),
            self._item_of.get(paragraph, ""),
            _pair(lines, first.start),
            run_on,
            paragraph in self._approval,
        )


def _pair(lines: str, start: int) -> str:
    for match in _PAIRED.finditer(lines):
        if match.start() <= start < match.start() + 2:
            return "line"
        if start in (match.start(1), match.start(2)):
            return "name"
    loose = _LOOSE.search(lines)
    if loose and loose.start() <= start:
        return "loose name" if start == loose.start(1) else "loose line"
    return ""
