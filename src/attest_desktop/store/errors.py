"""What can go wrong with the keyring and the database, in words for the user."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from attest_desktop.domain.errors import DiskFaultError, EnvironmentFault, UserError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_WINDOWS_FULL = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL


class KeyringAbsentError(EnvironmentFault):
    """The system has no password storage that could be trusted."""

    title = "Нет хранилища паролей"

    def __init__(self) -> None:
        super().__init__(
            "В системе не найдено хранилище паролей (в Windows это «Диспетчер учётных данных», в Linux — "
            "«Пароли и ключи» или KWallet).",
            "Работать можно и без него: задайте секретную фразу для своих данных, "
            "а пароль вводите при каждом входе.",
        )


class KeyringLockedError(EnvironmentFault):
    """The password storage is there but the user has not unlocked it."""

    title = "Хранилище паролей заперто"

    def __init__(self) -> None:
        super().__init__(
            "Хранилище паролей системы заперто, поэтому ключ к Вашим данным недоступен. Данные целы.",
            "Повторите действие и в появившемся окне введите пароль хранилища "
            "(обычно это пароль входа в систему).",
        )


class KeyringRefusedError(EnvironmentFault):
    """The password storage is there but answered with a refusal."""

    title = "Хранилище паролей ответило отказом"

    def __init__(self) -> None:
        super().__init__(
            "Хранилище паролей системы есть, но не выполнило просьбу программы.",
            "Разрешите программе доступ к хранилищу или перезагрузите компьютер и повторите. "
            "Если отказ повторяется, обратитесь к тому, кто обслуживает компьютер.",
        )


class PassphraseNeededError(UserError):
    """The store is locked with a passphrase and none was given."""

    title = "Нужна секретная фраза"

    def __init__(self) -> None:
        super().__init__(
            "Ваши данные на этом компьютере защищены секретной фразой.",
            "Введите секретную фразу.",
        )


class WrongPassphraseError(UserError):
    """The passphrase does not open the store."""

    title = "Секретная фраза не подошла"

    def __init__(self) -> None:
        super().__init__(
            "Эта секретная фраза не открывает Ваши данные. Данные целы.",
            "Проверьте раскладку клавиатуры и клавишу Caps Lock и введите фразу ещё раз.",
        )


class WrongRecoveryCodeError(UserError):
    """The recovery code does not open the store."""

    title = "Код восстановления не подошёл"

    def __init__(self, what: str = "") -> None:
        super().__init__(
            what or "Этот код не открывает Ваши данные. Данные целы.",
            "Проверьте цифры. Подходит только последний код, который Вы получили в программе.",
        )


class NoRecoveryCodeError(UserError):
    """No recovery code was ever made for the store."""

    title = "Кода восстановления нет"

    def __init__(self) -> None:
        super().__init__(
            "Для этих данных код восстановления не создавали.",
            "Восстановите данные из резервной копии.",
        )


class OthersBackupError(UserError):
    """The backup holds another account's store."""

    title = "Это копия другой учётной записи"

    def __init__(self) -> None:
        super().__init__(
            "В файле данные другого специалиста или другого адреса личного кабинета.",
            "Выберите свою копию или войдите под той учётной записью, с которой она сделана.",
        )


class StoreKeyMissingError(EnvironmentFault):
    """The database is there, but its key is no longer in the system's password storage."""

    title = "Нет ключа к данным"

    def __init__(self) -> None:
        super().__init__(
            "Данные на месте, но ключа к ним в хранилище паролей системы нет или он другой. Так бывает, "
            "если папку перенесли с другого компьютера или хранилище паролей создали заново.",
            "Войдите под той учётной записью компьютера, под которой работали раньше, "
            "или восстановите данные из резервной копии.",
        )


class StoreDamagedError(EnvironmentFault):
    """The key is right, but the file's bytes are not what was written."""

    title = "Файл с данными повреждён"

    def __init__(self, what: str = "") -> None:
        super().__init__(
            what or "Файл с Вашими данными повреждён: его содержимое не то, которое записала программа.",
            "Не удаляйте его. Сделайте копию папки с данными и восстановите данные из резервной копии.",
        )


class StoreBusyError(EnvironmentFault):
    """Another window or process is using what was asked for."""

    title = "Данные заняты"

    def __init__(self, what: str = "") -> None:
        super().__init__(
            what or "С этими данными сейчас работает другое окно программы.",
            "Дождитесь, пока оно закончит, или закройте его и повторите.",
        )


class StoreFromNewerVersionError(UserError):
    """The database was written by a later release."""

    title = "Данные записаны более новой программой"

    def __init__(self) -> None:
        super().__init__(
            "С этими данными уже работала более новая версия программы. Чтобы ничего не испортить, "
            "эта версия их не открывает.",
            "Установите новую версию программы.",
        )


class DiskFullError(DiskFaultError):
    """There is no room left; what was stored before stays as it was."""

    title = "На диске нет места"

    def __init__(self) -> None:
        super().__init__(
            "На диске закончилось место, последнее изменение не записано. Записанное раньше цело.",
            "Освободите место на диске и повторите.",
        )


class SendStateError(UserError):
    """The outbox row is in a state where this may not be done."""

    title = "Сейчас этого сделать нельзя"


def explained_os_error(fault: OSError) -> DiskFaultError:
    """The same failure of a file or folder in words for the user."""
    if fault.errno in _FULL or getattr(fault, "winerror", None) in _WINDOWS_FULL:
        return DiskFullError()
    if isinstance(fault, PermissionError) or fault.errno == errno.EROFS:
        return DiskFaultError(
            "Папка с данными программы закрыта для записи.",
            "Откройте к ней доступ или укажите другую папку и повторите.",
        )
    return DiskFaultError("Не удалось прочитать или записать файл в папке с данными программы.")


@contextmanager
def explaining_os_errors() -> Iterator[None]:
    """Every OSError inside becomes a DiskFaultError with the original as its cause."""
    try:
        yield
    except OSError as fault:
        raise explained_os_error(fault) from fault
