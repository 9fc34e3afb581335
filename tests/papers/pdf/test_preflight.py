"""The built-in engine's files before Apache PDFBox Preflight, where it is installed (see docs/pdf.md)."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from PIL import Image, ImageDraw

from attest_desktop.papers.pdf import EngineName, convert
from attest_desktop.papers.signing import Placement, place_for, stamp
from tests.papers.pdf.archival import claimed_part
from tests.support.sample_conclusion import SPECIALISTS

_JARS = [
    Path("/usr/share/java", f"{name}.jar")
    for name in ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "jaxb-api", "javax.activation")
]
# Preflight knows the first part of the standard only. The second one, which the engine keeps to, allows newer
# colour profiles and transparency, and does not ask for the list of glyphs.
_ALLOWED_SINCE = re.compile(
    r"part must be 1|Invalid version of the ICCProfile|CIDSet entry is missing|Soft Mask must be null"
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("java") is None or not all(jar.is_file() for jar in _JARS),
        reason="Preflight is not installed",
    ),
]


def _findings(pdf: bytes, folder: Path) -> list[str]:
    """What Preflight finds that the second part of the standard does not allow either."""
    file = folder / "made.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(
        ["java", "-cp", ":".join(map(str, _JARS)), "org.apache.pdfbox.preflight.Validator_A1b", str(file)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    found = re.findall(r"^\d[\d.]* ?:.*$", done.stdout, re.MULTILINE)
    # It must have looked into the file, and it does not take it for one of the first part.
    assert any("part must be 1" in text for text in found) or claimed_part(pdf) != "2", done.stdout + done.stderr
    return [text for text in found if not _ALLOWED_SINCE.search(text)]


def _ink() -> bytes:
    ink = Image.new("RGBA", (300, 100), (20, 30, 120, 0))
    ImageDraw.Draw(ink).line([(10, 80), (120, 20), (290, 60)], (20, 30, 120, 255), 6)
    stream = io.BytesIO()
    ink.save(stream, "PNG")
    return stream.getvalue()


def test_conclusion_and_signed_conclusion(sample: bytes, tmp_path: Path) -> None:
    pdf = convert(sample, engine=EngineName.BUILTIN, title="Заключение").pdf
    assert _findings(pdf, tmp_path) == []
    signed = stamp(pdf, [Placement(place_for(pdf, SPECIALISTS[0]), _ink())])
    assert _findings(signed, tmp_path) == []


def test_pictures_tables_and_signs_of_several_fonts(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Заголовок ✓ → ≤", 1)
    document.add_paragraph("Пункт", style="List Bullet").add_run(" полужирный").bold = True
    document.add_picture(io.BytesIO(_ink()))
    document.add_table(2, 2, style="Table Grid").cell(0, 0).text = "Ячейка"
    stream = io.BytesIO()
    document.save(stream)
    assert _findings(convert(stream.getvalue(), engine=EngineName.BUILTIN, title="Проба").pdf, tmp_path) == []


def test_what_is_broken_is_found(sample: bytes, tmp_path: Path) -> None:
    pdf = convert(sample, engine=EngineName.BUILTIN, title="Заключение").pdf
    assert _findings(pdf.replace(b"/FontFile2", b"/FontGone2"), tmp_path)
