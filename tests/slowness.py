"""How slow the machine is at this moment, so that limits of time mean the same on each."""

from __future__ import annotations

import time
from html.parser import HTMLParser

_WORK = '<tr><td class="a">учитель</td><td><a href="/x">1</a></td></tr>' * 1000
_QUIET = 0.024
"""Seconds of processor time that the work below takes on an idle office computer."""


def slowness() -> float:
    """How many times longer a known piece of work takes now than on an idle office computer; at least 1.

    Other work on the same core, and slower cores, make it larger. Takes a tenth of a second.
    """
    spent = []
    for _ in range(5):
        began = time.thread_time()
        parser = HTMLParser()
        parser.feed(_WORK)
        parser.close()
        spent.append(time.thread_time() - began)
    return max(1.0, sorted(spent)[2] / _QUIET)
