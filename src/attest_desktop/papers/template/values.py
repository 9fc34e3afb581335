"""What a record has to say for a blank, in the words and the form that the place wants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.names import short_name
from attest_desktop.domain.record import Record, Result
from attest_desktop.papers.russian import Inflector
from attest_desktop.papers.template.blank import Case, Found, Option, Way
from attest_desktop.papers.template.declension import declined
from attest_desktop.papers.template.lexicon import Lexicon
from attest_desktop.papers.template.typography import fitted, in_figures, typeset, without_category

NOT_RECOGNISED = "не распознано: впишите сами"
NO_VALUE = "в записи нет значения"
BY_HAND = "подпись ставится от руки или изображением"
DATE_BY_HAND = "дата у подписи ставится от руки"
_ITEM = re.compile(r"(experts|conclusion\.lessons|conclusion\.criteria)\.(\d+)\.(\w+)$")
_ADJECTIVES = {Form.IN_PERSON: "очная", Form.REMOTE: "дистанционная"}
_RESULTS = {Result.MEETS: "соответствует", Result.DOES_NOT_MEET: "не соответствует"}


@dataclass(frozen=True, slots=True)
class Answer:
    """The text for a blank, or None and the Russian reason why there is none."""

    text: str | None
    reason: str = ""


def raw_value(field: str, record: Record) -> object:
    """The value of the field as the record holds it; None without one. KeyError for an unknown field."""
    item = _ITEM.match(field)
    if item:
        holder: object = record if item.group(1) == "experts" else record.conclusion
        rows = getattr(holder, item.group(1).rpartition(".")[2])
        number = int(item.group(2))
        value: object = getattr(rows[number], item.group(3)) if number < len(rows) else None
    else:
        head, _, name = field.partition(".")
        holder = {"attestee": record.attestee, "conclusion": record.conclusion}[head]
        if not hasattr(holder, name):
            raise KeyError(field)
        value = getattr(holder, name)
    return None if value in ("", (), Form.UNKNOWN) else value


def value_for(found: Found, record: Record, words: Lexicon, russian: Inflector) -> Answer:
    """The text that the record gives for the blank, ready to be written."""
    if found.signature and not found.short_name:
        return Answer(None, found.held or BY_HAND)
    if found.held and not found.signature:
        return Answer(None, found.held)
    if not found.fields:
        return Answer(None, NOT_RECOGNISED)
    if found.options and found.way is Way.SAMPLE:
        return _printed_answer(found, record, words)
    texts: list[str] = []
    for field in found.fields:
        value = raw_value(field, record)
        if value is None:
            continue
        answer = _in_words(value, field, found, words, russian)
        if answer.text is None:
            return answer
        texts.append(answer.text)
    if not texts:
        return Answer(None, NO_VALUE)
    return Answer(fitted(typeset(", ".join(texts)), found.before, found.after))


def unplaced(record: Record, fields: set[str]) -> tuple[str, ...]:
    """What the expert wrote and none of the form's fields takes, a Russian sentence each."""
    said = []
    for number, lesson in enumerate(record.conclusion.lessons):
        if (lesson.topic or lesson.date) and not any(
            one.startswith(f"conclusion.lessons.{number}.") for one in fields
        ):
            said.append(f"Занятие {number + 1} не поместилось: в бланке для него нет места.")
    for number, criterion in enumerate(record.conclusion.criteria):
        if criterion.text and f"conclusion.criteria.{number}.text" not in fields:
            said.append(f"Показатель {criterion.number or number + 1} не поместился: в бланке для него нет места.")
    if record.conclusion.recommendations and "conclusion.recommendations" not in fields:
        said.append("Рекомендации не поместились: в бланке для них нет места.")
    return tuple(said)


def option_for(found: Found, value: object, words: Lexicon) -> Option | None:
    """The printed answer that stands for the value of the record."""
    plain = getattr(value, "value", value)
    if not isinstance(plain, str):
        return None
    known = words.option(plain)
    wanted = {plain, known[1] if known and found.fields and known[0] == _kin(found.fields[0]) else plain}
    for option in found.options:
        meant = words.option(option.text)
        if meant and meant[0] == _kin(found.fields[0] if found.fields else "") and meant[1] in wanted:
            return option
    return None


def _kin(field: str) -> str:
    """The field whose answers the lexicon lists: both categories have the same."""
    return "attestee.claimed_category" if field.endswith("_category") else field


def _printed_answer(found: Found, record: Record, words: Lexicon) -> Answer:
    value = raw_value(found.fields[0], record)
    option = option_for(found, value, words)
    if option is not None:
        return Answer(option.text)
    return Answer(None, NO_VALUE if value is None else "среди вариантов бланка нет подходящего: впишите сами")


def date_for(found: Found, record: Record) -> date | None:
    """The date that the record gives for the blank."""
    value = raw_value(found.fields[0], record) if found.fields else None
    return value if isinstance(value, date) else None


def _in_words(value: object, field: str, found: Found, words: Lexicon, russian: Inflector) -> Answer:
    if isinstance(value, date):
        return Answer(in_figures(value))
    if isinstance(value, Result):
        return Answer(_RESULTS[value])
    if isinstance(value, tuple):
        return Answer(", ".join(str(one) for one in value))
    if isinstance(value, Form):
        if found.case in (None, Case.NOMINATIVE):
            return Answer(value.russian)
        return _in_case(_ADJECTIVES[value], field, found, words, russian)
    text = str(value).strip()
    if field.endswith(".full_name"):
        text = " ".join(text.split())
        if found.short_name:
            return Answer(short_name(text, initials_first=True))
        return _in_case(text, field, found, words, russian)
    if field.endswith((".position", "_category")):
        if field.endswith("_category") and found.after.strip(" ,\u00a0").lower().startswith(
            ("категори", "квалифик")
        ):
            plain = without_category(text)
            if words.form(plain, Case.NOMINATIVE) is None:
                return Answer(None, f"в записи «{text}», это не подходит к словам бланка: впишите сами")
            return _in_case(plain, field, found, words, russian)
        return _in_case(text, field, found, words, russian)
    return Answer(text)


def _in_case(text: str, field: str, found: Found, words: Lexicon, russian: Inflector) -> Answer:
    if found.case_unclear:
        return Answer(None, "не ясно, в каком падеже нужно значение: впишите сами")
    if found.case is None:
        return Answer(text)
    formed = declined(text, found.case, field, words, russian)
    if formed is None:
        return Answer(None, f"нужен {found.case.russian} падеж: впишите сами")
    return Answer(formed)
