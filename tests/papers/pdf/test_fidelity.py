"""How near the built-in engine comes to LibreOffice on the forms the program is for."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from attest_desktop import bundled
from attest_desktop.papers.pdf import Converted, EngineName, convert
from tests.papers.pdf.fidelity import FOUND_WANTED, SAME_PAGE_WANTED
from tests.papers.pdf.layout_compare import Difference, compare

FORM = Path(__file__).with_name("data") / "conclusion_form.docx"
SAMPLE = bundled.path("sample", "conclusion_template.docx")
TEXT = (
    "обучающиеся показали стабильно высокие результаты освоения образовательных программ по итогам мониторингов "
    "проводимых организацией качество знаний выросло с 62 до 71 процента участники регионального этапа "
    "всероссийской олимпиады школьников педагог использует цифровые образовательные ресурсы и делится опытом"
)
WORDS = TEXT.split()

pytestmark = pytest.mark.libreoffice


def _text(source: random.Random, count: int) -> str:
    text = " ".join(source.choice(WORDS) for _ in range(count))
    return text[0].upper() + text[1:] + "."


def _filled(form: bytes) -> bytes:
    """The form with texts so long that its tables run over several pages."""
    source = random.Random(20240301)
    document = docx.Document(io.BytesIO(form))
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells[1:]:
                if not cell.text.strip():
                    cell.paragraphs[0].add_run(_text(source, 6 + len(row.cells)))
    for row in document.tables[-1].rows[1:]:
        for _ in range(source.randint(2, 4)):
            row.cells[-1].add_paragraph(_text(source, source.randint(40, 120)))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _assert_near(difference: Difference) -> None:
    assert difference.pages[0] == difference.pages[1]
    assert difference.found >= FOUND_WANTED
    assert difference.same_page >= SAME_PAGE_WANTED
    assert difference.across < 0.5
    assert difference.down < 1.0


def test_three_page_conclusion(by_engine: Callable[[EngineName], Converted]) -> None:
    _assert_near(compare(by_engine(EngineName.LIBREOFFICE).pdf, by_engine(EngineName.BUILTIN).pdf))


@pytest.mark.parametrize(
    "form", [pytest.param(FORM, marks=pytest.mark.slow, id="form"), pytest.param(SAMPLE, id="sample")]
)
def test_form_filled_with_long_texts(form: Path) -> None:
    filled = _filled(form.read_bytes())
    reference, built = (
        convert(filled, engine=engine, title="Заключение").pdf
        for engine in (EngineName.LIBREOFFICE, EngineName.BUILTIN)
    )
    difference = compare(reference, built)
    assert difference.pages[0] >= 3
    _assert_near(difference)
