"""PDF files that mean harm, written object by object."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import partial

PAGE = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >>"
_STANDARD = {
    1: b"<< /Type /Catalog /Pages 2 0 R >>",
    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: f"<< {PAGE} >>".encode(),
    4: b"<< /Length 9 >>\nstream\n0 0 m 1 w\nendstream",
}


def pdf(objects: Mapping[int, bytes] | None = None, *, trailer: bytes = b"", end: bytes = b"") -> bytes:
    """A PDF of one empty page with these objects besides or instead, and a true table of them."""
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    whole = dict(_STANDARD) | dict(objects or {})
    for number, body in sorted(whole.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n"
    for number in sorted(places):
        out += b"%d 1\n%010d 00000 n \n" % (number, places[number])
    size = max(places) + 1
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out) + end


def _stream(content: bytes, words: str = "") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (words.encode(), len(content), content)


def _page(more: str) -> bytes:
    return f"<< {PAGE} {more} >>".encode()


def opening(action: str) -> bytes:
    """A file that does something as it is opened."""
    return pdf({1: f"<< /Type /Catalog /Pages 2 0 R /OpenAction << {action} >> >>".encode()})


def linking(action: str) -> bytes:
    """A page with a link that does something."""
    return pdf(
        {3: _page("/Annots [5 0 R]"), 5: f"<< /Subtype /Link /Rect [0 0 9 9] /A << {action} >> >>".encode()}
    )


def embedding() -> bytes:
    """A program inside."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.exe) 5 0 R] >> >> >>",
            5: b"<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>",
            6: _stream(b"MZ", "/Type /EmbeddedFile"),
        }
    )


