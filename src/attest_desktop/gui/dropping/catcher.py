"""Sees files that are dragged over the window, whatever lies under the pointer, and leads them to their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.dropping.curtain import Curtain
from attest_desktop.gui.dropping.kinds import Kind, kind_of, told
from attest_desktop.gui.dropping.whose import WhoseDialog
from attest_desktop.gui.view import View

LET_GO = "Отпустите, чтобы "


class DropCatcher(QObject):
    """Listens at the window of the system: a text field would take the name of a file for a text.

    `in_front` gives the view that the user sees, `go` opens another.
    """

    def __init__(
        self,
        window: QWidget,
        context: Context,
        in_front: Callable[[], View | None],
        go: Callable[[str, object], None],
    ) -> None:
        super().__init__(window)
        self._window, self._context, self._in_front, self._go = window, context, in_front, go
        self.curtain = Curtain(window)
        self._heard: QWindow | None = None

    def listen(self) -> None:
        """Call when the window has been shown: before that the system has no window for it."""
        handle = self._window.windowHandle()
        if handle is not None and handle is not self._heard:
            self._heard = handle
            handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Files are ours; texts, and the pages that a view moves about, are the view's."""
        if event.type() == QEvent.Type.DragLeave and self.curtain.isVisible():
            self.curtain.hide()
            return True
        if not isinstance(event, (QDragEnterEvent, QDragMoveEvent, QDropEvent)):
            return False
        files = files_in(event.mimeData())
        if not files or QApplication.activeModalWidget() is not None:
            return False
        words, good = self.offer(files)
        if event.type() == QEvent.Type.Drop:
            self.curtain.hide()
            if good:
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                self.take(files)
            else:
                event.ignore()
            return True
        self.curtain.show_words(words, good=good)
        event.setDropAction(Qt.DropAction.CopyAction if good else Qt.DropAction.IgnoreAction)
        event.setAccepted(good)
        return True

    def offer(self, files: Sequence[Path]) -> tuple[str, bool]:
        """What letting go would do, as a sentence; and whether it would do anything."""
        kind, view = kind_of(files), self._in_front()
        if not kind.usable:
            return kind.value + ".", False
        own = view.drop_words(files) if view is not None else ""
        if own:
            return f"{LET_GO}{own}", True
        if kind is Kind.WORD:
            return f"{LET_GO}открыть файл коллеги или новый шаблон", True
        return f"{LET_GO}добавить {told(files)} и выбрать, к чьему заключению", True

    def take(self, files: Sequence[Path]) -> None:
        """They were let go."""
        kind, view = kind_of(files), self._in_front()
        if view is not None and view.drop_words(files):
            place = view.drop_place()
            if place is None:
                view.take_files(files)
            else:
                self._lead(*place, files)
        elif kind is Kind.WORD:
            # What reads Word files is loaded with the first of them.
            from attest_desktop.gui.dropping.template import open_word

            open_word(self._context, files[0], self._window)
        else:
            dialog = WhoseDialog(self._context, files, may_be_signature=kind is Kind.PICTURES, parent=self._window)
            dialog.person.connect(lambda attestee_id: self._lead("paper", attestee_id, files))
            dialog.signature.connect(lambda: self._lead("signatures", None, files))
            dialog.open()

    def _lead(self, view: str, payload: object, files: Sequence[Path]) -> None:
        self._go(view, payload)
        now = self._in_front()
        if now is not None and now.name == view:
            now.take_files(files)


def files_in(data: QMimeData) -> list[Path]:
    """The files that are dragged; empty for anything else."""
    return [Path(one.toLocalFile()) for one in data.urls() if one.isLocalFile()]
