"""What the window remembers: look, size and place, column widths. No personal data, so in the clear."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from attest_desktop.gui.theme.style import Look

FILE_NAME = "window.ini"
TEXT_SIZES = (("обычный", 1.0), ("крупный", 1.15), ("очень крупный", 1.3))


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
        known = {f"{scale:g}": scale for _, scale in TEXT_SIZES}
        return known.get(self._text("text_size"), 1.0)

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
