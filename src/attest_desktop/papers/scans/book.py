"""One PDF of many pages: pictures put on pages without loss, pages of other PDFs copied, nothing that acts."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from attest_desktop.papers.identity.inking import Matrix, mapped
from attest_desktop.papers.kinds import refusal
from attest_desktop.papers.pdf_objects import DAMAGE, inherited, resolved
from attest_desktop.papers.scans.jpeg import BareJpeg, NotEmbeddableError, bare_jpeg
from attest_desktop.papers.scans.pdf_page import PdfPage
from attest_desktop.papers.scans.placing import Corners
from attest_desktop.papers.scans.png import PackedRows

_LANGUAGE = "ru-RU"
_PRODUCER = "attest-desktop"
# What tells of the device, the author or the time, or hangs on to other parts of the file.
_DROPPED = ("/Metadata", "/PieceInfo", "/LastModified", "/OPI", "/AF", "/StructParent", "/StructParents")
_HIDDEN, _NO_VIEW = 2, 32
_NOT_INK = frozenset({"/Link", "/Popup", "/Movie", "/Sound", "/Screen", "/RichMedia", "/3D", "/FileAttachment"})


@dataclass(frozen=True, slots=True)
class GroupFour:
    """Black and white rows packed as a fax packs them: bytes and size in pixels."""

    data: bytes
    width: int
    height: int


Picture = BareJpeg | PackedRows | GroupFour


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A page with one picture: `matrix` leads from the stored picture (0 to 1 both ways, y down) to the page.

    `page` in points, `shown` the part to be seen (4 x 2, points of the page) or None for all of it.
    """

    page: tuple[float, float]
    picture: Picture
    matrix: Matrix
    shown: Corners | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Copied:
    """A page of another PDF as it is, turned by quarter turns counter-clockwise."""

    page: PdfPage
    turns: int


Leaf = Drawn | Copied


def group_four(image: Image.Image) -> GroupFour:
    """A picture of mode 1, packed without loss."""
    written = io.BytesIO()
    # One strip: a PDF has no place for several.
    image.save(written, "TIFF", compression="group4", tiffinfo={278: image.height})
    with Image.open(io.BytesIO(written.getvalue())) as packed:
        tags: Any = getattr(packed, "tag_v2")  # noqa: B009 - only a TIFF has them
        (start,), (length,) = tags[273], tags[279]
    return GroupFour(written.getvalue()[start : start + length], image.width, image.height)


