"""«Проверка»: can the main job be done here, and what of the cabinet's pages is recognised. Nothing is changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from attest_desktop import bundled
from attest_desktop.domain.errors import AttestError, NotFoundError
from attest_desktop.domain.progress import Cancelled, Progress, never, silent
from attest_desktop.papers.pdf import ENGINE_TITLES, available_engines
from attest_desktop.papers.russian import FILE_NAME as DECLENSION
from attest_desktop.service import CertificateError, Looker, Walked, make_capture
from attest_desktop.service.walk import looks_like_a_gateway
from attest_desktop.store import Account, KeyringState, PassphraseNeededError, Secrets, Store
from attest_desktop.work.declension import declension_in
from attest_desktop.work.saving import write_file
from attest_desktop.work.site import FILE_NAME, SiteChoice, site_in

_FACES = tuple(
    f"{family}-{face}.ttf"
    for family in ("LiberationSerif", "LiberationSans", "Carlito")
    for face in ("Regular", "Bold", "Italic", "BoldItalic")
)
_FONT_STARTS = (b"\x00\x01\x00\x00", b"true", b"OTTO")
COMPUTER, LINE = "Этот компьютер", "Связь с сервисом"
STORE = "данные программы"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the check. `ok` is None where nothing depends on it, or where it could not be looked at.

    `needed` ones must be true for the main job; `confidence` is 0 to 1 where words of a page were compared.
    """

    area: str
    what: str
    ok: bool | None
    detail: str
    confidence: float | None = None
    needed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Checkup:
    """All lines, and the walk over the pages that they come from."""

    checks: tuple[Check, ...]
    walked: Walked
    choice: SiteChoice

    @property
    def ok(self) -> bool:
        """Whether the main job can be done: signed in, and nothing needed is missing."""
        return bool(self.walked.signed_in) and not self.hindrances

    @property
    def hindrances(self) -> tuple[Check, ...]:
        """What is in the way of the main job."""
        return tuple(one for one in self.checks if one.needed and one.ok is False)

    @property
    def verdict(self) -> str:
        """The whole in one line."""
        missed = sum(one.ok is False and not one.needed for one in self.checks)
        if self.hindrances:
            first = self.hindrances[0]
            more = f" Всего помех: {len(self.hindrances)}." if len(self.hindrances) > 1 else ""
            return f"Работать не получится. {first.area}: {first.what} — {first.detail}.{more}".replace("..", ".")
        if not self.walked.signed_in:
            return "Проверено не всё: страницы после входа не смотрели. Укажите --account и пароль и повторите."
        if missed:
            return f"Работать можно: всё необходимое узнано. Не узнано из необязательного: {missed}."
        return "Работать можно: всё узнано."


