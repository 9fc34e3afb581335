from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from attest_desktop.papers.signing import draw_sample_signature, read_signature


def test_equal_input_gives_equal_bytes_and_other_input_other_ink() -> None:
    one = draw_sample_signature("Лев Борис Ильич", 1)
    assert one == draw_sample_signature("Лев Борис Ильич", 1)
    assert len({one, draw_sample_signature("Лев Борис Ильич", 2), draw_sample_signature("Заяц М. Ю.", 1)}) == 3


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", ["Вишневская-Горбань Наталия Геннадьевна", "Лев Борис Ильич", ""])
def test_it_looks_like_ink(name: str, seed: int) -> None:
    content = draw_sample_signature(name, seed)
    with Image.open(io.BytesIO(content)) as image:
        assert (image.mode, image.size) == ("RGBA", (600, 220))
        alpha = np.asarray(image)[..., 3]
    # Nothing is cut off at the edges, and there is neither too little ink nor a blot.
    assert not any(side.any() for side in (alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]))
    assert 0.01 < np.mean(alpha > 128) < 0.15
    assert 1.6 < read_signature(content).aspect < 6
