"""What is told of settings that could not be used: a number to officers, names in Cài đặt."""

from dataclasses import replace

import pytest

from desktop.domain.errors import SettingsError
from desktop.presenters.settings.setting_problems import problem_message, problem_words
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from tests.rigs.desk.desk_room import Room

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


def test_the_settings_name_each_with_its_line() -> None:
    assert problem_words(BAD_ADDRESS) == Message(
        code="C-111", tone=Tone.WARN, data=dict(BAD_ADDRESS.data)
    )
    assert problem_words(BAD_LINE).data["file"] == f"{FILE}:7"


@pytest.mark.parametrize(
    "problems", [(BAD_ADDRESS,), (BAD_ADDRESS, BAD_ADDRESS, UNREADABLE, UNKNOWN, BAD_LINE)]
)
def test_an_officer_is_told_how_many_there_are_and_no_name(
    problems: tuple[SettingsError, ...],
) -> None:
    assert problem_message(problems) == Message(
        code=MessageCode.SETTINGS_NOT_USED, tone=Tone.WARN, data={"count": len(problems)}
    )


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
