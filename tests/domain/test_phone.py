"""Phone numbers as people type them, in the cabinet's mask."""

from __future__ import annotations

import pytest

from attest_desktop.domain.phone import SAMPLE, WrongPhoneError, masked_phone, same_phone


@pytest.mark.parametrize(
    "typed",
    [
        "+7 (988) 888-8888",
        "89888888888",
        "8 988 888 88 88",
        "8-988-888-88-88",
        "+79888888888",
        "79888888888",
        "9888888888",
        " (988) 888–88–88 ",
        "+7 988.888.88.88",
    ],
)
def test_every_way_to_write_it(typed: str) -> None:
    assert masked_phone(typed) == SAMPLE
    assert same_phone(typed, SAMPLE)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "не введён"),
        ("нет", "не введён"),
        ("988888888", "цифр: 9"),
        ("8988888888", "цифр: 10"),  # a digit was lost: not an area code
        ("898888888881", "цифр: 12"),
        ("+375291234567", "+7"),
        ("8 988 888-88-88 доб. 12", "лишние знаки"),
        ("89888888888, 89777777777", "лишние знаки"),
    ],
)
def test_anything_else_is_told(typed: str, said: str) -> None:
    with pytest.raises(WrongPhoneError) as wrong:
        masked_phone(typed)
    assert said in wrong.value.what
    assert SAMPLE in wrong.value.todo


def test_other_numbers_are_others() -> None:
    assert not same_phone("+7 (988) 888-8888", "+7 (988) 888-8889")
