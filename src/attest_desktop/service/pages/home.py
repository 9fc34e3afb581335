"""The home page of the cabinet («Главная»)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attest_desktop.domain.text import normalised
from attest_desktop.service.reading.page import Page
from attest_desktop.service.site import SiteDescription

_NUMBER_FIRST = re.compile(r"\s*[=:–—-]?\s*(\d{1,6})\b")
PAGE = "Главная"


@dataclass(frozen=True, slots=True)
class Home:
    """How many attestees are assigned; None when the page does not say."""

    assigned: int | None


def read_home(page: Page, site: SiteDescription) -> Home:
    """What the home page tells."""
    whole = " ".join(page.lines)
    for label in site.words("home", "assigned"):
        # The words as they stand, whatever parts them; then the number right after.
        pattern = r"[\W_]+".join(re.escape(word).replace("е", "[её]") for word in normalised(label).split())
        for found in re.finditer(pattern, whole, re.IGNORECASE):
            number = _NUMBER_FIRST.match(whole, found.end())
            if number:
                return Home(int(number.group(1)))
    return Home(None)
