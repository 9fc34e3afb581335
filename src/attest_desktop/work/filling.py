"""The current template filled for one record: the one way in which every use case makes the Word file."""

from __future__ import annotations

from collections.abc import Mapping

from attest_desktop.domain.record import Record
from attest_desktop.papers.template import Filled, fill
from attest_desktop.work.declension import declension_in
from attest_desktop.work.desk import Desk
from attest_desktop.work.template import CurrentTemplate, current_template


def filled_form(
    desk: Desk, record: Record, values: Mapping[str, str], present: CurrentTemplate | None = None
) -> tuple[Filled, str]:
    """The form, and what is wrong with the user's table of declension (empty: nothing).

    `present` is the template, where it is at hand. Raises NoTemplateError, BadTemplateError.
    """
    declension = declension_in(desk.data_dir)
    template = (present or current_template(desk)).template
    return fill(template, record, values, declension.inflector), declension.problem
