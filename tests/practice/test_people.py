from __future__ import annotations

import re

from attest_desktop import bundled
from attest_desktop.domain.attestee import Form, attestee_id
from attest_desktop.domain.names import Gender, gender, parts
from attest_desktop.domain.period import Period, parse_period
from attest_desktop.practice import ATTESTEES, SAMPLE_ACCOUNT, SECOND_ACCOUNT, SampleAttestee
from attest_desktop.practice.people import NEWCOMER_ATTESTEES

FIRST = ATTESTEES[SAMPLE_ACCOUNT.user_name]
EVERYBODY = [*FIRST, *ATTESTEES[SECOND_ACCOUNT.user_name], *NEWCOMER_ATTESTEES]


def names(*, among: tuple[SampleAttestee, ...] = FIRST) -> list[str]:
    return [person.full_name for person in among]


def test_the_sample_expert_has_fourteen_attestees_and_the_second_three() -> None:
    assert (len(FIRST), len(ATTESTEES[SECOND_ACCOUNT.user_name])) == (14, 3)


def test_between_them_the_attestees_show_what_happens_in_life() -> None:
    assert {Form.read(person.form) for person in FIRST} == {Form.IN_PERSON, Form.REMOTE}
    assert {person.claimed_category for person in FIRST} == {"первая", "высшая"}
    assert {person.current_category for person in FIRST} >= {"первая", "высшая", "нет"}
    assert any("срок действия истёк" in person.current_category for person in FIRST)
    assert {parse_period(person.period) for person in FIRST} == {Period(2026, 11), Period(2027, 1)}
    assert {gender(name) for name in names()} == {Gender.MASCULINE, Gender.FEMININE, None}
    assert {len(person.subjects) for person in FIRST} == {0, 1, 2, 3}
    surnames = [parts(name)[0] for name in names()]
    assert sum(surname.endswith("ко") for surname in surnames) >= 3
    assert any("-" in surname for surname in surnames)
    assert any(surname.endswith("ых") for surname in surnames)
    assert any("-" in person.position for person in FIRST)


def test_rows_differ_and_mail_goes_nowhere() -> None:
    keys = [attestee_id(person.full_name, person.period, person.position) for person in EVERYBODY]
    assert len(set(keys)) == len(EVERYBODY)
    assert all(person.email.endswith("@example.org") for person in EVERYBODY)


def test_appointments_are_written_as_the_service_writes_them() -> None:
    pattern = re.compile(r"\d\d\.\d\d\.\d{4} №\S+ от \d\d\.\d\d\.\d{4}г\.")
    assert [person.appointed for person in EVERYBODY if not pattern.fullmatch(person.appointed)] == []


def test_applications_have_two_to_four_documents_that_exist_and_remote_ones_video_of_two_lessons() -> None:
    for person in EVERYBODY:
        assert 2 <= len(person.documents) <= 4, person.full_name
        videos = [document for document in person.documents if document.url]
        assert len(videos) == (2 if Form.read(person.form) is Form.REMOTE else 0), person.full_name
        for document in person.documents:
            assert document.url or bundled.path("practice", "documents", document.file).is_file()
