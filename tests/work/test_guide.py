"""The guide: names of controls are on the screen, links and pictures are there, every view has its page."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from attest_desktop import bundled
from attest_desktop.gui import keys, main_window
from attest_desktop.gui.help.browser import anchor
from attest_desktop.gui.view import View
from attest_desktop.work.guide import FOLDER, PLACE_OF, SENDING, guide

GUIDE = guide()
FILES = {one.name: one.read_text("utf-8") for one in sorted(bundled.path(FOLDER).glob("*.md"))}
GUI = Path(main_window.__file__).parent
LARGEST = 2 * 1024 * 1024
# A control's name is written **«so»**.
NAME = re.compile(r"\*\*«([^»]+)»\*\*")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LITERALS = {
    one.value
    for place in (GUI, GUI.parent / "work" / "finish.py", GUI.parent / "domain")
    for file in ([place] if place.is_file() else place.rglob("*.py"))
    for one in ast.walk(ast.parse(file.read_text("utf-8")))
    if isinstance(one, ast.Constant) and isinstance(one.value, str)
}


@pytest.mark.parametrize("name", FILES)
def test_a_page(name: str) -> None:
    text = FILES[name]
    named = [" ".join(one.split()) for one in NAME.findall(text)]
    unknown = [one for one in named if one not in LITERALS]
    assert unknown == []
    for target in LINK.findall(text):
        file, _, heading = target.partition("#")
        assert file in FILES, target
        heads = [anchor(one) for one in re.findall(r"^#+ (.+)$", FILES[file], re.MULTILINE)]
        assert not heading or anchor(heading) in heads, target
    for words, target in PICTURE.findall(text):
        assert words, "a picture says in words what it shows"
        assert (bundled.path(FOLDER) / target).is_file(), target
    assert name == "README.md" or text.startswith("# ")


def test_the_whole() -> None:
    assert {f"{one.name}.md" for one in GUIDE.pages} | {"README.md"} == set(FILES)
    assert all(one.group and one.title for one in GUIDE.pages)
    pictures = list((bundled.path(FOLDER) / "pictures").iterdir())
    shown = {target for text in FILES.values() for _, target in PICTURE.findall(text)}
    assert {f"pictures/{one.name}" for one in pictures} == shown
    assert sum(one.stat().st_size for one in pictures) <= LARGEST


def test_every_view_has_its_page() -> None:
    views = {kind.name for kind in View.__subclasses__() if kind.__module__.startswith("attest_desktop.")}
    assert views <= set(PLACE_OF)
    for name, heading in (*PLACE_OF.values(), SENDING):
        page = GUIDE.page(name)
        assert page is not None
        assert not heading or heading in [one.heading for one in page.sections]


def test_the_table_of_keys_is_that_of_the_program() -> None:
    told = [f"| {key} | {words} |" for where in keys.Where for key, words in keys.told_in(where)]
    rows = [one for one in FILES["keys.md"].splitlines() if one.startswith("| ") and "Клавиши" not in one]
    assert rows == told, "make guide"


@pytest.mark.parametrize(
    ("query", "page", "heading"),
    [
        ("график", "deadlines", ""),
        ("забыл пароль", "first", "Забыли пароль или имя"),
        ("аттестовать", "start", "Никогда не нажимайте «Аттестовать»"),
        ("архив сканов", "questions", "Можно ли сдать архив со сканами?"),
        ("принтер", "paper", "Напечатать"),
    ],
)
def test_finding(query: str, page: str, heading: str) -> None:
    hits = [(one.page.name, one.heading) for one in GUIDE.find(query)]
    assert (page, heading) in hits[:3]
    assert not GUIDE.find("экскаватор")
