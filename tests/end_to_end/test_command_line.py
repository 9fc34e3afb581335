"""The contract of the command line, as scripts use it: real processes, no display, JSON and exit codes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from attest_desktop import bundled
from attest_desktop.papers.rendering import page_sizes, text_of
from tests.end_to_end.conftest import Program, ServiceProcess
from tests.papers.ink.paper_photo import handwriting, photograph
from tests.work.conftest import a_pdf

WHO = "Ткаченко Любовь Игоревна"
RECORD = {
    "attestee": {
        "full_name": WHO,
        "position": "учитель",
        "subjects": ["математика"],
        "claimed_category": "первая",
        "form": "in_person",
        "appointed_on": "2017-08-28",
        "appointment_order": "№112-к от 25.08.2017 г.",
        "age": 34,
        "period": "ноябрь-декабрь 2026",
    },
    "experts": [
        {"full_name": "Соболева Марина Аркадьевна", "position": "учитель", "workplace": "гимназия"},
        {"full_name": "Заречная Полина Андреевна", "position": "учитель", "workplace": "школа"},
    ],
    "conclusion": {
        "date": "2026-12-05",
        "result": "meets",
        "criteria": [{"number": "1", "text": "Текст первый."}],
    },
}


@pytest.fixture
def template() -> str:
    return str(bundled.path("sample", "conclusion_template.docx"))


def test_paper_commands_make_a_signed_pdf(program: Program, tmp_path: Path, template: str) -> None:
    record, filled, pdf, ink, signed = (
        tmp_path / name for name in ("record.json", "filled.docx", "filled.pdf", "ink.png", "signed.pdf")
    )
    record.write_text(json.dumps(RECORD, ensure_ascii=False), "utf-8")
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(photograph(handwriting(800, 600)))
    lifted = program.json("ink", str(photo), str(ink))
    assert {"width", "height", "ink_fraction", "warnings"} == set(lifted)
    assert 0 < lifted["ink_fraction"] < 1

    blanks = program.json("blanks", template)["blanks"]
    assert {"id", "label", "kind", "field", "case", "confidence", "signature"} == set(blanks[0])
    by_hand = next(one["id"] for one in blanks if one["field"] is None and not one["signature"])
    values = tmp_path / "values.json"
    values.write_text(json.dumps({by_hand: "12 лет / 8 лет"}, ensure_ascii=False), "utf-8")

    made = program.json(
        "fill", template, "--record", str(record), "--values", str(values), "--output", str(filled)
    )
    assert {"id", "label", "value"} == set(made["filled"][0])
    assert {"id", "label", "reason"} == set(made["empty"][0])
    assert by_hand in {one["id"] for one in made["filled"]}

    told = program.json("pdf", str(filled), str(pdf), "--engine", "builtin")
    assert told["engine"] == "builtin"
    assert told["pages"] == len(page_sizes(pdf.read_bytes()))
    assert "12 лет / 8 лет" in " ".join(text_of(pdf.read_bytes()))

    placed = program.json(
        "sign", str(pdf), "--signature", str(ink), "--as", "Соболева Марина Аркадьевна", "-o", str(signed)
    )
    assert {"page", "x", "y", "width", "height", "units", "anchor"} == set(placed)
    assert signed.read_bytes() != pdf.read_bytes()
    by_hand_place = program.json(
        "sign",
        str(pdf),
        "--signature",
        str(ink),
        "--as",
        "кто угодно",
        "--place",
        "1,100,200,90",
        "-o",
        str(signed),
    )
    assert (by_hand_place["x"], by_hand_place["y"], by_hand_place["width"]) == (100, 200, 90)


def test_cabinet_commands_do_the_job(program: Program, service: ServiceProcess, tmp_path: Path) -> None:
    service.start()
    # Nobody is known here yet: the table is looked at first.
    out = tmp_path / "documents"
    assert program.run("documents", WHO, "--out", str(out)).returncode == 0
    assert len(list(out.iterdir())) == 3

    synced = program.json("sync")
    assert synced["assigned"] == 14 == len(synced["attestees"])
    assert synced["problems"] == []
    template = next(one for one in synced["templates"] if "расшифровка" not in one["title"])
    assert template["sha256"] == hashlib.sha256(bundled.path("sample", template_file()).read_bytes()).hexdigest()
    someone = next(one for one in synced["attestees"] if one["full_name"] == WHO)
    assert someone["appointed_on"] == "2017-08-28"
    assert someone["form"] == "in_person"
    assert someone["subjects"] == ["математики", "информатики"]

    pdf = tmp_path / "Заключение.pdf"
    pdf.write_bytes(a_pdf())
    sent = program.json("send", str(pdf), "--attestee", someone["id"])
    sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
    assert sent["state"] == "confirmed"
    assert (sent["attestee"], sent["sha256"]) == (someone["id"], sha256)
    (row,) = program.json("outbox")["rows"]
    assert row["state"] == "confirmed"
    again = program.json("sync")
    assert [one["conclusion"]["attached"] for one in again["attestees"] if one["id"] == someone["id"]] == [True]


def template_file() -> str:
    return "conclusion_template.docx"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("нет-такой",), 2, "команда не понята"),
        (("fill",), 2, "не указано"),
        (("pdf", "нет.docx", "x.pdf"), 3, "Нет файла"),
        (("practice-service", "--fault", "чума"), 2, "неизвестный сбой"),
        (("outbox",), 3, "Без связи пока нельзя"),
    ],
)
def test_mistakes_are_told_in_words(
    program: Program, arguments: tuple[str, ...], code: int, said: str, tmp_path: Path
) -> None:
    program.service.url = "http://127.0.0.1:9/cpnew/"
    done = program.run(*arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"%PDF-1.7", "просто текст".encode()])
def test_file_that_is_not_a_docx(program: Program, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "форма.docx"
    path.write_bytes(content)
    for arguments in (("blanks", str(path)), ("pdf", str(path), str(tmp_path / "out.pdf"))):
        done = program.slip(*arguments)
        assert done.returncode == 3, done.stderr
        assert done.stderr.strip()
    assert not (tmp_path / "out.pdf").exists()


def test_wrong_password_is_told_and_nothing_is_made(
    program: Program, service: ServiceProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.end_to_end import conftest

    service.start()
    monkeypatch.setitem(conftest.ENVIRONMENT, "ATTEST_DESKTOP_PASSWORD", "wrong1")
    done = program.run("sync")
    assert done.returncode == 3
    assert "Не верно введен логин или пароль" in done.stderr
    assert not list(program.data_dir.rglob("*.db"))


@pytest.mark.slow
def test_ambiguous_name_names_the_candidates(program: Program, service: ServiceProcess, tmp_path: Path) -> None:
    service.start()
    program.json("sync")
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(a_pdf())
    done = program.run("send", str(pdf), "--attestee", "а")
    assert done.returncode == 3
    assert "несколько" in done.stderr.lower()
    assert program.json("outbox")["rows"] == []
