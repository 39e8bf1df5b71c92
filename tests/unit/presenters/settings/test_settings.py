"""The screen of settings: what holds, who decided it, and what a person may choose."""

import pytest

from desktop.domain.errors import SettingsError
from desktop.domain.events import ActionFailed
from desktop.domain.reception.events import ScheduleChanged
from desktop.presenters.settings.settings import CHOICES, GROUPS
from desktop.presenters.settings.settings_state import Look, SettingRow, SettingsViewState
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.message import Message, MessageAction, Tone
from desktop.presenters.view.message_code import MessageCode
from desktop.settings.load import HIDDEN_VALUE
from desktop.settings.model import KEYS, parse_setting
from desktop.settings.sources import Source
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import SESSION

pytestmark = pytest.mark.unit

OWN_FILE = "settings.toml"
SAVED = Message(code=MessageCode.SETTING_SAVED, tone=Tone.INFO, action=MessageAction.RESTART)
BAD_FILE = SettingsError("C-113", {"file": OWN_FILE, "reason": "not_toml"})


@pytest.fixture
def room() -> Room:
    room = Room()
    room.desk.start()
    return room


def shown(room: Room) -> SettingsViewState:
    return room.view.settings[-1]


def row(room: Room, key: str) -> SettingRow:
    rows = (one for group in shown(room).groups for one in group.rows)
    return next(one for one in rows if one.line.key == key)


def opened(room: Room) -> None:
    room.desk.navigate(Screen.SETTINGS)
    room.deliver()


def choose(room: Room, key: str, value: str) -> None:
    room.desk.settings.choose(key, value)
    room.deliver()


def test_every_setting_is_shown_once(room: Room) -> None:
    opened(room)
    keys = [one.line.key for group in shown(room).groups for one in group.rows]
    assert sorted(keys) == sorted(KEYS)
    assert sorted(key for keys in GROUPS.values() for key in keys) == sorted(KEYS)


def test_what_may_be_chosen_is_allowed() -> None:
    for key, choices in CHOICES.items():
        assert [str(parse_setting(key, value)) for value in choices] == list(choices)


def test_a_choice_holds_from_the_next_start_on(room: Room) -> None:
    opened(room)
    assert shown(room).message is None
    room.desk.settings.choose("language", "en")
    assert (row(room, "language").chosen, row(room, "language").is_due) == ("en", True)
    assert shown(room).message is None, "nothing is on the disk yet"
    room.deliver()
    assert room.fake.settings.chosen == [("language", "en")]
    assert shown(room).message == SAVED
    assert (row(room, "language").chosen, row(room, "language").line.value) == ("en", "vi")
    choose(room, "language", "vi")
    assert not row(room, "language").is_due
    assert shown(room).message is None


def test_text_size_and_contrast_are_drawn_as_soon_as_they_are_kept(room: Room) -> None:
    opened(room)
    room.desk.settings.choose("text_scale", "1.5")
    assert not row(room, "text_scale").is_due, "no other start is needed"
    assert room.view.looks == [], "nothing is on the disk yet"
    room.deliver()
    assert room.view.looks == [Look(text_scale=1.5, is_high_contrast=False)]
    choose(room, "high_contrast", "True")
    assert room.view.looks[1:] == [Look(text_scale=1.5, is_high_contrast=True)]
    assert (row(room, "text_scale").line.value, row(room, "text_scale").line.source) == (
        "1.5",
        Source.USER,
    )
    assert shown(room).message is None
    choose(room, "language", "en")
    assert len(room.view.looks) == 2


def test_a_size_that_was_not_kept_is_not_drawn(room: Room) -> None:
    opened(room)
    room.fake.settings.fault = BAD_FILE
    choose(room, "text_scale", "2.0")
    assert room.view.looks == []
    assert row(room, "text_scale").chosen == "1.0"


def test_a_size_that_is_kept_late_waits_for_the_way_back_from_a_session(room: Room) -> None:
    opened(room)
    room.desk.settings.choose("text_scale", "2.0")
    room.desk.open_pre_join(SESSION)
    room.deliver()
    assert room.view.looks == []
    room.pre_join.back()
    assert room.view.looks == [Look(text_scale=2.0, is_high_contrast=False)]


