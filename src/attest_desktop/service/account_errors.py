"""What can go wrong with an account, its password and its profile, in words for the user."""

from __future__ import annotations

from collections.abc import Iterable

from attest_desktop.domain.errors import AmbiguousError, NotFoundError, UserError
from attest_desktop.service.errors import ServiceFault


def quoted(texts: Iterable[str]) -> str:
    """«a», «b»."""
    return ", ".join(f"«{text}»" for text in texts)


class RuleBrokenError(UserError):
    """What was typed breaks a rule that is known beforehand; nothing was sent."""

    title = "Исправьте введённое"
    todo = "Исправьте и повторите: на сервис пока ничего не отправлено."

    def __init__(self, faults: Iterable[str]) -> None:
        super().__init__(" ".join(faults))


class _SaidNoError(UserError):
    """The site refused; `site_words` is what it said, perhaps empty."""

    without_words = "Сервис не принял введённое и не сказал почему."

    def __init__(self, site_words: str = "") -> None:
        super().__init__(f"Ответ сервиса: «{site_words}»" if site_words else self.without_words)
        self.site_words = site_words


class RegistrationRefusedError(_SaidNoError):
    """The site did not make the account."""

    title = "Зарегистрироваться не удалось"
    todo = (
        "Исправьте то, о чём говорит сервис, и повторите. Если дело в ссылке, попросите новую "
        "у муниципального координатора."
    )


class LinkNotGoodError(UserError):
    """The personal link opens no registration."""

    title = "Ссылка не подходит"
    todo = (
        "Проверьте, что ссылка из письма скопирована целиком. Если по ней уже зарегистрировались, просто войдите. "
        "Новую ссылку даёт муниципальный координатор."
    )


class ResetRefusedError(_SaidNoError):
    """The site did not reset the password."""

    title = "Пароль не сброшен"
    todo = "Проверьте логин. Если Вы забыли его, обратитесь за восстановлением к муниципальному координатору."


class PasswordRefusedError(_SaidNoError):
    """The site did not change the password."""

    title = "Пароль не изменён"
    todo = "Исправьте то, о чём говорит сервис, и повторите. Пока действует прежний пароль."


class ProfileRefusedError(_SaidNoError):
    """The site did not save the profile."""

    title = "Профиль не сохранён"
    todo = "Исправьте то, о чём говорит сервис, и сохраните снова."


class ProfileNotTakenError(UserError):
    """The site said nothing against it, but shows something else than was sent; `labels` tell where."""

    title = "Сохранено не всё"
    todo = "Проверьте эти строки в профиле и исправьте их или обратитесь к муниципальному координатору."

    def __init__(self, labels: Iterable[str]) -> None:
        self.labels = tuple(labels)
        super().__init__(f"Сервис показывает не то, что было отправлено, в строках: {quoted(self.labels)}.")


class NoSuchFieldError(NotFoundError):
    """The profile has no field of that label."""

    title = "Нет такой строки"

    def __init__(self, label: str, labels: Iterable[str]) -> None:
        super().__init__(f"В профиле нет строки «{label}».", f"Есть строки: {quoted(labels)}.")


class SeveralFieldsError(AmbiguousError):
    """Several fields of the profile fit the label."""

    def __init__(self, label: str, labels: Iterable[str]) -> None:
        super().__init__(f"Под «{label}» подходит несколько строк профиля: {quoted(labels)}.", "Назовите точнее.")


class NoSuchOptionError(NotFoundError):
    """The list does not offer that."""

    title = "Нет в списке"

    def __init__(
        self, label: str, wanted: str, near: Iterable[str], because: Iterable[tuple[str, str]] = ()
    ) -> None:
        chosen = "; ".join(f"{name}: «{text}»" for name, text in because)
        offered = quoted(near)
        super().__init__(
            f"В списке «{label}» нет «{wanted}»." + (f" Сейчас выбрано {chosen}." if chosen else ""),
            f"Можно выбрать: {offered}." if offered else "Похожего в списке нет: посмотрите, что в нём есть.",
        )
        self.label = label


class EmptyListError(NoSuchOptionError):
    """The list offers nothing at all yet."""

    def __init__(self, label: str, wanted: str) -> None:
        super().__init__(label, wanted, ())
        self.what = f"Список «{label}» пуст, выбрать «{wanted}» в нём нельзя."
        self.todo = "Сначала выберите и сохраните то, от чего зависит этот список (например, муниципалитет)."


class SeveralOptionsError(AmbiguousError):
    """Several lines of the list fit."""

    def __init__(self, label: str, wanted: str, fits: Iterable[str]) -> None:
        super().__init__(f"В списке «{label}» под «{wanted}» подходит: {quoted(fits)}.", "Назовите точнее.")


class NoLongerOfferedError(UserError):
    """A change makes what is chosen in a dependent list impossible."""

    title = "Выберите заново"

    def __init__(self, label: str, held: str, offered: Iterable[str]) -> None:
        there = quoted(offered)
        super().__init__(
            f"«{held}» в строке «{label}» не подходит к тому, что выбрано в других списках.",
            f"Выберите вместе с ними и «{label}»: {there}." if there else f"Для «{label}» ничего не предлагается.",
        )
        self.label = label


class AccountOutcomeUnknownError(ServiceFault):
    """The answer to what was sent did not come: it may have been done or not."""

    title = "Неизвестно, получилось ли"
