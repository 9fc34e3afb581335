"""Words that decline otherwise than the rules say: the program's own table, with the user's laid over it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attest_desktop import bundled
from attest_desktop.domain.errors import BadFileError
from attest_desktop.domain.names import Gender
from attest_desktop.papers.russian.case import OBLIQUE, Forms, unchanging

FILE_NAME = "declension.toml"
SURNAMES = {Gender.MASCULINE: "мужские фамилии", Gender.FEMININE: "женские фамилии"}
NAMES = {Gender.MASCULINE: "мужские имена", Gender.FEMININE: "женские имена"}
POSTS = "должности"
_SECTIONS = (*SURNAMES.values(), *NAMES.values(), POSTS)
_UNCHANGING = "не склоняется"


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Forms in lower case by section and word."""

    sections: Mapping[str, Mapping[str, Forms]]

    def surname(self, word: str, gender: Gender) -> Forms | None:
        """Forms of a surname; None when it is no exception."""
        return self.sections[SURNAMES[gender]].get(_key(word))

    def first_name(self, word: str, gender: Gender) -> Forms | None:
        """Forms of a first name; None when it is no exception."""
        return self.sections[NAMES[gender]].get(_key(word))

    def post(self, text: str) -> Forms | None:
        """Forms of a post or of one word of it; None when it is no exception."""
        return self.sections[POSTS].get(_key(text))


def _key(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


def load_exceptions(user_file: Path | None = None) -> Exceptions:
    """The table that ships with the program, with the user's own file laid over it.

    Raises BadFileError when the user's file is not understood.
    """
    sections = {name: dict(words) for name, words in _own().items()}
    if user_file is not None and user_file.exists():
        for name, words in _read(user_file).items():
            sections[name].update(words)
    return Exceptions(MappingProxyType({name: MappingProxyType(words) for name, words in sections.items()}))


@cache
def _own() -> dict[str, dict[str, Forms]]:
    return {name: {} for name in _SECTIONS} | _read(bundled.path(FILE_NAME))


def _read(path: Path) -> dict[str, dict[str, Forms]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"at line (\d+)", str(fault))
        raise _bad(path, f"ошибка в записи, строка {line.group(1)}" if line else "файл оборван") from fault
    except UnicodeDecodeError as fault:
        number = fault.object[: fault.start].count(b"\n") + 1
        raise _bad(path, f"текст не в кодировке UTF-8, строка {number}") from fault
    except OSError as fault:
        raise _bad(path, "файл не открывается") from fault
    except (ValueError, RecursionError) as fault:
        # Numbers of thousands of digits, and lists within lists without end.
        raise _bad(path, "запись в нём слишком запутана") from fault
    read: dict[str, dict[str, Forms]] = {}
    for section, words in data.items():
        if section not in _SECTIONS or not isinstance(words, dict):
            raise _bad(path, f"неизвестный раздел «{section}»{_line(text, section)}")
        read[section] = {_key(word): _forms(path, text, word, forms) for word, forms in words.items()}
    return read


def _forms(path: Path, text: str, word: str, forms: Any) -> Forms:
    if forms == _UNCHANGING:
        return unchanging(word.lower())
    if not isinstance(forms, list) or not all(isinstance(one, str) and one.strip() for one in forms):
        raise _bad(path, f"у «{word}» ожидается список слов в кавычках или «{_UNCHANGING}»{_line(text, word)}")
    if len(forms) != len(OBLIQUE):
        raise _bad(path, f"у «{word}» форм {len(forms)}, а нужно {len(OBLIQUE)}{_line(text, word)}")
    if any(len(one.split()) != len(word.split()) or one.count("-") != word.count("-") for one in forms):
        raise _bad(path, f"у «{word}» в какой-то из форм другое число слов{_line(text, word)}")
    genitive, dative, accusative, instrumental, locative = (" ".join(one.lower().split()) for one in forms)
    return genitive, dative, accusative, instrumental, locative


def _bad(path: Path, why: str) -> BadFileError:
    return BadFileError(
        f"Файл склонений «{path.name}» не прочитан: {why}.",
        "Исправьте этот файл или уберите его: тогда программа склоняет по своим правилам.",
    )


def _line(text: str, word: str) -> str:
    """Where the file names the section or the word, as far as that can be told without its grammar."""
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"\s*\[?\s*(['\"]?){re.escape(word)}\1\s*[\]=]", line):
            return f", строка {number}"
    return ""
