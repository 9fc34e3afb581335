"""Bad files through the real command line: a refusal in words, within two seconds and 500 MB."""

from __future__ import annotations

import sys

import pytest

from tests.slowness import slowness
from tests.trust.hostile.line import COMMANDS, ENDED_IN_WORDS, FILES, MOST_BYTES, MOST_SECONDS, ended

# Odd but harmless: what stands in the ring is never needed, what the bomb is in is never unpacked.
LET_IN = {"PDF ring", "word bomb"}


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.skipif(sys.platform == "win32", reason="measures by wait4")
@pytest.mark.parametrize("command", COMMANDS)
def test_bad_files_are_refused_in_words(command: str) -> None:
    for file in FILES:
        one = ended(command, file)
        assert "Traceback" not in one.said, (file, one.said)
        if file not in LET_IN:
            assert one.code == ENDED_IN_WORDS, (file, one)
            assert any("а" <= letter <= "я" for letter in one.said), (file, one.said)
            # The clock tells of other work on the machine too: processor time, and what the machine is slower by.
            assert one.work <= MOST_SECONDS * max(1.0, slowness()), (file, one)
        assert one.memory <= MOST_BYTES, (file, one)
