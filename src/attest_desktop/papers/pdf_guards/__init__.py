"""What a PDF from anybody must not be, before it is looked at, copied or signed: one guard for every room."""

from __future__ import annotations

from attest_desktop.papers.pdf_guards.admission import refuse_long, refuse_unsafe
from attest_desktop.papers.pdf_guards.refusal import LARGEST_FILE, MOST_PAGES, Called, UnsafePdfError

__all__ = ["LARGEST_FILE", "MOST_PAGES", "Called", "UnsafePdfError", "refuse_long", "refuse_unsafe"]
