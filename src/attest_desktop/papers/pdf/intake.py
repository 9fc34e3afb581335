"""Before an engine sees a document: is it one, is it whole, and does it call nobody."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from lxml import etree

from attest_desktop.domain.errors import BadFileError

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PDF = b"%PDF"
_ZIP = b"PK"
_MOST_FILES = 5_000
_MOST_BYTES = 200_000_000
# A book of several hundred pages has less; what has more would take minutes and all the memory.
_MOST_XML = 32_000_000
_MOST_TAGS = 2_000_000
_MOST_PARAGRAPHS = 20_000
_PARAGRAPHS = (b"<w:p>", b"<w:p ", b"<w:p/>")
# What the library of archives raises when one is damaged, or numbers in it lie.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    OverflowError,
    struct.error,
)
_ROOT_RELATIONS = "_rels/.rels"
_XML = (".xml", ".rels")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_PRINTED = frozenset({_W + "del", _W + "moveFrom"})
_WORD = re.compile(r"[а-яё]{4,}", re.IGNORECASE)
# What Word itself writes for a link it has given up.
_NOWHERE = "NULL"
# Without `huge_tree` the parser refuses what only an ill-made file has: text of megabytes in one piece, hundreds
# of elements within each other.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_AGAIN = "Откройте его в Word, сохраните как «Документ Word (*.docx)» и выберите заново."


def checked(docx: bytes) -> bytes:
    """The document with links to the outside made void.

    A picture, template or object fetched from elsewhere would tell others that the document was opened, so engines
    never see such links; hyperlinks for the reader stay. Raises BadFileError when it is not a whole .docx.
    """
    if docx.startswith(_OLE) and _ENCRYPTED in docx:
        raise BadFileError(
            "Документ Word защищён паролем.",
            "Откройте его в Word, снимите пароль («Файл», «Сведения», «Защита документа»), сохраните и повторите.",
        )
    if docx.startswith(_OLE):
        raise BadFileError("Это документ старого Word (.doc).", _AGAIN)
    if docx.startswith(_PDF):
        raise BadFileError(
            "Это файл PDF, а не документ Word.", "Выберите документ Word (.docx), из которого он сделан."
        )
    if not docx:
        raise BadFileError("Файл пуст, документа Word в нём нет.", _AGAIN)
    if docx.startswith(_ZIP) and len(docx) > _MOST_BYTES:
        raise _too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            return _checked(docx, archive)
    except _BROKEN as error:
        raise BadFileError("Документ Word повреждён или это не документ Word (.docx).", _AGAIN) from error
    except (KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise BadFileError(
            "Документ Word повреждён: в нём нет текста, который можно прочитать.", _AGAIN
        ) from error


def _too_large() -> BadFileError:
    return BadFileError(
        "Документ Word слишком велик.", "Разделите его на части или уменьшите рисунки и повторите."
    )


def _checked(docx: bytes, archive: zipfile.ZipFile) -> bytes:
    entries = archive.infolist()
    if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise _too_large()
    if any(entry.file_size > _MOST_XML for entry in entries if entry.filename.endswith(_XML)):
        raise _too_large()
    if len({entry.filename for entry in entries}) != len(entries):
        # Which of two parts of one name is meant, every reader decides for itself.
        raise zipfile.BadZipFile("names")
    archive.getinfo("[Content_Types].xml")
    main = archive.read(_main_part(archive))
    # Counted before it is parsed: every element costs a hundred times what it takes in the file.
    if main.count(b"<") > _MOST_TAGS or sum(main.count(tag) for tag in _PARAGRAPHS) > _MOST_PARAGRAPHS:
        raise _too_large()
    etree.fromstring(main, _PARSER)
    del main
    if archive.testzip() is not None:
        raise zipfile.BadZipFile("checksum")
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


def _main_part(archive: zipfile.ZipFile) -> str:
    """The name of the part with the text. Raises KeyError when the package names none, or one it lacks."""
    relations = etree.fromstring(archive.read(_ROOT_RELATIONS), _PARSER)
    for relation in relations:
        if relation.get("Type", "").endswith("/officeDocument"):
            name: str = relation.get("Target", "").lstrip("/")
            return archive.getinfo(name).filename
    raise KeyError("no main part")


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
        root = etree.fromstring(archive.read(_main_part(archive)), _PARSER)
    found: set[str] = set()
    for part in root.iter(_W + "t"):
        if part.text and not any(above.tag in _NOT_PRINTED for above in part.iterancestors()):
            found.update(word.lower() for word in _WORD.findall(part.text))
    return frozenset(found)
