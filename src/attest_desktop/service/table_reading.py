"""All pages of the attestation table, however they are turned, and a row of it ready to be worked with."""

from __future__ import annotations

import logging
from dataclasses import replace

from attest_desktop.service.errors import RowNotFoundError
from attest_desktop.service.navigation import Navigator
from attest_desktop.service.pages.attestation import PAGE, Part, PlacedRow, ReadPages, read_part, read_parts
from attest_desktop.service.pages.pager import MOST_PAGES
from attest_desktop.service.reading.postbacks import PostBack
from attest_desktop.service.site import SiteDescription

logger = logging.getLogger(__name__)
_TOO_MANY = f"В таблице больше {MOST_PAGES} страниц, прочитаны только первые {MOST_PAGES}."


class TableReader:
    """Reads the table through a navigator."""

    def __init__(self, navigator: Navigator, site: SiteDescription) -> None:
        self._navigator = navigator
        self._site = site
        self.latest = ReadPages((), (), ())
        """What was read last, all pages."""

    def read(self) -> ReadPages:
        """The table over all its pages."""
        parts, whole = self._parts()
        read = read_parts(parts, self._site)
        return read if whole else replace(read, problems=(*read.problems, _TOO_MANY))

    def row(self, identifier: str) -> PlacedRow:
        """The row on a page that may be posted back as it is. Raises RowNotFoundError."""
        parts, _ = self._parts()
        self.latest = read_parts(parts, self._site)
        placed = self.latest.row(identifier)
        if self._navigator.is_fresh(placed.page):
            return placed
        # Another page of the table was shown since.
        page = self._navigator.again(placed.page, PAGE)
        fresh = [read_part(page, self._site) if part.page is placed.page else part for part in parts]
        found = read_parts(fresh, self._site).row(identifier)
        if found.page is not page:
            raise RowNotFoundError(identifier)
        return found

    def _parts(self) -> tuple[list[Part], bool]:
        """The pages, and whether these are all."""
        first = self._navigator.page("attestation")
        parts = [read_part(first, self._site)]
        whole = self._by_addresses(parts)
        return parts, self._by_postbacks(parts) and whole

    def _by_addresses(self, parts: list[Part]) -> bool:
        seen = {parts[0].page.url}
        waiting = list(parts[0].pager.addresses)
        while waiting:
            address = waiting.pop(0)
            if address in seen:
                continue
            if len(parts) == MOST_PAGES:
                return False
            seen.add(address)
            parts.append(read_part(self._navigator.fetch(address, PAGE), self._site))
            waiting += parts[-1].pager.addresses
        return True

    def _by_postbacks(self, parts: list[Part]) -> bool:
        """Turn the pages one by one, each from the last one shown where that offers it."""
        last = parts[-1]
        shown: set[str] = set()
        visited = {last.pager.current or 1}
        current = min(visited)
        offered: dict[int, PostBack] = {}
        while True:
            for number, post_back in last.pager.posts.items():
                offered.setdefault(number, post_back)
            here = {number: one for number, one in last.pager.posts.items() if number not in visited}
            ahead = [number for number in here if number > current]
            left = ahead or list(here) or [number for number in offered if number not in visited]
            if not left:
                return True
            if len(visited) >= MOST_PAGES:
                return False
            current = min(left)
            visited.add(current)
            page = self._navigator.open(here.get(current, offered[current]), PAGE, way=offered[current])
            part = read_part(page, self._site)
            shown = shown or {one.shown for one in parts}
            if part.shown in shown:
                # It shows what was shown: nothing new is to be had from here.
                logger.info("turning the table's pages came back to a page already read")
                last = replace(part, pager=replace(part.pager, posts={}))
                continue
            shown.add(part.shown)
            parts.append(part)
            last = part
            if part.pager.current is not None:
                visited.add(part.pager.current)
