"""Pictures of what goes on and how it ends: the practice service is slow, silent, refuses, or breaks off."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from scene import Scene, live, until

from attest_desktop.gui.editor import FINISH, EditorView
from attest_desktop.gui.finish import FinishPanel
from attest_desktop.gui.profile import ProfileView
from attest_desktop.gui.safety import open_recovery
from attest_desktop.gui.schedule import ScheduleDialog, open_schedule
from attest_desktop.gui.settings.backup import BackupDialog, open_backup
from attest_desktop.practice import Fault
from attest_desktop.store import FileKind
from attest_desktop.work.finish import finish
from attest_desktop.work.people import people
from attest_desktop.work.refresh import kept_profile
from attest_desktop.work.send import enqueue

HEAD = ("№", "ФИО аттестуемого", "Должность", "Период", "Форма", "Специалист 1", "Специалист 2")
OTHERS = ("Чулымский Роман Олегович", "Лугинина Вера Степановна")

Go = Callable[[Scene], QWidget | None]


def doing_pictures() -> dict[str, Go]:
    """By name, how to come there; each sends for another attestee."""
    return {
        "editor-making": _editor_making,
        "finish-loading": _finish_loading,
        "finish-stopped": _finish_stopped,
        "finish-error": _finish_error,
        "finish-offline": _finish_offline,
        "finish-sending": lambda scene: _finish_sent(scene, 4, Fault.SLOW, done=False),
        "finish-waits": lambda scene: _finish_sent(scene, 5, Fault.OUTAGE),
        "finish-refused": lambda scene: _finish_sent(scene, 6, Fault.UPLOAD_REFUSED),
        "finish-unknown": _finish_unknown,
        "outbox-offline": _outbox_offline,
        "outbox-sending": _outbox_sending,
        "control-looking": _control_looking,
        "control-offline": _control_offline,
        "control-partial": _control_partial,
        "profile-offline": _profile_offline,
        "profile-unsaved": _profile_unsaved,
        "schedule-loading": _schedule_loading,
        "schedule-error": _schedule_error,
        "schedule-nobody": lambda scene: _schedule(scene, "Чулымский Роман Олегович"),
        "schedule-partial": lambda scene: _schedule(scene, "", torn=True),
    }


def earnest_pictures() -> dict[str, Go]:
    """Of what the training has not: the whole of the settings, copies, the recovery code."""
    return {
        "settings-whole": _settings_whole,
        "backup": lambda scene: open_backup(scene.context, scene.window),
        "backup-wrong": _backup_wrong,
        "backup-done": _backup_done,
        "backup-error": _backup_error,
        "recovery": lambda scene: open_recovery(scene.context, scene.window),
        "recovery-code": _recovery_code,
    }


def _final(scene: Scene, number: int, *, wait: bool = True) -> FinishPanel:
    whose = scene.ids[number]
    scene.write(whose)
    scene.window.go("editor", (whose, FINISH))
    view = scene.window.views["editor"]
    assert isinstance(view, EditorView)
    if wait:
        until(lambda: bool(view.finish.pages.layer.items))
        scene.calm_down()
    return view.finish


def _editor_making(scene: Scene) -> None:
    """The text can be written; its pages are being made."""
    whose = scene.ids[2]
    scene.go("help")
    scene.hold(steady=True)
    scene.window.go("editor", whose)
    view = scene.window.views["editor"]
    assert isinstance(view, EditorView)
    until(lambda: view.form.isEnabled() and view.attestee_id == whose)
    live(600)


def _finish_loading(scene: Scene) -> None:
    panel = _final(scene, 3, wait=False)
    until(panel.isVisible)
    # The lines on the empty paper come a moment after it.
    live(320)


def _finish_stopped(scene: Scene) -> None:
    panel = _final(scene, 3, wait=False)
    until(panel.isVisible)
    panel.side.cancel.emit()
    scene.calm_down()


def _finish_error(scene: Scene) -> None:
    kept = scene.desk.store.files.latest(FileKind.TEMPLATE)
    assert kept is not None
    good, name = scene.desk.store.files.content(kept.id), "Итоговое заключение"
    panel = _final(scene, 3)
    scene.desk.store.files.put(FileKind.TEMPLATE, name, "broken.docx", b"broken", scene.desk.now())
    panel.side.again.emit()
    scene.calm_down()
    scene.desk.store.files.put(FileKind.TEMPLATE, name, "good.docx", good, scene.desk.now())


def _finish_offline(scene: Scene) -> None:
    _final(scene, 3)
    scene.context.note_reached(False)
    live(100)


def _finish_sent(scene: Scene, number: int, fault: Fault, *, done: bool = True) -> None:
    panel = _final(scene, number)
    scene.training.server.faults.set(fault)
    ends: list[object] = []
    panel.sent.connect(ends.append)
    panel.send()
    if done:
        until(lambda: bool(ends))
        live(300)
    else:
        live(1200)


def _finish_unknown(scene: Scene) -> None:
    faults = scene.training.server.faults
    faults.set(Fault.DROP_AFTER_UPLOAD)
    faults.set(Fault.OUTAGE, after=Fault.DROP_AFTER_UPLOAD)
    panel = _final(scene, 7)
    ends: list[object] = []
    panel.sent.connect(ends.append)
    panel.send()
    until(lambda: bool(ends))
    live(300)


def _queued(scene: Scene, *numbers: int) -> None:
    known = {one.id: one.stage.value for one in people(scene.desk)}
    for number in numbers:
        whose = scene.ids[number]
        if known[whose] == "не начато":
            scene.write(whose)
            enqueue(scene.desk, finish(scene.desk, whose))


def _outbox_offline(scene: Scene) -> None:
    scene.training.server.faults.set(Fault.DROP_BEFORE_BODY)
    _queued(scene, 8, 9)
    scene.go("outbox")
    scene.context.send_now()
    scene.calm_down()
    scene.window.strip.clear()
    live(200)


def _outbox_sending(scene: Scene) -> None:
    _queued(scene, 8, 9)
    scene.go("outbox")
    scene.training.server.faults.set(Fault.SLOW)
    scene.context.send_now()
    live(1500)


def _control_looking(scene: Scene) -> None:
    scene.go("control")
    scene.training.server.faults.set(Fault.SLOW)
    scene.press("Проверить всех")
    live(1200)


def _control_offline(scene: Scene) -> None:
    scene.go("control")
    scene.context.note_reached(False)
    live(200)


def _control_partial(scene: Scene) -> None:
    scene.go("control")
    scene.training.server.faults.set(Fault.NO_FILE_VIEW)
    scene.press("Проверить всех")
    scene.calm_down()


def _profile_offline(scene: Scene) -> None:
    view = scene.go("profile")
    assert isinstance(view, ProfileView)
    scene.training.server.faults.set(Fault.OUTAGE)
    view.edit()
    scene.calm_down()


def _profile_unsaved(scene: Scene) -> None:
    view = scene.go("profile")
    assert isinstance(view, ProfileView)
    view.edit()
    until(view.editor.isVisible)
    line = next(one for one in view.editor.findChildren(QLineEdit) if one.isVisible() and one.isEnabled())
    line.setText(f"{line.text()}-Обская")
    line.textEdited.emit(line.text())
    live(700)
    scene.press("Вернуться назад")
    scene.calm_down()


def _made(scene: Scene, me: str, *, torn: bool, rows: int = 0) -> bytes:
    profile = kept_profile(scene.desk)
    assert profile is not None
    document = docx.Document()
    known = [one.attestee for one in people(scene.desk)]
    table = document.add_table(0, len(HEAD))
    lines = [
        [
            str(number),
            one.full_name,
            one.position,
            one.period,
            one.form.russian,
            me or profile.full_name,
            OTHERS[1],
        ]
        for number, one in enumerate(known, 1)
    ]
    lines *= max(1, rows // len(lines))
    if torn:
        lines[2][1] = ""
        lines[4][1] = "см. приложение"
    for line in (HEAD, *lines):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _schedule(scene: Scene, me: str, *, torn: bool = False) -> QWidget:
    scene.go("home")
    if me:
        scene.context.note_reached(False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "График аттестации ноябрь-декабрь 2026.docx"
        path.write_bytes(_made(scene, me, torn=torn))
        open_schedule(scene.context, path, scene.window)
        until(lambda: any(one.isVisible() for one in scene.window.findChildren(ScheduleDialog)))
        live(300)
    return next(one for one in scene.window.findChildren(ScheduleDialog) if one.isVisible())


def _schedule_loading(scene: Scene) -> None:
    scene.go("home")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "График аттестации области.docx"
        path.write_bytes(_made(scene, "", torn=False, rows=1500))
        open_schedule(scene.context, path, scene.window)
        until(scene.window.progress.isVisible)
        live(200)


def _schedule_error(scene: Scene) -> None:
    scene.go("home")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "письмо.txt"
        path.write_text("Уважаемые коллеги!", "utf-8")
        open_schedule(scene.context, path, scene.window)
        scene.calm_down()


def _settings_whole(scene: Scene) -> None:
    scene.go("settings", "safety")
    live(200)


def _phrase(dialog: BackupDialog, first: str, second: str) -> None:
    dialog.phrase.setText(first)
    dialog.repeat.setText(second)


def _backup_wrong(scene: Scene) -> QDialog:
    dialog = open_backup(scene.context, scene.window)
    _phrase(dialog, "три зелёных жирафа", "три зелёных")
    scene.press("Выбрать файл", dialog)
    live(100)
    return dialog


def _backup_done(scene: Scene) -> None:
    scene.go("settings", "data")
    dialog = open_backup(scene.context, scene.window)
    _phrase(dialog, "три зелёных жирафа", "три зелёных жирафа")
    with tempfile.TemporaryDirectory() as folder:
        dialog.write(Path(folder) / "Копия аттестации.attest")
        scene.calm_down()
    # A picture shows nothing of the machine on which it was taken.
    told = scene.window.strip.message
    assert told is not None
    words = "Резервная копия записана и проверена: E:\\Копии\\Копия аттестации 2026-11-22.attest"
    scene.window.strip.show_message(replace(told, text=words))
    live(100)


def _backup_error(scene: Scene) -> None:
    scene.go("settings", "data")
    dialog = open_backup(scene.context, scene.window)
    _phrase(dialog, "три зелёных жирафа", "три зелёных жирафа")
    dialog.write(Path("/Копии/Копия аттестации.attest"))
    scene.calm_down()


def _recovery_code(scene: Scene) -> QDialog:
    dialog = open_recovery(scene.context, scene.window)
    scene.press("Создать код", dialog)
    scene.calm_down()
    # An invented one: a real one is nobody's to see.
    dialog.code.setText("4071   5526   9183\n3340   7712   0958")
    return dialog
