"""Pictures of the window for the documents: the practice service, invented people, nothing of this machine.

Run as `python docs/take_screenshots.py [--size 1366x768] [--only home,attestees] [--look dark] [--out DIR]`;
what they are of stands in the *_pictures.py beside. `make screenshots` takes all of them on a bare X server.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from attestees_pictures import attestees_pictures
from camera import Camera
from doing_pictures import doing_pictures, earnest_pictures
from editor_pictures import editor_pictures
from front import put_in_front
from help_pictures import help_pictures
from home_pictures import home_pictures
from on_screen import Attention, need_screen
from paper_pictures import paper_pictures
from procedure_pictures import procedure_pictures
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from scene import live, scene
from schedule_pictures import schedule_pictures
from season_pictures import season_pictures
from sign_in_pictures import BEFORE, sign_in_states, take_sign_in, take_sign_in_states
from signature_pictures import signature_pictures
from state_pictures import empty_pictures, state_pictures
from view_pictures import control_pictures, profile_pictures, put_away, view_pictures
from welcome_pictures import welcome_pictures
from work_before import write_something

from attest_desktop.gui.app import make_application
from attest_desktop.gui.context import Context
from attest_desktop.gui.main_window import MainWindow
from attest_desktop.gui.memory import Collector
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.runner import Runner
from attest_desktop.gui.theme.style import Look, theme
from attest_desktop.work.desk import Desk
from attest_desktop.work.training import Training

LOOKS = {"light": Look.LIGHT, "dark": Look.DARK, "contrast": Look.HIGH_CONTRAST}


def shots(desk: Desk) -> dict[str, Callable[[MainWindow], QWidget | None]]:
    """Every picture of the window in which work goes on, by name, how to come there."""
    return {
        **home_pictures(desk),
        **view_pictures(desk),
        **editor_pictures(desk),
        **profile_pictures(),
        **signature_pictures(desk),
        **paper_pictures(desk),
        **control_pictures(desk),
        **procedure_pictures(desk),
        **schedule_pictures(desk),
        **season_pictures(desk),
        **welcome_pictures(desk),
        **attestees_pictures(desk),
        **help_pictures(),
    }


def main() -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--text", type=float, default=1.0, help="text size, 1 is usual")
    parser.add_argument("--only", default="")
    parser.add_argument("--look", default="light,dark")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "screenshots")
    chosen = parser.parse_args()
    width, height = (int(part) for part in chosen.size.split("x"))
    wanted = set(filter(None, chosen.only.split(",")))
    preferences = Preferences()
    need_screen()
    app = make_application(sys.argv[:1], preferences)
    app.setQuitOnLastWindowClosed(False)
    Attention(app)
    # As in the program: windows that went round in circles are not destroyed in the threads that make pages.
    collector = Collector(app)
    collector.begin()
    camera = Camera(chosen.out)
    with Training() as training, training.open_desk() as desk:
        write_something(desk)
        runner = Runner()
        context = Context(desk, runner, training=True)
        window = MainWindow(context, preferences)
        window.resize(width, height)
        put_in_front(window)
        window.begin()
        live(800)
        for look in chosen.look.split(","):
            theme.apply(LOOKS[look], chosen.text)
            camera.look = look
            if not wanted or wanted & set(BEFORE):
                take_sign_in(runner, camera, QSize(width, height))
                put_in_front(window)
            for name, go in shots(desk).items():
                if not wanted or name in wanted:
                    other = go(window)
                    live(1500 if name.startswith(("editor", "card")) else 500)
                    runner.wait_idle(10_000)
                    window.strip.clear()
                    live(100)
                    camera.take(other or window, name)
                    if other is not None:
                        other.close()
                    put_away(window)
        context.end()
        runner.cancel_all()
        runner.wait_idle(10_000)
        window.deleteLater()
    for look in chosen.look.split(","):
        theme.apply(LOOKS[look], chosen.text)
        camera.look = look
        take_states(preferences, wanted, camera, QSize(width, height))
    collector.end()
    return 0 if camera.finish() else 1


def take_states(preferences: Preferences, wanted: set[str], camera: Camera, room: QSize) -> None:
    """Each in a window of its own: what they do to the practice service is seen in no other picture."""
    if not wanted or wanted & set(sign_in_states()):
        take_sign_in_states(wanted, room, camera.take)
    for pictures, training, empty in (
        (state_pictures(), True, False),
        (doing_pictures(), True, False),
        (empty_pictures(), True, True),
        (earnest_pictures(), False, False),
    ):
        if wanted and not wanted & set(pictures):
            continue
        with scene(room, preferences, training=training, empty=empty) as place:
            for name, go in pictures.items():
                if not wanted or name in wanted:
                    other = go(place)
                    camera.take(other or place.window, name)
                    place.settle()


if __name__ == "__main__":
    sys.exit(main())
