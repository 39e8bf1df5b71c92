"""The guide of the city server: its commands do what it says, in the order of the page."""

import re
import shlex
from pathlib import Path

import pytest

from desktop.app import main
from desktop.cityserver.admin.city import open_city
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.store.access import accounts, people
from desktop.cityserver.store.audit import Action
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.diagnostics.exit_codes import ExitCode
from tests.paths import ROOT
from tests.rigs.city.city_accounts import PASSWORD
from tests.samples.kdf_cost import CHEAPEST_KDF_COST

pytestmark = pytest.mark.unit

GUIDE = ROOT / "docs" / "city-server.md"
OF_A_PC = ("city-revoke-room", "city-room-certificates")
"""They need a PC that was enrolled: tests/unit/app/city/test_certificates.py."""


def commands(heading: str) -> list[list[str]]:
    """The lines `city …` of the first block of commands below a heading, without remarks."""
    page = GUIDE.read_text(encoding="utf-8")
    block = page.split(f"{heading}\n", 1)[1].split("```sh\n", 1)[1].split("```", 1)[0]
    lines = block.replace("\\\n", " ").splitlines()
    found = (shlex.split(line, comments=True) for line in lines if re.match(r"city city-", line))
    return [words[1:] for words in found]


def run(folder: Path, words: list[str], secrets: dict[str, str]) -> int:
    asked = [*words[:1], "--folder", str(folder), *words[1:]]
    if words[0] in secrets:
        asked += secrets[words[0]].split()
    return main.main(asked, kdf_cost=CHEAPEST_KDF_COST)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As the guide has it after its first commands."""
    folder = tmp_path / "city"
    folder.mkdir()
    (tmp_path / "pin").write_text("246813\n", encoding="utf-8")
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    secrets = {
        "city-create-user": f"--pin-file {tmp_path / 'pin'}",
        "city-set-password": f"--password-file {tmp_path / 'password'}",
    }
    for words in commands("## Units, rooms, people"):
        if words[0] not in {*OF_A_PC, "city-remove-user"}:
            assert run(folder, words, secrets) == ExitCode.OK, words
    return folder


def test_who_leaves_is_out_once_the_guide_was_followed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (words,) = commands("### Who leaves")
    user_id = words[words.index("--user") + 1]
    with open_city(CityServerConfig(folder=folder)) as city, city.read() as session:
        assert people.users_of_site(session, "31-11629")
        assert accounts.account_of(session, user_id) is not None
    capsys.readouterr()
    assert run(folder, words, {}) == ExitCode.OK
    assert "31-11629" in capsys.readouterr().out
    with open_city(CityServerConfig(folder=folder)) as city, city.read() as session:
        assert not people.users_of_site(session, "31-11629")
        assert accounts.account_of(session, user_id) is None
        noted = session.query(AuditRow).filter_by(action=Action.REMOVE_USER).all()
        assert [(one.kind, one.subject_id) for one in noted] == [("user", user_id)]
