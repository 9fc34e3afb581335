"""What the site says back: errors above a form, alerts, new lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attest_desktop.domain.text import one_line
from attest_desktop.service.reading.labels import contains
from attest_desktop.service.reading.page import Page, is_hidden, lines_of, new_lines

# Marks of the frameworks that such sites are built with; the words decide where these are absent.
_ERROR_CLASSES = frozenset(
    {
        *("validation-summary-errors", "field-validation-error", "alert-danger", "alert-error", "text-danger"),
        *("error", "errors", "error-message", "errormessage", "help-inline", "has-error"),
    }
)
_LONGEST = 400


def _marked(page: Page) -> Iterator[str]:
    for element in page.root.iter():
        classes = frozenset((element.get("class") or "").lower().split())
        if classes & _ERROR_CLASSES and not is_hidden(element):
            yield from lines_of(element, controls=False)


def _joined(lines: Iterable[str]) -> str:
    text = " ".join(dict.fromkeys(line for line in lines if line not in ("×", "*")))
    return one_line(text)[:_LONGEST]


def error_words(page: Page) -> str:
    """The words that the page marks as an error; empty when it marks none."""
    return _joined(_marked(page))


def refusal_words(after: Page, before: Page, refusals: Iterable[str]) -> str:
    """How the page says no to what was sent from `before`: its words, or empty.

    Words marked as an error count at once; unmarked ones when they are new on the page and read as a refusal.
    """
    known = frozenset(before.lines)
    marked = _joined(line for line in _marked(after) if line not in known)
    if marked:
        return marked
    wanted = tuple(refusals)
    return _joined(line for line in new_lines(after, before) if contains(line, wanted))
