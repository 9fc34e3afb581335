"""Signature images into a Word file: floating pictures in front of the text, so that not a word moves."""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field

from attest_desktop.domain.names import short_name
from attest_desktop.papers.signing.fitting import UNDER_LINE
from attest_desktop.papers.signing.image import SignatureImage, read_signature
from attest_desktop.papers.signing.word_places import Piece, WordPlace, pieces_of, places_in
from attest_desktop.papers.signing.wording import says_name, says_surname
from attest_desktop.papers.template.ooxml import (
    W_PPR,
    W_R,
    W_RPR,
    W_TR,
    Element,
    child,
    make,
    parse,
    qn,
    serialise,
    value,
)
from attest_desktop.papers.template.package import Package, open_package
from attest_desktop.papers.template.relations import relations_of, types_with, with_relations

_EMU = 12_700  # in a point
_TALLEST, _TALLEST_CROWDED, _LOWEST = 32.0, 18.0, 10.0
_WIDEST_IN_CELL = 90.0
_UNDERSCORE = 0.5  # width to the size of the type
_BASELINE = 0.93  # of a line's top, to the size of the type
_FIRST_LINE = 75  # letters that surely stand in the first line of a paragraph
_ANCHOR = """<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{height_order}" behindDoc="0"
 locked="0" layoutInCell="0" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="{across}"
>{left}</wp:positionH><wp:positionV relativeFrom="{along}"><wp:posOffset>{top}</wp:posOffset></wp:positionV
><wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="{id}"
 name="Подпись {id}" descr="Подпись"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData
 uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{id}"
 name="signature.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch
><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm
><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor
></w:drawing>"""


@dataclass(frozen=True, slots=True)
class SignedWord:
    """The Word file with pictures, whose were put in, and why the others were not (Russian sentences)."""

    content: bytes = field(repr=False)
    placed: tuple[str, ...]
    not_placed: tuple[str, ...]


def sign_word(docx: bytes, signatures: Sequence[tuple[str, bytes]]) -> SignedWord:
    """Put each signature (full name, PNG) on its person's line; equal input gives equal bytes, no word moves.

    Who has no line with the own name, or several, is told in `not_placed`. Raises BadTemplateError when the file
    has macros, is damaged or no Word file, BadSignatureError when a picture is no signature.
    """
    package = open_package(docx)
    images = [(name, read_signature(png)) for name, png in signatures]
    root = package.xml(package.main)
    places = places_in(root)
    placed: list[str] = []
    not_placed: list[str] = []
    taken: dict[str, bytes] = {}
    drawn: list[tuple[WordPlace, SignatureImage, str]] = []
    for name, image in images:
        own = _own(places, name)
        if len(own) != 1:
            why = "строка для подписи с этой фамилией не найдена" if not own else "подходит несколько строк"
            not_placed.append(f"{short_name(name)}: {why}.")
            continue
        part = _free_name(package, taken)
        taken[part] = image.png
        drawn.append((own[0], image, part))
        placed.append(name)
    if not drawn:
        return SignedWord(docx, (), tuple(not_placed))
    folder = posixpath.dirname(package.main) or "."
    targets = [posixpath.relpath(part, folder) for _, _, part in drawn]
    relations, ids = with_relations(package, "image", targets, prefix="rIdSignature")
    number = _last_picture(root)
    sizes = _Sizes(package)
    # Of two places in one paragraph the later first: its offset must not move.
    order = sorted(range(len(drawn)), key=lambda index: -drawn[index][0].start)
    for index in order:
        place, image, _ = drawn[index]
        _draw(place, image, ids[index], number + index + 1, sizes)
    changed = {
        package.main: serialise(root),
        relations_of(package.main): relations,
        "[Content_Types].xml": serialise(types_with(package, png="image/png")),
        **taken,
    }
    return SignedWord(package.with_parts(changed), tuple(placed), tuple(not_placed))


def _own(places: Sequence[WordPlace], full_name: str) -> list[WordPlace]:
    for says in (says_name, says_surname):
        own = [place for place in places if says(place.names, full_name)]
        if own:
            return own
    return []


