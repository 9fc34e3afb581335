"""After an engine: the same title, language and viewer settings whichever made the PDF; proof that it is good."""

from __future__ import annotations

import hashlib
import io
import re
import struct

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.pdf.errors import PdfEngineError
from attest_desktop.papers.rendering import text_of

_LANGUAGE = "ru-RU"
# Words may be parted at line ends or drawn over; a PDF whose letters do not map back gives next to none.
_WORDS_WANTED = 0.5
_PDF_A = re.compile(rb"pdfaid:(part|conformance)(?:>|=\")\s*(\w+)")
# 1 January 2000, midnight, as an ICC profile writes it; its checksum, next to it, may be left zero.
_PROFILE_DATE = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
_GAPS = re.compile(r"[\u00ad\ufffe\x02]|-\s*\n|\s+")
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{author}   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
   <pdf:Producer>{producer}</pdf:Producer>
{archive}  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def finished(pdf: bytes, source: bytes, *, title: str, author: str) -> bytes:
    """The PDF with title, author, language and viewer settings; equal bytes for equal input.

    `source` is the document it was made from: its hash takes the place of the random file identifier, and the hour
    of making is left out. Raises PdfEngineError when the bytes are no PDF.
    """
    try:
        reader = PdfReader(io.BytesIO(pdf))
        writer = PdfWriter(clone_from=reader)
    except (PyPdfError, ValueError, KeyError, TypeError) as error:
        raise PdfEngineError("Получившийся файл PDF не открывается.") from error
    writer.pdf_header = reader.pdf_header
    producer = str(reader.metadata.producer or "") if reader.metadata is not None else ""
    producer = producer or "attest-desktop"
    metadata = {"/Title": title, "/Producer": producer} | ({"/Author": author} if author else {})
    writer.metadata = None
    writer.add_metadata(metadata)
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(_LANGUAGE)
    viewing = root.get("/ViewerPreferences")
    preferences = viewing.get_object() if viewing is not None else DictionaryObject()
    if not isinstance(preferences, DictionaryObject):
        preferences = DictionaryObject()
    preferences[NameObject("/DisplayDocTitle")] = BooleanObject(True)
    root[NameObject("/ViewerPreferences")] = preferences
    metadata_stream = DecodedStreamObject()
    metadata_stream.set_data(_xmp(reader, title, author, producer))
    metadata_stream.update(
        {NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")}
    )
    told = root.raw_get("/Metadata") if "/Metadata" in root else None
    if isinstance(told, IndirectObject):
        # In place of the engine's, which would stay in the file with its hour.
        writer._replace_object(told, metadata_stream)
    else:
        root[NameObject("/Metadata")] = writer._add_object(metadata_stream)
    _fix_profile_dates(root)
    digest = hashlib.sha256(b"\0".join((source, title.encode(), author.encode(), producer.encode()))).digest()[:16]
    identifier = ByteStringObject(digest)
    # The library makes random identifiers only, and leaves no other way to set one's own.
    writer._ID = ArrayObject((identifier, identifier))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _fix_profile_dates(root: DictionaryObject) -> None:
    """Put a fixed date into the colour profiles of a PDF/A: some engines write the hour they made them."""
    for intent in root.get("/OutputIntents", ArrayObject()):
        profile = intent.get_object().get("/DestOutputProfile")
        stream = profile.get_object() if profile is not None else None
        if isinstance(stream, StreamObject):
            data = stream.get_data()
            stream.set_data(data[:24] + _PROFILE_DATE + data[36:84] + bytes(16) + data[100:])


def escaped(text: str) -> str:
    """The text as markup has it."""
    # The library's own brings half of the web along.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _xmp(reader: PdfReader, title: str, author: str, producer: str) -> bytes:
    """Metadata that agree with the document's, and keep the PDF/A mark the engine gave."""
    old = reader.root_object.get("/Metadata")
    marks = dict(_PDF_A.findall(old.get_object().get_data())) if old is not None else {}
    archive = "".join(
        f"   <pdfaid:{name.decode()}>{value.decode()}</pdfaid:{name.decode()}>\n"
        for name, value in sorted(marks.items(), reverse=True)
    )
    by = f"   <dc:creator><rdf:Seq><rdf:li>{escaped(author)}</rdf:li></rdf:Seq></dc:creator>\n" if author else ""
    return _XMP.format(
        title=escaped(title), author=by, language=_LANGUAGE, producer=escaped(producer), archive=archive
    ).encode()


def verified_pages(pdf: bytes, words: frozenset[str]) -> int:
    """The number of pages of a PDF that opens and gives back the document's Russian words (lower case).

    Raises PdfEngineError when it does not.
    """
    try:
        pages = text_of(pdf)
    except BadFileError as error:
        raise PdfEngineError("Получившийся файл PDF не открывается.") from error
    # Hyphens at line ends, and the spaces a reader makes of wide gaps, part no words here.
    text = _GAPS.sub("", "\n".join(pages)).lower()
    found = sum(1 for word in words if word in text)
    if words and found < _WORDS_WANTED * len(words):
        raise PdfEngineError("В получившемся PDF не находится русский текст документа.")
    return len(pages)
