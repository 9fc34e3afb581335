"""From found places to blanks: which field of the record, whose, in which case, under which label and number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from attest_desktop.papers.template.blank import Blank, BlankKind, Found, Way
from attest_desktop.papers.template.cases import CaseReader
from attest_desktop.papers.template.context import Scene, Scenes
from attest_desktop.papers.template.finders.claims import Claims
from attest_desktop.papers.template.finders.table_cells import header_rows
from attest_desktop.papers.template.grids import Grids
from attest_desktop.papers.template.guards import asks_otherwise, place_of_criterion
from attest_desktop.papers.template.labels import (
    NAMELESS,
    choice_label,
    fuller_label,
    numbered_label,
    plain_label,
    prose_label,
    tidy,
    with_caption,
)
from attest_desktop.papers.template.layout import Form, Paragraph
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.meaning import NOTHING, meaning
from attest_desktop.papers.template.pairs import label_of_part, part_of_label, parts_are_named
from attest_desktop.papers.template.signing import Signing, signing
from attest_desktop.papers.template.subject import subject_of
from attest_desktop.papers.template.surroundings import Neighbourhood, Surroundings
from attest_desktop.papers.template.values import BY_HAND, DATE_BY_HAND

_EXPERTS = 2
_NAMED = 0.75
_ROWS_APART = 3  # paragraphs
_DOUBTFUL = 0.5
_TELLING_CAPTION = 3  # words
_LONG_HEAD = 6  # words
_LABEL_ABOVE = 18  # words
NOT_OF_RECORD = "Вы указали, что из записи сюда ничего не вписывать"
_SHORT_LEAD = 4  # words
_LESSON_KEYS = ("lesson.date", "lesson.group", "lesson.topic", "date")


class Recogniser:
    """Goes through the found places in reading order and settles each."""

    def __init__(self, form: Form, claims: Claims, words: Lexicon, answers: Mapping[str, str | None]) -> None:
        self._form = form
        self._answers = answers
        self._words = words
        self._scenes = Scenes(form, words)
        self._near = Neighbourhood(form, claims)
        self._cases = CaseReader(words)
        self._counts: Counter[tuple[object, ...]] = Counter()
        self._subject = subject_of(form, words)
        self._expert_of: dict[Paragraph, int] = {}  # the expert whom the last blank of the paragraph is about
        self._grids = Grids(words)
        self._listing = ("", "")
        self._signed: dict[Paragraph, list[Signing | None]] = {}
        self._leads: dict[Paragraph, str] = {}
        self._signed_lines: dict[tuple[Paragraph | object, ...], int] = {}

    def settle(self, found: Found, neighbours: list[Found], number: int) -> Blank:
        """The blank; what is needed to fill it is written into `found`. `neighbours` share its line."""
        paragraph = self._paragraph(found)
        scene = self._scenes.of(paragraph)
        near = self._near.of(found)
        found.before, found.after = near.raw_before, near.raw_after
        if found.way is Way.LINE and near.before and self._words.option(found.caption):
            found.caption = ""  # «Оценка ______ (соответствует, не соответствует)»: answers, not a name
        captions = " ".join(one.caption for one in neighbours)
        parted = parts_are_named(found, near, neighbours, self._words)
        sign = None if parted else signing(found, near, scene, self._words, captions)
        if sign is None and (near.lead == "" or self._words.person(near.lead) is not None):
            sign, near = self._as_above(found, near, neighbours, paragraph)
        elif sign is not None and near.lead == "":
            near = self._as_above(found, near, neighbours, paragraph)[
                1
            ]  # «подпись» under the lines: whose, told above
        if sign is None and self._role_signs(found, near, neighbours):
            sign = Signing("подпись")
        if sign is None and self._beside_signature(found, scene, neighbours, captions):
            # «Подпись ______ Дата ______»: who signs, dates.
            asks = () if found.way is Way.DATE else self._words.read_label(found.caption or near.clause).keys
            sign = Signing("дата подписания") if found.way is Way.DATE or asks == ("date",) else None
        self._signed.setdefault(paragraph, []).append(sign)
        self._leads.setdefault(paragraph, near.lead)
        name = f"b{number:02}"
        if sign:
            label = self._sign(found, sign, near, scene, paragraph)
            self._answer_instead(found, near, paragraph, name)
        else:
            label = self._fill(found, near, scene, neighbours, name)
        found.label = label
        return Blank(
            name,
            label,
            found.kind,
            found.fields[0] if found.fields else None,
            found.case,
            found.confidence,
            found.signature,
        )

    def _paragraph(self, found: Found) -> Paragraph:
        place = found.places[0]
        return self._form.paragraph(place.part, place.paragraph)

    # Signatures

    def _beside_signature(self, found: Found, scene: Scene, neighbours: list[Found], captions: str) -> bool:
        """Whether something on the line is signed; in a paragraph also after the blank, in a table only before."""
        if any(one.signature for one in neighbours):
            return True
        return any(
            one is not found
            and one.places[0].paragraph == found.places[0].paragraph
            and signing(one, self._near.of(one), scene, self._words, captions) is not None
            for one in neighbours
        )

    def _role_signs(self, found: Found, near: Surroundings, neighbours: list[Found]) -> bool:
        """Whether this is the first of two bare lines after a role: «Эксперт ____ ____», «… | ____ | /____/»."""
        if found.way is not Way.LINE or found.caption or len(neighbours) != 2 or neighbours[0] is not found:
            return False
        second = neighbours[1]
        after = self._near.of(second)
        if second.caption or near.raw_after.strip() or after.raw_after.strip(" /)\t\u00a0") or near.colon:
            return False
        label = found.row[-1] if found.row and not near.before else near.lead
        if self._words.person(label) is None or len(label.split()) > _SHORT_LEAD:
            return False
        return not after.raw_before.strip(" /(\t\u00a0")

    def _as_above(
        self, found: Found, near: Surroundings, neighbours: list[Found], paragraph: Paragraph
    ) -> tuple[Signing | None, Surroundings]:
        """How the blank signs when the line above has as many blanks and is signed, and this one says nothing."""
        over = next((one for one in reversed(self._signed) if one is not paragraph), None)
        kinds = self._signed.get(over, []) if over is not None else []
        near_enough = (
            over is not None and over.part == paragraph.part and paragraph.index - over.index <= _ROWS_APART
        )
        bare = found.way is Way.LINE and paragraph.cell is None
        wordy = near.whole.strip(" :.,;/|()") not in ("", near.lead.strip(" :.,;/|()"))
        same = len(kinds) == len(neighbours) > 1 and all(kinds)
        if not (near_enough and bare and same and over) or wordy:
            return None, near
        near = replace(near, lead=near.lead or self._leads[over])
        return None if found.caption else kinds[neighbours.index(found)], near

    def _sign(self, found: Found, sign: Signing, near: Surroundings, scene: Scene, paragraph: Paragraph) -> str:
        found.signature = True
        found.held = DATE_BY_HAND if sign.word.startswith("дата") else BY_HAND
        found.confidence = 0.9
        row = " ".join(found.row)
        lead = row or near.lead or (found.column if near.pair else "")
        who = self._words.person(lead) or self._words.person(found.column)
        if who is None and scene.section in ("acquaintance", "experts", "signatures"):
            who = {"acquaintance": "attestee", "experts": "expert"}.get(scene.section)
        if who is None and (
            self._words.signature_word("acquainted", near.whole) or "аттестуем" in found.caption.lower()
        ):
            who = "attestee"
        if who is None and scene.section == "signatures":
            who = self._words.person(scene.heading)
        if who == "expert":
            index = self._expert_of_line(paragraph, f"{lead} {found.caption} {found.column}")
            if index >= _EXPERTS:
                return with_caption(sign.word, found)  # a third line: whose, the form does not tell
            if sign.transcript and self._subject.admits("conclusion.date"):
                found.fields, found.short_name = (f"experts.{index}.full_name",), True
            return numbered_label("Специалист", index, with_caption(sign.word, found))
        if who == "attestee":
            if sign.transcript and not self._subject.foreign:
                found.fields, found.short_name = ("attestee.full_name",), True
            named = self._words.person(lead) == "attestee"
            said = tidy(found.caption.strip("() ")) if len(found.caption.split()) > _TELLING_CAPTION else sign.word
            told = tidy(near.lead)
            if not named and "ознакомлен" in told.lower() and len(told.split()) <= _SHORT_LEAD:
                return f"{told}: {said}"
            return f"{'Аттестуемый' if named or scene.section == 'acquaintance' else 'Ознакомлен(а)'}: {said}"
        said = with_caption(sign.word, found)
        said = tidy(found.caption.strip("() ")) if len(found.caption.split()) >= _TELLING_CAPTION else said
        head = tidy(near.clause if near.before.strip(" \t/|") and not row else lead)
        named = re.search(r"[^\W\d]", head) is not None
        return f"{head}: {said}" if named and len(head.split()) < _LONG_HEAD and said not in head.lower() else said

    def _answer_instead(self, found: Found, near: Surroundings, paragraph: Paragraph, name: str) -> None:
        """A person says that this is no signature but a field of the record."""
        field = self._answers.get(name)
        if field:
            found.signature, found.held, found.short_name = False, "", False
            found.fields, found.confidence = (field,), 1.0
            self._cases.settle(found, near, NOTHING, paragraph)

    def _expert_of_line(self, paragraph: Paragraph, lead: str) -> int:
        """Which expert signs on this line: as it says, or as the lines follow each other."""
        said = self._words.ordinal(lead)
        if said is not None:
            return said
        cell = paragraph.cell
        line: tuple[object, ...] = (cell.table, cell.row) if cell is not None else (paragraph,)
        if line not in self._signed_lines:
            self._signed_lines[line] = self._counts["signed lines",]
            self._counts["signed lines",] += 1
        return self._signed_lines[line]

    # Values

    def _fill(self, found: Found, near: Surroundings, scene: Scene, neighbours: list[Found], name: str) -> str:
        paragraph = self._paragraph(found)
        parted = part_of_label(found, near, neighbours, self._words)
        meant = meaning(found, near, scene, self._words) if parted is None else parted
        found.confidence = meant.confidence
        fields: list[str] = []
        number: tuple[str, int] | None = None
        if meant.field:
            fields = [meant.field]
        elif meant.keys and meant.keys[0]:
            for key in meant.keys:
                field, counted = self._field(key, found, near, scene, paragraph)
                number = number or counted
                if field is None and not fields:
                    break
                if field:
                    fields.append(field)
        if not fields and not meant.keys and self._is_recommendation(found, near, scene):
            fields, found.confidence = ["conclusion.recommendations"], 0.7
        if self._grids.in_row_of_many(found, paragraph.cell):
            fields = [one for one in fields if not one.startswith("attestee.")]
        rows = self._grids.rows_alike(found, paragraph.cell)
        if rows > 1:
            # A list: not somebody's one value; and of a list of more than two nobody's experts.
            listed = "conclusion." if rows > _EXPERTS else ""
            fields = [one for one in fields if re.search(r"\.\d+\.", one) and one.startswith(listed)]
            number = number if fields else None
        fields = [one for one in fields if one == found.prompt or self._subject.admits(one)]
        if self._subject.foreign:
            found.confidence = min(found.confidence, _DOUBTFUL)
        if name in self._answers:
            answer = self._answers[name]
            fields, number, found.confidence = [answer] if answer else [], None, 1.0
            found.held = found.held or ("" if answer else NOT_OF_RECORD)
        if found.way is Way.DATE and fields and not fields[0].endswith(("date", "appointed_on")):
            fields = []
        found.fields = tuple(dict.fromkeys(fields))
        if not fields:
            found.confidence = 0.0
        self._cases.settle(found, near, meant, paragraph)
        label = self._label(found, near, scene, number)
        return label if parted is None else label_of_part(label, found, near, neighbours)

    def _field(
        self, key: str, found: Found, near: Surroundings, scene: Scene, paragraph: Paragraph
    ) -> tuple[str | None, tuple[str, int] | None]:
        """The record's field for a key of the lexicon, and the number of its person or row for the label."""
        own = self._own_words(found, near)
        # A caption says more than the beginning of its line: «Специалист ____ (Ф.И.О. аттестуемого)».
        who = self._words.person(found.caption) or self._words.person(own)
        if who == "other" or asks_otherwise(key, found, near, self._words):
            return None, None
        if key in _LESSON_KEYS and (scene.section == "lessons" or key == "lesson.date"):
            index = self._index("lesson", key.removeprefix("lesson."), found, scene, paragraph)
            return f"conclusion.lessons.{index}.{key.rpartition('.')[2]}", ("Занятие", index)
        if key in ("lesson.group", "lesson.topic", ""):
            return None, None
        if key == "date":
            listed = scene.section in ("attestee", "criteria")
            unsigned = scene.section == "experts" and not self._counts["signed lines",]
            return (None if listed or unsigned else "conclusion.date"), None
        if key == "criterion.text":
            if scene.section not in (None, "criteria"):
                return None, None
            once = place_of_criterion(found, near, scene, paragraph.cell, self._words)
            if once and self._counts[once]:
                return None, None  # a second one for the same criterion: whose, the form does not tell
            self._counts[once] += 1
            index = self._counts["criterion",]
            self._counts["criterion",] += 1
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
                return f"experts.{named}.{key.removeprefix('person.')}", ("Специалист", named)
            if who is None and found.caption and self._listing == (found.caption, "expert") and not near.before:
                who = "expert"  # the same words under the next line: the next one of the list
            if who is None and key != "person.full_name" and any(self._signed[paragraph][:-1]):
                who = self._words.person(near.lead)  # «Урок посетил ____ (____), должность ____»: of who signs
                if who not in ("attestee", "expert"):
                    return None, None
            if who is None:
                who = "expert" if scene.section == "experts" else "attestee"
            if who == "attestee":
                return "attestee." + key.removeprefix("person."), None
            index = self._expert(key, own, found, scene, paragraph)
            if index >= _EXPERTS:
                return None, None
            self._expert_of[paragraph] = index
            self._listing = (found.caption, "expert")
            return f"experts.{index}.{key.removeprefix('person.')}", ("Специалист", index)
        if key.startswith("attestee.") and scene.section in ("experts", "lessons") and who != "attestee":
            return None, None
        return key, None

    def _own_words(self, found: Found, near: Surroundings) -> str:
        """The words that say whose value this is."""
        if found.kind is BlankKind.TABLE_CELL or not near.before.strip(" \t"):
            texts = [*found.row, found.column, found.caption]
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
            headers = header_rows(cell.table)
            return sum(1 for row in cell.table.rows[headers : cell.row] if len(row) > 1)
        count = self._counts[what, key, scene.number]
        self._counts[what, key, scene.number] += 1
        return count

    def _is_recommendation(self, found: Found, near: Surroundings, scene: Scene) -> bool:
        if scene.section != "recommendations" or self._counts["recommendations",]:
            return False
        bare = not re.search(r"\w", near.before) and not re.search(r"\w", near.after) and not found.caption
        if bare and not found.row and found.kind in (BlankKind.UNDERSCORE, BlankKind.TABLE_CELL):
            self._counts["recommendations",] += 1
            return True
        return False

    # Labels

    def _label(self, found: Found, near: Surroundings, scene: Scene, number: tuple[str, int] | None) -> str:
        if found.kind is BlankKind.CHOICE:
            return choice_label(found, near)
        if found.kind is BlankKind.CHECKBOX:
            return tidy(found.caption) or "отметка без подписи"
        criterion = bool(found.fields) and found.fields[0].startswith("conclusion.criteria.")
        if criterion and found.kind is not BlankKind.TAG:
            wording = found.row[-1] if found.row else "" or near.before or near.above or scene.under
            if scene.under and not found.row and self._words.justification(wording):
                return f"{tidy(scene.under)}: {tidy(wording)}"
            return tidy(wording or scene.under) or plain_label(found, near)
        title = ", ".join(filter(None, (self._title(key) for key in found.fields)))
        label = plain_label(found, near)
        if number is not None:
            by_column = bool(found.column) and bool(self._words.read_label(found.column).keys)
            by_column = by_column or (not any(found.row) and self._words.person(found.column) is not None)
            words = found.column if by_column else found.row[-1] if found.row and found.column else ""
            asking = label if self._words.read_label(label).keys else title
            return numbered_label(*number, label=tidy(words) or asking or label)
        if found.way is Way.DATE and found.fields == ("conclusion.date",):
            asked = self._words.read_label(near.clause).keys
            return label or (tidy(near.clause) if "conclusion.date" in asked else "Дата заключения")
        if found.way is Way.DATE and not label and not found.fields:
            return fuller_label(f"дата ({tidy(near.clause)})", near) if near.before.strip() else "дата"
        if not label and near.above and not near.before and len(near.above.split()) <= _LABEL_ABOVE:
            label = tidy(near.above)
        named = self._words.read_label(near.clause).covered > _NAMED
        if found.column and found.kind in (BlankKind.SDT, BlankKind.FORM_FIELD) and not label:
            label = tidy(found.column)
        said = label or prose_label(found, near, title, found.case, named=named)
        named = bool(found.caption or found.fields) and said != NAMELESS
        return said if named or found.kind is not BlankKind.UNDERSCORE else fuller_label(said, near)

    def _title(self, field: str) -> str:
        head, _, name = field.partition(".")
        if head == "attestee" and name in ("full_name", "position", "workplace"):
            return f"{self._words.title('person.' + name)} аттестуемого"
        if head == "experts":
            return self._words.title("person." + field.rpartition(".")[2])
        if ".lessons." in field:
            return self._words.title("lesson." + field.rpartition(".")[2])
        return self._words.title(field)
