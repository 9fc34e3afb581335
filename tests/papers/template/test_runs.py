"""The character map: labels and blanks may be cut into runs in any way."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from attest_desktop.papers.template import fill, open_template
from attest_desktop.papers.template.ooxml import parse
from attest_desktop.papers.template.runs import Line, Style
from tests.papers.template.forms import record
from tests.papers.template.wordfile import W, docx, lines, para, run

LOOKS = ("", "<w:b/>", "<w:i/>", '<w:sz w:val="20"/>', '<w:lang w:val="ru-RU"/>')
LINES = (
    "Фамилия, имя, отчество: ____________________",
    "Аттестуемый ____________________ (Ф.И.О.)",
    "Дата «__» ____________ 20__ г.",
    "Деятельность соответствует / не соответствует (нужное подчеркнуть)",
    "Специалист ______________ /______________/",
    "об установлении ______________ квалификационной категории",
    "{{ attestee.full_name }}, [место работы]",
)


@st.composite
def cut_lines(draw: st.DrawFn) -> tuple[str, str]:
    """A line of a form, and the same line cut into runs of several looks (never a bold heading as a whole)."""
    text = draw(st.sampled_from(LINES))
    places = draw(st.lists(st.integers(1, len(text) - 1), max_size=8, unique=True))
    edges = [0, *sorted(places), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    looks = [draw(st.sampled_from(LOOKS if len(pieces) > 1 else LOOKS[:1])) for _ in pieces]
    looks[-1] = ""
    if len(looks) > 1 and looks[0] == "<w:b/>":
        looks[0] = "<w:i/>"
    return text, para(*(run(piece, look) for piece, look in zip(pieces, looks, strict=True)))


@settings(max_examples=60, deadline=None)
@given(cut_lines())
def test_cutting_into_runs_changes_neither_blanks_nor_values(case: tuple[str, str]) -> None:
    text, cut = case
    whole, pieces = open_template(docx(para(text))), open_template(docx(cut))
    assert pieces.blanks == whole.blanks
    assert pieces.fingerprint == whole.fingerprint
    squeezed = [" ".join(line.split()) for line in lines(fill(pieces, record()).content)]
    assert squeezed == [" ".join(line.split()) for line in lines(fill(whole, record()).content)]


def _line(pieces: list[tuple[str, str]]) -> Line:
    xml = "".join(run(text, look) for text, look in pieces)
    return Line.of(parse(f'<w:p xmlns:w="{W}">{xml}</w:p>'.encode()))


TEXTS = st.text(alphabet="абв _\t\n«»5", min_size=1, max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(LOOKS)), min_size=1, max_size=5), st.data())
def test_replacing_a_span_changes_that_span_only(pieces: list[tuple[str, str]], data: st.DataObject) -> None:
    line = _line(pieces)
    text = line.text
    assert text == "".join(piece for piece, _ in pieces)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    value = data.draw(st.text(alphabet="жзи \n", max_size=4))
    bold_before = [line.all_runs(at, at + 1, "b") for at in range(len(text))]
    line.replace(start, end, value, Style(underline=True))
    assert line.text == text[:start] + value + text[end:]
    assert Line.of(line.element).text == line.text
    after = [line.all_runs(at, at + 1, "b") for at in range(len(line.text))]
    assert after[:start] == bold_before[:start]
    assert after[start + len(value) :] == bold_before[end:]
    assert all(line.underlined(start, start + len(value)))
    assert not any(line.underlined(0, start))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.sampled_from(LOOKS)), min_size=1, max_size=5), st.data())
def test_restyling_keeps_every_character(pieces: list[tuple[str, str]], data: st.DataObject) -> None:
    line = _line(pieces)
    text = line.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    line.restyle(start, end, Style(underline=True))
    assert line.text == text
    assert line.underlined() == [start <= at < end for at in range(len(text))]


def test_deleted_text_is_not_read_and_inserted_text_is() -> None:
    xml = (
        f'<w:p xmlns:w="{W}"><w:del><w:r><w:delText>старое</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>новое</w:t></w:r></w:ins></w:p>"
    )
    assert Line.of(parse(xml.encode())).text == "новое"


def test_the_order_of_settings_in_a_run_is_the_schemas() -> None:
    line = _line([("текст", '<w:b/><w:sz w:val="20"/><w:lang w:val="ru-RU"/>')])
    line.restyle(0, 5, Style(underline=True, strike=True))
    names = [node.tag.rpartition("}")[2] for node in line.element.iter() if node.getparent() is not None]
    assert names == ["r", "rPr", "b", "strike", "sz", "u", "lang", "t"]
