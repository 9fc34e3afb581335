"""From found places to blanks: which field of the record, whose, in which case, under which label and number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from attest_desktop.papers.template.blank import Blank, BlankKind, Found, Way
from attest_desktop.papers.template.cases import CaseReader
from attest_desktop.papers.template.context import Scene, Scenes
from attest_desktop.papers.template.counted import expert_word
from attest_desktop.papers.template.finders.claims import Claims
from attest_desktop.papers.template.grids import Grids
from attest_desktop.papers.template.labels import numbered_label, tidy, with_caption
from attest_desktop.papers.template.layout import Form, Paragraph
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.meaning import meaning
from attest_desktop.papers.template.meant import NOTHING
from attest_desktop.papers.template.naming import Naming
from attest_desktop.papers.template.pairs import is_transcript_part, label_of_part, part_of_label, parts_are_named
from attest_desktop.papers.template.signing import Signing, signing
from attest_desktop.papers.template.subject import subject_of
from attest_desktop.papers.template.surroundings import Neighbourhood, Surroundings
from attest_desktop.papers.template.values import BY_HAND, DATE_BY_HAND
from attest_desktop.papers.template.whose import Whose

_EXPERTS = 2
_ROWS_APART = 3  # paragraphs
_DOUBTFUL = 0.5
_TELLING_CAPTION = 3  # words
_LONG_HEAD = 6  # words
NOT_OF_RECORD = "Вы указали, что из записи сюда ничего не вписывать"
_SHORT_LEAD = 4  # words


class Recogniser:
    """Goes through the found places in reading order and settles each."""

    def __init__(self, form: Form, claims: Claims, words: Lexicon, answers: Mapping[str, str | None]) -> None:
        self._form = form
        self._answers = answers
        self._words = words
        self._scenes = Scenes(form, words)
        self._near = Neighbourhood(form, claims)
        self._cases = CaseReader(words)
        self._naming = Naming(words)
        self._subject = subject_of(form, words)
        self._grids = Grids(words)
        self._signed: dict[Paragraph, list[Signing | None]] = {}
        self._leads: dict[Paragraph, str] = {}
        self._signed_lines: dict[tuple[Paragraph | object, ...], int] = {}
        self._whose = Whose(words, self._signed, self._signed_lines)

    def settle(self, found: Found, neighbours: list[Found], number: int) -> Blank:
        """The blank; what is needed to fill it is written into `found`. `neighbours` share its line."""
        paragraph = self._paragraph(found)
        scene = self._scenes.of(paragraph)
        near = self._near.of(found)
        found.before, found.after = near.raw_before, near.raw_after
        if found.way is Way.LINE and near.before and self._words.option(found.caption):
            found.answers, found.caption = (
                found.caption,
                "",
            )  # «Оценка ______ (соответствует, не соответствует)»: answers, not a name
        captions = " ".join(one.caption for one in neighbours)
        parted = parts_are_named(found, near, neighbours, self._words)
        sign = None if parted else signing(found, near, scene, self._words, captions)
        if is_transcript_part(found, near, neighbours, self._words):
            sign = Signing("расшифровка подписи", transcript=True)
        if sign is None and (near.lead == "" or self._words.person(near.lead) is not None):
            sign, near = self._as_above(found, near, neighbours, paragraph)
        elif sign is not None and near.lead == "":
            near = self._as_above(found, near, neighbours, paragraph)[
                1
            ]  # «подпись» under the lines: whose, told above
        if sign is None and self._role_signs(found, near, neighbours):
            sign = Signing("подпись")
        if sign is None and self._name_follows(found, neighbours):
            sign = Signing("подпись")
        if sign is None and self._beside_signature(found, scene, neighbours, captions):
            # «Подпись ______ Дата ______»: who signs, dates.
            asks = (
                ()
                if found.way is Way.DATE
                else self._words.read_label(found.caption or near.clause or found.column.rpartition(": ")[2]).keys
            )
            sign = Signing("дата подписания") if found.way is Way.DATE or asks == ("date",) else None
        signed = self._signed.get(paragraph, [])
        bare_second = sign is not None and sign.word == "подпись" and found.way is Way.LINE and not found.caption
        bare_second = bare_second and not re.search(r"\w", near.before + found.column)
        if bare_second and paragraph.cell is None and signed == [Signing("подпись")]:
            sign = Signing("расшифровка подписи", transcript=True)  # «Ознакомлен(а) ______ ______»
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

    def _name_follows(self, found: Found, neighbours: list[Found]) -> bool:
        """Whether a sample of the signer's name stands next on the line: «Эксперт: ______ [И.О. Фамилия]»."""
        at = neighbours.index(found)
        following = neighbours[at + 1] if at + 1 < len(neighbours) else None
        if (
            following is None
            or following.kind is not BlankKind.BRACKET
            or found.way is not Way.LINE
            or found.caption
        ):
            return False
        beside = following.places[0].paragraph == found.places[0].paragraph
        return beside and self._words.signature_word("transcript", following.prompt)

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
        lead = row or self._signer(near) or (found.column if near.pair else "")
        who = self._words.person(lead) or self._words.person(found.column)
        if who is None and (
            self._words.signature_word("acquainted", near.whole) or "аттестуем" in found.caption.lower()
        ):
            who = "attestee"
        if who is None and scene.section in ("acquaintance", "experts", "signatures"):
            who = {"acquaintance": "attestee", "experts": "expert"}.get(scene.section)
        several = scene.section == "acquaintance" and re.search(r"ознакомлены", scene.heading, re.IGNORECASE)
        if several and self._subject.other and self._words.person(f"{lead} {found.caption}") is None:
            # «С приказом ознакомлены:», a line each: whose, the form does not tell
            return f"{tidy(scene.heading)}: {tidy(found.caption.strip('() ')) or sign.word}"
        if who is None and scene.section == "signatures":
            who = self._words.person(scene.heading)
        if found.row and not (found.column or found.caption) and self._tells_itself(found.row[-1]):
            return tidy(found.row[-1])  # «Подпись эксперта 1», as the form says
        if who == "expert":
            index = self._expert_of_line(paragraph, f"{lead} {found.caption} {found.column}")
            if index >= _EXPERTS:
                return with_caption(sign.word, found)  # a third line: whose, the form does not tell
            if sign.transcript and self._subject.admits("conclusion.date"):
                found.fields, found.short_name = (f"experts.{index}.full_name",), True
            called = expert_word(f"{lead} {found.caption} {found.column}", near.lead, scene.heading)
            return numbered_label(called, index, with_caption(sign.word, found))
        if who == "attestee":
            if sign.transcript and not self._subject.foreign:
                found.fields, found.short_name = ("attestee.full_name",), True
            named = self._words.person(lead) == "attestee"
            said = tidy(found.caption.strip("() ")) if len(found.caption.split()) > _TELLING_CAPTION else sign.word
            told = tidy(self._signer(near))
            said = tidy(found.caption.strip("() ")) if self._words.person(found.caption) == "attestee" else said
            if not named and self._words.signature_word("acquainted", told) and len(told.split()) <= _LONG_HEAD:
                return f"{told}: {said}"
            if named and self._words.names_only_a_person(told) and len(told.split()) <= _SHORT_LEAD and not row:
                return f"{told}: {said}"
            return f"{'Аттестуемый' if named or scene.section == 'acquaintance' else 'Ознакомлен(а)'}: {said}"
        said = with_caption(sign.word, found)
        said = tidy(found.caption.strip("() ")) if len(found.caption.split()) >= _TELLING_CAPTION else said
        head = tidy(near.clause if near.before.strip(" \t/|") and not row else lead)
        named = re.search(r"[^\W\d]", head) is not None
        return f"{head}: {said}" if named and len(head.split()) < _LONG_HEAD and said not in head.lower() else said

    def _tells_itself(self, label: str) -> bool:
        """Whether the label says both that one signs and who."""
        return self._words.signature_word("words", label) and self._words.person(label) is not None

    def _signer(self, near: Surroundings) -> str:
        """The words nearest before the blank that say who signs: «Эксперт ____ (____)  Учитель ____ (____)»."""
        said = near.before if re.search(r"\w", near.before) else near.prior
        return said if near.lead and self._words.names_only_a_person(said) else near.lead

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
        signed = sum(1 for one in self._signed.get(paragraph, []) if one is not None and one.word == "подпись")
        if signed > 1 and re.match(r"\W*(?:эксперты|специалисты)", lead, re.IGNORECASE):
            return signed - 1  # «Эксперты: ____/____  ____/____»
        cell = paragraph.cell
        line: tuple[object, ...] = (cell.table, cell.row) if cell is not None else (paragraph,)
        if line not in self._signed_lines:
            self._signed_lines[line] = len(self._signed_lines)
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
                field, counted = self._whose.field(key, found, near, scene, paragraph)
                number = number or counted
                if field is None and not fields:
                    break
                if field:
                    fields.append(field)
        if not fields and not meant.keys and self._whose.is_recommendation(found, near, scene):
            fields, found.confidence = ["conclusion.recommendations"], 0.7
        if self._grids.in_row_of_many(found, paragraph.cell):
            fields = [one for one in fields if not one.startswith("attestee.")]
        rows = self._grids.rows_alike(found, paragraph.cell)
        if rows > 1:
            # A list: not somebody's one value; and of a list of more than two nobody's experts.
            listed = "conclusion." if rows > _EXPERTS else ""
            fields = [one for one in fields if re.search(r"\.\d+\.", one) and one.startswith(listed)]
            number = number if fields else None
        named = found.kind in (BlankKind.TAG, BlankKind.MERGE_FIELD)  # by its own name, whatever the form prints
        fields = [one for one in fields if one == found.prompt or self._subject.admits(one, named=named)]
        if self._subject.foreign or (self._subject.minutes and fields and fields[0].startswith("conclusion.")):
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
        label = self._naming.label(found, near, scene, number)
        return label if parted is None else label_of_part(label, found, near, neighbours)
