"""Bitmap files decoded: kept while one document is printed, for it may show them on every page."""

from __future__ import annotations

from PySide6.QtGui import QImage

from attest_desktop.papers.pdf.builtin.weighed import Weighed

# Ten photographs of a page's width, or two of the largest.
_MOST_BYTES = 160_000_000

decoded = Weighed(QImage.fromData, QImage.sizeInBytes, _MOST_BYTES)
"""The picture of a file's bytes; a null one when they are none."""
