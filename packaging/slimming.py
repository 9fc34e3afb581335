"""What of the collected files the program never uses, and what the user's system must bring itself."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from pathlib import Path

Entry = tuple[str, str, str]

_TABLE = Path(__file__).resolve().parent / "linux" / "libraries.txt"

SYSTEM_LIBRARIES = frozenset(
    line.split()[0] for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")
)
"""Sonames that are taken from the user's system: they belong together with its drivers and themes."""

# Notes of pip about where it installed: they name folders of the machine that builds.
_PIPS = re.compile(r"\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json)$")
# Qt's parts for screens without windows, Qt Quick, TLS (the program talks by Python's ssl), SQL, GTK's dialogs.
_UNUSED = re.compile(
    r"""
      /(lib)?Qt6(Quick|Qml|Quick3D|VirtualKeyboard|Sql|Test|Designer|Help|EglFs\w*|Concurrent|Xml)[.\w]*\.(so|dll)
    | /plugins/(egldeviceintegrations|generic|networkinformation|platforminputcontexts/libqtvirtualkeyboard
               |qmltooling|sqldrivers|tls|wayland-graphics-integration-server)
    | /plugins/platforms/(lib)?q(eglfs|linuxfb|vnc|vkkhrdisplay|minimalegl|direct2d)
    | /plugins/platformthemes/libqgtk3
    | /plugins/imageformats/(lib)?q(pdf|tga|wbmp|icns)
    | opengl32sw\.dll$
    | /lib-dynload/(readline|_curses)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TRANSLATIONS = re.compile(r"/translations/(?!qtbase_ru\.qm$)[^/]+$")


# Half and more of these is a debugger's; other libraries of wheels are stripped already, or break by it.
STRIPPED = (
    "_internal/libpython*.so*",
    "_internal/sqlcipher3/_sqlite3*.so",
    "_internal/cryptography/hazmat/bindings/_rust*.so",
)
"""What of the made folder loses its symbols, as patterns (Linux)."""

_LIBRARY_FOLDERS = [
    f"{root}/lib{rest}"
    for root in ("", "/usr")
    for rest in ("", "64", f"/{sysconfig.get_config_var('MULTIARCH')}")
]
_SYSTEM = ("/usr/lib/", "/lib/", "/usr/lib64/", "/lib64/")


def slim(files: list[Entry]) -> list[Entry]:
    """The files that go in: each is (place in the folder, where it comes from, kind)."""
    wanted = [one for one in files if _is_used(one[0])]
    ours = [one for one in wanted if not _is_systems(one)]
    needed = _needed_by([one[1] for one in ours if "lib-dynload" in one[0] or "libpython" in one[0]])
    return [one for one in wanted if one in ours or Path(one[0]).name in needed]


def _is_used(inside: str) -> bool:
    place = "/" + inside.replace("\\", "/")
    unwanted = (_UNUSED, _TRANSLATIONS, _PIPS)
    return not (any(one.search(place) for one in unwanted) or place.endswith(".pyi"))


def _is_systems(entry: Entry) -> bool:
    """A shared library of the machine that builds, which came along because something links to it."""
    return entry[1].startswith(_SYSTEM) and ".so" in Path(entry[1]).name and "python" not in entry[1]


def _needed_by(files: list[str]) -> set[str]:
    """Sonames that Python's own modules link to, directly or through each other: those are taken along.

    Python's OpenSSL or libffi differ from one system to the next; what draws windows must be the user's own.
    """
    found: set[str] = set()
    while files:
        done = subprocess.run(["objdump", "-p", *files], check=True, capture_output=True, text=True)  # noqa: S603, S607
        fresh = set(re.findall(r"NEEDED\s+(\S+)", done.stdout)) - found - SYSTEM_LIBRARIES
        found |= fresh
        files = [
            str(path) for place in _LIBRARY_FOLDERS for name in fresh if (path := Path(place, name)).is_file()
        ]
    return found
