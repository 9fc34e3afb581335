"""The form with the file field of one row, and its button."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.html import HtmlElement

from attest_desktop.domain.text import one_line
from attest_desktop.service.errors import PageNotUnderstoodError
from attest_desktop.service.pages.attestation import PAGE, PlacedRow
from attest_desktop.service.reading.controls import SubmitControl, buttons, is_disabled
from attest_desktop.service.reading.forms import Field, kind_of, named, text_before
from attest_desktop.service.reading.labels import TIE, Match, contains, match
from attest_desktop.service.reading.page import Page, ancestor, text_of
from attest_desktop.service.reading.postbacks import PostBack, events
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.submission import ChosenFile, Submission, press

_SURE, _CERTAIN = 0.8, 0.9
_PRESSED = (SubmitControl, PostBack)


def _within(element: HtmlElement, places: Iterable[HtmlElement]) -> bool:
    around = (element, *element.iterancestors())
    return any(place in around for place in places)


def _file_field(placed: PlacedRow, site: SiteDescription) -> HtmlElement:
    found = [
        one
        for one in placed.page.controls
        if kind_of(one) == "file" and not is_disabled(one) and _within(one, placed.elements)
    ]
    if len(found) > 1:
        fits = [(named(placed.page, Field(one, one.get("name") or "", "file"),
                       site.words("conclusion", "choose_file")), one) for one in found]  # fmt: skip
        ranked = sorted(((fit.confidence, one) for fit, one in fits if fit), key=lambda fit: -fit[0])
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] >= TIE)
        found = [ranked[0][1]] if clear else []
    if not found or not found[0].get("name"):
        raise PageNotUnderstoodError(
            PAGE, f"в строке аттестуемого поле «{site.name('conclusion', 'choose_file')}»"
        )
    return found[0]


def _chooses_result(page: Page, form: HtmlElement, site: SiteDescription) -> bool:
    """Whether the form also asks for the result of the attestation."""
    wanted = site.words("conclusion", "result_choice")
    for control in page.controls_of(form):
        if control.tag == "select" and any(contains(text_of(one), wanted) for one in control.iter("option")):
            return True
        if kind_of(control) in ("radio", "checkbox"):
            label = ancestor(control, "label")
            beside = text_of(label) if label is not None else one_line(control.tail or "")
            if contains(beside, wanted):
                return True
    return False


def _fitting(control: SubmitControl | PostBack, labels: tuple[str, ...], enough: float) -> list[Match]:
    found = [match(text, labels) for text in control.words]
    return [one for one in found if one is not None and one.confidence >= enough]


def _button(placed: PlacedRow, form: HtmlElement, site: SiteDescription) -> SubmitControl | PostBack:
    page = placed.page
    veto = site.words("refused", "not_for_upload")
    posts = (one for element in placed.elements for one in events(page, site.refused, element) if one.form is form)
    pressable = (one for one in (*buttons(page, site.refused, form), *posts) if isinstance(one, _PRESSED))
    submits = [one for one in pressable if not any(contains(text, veto) for text in one.words)]
    if sum(kind_of(one) == "file" for one in page.controls_of(form)) > 1:
        # One form around the whole table: only a button of this very row is for this row.
        submits = [one for one in submits if _within(one.element, placed.elements)]
    missing = PageNotUnderstoodError(PAGE, f"в строке аттестуемого кнопка «{site.name('conclusion', 'attach')}»")
    for key, enough in (("attach", _SURE), ("attach_general", _CERTAIN)):
        fits = sorted(
            (
                (max(found.confidence for found in fitting), one)
                for one in submits
                if (fitting := _fitting(one, site.words("conclusion", key), enough))
            ),
            key=lambda fit: -fit[0],
        )
        if len(fits) > 1 and fits[0][0] - fits[1][0] < TIE:
            raise missing
        if fits:
            chosen = fits[0][1]
            general = key == "attach_general"
            if general and (
                _chooses_result(page, form, site) or site.refused.match(text_before(page, chosen.element))
            ):
                raise missing
            return chosen
    raise missing


def find_upload(placed: PlacedRow, site: SiteDescription) -> tuple[HtmlElement, SubmitControl | PostBack]:
    """The row's file field and the only button that may be pressed with it.

    Raises PageNotUnderstoodError; the only button that is ever chosen is one that says «Прикрепить» or the like.
    """
    field = _file_field(placed, site)
    form = placed.page.owner(field)
    if form is None:
        raise PageNotUnderstoodError(PAGE, "форма, в которой стоит поле файла")
    return field, _button(placed, form, site)


def fill_upload(placed: PlacedRow, site: SiteDescription, file: ChosenFile) -> Submission:
    """The row's form with the file in it, ready to be sent. Raises PageNotUnderstoodError, RefusedControlError."""
    field, control = find_upload(placed, site)
    return press(placed.page, control, {field: file}, site.refused, page_name=PAGE)
