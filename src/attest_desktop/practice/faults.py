"""Faults that the practice service commits on demand, each for so many next requests or until switched off."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum


class Fault(Enum):
    """What can go wrong; the value is the name on the command line."""

    SLOW = "slow"
    OUTAGE = "outage"
    DROP_BEFORE_BODY = "drop_before_body"
    DROP_MID_UPLOAD = "drop_mid_upload"
    DROP_AFTER_UPLOAD = "drop_after_upload"
    SLOW_AFTER_UPLOAD = "slow_after_upload"
    CUT_ANSWER = "cut_answer"
    SESSION_EXPIRED = "session_expired"
    TOKEN_STALE = "token_stale"  # noqa: S105 - the name of a fault, not a secret
    FOREIGN_REDIRECT = "foreign_redirect"
    UPLOAD_REFUSED = "upload_refused"
    PLAIN_200 = "plain_200"
    WRONG_FILE_KEPT = "wrong_file_kept"
    NO_FILE_VIEW = "no_file_view"
    PAGE_CHANGED = "page_changed"
    ROW_GONE = "row_gone"

    @property
    def russian(self) -> str:
        """What the service does under this fault, for people."""
        return _RUSSIAN[self]


_RUSSIAN = {
    Fault.SLOW: "сервис отвечает очень медленно",
    Fault.OUTAGE: "сервис временно недоступен (ответ 503)",
    Fault.DROP_BEFORE_BODY: "соединение обрывается, ответа нет, запрос не принят",
    Fault.DROP_MID_UPLOAD: "соединение обрывается посреди отправки файла, файл не сохранён",
    Fault.DROP_AFTER_UPLOAD: "файл сохранён, но соединение обрывается до ответа",
    Fault.SLOW_AFTER_UPLOAD: "файл сохранён, но ответ на него задерживается",
    Fault.CUT_ANSWER: "страница приходит не целиком: соединение обрывается на половине ответа",
    Fault.SESSION_EXPIRED: "время работы истекло, нужно войти снова",
    Fault.TOKEN_STALE: "страница устарела: отправленная форма не принимается",
    Fault.FOREIGN_REDIRECT: "сервис направляет на чужой адрес",
    Fault.UPLOAD_REFUSED: "сервис отказывается принять файл и показывает ошибку",
    Fault.PLAIN_200: "в ответ на файл показывается страница входа, файл не сохранён",
    Fault.WRONG_FILE_KEPT: "сохраняется испорченная (обрезанная) копия файла",
    Fault.NO_FILE_VIEW: "заключение прикреплено, но просмотр недоступен",
    Fault.PAGE_CHANGED: "таблица аттестуемых изменилась: нет столбца с фамилией, именем и отчеством",
    Fault.ROW_GONE: "аттестуемый, стоявший в таблице первым, исчез из неё",
}


@dataclass(slots=True)
class _Entry:
    times: int | None = None
    path: str = ""
    after: Fault | None = None
    hits: int = 0
    released: threading.Event = field(default_factory=threading.Event)


class FaultPlan:
    """Which faults are on. Safe to use from tests while the server's threads run."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._changed = threading.Condition()
        self._entries: dict[Fault, _Entry] = {}
        for fault in faults:
            self.set(fault)

    def set(self, fault: Fault, *, times: int | None = None, path: str = "", after: Fault | None = None) -> None:
        """Switch the fault on for the next `times` requests it concerns, or until cleared.

        With `path`, only requests whose method and path, as in `POST /cpnew/Expert/Conclusion`, contain that text
        (case matters) are hit. With `after`, the fault
        sleeps until that other one has hit: a test can say «and then» without a race. Hits count from here.
        """
        if times is not None and times < 1:
            raise ValueError("times must be 1 or more")
        with self._changed:
            self._release(fault)
            self._entries[fault] = _Entry(times, path, after)

    def clear(self, fault: Fault | None = None) -> None:
        """Switch one fault (or all) off; requests that it holds back are let go. Hits stay counted."""
        with self._changed:
            for one in [fault] if fault else list(self._entries):
                self._release(one)
                if one in self._entries:
                    self._entries[one].times = 0
            self._changed.notify_all()

    def release(self, fault: Fault | None = None) -> None:
        """Let go the requests that one fault (or any) holds back now; it stays on for later ones."""
        with self._changed:
            for one in [fault] if fault else list(self._entries):
                self._release(one)
                if one in self._entries:
                    self._entries[one].released = threading.Event()

    def _release(self, fault: Fault) -> None:
        if fault in self._entries:
            self._entries[fault].released.set()

    def is_on(self, fault: Fault) -> bool:
        """Whether some later request will be hit."""
        with self._changed:
            entry = self._entries.get(fault)
            return entry is not None and entry.times != 0

    def hits(self, fault: Fault) -> int:
        """How many requests were hit since the fault was last set."""
        with self._changed:
            entry = self._entries.get(fault)
            return entry.hits if entry else 0

    def wait_until_hit(self, fault: Fault, timeout: float = 5.0, *, hits: int = 1) -> bool:
        """Wait until the fault has hit so many requests since it was set; False when `timeout` seconds passed."""
        with self._changed:
            return self._changed.wait_for(lambda: self.hits(fault) >= hits, timeout)

    def strike(self, fault: Fault, asked: str) -> bool:
        """For the server: whether this request (its method and path) is hit; counts it."""
        with self._changed:
            entry = self._entries.get(fault)
            if entry is None or entry.times == 0 or entry.path not in asked:
                return False
            if entry.after is not None and self.hits(entry.after) == 0:
                return False
            if entry.times is not None:
                entry.times -= 1
            entry.hits += 1
            self._changed.notify_all()
            return True

    def hold(self, fault: Fault, asked: str, seconds: float) -> bool:
        """For the server: when hit, wait until released or `seconds` have passed; whether it was hit."""
        with self._changed:
            entry = self._entries.get(fault)
            if not self.strike(fault, asked) or entry is None:
                return False
            released = entry.released
        released.wait(seconds)
        return True
