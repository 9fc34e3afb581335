"""Numbers that forms give to lessons, and by which word they call lessons and experts."""

from __future__ import annotations

import re

_LESSON = r"(?:урок|заняти|мероприяти|посещени|видео)\w*"
_AFTER = re.compile(rf"{_LESSON}\s*(?:№|N)?\s*(\d{{1,2}})(?!\d|\.\d)", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<!\d)(\d{{1,2}})\s*[-–]?\s*(?:й|е|ое|ый|го)\s+{_LESSON}", re.IGNORECASE)
_ORDINAL = re.compile(rf"\b(перв|втор|трет|четв[её]рт|пят)\w+\s+{_LESSON}", re.IGNORECASE)
_ORDINALS = {"перв": 0, "втор": 1, "трет": 2, "четверт": 3, "четвёрт": 3, "пят": 4}
_LESSON_WORDS = (("урок", "Урок"), ("мероприяти", "Мероприятие"), ("видео", "Видео"))


def lesson_number(text: str) -> int | None:
    """Which lesson the words name, counted from 0: «Занятие 2», «2-й урок», «второе занятие»; None without."""
    for pattern in (_AFTER, _BEFORE):
        found = pattern.search(text)
        if found and int(found.group(1)) > 0:
            return int(found.group(1)) - 1
    ordinal = _ORDINAL.search(text)
    return _ORDINALS[ordinal.group(1).lower()] if ordinal else None


def lesson_word(*texts: str) -> str:
    """What the form calls a lesson when all its words agree: «Урок», «Мероприятие», else «Занятие»."""
    for text in texts:
        plain = text.lower()
        called = [name for stem, name in _LESSON_WORDS if stem in plain]
        if "заняти" in plain or len(called) > 1:
            return "Занятие"
        if called:
            return called[0]
    return "Занятие"


_EXPERT = re.compile(r"\b(эксперт(?!н|из)|специалист)")


def expert_word(*texts: str) -> str:
    """What the form calls an expert: «Эксперт» or «Специалист», by the first text that says."""
    for text in texts:
        found = _EXPERT.search(text.lower())
        if found:
            return "Эксперт" if found.group(1) == "эксперт" else "Специалист"
    return "Специалист"
