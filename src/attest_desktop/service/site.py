"""What the client knows of the site: paths and labels, as data that the user may override."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attest_desktop import bundled
from attest_desktop.domain.errors import BadFileError

if TYPE_CHECKING:
    from attest_desktop.service.refusal import RefusedWords

_FILE = "site.toml"
_PLAIN = ("paths", "network", "program")  # sections of single texts; all others hold lists of spellings


@dataclass(frozen=True, slots=True)
class SiteDescription:
    """Paths and spellings of labels. `labels["columns"]["age"]` is a tuple; its first item is the label's name.

    `extra_ca` is a file of authorities (PEM) that are trusted besides those of the operating system. `updates` is
    the address that tells of new versions, `mail` where reports of troubles may be written to; empty: nowhere.
    """

    paths: Mapping[str, str]
    labels: Mapping[str, Mapping[str, tuple[str, ...]]]
    extra_ca: Path | None = None
    updates: str = ""
    mail: str = ""

    def words(self, section: str, key: str) -> tuple[str, ...]:
        """All spellings of one label."""
        return self.labels[section][key]

    def name(self, section: str, key: str) -> str:
        """The label as the program shows it in messages."""
        return self.labels[section][key][0]

    @property
    def refused(self) -> RefusedWords:
        """What may never be pressed."""
        # It looks at pages: who only wants an address or a label does without what reads them.
        from attest_desktop.service.refusal import refused_words

        return refused_words(self.words("refused", "controls"))


def _bad(path: Path, why: str) -> BadFileError:
    return BadFileError(
        f"Описание сайта «{path.name}» не прочитано: {why}.",
        "Исправьте этот файл или уберите его: тогда программа возьмёт описание из своей поставки.",
    )


def _read(path: Path) -> dict[str, Any]:
    import tomllib  # not at the start: the window is shown without asking the description

    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"at line (\d+)", str(fault))
        raise _bad(path, f"ошибка в записи, строка {line.group(1)}" if line else "файл оборван") from fault
    except UnicodeDecodeError as fault:
        line_number = fault.object[: fault.start].count(b"\n") + 1
        raise _bad(path, f"текст не в кодировке UTF-8, строка {line_number}") from fault
    except OSError as fault:
        raise _bad(path, "файл не открывается") from fault
    except (ValueError, RecursionError) as fault:
        # Numbers of thousands of digits, and lists within lists without end.
        raise _bad(path, "запись в нём слишком запутана") from fault


def _merged(base: dict[str, Any], over: dict[str, Any], path: Path) -> dict[str, Any]:
    result = {section: dict(values) for section, values in base.items()}
    for section, values in over.items():
        if section not in base or not isinstance(values, dict):
            raise _bad(path, f"неизвестный раздел «{section}»{_line(path, section)}")
        for key, value in values.items():
            if key not in base[section]:
                raise _bad(path, f"неизвестное название «{section}.{key}»{_line(path, section, key)}")
            if section in _PLAIN:
                good = isinstance(value, str)
            else:
                good = isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)
            if not good:
                wanted = "текст в кавычках" if section in _PLAIN else "список слов в кавычках"
                raise _bad(path, f"у «{section}.{key}» ожидается {wanted}{_line(path, section, key)}")
            # What is refused can be added to, never taken away.
            result[section][key] = [*base[section][key], *value] if section == "refused" else value
    return result


def _line(path: Path, section: str, key: str = "") -> str:
    """Where the file says it, as far as that can be told without its grammar."""
    current = ""
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        heading = re.match(r"\s*\[\s*['\"]?([^\]'\"]+?)['\"]?\s*\]", line)
        if heading:
            current = heading.group(1)
        named = re.match(r"\s*['\"]?([^='\"\s]+)['\"]?\s*=", line)
        here = current == section if not key else current == section and named is not None and named[1] == key
        if here or (not key and named is not None and not current and named[1].split(".")[0] == section):
            return f", строка {number}"
    return ""


def load_site(user_file: Path | None = None) -> SiteDescription:
    """The site description that ships with the program, with the user's own file laid over it.

    Raises BadFileError when the user's file is not understood.
    """
    data = _read(bundled.path(_FILE))
    if user_file is not None and user_file.exists():
        data = _merged(data, _read(user_file), user_file)
    paths = {key: str(value) for key, value in data.pop("paths").items()}
    named = data.pop("network")["extra_ca"]
    # A path as people write it in a file: beside that file.
    extra_ca = (
        (user_file.parent if user_file is not None else Path()) / Path(named).expanduser() if named else None
    )
    program = data.pop("program")
    labels = {
        section: MappingProxyType({key: tuple(spellings) for key, spellings in values.items()})
        for section, values in data.items()
    }
    return SiteDescription(
        MappingProxyType(paths), MappingProxyType(labels), extra_ca, program["updates"], program["mail"]
    )
