"""Documents saved as «Strict Open XML»: the same language under other names."""

from __future__ import annotations

import io
import zipfile

_STRICT = b"http://purl.oclc.org/ooxml/"
_OFFICE = b"http://schemas.openxmlformats.org/"
# The first that begins a name is taken.
_NAMES = (
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"drawingml/picture", b"drawingml/2006/picture"),
    (b"drawingml/chart", b"drawingml/2006/chart"),
    (b"drawingml/diagram", b"drawingml/2006/diagram"),
)
_MARKUP = (".xml", ".rels")
_RELATIONS = "_rels/.rels"


def transitional(docx: bytes) -> bytes:
    """The document under the usual names; the same bytes when it has them already."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        if _STRICT not in archive.read(_RELATIONS):
            return docx
        rewritten = io.BytesIO()
        with zipfile.ZipFile(rewritten, "w", zipfile.ZIP_STORED) as copy:
            for entry in archive.infolist():
                data = archive.read(entry)
                if entry.filename.endswith(_MARKUP):
                    for strict, usual in _NAMES:
                        data = data.replace(_STRICT + strict, _OFFICE + usual)
                copy.writestr(entry.filename, data)
    return rewritten.getvalue()
