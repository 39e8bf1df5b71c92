"""Every state worth looking at, by the name of its picture; each is driven once and then kept."""

from collections.abc import Mapping
from functools import cache

from tests.screens.calendar_states import CALENDAR
from tests.screens.call_states import CALLS
from tests.screens.case_states import CASES
from tests.screens.casework_states import CASEWORK
from tests.screens.conclusion_states import CONCLUSIONS
from tests.screens.intake_states import INTAKE
from tests.screens.recording_states import RECORDING
from tests.screens.register_states import REGISTER
from tests.screens.report_states import REPORTS
from tests.screens.roll_states import ROLL
from tests.screens.room_states import ROOM
from tests.screens.session_states import DISPLAY_2, SESSION, Drive
from tests.screens.setting_states import SETTINGS
from tests.screens.shown_room import ShownRoom
from tests.screens.signing_states import SIGNING, SIGNING_SCENES
from tests.screens.start_states import START
from tests.screens.trial_states import TRIAL
from tests.screens.unsent_states import UNSENT
from tests.screens.waiting_states import READ_SCENES, READING, WAITING

SCENES: Mapping[str, Drive] = {
    f"display2-{name}": drive
    for name, drive in {**DISPLAY_2, **READ_SCENES, **SIGNING_SCENES}.items()
}
SCREENS: Mapping[str, Drive] = {
    **START,
    **WAITING,
    **CASEWORK,
    **CASES,
    **RECORDING,
    **INTAKE,
    **REGISTER,
    **CONCLUSIONS,
    **TRIAL,
    **CALENDAR,
    **ROOM,
    **REPORTS,
    **UNSENT,
    **SETTINGS,
    **SESSION,
    **ROLL,
    **CALLS,
    **READING,
    **SIGNING,
}
STATES: Mapping[str, Drive] = {**SCREENS, **SCENES}


def shown(name: str) -> ShownRoom:
    """The room of a picture. Look at it, and change nothing there."""
    return _driven(STATES[name])


@cache
def _driven(drive: Drive) -> ShownRoom:
    return drive()
