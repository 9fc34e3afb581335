"""Before an engine sees a document: is it one, is it whole, and does it call nobody."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from lxml import etree

from attest_desktop.domain.errors import BadFileError

_OLE = b"\xd0\xcf\x11\xe0"
_MOST_FILES = 5_000
_MOST_BYTES = 400_000_000
_MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_PRINTED = frozenset({_W + "del", _W + "moveFrom"})
_WORD = re.compile(r"[а-яё]{4,}", re.IGNORECASE)
# What Word itself writes for a link it has given up.
_NOWHERE = "NULL"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_AGAIN = "Откройте его в Word, сохраните как «Документ Word (*.docx)» и выберите заново."


def checked(docx: bytes) -> bytes:
    """The document with links to the outside made void.

    A picture, template or object fetched from elsewhere would tell others that the document was opened, so engines
    never see such links; hyperlinks for the reader stay. Raises BadFileError when it is not a whole .docx.
    """
    if docx.startswith(_OLE):
        raise BadFileError("Это документ старого Word (.doc) или документ под паролем.", _AGAIN)
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            return _checked(docx, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadFileError("Документ Word повреждён или это не документ Word (.docx).", _AGAIN) from error
    except (KeyError, etree.XMLSyntaxError) as error:
        raise BadFileError(
            "Документ Word повреждён: в нём нет текста, который можно прочитать.", _AGAIN
        ) from error


def _checked(docx: bytes, archive: zipfile.ZipFile) -> bytes:
    entries = archive.infolist()
    if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise BadFileError("Документ Word слишком велик.", "Уменьшите рисунки в нём и повторите.")
    if archive.testzip() is not None:
        raise zipfile.BadZipFile("checksum")
    archive.getinfo("[Content_Types].xml")
    etree.fromstring(archive.read(_MAIN), _PARSER)
    changed: dict[str, bytes] = {}
    for entry in entries:
        if entry.filename.endswith(".rels"):
            voided = _without_links(archive.read(entry))
            if voided is not None:
                changed[entry.filename] = voided
    if not changed:
        return docx
    rewritten = io.BytesIO()
    with zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in entries:
            copy.writestr(entry, changed.get(entry.filename, archive.read(entry)), zipfile.ZIP_DEFLATED)
    return rewritten.getvalue()


def _without_links(relations: bytes) -> bytes | None:
    """The relationships with outer targets made void, or None when there were none."""
    root = etree.fromstring(relations, _PARSER)
    found = False
    for relation in root:
        outer = relation.get("TargetMode") == "External"
        if outer and not relation.get("Type", "").endswith("/hyperlink") and relation.get("Target") != _NOWHERE:
            relation.set("Target", _NOWHERE)
            found = True
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if found else None


def cyrillic_words(docx: bytes) -> frozenset[str]:
    """The Russian words of the main text, in lower case: what a good PDF must give back when searched.

    A word written in several pieces counts as its pieces.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read(_MAIN), _PARSER)
    found: set[str] = set()
    for part in root.iter(_W + "t"):
        if part.text and not any(above.tag in _NOT_PRINTED for above in part.iterancestors()):
            found.update(word.lower() for word in _WORD.findall(part.text))
    return frozenset(found)
