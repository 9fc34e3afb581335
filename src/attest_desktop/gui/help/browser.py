"""A page of the guide: Markdown in the colours and sizes of the theme, pictures as wide as there is room."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from attest_desktop.gui.theme import tokens
from attest_desktop.gui.theme.style import FAMILY, theme
from attest_desktop.work.guide import stem

# While the window is being drawn larger, pictures are not scaled anew at every step.
SETTLES_MS = 120
LARGER = "Показать крупнее"
MARGIN = 28
_HEADS = {1: tokens.HEADING, 2: tokens.TITLE, 3: tokens.LEAD}
_LINE_HEIGHT, _IN_TABLE = 140.0, 120.0  # percent
# The letter that stands for a picture in a document of Qt.
_PICTURE = "\ufffc"
# Tables of two columns are alike, however long their words: percent.
_COLUMNS = (36, 64)


class GuideBrowser(QTextBrowser):
    """Shows one page; `followed` comes with a link's target: page.md#heading, a picture's path, or an address."""

    followed = Signal(str)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._text = ""
        self._pictures: dict[str, QImage] = {}
        self._sought: tuple[str, ...] = ()
        self.setAccessibleName("Справка: текст")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        # Pictures are as wide as the page: it must not become narrower when it proves to be long.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("kind", "guide")
        self.anchorClicked.connect(lambda link: self.followed.emit(unquote(link.toString())))
        self._settle = QTimer(self, singleShot=True, interval=SETTLES_MS)
        self._settle.timeout.connect(self._again)
        theme.changed.connect(self._again)

    def show_text(self, text: str, heading: str = "", sought: tuple[str, ...] = ()) -> None:
        """Show Markdown from its heading on; words that begin as those `sought` are marked."""
        self._text, self._sought = text, sought
        self._put()
        self.go_to(heading)

    def go_to(self, heading: str) -> None:
        """Bring a heading to the top; empty: the beginning."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        block = self.document().firstBlock()
        while heading and block.isValid():
            if block.blockFormat().headingLevel() and anchor(block.text()) == anchor(heading):
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(max(0, round(top) - tokens.S))
                cursor = QTextCursor(block)
                self.setTextCursor(cursor)
                return
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the guide, as wide as there is room and sharp on any screen; nothing from elsewhere."""
        if QTextDocument.ResourceType(kind) is not QTextDocument.ResourceType.ImageResource:
            return None
        path = (self._folder / unquote(QUrl(name).path())).resolve()
        if not path.is_relative_to(self._folder.resolve()):
            return None
        picture = self._pictures.get(str(path))
        if picture is None:
            picture = self._pictures[str(path)] = QImage(str(path))
        if picture.isNull():
            return None
        ratio = self.devicePixelRatioF()
        room = max(200, self.viewport().width() - 2 * MARGIN - tokens.S)
        wanted = QSize(picture.size()).scaled(
            round(min(room, picture.width()) * ratio), 100_000, Qt.AspectRatioMode.KeepAspectRatio
        )
        scaled = picture.scaled(
            wanted, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter = QPainter(scaled)
        painter.setPen(QPen(QColor(theme.tokens.line_strong), 1))
        painter.drawRect(0, 0, scaled.width() - 1, scaled.height() - 1)
        painter.end()
        scaled.setDevicePixelRatio(ratio)
        return scaled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._settle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Going back and forth is the view's, Esc the window's."""
        through = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if through or event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _again(self) -> None:
        """The same place in the new size or colours."""
        if not self._text:
            return
        bar = self.verticalScrollBar()
        part = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._put()
        bar.setValue(round(part * bar.maximum()))

    def _put(self) -> None:
        document = self.document()
        document.setDefaultFont(self.font())
        document.setMarkdown(self._text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        dress(document)
        self._mark()

    def _mark(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        for word in self._sought:
            found = self.document().find(stem(word))
            while not found.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.format.setBackground(QColor(theme.tokens.warn_soft))
                mark.cursor = found
                marks.append(mark)
                found = self.document().find(stem(word), found)
        self.setExtraSelections(marks)


def anchor(heading: str) -> str:
    """A heading as links name it, as on a repository's pages: «Что делать?» is «что-делать»."""
    kept = "".join(one for one in heading.lower() if one.isalnum() or one in " -_")
    return kept.strip().replace(" ", "-")


def dress(document: QTextDocument) -> None:
    """Give a document read from Markdown the sizes, distances and colours of the theme."""
    now = theme.tokens
    document.setDocumentMargin(MARGIN)
    block = document.firstBlock()
    while block.isValid():
        _dress_block(block)
        for piece in _pieces(block):
            if level := block.blockFormat().headingLevel():
                _dress_heading(piece, level)
            else:
                _dress_piece(piece, now)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, now)


def _dress_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    shape = QTextBlockFormat()
    level = block.blockFormat().headingLevel()
    quoted = block.blockFormat().intProperty(QTextFormat.Property.BlockQuoteLevel)
    in_list = block.textList() is not None and block.next().textList() is not None
    in_table = cursor.currentTable() is not None
    # Room between lines is for texts: under a picture it would be a hole.
    height = 100.0 if _PICTURE in block.text() else _IN_TABLE if in_table else _LINE_HEIGHT
    shape.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    shape.setTopMargin(0 if block.blockNumber() == 0 else tokens.XL if level == 2 else tokens.L if level else 0)
    shape.setBottomMargin(tokens.S if level else tokens.XS if in_list else tokens.M)
    if quoted:
        shape.setBackground(QColor(theme.tokens.accent_soft))
        shape.setLeftMargin(tokens.M)
        shape.setRightMargin(tokens.M)
    if in_table:
        shape.setBottomMargin(0)
    cursor.mergeBlockFormat(shape)


def _pieces(block: QTextBlock) -> list[QTextCursor]:
    found = []
    at = block.begin()
    while not at.atEnd():
        piece = at.fragment()
        cursor = QTextCursor(block)
        cursor.setPosition(piece.position())
        cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        found.append(cursor)
        at += 1
    return found


def _dress_heading(piece: QTextCursor, level: int) -> None:
    look = piece.charFormat()
    # Qt's own steps of size would hold against any other.
    look.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
    look.setFontPointSize(_HEADS.get(level, tokens.BODY) * theme.scale)
    look.setFontWeight(QFont.Weight.DemiBold.value)
    piece.setCharFormat(look)


def _dress_piece(piece: QTextCursor, now: tokens.Tokens) -> None:
    was, look = piece.charFormat(), QTextCharFormat()
    if was.isImageFormat():
        # Markdown of Qt knows no pictures within links: each leads to itself, as large as it was taken.
        look.setAnchor(True)
        look.setAnchorHref(was.toImageFormat().name())
        look.setToolTip(LARGER)
    elif was.isAnchor():
        look.setForeground(QColor(now.accent_text))
    elif was.fontFixedPitch():
        look.setFontFixedPitch(False)
        look.setFontFamilies([FAMILY])
        look.setFontWeight(QFont.Weight.Medium.value)
        look.setBackground(QColor(now.neutral_soft))
    elif was.fontWeight() >= QFont.Weight.Bold.value:
        look.setFontWeight(QFont.Weight.DemiBold.value)
    else:
        return
    piece.mergeCharFormat(look)


def _dress_table(table: QTextTable, now: tokens.Tokens) -> None:
    shape = table.format()
    shape.setCellPadding(tokens.S - 2)
    shape.setCellSpacing(0)
    shape.setBorderCollapse(True)
    shape.setBorder(1)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(QColor(now.line)))
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shape.setTopMargin(tokens.XS)
    shape.setBottomMargin(tokens.M)
    if table.columns() == len(_COLUMNS):
        shape.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, one) for one in _COLUMNS])
    table.setFormat(shape)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        head = cell.format()
        head.setBackground(QColor(now.surface_alt))
        cell.setFormat(head)
