"""Filling a form from a record: every blank is either filled or named with the reason why not."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from attest_desktop.domain.errors import UserError
from attest_desktop.domain.record import Record
from attest_desktop.domain.text import normalised, one_line
from attest_desktop.papers.russian import Inflector
from attest_desktop.papers.template import values as from_record
from attest_desktop.papers.template.blank import Blank, Certainty, Found, Option, Place, Way
from attest_desktop.papers.template.finding import find_blanks
from attest_desktop.papers.template.layout import Form, Table, read_form
from attest_desktop.papers.template.lexicon import Lexicon, lexicon
from attest_desktop.papers.template.ooxml import (
    MC_ALTERNATE,
    MC_CHOICE,
    MC_FALLBACK,
    W_TEXT_BOX,
    Element,
    serialise,
)
from attest_desktop.papers.template.package import Package, open_package
from attest_desktop.papers.template.rows import AddedCell, add_rows
from attest_desktop.papers.template.typography import fitted, read_date, spelled, typeset, writable
from attest_desktop.papers.template.word_fields import (
    bind,
    control_at,
    tick,
    write_control,
    write_form_field,
    write_merge_field,
)
from attest_desktop.papers.template.writing import (
    drop_line,
    mark,
    write_cell,
    write_date,
    write_line,
    write_sample,
)

_FIELDS = (
    *(f"attestee.{name}" for name in (
        "full_name", "position", "workplace", "municipality", "subjects", "current_category", "claimed_category",
        "form", "appointed_on", "appointment_order", "age", "email", "period",
    )),
    *(f"experts.{number}.{name}" for number in range(2) for name in ("full_name", "position", "workplace")),
    "conclusion.date", "conclusion.result", "conclusion.recommendations",
    *(f"conclusion.lessons.{number}.{name}" for number in range(5) for name in ("date", "group", "topic")),
    *(f"conclusion.criteria.{number}.text" for number in range(8)),
)  # fmt: skip
_OTHER_ANSWER = "выбран другой вариант"
_NO_ANSWER = "среди напечатанных вариантов нет подходящего: отметьте сами"
_NOT_A_DATE = "дата не понята: напишите её как 05.10.2026"
_OTHER_CENTURY = "напечатанное начало года не подходит к дате: впишите сами"
_NO_ENTRY = "в списке бланка нет такого значения: выберите сами"


@dataclass(frozen=True, slots=True)
class Template:
    """A form opened for filling; `fingerprint` changes with its structure and printed text, not with its looks."""

    fingerprint: str
    blanks: tuple[Blank, ...]
    _package: Package = field(repr=False)
    _found: tuple[Found, ...] = field(repr=False)
    _words: Lexicon = field(repr=False)


@dataclass(frozen=True, slots=True)
class FilledBlank:
    """A blank that was filled, and with what."""

    id: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class EmptyBlank:
    """A blank that was left as it is, and why, in Russian."""

    id: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Filled:
    """The filled form and the account of its blanks; every blank is in one of the two lists.

    `unplaced`: what the expert wrote and the form has no place for, a Russian sentence each.
    """

    content: bytes = field(repr=False)
    filled: tuple[FilledBlank, ...] = ()
    empty: tuple[EmptyBlank, ...] = ()
    unplaced: tuple[str, ...] = ()


def open_template(content: bytes, answers: Mapping[str, str | None] | None = None) -> Template:
    """The form in the bytes of a .docx file; `answers` (blank id → field or None) settle what blanks mean.

    Raises BadTemplateError when it is no sound Word form, UserError for an answer that names no blank or field.
    """
    package = open_package(content)
    form = read_form(package)
    words = lexicon()
    for name, said in (answers or {}).items():
        if said is not None and not words.field_title(said):
            raise UserError(f"В записи нет поля «{said}» (ответ о месте {name}).", "Выберите поле из списка.")
    pairs = find_blanks(form, words, answers)
    missing = sorted((answers or {}).keys() - {blank.id for blank, _ in pairs})
    if missing:
        raise UserError(
            f"В бланке нет полей с номерами: {', '.join(missing)}.",
            "Сверьте номера со списком полей этого бланка.",
        )
    return Template(
        _fingerprint(form), tuple(blank for blank, _ in pairs), package, tuple(found for _, found in pairs), words
    )


def fill(
    template: Template,
    record: Record,
    values: Mapping[str, str] | None = None,
    russian: Inflector | None = None,
) -> Filled:
    """The form filled from the record; `values` (blank id → text) win over it.

    `russian` puts names and posts into cases; without one, that with the program's own exceptions.

    Raises UserError when `values` names a blank that the form does not have.
    """
    given = dict(values or {})
    unknown = sorted(given.keys() - {blank.id for blank in template.blanks})
    if unknown:
        raise UserError(
            f"В бланке нет полей с номерами: {', '.join(unknown)}.",
            "Сверьте номера со списком полей этого бланка.",
        )
    return _Filling(template, record, given, russian or Inflector()).run()


def field_titles() -> tuple[tuple[str, str], ...]:
    """Every field of a record with its Russian title, for a person to choose from."""
    words = lexicon()
    return tuple((field, words.field_title(field)) for field in _FIELDS)


def _fingerprint(form: Form) -> str:
    digest = hashlib.sha256()
    for part in form.parts:
        for block in part.blocks:
            digest.update(_outline(block).encode())
    return digest.hexdigest()


def _outline(block: object) -> str:
    if isinstance(block, Table):
        rows = (
            "r" + "".join(f"c{cell.column}+{cell.span}" + "".join(map(_outline, cell.blocks)) for cell in row)
            for row in block.rows
        )
        return "t" + "".join(rows)
    return f"p{one_line(getattr(block, 'text', ''))}\n"


class _Filling:
    """One run over the blanks of one form."""

    def __init__(self, template: Template, record: Record, given: dict[str, str], russian: Inflector) -> None:
        self._template = template
        self._record = record
        self._given = given
        self._russian = russian
        self._words = template._words
        self._package = template._package
        self._form = read_form(self._package)
        self._filled: dict[str, FilledBlank] = {}
        self._empty: dict[str, EmptyBlank] = {}
        self._data: dict[str, bytes] = {}
        self._touched: set[str] = set()

    def run(self) -> Filled:
        """The filled form."""
        mirrors = self._mirrors()
        before = {part.name: part.root for part in self._form.parts}
        pairs = list(zip(self._template.blanks, self._template._found, strict=True))
        # Rows are copied before anything is written into them.
        added = list(add_rows(self._form, pairs, self._record))
        # From the end to the beginning: what is written never moves a place that is still to be written.
        for blank, found in reversed(pairs):
            self._blank(blank, found)
        for one in added:
            self._added(one)
        for choice, fallback in mirrors:
            _copy_boxes(choice, fallback)
        changed = {name: serialise(before[name]) for name in self._touched} | self._data
        content = self._package.with_parts(changed) if changed else self._package.content
        order = [*(blank.id for blank in self._template.blanks), *(one.blank.id for one in added)]
        fields = {field for _, found in pairs for field in found.fields}
        fields |= {field for one in added for field in one.found.fields}
        return Filled(
            content,
            tuple(self._filled[one] for one in order if one in self._filled),
            tuple(self._empty[one] for one in order if one in self._empty),
            from_record.unplaced(self._record, fields),
        )

    def _leave(self, blank: Blank, reason: str) -> None:
        self._empty[blank.id] = EmptyBlank(blank.id, blank.label, reason)

    def _done(self, blank: Blank, found: Found, value: str) -> None:
        self._filled[blank.id] = FilledBlank(blank.id, blank.label, value)
        self._touched.update(place.part for place in found.places)

    def _blank(self, blank: Blank, found: Found) -> None:
        given = self._given.get(blank.id)
        if found.signature and not found.short_name:
            self._leave(blank, from_record.value_for(found, self._record, self._words, self._russian).reason)
        elif given is not None and not given.strip():
            self._leave(blank, "оставлено пустым")
        elif found.held and not found.signature:
            self._leave(blank, found.held)
        elif given is None and not found.signature and blank.certainty is Certainty.DOUBTFUL:
            title = self._words.field_title(blank.field or "")
            self._leave(blank, f"не ясно, это ли «{title}»: подтвердите или впишите сами")
        elif found.way in (Way.MARK_CHOSEN, Way.STRIKE_OTHERS, Way.TICK):
            self._choose(blank, found, given)
        elif found.way is Way.DATE:
            self._date(blank, found, given)
        else:
            self._text(blank, found, given)

    def _added(self, one: AddedCell) -> None:
        """A cell of a row that was added; what a record does not say of the item stays empty and untold."""
        self._touched.update(place.part for place in one.found.places)
        answer = from_record.value_for(one.found, self._record, self._words, self._russian)
        if answer.text is not None:
            text = writable(answer.text)
            write_cell(one.cell, text)
            self._done(one.blank, one.found, text.strip())

    # Answers printed in the form

    def _choose(self, blank: Blank, found: Found, given: str | None) -> None:
        if given is None and not found.fields:
            self._leave(blank, from_record.NOT_RECOGNISED)
            return
        chosen = self._chosen(found, given)
        if chosen is None:
            value = from_record.raw_value(found.fields[0], self._record) if found.fields else given
            self._leave(blank, from_record.NO_VALUE if value is None else self._no_answer(found))
            return
        for option in reversed(found.options):
            paragraph = self._form.paragraph(option.place.part, option.place.paragraph)
            span = (option.place.start, option.place.end)
            if found.way is Way.TICK:
                tick(paragraph, *span)
            elif (found.way is Way.STRIKE_OTHERS) != (option is chosen):
                mark(paragraph, *span, strike=found.way is Way.STRIKE_OTHERS)
        self._done(blank, found, chosen.text)

    def _no_answer(self, found: Found) -> str:
        return _OTHER_ANSWER if found.way is Way.TICK and found.options[0].value else _NO_ANSWER

    def _chosen(self, found: Found, given: str | None) -> Option | None:
        if given is not None:
            wanted = normalised(given)
            yes = found.way is Way.TICK and wanted in ("да", "отметить", "x", "х", "v", "1")
            return next((one for one in found.options if yes or wanted in (normalised(one.text), one.value)), None)
        value = from_record.raw_value(found.fields[0], self._record)
        return from_record.option_for(found, value, self._words)

    # Dates

    def _date(self, blank: Blank, found: Found, given: str | None) -> None:
        if given is None and not found.fields:
            self._leave(blank, from_record.NOT_RECOGNISED)
            return
        day = from_record.date_for(found, self._record) if given is None else read_date(given)
        if day is None or found.pieces is None:
            self._leave(blank, from_record.NO_VALUE if given is None else _NOT_A_DATE)
            return
        place = found.places[0]
        if write_date(self._form.paragraph(place.part, place.paragraph), found.pieces, day):
            self._done(blank, found, spelled(day))
        else:
            self._leave(blank, _OTHER_CENTURY)

    # Texts

    def _text(self, blank: Blank, found: Found, given: str | None) -> None:
        if given is not None:
            text: str | None = fitted(typeset(given.strip()), found.before, found.after)
            reason = ""
        else:
            answer = from_record.value_for(found, self._record, self._words, self._russian)
            text, reason = answer.text, answer.reason
            if text is not None and found.options and found.way in (Way.FORM_FIELD, Way.CONTROL):
                # «очно» is «очная» in the form's own list.
                value = from_record.raw_value(found.fields[0], self._record)
                entry = from_record.option_for(found, value, self._words)
                text = entry.text if entry else text
        if text is None:
            self._leave(blank, reason)
        elif self._write(found, text := writable(text)):
            self._done(blank, found, text.strip())
        else:
            self._leave(blank, _NO_ENTRY)

    def _write(self, found: Found, text: str) -> bool:
        first = found.places[0]
        paragraph = self._form.paragraph(first.part, first.paragraph)
        span = (first.start, first.end)
        if found.way is Way.CELL:
            assert paragraph.cell is not None
            write_cell(paragraph.cell, text)
        elif found.way is Way.LINE:
            for place in found.places[1:]:
                drop_line(self._form.paragraph(place.part, place.paragraph))
            write_line(paragraph, *span, text, centred=not found.before.rstrip().endswith(":"))
        elif found.way is Way.SAMPLE:
            write_sample(paragraph, *span, text)
        elif found.way is Way.FORM_FIELD:
            return write_form_field(paragraph, *span, text)
        elif found.way is Way.MERGE_FIELD:
            return write_merge_field(paragraph, *span, text)
        elif found.way is Way.CONTROL:
            return self._control(first, text)
        return True

    def _control(self, place: Place, text: str) -> bool:
        part = next(one for one in self._form.parts if one.name == place.part)
        paragraph = part.paragraphs[place.paragraph]
        control = control_at(paragraph, place.start, place.end)
        if control is None or not write_control(control, text):
            return False
        bind(self._package, self._data, control, text)
        return True

    # Text boxes that Word keeps twice

    def _mirrors(self) -> list[tuple[Element, Element]]:
        pairs = []
        for part in self._form.parts:
            for twin in part.root.iter(MC_ALTERNATE):
                choice, fallback = twin.find(MC_CHOICE), twin.find(MC_FALLBACK)
                if choice is not None and fallback is not None and _boxes_text(choice) == _boxes_text(fallback):
                    pairs.append((choice, fallback))
        return pairs


def _boxes_text(element: Element) -> list[str]:
    return ["".join(str(text) for text in box.itertext()) for box in element.iter(W_TEXT_BOX)]


def _copy_boxes(choice: Element, fallback: Element) -> None:
    """Brings the copy for old programs to the state of the box that was filled."""
    if _boxes_text(choice) == _boxes_text(fallback):
        return
    for source, target in zip(choice.iter(W_TEXT_BOX), list(fallback.iter(W_TEXT_BOX)), strict=True):
        for node in list(target):
            target.remove(node)
        target.extend(deepcopy(node) for node in source)
