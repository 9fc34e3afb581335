"""One paragraph of the document: its runs, tabs, breaks, fields, pictures and note marks."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from attest_desktop.papers.pdf.builtin import floats, images, symbolfont, vml
from attest_desktop.papers.pdf.builtin.formulas import Formula
from attest_desktop.papers.pdf.builtin.model import (
    Block,
    FieldPiece,
    Float,
    FormulaPiece,
    NotePiece,
    Paragraph,
    ParagraphFormat,
    PicturePiece,
    Piece,
    RunFormat,
    TextPiece,
)
from attest_desktop.papers.pdf.builtin.omml import M, TooLargeError, read_formulas, side
from attest_desktop.papers.pdf.builtin.ooxml import (
    Element,
    Properties,
    W,
    attribute,
    child_value,
    contents,
    is_on,
    local,
    merged,
    read_properties,
    whole,
)
from attest_desktop.papers.pdf.builtin.source import Source
from attest_desktop.papers.pdf.builtin.styles import list_place, paragraph_format

LINE_BREAK = "\u2028"
_COUNTED = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
# Boxes, ticks and bullets of the Wingdings and Symbol fonts as the characters they show.
_SYMBOLS = {
    0x6F: "☐", 0x71: "☐", 0xA8: "☐", 0x72: "☐", 0xFE: "☑", 0xFD: "☒", 0x78: "☒", 0xFC: "✓", 0xFB: "✗",
    0xB7: "•", 0xA7: "▪", 0xD8: "►", 0xE8: "→", 0xE0: "→", 0x6E: "■",
}  # fmt: skip
_ORDINARY = {"\u2011": "-\u2060"}
# Fonts whose letters are signs, where Word keeps those signs, and letters that stand for boxes and ticks in them.
_SIGN_FONTS = ("wingdings", "webdings")
_SIGN_AREA = ("\uf020", "\uf0ff")
_LETTERS_FOR_SIGNS = frozenset("oqr¨þýxüû§Øn")
_BOXED = "Надпись в рамке напечатана в тексте: проверьте, так ли она стоит."
_FORMULA = "Формула напечатана обычным текстом."


@dataclass(slots=True)
class _Field:
    """A field being read: its instruction, and whether its value has been printed."""

    code: str = ""
    in_result: bool = False
    printed: bool = False
    form: Element | None = None

    @property
    def name(self) -> str:
        words = self.code.split()
        return words[0].upper() if words else ""


@dataclass(slots=True)
class _Builder:
    """Gathers the pieces of a paragraph, and splits it where a page break stands."""

    source: Source
    base: Properties
    format: ParagraphFormat
    mark: RunFormat
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    floats: list[Float] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    pending_break: str = ""
    broken: bool = False
    leading: str = ""

    def text(self, text: str, look: RunFormat) -> None:
        if text and not look.hidden:
            if look.family.lower() == "symbol":
                text = "".join(_of_symbol_font(sign) for sign in text)
            of_signs = look.family.lower().startswith(_SIGN_FONTS)
            self.pieces.append(TextPiece("".join(_ordinary(sign, of_signs=of_signs) for sign in text), look))

    def finish(self, *, last: bool) -> None:
        """Put the paragraph read so far among the blocks; what follows a break is one of its own."""
        own = self.format if last else replace(self.format, after=0.0)
        due = self.pending_break or self.leading
        self.blocks.append(Paragraph(own, self.mark, tuple(self.pieces), tuple(self.floats), due))
        self.pieces, self.floats, self.leading = [], [], ""

    def break_page(self, kind: str) -> None:
        if not (self.pieces or self.floats or self.blocks):
            # The whole paragraph goes to the next page, if there is anything more in it.
            self.leading = self.leading or kind
            return
        self.finish(last=False)
        self.pending_break, self.broken = kind, True

    def settle_break(self) -> None:
        """A break with nothing after it leaves an empty line in front of it."""
        if self.leading and not (self.pieces or self.floats or self.blocks):
            leading, self.leading = self.leading, ""
            self.finish(last=False)
            self.pending_break, self.broken = leading, True

    @property
    def hides_text(self) -> bool:
        """Inside a field's instruction, or in the old result of a field that has been printed anew."""
        return any(not part.in_result or (part.printed and part.name in _COUNTED) for part in self.fields)