def test_the_program_starts_again_for_a_choice_and_never_in_a_session(room: Room) -> None:
    opened(room)
    choose(room, "language", "en")
    room.desk.restart()
    assert room.view.starts == 1
    room.enter()
    room.desk.restart()
    assert room.view.starts == 1


def test_the_last_of_two_quick_choices_is_shown(room: Room) -> None:
    opened(room)
    room.desk.settings.choose("text_scale", "1.5")
    room.desk.settings.choose("text_scale", "2.0")
    room.deliver()
    assert row(room, "text_scale").chosen == "2.0"
    assert [value for _, value in room.fake.settings.chosen] == ["1.5", "2.0"]


def test_a_choice_that_is_saved_while_another_screen_is_shown_is_remembered(room: Room) -> None:
    opened(room)
    room.desk.settings.choose("language", "en")
    room.desk.navigate(Screen.HOME)
    room.deliver()
    opened(room)
    assert row(room, "language").is_due
    assert shown(room).message is not None


def test_a_choice_that_was_not_kept_is_told_and_taken_back(room: Room) -> None:
    opened(room)
    choose(room, "second_display", "off")
    room.fake.settings.fault = BAD_FILE
    choose(room, "language", "en")
    assert not row(room, "language").is_due
    assert row(room, "second_display").is_due
    failure = Message(code="C-113", tone=Tone.DANGER, data=dict(BAD_FILE.data))
    assert shown(room).message == failure
    room.tell(ActionFailed(action="save_line", code="B-301", data={}), ScheduleChanged())
    room.pass_time(1.0)
    assert shown(room).message == failure
    room.fake.settings.fault = None
    choose(room, "language", "en")
    assert shown(room).message == SAVED


def test_a_failure_is_forgotten_when_the_screen_is_shown_again(room: Room) -> None:
    opened(room)
    room.fake.settings.fault = BAD_FILE
    choose(room, "language", "en")
    room.desk.navigate(Screen.HOME)
    opened(room)
    assert shown(room).message is None


def test_what_the_city_or_the_pc_decides_cannot_be_chosen(room: Room) -> None:
    told = room.fake.settings
    told.tell("language", "vi", Source.POLICY, "policy.toml")
    told.tell("text_scale", "1.5", Source.MACHINE, "machine.toml")
    told.tell("high_contrast", "True", Source.USER, OWN_FILE)
    opened(room)
    for key in ("language", "text_scale", "server_url"):
        assert row(room, key).choices == ()
        choose(room, key, "2.0" if key == "text_scale" else "en")
    assert told.chosen == []
    assert (row(room, "language").line.is_locked, row(room, "text_scale").line.is_locked) == (
        True,
        False,
    )
    assert row(room, "high_contrast").choices == ("False", "True")
    assert shown(room).places == (
        (Source.POLICY, "policy.toml"),
        (Source.MACHINE, "machine.toml"),
        (Source.USER, OWN_FILE),
    )


def test_where_nothing_is_kept_nothing_is_chosen(room: Room) -> None:
    room.fake.settings.is_kept = False
    opened(room)
    assert all(one.choices == () for group in shown(room).groups for one in group.rows)


def test_a_value_that_is_no_choice_stays_one(room: Room) -> None:
    room.fake.settings.tell("text_scale", "1.3", Source.USER, OWN_FILE)
    opened(room)
    assert row(room, "text_scale").choices == ("1.3", *CHOICES["text_scale"])
    choose(room, "text_scale", "9.0")
    choose(room, "text_scale", "1.3")
    assert room.fake.settings.chosen == []


def test_a_secret_is_never_in_what_is_drawn(room: Room) -> None:
    room.fake.settings.tell("enrol_code", HIDDEN_VALUE, Source.MACHINE, "machine.toml")
    opened(room)
    assert row(room, "enrol_code").line.value == HIDDEN_VALUE


def test_what_could_not_be_used_is_told(room: Room) -> None:
    data = {"file": OWN_FILE, "key": "max_picture", "reason": "enum"}
    room.fake.settings.faults = (SettingsError("C-111", data),)
    opened(room)
    assert shown(room).problems == (Message(code="C-111", tone=Tone.WARN, data=data),)


def test_no_setting_is_reached_from_a_session(room: Room) -> None:
    room.enter()
    opened(room)
    assert room.desk.shell.screen is Screen.SESSION
    assert room.view.settings == []
