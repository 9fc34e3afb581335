"""Signature pictures in the Word file: on the right line, and not a word moves."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from attest_desktop.papers.pdf import EngineName, convert
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.signing import draw_sample_signature
from attest_desktop.papers.signing.word import sign_word
from attest_desktop.papers.template.package import BadTemplateError
from tests.papers.signing.layouts.first_lines import FIRST_LINES, slashes, unnamed_experts
from tests.papers.signing.layouts.first_tables import FIRST_TABLES, column_of_names
from tests.papers.signing.layouts.sheet import Sheet
from tests.papers.signing.layouts.tags import EXPERTS, Truth, truths

INK = draw_sample_signature(EXPERTS[0], 3)
BOTH = [(name, INK) for name in EXPERTS[:2]]


def words(pdf: bytes) -> list[list[tuple[str, float, float]]]:
    with PdfPages(pdf) as pages:
        numbers = range(1, len(pages) + 1)
        return [
            [(one.text, round(one.left, 1), round(one.bottom, 1)) for one in pages.characters(n)] for n in numbers
        ]


def pictures(pdf: bytes) -> list[tuple[int, tuple[float, float, float, float]]]:
    document = pdfium.PdfDocument(pdf)
    found = []
    for number, page in enumerate(document, 1):
        found += [(number, item.get_bounds()) for item in page.get_objects(filter=(3,))]
    document.close()
    return found


def on_its_line(truth: Truth, page: int, box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = box
    if page != truth.page or left < truth.left - 4 or right > truth.right + 4:
        return False
    if truth.cell:
        return bottom > truth.bottom - 8 and top < truth.top + 12
    return abs(bottom + 0.15 * (top - bottom) - truth.bottom) < 5


@pytest.mark.parametrize("layout", [slashes, column_of_names])
def test_pictures_stand_on_the_lines_and_no_word_moves(layout: Callable[[], Sheet]) -> None:
    docx = layout().content()
    signed = sign_word(docx, BOTH)
    assert (signed.placed, signed.not_placed) == (EXPERTS[:2], ())
    assert sign_word(docx, BOTH) == signed
    before, after = (
        convert(one, engine=EngineName.BUILTIN, title="Заключение").pdf for one in (docx, signed.content)
    )
    assert words(after) == words(before)
    with zipfile.ZipFile(io.BytesIO(signed.content)) as archive:
        document = archive.read("word/document.xml").decode()
        assert archive.testzip() is None
    assert document.count("<wp:wrapNone/>") == 2
    assert document.count('behindDoc="0"') == 2


def test_who_has_no_line_of_the_own_is_told() -> None:
    docx = unnamed_experts().content()
    signed = sign_word(docx, BOTH)
    assert signed.content == docx
    assert signed.placed == ()
    assert [one.split(":")[0] for one in signed.not_placed] == ["Лебедева\u00a0А.С.", "Громов\u00a0И.П."]


@pytest.mark.parametrize("spoil", [lambda docx: docx[:2000], lambda _: b"", lambda _: b"%PDF-1.4"])
def test_what_is_no_word_file_is_refused(spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(BadTemplateError):
        sign_word(spoil(slashes().content()), BOTH)


def test_macros_are_refused() -> None:
    out = io.BytesIO(slashes().content())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    with pytest.raises(BadTemplateError, match="макросы"):
        sign_word(out.getvalue(), BOTH)


@pytest.mark.slow
def test_in_libreoffice_no_word_moves_either(tmp_path: Path) -> None:
    placed = 0
    for name, layout in {**FIRST_LINES, **FIRST_TABLES}.items():
        docx = layout().content()
        signed = sign_word(docx, BOTH)
        placed += len(signed.placed)
        (tmp_path / f"{name}.docx").write_bytes(docx)
        (tmp_path / f"{name}-signed.docx").write_bytes(signed.content)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(tmp_path), *map(str, sorted(tmp_path.glob("*.docx")))]
    subprocess.run(command, check=True, capture_output=True)
    drawn = 0
    for path in tmp_path.glob("*-signed.pdf"):
        before = path.with_name(path.name.replace("-signed", "")).read_bytes()
        after = path.read_bytes()
        assert words(after) == words(before), path.name
        lines = truths(before)
        for page, box in pictures(after):
            assert any(on_its_line(one, page, box) for one in lines), (path.name, box)
            drawn += 1
    assert drawn == placed >= 50
