"""Which words make a control one that must never be pressed.

The newer deck forbids «Аттестовать»: once pressed, the Centre can neither view nor download the conclusion. The
words below are part of the program; the site description can only add to them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

# The stem, so that «Аттестован» and «Не аттестовывать» on a control are refused too; «Аттестация» is not.
ALWAYS_REFUSED = ("аттестовать", "аттестов", "аттестую")
# What orders it, not what tells of it: words beside a control may well say that somebody was «Аттестован».
_ORDERS = ("аттестовать", "аттестую")
_LOOK_ALIKE = str.maketrans("abcehkmoptxyё03", "авсенкмортхуеоз")
_NOT_CYRILLIC, _DOUBLED = re.compile("[^а-я]+"), re.compile(r"(.)\1+")
_TEXT_ATTRIBUTES_LEFT_OUT = frozenset({"id", "class", "style", "type", "method", "enctype"})


def skeleton(text: str) -> str:
    """The bare Cyrillic letters of the text: no case, spaces, accents, doubled letters or Latin look-alikes."""
    return _short_skeleton(text) if len(text) <= _SHORT else _skeleton(text)


def _skeleton(text: str) -> str:
    small = text.lower()
    plain = small if small.isascii() else unicodedata.normalize("NFKD", small)
    return _DOUBLED.sub(r"\1", _NOT_CYRILLIC.sub("", plain.translate(_LOOK_ALIKE)))


# The same few words and names stand on a page many times.
_SHORT = 200
_short_skeleton = lru_cache(maxsize=32768)(_skeleton)


def _holds(stems: tuple[str, ...], text: str) -> bool:
    bones = skeleton(text)
    return bool(bones) and any(stem in bones for stem in stems)


_short_holds = lru_cache(maxsize=32768)(_holds)


class RefusedWords:
    """Decides by words; knows the built-in stems and what the site description adds."""

    def __init__(self, added: Iterable[str] = ()) -> None:
        self._stems = tuple({bones for word in (*ALWAYS_REFUSED, *added) if (bones := skeleton(word))})
        self._orders = tuple({bones for word in (*_ORDERS, *added) if (bones := skeleton(word))})

    @property
    def stems(self) -> tuple[str, ...]:
        """What is looked for, as bare letters."""
        return self._stems

    def match(self, text: str) -> bool:
        """Whether the text holds refused words, however it is spaced or spelt."""
        return _short_holds(self._stems, text) if len(text) <= _SHORT else _holds(self._stems, text)

    def match_beside(self, text: str) -> bool:
        """Whether words that stand beside a control say that it does what is refused."""
        return _holds(self._orders, text)

    def match_element(self, element: HtmlElement) -> bool:
        """Whether the element's words, or any attribute of it or of what it holds, are refused.

        Hidden text counts as well: a control that may be «Аттестовать» is left alone.
        """
        # Most controls hold nothing: no walk through what is inside.
        inside = element.iter(etree.Element) if len(element) else (element,)
        if self.match("".join(element.itertext()) if len(element) else element.text or ""):
            return True
        for one in inside:
            for name, value in one.items():
                if name not in _TEXT_ATTRIBUTES_LEFT_OUT and self.match(str(value)):
                    return True
        return False


BUILT_IN = RefusedWords()


@lru_cache(maxsize=8)
def refused_words(added: tuple[str, ...]) -> RefusedWords:
    """What the site description refuses besides; the same description is asked about each control of a page."""
    return RefusedWords(added)
