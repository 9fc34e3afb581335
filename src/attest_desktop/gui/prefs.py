"""What the window remembers: look, size and place, column widths. No personal data, so in the clear."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from attest_desktop.gui.theme.style import Look

FILE_NAME = "window.ini"
# Text sizes, percent of the usual.
SMALLEST, USUAL, LARGEST, SIZE_STEP = 90, 100, 160, 5


class Preferences:
    """The window's memory in an .ini file; without a folder it remembers until the program ends."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._kept: dict[str, object] = {}
        self._file = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat) if folder else None

    @property
    def look(self) -> Look:
        """The chosen look."""
        kept = self._text("look")
        return Look[kept] if kept in Look.__members__ else Look.SYSTEM

    @look.setter
    def look(self, look: Look) -> None:
        self._set("look", look.name)

    @property
    def scale(self) -> float:
        """How much larger texts are than usual."""
        try:
            kept = round(float(self._text("text_size")) * 100)
        except (ValueError, OverflowError):
            return 1.0
        return kept / 100 if SMALLEST <= kept <= LARGEST else 1.0

    @scale.setter
    def scale(self, scale: float) -> None:
        self._set("text_size", f"{scale:g}")

    def state(self, name: str) -> QByteArray | None:
        """A kept state of a window or a table's header; None when there is none that could be read."""
        kept = self._text(f"state/{name}")
        return QByteArray.fromBase64(QByteArray(kept.encode("ascii", "ignore"))) if kept else None

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Keep a state."""
        self._set(f"state/{name}", bytes(state.toBase64().data()).decode("ascii"))

    def _text(self, name: str) -> str:
        value = self._file.value(name) if self._file is not None else self._kept.get(name)
        return value if isinstance(value, str) else ""

    def _set(self, name: str, value: str) -> None:
        if self._file is not None:
            self._file.setValue(name, value)
        self._kept[name] = value
