"""Pictures of the views as they open, of what lies over them, of the profile and of the check after sending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from scene import live, until_still

from attest_desktop.gui.card.jobs import newest_pdf
from attest_desktop.gui.hand_over import ReceivedDialog
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.printing import open_print
from attest_desktop.gui.profile import ProfileView
from attest_desktop.gui.sign_in import SignInAgain
from attest_desktop.work.control_look import look_into
from attest_desktop.work.desk import Desk, SignInNeededError
from attest_desktop.work.draft import open_draft
from attest_desktop.work.hand_over import handed_over
from attest_desktop.work.people import people, person
from attest_desktop.work.received import read_received

Go = Callable[[MainWindow], QWidget | None]


def view_pictures(desk: Desk) -> dict[str, Go]:
    """The views as they open, and what lies over the whole window."""
    ids = [one.id for one in people(desk)]

    def to(name: str, payload: object = None) -> Go:
        return lambda window: window.go(name, payload)

    def searching(window: MainWindow) -> None:
        window.go("attestees")
        window.commands.note_place("card", ids[3])
        window.commands.find()

    def found(window: MainWindow) -> None:
        window.go("home")
        window.commands.find()
        window.commands.search.field.setText("ол")

    def key_table(window: MainWindow) -> None:
        window.go("home")
        window.commands.show_keys()

    def dropping(window: MainWindow) -> None:
        window.go("card", ids[1])
        live(500)
        words, good = window.drops.offer([Path("Скан 0001.jpg"), Path("Скан 0002.jpg")])
        window.drops.curtain.show_words(words, good=good)

    return {
        **{name: to(name) for name in ("attestees", "outbox", "signatures", "settings", "help")},
        "search": searching,
        "search-found": found,
        "keys": key_table,
        "dropping": dropping,
        "card": to("card", ids[0]),
        "card-sent": to("card", ids[1]),
    }


def profile_pictures() -> dict[str, Go]:
    """The profile, read and being changed."""

    def profile(window: MainWindow) -> None:
        window.go("profile")
        view = window.views["profile"]
        for button in view.findChildren(QPushButton):
            # Left open by the pictures of the other look.
            if button.isVisible() and button.text() == "Вернуться назад":
                button.click()
        live(600)

    def profile_edit(window: MainWindow) -> None:
        window.go("profile")
        view = window.views["profile"]
        assert isinstance(view, ProfileView)
        live(300)
        view.edit()
        until_still(view.editor.isVisible)
        area = view.findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        area.verticalScrollBar().setValue(0)

    def profile_edit_end(window: MainWindow) -> None:
        profile_edit(window)
        area = window.views["profile"].findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    return {"profile": profile, "profile-edit": profile_edit, "profile-edit-end": profile_edit_end}


def control_pictures(desk: Desk) -> dict[str, Go]:
    """What is done with a sent conclusion: printed, checked in the cabinet; and a colleague's."""
    ids = [one.id for one in people(desk)]

    def printing(window: MainWindow) -> QWidget:
        window.go("card", ids[1])
        dialog = open_print(
            window.context,
            "Итоговое заключение",
            lambda one: newest_pdf(one, person(one, ids[1])),
            window,
        )
        until_still(dialog.pages.canvas.isVisible)
        return dialog

    def control_card(window: MainWindow) -> None:
        look_into(desk, ids[1])
        window.go("card", ids[1])

    def control_list(window: MainWindow) -> None:
        for number in (1, 3):
            look_into(desk, ids[number])
        window.go("control")

    def again(window: MainWindow) -> QWidget:
        prompt = SignInAgain(window.context, SignInNeededError(), window)
        prompt.show()
        return prompt

    def from_colleague(window: MainWindow) -> QWidget:
        window.go("attestees")
        text = open_draft(desk, ids[1]).text
        own = tuple(replace(one, text=one.text.replace("54 %", "51 %")) for one in text.conclusion.criteria)
        changed = replace(text, conclusion=replace(text.conclusion, criteria=own))
        received = read_received(desk, handed_over(desk, ids[1], changed), "Заключение.docx")
        dialog = ReceivedDialog(window.context, received, window)
        dialog.show()
        return dialog

    return {
        "print": printing,
        "control-card": control_card,
        "control": control_list,
        "sign-in-again": again,
        "from-colleague": from_colleague,
    }


def put_away(window: MainWindow) -> None:
    """Take down what lies over the whole window."""
    window.commands.search.close_up()
    window.commands.keys_panel.close_up()
    window.drops.curtain.hide()
    if window.coach is not None:
        window.coach.close_up()
