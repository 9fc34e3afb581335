"""The expert's profile as a form to edit: fields under the page's own labels, with what may be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

Chosen = Mapping[str, str]
"""What is chosen in lists: the text by the list's label."""


class FieldKind(Enum):
    """How a field is filled: typed, one of a list, any of a list."""

    TEXT = "text"
    LIST = "list"
    MULTI = "multi"


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a list. `needs` are (label, text) of other lists: it is offered only where they are chosen."""

    text: str
    needs: tuple[tuple[str, str], ...] = ()

    def offered(self, chosen: Chosen) -> bool:
        """Whether it may be chosen now."""
        return all(chosen.get(label) == text for label, text in self.needs)


@dataclass(frozen=True, slots=True)
class ProfileField:
    """One field under the page's label.

    `key` is the attribute of `Profile` it stands for, empty when the page has something of its own. `values` is
    what it holds now: at most one text unless `kind` is MULTI. `depends_on` are the labels of lists that decide
    what is offered here. `reloads` tells that choosing something else makes the page offer other options in other
    lists: ask for the form again with what is chosen.
    """

    label: str
    kind: FieldKind
    values: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    required: bool = False
    editable: bool = True
    depends_on: tuple[str, ...] = ()
    reloads: bool = False
    key: str = ""

    @property
    def value(self) -> str:
        """What it holds, as one text."""
        return "; ".join(self.values)

    def offered(self, chosen: Chosen) -> tuple[str, ...]:
        """Texts that may be chosen here while these are chosen elsewhere."""
        return tuple(option.text for option in self.options if option.offered(chosen))


@dataclass(frozen=True, slots=True)
class ProfileForm:
    """All fields in the page's order."""

    fields: tuple[ProfileField, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels in order."""
        return tuple(field.label for field in self.fields)

    @property
    def chosen(self) -> dict[str, str]:
        """What is chosen in the lists now, by label; nothing chosen is empty."""
        return {field.label: field.value for field in self.fields if field.kind is FieldKind.LIST}

    def of(self, key: str) -> ProfileField | None:
        """The field that stands for this attribute of `Profile`."""
        return next((field for field in self.fields if field.key == key), None)
