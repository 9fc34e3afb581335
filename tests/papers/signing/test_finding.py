from __future__ import annotations

import pytest

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers.signing import SignerRole, find_places
from attest_desktop.papers.signing.places import TALLEST_INK
from tests.papers.signing.papers import sheet, turned

E, A, H = SignerRole.EXPERT, SignerRole.ATTESTEE, SignerRole.HEAD

# What a person sees in each: page, whose, where the line begins and how long it is (points, to 3).
SEEN = {
    "underscores": [
        (1, E, "П.О. Кузнецов", 149, 132),
        (1, E, "М.Ю. Заяц", 149, 132),
        (1, A, "Ткаченко Л.И.", 156, 114),
        (1, H, "Кузнецов П.О.", 226, 90),
    ],
    "blank-underscores": [
        (1, E, "Специалист", 199, 96),
        (1, E, "Специалист", 199, 96),
        (1, A, "Аттестуемый", 392, 66),
        (1, H, "Директор", 137, 90),
    ],
    "bordered-table": [
        (1, E, "Кузнецов П.О.", 317, 111),
        (1, E, "Заяц М.Ю.", 317, 111),
        (1, A, "Ткаченко Л.И.", 317, 111),
        (1, H, "Ильин Р.С.", 317, 111),
    ],
    "bottom-borders": [
        (1, E, "Кузнецов П.О.", 267, 94),
        (1, E, "Заяц М.Ю.", 267, 94),
        (1, A, "Ткаченко Л.И.", 267, 94),
    ],
    "leaders": [
        (1, E, "Кузнецов П.О.", 184, 128),
        (1, E, "Заяц М.Ю.", 411, 128),
        (1, E, "Сидоренко П.А.", 152, 214),
        (1, A, "Аттестуемый", 249, 127),
    ],
    "form-one": [
        (2, E, "П.О. Кузнецов", 135, 132),
        (2, E, "М.Ю. Заяц", 135, 132),
        (2, A, "Аттестуемый", 142, 114),
    ],
    "form-two": [
        (2, E, "Черных С.А.", 199, 104),
        (2, E, "Лев Б.И.", 199, 104),
        (2, A, "Аттестуемый", 417, 72),
    ],
    "three-experts": [
        (3, E, "Иванова М.И.", 160, 154),
        (3, E, "Сидоренко П.А.", 160, 154),
        (3, E, "Кузнецова-Белова Т.В.", 160, 154),
        (3, A, "Аттестуемый", 276, 90),
    ],
}


@pytest.mark.parametrize("name", sorted(SEEN))
def test_every_signature_place_is_found_and_no_other(name: str) -> None:
    found = find_places(sheet(name))
    assert [(place.page, place.role, place.label) for place in found] == [seen[:3] for seen in SEEN[name]]
    for place, (*_, x, width) in zip(found, SEEN[name], strict=True):
        assert place.x == pytest.approx(x, abs=3)
        assert place.width == pytest.approx(width, abs=3)
        assert 18 <= place.height <= TALLEST_INK
        assert 0.5 <= place.confidence <= 1
        assert place.anchor


def test_a_typed_line_is_met_exactly() -> None:
    first, second, *_ = find_places(sheet("form-one"))
    # The underscores' own ink, as the character boxes of that file tell.
    assert (first.y, second.y) == pytest.approx((347.4, 318.4), abs=0.6)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize("offset", [(0.0, 0.0), (60.0, 85.0)])
@pytest.mark.parametrize("name", ["underscores", "bordered-table"])
def test_turned_and_cropped_sheets_read_the_same(name: str, angle: int, offset: tuple[float, float]) -> None:
    plain = find_places(sheet(name))
    for place, expected in zip(find_places(turned(sheet(name), angle, offset=offset)), plain, strict=True):
        assert (place.label, place.role) == (expected.label, expected.role)
        assert (place.x, place.y, place.width) == pytest.approx((expected.x, expected.y, expected.width), abs=1.0)


def test_not_a_pdf_is_refused() -> None:
    with pytest.raises(BadFileError, match="не файл PDF"):
        find_places(b"PK\x03\x04 not a pdf")
