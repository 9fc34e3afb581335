"""A page close up, beside the printed page that it was recognised as."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from attest_desktop.gui.context import Context
from attest_desktop.gui.pages import PagesView
from attest_desktop.gui.paper.entry import Entry
from attest_desktop.gui.theme import tokens
from attest_desktop.gui.widgets import Second, SecondaryButton, Strong, resize_within_screen
from attest_desktop.work.paper_lot import PaperWay, printed_of
from attest_desktop.work.paper_way import bind

SIZE = (1080, 720)


class CloserDialog(QDialog):
    """The scan on the left, what was printed on the right; only the scan when it is no page of the conclusion."""

    def __init__(self, context: Context, way: PaperWay, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(entry.title)
        self.setAccessibleName(f"{entry.title}: {entry.sheet.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.scan = PagesView(context, printing=False)
        self.printed = PagesView(context, printing=False)
        matches = entry.seen.page.matches if entry.seen is not None else None
        resize_within_screen(self, SIZE[0] if matches else SIZE[0] // 2 + 60, SIZE[1])
        row = QHBoxLayout()
        row.setSpacing(tokens.L)
        row.addLayout(_titled("Скан", self.scan), 1)
        if matches:
            row.addLayout(_titled("Заключение, как его печатали", self.printed), 1)
        else:
            self.printed.setParent(self)
            self.printed.hide()
        bottom = QHBoxLayout()
        bottom.addWidget(Second(f"{entry.mark[0].capitalize()}. {entry.sheet.name}"), 1)
        bottom.addWidget(SecondaryButton("Закрыть", self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        column.setSpacing(tokens.M)
        column.addLayout(row, 1)
        column.addLayout(bottom)
        self._show(context, way, entry, matches)

    def _show(self, context: Context, way: PaperWay, entry: Entry, matches: int | None) -> None:
        seen, sheet, desk = entry.seen, entry.sheet, context.desk
        if seen is None:
            return
        context.runner.start(
            lambda _p, _c: bind([sheet], {sheet.key: seen}, way.full_name).pdf,
            owner=self,
            on_done=self.scan.show_pdf,
            quiet=True,
        )
        if matches is not None:
            page = matches
            self.printed.shown.connect(lambda: _scroll_to(self.printed, page))
            context.runner.start(
                lambda _p, _c: printed_of(desk, way.attestee_id).pdf,
                owner=self,
                on_done=self.printed.show_pdf,
                quiet=True,
            )


def _scroll_to(pages: PagesView, page: int) -> None:
    lying = pages.canvas.layout_of_pages.pages
    if page <= len(lying):
        pages.canvas.verticalScrollBar().setValue(round(lying[page - 1].top) - tokens.L)


def _titled(title: str, pages: PagesView) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(tokens.XS)
    column.addWidget(Strong(title))
    column.addWidget(pages, 1)
    return column
