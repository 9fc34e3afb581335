"""A scanned document of ten pages checked against its original: seconds a page, and if many cost more each."""

from __future__ import annotations

import os
import random
import statistics
from collections.abc import Sequence

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import io

import cv2
from PIL import Image
from tests.papers.identity.originals import conclusion
from tests.papers.identity.paper import printed

from attest_desktop.papers.identity.checking import check_document
from benchmarks.harness import Line, Scale, in_turn, within

DPI = 200
LINEAR = 1.25


def _scanned(pdf: bytes, pages: int) -> bytes:
    """The pages on paper, a little aslant, as a scanner's PDF."""
    chance = random.Random(5)
    sheets = []
    for number in range(1, pages + 1):
        sheet = printed(pdf, number, chance)
        height, width = sheet.shape[:2]
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), chance.uniform(-0.6, 0.6), 1.0)
        laid = cv2.warpAffine(sheet, turn, (width, height), borderValue=(250, 250, 250))
        sheets.append(Image.fromarray(laid).resize((width * DPI // 300, height * DPI // 300)))
    kept = io.BytesIO()
    sheets[0].save(kept, "PDF", save_all=True, append_images=sheets[1:], resolution=DPI, quality=85)
    return kept.getvalue()


def measure(scale: Scale) -> Sequence[Line]:
    """In processor time: one document of ten pages, one of five."""
    many, few = scale.size(10, 4), scale.size(5, 3)
    documents = []
    for count in (few, many):
        original = conclusion(5, tables=count - 2)
        documents.append((_scanned(original, count), original, count))
    for scan, original, count in documents:
        report = check_document(scan, original)
        if len(report.pages) != count or any(page.match.page is None for page in report.pages):
            raise ValueError("the pages were not recognised: nothing is compared")
    short, whole = in_turn(
        scale.runs(2), *(lambda one=one: check_document(one[0], one[1]) for one in documents), warm=0
    )
    a_page = [one / many for one in whole.work]
    growth = statistics.median(a_page) / (statistics.median(short.work) / few)
    line = within(
        f"check of a scanned document of {many} pages ({DPI} dpi)",
        1.0,
        statistics.median(a_page),
        a_page,
        target="≤ 1 s a page, linear",
        why=f"a page of {many} costs {growth:.2f}× of a page of {few} (linear: ≤ {LINEAR}×)",
    )
    return [line.but(reached=bool(line.reached and growth <= LINEAR))]
