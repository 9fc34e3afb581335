"""Forms of many families, built here, each with the blanks that a person sees in it."""

from __future__ import annotations

from tests.papers.template.corpus import (
    attestation,
    blind_digital,
    blind_experts,
    blind_office,
    blind_regions,
    blind_school,
    blind_second,
    blind_third,
    documents,
    families,
    office,
    own_fields,
    printed,
    tagged,
    unseen,
)
from tests.papers.template.corpus.model import Expected, FormCase

FORMS: tuple[FormCase, ...] = (
    *office.FORMS,
    *attestation.FORMS,
    *documents.FORMS,
    *own_fields.FORMS,
    *tagged.FORMS,
    *printed.FORMS,
    *unseen.FORMS,
    *blind_experts.FORMS,
    *blind_office.FORMS,
    *blind_digital.FORMS,
    *blind_second.FORMS,
    *blind_third.FORMS,
    *blind_regions.FORMS,
    *blind_school.FORMS,
    *families.FORMS,
)

__all__ = ["FORMS", "Expected", "FormCase"]
