"""Before a PDF is opened: drawings within drawings that would be painted millions of times."""

from __future__ import annotations

import io
import re
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from attest_desktop.domain.errors import BadFileError

_MOST_DRAWINGS = 20_000
_DEEPEST = 24
_DRAWS = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_LARGEST = 4_000_000  # bytes of one drawing's own description


def check_nesting(name: str, pdf: bytes) -> None:
    """Raise BadFileError naming the file when a page paints drawings within drawings beyond all measure.

    So is a file with such drawings that is too damaged for this look, unless it is encrypted: others say that.
    """
    if b"/Form" not in pdf or b"/Encrypt" in pdf:
        # Drawings have their descriptions in the open, whatever else is packed.
        return
    try:
        known: dict[int, int] = {}
        for page in PdfReader(io.BytesIO(pdf)).pages:
            contents = page.get_contents()
            drawn = _drawn(contents.get_data() if contents is not None else b"", page, known, 0)
            if drawn > _MOST_DRAWINGS:
                raise BadFileError(
                    f"Файл «{name}» устроен так, что открывать его опасно: рисунки вложены друг в друга без меры.",
                    "Отсканируйте страницы заново или сохраните документ в PDF ещё раз.",
                )
    except (PyPdfError, AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise BadFileError(
            f"Файл «{name}» повреждён: его устройство не удалось разобрать.",
            "Отсканируйте страницы заново или сохраните документ в PDF ещё раз.",
        ) from error


def _drawn(content: bytes, holder: Any, known: dict[int, int], depth: int) -> int:
    """How many drawings are painted by this content, those within them counted; `holder` has the resources."""
    resources = holder.get("/Resources")
    drawings = resources.get_object().get("/XObject") if resources is not None else None
    if drawings is None or depth > _DEEPEST or len(content) > _LARGEST:
        return 0
    drawings = drawings.get_object()
    total = 0
    for named in _DRAWS.findall(content):
        key = "/" + named.decode("latin-1")
        if key not in drawings:
            continue
        number = getattr(drawings.raw_get(key), "idnum", 0)
        if number not in known:
            # A drawing within itself is not painted again.
            known[number] = 0
            one = drawings[key].get_object()
            inner = _drawn(one.get_data(), one, known, depth + 1) if one.get("/Subtype") == "/Form" else 0
            known[number] = min(1 + inner, 10 * _MOST_DRAWINGS)
        total += known[number]
        if total > 10 * _MOST_DRAWINGS:
            break
    return total
