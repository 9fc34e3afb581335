"""Pictures of the window for the documents: the practice service, invented people, nothing of this machine.

Run as `python docs/take_screenshots.py [--size 1366x768] [--only home,attestees] [--look dark] [--out DIR]`.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring.backends.null
from attestees_pictures import attestees_pictures
from camera import Camera
from doing_pictures import doing_pictures, earnest_pictures
from help_pictures import help_pictures
from home_pictures import home_pictures
from on_screen import Attention, need_screen
from procedure_pictures import procedure_pictures
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QRadialGradient, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QWidget
from scene import live as settle
from scene import scene
from schedule_pictures import schedule_pictures
from season_pictures import season_pictures
from sign_in_pictures import sign_in_states, take_sign_in_states
from state_pictures import empty_pictures, state_pictures
from welcome_pictures import welcome_pictures

from attest_desktop.domain.record import CriterionText, Lesson, Result
from attest_desktop.gui.app import make_application
from attest_desktop.gui.card.jobs import newest_pdf
from attest_desktop.gui.context import Context
from attest_desktop.gui.editor import FINISH, EditorView
from attest_desktop.gui.editor.criteria_dialog import CriteriaDialog
from attest_desktop.gui.editor.reuse import ReuseDialog
from attest_desktop.gui.hand_over import ReceivedDialog
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.pages.book import Book
from attest_desktop.gui.paper import PaperView
from attest_desktop.gui.paper.closer import CloserDialog
from attest_desktop.gui.phrases import PhraseDialog, PhrasePicker, open_phrases
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.printing import open_print
from attest_desktop.gui.profile import ProfileView
from attest_desktop.gui.runner import Runner
from attest_desktop.gui.sign_in import SignInAgain, SignInWindow
from attest_desktop.gui.signatures.dialog import SignatureDialog, open_signature
from attest_desktop.gui.theme.style import Look, theme
from attest_desktop.gui.widgets import LinkButton
from attest_desktop.papers.signing import draw_sample_signature, find_places
from attest_desktop.store import ConclusionShelf, PhraseText, Secrets
from attest_desktop.work.control_look import look_into
from attest_desktop.work.desk import Desk, SignInNeededError
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import finish
from attest_desktop.work.hand_over import handed_over
from attest_desktop.work.paper_lot import printed_of
from attest_desktop.work.people import Stage, people, person
from attest_desktop.work.received import read_received
from attest_desktop.work.send import enqueue, send_conclusion
from attest_desktop.work.signatures import keep_lifted
from attest_desktop.work.signatures import signatures as signatures_now
from attest_desktop.work.training import Training

LOOKS = {"light": Look.LIGHT, "dark": Look.DARK, "contrast": Look.HIGH_CONTRAST}
CRITERION = (
    "Результаты освоения обучающимися образовательных программ по итогам мониторингов стабильны: качество знаний "
    "за межаттестационный период выросло с 54 % до 63 %, все выпускники подтвердили годовые отметки."
)


SLIPS = (
    "Педагог систематичски применяет современные технологии, проводит мастер-классы. Под руководством [ФИО: "
    "заполните] обучающиеся подготовили презинтации для межпредметной конференции."
)
PHRASES = (
    PhraseText("{Имя Отчество} {провёл/провела} открытые занятия для учителей школы.", "4", "", "учитель", ""),
    PhraseText(
        "{ФИО} выявляет и развивает способности обучающихся: дети участвуют в муниципальных и региональных "
        "олимпиадах, становятся победителями и призёрами конкурсов исследовательских работ, выступают на научно-"
        "практических конференциях.",
        "3",
        "высшая",
        "учитель",
        "математика",
    ),
    PhraseText(
        "Под руководством {ФИО:р} обучающиеся стали призёрами конкурса [название конкурса: заполните].", "3"
    ),
    PhraseText("Продолжить обобщение опыта работы на муниципальном и региональном уровнях.", "", "высшая"),
)

# Strokes of an invented hand.
SCRAWL = (
    ((210, 190), (262, 60), (300, 205), (340, 88), (372, 200)),
    ((380, 150), (405, 190), (430, 150), (455, 192), (480, 152), (505, 192), (532, 160), (600, 178)),
    ((300, 225), (430, 212), (610, 205)),
)

# Written like the others, and sent while their picture is taken: one for each look.
TO_BE_SENT = (5, 7)


@dataclass
class Shot:
    """One picture: its name and how to come there."""

    name: str
    go: Callable[[MainWindow], QWidget | None]


def wait_for(ready: Callable[[], bool], seconds: int = 30) -> None:
    """Let the window live until it is ready."""
    for _ in range(seconds * 10):
        if ready():
            settle(400)
            return
        settle(100)
    raise TimeoutError("the window did not become ready: the picture would show something else")


def write_something(desk: Desk) -> None:
    """Bring the sample attestees to different stages."""
    ids = [one.id for one in people(desk)]
    for count, attestee_id in enumerate([*ids[:5], *(ids[number] for number in TO_BE_SENT)]):
        text = open_draft(desk, attestee_id).text
        criteria = tuple(
            CriterionText(one.number, CRITERION if place < 3 or count else "")
            for place, one in enumerate(text.conclusion.criteria)
        )
        lessons = (
            Lesson(date(2026, 11, 11), "7 «Б»", "Линейная функция и её график"),
            Lesson(date(2026, 11, 13), "9 «А»", "Арифметическая прогрессия"),
        )
        conclusion = replace(
            text.conclusion,
            criteria=criteria,
            lessons=lessons,
            result=Result.MEETS,
            date=date(2026, 11, 20),
            recommendations="Продолжить работу по обобщению опыта.",
        )
        save_draft(desk, attestee_id, replace(text, conclusion=conclusion))
    for phrase in PHRASES:
        desk.store.phrases.add(phrase, desk.now())
    done = [finish(desk, attestee_id) for attestee_id in ids[1:5]]
    send_conclusion(desk, done[0])
    send_conclusion(desk, done[1])
    enqueue(desk, done[2])


def shots(desk: Desk) -> list[Shot]:
    """Every view of the window."""
    ids = [one.id for one in people(desk)]

    def to(name: str, payload: object = None) -> Callable[[MainWindow], None]:
        return lambda window: window.go(name, payload)

    def again(window: MainWindow) -> QWidget:
        prompt = SignInAgain(window.context, SignInNeededError(), window)
        prompt.show()
        return prompt

    def editor(window: MainWindow, number: int = 0) -> EditorView:
        window.go("editor", ids[number])
        settle(1500)
        view = window.views["editor"]
        assert isinstance(view, EditorView)
        return view

    def editor_criteria(window: MainWindow) -> None:
        view = editor(window)
        window.activateWindow()
        view.form.go_to("criterion.1")
        view.criterion.show_criterion("2")

    def phrase_picker(window: MainWindow) -> QWidget:
        view = editor(window)
        view.form.go_to("criterion.2")
        settle(800)
        box = view.form.long_field()
        assert box is not None
        view.phrasing.offer(box)
        settle(300)
        picker = view.findChild(PhrasePicker)
        assert isinstance(picker, PhrasePicker)
        return picker

    def reuse(window: MainWindow) -> QWidget:
        view = editor(window, 6)
        view.reusing.offer()
        wait_for(lambda: view.findChild(ReuseDialog) is not None)
        dialog = view.findChild(ReuseDialog)
        assert isinstance(dialog, ReuseDialog)
        return dialog

    def spelling(window: MainWindow) -> None:
        view = editor(window, 6)
        box = view.form.long_fields()[0]
        view.form.go_to("criterion.0")
        box.set_text(SLIPS)
        box.moveCursor(QTextCursor.MoveOperation.Start)
        settle(600)

    def criteria_sets(window: MainWindow) -> QWidget:
        dialog = CriteriaDialog(window.context, parent=window)
        dialog.open()
        settle(500)
        return dialog

    def phrase_keeping(window: MainWindow) -> QWidget:
        view = editor(window)
        view.form.go_to("criterion.0")
        settle(800)
        box = view.form.long_field()
        assert box is not None
        view.phrasing.keep(box)
        settle(300)
        dialog = view.findChild(PhraseDialog)
        assert isinstance(dialog, PhraseDialog)
        return dialog

    def phrase_manager(window: MainWindow) -> QWidget:
        dialog = open_phrases(window.context, window)
        settle(500)
        return dialog

    def editor_end(window: MainWindow) -> None:
        area = editor(window).form.area
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    def history(window: MainWindow) -> QWidget:
        view = editor(window)
        button = view.findChild(QPushButton, "history")
        assert isinstance(button, QPushButton)
        button.click()
        settle(500)
        dialog = view.findChild(QDialog)
        assert isinstance(dialog, QDialog)
        return dialog

    def final(window: MainWindow, number: int = 0) -> EditorView:
        window.go("editor", (ids[number], FINISH))
        view = window.views["editor"]
        assert isinstance(view, EditorView)
        settle(500)
        wait_for(lambda: bool(view.finish.pages.layer.items))
        return view

    def final_pages(window: MainWindow) -> None:
        final(window)

    def final_signatures(window: MainWindow) -> None:
        finish = final(window).finish
        finish.pages.layer.items[0].setFocus(Qt.FocusReason.TabFocusReason)
        finish.side.signers.shown.emit(0)
        settle(600)

    def final_sent(window: MainWindow) -> None:
        known = people(desk)
        view = final(window, next(one for one in TO_BE_SENT if known[one].stage is not Stage.CONFIRMED))
        outcomes: list[object] = []
        view.finish.sent.connect(outcomes.append)
        view.finish.send()
        wait_for(lambda: bool(outcomes))

    def from_colleague(window: MainWindow) -> QWidget:
        window.go("attestees")
        text = open_draft(desk, ids[1]).text
        own = tuple(replace(one, text=one.text.replace("54 %", "51 %")) for one in text.conclusion.criteria)
        changed = replace(text, conclusion=replace(text.conclusion, criteria=own))
        received = read_received(desk, handed_over(desk, ids[1], changed), "Заключение.docx")
        dialog = ReceivedDialog(window.context, received, window)
        dialog.show()
        return dialog

    def profile(window: MainWindow) -> None:
        window.go("profile")
        view = window.views["profile"]
        for button in view.findChildren(QPushButton):
            # Left open by the pictures of the other look.
            if button.isVisible() and button.text() == "Вернуться назад":
                button.click()
        settle(600)

    def profile_edit(window: MainWindow) -> None:
        window.go("profile")
        view = window.views["profile"]
        assert isinstance(view, ProfileView)
        settle(300)
        view.edit()
        wait_for(view.editor.isVisible)
        area = view.findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        area.verticalScrollBar().setValue(0)

    def profile_edit_end(window: MainWindow) -> None:
        profile_edit(window)
        area = window.views["profile"].findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    def signature(window: MainWindow) -> SignatureDialog:
        window.go("signatures")
        return open_signature(window.context, "Соболева Марина Аркадьевна", window, is_mine=True)

    def signature_sources(window: MainWindow) -> QWidget:
        return signature(window)

    def signature_drawing(window: MainWindow) -> QWidget:
        dialog = signature(window)
        dialog.draw()
        settle(300)
        for spots in SCRAWL:
            scribble(dialog.drawing.sheet, spots)
        return dialog

    def signature_drawn(window: MainWindow) -> QWidget:
        dialog = signature(window)
        dialog.draw()
        settle(300)
        for spots in SCRAWL:
            scribble(dialog.drawing.sheet, spots)
        dialog.drawing.drawn.emit()
        wait_for(dialog.review.isVisible)
        return dialog

    def signature_photo(window: MainWindow) -> SignatureDialog:
        dialog = signature(window)
        dialog.take(photograph())
        wait_for(lambda: dialog.review.isVisible() or dialog.framing.isVisible())
        return dialog

    def signature_frame(window: MainWindow) -> QWidget:
        dialog = signature_photo(window)
        dialog.review.frame.emit()
        return dialog

    def signature_two(window: MainWindow) -> QWidget:
        dialog = signature(window)
        one = photograph()
        two = QImage(2 * one.width(), one.height(), QImage.Format.Format_RGB32)
        painter = QPainter(two)
        painter.drawImage(0, 0, one)
        painter.drawImage(one.width(), 0, one)
        painter.end()
        dialog.take(two)
        wait_for(dialog.review.isVisible)
        return dialog

    def signature_problem(window: MainWindow) -> QWidget:
        dialog = signature(window)
        paper = QImage(1200, 900, QImage.Format.Format_RGB32)
        paper.fill(QColor(233, 230, 224))
        dialog.take(paper)
        wait_for(dialog.framing.isVisible)
        return dialog

    def signatures_several(window: MainWindow) -> None:
        full_name = "Соболева Марина Аркадьевна"
        if len(signatures_now(desk)) < 3:
            keep_lifted(desk, draw_sample_signature(full_name, seed=4), full_name, is_mine=True, name="краткая")
        window.go("signatures")

    def printing(window: MainWindow) -> QWidget:
        window.go("card", ids[1])
        dialog = open_print(
            window.context,
            "Итоговое заключение",
            lambda one: newest_pdf(one, person(one, ids[1])),
            window,
        )
        wait_for(dialog.pages.canvas.isVisible)
        return dialog

    def paper(window: MainWindow, *names: str) -> PaperView:
        window.go("card", ids[4])
        window.go("paper", ids[4])
        view = window.views["paper"]
        assert isinstance(view, PaperView)
        wait_for(lambda: view.lot.way is not None)
        view.lot.remove(range(len(view.lot.strip.sheets)))
        if names:
            with tempfile.TemporaryDirectory() as folder:
                paths = [Path(folder) / name for name in names]
                for path in paths:
                    path.write_bytes(SCANS[path.name](desk.store.conclusions, ids[4]))
                view.lot.add(paths)
                wait_for(lambda: view.lot.bound is not None, 90)
        return view

    def paper_empty(window: MainWindow) -> None:
        paper(window)

    def paper_amiss(window: MainWindow) -> None:
        view = paper(window, "Скан 0002.jpg", "Скан 0001.jpg", "IMG_3112.jpg")
        view.board.strip.choose([1])
        view.board.strip.setFocus(Qt.FocusReason.TabFocusReason)

    def paper_result(window: MainWindow) -> None:
        view = paper(window, "Скан 0002.jpg")
        view.side.build.emit()

    def paper_closer(window: MainWindow) -> QWidget:
        view = paper(window, "Скан 0002.jpg")
        view.board.closer.emit(0)
        dialog = view.findChild(CloserDialog)
        assert isinstance(dialog, CloserDialog)
        wait_for(lambda: bool(dialog.scan.pdf and dialog.printed.pdf))
        return dialog

    def paper_own_ink(window: MainWindow) -> None:
        window.go("paper", ids[0])
        view = window.views["paper"]
        assert isinstance(view, PaperView)
        wait_for(lambda: view.lot.way is not None)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "Скан 0001.jpg"
            path.write_bytes(signed_scan(printed_of(desk, ids[0]).pdf))
            view.lot.add([path])
            wait_for(lambda: view.lot.bound is not None, 90)
        view.side.own_ink.emit()
        wait_for(view.result.isVisible)

    def control_card(window: MainWindow) -> None:
        look_into(desk, ids[1])
        window.go("card", ids[1])

    def control_list(window: MainWindow) -> None:
        for number in (1, 3):
            look_into(desk, ids[number])
        window.go("control")

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
        settle(500)
        words, good = window.drops.offer([Path("Скан 0001.jpg"), Path("Скан 0002.jpg")])
        window.drops.curtain.show_words(words, good=good)

    editor_pictures: dict[str, Callable[[MainWindow], QWidget | None]] = {
        "editor-criteria": editor_criteria,
        "editor-end": editor_end,
        "phrases": phrase_picker,
        "reuse": reuse,
        "spelling": spelling,
        "criteria": criteria_sets,
        "phrase": phrase_keeping,
        "phrases-all": phrase_manager,
        "editor-history": history,
        "finish": final_pages,
        "finish-signatures": final_signatures,
        "finish-sent": final_sent,
    }
    made = [Shot(name, to(name)) for name in ("attestees", "outbox", "signatures", "settings", "help")]
    made += [Shot(name, go) for name, go in home_pictures(desk).items()]
    made.append(Shot("profile", profile))
    made += [Shot("search", searching), Shot("search-found", found), Shot("keys", key_table)]
    made.append(Shot("dropping", dropping))
    made += [Shot("card", to("card", ids[0])), Shot("card-sent", to("card", ids[1]))]
    made += [Shot("editor", to("editor", ids[0])), Shot("editor-empty", to("editor", ids[6]))]
    made += [Shot(name, go) for name, go in editor_pictures.items()]
    made += [Shot("profile-edit", profile_edit), Shot("profile-edit-end", profile_edit_end)]
    made += [
        Shot("signature", signature_sources),
        Shot("signature-drawing", signature_drawing),
        Shot("signature-drawn", signature_drawn),
        Shot("signature-photo", signature_photo),
        Shot("signature-frame", signature_frame),
        Shot("signature-problem", signature_problem),
        Shot("signature-two", signature_two),
        Shot("signatures-several", signatures_several),
        Shot("print", printing),
        Shot("control-card", control_card),
        Shot("control", control_list),
        Shot("paper-empty", paper_empty),
        Shot("paper", paper_amiss),
        Shot("paper-result", paper_result),
        Shot("paper-closer", paper_closer),
        Shot("paper-own-ink", paper_own_ink),
    ]
    made.append(Shot("sign-in-again", again))
    made.append(Shot("from-colleague", from_colleague))
    made += [Shot(name, go) for name, go in procedure_pictures(desk).items()]
    made += [Shot(name, go) for name, go in schedule_pictures(desk).items()]
    made += [Shot(name, go) for name, go in season_pictures(desk).items()]
    made += [Shot(name, go) for name, go in welcome_pictures(desk).items()]
    made += [Shot(name, go) for name, go in attestees_pictures(desk).items()]
    made += [Shot(name, go) for name, go in help_pictures().items()]
    return made


def scanned(page: int) -> Callable[[ConclusionShelf, str], bytes]:
    """A scan of a page of somebody's finished conclusion; page 0 is a page of something else."""

    def made(conclusions: ConclusionShelf, attestee_id: str) -> bytes:
        first = conclusions.all(attestee_id)[-1]
        book = Book(conclusions.pdf(first.id))
        image = book.picture(max(1, min(page, len(book))), 150 / 72)
        book.close()
        assert image is not None
        painter = QPainter(image)
        if not page:
            image.fill(QColor(250, 249, 246))
            painter.setFont(QFont("Inter", 26))
            for number in range(9):
                painter.drawText(160, 200 + number * 150, f"{number + 1}. Расписание занятий кружка")
        painter.end()
        return as_jpeg(image)

    return made


