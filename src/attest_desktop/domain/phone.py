"""Phone numbers in the cabinet's mask: «+7 (988) 888-8888»."""

from __future__ import annotations

import re
import unicodedata

from attest_desktop.domain.errors import UserError

SAMPLE = "+7 (988) 888-8888"
_ALLOWED = re.compile(r"\+?[\d\s().\-]+")
_DASHES = re.compile("[‐‑‒–—―−]")


class WrongPhoneError(UserError):
    """What was typed is not a Russian phone number."""

    title = "Номер телефона не понят"
    todo = f"Введите номер целиком, например {SAMPLE} или 89888888888."


def masked_phone(typed: str) -> str:
    """The number in the mask: +7… and 8… of 11 digits, or 10 digits without them. Raises WrongPhoneError."""
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", typed)).strip()
    digits = re.sub(r"\D", "", text)
    if not digits:
        raise WrongPhoneError("Номер телефона не введён.")
    if not _ALLOWED.fullmatch(text):
        raise WrongPhoneError("В номере телефона есть лишние знаки.")
    if text.startswith("+") and not digits.startswith("7"):
        raise WrongPhoneError("Сервис принимает только российские номера, они начинаются с +7.")
    if len(digits) == 11 and digits[0] in "78":
        digits = digits[1:]
    # Ten digits that begin with 7 or 8 are rather a number that has lost a digit.
    elif len(digits) != 10 or digits[0] in "78":
        raise WrongPhoneError(f"В номере телефона цифр: {len(digits)}. Нужно 11, вместе с первой 8 или +7.")
    return f"+7 ({digits[:3]}) {digits[3:6]}-{digits[6:]}"


def same_phone(one: str, other: str) -> bool:
    """Whether two spellings are of one number."""
    return re.sub(r"\D", "", one)[-10:] == re.sub(r"\D", "", other)[-10:]
