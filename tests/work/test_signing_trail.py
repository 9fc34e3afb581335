"""What was signed, by whom and when; and that a change of the text takes the signatures off."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from attest_desktop.papers.pdf import EngineName
from attest_desktop.store.connection import IntegrityError
from attest_desktop.work.demo import sample_text
from attest_desktop.work.desk import Desk
from attest_desktop.work.draft import open_draft, save_draft
from attest_desktop.work.finish import finish
from attest_desktop.work.people import person
from attest_desktop.work.signatures import signature_image, signatures
from attest_desktop.work.signing_trail import CONSENT, is_valid, signings, standing
from attest_desktop.work.training import add_sample_signatures

WHO = "Ткаченко"


def test_a_signing_is_bound_to_the_text_that_was_signed(desk: Desk, qapp: object) -> None:
    someone = person(desk, WHO)
    assert standing(desk, someone.id) is None
    add_sample_signatures(desk)
    frozen = finish(desk, someone.id, text=sample_text(desk, someone), engine=EngineName.BUILTIN)
    used = signings(desk, someone.id)
    kept = {one.full_name: signature_image(desk, one.id) for one in signatures(desk)}
    assert used
    for one in used:
        assert (one.revision, one.conclusion_id, one.signed_at) == (1, frozen.id, frozen.frozen_at)
        assert one.signing.signature_sha256 == hashlib.sha256(kept[one.signing.full_name]).hexdigest()
        assert (one.signing.consent, one.signing.account) == (CONSENT, desk.account.user_name)
        assert " @ " in one.signing.computer
        assert is_valid(one, desk.store.conclusions.docx(frozen.id))
    whole = standing(desk, someone.id)
    assert whole is not None
    assert (whole.revision, whole.corresponds, whole.message) == (1, True, "")

    written = open_draft(desk, someone.id).text
    changed = replace(written, conclusion=replace(written.conclusion, recommendations="Иные рекомендации."))
    save_draft(desk, someone.id, changed)
    after = standing(desk, someone.id)
    assert after is not None
    assert not after.corresponds
    assert "подписи сняты" in after.message
    assert "№ 1" in after.message
    # The same words again are the ones that were signed.
    assert standing(desk, someone.id, written) == whole

    finish(desk, someone.id, (), text=changed, engine=EngineName.BUILTIN)
    assert standing(desk, someone.id) is None
    assert signings(desk, someone.id, 1) == used
    assert signings(desk, someone.id, 2) == ()
    with pytest.raises(IntegrityError, match="frozen rows"), desk.store._database.writing() as connection:
        connection.execute("DELETE FROM signings")
