"""Runs and looks as elements of their own: made for what is written, cleaned of what must not be taken along."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy

from attest_desktop.papers.template.ooxml import W_PPR, W_R, W_T, XML_SPACE, Element, make, qn


def new_run(text: str, look: Element | None) -> Element:
    """A `w:r` with the text; tabs and line breaks become their own elements."""
    run = make(W_R)
    if look is not None:
        run.append(look)
    for piece in re.split(r"([\t\n])", text):
        if piece in ("\t", "\n"):
            run.append(run.makeelement(qn("w:tab" if piece == "\t" else "w:br"), {}))
        elif piece:
            node = run.makeelement(W_T, {})
            node.text = piece
            keep_spaces(node)
            run.append(node)
    return run


def as_run_look(mark: Element | None) -> Element | None:
    """The look of a paragraph's mark as a run may have it (revision marks left out)."""
    if mark is None:
        return None
    look = deepcopy(mark)
    for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange"):
        for node in look.findall(qn("w:" + name)):
            look.remove(node)
    return look


def without(look: Element | None, names: Iterable[str]) -> Element | None:
    """The look without these settings; None when nothing is left."""
    if look is None:
        return None
    for name in names:
        for node in look.findall(qn("w:" + name)):
            look.remove(node)
    return look if len(look) else None


def own_paragraph_look(element: Element) -> Element | None:
    """A copy of `w:pPr` for another paragraph of the same look: no section break in it."""
    look = deepcopy(element.find(W_PPR))
    if look is not None:
        for node in look.findall(qn("w:sectPr")):
            look.remove(node)
    return look


def keep_spaces(node: Element) -> None:
    """Say that the spaces of a text are meant."""
    text = node.text or ""
    if text != text.strip() or "  " in text:
        node.set(XML_SPACE, "preserve")
