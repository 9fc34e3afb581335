"""Under which label a blank with a meaning is shown: the form's own words, the title of the field, a number."""

from __future__ import annotations

import re

from attest_desktop.papers.template.blank import BlankKind, Found, Way
from attest_desktop.papers.template.context import Scene
from attest_desktop.papers.template.labels import (
    NAMELESS,
    choice_label,
    date_label,
    fuller_label,
    numbered_label,
    plain_label,
    prose_label,
    tidy,
    with_clause,
)
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.surroundings import Surroundings

_NAMED = 0.75
_LABEL_ABOVE = 18  # words
_FEW = 3
_LONG_CLAUSE = 6  # words


class Naming:
    """Labels in the words of one lexicon."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words

    def label(self, found: Found, near: Surroundings, scene: Scene, number: tuple[str, int] | None) -> str:
        """The label of a blank whose fields are settled; `number`: of its person or row, counted from 0."""
        if found.kind is BlankKind.CHOICE:
            return choice_label(found, near)
        if found.kind is BlankKind.CHECKBOX:
            return tidy(found.caption) or "отметка без подписи"
        criterion = bool(found.fields) and found.fields[0].startswith("conclusion.criteria.")
        if criterion and found.kind is not BlankKind.TAG:
            worded = [text for text in found.row if re.search(r"[^\W\d]", text)]
            wording = worded[-1] if worded else "" or near.before or near.above or scene.under
            if scene.under and not found.row and self._words.justification(wording):
                return f"{tidy(scene.under)}: {tidy(wording)}"
            return tidy(wording or scene.under) or plain_label(found, near)
        title = ", ".join(filter(None, (self._title(key) for key in found.fields)))
        label = plain_label(found, near)
        if number is not None:
            by_column = bool(found.column) and bool(self._words.read_label(found.column).keys)
            by_column = by_column or (not any(found.row) and self._words.person(found.column) is not None)
            lowest = found.column.rpartition(": ")[2]
            told = bool(self._words.read_label(lowest).keys)
            words = (lowest if told else found.column) if by_column else found.row[-1] if found.row else ""
            of_expert = number[0] in ("Специалист", "Эксперт")
            if of_expert and found.way is Way.LINE and near.colon and near.before and self._calls_otherwise(near):
                return with_clause(tidy(found.caption.strip("() ")), near)  # «Докладчик: ____»
            if of_expert and not by_column and self._words.names_only_a_person(found.column):
                return f"{tidy(found.column)}: {tidy(words)}"  # in the form's own words: «2-й эксперт: ФИО»
            asking = label if self._words.read_label(label).keys else title
            return numbered_label(*number, label=tidy(words) or asking or label)
        if found.way is Way.DATE and found.fields == ("conclusion.date",):
            asked = self._words.read_label(near.clause).keys
            return label or (tidy(near.clause) if "conclusion.date" in asked else "Дата заключения")
        if found.way is Way.DATE and not label and not found.fields:
            return date_label(near)
        if not label and near.above and not near.before and len(near.above.split()) <= _LABEL_ABOVE:
            label = tidy(near.above)
        named = self._words.read_label(near.clause).covered > _NAMED
        if found.column and found.kind in (BlankKind.SDT, BlankKind.FORM_FIELD) and not label:
            label = tidy(found.column)
        said = label or prose_label(found, near, title, found.case, named=named)
        if found.caption and found.way is Way.LINE and said:
            clear = self._words.read_label(found.caption).covered > _NAMED
            return with_clause(said, near, _FEW if clear else _LONG_CLAUSE)
        named = bool(found.caption or found.fields) and said != NAMELESS
        return said if named or found.kind is not BlankKind.UNDERSCORE else fuller_label(said, near)

    def _calls_otherwise(self, near: Surroundings) -> bool:
        """Whether the form has a word of its own for the person: «Докладчик»."""
        asked = self._words.read_label(near.clause).keys
        return (
            not asked and self._words.person(near.clause) not in ("expert", "attestee") and len(near.clause) > _FEW
        )

    def _title(self, field: str) -> str:
        head, _, name = field.partition(".")
        if head == "attestee" and name in ("full_name", "position", "workplace"):
            return f"{self._words.title('person.' + name)} аттестуемого"
        if head == "experts":
            return self._words.title("person." + field.rpartition(".")[2])
        if ".lessons." in field:
            return self._words.title("lesson." + field.rpartition(".")[2])
        return self._words.title(field)
