"""The engines under test, each used once for what many tests look at."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache

import pytest
from PySide6.QtWidgets import QApplication

from attest_desktop.papers.pdf import Converted, EngineName, convert
from attest_desktop.papers.pdf.libreoffice import find_soffice
from tests.support.sample_conclusion import TITLE, sample_conclusion

AUTHOR = "Иванова М.И."
ENGINES = [EngineName.BUILTIN, pytest.param(EngineName.LIBREOFFICE, marks=pytest.mark.libreoffice)]


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """One application for all: the built-in engine would make its own otherwise."""


@pytest.fixture(autouse=True)
def _libreoffice(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("libreoffice") and find_soffice() is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice must be installed where everything is tested")
        pytest.skip("LibreOffice is not installed")


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.value)
def engine(request: pytest.FixtureRequest) -> EngineName:
    """Each engine that can run here."""
    name: EngineName = request.param
    return name


@cache
def _sample() -> bytes:
    return sample_conclusion()


@cache
def _converted(engine: EngineName) -> Converted:
    return convert(_sample(), engine=engine, title=TITLE, author=AUTHOR)


@pytest.fixture
def sample() -> bytes:
    """The three-page conclusion, the same bytes for every test."""
    return _sample()


@pytest.fixture
def by_engine() -> Callable[[EngineName], Converted]:
    """The three-page conclusion as each engine converts it, made once."""
    return _converted


@pytest.fixture
def converted(engine: EngineName) -> Converted:
    """The three-page conclusion by the engine under test."""
    return _converted(engine)
