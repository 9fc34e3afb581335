"""The profile page with fields to edit: which form it is, its fields under their own labels, what lists offer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from attest_desktop.domain.profile_form import FieldKind, Option, ProfileField, ProfileForm
from attest_desktop.domain.text import normalised, one_line
from attest_desktop.service.pages.account_form import find_submit, secrets_of
from attest_desktop.service.pages.profile import not_chosen
from attest_desktop.service.reading.controls import SubmitControl, is_disabled, labels_of
from attest_desktop.service.reading.forms import TEXT_KINDS, Field, fields, text_before
from attest_desktop.service.reading.labels import assign
from attest_desktop.service.reading.page import Page, ancestor, is_hidden, text_of
from attest_desktop.service.reading.postbacks import PostBack, change
from attest_desktop.service.reading.values import field_value
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.submission import Filled, Submission, press

PAGE = "Личный кабинет (изменение)"
FORM = "форма с полями профиля и кнопкой «Сохранить»"
_STAR = re.compile(r"[\s*:]+$")
_DATA = "data-"


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One line of a list as the page has it: what is shown, what is sent."""

    text: str
    value: str
    element: HtmlElement


@dataclass(frozen=True, slots=True, eq=False)
class EditField:
    """A field and where on the page it is; `post_back` is what its script sends when the list changes."""

    shown: ProfileField
    element: HtmlElement
    choices: tuple[Choice, ...] = ()
    blank: str | None = None
    post_back: PostBack | None = None


@dataclass(frozen=True, slots=True, eq=False)
class EditPage:
    """The form of the profile."""

    page: Page
    form: HtmlElement
    submit: SubmitControl | PostBack
    fields: tuple[EditField, ...]

    @property
    def shown(self) -> ProfileForm:
        """The form for people."""
        return ProfileForm(tuple(one.shown for one in self.fields))

    def at(self, label: str) -> EditField | None:
        """The field under this label."""
        return next((one for one in self.fields if one.shown.label == label), None)


def find_edit_page(page: Page, site: SiteDescription) -> EditPage | None:
    """The profile's form; None when the page has none."""
    for form in page.forms:
        submit = find_submit(page, form, site, site.words("profile_edit", "save"))
        if submit is None or submit.method != "post" or secrets_of(page, form):
            continue
        found = _fields(page, form, site)
        # Without the name this is some other form with «Сохранить».
        if {"surname", "first_name"} <= {one.shown.key for one in found}:
            return EditPage(page, form, submit, found)
    return None


def fill_edit_page(edit: EditPage, site: SiteDescription, filled: Filled) -> Submission:
    """The form as sent by «Сохранить»."""
    return press(edit.page, edit.submit, filled, site.refused, page_name=PAGE)


def fill_reload(edit: EditPage, field: EditField, site: SiteDescription, filled: Filled) -> Submission | None:
    """The form as the page's script sends it when the list changes; None when the list does not do that."""
    option = next(field.element.iter("option"), None)
    if field.post_back is None or option is None:
        return None
    # The list itself is filled in; what is touched is a line of it.
    touched = replace(field.post_back, element=option)
    return press(edit.page, touched, filled, site.refused, page_name=PAGE)


# --- reading ---


def _fields(page: Page, form: HtmlElement, site: SiteDescription) -> tuple[EditField, ...]:
    found = [
        made
        for one in fields(page, form)
        if one.name and not is_hidden(one.element) and (made := _field(page, one, site)) is not None
    ]
    given, _ = assign([[one.shown.label] for one in found], site.labels["profile"])
    keys = {place: key for key, (place, _) in given.items()}
    needs = _needs(found)
    return tuple(
        replace(one, shown=replace(_with_needs(one, needs.get(one.element, {})), key=keys.get(place, "")))
        for place, one in enumerate(found)
    )


def _field(page: Page, field: Field, site: SiteDescription) -> EditField | None:
    element = field.element
    label = _label(page, element)
    if not label:
        return None
    values = tuple(text for text in field_value(element) if not not_chosen(text))
    required = _required(page, element)
    editable = not is_disabled(element) and element.get("readonly") is None
    if field.kind in TEXT_KINDS:
        return EditField(ProfileField(label, FieldKind.TEXT, values, (), required, editable), element)
    if field.kind != "select":
        return None
    kind = FieldKind.LIST if element.get("multiple") is None else FieldKind.MULTI
    choices, blank = _choices(element)
    post_back = change(page, element, site.refused)
    shown = ProfileField(
        label,
        kind,
        values,
        tuple(Option(one.text) for one in choices),
        required,
        # An empty list that is switched off waits for another to be chosen.
        editable or not choices,
        reloads=post_back is not None,
    )
    return EditField(shown, element, choices, blank, post_back)


