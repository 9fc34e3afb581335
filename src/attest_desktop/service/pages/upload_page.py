"""A page of its own on which the conclusion of one person is attached, and the way there from the row."""

from __future__ import annotations

from attest_desktop.domain.text import normalised
from attest_desktop.service.errors import PageNotUnderstoodError, RowNotFoundError
from attest_desktop.service.pages.attestation import PAGE, PlacedRow, read_part, read_parts
from attest_desktop.service.reading.forms import kind_of
from attest_desktop.service.reading.labels import match
from attest_desktop.service.reading.page import Page
from attest_desktop.service.reading.postbacks import PostBack, Reference, references
from attest_desktop.service.site import SiteDescription

_SURE = 0.8


def _takes_files(page: Page) -> bool:
    return any(kind_of(one) == "file" for one in page.controls)


def way_to_upload(placed: PlacedRow, site: SiteDescription) -> Reference | None:
    """The row's one link «Прикрепить», where the table itself takes no files; never a button."""
    if _takes_files(placed.page):
        return None
    labels = (*site.words("conclusion", "attach"), *site.words("conclusion", "choose_file"))
    found: dict[str, Reference] = {}
    for element in placed.elements:
        for one in references(placed.page, site.refused, element):
            fit = match(one.link.title, labels)
            if fit is None or fit.confidence < _SURE or (isinstance(one.link, PostBack) and not one.link.target):
                continue
            if match(one.link.title, site.words("refused", "links")) is None:
                found[one.link.key] = one.link
    return next(iter(found.values())) if len(found) == 1 else None


def _row_with_a_field(page: Page, placed: PlacedRow, site: SiteDescription) -> PlacedRow | None:
    """The person's row on the page, if that is the table again and the row takes a file now."""
    try:
        row = read_parts([read_part(page, site)], site).row(placed.row.attestee.id)
    except (PageNotUnderstoodError, RowNotFoundError):
        return None
    inside = (one for element in row.elements for one in element.iter("input"))
    return row if any(kind_of(one) == "file" for one in inside) else None


def on_upload_page(
    page: Page, placed: PlacedRow, others: tuple[PlacedRow, ...], site: SiteDescription
) -> PlacedRow:
    """The person's row on the page that the link opened: the table again, or a page about this person alone.

    Raises PageNotUnderstoodError when the page does not name the person, or names anybody else of the table.
    """
    row = _row_with_a_field(page, placed, site)
    if row is not None:
        return row
    said = f" {normalised(' '.join(page.lines))} "
    who = normalised(placed.row.attestee.full_name)
    strangers = {normalised(one.row.attestee.full_name) for one in others} - {who}
    if f" {who} " not in said or any(f" {one} " in said for one in strangers if one):
        raise PageNotUnderstoodError(PAGE, "на странице прикрепления фамилия, имя и отчество аттестуемого")
    return PlacedRow(placed.row, page, (page.root,), None)
