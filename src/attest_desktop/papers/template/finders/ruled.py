"""Lines drawn as the border of an empty paragraph, told from mere rules by the caption under them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attest_desktop.papers.template.blank import BlankKind, Found, Way
from attest_desktop.papers.template.finders.captions import captions_of
from attest_desktop.papers.template.finders.claims import Claims, span
from attest_desktop.papers.template.finders.gaps import gaps
from attest_desktop.papers.template.layout import Form, Paragraph
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.ooxml import child, value
from attest_desktop.papers.template.siblings import rows_of_paragraphs

_NO_LINE = ("", "nil", "none")
_A_LABEL = 0.75


def find(form: Form, claims: Claims, words: Lexicon) -> Iterator[Found]:
    """Every empty paragraph with a rule under it and words for what is to be written on it."""
    for paragraphs in rows_of_paragraphs(form):
        yield from _under_words(paragraphs, claims, words)
        for line, following in pairwise(paragraphs):
            if line.text.strip() or line.has_picture or claims.any(line) or not _ruled(line, following):
                continue
            captions = captions_of(following, line, words)
            if len(captions) != 1 or not _asks(captions[0].text, words):
                continue
            claims.explain(following)
            place = span(line, 0, len(line.text))
            claims.take(place)
            yield Found(BlankKind.CAPTION, Way.SAMPLE, (place,), caption=captions[0].text)


def _under_words(paragraphs: list[Paragraph], claims: Claims, words: Lexicon) -> Iterator[Found]:
    """Rules with no caption under words that ask: «Рекомендации:», empty ruled paragraphs; all are one blank."""
    at = 1
    while at < len(paragraphs):
        end = at
        while end < len(paragraphs) and _is_room(paragraphs[end], claims):
            end += 1
        over = paragraphs[at - 1]
        captioned = end < len(paragraphs) and bool(captions_of(paragraphs[end], paragraphs[end - 1], words))
        if (
            end > at
            and not captioned
            and not claims.any(over)
            and not gaps(over)
            and _asks_below(over.text, words)
        ):
            place = span(paragraphs[at], 0, len(paragraphs[at].text))
            claims.take(place)
            yield Found(BlankKind.UNDERSCORE, Way.SAMPLE, (place,))
        at = max(end, at) + 1


def _is_room(line: Paragraph, claims: Claims) -> bool:
    return not line.text.strip() and not line.has_picture and not claims.any(line) and _border(line, "bottom")


def _asks_below(text: str, words: Lexicon) -> bool:
    plain = text.strip()
    return bool(plain) and (plain.endswith(":") or words.read_label(plain).covered > _A_LABEL)


def _ruled(line: Paragraph, following: Paragraph) -> bool:
    return _border(line, "bottom") or _border(following, "top")


def _border(paragraph: Paragraph, side: str) -> bool:
    return (value(child(paragraph.element, "pPr", "pBdr", side)) or "") not in _NO_LINE


def _asks(caption: str, words: Lexicon) -> bool:
    if caption.startswith("("):
        return True
    signed = words.signature_word("words", caption) or words.signature_word("transcript", caption)
    return signed or bool(words.read_label(caption).keys)