def pages_in_a_ring() -> bytes:
    """A tree of pages whose branch is its own root."""
    return pdf({2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"})


def pages_doubling() -> bytes:
    """Forty branches, each twice the one below: more pages than atoms."""
    objects = {
        n: b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 1099511627776 >>" % (n + 1, n + 1) for n in range(10, 50)
    }
    return pdf({2: b"<< /Type /Pages /Kids [10 0 R] /Count 1099511627776 >>", **objects, 50: _page("")})


def parents_in_a_ring() -> bytes:
    """Pages that are their own ancestors, and inherit all they have."""
    return pdf(
        {
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 5 0 R >>",
            5: b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
            3: b"<< /Type /Page /Parent 2 0 R >>",
        }
    )


def outlines_in_a_ring() -> bytes:
    """Headings that follow each other for ever."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R >>",
            5: b"<< /Type /Outlines /First 6 0 R /Last 6 0 R /Count 99999999 >>",
            6: b"<< /Title (a) /Parent 5 0 R /Next 7 0 R /First 5 0 R >>",
            7: b"<< /Title (b) /Parent 5 0 R /Next 6 0 R /Prev 6 0 R >>",
        }
    )


def form_in_itself() -> bytes:
    """A drawing that draws itself."""
    return pdf(
        {
            3: _page("/Resources << /XObject << /F 5 0 R >> >>").replace(b"/Resources << >>", b""),
            4: _stream(b"/F Do"),
            5: _stream(b"/F Do /F Do", "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>"),
        }
    )


def forms_doubling() -> bytes:
    """Thirty drawings, each drawing the next twice."""
    objects = {
        n: _stream(
            b"/F Do /F Do", f"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F {n + 1} 0 R >> >>"
        )
        for n in range(10, 40)
    }
    return pdf(
        {
            3: _page("/Resources << /XObject << /F 10 0 R >> >>").replace(b"/Resources << >>", b""),
            4: _stream(b"/F Do"),
            **objects,
            40: _stream(b"0 0 m 9 9 l S", "/Subtype /Form /BBox [0 0 9 9]"),
        }
    )


def pattern(step: str, more: str = "") -> bytes:
    """A page covered by tiles so far apart (points), each painted with such tiles."""
    tile = (
        f"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep {step} /YStep {step} {more} "
        "/Resources << /Pattern << /P 5 0 R >> >>"
    )
    return pdf(
        {
            3: _page("/Resources << /Pattern << /P 5 0 R >> >>").replace(b"/Resources << >>", b""),
            4: _stream(b"/Pattern cs /P scn 0 0 595 842 re f"),
            5: _stream(b"/Pattern cs /P scn 0 0 1 1 re f", tile),
        }
    )


def type3_in_itself() -> bytes:
    """A typeface whose letter is written with that letter."""
    return pdf(
        {
            3: _page("/Resources << /Font << /F 5 0 R >> >>").replace(b"/Resources << >>", b""),
            4: _stream(b"BT /F 9 Tf (a) Tj ET"),
            5: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 "
            b"/LastChar 97 /Widths [1] /Encoding << /Differences [97 /a] >> /CharProcs << /a 6 0 R >> "
            b"/Resources << /Font << /F 5 0 R >> >> >>",
            6: _stream(b"1 0 d0 BT /F 9 Tf (aaaa) Tj ET"),
        }
    )


def annotation_in_itself() -> bytes:
    """A note whose look draws itself, a thousand times on the page."""
    return pdf(
        {
            3: _page("/Annots [" + "5 0 R " * 1000 + "]"),
            5: b"<< /Type /Annot /Subtype /Stamp /Rect [0 0 99 99] /AP << /N 6 0 R >> /Parent 5 0 R >>",
            6: _stream(b"/F Do", "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 6 0 R >> >>"),
        }
    )


def huge_page(side: str = "1000000") -> bytes:
    """A page of the size of a village."""
    return pdf({3: _page(f"/MediaBox [0 0 {side} {side}]").replace(b"/MediaBox [0 0 595 842]", b"", 1)})


def many_objects(count: int = 110_000) -> bytes:
    """Very many small things, all reached from the root, and a table that does not lead to them."""
    body = b"".join(b"%d 0 obj\n[%d 0 R]\nendobj\n" % (n, n + 1) for n in range(10, count + 10))
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R /X 10 0 R >>"}).replace(b"xref\n", body + b"xref\n", 1)


def many_in_a_list(count: int = 150_000) -> bytes:
    """One list of very many things."""
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R /X [" + b"<<>>" * count + b"] >>"})


def deep_lists(depth: int = 100_000) -> bytes:
    """Lists within lists."""
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * depth + b"]" * depth + b" >>"})


def deep_dictionaries() -> bytes:
    """Dictionaries within dictionaries."""
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R /X " + b"<</A " * 5_000 + b"1" + b">>" * 5_000 + b" >>"})


def deep_content() -> bytes:
    """States saved and lists opened without end in what a page says."""
    return pdf({4: _stream(zlib.compress(b"q " * 2_000_000 + b"[" * 500_000), "/Filter /FlateDecode")})


def table_lies() -> bytes:
    """A table that says all things lie at the file's beginning, and a former table that is itself."""
    content = pdf(trailer=b"/Prev 9")
    start = content.rfind(b"xref\n", 0, content.rfind(b"startxref"))
    return content[:start].replace(b"%PDF-1.7\n", b"%PDF-1.7\n", 1) + content[start:].replace(
        b" 00000 n", b" 00000 n"
    ).replace(b"/Prev 9", b"/Prev %d" % start)


def table_without_end() -> bytes:
    """A table that says it has four thousand million entries."""
    return b"%PDF-1.7\nxref\n0 4294967295\ntrailer\n<< /Size 4294967295 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"


def table_in_a_stream() -> bytes:
    """A packed table of entries that say they lie within each other."""
    entries = b"".join(bytes([2, 0, 5, n % 256]) for n in range(5000))
    body = _stream(
        zlib.compress(entries),
        "/Type /XRef /W [1 2 1] /Index [0 2147483647] /Size 2147483647 /Root 1 0 R /Filter /FlateDecode",
    )
    head = b"%PDF-1.7\n"
    return head + b"5 0 obj\n" + body + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(head)


def objects_in_a_ring() -> bytes:
    """A packed list of objects whose length is inside itself."""
    inner = b"1 0 2 30 << /Type /Catalog /Pages 2 0 R >> "
    return pdf({5: _stream(inner, "/Type /ObjStm /N 100000000 /First 2147483647 /Extends 5 0 R")})


def length_in_a_ring() -> bytes:
    """A stream whose length is the stream."""
    return pdf({4: b"<< /Length 4 0 R >>\nstream\n0 0 m\nendstream"})


def value_in_a_ring() -> bytes:
    """References that lead to each other and to nothing else."""
    return pdf({3: _page("/Rotate 5 0 R /UserUnit 6 0 R"), 5: b"6 0 R", 6: b"5 0 R"})


def filters_in_a_row() -> bytes:
    """Packed forty times over."""
    content = b"0 0 m"
    for _ in range(40):
        content = zlib.compress(content)
    return pdf({4: _stream(content, "/Filter [" + "/FlateDecode " * 40 + "]")})


def bomb() -> bytes:
    """A page's words that unpack into a thousand megabytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10_000_000) for _ in range(40)) + packer.flush()
    return pdf({4: _stream(packed, "/Filter /FlateDecode")})


def run_length_bomb() -> bytes:
    """The same by counted runs, and by letters for bytes."""
    return pdf({4: _stream(b"\x81 " * 4_000_000, "/Filter [/RunLengthDecode]")})


def predictor_bomb() -> bytes:
    """A few bytes that say they are rows of two thousand million columns."""
    words = (
        "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 4 /BitsPerComponent 16 >>"
    )
    return pdf({4: _stream(zlib.compress(b"\x02" * 1000), words)})


def wide_picture(words: str = "/Width 65535 /Height 65535") -> bytes:
    """A picture of four thousand million points in a dozen bytes."""
    picture = f"/Subtype /Image {words} /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /FlateDecode"
    return pdf(
        {
            3: _page("/Resources << /XObject << /I 5 0 R >> >>").replace(b"/Resources << >>", b""),
            4: _stream(b"595 0 0 842 0 0 cm /I Do"),
            5: _stream(zlib.compress(bytes(1000)), picture),
        }
    )


def inline_picture() -> bytes:
    """The same in what the page says."""
    return pdf({4: _stream(b"595 0 0 842 0 0 cm BI /W 65535 /H 65535 /BPC 8 /CS /RGB ID " + b"x" * 99 + b" EI")})


def jbig2_picture() -> bytes:
    """A packed fax of four thousand million points."""
    head = bytes.fromhex("0000000030000100000013") + b"\xff\xff\xff\xff" * 2 + bytes(8) + b"\0\xff\xff"
    return (
        wide_picture("/Width 60000 /Height 1000 /DecodeParms << /K -1 /Columns 60000 >>").replace(
            b"/Filter /FlateDecode", b"/Filter /CCITTFaxDecode"
        )
        + head
    )


def encrypted() -> bytes:
    """Says it is locked with a lock that nobody knows."""
    return pdf(
        {5: b"<< /Filter /Standard /V 9 /R 99 /O (x) /U (y) /P -1 /Length 99999 >>"},
        trailer=b"/Encrypt 5 0 R /ID [(a) (b)]",
    )


def functions_in_a_ring() -> bytes:
    """A shade that is reckoned from itself."""
    return pdf(
        {
            3: _page("/Resources << /Shading << /S 5 0 R >> >>").replace(b"/Resources << >>", b""),
            4: _stream(b"/S sh"),
            5: b"<< /ShadingType 1 /ColorSpace /DeviceRGB /Function 6 0 R >>",
            6: b"<< /FunctionType 3 /Domain [0 1] /Functions [6 0 R 6 0 R] /Bounds [0.5] /Encode [0 1 0 1] >>",
        }
    )


def spaces_in_a_ring() -> bytes:
    """Colours that are defined by themselves."""
    return pdf(
        {
            3: _page("/Resources << /ColorSpace << /C 5 0 R >> >>").replace(b"/Resources << >>", b""),
            4: _stream(b"/C cs 0 sc 0 0 99 99 re f"),
            5: b"[/Indexed 5 0 R 255 (x)]",
        }
    )


def names_deep() -> bytes:
    """A tree of names that is its own branch, and fields that are their own children."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /Names << /Dests 5 0 R >> /AcroForm << /Fields [6 0 R] >> >>",
            5: b"<< /Kids [5 0 R 5 0 R] >>",
            6: b"<< /T (a) /Kids [6 0 R 6 0 R] /Parent 6 0 R >>",
        }
    )


