"""Where a paragraph has room to write on: underscores, underlined spaces and tabs, dotted lines."""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

from attest_desktop.papers.template.layout import Paragraph
from attest_desktop.papers.template.ooxml import child, children, qn, value
from attest_desktop.papers.template.runs import Line

_TABS_OR_SPACES = re.compile(r"\t|\s{3}")
_UNDERSCORES = re.compile(r"_{2,}")
_TIME = re.compile(r"(?<!_)_{1,4}\s?:\s?_{1,4}(?!_)")
# «Должность ____учитель____»: somebody has written on the line.
_WRITTEN_OVER = re.compile(r"(?:(?<=\s)|^)_{2,}[А-ЯЁа-яё][А-ЯЁа-яё .\-]{1,60}[а-яё.]_{2,}(?=[\s.,;]|$)")
_CODE = re.compile(r"(?<!_)_{2,4}(?:[-–]_{2,4})+(?!_)")  # «код подразделения ___-___»
_PHONE = re.compile(r"\(_{2,}\)[ \u00a0]*_{2,}(?:[-–\u00a0 ]_{2,})+")  # «+7 (___) ___-__-__»
_MAIL = re.compile(r"_{2,}[ \u00a0]?@[ \u00a0]?_{2,}(?:\.(?:_{2,}|[a-zа-я]{2,3}\b))?")
_DOTS = re.compile(r"\.{5,}|…{2,}|(?:…\.*){2,}")
_WIDE_SPACES = re.compile("[\u2002\u2003]{2,}")
_CONTENTS = re.compile(r"(?:\.{5,}|…{2,})\s*\d{1,4}\s*$")
_LEADERS = ("underscore", "dot", "hyphen", "heavy", "middleDot")


# What was found in a line, with the number of its reading; goes when the line goes.
_KNOWN: WeakKeyDictionary[Line, tuple[int, tuple[tuple[int, int], ...]]] = WeakKeyDictionary()


def gaps(paragraph: Paragraph) -> list[tuple[int, int]]:
    """Spans of the text that are room for writing, left to right; neighbours are one."""
    known = _KNOWN.get(paragraph.line)
    if known is None or known[0] != paragraph.line.reading:
        known = _KNOWN[paragraph.line] = (paragraph.line.reading, tuple(_gaps(paragraph)))
    return list(known[1])


def _gaps(paragraph: Paragraph) -> list[tuple[int, int]]:
    text = paragraph.text
    if not text or _is_contents(paragraph):
        return []
    spans = [
        match.span()
        for pattern in (_UNDERSCORES, _TIME, _CODE, _PHONE, _MAIL, _DOTS, _WIDE_SPACES)
        for match in pattern.finditer(text)
    ]
    taken = [match.span() for match in _WRITTEN_OVER.finditer(text)]
    spans = [one for one in spans if not any(start <= one[0] and one[1] <= end for start, end in taken)]
    spans += _underlined_spaces(paragraph)
    if _has_leader(paragraph):
        spans += [match.span() for match in re.finditer(r"\t", text) if _leader_is_gap(text, match.start())]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def drawn(paragraph: Paragraph) -> str:
    """The text with every kind of room shown as underscores, offset for offset."""
    characters = list(paragraph.text)
    for start, end in gaps(paragraph):
        characters[start:end] = "_" * (end - start)
    return "".join(characters)


def _underlined_spaces(paragraph: Paragraph) -> list[tuple[int, int]]:
    text = paragraph.text
    if not _TABS_OR_SPACES.search(text):
        return []
    under = paragraph.line.underlined()
    spans = []
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and under[end] and text[end].isspace() and text[end] != "\n":
            end += 1
        if end == at:
            at += 1
            continue
        # Spaces around an underlined word are the rest of a line that is filled already.
        touching = (at > 0 and under[at - 1] and text[at - 1] not in "_\n") or (
            end < len(text) and under[end] and text[end] not in "_\n"
        )
        if not touching and ("\t" in text[at:end] or end - at >= 3):
            spans.append((at, end))
        at = end
    return spans


def _is_contents(paragraph: Paragraph) -> bool:
    """Whether the paragraph is an entry of a table of contents: «Общие положения ........ 3»."""
    style = (value(child(paragraph.element, "pPr", "pStyle")) or "").lower()
    if style.startswith(("toc", "оглавление")):
        return True
    text = paragraph.text
    page = _CONTENTS.search(text) if text[-12:].strip()[-1:].isdigit() else None
    return page is not None and "_" not in text and any(one.isalpha() for one in text[: page.start()])


def _has_leader(paragraph: Paragraph) -> bool:
    tabs = child(paragraph.element, "pPr", "tabs")
    return tabs is not None and any(
        stop.get(qn("w:leader")) in _LEADERS and stop.get(qn("w:val")) != "clear" for stop in children(tabs)
    )


def _leader_is_gap(text: str, at: int) -> bool:
    """A leader after a word («Глава ….. 5») is a table of contents; before nothing or punctuation it is a line."""
    return not re.match(r"\s*\d+\s*$", text[at + 1 :])
