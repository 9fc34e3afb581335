"""Full names as Russian papers write them."""

from __future__ import annotations

from enum import Enum

from attest_desktop.domain.text import normalised, one_line

NBSP = "\u00a0"
_DAUGHTER = ("кызы", "гызы")
_SON = ("оглы", "оглу", "улы", "уулу")


class Gender(Enum):
    """Grammatical gender of a person's name."""

    MASCULINE = "masc"
    FEMININE = "femn"


def parts(full_name: str) -> tuple[str, str, str]:
    """Surname, first name, patronymic; the last two may be empty. A patronymic may be of several words."""
    pieces = one_line(full_name).split(" ", 2)
    pieces += [""] * (3 - len(pieces))
    return pieces[0], pieces[1], pieces[2]


def gender(full_name: str) -> Gender | None:
    """Gender by the patronymic's ending; None without a patronymic: then the program asks, never guesses."""
    patronymic = normalised(parts(full_name)[2])
    if patronymic.endswith(("вна", "чна", "шна", *_DAUGHTER)):
        return Gender.FEMININE
    if patronymic.endswith(("вич", "ьич", "мич", "тич", "кич", *_SON)):
        return Gender.MASCULINE
    return None


def unchanging_patronymic(full_name: str) -> bool:
    """Whether the patronymic is an eastern one («Али оглы», «Нурланкызы»), which does not decline."""
    return normalised(parts(full_name)[2]).endswith((*_DAUGHTER, *_SON))


def short_name(full_name: str, *, initials_first: bool = False) -> str:
    """«Иванова М.И.» or «М.И. Иванова», with a no-break space between."""
    surname, first, patronymic = parts(full_name)
    initials = "".join(word[0].upper() + "." for word in (first, patronymic) if word)
    if not initials:
        return surname
    return f"{initials}{NBSP}{surname}" if initials_first else f"{surname}{NBSP}{initials}"


def same_person(one: str, other: str) -> bool:
    """Whether two spellings of a full name are equal but for case, spaces and ё/е."""
    return normalised(one) == normalised(other)


def file_name_for(full_name: str) -> str:
    """Name of the conclusion's file: «Итоговое заключение Иванова МИ.pdf»."""
    surname, first, patronymic = parts(full_name)
    initials = "".join(word[0].upper() for word in (first, patronymic) if word)
    return f"Итоговое заключение {surname} {initials}".strip() + ".pdf"
