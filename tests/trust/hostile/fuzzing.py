"""Every door tried with real files spoiled at random: `make fuzz`.

What ends in anything but words for the user, or takes over ten times the time that is allowed, is kept in `CORPUS`
under the name of its door; the replay of that folder is a part of the usual run.
"""

from __future__ import annotations

import faulthandler
import hashlib
import logging
import random
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from attest_desktop import bundled
from attest_desktop.domain.errors import AttestError
from attest_desktop.papers.handover import Handover, fingerprint, paragraphs_of, with_handover
from attest_desktop.papers.signing import draw_sample_signature
from tests.papers.schedule.layouts import plain
from tests.papers.schedule.making import WRITERS
from tests.papers.signing.papers import sheet
from tests.papers.template.forms import template_bytes
from tests.support import tally
from tests.trust.hostile import doors, picture_files
from tests.trust.hostile.mutating import spoiled

CORPUS = Path(__file__).parents[1] / "corpus"
RUNNING = Path(tempfile.gettempdir()) / "attest-fuzzing"
"""The case that is being tried: what is left there after a crash ended it."""
STUCK = 120  # seconds


@cache
def _handed_over() -> bytes:
    form = template_bytes("open-1")
    said = paragraphs_of(form)
    now = datetime(2031, 5, 6, tzinfo=UTC)
    draft = {"conclusion": {"criteria": [{"text": "а"}], "recommendations": "б"}, "values": {"x": "y"}}
    return with_handover(
        form, Handover("Заяц М. Ю.", "май", "Лугов П. И.", now, "0", 1, fingerprint(said), said, draft)
    )


def _pictures() -> list[bytes]:
    forms = [picture_files.drawn(form) for form in ("PNG", "JPEG", "TIFF", "BMP", "WEBP")]
    return [*forms, draw_sample_signature("Заречная Полина", seed=5)]


@cache
def seeds() -> dict[str, tuple[doors.Door, tuple[bytes, ...]]]:
    """For each door by name the sound files that it takes."""
    form = bundled.path("sample/conclusion_template.docx").read_bytes()
    schedules = [write(plain().tables) for write in WRITERS.values()]
    word = (form, template_bytes("open-2"))
    pdf = (sheet("form-two"), sheet("leaders"))
    return {
        "fill": (doors.filling, word),
        "colleague": (doors.from_a_colleague, (_handed_over(),)),
        "print": (doors.printing, word),
        "sign_word": (doors.signing_word, word),
        "schedule": (doors.schedule, tuple(schedules)),
        "look": (doors.looking, pdf),
        "places": (doors.places, pdf),
        "check": (doors.checking, pdf),
        "scan": (doors.scanning, (*pdf, *_pictures())),
        "ink": (doors.taking_ink, tuple(_pictures())),
        "signature": (doors.signature, tuple(_pictures())),
    }


def case(name: str, seed: int) -> bytes:
    """One spoiled file for this door."""
    files = seeds()[name][1]
    return spoiled(files[seed % len(files)], seed)


def survives(name: str, content: bytes) -> None:
    """The door takes the file or says in Russian why not; anything else is a bug and goes on."""
    tally.count(tally.Fault.HOSTILE)
    with warnings.catch_warnings():
        # Libraries of pictures and tables warn of odd values; nothing comes of it.
        warnings.simplefilter("ignore")
        try:
            seeds()[name][0](content)
        except AttestError as error:
            words = str(error)
        else:
            return
    assert any("а" <= letter <= "я" for letter in words), words


def smaller(name: str, content: bytes, fails: Callable[[bytes], bool], until: float) -> bytes:
    """The failing file with what does not matter cut away, as far as the time lasts."""
    size = len(content) // 2
    while size >= 16 and time.monotonic() < until:
        at = 0
        while at < len(content) and time.monotonic() < until:
            shorter = content[:at] + content[at + size :]
            if fails(shorter):
                content = shorter
            else:
                at += size
        size //= 2
    return content


def _place(error: BaseException) -> str:
    """What failed and where in the program, so that the same fault is kept once."""
    own = [one for one in traceback.extract_tb(error.__traceback__) if "attest_desktop" in one.filename]
    return (
        f"{type(error).__name__} {Path(own[-1].filename).name}:{own[-1].lineno}" if own else type(error).__name__
    )


def run(seconds: float, only: list[str]) -> int:
    """Try for so long; gives how many different faults were found."""
    logging.disable(logging.CRITICAL)
    CORPUS.mkdir(exist_ok=True)
    counts: Counter[str] = Counter()
    found: dict[str, str] = {}
    names = only or list(seeds())
    chance = random.SystemRandom()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        name, seed = chance.choice(names), chance.randrange(1 << 40)
        content = case(name, seed)
        counts[name] += 1
        faulthandler.dump_traceback_later(STUCK, exit=True)
        RUNNING.write_text(f"{name} {seed}")
        began = time.process_time()
        try:
            survives(name, content)
        except Exception as error:
            place = f"{name}: {_place(error)}"
            if place not in found:
                found[place] = str(seed)
                print(f"{place} seed {seed} {str(error)[:200]}", flush=True)
                (CORPUS / f"{name}-{hashlib.sha256(place.encode()).hexdigest()[:8]}").write_bytes(content)
        else:
            spent = time.process_time() - began
            if spent > 20:
                print(f"{name}: {spent:.0f} s, seed {seed}", flush=True)
        faulthandler.cancel_dump_traceback_later()
    RUNNING.unlink(missing_ok=True)
    print(f"cases {sum(counts.values())}: {dict(counts)}; faults {len(found)}", flush=True)
    return len(found)


if __name__ == "__main__":
    sys.exit(min(1, run(float(sys.argv[1]), sys.argv[2:])))
