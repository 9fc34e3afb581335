"""How things stand with the service, in a few words: within reach or not, and how old the data are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from attest_desktop.gui.words import ago

# After that the cabinet may well show something else.
STALE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """`state` alone where there is little room; `words` tell the age, too; `meaning` is for the tooltip."""

    state: str
    age: str
    icon: str
    tone: str
    meaning: str

    @property
    def words(self) -> str:
        """«на связи · обновлено 10 мин назад»."""
        return f"{self.state} · {self.age}"


def standing(*, training: bool, online: bool, refreshed_at: datetime | None, now: datetime) -> Standing:
    """What the pill shows."""
    age = f"обновлено {ago(refreshed_at, now)}" if refreshed_at else "ещё не обновлялось"
    stale = refreshed_at is None or now - refreshed_at > STALE
    if training:
        meaning = "Вы работаете с учебным сервисом: настоящие данные не затрагиваются."
        return Standing("учебный режим", age, "graduation-cap", "warn", f"{meaning} Данные: {age}.")
    if not online:
        meaning = "Личный кабинет сейчас недоступен. Писать можно: готовое уйдёт, когда связь появится."
        return Standing("без связи", age, "cloud-off", "warn" if stale else "neutral", f"{meaning} Данные: {age}.")
    if stale:
        meaning = "Данные могли измениться: нажмите «Обновить»."
        return Standing("на связи", age, "clock", "warn", meaning)
    return Standing("на связи", age, "cloud", "ok", "Личный кабинет отвечает, данные свежие.")
