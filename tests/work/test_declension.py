"""The user's own table of declension: taken wherever a form is filled, told of when it is broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attest_desktop.cli.parser import build_parser
from attest_desktop.cli.run import DONE
from attest_desktop.papers.pdf import EngineName
from attest_desktop.papers.russian import Case
from attest_desktop.work.declension import declension_in
from attest_desktop.work.demo import sample_text
from attest_desktop.work.desk import Desk
from attest_desktop.work.finish import prepare
from attest_desktop.work.people import person
from attest_desktop.work.placeholders import Who, resolve
from attest_desktop.work.wording import wording_in
from tests.papers.template.wordfile import docx, para

OWN = '["женские фамилии"]\n"Ткаченко" = ["Ткаченки", "Ткаченке", "Ткаченку", "Ткаченкой", "Ткаченке"]\n'
NAME = "Ткаченко Любовь Игоревна"


def test_the_users_file_lies_over_the_programs_own(tmp_path: Path) -> None:
    assert declension_in(tmp_path).inflector.person(NAME, Case.DATIVE) == "Ткаченко Любови Игоревне"
    (tmp_path / "declension.toml").write_text(OWN, "utf-8")
    choice = declension_in(tmp_path)
    assert (choice.own, choice.problem) == (True, "")
    assert choice.inflector.person(NAME, Case.DATIVE) == "Ткаченке Любови Игоревне"
    assert choice.inflector.person("Заяц Лев Ильич", Case.DATIVE) == "Зайцу Льву Ильичу"


def test_phrases_and_texts_taken_over_decline_by_the_users_file(tmp_path: Path) -> None:
    phrase, who = "Уроки {Фамилия:р}", Who(NAME)
    assert resolve(phrase, who, wording_in(tmp_path).declined).text == "Уроки Ткаченко"
    (tmp_path / "declension.toml").write_text(OWN, "utf-8")
    assert resolve(phrase, who, wording_in(tmp_path).declined).text == "Уроки Ткаченки"
    assert wording_in(tmp_path) is wording_in(tmp_path)


def test_a_broken_file_is_told_and_the_pages_are_made(desk: Desk, tmp_path: Path, qapp: object) -> None:
    someone = person(desk, "Ткаченко")
    text = sample_text(desk, someone)
    (tmp_path / "data" / "declension.toml").write_text('["фамилии"]\n', "utf-8")
    made = prepare(desk, someone.id, text, engine=EngineName.BUILTIN)
    assert "неизвестный раздел «фамилии», строка 1" in made.warnings[0]
    assert made.filled


@pytest.mark.parametrize(
    ("own", "written", "told"),
    [(OWN, "Ткаченке Любови Игоревне", ""), ("[", "Ткаченко Любови Игоревне", "Файл склонений «declension.toml»")],
)
def test_the_command_line_takes_it_too(
    own: str, written: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from attest_desktop.cli.forms import fill_form

    (tmp_path / "declension.toml").write_text(own, "utf-8")
    (tmp_path / "form.docx").write_bytes(docx(para("Предлагаем установить ________ (Ф.И.О.) первую категорию")))
    (tmp_path / "record.json").write_text(json.dumps({"attestee": {"full_name": NAME}}), "utf-8")
    words = ["form.docx", "--record", "record.json", "-o", "out.docx"]
    words = [word if word.startswith("-") else str(tmp_path / word) for word in words]
    options = build_parser().parse_args(["fill", *words, "--json", "--data-dir", str(tmp_path)])
    assert fill_form(options) == DONE
    said = capsys.readouterr()
    assert json.loads(said.out)["filled"][0]["value"] == written
    assert said.err.startswith(told)
