"""doctor: what works here and what of the cabinet's pages is recognised, to be read out over the phone."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from attest_desktop.cli.account import PASSPHRASE, PASSWORD, account_of, data_dir
from attest_desktop.cli.run import DONE, NOT_DONE, print_json
from attest_desktop.domain.errors import AttestError
from attest_desktop.store import Account, KeyringState, Secrets
from attest_desktop.work.desk import DEFAULT_SERVER
from attest_desktop.work.doctor import Check, Checkup, examine_all, save_capture

_SIGNS = {True: "✓", False: "✗", None: "·"}


def doctor(options: argparse.Namespace) -> int:
    """Check everything, read-only; with --capture save the pages without personal data."""
    secrets = Secrets()
    account = _account(options, secrets)
    password = _password(account, secrets)
    checkup = examine_all(
        account.server if account is not None else getattr(options, "server", None) or DEFAULT_SERVER,
        data_dir=data_dir(options),
        secrets=secrets,
        account=account,
        password=password,
        passphrase=os.environ.get(PASSPHRASE) or None,
    )
    if options.json:
        print_json({"checks": [_as_json(one) for one in checkup.checks], "ok": checkup.ok})
    else:
        _print(checkup)
    code = DONE if checkup.ok else NOT_DONE
    if options.capture is not None:
        _capture(checkup, options.capture, account.user_name if account else "", password)
    if code != DONE:
        print(checkup.verdict, file=sys.stderr)
    return code


def _account(options: argparse.Namespace, secrets: Secrets) -> Account | None:
    """The account named or known; none is no mistake here, a wrong address is."""
    if getattr(options, "account", None):
        return account_of(options, secrets)
    try:
        return account_of(options, secrets)
    except AttestError:
        return None  # none is known, or the keyring does not answer: the check says so itself


def _password(account: Account | None, secrets: Secrets) -> str:
    """From the environment or the keyring; nobody is asked."""
    given = os.environ.get(PASSWORD) or ""
    if given or account is None or secrets.state() is not KeyringState.AVAILABLE:
        return given
    return secrets.password(account) or ""


def _capture(checkup: Checkup, file: Path, user_name: str, password: str) -> None:
    replaced = save_capture(checkup, file, user_name=user_name, password=password)
    counts = "; ".join(f"{kind}: {count}" for kind, count in sorted(replaced.items()) if count)
    print(f"Снимок страниц сохранён: {file}. Заменено — {counts or 'ничего'}.", file=sys.stderr)
    print("Он остался на этом компьютере. Прежде чем его кому-то послать, посмотрите страницы.", file=sys.stderr)


def _as_json(one: Check) -> dict[str, object]:
    return {
        "area": one.area,
        "what": one.what,
        "ok": one.ok,
        "detail": one.detail,
        "confidence": one.confidence,
    }


def _print(checkup: Checkup) -> None:
    area = ""
    for one in checkup.checks:
        if one.area != area:
            if area:
                print()
            area = one.area
        sure = f" (уверенность {one.confidence:.0%})" if one.confidence is not None and one.confidence < 1 else ""
        print(f"  {_SIGNS[one.ok]} {one.area}: {one.what} — {one.detail}{sure}")
    print(f"\n{checkup.verdict}")
