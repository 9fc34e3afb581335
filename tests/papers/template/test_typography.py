"""What a printer would put right in a value: quotes, places that must not break, nothing twice beside print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest_desktop.papers.template.typography import fitted, quoted, typeset
from tests.papers.template.forms import opened_and_filled
from tests.papers.template.wordfile import docx, lines, para


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('МБОУ "Лицей"', "МБОУ «Лицей»"),
        ('МБОУ "Лицей "Росток""', "МБОУ «Лицей „Росток“»"),
        ("МБОУ «Лицей «Росток»»", "МБОУ «Лицей „Росток“»"),
        ("МБОУ «Лицей „Росток“»", "МБОУ «Лицей „Росток“»"),
        ('конкурсы "А" и "Б"', "конкурсы «А» и «Б»"),
        # What does not pair stays as it was typed.
        ("МБОУ «Лицей «Росток»", "МБОУ «Лицей «Росток»"),
        ('экран 5"', 'экран 5"'),
    ],
)
def test_quotes(typed: str, printed: str) -> None:
    assert typeset(typed) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("«Лицей «Росток»»", "Лицей „Росток“"),
        ("Лицей «Росток»", "Лицей „Росток“"),
        ("«А» и «Б»", "„А“ и „Б“"),
        ("учитель", "учитель"),
    ],
)
def test_quotes_inside_printed_quotes(value: str, printed: str) -> None:
    assert fitted(value, "в должности «", "».") == printed


@given(st.text("аБ «»„“\"'().5", max_size=30))
def test_typesetting_twice_changes_nothing(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)
    assert len(quoted(text)) == len(text)


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ("протокол № 7 от 5 октября 2026 года", "протокол №~7 от 5~октября~2026~года"),
        ("2025-2026 г.г.", "2025-2026~гг."),
        ("в 2026 году 43 ученика", "в 2026~году 43 ученика"),
    ],
)
def test_places_that_must_not_break(plain: str, printed: str) -> None:
    assert typeset(plain) == printed.replace("~", "\u00a0")


def test_a_date_with_its_century_printed_gets_two_digits_and_no_second_year_mark() -> None:
    _, filled = opened_and_filled(docx(para("Дата заключения: «___» ____________ 20___ г.")))
    (line,) = lines(filled.content)
    assert " ".join(line.split()) == "Дата заключения: « 05 » октября 2026 г."
