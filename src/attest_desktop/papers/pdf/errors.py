"""What can go wrong while a PDF is made."""

from __future__ import annotations

from attest_desktop.domain.errors import EnvironmentFault


class PdfEngineError(EnvironmentFault):
    """An engine did not make the PDF; another one may."""

    title = "PDF не получился"
    todo = "Выберите в настройках другой способ создания PDF, например «Встроенный», и повторите."
