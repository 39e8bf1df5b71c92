"""Opens the desk of the room that this PC is bound to: everything heavy, after the window."""

from pathlib import Path

from desktop import __version__
from desktop.app.desk.program import OpenedDesk
from desktop.app.room.engine_options import engine_options
from desktop.app.room.escrow_keeper import EscrowKeeper, body_of_escrow
from desktop.app.room.folders import RoomFolders, second_recordings_folder
from desktop.app.room.room_key import room_key_request
from desktop.app.units import load_units
from desktop.app.wiring.desk import build_desk
from desktop.app.wiring.plan import DeskPlan
from desktop.app.working_days import load_working_days
from desktop.devices.voice import system_voices
from desktop.domain.clock import Clock
from desktop.domain.devices.display import DisplayFaces
from desktop.domain.errors import UserFacingError
from desktop.domain.ids import SiteId
from desktop.domain.reception.working_days import PROGRAM_TABLE
from desktop.files.resources import resource_path
from desktop.forms.reports.readiness_entries import sheet_lines
from desktop.presenters.services.desk_context import DeskContext
from desktop.settings.load import LoadedSettings
from desktop.settings.proxy import proxy_of
from desktop.settings.secrets import (
    load_or_create_pin_secret,
    load_or_create_room_key,
    system_keyring,
)
from desktop.ui.platform.printers import QtPrinters

NOT_BOUND = "D-001"


class RoomOpener:
    """Opens the desk of the room that this PC is bound to.

    user_file: where what a person chooses is kept, None: nowhere.
    """

    def __init__(
        self,
        loaded: LoadedSettings,
        folders: RoomFolders,
        clock: Clock,
        user_file: Path | None = None,
    ) -> None:
        self._loaded = loaded
        self._user_file = user_file
        self._folder = folders.records
        self._copies = folders.copies
        self._logs = folders.logs
        self._clock = clock

    def open(self) -> OpenedDesk:
        """Thread: opening. Raises UserFacingError: D-001 not bound, or of the store and its key."""
        settings = self._loaded.settings
        if settings.server_url is None or settings.site_id is None:
            raise UserFacingError(NOT_BOUND)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        backend = system_keyring()
        request = room_key_request(settings.site_id, self._folder, self._copies)
        key = load_or_create_room_key(request, backend)
        plan = DeskPlan(
            own_site_id=SiteId(settings.site_id),
            base_url=settings.server_url,
            room_folder=self._folder,
            copies_folder=self._copies,
            log_folder=self._logs,
            room_key=key.key,
            pin_secret=load_or_create_pin_secret(request, backend),
            enrol_code=lambda: settings.enrol_code,
            engine=engine_options(settings),
            forms_folder=resource_path("forms"),
            is_practice=False,
            units=load_units(resource_path("units", "haiphong_units.csv")),
            check_limits=settings.check_limits,
            paper_hours=settings.paper_hours,
            recording_purge_days=settings.recording_purge_days,
            recordings_second_folder=second_recordings_folder(settings, settings.site_id),
            is_echo_by_policy=self._loaded.origins["device_cancels_echo"].is_locked,
            loaded=self._loaded,
            user_file=self._user_file,
            signature_module=settings.signature_module,
            signature_authorities=settings.signature_authorities,
            ca_file=settings.ca_file,
            proxy=proxy_of(settings),
            printers=QtPrinters(),
            voices=system_voices(resource_path("voice", "speak.ps1")),
        )
        desk = build_desk(plan, self._clock)
        keeper = EscrowKeeper(
            folder=self._folder,
            site_id=settings.site_id,
            room_key=key.key,
            memory=desk.memory,
        )
        escrow = keeper.ensure(settings.escrow_keys)
        if escrow is not None:
            desk.sync.leave_escrow(body_of_escrow(escrow))
        return OpenedDesk(
            desk=desk,
            facts=DeskContext(
                turn_s=settings.turn_minutes * 60,
                phrases=settings.phrases,
                faces_leader=settings.second_display_faces is DisplayFaces.LEADER,
                has_meeting_keys=settings.meeting_keys,
                version=__version__,
                support_phone=settings.support_phone,
                is_practice=False,
                is_key_in_file=False,
                is_escrow_changed=keeper.is_changed(settings.escrow_keys),
                setting_problems=self._loaded.problems,
                can_open_second_room=False,
                recovery=desk.store.recovery,
                sheet_lines=sheet_lines(resource_path("forms", "readiness-v1.json")),
                units=plan.units,
                working_days=load_working_days(resource_path(*PROGRAM_TABLE)),
            ),
            room_folder=self._folder,
            close=_nothing,
        )


def _nothing() -> None:
    """Nothing else was opened."""
