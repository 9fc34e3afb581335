"""The locked packages: pinned by hashes, each of a licence that is known, allowed, and what it says of itself."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = [ROOT / name for name in ("requirements.lock", "requirements-dev.lock", "requirements-packaging.lock")]
# As the packages themselves put it.
_SPELT = {
    "mit license": "MIT",
    "bsd license": "BSD-3-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "bsd-3-clause, apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / "packaging" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    # Its dataclasses look for it there.
    sys.modules["audit"] = made
    spec.loader.exec_module(made)
    return made


def test_every_locked_package_is_pinned_and_of_an_allowed_licence(audit: ModuleType) -> None:
    assert audit.faults_of_locks(LOCKS) == []
    assert audit.faults_of_licences(LOCKS) == []
    assert len(audit.locked_in(LOCKS[0])) > 40


def test_the_list_says_what_the_packages_say() -> None:
    known = tomllib.loads((ROOT / "packaging" / "licences.toml").read_text("utf-8"))
    stated = known["program"] | known["tests"]
    seen = 0
    for one in distributions():
        name = re.sub(r"[-_.]+", "-", one.metadata["Name"]).lower()
        said = one.metadata.json
        own = str(said.get("license_expression") or said.get("license") or "").strip()
        if name not in stated or not own or "\n" in own:
            continue
        assert _SPELT.get(own.lower(), own) == stated[name], name
        seen += 1
    assert seen > 40
    # The wheel holds more than its own code, and that is under another licence.
    assert "libheif" in known["holds"]["pi-heif"]
    assert "LGPL-3.0" in known["holds"]["pi-heif"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda text: text.replace("lxml==", "lxml>="), "not pinned"),
        (lambda text: re.sub(r"(?m)^(alembic==.*?) \\\n(    --hash.*\n)+", r"\1\n", text), "alembic has no hash"),
        (lambda text: re.sub(r"(?m)^alembic==\S+", "alembic==0.0.1", text), "another version elsewhere"),
        (lambda text: text.replace("alembic==", "unheard-of=="), "is not in"),
    ],
)
def test_faults_of_a_lock_are_found(audit: ModuleType, tmp_path: Path, change: object, fault: str) -> None:
    assert callable(change)
    other = Path(shutil.copy(LOCKS[0], tmp_path / "requirements.lock"))
    other.write_text(change(other.read_text("utf-8")), "utf-8")
    found = audit.faults_of_locks([*LOCKS[1:], other])
    if not found:
        found = audit.faults_of_licences([*LOCKS[1:], other])
    assert any(fault in one for one in found)


def test_a_licence_that_is_not_allowed_is_found(audit: ModuleType, tmp_path: Path) -> None:
    spoilt = tmp_path / "licences.toml"
    words = audit.LICENCES.read_text("utf-8")
    for licence in ("GPL-3.0-only", "MIT AND AGPL-3.0-only", "LGPL-2.1-only OR SSPL-1.0"):
        spoilt.write_text(words.replace('alembic = "MIT"', f'alembic = "{licence}"'), "utf-8")
        assert audit.faults_of_licences(LOCKS, spoilt) == [f"alembic: {licence} is not allowed"]
