"""What is told of settings that could not be used: at the sign-in, and at home."""

from dataclasses import replace

import pytest

from desktop.domain.errors import SettingsError
from desktop.presenters.message import Message, MessageCode, Tone
from desktop.presenters.setting_problems import problem_message
from desktop.presenters.shell_state import Screen
from tests.fakes.desk_room import Room

pytestmark = pytest.mark.unit

FILE = "/etc/xdg/reception-room/settings.toml"
BAD_ADDRESS = SettingsError(
    "C-111", {"file": "HKLM", "key": "server_url", "reason": "https_required"}
)
BAD_LINE = SettingsError(
    "C-111", {"file": FILE, "key": "proxy", "line": 7, "reason": "proxy_scheme"}
)
UNREADABLE = SettingsError("C-110", {"file": FILE, "reason": "not_toml", "line": 3})
UNKNOWN = SettingsError("C-112", {"file": "environment", "key": "noise"})


def test_without_a_problem_nothing_is_told() -> None:
    assert problem_message(()) is None


def test_one_problem_is_told_in_its_own_words_with_its_line() -> None:
    message = problem_message((BAD_ADDRESS,))
    assert message == Message(code="C-111", tone=Tone.WARN, data=dict(BAD_ADDRESS.data))
    with_line = problem_message((BAD_LINE,))
    assert with_line is not None
    assert with_line.data["file"] == f"{FILE}:7"


def test_several_are_told_by_name_each_once_and_three_at_most() -> None:
    two = problem_message((BAD_ADDRESS, UNREADABLE))
    assert two is not None
    assert (two.code, two.tone) == (MessageCode.SETTINGS_NOT_USED, Tone.WARN)
    assert two.data == {"count": 2, "names": f"server_url, {FILE}:3"}
    many = problem_message((BAD_ADDRESS, BAD_ADDRESS, UNREADABLE, UNKNOWN, BAD_LINE))
    assert many is not None
    assert many.data == {"count": 5, "names": f"server_url, {FILE}:3, noise, …"}


def test_sign_in_and_home_tell_it_while_the_program_runs() -> None:
    room = Room()
    room.facts = replace(room.facts, setting_problems=(UNKNOWN,))
    room.restart()
    told = problem_message((UNKNOWN,))
    assert told is not None
    assert room.desk.sign_in.state().setting_problem == told
    assert told in room.view.shell[-1].banners
    room.desk.navigate(Screen.SETTINGS)  # where each of them is said on the screen itself
    assert told not in room.view.shell[-1].banners
