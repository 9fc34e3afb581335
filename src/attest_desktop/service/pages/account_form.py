"""Small forms around an account: which of the page's forms it is, its fields by label, and its button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from attest_desktop.service.reading.controls import SubmitControl, buttons
from attest_desktop.service.reading.forms import TEXT_KINDS, fields, find_field
from attest_desktop.service.reading.labels import TIE, match
from attest_desktop.service.reading.page import Page, is_hidden
from attest_desktop.service.reading.postbacks import PostBack, events
from attest_desktop.service.site import SiteDescription

TYPED = TEXT_KINDS
SECRET = frozenset({"password"})


@dataclass(frozen=True, slots=True, eq=False)
class AccountForm:
    """Fields by the keys that were asked for, and what to press."""

    fields: Mapping[str, HtmlElement]
    submit: SubmitControl | PostBack

    def filled(self, texts: Mapping[str, str]) -> dict[HtmlElement, str]:
        """What is typed where."""
        return {self.fields[key]: text for key, text in texts.items()}


def find_submit(
    page: Page, form: HtmlElement, site: SiteDescription, labels: tuple[str, ...]
) -> SubmitControl | PostBack | None:
    """The one button (or link that posts the form back) that these words name; None when there is none, or several
    fit equally.
    """
    offered: list[SubmitControl | PostBack] = [
        one for one in buttons(page, site.refused, form) if isinstance(one, SubmitControl)
    ]
    offered += [one for one in events(page, site.refused) if one.form is form]
    fits: list[tuple[float, SubmitControl | PostBack]] = []
    for one in offered:
        found = [fit.confidence for text in one.words if (fit := match(text, labels))]
        if found:
            fits.append((max(found), one))
    fits.sort(key=lambda fit: -fit[0])
    if not fits or (len(fits) > 1 and fits[0][0] - fits[1][0] < TIE):
        return None
    return fits[0][1]


def secrets_of(page: Page, form: HtmlElement) -> int:
    """How many visible password fields the form has."""
    return sum(one.kind == "password" and not is_hidden(one.element) for one in fields(page, form))


def find_account_form(
    page: Page, site: SiteDescription, section: str, wanted: Mapping[str, frozenset[str]], *, secret: int
) -> AccountForm | None:
    """The form with exactly these fields' labels, so many password fields and the section's button («submit»).

    `wanted` are the kinds of field by key of the section. A form that is not posted is none: a password never goes
    into an address.
    """
    for form in page.forms:
        if secrets_of(page, form) != secret:
            continue
        found = {key: find_field(page, form, site.words(section, key), kinds) for key, kinds in wanted.items()}
        elements = {key: fit[0].element for key, fit in found.items() if fit is not None}
        if len(elements) != len(wanted) or len(set(elements.values())) != len(wanted):
            continue
        submit = find_submit(page, form, site, site.words(section, "submit"))
        if submit is not None and submit.method == "post":
            return AccountForm(elements, submit)
    return None
