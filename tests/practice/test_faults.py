from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from attest_desktop.practice import SAMPLE_ACCOUNT, Fault, FaultPlan, PracticeServer, PracticeSettings
from tests.practice.browser import Browser

PDF = b"%PDF-1.7\n" + b"0123456789abcdef" * 4096 + b"\n%%EOF\n"
BIG_PDF = PDF * 80
FILE = ("заключение.pdf", PDF)


def test_an_outage_lasts_as_many_requests_as_was_said(expert: Browser, server: PracticeServer) -> None:
    server.faults.set(Fault.OUTAGE, times=2)
    answers = [expert.open("Expert").answer.status_code for _ in range(3)]
    assert answers == [503, 503, 200]
    assert server.faults.hits(Fault.OUTAGE) == 2
    assert not server.faults.is_on(Fault.OUTAGE)


def test_a_fault_without_a_count_lasts_until_it_is_cleared(expert: Browser, server: PracticeServer) -> None:
    server.faults.set(Fault.OUTAGE)
    assert {expert.open("Expert").answer.status_code for _ in range(4)} == {503}
    server.faults.clear(Fault.OUTAGE)
    assert expert.open("Expert").answer.status_code == 200


def test_a_fault_may_be_meant_for_one_page(expert: Browser, server: PracticeServer) -> None:
    server.faults.set(Fault.OUTAGE, path="/Attestation")
    assert expert.open("Expert").answer.status_code == 200
    assert expert.open("Expert/Attestation").answer.status_code == 503


def test_a_fault_may_be_meant_for_what_is_sent(expert: Browser, server: PracticeServer) -> None:
    server.faults.set(Fault.OUTAGE, path="POST /cpnew/Expert/EditProfile")
    assert expert.open("Expert/EditProfile").answer.status_code == 200
    assert expert.press("Сохранить").answer.status_code == 503


def test_a_slow_answer_comes_when_it_is_released(expert: Browser, server: PracticeServer) -> None:
    server.faults.set(Fault.SLOW, times=1)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(requests.get, server.url + "Account/Login", timeout=10)
        assert server.faults.wait_until_hit(Fault.SLOW)
        assert expert.open("Expert").answer.status_code == 200, "others are served meanwhile"
        assert not waiting.done()
        server.faults.release(Fault.SLOW)
        assert waiting.result(timeout=5).status_code == 200


def test_a_slow_answer_comes_by_itself_in_the_end(visitor: Callable[[PracticeServer], Browser]) -> None:
    with PracticeServer(faults=[Fault.SLOW], settings=PracticeSettings(slow_seconds=0.3)) as server:
        began = time.monotonic()
        assert visitor(server).open("Account/Login").answer.status_code == 200
        assert time.monotonic() - began >= 0.3
        with pytest.raises(requests.Timeout):
            requests.get(server.url + "Account/Login", timeout=0.05)


def test_dropped_before_the_body_nothing_is_taken(expert: Browser, server: PracticeServer) -> None:
    row = server.state.row("Ткаченко")
    server.faults.set(Fault.DROP_BEFORE_BODY, times=1, path="/Conclusion")
    with pytest.raises(requests.ConnectionError):
        expert.attach(row, ("a.pdf", BIG_PDF))
    assert (row.conclusion, row.upload_posts) == (None, 0)
    assert expert.attach(row, FILE).answer.status_code == 200


def test_dropped_in_the_middle_of_the_file_nothing_is_kept(expert: Browser, server: PracticeServer) -> None:
    row = server.state.row("Ткаченко")
    server.faults.set(Fault.DROP_MID_UPLOAD, times=1)
    with pytest.raises(requests.ConnectionError):
        expert.attach(row, ("a.pdf", BIG_PDF))
    assert server.faults.hits(Fault.DROP_MID_UPLOAD) == 1
    assert (row.conclusion, row.upload_posts) == (None, 0)
    assert "не прикреплено" in expert.table_row("Ткаченко").text_content()


def test_dropped_after_the_file_the_service_has_it(expert: Browser, server: PracticeServer) -> None:
    row = server.state.row("Ткаченко")
    server.faults.set(Fault.DROP_AFTER_UPLOAD, times=1)
    with pytest.raises(requests.ConnectionError):
        expert.attach(row, ("a.pdf", BIG_PDF))
    assert row.conclusion is not None
    assert row.conclusion.sha256 == hashlib.sha256(BIG_PDF).hexdigest()
    expert.follow("Просмотр итогового заключения", expert.table_row("Ткаченко"))
    assert expert.answer.content == BIG_PDF


def test_an_answer_held_back_after_the_file_comes_when_it_is_released(
    expert: Browser, server: PracticeServer
) -> None:
    row = server.state.row("Ткаченко")
    server.faults.set(Fault.SLOW_AFTER_UPLOAD, times=1)
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(expert.attach, row, FILE)
        assert server.faults.wait_until_hit(Fault.SLOW_AFTER_UPLOAD)
        assert row.conclusion is not None
        assert requests.get(server.url, timeout=10).status_code == 200, "others are served meanwhile"
        assert not sending.done()
        server.faults.release(Fault.SLOW_AFTER_UPLOAD)
        assert "Файл сохранён." in sending.result(timeout=5).text


def test_a_fault_may_wait_for_another(expert: Browser, server: PracticeServer) -> None:
    row = server.state.row("Ткаченко")
    server.faults.set(Fault.OUTAGE, after=Fault.DROP_AFTER_UPLOAD)
    server.faults.set(Fault.DROP_AFTER_UPLOAD, times=1)
    with pytest.raises(requests.ConnectionError):
        expert.attach(row, FILE)
    assert expert.open("Expert/Attestation").answer.status_code == 503


