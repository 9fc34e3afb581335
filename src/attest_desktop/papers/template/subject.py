"""What a form as a whole is about: a conclusion on attestation, another paper of attestation, something else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attest_desktop.domain.text import one_line
from attest_desktop.papers.template.layout import Form, Paragraph
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.ooxml import child, value

_LETTERS = re.compile(r"[A-Za-zА-Яа-яЁё]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LONG = 80  # words; a shorter text tells nothing of what it is about
_OF_PERSON = ("full_name", "position", "workplace", "municipality", "subjects", "age", "email")


@dataclass(frozen=True, slots=True)
class Subject:
    """`foreign`: not about attestation; `other`: another paper than a conclusion (an application, an order, …).

    `criteria`: the form prints criteria of the Procedure; `minutes`: it tells what was resolved of the attestee.
    """

    foreign: bool = False
    other: bool = False
    criteria: bool = True

    minutes: bool = False

    def admits(self, field: str, *, named: bool = False) -> bool:
        """Whether such a form can ask for the field of the record at all; `named`: outright, by a tag."""
        head, _, name = field.partition(".")
        if head == "conclusion":
            if name.startswith("criteria.") and not self.criteria and not named:
                return False
            if self.minutes and not self.foreign:
                return name in ("result", "recommendations")
            return not (self.foreign or self.other)
        if self.foreign:
            return head == "attestee" and name in _OF_PERSON
        return True


def subject_of(form: Form, words: Lexicon) -> Subject:
    """What the form is about, by its title and its words."""
    paragraphs = [one for part in form.parts for one in part.paragraphs if one.text.strip()]
    text = one_line(" ".join(one.text for one in paragraphs))
    title = next((kind for at, one in enumerate(paragraphs) if (kind := _title(one, words, first=not at))), "")
    about = words.about(text)
    letters = len(_LETTERS.findall(text))
    latin = letters > 0 and len(_CYRILLIC.findall(text)) < letters / 2
    other = title in ("other", "minutes")
    foreign = not about and (other or latin or len(text.split()) > _LONG)
    return Subject(foreign, other, words.criterion(text), title == "minutes")


def _title(paragraph: Paragraph, words: Lexicon, *, first: bool) -> str:
    """«conclusion», «minutes» or «other» when the paragraph is the title of such a paper."""
    kind = words.paper(paragraph.text)
    if not kind or first:
        return kind
    opening = paragraph.text.split()[0]
    centred = value(child(paragraph.element, "pPr", "jc")) == "center"
    bold = paragraph.line.all_runs(0, len(paragraph.text), "b")
    return kind if bold or centred or (len(opening) > 2 and opening.isupper()) else ""
