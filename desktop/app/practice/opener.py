"""Opens the desk of a practice room: everything heavy, after the window stands."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from desktop import __version__
from desktop.app.desk.program import OpenedDesk
from desktop.app.own_command import own_command
from desktop.app.practice.city import PracticeCity
from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import HQ, PRACTICE_PIN
from desktop.app.practice.plan import open_practice_room, practice_plan
from desktop.app.practice.server import PracticeServer
from desktop.app.wiring.desk import build_desk
from desktop.app.working_days import load_working_days
from desktop.devices.voice import system_voices
from desktop.domain.devices.display import DisplayFaces
from desktop.domain.ids import SiteId
from desktop.domain.reception.working_days import PROGRAM_TABLE
from desktop.files.resources import resource_path
from desktop.forms.reports.readiness_entries import sheet_lines
from desktop.presenters.services.desk_context import DeskContext
from desktop.settings.load import LoadedSettings
from desktop.ui.platform.printers import QtPrinters


class PracticeSettings(NamedTuple):
    """How this PC is set up, for the screen of settings; a choice made there is kept for real."""

    loaded: LoadedSettings
    user_file: Path


class PracticeOpener:
    """Opens the desk of one practice room: city server first, then the room's store."""

    def __init__(
        self,
        *,
        practice: PracticeFolder,
        site_id: SiteId,
        chosen: PracticeSettings,
        language: str | None,
        has_test_devices: bool,
    ) -> None:
        self._practice = practice
        self._site_id = site_id
        self._chosen = chosen
        self._language = language
        self._has_test_devices = has_test_devices

    def open(self) -> OpenedDesk:
        """Thread: opening. Raises Offline, StorageError."""
        city = PracticeCity(practice=self._practice)
        server = PracticeServer(
            folder=self._practice.city,
            command=own_command("city-server"),
            seed=city.seed,
            clock=self._practice.clock,
        )
        server.start()
        try:
            room = open_practice_room(self._practice, self._site_id)
            plan = practice_plan(
                room,
                base_url=server.base_url(),
                allows_hardware=not self._has_test_devices,
            )
            plan = replace(
                plan,
                loaded=self._chosen.loaded,
                user_file=self._chosen.user_file,
                printers=QtPrinters(),
                voices=system_voices(resource_path("voice", "speak.ps1")),
            )
            desk = build_desk(plan, self._practice.clock)
        except BaseException:
            server.stop()
            raise
        can_open = self._site_id != HQ
        settings = self._chosen.loaded.settings
        return OpenedDesk(
            desk=desk,
            facts=DeskContext(
                version=__version__,
                support_phone="",
                is_practice=True,
                is_key_in_file=room.is_key_in_file,
                can_open_second_room=can_open,
                practice_pin=PRACTICE_PIN,
                faces_leader=settings.second_display_faces is DisplayFaces.LEADER,
                has_meeting_keys=settings.meeting_keys,
                phrases=settings.phrases,
                recovery=desk.store.recovery,
                sheet_lines=sheet_lines(resource_path("forms", "readiness-v1.json")),
                units=plan.units,
                working_days=load_working_days(resource_path(*PROGRAM_TABLE)),
            ),
            room_folder=plan.room_folder,
            close=server.stop,
            second_room=self._second_room() if can_open else None,
        )

    def _second_room(self) -> tuple[str, ...]:
        command = [*own_command("practice"), "--site", HQ]
        command += ["--folder", str(self._practice.folder)]
        if self._language:
            command += ["--language", self._language]
        if self._has_test_devices:
            command.append("--test-devices")
        return tuple(command)
