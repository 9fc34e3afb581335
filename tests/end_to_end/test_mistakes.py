"""What people and scripts get wrong: words in Russian and the contract's exit codes, never a traceback."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from attest_desktop import bundled
from attest_desktop.papers.signing import draw_sample_signature
from tests.end_to_end.conftest import ENVIRONMENT, PROGRAM, Program, ServiceProcess, until
from tests.work.conftest import a_pdf

TEMPLATE = str(bundled.path("sample", "conclusion_template.docx"))
ENGLISH = [os.strerror(number) for number in (errno.EISDIR, errno.ENOENT, errno.EEXIST, errno.ENOSPC)]
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX system")


def shell(line: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The program under a shell, which can close streams; «@» stands for the program."""
    program = " ".join(f"'{part}'" for part in PROGRAM)
    done = subprocess.run(
        ["/bin/sh", "-c", line.replace("@", program)],
        capture_output=True,
        text=True,
        env={**ENVIRONMENT, **more},
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.pdf").write_bytes(a_pdf())
    (tmp_path / "ink.png").write_bytes(draw_sample_signature("Соболева Марина Аркадьевна", seed=1))
    (tmp_path / "file").write_text("x")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("blanks @", 3, "это папка"),
        (f"fill {TEMPLATE} --record @/record.json -o @", 3, "это папка"),
        (f"fill {TEMPLATE} --record @/record.json -o @/file/x.docx", 3, "стоит файл"),
        (f"fill {TEMPLATE} --record @/record.json -o @/{'я' * 200}.docx", 3, "слишком длинное имя"),
        ("practice-service --port 99999999", 2, "от 0 до 65535"),
        ("practice-service --port -1", 2, "от 0 до 65535"),
        ("practice-service --keep @/file", 3, "стоит файл"),
        (f"blanks --json=1 {TEMPLATE}", 2, "лишнее значение"),
        ("sign @/a.pdf --s 1", 2, "подходят"),
        ("sync --server= --account a", 3, "Неправильный адрес"),
        ("sync --account a --data-dir=", 2, "папка не названа"),
        ("sync --server ht!tp://[x --account a", 3, "Неправильный адрес"),
    ],
)
def test_told_in_russian(program: Program, folder: Path, arguments: str, code: int, said: str) -> None:
    (folder / "record.json").write_text("{}")
    done = program.slip(*(part.replace("@", str(folder)) for part in arguments.split()))
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert not [words for words in ENGLISH if words in done.stderr]
    assert done.stdout == ""


def test_source_is_not_overwritten(program: Program, folder: Path) -> None:
    form, record = folder / "form.docx", folder / "record.json"
    form.write_bytes(Path(TEMPLATE).read_bytes())
    record.write_text("{}")
    for command in (("pdf", form, folder / "." / "form.docx"), ("fill", form, "--record", record, "-o", form)):
        done = program.slip(*map(str, command))
        assert done.returncode == 3
        assert "поверх" in done.stderr
    assert form.read_bytes() == Path(TEMPLATE).read_bytes()


@pytest.mark.parametrize("place", ["1,nan,nan,nan", "1,inf,1,1", "1,1,1", "0,1,1,1", "1,1,1,-5"])
def test_place_that_is_no_place(program: Program, folder: Path, place: str) -> None:
    pdf, ink, out = folder / "a.pdf", folder / "ink.png", folder / "out.pdf"
    done = program.slip("sign", str(pdf), "--signature", str(ink), "--as", "X", f"--place={place}", "-o", str(out))
    assert done.returncode == 2
    assert "--place" in done.stderr
    assert not out.exists()


@pytest.mark.parametrize("place", ["1,5000,5000,90", "1,-50,10,90", "1,10,10,100000", "2,10,10,90"])
def test_place_beside_the_page(program: Program, folder: Path, place: str) -> None:
    pdf, ink, out = folder / "a.pdf", folder / "ink.png", folder / "out.pdf"
    done = program.slip("sign", str(pdf), "--signature", str(ink), "--as", "X", f"--place={place}", "-o", str(out))
    assert done.returncode == 3
    assert not out.exists()


