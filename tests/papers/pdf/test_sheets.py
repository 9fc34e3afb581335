"""Pages painted for the screen: the same as those of the PDF, made anew only where something changed."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pytest
from docx.shared import Pt
from PySide6.QtGui import QImage

from attest_desktop import bundled
from attest_desktop.domain.attestee import Form
from attest_desktop.domain.errors import BadFileError, CancelledError
from attest_desktop.domain.record import AttesteeData, Conclusion, CriterionText, Record, Result
from attest_desktop.papers.pdf import Converted, EngineName, convert, converted
from attest_desktop.papers.pdf.builtin.sheets import Sheets, Sketcher
from attest_desktop.papers.rendering import PdfPages
from attest_desktop.papers.template import Template, fill, open_template
from tests.papers.pdf.making import new_document, saved

SCALE = 1.25
Grey = npt.NDArray[np.float64]


@cache
def template() -> Template:
    return open_template(bundled.path("sample", "conclusion_template.docx").read_bytes())


def written(words: str) -> bytes:
    """The sample form with these words under its second criterion."""
    texts = [CriterionText(str(one), words if one == 2 else "Итоги подтверждены. " * 9) for one in range(1, 6)]
    record = Record(
        AttesteeData("Журавлёва Ольга Дмитриевна", position="учитель", form=Form.IN_PERSON),
        conclusion=Conclusion(result=Result.MEETS, criteria=tuple(texts)),
    )
    return fill(template(), record).content


def listed(items: list[str], *, size: float = 12) -> bytes:
    """Numbered items, one of them twice: equal paragraphs whose numbers differ."""
    document = new_document(size)
    for item in items:
        document.add_paragraph(item, style="List Number")
    document.add_paragraph("Конец").runs[0].font.size = Pt(9)
    return saved(document)


def brightness(picture: Grey) -> Grey:
    """Means of five by five points: two painters smooth the edges of letters each in its own way."""
    height, width = (side // 5 * 5 for side in picture.shape)
    parts: Grey = picture[:height, :width].reshape(height // 5, 5, width // 5, 5).mean(axis=(1, 3))
    return parts


def grey(image: QImage) -> Grey:
    rows = np.frombuffer(bytes(image.constBits()), np.uint8)
    pixels: Grey = rows.reshape(image.height(), image.bytesPerLine() // 4, 4)[:, : image.width(), :3].mean(axis=2)
    return pixels


def finished(sheets: Sheets, docx: bytes) -> Converted:
    return converted(sheets.written(), docx, engine=EngineName.BUILTIN, title="Проба", author="")


def test_a_painted_page_is_the_page_of_the_pdf(sample: bytes) -> None:
    sheets = Sketcher().lay_out(sample)
    with PdfPages(finished(sheets, sample).pdf) as pages:
        assert len(pages) == len(sheets.sizes) == 3
        for page in (1, 2, 3):
            assert sheets.sizes[page - 1] == pytest.approx(pages.size(page), abs=0.6)
            ours, theirs = (
                grey(sheets.picture(page, SCALE)),
                pages.render(page, scale=SCALE).colours().mean(axis=2),
            )
            height, width = (min(one) for one in zip(ours.shape, theirs.shape, strict=True))
            assert abs(ours.shape[0] - theirs.shape[0]) <= 1
            apart = np.abs(brightness(ours[:height, :width]) - brightness(theirs[:height, :width]))
            # All shifted by two points: 8 and 65; one word wiped out: 70 at the second.
            assert apart.mean() < 3.5
            assert np.quantile(apart, 0.999) < 50


def test_after_any_change_the_pages_are_those_made_at_once() -> None:
    """A letter, a page more, another document, a number counted on: nothing of before is left over."""
    sketcher = Sketcher()
    long = "Педагог опирается на опыт учеников. " * 60
    steps = [
        *(written(words) for words in ("а", long)),
        *(listed(items) for items in (["один", "два", "два"], ["два", "один", "два", "два"])),
    ]
    for docx in steps:
        sheets = sketcher.lay_out(docx)
        assert finished(sheets, docx) == convert(docx, engine=EngineName.BUILTIN, title="Проба")
    assert sheets.picture(1, 0.5) == Sketcher().lay_out(steps[-1]).picture(1, 0.5)


def test_a_letter_makes_its_own_paragraph_anew_and_no_other() -> None:
    sketcher = Sketcher()
    sketcher.lay_out(written("Качество знаний"))
    whole = sketcher.made
    sketcher.lay_out(written("Качество знаний в"))
    read, set_in_lines = sketcher.made
    assert whole[0] > 50
    # The paragraph, and the table that it stands in.
    assert read <= 2
    assert set_in_lines == 1


def test_a_sketch_that_is_no_longer_wanted_ends() -> None:
    sketcher = Sketcher()
    with pytest.raises(CancelledError):
        sketcher.lay_out(listed(["один"]), lambda: True)
    assert len(sketcher.lay_out(listed(["один"])).sizes) == 1


def test_what_is_no_document_is_told_of_and_the_next_one_is_laid_out() -> None:
    sketcher = Sketcher()
    with pytest.raises(BadFileError):
        sketcher.lay_out(b"no archive")
    assert len(sketcher.lay_out(listed(["один"])).sizes) == 1


def test_a_font_that_is_not_there_is_told_of_with_the_pages_that_ask_for_it_only() -> None:
    def in_font(name: str) -> bytes:
        document = new_document()
        document.add_paragraph("Слова").runs[0].font.name = name
        return saved(document)

    sketcher = Sketcher()
    for name, told in (("Чудной", 1), ("Arial", 0), ("Чудной", 1)):
        docx = in_font(name)
        for _ in range(2):
            warnings = finished(sketcher.lay_out(docx), docx).warnings
            assert len(warnings) == told
            assert warnings == convert(docx, engine=EngineName.BUILTIN, title="Проба").warnings
