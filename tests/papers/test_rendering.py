from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor

import pytest
from pypdf.generic import DecodedStreamObject, NameObject

from attest_desktop.domain.errors import BadFileError
from attest_desktop.papers import painting
from attest_desktop.papers.rendering import PdfPages, page_sizes, render_page, text_of
from tests.papers.signing.papers import reopened, sheet, turned, written


def test_sizes_are_those_of_the_page_as_displayed() -> None:
    ((width, height),) = page_sizes(sheet("underscores"))
    assert (width, height) == pytest.approx((595.3, 841.9), abs=0.1)
    ((wide, low),) = page_sizes(written(_sideways(sheet("underscores"))))
    assert (wide, low) == pytest.approx((841.9, 595.3), abs=0.1)


def _sideways(pdf: bytes):  # type: ignore[no-untyped-def]  # a writer of pypdf, whatever its type's name
    writer = reopened(pdf)
    writer.pages[0].rotate(90)
    return writer


def test_a_page_is_rendered_white_with_dark_print() -> None:
    image = render_page(sheet("underscores"), 1, scale=1.5)
    assert (image.width, image.height) == (893, 1263)
    assert len(image.data) == image.stride * image.height
    assert image.stride >= image.width * 4
    assert image.data[:3] == b"\xff\xff\xff"
    assert min(image.data[: image.stride * image.height]) < 40


def test_an_enormous_scale_is_held_back() -> None:
    image = render_page(sheet("underscores"), 1, scale=400)
    assert image.width * image.height <= 61_000_000


@pytest.mark.parametrize("grey", [False, True])
def test_a_page_that_is_painted_without_end_is_given_up(grey: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painting, "_MOST_SECONDS", 0.05)
    writer = reopened(sheet("underscores"))
    content = DecodedStreamObject()
    content.set_data(b"0 0 m 595 842 l S 0 842 m 595 9 l S\n" * 10_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content)
    with PdfPages(written(writer)) as pages:
        show = pages.grey if grey else pages.render
        with pytest.raises(BadFileError, match="Страница 1 файла PDF не показана"):
            show(1, scale=1.0)
        assert len(pages) == 1, "the document stays open"


def test_text_of_every_page() -> None:
    first, second = text_of(sheet("form-one"))
    assert "Специалист" in second
    assert "\r" not in first + second


def test_character_boxes_are_in_displayed_points() -> None:
    with (
        PdfPages(sheet("underscores")) as plain,
        PdfPages(turned(sheet("underscores"), 270, offset=(30, 40))) as other,
    ):
        one, two = list(plain.characters(1)), list(other.characters(1))
    # pdfium adds spaces of its own, others on turned pages; those have no box.
    one, two = ([box for box in boxes if box.text != " "] for boxes in (one, two))
    assert len(one) > 300
    for a, b in zip(one, two, strict=True):
        assert a.text == b.text
        assert (a.left, a.bottom, a.right, a.top) == pytest.approx((b.left, b.bottom, b.right, b.top), abs=0.8)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7\n%%EOF"])
def test_what_is_not_a_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(BadFileError, match="не файл PDF"):
        PdfPages(content)


def test_a_password_is_named() -> None:
    writer = reopened(sheet("underscores"))
    writer.encrypt("secret", algorithm="RC4-128")
    with pytest.raises(BadFileError, match="паролем"):
        page_sizes(written(writer))


def test_closed_and_missing_pages_are_mistakes_of_the_caller() -> None:
    pages = PdfPages(sheet("underscores"))
    with pytest.raises(ValueError, match="page 2 of 1"):
        pages.size(2)
    pages.close()
    pages.close()
    with pytest.raises(ValueError, match="closed"):
        pages.size(1)


def test_many_threads_render_the_same() -> None:
    expected = {number: render_page(sheet("form-one"), number, scale=1).data for number in (1, 2)}
    shared = PdfPages(sheet("form-one"))

    def rendered(task: int) -> bool:
        number = task % 2 + 1
        if task % 3:
            return shared.render(number, scale=1).data == expected[number]
        # Left to the garbage collector on purpose: it must free it under the lock.
        return PdfPages(sheet("form-one")).render(number, scale=1).data == expected[number]

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(rendered, range(36)))
    shared.close()
    gc.collect()