def read_paragraph(element: Element, source: Source, start: str = "") -> tuple[tuple[Block, ...], str]:
    """The paragraph as blocks (several when page breaks part it) and the break due before the next one.

    `start` is a page or column break due before this one.
    """
    own = element.find(W + "pPr")
    style, properties = source.styles.paragraph_properties(own, source.look, source.list_levels)
    base = source.styles.run_base(style, source.look)
    mark_properties = merged(base, read_properties(own.find(W + "rPr") if own is not None else None))
    layout = paragraph_format(style, properties, source.spacing)
    if layout.break_before and not start:
        start = "page"
    alone = _stands_alone(element)
    if alone is not None:
        layout = replace(layout, align=side(alone, source.formula_side))
    builder = _Builder(source, base, layout, source.styles.run_format(mark_properties), pending_break=start)
    _put_label(builder, properties, mark_properties)
    _read_inlines(contents(element), builder)
    builder.settle_break()
    if builder.broken and not builder.pieces and not builder.floats:
        # A break that ends a paragraph opens the next page; it does not leave an empty line there.
        last = builder.blocks[-1]
        if isinstance(last, Paragraph):
            builder.blocks[-1] = replace(last, format=replace(last.format, after=layout.after))
        return tuple(builder.blocks), builder.pending_break
    builder.finish(last=True)
    return tuple(builder.blocks), ""


def _put_label(builder: _Builder, properties: Properties, mark: Properties) -> None:
    place = list_place(properties)
    label = builder.source.numbering.next_label(place) if place[0] else None
    if label is None:
        return
    look = replace(builder.source.styles.run_format(merged(mark, label.run)), underline="", hidden=False)
    suffix = {"tab": "\t", "space": " "}.get(label.suffix, "")
    if label.text or suffix == " ":
        builder.text(label.text + suffix, look)
    elif suffix and builder.format.first < 0:
        builder.text(suffix, look)


def _read_inlines(elements: Iterable[Element], builder: _Builder) -> None:
    for element in elements:
        name = local(element)
        if name == "r":
            _read_run(element, builder)
        elif name == "fldSimple":
            simple = _Field(attribute(element, "instr"), in_result=True)
            builder.fields.append(simple)
            _read_inlines(contents(element), builder)
            builder.fields.pop()
        elif name in ("oMath", "oMathPara"):
            _read_formula(element, builder)


def _read_formula(element: Element, builder: _Builder) -> None:
    styles, base = builder.source.styles, builder.base
    look = styles.run_format(base)

    def look_of(run: Element) -> RunFormat:
        return styles.run_format(styles.run_properties(base, run.find(W + "rPr")))

    found: tuple[Formula, ...] | None = None
    if builder.source.allowance.take(sum(1 + len(one.text or "") for one in element.iter())):
        with suppress(TooLargeError):
            found = read_formulas(element, look_of, look.size)
    if found is None:
        builder.source.warnings.add(_FORMULA)
        builder.text("".join(part.text or "" for part in element.iter() if local(part) == "t"), look)
        return
    for place, formula in enumerate(found):
        if place:
            builder.text(LINE_BREAK, look)
        if formula.parts.parts:
            builder.pieces.append(FormulaPiece(formula, look))


def _stands_alone(paragraph: Element) -> Element | None:
    """The formulas that a paragraph is made of, if there is nothing else to be seen in it."""
    if next(paragraph.iter(M + "oMathPara"), None) is None:
        return None
    found: Element | None = None
    for element in contents(paragraph):
        if local(element) == "oMathPara":
            found = element
        elif (
            local(element) == "r" and any(local(part) not in ("rPr", "lastRenderedPageBreak") for part in element)
        ) or local(element) in ("oMath", "fldSimple"):
            return None
    return found


def _read_run(run: Element, builder: _Builder) -> None:
    look = builder.source.styles.run_format(
        builder.source.styles.run_properties(builder.base, run.find(W + "rPr"))
    )
    for part in contents(run):
        name = local(part)
        if name == "fldChar":
            _field_mark(part, look, builder)
        elif name == "instrText":
            if builder.fields:
                builder.fields[-1].code += part.text or ""
        elif builder.hides_text:
            continue
        elif builder.fields and builder.fields[-1].name in _COUNTED and name == "t":
            current = builder.fields[-1]
            current.printed = True
            builder.pieces.append(FieldPiece(current.name, part.text or "", look))
        else:
            _read_part(part, name, look, builder)


