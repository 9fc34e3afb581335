"""Forms of many families that the engine was not written for: blanks, meanings, filling."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections import defaultdict
from copy import deepcopy

import pytest
from docx import Document
from lxml import etree

from attest_desktop.papers.template import Blank, fill, open_template
from tests.papers.template.corpus import FORMS, Expected, FormCase
from tests.papers.template.corpus.scoring import score
from tests.papers.template.forms import assert_printed_kept, record, texts
from tests.papers.template.wordfile import W, docx, para, table

BY_NAME = {form.name: form for form in FORMS}


def test_blanks_and_meanings_of_the_whole_corpus() -> None:
    hits = found = wanted = 0
    by_field: dict[str | None, list[int]] = defaultdict(lambda: [0, 0, 0])  # right, given, asked
    failed = []
    for form in FORMS:
        result = score(form.blanks, open_template(form.content).blanks)
        hits += len(result.pairs)
        found += len(result.pairs) + len(result.excess)
        wanted += len(result.pairs) + len(result.missed)
        wrong: list[Expected | Blank] = [*result.missed, *result.excess]
        failed += [f"{form.name}: {one.label}" for one in wrong]
        for truth, blank in result.pairs:
            if truth.signature:
                continue
            by_field[truth.field][2] += 1
            by_field[blank.field][1] += 1
            by_field[truth.field][0] += truth.field == blank.field
    assert hits / found >= 0.95, failed
    assert hits / wanted >= 0.95, failed
    f1 = [2 * right / (given + asked) for right, given, asked in by_field.values()]
    assert sum(f1) / len(f1) >= 0.93, dict(by_field)
    assert len(f1) >= 15


def _cut(content: bytes, seed: str) -> bytes:
    """The same form with its runs cut at random, as spelling marks and edits leave them."""
    dice = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            root = etree.fromstring(source.read(name))
            for run in list(root.iter(f"{{{W}}}r")):
                texts_of = run.findall(f"{{{W}}}t")
                if len(texts_of) != 1 or len(run) > 1 + (run.find(f"{{{W}}}rPr") is not None):
                    continue
                text = texts_of[0].text or ""
                at = dice.randint(0, len(text))
                if 0 < at < len(text):
                    tail = deepcopy(run)
                    texts_of[0].text, tail.findall(f"{{{W}}}t")[0].text = text[:at], text[at:]
                    run.addnext(tail)
                    run.addnext(etree.Element(f"{{{W}}}proofErr", {f"{{{W}}}type": "spellStart"}))
            target.writestr(name, etree.tostring(root))
    return out.getvalue()


@pytest.mark.parametrize("name", BY_NAME)
def test_cutting_runs_changes_no_blank_and_no_answer(name: str) -> None:
    whole, cut = open_template(BY_NAME[name].content), open_template(_cut(BY_NAME[name].content, name))
    assert cut.blanks == whole.blanks
    assert cut.fingerprint == whole.fingerprint
    assert fill(cut, record()).filled == fill(whole, record()).filled


@pytest.mark.parametrize("name", BY_NAME)
def test_filling_keeps_the_form_whole(name: str) -> None:
    form: FormCase = BY_NAME[name]
    template = open_template(form.content)
    filled = fill(template, record())
    assert_printed_kept(form.content, template, filled.content)
    with zipfile.ZipFile(io.BytesIO(form.content)) as before, zipfile.ZipFile(io.BytesIO(filled.content)) as after:
        assert before.namelist() == after.namelist()
        for part in after.namelist():
            etree.fromstring(after.read(part))
    Document(io.BytesIO(filled.content))
    # «b20.1» stands in a row that was added for one more lesson.
    assert {one.id.partition(".")[0] for one in filled.filled} | {one.id for one in filled.empty} == {
        one.id for one in template.blanks
    }
    # No value may stand where the truth has none: what the form's own reader would call a wrong place.
    result = score(form.blanks, template.blanks)
    written = {one.id: one.value for one in filled.filled}
    wrong = [
        (truth.label, written[blank.id])
        for truth, blank in result.pairs
        if blank.id in written and not truth.signature and truth.field != blank.field
    ]
    assert not wrong
    if not filled.filled:
        assert texts(filled.content) == texts(form.content)


@pytest.mark.slow
def test_a_form_of_three_thousand_paragraphs_and_two_hundred_tables_is_read_in_ten_seconds() -> None:
    asking = "Текст пункта, должность ______ (Ф.И.О.), дата «__» ____ 20__ г."
    rows = [[str(number), "", ""] for number in range(8)]
    body: list[str] = []
    for number in range(3000):
        body.append(para(f"{number}. {asking if number % 5 == 0 else 'Обычный текст об аттестации.' * 3}"))
        if number % 15 == 0:
            body.append(table(["№", "Фамилия, имя, отчество", "Должность"], *rows))
    content = docx(*body)
    start = time.process_time()
    template = open_template(content)
    assert time.process_time() - start < 10
    assert len(template.blanks) == 600 * 2 + 200 * 16