@pytest.mark.parametrize(
    "content", ["", "{", "[" * 100_000, '{"attestee": {"age": ' + "1" * 5000 + "}}", '{"attestee": {"form": []}}']
)
def test_record_that_is_no_record(program: Program, folder: Path, content: str) -> None:
    (folder / "record.json").write_text(content)
    done = program.slip("fill", TEMPLATE, "--record", str(folder / "record.json"), "-o", str(folder / "o.docx"))
    assert done.returncode == 3
    assert not (folder / "o.docx").exists()


@posix
def test_streams_that_are_closed(tmp_path: Path) -> None:
    alone = shell(f"@ blanks {TEMPLATE} --json 2>&-")
    assert json.loads(alone.stdout)
    unheard = shell("@ blanks нет.docx --json 2>&-")
    assert (unheard.returncode, unheard.stdout) == (3, "")
    assert shell("@ fill 2>&-").returncode == 2
    assert shell(f"@ blanks {TEMPLATE} >&-").returncode == 0
    line = f"@ sync --server http://127.0.0.1:9/ --account a --data-dir {tmp_path} <&-"
    nobody = shell(line, ATTEST_DESKTOP_PASSWORD="")
    assert nobody.returncode == 3
    assert "ATTEST_DESKTOP_PASSWORD" in nobody.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_takes_nothing() -> None:
    done = shell(f"@ blanks {TEMPLATE} --json >/dev/full")
    assert done.returncode == 3
    assert done.stderr.strip() == "Не удалось прочитать или записать: на диске нет места."
    assert shell(f"@ blanks {TEMPLATE} --json | head -c 5").stderr == ""


@posix
@pytest.mark.slow
def test_file_name_in_another_encoding(program: Program, service: ServiceProcess, folder: Path) -> None:
    name = os.fsdecode(os.fsencode(folder) + "/Заключение.pdf".encode("cp1251"))
    Path(name).write_bytes(a_pdf())
    service.start()
    assert program.json("send", name, "--attestee", "Ткаченко")["state"] == "confirmed"
    assert program.run("send", name, "--attestee", os.fsdecode(b"\xff")).returncode == 2


@pytest.mark.slow
def test_reason_stands_on_standard_error(program: Program, service: ServiceProcess, folder: Path) -> None:
    service.start("upload_refused")
    done = program.run("send", str(folder / "a.pdf"), "--attestee", "Ткаченко", "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["state"] == "failed"
    assert "Ответ сервиса" in done.stderr
    again = program.run("outbox", "--retry", "--json")
    assert again.returncode == 3
    assert "Ответ сервиса" in again.stderr


@pytest.mark.slow
def test_file_sent_before_is_not_called_confirmed_without_a_look(
    program: Program, service: ServiceProcess, folder: Path
) -> None:
    service.start()
    send = ("send", str(folder / "a.pdf"), "--attestee", "Ткаченко")
    assert program.json(*send)["state"] == "confirmed"
    service.kill()
    assert "нельзя" in program.json(*send, code=4)["reason"]
    service.start()
    assert program.json(*send)["state"] == "confirmed"
    assert len(service.stored) == 1


@posix
@pytest.mark.slow
def test_two_processes_send_one_file(program: Program, service: ServiceProcess, folder: Path) -> None:
    service.start("slow_after_upload")
    send = ("send", str(folder / "a.pdf"), "--attestee", "Ткаченко", "--json")
    first = program.start(*send)
    until(lambda: len(service.stored) == 1)
    # Held in mid-attempt: however slowly the second one starts, the first has not ended.
    first.send_signal(signal.SIGSTOP)
    second = program.json(*send[:-1], code=4)
    first.send_signal(signal.SIGCONT)
    assert second["state"] == "outcome_unknown"
    assert "другое окно" in second["reason"]
    out, err = first.communicate(timeout=60)
    assert json.loads(out)["state"] == "confirmed", err
    assert len(service.stored) == 1


@pytest.mark.slow
def test_one_cabinet_is_one_store_however_its_address_is_typed(program: Program, service: ServiceProcess) -> None:
    service.start()
    typed = service.url
    for url in (typed, typed.rstrip("/"), typed.removeprefix("http://"), typed.upper().replace("CPNEW", "cpnew")):
        service.url = url
        program.json("sync")
    assert len(list((program.data_dir / "accounts").iterdir())) == 1
