"""Names of a page's controls, as ASP.NET makes them, and which of them the page may post."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import Enum

MAIN = "ctl00$MainContent$"
SIGN_OUT = "/ctl00$HeadLoginView$HeadLoginStatus$ctl00"
_MARK_LENGTH = 6


class Kind(Enum):
    """What a control does when it is posted."""

    FIELD = "field"
    LIST = "list"
    BUTTON = "button"
    TARGET = "target"
    OPTION = "option"


def unique(control: str) -> str:
    """The control's whole name.

    Those of the page's own content are written without their beginning, others as they are after a slash.
    """
    return control[1:] if control.startswith("/") else MAIN + control


def short(name: str) -> str:
    """The other way round."""
    return name.removeprefix(MAIN) if name.startswith(MAIN) else f"/{name}"


def mark(kind: Kind, name: str, value: str = "") -> bytes:
    """How `__EVENTVALIDATION` remembers that something may be posted."""
    return hashlib.sha256("\0".join((kind.value, name, value)).encode()).digest()[:_MARK_LENGTH]


class Listed:
    """What may be posted, as read back from `__EVENTVALIDATION`."""

    def __init__(self, marks: bytes) -> None:
        self._marks = {marks[place : place + _MARK_LENGTH] for place in range(0, len(marks), _MARK_LENGTH)}

    def has(self, kind: Kind, name: str, value: str = "") -> bool:
        """Whether the page listed it."""
        return mark(kind, name, value) in self._marks

    def takes(self, name: str, value: str) -> bool:
        """Whether a control of this name may be posted with this value."""
        if self.has(Kind.LIST, name):
            return self.has(Kind.OPTION, name, value)
        base = name.removesuffix(".x").removesuffix(".y")
        return self.has(Kind.FIELD, name) or self.has(Kind.BUTTON, base)


class PageForm:
    """The form round one page while it is rendered: names its controls and lists them."""

    def __init__(self) -> None:
        self._marks: set[bytes] = set()

    @property
    def marks(self) -> bytes:
        """Everything listed so far, for `__EVENTVALIDATION`."""
        return b"".join(sorted(self._marks))

    def _list(self, kind: Kind, control: str, value: str = "") -> str:
        name = unique(control)
        self._marks.add(mark(kind, name, value))
        return name

    def id(self, control: str) -> str:
        """The element's id."""
        return unique(control).replace("$", "_")

    def name(self, control: str) -> str:
        """Name of a text, password, file or check box."""
        return self._list(Kind.FIELD, control)

    def button(self, control: str) -> str:
        """Name of a button or image button."""
        return self._list(Kind.BUTTON, control)

    def list(self, control: str, values: Iterable[object]) -> str:
        """Name of a list with these values."""
        for value in values:
            self._list(Kind.OPTION, control, str(value))
        return self._list(Kind.LIST, control)

    def post(self, control: str, argument: str = "") -> str:
        """Address of a link that posts the page back."""
        return f"javascript:__doPostBack('{self._list(Kind.TARGET, control, argument)}','{argument}')"

    def post_checked(self, control: str) -> str:
        """The same when the page has validators that the link obeys."""
        name = self._list(Kind.TARGET, control)
        options = f'new WebForm_PostBackOptions("{name}", "", true, "", "", false, true)'
        return f"javascript:WebForm_DoPostBackWithOptions({options})"

    def change(self, control: str) -> str:
        """What a list does that posts the page back as soon as something else is chosen."""
        name = self._list(Kind.TARGET, control)
        return f"javascript:setTimeout('__doPostBack(\\'{name}\\',\\'\\')', 0)"
