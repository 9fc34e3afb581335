"""A page painted by pdfium with a limit of time: thousands of lines across a page are not waited for.

Callers hold the lock of `rendering`.
"""

from __future__ import annotations

import math
import time
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_MOST_SECONDS = 0.9
"""Of processor time."""
# One picture may take long to unpack on a slow computer; what takes long and does not end are many small things.
_MOST_AT_ONCE = 0.2
_WHITE = (255, 255, 255, 255)


class EndlessPageError(Exception):
    """Painting the page takes too long."""


def painted(page: Any, scale: float, *, grey: bool) -> Any:
    """The page as a bitmap at `scale` pixels a point: grey, or of four bytes a pixel (blue, green, red, unused).

    Raises EndlessPageError. The bitmap is the caller's to close.
    """
    width, height = (math.ceil(side * scale) for side in page.get_size())
    form = pdfium_c.FPDFBitmap_Gray if grey else pdfium_c.FPDFBitmap_BGRx
    bitmap = pdfium.PdfBitmap.new_native(width, height, form)
    bitmap.fill_rect(_WHITE, 0, 0, width, height)
    flags = pdfium_c.FPDF_ANNOT | (pdfium_c.FPDF_GRAYSCALE if grey else 0)
    spent, last = 0.0, time.thread_time()

    def enough(_: object) -> bool:
        nonlocal spent, last
        now = time.thread_time()
        spent += min(_MOST_AT_ONCE, now - last)
        last = now
        return spent > _MOST_SECONDS

    pause = pdfium_c.IFSDK_PAUSE(version=1)
    # Kept in a variable: pdfium calls it while this function runs.
    asked = type(pause.NeedToPauseNow)(enough)
    pause.NeedToPauseNow = asked
    status = pdfium_c.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, width, height, 0, flags, pause)
    pdfium_c.FPDF_RenderPage_Close(page)
    if status == pdfium_c.FPDF_RENDER_TOBECONTINUED:
        bitmap.close()
        raise EndlessPageError
    return bitmap
