"""A handwritten signature lifted off a photograph or a scan, or drawn: ink alone, on a transparent ground."""

from __future__ import annotations

from attest_desktop.papers.ink.drawing import NothingDrawnError, ink_from_strokes
from attest_desktop.papers.ink.extract import extract_ink
from attest_desktop.papers.ink.photo import BadPhotoError
from attest_desktop.papers.ink.result import Ink

__all__ = ["BadPhotoError", "Ink", "NothingDrawnError", "extract_ink", "ink_from_strokes"]
