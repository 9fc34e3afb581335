"""The last cell of a row: is the conclusion attached, can it be viewed, was «Аттестовать» pressed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from attest_desktop.domain.text import normalised
from attest_desktop.service.reading.labels import contains, match
from attest_desktop.service.reading.page import Page, statements_of
from attest_desktop.service.reading.postbacks import Reference, references
from attest_desktop.service.site import SiteDescription

_NAMED = "заключени"
_FILE_NAME = re.compile(r"\.(?:pdf|docx?|rtf|odt|zip|rar|7z|jpe?g|png|tiff?)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ConclusionState:
    """What the cell says. `attached` is None when it says neither yes nor no, or both."""

    attached: bool | None
    decision_pressed: bool
    view: Reference | None


def _without(line: str, phrases: Sequence[str]) -> bool:
    return not contains(line, phrases)


def read_conclusion_cell(page: Page, cell: HtmlElement, site: SiteDescription) -> ConclusionState:
    """The state that the cell shows in words; the words on buttons are not statements."""
    lines = statements_of(cell)
    denied = any(contains(line, site.words("conclusion", "not_attached")) for line in lines)
    stated = any(contains(line, site.words("conclusion", "attached")) for line in lines)
    viewing = [
        one.link
        for one in references(page, site.refused, cell)
        if match(one.link.title, site.words("conclusion", "view")) and not _harmful(one.link, site)
    ]
    if not viewing and not denied:
        viewing = [one.link for one in references(page, site.refused, cell) if _is_attached_file(one.link, site)]
    # «Просмотр» may stand beside other files of the row: the link that names the conclusion goes first.
    naming = [link for link in viewing if _NAMED in normalised(link.title)] or viewing
    view = naming[0] if len({link.key for link in naming}) == 1 else None
    pressed = any(
        contains(line, site.words("conclusion", "decision_pressed"))
        and _without(line, site.words("conclusion", "decision_not_pressed"))
        for line in lines
    )
    positive = stated or bool(viewing)
    attached = None if denied == positive else positive
    return ConclusionState(attached, pressed, view)


def _is_attached_file(link: Reference, site: SiteDescription) -> bool:
    """Whether the link is called as a file is, and not as a form to be filled."""
    offered = (word for key in ("template", "guide", "guide_words") for word in site.words("templates", key))
    title = normalised(link.title)
    return bool(_FILE_NAME.search(link.title)) and not any(
        normalised(word) in title for word in (*offered, "шаблон")
    )


def _harmful(link: Reference, site: SiteDescription) -> bool:
    return match(link.title, site.words("refused", "links")) is not None
