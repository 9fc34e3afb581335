"""How long a piece of work will take yet, judged by how it went so far."""

from __future__ import annotations

from attest_desktop.gui.words import counted

# Sooner nothing can be said that would not be taken back at once.
LEAST_SECONDS, LEAST_PART = 2.0, 0.05
MINUTE = 60
SOON, CLOSE = 5, 15


class Pace:
    """Told the part that is done (0 to 1) and the moment (seconds, of any clock)."""

    def __init__(self, began: float) -> None:
        self._began = began
        self._left: float | None = None

    def tell(self, part: float, now: float) -> None:
        """So much is done now."""
        gone = now - self._began
        if gone < LEAST_SECONDS or part < LEAST_PART:
            return
        left = gone * (1 - part) / part
        # Steps differ in length: what was said before weighs as much as what is seen now.
        self._left = left if self._left is None else (self._left + left) / 2

    @property
    def words(self) -> str:
        """«ещё около 2 минут»; empty while nothing can be said."""
        return "" if self._left is None else left_words(self._left)


def left_words(seconds: float) -> str:
    """«ещё около минуты», in steps that a person thinks in."""
    if seconds < SOON:
        return "сейчас закончим"
    if seconds < CLOSE:
        return "ещё около 10 секунд"
    if seconds < MINUTE * 0.75:
        return "ещё около полуминуты"
    minutes = round(seconds / MINUTE)
    return "ещё около минуты" if minutes <= 1 else f"ещё около {counted(minutes, 'минуты', 'минут', 'минут')}"
