"""Is this PDF fit to be opened: no book, no bomb, no program, no drawing without end?"""

from __future__ import annotations

import io

from pypdf import PdfReader

from attest_desktop.domain.counting import counted
from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.pdf_guards.bombs import refuse_bombs
from attest_desktop.papers.pdf_guards.contents import Unpacking
from attest_desktop.papers.pdf_guards.drawings import Drawings
from attest_desktop.papers.pdf_guards.objects import streams_of
from attest_desktop.papers.pdf_guards.refusal import LARGEST_FILE, MOST_PAGES, Called
from attest_desktop.papers.pdf_objects import DAMAGE, resolved


def refuse_unsafe(pdf: bytes, called: Called | None = None, *, programs: bool = False) -> None:
    """Raise UnsafePdfError for programs, bombs and endless drawings, BadFileError for a file over 100 MB.

    `programs` lets actions pass, for who leaves them behind. Unpacks at most 48 MB besides pictures. Of an
    encrypted file only the outside is looked at. A damaged one without drawings within drawings is let pass: who
    opens it says that it is damaged.
    """
    called = called or Called()
    if len(pdf) > LARGEST_FILE:
        raise BadFileError(
            f"{called.name} слишком большой: {len(pdf) // 1_000_000} МБ, а заключения не бывают больше 100 МБ.",
            called.todo,
        )
    refuse_bombs(pdf, called)
    try:
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted:
            return
        streams = dict(streams_of(reader, called, programs=programs))
        unpacking = Unpacking(called)
        contents = {
            number: unpacking.content(stream)
            for number, stream in streams.items()
            if resolved(stream.get("/Subtype")) != "/Image"
        }
        Drawings(streams, contents, called).refuse_endless(reader)
    except DAMAGE as error:
        # Drawings and tiles have their descriptions in the open, whatever else is packed.
        if b"/Form" in pdf or b"/PatternType" in pdf:
            raise BadFileError(
                f"{called.name} повреждён: его устройство не удалось разобрать.", called.todo
            ) from error


def refuse_long(pages: int, called: Called | None = None) -> None:
    """Raise BadFileError when there are more pages than any conclusion has."""
    if pages > MOST_PAGES:
        called = called or Called()
        raise BadFileError(
            f"{called.name} слишком длинный: {counted(pages, 'страница', 'страницы', 'страниц')}, "
            f"а в заключении их не бывает больше {MOST_PAGES}.",
            "Выберите файл с одним заключением.",
        )
