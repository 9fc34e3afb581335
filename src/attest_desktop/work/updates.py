"""Is there a newer version? One plain signed file is asked for, at most once a day, where an address is set.

Nothing is sent but the request, nothing is downloaded or installed: the user is told, and opens the page.
The file, as `packaging/sign_release.py` makes it:

    attest-desktop release
    version: 1.2.0
    date: 2026-11-22
    page: https://…

    Что нового, простым текстом.
    signature: <Ed25519 of all the bytes before this line, base64>
"""

from __future__ import annotations

import base64
import binascii
import json
import logging
import os
import re
import ssl
import threading
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from queue import Empty, Queue
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import platformdirs
import truststore
import urllib3
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from urllib3.exceptions import HTTPError

from attest_desktop import __version__, bundled
from attest_desktop.domain.errors import AttestError, CancelledError
from attest_desktop.domain.progress import Cancelled, never, stop_if
from attest_desktop.service.address import is_loopback
from attest_desktop.work.saving import write_file

logger = logging.getLogger(__name__)
KEY_FILE = "release_key.txt"
HEAD, SIGNATURE = "attest-desktop release", "signature: "
STATE_FILE = "updates.json"
POLICY_FILE = "policy.toml"
EVERY = timedelta(days=1)
LARGEST = 64 * 1024  # bytes of the file
WHOLE_SECONDS = 20.0
_CHUNK = 8 * 1024
_LISTEN_SECONDS = 0.1
_LOCK = threading.Lock()
_FIELDS = re.compile(r"^(version|date|page): (\S+)$", re.MULTILINE)


class NotTrustedError(Exception):
    """The file is not what the maintainers signed, or not a file of this kind; the message is for the journal."""


@dataclass(frozen=True, slots=True)
class Release:
    """A version that the maintainers announced."""

    version: str
    day: date
    page: str
    news: str

    @property
    def is_newer(self) -> bool:
        """Whether it is newer than this program."""
        return _numbers(self.version) > _numbers(__version__)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the school's administrator decided for this computer."""

    allowed: bool = True
    address: str = ""


# --- may it be asked ---


def policy_file() -> Path:
    """Where the administrator's word lies: /etc/attest-desktop, on Windows ProgramData/attest-desktop."""
    if os.name == "nt":
        return Path(platformdirs.site_config_dir("attest-desktop", appauthor=False)) / POLICY_FILE
    # Not where the user's own environment says: it would be no administrator's word.
    return Path("/etc/attest-desktop") / POLICY_FILE


def policy(file: Path | None = None) -> Policy:
    """The administrator's word; a file that is not understood forbids."""
    file = file or policy_file()
    try:
        return _policy_of(tomllib.loads(file.read_text("utf-8-sig"))["updates"])
    except FileNotFoundError:
        return Policy()
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        logger.warning("the policy file is not understood: no updates are looked for")
        return Policy(allowed=False)


def _policy_of(said: dict[str, object]) -> Policy:
    allowed, address = said.get("allowed", True), said.get("address", "")
    # A word misspelt may have been meant to forbid.
    if said.keys() - {"allowed", "address"} or not isinstance(allowed, bool) or not isinstance(address, str):
        raise ValueError("not what stands in such a file")
    return Policy(allowed, address)


def public_key() -> Ed25519PublicKey | None:
    """The maintainers' key that is built in; None where none is."""
    for line in bundled.path(KEY_FILE).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            return Ed25519PublicKey.from_public_bytes(base64.b64decode(line))
    return None


# --- asking ---


