"""A template that the expert brings as a file: the cabinet's pages may be out of reach, or show an old one."""

from __future__ import annotations

from attest_desktop.papers.template import BadTemplateError, open_template
from attest_desktop.store import FileKind
from attest_desktop.work.desk import Desk
from attest_desktop.work.received import Received
from attest_desktop.work.template import take_answers_over

SOURCE = "by hand"
TITLE = "Шаблон из файла"
# A letter or a plan may have a line or two to be filled in; a form for a conclusion has more that is known.
LEAST_KNOWN = 4


def known_places(received: Received) -> int:
    """How many places of the file the program knows how to fill; 0 when it is somebody's, or no form at all."""
    if received.handover is not None or received.candidates:
        return 0
    try:
        blanks = open_template(received.docx).blanks
    except BadTemplateError:
        return 0
    known = sum(one.field is not None for one in blanks)
    return known if known >= LEAST_KNOWN else 0


def keep_template(desk: Desk, received: Received) -> None:
    """Make the file the template in force, until the cabinet offers another. Raises BadTemplateError."""
    open_template(received.docx)
    desk.store.files.put(FileKind.TEMPLATE, TITLE, received.file_name, received.docx, desk.now(), source=SOURCE)
    take_answers_over(desk)