def _choices(element: HtmlElement) -> tuple[tuple[Choice, ...], str | None]:
    choices: list[Choice] = []
    blank: str | None = None
    for option in element.iter("option"):
        if option.get("disabled") is not None:
            continue
        text, said = text_of(option), option.get("value")
        value = text if said is None else said
        if not text or not value or not_chosen(text):
            blank = value if blank is None else blank
        else:
            choices.append(Choice(text, value, option))
    return tuple(choices), blank


def _label(page: Page, element: HtmlElement) -> str:
    """The words that name the field, verbatim but for a closing star or colon."""
    for text in _names(page, element):
        bare = _STAR.sub("", one_line(text))
        if bare:
            return bare
    return ""


def _names(page: Page, element: HtmlElement) -> Iterator[str]:
    yield from labels_of(page, element)
    cell = ancestor(element, "td", "th", "dd")
    if cell is not None and cell.getprevious() is not None:
        yield text_of(cell.getprevious())
    yield text_before(page, element)
    for name in ("aria-label", "placeholder", "title"):
        yield element.get(name) or ""


def _required(page: Page, element: HtmlElement) -> bool:
    if element.get("required") is not None or element.get("aria-required") == "true":
        return True
    if element.get("data-val-required") is not None:
        return True
    return any(text.rstrip(" :").endswith("*") for text in labels_of(page, element))


# --- lists that depend on each other ---

Needs = Mapping[HtmlElement, tuple[tuple[str, str], ...]]


def _needs(found: Sequence[EditField]) -> dict[HtmlElement, dict[HtmlElement, tuple[tuple[str, str], ...]]]:
    """By list, then by its option: (label, text) of the lists that must be chosen so.

    Pages whose scripts narrow a list mark its options with `data-…`: marks that are all lines of one other list
    tell which.
    """
    lists = [one for one in found if one.shown.kind is FieldKind.LIST]
    result: dict[HtmlElement, dict[HtmlElement, tuple[tuple[str, str], ...]]] = {}
    for one in lists:
        marks = {name for choice in one.choices for name in choice.element.attrib if name.startswith(_DATA)}
        needs: dict[HtmlElement, tuple[tuple[str, str], ...]] = {}
        others = [other for other in lists if other is not one]
        parents = []
        for mark in sorted(marks):
            parent = _parent(mark, [choice.element.get(mark) for choice in one.choices], others)
            if parent is not None:
                parents.append((others.index(parent[0]), mark, *parent))
        for _, mark, field, texts in sorted(parents, key=lambda found: found[:2]):
            for choice in one.choices:
                need = (field.shown.label, texts[choice.element.get(mark) or ""])
                needs[choice.element] = (*needs.get(choice.element, ()), need)
        if needs:
            result[one.element] = needs
    return result


def _parent(
    mark: str, held: Sequence[str | None], others: Sequence[EditField]
) -> tuple[EditField, dict[str, str]] | None:
    fits: list[tuple[EditField, dict[str, str]]] = []
    for other in others:
        by_text = {choice.text: choice.text for choice in other.choices}
        by_value = {choice.value: choice.text for choice in other.choices}
        if by_text and all(value in by_text for value in held):
            fits.append((other, by_text))
        elif by_value and all(value in by_value for value in held) and _same_name(mark, other.element):
            fits.append((other, by_value))
    return fits[0] if len(fits) == 1 else None


def _same_name(mark: str, element: HtmlElement) -> bool:
    """Whether the mark is called as the list is: numbers alone would fit many lists."""
    said = normalised(mark.removeprefix(_DATA)).replace(" ", "")
    named = normalised(f"{element.get('name') or ''}").replace(" ", "")
    return bool(said) and (said in named or named in said)


def _with_needs(field: EditField, needs: Needs) -> ProfileField:
    if not needs:
        return field.shown
    options = tuple(Option(one.text, needs.get(one.element, ())) for one in field.choices)
    labels = tuple(dict.fromkeys(label for option in options for label, _ in option.needs))
    return replace(field.shown, options=options, depends_on=labels)
