"""A finished Word file on its way between the two experts, with the texts that it was made from inside."""

from __future__ import annotations

from attest_desktop.papers.handover.answers import result_is_open
from attest_desktop.papers.handover.carrying import handover_in, with_handover
from attest_desktop.papers.handover.comparing import Change, ChangeKind, Piece, compared, paired
from attest_desktop.papers.handover.content import fingerprint, paragraphs_in_cells, paragraphs_of, plain
from attest_desktop.papers.handover.part import BadHandoverError, Handover

__all__ = [
    "BadHandoverError",
    "Change",
    "ChangeKind",
    "Handover",
    "Piece",
    "compared",
    "fingerprint",
    "handover_in",
    "paired",
    "paragraphs_in_cells",
    "paragraphs_of",
    "plain",
    "result_is_open",
    "with_handover",
]
