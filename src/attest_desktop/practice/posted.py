"""Forms sent from pages in windows-1251, read as browsers write them; UTF-8 is Flask's own matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.datastructures import FileStorage, Headers, MultiDict
from werkzeug.formparser import FormDataParser
from werkzeug.http import parse_options_header

_ENCODING = "windows-1251"
_REFERENCE = re.compile(r"&#(\d{1,7});")
_LAST_CHARACTER = 0x10FFFF

Parsed = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]


def _lacking(found: re.Match[str]) -> str:
    number = int(found.group(1))
    if number > _LAST_CHARACTER:
        return found.group()
    character = chr(number)
    # Characters that the encoding has are never sent so: somebody typed the reference.
    lacks = character.encode(_ENCODING, "replace") == b"?" and character != "?"
    return character if lacks else found.group()


def text_of(sent: str) -> str:
    """What was typed: browsers send characters that the encoding lacks as `&#NNN;`."""
    return _REFERENCE.sub(_lacking, sent)


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[Headers, bytes]]:
    for section in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:]:
        if section.startswith(b"--"):
            return
        head, _, content = section.partition(b"\r\n\r\n")
        headers = Headers()
        for line in head.decode(_ENCODING, "replace").split("\r\n"):
            name, _, value = line.partition(":")
            if value:
                headers.add(name.strip(), value.strip())
        yield headers, content


def _unquoted(name: str) -> str:
    return text_of(name.replace("%22", '"').replace("%0D%0A", " "))


class _Windows1251Parser(FormDataParser):
    def parse(
        self, stream: IO[bytes], mimetype: str, _content_length: int | None, options: dict[str, str] | None = None
    ) -> Parsed:
        """The form's fields and files."""
        if mimetype == "application/x-www-form-urlencoded":
            sent = stream.read().decode("ascii", "replace")
            pairs = parse_qsl(sent, keep_blank_values=True, encoding=_ENCODING, errors="replace")
            return stream, self.cls([(name, text_of(value)) for name, value in pairs]), self.cls()
        boundary = (options or {}).get("boundary", "")
        if mimetype != "multipart/form-data" or not boundary:
            return stream, self.cls(), self.cls()
        fields: list[tuple[str, str]] = []
        files: list[tuple[str, FileStorage]] = []
        for headers, content in _parts(stream.read(), boundary.encode("ascii", "replace")):
            said = parse_options_header(headers.get("Content-Disposition"))[1]
            name = said.get("name", "")
            if "filename" in said:
                file = FileStorage(BytesIO(content), _unquoted(said["filename"]), name, headers=headers)
                files.append((name, file))
            else:
                fields.append((name, text_of(content.decode(_ENCODING, "replace"))))
        return stream, self.cls(fields), self.cls(files)


class Windows1251Request(Request):
    """A request to a service whose pages are in windows-1251."""

    form_data_parser_class = _Windows1251Parser
