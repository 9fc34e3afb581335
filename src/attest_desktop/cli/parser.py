"""What may be said on the command line."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NoReturn

from attest_desktop import __version__


class RussianParser(argparse.ArgumentParser):
    """An argument parser whose own words are Russian; wrong use exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call and how it should look."""
        self.print_usage_russian()
        self.exit(2, f"{self.prog}: команда не понята: {_russian(message)}\nСправка: attest-desktop --help\n")

    def print_usage_russian(self) -> None:
        """The usage line on standard error."""
        sys.stderr.write(self.format_usage().replace("usage:", "Вызов:"))

    def format_help(self) -> str:
        """The help text with Russian headings."""
        text = super().format_help()
        for english, russian in (
            ("usage:", "Вызов:"),
            ("positional arguments:", "Что указать:"),
            ("options:", "Ключи:"),
            ("show this help message and exit", "показать эту справку"),
            ("show program's version number and exit", "показать версию"),
        ):
            text = text.replace(english, russian)
        return text


def _russian(message: str) -> str:
    for english, russian in (
        ("the following arguments are required:", "не указано:"),
        ("unrecognized arguments:", "лишнее:"),
        ("invalid choice:", "недопустимое значение:"),
        ("choose from", "можно:"),
        ("expected one argument", "нужно одно значение"),
        ("invalid int value:", "нужно целое число:"),
        ("ambiguous option:", "неоднозначный ключ:"),
        ("ignored explicit argument", "лишнее значение"),
        ("could match", "подходят"),
        ("argument ", "ключ "),
    ):
        message = message.replace(english, russian)
    return message


def _port(text: str) -> int:
    """A port's number, 0 for any."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"нужно число от 0 до 65535, а не «{text}»")
    return int(text)


