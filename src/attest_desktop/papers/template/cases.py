"""In which grammatical case a value has to stand."""

from __future__ import annotations

import re

from attest_desktop.domain.text import normalised
from attest_desktop.papers.template.blank import BlankKind, Case, Found
from attest_desktop.papers.template.layout import Paragraph
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.meant import Meant
from attest_desktop.papers.template.surroundings import Surroundings

# «Фамилия, имя, отчество ______»: such words before are the label, nothing governs.
_A_LABEL = 0.75
_NEAR = 3  # paragraphs
_COORDINATED = ("full_name", "position")
# «заключение на педагога ____»: the name stands in the case of that word; «педагога» may be either of two.
_OF_PERSON = re.compile(
    r"(?:^|(?<=\s))(?:педагогическ\S+\s+|аттестуем\S+\s+|школьн\S+\s+)*"
    r"(?:(?:педагог|работник|методист|специалист|эксперт|тренер)(?P<hard>а|у|ом|е)"
    r"|(?:учител|воспитател|преподавател)(?P<soft>я|ю|ем|е)|аттестуем(?P<adjective>ого|ому|ым|ом))$"
)
_BY_ENDING = {
    "hard": {"у": Case.DATIVE, "ом": Case.INSTRUMENTAL, "е": Case.LOCATIVE},
    "soft": {"ю": Case.DATIVE, "ем": Case.INSTRUMENTAL, "е": Case.LOCATIVE},
    "adjective": {"ому": Case.DATIVE, "ым": Case.INSTRUMENTAL, "ом": Case.LOCATIVE},
}
# «проведён специалистами: ____ и ____», «группа в составе: ____, ____»: a list within the sentence agrees.
_LISTED = (
    (re.compile(r"(?:ами|ями|мною|нами)$"), Case.INSTRUMENTAL),
    (re.compile(r"\bв составе$"), Case.GENITIVE),
)
# Fields that have a case though no `cased` key of the lexicon names them by this very name.
_PERSON = re.compile(r"(?:attestee|experts\.\d+)\.(full_name|position|workplace)$")


class CaseReader:
    """Settles cases in reading order: «педагога» follows «Ивановой» in the line above."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self._last: tuple[str, Case, Paragraph] | None = None  # whose name or post, its case, where it stands

    def settle(self, found: Found, near: Surroundings, meant: Meant, paragraph: Paragraph) -> None:
        """Writes the case into `found`; `case_unclear` when one is wanted and cannot be made out."""
        if not found.fields or not self._cased(found.fields[0]):
            return
        if found.options:
            # Printed answers stand in their case already; it is told, not applied.
            found.case = meant.case if found.kind is BlankKind.HIGHLIGHT else None
            return
        field = found.fields[0]
        case = meant.case or self._said(found) or self._governed(found, near, field, paragraph)
        found.case, found.case_unclear = case, case is None
        if case is Case.NOMINATIVE and field == "attestee.form":
            found.case = None
        person = _PERSON.match(field)
        if person and person.group(1) in _COORDINATED and case is not None:
            self._last = (field.rpartition(".")[0], case, paragraph)

    def _cased(self, field: str) -> bool:
        person = _PERSON.match(field)
        return self._words.cased("person." + person.group(1) if person else field)

    def _said(self, found: Found) -> Case | None:
        return self._words.case_by_hint(found.caption) if found.caption else None

    def _governed(self, found: Found, near: Surroundings, field: str, paragraph: Paragraph) -> Case | None:
        if found.kind is BlankKind.TABLE_CELL:
            return Case.NOMINATIVE
        if found.kind is BlankKind.HIGHLIGHT:
            case = self._of_sample(found, near)
            if case is not None:
                return case
        before = re.sub(r"^\s*\d{1,2}[.)]\s*", "", near.before)
        if near.colon:
            return self._listed(before) or Case.NOMINATIVE
        label = self._words.read_label(before)
        if label.covered > _A_LABEL and self._names(field) & set(label.keys):
            return Case.NOMINATIVE
        if self._last is not None and normalised(before) in ("и", "а также", "или"):
            return self._last[1]
        case = self._of_person(before, near.after) or self._words.case_by_neighbours(before, near.after)
        if case is not None:
            return case
        if re.search(r"[^\W\d]", before):
            return None
        if self._last is not None and field.endswith(_COORDINATED):
            whose, case, where = self._last
            near_by = where.part == paragraph.part and 0 <= paragraph.index - where.index <= _NEAR
            # The next of several people only within the sentence; the rest of one person also in the lines below.
            if where is paragraph or (near_by and field.startswith(whose)):
                return case
        return self._of_person(near.above, "") or self._words.case_by_neighbours(near.above, "") or Case.NOMINATIVE

    def _names(self, field: str) -> set[str]:
        person = _PERSON.match(field)
        return {field, "person." + person.group(1)} if person else {field}

    def _listed(self, before: str) -> Case | None:
        plain = normalised(before)
        return next((case for ending, case in _LISTED if ending.search(plain)), None)

    def _of_person(self, before: str, after: str) -> Case | None:
        """The case of «педагога», «учителю» right before the name."""
        plain = normalised(before)
        found = _OF_PERSON.search(plain)
        if found is None:
            return None
        for kind, cases in _BY_ENDING.items():
            ending = found.group(kind)
            if ending in cases:
                return cases[ending]
        governed = self._words.case_by_neighbours(plain[: found.start()], after)
        return Case.ACCUSATIVE if governed is Case.ACCUSATIVE else Case.GENITIVE

    def _of_sample(self, found: Found, near: Surroundings) -> Case | None:
        if self._words.sample("position", found.prompt):
            if self._words.sample("position_nominative", found.prompt):
                return Case.NOMINATIVE
            return self._words.case_by_neighbours(near.before, near.after) or Case.GENITIVE
        return None
