"""The record that a template is filled from: attestee, experts, conclusion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.errors import BadFileError


class Result(Enum):
    """What the all-round analysis found."""

    MEETS = "meets"
    DOES_NOT_MEET = "does_not_meet"


@dataclass(frozen=True, slots=True)
class AttesteeData:
    """The attestee's side of the record; an unknown value is empty or None."""

    full_name: str = ""
    position: str = ""
    workplace: str = ""
    municipality: str = ""
    subjects: tuple[str, ...] = ()
    current_category: str = ""
    claimed_category: str = ""
    form: Form = Form.UNKNOWN
    appointed_on: date | None = None
    appointment_order: str = ""
    age: int | None = None
    email: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Expert:
    """One of the two who sign."""

    full_name: str = ""
    position: str = ""
    workplace: str = ""


@dataclass(frozen=True, slots=True)
class CriterionText:
    """What the expert wrote under one criterion; `number` as the Procedure numbers it within its point."""

    number: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson attended or watched."""

    date: date | None = None
    group: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the expert writes."""

    date: date | None = None
    result: Result | None = None
    criteria: tuple[CriterionText, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    recommendations: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that can stand in a conclusion."""

    attestee: AttesteeData = AttesteeData()
    experts: tuple[Expert, ...] = ()
    conclusion: Conclusion = Conclusion()


def _text(data: dict[str, Any], key: str, where: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        raise _wrong(where, key)
    return str(value)


def _day(data: dict[str, Any], key: str, where: str) -> date | None:
    value = data.get(key)
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _wrong(where, key) from None


def _items(data: dict[str, Any], key: str, where: str) -> list[Any]:
    value = data.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise _wrong(where, key)
    return value


def _age(data: dict[str, Any]) -> int | None:
    value = data.get("age")
    if value in (None, ""):
        return None
    written = str(value).strip() if isinstance(value, (int, str)) and not isinstance(value, bool) else ""
    if not re.fullmatch(r"[0-9]{1,3}", written):
        raise _wrong("attestee", "age")
    return int(written)


def _form(data: dict[str, Any]) -> Form:
    written = _text(data, "form", "attestee")
    return Form(written) if written in {item.value for item in Form} else Form.read(written)


def _subjects(data: dict[str, Any]) -> tuple[str, ...]:
    named = _items(data, "subjects", "attestee")
    return tuple(_text({"subjects": one}, "subjects", "attestee") for one in named if one is not None)


def _section(data: Any, where: str) -> dict[str, Any]:
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise _wrong(where, "")
    return data


def _wrong(where: str, key: str) -> BadFileError:
    return BadFileError(
        f"В записи не понято значение «{'.'.join(part for part in (where, key) if part)}».",
        "Исправьте файл записи (JSON) и повторите.",
    )


def record_from_json(data: Any) -> Record:
    """The record from its JSON form (keys as in `record_to_json`); unknown keys are passed over.

    Raises BadFileError naming the value that was not understood.
    """
    top = _section(data, "")
    raw = _section(top.get("attestee"), "attestee")
    attestee = AttesteeData(
        full_name=_text(raw, "full_name", "attestee"),
        position=_text(raw, "position", "attestee"),
        workplace=_text(raw, "workplace", "attestee"),
        municipality=_text(raw, "municipality", "attestee"),
        subjects=_subjects(raw),
        current_category=_text(raw, "current_category", "attestee"),
        claimed_category=_text(raw, "claimed_category", "attestee"),
        form=_form(raw),
        appointed_on=_day(raw, "appointed_on", "attestee"),
        appointment_order=_text(raw, "appointment_order", "attestee"),
        age=_age(raw),
        email=_text(raw, "email", "attestee"),
        period=_text(raw, "period", "attestee"),
    )
    experts = tuple(
        Expert(
            *(_text(_section(item, "experts"), key, "experts") for key in ("full_name", "position", "workplace"))
        )
        for item in _items(top, "experts", "")
    )
    raw = _section(top.get("conclusion"), "conclusion")
    result = raw.get("result")
    if result not in (None, "", "meets", "does_not_meet"):
        raise _wrong("conclusion", "result")
    conclusion = Conclusion(
        date=_day(raw, "date", "conclusion"),
        result=Result(result) if result else None,
        criteria=tuple(
            CriterionText(_text(_section(item, "criteria"), "number", "criteria"), _text(item, "text", "criteria"))
            for item in _items(raw, "criteria", "conclusion")
        ),
        lessons=tuple(
            Lesson(
                _day(_section(item, "lessons"), "date", "lessons"),
                _text(item, "group", "lessons"),
                _text(item, "topic", "lessons"),
            )
            for item in _items(raw, "lessons", "conclusion")
        ),
        recommendations=_text(raw, "recommendations", "conclusion"),
    )
    return Record(attestee, experts, conclusion)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def record_to_json(record: Record) -> dict[str, Any]:
    """The record as plain JSON values; `record_from_json` takes it back unchanged."""
    who, what = record.attestee, record.conclusion
    return {
        "attestee": {
            "full_name": who.full_name,
            "position": who.position,
            "workplace": who.workplace,
            "municipality": who.municipality,
            "subjects": list(who.subjects),
            "current_category": who.current_category,
            "claimed_category": who.claimed_category,
            "form": who.form.value,
            "appointed_on": _iso(who.appointed_on),
            "appointment_order": who.appointment_order,
            "age": who.age,
            "email": who.email,
            "period": who.period,
        },
        "experts": [
            {"full_name": one.full_name, "position": one.position, "workplace": one.workplace}
            for one in record.experts
        ],
        "conclusion": {
            "date": _iso(what.date),
            "result": what.result.value if what.result else None,
            "criteria": [{"number": one.number, "text": one.text} for one in what.criteria],
            "lessons": [{"date": _iso(one.date), "group": one.group, "topic": one.topic} for one in what.lessons],
            "recommendations": what.recommendations,
        },
    }
