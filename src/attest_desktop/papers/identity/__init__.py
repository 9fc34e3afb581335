"""Pages on paper against the original: which page is it, is it unaltered, is it signed."""

from __future__ import annotations

from attest_desktop.papers.identity.matching import match_pages
from attest_desktop.papers.identity.original import Original
from attest_desktop.papers.identity.results import CheckedPage, CheckReport, PageMatch, SignedPlace

__all__ = ["CheckReport", "CheckedPage", "Original", "PageMatch", "SignedPlace", "match_pages"]
