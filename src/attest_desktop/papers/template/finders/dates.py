"""Dates to be written piece by piece: «__» ______ 20__ г. is one blank for the person who fills it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attest_desktop.papers.template.blank import BlankKind, DatePieces, Found, Way
from attest_desktop.papers.template.finders.claims import Claims, span
from attest_desktop.papers.template.finders.gaps import drawn
from attest_desktop.papers.template.layout import Form, Paragraph

_SPACE = r"[ \u00a0]"
_BEGUN_YEAR = rf"(?P<century>(?:19|20)\d?){_SPACE}?(?P<year>_{{1,5}})"
_YEAR = rf"(?:{_BEGUN_YEAR}|(?P<printed>20\d\d)(?!\d))"
_BY_WORD = re.compile(
    rf"[«\"“„<]{_SPACE}?(?P<day>_{{1,8}}){_SPACE}?[»\"”“>]{_SPACE}*(?P<month>_{{3,}})"
    rf"(?:{_SPACE}*{_YEAR}|{_SPACE}+(?P<bare>_{{2,6}})(?={_SPACE}*г))?"
)
_BY_WORD_PLAIN = re.compile(rf"(?<!_)(?P<day>_{{1,5}}){_SPACE}+(?P<month>_{{4,}}){_SPACE}*{_YEAR}")
_MONTH_ONLY = re.compile(rf"(?<!_)(?P<month>_{{3,}}){_SPACE}*{_BEGUN_YEAR}(?={_SPACE}*г)")
_BY_NUMBER = re.compile(
    rf"(?<!_)(?P<day>_{{1,5}})\.{_SPACE}?(?P<month>_{{1,5}})\.{_SPACE}?(?:{_YEAR}|(?P<bare>_{{2,6}}))"
)
# «     »            20    г.: room left by spaces alone.
_SPACED = re.compile(
    rf"[«\"“„](?P<day>{_SPACE}{{2,10}})[»\"”“](?P<month>{_SPACE}{{4,}})"
    rf"(?:(?P<century>20\d?)(?P<year>{_SPACE}{{2,8}})|(?P<printed>20\d\d){_SPACE}*)(?=г)"
)
_TAIL = re.compile(r"[ \u00a0]*(?:г\.|года|г(?![а-яё]))")


def find(form: Form, claims: Claims) -> Iterator[Found]:
    """Every date of the form that has its own places for the day, the month and the year."""
    for part in form.parts:
        for paragraph in part.paragraphs:
            if (
                "_" in paragraph.text
                or "  " in paragraph.text
                or paragraph.line.text.strip() != paragraph.line.text
            ):
                yield from _in_paragraph(paragraph, claims)


def _in_paragraph(paragraph: Paragraph, claims: Claims) -> Iterator[Found]:
    text = drawn(paragraph)
    for pattern in (_BY_WORD, _BY_NUMBER, _BY_WORD_PLAIN, _MONTH_ONLY, _SPACED):
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
                    named.get("century") or named.get("printed") or "",
                ),
            )
