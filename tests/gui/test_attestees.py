"""The table: search, filters, grouping, sorting, columns, the card beside it, its states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QByteArray, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from attest_desktop.domain.attestee import Form
from attest_desktop.domain.deadlines import Where
from attest_desktop.domain.errors import DiskFaultError
from attest_desktop.gui.attestees import AttesteesView
from attest_desktop.gui.attestees.chips import FilterChip
from attest_desktop.gui.attestees.choice import ChoiceButton
from attest_desktop.gui.attestees.columns import Column, lines
from attest_desktop.gui.attestees.due import by_person, due_of
from attest_desktop.gui.attestees.fitting import NARROWEST
from attest_desktop.gui.attestees.memory import KEPT, remembered
from attest_desktop.gui.attestees.model import PERSON, AttesteesModel
from attest_desktop.gui.attestees.row import Row, make_row
from attest_desktop.gui.attestees.sheet import GONE, Group, Sheet, title_of
from attest_desktop.gui.context import Context, Message
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.theme.style import theme
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import Person, Stage, people
from attest_desktop.work.people_filter import PeopleFilter, kept_filters
from attest_desktop.work.refresh import LastRefresh
from attest_desktop.work.remind import State, agenda_of
from tests.support.training import FirstTraining, TrainingAgain
from tests.support.window import find, find_all, press, texts, write

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def desk(qapp: QApplication, first_training: FirstTraining) -> Iterator[Desk]:
    """These tests only read: one desk serves them all."""
    with TrainingAgain(first_training) as training, training.open_desk() as opened:
        yield opened


@pytest.fixture
def preferences() -> Preferences:
    return Preferences()


@pytest.fixture
def view(qtbot: QtBot, sync_context: Context, preferences: Preferences) -> AttesteesView:
    sync_context.today = lambda: TODAY
    return shown_view(qtbot, sync_context, preferences)


def shown_view(qtbot: QtBot, context: Context, preferences: Preferences) -> AttesteesView:
    made = AttesteesView(context, preferences)
    qtbot.addWidget(made)
    made.resize(1166, 640)
    made.show()
    made.opened(None)
    return made


def rows(view: AttesteesView) -> list[Row]:
    """The rows that can be seen, in their order."""
    return [one for one in view.model.arrangement.shown if isinstance(one, Row)]


def headings(view: AttesteesView) -> list[Group]:
    return [one for one in view.model.arrangement.shown if isinstance(one, Group)]


def names(view: AttesteesView) -> list[str]:
    return [row.person.attestee.full_name for row in rows(view)]


def choose(view: AttesteesView, button: str, text: str) -> None:
    find(view, ChoiceButton, f"{button}: …").choose(text)


def made_row(person: Person, reminders_on: date = TODAY, **changes: object) -> Row:
    changed = replace(person, **changes)  # type: ignore[arg-type]  # fields of Person
    reminders = by_person(agenda_of([changed], Where.CITY, reminders_on).reminders).get(changed.id, [])
    return make_row(changed, due_of(changed, reminders), reminders_on)


# What is shown


def test_everybody_stands_under_the_heading_of_the_period(view: AttesteesView, desk: Desk) -> None:
    assert sorted(names(view)) == sorted(one.attestee.full_name for one in people(desk))
    assert [one.title for one in headings(view)] == ["Ноябрь-декабрь 2026", "Январь-февраль 2027"]
    assert headings(view)[0].told.replace("\u00a0", " ") == "8 аттестуемых"
    assert "14 аттестуемых" in texts(view)


def test_a_heading_counts_what_is_handed_in(desk: Desk) -> None:
    first, *rest = people(desk)
    model = AttesteesModel(TODAY)
    model.show(Sheet([made_row(first, stage=Stage.CONFIRMED), *map(made_row, rest)], TODAY))
    said = model.index(0, Column.NAME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Ноябрь-декабрь 2026, 8 аттестуемых, отправлено 1, развёрнуто"
    assert title_of("декабрь 2026 - январь 2027").replace("\u00a0", " ") == "Декабрь 2026 – январь 2027"


@pytest.mark.parametrize("typed", ["Журавлева", "ЖУРАВЛЁВА  ольга", "ольга журавл"])
def test_search_does_not_mind_case_yo_and_order(qtbot: QtBot, view: AttesteesView, typed: str) -> None:
    write(qtbot, view, "Поиск аттестуемых", typed)
    assert names(view) == ["Журавлёва Ольга Дмитриевна"]
    assert "Показано 1 из 14" in texts(view)


def test_search_looks_at_position_subject_and_place_of_work(qtbot: QtBot, view: AttesteesView, desk: Desk) -> None:
    write(qtbot, view, "Поиск аттестуемых", "физической культуры")
    assert names(view) == ["Лебедев Артём Викторович"]
    one, *rest = people(desk)
    at_school = make_row(one, due_of(one, ()), TODAY, {"workplace": "МБОУ «Берёзовская СОШ»"})
    sheet = Sheet([*map(made_row, rest), at_school], TODAY)
    assert [sheet.rows[place].id for place in sheet.found(PeopleFilter("березовская"))] == [one.id]


def test_nothing_found_tells_what_was_looked_for(qtbot: QtBot, view: AttesteesView) -> None:
    write(qtbot, view, "Поиск аттестуемых", "такого здесь нет")
    assert "Искали: такого здесь нет" in texts(view)
    assert not find(view, QAbstractButton, "Выгрузить…").isEnabled()
    press(qtbot, view, "Показать всех")
    assert len(rows(view)) == 14
    assert find(view, QLineEdit, "Поиск аттестуемых").text() == ""


def test_filters_narrow_together_and_can_be_reset(qtbot: QtBot, view: AttesteesView) -> None:
    choose(view, "Форма", "дистанционно")
    choose(view, "Период", "Январь-февраль 2027")
    found = {(row.person.attestee.form, row.person.attestee.period) for row in rows(view)}
    assert found == {(Form.REMOTE, "январь-февраль 2027")}
    choose(view, "Период", "Ноябрь-декабрь 2026")
    assert len(headings(view)) == 2  # both periods are ticked
    press(qtbot, view, "Сбросить поиск и отбор")
    assert len(rows(view)) == 14
    assert not find_all(view, QAbstractButton, "Сбросить поиск и отбор")


def test_a_chip_filters_and_a_second_press_shows_everybody(qtbot: QtBot, view: AttesteesView) -> None:
    chip = find(view, FilterChip, "Не начаты: 14")
    assert not find_all(view, FilterChip, "Готовы: …")  # nobody: it would find nothing
    press(qtbot, view, "Не начаты: 14")
    assert chip.isChecked()
    assert view.filters.stages.values == {Stage.NOT_STARTED}
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert not chip.isChecked()
    assert find(view, FilterChip, "Все: 14").isChecked()


def test_a_filter_is_kept_under_a_name_and_comes_back(
    qtbot: QtBot, view: AttesteesView, desk: Desk, sync_context: Context
) -> None:
    told: list[Message] = []
    sync_context.message.connect(told.append)
    assert not view.filters.kept_menu().actions()[0].isEnabled()  # everybody is shown: nothing to keep
    choose(view, "Форма", "дистанционно")
    view.filters.search.setText("учитель")
    assert view.filters.words() == "дистанционно, учитель"
    found = names(view)
    view.keep_filter("Моя дистанция")
    view.reset_filters()
    later = shown_view(qtbot, sync_context, Preferences())
    press(qtbot, later, f"Моя дистанция: {len(found)}")
    assert names(later) == found
    later._on_forget("Моя дистанция")
    assert kept_filters(desk) == ()
    assert not find_all(later, FilterChip, "Моя дистанция: …")
    undo = told[-1].action
    assert undo is not None
    undo()
    assert [one.name for one in kept_filters(desk)] == ["Моя дистанция"]
    later._on_forget("Моя дистанция")


def test_stages_a_text_or_a_filter_come_along(view: AttesteesView) -> None:
    view.opened((Stage.DRAFT, Stage.FINISHED))
    assert names(view) == []
    view.opened((Stage.NOT_STARTED,))
    assert len(rows(view)) == 14
    view.opened("Лебедев")
    assert names(view) == ["Лебедев Артём Викторович"]
    view.opened(PeopleFilter(forms=frozenset([Form.REMOTE])))
    assert {row.person.attestee.form for row in rows(view)} == {Form.REMOTE}


# Order


def sort_by(view: AttesteesView, column: Column, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
    view.table.sortByColumn(column, order)


def test_sorting_keeps_the_order_of_equal_rows(view: AttesteesView) -> None:
    press_grouping(view)
    sort_by(view, Column.NAME, Qt.SortOrder.DescendingOrder)
    folded = [name.replace("ё", "е").replace("-", " ").lower() for name in names(view)]
    assert folded == sorted(folded, reverse=True)
    sort_by(view, Column.FORM)
    in_person = [row for row in rows(view) if row.person.attestee.form is Form.IN_PERSON]
    assert rows(view)[: len(in_person)] == in_person
    folded = [row.person.attestee.full_name.replace("ё", "е").replace("-", " ").lower() for row in in_person]
    assert folded == sorted(folded, reverse=True)
    sort_by(view, Column.CATEGORY, Qt.SortOrder.DescendingOrder)
    claimed = [row.person.attestee.claimed_category for row in rows(view)]
    assert claimed == sorted(claimed, key=lambda one: one != "высшая")


def test_periods_stand_in_time_whichever_way_the_rows_are_sorted(view: AttesteesView) -> None:
    sort_by(view, Column.NAME)
    assert [one.key for one in headings(view)] == ["ноябрь-декабрь 2026", "январь-февраль 2027"]
    sort_by(view, Column.PERIOD, Qt.SortOrder.DescendingOrder)
    assert [one.key for one in headings(view)] == ["январь-февраль 2027", "ноябрь-декабрь 2026"]


def test_the_most_urgent_deadline_comes_first(desk: Desk) -> None:
    known = people(desk)
    late = made_row(known[0], date(2026, 12, 14))
    soon = made_row(next(one for one in known if one.attestee.form is Form.REMOTE), date(2026, 12, 9))
    today = made_row(known[1], date(2026, 12, 10))
    in_person = next(one for one in known if one.attestee.form is Form.IN_PERSON)
    sent = made_row(in_person, date(2026, 12, 9), stage=Stage.CONFIRMED)
    unknown = made_row(known[3], attestee=replace(known[3].attestee, period="весной"))
    ranks = [one.due.rank for one in (late, soon, sent, unknown)]
    assert ranks[3] == max(ranks)
    assert late.due.state is State.OVERDUE
    assert late.due.words.replace("\u00a0", " ") == "просрочено на 4 дня"
    assert (today.due.words, soon.due.words.replace("\u00a0", " ")) == ("сегодня", "осталось 3 дня")
    assert [one.due.urgent for one in (late, today, soon, unknown)] == [True, True, True, False]
    # The file is there, the second copy on paper is not: the row says what is left.
    assert sent.due.words == "осталась бумага"
    said = " ".join(late.due.in_full(date(2026, 12, 14)))
    assert "Правило: При очной форме" in said
    assert "Источник: Презентация" in said


def test_remote_and_sent_leaves_the_control(desk: Desk) -> None:
    remote = next(one for one in people(desk) if one.attestee.form is Form.REMOTE)
    assert made_row(remote, stage=Stage.CONFIRMED).due.words == "остался контроль"


def test_rows_gone_from_the_service_are_marked_and_stay_last(desk: Desk) -> None:
    known = people(desk)
    model = AttesteesModel(TODAY)
    model.show(Sheet([made_row(one, gone=number == 0) for number, one in enumerate(known)], TODAY))
    last = model.group_places()[-1]
    heading = model.entry(last)
    assert isinstance(heading, Group)
    assert (heading.key, heading.title) == (GONE, "Больше нет в таблице сервиса")
    row = model.entry(last + 1)
    assert isinstance(row, Row)
    assert lines(row, Column.STAGE, TODAY)[1] == "нет в таблице сервиса"
    model.group(grouped=False)
    for order in Qt.SortOrder:
        model.sort(Column.NAME, order)
        assert model.entry(model.rowCount() - 1) is row


# Grouping


def press_grouping(view: AttesteesView) -> None:
    find(view, QAbstractButton, "По периодам").click()


def test_a_period_is_folded_by_keys_and_by_the_mouse(
    qtbot: QtBot, view: AttesteesView, sync_context: Context, preferences: Preferences
) -> None:
    table = view.table
    QTest.keyClick(table, Qt.Key.Key_Left)  # from the first row to its heading
    assert isinstance(table.current_entry, Group)
    QTest.keyClick(table, Qt.Key.Key_Left)
    assert headings(view)[0].folded
    assert len(rows(view)) == 6
    assert len(view.model.found) == 14  # what is folded is still found, counted, exported
    later = shown_view(qtbot, sync_context, preferences)
    assert [one.folded for one in headings(later)] == [True, False]
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert len(rows(view)) == 14
    second = view.model.group_places()[1]
    where = table.visualRect(view.model.index(second, Column.FORM)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [one.folded for one in headings(view)] == [False, True]


def test_without_headings_the_rows_tell_the_period(view: AttesteesView) -> None:
    assert Column.PERIOD not in view.memory.shown
    press_grouping(view)
    assert headings(view) == []
    assert not view.table.isColumnHidden(Column.PERIOD)


def test_the_chosen_rows_stay_chosen_when_the_order_changes(view: AttesteesView) -> None:
    wanted = {row.id for row in rows(view)[3:6]}
    view.table.choose(wanted)
    sort_by(view, Column.NAME, Qt.SortOrder.DescendingOrder)
    press_grouping(view)
    assert {row.id for row in view.table.chosen()} == wanted
    view.load()
    assert {row.id for row in view.table.chosen()} == wanted


# Rows


def test_enter_and_double_click_open_the_card(qtbot: QtBot, view: AttesteesView, sync_context: Context) -> None:
    went: list[tuple[str, object]] = []
    sync_context.navigate.connect(lambda name, payload: went.append((name, payload)))
    view.table.selectRow(2)
    first, second = view.model.index(2, 0).data(PERSON).id, view.model.index(3, 0).data(PERSON).id
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    where = view.table.visualRect(view.model.index(3, 0)).center()
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert went == [("card", first), ("card", second)]


def test_ctrl_f_goes_to_the_search(qtbot: QtBot, view: AttesteesView) -> None:
    with qtbot.waitActive(view):
        view.activateWindow()
    QTest.keyClick(view.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.filters.search.hasFocus()


def test_rows_are_copied_for_word_and_excel(view: AttesteesView) -> None:
    view.table.choose([row.id for row in rows(view)[:2]])
    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    head, first, second = mime.text().split("\n")
    assert head.split("\t")[:4] == ["ФИО", "Период", "Должность", "Предметы"]
    assert first.split("\t")[0] == names(view)[0]
    assert len(first.split("\t")) == len(second.split("\t")) == len(head.split("\t"))
    assert mime.html().count("<tr>") == 3
    view.table.choose([rows(view)[0].id])
    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().count("\n") == 0


# Columns


@pytest.mark.parametrize(("width", "scale"), [(1080, 1.0), (1080, 1.6)])
def test_no_column_hides_behind_the_edge(view: AttesteesView, width: int, scale: float) -> None:
    try:
        theme.apply(scale=scale)
        view.resize(width, 600)
        QApplication.processEvents()
        header = view.table.horizontalHeader()
        assert header.length() == view.table.viewport().width()
        seen = [one for one in Column if not header.isSectionHidden(one)]
        assert all(header.sectionSize(one) >= NARROWEST for one in seen)
        assert {Column.NAME, Column.DEADLINE, Column.STAGE} <= set(seen)
    finally:
        theme.apply(scale=1.0)


def test_columns_are_chosen_ordered_widened_and_remembered(
    qtbot: QtBot, view: AttesteesView, sync_context: Context, preferences: Preferences
) -> None:
    dialog = view.arrange_columns()
    listed = find(dialog, QListWidget, "Столбцы")
    email = next(item for item in range(listed.count()) if listed.item(item).text() == "E-mail")
    listed.item(email).setCheckState(Qt.CheckState.Checked)
    listed.setCurrentRow(email)
    for _ in range(email - 1):
        press(qtbot, dialog, "Выше")
    dialog.close()
    press(qtbot, view, "Сводка сбоку")  # more room
    header = view.table.horizontalHeader()
    header.resizeSection(Column.STAGE, 181)
    sort_by(view, Column.STAGE, Qt.SortOrder.DescendingOrder)
    later = shown_view(qtbot, sync_context, preferences)
    header = later.table.horizontalHeader()
    assert header.visualIndex(Column.EMAIL) == 1
    assert not header.isSectionHidden(Column.EMAIL)
    assert header.sectionSize(Column.STAGE) == 181
    assert header.sortIndicatorSection() == Column.STAGE
    assert not later.preview.isVisible()
    assert later.model.arrangement.sort == (Column.STAGE, True)


def test_the_name_cannot_be_hidden_and_a_spoilt_memory_is_as_at_first(preferences: Preferences) -> None:
    preferences.keep_state(KEPT, QByteArray(b'{"order": 5}'))
    assert remembered(preferences).shown == remembered(Preferences()).shown
    memory = remembered(preferences)
    memory.shown = set()
    memory.keep(preferences)
    assert remembered(preferences).shown == {Column.NAME}


# The card beside the table


def test_the_card_follows_the_row_and_offers_the_next_step(
    qtbot: QtBot, view: AttesteesView, sync_context: Context
) -> None:
    row = rows(view)[0]
    assert view.preview.name.text() == row.person.attestee.full_name
    assert "сейчас" not in view.preview.due.text()
    with qtbot.waitSignal(sync_context.navigate) as told:
        press(qtbot, view, f"Писать заключение: {row.person.attestee.full_name}")
    assert told.args == ["editor", row.id]
    qtbot.waitUntil(lambda: view.preview.loaded is not None)
    assert "ещё не скачаны" in texts(view)


def test_moving_along_the_rows_waits_for_nothing(view: AttesteesView, sync_context: Context) -> None:
    started: list[object] = []
    sync_context.runner.started.connect(started.append)
    for _ in range(6):
        QTest.keyClick(view.table, Qt.Key.Key_Down)
        entry = view.table.current_entry
        assert isinstance(entry, Row)
        assert view.preview.name.text() == entry.person.attestee.full_name
    assert started == []  # what has to be read is read when the user stops


# States


def test_each_state_has_words_of_its_own(qtbot: QtBot, view: AttesteesView, sync_context: Context) -> None:
    last = sync_context.last_refresh
    sync_context.last_refresh = replace(
        last, at=sync_context.now() - timedelta(days=2), problems=("Одно.", "Два.")
    )
    sync_context._reached = False
    sync_context.connection_changed.emit()
    shown = texts(view)
    assert "Без связи с личным кабинетом" in shown
    assert "Показаны данные, полученные" in shown
    assert "Одно. И ещё замечаний: 1." in shown
    press(qtbot, view, "Скрыть предупреждение")
    assert "Прочитано не всё" not in texts(view)
    view.model.show(Sheet())
    view.show_state()
    assert "Вам пока никто не назначен" in texts(view)
    assert not view.filters.isVisible()
    sync_context.last_refresh = LastRefresh()
    view.show_state()
    assert "Списка ещё нет: нет связи" in texts(view)
    sync_context._reached = True
    view.show_state()
    assert "Данных с сервиса ещё нет" in texts(view)
    view._loaded = False
    view.show_state()
    assert "Читаем список…" in texts(view)
    view._on_failed(DiskFaultError("Хранилище не читается: ошибка диска."))
    assert "Хранилище не читается: ошибка диска." in texts(view)
    press(qtbot, view, "Попробовать снова")
    assert len(rows(view)) == 14
    sync_context.last_refresh = last


# For those who do not see the screen


def test_the_accessible_tree_reads_each_row(view: AttesteesView) -> None:
    table = QAccessible.queryAccessibleInterface(view.table)
    assert table.role() == QAccessible.Role.Table
    cells = [table.child(number) for number in range(table.childCount())]
    said = [cell.text(QAccessible.Text.Name) for cell in cells if cell.role() == QAccessible.Role.Cell]
    sentence = (
        "Лебедев Артём Викторович; категория высшая; состояние: не начато; срок 10 декабря, осталось 18 дней; "
        "форма: очно"
    )
    assert sentence in said
    assert "Ноябрь-декабрь 2026, 8 аттестуемых, развёрнуто" in said
    assert "Категория: заявленная высшая, имеющаяся первая" in said
    chip = QAccessible.queryAccessibleInterface(find(view, FilterChip, "Все: 14"))
    assert chip.role() == QAccessible.Role.CheckBox
    assert chip.state().checked


def test_everything_is_reached_by_tab_and_large_enough(view: AttesteesView) -> None:
    seen: list[object] = []
    widget = view.filters.search
    widget.setFocus()
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus is None or focus in seen:
            break
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    buttons = [one for one in view.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    # But Qt's own: the corner of the table, the magnifier in the search.
    own = (view.table, view.filters.search)
    wanted = [one for one in buttons if not any(part.isAncestorOf(one) for part in own)]
    outside = [one.accessibleName() for one in wanted if one not in seen]
    assert outside == []
    assert view.table in seen
    small = [one.accessibleName() for one in wanted if min(one.width(), one.height()) < 24]
    assert small == []


# Qt's own rules


def test_model_keeps_the_rules_of_qt(desk: Desk) -> None:
    model = AttesteesModel(TODAY)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made = [made_row(one) for one in people(desk)]
    model.show(Sheet(made, TODAY))
    model.sort(Column.STAGE)
    model.look_for(PeopleFilter("учитель"))
    model.fold([model.sheet.periods[0]], folded=True)
    model.group(grouped=False)
    model.show(Sheet(made[:3], TODAY))
    model.show(Sheet(made[:3], TODAY))
    assert tester.model() is model
    assert model.rowCount(QModelIndex()) == sum("учитель" in one.person.attestee.position for one in made[:3])


def test_the_menu_of_a_row_opens_by_its_key(view: AttesteesView) -> None:
    view._on_menu(view.table.mapToGlobal(QPoint(20, 60)))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    said = [one.text().split("\t")[0] for one in menu.actions() if one.text()]
    assert said[0] == "Открыть карточку"
    assert {"Копировать", "Скачать документы", "Свернуть все периоды"} <= set(said)
    menu.close()
