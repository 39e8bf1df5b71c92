"""The screen "Cài đặt": every setting with its source; a few may be chosen by the person here."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from typing_extensions import override

from desktop.domain.devices.display import SecondDisplay
from desktop.domain.events import ActionFailed, Event, SettingSaved
from desktop.presenters.services.desk import SettingLine, SettingsService
from desktop.presenters.settings.setting_problems import problem_words
from desktop.presenters.settings.settings_state import (
    AT_ONCE,
    Look,
    SettingGroup,
    SettingPart,
    SettingRow,
    SettingsViewState,
)
from desktop.presenters.view.drawn_screen import DrawnScreen
from desktop.presenters.view.message import Message, MessageAction, Tone, failure_message
from desktop.presenters.view.message_code import MessageCode
from desktop.settings.model import Language
from desktop.settings.sources import Source

GROUPS: Mapping[SettingPart, tuple[str, ...]] = {
    SettingPart.LOOK: (
        "language",
        "text_scale",
        "high_contrast",
        "second_display",
        "second_display_faces",
    ),
    SettingPart.CITY: ("server_url", "site_id", "enrol_code", "proxy", "ca_file"),
    SettingPart.CALL: (
        "media_engine",
        "max_picture",
        "max_video_kbps",
        "ice_port_range",
        "relay_only",
        "device_cancels_echo",
    ),
    SettingPart.ROOM: (
        "data_folder",
        "copies_folder",
        "escrow_keys",
        "paper_hours",
        "recording_purge_days",
        "recording_second_folder",
        "signature_module",
        "signature_authorities",
        "turn_minutes",
        "phrases",
        "check_limits",
    ),
    SettingPart.SUPPORT: ("support_phone", "meeting_keys", "screen_capture", "log_level"),
}

CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": tuple(one.value for one in Language),
    "text_scale": ("1.0", "1.25", "1.5", "1.75", "2.0", "2.5"),
    "high_contrast": ("False", "True"),
    "second_display": tuple(one.value for one in SecondDisplay),
}
"""What concerns nobody but who sits here; everything else is for who looks after the PC."""

ACTION = "choose_setting"
_OWN = frozenset({Source.USER, Source.DEFAULT})
"""A person's choice would not hold against any other source."""


class SettingsPresenter(DrawnScreen[SettingsViewState]):
    """Lives as long as the desk; what is not AT_ONCE holds from the next start on."""

    def __init__(
        self, *, settings: SettingsService, render: Callable[[SettingsViewState], None]
    ) -> None:
        self._settings = settings
        super().__init__(render)
        self._wanted: dict[str, str] = {}
        self._saved: dict[str, str] = {}
        self._failure: Message | None = None

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown."""
        self._failure = None
        self.draw()

    def choose(self, key: str, value: str) -> None:
        """One of the row's choices; what is forced stays."""
        row = next(
            row for group in self.state().groups for row in group.rows if row.line.key == key
        )
        if value not in row.choices or value == row.chosen:
            return
        self._failure = None
        self._wanted[key] = value
        self._settings.choose(key, value)
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact; every one, whichever screen is shown."""
        match event:
            case SettingSaved(key=key, value=value):
                self._saved[key] = value
                if self._wanted.get(key) == value:
                    del self._wanted[key]
            case ActionFailed(action="choose_setting"):
                self._wanted.clear()
                self._failure = failure_message(event)
            case _:
                return
        self.draw()

    def on_tick(self) -> None:
        """Nothing here depends on time."""

    def look(self) -> Look:
        """How the windows are to be drawn: as this start was told, or as was chosen and kept."""
        lines = self._lines()
        return Look(
            text_scale=float(lines["text_scale"].value),
            is_high_contrast=lines["high_contrast"].value == str(True),
        )

    @override
    def state(self) -> SettingsViewState:
        """What the screen draws now."""
        lines = self._lines()
        places = {(one.source, one.place): None for one in lines.values() if one.place}
        return SettingsViewState(
            groups=tuple(
                SettingGroup(part=part, rows=tuple(self._row(lines[key]) for key in keys))
                for part, keys in GROUPS.items()
            ),
            places=tuple(sorted(places, key=lambda place: list(Source).index(place[0]))),
            problems=tuple(problem_words(problem) for problem in self._settings.problems()),
            message=self._message(lines),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _lines(self) -> Mapping[str, SettingLine]:
        """By key, as they hold now."""
        return {line.key: self._now(line) for line in self._settings.lines()}

    def _now(self, line: SettingLine) -> SettingLine:
        """A choice that was kept holds already where it needs no other start."""
        if line.key not in AT_ONCE or line.key not in self._saved:
            return line
        return replace(line, value=self._saved[line.key], source=Source.USER)

    def _row(self, line: SettingLine) -> SettingRow:
        choices: tuple[str, ...] = ()
        if line.source in _OWN and self._settings.can_choose():
            choices = CHOICES.get(line.key, ())
        if choices and line.value not in choices:
            choices = (line.value, *choices)
        return SettingRow(line=line, choices=choices, chosen=self._chosen(line))

    def _chosen(self, line: SettingLine) -> str:
        return self._wanted.get(line.key, self._saved.get(line.key, line.value))

    def _message(self, lines: Mapping[str, SettingLine]) -> Message | None:
        if self._failure is not None:
            return self._failure
        if any(lines[key].value != value for key, value in self._saved.items()):
            return Message(
                code=MessageCode.SETTING_SAVED, tone=Tone.INFO, action=MessageAction.RESTART
            )
        return None
