"""«Справка»: the guide with its contents and search, the check of the program, the report of a problem."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from attest_desktop import __version__
from attest_desktop.domain.text import words
from attest_desktop.gui import keys
from attest_desktop.gui.context import Context
from attest_desktop.gui.help.browser import GuideBrowser
from attest_desktop.gui.help.checking import open_check
from attest_desktop.gui.help.contents import Contents
from attest_desktop.gui.help.entries import CHECK_IT, REPORT_IT
from attest_desktop.gui.help.picture import open_picture
from attest_desktop.gui.help.reporting import open_report
from attest_desktop.gui.outside import CannotOpenError, open_link
from attest_desktop.gui.payloads import CHECK, REPORT
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.theme import icons, tokens
from attest_desktop.gui.theme.style import theme
from attest_desktop.gui.view import View
from attest_desktop.gui.widgets import Caption, IconButton, SearchField, TextButton
from attest_desktop.gui.widgets.flow import Flow
from attest_desktop.work.guide import START, guide

CONTENTS_WIDTH = 264
# Below it the contents take the page's place when they are called.
ROOMY = 660
# What the buttons beside the contents need in one line.
ACTS_WIDTH = 780
ICONS = ("graduation-cap", "check-check", "mail")


@dataclass(frozen=True, slots=True)
class _Place:
    """A page, a heading in it, and how far it was scrolled when it was left."""

    page: str = START
    heading: str = ""
    scrolled: int = -1


class HelpView(View):
    """Payload: a page's name, «page#heading», CHECK or REPORT; without one the page that was open."""

    name = "help"
    title = "Справка"

    def __init__(
        self, context: Context, preferences: Preferences | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, parent)
        self.guide = guide()
        self._journals = preferences.folder if preferences is not None else None
        self._trail, self._at = [_Place()], 0
        self._called = False
        self.search = SearchField("Поиск в справке", "Поиск в справке")
        self.search.setToolTip(keys.FIND_IN_GUIDE.tip("Поиск в справке"))
        self.contents = Contents(self.guide)
        self.browser = GuideBrowser(self.guide.folder)
        self.back = IconButton("arrow-left", "Предыдущая страница справки", lambda: self._step(-1))
        self.forward = IconButton("arrow-right", "Следующая страница справки", lambda: self._step(1))
        self.call = IconButton("list-tree", "Содержание справки", self._call_contents)
        self._lay_out()
        self.search.textChanged.connect(self._on_sought)
        self.search.returnPressed.connect(self.contents.take_first)
        self.contents.chosen.connect(self._on_chosen)
        self.browser.followed.connect(self.follow)
        keys.FIND_IN_GUIDE.put(self, self._on_find, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        theme.changed.connect(self._fit)
        self._fit()
        self._show()

    def _lay_out(self) -> None:
        self._side = QWidget()
        left = QVBoxLayout(self._side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(tokens.S)
        left.addWidget(self.search)
        left.addWidget(self.contents, 1)
        left.addWidget(Caption(f"Аттестация, версия {__version__}"))
        acts = QWidget()
        flow = Flow(acts, gap=tokens.XS, to_right=True)
        training = self.context.training
        guided = "Показать учебные шаги" if training else "Показать «Первые шаги»"
        self.acts = (
            TextButton(guided, self.context.guide_wanted.emit, icon=ICONS[0]),
            TextButton(CHECK_IT, self.check, icon=ICONS[1]),
            TextButton(REPORT_IT, self.report, icon=ICONS[2]),
        )
        for button in self.acts:
            flow.addWidget(button)
        self._acts = acts
        steps = "учебные шаги" if training else "первые шаги"
        self.more = IconButton("ellipsis", f"Ещё: {steps}, проверка, сообщение о проблеме")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.setAccessibleName("Ещё")
        for button, icon in zip(self.acts, ICONS, strict=True):
            line = menu.addAction(button.text())
            icons.put(line, icon, "text_2")
            line.triggered.connect(button.click)
        self.more.setMenu(menu)
        tools = QHBoxLayout()
        tools.setSpacing(tokens.XS)
        for part in (self.call, self.back, self.forward):
            tools.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        tools.addWidget(acts, 1)
        tools.addStretch()
        tools.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(tokens.S)
        right.addLayout(tools)
        right.addWidget(self.browser, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(tokens.XL, tokens.M, tokens.XL, tokens.XL)
        whole.setSpacing(tokens.L)
        whole.addWidget(self._side)
        whole.addWidget(self._right, 1)
        order = (
            self.search,
            self.contents,
            self.call,
            self.back,
            self.forward,
            *self.acts,
            self.more,
            self.browser,
        )
        for one, following in pairwise(order):
            QWidget.setTabOrder(one, following)

    # Where we are

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        return self._trail[self._at].page

    def opened(self, payload: object) -> None:
        """Show what was asked for."""
        if payload == CHECK:
            self.check()
        elif payload == REPORT:
            self.report()
        elif isinstance(payload, str):
            self.go(*payload.partition("#")[::2])
            # Asked for from elsewhere: to be read and scrolled at once.
            self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, page: str, heading: str = "") -> None:
        """Show a page of the guide; remembered for going back."""
        if self.guide.page(page) is None:
            return
        self._leave()
        if (page, heading) != (self.page, self._trail[self._at].heading):
            self._trail[self._at + 1 :] = [_Place(page, heading)]
            self._at += 1
        self._show()

    def follow(self, target: str) -> None:
        """A link of the guide: another page, a heading, a picture, or a web address."""
        path, _, heading = target.partition("#")
        if QUrl(target).scheme() in ("http", "https"):
            try:
                open_link(target)
            except CannotOpenError as error:
                self.context.show_error(error)
        elif path.endswith(".md"):
            self.go(path.removesuffix(".md"), heading)
        elif path.endswith((".webp", ".png")):
            open_picture(self.guide.folder / path, self)
        elif heading:
            self.go(self.page, heading)

    def check(self) -> None:
        """«Проверить программу»."""
        open_check(self.context, self, self._journals)

    def report(self) -> None:
        """«Сообщить о проблеме»."""
        open_report(self.context, self, self._journals)

    def _leave(self) -> None:
        here = self._trail[self._at]
        self._trail[self._at] = replace(here, scrolled=self.browser.verticalScrollBar().value())

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._trail):
            self._leave()
            self._at += by
            self._show()

    def _show(self) -> None:
        place = self._trail[self._at]
        page = self.guide.page(place.page)
        if page is None:
            return
        self.browser.show_text(page.text, place.heading, words(self.search.text()))
        if place.scrolled >= 0:
            self.browser.verticalScrollBar().setValue(place.scrolled)
        self.browser.setAccessibleDescription(page.title)
        self.contents.show_current(place.page)
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at + 1 < len(self._trail))
        self._called = False
        self._fit()

    # Finding

    def _on_sought(self, query: str) -> None:
        self.contents.show_found(self.guide.find(query) if query.strip() else None)

    def _on_find(self) -> None:
        if not self._side.isVisible():
            self._call_contents()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_chosen(self, page: str, heading: str) -> None:
        self.go(page, heading)

    def _call_contents(self) -> None:
        self._called = not self._called
        self._fit()

    # Size and keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The contents give way to the text."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        roomy = self.width() >= ROOMY * max(1.0, theme.scale)
        self._side.setFixedWidth(round(CONTENTS_WIDTH * max(1.0, theme.scale)))
        self._side.setVisible(roomy or self._called)
        self.call.setVisible(not roomy)
        # One line or none: three of them would take the page's room.
        beside = self.width() - (self._side.width() if roomy else 0)
        in_line = beside >= ACTS_WIDTH * max(1.0, theme.scale)
        self._acts.setVisible(in_line)
        self.more.setVisible(not in_line)
        self.browser.setVisible(roomy or not self._called)

    def event(self, event: QEvent) -> bool:
        """Alt and arrows go through the pages, while there are any; then they are the window's."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() in kinds and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
            by = steps.get(Qt.Key(event.key()), 0) if event.modifiers() == Qt.KeyboardModifier.AltModifier else 0
            if by and 0 <= self._at + by < len(self._trail):
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self._step(by)
                return True
        return super().event(event)
