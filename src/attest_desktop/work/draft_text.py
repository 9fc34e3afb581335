"""What the expert writes about one attestee, and its form on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from attest_desktop.domain.record import Conclusion, Expert, Record, record_from_json, record_to_json


@dataclass(frozen=True, slots=True)
class DraftText:
    """What the expert writes about one attestee.

    `corrections` hold, by the name of the AttesteeData field, what the expert wrote where the cabinet's row has
    nothing or something else (`workplace`, `municipality` are never in the row); `values` what was written into
    a blank of the template by hand, by blank id. `template` is the SHA-256 of the template that the ids are of
    (empty when not known); `left` what was written for places that this template does not have, by label.
    """

    conclusion: Conclusion = field(default_factory=Conclusion)
    experts: tuple[Expert, ...] = ()
    corrections: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    template: str = ""
    left: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def text_to_json(text: DraftText) -> dict[str, Any]:
    """The text as plain JSON values; `text_from_json` takes it back unchanged."""
    record = record_to_json(Record(experts=text.experts, conclusion=text.conclusion))
    return {
        "experts": record["experts"],
        "conclusion": record["conclusion"],
        "corrections": dict(text.corrections),
        "values": dict(text.values),
        "template": text.template,
        "left": dict(text.left),
    }


def text_from_json(content: Mapping[str, Any]) -> DraftText:
    """The text from its JSON form. Raises BadFileError when a value is not understood."""
    record = record_from_json({"experts": content.get("experts"), "conclusion": content.get("conclusion")})
    return DraftText(
        record.conclusion,
        record.experts,
        MappingProxyType(dict(content.get("corrections", {}))),
        MappingProxyType(dict(content.get("values", {}))),
        str(content.get("template", "")),
        MappingProxyType(dict(content.get("left", {}))),
    )
