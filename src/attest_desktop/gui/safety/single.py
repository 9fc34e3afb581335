"""One window of the program for one folder of data: a second start brings the first one forward."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from PySide6.QtCore import QIODevice, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

logger = logging.getLogger(__name__)

_ANSWER = b"here"
_ANSWER_MS = 3_000


class OnlyWindow(QObject):
    """Emits `forward` when the program was started once more with the same folder."""

    forward = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Another user of the computer has another folder, and so another name.
        self._name = "attest-desktop-" + hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:16]
        self._server = QLocalServer(self)
        # Nobody but the same user of the system may knock.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_knock)

    def claim(self) -> bool:
        """Become the only window; False when there is one, which has then been asked to come forward."""
        if self._asked_forward():
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

    def _asked_forward(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name, QIODevice.OpenModeFlag.ReadWrite)
        if not socket.waitForConnected(_ANSWER_MS):
            return False
        # A program that hangs does not answer; then two windows are better than none.
        answered = socket.bytesAvailable() > 0 or socket.waitForReadyRead(_ANSWER_MS)
        socket.abort()
        return answered

    def _on_knock(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(_ANSWER)
            socket.flush()
            self.forward.emit()