def examine_all(
    server: str,
    *,
    data_dir: Path,
    secrets: Secrets,
    account: Account | None = None,
    password: str = "",
    passphrase: str | None = None,
    opened: Store | None = None,
    practice_only: bool = False,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Checkup:
    """Check this computer, then walk over the pages; with an account and its password, all of them.

    `opened` is the account's store where the caller has it open; `practice_only` is for the training.
    Raises WrongAddressError, and BadFileError when the file of authorities that site.toml names cannot be read;
    whatever else is wrong becomes a line.
    """
    choice = site_in(data_dir)
    with closing(Looker(server, site=choice.site, practice_only=practice_only)) as looker:
        checks = list(_computer(data_dir, secrets, account, passphrase, choice, opened))
        name = account.user_name if account is not None else ""
        walked = looker.walk(name, password if name else "", progress=progress, cancelled=cancelled)
    checks += _line(walked, choice.site.extra_ca)
    if walked.signed_in is None and not _out_of_reach(walked):
        what = "страницы после входа"
        checks.append(Check(LINE, what, None, "не смотрели: имени или пароля под рукой нет"))
    checks += [
        Check(one.page, one.what, one.ok, one.detail.rstrip("."), one.confidence, one.needed)
        for one in walked.findings
    ]
    return Checkup(tuple(checks), walked, choice)


def save_capture(checkup: Checkup, file: Path, *, user_name: str = "", password: str = "") -> dict[str, int]:
    """Write the pages with personal data replaced; how much of what was replaced.

    Raises CaptureRefusedError when anything personal was left, NotFoundError without a page, DiskFaultError.
    """
    if not checkup.walked.pages:
        raise NotFoundError(
            "Ни одной страницы сервиса не получено: сохранять нечего.", "Повторите, когда есть связь."
        )
    made = make_capture(checkup.walked, checkup.choice.site, user_name=user_name, password=password)
    write_file(file, made.content)
    return dict(made.replaced)


# --- this computer ---

_KEYRING = {
    KeyringState.AVAILABLE: "доступно",
    KeyringState.ABSENT: "в системе нет; данные защищает секретная фраза, пароль вводится при каждом входе",
    KeyringState.LOCKED: "заперто: при обращении система спросит его пароль",
    KeyringState.REFUSED: "есть, но отвечает отказом",
}


def _computer(
    data_dir: Path,
    secrets: Secrets,
    account: Account | None,
    passphrase: str | None,
    choice: SiteChoice,
    opened: Store | None,
) -> Iterator[Check]:
    state = secrets.state()
    usable = True if state is KeyringState.AVAILABLE else None if state is KeyringState.ABSENT else False
    yield Check(COMPUTER, "хранилище паролей", usable, _KEYRING[state])
    yield _sound(opened.check()) if opened is not None else _store(data_dir, secrets, account, passphrase)
    engines = available_engines()
    names = ", ".join(ENGINE_TITLES[one] for one in engines)
    yield Check(COMPUTER, "создание PDF", bool(engines), names or "ни одного способа", needed=True)
    yield _fonts()
    if choice.problem:
        yield Check(COMPUTER, f"описание сайта {FILE_NAME}", False, choice.problem.rstrip("."))
    else:
        said = f"своё, файл {FILE_NAME} рядом с данными" if choice.own else "из поставки программы"
        yield Check(COMPUTER, "описание сайта", True, said)
    declension = declension_in(data_dir)
    if declension.problem or declension.own:
        said = declension.problem.rstrip(".") or "свой файл рядом с данными"
        yield Check(COMPUTER, f"склонения {DECLENSION}", not declension.problem, said)


def _store(data_dir: Path, secrets: Secrets, account: Account | None, passphrase: str | None) -> Check:
    what = STORE
    if account is None or not Store.exists(data_dir, account):
        place = next(one for one in (data_dir, *data_dir.parents) if one.exists())
        writable = os.access(place, os.W_OK) and place.is_dir()
        said = "ещё не созданы: появятся при первом входе" if writable else "в эту папку нельзя писать"
        return Check(COMPUTER, what, writable or False, said, needed=not writable)
    try:
        with Store.open(data_dir, account, secrets, passphrase=passphrase, create=False) as store:
            faults = store.check()
    except PassphraseNeededError:
        return Check(COMPUTER, what, None, "закрыты кодовой фразой, она не указана: не проверены")
    except AttestError as fault:
        return Check(COMPUTER, what, False, fault.what.rstrip("."), needed=True)
    return _sound(faults)


def _sound(faults: Sequence[str]) -> Check:
    said = f"повреждены, найдено ошибок: {len(faults)}" if faults else "открываются, файл цел"
    return Check(COMPUTER, STORE, not faults, said, needed=True)


def _fonts() -> Check:
    bad = [name for name in _FACES if not _is_font(name)]
    said = f"нет или повреждены: {', '.join(bad)}" if bad else f"на месте, начертаний: {len(_FACES)}"
    return Check(COMPUTER, "шрифты документов", not bad, said)


def _is_font(name: str) -> bool:
    try:
        content = bundled.path("fonts", name).read_bytes()
    except OSError:
        return False
    tables = int.from_bytes(content[4:6], "big")
    places = (content[12 + 16 * number : 28 + 16 * number] for number in range(tables))
    # Every table the file promises lies within it.
    ends = (int.from_bytes(one[8:12], "big") + int.from_bytes(one[12:16], "big") for one in places)
    return content.startswith(_FONT_STARTS) and tables > 0 and all(end <= len(content) for end in ends)


# --- the way to the service ---


def _out_of_reach(walked: Walked) -> bool:
    return not walked.pages


def _line(walked: Walked, extra_ca: Path | None) -> Iterator[Check]:
    server = urlsplit(walked.server)
    first = next((one.fault for one in walked.troubles if one.key == "sign_in"), None)
    reached = bool(walked.pages) or isinstance(first, CertificateError) or (first and looks_like_a_gateway(first))
    yield Check(
        LINE,
        f"адрес {server.hostname}",
        bool(reached),
        "отвечает" if reached else _words(first),
        needed=True,
    )
    if not reached:
        return
    if isinstance(first, CertificateError):
        yield Check(LINE, "сертификат", False, _words(first), needed=True)
        return
    if server.scheme == "https":
        trusted = "проверен по хранилищу доверенных сертификатов системы"
        if extra_ca is not None:
            # Which of the two it was cannot be told: both are trusted alike.
            trusted += f" и по файлу «{extra_ca.name}»"
        yield Check(LINE, "сертификат", True, trusted, needed=True)
    else:
        yield Check(LINE, "защита соединения", None, "адрес начинается с http://: соединение не защищено")
    if first is not None and looks_like_a_gateway(first):
        yield Check(LINE, "отвечает именно сервис", False, _words(first), needed=True)
    else:
        yield Check(LINE, "отвечает именно сервис", True, "посторонней страницы входа в сеть нет")


def _words(fault: AttestError | None) -> str:
    return f"{fault.what} {fault.todo}".strip().rstrip(".") if fault is not None else "не отвечает"
