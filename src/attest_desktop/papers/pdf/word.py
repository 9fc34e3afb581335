"""Microsoft Word, asked over COM. Windows only; written to the published object model and not run elsewhere.

Cancelling takes effect before and after Word works, not while it does.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from attest_desktop.domain.progress import Cancelled, Progress, stop_if
from attest_desktop.papers.pdf.engines import EngineName, Raw
from attest_desktop.papers.pdf.errors import PdfEngineError

# Values of Word's own enumerations.
_FORCE_DISABLE_MACROS = 3
_NO_ALERTS = 0
_AS_PDF = 17
_FOR_PRINT = 0
_NO_BOOKMARKS = 0
_DO_NOT_SAVE = 0


class WordEngine:
    """A private, hidden Word that opens the document read-only and exports it."""

    name = EngineName.WORD

    def is_available(self) -> bool:
        """Whether Word is registered on this computer."""
        return _is_registered()

    def convert(self, docx: bytes, progress: Progress, cancelled: Cancelled) -> Raw:
        """The PDF that Word exports, as PDF/A."""
        stop_if(cancelled)
        progress("Открываю документ в Word…", 0.1)
        # Word keeps a handle for a moment after it quits: what cannot be deleted then is left to the system.
        with tempfile.TemporaryDirectory(prefix="attest-desktop-", ignore_cleanup_errors=True) as folder:
            source, target = Path(folder, "document.docx"), Path(folder, "document.pdf")
            source.write_bytes(docx)
            _export(source, target)
            stop_if(cancelled)
            if not target.is_file():
                raise PdfEngineError("Word не создал файл PDF.")
            return Raw(target.read_bytes())


if sys.platform == "win32":
    import winreg

    import pythoncom
    import pywintypes
    import win32com.client

    def _is_registered() -> bool:
        try:
            winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, r"Word.Application\CLSID"))
        except OSError:
            return False
        return True

    def _export(source: Path, target: Path) -> None:
        pythoncom.CoInitialize()
        try:
            # DispatchEx starts a Word of our own: the user's open documents are never touched.
            word = win32com.client.DispatchEx("Word.Application")
            try:
                word.Visible = False
                word.DisplayAlerts = _NO_ALERTS
                word.AutomationSecurity = _FORCE_DISABLE_MACROS
                document = word.Documents.Open(
                    str(source), ConfirmConversions=False, ReadOnly=True, AddToRecentFiles=False, Visible=False
                )
                document.ExportAsFixedFormat(
                    OutputFileName=str(target),
                    ExportFormat=_AS_PDF,
                    OpenAfterExport=False,
                    OptimizeFor=_FOR_PRINT,
                    IncludeDocProps=True,
                    KeepIRM=False,
                    CreateBookmarks=_NO_BOOKMARKS,
                    DocStructureTags=True,
                    BitmapMissingFonts=True,
                    UseISO19005_1=True,
                )
                document.Close(_DO_NOT_SAVE)
            finally:
                word.Quit(_DO_NOT_SAVE)
        except pywintypes.com_error as error:
            raise PdfEngineError("Word не смог сохранить документ как PDF.") from error
        finally:
            pythoncom.CoUninitialize()

else:

    def _is_registered() -> bool:
        return False

    def _export(_source: Path, _target: Path) -> None:
        raise PdfEngineError("Microsoft Word есть только в Windows.")
