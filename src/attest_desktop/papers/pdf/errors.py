"""What can go wrong while a PDF is made."""

from __future__ import annotations

from attest_desktop.domain.errors import EnvironmentFault


class PdfEngineError(EnvironmentFault):
    """An engine did not make the PDF; another one may."""

    title = "PDF не получился"
    todo = "Выберите в настройках другой способ создания PDF, например «Встроенный», и повторите."


class TornDocumentError(PdfEngineError):
    """Parts that the document refers to are not in it."""

    todo = "Откройте документ в Word или LibreOffice, сохраните заново и повторите."
