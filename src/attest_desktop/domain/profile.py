"""The expert's own data in the cabinet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile as the cabinet shows it; a value that the page lacks is empty."""

    surname: str = ""
    first_name: str = ""
    patronymic: str = ""
    email: str = ""
    phone: str = ""
    municipality: str = ""
    organisation_type: str = ""
    workplace: str = ""
    position: str = ""
    subjects: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """«Фамилия Имя Отчество»."""
        return " ".join(part for part in (self.surname, self.first_name, self.patronymic) if part)
