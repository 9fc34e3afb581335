"""Pages on paper against the original: which page is it, is it unaltered, is it signed."""

from __future__ import annotations

from attest_desktop.papers.identity.matching import Matcher, match_pages
from attest_desktop.papers.identity.original import Original
from attest_desktop.papers.identity.results import CheckedPage, CheckReport, PageMatch, SignedPlace
from attest_desktop.papers.identity.signatures import signatures_on

__all__ = [
    "CheckReport",
    "CheckedPage",
    "Matcher",
    "Original",
    "PageMatch",
    "SignedPlace",
    "match_pages",
    "signatures_on",
]
