"""Rules of user names and passwords, said before they are broken: every function returns Russian words."""

from __future__ import annotations

import re

NAME_RULE = "Имя пользователя состоит из латинских букв и цифр, без пробелов и других знаков."
WRITE_DOWN = "Запишите имя и пароль: восстановить забытое имя может только муниципальный координатор."
MAIL_DOES_NOT_COME = (
    "Если новый пароль не приходит на электронную почту, обратитесь к муниципальному координатору: "
    "нужно сверить, правильно ли записан Ваш адрес в системе."
)
NAME_FORGOTTEN = "Если Вы забыли логин, за его восстановлением обратитесь к муниципальному координатору."

_NAME = re.compile(r"[A-Za-z0-9]+")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


def user_name_faults(user_name: str) -> tuple[str, ...]:
    """What is wrong with a new user name; nothing when it is good."""
    if not user_name:
        return ("Введите имя пользователя.",)
    if _NAME.fullmatch(user_name):
        return ()
    if _CYRILLIC.search(user_name):
        # Russian letters often look like Latin ones: without these words nobody sees what is wrong.
        return (f"В имени пользователя есть русские буквы: переключите клавиатуру на латинские. {NAME_RULE}",)
    if any(sign.isspace() for sign in user_name):
        return (f"В имени пользователя есть пробел. {NAME_RULE}",)
    return (NAME_RULE,)


def password_faults(password: str, repeat: str) -> tuple[str, ...]:
    """What is wrong with a new password and its confirmation; nothing when both are good."""
    if not password:
        return ("Введите пароль.",)
    if not repeat:
        return ("Введите пароль ещё раз в поле «Подтверждение пароля».",)
    return () if password == repeat else ("Пароль и его подтверждение не совпадают.",)


def registration_faults(user_name: str, password: str, repeat: str) -> tuple[str, ...]:
    """What is wrong with what was typed for a registration; nothing when all is good."""
    return user_name_faults(user_name) + password_faults(password, repeat)
