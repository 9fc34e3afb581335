"""The words by which forms call what a record holds: `resources/lexicon.toml` made ready for matching."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from attest_desktop import bundled
from attest_desktop.domain.text import normalised, without_brackets
from attest_desktop.papers.template.blank import Case
from attest_desktop.papers.template.phrases import Phrase, Phrases, any_in, pattern_of, remembered, union_of

# A field written as the record itself calls it; people and rows then count from 0.
_FIELD = re.compile(
    r"attestee\.(?:full_name|position|workplace|municipality|subjects|current_category|claimed_category|form"
    r"|appointed_on|appointment_order|age|email|period)|experts\.[01]\.(?:full_name|position|workplace)|conclusion\.(?:date|result|recommendations"
    r"|lessons\.\d{1,2}\.(?:date|group|topic)|criteria\.\d{1,2}\.text)"
)
_REMEMBERED = 5_000  # labels
_ENDING = 120  # characters; longer than any label
_AND_NUMBER = re.compile(r"(?:и )?(?:номер|№) ")
_CASE_ORDER = (
    Case.NOMINATIVE, Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.LOCATIVE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label may mean: a key of the lexicon («person.full_name»; empty: known, but not in a record)."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A label read: keys in the order of its words, and the share of its telling letters that they cover."""

    keys: tuple[str, ...] = ()
    covered: float = 0.0


@dataclass(frozen=True, slots=True)
class _FieldWords:
    key: str
    title: str
    cased: bool
    labels: tuple[Phrase, ...]


