"""Pages are put into the order of the original; what is missing, doubled or foreign is named by its file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attest_desktop.cli import main
from attest_desktop.domain.errors import CancelledError
from attest_desktop.papers.scans import SheetSource, assemble
from attest_desktop.papers.scans.ordering import doubled, in_order, missing
from tests.papers.scans.sheets import ORIGINAL, jpeg, photo, scan
from tests.papers.signing.papers import sheet


def window(_: object) -> int:
    raise AssertionError("no window was asked for")


def test_pages_without_a_match_stay_where_they_were_given() -> None:
    assert in_order([3, None, 1, 2]) == (2, 1, 3, 0)
    assert in_order([2, 1, 2, None]) == (1, 0, 2, 3)
    assert in_order([None, None]) == (0, 1)
    assert missing([3, None, 1], 4) == (2, 4)
    assert doubled([2, 1, 2, None, None]) == (2,)


def test_pages_given_anyhow_come_out_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"в.jpg": photo(3, ink=True), "а.jpg": scan(1, turns=2), "б.jpg": scan(2, turns=1)}
    for name, pixels in files.items():
        (tmp_path / name).write_bytes(jpeg(name, pixels).content)
    (tmp_path / "исходный.pdf").write_bytes(ORIGINAL)
    paths = [str(tmp_path / name) for name in files]
    against = ["--against", str(tmp_path / "исходный.pdf")]
    assert main(["assemble", str(tmp_path / "итог.pdf"), *paths, *against, "--json"], window) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(page["page"], page["source"], page["matches"]) for page in told["pages"]] == [
        (1, "а.jpg", 1),
        (2, "б.jpg", 2),
        (3, "в.jpg", 3),
    ]
    assert told["ok"] is True
    assert told["missing"] == told["altered"] == []
    # The first of four places is signed; the ink hangs over the second.
    present = [place["present"] for place in told["pages"][2]["signatures"]]
    assert present[0]
    assert present[2:] == [False, False]
    assert main(["assemble", str(tmp_path / "итог.pdf"), paths[1], *against], window) == 0
    assert "Не хватает страниц 2, 3" in capsys.readouterr().err
    assert main(["assemble", paths[0], *paths], window) == 3
    assert "поверх" in capsys.readouterr().err


@pytest.mark.slow
def test_a_foreign_page_and_one_given_twice_are_named() -> None:
    made = assemble(
        [
            jpeg("два.jpg", scan(2)),
            SheetSource("чужая.pdf", sheet("underscores")),
            jpeg("снова.jpg", scan(2)),
        ],
        original=ORIGINAL,
    )
    assert [page.source for page in made.pages] == ["два.jpg", "чужая.pdf", "снова.jpg"]
    assert (made.missing, made.doubled, made.foreign) == ((1, 3), (2,), (2,))
    assert not made.ok
    words = " ".join(made.warnings)
    assert "«два.jpg», «снова.jpg»" in words
    assert "«чужая.pdf»" in words


def test_it_can_be_stopped_after_any_page() -> None:
    told: list[str] = []

    def progress(what: str, part: float | None = None, /) -> None:
        told.append(what)

    source = jpeg("x.jpg", scan(2))
    with pytest.raises(CancelledError):
        assemble([source] * 3, progress=progress, cancelled=lambda: "Страница 2 из 3…" in told)
    assert told[:3] == ["Открываем файлы…", "Страница 1 из 3…", "Страница 2 из 3…"]
    assert "Страница 3 из 3…" not in told
