"""The profile page («Личный кабинет»), to look at or to edit."""

from __future__ import annotations

from attest_desktop.domain.profile import Profile
from attest_desktop.service.errors import PageNotUnderstoodError
from attest_desktop.service.reading.lists import listed
from attest_desktop.service.reading.page import Page
from attest_desktop.service.reading.values import read_values
from attest_desktop.service.site import SiteDescription

PAGE = "Личный кабинет"
# Without these the page is not the profile.
_NEEDED = ("surname", "first_name")
_NOT_CHOSEN = ("выберите", "не выбран", "--", "—")


def not_chosen(text: str) -> bool:
    """Whether a line of a list only asks to choose."""
    return text.lower().startswith(_NOT_CHOSEN)


def read_profile(page: Page, site: SiteDescription) -> Profile:
    """The expert's data as the page shows them. Raises PageNotUnderstoodError."""
    labels = site.labels["profile"]
    found = read_values(page, labels)
    for key in _NEEDED:
        if key not in found:
            raise PageNotUnderstoodError(PAGE, f"«{site.name('profile', key)}»")

    def text(key: str) -> str:
        value = " ".join(found.get(key, ()))
        return "" if not_chosen(value) else value

    return Profile(
        surname=text("surname"),
        first_name=text("first_name"),
        patronymic=text("patronymic"),
        email=text("email"),
        phone=text("phone"),
        municipality=text("municipality"),
        organisation_type=text("organisation_type"),
        workplace=text("workplace"),
        position=text("position"),
        subjects=listed(found.get("subjects", ())),
    )
