"""Scans and photographs of signed pages: put together into one PDF, straight, upright, in order."""

from __future__ import annotations

from attest_desktop.papers.kinds import SheetSource
from attest_desktop.papers.scans.assembled import Assembled, AssembledPage
from attest_desktop.papers.scans.assembling import MOST_BYTES, assemble
from attest_desktop.papers.scans.lifting import CannotLiftError, LiftedInk, lift_ink
from attest_desktop.papers.scans.reading import read_sheets
from attest_desktop.papers.scans.shrinking import Fineness
from attest_desktop.papers.scans.treatment import Cleaning, Treatment

__all__ = [
    "MOST_BYTES",
    "Assembled",
    "AssembledPage",
    "CannotLiftError",
    "Cleaning",
    "Fineness",
    "LiftedInk",
    "SheetSource",
    "Treatment",
    "assemble",
    "lift_ink",
    "read_sheets",
]
