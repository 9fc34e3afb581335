"""Dates to be written piece by piece: «__» ______ 20__ г. is one blank for the person who fills it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attest_desktop.papers.template.blank import BlankKind, DatePieces, Found, Way
from attest_desktop.papers.template.finders.claims import Claims, span
from attest_desktop.papers.template.finders.gaps import drawn
from attest_desktop.papers.template.layout import Form, Paragraph

_YEAR = r"(?P<century>(?:19|20)\d?)[ \u00a0]?(?P<year>_{1,5})"
_BY_WORD = re.compile(
    r"(?P<open>[«\"“„<][ \u00a0]?)(?P<day>_{1,8})[ \u00a0]?[»\"”“>][ \u00a0]*(?P<month>_{3,})"
    r"(?:[ \u00a0]*" + _YEAR + r"|[ \u00a0]+(?P<bare>_{2,6})(?=[ \u00a0]*г))?"
)
_BY_WORD_PLAIN = re.compile(r"(?<!_)(?P<day>_{1,5})[ \u00a0]+(?P<month>_{4,})[ \u00a0]*" + _YEAR)
_MONTH_ONLY = re.compile(r"(?<!_)(?P<month>_{3,})[ \u00a0]*" + _YEAR + r"(?=[ \u00a0]*г)")
_BY_NUMBER = re.compile(
    r"(?<!_)(?P<day>_{1,5})\.[ \u00a0]?(?P<month>_{1,5})\.[ \u00a0]?(?:" + _YEAR + r"|(?P<bare>_{2,6}))"
)
_TAIL = re.compile(r"[ \u00a0]*(?:г\.|года|г(?![а-яё]))")


def find(form: Form, claims: Claims) -> Iterator[Found]:
    """Every date of the form that has its own places for the day, the month and the year."""
    for part in form.parts:
        for paragraph in part.paragraphs:
            if "_" in paragraph.text or paragraph.line.text.strip() != paragraph.line.text:
                yield from _in_paragraph(paragraph, claims)


def _in_paragraph(paragraph: Paragraph, claims: Claims) -> Iterator[Found]:
    text = drawn(paragraph)
    for pattern in (_BY_WORD, _BY_NUMBER, _BY_WORD_PLAIN, _MONTH_ONLY):
        for match in pattern.finditer(text):
            if not claims.free(paragraph, *match.span()):
                continue
            named = match.groupdict()
            year = "year" if named.get("year") else "bare" if named.get("bare") else None
            tail = _TAIL.match(text, match.end())
            place = span(paragraph, match.start(), tail.end() if tail else match.end())
            claims.take(place)
            yield Found(
                BlankKind.UNDERSCORE,
                Way.DATE,
                (place,),
                pieces=DatePieces(
                    match.span("day") if "day" in named else None,
                    match.span("month"),
                    match.span(year) if year else None,
                    named.get("century") or "",
                ),
            )
