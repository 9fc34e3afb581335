"""Pictures of what the views show before they are read, when they cannot be, and when there is nothing in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QWidget
from scene import Scene, live, until

from attest_desktop.domain.attestee import Attestee
from attest_desktop.domain.deadlines import Where
from attest_desktop.gui.attestees import AttesteesView
from attest_desktop.gui.attestees.sheet import Sheet
from attest_desktop.gui.editor import EditorView
from attest_desktop.gui.help.view import HelpView
from attest_desktop.gui.home import HomeView
from attest_desktop.gui.home.plan import load
from attest_desktop.gui.payloads import PDF, RECOVERED, REGISTER
from attest_desktop.gui.phrases import open_phrases
from attest_desktop.gui.procedure.note_form import NoteDialog
from attest_desktop.gui.settings import SettingsView
from attest_desktop.practice import Fault
from attest_desktop.store import FileKind, NoteKind, NoteText
from attest_desktop.work.finish import finish
from attest_desktop.work.lesson_notes import forget_unfinished, keep_unfinished
from attest_desktop.work.people import Person, people
from attest_desktop.work.remind import agenda_of
from attest_desktop.work.send import send_conclusion

MANY = 46
SURNAMES = ("Аникина", "Бакчарская", "Васюганская", "Галкина", "Дронова", "Ерёмина", "Жилина", "Зорина", "Исаева")
NAMES = (
    "Анна Петровна",
    "Вера Ильинична",
    "Дарья Олеговна",
    "Елена Юрьевна",
    "Ирина Львовна",
    "Мария Сергеевна",
    "Ольга Денисовна",
)

Go = Callable[[Scene], QWidget | None]


def state_pictures() -> dict[str, Go]:
    """By name, how to come there."""
    return {
        "home-many": _home_many,
        "home-error": lambda scene: _unread(scene, "home", fresh=True),
        "attestees-loading": _attestees_loading,
        "attestees-error": lambda scene: _unread(scene, "attestees", fresh=True),
        "card-error": lambda scene: _unread(scene, "card", scene.ids[0]),
        "card-note": _card_note,
        "note": _note,
        "editor-loading": _editor_loading,
        "editor-error": lambda scene: _unread(scene, "editor", scene.ids[3]),
        "editor-recovered": _editor_recovered,
        "editor-sent": _editor_sent,
        "editor-no-pages": _editor_no_pages,
        "paper-error": lambda scene: _unread(scene, "paper", scene.ids[5]),
        "season-error": lambda scene: _unread(scene, "season", REGISTER),
        "timeline-error": lambda scene: _unread(scene, "timeline"),
        "outbox-error": lambda scene: _unread(scene, "outbox"),
        "signatures-error": lambda scene: _unread(scene, "signatures"),
        "control-error": lambda scene: _unread(scene, "control"),
        "settings-error": _settings_error,
        "help-nothing": _help_nothing,
        "search-nothing": _search_nothing,
        "dialog-error": _dialog_error,
    }


def empty_pictures() -> dict[str, Go]:
    """Of an account that has never asked the cabinet for anything."""
    return {
        "home-new": lambda scene: _nothing(scene, "home"),
        "timeline-empty": lambda scene: _nothing(scene, "timeline"),
        "season-empty": lambda scene: _nothing(scene, "season"),
        "outbox-empty": lambda scene: _nothing(scene, "outbox"),
        "signatures-empty": lambda scene: _nothing(scene, "signatures"),
        "control-empty": lambda scene: _nothing(scene, "control"),
        "profile-empty": lambda scene: _nothing(scene, "profile"),
        "phrases-empty": _no_phrases,
    }


def _no_phrases(scene: Scene) -> QDialog:
    dialog = open_phrases(scene.context, scene.window)
    until(lambda: dialog.bank.known)
    return dialog


def _nothing(scene: Scene, name: str) -> None:
    scene.go(name)
    live(200)


def _unread(scene: Scene, name: str, payload: object = None, *, fresh: bool = False) -> None:
    """The view while the disk does not answer; `fresh`: as it is before anything was read."""
    if fresh:
        scene.window.go("help")
        view = scene.window.views.pop(name, None)
        if view is not None:
            view.hide()
            view.setParent(None)
            view.deleteLater()
    with scene.no_disk():
        scene.window.go(name, payload)
    # What leaving the view before said; the view's own words stand in its place.
    scene.window.strip.clear()
    live(100)


def _settings_error(scene: Scene) -> None:
    view = scene.go("settings")
    assert isinstance(view, SettingsView)
    _unread(scene, "settings", PDF)
    view.findChildren(QScrollArea)[0].ensureWidgetVisible(view.engine_hint, 0, 60)
    live(100)


def _home_many(scene: Scene) -> None:
    view = scene.go("home")
    assert isinstance(view, HomeView)
    first = people(scene.desk)

    def like(number: int) -> Person:
        one = first[number % len(first)]
        name = f"{SURNAMES[number % len(SURNAMES)]} {NAMES[number % len(NAMES)]}"
        who: Attestee = replace(
            one.attestee, id=f"{one.id}-{number}", full_name=name, period=first[0].attestee.period
        )
        return replace(one, attestee=who)

    today = scene.context.today()
    data = load(scene.desk, today)
    known = tuple(like(number) for number in range(MANY))
    stand = {one.attestee_id: one for one in data.standings}
    standings = tuple(replace(stand[one.id.rpartition("-")[0]], attestee_id=one.id) for one in known)
    view.show_data(replace(data, people=known, agenda=agenda_of(known, Where.CITY, today), standings=standings))
    until(lambda: any(one.text().startswith("Показать всех") for one in view.people.findChildren(QPushButton)))
    live(1500)
    bar = view.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    live(200)


def _attestees_loading(scene: Scene) -> None:
    view = scene.go("attestees")
    assert isinstance(view, AttesteesView)
    scene.training.server.faults.set(Fault.SLOW)
    view.model.show(Sheet())
    scene.context.refresh()
    live(600)
    view.show_state()
    live(100)


def _card_note(scene: Scene) -> None:
    whose = scene.ids[2]
    note = NoteText(NoteKind.LESSON, scene.context.today(), "5 А", "Сложение дробей", "Работа в парах, все дети")
    keep_unfinished(scene.desk, whose, note)
    view = scene.go("card", whose)
    live(300)
    area = view.findChildren(QScrollArea)[0]
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    live(200)
    forget_unfinished(scene.desk, whose)


def _note(scene: Scene) -> QWidget:
    scene.go("card", scene.ids[2])
    scene.press("Добавить заметку")
    (dialog,) = (one for one in scene.window.findChildren(NoteDialog) if one.isVisible())
    dialog.seen.setPlainText("Работа в парах, все дети заняты; итог подводят сами.")
    live(200)
    return dialog


def _editor_loading(scene: Scene) -> None:
    scene.hold()
    scene.window.go("editor", scene.ids[2])
    live(700)


def _editor_recovered(scene: Scene) -> None:
    scene.write(scene.ids[0])
    scene.window.go("editor", (scene.ids[0], RECOVERED))
    live(1200)


def _editor_sent(scene: Scene) -> None:
    whose = scene.ids[1]
    known = {one.id: one.stage.value for one in people(scene.desk)}
    if known[whose] != "подтверждено":
        scene.write(whose)
        send_conclusion(scene.desk, finish(scene.desk, whose))
    scene.window.go("editor", whose)
    live(1500)


def _editor_no_pages(scene: Scene) -> None:
    kept = scene.desk.store.files.latest(FileKind.TEMPLATE)
    assert kept is not None
    good = scene.desk.store.files.content(kept.id)
    name = "Итоговое заключение"
    view = scene.go("editor", scene.ids[3])
    assert isinstance(view, EditorView)
    until(lambda: view.pages.pdf is not None)
    scene.desk.store.files.put(FileKind.TEMPLATE, name, "broken.docx", b"broken", scene.desk.now())
    view.preview.note(view.form.text())
    until(lambda: view.pages.pdf is None)
    live(300)
    scene.desk.store.files.put(FileKind.TEMPLATE, name, "good.docx", good, scene.desk.now())


def _help_nothing(scene: Scene) -> None:
    view = scene.go("help", "start")
    assert isinstance(view, HelpView)
    view.search.setText("астрофизика")
    live(200)


def _search_nothing(scene: Scene) -> None:
    scene.go("home")
    scene.window.commands.find()
    scene.window.commands.search.field.setText("астрофизика")
    live(200)


def _dialog_error(scene: Scene) -> QWidget:
    scene.go("home")
    dialog = open_phrases(scene.context, scene.window)
    with scene.no_disk():
        dialog.bank.load()
    live(200)
    return dialog