def signed_scan(pdf: bytes) -> bytes:
    """A scan of the first page with places to sign, with ink on the first of them."""
    place = find_places(pdf)[0]
    book = Book(pdf)
    image, height = book.picture(place.page, 200 / 72), book.sizes[place.page - 1][1]
    book.close()
    assert image is not None
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(200 / 72, 200 / 72)
    ink = QImage.fromData(draw_sample_signature("Соболева Марина Аркадьевна", seed=5))
    width = 90.0
    tall = width * ink.height() / ink.width()
    painter.drawImage(QRectF(place.x + 8, height - place.y - tall * 0.8, width, tall), ink)
    painter.end()
    return as_jpeg(image)


def as_jpeg(image: QImage) -> bytes:
    """The picture as a file."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 85)  # type: ignore[call-overload]  # the stubs want bytes, Qt wants a name
    return bytes(kept.data())


SCANS = {"Скан 0001.jpg": scanned(1), "Скан 0002.jpg": scanned(2), "IMG_3112.jpg": scanned(0)}


def scribble(sheet: QWidget, spots: Sequence[tuple[int, int]]) -> None:
    """Draw a smooth line through the spots with the mouse."""
    path = QPainterPath(QPointF(*spots[0]))
    for (x0, y0), (x1, y1) in itertools.pairwise(spots):
        middle = (x0 + x1) / 2
        path.cubicTo(QPointF(middle, y0), QPointF(middle, y1), QPointF(x1, y1))
    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=QPoint(*spots[0]))
    for step in range(1, 121):
        QTest.mouseMove(sheet, path.pointAtPercent(step / 120).toPoint())
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=QPoint(*spots[-1]))


def photograph() -> QImage:
    """An invented signature on a sheet of paper in uneven light."""
    paper = QImage(1600, 1200, QImage.Format.Format_RGB32)
    light = QRadialGradient(QPointF(600, 400), 1500)
    light.setColorAt(0, QColor(242, 239, 231))
    light.setColorAt(1, QColor(168, 163, 154))
    painter = QPainter(paper)
    painter.fillRect(paper.rect(), light)
    ink = QImage.fromData(draw_sample_signature("Соболева Марина Аркадьевна", seed=3))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(330, 420, 960, 352), ink)
    painter.end()
    return paper


def put_away(window: MainWindow) -> None:
    """Take down what lies over the whole window."""
    window.commands.search.close_up()
    window.commands.keys_panel.close_up()
    window.drops.curtain.hide()
    if window.coach is not None:
        window.coach.close_up()


def sign_in_pictures(runner: Runner, camera: Camera, room: QSize) -> None:
    """The window before the desk."""
    with tempfile.TemporaryDirectory() as folder:
        window = SignInWindow(
            "https://coko.tomsk.ru/cpnew/",
            Path(folder),
            Secrets(keyring.backends.null.Keyring()),  # type: ignore[no-untyped-call]  # keyring has no types here
            runner,
        )
        window.resize(QSize(1040, 700).boundedTo(room))
        window.show()
        settle(400)
        camera.take(window, "sign-in")
        window.form.set_user_name("soboleva")
        settle(400)
        window.form.button.click()
        settle(200)
        camera.take(window, "sign-in-first")
        for name, words in (
            ("registration", "Регистрация по ссылке координатора"),
            ("reset", "Забыли пароль или имя пользователя?"),
        ):
            next(one for one in window.findChildren(LinkButton) if one.text() == words).click()
            settle(400)
            camera.take(window, name)
            window.registration.back.emit()
        window.close()
        first = SignInWindow(
            "https://coko.tomsk.ru/cpnew/",
            Path("/home/teacher/.local/share/attest-desktop"),
            Secrets(keyring.backends.null.Keyring()),  # type: ignore[no-untyped-call]  # keyring has no types here
            runner,
            welcome=True,
        )
        first.resize(QSize(1040, 700).boundedTo(room))
        first.show()
        settle(400)
        camera.take(first, "welcome")
        first.close()


def main() -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--text", type=float, default=1.0, help="text size, 1 is usual")
    parser.add_argument("--only", default="")
    parser.add_argument("--look", default="light,dark")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "screenshots")
    chosen = parser.parse_args()
    width, height = (int(part) for part in chosen.size.split("x"))
    wanted = set(filter(None, chosen.only.split(",")))
    preferences = Preferences()
    need_screen()
    app = make_application(sys.argv[:1], preferences)
    app.setQuitOnLastWindowClosed(False)
    Attention(app)
    camera = Camera(chosen.out)
    with Training() as training, training.open_desk() as desk:
        write_something(desk)
        runner = Runner()
        context = Context(desk, runner, training=True)
        window = MainWindow(context, preferences)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        window.begin()
        settle(800)
        for look in chosen.look.split(","):
            theme.apply(LOOKS[look], chosen.text)
            camera.look = look
            if not wanted or wanted & {"sign-in", "registration", "reset", "welcome"}:
                sign_in_pictures(runner, camera, QSize(width, height))
            for shot in shots(desk):
                if not wanted or shot.name in wanted:
                    other = shot.go(window)
                    settle(1500 if shot.name.startswith(("editor", "card")) else 500)
                    runner.wait_idle(10_000)
                    window.strip.clear()
                    settle(100)
                    camera.take(other or window, shot.name)
                    if other is not None:
                        other.close()
                    put_away(window)
        context.end()
        runner.cancel_all()
        runner.wait_idle(10_000)
        window.deleteLater()
    for look in chosen.look.split(","):
        theme.apply(LOOKS[look], chosen.text)
        camera.look = look
        take_states(preferences, wanted, camera, QSize(width, height))
    return 0 if camera.finish() else 1


def take_states(preferences: Preferences, wanted: set[str], camera: Camera, room: QSize) -> None:
    """Each in a window of its own: what they do to the practice service is seen in no other picture."""
    if not wanted or wanted & set(sign_in_states()):
        take_sign_in_states(wanted, room, camera.take)
    for pictures, training, empty in (
        (state_pictures(), True, False),
        (doing_pictures(), True, False),
        (empty_pictures(), True, True),
        (earnest_pictures(), False, False),
    ):
        if wanted and not wanted & set(pictures):
            continue
        with scene(room, preferences, training=training, empty=empty) as place:
            for name, go in pictures.items():
                if not wanted or name in wanted:
                    other = go(place)
                    camera.take(other or place.window, name)
                    place.settle()


if __name__ == "__main__":
    sys.exit(main())
