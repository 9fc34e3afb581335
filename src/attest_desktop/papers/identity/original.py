"""The original: what is needed to recognise its pages on paper, computed when first asked for."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from attest_desktop.papers.rendering import PdfPages


class Original:
    """An original PDF whose pages are to be recognised. A context manager; may be used for many pictures.

    Raises BadFileError when the bytes are not a readable PDF, or it has too many pages.
    """

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.pages = PdfPages(pdf)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self.pages)

    def close(self) -> None:
        """Let the document go."""
        self.pages.close()
