"""Between the text and the service: pages, signatures on their lines, what stayed empty, saving, outcomes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from attest_desktop.domain.errors import EnvironmentFault
from attest_desktop.domain.record import CriterionText, Result
from attest_desktop.domain.sending import SendState
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.finish import FinishPanel
from attest_desktop.gui.finish.jobs import Outcome
from attest_desktop.gui.finish.outcome import words_for
from attest_desktop.gui.signatures.dialog import SignatureDialog
from attest_desktop.gui.widgets import Asides
from attest_desktop.papers.pdf import EngineName
from attest_desktop.papers.rendering import PdfPages, text_of
from attest_desktop.papers.signing import draw_sample_signature
from attest_desktop.practice import Fault
from attest_desktop.service import CertificateError, NoNetworkError, ServerFaultError
from attest_desktop.store import FileKind, OutboxRow
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import DraftText, open_draft, save_draft
from attest_desktop.work.finish import choose_engine
from attest_desktop.work.people import people
from attest_desktop.work.send import Unsent
from attest_desktop.work.signatures import remove_signature, signatures
from attest_desktop.work.training import Training
from tests.support.window import find, find_all, press, press_when_there, texts, until, until_shown

WORDS = "Показатель подтверждён документами"


@pytest.fixture
def panel(qtbot: QtBot, context: Context, desk: Desk) -> FinishPanel:
    choose_engine(desk, EngineName.BUILTIN)
    made = FinishPanel(context)
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.show()
    return made


@pytest.fixture
def text(desk: Desk) -> DraftText:
    attestee = people(desk)[0].attestee
    opened = open_draft(desk, attestee.id).text
    criteria = tuple(CriterionText(one.number, WORDS) for one in opened.conclusion.criteria)
    made = replace(opened, conclusion=replace(opened.conclusion, criteria=criteria, result=Result.MEETS))
    save_draft(desk, attestee.id, made)
    return made


@pytest.fixture
def ready(qtbot: QtBot, panel: FinishPanel, desk: Desk, text: DraftText) -> FinishPanel:
    """The panel with the first attestee's pages."""
    begin(qtbot, panel, desk, text)
    return panel


def begin(qtbot: QtBot, panel: FinishPanel, desk: Desk, text: DraftText) -> None:
    with qtbot.waitSignal(panel.pages.shown, timeout=20_000):
        panel.begin(people(desk)[0].attestee, text)


def send_button(panel: FinishPanel) -> QAbstractButton:
    return find(panel, QAbstractButton, "Отправить")


def test_both_signatures_stand_and_what_is_empty_is_told(ready: FinishPanel) -> None:
    assert ready.final is not None
    assert [one.found for one in ready.final.signers] == [True, True]
    assert len(ready.pages.layer.items) == 2
    shown = texts(ready)
    assert "Подпись стоит на своей строке" in shown
    assert "Осталось пустым" in shown
    assert "Место работы" in shown
    assert "Занятие 3" not in shown
    assert "Страницы сделаны самой программой." in shown
    assert send_button(ready).isEnabled()


