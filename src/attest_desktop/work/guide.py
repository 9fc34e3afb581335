"""The user guide that ships with the program: its pages in order, the page about each view, finding in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from attest_desktop import bundled
from attest_desktop.domain.text import words

FOLDER, CONTENTS = "guide", "README.md"
START = "start"
# Each view of the window with the page about it, and its heading there.
PLACE_OF = {
    "home": ("places", "Главная"),
    "attestees": ("places", "Аттестуемые"),
    "card": ("places", "Карточка"),
    "editor": ("conclusion", ""),
    "paper": ("paper", ""),
    "control": ("control", ""),
    "timeline": ("deadlines", "Период на одном листе"),
    "season": ("season", ""),
    "outbox": ("sending", "Исходящие"),
    "signatures": ("signatures", ""),
    "profile": ("profile", ""),
    "settings": ("settings", ""),
    "help": (START, ""),
}
# The editor's second side: the pages as they will go.
SENDING = ("sending", "")
_ENTRY = re.compile(r"^\s*[-*] \[([^\]]+)\]\(([\w-]+)\.md\)")
_HEADING = re.compile(r"^(#{1,3}) (.+?)\s*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
# Russian endings differ: a word is known by its beginning.
_ENDING, _SHORTEST = 3, 4
_AROUND = 72  # characters of a finding that are shown


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the plain text under it; the first of a page has the page's own title."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `name` as in links, without .md; `text` is Markdown without comments."""

    name: str
    title: str
    group: str
    text: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in the guide where all the words stand; `heading` is empty for the top of the page."""

    page: Page
    heading: str
    around: str


@dataclass(frozen=True, slots=True)
class Guide:
    """All pages in the order of the contents."""

    folder: Path
    pages: tuple[Page, ...]

    def page(self, name: str) -> Page | None:
        """The page with the name."""
        return next((one for one in self.pages if one.name == name), None)

    def find(self, query: str) -> tuple[Hit, ...]:
        """Sections with all the words of the query, whatever their endings; headings come first."""
        sought = tuple(stem(one) for one in words(query))
        if not sought:
            return ()
        found: list[tuple[int, Hit]] = []
        for page in self.pages:
            for number, section in enumerate(page.sections):
                title, own, text = words(page.title), words(section.heading), words(section.text)
                if not all(_stands(one, (*title, *own, *text)) for one in sought):
                    continue
                if all(_stands(one, own) for one in sought):
                    cost = 0 if number == 0 else 1
                elif any(_stands(one, (*own, *text)) for one in sought):
                    # The page's title alone would bring all of its sections.
                    cost = 2
                else:
                    continue
                around = _around(section.text, sought)
                found.append((cost, Hit(page, section.heading if number else "", around)))
        found.sort(key=lambda one: one[0])
        return tuple(hit for _cost, hit in found)


@cache
def guide() -> Guide:
    """The guide of this program."""
    return read_guide(bundled.path(FOLDER))


def read_guide(folder: Path) -> Guide:
    """The guide in a folder: README.md is its contents, groups under headings of the second level."""
    pages, group = [], ""
    for line in (folder / CONTENTS).read_text("utf-8").splitlines():
        if line.startswith("## "):
            group = line[3:].strip()
        elif entry := _ENTRY.match(line):
            pages.append(_page(folder / f"{entry[2]}.md", entry[2], group))
    return Guide(folder, tuple(pages))


def stem(word: str) -> str:
    """The part of a word that stays when its ending changes."""
    return word[: max(_SHORTEST, len(word) - _ENDING)]


def _page(file: Path, name: str, group: str) -> Page:
    text = _COMMENT.sub("", file.read_text("utf-8")).strip()
    sections = tuple(_sections(text))
    return Page(name, sections[0].heading, group, text, sections)


def _sections(text: str) -> Iterator[Section]:
    heads = list(_HEADING.finditer(text))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        under = text[head.end() : following.start() if following else len(text)]
        yield Section(head[2], plain(under))


def plain(markdown: str) -> str:
    """The words of a text without its marks, in one line."""
    bare = _LINK.sub(r"\1", _PICTURE.sub("", markdown))
    return re.sub(r"\s+", " ", re.sub(r"[*`|>#]|^\s*[-\d.]+ ", " ", bare, flags=re.MULTILINE)).strip()


def _stands(sought: str, among: tuple[str, ...]) -> bool:
    return any(one.startswith(sought) for one in among)


def _around(text: str, sought: tuple[str, ...]) -> str:
    """Some words of the text where the first of the sought ones stands."""
    at = min((place for one in sought if (place := text.lower().replace("ё", "е").find(one)) >= 0), default=0)
    begin = text.rfind(" ", 0, max(0, at - _AROUND // 3)) + 1 if at > _AROUND // 3 else 0
    piece = text[begin : begin + _AROUND]
    return f"{'… ' if begin else ''}{piece}{'…' if begin + _AROUND < len(text) else ''}"
