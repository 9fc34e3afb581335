"""What the form is speaking of at each paragraph: the section it lies in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attest_desktop.domain.text import normalised, one_line
from attest_desktop.papers.template.finders.gaps import gaps
from attest_desktop.papers.template.finders.table_cells import header_rows, heads_rows
from attest_desktop.papers.template.layout import Form, Paragraph, Table
from attest_desktop.papers.template.lexicon import Lexicon

_ENUMERATED = re.compile(r"\s*(?:[№N]\s*)?(\d{1,2})(?:\.\d{1,2})*\s*[.)]\s")
# «Критерий 1. …», «2) …»: the wording of a criterion, however long.
_COUNTED = re.compile(r"\s*(?:(?:критерий|показатель)\s*(?:№\s*)?)?\d{1,2}\s*[.):]", re.IGNORECASE)
_PROSE_WORDS = 6
_APPENDIX = re.compile(r"\s*(?:приложение|вкладыш)\b(?:\s*(?:№\s*)?\d{1,2}|\s*$)", re.IGNORECASE)
_BULLET = re.compile(r"\s*[–—•·*\-]\s")
# Sections that are lists of short lines: running text after the list is about the attestee again.
_LISTS = ("experts", "lessons")


@dataclass(frozen=True, slots=True)
class Scene:
    """Kind of the section («experts», «criteria», …; None: unknown), its heading, its number in the form."""

    section: str | None = None
    heading: str = ""
    number: int = 0
    #: The last heading inside the section, such as the wording of a criterion over its lines.
    under: str = ""


def enumerator(text: str) -> int | None:
    """The number that the paragraph begins with («2)», «3.»)."""
    found = _ENUMERATED.match(text)
    return int(found.group(1)) if found else None


class Scenes:
    """The scene of every paragraph of the form."""

    def __init__(self, form: Form, words: Lexicon) -> None:
        self._words = words
        self._scenes: dict[Paragraph, Scene] = {}
        for part in form.parts:
            now = Scene()
            for block in part.blocks:
                now = self._table(block, now) if isinstance(block, Table) else self._paragraph(block, now)

    def of(self, paragraph: Paragraph) -> Scene:
        """The scene at the paragraph."""
        return self._scenes.get(paragraph, Scene())

    def _paragraph(self, paragraph: Paragraph, now: Scene) -> Scene:
        # «Тема урока:» with room drawn after it is a label, no heading.
        heading = "" if gaps(paragraph) and paragraph.text.rstrip().endswith(":") else paragraph.heading
        if not heading and _COUNTED.match(paragraph.text) and not gaps(paragraph):
            heading = one_line(paragraph.text) if self._words.criterion(paragraph.text) else ""
        if _APPENDIX.match(paragraph.text) and len(paragraph.text.split()) <= _PROSE_WORDS:
            now = Scene(None, "", now.number + 1)
        elif heading:
            now = self._headed(heading, now)
        elif now.section in _LISTS and self._is_prose(paragraph):
            now = Scene(None, "", now.number + 1)
        self._scenes[paragraph] = now
        return now

    def _headed(self, heading: str, now: Scene) -> Scene:
        kind = self._words.section(heading)
        criterion = self._words.criterion(heading)
        if now.section == "criteria" and now.under and self._words.justification(heading):
            return now
        if now.section == "criteria" and (criterion or (kind is None and enumerator(heading) is not None)):
            return Scene("criteria", now.heading, now.number, heading)
        if kind is None and criterion:
            kind = "criteria"
        return Scene(kind, heading, now.number + 1, heading if criterion else "")

    def _is_prose(self, paragraph: Paragraph) -> bool:
        text = paragraph.text
        if enumerator(text) is not None or paragraph.numbered or _BULLET.match(text):
            return False
        return len(normalised(re.sub(r"_+", " ", re.sub(r"\([^()]*\)", " ", text))).split()) >= _PROSE_WORDS

    def _table(self, table: Table, now: Scene) -> Scene:
        headers = header_rows(table)
        here = self._by_header(table, headers, now)
        for row in table.rows:
            if heads_rows(row) or (len(row) == 1 and row[0].text and "__" not in row[0].text):
                here = self._headed(row[0].text, here)
            for cell in row:
                for block in cell.blocks:
                    if isinstance(block, Table):
                        self._table(block, here)
                    else:
                        # In a cell only what a criterion's lines stand under can head them.
                        inner = here
                        if (
                            here.section in (None, "criteria")
                            and block.heading
                            and self._words.criterion(block.heading)
                        ):
                            inner = here = Scene("criteria", here.heading, here.number, block.heading)
                        self._scenes[block] = inner
        return now if headers else here

    def _about_lessons(self, table: Table) -> bool:
        """Whether the names of the rows ask for nothing but lessons: «Занятие 1», «Дата», «Тема»."""
        labels = (self._words.read_label(row[0].text).keys[:1] for row in table.rows if len(row) > 1)
        asked = {key for keys in labels for key in keys}
        return "lesson.topic" in asked and asked <= {"lesson.topic", "lesson.group", "lesson.date", "date", ""}

    def _by_header(self, table: Table, headers: int, now: Scene) -> Scene:
        """The section as the names of the columns tell it, where they do."""
        names = [cell.text for row in table.rows[:headers] for cell in row if cell.text]
        keys = {key for name in names for key in self._words.read_label(name).keys}
        joined = one_line(" ".join(names))
        kind = None
        if keys & {"lesson.topic", "lesson.group"} or self._about_lessons(table):
            kind = "lessons"
        elif any(self._words.section(name) == "criteria" for name in names):
            kind = "criteria"
        elif now.section is None and self._words.section(joined) == "experts":
            kind = "experts"
        if kind is None or kind == now.section:
            return now
        return Scene(kind, now.heading or joined, now.number + 1)
