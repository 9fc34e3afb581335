from __future__ import annotations

import json
import zipfile
from pathlib import Path

from attest_desktop.practice import SAMPLE_ACCOUNT
from tests.end_to_end.conftest import Program, ServiceProcess


def test_doctor_as_a_script_uses_it(service: ServiceProcess, program: Program, tmp_path: Path) -> None:
    service.start()
    options = ("--server", service.url, "--data-dir", str(tmp_path / "data"))
    file = tmp_path / "pages.zip"
    account = ("--account", SAMPLE_ACCOUNT.user_name)
    done = program.run_as_typed("doctor", *options, *account, "--json", "--capture", str(file))
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["ok"] is True
    assert all(set(one) == {"area", "what", "ok", "detail", "confidence"} for one in said["checks"])
    assert not [one for one in said["checks"] if one["ok"] is False]
    with zipfile.ZipFile(file) as archive:
        assert {"README.txt", "meta.json"} <= set(archive.namelist())
    assert service.stored == []
    spoken = program.run_as_typed("doctor", *options)
    assert spoken.returncode == 3
    assert "✓ Страница входа: поле «Имя пользователя»" in spoken.stdout
    assert spoken.stdout.rstrip().splitlines()[-1].startswith("Проверено не всё")
