"""What can go wrong between the program and the cabinet, each its own class with words for the user."""

from __future__ import annotations

from attest_desktop.domain.errors import EnvironmentFault, NotFoundError, UserError

_BY_HAND = (
    "Откройте эту страницу в браузере и продолжите вручную. Всё сохранённое на компьютере осталось как было. "
    "Если ошибка повторяется, сообщите о ней разработчикам программы."
)


class ServiceFault(EnvironmentFault):
    """Anything about the cabinet that the user cannot mend by typing something else."""


class NoNetworkError(ServiceFault):
    """The service could not be reached, or the connection broke off."""

    title = "Нет связи с сервисом"
    todo = "Проверьте интернет и повторите."


class TimedOutError(ServiceFault):
    """The service did not answer in time."""

    title = "Сервис не отвечает"
    todo = "Подождите несколько минут и повторите."


class CertificateError(ServiceFault):
    """The protected connection was refused: the certificate is not trusted by the operating system."""

    title = "Защищённое соединение не установлено"
    todo = (
        "Проверьте дату и время на компьютере. Если они верны, возможно, на компьютере не установлены сертификаты "
        "Минцифры России (их можно получить на портале Госуслуг) или связь проверяет школьный фильтр: "
        "обратитесь к тому, кто обслуживает компьютер."
    )


class ForeignHostError(ServiceFault):
    """The service (or somebody in between) sent the program to another host, or away from a protected address."""

    title = "Сервис направил на чужой адрес"
    todo = (
        "Программа туда не пошла. Если Вы в общественной или школьной сети, войдите в неё через браузер; "
        "проверьте адрес сервиса в настройках и повторите."
    )


class OutsideTrainingError(ForeignHostError):
    """Training was about to talk to something else than the practice service on this machine; nothing was sent."""

    title = "Учебный режим никуда не отправляет"
    todo = "Ничего не ушло. Выйдите из учебного режима и войдите в личный кабинет, чтобы работать с сервисом."

    def __init__(self) -> None:
        super().__init__("Учебный режим работает только с учебным сервисом на этом компьютере.")


class NotTheCabinetError(ServiceFault):
    """What answered is not the cabinet: a captive portal, a notice of the provider, another site."""

    title = "Это не личный кабинет"
    todo = (
        "Проверьте адрес сервиса в настройках. Если Вы в общественной или школьной сети, откройте любой сайт "
        "в браузере, войдите в сеть и повторите."
    )

    def __init__(self, what: str = "По адресу сервиса открылась страница, не похожая на личный кабинет.") -> None:
        super().__init__(what)


class ServerFaultError(ServiceFault):
    """The service answered that it is out of order."""

    title = "Сервис неисправен"
    todo = "Повторите позже: это неполадка на стороне сервиса."

    def __init__(self, status: int) -> None:
        super().__init__(f"Сервис сообщил о своей неполадке (ответ {status}).")
        self.status = status


class AnswerTooLargeError(ServiceFault):
    """An answer was larger than the program takes."""

    title = "Слишком большой ответ"
    todo = "Откройте этот файл в браузере и сохраните его на компьютер."

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(
            f"Файл или страница больше {limit_bytes // (1024 * 1024)} МБ, программа такие не принимает."
        )


class PageNotUnderstoodError(ServiceFault):
    """A page lacks what it was expected to say; nothing was guessed and nothing was sent."""

    title = "Страница сервиса не понята"
    todo = _BY_HAND

    def __init__(self, page: str, missing: str) -> None:
        super().__init__(f"На странице «{page}» не найдено: {missing}.")
        self.page = page
        self.missing = missing


class ProfileNotFilledError(UserError):
    """The cabinet wants the expert's profile before anything else."""

    title = "Профиль не заполнен"
    todo = "Заполните профиль в личном кабинете и повторите."

    def __init__(self) -> None:
        super().__init__("Сервис просит сначала заполнить профиль в личном кабинете.")


class SignInRefusedError(UserError):
    """The cabinet did not let the user in; `site_words` is what the page said, perhaps empty."""

    title = "Войти не удалось"
    todo = "Проверьте имя пользователя и пароль. Забытый пароль можно сбросить на странице входа."

    def __init__(self, site_words: str = "") -> None:
        said = f"Ответ сервиса: «{site_words}»" if site_words else "Сервис не принял имя пользователя и пароль."
        super().__init__(said)
        self.site_words = site_words


class SessionExpiredError(UserError):
    """The cabinet wants a new sign-in; nothing was sent."""

    title = "Нужно войти снова"
    todo = "Войдите ещё раз: всё введённое сохранено, работа продолжится с того же места."

    def __init__(self, what: str = "Время работы на сервисе истекло.") -> None:
        super().__init__(what)


class RowNotFoundError(NotFoundError):
    """The attestation table no longer has the row."""

    title = "Строки нет в таблице"
    todo = (
        "Обновите список. Если аттестуемого в нём больше нет, уточните у муниципального координатора. "
        "Ваши записи и файлы сохранены."
    )

    def __init__(self, attestee_id: str) -> None:
        super().__init__("В таблице на сервисе нет строки этого аттестуемого.")
        self.attestee_id = attestee_id


class UploadRefusedError(UserError):
    """The cabinet refused the file; `site_words` is what the page said."""

    title = "Сервис не принял файл"
    todo = "Исправьте то, о чём говорит сервис, и отправьте снова."

    def __init__(self, site_words: str) -> None:
        super().__init__(f"Ответ сервиса: «{site_words}»")
        self.site_words = site_words


class OutcomeUnknownError(ServiceFault):
    """The upload was begun and it is not known how it ended: the row must be read again before any resend."""

    title = "Неизвестно, дошёл ли файл"
    todo = "Программа перечитает строку на сервисе, прежде чем отправлять снова. Второй раз файл сам не уйдёт."


class RefusedControlError(ServiceFault):
    """Something would have pressed «Аттестовать» (or what cannot be told from it); nothing was sent."""

    title = "Отправка остановлена"
    todo = (
        "Программа никогда не нажимает «Аттестовать». Прикрепите заключение в браузере вручную и сообщите "
        "разработчикам программы."
    )

    def __init__(
        self, what: str = "Отправка на этой странице могла бы нажать «Аттестовать», поэтому она остановлена."
    ) -> None:
        super().__init__(what)
