"""What does not change while the program runs: handed to presenters by wiring."""

from dataclasses import dataclass

from desktop.domain.conduct.floor import TURN_S
from desktop.domain.directory.unit_list import DirectoryUnit
from desktop.domain.errors import SettingsError
from desktop.domain.reception.working_days import WEEKDAYS_ALONE, WorkingDays
from desktop.domain.record.phrases import PHRASES
from desktop.domain.reports.readiness_sheet import SheetLine
from desktop.domain.sync.recovery import Recovery


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskContext:
    """This desk. is_key_in_file: no keyring, the store's key lies in a file of its owner.

    can_open_second_room: practice mode may start the other end on this PC. practice_pin: shown
    beside the PIN field in practice mode, empty otherwise. units: the official list.
    sheet_lines: of the readiness sheet, in order. recovery: the records were found lost or damaged
    at this start, and made anew. is_escrow_changed: the settings name other keys of the city than
    those the room's key is sealed with. setting_problems: what of the settings could not be used.
    working_days: the table that comes with the program. turn_s: how long a turn to speak may take
    before its clock warns. faces_leader: display 2 is seen by the leader who receives, and by
    nobody else. has_meeting_keys: keys of programs for meetings do the same here.
    phrases: standard sentences of the minutes, by their keys.
    """

    version: str
    support_phone: str
    is_practice: bool
    is_key_in_file: bool
    can_open_second_room: bool
    practice_pin: str = ""
    units: tuple[DirectoryUnit, ...] = ()
    sheet_lines: tuple[SheetLine, ...] = ()
    recovery: Recovery | None = None
    is_escrow_changed: bool = False
    setting_problems: tuple[SettingsError, ...] = ()
    working_days: WorkingDays = WEEKDAYS_ALONE
    turn_s: int = TURN_S
    faces_leader: bool = False
    has_meeting_keys: bool = True
    phrases: tuple[str, ...] = PHRASES
