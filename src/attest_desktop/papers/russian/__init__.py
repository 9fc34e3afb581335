"""Russian words in the case that a sentence wants: people's names and posts. Knows nothing of forms."""

from __future__ import annotations

from attest_desktop.papers.russian.case import Case
from attest_desktop.papers.russian.exceptions import FILE_NAME, Exceptions, load_exceptions
from attest_desktop.papers.russian.inflector import Inflector

__all__ = ["FILE_NAME", "Case", "Exceptions", "Inflector", "load_exceptions"]
