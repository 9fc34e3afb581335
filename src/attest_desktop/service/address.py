"""The service's address as people type it, and what belongs to its host."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from attest_desktop.domain.errors import UserError

_PORTS = {"http": 80, "https": 443}


class WrongAddressError(UserError):
    """What was typed is not an address of a service."""

    title = "Неправильный адрес"
    todo = "Введите адрес сервиса как в строке браузера, например https://coko.tomsk.ru/cpnew/."


def is_loopback(host: str) -> bool:
    """Whether the host is this very machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_this_machine(address: str) -> bool:
    """Whether the address names this very machine by number: a name can be made to mean another one."""
    try:
        return ipaddress.ip_address(urlsplit(address).hostname or "").is_loopback
    except ValueError:
        return False


def is_protected(address: str) -> bool:
    """Whether nobody on the way can read or replace what goes to the address: https, or this very machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or is_loopback(parts.hostname or "")


def normalised_server(typed: str, home: str = "") -> str:
    """The address with its scheme and a closing slash; a page of the cabinet is cut down to the cabinet.

    Without a scheme it is https, for this machine http. An explicit http:// is the user's word and is kept.
    Raises WrongAddressError.
    """
    text = typed.strip()
    if "://" not in text:
        host = text.split("/", 1)[0].rsplit(":", 1)[0].strip("[]")
        text = f"{'http' if is_loopback(host) else 'https'}://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise WrongAddressError(f"Это не адрес сервиса: «{typed.strip()[:100]}».") from None
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if scheme not in _PORTS or not host or any(sign.isspace() for sign in text) or parts.username is not None:
        raise WrongAddressError(f"Это не адрес сервиса: «{typed.strip()[:100]}».")
    shown = f"[{host}]" if ":" in host else host
    where = shown if port in (None, _PORTS[scheme]) else f"{shown}:{port}"
    path = parts.path.rstrip("/")
    if home and path.lower().endswith(f"/{home.strip('/').lower()}"):
        path = path[: -len(home.strip("/")) - 1]
    return f"{scheme}://{where}{path}/"


def is_own(server: str, address: str) -> bool:
    """Whether the address is of the server's host and port, and not less protected."""
    try:
        own, other = urlsplit(server), urlsplit(address)
        own_port = own.port or _PORTS[own.scheme]
        other_port = other.port or _PORTS.get(other.scheme, 0)
    except ValueError:
        return False
    if other.scheme not in _PORTS or (own.hostname or "").lower() != (other.hostname or "").lower():
        return False
    if other.username is not None:
        return False
    if own.scheme == other.scheme:
        return own_port == other_port
    # Only from http to https, on the usual ports.
    return own.scheme == "http" and (own_port, other_port) == (80, 443)
