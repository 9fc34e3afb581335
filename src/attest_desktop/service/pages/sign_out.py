"""«Выйти»: a button, a link, or a link that sends a hidden form by script."""

from __future__ import annotations

from lxml.html import HtmlElement

from attest_desktop.service.pages.recognise import find_way
from attest_desktop.service.reading.controls import Link, SubmitControl, buttons, form_target, is_button
from attest_desktop.service.reading.forms import kind_of
from attest_desktop.service.reading.labels import match
from attest_desktop.service.reading.page import Page, ancestor, text_of
from attest_desktop.service.reading.postbacks import PostBack
from attest_desktop.service.site import SiteDescription
from attest_desktop.service.submission import Submission, press


def _hidden_form(page: Page, site: SiteDescription) -> SubmitControl | None:
    for link in page.root.iter("a"):
        script = f"{link.get('href') or ''} {link.get('onclick') or ''}"
        words = text_of(link)
        if "submit(" not in script or not match(words, site.words("navigation", "sign_out")):
            continue
        form = ancestor(link, "form")
        if form is None:
            form = next((one for one in page.forms if _names(script, one)), None)
        if form is None or site.refused.match_element(form):
            continue
        controls = page.controls_of(form)
        if all(kind_of(one) == "hidden" and not is_button(one) for one in controls):
            return SubmitControl(link, form, (words,), (), *form_target(page, form))
    return None


def _names(script: str, form: HtmlElement) -> bool:
    identifier = form.get("id")
    return bool(identifier) and f"'{identifier}'" in script.replace('"', "'")


def fill_sign_out(page: Page, site: SiteDescription) -> Submission | Link | None:
    """What to send to leave the cabinet; None when the page offers nothing that is understood."""
    labels = site.words("navigation", "sign_out")
    found = [
        one
        for one in buttons(page, site.refused)
        if isinstance(one, SubmitControl) and any(match(text, labels) for text in one.words)
    ]
    control = found[0] if len(found) == 1 else _hidden_form(page, site)
    if control is not None:
        return press(page, control, {}, site.refused, page_name="Выход")
    way = find_way(page, site, "navigation", "sign_out")
    if isinstance(way, PostBack):
        return press(page, way, {}, site.refused, page_name="Выход")
    return way