def page_says_itself() -> bytes:
    """A page whose words are the page, and a thousand times the same words."""
    return pdf({3: _page("").replace(b"/Contents 4 0 R", b"/Contents [3 0 R " + b"4 0 R " * 50_000 + b"]")})


ACTIONS = {
    "script": "/S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:1/'\\))",
    "launch": "/S /Launch /F (calc.exe)",
    "address": "/S /URI /URI (http://127.0.0.1:1/)",
    "another file": "/S /GoToR /F (\\\\\\\\host\\\\share\\\\a.pdf) /D [0 /Fit]",
    "file inside": "/S /GoToE /T << /R /C >>",
    "form sent": "/S /SubmitForm /F (http://127.0.0.1:1/)",
    "data brought": "/S /ImportData /F (\\\\\\\\host\\\\x.fdf)",
}
MAKERS: dict[str, Callable[[], bytes]] = {
    **{f"opens: {name}": partial(opening, action) for name, action in ACTIONS.items()},
    **{f"link: {name}": partial(linking, action) for name, action in ACTIONS.items()},
    "embedded": embedding,
    "pages in a ring": pages_in_a_ring,
    "pages doubling": pages_doubling,
    "parents in a ring": parents_in_a_ring,
    "outlines in a ring": outlines_in_a_ring,
    "form in itself": form_in_itself,
    "forms doubling": forms_doubling,
    "pattern in itself": lambda: pattern("1"),
    "letter in itself": type3_in_itself,
    "note in itself": annotation_in_itself,
    "huge page": huge_page,
    "endless page": lambda: huge_page("1e38"),
    "page of no size": lambda: huge_page("0"),
    "many objects": many_objects,
    "many in a list": many_in_a_list,
    "deep lists": deep_lists,
    "deep dictionaries": deep_dictionaries,
    "deep content": deep_content,
    "table lies": table_lies,
    "table without end": table_without_end,
    "table in a stream": table_in_a_stream,
    "objects in a ring": objects_in_a_ring,
    "length in a ring": length_in_a_ring,
    "value in a ring": value_in_a_ring,
    "filters in a row": filters_in_a_row,
    "bomb": bomb,
    "counted runs": run_length_bomb,
    "predictor": predictor_bomb,
    "wide picture": wide_picture,
    "high picture": lambda: wide_picture("/Width 1 /Height 2147483647"),
    "size elsewhere": lambda: wide_picture("/Width 6 0 R /Height 6 0 R"),
    "inline picture": inline_picture,
    "fax": jbig2_picture,
    "unknown lock": encrypted,
    "functions in a ring": functions_in_a_ring,
    "colours in a ring": spaces_in_a_ring,
    "names in a ring": names_deep,
    "page says itself": page_says_itself,
}
