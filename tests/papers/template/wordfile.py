"""Small Word files built by hand for the tests, and what a reader sees in one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def run(text: str, look: str = "") -> str:
    """A run; tabs and line breaks become their elements."""
    out, piece = [], ""
    for character in text:
        if character in "\t\n":
            out.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "")
            out.append("<w:tab/>" if character == "\t" else "<w:br/>")
            piece = ""
        else:
            piece += character
    out.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "")
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{''.join(out)}</w:r>"


def para(*pieces: str, props: str = "") -> str:
    """A paragraph of texts; a piece that begins with `<` is taken as XML."""
    inner = "".join(piece if piece.startswith("<w:") else run(piece) for piece in pieces)
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{inner}</w:p>"


def bold(text: str) -> str:
    """A bold run."""
    return run(text, "<w:b/>")


def small(text: str, props: str = "") -> str:
    """A caption: a paragraph in small letters."""
    return para(run(text, '<w:sz w:val="16"/>'), props=props)


def cell(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """A table cell; `merge` is «restart» or «continue»."""
    props = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + (
        f'<w:vMerge w:val="{merge}"/>' if merge == "restart" else "<w:vMerge/>" if merge else ""
    )
    inner = "".join(one if one.startswith("<w:") else para(one) if one else para() for one in paragraphs or ("",))
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inner}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    """A table; a plain text is a cell of one paragraph."""
    body = "".join(
        "<w:tr>" + "".join(one if one.startswith(("<w:tc>", "<w:sdt>")) else cell(one) for one in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{body}</w:tbl>"


def docx(
    *body: str, parts: dict[str, bytes] | None = None, main_type: str = _MAIN, headers: Iterable[str] = ()
) -> bytes:
    """A Word file with this body."""
    kinds, rels = "", ""
    extra = dict(parts or {})
    for number, header in enumerate(headers, 1):
        name = f"header{number}.xml"
        extra[f"word/{name}"] = f'<w:hdr xmlns:w="{W}">{header}</w:hdr>'.encode()
        rels += f'<Relationship Id="h{number}" Type="{_REL}/header" Target="{name}"/>'
        kinds += (
            f'<Override PartName="/word/{name}" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>'
        )
    document = (
        f'<w:document xmlns:w="{W}" xmlns:w14="{W14}"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>'
    )
    files = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{kinds}</Types>'
        ).encode(),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>'
        ).encode(),
        "word/document.xml": document.encode(),
        **extra,
    }
    return archive(files)


def archive(files: dict[str, bytes]) -> bytes:
    """A zip of the files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    """The root of a part of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return etree.fromstring(source.read(name))


def words_of(element: etree._Element) -> str:
    """All the text inside the element."""
    return "".join(str(text) for text in element.itertext())


def lines(content: bytes, name: str = "word/document.xml") -> list[str]:
    """Texts of all paragraphs in document order, no-break spaces as spaces."""
    found = []
    for paragraph in part(content, name).iter(f"{{{W}}}p"):
        text = ""
        for node in paragraph.iter(f"{{{W}}}t", f"{{{W}}}tab", f"{{{W}}}br"):
            text += {"t": node.text or "", "tab": "\t", "br": "\n"}[etree.QName(node).localname]
        found.append(text.replace("\u00a0", " "))
    return found
