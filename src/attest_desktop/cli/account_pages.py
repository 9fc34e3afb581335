"""Commands around the account itself: register, reset-password, profile."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from dataclasses import asdict

from attest_desktop.cli.account import PASSWORD, open_desk
from attest_desktop.cli.run import DONE, OUTCOME_UNKNOWN, complain, print_json
from attest_desktop.domain.credentials import (
    MAIL_DOES_NOT_COME,
    NAME_FORGOTTEN,
    NAME_RULE,
    WRITE_DOWN,
    user_name_faults,
)
from attest_desktop.domain.errors import UserError
from attest_desktop.domain.profile import Profile
from attest_desktop.service import AccountOutcomeUnknownError, RuleBrokenError
from attest_desktop.work.desk import DEFAULT_SERVER
from attest_desktop.work.profile import edit_profile, fetch_profile
from attest_desktop.work.register import register as make_account
from attest_desktop.work.register import reset_password as have_reset

_LABELS = {
    "surname": "Фамилия",
    "first_name": "Имя",
    "patronymic": "Отчество",
    "email": "Адрес электронной почты",
    "phone": "Номер телефона (сотовый)",
    "municipality": "Муниципалитет",
    "organisation_type": "Тип образовательной организации",
    "workplace": "Место работы",
    "position": "Должность",
    "subjects": "Преподаваемые предметы",
}


def register(options: argparse.Namespace) -> int:
    """Make the account that the coordinator's link is for."""
    name = _named(options)
    faults = user_name_faults(name)
    if faults:
        # Said before a password is asked for.
        raise RuleBrokenError(faults)
    password, repeat = _new_password()
    try:
        account = make_account(_server(options), options.link, name, password, repeat)
    except AccountOutcomeUnknownError as unknown:
        complain(unknown)
        return OUTCOME_UNKNOWN
    print(f"Учётная запись «{account.user_name}» создана. {WRITE_DOWN}")
    print("Теперь заполните профиль: без него сервис не показывает аттестуемых.")
    return DONE


def reset_password(options: argparse.Namespace) -> int:
    """Have a new password mailed."""
    name = _named(options)
    try:
        lines = have_reset(_server(options), name)
    except AccountOutcomeUnknownError as unknown:
        complain(unknown)
        return OUTCOME_UNKNOWN
    for line in lines:
        print(line)
    print(f"{MAIL_DOES_NOT_COME} {NAME_FORGOTTEN}", file=sys.stderr)
    return DONE


def profile(options: argparse.Namespace) -> int:
    """Show the profile; with --set change it first."""
    changes = _changes(options.set)
    with open_desk(options) as desk:
        try:
            shown = edit_profile(desk, changes) if changes else fetch_profile(desk)
        except AccountOutcomeUnknownError as unknown:
            complain(unknown)
            return OUTCOME_UNKNOWN
    if options.json:
        print_json(asdict(shown))
    else:
        _print(shown)
    return DONE


def _print(shown: Profile) -> None:
    widest = max(map(len, _LABELS.values()))
    for key, label in _LABELS.items():
        value = getattr(shown, key)
        print(f"{label.ljust(widest)}  {'; '.join(value) if isinstance(value, tuple) else value}".rstrip())


def _changes(pairs: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """A label said several times gathers its values."""
    changes: dict[str, tuple[str, ...]] = {}
    for label, value in pairs:
        changes[label] = (*changes.get(label, ()), value)
    return changes


def _server(options: argparse.Namespace) -> str:
    return getattr(options, "server", None) or DEFAULT_SERVER


def _named(options: argparse.Namespace) -> str:
    name: str = getattr(options, "account", None) or ""
    if not name:
        raise UserError("Не указано имя пользователя.", "Добавьте --account ИМЯ.", title="Нет учётной записи")
    return name


def _new_password() -> tuple[str, str]:
    """The new password and its repetition, from the environment or asked for twice."""
    given = os.environ.get(PASSWORD)
    if given:
        return given, given
    if not sys.stdin.isatty():
        raise UserError("Некого спросить: новый пароль.", f"Задайте переменную {PASSWORD}.", title="Нужен пароль")
    print(f"{NAME_RULE} {WRITE_DOWN}", file=sys.stderr)
    return (
        getpass.getpass("Новый пароль: ", stream=sys.stderr),
        getpass.getpass("Подтверждение пароля: ", stream=sys.stderr),
    )
