"""Excel files that mean harm, made from a sound schedule."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

from tests.papers.schedule.layouts import plain
from tests.papers.schedule.making import as_xlsx

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"


@cache
def sound() -> bytes:
    """A schedule of six lines."""
    return as_xlsx(plain().tables)


def _with(
    change: Callable[[bytes], bytes] = bytes, part: str = SHEET, more: Mapping[str, bytes] | None = None
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound())) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == part else content)
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def _rows(rows: str) -> bytes:
    return _with(lambda sheet: sheet.replace(b"</sheetData>", rows.encode() + b"</sheetData>"))


def _doctype(doctype: str, use: bytes = b"") -> bytes:
    return _with(lambda sheet: doctype.encode() + sheet.replace(b"</sheetData>", use + b"</sheetData>"))


def _cell(inside: str) -> bytes:
    return _rows(f'<row r="60"><c r="A60"{inside}</c></row>')


def _linked(address: str) -> bytes:
    """Another book by a link, and a formula that asks it."""
    relations = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_R}/externalLinkPath" '
        f'Target="{address}book.xlsx" TargetMode="External"/></Relationships>'
    )
    link = (
        '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook '
        f'xmlns:r="{_R}" r:id="rId1"><sheetNames><sheetName val="A"/></sheetNames></externalBook></externalLink>'
    )
    return _with(
        lambda sheet: sheet.replace(
            b"</sheetData>", b'<row r="60"><c r="A60"><f>[1]A!$A$1</f><v>5</v></c></row></sheetData>'
        ),
        more={
            "xl/externalLinks/externalLink1.xml": link.encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations.encode(),
        },
    )


def reaching_out(address: str, folder: str) -> Mapping[str, bytes]:
    """Files that ask for `address` (http://…/) and for files under `folder`."""
    return {
        "external book": _linked(address),
        "external book on the disk": _linked(f"file://{folder}/"),
        "WEBSERVICE": _cell(f'><f>WEBSERVICE("{address}w")</f>'),
        "HYPERLINK": _cell(f' t="str"><f>HYPERLINK("{address}h","x")</f><v>x</v>'),
        "DDE": _cell("><f>cmd|'/c calc'!A1</f>"),
        "IMAGE": _cell(f'><f>_xlfn.IMAGE("{address}i.png")</f>'),
        "entity from a file": _doctype(f'<!DOCTYPE w [<!ENTITY e SYSTEM "file://{folder}/canary.txt">]>', b"&e;"),
        "definitions from the net": _doctype(f'<!DOCTYPE w SYSTEM "{address}d.dtd">'),
    }


def _laughs() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return _doctype(f'<!DOCTYPE w [<!ENTITY e0 "ха">{levels}]>', b"&e9;")


MAKERS: dict[str, Callable[[], bytes]] = {
    "bomb": lambda: _with(more={"xl/media/bomb": bytes(90_000_000)}),
    "bomb in the sheet": lambda: _with(lambda sheet: sheet.replace(b"</sheetData>", b" " * 90_000_000)),
    "a million rows": lambda: _rows("".join(f'<row r="{n}"/>' for n in range(60, 1_000_060))),
    "a million lines": lambda: _rows("<row><c><v>1</v></c></row>" * 1_000_000),
    "a million strings": lambda: _with(
        lambda strings: strings.replace(b"</sst>", b"<si><t>1</t></si>" * 1_000_000 + b"</sst>"), STRINGS
    ),
    "one endless string": lambda: _with(
        lambda strings: strings.replace(b"</sst>", b"<si><t>" + b"x" * 30_000_000 + b"</t></si></sst>"), STRINGS
    ),
    "laughs": _laughs,
    "deep": lambda: _rows('<row r="60">' + "<x>" * 100_000 + "</x>" * 100_000 + "</row>"),
    "no such string": lambda: _cell(' t="s"><v>999999999</v>'),
    "no such day": lambda: _cell(' s="1" t="d"><v>0000-99-99T99:99:99</v>'),
    "a day without end": lambda: _cell(' s="1"><v>1e308</v>'),
    "no number": lambda: _cell("><v>nan</v>"),
    "digits without end": lambda: _cell(f"><v>{'9' * 30_000}</v>"),
    "a place without end": lambda: _rows('<row r="99999999999"><c r="ZZZZZZ99999999999"><v>1</v></c></row>'),
    "an array over everything": lambda: _cell('><f t="array" ref="A1:XFD1048576">1</f><v>1</v>'),
    "climbing names": lambda: _with(
        more={"../../canary.txt": b"x", "/etc/canary.txt": b"x", "C:\\canary.txt": b"x"}
    ),
    "a sheet that is none": lambda: _with(lambda _sheet: b"<html/>"),
    "sheets in a ring": lambda: _with(
        lambda book: book.replace(
            b"</sheets>", b'<sheet name="x" sheetId="1" r:id="rId1"/>' * 2_000 + b"</sheets>"
        ),
        BOOK,
    ),
}
