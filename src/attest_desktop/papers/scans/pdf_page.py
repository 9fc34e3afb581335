"""Pages in PDF files: scans and born-digital ones. They are copied as they are, without anything that acts."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass

import numpy as np
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.kinds import SheetSource, refusal
from attest_desktop.papers.pdf_guards import Called, refuse_long, refuse_unsafe
from attest_desktop.papers.pdf_objects import DAMAGE, inherited, resolved
from attest_desktop.papers.pictures import Pixels
from attest_desktop.papers.rendering import PdfPages

log = logging.getLogger(__name__)

_FINEST_DPI = 300
_LONGEST = 4200
# Parts of one page's content; Word makes one, scanners a few.
_MOST_PARTS = 500
_RESCAN = "Отсканируйте страницы заново с разрешением 200–300 точек на дюйм."


class PdfFile:
    """An open PDF; `reader` is for copying, None when its pages can only be painted. Raises BadFileError."""

    def __init__(self, source: SheetSource) -> None:
        self.name = source.name
        called = Called(f"Файл «{source.name}»", _RESCAN)
        # Programs stay behind when pages are copied.
        refuse_unsafe(source.content, called, programs=True)
        try:
            self.pages = PdfPages(source.content)
        except BadFileError as error:
            raise BadFileError(f"Файл «{source.name}»: {_lower(error.what)}", error.todo) from error
        try:
            refuse_long(len(self.pages), called)
            self.reader = self._readable(source.content)
        except BadFileError:
            self.close()
            raise

    def close(self) -> None:
        """Let the document go."""
        self.pages.close()

    def _readable(self, content: bytes) -> PdfReader | None:
        try:
            reader = PdfReader(io.BytesIO(content))
            encrypted = reader.is_encrypted
            if not encrypted and (
                len(reader.pages) != len(self.pages) or _hides_layers(reader) or _crumbled(reader)
            ):
                return None
        except DAMAGE:
            log.warning("a PDF is damaged: its pages are painted, not copied")
            return None
        if encrypted:
            raise refusal(
                self.name, "зашифрован или защищён от изменений.", "Сохраните его без защиты и выберите снова."
            )
        return reader


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page of a PDF (`number` counts from 1 of `of`); `points` are its width and height as displayed.

    `picture`: nothing is on it but a picture, as scanners make them.
    """

    source: str
    number: int
    of: int
    file: PdfFile
    points: tuple[float, float]
    picture: bool

    def pixels(self, longest: int | None = None) -> Pixels:
        """The page as people see it; its longer side at most `longest`, never finer than 300 dpi.

        Raises BadFileError.
        """
        # A page may claim to be a wall poster: it is seen no finer than a sheet.
        scale = min(_FINEST_DPI / 72, min(longest or _LONGEST, _LONGEST) / max(self.points))
        try:
            image = self.file.pages.render(self.number, scale=scale)
        except BadFileError as error:
            raise BadFileError(f"Файл «{self.source}»: {_lower(error.what)}", error.todo) from error
        return np.ascontiguousarray(image.colours()[..., ::-1])


def pdf_pages(source: SheetSource) -> tuple[PdfPage, ...]:
    """The pages of a PDF. Raises BadFileError naming the file."""
    file = PdfFile(source)
    count = len(file.pages)
    try:
        return tuple(
            PdfPage(
                source.name,
                number,
                count,
                file,
                file.pages.size(number),
                _is_picture(file.reader, number),
            )
            for number in range(1, count + 1)
        )
    except BadFileError as error:
        file.close()
        raise BadFileError(f"Файл «{source.name}»: {_lower(error.what)}", error.todo) from error


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _hides_layers(reader: PdfReader) -> bool:
    """Whether some of what the pages hold is switched off: copied without the switches, it would come to light."""
    return "/OCProperties" in resolved(reader.trailer["/Root"])


def _crumbled(reader: PdfReader) -> bool:
    """Whether a page's content is cut into more parts than any program makes: each would be copied."""
    contents = (resolved(page.get("/Contents")) for page in reader.pages)
    return any(isinstance(one, ArrayObject) and len(one) > _MOST_PARTS for one in contents)


def _is_picture(reader: PdfReader | None, number: int) -> bool:
    if reader is None:
        return False
    try:
        page = reader.pages[number - 1]
        resources = resolved(inherited(page, "/Resources"))
        if not isinstance(resources, DictionaryObject):
            return False
        xobjects = resolved(resources.get("/XObject"))
        fonts = resolved(resources.get("/Font"))
        if not isinstance(xobjects, DictionaryObject) or (isinstance(fonts, DictionaryObject) and fonts):
            return False
        annotations = resolved(page.get("/Annots"))
        if isinstance(annotations, ArrayObject) and annotations:
            return False
        things = [resolved(one) for one in xobjects.values()]
        contents = page.get_contents()
    except DAMAGE:
        return False
    pictures = all(isinstance(one, StreamObject) and one.get("/Subtype") == "/Image" for one in things)
    # Drawing by lines takes more words than putting a picture does.
    return pictures and len(things) >= 1 and contents is not None and len(contents.get_data()) < 2000
