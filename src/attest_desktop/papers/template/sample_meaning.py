"""What words under the marker stand for: a date, a class, a name, an answer."""

from __future__ import annotations

import re

from attest_desktop.papers.template.blank import Found
from attest_desktop.papers.template.context import Scene
from attest_desktop.papers.template.lexicon import Lexicon, Reading
from attest_desktop.papers.template.meant import DATE_KEYS, DOUBTED, NOTHING, POST_HELD, Meant, since_when, sure
from attest_desktop.papers.template.surroundings import Surroundings

_DATED = re.compile(
    r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\s*(?:г\.?|года)?|«?\d{1,2}»?\s+[а-я]+\s+\d{4}\s*(?:г\.?|года)?"
)
_CLASS = re.compile(r"\d{1,2}\s*[«\"(-]?\s*[А-ЯA-Zа-я]?\s*[»\")]?(?:\s*класс\w*)?")
_QUOTED = re.compile(r"[«\"„“].+[»\"“”]")
_GRADE = re.compile(r"\s*класс\w*(?!\s*[\w:–—])")
_CARRIED_OUT = re.compile(r"провед|провод|проход|процедур|аттестац|экспертиз|анализ", re.IGNORECASE)
_PATRONYMIC = re.compile(r"(?:[А-ЯЁ][а-яё\-]+\s+){1,3}[А-ЯЁ][а-яё]+(?:ич|ича|ичу|ичем|иче|вн[аеыу]|вной)")


def of_shape(found: Found, near: Surroundings, scene: Scene, words: Lexicon) -> Meant | None:
    """What a sample that is a date or a class can stand for; None when its words may tell more."""
    if _DATED.fullmatch(found.prompt):
        said = words.read_label(near.clause) if near.before.strip() else Reading()
        keys = said.keys or words.read_ending(near.clause).keys
        if any(key in DATE_KEYS or key == "attestee.period" for key in keys) or since_when(near, words):
            return None
        alone = not re.search(r"\w", near.before)
        return Meant(("lesson.date" if scene.section == "lessons" else "date",), 0.75) if alone else NOTHING
    if near.colon:
        return None
    if scene.section == "lessons" and (_CLASS.fullmatch(found.prompt) or _GRADE.match(near.raw_after)):
        return Meant(("lesson.group",), 0.8)
    if (
        scene.section == "lessons"
        and not re.match(r"\w", near.raw_before.lstrip(" ,;–—-"))
        and _QUOTED.fullmatch(found.prompt)
    ):
        return Meant(("lesson.topic",), 0.75)
    return None


def of_sample(found: Found, near: Surroundings, words: Lexicon) -> Meant:
    """What the sample is an example of."""
    option = words.option(found.prompt)
    if option and found.options:
        return Meant(field=option[0], confidence=0.8)
    if option and option[0] == "conclusion.result" and not POST_HELD.search(near.whole):
        return Meant(field=option[0], confidence=0.7)
    if option and option[0] == "attestee.form" and _CARRIED_OUT.search(near.before):
        # «Экспертиза проведена дистанционно»: the adverb is not a form of the record's word.
        return Meant(field=option[0], confidence=DOUBTED)
    if words.sample("full_name", found.prompt) or _PATRONYMIC.fullmatch(found.prompt):
        return Meant(("person.full_name",), 0.7)
    if words.sample("position", found.prompt):
        return Meant(("person.position",), 0.7)
    return sure(words.read_label(found.prompt))
