"""Writes a store with something in every table, to be kept as a file of the schema version it was made with.

Run once when a version is released: `python -m tests.store.make_kept`. Files already kept are never made anew.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

from keyring.backends import fail

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.sending import SendState
from attest_desktop.store import (
    FileKind,
    MessageWay,
    NoteKind,
    NoteText,
    PhraseText,
    Secrets,
    Signing,
    StepMark,
    Store,
    UsedMessage,
)
from attest_desktop.store.migrate import HEAD
from attest_desktop.store.store import folder_of
from tests.store.conftest import ACCOUNT, CHEAP, NOW, PASSPHRASE, made

SIGNING = Signing(
    "Осокин Пётр Ильич", "1" * 64, "2" * 64, "3" * 64, 1, "нажата кнопка", "expert", "user @ computer"
)
MARK = StepMark("head_told", True, date(2026, 9, 3), "по телефону", "head")
NOTE = NoteText(NoteKind.LESSON, date(2026, 9, 9), "5 А", "Дроби", "Работа в парах")
MESSAGE = UsedMessage(
    "visit_day", "аттестуемый", "День выхода", "Здравствуйте!", MessageWay.COPIED, "o@school.example", "visit_day"
)
KEPT = Path(__file__).with_name("kept")


def fill(store: Store) -> None:
    """Something in every table."""
    store.attestees.replace_all([Attestee("a1", "Осокин Пётр Ильич", period="сентябрь-октябрь 2026")], NOW)
    store.drafts.save("a1", {"text": "черновик"}, NOW)
    store.files.put(FileKind.TEMPLATE, "Шаблон", "t.docx", b"template", NOW)
    store.signatures.add("Осокин Пётр Ильич", b"\x89PNG", is_mine=True, now=NOW)
    frozen = store.conclusions.freeze("a1", {"v": 1}, b"docx", b"%PDF", "word", ["замечание"], NOW, [SIGNING])
    row = store.outbox.put(frozen.id, "a1", "f.pdf", b"%PDF", NOW)
    store.outbox.begin_attempt(row.id, NOW)
    store.outbox.finish_attempt(row.id, SendState.CONFIRMED, "прикреплено", NOW)
    store.facts.set("profile", {"surname": "Осокин"}, NOW)
    store.phrases.add(PhraseText("{он/она} обобщает опыт", "4"), NOW)
    store.procedure.mark("a1", MARK, NOW)
    store.procedure.add_note("a1", NOTE, NOW)
    store.messages.add("a1", MESSAGE, NOW)


def main() -> None:
    """Make the file of the present version."""
    target = KEPT / HEAD
    if target.exists():
        raise SystemExit(f"{target} is kept already")
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        with Store.open(
            data_dir, ACCOUNT, Secrets(made(fail.Keyring)), passphrase=PASSPHRASE, scrypt_n=CHEAP
        ) as store:
            fill(store)
        target.mkdir(parents=True)
        for name in ("store.db", "key.json"):
            shutil.copy(folder_of(data_dir, ACCOUNT) / name, target / name)


if __name__ == "__main__":
    main()
