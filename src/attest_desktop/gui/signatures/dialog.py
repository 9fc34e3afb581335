"""Adding one signature: where it comes from, where it is on the photograph, how it looks; then it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.names import same_person, short_name
from attest_desktop.gui.context import Context
from attest_desktop.gui.signatures.drawing import DrawingPage
from attest_desktop.gui.signatures.framing_page import FramingPage
from attest_desktop.gui.signatures.picture import Picture, content_of, picture_in
from attest_desktop.gui.signatures.review import ReviewPage
from attest_desktop.gui.signatures.sources import SourcesPage
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.widgets import Second, Title, resize_within_screen
from attest_desktop.store import StoredSignature
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.signatures import (
    BadPhotoError,
    Kept,
    Lifted,
    free_name,
    keep_lifted,
    kept_signatures,
    lift,
    photo_pixels,
)

SIZE = (868, 644)
# The photograph is shown no larger than this, px.
LONGEST = 1640
OTHER_PICTURE, DRAW_AGAIN = "Взять другой снимок", "Вернуться к листу"
WORKING = "Снимаем подпись с бумаги…"
FRAME_IT = "Обведите подпись рамкой или возьмите другой снимок."


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture as it was brought: the photograph's bytes and look, the ink or why there is none.

    `photo` is None when the picture was ready ink as it came.
    """

    content: bytes
    photo: QImage | None
    size: QSize
    lifted: Lifted | None
    problem: AttestError | None = None


