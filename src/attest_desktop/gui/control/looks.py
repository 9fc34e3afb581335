"""Icons, tones and words for what a look into the cabinet found."""

from __future__ import annotations

from collections.abc import Sequence

from attest_desktop.gui.paper.places import Ink, PlaceLine
from attest_desktop.work.control import Standing
from attest_desktop.work.control_look import ControlPage, ControlPlace, PageState

# Words, icon, tone.
STANDINGS: dict[Standing, tuple[str, str, str]] = {
    Standing.NOT_LOOKED: ("ещё не проверено", "circle-dashed", "neutral"),
    Standing.IN_ORDER: ("всё на месте", "check", "ok"),
    Standing.OURS_IN_ORDER: ("спросите аттестуемого", "circle-help", "neutral"),
    Standing.FAULTY: ("есть замечания", "triangle-alert", "warn"),
    Standing.NOT_ATTACHED: ("не прикреплено", "minus", "warn"),
    Standing.CANNOT_COMPARE: ("посмотрите на сайте", "circle-help", "warn"),
    Standing.DECIDED: ("нажато «Аттестовать»", "triangle-alert", "bad"),
}
# Icon and tone.
PAGES: dict[PageState, tuple[str, str]] = {
    PageState.IN_ORDER: ("circle-check", "ok"),
    PageState.MISSING: ("minus", "bad"),
    PageState.ALTERED: ("triangle-alert", "bad"),
    PageState.DOUBLED: ("copy", "warn"),
    PageState.FOREIGN: ("x", "bad"),
    PageState.UNSURE: ("circle-help", "warn"),
    PageState.BLANK: ("file", "warn"),
}


def page_title(page: ControlPage) -> str:
    """«Страница 2», or of what is none of the conclusion «Лист 5 файла»."""
    return f"Лист {page.number} файла" if page.extra else f"Страница {page.number}"


def place_lines(places: Sequence[ControlPlace]) -> tuple[PlaceLine, ...]:
    """The places to sign as lines."""
    inks = {True: Ink.THERE, False: Ink.ABSENT, None: Ink.NO_PAGE}
    return tuple(
        PlaceLine(one.label or "место для подписи", one.page, Ink.UNCLEAR if one.doubtful else inks[one.present])
        for one in places
    )
