"""Rules of names and passwords, told in words before anything is sent."""

from __future__ import annotations

import pytest

from attest_desktop.domain.credentials import password_faults, registration_faults, user_name_faults


@pytest.mark.parametrize("good", ["ex123", "IVANOVA", "a", "7"])
def test_latin_letters_and_digits_are_a_name(good: str) -> None:
    assert user_name_faults(good) == ()


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("", "Введите имя"),
        ("иванова", "русские буквы"),
        ("ivanоva", "русские буквы"),  # the «о» is Russian
        ("anna petrova", "пробел"),
        ("anna ", "пробел"),
        ("anna.petrova", "латинских букв и цифр"),
        ("anna@example.org", "латинских букв и цифр"),
        ("çelik", "латинских букв и цифр"),
        ("anna٣", "латинских букв и цифр"),
    ],
)
def test_anything_else_is_told(bad: str, said: str) -> None:
    (fault,) = user_name_faults(bad)
    assert said in fault


def test_passwords_are_there_and_equal() -> None:
    assert password_faults("п@роль", "п@роль") == ()
    assert password_faults("", "")[0].startswith("Введите пароль")
    assert "ещё раз" in password_faults("a", "")[0]
    assert "не совпадают" in password_faults("a", "A")[0]


def test_everything_wrong_is_told_at_once() -> None:
    assert len(registration_faults("имя", "a", "b")) == 2
