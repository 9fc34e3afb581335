"""Signature images into the PDF, above the signer's line."""

from __future__ import annotations

from attest_desktop.papers.signing.choosing import place_for
from attest_desktop.papers.signing.finding import find_places
from attest_desktop.papers.signing.fitting import LOWEST_INK, UNDER_LINE, covers_print, ink_box
from attest_desktop.papers.signing.image import SignatureImage, is_ready, read_signature
from attest_desktop.papers.signing.layout import Box
from attest_desktop.papers.signing.places import (
    AmbiguousPlaceError,
    BadSignatureError,
    CannotStampError,
    Place,
    PlaceNotFoundError,
    SignerRole,
)
from attest_desktop.papers.signing.sample import draw_sample_signature
from attest_desktop.papers.signing.stamping import Placement, stamp

__all__ = [
    "LOWEST_INK",
    "UNDER_LINE",
    "AmbiguousPlaceError",
    "BadSignatureError",
    "Box",
    "CannotStampError",
    "Place",
    "PlaceNotFoundError",
    "Placement",
    "SignatureImage",
    "SignerRole",
    "covers_print",
    "draw_sample_signature",
    "find_places",
    "ink_box",
    "is_ready",
    "place_for",
    "read_signature",
    "stamp",
]
