"""Own ink off a signed page onto the clean one: only the expert's own, only when the page is proved."""

from __future__ import annotations

import io

import docx
import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication

from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.scans import CannotLiftError, Cleaning, SheetSource
from attest_desktop.papers.signing import find_places
from attest_desktop.work.desk import Desk
from attest_desktop.work.own_ink import CONSENT, ENGINE, freeze_clean_pages, onto_clean_pages
from attest_desktop.work.paper_lot import Sheet, add, begin
from attest_desktop.work.paper_way import Seen, look
from attest_desktop.work.people import people
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.signing_trail import is_valid, signings
from tests.support.paper import SIGNERS, printed, scan


def added(desk: Desk, who: str, content: bytes) -> tuple[tuple[Sheet, ...], dict[tuple[int, int], Seen]]:
    sheets = add(desk, who, [SheetSource("скан.jpg", content)]).sheets
    return sheets, look(desk, who, sheets[0].file_id, Cleaning.NONE)


def test_only_the_own_ink_goes_onto_the_clean_page(qapp: QGuiApplication, desk: Desk) -> None:
    profile = kept_profile(desk)
    assert profile is not None
    assert profile.full_name.startswith(SIGNERS[0].split()[0])
    who = people(desk)[0].id
    written = io.BytesIO()
    docx.Document().save(written)
    word = written.getvalue()
    desk.store.conclusions.freeze(who, {}, word, printed(), "builtin", (), desk.now())
    way = begin(desk, who)
    with pytest.raises(CannotLiftError):
        onto_clean_pages(desk, way, *added(desk, who, scan(2, 1)))
    made = onto_clean_pages(desk, way, *added(desk, who, scan(2, 0, 1)))
    frozen = freeze_clean_pages(desk, way, made)
    assert (frozen.engine, frozen.revision) == (ENGINE, 2)
    (trail,) = signings(desk, who, 2)
    assert (trail.signing.full_name, trail.signing.page, trail.signing.consent) == (profile.full_name, 2, CONSENT)
    assert is_valid(trail, word)
    # The text is still text, and the colleague's ink stayed on the scan.
    with PdfPages(made.pdf) as pages, PdfPages(printed()) as original:
        assert pages.text(2) == original.text(2)
        height = original.size(2)[1]
        fresh = np.flatnonzero((original.grey(2, scale=1) - pages.grey(2, scale=1).astype(int) > 60).any(axis=1))
    lines = [height - place.y for place in find_places(printed())]
    assert lines[0] - 40 < fresh.min() < fresh.max() < lines[1] - 30