def _read_part(part: Element, name: str, look: RunFormat, builder: _Builder) -> None:
    if name == "t":
        builder.text((part.text or "").replace("\n", " "), look)
    elif name in ("tab", "ptab"):
        builder.text("\t", look)
    elif name in ("br", "cr"):
        kind = attribute(part, "type")
        if kind in ("page", "column"):
            builder.break_page(kind)
        else:
            builder.text(LINE_BREAK, look)
    elif name == "noBreakHyphen":
        builder.text("-\u2060", look)
    elif name == "softHyphen":
        builder.text("\u00ad", look)
    elif name == "sym":
        _symbol(part, look, builder)
    elif name in ("footnoteReference", "endnoteReference"):
        key = name.removesuffix("Reference") + attribute(part, "id")
        builder.pieces.append(NotePiece(builder.source.note_marks.get(key, "*"), key, look))
    elif name in ("footnoteRef", "endnoteRef"):
        builder.text(builder.source.note_mark, look)
    elif name == "pgNum":
        builder.pieces.append(FieldPiece("PAGE", "", look))
    elif name in ("drawing", "pict", "object"):
        _drawing(part, look, builder)


def _ordinary(sign: str, *, of_signs: bool) -> str:
    """A sign as fonts with letters have it; `of_signs` when it was set in a font of signs."""
    if _SIGN_AREA[0] <= sign <= _SIGN_AREA[1] or (of_signs and sign in _LETTERS_FOR_SIGNS):
        return _SYMBOLS.get(ord(sign) & 0xFF, "•")
    return _ORDINARY.get(sign, sign)


def _of_symbol_font(sign: str) -> str:
    """What a sign in the Symbol font shows; other programs write letters there that they mean as letters."""
    if _SIGN_AREA[0] <= sign <= _SIGN_AREA[1] or " " < sign <= "~":
        return symbolfont.shown(ord(sign) & 0xFF) or "•"
    return sign


def _symbol(part: Element, look: RunFormat, builder: _Builder) -> None:
    try:
        code = int(attribute(part, "char", "0"), 16) & 0xFF
    except ValueError:
        return
    if attribute(part, "font").lower() == "symbol":
        builder.text(symbolfont.shown(code) or "•", look)
        return
    builder.text(_SYMBOLS.get(code, "•" if "ding" in attribute(part, "font") else chr(code)), look)


def _drawing(part: Element, look: RunFormat, builder: _Builder) -> None:
    standing = floats.anchored(part, builder.source)
    if standing is None:
        standing = vml.floating(part, builder.source)
    if standing is not None:
        builder.floats.extend(standing)
        return
    drawn = floats.in_line(part, look, builder.source)
    if drawn is not None:
        if not look.hidden:
            builder.pieces.append(drawn)
        return
    picture = images.picture(part, builder.source)
    if picture is None or not (picture.width > 0 and picture.height > 0):
        boxed = floats.boxed_text(part, builder.source)
        if boxed:
            builder.source.warnings.add(_BOXED)
            builder.blocks.extend(boxed)
            return
        if picture is None:
            picture = floats.undrawn(part, builder.source)
    if picture is not None and picture.width > 0 and picture.height > 0 and not look.hidden:
        builder.pieces.append(PicturePiece(picture, look))


def _field_mark(mark: Element, look: RunFormat, builder: _Builder) -> None:
    kind = attribute(mark, "fldCharType")
    if kind == "begin":
        builder.fields.append(_Field(form=mark.find(W + "ffData")))
    elif not builder.fields:
        return
    elif kind == "separate":
        builder.fields[-1].in_result = True
    elif kind == "end":
        ended = builder.fields.pop()
        if builder.hides_text or ended.printed:
            return
        if ended.name in _COUNTED:
            builder.pieces.append(FieldPiece(ended.name, "", look))
        elif ended.form is not None:
            builder.text(_form_value(ended.form), look)
        elif ended.name == "MACROBUTTON":
            builder.text("".join(ended.code.split(maxsplit=2)[2:]), look)


def _form_value(form: Element) -> str:
    """What a check box or a drop-down list of an old Word form shows."""
    box, choice = form.find(W + "checkBox"), form.find(W + "ddList")
    if box is not None:
        checked = box.find(W + "checked")
        return "☒" if is_on(checked if checked is not None else box.find(W + "default")) else "☐"
    if choice is not None:
        entries = [attribute(entry) for entry in choice.findall(W + "listEntry")]
        chosen = whole(child_value(choice, "result") or child_value(choice, "default"))
        return entries[chosen] if chosen < len(entries) else ""
    return ""
