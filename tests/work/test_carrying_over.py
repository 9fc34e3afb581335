"""What was changed in Word comes into the texts, in cells and behind printed labels; the rest is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attest_desktop.domain.record import Conclusion, CriterionText
from attest_desktop.papers.handover import paragraphs_in_cells
from attest_desktop.papers.template import fill, open_template
from attest_desktop.work.carrying_over import CarriedOver, carried_over
from attest_desktop.work.draft import DraftText
from tests.papers.template.forms import LOOKALIKES, record, template_bytes

RECOMMENDED = 'Обобщить опыт "Живая геометрия" для коллег.'
Paragraphs = list[tuple[str, int | None]]


def handed(name: str) -> tuple[DraftText, Paragraphs]:
    """Texts of one paragraph and of two, and the file that is made of them."""
    given = record(name)
    texts = tuple(
        CriterionText(one.number, f"Первая мысль показателя {one.number}.\nВторая, № 5, о другом {one.number}.")
        for one in given.conclusion.criteria
    )
    conclusion = replace(given.conclusion, criteria=texts, recommendations=RECOMMENDED)
    made = fill(open_template(template_bytes(name)), replace(given, conclusion=conclusion))
    return DraftText(conclusion=conclusion), list(paragraphs_in_cells(made.content))


def at(paragraphs: Paragraphs, words: str) -> int:
    return next(number for number, (text, _) in enumerate(paragraphs) if words in text)


def carried(text: DraftText, before: Paragraphs, after: Paragraphs) -> CarriedOver:
    return carried_over(text, [words for words, _ in before], after)


def first(conclusion: Conclusion) -> list[str]:
    return conclusion.criteria[0].text.split("\n")


@pytest.mark.parametrize("name", LOOKALIKES)
def test_paragraphs_added_changed_and_removed_come_along(name: str) -> None:
    text, before = handed(name)
    assert carried(text, before, before) == CarriedOver(text)
    after = list(before)
    # Added below the first text; between its paragraphs; the recommendations changed behind their printed label.
    below = at(after, "о другом 1.")
    after.insert(below + 1, ("Приписано коллегой.", after[below][1]))
    between = at(after, "Первая мысль показателя 1.")
    after.insert(between + 1, ("Вставлено посередине.", after[between][1]))
    last = at(after, "Живая геометрия")
    words, cell = after[last]
    after[last] = (words.replace("для коллег", "для коллег района"), cell)
    # The second text loses a paragraph.
    del after[at(after, "о другом 2.")]
    made = carried(text, before, after)
    conclusion = made.text.conclusion
    lines = first(conclusion)
    assert (lines[0], lines[1]) == ("Первая мысль показателя 1.", "Вставлено посередине.")
    assert [line.replace("\u00a0", " ") for line in lines[2:]] == [
        "Вторая, № 5, о другом 1.",
        "Приписано коллегой.",
    ]
    assert conclusion.criteria[1].text == "Первая мысль показателя 2."
    assert conclusion.criteria[2:] == text.conclusion.criteria[2:]
    assert conclusion.recommendations == "Обобщить опыт «Живая геометрия» для коллег района."
    assert made.left == ()


@pytest.mark.parametrize("name", LOOKALIKES)
def test_a_text_written_anew_replaces_the_former(name: str) -> None:
    text, before = handed(name)
    after = list(before)
    last = at(after, "Живая геометрия")
    label = after[last][0].partition("Обобщить")[0]
    after[last] = (f"{label}Продолжать работу над исследовательскими проектами школьников вместе.", None)
    made = carried(text, before, after)
    assert made.text.conclusion.recommendations == (
        "Продолжать работу над исследовательскими проектами школьников вместе."
    )
    assert made.left == ()


@pytest.mark.parametrize("name", LOOKALIKES)
def test_what_is_none_of_the_texts_is_told(name: str) -> None:
    text, before = handed(name)
    after = list(before)
    after.insert(1, ("Строка среди печатных слов.", None))
    title = at(after, "ЗАКЛЮЧЕНИЕ")
    after[title] = (after[title][0] + " (проект)", after[title][1])
    made = carried(text, before, after)
    assert made.text == text
    assert sorted(made.left) == sorted(["Строка среди печатных слов.", after[title][0]])
