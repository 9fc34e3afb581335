"""Russian words: names and posts in the case that a sentence wants, and what the dictionary says of a word.

The only room that loads the dictionary; knows nothing of forms.
"""

from __future__ import annotations

from attest_desktop.papers.russian.case import Case
from attest_desktop.papers.russian.exceptions import FILE_NAME, Exceptions, load_exceptions
from attest_desktop.papers.russian.inflector import Inflector
from attest_desktop.papers.russian.morphology import Reading, is_common_word, is_known_word, readings

__all__ = [
    "FILE_NAME",
    "Case",
    "Exceptions",
    "Inflector",
    "Reading",
    "is_common_word",
    "is_known_word",
    "load_exceptions",
    "readings",
]
