"""Whose value a blank asks for: the attestee's, one of the experts', of which lesson or criterion."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from attest_desktop.papers.template.blank import SURE_FROM, BlankKind, Found
from attest_desktop.papers.template.context import Scene
from attest_desktop.papers.template.counted import expert_word, lesson_number, lesson_word
from attest_desktop.papers.template.finders.table_cells import header, row_number
from attest_desktop.papers.template.guards import asks_otherwise, place_of_criterion
from attest_desktop.papers.template.layout import Cell, Paragraph
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.numbering import CriterionNumbers, printed_number
from attest_desktop.papers.template.signing import Signing
from attest_desktop.papers.template.surroundings import Surroundings

_EXPERTS = 2
_DOUBTED = 0.55
_LINES_ON = 4
_OF_THE_NAMED = ("person.position", "person.workplace")
_SHORT_LEAD = 4  # words
_NO_RESULT = ("attestee", "experts", "lessons", "criteria")
_LESSON = re.compile(r"\b(?:урок|заняти)", re.IGNORECASE)
_VISITED = re.compile(r"\b(?:посе[щт]|просмотр)\w*\s+(?:\w+\s+){0,2}(?:урок|заняти|мероприяти)", re.IGNORECASE)
_LESSON_KEYS = ("lesson.date", "lesson.group", "lesson.topic", "date")


def _tells_of_lesson(key: str, found: Found, near: Surroundings) -> bool:
    """Whether the words are about a lesson: «Тема урока», «Посещён урок … в ____ классе ____ (дата)»."""
    words = " ".join((*found.row, found.column, found.caption, near.clause))
    if key in ("lesson.topic", "lesson.group"):
        return _LESSON.search(words) is not None or _VISITED.search(near.lead) is not None
    return key == "date" and _VISITED.search(near.lead) is not None


class Whose:
    """Counts people, lessons and criteria in the order of reading.

    `signed` (how the blanks of a paragraph are signed, up to the present one) and `signed_lines` grow outside.
    """

    def __init__(
        self,
        words: Lexicon,
        signed: Mapping[Paragraph, list[Signing | None]],
        signed_lines: Mapping[tuple[Paragraph | object, ...], int],
    ) -> None:
        self._words = words
        self._signed = signed
        self._signed_lines = signed_lines
        self._counts: Counter[tuple[object, ...]] = Counter()
        self._expert_of: dict[Paragraph, int] = {}  # the expert whom the last blank of the paragraph is about
        self._listing = ("", "")
        self._named: set[str] = set()
        self._experts_named: set[int] = set()
        self._lesson_of: dict[Paragraph, int] = {}  # the lesson that the line is about
        self._last: tuple[Paragraph, int, int] | None = None  # where the last named is an expert, and which
        self._attestee_in: Paragraph | None = None  # where the attestee was named last
        self._criteria = CriterionNumbers()

    def field(
        self, key: str, found: Found, near: Surroundings, scene: Scene, paragraph: Paragraph
    ) -> tuple[str | None, tuple[str, int] | None]:
        """The record's field for a key of the lexicon, and the number of its person or row for the label."""
        own = self._own_words(found, near, paragraph.cell)
        # A caption says more than the beginning of its line: «Специалист ____ (Ф.И.О. аттестуемого)».
        called = expert_word(own, near.lead, scene.heading)
        lesson = lesson_word(own, near.whole, near.above, scene.heading)
        who = self._words.person(found.caption) or self._words.person(own)
        said = self._words.person(found.caption) or self._words.person(near.before)
        if key in _OF_THE_NAMED and said is None and self._attestee_in is paragraph:
            who = "attestee"  # «Эксперты … деятельность ____ (Ф.И.О. аттестуемого), ____ (должность)»
        if who == "other" or asks_otherwise(key, found, near, self._words):
            return None, None
        said_number = lesson_number(found.column) if found.column else lesson_number(own)
        if said_number is None and not found.column:
            said_number = lesson_number(near.lead)
        told = said_number is not None or _tells_of_lesson(key, found, near)
        if key in _LESSON_KEYS and (scene.section == "lessons" or key == "lesson.date" or told):
            index = self._index("lesson", key.removeprefix("lesson."), found, scene, paragraph)
            if said_number is not None:
                index = said_number
                self._counts["lesson", key.removeprefix("lesson."), scene.number] = index + 1
            if paragraph.cell is None:
                self._lesson_of[paragraph] = index
            return f"conclusion.lessons.{index}.{key.rpartition('.')[2]}", (lesson, index)
        if key in ("lesson.group", "lesson.topic") and paragraph in self._lesson_of:
            index = self._lesson_of[paragraph]  # «Дата посещения ____ Класс ____ Тема ____»
            return f"conclusion.lessons.{index}.{key.removeprefix('lesson.')}", (lesson, index)
        if key in ("lesson.group", "lesson.topic", ""):
            return None, None
        if key == "date":
            listed = scene.section in ("attestee", "criteria")
            unsigned = scene.section == "experts" and not self._signed_lines
            return (None if listed or unsigned else "conclusion.date"), None
        if key == "conclusion.result" and scene.section in _NO_RESULT:
            return None, None
        if key == "criterion.text":
            if scene.section not in (None, "criteria") and not self._words.criterion(near.before):
                return None, None
            once = place_of_criterion(found, near, scene, paragraph.cell, self._words)
            if once and self._counts[once]:
                return None, None  # a second one for the same criterion: whose, the form does not tell
            self._counts[once] += 1
            index = self._criteria.number(found, near, scene, paragraph.cell)
            least = self._words.criterion_from(found.row[-1] if found.row else near.before or scene.under)
            begins = paragraph.cell is not None and row_number(paragraph.cell) == 0
            # A form that numbers its criteria itself is believed: it may have an order of its own.
            if index < least and not begins and printed_number(found, near, scene) is None:
                return None, None  # «Личный вклад» is none of the first: those before it were not told
            return f"conclusion.criteria.{index}.text", None
        if key.startswith("person."):
            # «Мною, ____ (Ф.И.О. эксперта), ____ (должность)»: the post of the one just named.
            named = self._expert_of.pop(paragraph, None)
            same = named is not None and who is None and key != "person.full_name"
            if named is not None and same and not re.search(r"\w", near.before):
                self._expert_of[paragraph] = named
                self._counts["expert", key, scene.number] = max(
                    named + 1, self._counts["expert", key, scene.number]
                )
                return f"experts.{named}.{key.removeprefix('person.')}", (called, named)
            if who is None and found.caption and self._listing == (found.caption, "expert") and not near.before:
                who = "expert"  # the same words under the next line: the next one of the list
            if who is None and key != "person.full_name" and any(self._signed[paragraph][:-1]):
                who = self._words.person(near.lead)  # «Урок посетил ____ (____), должность ____»: of who signs
                if who not in ("attestee", "expert"):
                    return None, None
            just = self._just_named(found, paragraph, scene) if who is None and key in _OF_THE_NAMED else None
            if just is not None:
                return f"experts.{just}.{key.removeprefix('person.')}", (called, just)
            if who is None:
                who = "expert" if scene.section == "experts" else "attestee"
            other = self._words.ordinal(f"{own} {found.caption}") if who == "expert" else None
            again = who in self._named and (other is None or other in self._experts_named)
            if key == "person.full_name" and found.confidence < SURE_FROM and again:
                return None, None  # once more, and not clearly asked for: who signs there
            if key == "person.full_name":
                self._named.add(who)
                self._last = None
                self._attestee_in = paragraph if who == "attestee" else None
            if who == "attestee":
                return "attestee." + key.removeprefix("person."), None
            index = self._expert(key, own, found, scene, paragraph)
            if index >= _EXPERTS:
                return None, None
            self._expert_of[paragraph] = index
            if key == "person.full_name":
                self._experts_named.add(index)
                self._last = (paragraph, scene.number, index)
            self._listing = (found.caption, "expert")
            return f"experts.{index}.{key.removeprefix('person.')}", (called, index)
        elsewhere = scene.section in ("experts", "lessons") and who != "attestee"
        # «Предмет» over a list is of each lesson; on a sheet about one lesson it may be what the teacher teaches.
        alone = key == "attestee.subjects" and scene.section == "lessons" and not found.column
        if alone:
            found.confidence = min(found.confidence, _DOUBTED)  # of that lesson, one of several
        elif key.startswith("attestee.") and elsewhere:
            return None, None
        return key, None

    def _just_named(self, found: Found, paragraph: Paragraph, scene: Scene) -> int | None:
        """The expert named a line or a row ago, of whom the form goes on: «Эксперт 1: ____», «Должность: ____»."""
        if self._last is None or scene.section == "experts" or found.column:
            return None
        at, number, index = self._last
        if number != scene.number or at.part != paragraph.part:
            return None
        if at.cell is not None and paragraph.cell is not None:
            one_column = at.cell.row == paragraph.cell.row or at.cell.column == paragraph.cell.column
            same = at.cell.table is paragraph.cell.table and one_column
            near = same and paragraph.cell.row - at.cell.row <= _LINES_ON
        else:
            near = at.cell is paragraph.cell and 0 < paragraph.index - at.index <= _LINES_ON
        return index if near else None

    def _over_the_row(self, found: Found, cell: Cell | None) -> str:
        """The header over the numbers of rows when it says who stands in them: «Эксперт | Ф.И.О.»."""
        first = cell.table.rows[cell.row][0] if cell is not None and found.column else None
        if first is None or re.search(r"[^\W\d]", first.text):
            return ""
        name = header(first)
        return name if self._words.names_only_a_person(name) else ""

    def _own_words(self, found: Found, near: Surroundings, cell: Cell | None) -> str:
        """The words that say whose value this is."""
        if found.kind is BlankKind.TABLE_CELL or not near.before.strip(" \t"):
            texts = [found.group, *found.row, found.column, found.caption]
            texts.append(self._over_the_row(found, cell))
            if found.kind is not BlankKind.TABLE_CELL and near.colon:
                texts.append(near.above)
            return " ".join(texts)
        lead = near.lead if len(near.lead.split()) <= _SHORT_LEAD else ""
        if found.caption:
            return f"{found.caption} {lead}"
        said = near.before.split()
        clause = near.clause if near.colon or len(said) < 8 else " ".join(said[-3:])
        return " ".join((found.prompt if found.kind is BlankKind.BRACKET else "", clause, lead))

    def _expert(self, key: str, own: str, found: Found, scene: Scene, paragraph: Paragraph) -> int:
        for text in (own, scene.under, scene.heading):
            said = self._words.ordinal(text)
            if said is not None:
                return said
        return self._index("expert", key, found, scene, paragraph)

    def _index(self, what: str, key: str, found: Found, scene: Scene, paragraph: Paragraph) -> int:
        """Number of the row: by its place under the header, else how often this was asked in the section."""
        cell = paragraph.cell
        if cell is not None and found.column:
            return row_number(cell)
        count = self._counts[what, key, scene.number]
        self._counts[what, key, scene.number] += 1
        return count

    def is_recommendation(self, found: Found, near: Surroundings, scene: Scene) -> bool:
        """Whether the blank, which says nothing of itself, is the first room under «Рекомендации»."""
        if scene.section != "recommendations" or self._counts["recommendations",]:
            return False
        bare = not re.search(r"\w", near.before) and not re.search(r"\w", near.after) and not found.caption
        if bare and not found.row and found.kind in (BlankKind.UNDERSCORE, BlankKind.TABLE_CELL):
            self._counts["recommendations",] += 1
            return True
        return False
