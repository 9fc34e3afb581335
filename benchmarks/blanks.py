"""The blanks of a form of ten pages that the program has never seen."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from attest_desktop.papers.pdf import EngineName, convert
from attest_desktop.papers.template import open_template
from benchmarks import papers
from benchmarks.harness import Line, Scale, in_turn, within

PAGES = 10
LIMIT = 0.150


def measure(scale: Scale) -> Sequence[Line]:
    """In processor time; the first form of a run, which also loads the words, apart."""
    times, pages, content = 1, 0, papers.form()
    while pages < PAGES:
        content = papers.lengthened(times)
        pages = convert(content, engine=EngineName.BUILTIN, title="Форма").pages
        times += 1
    (mine,) = in_turn(scale.runs(15), lambda: open_template(content))
    blanks = len(open_template(content).blanks)
    return [
        within(
            f"blanks of a form seen for the first time ({pages} pages, {blanks} blanks)",
            LIMIT,
            statistics.median(mine.work),
            mine.work,
            target="≤ 150 ms for 10 pages",
        )
    ]
