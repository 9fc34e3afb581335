"""Printed answers one a paragraph, of which one is marked: «Форма участия (выберите одну):», «а) очная;»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attest_desktop.domain.text import one_line
from attest_desktop.papers.template.blank import BlankKind, Found, Option, Way
from attest_desktop.papers.template.finders.claims import Claims, span
from attest_desktop.papers.template.finders.gaps import gaps
from attest_desktop.papers.template.layout import Form, Paragraph
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.siblings import rows_of_paragraphs

_MARKER = re.compile(r"\s*(?:[–—•·*\-]\s*|(?:[а-яa-z]|\d{1,2})[.)]\s+)")
_ASKED = re.compile(r"(?:^|[^:]):\s*(?:\([^()]*\))?\s*$")
_LONGEST = 10  # words of an answer
_MOST = 12  # answers


def find(form: Form, claims: Claims, words: Lexicon) -> Iterator[Found]:
    """Every question that is told to be answered by marking one of the paragraphs under it."""
    for row in rows_of_paragraphs(form):
        said = [one for one in row if one.text.strip()]
        at = 0
        while at < len(said):
            answers, told = _answers(said, at, claims, words)
            if len(answers) > 1:
                yield _found(said[at], answers, told, claims, words)
                at += len(answers)
            at += 1


def _answers(said: list[Paragraph], at: int, claims: Claims, words: Lexicon) -> tuple[list[Paragraph], str]:
    """The answers under the question, and the words that tell to mark one; nothing when they are no such list."""
    question = said[at]
    asks = _ASKED.search(question.text) is not None and not gaps(question) and not claims.any(question)
    if not asks:
        return [], ""
    answers: list[Paragraph] = []
    marked = None
    for one in said[at + 1 : at + 1 + _MOST]:
        kind = (_MARKER.match(one.text) is not None, one.numbered)
        if marked not in (None, kind) or not _is_answer(one, claims, words):
            break
        marked = kind
        answers.append(one)
    told = question.text if words.choice(question.text) else ""
    after = said[at + 1 + len(answers)].text if at + 1 + len(answers) < len(said) else ""
    if not told and words.choice(after) and len(after.split()) < _LONGEST:
        told = after
    if told == question.text and marked == (False, False):
        # With no marks the list goes on while its paragraphs end as items of one sentence do.
        ends = [number for number, one in enumerate(answers) if not one.text.rstrip().endswith((";", ","))]
        answers = answers[: ends[0] + 1] if ends else answers
    return (answers, told) if told else ([], "")


def _is_answer(paragraph: Paragraph, claims: Claims, words: Lexicon) -> bool:
    text = _MARKER.sub("", paragraph.text, count=1).strip()
    short = 0 < len(text.split()) <= _LONGEST and not text.endswith(":")
    return short and not gaps(paragraph) and not claims.any(paragraph) and words.choice(text) is None


def _found(question: Paragraph, answers: list[Paragraph], told: str, claims: Claims, words: Lexicon) -> Found:
    options = []
    for one in answers:
        marker = _MARKER.match(one.text)
        start = marker.end() if marker else len(one.text) - len(one.text.lstrip())
        end = len(one.text.rstrip(" \t\u00a0.;,"))
        place = span(one, start, end)
        claims.take(place)
        text = one.text[start:end]
        known = words.option(text)
        options.append(Option(text, known[1] if known else None, place))
    instruction = re.search(r"\([^()]*\)", told)
    caption = instruction.group() if instruction else told if told != question.text else ""
    return Found(
        BlankKind.CHOICE,
        Way.STRIKE_OTHERS if words.choice(told) == "strike" else Way.MARK_CHOSEN,
        tuple(one.place for one in options),
        caption=one_line(caption),
        prompt=one_line(" / ".join(one.text for one in options)),
        options=tuple(options),
        row=(one_line(question.text.replace(caption, "") if caption else question.text),),
    )
