"""«Проверить программу» from the open window: the check in words, each trouble with what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from attest_desktop.domain.progress import Cancelled, Progress, never, silent
from attest_desktop.work.desk import Desk, default_data_dir
from attest_desktop.work.doctor import COMPUTER, LINE, STORE, Check, Checkup, examine_all, save_capture

SIGN_IN = "Проверено не всё: страницы после входа не смотрели. Войдите в личный кабинет и проверьте ещё раз."
KEYRING = "Так работать можно. Запишите код восстановления: «Настройки», раздел «Защита данных»."
_TODO = {
    STORE: "Сделайте резервную копию в «Настройках», закройте программу и откройте снова: она предложит вернуть "
    "данные из своей копии.",
    "создание PDF": "Установите программу заново: не хватает её собственных файлов.",
    "шрифты документов": "Установите программу заново: не хватает её собственных файлов.",
}
OWN_FILE = "Исправьте этот файл или уберите его из папки данных."
NET = "Проверьте интернет и адрес сервиса. Писать и подписывать можно и без связи."
CERTIFICATE = (
    "Проверьте дату и время на компьютере. Если они верны, покажите эту строку тому, кто настраивает сеть."
)
PAGE = "Если список или отправка не работают, откройте эту страницу в браузере и сообщите о проблеме."


class Result(Enum):
    """How a line of the check came out; the value is the word for it."""

    OK = "в порядке"
    ATTENTION = "внимание"
    FAILED = "не работает"
    NOTED = "к сведению"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the check as the user reads it; `todo` is empty where nothing is to be done."""

    area: str
    what: str
    result: Result
    said: str
    todo: str = ""


def check_here(desk: Desk, *, progress: Progress = silent, cancelled: Cancelled = never) -> Checkup:
    """Check this computer and the pages for the open desk; those behind the sign-in if it is signed in.

    Nothing is changed. Raises as `examine_all`.
    """
    return examine_all(
        desk.account.server,
        data_dir=desk.data_dir or default_data_dir(),
        secrets=desk.secrets,
        account=desk.account,
        # Not signed in, it may have been refused: a second wrong password brings a lock-out nearer.
        password=(desk.known_password() or "") if desk.signed_in else "",
        opened=desk.store,
        practice_only=desk.practice,
        progress=progress,
        cancelled=cancelled,
    )


def keep_capture(desk: Desk, checkup: Checkup, file: Path) -> dict[str, int]:
    """Write the pages that were seen without personal data. Raises as `save_capture`."""
    return save_capture(checkup, file, user_name=desk.account.user_name, password=desk.known_password() or "")


def verdict(checkup: Checkup) -> str:
    """The whole in one line, for who sits before the window."""
    if not checkup.hindrances and not checkup.walked.signed_in:
        return SIGN_IN
    return checkup.verdict


def rows(checkup: Checkup) -> tuple[Row, ...]:
    """Every line; what is of one area stays together."""
    return tuple(_row(one) for one in checkup.checks)


def as_text(checkup: Checkup) -> str:
    """The same as plain text, to be copied."""
    return "\n".join(_lines(checkup))


def _lines(checkup: Checkup) -> Iterator[str]:
    yield verdict(checkup)
    area = ""
    for one in rows(checkup):
        if one.area != area:
            area = one.area
            yield f"\n{area}"
        yield f"- {one.what} — {one.result.value}: {one.said}".rstrip(" .:") + "."
        if one.todo:
            yield f"  {one.todo}"


def _row(one: Check) -> Row:
    result = (
        Result.OK
        if one.ok
        else Result.NOTED
        if one.ok is None
        else Result.FAILED
        if one.needed
        else Result.ATTENTION
    )
    return Row(one.area, one.what, result, one.detail, "" if one.ok else _todo(one))


def _todo(one: Check) -> str:
    if one.what == "хранилище паролей":
        return KEYRING
    if one.ok is None:
        return ""
    if one.what in _TODO:
        return _TODO[one.what]
    if one.area == COMPUTER:
        return OWN_FILE
    if one.area == LINE:
        return CERTIFICATE if one.what == "сертификат" else NET
    return PAGE
