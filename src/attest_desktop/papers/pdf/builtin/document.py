"""From the bytes of a .docx to the values that are printed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from lxml import etree

from attest_desktop.papers.pdf.builtin.autospacing import Spacing, at_edges, between_items
from attest_desktop.papers.pdf.builtin.colors import read_colors
from attest_desktop.papers.pdf.builtin.frames import anchored_to, frame_of, framed, same_frame
from attest_desktop.papers.pdf.builtin.keeping import ReadBlocks, Reader
from attest_desktop.papers.pdf.builtin.model import (
    Block,
    Border,
    Document,
    Float,
    PageSetup,
    Paragraph,
    ParagraphFormat,
    RunFormat,
    Section,
)
from attest_desktop.papers.pdf.builtin.numbering import Numbering, number_text
from attest_desktop.papers.pdf.builtin.omml import usual_side
from attest_desktop.papers.pdf.builtin.ooxml import (
    Element,
    R,
    W,
    attribute,
    child_value,
    contents,
    is_on,
    local,
    number,
    whole,
)
from attest_desktop.papers.pdf.builtin.parts import Part, main_part
from attest_desktop.papers.pdf.builtin.source import Source, Warnings
from attest_desktop.papers.pdf.builtin.strict import transitional
from attest_desktop.papers.pdf.builtin.styles import StyleSheet, read_theme
from attest_desktop.papers.pdf.builtin.tables import read_table
from attest_desktop.papers.pdf.builtin.text import read_paragraph
from attest_desktop.papers.pdf.errors import TornDocumentError
from attest_desktop.papers.pdf.intake import checked

_DEFAULT_TAB = 720.0
# From this compatibility mode (Word 2013) on, tables are no longer shifted into the margin.
_WORD_2013 = 15
_REAL_NOTES = ("", "normal")
_ENDNOTES_RULE = 10.0
_HYPHENS = "Автоматические переносы слов, включённые в документе, не поставлены: строки могли перенестись иначе."
_COLUMNS = "Столбцы разной ширины напечатаны одинаковыми: строки перенеслись иначе."
_REVISED = (
    "В документе есть исправления, которые не приняты и не отклонены: напечатан текст, как если бы их приняли."
)
_TORN = "Встроенный способ не смог прочитать документ Word: части в нём не связаны."
_PAGE_BORDERS = "Рамка вокруг страницы не напечатана."


def read_document(docx: bytes) -> Document:
    """Read a .docx; known to be one. Raises TornDocumentError when its parts do not fit."""
    return _document(_opened(docx), None)


class Reading:
    """Reads one document after another, each nearly the one before: what did not change is not read again."""

    def __init__(self) -> None:
        self._others: object = None
        self._part: Part | None = None
        self._blocks = ReadBlocks()

    @property
    def made(self) -> int:
        """How many paragraphs and tables were read anew the last time."""
        return self._blocks.made

    def read(self, docx: bytes) -> Document:
        """What `read_document` gives. Raises BadFileError when it is no .docx, TornDocumentError."""
        part = self._rewritten(docx)
        if part is None:
            self._part = None
            part = _opened(checked(docx))
            self._others = {name: one for name, one in _entries(docx).items() if name != part.name}
            self._part = part
        self._blocks.begin(self._others)
        return _document(part, self._blocks)

    def _rewritten(self, docx: bytes) -> Part | None:
        """The part opened before with another text, where all other parts are the same."""
        part, entries = self._part, _entries(docx)
        if part is None or entries.pop(part.name, None) is None or entries != self._others:
            return None
        try:
            with zipfile.ZipFile(io.BytesIO(docx)) as archive:
                part.rewrite(archive.read(part.name))
        except (zipfile.BadZipFile, etree.XMLSyntaxError):
            return None
        return part if part.element.tag == W + "document" else None


def _entries(docx: bytes) -> dict[str, tuple[int, int]]:
    """Check sum and size of every entry by its name; empty when the file is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            return {one.filename: (one.CRC, one.file_size) for one in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError):
        return {}