def _draw(place: WordPlace, image: SignatureImage, relation: str, number: int, sizes: _Sizes) -> None:
    pieces = pieces_of(place.paragraph)
    at = next((one for one in pieces if one.start <= place.start < one.start + len(one.text)), None)
    size = sizes.of(place.paragraph, at.run if at is not None else None)
    tallest = _TALLEST_CROWDED if place.crowded else _TALLEST
    if not place.length:
        tallest = min(tallest, max(_TALLEST_CROWDED, _row_height(place.paragraph)))
    length = place.length * _UNDERSCORE * size if place.length > 3 else _WIDEST_IN_CELL
    height = max(min(tallest, length / image.aspect), min(_LOWEST, length / image.aspect))
    width = height * image.aspect
    if place.length:
        across, left = "character", f"<wp:posOffset>{round((length - width) / 2 * _EMU)}</wp:posOffset>"
        top = _BASELINE * size - (1 - UNDER_LINE) * height
        before = "".join(one.text for one in pieces)[: place.start]
        # LibreOffice measures from a line upwards, Word downwards; from a paragraph both measure downwards.
        along = "line" if len(before) > _FIRST_LINE or "\n" in before else "paragraph"
    else:
        across, left = "column", "<wp:align>center</wp:align>"
        along, top = "paragraph", (1.15 * size - height) / 2
    xml = _ANCHOR.format(
        height_order=251_658_240 + number,
        across=across,
        left=left,
        along=along,
        top=round(top * _EMU),
        cx=round(width * _EMU),
        cy=round(height * _EMU),
        id=number,
        relation=relation,
    )
    run = make(W_R)
    type_ = at.run.find(W_RPR) if at is not None else None
    if type_ is not None:
        run.append(copy.deepcopy(type_))  # the same line height
    run.append(parse(xml.encode()))
    if at is None:
        properties = place.paragraph.find(W_PPR)
        place.paragraph.insert(0 if properties is None else list(place.paragraph).index(properties) + 1, run)
    else:
        _before(at, place.start).addprevious(run)


def _row_height(paragraph: Element) -> float:
    """The least height of the table row, in points; 0 when the text decides."""
    row = next(paragraph.iterancestors(W_TR), None)
    twips = value(child(row, "trPr", "trHeight"))
    return float(twips) / 20 if twips and twips.isdigit() else 0.0


def _before(piece: Piece, start: int) -> Element:
    """The run that begins at the place; a run that begins earlier is cut in two."""
    children = [node for node in piece.run if node.tag != W_RPR]
    if piece.start == start and children[0] is piece.node:
        return piece.run
    second = make(W_R)
    properties = piece.run.find(W_RPR)
    if properties is not None:
        second.append(copy.deepcopy(properties))
    at = children.index(piece.node)
    cut = start - piece.start
    if cut:
        tail = copy.deepcopy(piece.node)
        text = piece.node.text or ""
        for node, part in ((piece.node, text[:cut]), (tail, text[cut:])):
            node.text = part
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        tail.tail = None
        second.append(tail)
        at += 1
    for node in children[at:]:
        second.append(node)
    piece.run.addnext(second)
    return second


class _Sizes:
    """The size of type that a run has, in points: its own, its paragraph's style's, the document's."""

    def __init__(self, package: Package) -> None:
        names = package.related(("styles",))
        root = package.xml(names[0]) if names else None
        self._styles = (
            {one.get(qn("w:styleId"), ""): one for one in root.findall(qn("w:style"))} if root is not None else {}
        )
        default = value(child(root, "docDefaults", "rPrDefault", "rPr", "sz"))
        self._default = _points(default) or 10.0
        self._normal = next((key for key, one in self._styles.items() if _is_default(one)), "")

    def of(self, paragraph: Element, run: Element | None) -> float:
        """The size in points."""
        own = _points(value(child(run, "rPr", "sz"))) if run is not None else None
        style = value(child(paragraph, "pPr", "pStyle")) or self._normal
        for _ in range(12):
            if own or style not in self._styles:
                break
            own = _points(value(child(self._styles[style], "rPr", "sz")))
            style = value(child(self._styles[style], "basedOn")) or ""
        return own or self._default


def _is_default(style: Element) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")


def _points(half_points: str | None) -> float | None:
    return float(half_points) / 2 if half_points and half_points.isdigit() else None


def _last_picture(root: Element) -> int:
    numbers = [node.get("id", "0") for node in root.iter("{*}docPr") if isinstance(node.tag, str)]
    return max((int(one) for one in numbers if one.isdigit()), default=0)


def _free_name(package: Package, taken: dict[str, bytes]) -> str:
    folder = posixpath.dirname(package.main)
    number = 1
    names = {name.lower() for name in package.names()}
    while (part := posixpath.join(folder, "media", f"signature{number}.png")).lower() in names or part in taken:
        number += 1
    return part
