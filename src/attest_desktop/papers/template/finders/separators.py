"""Lines of underscores that only part the page: under a letterhead, over footnotes, at the end of a text."""

from __future__ import annotations

import re

from attest_desktop.domain.text import one_line
from attest_desktop.papers.template.finders.gaps import drawn
from attest_desktop.papers.template.layout import Paragraph
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.ooxml import child, value

FOOTNOTE = re.compile(r"\s*(?:<[\d*]{1,3}>|\*+\s*\w|[¹²³]|\d{1,2}\s[А-ЯЁ]|Примечани|Сноск)", re.IGNORECASE)
_WIDE = 40  # characters; a shorter line under a letterhead is for the number or the date
_CAPITALS = 0.8
_A_LABEL = 0.75


def parts_the_page(paragraphs: list[Paragraph], at: int, words: Lexicon) -> bool:
    """Whether the bare line at this place of a row of paragraphs is drawn for looks, not to write on."""
    before = next((one for one in reversed(paragraphs[:at]) if one.text.strip()), None)
    after = next((one for one in paragraphs[at + 1 :] if one.text.strip()), None)
    if before is None or _is_bare(before) or (after is not None and _is_bare(after)):
        return False  # one of several lines to write on
    plain = one_line(before.text)
    if plain.endswith(":") or words.section(plain) or words.read_label(plain).covered > _A_LABEL:
        return False
    if after is None:
        return _centred(paragraphs[at]) and plain.endswith((".", ";", "!"))
    if after.text.lstrip().startswith("(") and after.text.rstrip().endswith(")"):
        return False  # a caption too long to be told from text
    if FOOTNOTE.match(after.text):
        return True
    return _centred(before) and _capital(plain) and len(paragraphs[at].text.strip()) >= _WIDE


def _is_bare(paragraph: Paragraph) -> bool:
    return not drawn(paragraph).replace("_", "").strip(" \t\u00a0.,;")


def _centred(paragraph: Paragraph) -> bool:
    return value(child(paragraph.element, "pPr", "jc")) == "center"


def _capital(text: str) -> bool:
    letters = [one for one in text if one.isalpha()]
    return len(letters) > 3 and sum(one.isupper() for one in letters) >= _CAPITALS * len(letters)