class Updates:
    """Looking for a newer version with what is remembered of it in `folder`, the folder of the data."""

    def __init__(
        self, folder: Path, address: str, *, key: Ed25519PublicKey | None = None, said: Policy | None = None
    ) -> None:
        said = said if said is not None else policy()
        self._key = key or public_key()
        self._file = folder / STATE_FILE
        self.address = said.address or address
        self.forbidden = not said.allowed
        parts = urlsplit(self.address)
        self.possible = (
            not self.forbidden
            and self._key is not None
            and parts.scheme in ("http", "https")
            and bool(parts.hostname)
        )

    @property
    def wanted(self) -> bool:
        """Whether the user wants to be told."""
        return self._state().get("wanted") is not False

    def want(self, *, wanted: bool) -> None:
        """The user's choice."""
        self._keep(wanted=wanted)

    def known(self) -> Release | None:
        """The newer version found before, if this is not it already."""
        if not self.possible or not self.wanted:
            return None
        try:
            kept = self._verified(str(self._state().get("text", "")).encode())
        except NotTrustedError:
            return None
        return kept if kept.is_newer else None

    def look(self, now: datetime | None = None, *, cancelled: Cancelled = never) -> Release | None:
        """Ask, unless it was asked today; a newer version, or None. Never raises for the network's sake.

        Raises CancelledError when it was stopped; then it counts as not asked.
        """
        now = now or datetime.now(UTC)
        if not self.possible or not self.wanted:
            return None
        if not self._due(now):
            return self.known()
        # Remembered first: a server that answers badly is not asked again before tomorrow, either.
        former = self._state().get("asked", "")
        self._keep(asked=now.isoformat())
        try:
            text = _apart(lambda: _fetched(self.address), cancelled)
            found = self._verified(text)
        except CancelledError:
            self._keep(asked=former)
            raise
        except (NotTrustedError, HTTPError, OSError, ValueError) as fault:
            logger.info("no news of versions: %s", type(fault).__name__)
            return self.known()
        before = self._seen()
        if before is not None and (_numbers(found.version), found.day) < (_numbers(before.version), before.day):
            # An older file, signed as well: somebody would like this program to stay as it is.
            logger.info("the file of versions is older than the one seen before")
            return self.known()
        self._keep(text=text.decode("utf-8"))
        return found if found.is_newer else None

    def _seen(self) -> Release | None:
        try:
            return self._verified(str(self._state().get("text", "")).encode())
        except NotTrustedError:
            return None

    def _due(self, now: datetime) -> bool:
        try:
            asked = datetime.fromisoformat(str(self._state().get("asked", "")))
            # A clock that was in the future must not silence the question for good.
            return not timedelta(0) <= now - asked < EVERY
        except (ValueError, TypeError):
            return True

    def _verified(self, text: bytes) -> Release:
        if self._key is None:
            raise NotTrustedError("no key")
        return read_release(text, self._key)

    def _state(self) -> dict[str, object]:
        try:
            kept = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _keep(self, **values: object) -> None:
        try:
            # The user's choice may come while an answer is being kept.
            with _LOCK:
                write_file(self._file, json.dumps({**self._state(), **values}, ensure_ascii=False).encode())
        except AttestError:
            logger.info("what is known of versions could not be kept")


def read_release(text: bytes, key: Ed25519PublicKey) -> Release:
    """What the file says. Raises NotTrustedError unless the maintainers signed every byte of it."""
    signed, mark, signature = text.rpartition(f"\n{SIGNATURE}".encode())
    signed += b"\n"
    try:
        if not mark:
            raise NotTrustedError("no signature")
        key.verify(base64.b64decode(signature.strip(), validate=True), signed)
        head, _, rest = signed.decode("utf-8").partition("\n")
        fields, _, news = rest.partition("\n\n")
        said = dict(_FIELDS.findall(fields))
        if head != HEAD or urlsplit(said["page"]).scheme != "https" or not _numbers(said["version"]):
            raise NotTrustedError("another kind of file")
        return Release(said["version"], date.fromisoformat(said["date"]), said["page"], news.strip())
    except (InvalidSignature, binascii.Error, KeyError, ValueError) as fault:
        raise NotTrustedError(type(fault).__name__) from fault


def _apart(fetch: Callable[[], bytes], cancelled: Cancelled) -> bytes:
    """What `fetch` brings or raises. Raises CancelledError at once: who closes the program waits for no server."""
    ends: Queue[bytes | Exception] = Queue()

    def work() -> None:
        try:
            ends.put(fetch())
        except Exception as fault:  # handed over to who waits
            ends.put(fault)

    # A daemon: a connection that is being made cannot be broken off, and must not hold up the program's end.
    threading.Thread(target=work, name="versions", daemon=True).start()
    while True:
        try:
            end = ends.get(timeout=_LISTEN_SECONDS)
        except Empty:
            stop_if(cancelled)
            continue
        if isinstance(end, Exception):
            raise end
        return end


def _fetched(address: str) -> bytes:
    """The file, by one request without cookies; a redirect or anything but 200 is no answer."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    parts = urlsplit(address)
    host = parts.hostname or ""
    proxy = None if is_loopback(host) or proxy_bypass(host) else getproxies().get(parts.scheme)
    pool: urllib3.PoolManager = (
        urllib3.ProxyManager(proxy, ssl_context=context) if proxy else urllib3.PoolManager(ssl_context=context)
    )
    until = time.monotonic() + WHOLE_SECONDS
    response = pool.request(
        "GET",
        address,
        headers={"User-Agent": "attest-desktop", "Accept-Encoding": "identity"},
        timeout=urllib3.Timeout(connect=10.0, read=10.0),
        redirect=False,
        retries=False,
        preload_content=False,
        decode_content=False,
    )
    try:
        if response.status != 200:
            raise ValueError("another answer than 200")
        text = b""
        while piece := response.read(_CHUNK):
            text += piece
            if len(text) > LARGEST or time.monotonic() > until:
                raise ValueError("too large or too slow")
        return text
    finally:
        response.close()
        pool.clear()


def _numbers(version: str) -> tuple[int, ...]:
    """«1.2.0» as numbers to be compared; anything else is none."""
    return (
        tuple(int(one) for one in version.split(".")) if re.fullmatch(r"\d{1,6}(\.\d{1,6}){1,3}", version) else ()
    )
