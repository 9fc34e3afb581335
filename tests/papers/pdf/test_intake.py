"""What is not a Word document, or one that would take all the memory, is refused at once and in plain words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.pdf.intake import checked, cyrillic_words

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAMESPACE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _good() -> bytes:
    document = docx.Document()
    document.add_paragraph("Заключение")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _with(parts: dict[str, bytes], renamed: dict[str, str] | None = None) -> bytes:
    """A good document with parts put in place of its own, or added; `renamed` parts are called otherwise."""
    names = renamed or {}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_good())) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in source.infolist():
            if entry.filename not in parts:
                made.writestr(names.get(entry.filename, entry.filename), source.read(entry))
        for name, data in parts.items():
            made.writestr(name, data)
    return stream.getvalue()


def _text(body: bytes) -> bytes:
    main = b'<w:document xmlns:w="' + _NAMESPACE + b'"><w:body>' + body + b"</w:body></w:document>"
    return _with({"word/document.xml": main})


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda: b"", "пуст", id="nothing"),
        pytest.param(lambda: b"%PDF-1.7\n", "PDF", id="PDF renamed"),
        pytest.param(lambda: _OLE + bytes(99) + "EncryptedPackage".encode("utf-16-le"), "парол", id="password"),
        pytest.param(lambda: _OLE + bytes(99) + "WordDocument".encode("utf-16-le"), ".doc", id="old Word"),
        pytest.param(lambda: _good()[:3000], "повреждён", id="cut off"),
        pytest.param(lambda: _text(b"<w:p/>" * 100_000), "велик", id="paragraphs without end"),
        pytest.param(lambda: _text(b"<w:r>" * 2_100_000), "велик", id="elements without end"),
        pytest.param(lambda: _text(b" " * 33_000_000), "велик", id="text without end"),
        pytest.param(lambda: _with({"word/media/a.png": bytes(201_000_000)}), "велик", id="bomb"),
        pytest.param(lambda: _text(b"<w:tbl>" * 500 + b"</w:tbl>" * 500), "повреждён", id="tables within tables"),
    ],
)
def test_it_is_refused(make: Callable[[], bytes], said: str) -> None:
    with pytest.raises(BadFileError) as raised:
        checked(make())
    assert said in raised.value.what
    assert raised.value.todo


def test_text_may_stand_under_another_name() -> None:
    with zipfile.ZipFile(io.BytesIO(_good())) as archive:
        relations, types = archive.read("_rels/.rels"), archive.read("[Content_Types].xml")
    other = _with(
        {
            "_rels/.rels": relations.replace(b"word/document.xml", b"word/document22.xml"),
            "[Content_Types].xml": types.replace(b"/word/document.xml", b"/word/document22.xml"),
        },
        {
            "word/document.xml": "word/document22.xml",
            "word/_rels/document.xml.rels": "word/_rels/document22.xml.rels",
        },
    )
    assert cyrillic_words(checked(other)) == {"заключение"}
