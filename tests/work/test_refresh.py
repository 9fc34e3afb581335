"""What a refresh takes over, and what it leaves as it was."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from attest_desktop.practice import SAMPLE_ACCOUNT, PracticeServer
from attest_desktop.service import PageNotUnderstoodError
from attest_desktop.store import Account, Secrets
from attest_desktop.work.people import people
from attest_desktop.work.refresh import last_refresh, refresh
from attest_desktop.work.sign_in import sign_in
from tests.support.rewriting import Rewriting
from tests.work.conftest import PASSPHRASE


def test_an_empty_table_takes_nobody_off_the_list(
    server: PracticeServer, secrets: Secrets, tmp_path: Path
) -> None:
    emptied = False

    def change(text: str) -> str:
        if not emptied:
            return text
        head, _, rest = text.partition("</thead>")
        return f"{head}</thead>{re.sub(r'<tr.*?</tr>', '', rest, flags=re.DOTALL)}" if rest else text

    with Rewriting(urlsplit(server.url).port or 0, "utf-8", change) as between:
        account = Account(f"http://127.0.0.1:{between.port}/cpnew/", SAMPLE_ACCOUNT.user_name)
        with sign_in(
            account, SAMPLE_ACCOUNT.password, data_dir=tmp_path, secrets=secrets, passphrase=PASSPHRASE
        ) as desk:
            refresh(desk)
            at = last_refresh(desk).at
            assert len(people(desk)) == 14
            emptied = True
            with pytest.raises(PageNotUnderstoodError, match="назначено: 14"):
                refresh(desk)
            assert len(people(desk)) == 14
            assert last_refresh(desk).at == at
