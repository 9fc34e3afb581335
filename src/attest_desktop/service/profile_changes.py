"""What the user wants changed in the profile, matched with the page's fields and the lines of its lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from attest_desktop.domain.choosing import fitting, nearest
from attest_desktop.domain.phone import masked_phone
from attest_desktop.domain.profile_form import FieldKind, ProfileField
from attest_desktop.domain.text import one_line, words
from attest_desktop.service.account_errors import (
    EmptyListError,
    NoLongerOfferedError,
    NoSuchFieldError,
    NoSuchOptionError,
    RuleBrokenError,
    SeveralFieldsError,
    SeveralOptionsError,
)
from attest_desktop.service.pages.profile_edit import Choice, EditField, EditPage
from attest_desktop.service.reading.labels import TIE, match
from attest_desktop.service.site import SiteDescription

Values = str | tuple[str, ...]
Changes = Mapping[str, Values]
Wanted = dict[str, tuple[str, ...]]
"""By the page's label: the texts wanted there."""


def resolved(edit: EditPage, site: SiteDescription, changes: Changes) -> Wanted:
    """The changes by the page's own labels. Raises NoSuchFieldError, SeveralFieldsError, RuleBrokenError and
    WrongPhoneError: whatever can be said before anything is sent.
    """
    wanted: Wanted = {}
    for said, values in changes.items():
        field = find_field_by_label(edit, site, said)
        label = field.shown.label
        if label in wanted:
            raise RuleBrokenError((f"Строка «{label}» названа дважды.",))
        if not field.shown.editable:
            raise RuleBrokenError((f"Строку «{label}» сервис изменить не даёт.",))
        wanted[label] = _texts(field, values)
    return wanted


def _texts(field: EditField, values: Values) -> tuple[str, ...]:
    label, kind = field.shown.label, field.shown.kind
    given = (values,) if isinstance(values, str) else values
    if kind is FieldKind.MULTI:
        whole = tuple(choice.text for choice in field.choices)
        # «;» parts subjects, unless it belongs to the name of one.
        pieces = [
            piece for text in given for piece in ([text] if len(fitting(text, whole)) == 1 else text.split(";"))
        ]
        return tuple(dict.fromkeys(text for piece in pieces if (text := one_line(piece))))
    if len(given) > 1:
        raise RuleBrokenError((f"В строке «{label}» может быть только одно значение.",))
    text = one_line(given[0]) if given else ""
    if not text and field.shown.required:
        raise RuleBrokenError((f"Строку «{label}» нельзя оставить пустой.",))
    if kind is FieldKind.TEXT and text:
        if field.shown.key == "phone":
            text = masked_phone(text)
        most = field.element.get("maxlength") or ""
        if most.isascii() and most.isdigit() and len(text) > int(most):
            raise RuleBrokenError((f"В строке «{label}» помещается не больше {most} знаков, у Вас {len(text)}.",))
    return (text,) if text else ()


def find_field_by_label(edit: EditPage, site: SiteDescription, said: str) -> EditField:
    """The one field that the words name. Raises NoSuchFieldError, SeveralFieldsError."""
    fits: list[tuple[float, EditField]] = []
    for field in edit.fields:
        spellings = [field.shown.label]
        if field.shown.key:
            spellings += site.words("profile", field.shown.key)
        found = match(said, spellings)
        if found is not None:
            fits.append((found.confidence, field))
    if not fits:
        # A piece of the label will do when it is a piece of one label only.
        piece = frozenset(words(said))
        fits = [(1.0, one) for one in edit.fields if piece and piece <= frozenset(words(one.shown.label))]
    if not fits:
        raise NoSuchFieldError(one_line(said), edit.shown.labels)
    best = max(confidence for confidence, _ in fits)
    nearest_fits = [field for confidence, field in fits if best - confidence < TIE]
    if len(nearest_fits) > 1:
        raise SeveralFieldsError(one_line(said), [one.shown.label for one in nearest_fits])
    return nearest_fits[0]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to put into the page's fields, and the labels of lists that do not offer what is wanted (yet)."""

    filled: dict[HtmlElement, str | tuple[str, ...]]
    texts: Wanted
    waiting: dict[str, NoSuchOptionError]


def choose(edit: EditPage, wanted: Wanted, *, only_to_look: bool = False) -> Chosen:
    """Put what is wanted into the page's fields.

    Raises SeveralOptionsError and, unless it is only to be looked at, NoLongerOfferedError.
    """
    filled: dict[HtmlElement, str | tuple[str, ...]] = {}
    texts: Wanted = {}
    waiting: dict[str, NoSuchOptionError] = {}
    chosen = edit.shown.chosen
    for field in _parents_first(edit):
        shown = field.shown
        if shown.label not in wanted:
            if not only_to_look:
                _still_offered(shown, chosen)
            continue
        values = wanted[shown.label]
        if shown.kind is FieldKind.TEXT:
            filled[field.element], texts[shown.label] = "".join(values), values
            continue
        try:
            choices = [_choice(field, text, chosen) for text in values]
        except NoSuchOptionError as none:
            waiting[shown.label] = none
            continue
        # In the page's order, as a browser sends them.
        choices.sort(key=field.choices.index)
        texts[shown.label] = tuple(one.text for one in choices)
        if shown.kind is FieldKind.MULTI:
            filled[field.element] = tuple(one.value for one in choices)
        else:
            if not choices and field.blank is None:
                raise RuleBrokenError((f"Строку «{shown.label}» нельзя оставить пустой.",))
            filled[field.element] = choices[0].value if choices else field.blank or ""
            chosen[shown.label] = choices[0].text if choices else ""
    return Chosen(filled, texts, waiting)


def _parents_first(edit: EditPage) -> Sequence[EditField]:
    ranked: list[EditField] = []
    left = list(edit.fields)
    while left:
        free = [one for one in left if not set(one.shown.depends_on) & {other.shown.label for other in left}]
        ranked += free or left  # a ring of lists is taken in the page's order
        left = [one for one in left if one not in ranked]
    return ranked


def _choice(field: EditField, wanted: str, chosen: Mapping[str, str]) -> Choice:
    shown = field.shown
    pairs = list(zip(field.choices, shown.options, strict=True))
    offered = [choice for choice, option in pairs if option.offered(chosen)]
    if not offered and not shown.depends_on:
        raise EmptyListError(shown.label, wanted)
    texts = [one.text for one in offered]
    places = fitting(wanted, texts)
    if len({offered[place].value for place in places}) > 1:
        raise SeveralOptionsError(shown.label, wanted, dict.fromkeys(texts[place] for place in places))
    if not places:
        because = [(label, chosen.get(label) or "не выбрано") for label in shown.depends_on]
        raise NoSuchOptionError(shown.label, wanted, nearest(wanted, texts), because)
    return offered[places[0]]


def _still_offered(shown: ProfileField, chosen: dict[str, str]) -> None:
    """A dependent list that nobody touched must still fit; a browser's script would empty it unseen."""
    held = shown.value
    if not shown.depends_on or not held:
        return
    offered = shown.offered(chosen)
    if held not in offered:
        raise NoLongerOfferedError(shown.label, held, offered[:12])