def _opened(docx: bytes) -> Part:
    """The part with the text."""
    try:
        part = main_part(transitional(docx))
        root = part.element
    except (KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise TornDocumentError(_TORN) from error
    if root.tag != W + "document":
        raise TornDocumentError(_TORN)
    return part


def _document(part: Part, kept: ReadBlocks | None) -> Document:
    # A document without a body is printed as an empty page.
    found = part.element.find(W + "body")
    body: Element = found if found is not None else part.element
    settings: Element | None = _related(part, "/settings")
    theme = _related(part, "/theme")
    marks = _note_marks(body)
    source = Source(
        styles=StyleSheet(_related(part, "/styles"), read_theme(theme)),
        numbering=(numbering := Numbering(_related(part, "/numbering"))),
        list_levels=numbering.paragraph_levels(),
        warnings=Warnings(),
        files=_files(part),
        read_blocks=_read_blocks,
        note_marks=marks,
        shifts_tables=_compatibility(settings) < _WORD_2013,
        spacing=_spacing(settings),
        kept=kept,
        formula_side=usual_side(settings),
        colors=read_colors(theme),
    )
    if settings is not None and is_on(settings.find(W + "autoHyphenation")):
        source.warnings.add(_HYPHENS)
    if next(body.iter(W + "del", W + "ins", W + "moveFrom", W + "moveTo"), None) is not None:
        source.warnings.add(_REVISED)
    sections = _sections(body, part, source)
    endnotes = _notes(part, "endnote", source)
    if endnotes and sections:
        rule = ParagraphFormat(borders=(("top", Border(_ENDNOTES_RULE)),))
        blocks = (*sections[-1].blocks, Paragraph(rule, RunFormat(size=4.0)))
        sections[-1] = replace(sections[-1], blocks=blocks + tuple(b for note in endnotes.values() for b in note))
    notes = _notes(part, "footnote", source)
    return Document(
        sections=tuple(sections),
        notes=notes,
        even_and_odd=settings is not None and is_on(settings.find(W + "evenAndOddHeaders")),
        default_tab=number(child_value(settings, "defaultTabStop")) or _DEFAULT_TAB,
        warnings=source.warnings.all(),
    )


def _related(part: Part, kind: str) -> Element | None:
    """The root of the part that this one relates to by a relationship of the kind, or None."""
    for relation in part.rels.values():
        if relation.target is not None and relation.kind.endswith(kind):
            return _root_of(relation.target)
    return None


def _root_of(part: Part) -> Element:
    """The part's root; no definitions are followed. Raises TornDocumentError when it is broken."""
    try:
        return part.element
    except etree.XMLSyntaxError as error:
        raise TornDocumentError(_TORN) from error


def _files(part: Part) -> Callable[[str], bytes | None]:
    def load(identifier: str) -> bytes | None:
        relation = part.rels.get(identifier)
        return relation.target.blob if relation is not None and relation.target is not None else None

    return load


def _compatibility(settings: Element | None) -> int:
    for setting in settings.iter(W + "compatSetting") if settings is not None else ():
        if attribute(setting, "name") == "compatibilityMode":
            return whole(attribute(setting), _WORD_2013)
    return 0


def _spacing(settings: Element | None) -> Spacing:
    plain = settings is not None and is_on(settings.find(f"{W}compat/{W}doNotUseHTMLParagraphAutoSpacing"))
    return Spacing(like_web=not plain, added=plain or settings is None)


def _read_blocks(parent: Element, source: Source) -> tuple[Block, ...]:
    return between_items(_blocks(contents(parent), source))


def _blocks(elements: Iterable[Element], source: Source) -> Iterator[Block]:
    due = ""
    waiting: list[Float] = []
    last: Element | None = None
    for element in elements:
        name = local(element)
        if name == "p":
            blocks, due = _read(element, source, due, read_paragraph)
        elif name == "tbl":
            blocks, due = _read(element, source, due, _one_table)
        else:
            continue
        frame = frame_of(element)
        if frame is not None:
            above = waiting.pop().blocks if last is not None and same_frame(last, frame) else ()
            waiting.append(framed(frame, above + blocks))
            last = frame
            continue
        for block in blocks:
            yield from anchored_to(block, waiting)
            waiting, last = [], None
    yield from (block for one in waiting for block in one.blocks)


def _read(element: Element, source: Source, due: str, reader: Reader) -> tuple[tuple[Block, ...], str]:
    return reader(element, source, due) if source.kept is None else source.kept.read(element, source, due, reader)


def _one_table(element: Element, source: Source, due: str) -> tuple[tuple[Block, ...], str]:
    return (read_table(element, source, due),), ""


def _sections(body: Element, part: Part, source: Source) -> list[Section]:
    groups: list[tuple[list[Element], Element | None]] = []
    gathered: list[Element] = []
    for element in contents(body):
        if local(element) == "sectPr":
            continue
        end = element.find(f"{W}pPr/{W}sectPr") if local(element) == "p" else None
        # A paragraph that holds nothing but the end of a section is not seen, unless the section is nothing else.
        if end is None or not gathered or any(local(inner) != "pPr" for inner in element):
            gathered.append(element)
        if end is not None:
            groups.append((gathered, end))
            gathered = []
    last = body.find(W + "sectPr")
    if gathered or not groups:
        groups.append((gathered, last))
    found: list[Section] = []
    headers: dict[str, tuple[Block, ...]] = {}
    footers: dict[str, tuple[Block, ...]] = {}
    for elements, properties in groups:
        # A section without its own header has that of the section before it.
        headers = {**headers, **_running(properties, "headerReference", part, source)}
        footers = {**footers, **_running(properties, "footerReference", part, source)}
        blocks = between_items(_blocks(elements, source))
        if not found and source.spacing.like_web:
            blocks = at_edges(blocks, end=False)
        found.append(_section(blocks, properties, headers, footers, source))
    return found


def _section(
    blocks: tuple[Block, ...],
    properties: Element | None,
    headers: dict[str, tuple[Block, ...]],
    footers: dict[str, tuple[Block, ...]],
    source: Source,
) -> Section:
    if properties is None:
        return Section(PageSetup(), blocks)
    if properties.find(W + "pgBorders") is not None:
        source.warnings.add(_PAGE_BORDERS)
    if attribute(properties.find(W + "cols"), "equalWidth") in ("0", "false"):
        source.warnings.add(_COLUMNS)
    first = attribute(properties.find(W + "pgNumType"), "start")
    return Section(
        setup=_page_setup(properties),
        blocks=blocks,
        start=child_value(properties, "type", "nextPage"),
        headers=headers,
        footers=footers,
        title_page=is_on(properties.find(W + "titlePg")),
        first_number=whole(first, 1) if first else None,
        number_form=attribute(properties.find(W + "pgNumType"), "fmt", "decimal"),
    )


def _page_setup(properties: Element) -> PageSetup:
    size, margins = properties.find(W + "pgSz"), properties.find(W + "pgMar")
    columns = properties.find(W + "cols")
    standard = PageSetup()

    def margin(name: str) -> float:
        return number(attribute(margins, name), float(getattr(standard, name)))

    return PageSetup(
        width=number(attribute(size, "w"), standard.width),
        height=number(attribute(size, "h"), standard.height),
        left=margin("left") + number(attribute(margins, "gutter")),
        right=margin("right"),
        top=margin("top"),
        bottom=margin("bottom"),
        header=margin("header"),
        footer=margin("footer"),
        columns=max(1, whole(attribute(columns, "num"), 1)),
        column_gap=number(attribute(columns, "space"), standard.column_gap),
    )


def _running(properties: Element | None, name: str, part: Part, source: Source) -> dict[str, tuple[Block, ...]]:
    """Headers or footers that a section names, by kind."""
    found: dict[str, tuple[Block, ...]] = {}
    for reference in properties.findall(W + name) if properties is not None else ():
        relation = part.rels.get(reference.get(R + "id", ""))
        target = relation.target if relation is not None else None
        if target is None:
            continue
        found[attribute(reference, "type", "default")] = _read_blocks(
            _root_of(target), replace(source, files=_files(target))
        )
    return found


def _note_marks(body: Element) -> dict[str, str]:
    """The printed marks of notes in the order of the text: `footnote3` -> «1»; endnotes count in Roman."""
    marks: dict[str, str] = {}
    for kind, form in (("footnote", "decimal"), ("endnote", "lowerRoman")):
        for count, reference in enumerate(body.iter(f"{W}{kind}Reference"), start=1):
            marks.setdefault(kind + attribute(reference, "id"), number_text(count, form))
    return marks


def _notes(part: Part, kind: str, source: Source) -> dict[str, tuple[Block, ...]]:
    root: Element | None = None
    files: Callable[[str], bytes | None] = source.files
    for relation in part.rels.values():
        if relation.target is not None and relation.kind.endswith(f"/{kind}s"):
            root, files = _root_of(relation.target), _files(relation.target)
    found: dict[str, tuple[Block, ...]] = {}
    for note in root.findall(W + kind) if root is not None else ():
        key = kind + attribute(note, "id")
        if attribute(note, "type") in _REAL_NOTES and key in source.note_marks:
            own = replace(source, files=files, note_mark=source.note_marks[key])
            found[key] = _read_blocks(note, own)
    return found
