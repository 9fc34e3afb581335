"""Lines to write on: where they stand, which of them are one blank, and the captions under them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attest_desktop.papers.template.blank import BlankKind, Found, Place, Way
from attest_desktop.papers.template.finders.captions import Caption, assign, captions_of
from attest_desktop.papers.template.finders.claims import Claims, span
from attest_desktop.papers.template.finders.gaps import drawn, gaps
from attest_desktop.papers.template.finders.separators import parts_the_page
from attest_desktop.papers.template.layout import Form, Paragraph
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.siblings import rows_of_paragraphs

_END = re.compile(r"[\s.,;:]*$")
_AFTER_CAPTION = re.compile(r"[ \u00a0]*(\([^()]*(?:\([^()]*\)[^()]*)*\))")
# «Отсутствовали: ______ (указать причину)» tells how to answer; the name of the place stands before it.
_HINT = re.compile(r"\(\s*(?:указать|указывается|если|при наличии|например|в случае)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")


def find(form: Form, claims: Claims, words: Lexicon) -> Iterator[Found]:
    """Every line to write on; lines that go on over several paragraphs are one blank."""
    for paragraphs in rows_of_paragraphs(form):
        yield from _in_row(paragraphs, claims, words)


def _in_row(paragraphs: list[Paragraph], claims: Claims, words: Lexicon) -> Iterator[Found]:
    open_blank: Found | None = None  # ends its paragraph, so the next bare line goes on with it
    pending: list[Found] = []
    for at, paragraph in enumerate(paragraphs):
        spans = [one for one in gaps(paragraph) if claims.free(paragraph, *one)]
        spans = [one for one in spans if not _splits_word(paragraph, one)]
        if not spans:
            if paragraph.text.strip() or paragraph.cell is not None:
                open_blank = None
            continue
        bare = len(spans) == 1 and not drawn(paragraph).replace("_", "").strip(" \t\u00a0.,;")
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        captions = captions_of(following, paragraph, words) if following is not None else []
        if captions and following is not None:
            claims.explain(following)
        elif len(spans) > 1:
            captions = _captions_of_the_last(paragraphs, at, words)
        if bare and open_blank is not None:
            place = span(paragraph, *spans[0])
            claims.take(place)
            open_blank.places += (place,)
            if captions and not open_blank.caption:
                open_blank.caption = captions[0].text
                open_blank = None
            continue
        if bare and not captions and parts_the_page(paragraphs, at, words):
            open_blank = None
            continue
        blanks = [_blank(paragraph, one) for one in spans]
        for blank in blanks:
            claims.take(*blank.places)
        taken = claims.inside(paragraph)
        if len(captions) == len(taken) > len(spans):  # a date on the line has its caption too
            captions = [one for one, place in zip(captions, taken, strict=True) if place in spans]
        _take_captions(paragraph, spans, blanks, captions, words)
        pending += blanks
        last = spans[-1]
        goes_on = not captions and not blanks[-1].caption and _END.match(paragraph.text, last[1]) is not None
        numbered = paragraph.text[: last[0]].rstrip().endswith("№")  # «школе № ____» is no sentence that goes on
        open_blank = blanks[-1] if goes_on and not numbered else None
    yield from pending


def _captions_of_the_last(paragraphs: list[Paragraph], at: int, words: Lexicon) -> list[Caption]:
    """The captions under the last of several lines that are alike but for their numbers: «1) ____, ____»."""
    like = _skeleton(paragraphs[at])
    if re.search(r"[^\W\d_]", re.sub(r"(?<=_)\s*г\.?(?!\w)", "", like)):
        return []
    last = at
    while last + 1 < len(paragraphs) and _skeleton(paragraphs[last + 1]) == like:
        last += 1
    if last == at or last + 1 == len(paragraphs):
        return []
    return captions_of(paragraphs[last + 1], paragraphs[last], words)


def _skeleton(paragraph: Paragraph) -> str:
    return re.sub(r"\d+", "0", re.sub(r"_+", "_", drawn(paragraph))).strip()


def _splits_word(paragraph: Paragraph, one: tuple[int, int]) -> bool:
    """Two underscores inside a name (`first__name`) are no place to write."""
    text = paragraph.text
    before, after = text[: one[0]][-1:], text[one[1] :][:1]
    return one[1] - one[0] < 3 and before.isalnum() and after.isalnum() and before.isascii() and after.isascii()


def _says_something(caption: str, words: Lexicon) -> bool:
    return "__" not in caption and _LETTERS.search(caption) is not None and words.choice(caption) is None


def _blank(paragraph: Paragraph, one: tuple[int, int]) -> Found:
    place: Place = span(paragraph, *one)
    return Found(BlankKind.UNDERSCORE, Way.LINE, (place,))


def _take_captions(
    paragraph: Paragraph,
    spans: list[tuple[int, int]],
    blanks: list[Found],
    captions: list[Caption],
    words: Lexicon,
) -> None:
    for one, blank in zip(spans, blanks, strict=True):
        beside = _AFTER_CAPTION.match(paragraph.text, one[1])
        # «_____ (_____)» holds a second line, «_____ (ненужное зачеркнуть)» an instruction.
        named = paragraph.text[: one[0]].rstrip().endswith(":")
        if beside and named and _HINT.match(beside.group(1)):
            continue
        if beside and not captions and _says_something(beside.group(1), words):
            blank.caption = beside.group(1)
    if len(blanks) == 1 and len(captions) > 1:
        blanks[0].caption = ", ".join(one.text.strip("() ") for one in captions)  # all are written on the one line
        return
    for index, text in assign(paragraph, spans, captions).items():
        blanks[index].caption = text
