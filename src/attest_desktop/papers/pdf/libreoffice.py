"""LibreOffice without a window: its own profile, one conversion at a time, never longer than allowed."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attest_desktop import bundled
from attest_desktop.domain.errors import CancelledError
from attest_desktop.domain.progress import Cancelled, Progress, stop_if
from attest_desktop.papers.pdf.engines import EngineName, Raw
from attest_desktop.papers.pdf.errors import PdfEngineError
from attest_desktop.papers.pdf.finishing import escaped
from attest_desktop.papers.pdf.typefaces import NEAR, SAME_WIDTHS

_log = logging.getLogger(__name__)
_LONGEST = 180.0
_LOOK_EVERY = 0.1
_WORK = "attest-desktop-work-"
_FONTS = "fonts.conf"
_STALE = 3600.0  # no conversion lasts an hour
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_WINDOWS_FOLDERS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
# PDF/A-2b with a structure tree. Pictures stay as they are in the document.
_FILTER = "pdf:writer_pdf_Export:" + json.dumps(
    {
        "SelectPdfVersion": {"type": "long", "value": "2"},
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
        "ExportBookmarks": {"type": "boolean", "value": "false"},
        "UseLosslessCompression": {"type": "boolean", "value": "true"},
    },
    separators=(",", ":"),
)
# No macros, no active content, no links followed, no updates looked for; and were something to ask the network
# nevertheless, it would be sent to a proxy that is not there.
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
     "AutoCheckEnabled", "false"),
)  # fmt: skip
_FORMULA = re.compile(rb"<(?:\w+:)?oMath[\s/>]")
_NO_MATH = (
    "В LibreOffice на этом компьютере нет части Math: формулы документа пропали бы из PDF без следа.",
    "Установите LibreOffice Math или выберите в настройках способ «Встроенный», и повторите.",
)
_queue = threading.Lock()


def find_soffice() -> Path | None:
    """Where LibreOffice is installed, or None."""
    if sys.platform == "win32":
        folders = [os.environ[name] for name in _WINDOWS_FOLDERS if name in os.environ]
        # The .com one waits until the work is done, the .exe one may return at once.
        candidates = [
            Path(folder, "LibreOffice", "program", name)
            for folder in folders
            for name in ("soffice.com", "soffice.exe")
        ]
    else:
        found = (shutil.which(name) for name in _NAMES)
        candidates = [Path(path) for path in (*found, *_PLACES) if path]
        candidates += sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
    return next((path for path in candidates if path.is_file()), None)


def loses_formulas(program: Path, docx: bytes) -> bool:
    """Whether the document has formulas, and the LibreOffice of this program lacks the part that draws them."""
    home = program.resolve().parent
    folders = [folder for folder in (home, home.parent / "Frameworks") if folder.is_dir()]
    # Writer's library lies beside that of Math; where it is not found, nothing is known.
    if not any(any(folder.glob("*swlo.*")) for folder in folders):
        return False
    if any(any(folder.glob("*smlo.*")) for folder in folders):
        return False
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = [name for name in archive.namelist() if name.endswith(".xml")]
        return any(_FORMULA.search(archive.read(name)) for name in parts)


def _sweep(ours: Path) -> None:
    """Remove what a killed program left: a document must not lie in the clear longer than it takes to convert."""
    for left in ours.parent.glob(f"{_WORK}*"):
        try:
            if left != ours and time.time() - left.stat().st_mtime > _STALE:
                shutil.rmtree(left, ignore_errors=True)
        except OSError:
            continue  # removed by another window meanwhile


class _Profile:
    """A profile of our own, made once a run and thrown away at its end; the user's is never touched."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def path(self) -> Path:
        """The profile's folder, made if need be."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="attest-desktop-office-", ignore_cleanup_errors=True)
            settings = Path(self._folder.name, "user", "registrymodifications.xcu")
            settings.parent.mkdir()
            settings.write_text(_registry(), "utf-8")
            Path(self._folder.name, _FONTS).write_text(_fonts(), "utf-8")
        return Path(self._folder.name)

    def discard(self) -> None:
        """Forget a profile that a killed LibreOffice may have left half-written."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


_profile = _Profile()


def _fonts() -> str:
    """What fontconfig finds: the system's faces and ours, so that Cyrillic in Times' widths is always there."""
    systems = os.environ.get("FONTCONFIG_FILE") or "/etc/fonts/fonts.conf"
    aliases = "".join(
        f"<alias binding='same'><family>{asked}</family><accept><family>{given}</family></accept></alias>"
        for table in (SAME_WIDTHS, NEAR)
        for asked, given in table.items()
    )
    return (
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
        f"<include ignore_missing='yes'>{escaped(systems)}</include>"
        f"<dir>{escaped(str(bundled.path('fonts')))}</dir>{aliases}</fontconfig>"
    )


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{items}</oor:items>\n"
    )


