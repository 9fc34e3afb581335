"""The body of an upload as it goes out: true progress, and whether any of it may have arrived."""

from __future__ import annotations

from collections.abc import Iterator

from attest_desktop.domain.errors import CancelledError
from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.service.connection import CallbackFailed
from attest_desktop.service.submission import Submission, encode_multipart

_BLOCK = 8 * 1024  # a second on a line of 64 kbit/s


class UploadBody:
    """A file-like body. A block is counted as gone when the next one is asked for."""

    def __init__(self, submission: Submission, progress: Progress, cancelled: Cancelled) -> None:
        self.content_type, self._body = encode_multipart(submission)
        self._progress = progress
        self._cancelled = cancelled
        self._place = 0

    def __len__(self) -> int:
        return len(self._body)

    def __iter__(self) -> Iterator[bytes]:
        """For the HTTP library to see that this is a stream; it reads by `read`."""
        return iter(self.read, b"")

    @property
    def begun(self) -> bool:
        """Whether any byte of the body was handed to the network."""
        return self._place > 0

    @property
    def all_handed_over(self) -> bool:
        """Whether the whole body was handed to the network."""
        return self._place == len(self._body)

    def read(self, size: int = -1) -> bytes:
        """The next block, for the HTTP library."""
        if self._cancelled() and not self.all_handed_over:
            raise CallbackFailed(CancelledError())
        try:
            self._progress("Отправляем файл…", self._place / len(self._body))
        except Exception as fault:
            raise CallbackFailed(fault) from fault
        size = _BLOCK if size is None or size < 0 else min(size, _BLOCK)
        block = self._body[self._place : self._place + size]
        self._place += len(block)
        return block
