"""«Войти»: the way to the desk, and the prompt when the service wants another sign-in."""

from attest_desktop.gui.sign_in.again import SignInAgain
from attest_desktop.gui.sign_in.window import SignInWindow

__all__ = ["SignInAgain", "SignInWindow"]
