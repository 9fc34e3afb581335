"""Invented signatures for training and tests: ink drawn along smooth curves."""

from __future__ import annotations

import io
import math
import random
from functools import lru_cache

from PIL import Image, ImageDraw

from attest_desktop.domain.names import parts

_SIZE = (600, 220)
_FINER = 3
_INK = (24, 38, 122)
_Point = tuple[float, float]


@lru_cache(maxsize=8)
def draw_sample_signature(full_name: str, seed: int) -> bytes:
    """An invented signature: PNG, 600 x 220, dark blue ink on a transparent ground; equal input, equal bytes."""
    surname, first, _ = parts(full_name)
    # Not cryptography: the same person must get the same invented hand each time.
    chance = random.Random(f"{full_name}\n{seed}")  # noqa: S311
    slant = chance.uniform(0.12, 0.34)
    rise = chance.uniform(-0.10, 0.02)
    pen = _Pen(slant, rise, chance)
    x = _capital(pen, (first or surname or "А")[0], chance.uniform(70, 100))
    x = _capital(pen, (surname or "А")[0], x + chance.uniform(-6, 14))
    x = _letters(pen, x, min(9, max(4, len(surname))))
    _flourish(pen, x)
    return pen.png()


class _Pen:
    """Draws with a width that follows the pen's speed, on a slanted, rising base line."""

    def __init__(self, slant: float, rise: float, chance: random.Random) -> None:
        self.chance = chance
        self.base = 150 + chance.uniform(-8, 8)
        self._slant = slant
        self._rise = rise
        self._mask = Image.new("L", (_SIZE[0] * _FINER, _SIZE[1] * _FINER))
        self._draw = ImageDraw.Draw(self._mask)
        self._width = chance.uniform(4.4, 5.8)

    def stroke(self, points: list[_Point]) -> None:
        """One movement of the pen through the points (height counted up from the base line)."""
        path = _smooth([self._placed(point) for point in points])
        length = len(path)
        for index in range(1, length):
            (x0, y0), (x1, y1) = path[index - 1], path[index]
            speed = math.hypot(x1 - x0, y1 - y0)
            # Down strokes are pressed, quick ones are thin, and ends taper.
            pressed = 1.25 if y1 > y0 + 0.3 else 0.85
            taper = min(1.0, 0.35 + index / 14, 0.25 + (length - index) / 16)
            radius = self._width * pressed * taper * max(0.55, 1.15 - speed / 26) / 2
            self._dab(x0, y0, x1, y1, radius)

    def _placed(self, point: _Point) -> _Point:
        x, up = point
        return x + up * self._slant, self.base - up + (x - 300) * self._rise

    def _dab(self, x0: float, y0: float, x1: float, y1: float, radius: float) -> None:
        steps = max(1, round(math.hypot(x1 - x0, y1 - y0) * 1.5))
        wide = radius * _FINER
        for step in range(steps):
            x = (x0 + (x1 - x0) * step / steps) * _FINER
            y = (y0 + (y1 - y0) * step / steps) * _FINER
            self._draw.ellipse((x - wide, y - wide, x + wide, y + wide), fill=255)

    def png(self) -> bytes:
        """The picture."""
        alpha = self._mask.resize(_SIZE, Image.Resampling.LANCZOS)
        picture = Image.new("RGBA", _SIZE, (*_INK, 0))
        picture.putalpha(alpha)
        written = io.BytesIO()
        picture.save(written, "PNG")
        return written.getvalue()


def _capital(pen: _Pen, letter: str, x: float) -> float:
    """A tall loop with a stem, whose kind goes by the letter; returns where the next one begins."""
    any_of = pen.chance.uniform
    tall, wide = any_of(88, 112), any_of(34, 52)
    kind = ord(letter.upper()) % 3
    if kind == 0:  # an oval with a tail through it
        pen.stroke(
            [
                (x + wide, tall * 0.78),
                (x + wide * 0.3, tall),
                (x - wide * 0.35, tall * 0.5),
                (x + wide * 0.1, -4),
                (x + wide * 0.9, tall * 0.32),
                (x + wide * 0.7, tall * 0.74),
                (x + wide * 0.25, tall * 0.36),
                (x + wide * 1.25, tall * 0.16),
            ]
        )
    elif kind == 1:  # a stem and a bow
        pen.stroke([(x - 8, tall * 0.7), (x + 6, tall), (x + 2, tall * 0.4), (x - 10, -14), (x - 26, 2)])
        pen.stroke(
            [
                (x - 22, tall * 0.82),
                (x + wide * 0.5, tall * 1.06),
                (x + wide, tall * 0.72),
                (x + 6, tall * 0.46),
                (x + wide * 0.9, tall * 0.22),
                (x + wide * 1.2, tall * 0.1),
            ]
        )
    else:  # two peaks
        pen.stroke(
            [
                (x - 14, 4),
                (x + 2, tall * 0.55),
                (x + wide * 0.35, tall),
                (x + wide * 0.3, tall * 0.3),
                (x + wide * 0.42, 6),
                (x + wide * 0.75, tall * 0.66),
                (x + wide * 1.02, tall * 0.9),
                (x + wide, tall * 0.25),
                (x + wide * 1.3, tall * 0.12),
            ]
        )
    return x + wide * 1.25


def _letters(pen: _Pen, x: float, count: int) -> float:
    """Small letters that flatten towards the end."""
    any_of = pen.chance.uniform
    points: list[_Point] = [(x - 8, 10)]
    for number in range(count):
        fade = 1 - 0.7 * number / count
        step, up = any_of(17, 26), any_of(20, 34) * fade
        if pen.chance.random() < 0.22:  # a letter with a loop above or below the line
            loop = pen.chance.choice((58, -44)) * (0.6 + 0.4 * fade)
            points += [(x + step * 0.55, loop), (x + step * 0.1, loop * 0.86), (x + step * 0.62, 6)]
        else:
            points += [(x + step * 0.45, up), (x + step * 0.6, any_of(-3, 4))]
        x += step
    points.append((x + 14, any_of(2, 10)))
    pen.stroke(points)
    return x + 14


def _flourish(pen: _Pen, x: float) -> None:
    """The last sweep: back under the name, or out to the right."""
    any_of = pen.chance.uniform
    if pen.chance.random() < 0.6:
        far = min(540.0, x + any_of(30, 70))
        pen.stroke(
            [
                (x - 6, 6),
                (far, any_of(26, 44)),
                (far + 6, any_of(2, 12)),
                (x - any_of(90, 150), -any_of(18, 28)),
                (x - any_of(20, 60), -any_of(30, 40)),
                (min(560.0, far + 20), -any_of(6, 16)),
            ]
        )
    else:
        pen.stroke(
            [(x - 6, 6), (x + 20, any_of(24, 40)), (x + 34, 4), (min(570.0, x + any_of(70, 130)), any_of(8, 30))]
        )


def _smooth(points: list[_Point]) -> list[_Point]:
    """A smooth curve through the points: Bézier pieces whose handles follow the neighbours (Catmull-Rom)."""
    path: list[_Point] = []
    ends = [points[0], *points, points[-1]]
    for before, start, end, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        steps = max(6, round(math.dist(start, end) / 3))
        path += [_bezier(start, first, second, end, step / steps) for step in range(steps)]
    return [*path, points[-1]]


def _bezier(a: _Point, b: _Point, c: _Point, d: _Point, t: float) -> _Point:
    s = 1 - t
    weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
    x = sum(weight * point[0] for weight, point in zip(weights, (a, b, c, d), strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, (a, b, c, d), strict=True))
    return x, y
