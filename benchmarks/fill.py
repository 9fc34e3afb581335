"""One form filled, its blanks known, beside docxtpl rendering the same words from a tagged copy."""

from __future__ import annotations

import io
from collections.abc import Sequence

from attest_desktop.papers.template import fill
from benchmarks import papers
from benchmarks.harness import Line, Scale, in_turn, not_measured, times_faster

WHAT, BESIDE, TARGET = "one form filled, blanks known", "docxtpl, the same words from a tagged copy", "not slower"


def measure(scale: Scale) -> Sequence[Line]:
    """In processor time."""
    try:
        from docxtpl import DocxTemplate
    except ImportError:
        return [not_measured(WHAT, BESIDE, TARGET, "docxtpl is not installed")]
    template, record = papers.opened(), papers.record()
    copy, values = papers.tagged(papers.filled(), papers.form())

    def ours() -> bytes:
        return fill(template, record).content

    def peer() -> bytes:
        document = DocxTemplate(io.BytesIO(copy))
        document.render(dict(values), autoescape=True)
        kept = io.BytesIO()
        document.save(kept)
        return kept.getvalue()

    papers.same_words(ours(), peer())
    mine, its = in_turn(scale.runs(40), ours, peer, warm=2)
    return [times_faster(WHAT, BESIDE, 1, mine.work, its.work, target=TARGET)]
