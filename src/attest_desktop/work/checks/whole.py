"""The conclusion as a whole: what stayed empty, how many lessons, how it lies on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.record import Lesson
from attest_desktop.domain.text import normalised
from attest_desktop.work.checks.finding import EmptyPlace, Finding, Kind, Severity, Subject, written
from attest_desktop.work.checks.template import wrong_category

FEWEST, MOST = 2, 5
_PRINTED_PLACEHOLDER = re.compile(r"\{[а-яёА-ЯЁ][^{}\n]{0,60}\}|\bХ{3,}\b|\[(?:…|\.{2,})\]")
_MORE_PAGES = 1


def empty_places(subject: Subject) -> Iterator[Finding]:
    """Blanks that stayed empty; without the result both answers stand on the page."""
    for one in subject.pages.empty if subject.pages else ():
        if one.field == "conclusion.result":
            yield _no_result(subject, one)
        else:
            yield Finding(Kind.EMPTY, Severity.LOOK, f"Не заполнено: {one.label}.", one.place)


def _no_result(subject: Subject, one: EmptyPlace) -> Finding:
    if subject.paragraphs is not None:
        words = "Не видно, какой вывод выбран: рядом стоят оба ответа, «соответствует» и «не соответствует»."
        return Finding(Kind.EMPTY, Severity.STOP, words)
    if subject.record.conclusion.result is None:
        words = "Вывод не выбран: на странице остались оба ответа, «соответствует» и «не соответствует»."
    else:
        words = "Вывод выбран, но в шаблоне остались оба ответа: отметьте нужный в Word."
    return Finding(Kind.EMPTY, Severity.STOP, words, one.place or "result")


def lesson_count(subject: Subject) -> Iterator[Finding]:
    """Two to five in person; remote two videos, one to three more when needed."""
    lessons = [one for one in subject.record.conclusion.lessons if one != Lesson()]
    remote = subject.record.attestee.form is Form.REMOTE
    what = "видео занятий" if remote else "занятий"
    if len(lessons) < FEWEST:
        words = f"Указано {what}: {len(lessons)}, а нужно не меньше двух."
        yield Finding(Kind.LESSONS, Severity.LOOK, words, f"lesson.{min(len(lessons), 1)}")
    elif len(lessons) > MOST:
        rule = "двух и ещё одного — трёх дополнительных" if remote else "пяти"
        words = f"Указано {what}: {len(lessons)}, а должно быть не больше {rule}."
        yield Finding(Kind.LESSONS, Severity.LOOK, words, f"lesson.{MOST}")


def on_pages(subject: Subject) -> Iterator[Finding]:
    """What only the finished pages show."""
    pages = subject.pages
    if pages is None:
        return
    for words in wrong_category(pages.texts, subject.record):
        yield Finding(Kind.PAGES, Severity.STOP, words)
    for cell in pages.tight:
        place = _place_of(subject, cell.text)
        if not place:
            # What the form itself prints there is not the expert's to mend.
            continue
        words = f"Текст не помещается в ячейку шаблона: строк {cell.lines}, а места на {cell.room}."
        yield Finding(Kind.PAGES, Severity.STOP, words, place)
    count, usual = len(pages.texts), pages.template_pages
    if usual is not None and count > usual + _MORE_PAGES:
        words = f"Страниц стало {count}, а в пустом шаблоне {usual}: проверьте, не съехала ли вёрстка."
        yield Finding(Kind.PAGES, Severity.LOOK, words)
    yield from _printed_placeholders(subject)


def _printed_placeholders(subject: Subject) -> Iterator[Finding]:
    """Left in the template itself; those in the texts are told with their places."""
    typed = " ".join(one.text for one in written(subject))
    told: set[str] = set()
    for page in subject.pages.texts if subject.pages else ():
        for found in _PRINTED_PLACEHOLDER.finditer(page):
            if found.group() not in typed and found.group() not in told:
                told.add(found.group())
                yield Finding(Kind.PLACEHOLDER, Severity.STOP, f"На странице осталось «{found.group()}».")


def _place_of(subject: Subject, text: str) -> str:
    inside = normalised(text)
    for one in written(subject):
        if normalised(one.text) and normalised(one.text) in inside:
            return one.place
    return ""
