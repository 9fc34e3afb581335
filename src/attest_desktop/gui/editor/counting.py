"""How much was written, and when it was saved, in words."""

from __future__ import annotations

import re
from datetime import datetime

from attest_desktop.gui.words import counted

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def word_count(text: str) -> int:
    """Words as a person counts them: «учебно-методический» is one."""
    return len(_WORD.findall(text))


def words_label(text: str) -> str:
    """«12 слов, 84 знака»; empty for an empty text. Signs are counted with spaces, as Word does."""
    count = word_count(text)
    if not count:
        return ""
    signs = len(text.strip().replace("\n", ""))
    return f"{counted(count, 'слово', 'слова', 'слов')}, {counted(signs, 'знак', 'знака', 'знаков')}"


def saved_label(saved_at: datetime | None) -> str:
    """«Сохранено в 12:03»."""
    if saved_at is None:
        return ""
    local = saved_at.astimezone()
    return f"Сохранено в {local.hour}:{local.minute:02}"
