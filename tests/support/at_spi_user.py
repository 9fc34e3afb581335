"""A user of the program who has nothing but AT-SPI: run by the system's Python, which has its bindings (gi).

Waits for the window, writes down what is told of it, presses «Обновить», waits for the word that it is done.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import gi  # type: ignore[import-not-found]  # the system's, not this environment's

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found]  # noqa: E402  # the version comes first

PATIENCE_S = 90.0
BUTTON, DONE = "Обновить", "Обновлено только что"


def walk(one: Atspi.Accessible) -> Iterator[Atspi.Accessible]:
    """Everything below, in the order of reading."""
    yield one
    for number in range(one.get_child_count()):
        child = one.get_child_at_index(number)
        if child is not None:
            yield from walk(child)


def shown() -> list[Atspi.Accessible]:
    """What all programs on this bus show."""
    return [one for one in walk(Atspi.get_desktop(0)) if one.get_state_set().contains(Atspi.StateType.SHOWING)]


def main() -> int:
    """0 when the button was found, pressed, and did what it says."""
    until = time.monotonic() + PATIENCE_S
    pressed = False
    while time.monotonic() < until:
        try:
            there = shown()
            if not pressed:
                for one in there:
                    if one.get_name() == BUTTON and one.get_role_name() == "push button":
                        for each in there:
                            sys.stdout.write(f"{each.get_role_name()}\t{each.get_name()}\n")
                        pressed = one.do_action(0)
            elif any(one.get_name() == DONE for one in there):
                return 0
        except gi.repository.GLib.GError:
            # What was there a moment ago is gone: look again.
            pass
        time.sleep(0.3)
    sys.stderr.write("«Обновить» was not found\n" if not pressed else "nothing came of the press\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
