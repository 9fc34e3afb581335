"""The wording of the criterion that is being written about, above the pages; the template's guide beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.errors import AttestError
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor.criteria_dialog import CriteriaDialog
from attest_desktop.gui.outside import keep_for_opening, open_path
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.widgets import Caption, IconButton, Strong, TextButton, label
from attest_desktop.gui.widgets.flow import Flow
from attest_desktop.work.criteria import (
    CHECK_IT,
    CriteriaSet,
    chosen,
    criteria_sets,
    day_of,
    guide_content,
    kept_guide,
)

TALLEST = 132
NO_WORDING = "Точная формулировка не внесена. Вставьте её из официального текста приказа: «Изменить…»."


class CriterionPanel(QFrame):
    """Shows what `show_criterion` was last told."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._attestee: Attestee | None = None
        self._sets: tuple[CriteriaSet, ...] = ()
        self._number = ""
        self._open = True
        self._low = False
        self.setObjectName("card")
        self.setAccessibleName("Показатель по Порядку аттестации")
        self._title = Strong("")
        self._wording = label("")
        self._wording.setAccessibleName("Формулировка показателя")
        self._wording.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._wording.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._source = Caption("")
        self._doubt = Caption("")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._wording)
        self._area.viewport().setAutoFillBackground(False)
        self._area.viewport().installEventFilter(self)
        self._guide = TextButton("Расшифровка", self._on_guide)
        self._guide.setToolTip("Открыть расшифровку шаблона: как заполнять каждую часть")
        self._edit = TextButton("Изменить…", self._on_edit, name="Изменить показатели")
        self._fold = IconButton("chevron-up", "Свернуть показатель", self._on_fold, colour="text_3")
        self._build()
        self.hide()

    def begin(self, attestee: Attestee) -> None:
        """Another attestee: read the sets and whether there is a guide."""
        self._attestee, self._number = attestee, ""
        self.hide()
        self._load()

    def show_criterion(self, number: str) -> None:
        """Show the wording for this number; nothing for a number that the Procedure does not have."""
        if number != self._number:
            self._number = number
            self._show()

    def fold_for_room(self, *, low: bool) -> None:
        """Keep to the heading where the window is low; whoever wants the wording unfolds it."""
        if low is not self._low:
            self._low = low
            if self._open is low:
                self._on_fold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As tall as the wording needs at this width, up to a limit."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _load(self) -> None:
        desk = self._context.desk

        def done(found: tuple[tuple[CriteriaSet, ...], bool]) -> None:
            self._sets, has_guide = found
            self._guide.setVisible(has_guide)
            self._show()

        self._context.runner.start(
            lambda _p, _c: (criteria_sets(desk), kept_guide(desk) is not None),
            owner=self,
            on_done=done,
            quiet=True,
            in_order=True,
        )

    def _current(self) -> CriteriaSet | None:
        if self._attestee is None or not self._sets:
            return None
        day = day_of(self._attestee.period, self._context.today())
        return chosen(self._sets, self._attestee.claimed_category, day)

    def _show(self) -> None:
        now = self._current()
        item = now.item(self._number) if now else None
        self.setVisible(item is not None)
        if now is None or item is None:
            return
        self._title.setText(f"Показатель {item.number}. {item.heading}")
        self._wording.setText(item.text or NO_WORDING)
        self._source.setText(f"{now.source} · {now.dates}")
        self._doubt.setText("" if now.checked else f"{CHECK_IT[0].upper()}{CHECK_IT[1:]}.")
        self._doubt.setVisible(self._open and not now.checked)
        self._fit()

    def _fit(self) -> None:
        width = self._area.viewport().width()
        self._area.setFixedHeight(min(TALLEST, max(20, self._wording.heightForWidth(width))))

    def _on_fold(self) -> None:
        self._open = not self._open
        for widget in (self._area, self._source, self._row):
            widget.setVisible(self._open)
        now = self._current()
        self._doubt.setVisible(self._open and now is not None and not now.checked)
        name = "Свернуть показатель" if self._open else "Развернуть показатель"
        self._fold.setAccessibleName(name)
        self._fold.setToolTip(name)
        icons.put(self._fold, "chevron-up" if self._open else "chevron-down", "text_3")

    def _on_edit(self) -> None:
        now = self._current()
        if now is not None:
            CriteriaDialog(self._context, now.key, self._load, self).open()

    def _on_guide(self) -> None:
        desk = self._context.desk

        def show(found: tuple[str, bytes]) -> None:
            try:
                open_path(keep_for_opening(*found))
            except AttestError as error:
                self._context.show_error(error)

        self._context.runner.start(lambda _p, _c: guide_content(desk), owner=self, on_done=show, quiet=True)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.S)
        top.addWidget(self._title, 1)
        top.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        self._row = QWidget()
        row = Flow(self._row, gap=tokens.XS)
        row.addWidget(self._guide)
        row.addWidget(self._edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.S, tokens.S, tokens.S)
        column.setSpacing(tokens.XS)
        column.addLayout(top)
        column.addWidget(self._area)
        column.addWidget(self._source)
        column.addWidget(self._doubt)
        column.addWidget(self._row)