def test_a_cut_answer_is_not_taken_for_a_whole_one(expert: Browser, server: PracticeServer) -> None:
    server.faults.set(Fault.CUT_ANSWER, times=1, path="/Attestation")
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        expert.open("Expert/Attestation")
    assert expert.open("Expert/Attestation").answer.status_code == 200


def test_an_expired_session_asks_to_sign_in_again(expert: Browser, server: PracticeServer) -> None:
    row = server.state.row("Ткаченко")
    server.faults.set(Fault.SESSION_EXPIRED, times=1, path="/Conclusion")
    expert.attach(row, FILE)
    assert expert.path == "/cpnew/Account/Login"
    assert row.conclusion is None
    expert.press("Войти", {"UserName": SAMPLE_ACCOUNT.user_name, "Password": SAMPLE_ACCOUNT.password})
    assert expert.path == "/cpnew/Expert/Attestation"


def test_a_stale_token_refuses_the_form_once(expert: Browser, server: PracticeServer) -> None:
    row = server.state.row("Ткаченко")
    server.faults.set(Fault.TOKEN_STALE, times=1)
    assert expert.attach(row, FILE).answer.status_code == 500
    assert row.conclusion is None
    assert expert.attach(row, FILE).answer.status_code == 200
    assert row.conclusion is not None


def test_a_refused_upload_says_so_above_the_table(expert: Browser, server: PracticeServer) -> None:
    row = server.state.row("Ткаченко")
    server.faults.set(Fault.UPLOAD_REFUSED, times=1)
    expert.attach(row, FILE)
    assert expert.errors == ["Не удалось сохранить файл. Попробуйте ещё раз позднее."]
    assert (row.conclusion, row.upload_posts) == (None, 1)


def test_a_plain_200_is_the_sign_in_page_and_nothing_is_kept(expert: Browser, server: PracticeServer) -> None:
    row = server.state.row("Ткаченко")
    server.faults.set(Fault.PLAIN_200, times=1)
    expert.attach(row, FILE, follow=False)
    assert expert.answer.status_code == 200
    assert "Используйте учетную запись для входа." in expert.text
    assert row.conclusion is None
    assert expert.open("Expert").path == "/cpnew/Account/Login"


def test_a_wrong_file_kept_looks_attached_but_differs(expert: Browser, server: PracticeServer) -> None:
    row = server.state.row("Ткаченко")
    server.faults.set(Fault.WRONG_FILE_KEPT, times=1)
    expert.attach(row, FILE)
    shown = expert.table_row("Ткаченко")
    assert "Итоговое заключение прикреплено" in shown.text_content()
    assert expert.follow("Просмотр итогового заключения", shown).answer.content == PDF[: len(PDF) // 2]


def test_without_a_view_the_file_is_attached_but_cannot_be_opened(expert: Browser, server: PracticeServer) -> None:
    row = server.state.row("Ткаченко")
    server.faults.set(Fault.NO_FILE_VIEW)
    expert.attach(row, FILE)
    shown = expert.table_row("Ткаченко")
    assert "Итоговое заключение прикреплено" in shown.text_content()
    assert not shown.xpath(".//a[text()='Просмотр итогового заключения']")
    assert expert.open(f"Expert/Conclusion/{row.number}").answer.status_code == 404


def test_a_changed_page_has_lost_the_column_with_names(expert: Browser, server: PracticeServer) -> None:
    server.faults.set(Fault.PAGE_CHANGED, times=1)
    expert.open("Expert/Attestation")
    heads = [head.text_content() for head in expert.page.xpath("//table//th")]
    assert len(heads) == 11
    assert "Фамилия Имя Отчество" not in heads
    assert {len(row) for row in expert.page.xpath("//table//tbody/tr")} == {11}
    assert "Ткаченко" not in expert.text


def test_a_row_may_go(expert: Browser, server: PracticeServer) -> None:
    server.faults.set(Fault.ROW_GONE, times=1)
    assert "Ткаченко" not in expert.open("Expert/Attestation").text
    assert "Ткаченко" in expert.open("Expert/Attestation").text


def test_a_foreign_redirect_leads_off_the_host(expert: Browser, server: PracticeServer) -> None:
    server.faults.set(Fault.FOREIGN_REDIRECT, times=1)
    answer = expert.session.get(server.url + "Expert", allow_redirects=False, timeout=10)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("http://cabinet.example.org/")


def test_waiting_for_a_hit_that_does_not_come_ends() -> None:
    plan = FaultPlan([Fault.OUTAGE])
    assert not plan.wait_until_hit(Fault.OUTAGE, timeout=0.01)
    assert plan.strike(Fault.OUTAGE, "/x")
    assert plan.wait_until_hit(Fault.OUTAGE, timeout=0.01)
    plan.set(Fault.OUTAGE)
    assert not plan.wait_until_hit(Fault.OUTAGE, timeout=0.01), "hits count from the last time it was set"


def test_a_fault_cannot_be_set_for_no_request() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        FaultPlan().set(Fault.SLOW, times=0)


def test_every_fault_is_told_in_russian() -> None:
    told = {fault.russian for fault in Fault}
    assert len(told) == len(Fault)
    assert all(any("а" <= letter <= "я" for letter in words) for words in told)
