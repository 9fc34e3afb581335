"""A .deb and an .rpm of the frozen folder.

    python packaging/linux/make_packages.py BUILD DIST

What the packages ask of the system is read from the folder's own files (needs.py), not written by hand.
"""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent)]
from freeze import NAME, ORDERLY, version  # noqa: E402 - found by the line above
from needs import Needs, needs_of  # noqa: E402 - the same

DESCRIPTION = """Рабочее место специалиста по аттестации
Программа для специалистов, которые проводят всесторонний анализ
профессиональной деятельности педагогических работников Томской области:
таблица аттестуемых, заполнение шаблона заключения, PDF, подписи,
отправка с проверкой."""
RELEASE = "1"
HOME = f"/usr/lib/{NAME}"
METAINFO = HERE / f"{NAME}.metainfo.xml"
# They tell the desktop, when the package comes and goes, which files the program opens.
FILE_KINDS = ("shared-mime-info", "desktop-file-utils")
# A library that is asked for by name, as RPM systems of all families provide it.
_RPM_LIBRARY = "{}()(64bit)"


def settings(build: Path, needs: Needs) -> dict[str, Any]:
    """The configuration of nfpm; JSON is YAML."""
    needed = [one for one in needs.libraries if one.level == "need"]
    wanted = [one for one in needs.libraries if one.level == "want"]
    return {
        "name": NAME,
        "arch": "amd64",
        "platform": "linux",
        "version": version(),
        "release": RELEASE,
        "section": "education",
        "priority": "optional",
        "maintainer": "The attest_desktop authors <attest-desktop@example.org>",
        "description": DESCRIPTION,
        "license": "MIT",
        "umask": 0o022,
        "mtime": _moment().isoformat(),
        "contents": _contents(build),
        "overrides": {
            "deb": {
                "depends": [f"libc6 (>= {needs.glibc})", *_debs(needed)],
                "recommends": [
                    *_debs(wanted),
                    *FILE_KINDS,
                    "xdg-utils",
                    "gnome-keyring | kwalletmanager | keepassxc",
                ],
                "suggests": ["libreoffice-writer"],
            },
            "rpm": {
                "depends": [
                    f"libc.so.6(GLIBC_{needs.glibc})(64bit)",
                    *(_RPM_LIBRARY.format(one.soname) for one in needed),
                ],
                "recommends": [*(_RPM_LIBRARY.format(one.soname) for one in wanted), *FILE_KINDS, "xdg-utils"],
                "suggests": ["libreoffice-writer"],
            },
        },
        "deb": {"compression": "zstd"},
        "rpm": {
            "compression": "zstd",
            "group": "Applications/Education",
            "summary": DESCRIPTION.splitlines()[0],
        },
    }


def make(build: Path, dist: Path) -> list[Path]:
    """Both packages in `dist`; returns them."""
    needs = needs_of(build / "dist" / NAME)
    if needs.strangers:
        raise SystemExit(f"neither inside nor in libraries.txt: {needs.strangers}")
    _set_times(build / "dist" / NAME)
    print(f"{needs.files} ELF files; glibc {needs.glibc} ({needs.glibc_asked_by}), GLIBCXX {needs.glibcxx}")
    _write_metainfo(build)
    # Copies: nfpm must not meet a file that somebody is just writing.
    shutil.copyfile(ROOT / "LICENSE", build / "copyright")
    shutil.copyfile(ROOT / "CHANGELOG.md", build / "CHANGELOG.md")
    config = build / "nfpm.yaml"
    config.write_text(json.dumps(settings(build, needs), ensure_ascii=False, indent=1), "utf-8")
    nfpm = Path(sys.executable).with_name("nfpm")
    dist.mkdir(parents=True, exist_ok=True)
    made = [dist / f"{NAME}_{version()}-{RELEASE}_amd64.deb", dist / f"{NAME}-{version()}-{RELEASE}.x86_64.rpm"]
    for path in made:
        line = [
            str(nfpm),
            "package",
            "--config",
            str(config),
            "--packager",
            path.suffix[1:],
            "--target",
            str(path),
        ]
        subprocess.run(line, check=True, cwd=ROOT, env={**ORDERLY, **os.environ})  # noqa: S603
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    return made


def _contents(build: Path) -> list[dict[str, Any]]:
    share = "/usr/share"
    icons = f"{share}/icons/hicolor"
    rows: list[dict[str, Any]] = [
        {"src": f"{build}/dist/{NAME}/", "dst": HOME, "type": "tree"},
        {"src": f"{HOME}/{NAME}", "dst": f"/usr/bin/{NAME}", "type": "symlink"},
        {"src": f"{HERE}/{NAME}.desktop", "dst": f"{share}/applications/{NAME}.desktop"},
        {"src": f"{HERE}/zz-{NAME}-word.desktop", "dst": f"{share}/applications/zz-{NAME}-word.desktop"},
        {"src": f"{HERE}/{NAME}.xml", "dst": f"{share}/mime/packages/{NAME}.xml"},
        {"src": f"{build}/{METAINFO.name}", "dst": f"{share}/metainfo/{_id()}.metainfo.xml"},
        {"src": f"{ROOT}/resources/icons/app.svg", "dst": f"{icons}/scalable/apps/{NAME}.svg"},
        # rpm removes the folders that a package calls its own.
        {"dst": f"{share}/doc/{NAME}", "type": "dir"},
        {"src": f"{build}/copyright", "dst": f"{share}/doc/{NAME}/copyright"},
        {"src": f"{build}/CHANGELOG.md", "dst": f"{share}/doc/{NAME}/CHANGELOG.md"},
    ]
    for png in sorted((build / "icons").glob("*.png")):
        rows.append({"src": str(png), "dst": f"{icons}/{png.stem}x{png.stem}/apps/{NAME}.png"})
    for row in rows:
        if row.get("type") is None:
            row["file_info"] = {"mode": 0o644}
    return rows


def _debs(libraries: list[Any]) -> list[str]:
    return sorted({" | ".join(one.debs) for one in libraries})


def _moment() -> datetime.datetime:
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", ORDERLY["SOURCE_DATE_EPOCH"]))
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def _set_times(folder: Path) -> None:
    """Files of a tree keep their own times in nfpm's packages: without this no two builds are alike."""
    seconds = _moment().timestamp()
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (seconds, seconds), follow_symlinks=False)


def _write_metainfo(build: Path) -> None:
    text = METAINFO.read_text("utf-8")
    text = text.replace("@VERSION@", version()).replace("@DATE@", _moment().date().isoformat())
    (build / METAINFO.name).write_text(text, "utf-8")


def _id() -> str:
    """What AppStream calls the program; its file must be called so, too."""
    found = ElementTree.parse(METAINFO).findtext("id")  # noqa: S314 - a file of the project's own
    if not found:
        raise SystemExit(f"no id in {METAINFO}")
    return found


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    if shutil.which("objdump") is None:
        raise SystemExit("objdump is missing: apt-get install binutils")
    make(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
