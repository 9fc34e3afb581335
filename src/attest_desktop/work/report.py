"""«Сообщить о проблеме»: what helps to find a trouble, in one text that the user reads before anybody else.

Nothing is sent from here. The journal holds no personal data by itself; what the program knows of people is looked
for all the same and replaced.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from attest_desktop import __version__
from attest_desktop.domain.profile import Profile
from attest_desktop.work.checkup import as_text
from attest_desktop.work.desk import Desk
from attest_desktop.work.doctor import Checkup
from attest_desktop.work.draft import SECOND_EXPERT
from attest_desktop.work.journal import FOLDER, NAME
from attest_desktop.work.people import people
from attest_desktop.work.refresh import kept_profile

LINES = 150
_LARGEST = 256 * 1024  # bytes read from the journal's end
_MOST_CRASHES = 5
# Shorter ones are parts of other words.
_SHORTEST = 4
HIDDEN = "(скрыто)"
ASK = (
    "Опишите, пожалуйста, что Вы делали и что случилось (без фамилий и других личных данных):\n\n\n"
    "Что ожидали увидеть:\n\n"
)
_CRASH = re.compile(r"^\S+ \S+ ERROR \S+: unexpected error\n(?:(?!\d{4}-\d\d-\d\d ).*\n?)+", re.MULTILINE)
# Those of these fields of the profile are no secret: lists that are the same for everybody.
_COMMON = frozenset({"organisation_type", "municipality", "position", "subjects"})


def report(
    desk: Desk, *, journals: Path | None, checkup: Checkup | None = None, further: Mapping[str, str] | None = None
) -> str:
    """The whole report; `journals` is the folder of data with the journal in it, `further` adds to the system."""
    parts = [ASK, "Программа и система\n" + "\n".join(_system(desk, further or {}))]
    parts.append("Проверка программы\n" + (as_text(checkup) if checkup is not None else "не делалась"))
    journal = _tail(journals / FOLDER / NAME) if journals is not None else ""
    crashes = _CRASH.findall(journal)[-_MOST_CRASHES:]
    if crashes:
        parts.append("Ошибки программы\n" + "\n".join(one.rstrip() for one in crashes))
    last = "\n".join(_CRASH.sub("", journal).splitlines()[-LINES:])
    parts.append("Последние записи журнала\n" + (last or "журнала нет"))
    return without(known_of(desk), "\n\n".join(parts)) + "\n"


def known_of(desk: Desk) -> frozenset[str]:
    """What of people, accounts and folders is known here and must not stand in a report."""
    found = set(_of_people(desk))
    found |= {desk.account.user_name, Path.home().name, str(Path.home())}
    return frozenset(one.strip() for one in found if len(one.strip()) >= _SHORTEST)


def without(personal: Iterable[str], text: str) -> str:
    """The text with each of these replaced, as a whole word, in any case of letters."""
    for one in sorted(personal, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
    return text


def _of_people(desk: Desk) -> Iterator[str]:
    names = []
    for person in people(desk):
        names.append(person.attestee.full_name)
        yield person.attestee.email
    profile = kept_profile(desk)
    if profile is not None:
        names.append(profile.full_name)
        yield from (str(getattr(profile, one.name)) for one in fields(Profile) if one.name not in _COMMON)
    second = desk.store.facts.get(SECOND_EXPERT, {}) or {}
    names.append(str(second.get("full_name", "")))
    for name in names:
        yield name
        yield from name.split()


def _system(desk: Desk, further: Mapping[str, str]) -> Iterator[str]:
    yield f"Версия: {__version__}{' (учебный режим)' if desk.practice else ''}"
    yield f"Система: {platform.platform()}"
    yield f"Python: {platform.python_version()}"
    for name, value in further.items():
        yield f"{name}: {value}"


def _tail(newest: Path) -> str:
    """The journal's last entries; while its newest file is young, those of the one before it as well."""
    text, cut = b"", False
    for file in (newest, newest.with_name(f"{newest.name}.1")):
        try:
            with file.open("rb") as stream:
                at = max(0, stream.seek(0, 2) - (_LARGEST - len(text)))
                stream.seek(at)
                text, cut = stream.read() + text, at > 0
        except OSError:
            break
    said = text.decode("utf-8", "replace").replace("\r\n", "\n")  # lines end so on Windows
    # The first line may have been cut in two.
    return said.partition("\n")[2] if cut else said
