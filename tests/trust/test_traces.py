"""All that a day's work leaves on the disk and says aloud is looked through for secrets and for people."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.practice.people import ATTESTEES
from attest_desktop.work.journal import FOLDER, NAME
from tests.trust.works import BACKUP_WORD, PASSPHRASE

ENCODINGS = ("utf-8", "utf-16-le", "cp1251")


def _words() -> list[str]:
    """Secrets, and the names of people."""
    people = {part for person in ATTESTEES[SAMPLE_ACCOUNT.user_name] for part in person.full_name.split()}
    profile = SAMPLE_ACCOUNT.profile
    return [
        SAMPLE_ACCOUNT.password,
        PASSPHRASE,
        BACKUP_WORD,
        "не тот пароль",
        # Shorter ones stand in encrypted bytes by chance.
        *(part for part in people if len(part) > 5),
        profile.surname,
        profile.email,
        "Результаты обучающихся стабильны",
    ]


def test_no_secret_and_nobodys_name_stands_in_anything_that_was_written(
    server: PracticeServer, tmp_path: Path
) -> None:
    home, data_dir, scratch = tmp_path / "home", tmp_path / "data", tmp_path / "tmp"
    for folder in (home, data_dir, scratch):
        folder.mkdir()
    environment = {
        **os.environ,
        "HOME": str(home),
        "TMPDIR": str(scratch),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "ATTEST_DESKTOP_LOG": "DEBUG",
    }
    ended = subprocess.run(
        [sys.executable, "-m", "tests.trust.whole_day", server.url, str(data_dir)],
        capture_output=True,
        env=environment,
        timeout=100,
        check=False,
    )
    said = ended.stdout + ended.stderr
    assert b"done" in ended.stdout, said.decode("utf-8", "replace")
    journal = (data_dir / FOLDER / NAME).read_text("utf-8")
    assert "signed in" in journal
    assert "unexpected error" in journal, "the slip at the end must have got that far"

    written = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert any(path.name == "store.db" for path in written)
    found = [
        f"«{word}» in {place}"
        for place, content in [
            *((str(path.relative_to(tmp_path)), text) for path, text in written.items()),
            ("what it said", said),
        ]
        for word in _words()
        for encoding in ENCODINGS
        if word.encode(encoding, "ignore") in content
    ]
    assert found == []
    # What Word and the PDF engines were given is gone.
    assert [path for path in written if path.suffix in (".docx", ".pdf")] == []
