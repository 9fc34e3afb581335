"""What the name of a tag or a merge field tells: the field, the case, whether the name is wanted short."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attest_desktop.domain.text import normalised
from attest_desktop.papers.template.blank import Case
from attest_desktop.papers.template.lexicon import Lexicon

_SEAM = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|_+")
_CASES = {
    Case.NOMINATIVE: ("ип", "им", "именительный", "nominative", "nom"),
    Case.GENITIVE: ("рп", "род", "родительный", "genitive", "gen", "rod", "rp"),
    Case.DATIVE: ("дп", "дат", "дательный", "dative", "dat", "dp"),
    Case.ACCUSATIVE: ("вп", "вин", "винительный", "accusative", "acc", "vin", "vp"),
    Case.INSTRUMENTAL: ("тп", "твор", "тв", "творительный", "instrumental", "tvor", "tp"),
    Case.LOCATIVE: ("пп", "предл", "предложный", "locative", "predl", "pp"),
}
_SHORT = {"кратко", "краткое", "краткий", "сокр", "сокращенно", "short", "инициалы", "initials", "kratko"}
_IDLE = {
    "полностью",
    "полное",
    "полный",
    "полная",
    "full",
    "поле",
    "field",
    "текст",
    "text",
    "значение",
    "падеж",
    "polnostyu",
}
_CUT = ("кат", "долж", "должн")
_SAME = {
    one: known
    for known, others in {
        "категория": ("кат", "категории"),
        "должность": ("долж", "должн", "должности"),
        "место работы": ("работа", "работы", "учреждение", "организация"),
        "эксперт": ("эксперта",),
        "специалист": ("специалиста",),
        "аттестуемого": ("педагога", "педагог", "учителя", "учитель", "аттестуемый"),
        "занятие": ("занятия",),
        "урок": ("урока",),
        "показатель": ("показателя",),
        "критерий": ("критерия",),
        "фио": ("имя",),
    }.items()
    for one in others
}


@dataclass(frozen=True, slots=True)
class TagName:
    """`field`: empty for what is known and not in a record, None when the name tells nothing."""

    field: str | None
    case: Case | None = None
    short: bool = False
    #: The name in plain words, for the labels of the lexicon.
    plain: str = ""


def read_tag(name: str, words: Lexicon) -> TagName:
    """The name as it is, else without what it says of the case and the length, in any order of its words."""
    spaced = _SEAM.sub(" ", name).replace(".", " ").replace("-", " ")
    parts = spaced.lower().replace("ё", "е").split()
    case = next(
        (case for case, said in _CASES.items() if len(parts) > 1 and any(one in said for one in parts[1:])), None
    )
    short = any(one in _SHORT for one in parts)
    field = words.tag(name)
    if field is None:
        marks = {one for said in _CASES.values() for one in said} | _SHORT | _IDLE
        kept = [one for at, one in enumerate(parts) if not (at and one in marks) and one not in _SHORT | _IDLE]
        plain = " ".join(_SAME.get(one, one) for one in kept)
        field = _in_any_order(plain, words) or _in_any_order(" ".join(kept), words)
        spaced = " ".join(_SAME.get(one, one) if one in _CUT else one for one in kept) or spaced
    return TagName(field, case, short, spaced)


def _in_any_order(plain: str, words: Lexicon) -> str | None:
    """The field whose name has these very words and one number at most: «фио эксперт 1»."""
    if re.search(r"[^\w\s№]", plain):
        return None  # an expression of the library, no name
    parts = normalised(plain).split()
    numbers = [one for one in parts if one.isdigit()]
    if len(numbers) > 1 or (numbers and int(numbers[0]) < 1):
        return None
    field = words.tag_names.get(frozenset("№" if one.isdigit() else one for one in parts))
    return field.replace("#", str(int(numbers[0]) - 1)) if field and numbers else field
