"""What a careful reader would notice."""

from __future__ import annotations

from attest_desktop.domain.record import AttesteeData, Record
from attest_desktop.work.checks import wrong_category


def claims(category: str) -> Record:
    return Record(attestee=AttesteeData(claimed_category=category))


def test_form_of_the_other_category_is_noticed() -> None:
    first = ["аттестуемого в целях установления\nпервой  квалификационной категории"]
    assert wrong_category(first, claims("высшая"))
    assert not wrong_category(first, claims("первая"))
    assert not wrong_category(["первой / высшей квалификационной категории"], claims("высшая"))
    assert not wrong_category(["заявленной квалификационной категории"], claims("высшая"))
