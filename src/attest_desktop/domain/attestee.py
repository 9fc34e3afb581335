"""The teacher being attested, as the cabinet's table tells of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Any

from attest_desktop.domain.text import normalised


class Form(Enum):
    """Form of the attestation; decides the procedure."""

    IN_PERSON = "in_person"
    REMOTE = "remote"
    UNKNOWN = "unknown"

    @property
    def russian(self) -> str:
        """The word that the cabinet uses; empty when unknown."""
        return {Form.IN_PERSON: "очно", Form.REMOTE: "дистанционно", Form.UNKNOWN: ""}[self]

    @classmethod
    def read(cls, text: str) -> Form:
        """The form that a cell of the table names."""
        plain = normalised(text)
        if plain.startswith("очн"):
            return cls.IN_PERSON
        if plain.startswith(("дистанц", "заоч")):
            return cls.REMOTE
        return cls.UNKNOWN


def attestee_id(full_name: str, period: str, position: str) -> str:
    """The program's own key of a table row: ten hexadecimal digits, the same however the page spaces the words."""
    key = "|".join(normalised(part) for part in (full_name, period, position))
    return hashlib.sha256(key.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Attestee:
    """One row of the attestation table; texts are as the page shows them, on one line.

    `id` is the program's own key (the page has none that could be relied on). `appointed_on` is None when the
    cell could not be read as a date; the text then stays in `appointment_order`.
    """

    id: str
    full_name: str
    application_status: str = ""
    period: str = ""
    position: str = ""
    subjects: tuple[str, ...] = ()
    current_category: str = ""
    claimed_category: str = ""
    form: Form = Form.UNKNOWN
    appointed_on: date | None = None
    appointment_order: str = ""
    age: int | None = None
    email: str = ""
    conclusion_attached: bool = False
    decision_pressed: bool = False
    extra: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def as_json(self) -> dict[str, Any]:
        """The row as the command line prints it."""
        return {
            "id": self.id,
            "full_name": self.full_name,
            "application_status": self.application_status,
            "period": self.period,
            "position": self.position,
            "subjects": list(self.subjects),
            "current_category": self.current_category,
            "claimed_category": self.claimed_category,
            "form": self.form.value,
            "appointed_on": self.appointed_on.isoformat() if self.appointed_on else None,
            "appointment_order": self.appointment_order,
            "age": self.age,
            "email": self.email,
            "conclusion": {"attached": self.conclusion_attached},
            "extra": dict(self.extra),
        }


def category_of(claimed: str) -> str:
    """«первая», «высшая» or «» for anything else."""
    plain = normalised(claimed)
    return "высшая" if plain.startswith("высш") else "первая" if plain.startswith("перв") else ""
