"""What the head of a column may be called, and what it then holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from attest_desktop.domain.text import normalised


class Role(Enum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"
    SURNAME = "surname"
    FIRST_NAME = "first name"
    PATRONYMIC = "patronymic"
    POSITION = "position"
    WORKPLACE = "workplace"
    MUNICIPALITY = "municipality"
    SUBJECT = "subject"
    CLAIMED = "claimed category"
    FORM = "form"
    IN_PERSON = "in person"
    REMOTE = "remote"
    PERIOD = "period"
    DAYS = "days"
    BEGINS = "begins"
    ENDS = "ends"
    OTHER = "other"


class Whose(Enum):
    """Of whom a column tells."""

    NOBODY = "nobody"
    ATTESTEE = "attestee"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds, of whom, and of which of the experts (1, 2; 0 when it is not told or both)."""

    role: Role
    whose: Whose = Whose.NOBODY
    number: int = 0


PARTS_OF_NAME = (Role.SURNAME, Role.FIRST_NAME, Role.PATRONYMIC)
_LONGEST_HEAD = 160
# «Аттеста- ционная»: a word that a narrow column parted.
_CUT = re.compile(r"(?<=[а-яё])-\s+(?=[а-яё])")
_EXPERT = re.compile(
    r"эксперт|специалист|член\w* (?:аттестационн\w+ )?(?:групп|комисси)|состав\w* (?:аттестационн\w+ )?групп"
    r"|аттестационн\w+ групп|\bаг\b"
)
_ATTESTEE = re.compile(
    r"аттестуем|аттестующ\w+ся|педагог|работник|учител|преподавател|заявител|воспитател|кого аттест"
)
_FIRST, _SECOND = re.compile(r"\b(?:1|i|перв\w+)\b"), re.compile(r"\b(?:2|ii|втор\w+)\b")
_NAME = re.compile(r"\bфио\b|фамилия.{0,12}имя|фамилия и\s?о|фамилия инициал|\bимя отчество фамилия")
_PASSED_OVER = re.compile(
    r"телефон|почт|e mail|email|контакт|приказ|распоряж|назначени|рожден|возраст|стаж"
    r"|образовани[ея] (?!орг|учр)|присвоен|заявлени"
    r"|примечан|результат|решени|подпис|отметк|балл|эксперт\w* заключ|заключени|ссылк|снилс"
    r"|куратор|координатор|руководител"
    r"|срок\w* действия|действи"
)
_RULES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.NUMBER, re.compile(r"^(?:№|n|no|номер|пп|№ ?(?:п|строки|по порядку|пп|п п)\b.*|n п п|п п|номер п п)$")),
    (
        Role.CLAIMED,
        re.compile(r"(?:заявл|претенд|на какую|устанавлив|заявлен\w+).*категор|категор.*(?:заявл|претенд)"),
    ),
    (Role.OTHER, re.compile(r"категор")),
    # Both days in one column, before the rules of each alone.
    (Role.DAYS, re.compile(r"начал\w*.*(?:оконч|конец|конца|заверш)|\bс\b.*\bпо$")),
    (Role.BEGINS, re.compile(r"начал|\bс$|\bдата с\b")),
    (Role.ENDS, re.compile(r"оконч|конец|заверш|\bпо$|\bдата по\b")),
    (Role.PERIOD, re.compile(r"период")),
    (Role.DAYS, re.compile(r"\bсрок|\bдат[аы]\b|\bдни\b|\bвремя\b|\bдень\b|месяц|график проведения")),
    (Role.IN_PERSON, re.compile(r"^(?:форм\w*[\w ]*? )?очн\w*$")),
    (Role.REMOTE, re.compile(r"^(?!.*\bочн)(?:форм\w*[\w ]*? )?(?:дист\w*|заочн\w*)$")),
    (Role.FORM, re.compile(r"форм[аы]|очн\w*.*дист|дист\w*.*очн|способ|процедур")),
    (Role.NAME, _NAME),
    (Role.SURNAME, re.compile(r"фамили")),
    (Role.FIRST_NAME, re.compile(r"\bимя\b")),
    (Role.PATRONYMIC, re.compile(r"отчеств")),
    (Role.POSITION, re.compile(r"должност")),
    (Role.SUBJECT, re.compile(r"предмет|дисциплин|направлени|профил")),
    (Role.MUNICIPALITY, re.compile(r"муницип|район|территор|^мо\b|\bмо$|город|округ|местност")),
    (
        Role.WORKPLACE,
        re.compile(r"место работы|мест[оа] работ|организац|учрежден|школ|^о[оу]$|\bо[оу]\b|работает"),
    ),
)


def meaning_of(head: str) -> Meaning | None:
    """What a column with this head holds; None when its words say nothing that is known."""
    return _meaning(normalised(_CUT.sub("", head))) if len(head) <= _LONGEST_HEAD else None


@lru_cache(maxsize=4096)
def _meaning(plain: str) -> Meaning | None:
    plain = re.sub(r"\bф и о\b", "фио", plain)
    if not plain:
        return None
    bare = _without_subject_matter(plain)
    expert = bool(_EXPERT.search(bare))
    number = _number(plain) if expert else 0
    whose = Whose.EXPERT if expert else Whose.ATTESTEE if _ATTESTEE.search(bare) else Whose.NOBODY
    if _NAME.search(plain):
        return Meaning(Role.NAME, whose, number)
    role = next((role for role, words in _RULES if words.search(plain)), None)
    if whose is Whose.EXPERT:
        if role in (Role.POSITION, Role.WORKPLACE, *PARTS_OF_NAME):
            return Meaning(role, whose, number)
        if role in (Role.MUNICIPALITY, Role.SUBJECT) or _PASSED_OVER.search(plain):
            return Meaning(Role.OTHER, whose, number)
        if role in (None, Role.NUMBER):
            return Meaning(Role.NAME, whose, number)
    if _PASSED_OVER.search(plain):
        return Meaning(Role.OTHER, whose)
    if role is None and whose is Whose.ATTESTEE:
        return Meaning(Role.NAME, whose)
    if role in PARTS_OF_NAME and whose is Whose.NOBODY:
        return Meaning(role, whose)
    return Meaning(role, whose, number) if role is not None else None


def _number(plain: str) -> int:
    first, second = bool(_FIRST.search(plain)), bool(_SECOND.search(plain))
    return 0 if first == second else 1 if first else 2


def _without_subject_matter(plain: str) -> str:
    """«Форма аттестации педагогических работников» is about the form: the persons in it do not count."""
    return re.sub(
        r"(?:форма|период|срок\w*|дата|график\w*|форма проведения|проведени\w*)[\w ]*аттестаци\w*[\w ]*",
        " ",
        plain,
    )
