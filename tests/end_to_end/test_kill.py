"""Real kills at the worst moments: nothing is sent twice, nothing is lost, nothing is called done that is not."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Program, ServiceProcess, until
from tests.work.conftest import a_pdf

WHO = "Ткаченко"
DECIDED = (0, 3, 4)

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs POSIX signals")


@pytest.fixture
def pdf(tmp_path: Path) -> str:
    path = tmp_path / "Заключение.pdf"
    path.write_bytes(a_pdf("killed"))
    return str(path)


def settle(program: Program) -> str:
    """Retry until the row is decided, as the window's timer would; returns its state."""
    for _ in range(5):
        (row,) = program.json("outbox", "--retry", code=DECIDED)["rows"]
        if row["state"] in ("confirmed", "sent", "failed"):
            break
    return str(row["state"])


@pytest.mark.slow
def test_service_killed_between_the_last_byte_and_the_answer(
    program: Program, service: ServiceProcess, pdf: str
) -> None:
    service.start("slow_after_upload")
    program.json("sync")
    sending = program.start("send", pdf, "--attestee", WHO, "--json")
    until(lambda: len(service.stored) == 1)
    service.kill()
    out, err = sending.communicate(timeout=60)
    assert sending.returncode == 4, out + err
    assert '"outcome_unknown"' in out
    service.start()
    assert settle(program) == "confirmed"
    assert len(service.stored) == 1


@pytest.mark.slow
def test_service_killed_before_it_stored_anything(program: Program, service: ServiceProcess, pdf: str) -> None:
    service.start("drop_mid_upload")
    program.json("sync")
    program.json("send", pdf, "--attestee", WHO, code=DECIDED)
    service.kill()
    assert service.stored == []
    service.start()
    assert settle(program) == "confirmed"
    assert len(service.stored) == 1


def test_program_killed_while_it_waits_for_the_answer(program: Program, service: ServiceProcess, pdf: str) -> None:
    service.start("slow_after_upload")
    program.json("sync")
    sending = program.start("send", pdf, "--attestee", WHO)
    until(lambda: len(service.stored) == 1)
    os.kill(sending.pid, signal.SIGKILL)
    sending.wait()
    (row,) = program.json("outbox")["rows"]
    assert row["state"] == "outcome_unknown", "begun, and nobody knows: never called done or queued anew"
    assert settle(program) == "confirmed"
    assert len(service.stored) == 1


@pytest.mark.slow
def test_both_killed(program: Program, service: ServiceProcess, pdf: str) -> None:
    service.start("slow_after_upload")
    program.json("sync")
    sending = program.start("send", pdf, "--attestee", WHO)
    until(lambda: len(service.stored) == 1)
    sending.kill()
    service.kill()
    sending.wait()
    service.start()
    assert settle(program) == "confirmed"
    assert len(service.stored) == 1


@pytest.mark.slow
def test_without_the_network_it_waits_and_goes_later(program: Program, service: ServiceProcess, pdf: str) -> None:
    service.start()
    program.json("sync")
    service.kill()
    answer = program.json("send", pdf, "--attestee", WHO, code=3)
    assert answer["state"] == "queued"
    assert answer["reason"]
    service.start()
    assert settle(program) == "confirmed"
    assert len(service.stored) == 1
