"""A handwritten signature lifted off a photograph or a scan: ink alone, on a transparent ground."""

from __future__ import annotations

from attest_desktop.papers.ink.extract import Box, Ink, extract_ink
from attest_desktop.papers.ink.photo import BadPhotoError

__all__ = ["BadPhotoError", "Box", "Ink", "extract_ink"]