def test_a_moved_signature_is_stamped_where_it_was_put(ready: FinishPanel, desk: Desk) -> None:
    item = ready.pages.layer.items[0]
    before = item.signature.place
    for _ in range(3):
        QTest.keyClick(item, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert ready.final is not None
    moved = ready.final.signers[0].place
    assert moved is not None
    assert moved.y > before.y + 25
    row = sent(ready, desk)
    with PdfPages(desk.store.outbox.content(row.id)) as pages, PdfPages(ready.final.prepared.pdf) as plain:
        box = item.signature.box()
        height = pages.size(moved.page)[1]
        top, bottom = round((height - box.bottom()) * 2), round((height - box.top()) * 2)
        left, right = round(box.left() * 2), round(box.right() * 2)
        with_ink = pages.grey(moved.page, scale=2)[top:bottom, left:right]
        without = plain.grey(moved.page, scale=2)[top:bottom, left:right]
    assert (with_ink < 128).sum() > (without < 128).sum() + 50


def sent(panel: FinishPanel, desk: Desk) -> OutboxRow:
    """Send and give the row that came of it."""
    QTest.mouseClick(send_button(panel), Qt.MouseButton.LeftButton)
    assert panel._context.runner.wait_idle(30_000)
    return desk.store.outbox.rows()[-1]


def test_a_signature_that_is_not_wanted_is_not_stamped(qtbot: QtBot, ready: FinishPanel, desk: Desk) -> None:
    press(qtbot, ready, "Не ставить подпись: Заречная\u00a0П.А.")
    assert "Подпись не ставится" in texts(ready)
    assert len(ready.pages.layer.items) == 1
    press(qtbot, ready, "Поставить подпись: Заречная\u00a0П.А.")
    assert len(ready.pages.layer.items) == 2


def form_without_lines(desk: Desk) -> None:
    """A template on which nobody has a line to sign."""
    document = docx.Document()
    document.add_paragraph("Итоговое заключение")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Фамилия, имя, отчество аттестуемого"
    written = io.BytesIO()
    document.save(written)
    desk.store.files.put(FileKind.TEMPLATE, "Итоговое заключение", "short.docx", written.getvalue(), desk.now())


def test_a_signature_without_a_line_must_be_dragged_first(
    qtbot: QtBot, panel: FinishPanel, desk: Desk, text: DraftText
) -> None:
    form_without_lines(desk)
    begin(qtbot, panel, desk, text)
    assert "Строка не найдена: перетащите подпись на неё" in texts(panel)
    assert not send_button(panel).isEnabled()
    QTest.keyClick(panel.pages.layer.items[0], Qt.Key.Key_Up)
    assert not send_button(panel).isEnabled()
    QTest.keyClick(panel.pages.layer.items[1], Qt.Key.Key_Up)
    assert send_button(panel).isEnabled()
    assert "Обратите внимание" in texts(panel)
    assert "для него нет места" in texts(panel)


def test_a_missing_signature_is_added_on_the_spot(
    qtbot: QtBot, panel: FinishPanel, desk: Desk, text: DraftText, tmp_path: Path
) -> None:
    for one in signatures(desk):
        if not one.is_mine:
            remove_signature(desk, one.id)
    begin(qtbot, panel, desk, text)
    assert "Изображения подписи нет" in texts(panel)
    assert send_button(panel).isEnabled()
    picture = tmp_path / "colleague.png"
    picture.write_bytes(draw_sample_signature("Заречная Полина Андреевна", seed=5))
    press_when_there(qtbot, panel, "Добавить подпись: Заречная…")
    dialog = panel.findChild(SignatureDialog)
    assert isinstance(dialog, SignatureDialog)
    dialog.take(picture)
    press_when_there(qtbot, panel, "Сохранить")
    until(qtbot, lambda: len(panel.pages.layer.items) == 2)
    assert "Изображения подписи нет" not in texts(panel)
    assert [one.is_mine for one in signatures(desk)] == [True, False]


def test_both_files_can_be_saved(
    qtbot: QtBot, ready: FinishPanel, context: Context, tmp_path: Path, text: DraftText
) -> None:
    told: list[Message] = []
    context.message.connect(told.append)
    ready.save_to(tmp_path / "Заключение.pdf", "pdf")
    ready.save_to(tmp_path / "Заключение.docx", "docx")
    assert context.runner.wait_idle(20_000)
    assert WORDS in " ".join(" ".join(text_of((tmp_path / "Заключение.pdf").read_bytes())).split())
    words = docx.Document(str(tmp_path / "Заключение.docx"))
    assert any(WORDS in cell.text for table in words.tables for row in table.rows for cell in row.cells)
    assert len(told) == 2


def test_a_full_or_missing_folder_is_told(ready: FinishPanel, context: Context, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    told: list[Message] = []
    context.message.connect(told.append)
    ready.save_to(tmp_path / "file" / "Заключение.pdf", "pdf")
    assert context.runner.wait_idle(20_000)
    assert [message.is_error for message in told] == [True]


def test_without_a_connection_it_is_said_that_it_goes_later(ready: FinishPanel, context: Context) -> None:
    assert "Сейчас нет связи" not in texts(ready)
    context.note_reached(False)
    assert "Сейчас нет связи. Нажмите «Отправить»: заключение сохранится здесь" in texts(ready)
    context.note_reached(True)
    assert "Сейчас нет связи" not in texts(ready)


def test_pages_whose_making_was_stopped_say_so(
    qtbot: QtBot, panel: FinishPanel, desk: Desk, text: DraftText
) -> None:
    panel.begin(people(desk)[0].attestee, text)
    press(qtbot, panel, "Отменить")
    until_shown(qtbot, panel, "Вы остановили их подготовку. Текст сохранён.")
    press(qtbot, panel, "Подготовить ещё раз")
    until(qtbot, lambda: bool(panel.pages.layer.items))


def test_cancelled_sending_leaves_it_in_the_outbox(
    qtbot: QtBot, ready: FinishPanel, desk: Desk, training: Training
) -> None:
    training.server.faults.set(Fault.SLOW)
    QTest.mouseClick(send_button(ready), Qt.MouseButton.LeftButton)
    until(qtbot, lambda: bool(desk.store.outbox.rows()))
    assert training.server.faults.wait_until_hit(Fault.SLOW)
    press(qtbot, ready, "Отменить")
    training.server.faults.clear()
    assert ready._context.runner.wait_idle(30_000)
    row = desk.store.outbox.rows()[-1]
    assert row.state in (SendState.QUEUED, SendState.CONFIRMED)
    if row.state is SendState.QUEUED:
        until_shown(qtbot, ready, "Отправка остановлена.")
        press(qtbot, ready, "Отправить сейчас")
    until_shown(qtbot, ready, "Подтверждено", 30_000)


def test_a_button_that_moves_among_the_notes_keeps_the_keyboard(qtbot: QtBot, ready: FinishPanel) -> None:
    button = find(ready, QAbstractButton, "Подписали на бумаге? Добавить сканы…")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    asides = ready.side.findChildren(Asides)[0]
    for height in (420, 700):
        former = asides.parentWidget()
        ready.resize(1150, height)
        until(qtbot, partial(_has_moved, asides, former))
        assert ready.focusWidget() is button


def _has_moved(widget: QWidget, former: QWidget | None) -> bool:
    return widget.parentWidget() is not former


def test_esc_goes_back_to_the_text(qtbot: QtBot, ready: FinishPanel) -> None:
    with qtbot.waitSignal(ready.back):
        QTest.keyClick(send_button(ready), Qt.Key.Key_Escape)


def test_a_template_that_is_broken_is_told_and_can_be_tried_again(
    qtbot: QtBot, panel: FinishPanel, desk: Desk, text: DraftText
) -> None:
    kept = desk.store.files.latest(FileKind.TEMPLATE)
    assert kept is not None
    good = desk.store.files.content(kept.id)
    desk.store.files.put(FileKind.TEMPLATE, "Итоговое заключение", "broken.docx", b"broken", desk.now())
    panel.begin(people(desk)[0].attestee, text)
    until_shown(qtbot, panel, "Подготовить ещё раз")
    assert find_all(panel, QAbstractButton, "Отправить") == [] or not send_button(panel).isEnabled()
    desk.store.files.put(FileKind.TEMPLATE, "Итоговое заключение", "good.docx", good, desk.now())
    with qtbot.waitSignal(panel.pages.shown, timeout=20_000):
        press(qtbot, panel, "Подготовить ещё раз")
    assert send_button(panel).isEnabled()


def row(state: SendState, answer: str = "") -> OutboxRow:
    moment = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
    return OutboxRow(1, "id", 1, "Заключение.pdf", "0" * 64, 10, state, 1, answer, None, moment, moment)


@pytest.mark.parametrize(
    ("state", "stopped", "title", "again"),
    [
        (SendState.CONFIRMED, None, "Подтверждено", False),
        (SendState.SENT, None, "Отправлено", False),
        (SendState.QUEUED, Unsent("Нет связи.", sign_in_needed=False), "Отправится, когда появится связь", True),
        (SendState.QUEUED, Unsent("Нужно войти.", sign_in_needed=True), "Отправится после входа", True),
        (SendState.OUTCOME_UNKNOWN, None, "Нужно проверить", True),
        (SendState.FAILED, None, "Не отправлено", False),
        (SendState.CANCELLED, None, "Отозвано", False),
    ],
)
def test_every_outcome_has_its_words(state: SendState, stopped: Unsent | None, title: str, again: bool) -> None:
    words = words_for(Outcome(row(state, "Ответ сервиса."), stopped, b""))
    assert words.title == title
    assert words.again is again


@pytest.mark.parametrize(
    ("fault", "title", "by_itself"),
    [
        (NoNetworkError("Нет интернета."), "Отправится, когда появится связь", True),
        (ServerFaultError(503), "Отправится, когда сервис ответит", True),
        (CertificateError("Сертификат не принят."), "Отправится, когда появится связь", False),
    ],
)
def test_what_waits_gives_one_advice_only(fault: EnvironmentFault, title: str, by_itself: bool) -> None:
    stopped = Unsent(str(fault), sign_in_needed=False, fault=fault)
    words = words_for(Outcome(row(SendState.QUEUED), stopped, b""))
    assert words.title == title
    assert (fault.todo in words.text, "Ничего делать не нужно" in words.advice) == (not by_itself, by_itself)


def test_a_refusal_is_told_in_the_services_words(
    qtbot: QtBot, ready: FinishPanel, desk: Desk, training: Training
) -> None:
    training.server.faults.set(Fault.UPLOAD_REFUSED, times=1)
    sent(ready, desk)
    until_shown(qtbot, ready, "Не отправлено")
    assert "Ответ сервиса" in texts(ready)
