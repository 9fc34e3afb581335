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
_SUCCESS_CLASSES = frozenset({"alert-success", "text-success", "success"})
_LONGEST = 400


def _of_classes(page: Page, wanted: frozenset[str]) -> Iterator[str]:
    for element in page.root.iter():
        classes = frozenset((element.get("class") or "").lower().split())
        if classes & wanted and not is_hidden(element):
            yield from lines_of(element, controls=False)


def _marked(page: Page) -> Iterator[str]:
    return _of_classes(page, _ERROR_CLASSES)


def _praise(page: Page) -> Iterator[str]:
    return _of_classes(page, _SUCCESS_CLASSES)


def _joined(lines: Iterable[str]) -> str:
    text = " ".join(dict.fromkeys(line for line in lines if line not in ("×", "*")))
    return one_line(text)[:_LONGEST]


def error_words(page: Page) -> str:
    """The words that the page marks as an error; empty when it marks none."""
    return _joined(_marked(page))


def refusal_words(after: Page, before: Page, refusals: Iterable[str], beside: frozenset[str] = frozenset()) -> str:
    """How the page says no to what was sent from `before`: its words, or empty.

    Words marked as an error count at once; unmarked ones when they are new on the page and read as a refusal.
    Lines in `beside` are about something else.
    """
    known = frozenset(before.lines) | beside | frozenset(_praise(after))
    marked = _joined(line for line in _marked(after) if line not in known)
    if marked:
        return marked
    wanted = tuple(refusals)
    return _joined(line for line in new_lines(after, before) if line not in known and contains(line, wanted))
