"""What is known of a place where somebody signs, and what can go wrong with one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from attest_desktop.domain.errors import AmbiguousError, BadFileError, NotFoundError
from attest_desktop.papers.signing.layout import Box

# Ink is never taller: about a centimetre and a half.
TALLEST_INK = 42.0


class SignerRole(Enum):
    """Who signs on a line."""

    EXPERT = "expert"
    ATTESTEE = "attestee"
    HEAD = "head"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody signs; `page` counts from 1.

    `x`, `y` is the left end of the line to sign on and `width` its length; `height` is the room for ink above the
    line. Points, origin bottom-left of the page as displayed. `label` tells whose line it is (a name, else
    «Специалист»…), `anchor` is the text that it was found by, `confidence` runs from 0 to 1. `near` are the
    printed letters that ink must not cover (none of a place that a person pointed at).
    """

    page: int
    x: float
    y: float
    width: float
    height: float = TALLEST_INK
    anchor: str = ""
    label: str = ""
    confidence: float = 1.0
    role: SignerRole = SignerRole.OTHER
    near: tuple[Box, ...] = field(default=(), compare=False, repr=False)


class PlaceNotFoundError(NotFoundError):
    """The document has no line where that person signs."""

    title = "Не найдено место подписи"
    todo = "Укажите место подписи на странице вручную."


class AmbiguousPlaceError(AmbiguousError):
    """Several lines fit that person; `candidates` are in document order."""

    title = "Мест для подписи несколько"
    todo = "Выберите нужное место на странице."

    def __init__(self, what: str, candidates: tuple[Place, ...]) -> None:
        super().__init__(what)
        self.candidates = candidates


class BadSignatureError(BadFileError):
    """The picture cannot serve as a signature."""

    title = "Изображение подписи не подходит"


class CannotStampError(BadFileError):
    """Signatures cannot be put into this PDF: it is encrypted, electronically signed or damaged."""

    title = "В этот файл нельзя вставить подпись"
