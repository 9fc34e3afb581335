"""The theme in force: palette, style sheet and fonts, made from the tokens."""

from __future__ import annotations

import logging
import tempfile
from enum import Enum
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from attest_desktop import bundled
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, Tokens

logger = logging.getLogger(__name__)
FONTS = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")
FAMILY = "Inter"
# Icons that the style sheet itself shows, each in the colour of a token.
GLYPHS = (("chevron-down", "text_2"), ("chevron-up", "text_2"), ("check", "on_accent"), ("minus", "on_accent"))


class Look(Enum):
    """What the user chose; the value is the word on screen."""

    SYSTEM = "как в системе"
    LIGHT = "светлое"
    DARK = "тёмное"
    HIGH_CONTRAST = "высокий контраст"


class Theme(QObject):
    """The look in force. `changed` comes after palette, style sheet and icons are already new."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.look = Look.SYSTEM
        self.scale = 1.0
        self.tokens: Tokens = LIGHT
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def apply(self, look: Look | None = None, scale: float | None = None) -> None:
        """Put a look (and text size) in force for the whole program."""
        app = _app()
        self.look = look or self.look
        self.scale = scale or self.scale
        self.tokens = self._chosen(app)
        # One sheet put in place of another tells every widget of each ancestor's new font and colours. Bare
        # widgets are dressed once each: a quarter of the time.
        app.setStyleSheet("")
        app.setPalette(_palette(self.tokens))
        app.setFont(font(tokens.BODY))
        app.setStyleSheet(self._sheet())
        icons.redraw(self.tokens)
        self.changed.emit()

    def follow_system(self) -> None:
        """The system went light or dark, or asks for more contrast."""
        if self.look is Look.SYSTEM:
            self.apply()

    def _chosen(self, app: QApplication) -> Tokens:
        if self.look is Look.SYSTEM:
            hints = app.styleHints()
            if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
                return HIGH_CONTRAST
            return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.HIGH_CONTRAST: HIGH_CONTRAST}[self.look]

    def _sheet(self) -> str:
        source = bundled.path("style", "attest.qss").read_text("utf-8")
        values: dict[str, str] = {key: str(getattr(self.tokens, key)) for key in Tokens.__dataclass_fields__}
        for name in ("CAPTION", "BODY", "LEAD", "TITLE", "HEADING"):
            values[name.lower()] = f"{getattr(tokens, name) * self.scale:.2f}pt"
        values["bw"] = f"{self.tokens.border_width}px"
        values["scroll_width"] = str(tokens.SCROLL)
        for glyph, token in GLYPHS:
            values[f"{glyph}_{token}".replace("-", "_")] = self._glyph(glyph, token)
        return Template(source).substitute(values)

    def _glyph(self, name: str, token: str) -> str:
        """A style sheet can show a picture from a file only: the coloured icon is written beside the others."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="attest-style-", ignore_cleanup_errors=True)
        path = Path(self._folder.name) / f"{name}-{self.tokens.name}-{token}.svg"
        if not path.exists():
            path.write_text(icons.coloured_svg(name, getattr(self.tokens, token)), "utf-8")
        return path.as_posix()


theme = Theme()


def install(app: QApplication, look: Look = Look.SYSTEM, scale: float = 1.0) -> None:
    """Fonts, base style and theme; call once after the application is made."""
    for name in FONTS:
        if QFontDatabase.addApplicationFont(str(bundled.path("fonts", name))) < 0:
            logger.warning("font %s could not be loaded", name)
    app.setStyle("Fusion")
    theme.apply(look, scale)
    app.styleHints().colorSchemeChanged.connect(theme.follow_system)
    app.styleHints().accessibility().contrastPreferenceChanged.connect(theme.follow_system)


def colour(token: str) -> QColor:
    """The colour of a token now in force, for painting."""
    return QColor(getattr(theme.tokens, token))


def font(points: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The program's font; `points` before the user's enlargement."""
    made = QFont(FAMILY)
    made.setPointSizeF(points * theme.scale)
    made.setWeight(weight)
    return made


def _app() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("the theme needs a QApplication")
    return app


def _palette(now: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, value in (
        (role.Window, now.ground),
        (role.WindowText, now.text),
        (role.Base, now.surface),
        (role.AlternateBase, now.surface_alt),
        (role.Text, now.text),
        (role.PlaceholderText, now.text_3),
        (role.Button, now.surface),
        (role.ButtonText, now.text),
        (role.BrightText, now.bad),
        (role.Highlight, now.accent),
        (role.HighlightedText, now.on_accent),
        (role.Link, now.accent_text),
        (role.LinkVisited, now.accent_text),
        (role.ToolTipBase, now.surface),
        (role.ToolTipText, now.text),
        (role.Light, now.surface),
        (role.Midlight, now.surface_alt),
        (role.Mid, now.line),
        (role.Dark, now.line_strong),
        (role.Shadow, now.line_strong),
        (role.Accent, now.accent),
    ):
        palette.setColor(which, QColor(value))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(now.off))
    return palette
