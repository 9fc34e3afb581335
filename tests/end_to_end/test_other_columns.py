"""The commands that talk to the cabinet, in each dialect and encoding, with a table that was made over."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT
from tests.end_to_end.conftest import Program, ServiceProcess
from tests.support.rewriting import Rewriting, other_columns
from tests.work.conftest import a_pdf


@pytest.mark.parametrize(
    ("dialect", "encoding"),
    [
        pytest.param("mvc", "utf-8", marks=pytest.mark.slow),
        pytest.param("mvc", "windows-1251", marks=pytest.mark.slow),
        pytest.param("webforms", "utf-8", marks=pytest.mark.slow),
        pytest.param("webforms", "windows-1251", marks=pytest.mark.slow),
    ],
)
def test_commands_work_unchanged(
    program: Program, service: ServiceProcess, tmp_path: Path, dialect: str, encoding: str
) -> None:
    service.options = ("--dialect", dialect, "--encoding", encoding, "--page-size", "5")
    service.start()
    known = program.json("sync")
    port = urlsplit(service.url).port or 0
    with Rewriting(port, encoding, other_columns) as made_over:
        service.url = f"http://127.0.0.1:{made_over.port}/cpnew/"
        program.data_dir = tmp_path / "other"
        read = program.json("sync")
        assert len(read["attestees"]) == read["assigned"] == 14
        assert {one.pop("extra", {}).get("Номер заявления") for one in read["attestees"]} == {"№ 17-а"}
        assert read["attestees"] == [
            {name: value for name, value in one.items() if name != "extra"} for one in known["attestees"]
        ]
        profile = program.json("profile")
        assert SAMPLE_ACCOUNT.profile.surname in profile.values()
        who = read["attestees"][-1]["full_name"]
        assert program.run("documents", who, "--out", str(tmp_path / "documents")).returncode == 0
        assert list((tmp_path / "documents").rglob("*.*"))
        content = a_pdf("В этой таблице всё не там")
        file = tmp_path / "заключение.pdf"
        file.write_bytes(content)
        sent = program.json("send", str(file), "--attestee", who)
        assert sent["state"] == "confirmed"
        assert [(service.folder / one["file"]).read_bytes() for one in service.stored] == [content]
        seen = program.json("doctor")
        assert seen["ok"] is True
        assert not [one for one in seen["checks"] if one["ok"] is False]
