"""One window of the program for one folder of data: a second start brings the first one forward, with its file."""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path

from PySide6.QtCore import QIODevice, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

logger = logging.getLogger(__name__)

_ANSWER = b"here"
_ANSWER_MS = 3_000
_END = b"\0"  # the only byte that no path has
_LONGEST = 64 * 1024


class OnlyWindow(QObject):
    """Emits `forward` when the program was started once more with the same folder, and `given` with its file."""

    forward = Signal()
    given = Signal(object)

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Another user of the computer has another folder, and so another name.
        self._name = "attest-desktop-" + hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:16]
        self._server = QLocalServer(self)
        self._knocking: list[QLocalSocket] = []
        # Nobody but the same user of the system may knock.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_knock)

    def claim(self, file: Path | None = None) -> bool:
        """Become the only window; False when there is one, which has then been asked to come forward.

        The one that is there is given the file to open.
        """
        if self._asked_forward(file):
            return False
        if not self._server.listen(self._name):
            # A socket that a killed program left behind: nobody answers on it.
            QLocalServer.removeServer(self._name)
            if not self._server.listen(self._name):
                logger.warning("other starts of the program will not be noticed")
        return True

    def release(self) -> None:
        """Let the next start be the only one."""
        self._server.close()

    def _asked_forward(self, file: Path | None) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name, QIODevice.OpenModeFlag.ReadWrite)
        if not socket.waitForConnected(_ANSWER_MS):
            return False
        # A program that hangs does not answer; then two windows are better than none.
        answered = socket.bytesAvailable() > 0 or socket.waitForReadyRead(_ANSWER_MS)
        if answered and file is not None:
            # The other program may have been started in another folder.
            socket.write(os.fsencode(file.absolute()) + _END)
            socket.waitForBytesWritten(_ANSWER_MS)
            socket.disconnectFromServer()
        else:
            socket.abort()
        return answered

    def _on_knock(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._knocking.append(socket)
            socket.readyRead.connect(self._on_told)
            socket.disconnected.connect(self._on_gone)
            socket.write(_ANSWER)
            socket.flush()
            self.forward.emit()

    def _on_told(self) -> None:
        for socket in self._knocking:
            told = bytes(socket.peek(_LONGEST).data())
            if told.endswith(_END):
                socket.readAll()
                self.given.emit(Path(os.fsdecode(told[: -len(_END)])))

    def _on_gone(self) -> None:
        gone = [one for one in self._knocking if one.state() is QLocalSocket.LocalSocketState.UnconnectedState]
        for socket in gone:
            self._knocking.remove(socket)
            socket.deleteLater()
