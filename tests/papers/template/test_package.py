"""What may be opened as a form, and what stays untouched in it."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from attest_desktop.papers.template import BadTemplateError, fill, open_template
from attest_desktop.papers.template.package import MAX_PARTS, open_package
from tests.papers.template.forms import LOOKALIKES, record, template_bytes
from tests.papers.template.wordfile import W, archive, docx, lines, para

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def _encrypted_entry() -> bytes:
    content = bytearray(docx(para("Текст")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            flags = struct.unpack_from("<H", content, at + offset)[0]
            struct.pack_into("<H", content, at + offset, flags | 1)
            at = content.find(mark, at + 4)
    return bytes(content)


BAD = {
    "empty": (b"", "пуст"),
    "text": ("Итоговое заключение".encode(), "не документ Word"),
    "old Word or password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "паролем"),
    "encrypted zip": (_encrypted_entry(), "паролем"),
    "cut short": (docx(para("Текст" * 500))[:-300], "повреждён"),
    "zip of something": (archive({"a.txt": b"a"}), "не документ Word"),
    "spreadsheet": (docx(para("Текст"), main_type=_XLSX), "не документ Word"),
    "macros by type": (docx(para("Текст"), main_type=_MACROS), "макрос"),
    "macros by part": (docx(para("Текст"), parts={"word/vbaProject.bin": b"x"}), "макрос"),
    "broken xml": (docx("<w:p>"), "повреждён"),
    "strict Open XML": (
        archive(
            {
                name: data.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
                for name, data in _parts(docx(para("Текст"))).items()
            }
        ),
        "строгом",
    ),
    "too many parts": (docx(para(""), parts={f"word/x{n}.xml": b"" for n in range(MAX_PARTS)}), "велик"),
    "bomb": (docx(para(""), parts={"word/media/a.bin": bytes(30_000_000)}), "велик"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_sound_form_is_refused_in_russian(case: str) -> None:
    content, words = BAD[case]
    with pytest.raises(BadTemplateError) as caught:
        open_template(content)
    assert words in caught.value.what
    assert caught.value.todo


def test_a_form_that_defines_entities_is_refused_and_nothing_is_fetched() -> None:
    parts = _parts(docx(para("Ф.И.О.: ________")))
    parts["word/document.xml"] = (
        b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + parts["word/document.xml"]
    )
    with pytest.raises(BadTemplateError, match="подозрителен"):
        open_template(archive(parts))


def test_a_broken_header_is_told_of_in_russian() -> None:
    with pytest.raises(BadTemplateError, match="повреждён"):
        open_template(docx(para("Текст"), headers=["<w:p>"]))


@pytest.mark.parametrize("name", LOOKALIKES)
def test_untouched_parts_keep_their_bytes_and_places(name: str) -> None:
    content = template_bytes(name)
    before, after = _parts(content), _parts(fill(open_template(content), record(name)).content)
    assert list(before) == list(after)
    assert {part for part in before if before[part] != after[part]} == {"word/document.xml"}


def test_links_to_the_outside_are_left_alone() -> None:
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="x" TargetMode="External" Target="http://example.org/h.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"/></Relationships>'
    )
    content = docx(para("Возраст: ____"), parts={"word/_rels/document.xml.rels": link})
    after = fill(open_template(content), record()).content
    assert _parts(after)["word/_rels/document.xml.rels"] == link
    assert lines(after)[0].startswith("Возраст: ")


def test_fingerprint_follows_words_and_structure_not_looks() -> None:
    plain = open_template(docx(para("Возраст: ____"))).fingerprint
    assert plain == open_template(docx(para("Возраст", ": __", "__"))).fingerprint
    assert (
        plain == open_template(docx(para("<w:r><w:rPr><w:b/></w:rPr><w:t>Возраст: ____</w:t></w:r>"))).fingerprint
    )
    assert plain != open_template(docx(para("Возраст: _____"))).fingerprint
    assert plain != open_template(docx(para("Возраст: ____"), para(""))).fingerprint
    assert len(plain) >= 32
    assert int(plain, 16)


def test_package_names_its_main_part() -> None:
    assert open_package(docx(para("Текст"))).main == "word/document.xml"


def test_a_part_that_is_added_bears_no_date() -> None:
    package = open_package(docx(para("Текст")))
    made = package.with_parts({package.main: package.read(package.main), "customXml/item1.xml": b""})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == [*package.names(), "customXml/item1.xml"]
        assert archive.infolist()[-1].date_time == (1980, 1, 1, 0, 0, 0)
