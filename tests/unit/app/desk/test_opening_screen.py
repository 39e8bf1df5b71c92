"""The first screen says why a PC is bound to nothing: what of its settings was not used."""

import argparse
import os
from pathlib import Path

import pytest

from desktop.app.desk import command, desk_log
from desktop.app.desk.opening_screen import opening_sign_in
from desktop.app.desk.program import ProgramOptions
from desktop.domain.errors import UserFacingError
from desktop.settings.load import load_settings
from desktop.settings.paths import places_below

pytestmark = pytest.mark.unit


class NoCrashRecorder:
    """Leaves this process's hooks to the tests."""

    def __init__(self, *_places: object) -> None: ...

    def install(self) -> None: ...

    def close(self) -> None: ...


def test_a_wrong_address_of_the_city_is_told_beside_that_the_pc_is_not_bound(
    tmp_path: Path,
) -> None:
    loaded = load_settings(
        places_below(tmp_path), {"RECEPTION_ROOM_SERVER_URL": "http://tiepdan.example.vn"}
    )
    assert loaded.settings.server_url is None
    state = opening_sign_in(
        error=UserFacingError("D-001"),
        version="1",
        support_phone="0225 000 000",
        setting_problems=loaded.problems,
    )
    assert state.message is not None
    assert (state.message.code, state.message.data) == ("D-001", {"phone": "0225 000 000"})
    assert not state.has_account, "no city is known to ask for an account"
    assert state.setting_problem is not None
    assert (state.setting_problem.code, state.setting_problem.data) == ("C-115", {"count": 1})


def test_the_log_of_the_desk_names_the_place_of_each_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = places_below(tmp_path)
    places.user_file.write_text("colour = 'red'\nserver_url = 'http://tiepdan.example.vn'\n")
    shown: list[ProgramOptions] = []

    class Program:
        is_to_start_again = False

        def __init__(self, *, options: ProgramOptions, **_rest: object) -> None:
            shown.append(options)

        def run(self) -> int:
            return 0

    monkeypatch.setattr(command, "current_has_display", lambda: True)
    monkeypatch.setattr(command, "standard_places", lambda: places)
    monkeypatch.setattr(command, "DeskProgram", Program)
    monkeypatch.setattr(desk_log, "CrashRecorder", NoCrashRecorder)
    for name in [one for one in os.environ if one.startswith("RECEPTION_ROOM_")]:
        monkeypatch.delenv(name)
    assert command.run(argparse.Namespace(settings=None)) == 0
    log = (places.room_log_folder("unbound") / "desk.log").read_text("utf-8")
    assert f"code=C-112 file={places.user_file} key=colour line=1" in log
    assert f"code=C-111 file={places.user_file} key=server_url line=2" in log
    assert "tiepdan" not in log
    assert [one.code for one in shown[0].setting_problems] == ["C-112", "C-111"]


def test_nothing_is_told_where_all_settings_hold() -> None:
    assert opening_sign_in(error=None, version="1", support_phone="").setting_problem is None
