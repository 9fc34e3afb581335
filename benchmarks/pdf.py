"""The PDF of a conclusion of three pages: the built-in engine beside LibreOffice, warm and cold."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from attest_desktop.papers.pdf import EngineName, convert
from benchmarks import office, papers
from benchmarks.harness import Line, NotMeasuredError, Scale, in_turn, not_measured, times_faster

WARM, WARM_PEER = "PDF of a conclusion, built-in, warm", "LibreOffice warm (unoserver)"
COLD, COLD_PEER = "PDF of a conclusion, built-in, a new process", "LibreOffice cold (soffice --convert-to)"
_COLD = (
    "import sys; from pathlib import Path; from attest_desktop.papers.pdf import EngineName, convert;"
    "made = convert(Path(sys.argv[1]).read_bytes(), engine=EngineName.BUILTIN, title='x');"
    "Path(sys.argv[2]).write_bytes(made.pdf)"
)


def measure(scale: Scale) -> Sequence[Line]:
    """In processor time, LibreOffice's own included; the waits stand beside."""
    docx = papers.filled()
    pages = convert(docx, engine=EngineName.BUILTIN, title="Заключение").pages
    return [_warm(scale, docx, pages), _cold(scale, docx, pages)]


def _warm(scale: Scale, docx: bytes, pages: int) -> Line:
    what = f"{WARM} ({pages} pages)"
    try:
        with office.warm() as kept:
            its_work: list[float] = []

            def peer() -> None:
                before = kept.work()
                kept.convert(docx)
                its_work.append(kept.work() - before)

            mine, its = in_turn(
                scale.runs(15), lambda: convert(docx, engine=EngineName.BUILTIN, title="Заключение"), peer, warm=2
            )
            work = [a + b for a, b in zip(its.work, its_work[2:], strict=True)]
    except NotMeasuredError as error:
        return not_measured(what, WARM_PEER, "not slower", str(error))
    line = times_faster(what, WARM_PEER, 1, mine.work, work, target="not slower")
    return line.with_other(mine.wall, its.wall)


def _cold(scale: Scale, docx: bytes, pages: int) -> Line:
    what = f"{COLD} ({pages} pages)"
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        source = folder / "one.docx"
        source.write_bytes(docx)

        def ours() -> None:
            subprocess.run([sys.executable, "-c", _COLD, source, folder / "ours.pdf"], check=True)

        def peer() -> None:
            office.convert_cold([source], folder, folder / "profile")

        try:
            mine, its = in_turn(scale.runs(6), ours, peer)
        except NotMeasuredError as error:
            return not_measured(what, COLD_PEER, "≥ 3× faster", str(error))
    return times_faster(what, COLD_PEER, 3, mine.work, its.work).with_other(mine.wall, its.wall)
