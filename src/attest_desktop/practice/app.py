"""The web application: one Flask app, pages by the chosen dialect."""

from __future__ import annotations

from flask import Flask

from attest_desktop.practice.cabinet import Cabinet
from attest_desktop.practice.mvc import mvc_pages

# Far above the service's own limit, which is answered by a page with the reason.
_HARD_LIMIT = 256 * 1024 * 1024


def make_app(cabinet: Cabinet) -> Flask:
    """The application over one cabinet."""
    app = Flask("attest_desktop.practice", static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=_HARD_LIMIT,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.register_blueprint(mvc_pages(cabinet), url_prefix="/cpnew")
    return app
