"""Control until the 12th: what the cabinet holds against our conclusion."""

from __future__ import annotations

from attest_desktop.papers.signing import Placement, draw_sample_signature, find_places, stamp
from attest_desktop.work.control import Standing, controlled, to_be_controlled
from attest_desktop.work.control_look import look_into
from attest_desktop.work.desk import Desk
from attest_desktop.work.people import people, person
from attest_desktop.work.send import enqueue_file, send_due
from tests.papers.signing.papers import sheet

WHO = "Ткаченко"


def test_the_file_in_the_cabinet_is_compared_and_kept(desk: Desk) -> None:
    someone = person(desk, WHO).id
    made = sheet("form-one")
    assert controlled(desk, someone).standing is Standing.NOT_LOOKED
    assert look_into(desk, someone).control.standing is Standing.NOT_ATTACHED

    desk.store.conclusions.freeze(someone, {}, b"docx", made, "builtin", [], desk.now())
    places = find_places(made)
    ink = draw_sample_signature("Иванов Иван Иванович", 1)
    half = stamp(made, [Placement(place, ink) for place in places[:-1]])
    enqueue_file(desk, someone, "Заключение.pdf", half)
    send_due(desk)
    found = look_into(desk, someone).control
    assert found.standing is Standing.FAULTY
    assert found.said == (f"Нет подписи: {places[-1].label}, страница {places[-1].page} исходного документа.",)
    assert controlled(desk, someone) == found

    # The very file that the program made: the attestee's place is empty in it by design.
    desk.store.conclusions.freeze(someone, {}, b"docx", half, "builtin", [], desk.now())
    found = look_into(desk, someone).control
    assert found.standing is Standing.OURS_IN_ORDER
    assert not found.done

    today = desk.now().date()
    waiting = [one.attestee_id for _, one in to_be_controlled(desk, today)]
    assert someone in waiting
    desk.store.facts.set(f"control.{someone}", {"standing": "in_order", "said": [], "sha256": ""}, desk.now())
    left = [one.attestee_id for _, one in to_be_controlled(desk, today)]
    assert set(waiting) - set(left) == {someone}
    assert len(people(desk)) >= len(left)
