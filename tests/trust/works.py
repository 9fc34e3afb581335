"""What the children of the kill harness do: real work, each step told over a pipe once it is accepted.

A child is forked, says «ready», waits for one word, works, and may be killed at any moment.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from keyring.backends import fail

from attest_desktop.domain.errors import AttestError
from attest_desktop.domain.record import Lesson, Result
from attest_desktop.papers.pdf import EngineName
from attest_desktop.practice import SAMPLE_ACCOUNT
from attest_desktop.store import Account, Secrets, Store
from attest_desktop.work import refresh as refreshing
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, open_draft, save_draft
from attest_desktop.work.finish import finish
from attest_desktop.work.people import people
from attest_desktop.work.saving import write_file
from attest_desktop.work.send import enqueue, send_due
from attest_desktop.work.sign_in import open_offline
from tests.store.conftest import ACCOUNT, made
from tests.store.conftest import PASSPHRASE as KEPT_PASSPHRASE
from tests.support.training import CHEAP

PASSPHRASE = "кодовая фраза для проверок"
BACKUP_WORD = "слово для копии"
DATA = "data"
OLD_BACKUP = "старая копия.attest"
NEW_BACKUP = "копия.attest"
EXPORTED = "Заключение.pdf"
PAGE = b"%PDF-1.7 " + bytes(200_000)

_SET_PTRACER, _ANY = 0x59616D61, ctypes.c_ulong(-1)


@dataclass(frozen=True, slots=True)
class Refused:
    """An error that the user would be told."""

    kind: str
    what: str
    todo: str


Tell = Callable[[object], None]
Work = Callable[[Tell, Path, str], None]


def no_keyring() -> Secrets:
    return Secrets(made(fail.Keyring))


def desk_in(folder: Path, server: str) -> Desk:
    """The desk as at a next start; the password is known, as when the keyring keeps it."""
    account = Account(server, SAMPLE_ACCOUNT.user_name)
    desk = open_offline(account, data_dir=folder / DATA, secrets=no_keyring(), passphrase=PASSPHRASE)
    desk.keep_password(SAMPLE_ACCOUNT.password)
    return desk


def text_number(text: DraftText, number: int) -> DraftText:
    """The text with a number that can be read again, growing as texts do."""
    words = f"{number}: " + "показывает стабильные результаты " * (number % 40)
    return replace(text, conclusion=replace(text.conclusion, recommendations=words))


def whole_text(text: DraftText) -> DraftText:
    """A text that can be finished."""
    criteria = tuple(
        replace(one, text="Результаты обучающихся стабильны, подтверждены мониторингом.")
        for one in text.conclusion.criteria
    )
    lessons = (Lesson(date(2026, 11, 11), "7 «Б»", "Линейная функция"),)
    return replace(
        text,
        conclusion=replace(
            text.conclusion, criteria=criteria, lessons=lessons, result=Result.MEETS, date=date(2026, 11, 20)
        ),
    )


def typing(tell: Tell, folder: Path, server: str) -> None:
    """Saves of three drafts in turn, as the editor makes them."""
    with desk_in(folder, server) as desk:
        ids = [one.id for one in people(desk)][:3]
        texts = {one: open_draft(desk, one).text for one in ids}
        for number in range(45):
            one = ids[number % 3]
            save_draft(desk, one, text_number(texts[one], number))
            tell((one, number))


def finishing(tell: Tell, folder: Path, server: str) -> None:
    """Two conclusions: written, converted by the built-in engine, signed, frozen."""
    with desk_in(folder, server) as desk:
        for one in people(desk)[4:6]:
            save_draft(desk, one.id, whole_text(open_draft(desk, one.id).text))
            tell(("written", one.id))
            frozen = finish(desk, one.id, engine=EngineName.BUILTIN)
            tell(("finished", frozen.id, frozen.sha256))


def sending(tell: Tell, folder: Path, server: str) -> None:
    """All finished conclusions into the outbox and out."""
    with desk_in(folder, server) as desk:
        for frozen in desk.store.conclusions.all():
            tell(("queued", enqueue(desk, frozen).id))
        rows, _ = send_due(desk)
        for row in rows:
            tell((row.state.value, row.id))


def refreshing_table(tell: Tell, folder: Path, server: str) -> None:
    """The table and the profile, read anew from the service."""
    with desk_in(folder, server) as desk:
        refreshing.refresh(desk)
        tell("refreshed")


def backing_up(tell: Tell, folder: Path, server: str) -> None:
    """Three backups to the same place."""
    with desk_in(folder, server) as desk:
        for number in range(3):
            desk.store.facts.set("number", number, desk.now())
            desk.store.back_up(folder / NEW_BACKUP, BACKUP_WORD, scrypt_n=CHEAP)
            tell(number)


def restoring(tell: Tell, folder: Path, server: str) -> None:
    """An older backup takes the store's place."""
    account = Account(server, SAMPLE_ACCOUNT.user_name)
    Store.restore(
        folder / OLD_BACKUP,
        BACKUP_WORD,
        folder / DATA,
        account,
        no_keyring(),
        passphrase=PASSPHRASE,
        scrypt_n=CHEAP,
    )
    tell("restored")


def migrating(tell: Tell, folder: Path, _server: str) -> None:
    """A store of an earlier release is opened."""
    with Store.open(
        folder / DATA, ACCOUNT, no_keyring(), passphrase=KEPT_PASSPHRASE, scrypt_n=CHEAP, create=False
    ):
        tell("opened")


def saving_files(tell: Tell, folder: Path, _server: str) -> None:
    """One file for the user, written again and again with other bytes."""
    for number in range(12):
        write_file(folder / EXPORTED, PAGE + b"%d" % number)
        tell(number)


WORKS: dict[str, Work] = {
    work.__name__: work
    for work in (typing, finishing, sending, refreshing_table, backing_up, restoring, migrating, saving_files)
}


def run(pipe: Connection, name: str, folder: Path, server: str) -> None:
    """The child: wait for the word, work, say that all was done."""
    _wait(pipe)
    WORKS[name](pipe.send, folder, server)
    pipe.send("done")


def run_refusing(pipe: Connection, name: str, folder: Path, server: str) -> None:
    """The same; an error that is told to the user ends the work too, as a `Refused`."""
    _wait(pipe)
    try:
        WORKS[name](pipe.send, folder, server)
    except AttestError as error:
        pipe.send(Refused(type(error).__name__, error.what, error.todo))
    pipe.send("done")


def _wait(pipe: Connection) -> None:
    if sys.platform == "linux":
        # Else only its own parent could trace it where the system is strict.
        ctypes.CDLL(None).prctl(_SET_PTRACER, _ANY)
    pipe.send("ready")
    pipe.recv()