class SignatureDialog(QDialog):
    """One person's signature. The photograph is held in memory only, until the dialog is closed.

    `kept` carries the StoredSignature.
    """

    kept = Signal(object)

    def __init__(
        self, context: Context, full_name: str, *, is_mine: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._full_name, self._is_mine = context, full_name, is_mine
        self._taken: Taken | None = None
        self._lifted: Lifted | None = None
        self._turn = 0
        self.setWindowTitle("Подпись")
        self.setAccessibleName(f"Подпись: {full_name}")
        self.setAcceptDrops(True)
        resize_within_screen(self, SIZE[0], round(SIZE[1] * theme.scale))
        self.sources = SourcesPage()
        self.drawing = DrawingPage()
        self.framing = FramingPage()
        self.review = ReviewPage()
        self._pages = QStackedWidget()
        self._build()
        self.sources.buttons.taken.connect(self.take)
        self.sources.buttons.drawing.connect(self.draw)
        self.sources.back.connect(self.reject)
        self.drawing.drawn.connect(self._on_drawn)
        self.drawing.back.connect(lambda: self._show(self.sources))
        self.framing.framed.connect(self._on_framed)
        self.framing.other.connect(lambda: self._show(self.sources))
        self.review.keep.connect(self._on_keep)
        self.review.frame.connect(self._on_frame)
        self.review.other.connect(self._on_other)
        QShortcut(QKeySequence.StandardKey.Paste, self, self.sources.buttons.paste)
        desk = context.desk
        context.runner.start(lambda _p, _c: kept_signatures(desk), owner=self, on_done=self._expect, quiet=True)

    def take(self, picture: Picture) -> None:
        """A file, or a picture from the clipboard or dropped."""
        self._work(lambda: taken_from(picture), self._on_taken, WORKING)

    def draw(self) -> None:
        """Let it be drawn."""
        self._show(self.drawing)
        self.drawing.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the sources first: strokes that were drawn are kept until the dialog is closed."""
        if event.key() == Qt.Key.Key_Escape and self._pages.currentWidget() is not self.sources:
            self._show(self.sources)
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A picture may be dropped on any page."""
        if picture_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A picture was dropped."""
        picture = picture_in(event.mimeData())
        if picture is not None:
            event.acceptProposedAction()
            self.take(picture)

    def _work(self, job: Callable[[], object], done: Callable[..., None], words: str) -> None:
        """Do what takes a moment; the page is not to be touched meanwhile. Only the newest result counts."""
        self._turn += 1
        turn = self._turn

        def ended(result: object) -> None:
            if turn == self._turn:
                self._set_busy("")
                done(result)

        def failed(error: AttestError) -> None:
            if turn == self._turn:
                self._set_busy("")
                self.sources.show_problem(error.title, f"{error.what} {error.todo}".strip())
                self._pages.setCurrentWidget(self.sources)

        self._set_busy(words)
        self._context.runner.start(
            lambda _p, _c: job(), owner=self, title=words, on_done=ended, on_failed=failed, quiet=True
        )

    def _on_taken(self, taken: Taken) -> None:
        self._taken = taken
        if taken.lifted is not None:
            self._show_ink(taken.lifted)
        elif taken.problem is not None:
            self._ask_frame(taken.problem.what, FRAME_IT)

    def _on_drawn(self) -> None:
        self._taken = None
        self._work(self.drawing.lifting(), self._show_ink, "Готовим подпись…")

    def _on_framed(self) -> None:
        taken, box = self._taken, self.framing.view.box()
        if taken is None:
            return

        def job() -> Lifted | AttestError:
            try:
                return lift(taken.content, box)
            except BadPhotoError as error:
                return error

        def done(found: Lifted | AttestError) -> None:
            if isinstance(found, Lifted):
                self._show_ink(found)
            else:
                self.framing.show_problem("В рамке подпись не найдена", f"{found.what} {FRAME_IT}")

        self._work(job, done, WORKING)

    def _on_frame(self) -> None:
        self._ask_frame("", "")

    def _on_other(self) -> None:
        if self._taken is None:
            self.draw()
        else:
            self._show(self.sources)

    def _ask_frame(self, title: str, text: str) -> None:
        taken = self._taken
        if taken is None or taken.photo is None:
            return
        self.framing.show_problem(title, text)
        self._show(self.framing)
        spot = self._lifted.spot if self._lifted is not None and not text else None
        self.framing.show_photo(taken.photo, taken.size, spot)

    def _show_ink(self, lifted: Lifted) -> None:
        self._lifted = lifted
        photo = self._taken.photo if self._taken is not None else None
        self.review.came_from(DRAW_AGAIN if self._taken is None else OTHER_PICTURE)
        self._show(self.review)
        self.review.show_ink(lifted, photo, short_name(self._full_name, initials_first=True))

    def _expect(self, kept: tuple[Kept, ...]) -> None:
        mates = [one for one in kept if same_person(one.stored.full_name, self._full_name)]
        self.review.expect(free_name([one.name for one in mates]), among_others=bool(mates))

    def _on_keep(self) -> None:
        lifted = self._lifted
        if lifted is None:
            return
        desk, full_name, name, chosen = self._context.desk, self._full_name, self.review.name, self.review.chosen

        def job(*_: object) -> StoredSignature:
            profile = kept_profile(desk)
            is_mine = self._is_mine or (profile is not None and same_person(profile.full_name, full_name))
            return keep_lifted(desk, lifted.png, full_name, is_mine=is_mine, name=name, chosen=chosen)

        def done(stored: StoredSignature) -> None:
            self._context.say(f"Подпись сохранена: {stored.full_name}.")
            self._context.signatures_changed.emit()
            self.kept.emit(stored)
            self.accept()

        self._context.runner.start(
            job, owner=self, title="Сохраняем подпись", on_done=done, quiet=True, in_order=True
        )

    def _show(self, page: QWidget) -> None:
        self._turn += 1
        self._set_busy("")
        if page is self.sources:
            self.sources.show_problem("", "")
        self._pages.setCurrentWidget(page)

    def _set_busy(self, words: str) -> None:
        self._pages.setEnabled(not words)
        self._step.setText(words)
        for widget in (self._step, self._bar):
            widget.setVisible(bool(words))

    def _build(self) -> None:
        self._step = Second("")
        self._step.setWordWrap(False)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName("Ход работы")
        for page in (self.sources, self.drawing, self.framing, self.review):
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(tokens.M)
        head.addWidget(Title(self._full_name), 1)
        head.addWidget(self._step)
        head.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.XL)
        column.setSpacing(tokens.M)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self._set_busy("")


def taken_from(picture: Picture) -> Taken:
    """The ink of a picture, or the photograph and why no ink was found on it. Raises for what is no picture."""
    content = content_of(picture)
    lifted: Lifted | None = None
    problem: AttestError | None = None
    try:
        lifted = lift(content)
    except BadPhotoError as error:
        problem = error
    if lifted is not None and lifted.spot is None:
        return Taken(b"", None, QSize(), lifted)
    pixels = np.ascontiguousarray(photo_pixels(content))
    height, width = pixels.shape[:2]
    photo = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    if max(width, height) > LONGEST:
        photo = photo.scaled(
            LONGEST, LONGEST, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    return Taken(content, photo.copy(), QSize(width, height), lifted, problem)


def open_signature(context: Context, full_name: str, parent: QWidget, *, is_mine: bool = False) -> SignatureDialog:
    """Show the dialog without stopping the window."""
    dialog = SignatureDialog(context, full_name, is_mine=is_mine, parent=parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.open()
    return dialog
