"""Good scans go into the PDF without the loss of a pixel, and without what a device wrote into them."""

from __future__ import annotations

import io
import random
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.generic import StreamObject

from attest_desktop.papers.rendering import page_sizes
from attest_desktop.papers.scans import Assembled, Cleaning, SheetSource, Treatment, assemble
from attest_desktop.papers.scans.jpeg import NotEmbeddableError, bare_jpeg
from tests.papers.scans.sheets import alike, jpeg, pages_of, saved, scan, telling_exif


def pictures_in(made: Assembled) -> list[StreamObject]:
    reader = PdfReader(io.BytesIO(made.pdf))
    found: list[Any] = []
    for page in reader.pages:
        resources: Any = page["/Resources"]
        found += [one.get_object() for one in resources["/XObject"].values()]
    return found


def decoded(content: bytes) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(content)) as image:
        return np.asarray(image)


def test_a_good_jpeg_is_embedded_as_it_is_without_what_the_telephone_wrote() -> None:
    source = jpeg("скан.jpg", scan(1), dpi=(150, 150), exif=telling_exif(), comment=b"secret remark")
    trailing = SheetSource(source.name, source.content + b"SEFT" + telling_exif().tobytes())
    made = assemble([trailing])
    (picture,) = pictures_in(made)
    assert np.array_equal(decoded(bytes(picture._data)), decoded(source.content))
    for secret in (b"Exif", b"secret", telling_exif()[0x010F].encode(), b"2031", b"SEFT"):
        assert secret in trailing.content
        assert secret not in made.pdf
    assert made.pages[0].treatment == ()
    assert made.ok
    assert made.warnings == ()


@pytest.mark.parametrize("orientation", [5, 6])
def test_the_way_the_camera_was_held_is_undone_by_the_page_not_in_the_pixels(orientation: int) -> None:
    upright = scan(2)
    with Image.open(io.BytesIO(saved(upright, "PNG"))) as image:
        how = {3: Image.Transpose.ROTATE_180, 5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90}
        stored = np.asarray(image.transpose(how[orientation]))
    source = jpeg("x.jpg", stored, exif=telling_exif(orientation))
    with Image.open(io.BytesIO(source.content)) as image:
        seen = np.asarray(ImageOps.exif_transpose(image))
    assert alike(seen[..., 1].astype(np.float64), upright[..., 1].astype(np.float64)) > 0.99
    made = assemble([source], cleaning=Cleaning.NONE)
    (page,) = pages_of(made.pdf, 150 / 72)
    assert alike(page, upright[..., 1].astype(np.float64)) > 0.94
    assert decoded(bytes(pictures_in(made)[0]._data)).shape == stored.shape


@pytest.mark.parametrize(
    ("form", "mode"),
    [("PNG", "RGB"), ("PNG", "L"), ("PNG", "1"), ("PNG", "P"), ("TIFF", "RGB"), ("BMP", "L")],
)
def test_pictures_without_loss_stay_without_loss(form: str, mode: str) -> None:
    pixels = scan(2, noise=0.0)[200:700, 100:620]
    with Image.open(io.BytesIO(saved(pixels, "PNG"))) as image:
        plain = image.quantize(200) if mode == "P" else image.convert(mode)
    written = io.BytesIO()
    plain.save(written, form)
    made = assemble([SheetSource("x", written.getvalue())], cleaning=Cleaning.NONE)
    (picture,) = PdfReader(io.BytesIO(made.pdf)).pages[0].images
    assert picture.image is not None
    assert np.array_equal(np.asarray(picture.image.convert("RGB")), np.asarray(plain.convert("RGB")))
    # As drawn by another reader than the one that wrote it: not a negative.
    assert pages_of(made.pdf)[0].mean() > 200


def test_every_page_of_a_tiff_becomes_a_sheet_of_its_own_size() -> None:
    sheets = [Image.fromarray(scan(number, turns=turns)) for number, turns in ((2, 0), (1, 2))]
    written = io.BytesIO()
    sheets[0].save(
        written, "TIFF", save_all=True, append_images=sheets[1:], compression="tiff_lzw", dpi=(150, 150)
    )
    made = assemble([SheetSource("оба.tif", written.getvalue())])
    names = ["«оба.tif», страница 1", "«оба.tif», страница 2"]
    assert [page.name for page in made.pages] == names
    assert np.allclose(page_sizes(made.pdf), [(595.276, 841.89)] * 2, atol=0.01)
    # The second lay on its head: stops and commas tell.
    assert made.pages[1].treatment == (Treatment.TURNED,)
    assert alike(pages_of(made.pdf)[1], pages_of(assemble([jpeg("1.jpg", scan(1), dpi=(150, 150))]).pdf)[0]) > 0.97


def test_equal_pages_give_equal_bytes_with_a_title_and_a_language() -> None:
    source = jpeg("x.jpg", scan(2), dpi=(150, 150))
    made = assemble([source], title="Заключение")
    assert assemble([source], title="Заключение").pdf == made.pdf
    reader = PdfReader(io.BytesIO(made.pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Заключение"
    assert reader.metadata.creation_date is None
    assert str(reader.root_object["/Lang"]) == "ru-RU"


def test_a_jpeg_cut_anywhere_is_refused_or_whole() -> None:
    content = jpeg("x", scan(2)[:300, :300], progressive=True).content
    whole = bare_jpeg(content).data
    chance = random.Random(1)
    for _ in range(200):
        cut = content[: chance.randrange(len(content))]
        with pytest.raises(NotEmbeddableError):
            bare_jpeg(cut)
    assert np.array_equal(decoded(whole), decoded(content))
