"""Printed answers of which one is marked: «соответствует / не соответствует (нужное подчеркнуть)»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from attest_desktop.domain.text import one_line
from attest_desktop.papers.template.blank import BlankKind, Found, Option, Way
from attest_desktop.papers.template.finders.claims import Claims, span
from attest_desktop.papers.template.finders.gaps import gaps
from attest_desktop.papers.template.layout import Form, Paragraph
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.siblings import rows_of_paragraphs

_BETWEEN = re.compile(r"\s*[/\\,;(]\s*|\s+(?:или|либо)\s+", re.IGNORECASE)
_WORD = re.compile(r"[А-Яа-яЁёA-Za-z\-]+")
_INSTRUCTION = re.compile(r"\([^()]*\)|[^.;()]*$")
_WORDS_OF_OPTION = 3
_CAPTION = re.compile(r"\s*\([^()]*\)[\s.,;]*")
_LONGEST_ANSWER = 8  # words
_SEPARATOR = re.compile(r"\s*[/,;]\s*|\s+(?:или|либо)\s+")


def find(form: Form, claims: Claims, words: Lexicon) -> Iterator[Found]:
    """Every group of printed answers with an instruction to mark one, and the result even without it."""
    for paragraphs in rows_of_paragraphs(form):
        for at, paragraph in enumerate(paragraphs):
            if at and _CAPTION.fullmatch(paragraph.text) and gaps(paragraphs[at - 1]):
                continue  # it explains the line above
            instruction = _instruction(paragraph, paragraphs[at + 1 : at + 2], words)
            groups = list(_groups(paragraph, words, claims))
            if not groups and instruction is not None:
                groups = list(_listed(paragraph, instruction[1], claims))
            told = _instructions(paragraph, words) if not groups or len(groups) == 1 else []
            for before, (_, said) in pairwise(told):
                begin = paragraph.text.find(before[1]) + len(before[1])
                groups += [one for one in _listed(paragraph, said, claims, begin) if one not in groups]
            for options in groups:
                field = _field(options, words)
                # Without being told to, only the result is a choice: «(очно / дистанционно)» explains a label.
                if instruction is None and field != "conclusion.result":
                    continue
                if instruction is None and _explains_a_line(paragraph, options[0].place.start):
                    continue
                place = span(paragraph, options[0].place.start, options[-1].place.end)
                if any(yes for yes in paragraph.line.marked()[place.start : place.end]):
                    continue  # words under the marker are a sample to be replaced
                claims.take(place)
                yield Found(
                    BlankKind.CHOICE,
                    Way.STRIKE_OTHERS if instruction and instruction[0] == "strike" else Way.MARK_CHOSEN,
                    (place,),
                    caption=instruction[1] if instruction else "",
                    prompt=one_line(paragraph.text[place.start : place.end]),
                    options=options,
                )


def _explains_a_line(paragraph: Paragraph, start: int) -> bool:
    """Whether the answers stand in a bracket after the line that one of them is to be written on."""
    before = paragraph.text[:start].rstrip()
    end = len(before[:-1].rstrip()) if before.endswith("(") else -1
    return any(gap[0] < end <= gap[1] or gap[1] == end for gap in gaps(paragraph))


def _instructions(paragraph: Paragraph, words: Lexicon) -> list[tuple[str, str]]:
    """Instructions in brackets, each after answers of its own: «даю / не даю (ненужное зачеркнуть)»."""
    found = re.findall(r"\([^()]*\)", paragraph.text)
    return [(way, one) for one in found if (way := words.choice(one))]


def _instruction(paragraph: Paragraph, following: list[Paragraph], words: Lexicon) -> tuple[str, str] | None:
    """What to do with the answers and the words that say so, in this paragraph or alone in the next."""
    for match in re.finditer(r"\([^()]*\)", paragraph.text):
        way = words.choice(match.group())
        if way:
            return way, match.group()
    if words.choice(paragraph.text):
        told = re.search(r"[^.:;()]*$", paragraph.text)
        said = told.group() if told and words.choice(told.group()) else ""
        return words.choice(paragraph.text) or "", said
    for other in following:
        plain = one_line(other.text)
        if plain and len(plain) < 60 and not re.search(r":.*[,/]", plain):
            way = words.choice(plain)
            if way:
                return way, plain
    return None


def _groups(paragraph: Paragraph, words: Lexicon, claims: Claims) -> Iterator[tuple[Option, ...]]:
    text = paragraph.text
    end = 0
    for between in _BETWEEN.finditer(text):
        if between.start() < end:
            continue
        first = _option_before(text, between.start(), words, end)
        if first is None:
            continue
        field = (words.option(text[slice(*first)]) or ("", ""))[0]
        spans = [first]
        at: re.Match[str] | None = between
        while at is not None:
            following = _option_after(text, at.end(), words, field)
            if following is None:
                break
            spans.append(following)
            at = _BETWEEN.match(text, following[1])
        boxed = text[: spans[0][0]].rstrip()[-1:] == "[" and text[spans[-1][1] :].lstrip()[:1] == "]"
        if len(spans) > 1 and not boxed and claims.free(paragraph, spans[0][0], spans[-1][1]):
            end = spans[-1][1]
            yield tuple(
                Option(
                    text[start:stop],
                    (words.option(text[start:stop]) or ("", None))[1],
                    span(paragraph, start, stop),
                )
                for start, stop in spans
            )


def _listed(
    paragraph: Paragraph, instruction: str, claims: Claims, begin: int = 0
) -> Iterator[tuple[Option, ...]]:
    """Answers that the program knows nothing of: a list beside the instruction."""
    text = paragraph.text
    at = text.find(instruction, begin) if instruction else -1
    before, after = (text[begin:at], text[at + len(instruction) :]) if at >= 0 else (text[begin:], "")
    start, stretch = begin, before
    if after.strip(" .,;:") and not _SEPARATOR.search(before):
        start, stretch = at + len(instruction), after
    first = _SEPARATOR.search(stretch)
    lines = [one.end() for one in re.finditer(r"_{2,}", stretch) if first and one.end() <= first.start()]
    if lines:
        start, stretch = start + lines[-1], stretch[lines[-1] :]
    colon = stretch.rfind(":")
    if colon >= 0 and stretch[colon + 1 :].strip(" .\t\n\u00a0"):
        start, stretch = start + colon + 1, stretch[colon + 1 :]
    stop = re.search(r"[.;](?:\s|$)", stretch)
    if stop and not _SEPARATOR.search(stretch[stop.end() :]):
        stretch = stretch[: stop.start()]
    strong = [match.span() for match in re.finditer(r"\s*/\s*|\s+(?:или|либо)\s+", stretch)]
    cuts = strong if strong and colon < 0 else [match.span() for match in _SEPARATOR.finditer(stretch)]
    edges = [0, *(edge for cut in cuts for edge in cut), len(stretch)]
    spans = [_bare(stretch, *one) for one in zip(edges[::2], edges[1::2], strict=True)]
    spans = [one for one in spans if one[1] > one[0]]
    if len(spans) < 2:
        return
    denied = re.match(rf"не\s+{re.escape(stretch[slice(*spans[0])].split()[-1])}\b", stretch[spans[1][0] :], re.I)
    if denied and colon < 0:
        spans[1] = (spans[1][0], spans[1][0] + denied.end())  # «даю / не даю согласие на …»
        spans[0] = (spans[0][1] - len(stretch[slice(*spans[0])].split()[-1]), spans[0][1])
    elif colon < 0:
        # No colon parts the question from the answers: the first answer is as long as the next.
        words = list(_WORD.finditer(stretch, *spans[0]))
        count = len(_WORD.findall(stretch[slice(*spans[1])]))
        if not words or not count:
            return
        spans[0] = (words[max(0, len(words) - count)].start(), spans[0][1])
    found = [(start + one, start + other) for one, other in spans]
    said = [text[one:other] for one, other in found]
    if all(
        _WORD.search(one) and "_" not in one and len(one.split()) <= _LONGEST_ANSWER for one in said
    ) and claims.free(paragraph, found[0][0], found[-1][1]):
        yield tuple(Option(text[one:other], None, span(paragraph, one, other)) for one, other in found)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "(,;[«"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "),.;:]»"):
        end -= 1
    return start, end


def _option_before(text: str, end: int, words: Lexicon, limit: int) -> tuple[int, int] | None:
    """The shortest known answer that ends here, with a «не» before it."""
    found = list(_WORD.finditer(text, limit, end))[-_WORDS_OF_OPTION:]
    if not found or text[found[-1].end() : end].strip():
        return None
    for count in range(1, len(found) + 1):
        start = found[-count].start()
        if words.option(text[start:end]):
            before = found[-count - 1] if count < len(found) else None
            if before is not None and before.group().lower() == "не":
                start = before.start()
            return start, found[-1].end()
    return None


def _option_after(text: str, start: int, words: Lexicon, field: str) -> tuple[int, int] | None:
    """The shortest known answer of the same question that begins here."""
    found = [match for _, match in zip(range(_WORDS_OF_OPTION), _WORD.finditer(text, start), strict=False)]
    if not found or text[start : found[0].start()].strip():
        return None
    for match in found:
        known = words.option(text[found[0].start() : match.end()])
        if known and known[0] == field:
            return found[0].start(), match.end()
    return None


def _field(options: tuple[Option, ...], words: Lexicon) -> str:
    known = [words.option(option.text) for option in options]
    fields = {one[0] for one in known if one}
    return fields.pop() if len(fields) == 1 else ""
