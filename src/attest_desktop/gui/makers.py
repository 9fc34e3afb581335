"""How each view of the window is made; a view's code is loaded the first time that it is shown."""

from __future__ import annotations

from collections.abc import Callable

from attest_desktop.domain.progress import Cancelled, Progress
from attest_desktop.gui.context import Context
from attest_desktop.gui.prefs import Preferences
from attest_desktop.gui.view import View

# The imports stand in the functions for the time of the start: the window shows one view, and the others bring
# along what reads and makes papers.


def warm(context: Context) -> None:
    """Load in the background what papers are read with: from the table one goes on to where it is needed."""

    def job(_progress: Progress, _cancelled: Cancelled) -> None:
        import attest_desktop.work.control_look
        import attest_desktop.work.finish  # noqa: F401 - only to have it loaded

    context.runner.start(job, owner=context, quiet=True)


def makers(context: Context, preferences: Preferences) -> dict[str, Callable[[], View]]:
    """By the view's name, what makes it."""
    return {
        "home": lambda: _home(context),
        "attestees": lambda: _attestees(context, preferences),
        "card": lambda: _card(context),
        "editor": lambda: _editor(context),
        "paper": lambda: _paper(context),
        "control": lambda: _control(context),
        "timeline": lambda: _timeline(context),
        "season": lambda: _season(context),
        "outbox": lambda: _outbox(context),
        "signatures": lambda: _signatures(context),
        "profile": lambda: _profile(context),
        "settings": lambda: _settings(context, preferences),
        "help": lambda: _help(context, preferences),
    }


def _home(context: Context) -> View:
    from attest_desktop.gui.home import HomeView

    return HomeView(context)


def _attestees(context: Context, preferences: Preferences) -> View:
    from attest_desktop.gui.attestees import AttesteesView

    warm(context)
    return AttesteesView(context, preferences)


def _card(context: Context) -> View:
    from attest_desktop.gui.card.view import CardView

    return CardView(context)


def _editor(context: Context) -> View:
    from attest_desktop.gui.editor import EditorView

    return EditorView(context)


def _paper(context: Context) -> View:
    from attest_desktop.gui.paper import PaperView

    return PaperView(context)


def _control(context: Context) -> View:
    from attest_desktop.gui.control import ControlView

    return ControlView(context)


def _timeline(context: Context) -> View:
    from attest_desktop.gui.timeline.view import TimelineView

    return TimelineView(context)


def _season(context: Context) -> View:
    from attest_desktop.gui.season import SeasonView

    return SeasonView(context)


def _outbox(context: Context) -> View:
    from attest_desktop.gui.outbox import OutboxView

    return OutboxView(context)


def _signatures(context: Context) -> View:
    from attest_desktop.gui.signatures import SignaturesView

    return SignaturesView(context)


def _profile(context: Context) -> View:
    from attest_desktop.gui.profile import ProfileView

    return ProfileView(context)


def _settings(context: Context, preferences: Preferences) -> View:
    from attest_desktop.gui.settings import SettingsView

    return SettingsView(context, preferences)


def _help(context: Context, preferences: Preferences) -> View:
    from attest_desktop.gui.help.view import HelpView

    return HelpView(context, preferences)
