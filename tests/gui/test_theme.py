"""Contrast of every text with every ground it stands on; nothing of the look is outside the tokens."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from attest_desktop import bundled
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import Look, font, theme
from attest_desktop.gui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, OUTLINE_PAIRS, TEXT_PAIRS, Tokens, contrast
from attest_desktop.gui.widgets import STAGE_LOOKS
from attest_desktop.work.people import Stage

THEMES = (LIGHT, DARK, HIGH_CONTRAST)
GUI = Path(icons.__file__).parents[1]
# Pages and signatures lie on white paper whatever the theme.
PAPER = {Path("signatures/paper.py"), Path("pages/canvas.py"), Path("pages/waiting.py")}
AA_TEXT, AA_OUTLINE, AAA_TEXT = 4.5, 3.0, 7.0


def test_contrast_is_the_formula_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#336699", "#336699") == pytest.approx(1.0)


@pytest.mark.parametrize("look", THEMES, ids=lambda one: one.name)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(look: Tokens, text: str, ground: str) -> None:
    least = AAA_TEXT if look is HIGH_CONTRAST else AA_TEXT
    assert contrast(getattr(look, text), getattr(look, ground)) >= least


@pytest.mark.parametrize("look", THEMES, ids=lambda one: one.name)
@pytest.mark.parametrize(("line", "ground"), OUTLINE_PAIRS)
def test_outlines_and_focus_can_be_seen(look: Tokens, line: str, ground: str) -> None:
    assert contrast(getattr(look, line), getattr(look, ground)) >= AA_OUTLINE


def test_every_text_token_is_in_the_table() -> None:
    texts = {text for text, _ in TEXT_PAIRS}
    named = {name for name in Tokens.__dataclass_fields__ if name.startswith(("text", "on_"))}
    assert named <= texts


def test_no_colour_is_named_outside_the_tokens() -> None:
    sheet = re.sub(r"/\*.*?\*/", "", bundled.path("style", "attest.qss").read_text("utf-8"), flags=re.S)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=\s*[;,)}])|rgba?\(", sheet)
    for path in GUI.rglob("*.py"):
        if path.name != "tokens.py" and path.relative_to(GUI) not in PAPER:
            assert not re.findall(r'"#[0-9a-fA-F]{6}"', path.read_text("utf-8")), path


def test_every_stage_has_a_look_and_its_icon() -> None:
    assert set(STAGE_LOOKS) == set(Stage)
    for icon, tone in STAGE_LOOKS.values():
        assert bundled.path("icons", f"{icon}.svg").is_file()
        assert hasattr(LIGHT, f"{tone}_soft")


def test_inter_is_the_font_of_the_window(qapp: QApplication) -> None:
    assert QFontInfo(font(tokens.BODY)).family() == "Inter"
    assert QFontInfo(font(tokens.BODY, QFont.Weight.DemiBold)).weight() == QFont.Weight.DemiBold.value


def test_icons_follow_the_theme(qapp: QApplication) -> None:
    button, picture = QPushButton("Обновить"), QLabel()
    icons.put(button, "send", "text")
    icons.put(picture, "send", "accent_text", 24)
    before = button.icon().pixmap(22, 18).toImage(), picture.pixmap().toImage()
    try:
        theme.apply(Look.DARK)
        after = button.icon().pixmap(22, 18).toImage(), picture.pixmap().toImage()
        assert before[0] != after[0]
        assert before[1] != after[1]
    finally:
        theme.apply(Look.LIGHT)


def test_a_change_of_look_dresses_each_widget_few_times(qapp: QApplication) -> None:
    """Told by each of its ancestors, a widget deep in a window was dressed as often as it is deep."""
    told = Counter[QEvent.Type]()

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if watched is deepest:
                told[event.type()] += 1
            return False

    window = outer = QWidget()
    for _ in range(20):
        inner = QWidget(outer)
        outer = inner
    deepest = QLabel("Аттестуемые", outer)
    window.show()
    watch = Watch()
    deepest.installEventFilter(watch)
    try:
        theme.apply(Look.DARK)
    finally:
        theme.apply(Look.LIGHT)
        window.close()
    assert 0 < told[QEvent.Type.PaletteChange] <= 12
    assert 0 < told[QEvent.Type.FontChange] <= 12


def test_larger_text_makes_larger_letters(qapp: QApplication) -> None:
    label = QLabel("Аттестуемые")
    label.ensurePolished()
    usual = label.fontMetrics().height()
    try:
        theme.apply(scale=1.3)
        label.ensurePolished()
        assert label.fontMetrics().height() > usual
    finally:
        theme.apply(scale=1.0)