class Lexicon:
    """The lexicon of one file; everything is compared as `domain.text.normalised` writes it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._sections = [(one["kind"], union_of(one["words"])) for one in data["section"]]
        self._named: dict[str, str | None] = {}
        self._answers: dict[str, tuple[str, str] | None] = {}
        self._persons = [(one["who"], union_of(one["words"])) for one in data["person"]]
        self._ordinals = {int(number): union_of(words) for number, words in data["ordinals"].items()}
        self._fields = [
            _FieldWords(one["key"], one["title"], one.get("cased", False), tuple(map(Phrase, one["labels"])))
            for one in data["field"]
        ]
        self._readings: dict[str, Reading] = {}
        self._labels: dict[str, Reading] = {}
        self._endings: dict[str, Reading] = {}
        self._papers = {name: union_of(words) for name, words in data["paper"].items()}
        self._about = union_of(data["about"]["words"])
        self._criterion = union_of(data["criterion"]["words"])
        self._criterion_order = [(int(at), union_of(words)) for at, words in data["criterion"]["from"].items()]
        self._short = tuple((pattern_of(phrase), normalised(full) + " ") for phrase, full in data["short"].items())
        self._some_short = union_of(data["short"])
        self._justification = union_of(data["criterion"]["justification"])
        self._neutral = frozenset(data["neutral"]["words"])
        self._signature = {name: union_of(words) for name, words in data["signature"].items()}
        self._cases = [
            (Case(one["case"]), union_of(one.get("hint", ())), one.get("before", ()), one.get("after", ()))
            for one in data["case"]
        ]
        self._around = [
            (one["field"], Case(one["case"]), tuple(map(normalised, one["before"])), union_of(one["after"]))
            for one in data["around"]
        ]
        self._forms = {
            normalised(form): (word, _CASE_ORDER[at])
            for word, forms in data["forms"].items()
            for at, form in enumerate(forms)
        }
        self._paradigms = {
            word: dict(zip(_CASE_ORDER, forms, strict=True)) for word, forms in data["forms"].items()
        }
        self._choices = {name: union_of(words) for name, words in data["choice"].items()}
        self._options: list[tuple[str, str, Phrases]] = [
            (one["field"], one["value"], union_of(one["words"])) for one in data["option"]
        ]
        self._samples = {name: union_of(words) for name, words in data["samples"].items()}
        self._tags: dict[str, tuple[str, ...]] = {
            name: tuple(normalised(word.replace("#", "№")) for word in words)
            for name, words in data["tags"].items()
        }

    # Fields

    def read_label(self, label: str) -> Reading:
        """What the label means; words in brackets count only when those outside them say nothing."""
        return remembered(self._labels, label, self._read_label)

    def _read_label(self, label: str) -> Reading:
        outer = self._read(self._spelled_out(without_brackets(label)))
        if outer.keys:
            return outer
        inner = self._read(self._spelled_out(label))
        return Reading(inner.keys, inner.covered * 0.9)

    def _spelled_out(self, label: str) -> str:
        """The label as it is compared, its abbreviations written out: «кв. категория»."""
        plain = normalised(label)
        if any_in(self._some_short, plain):
            for pattern, full in self._short:
                plain = pattern.sub(full, plain).strip()
        return plain

    def _read(self, text: str) -> Reading:
        if text not in self._readings:
            if len(self._readings) > _REMEMBERED:
                self._readings.clear()
            self._readings[text] = self._read_anew(text)
        return self._readings[text]

    def _read_anew(self, text: str) -> Reading:
        found: list[Meaning] = []
        for words in self._fields:
            for phrase in words.labels:
                found += [Meaning(words.key, start, end) for start, end in phrase.spans(text)]
        found.sort(key=lambda one: (one.start - one.end, one.start))
        kept: list[Meaning] = []
        for one in found:
            if all(one.end <= other.start or other.end <= one.start for other in kept):
                kept.append(one)
        kept.sort(key=lambda one: one.start)
        kept = [self._of_something(one, kept, text) for one in kept]
        keys: list[str] = []
        for one in kept:
            if one.key not in keys:
                keys.append(one.key)
        telling = covered = 0
        for word in re.finditer(r"\S+", text):
            inside = any(one.start <= word.start() < one.end for one in kept)
            if inside or word.group() not in self._neutral:
                telling += len(word.group())
                covered += len(word.group()) if inside else 0
        return Reading(tuple(keys), covered / telling if telling else 0.0)

    def _of_something(self, one: Meaning, kept: list[Meaning], text: str) -> Meaning:
        """«Дата» of a thing that a record does not hold is known as such: «дата увольнения», «дата протокола»."""
        if one.key != "date":
            return one
        following = _AND_NUMBER.sub("", text[one.end :].lstrip())
        after = len(text) - len(following)
        of = next((other for other in kept if other.start == after), None)
        word = following.partition(" ")[0]
        named = of.key == "" if of is not None else bool(word) and word not in self._neutral
        return Meaning("", one.start, one.end) if named else one

    def names_only_a_person(self, label: str) -> str | None:
        """Whom the label names when it says nothing else: «Аттестуемый педагог», «1-й эксперт», «Ф.И.О.» aside."""
        plain = normalised(without_brackets(label)) or normalised(label)
        who = self.person(plain)
        if who not in ("attestee", "expert"):
            return None
        rest = plain
        for _, patterns in (*self._persons, *((None, one) for one in self._ordinals.values())):
            for pattern in patterns:
                rest = pattern.sub(" ", rest)
        return who if all(word in self._neutral for word in rest.split()) else None

    def read_ending(self, text: str) -> Reading:
        """What the last words of running text mean, when a label of the lexicon ends the text."""
        if text not in self._endings:
            if len(self._endings) > _REMEMBERED:
                self._endings.clear()
            self._endings[text] = self._read_ending_anew(text)
        return self._endings[text]

    def _read_ending_anew(self, text: str) -> Reading:
        best: Meaning | None = None
        for plain in {self._spelled_out(text)[-_ENDING:], self._spelled_out(without_brackets(text))[-_ENDING:]}:
            for words in self._fields:
                for phrase in words.labels:
                    for start, end in phrase.spans(plain):
                        if end == len(plain) and (best is None or end - start > best.end - best.start):
                            best = Meaning(words.key, start, end)
        return Reading((best.key,), 1.0) if best else Reading()

    def around(self, before: str, after: str) -> tuple[str, Case] | None:
        """Field and case of a blank in running text by the words on both sides of it."""
        left, right = normalised(before), normalised(after)
        for field, case, heads, tails in self._around:
            if any(left == head or left.endswith(" " + head) for head in heads) and any(
                tail.match(right) for tail in tails
            ):
                return field, case
        return None

    def field_title(self, field: str) -> str:
        """How to call a field of the record to a person; empty for what is no field."""
        if not _FIELD.fullmatch(field):
            return ""
        head, _, name = field.partition(".")
        number, _, part = name.rpartition(".")
        if head == "attestee":
            own = self.title(field) or self.title("person." + name)
            return f"{own} аттестуемого" if name in ("full_name", "position", "workplace") else own
        if head == "experts":
            return f"{self.title('person.' + part)} специалиста {int(number) + 1}"
        index = number.rpartition(".")[2]
        if name.startswith("lessons."):
            return f"занятие {int(index) + 1}: {self.title('lesson.' + part)}"
        if name.startswith("criteria."):
            return f"{self.title('criterion.text')} {int(index) + 1}"
        return self.title(field) or "вывод"

    def title(self, key: str) -> str:
        """How to call a field where the form does not."""
        return next((one.title for one in self._fields if one.key == key), "")

    def cased(self, key: str) -> bool:
        """Whether the value of the field must stand in the case of its place."""
        return any(one.cased for one in self._fields if one.key == key)

    # Context

    def section(self, heading: str) -> str | None:
        """Kind of the section that the heading opens; None when it is none of the known."""
        text = normalised(heading)
        return next((kind for kind, words in self._sections if any_in(words, text)), None)

    def about(self, text: str) -> bool:
        """Whether a form with this text is about attestation."""
        return any_in(self._about, normalised(text))

    def paper(self, title: str) -> str:
        """What kind of paper the title names: «conclusion», «minutes», «other», or nothing known."""
        text = " ".join(normalised(title).split()[:3])
        return next(
            (
                kind
                for kind in ("conclusion", "minutes", "other")
                if any(one.match(text) for one in self._papers[kind])
            ),
            "",
        )

    def criterion(self, text: str) -> bool:
        """Whether the text is the wording of a criterion of the Procedure."""
        return any_in(self._criterion, normalised(text))

    def criterion_from(self, text: str) -> int:
        """The least number, counted from 0, that the criterion can have in the Procedure's order."""
        plain = normalised(text)
        said = [number for number, words in self._criterion_order if any_in(words, plain)]
        return min((one for one in said if one), default=0) if said != [0] else 0

    def justification(self, text: str) -> bool:
        """Whether the text is but a call to say why under a criterion: «Обоснование:»."""
        return any(one.fullmatch(normalised(text)) for one in self._justification)

    def person(self, text: str) -> str | None:
        """Whom the words name: «attestee», «expert», «other» (nobody in the record), or None."""
        return remembered(self._named, normalised(text), self._named_in)

    def _named_in(self, plain: str) -> str | None:
        return next((who for who, words in self._persons if any_in(words, plain)), None)

    def ordinal(self, text: str) -> int | None:
        """Which of the two experts the words name, counted from 0."""
        plain = normalised(text)
        return next((number for number, words in self._ordinals.items() if any_in(words, plain)), None)

    def signature_word(self, kind: str, text: str) -> bool:
        """Whether the text speaks of a signature; `kind`: «words», «transcript» or «acquainted»."""
        return any_in(self._signature[kind], normalised(text))

    # Case

    def case_by_hint(self, caption: str) -> Case | None:
        """The case that the caption itself names."""
        text = normalised(caption)
        return next((case for case, hints, _, _ in self._cases if any_in(hints, text)), None)

    def case_by_neighbours(self, before: str, after: str) -> Case | None:
        """The case that the words around the blank govern; the longest phrase wins, the word after it first."""
        left, right = normalised(before), normalised(after)
        for case, _, _, words in self._cases:
            if any(right == word or right.startswith(word + " ") for word in words):
                return case
        best: tuple[int, Case] | None = None
        for case, _, phrases, _ in self._cases:
            for phrase in phrases:
                plain = normalised(phrase)
                if (left == plain or left.endswith(" " + plain)) and (best is None or len(plain) > best[0]):
                    best = (len(plain), case)
        return best[1] if best else None

    def form(self, word: str, case: Case) -> str | None:
        """The word of the small table of forms in this case; None when it is not in the table."""
        known = self._forms.get(normalised(word))
        return self._paradigms[known[0]][case] if known else None

    # Choices, samples, tags

    def choice(self, text: str) -> str | None:
        """What the instruction tells to do: «underline» the chosen or «strike» the others; None for other text."""
        plain = normalised(text)
        # «ненужное зачеркнуть» must not be taken by «нужное …».
        return next((name for name in ("strike", "underline") if any_in(self._choices[name], plain)), None)

    def option(self, text: str) -> tuple[str, str] | None:
        """The field and the value that a printed answer stands for."""
        return remembered(self._answers, normalised(text), self._answer_in)

    def _answer_in(self, plain: str) -> tuple[str, str] | None:
        return next(((field, value) for field, value, words in self._options if any_in(words, plain)), None)

    def sample(self, kind: str, text: str) -> bool:
        """Whether the text looks like a sample value of the kind."""
        plain = normalised(text)
        return any(pattern.match(plain) for pattern in self._samples[kind])

    def tag(self, name: str) -> str | None:
        """The record's field that a tag or merge field names; a number in it counts people or rows from 1."""
        spaced = re.sub(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|(?<=\D)(?=\d)|(?<=\d)(?=\D)", " ", name)
        plain = normalised(spaced)
        if _FIELD.fullmatch(name.strip()):
            return name.strip()
        if re.match(r"experts\.\d", name.strip()):
            return None  # the record's own way of writing, but nobody's number
        number = re.search(r"\d+", plain)
        for field, words in self._tags.items():
            if plain in words and "#" not in field:
                return field
        if number is None:
            return None
        holed = plain[: number.start()] + "№" + plain[number.end() :]
        exact = int(number.group())
        for field, words in self._tags.items():
            if holed in words and exact >= 1:
                return field.replace("#", str(exact - 1))
        return None

    @cached_property
    def tag_names(self) -> Mapping[frozenset[str], str]:
        """The words of every known name in any order, to its field."""
        named: dict[frozenset[str], str] = {}
        for field, names in self._tags.items():
            for name in names:
                named.setdefault(frozenset(name.split()), field)
        return named


@cache
def lexicon(path: Path | None = None) -> Lexicon:
    """The lexicon of the file; without one, that which ships with the program."""
    with (path or bundled.path("lexicon.toml")).open("rb") as file:
        return Lexicon(tomllib.load(file))