class LibreOfficeEngine:
    """LibreOffice Writer; `longest` is how many seconds one conversion may take."""

    name = EngineName.LIBREOFFICE

    def __init__(self, soffice: Path | None = None, longest: float = _LONGEST) -> None:
        self._soffice = soffice
        self._longest = longest

    def is_available(self) -> bool:
        """Whether LibreOffice is installed."""
        return self._program() is not None

    def _program(self) -> Path | None:
        return self._soffice or find_soffice()

    def convert(self, docx: bytes, progress: Progress, cancelled: Cancelled) -> Raw:
        """The PDF that LibreOffice exports, as PDF/A-2b with tags."""
        program = self._program()
        if program is None:
            raise PdfEngineError("LibreOffice на этом компьютере не найден.")
        if loses_formulas(program, docx):
            raise PdfEngineError(*_NO_MATH)
        progress("Ждём LibreOffice…", 0.0)
        with _turn(cancelled), tempfile.TemporaryDirectory(prefix=_WORK, ignore_cleanup_errors=True) as folder:
            _sweep(Path(folder))
            source, target = Path(folder, "document.docx"), Path(folder, "document.pdf")
            source.write_bytes(docx)
            progress("LibreOffice создаёт PDF…", 0.2)
            started = time.monotonic()
            self._run([*_command(program), "--outdir", folder, str(source)], folder, cancelled)
            if not target.is_file():
                raise PdfEngineError("LibreOffice не создал файл PDF.")
            _log.info("converted by LibreOffice in %.1f s", time.monotonic() - started)
            return Raw(target.read_bytes())

    def _run(self, command: list[str], folder: str, cancelled: Cancelled) -> None:
        """Run to the end, until cancelled, or until the time is over; in no case does a process stay behind."""
        try:
            process = subprocess.Popen(  # noqa: S603  # a program found in its standard places, no shell
                command,
                cwd=folder,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise PdfEngineError("LibreOffice не запускается.") from error
        finished = False
        try:
            finished = _wait(process, time.monotonic() + self._longest, cancelled)
        finally:
            _kill_tree(process)
            if not finished:
                _profile.discard()
        if process.returncode:
            _log.warning("LibreOffice ended with code %d", process.returncode)


@contextmanager
def _turn(cancelled: Cancelled) -> Iterator[None]:
    """One conversion at a time: two LibreOffices on one profile hand their work to each other."""
    while not _queue.acquire(timeout=_LOOK_EVERY):
        stop_if(cancelled)
    try:
        yield
    finally:
        _queue.release()


def _command(program: Path) -> list[str]:
    return [
        str(program),
        f"-env:UserInstallation={_profile.path().as_uri()}",
        "--headless",
        "--invisible",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nofirststartwizard",
        "--nolockcheck",
        "--convert-to",
        _FILTER,
    ]


def _environment() -> dict[str, str]:
    """The environment without what belongs to its own libraries."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "PYTHON"))}
    if getattr(sys, "frozen", False):
        # A packed program points the loader at its own libraries; LibreOffice needs the system's.
        original = kept.pop("LD_LIBRARY_PATH_ORIG", "")
        kept.pop("LD_LIBRARY_PATH", None)
        if original:
            kept["LD_LIBRARY_PATH"] = original
    if sys.platform.startswith("linux"):
        kept["FONTCONFIG_FILE"] = str(_profile.path() / _FONTS)
    return kept


def _wait(process: subprocess.Popen[bytes], deadline: float, cancelled: Cancelled) -> bool:
    while True:
        try:
            process.wait(timeout=_LOOK_EVERY)
        except subprocess.TimeoutExpired:
            if cancelled():
                raise CancelledError from None
            if time.monotonic() > deadline:
                raise PdfEngineError("LibreOffice слишком долго создавал PDF и был остановлен.") from None
        else:
            return True


def _kill_tree(process: subprocess.Popen[bytes]) -> None:
    """End the process and all it started, and wait until it is gone."""
    if sys.platform == "win32":
        if process.poll() is None:
            system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
            command = [str(system), "/PID", str(process.pid), "/T", "/F"]
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603  # the system's own program
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            _log.debug("LibreOffice has ended by itself")
    process.wait()