def bound(leaves: Sequence[Leaf], *, title: str) -> bytes:
    """The PDF of these pages; equal pages give equal bytes."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    for leaf in leaves:
        if isinstance(leaf, Drawn):
            _draw(writer, leaf)
        else:
            _copied(writer, leaf)
    _cleaned(writer)
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    writer.add_metadata({"/Title": title, "/Producer": _PRODUCER})
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(_LANGUAGE)
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    written = io.BytesIO()
    digest = hashlib.sha256(title.encode())
    for one in writer._objects:
        if isinstance(one, StreamObject):
            digest.update(one._data)
    identifier = ByteStringObject(digest.digest()[:16])
    # The library makes random identifiers only, and leaves no other way to set one's own.
    writer._ID = ArrayObject((identifier, identifier))
    writer.write(written)
    return written.getvalue()


def _draw(writer: PdfWriter, leaf: Drawn) -> None:
    page = writer.add_blank_page(*leaf.page)
    image = writer._add_object(_image(writer, leaf.picture))
    resources = DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/Page"): image})})
    page[NameObject("/Resources")] = resources
    # The unit square of a picture stands on its foot, y up.
    a, c, e, b, d, f = (leaf.matrix @ np.array([[1, 0, 0], [0, -1, 1], [0, 0, 1]]))[:2].ravel()
    words = ["q"]
    if leaf.shown is not None:
        path = [f"{_number(x)} {_number(y)}" for x, y in leaf.shown]
        words.append(f"{path[0]} m {' '.join(f'{one} l' for one in path[1:])} h W n")
    words.append(f"{' '.join(_number(one) for one in (a, b, c, d, e, f))} cm /Page Do Q")
    page[NameObject("/Contents")] = _stream(writer, " ".join(words))


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def _stream(writer: PdfWriter, text: str) -> IndirectObject:
    stream = DecodedStreamObject()
    stream.set_data(text.encode("ascii"))
    return writer._add_object(stream)


def _image(writer: PdfWriter, picture: Picture) -> StreamObject:
    stream = StreamObject()
    stream._data = picture.data
    space: Any = NameObject("/DeviceGray")
    bits = 8
    parameters: dict[str, Any] = {}
    if isinstance(picture, BareJpeg):
        packing = "/DCTDecode"
        space = NameObject("/DeviceGray" if picture.components == 1 else "/DeviceRGB")
    elif isinstance(picture, GroupFour):
        packing, bits = "/CCITTFaxDecode", 1
        parameters = {
            "/K": NumberObject(-1),
            "/Columns": NumberObject(picture.width),
            "/Rows": NumberObject(picture.height),
            "/BlackIs1": BooleanObject(True),
        }
    else:
        packing, bits = "/FlateDecode", picture.bits
        parameters = {
            "/Predictor": NumberObject(15),
            "/Colors": NumberObject(picture.colours),
            "/BitsPerComponent": NumberObject(picture.bits),
            "/Columns": NumberObject(picture.width),
        }
        if picture.palette:
            palette = DecodedStreamObject()
            palette.set_data(picture.palette)
            space = ArrayObject(
                (
                    NameObject("/Indexed"),
                    NameObject("/DeviceRGB"),
                    NumberObject(len(picture.palette) // 3 - 1),
                    writer._add_object(palette),
                )
            )
        elif picture.colours == 3:
            space = NameObject("/DeviceRGB")
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(picture.width),
            NameObject("/Height"): NumberObject(picture.height),
            NameObject("/ColorSpace"): space,
            NameObject("/BitsPerComponent"): NumberObject(bits),
            NameObject("/Filter"): NameObject(packing),
        }
    )
    if parameters:
        stream[NameObject("/DecodeParms")] = DictionaryObject(
            {NameObject(name): value for name, value in parameters.items()}
        )
    return stream


def _copied(writer: PdfWriter, leaf: Copied) -> None:
    """The page, if the library that copies can read it after all. Raises BadFileError."""
    reader = leaf.page.file.reader
    if reader is None:
        raise ValueError("a page that can only be painted")
    try:
        _copy(writer, leaf, reader)
    except DAMAGE as error:
        raise refusal(leaf.page.source, "повреждён.", "Сохраните или отсканируйте его заново.") from error


def _copy(writer: PdfWriter, leaf: Copied, reader: PdfReader) -> None:
    """A page with its content, its sizes and what is drawn over it; links, actions and scripts stay behind."""
    source = reader.pages[leaf.page.number - 1]
    made = PageObject()
    made[NameObject("/Type")] = NameObject("/Page")
    for key in ("/MediaBox", "/CropBox", "/Resources", "/Contents", "/Group", "/UserUnit"):
        value = (
            inherited(source, key)
            if key not in ("/Contents", "/Group")
            else source.get(key) and source.raw_get(key)
        )
        if value is not None and not isinstance(resolved(value), NullObject):
            made[NameObject(key)] = value.clone(writer)
    if "/MediaBox" not in made:
        made[NameObject("/MediaBox")] = ArrayObject(FloatObject(one) for one in (0, 0, 612, 792))
    angle = resolved(inherited(source, "/Rotate"))
    turned = (int(angle) if isinstance(angle, (int, float)) else 0) - 90 * leaf.turns
    made[NameObject("/Rotate")] = NumberObject(turned % 360)
    page = writer.add_page(made)
    _flatten(writer, page, source)


def _flatten(writer: PdfWriter, page: DictionaryObject, source: DictionaryObject) -> None:
    """Draw what annotations show (a signature drawn by hand in a reader, a filled field) into the page itself."""
    drawn: list[str] = []
    found = resolved(source.get("/Annots"))
    for item in found if isinstance(found, ArrayObject) else ():
        annotation = resolved(item)
        look = _appearance(annotation)
        matrix = _onto(annotation, look) if look is not None else None
        if look is None or matrix is None:
            continue
        resources = page.get("/Resources")
        own = DictionaryObject(resolved(resources)) if resources is not None else DictionaryObject()
        xobjects = DictionaryObject(resolved(own.get("/XObject", DictionaryObject())))
        name = next(f"/Over{n}" for n in range(1, len(xobjects) + 2) if f"/Over{n}" not in xobjects)
        xobjects[NameObject(name)] = look.clone(writer).indirect_reference or writer._add_object(
            look.clone(writer)
        )
        own[NameObject("/XObject")] = xobjects
        page[NameObject("/Resources")] = own
        drawn.append(f"q {' '.join(_number(one) for one in matrix)} cm {name} Do Q")
    if drawn:
        contents = page.raw_get("/Contents") if "/Contents" in page else None
        own_parts = resolved(contents)
        parts = (
            list(own_parts) if isinstance(own_parts, ArrayObject) else [contents] if contents is not None else []
        )
        page[NameObject("/Contents")] = ArrayObject(
            (_stream(writer, "q\n"), *parts, _stream(writer, "\nQ\n" + "\n".join(drawn)))
        )


def _appearance(annotation: Any) -> StreamObject | None:
    if not isinstance(annotation, DictionaryObject) or annotation.get("/Subtype") in _NOT_INK:
        return None
    flags = resolved(annotation.get("/F", 0))
    if isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW):
        return None
    looks = resolved(annotation.get("/AP"))
    look = resolved(looks.get("/N")) if isinstance(looks, DictionaryObject) else None
    if isinstance(look, DictionaryObject) and not isinstance(look, StreamObject):
        look = resolved(look.get(annotation.get("/AS", "/Off")))
    return look if isinstance(look, StreamObject) else None


def _onto(annotation: DictionaryObject, look: StreamObject) -> tuple[float, ...] | None:
    """The matrix that brings the annotation's look into its rectangle."""
    box, place = _numbers(look.get("/BBox"), 4), _numbers(annotation.get("/Rect"), 4)
    if box is None or place is None:
        return None
    a, b, c, d, e, f = _numbers(look.get("/Matrix"), 6) or (1, 0, 0, 1, 0, 0)
    own = np.array([[a, c, e], [b, d, f], [0, 0, 1]], np.float64)
    x0, y0, x1, y1 = box
    seen = mapped(own, np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]))
    (left, bottom), (right, top) = seen.min(axis=0), seen.max(axis=0)
    if right - left < 1e-3 or top - bottom < 1e-3:
        return None
    across = abs(place[2] - place[0]) / (right - left)
    up = abs(place[3] - place[1]) / (top - bottom)
    return across, 0, 0, up, min(place[0], place[2]) - left * across, min(place[1], place[3]) - bottom * up


def _numbers(value: Any, count: int) -> list[float] | None:
    value = resolved(value)
    if not isinstance(value, ArrayObject) or len(value) != count:
        return None
    numbers = [resolved(one) for one in value]
    return [float(one) for one in numbers] if all(isinstance(one, (int, float)) for one in numbers) else None


def _cleaned(writer: PdfWriter) -> None:
    """Drop what tells of devices and people, and what acts, from all that was copied."""
    for one in writer._objects:
        if not isinstance(one, DictionaryObject):
            continue
        for key in _DROPPED:
            if key in one:
                del one[key]
        if isinstance(one, StreamObject) and one.get("/Subtype") == "/Image":
            packing = resolved(one.get("/Filter"))
            packing = packing[0] if isinstance(packing, ArrayObject) and len(packing) == 1 else packing
            if packing == "/DCTDecode":
                try:
                    one._data = bare_jpeg(bytes(one._data)).data
                except NotEmbeddableError:
                    continue  # of four colours, or damaged: left as it is
