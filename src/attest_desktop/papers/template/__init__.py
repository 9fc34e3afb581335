"""Forms in Word: their blanks found by what a person reads, filled from a record in the form's own look."""

from __future__ import annotations

from attest_desktop.papers.template.blank import Blank, BlankKind, Case, Certainty
from attest_desktop.papers.template.fill import (
    EmptyBlank,
    Filled,
    FilledBlank,
    Template,
    field_titles,
    fill,
    open_template,
)
from attest_desktop.papers.template.package import BadTemplateError

__all__ = [
    "BadTemplateError",
    "Blank",
    "BlankKind",
    "Case",
    "Certainty",
    "EmptyBlank",
    "Filled",
    "FilledBlank",
    "Template",
    "field_titles",
    "fill",
    "open_template",
]