def _words(text: str) -> str:
    """Words of a language: names of files may be any bytes, names of people may not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError("значение не в кодировке UTF-8") from None
    return text


def _folder(text: str) -> Path:
    """A folder; an empty name (a variable that is not set) is not the present folder."""
    if not text:
        raise argparse.ArgumentTypeError("папка не названа")
    return Path(text)


def _megabytes(text: str) -> float:
    """A size a file may have."""
    if not re.fullmatch(r"[0-9]{1,4}([.,][0-9]{1,3})?", text) or float(text.replace(",", ".")) <= 0:
        raise argparse.ArgumentTypeError(f"нужно число мегабайтов больше нуля, а не «{text}»")
    return float(text.replace(",", "."))


def _day(text: str) -> date:
    """A day as «2026-12-12» or «12.12.2026»."""
    for form in (r"(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)", r"(?P<d>\d\d?)\.(?P<m>\d\d)\.(?P<y>20\d\d)"):
        if found := re.fullmatch(form, text, re.ASCII):
            with suppress(ValueError):
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
    raise argparse.ArgumentTypeError(f"нужен день, например 2026-12-12, а не «{text}»")


def _file(text: str) -> Path:
    """A file; an empty name is not the present folder."""
    if not text:
        raise argparse.ArgumentTypeError("файл не назван")
    return Path(text)


def _assignment(text: str) -> tuple[str, str]:
    """A line of the profile and what is to stand there: «СТРОКА=ЗНАЧЕНИЕ»."""
    label, sign, value = _words(text).partition("=")
    if not sign or not label.strip():
        raise argparse.ArgumentTypeError("нужно «СТРОКА=ЗНАЧЕНИЕ», например «Должность=учитель»")
    return label.strip(), value.strip()


def _common() -> RussianParser:
    """Options that may stand before or after the command."""
    common = RussianParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--server", metavar="АДРЕС", type=_words, help="адрес личного кабинета (по умолчанию настоящий)"
    )
    common.add_argument("--account", metavar="ИМЯ", type=_words, help="имя пользователя в личном кабинете")
    common.add_argument("--data-dir", metavar="ПАПКА", type=_folder, help="где лежат данные программы")
    return common


def with_window(arguments: Sequence[str]) -> list[str]:
    """A desktop, or a file let go over the program's icon, gives the file's name alone: it is for the window."""
    only = arguments[0] if len(arguments) == 1 else ""
    # No command has a dot in its name, so a slip in one is still told.
    is_file = bool(only) and not only.startswith("-") and bool(Path(only).suffix)
    return ["window", *arguments] if is_file else list(arguments)


def build_parser() -> RussianParser:
    """The whole command line; each command carries `run`: «module:function» in this room, None for the window."""
    common = _common()
    parser = RussianParser(
        prog="attest-desktop",
        description="Рабочее место специалиста по аттестации. Без команды открывается окно.",
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"attest-desktop {__version__}")
    parser.set_defaults(run=None, training=False)
    commands = parser.add_subparsers(title="Команды", metavar="КОМАНДА", parser_class=RussianParser)

    def command(name: str, words: str, run: str | None) -> RussianParser:
        made = commands.add_parser(name, help=words, description=words, parents=[common])
        made.set_defaults(run=run)
        return made

    def json_option(made: RussianParser) -> None:
        made.add_argument("--json", action="store_true", help="один документ JSON на стандартном выводе")

    made = command("window", "открыть окно (то же, что без команды)", None)
    made.add_argument("--training", action="store_true", help="учебный режим: выдуманные люди, учебный сервис")
    made.add_argument(
        "file",
        metavar="ФАЙЛ",
        type=_file,
        nargs="?",
        help="открыть в окне файл коллеги, шаблон, скан или резервную копию (.attest)",
    )

    made = command("demo", "вся работа на учебном сервисе, без окна", "practice:demo")
    made.add_argument("--out", metavar="ПАПКА", type=Path, default=Path("demo-out"), help="куда положить PDF")
    made.add_argument("--engine", choices=("auto", "word", "libreoffice", "builtin"), default="auto")

    made = command("practice-service", "запустить учебный сервис", "practice:serve")
    made.add_argument("--port", metavar="ПОРТ", type=_port, default=0, help="порт (0 — любой свободный)")
    made.add_argument("--dialect", choices=("mvc", "webforms"), default="mvc", help="разметка страниц")
    made.add_argument("--encoding", choices=("utf-8", "windows-1251"), default="utf-8", help="кодировка страниц")
    made.add_argument("--page-size", metavar="ЧИСЛО", type=int, help="строк на странице таблицы (без него — все)")
    made.add_argument(
        "--fault", action="append", default=[], metavar="СБОЙ", help="включить сбой (можно несколько)"
    )

    made.add_argument("--keep", metavar="ПАПКА", type=Path, help="помнить загруженное между запусками")

    made = command("doctor", "проверить компьютер, связь и узнаваемость страниц сервиса", "doctor:doctor")
    made.add_argument(
        "--capture", metavar="ФАЙЛ.zip", type=Path, help="сохранить страницы сервиса, заменив личные данные"
    )
    json_option(made)

    made = command("register", "зарегистрироваться по персональной ссылке координатора", "account_pages:register")
    made.add_argument(
        "--link", metavar="ССЫЛКА", type=_words, required=True, help="ссылка из письма координатора, в кавычках"
    )

    command("reset-password", "сбросить забытый пароль: новый придёт на эл. почту", "account_pages:reset_password")

    made = command("profile", "показать или изменить свои данные в личном кабинете", "account_pages:profile")
    made.add_argument(
        "--set",
        metavar="СТРОКА=ЗНАЧЕНИЕ",
        action="append",
        default=[],
        type=_assignment,
        help="изменить строку (можно несколько); несколько предметов пишутся через «; »",
    )
    json_option(made)

    json_option(command("sync", "обновить аттестуемых и шаблоны", "cabinet:sync"))

    made = command("documents", "скачать документы, приложенные к заявлению", "cabinet:documents")
    made.add_argument("attestee", metavar="АТТЕСТУЕМЫЙ", type=_words, help="id или часть ФИО")
    made.add_argument("--out", metavar="ПАПКА", type=Path, required=True)

    made = command("blanks", "пустые места любой формы", "forms:blanks")
    made.add_argument("file", metavar="ФАЙЛ.docx", type=Path)
    json_option(made)

    made = command("fill", "заполнить форму", "forms:fill_form")
    made.add_argument("file", metavar="ФАЙЛ.docx", type=Path)
    made.add_argument("--record", metavar="ЗАПИСЬ.json", type=Path, required=True)
    made.add_argument("--values", metavar="ЗНАЧЕНИЯ.json", type=Path)
    made.add_argument("--output", "-o", metavar="ИТОГ.docx", type=Path, required=True)
    json_option(made)

    made = command("pdf", "превратить документ Word в PDF", "pdf:to_pdf")
    made.add_argument("file", metavar="ФАЙЛ.docx", type=Path)
    made.add_argument("output", metavar="ИТОГ.pdf", type=Path)
    made.add_argument("--engine", choices=("auto", "word", "libreoffice", "builtin"), default="auto")
    json_option(made)

    made = command("ink", "снять подпись с фотографии или скана: чернила на прозрачном фоне", "ink:ink")
    made.add_argument("file", metavar="СНИМОК", type=Path)
    made.add_argument("output", metavar="ПОДПИСЬ.png", type=Path)
    json_option(made)

    made = command("sign", "поставить изображение подписи там, где человек расписывается", "sign:sign")
    made.add_argument("file", metavar="ФАЙЛ.pdf", type=Path)
    made.add_argument("--signature", metavar="ПОДПИСЬ.png", type=Path, required=True)
    made.add_argument("--as", dest="full_name", metavar="ФИО", type=_words, required=True)
    made.add_argument("--place", metavar="auto|СТРАНИЦА,X,Y,ШИРИНА", default="auto", help="место в пунктах")
    made.add_argument("--output", "-o", metavar="ИТОГ.pdf", type=Path, required=True)
    json_option(made)

    made = command(
        "assemble", "собрать сканы и фотографии страниц в один PDF и сверить с исходным", "scans:assemble_pages"
    )
    made.add_argument("output", metavar="ИТОГ.pdf", type=Path)
    made.add_argument(
        "pages",
        metavar="СТРАНИЦА",
        type=Path,
        nargs="+",
        help="JPG, HEIC, PNG, TIFF, BMP, WebP или PDF, можно вперемешку",
    )
    made.add_argument(
        "--against", metavar="ИСХОДНЫЙ.pdf", type=Path, help="документ, который печатали: порядок и сверка страниц"
    )
    made.add_argument(
        "--cleaning",
        choices=("none", "auto", "grey", "bilevel"),
        default="auto",
        help="очистка: none — никакой, auto — снимки и плохие сканы, grey — серый, bilevel — чёрно-белый",
    )
    made.add_argument(
        "--most-megabytes", metavar="МБ", type=_megabytes, default=10.0, help="желаемый размер (по умолчанию 10)"
    )
    json_option(made)

    made = command(
        "check", "сверить подписанный документ с исходным: страницы, правки, подписи", "paper_check:check"
    )
    made.description = (
        "Сверяет подписанный документ (скан, снимки или PDF) с исходным: все ли страницы на месте, по порядку, "
        "без правок, и есть ли подпись в каждом месте для неё. Код выхода 0: сверка выполнена; в порядке ли "
        "документ, говорит отчёт (в JSON — «ok»)."
    )
    made.add_argument("file", metavar="ПОДПИСАННЫЙ.pdf", type=Path)
    made.add_argument(
        "--against", metavar="ИСХОДНЫЙ.pdf", type=Path, required=True, help="документ, который печатали"
    )
    json_option(made)

    made = command("send", "отправить заключение и проверить, что сервис хранит именно его", "cabinet:send")
    made.add_argument("file", metavar="ФАЙЛ.pdf", type=Path)
    made.add_argument("--attestee", metavar="АТТЕСТУЕМЫЙ", type=_words, required=True, help="id или часть ФИО")
    json_option(made)

    made = command("outbox", "очередь отправки", "cabinet:outbox")
    made.add_argument("--retry", action="store_true", help="отправить всё, что ждёт")
    json_option(made)

    made = command("calendar", "сроки и напоминания; файл для своего календаря", "deadlines:calendar")
    made.add_argument(
        "--today", metavar="ДЕНЬ", type=_day, help="считать от этого дня (по умолчанию сегодня в Томске)"
    )
    made.add_argument("--ics", metavar="ФАЙЛ.ics", type=_file, help="записать предстоящие сроки для календаря")
    made.add_argument(
        "--where",
        choices=("auto", "city", "leader", "other", "remote"),
        help="запомнить, где Вы работаете: по профилю, Томск или Северск, руководитель группы там же, другой "
        "муниципалитет, отдалённый",
    )
    for option, words in (("--done", "отметить сделанным"), ("--undone", "снять отметку")):
        made.add_argument(option, metavar="КЛЮЧ", action="append", default=[], type=_words, help=words)
    json_option(made)

    made = command("backup", "записать всё, что хранит программа, в один зашифрованный файл", "backup:backup")
    made.add_argument("file", metavar="ФАЙЛ", type=_folder)
    made = command(
        "restore", "восстановить всё из такого файла; прежние данные сохраняются рядом", "backup:restore_kept"
    )
    made.add_argument("file", metavar="ФАЙЛ", type=_folder)
    return parser
