"""States of the screen of settings: of a new PC, of one under policy, after a choice."""

from collections.abc import Mapping

from desktop.domain.errors import SettingsError
from desktop.presenters.shell.shell_state import Screen
from desktop.settings.load import HIDDEN_VALUE
from desktop.settings.sources import MACHINE_KEY, POLICY_KEY, Source
from tests.samples import showcase as city
from tests.screens.session_states import Drive
from tests.screens.shown_room import ShownRoom

POLICY = f"HKLM\\{POLICY_KEY}"
MACHINE = f"HKLM\\{MACHINE_KEY}"
USER_FILE = r"C:\Users\can-bo\AppData\Local\HaiPhong\ReceptionRoom\settings.toml"
KEYS_OF_CITY = f"age1{'q' * 58}, age1{'p' * 58}"


def settings() -> ShownRoom:
    """As an installer left it."""
    room = _installed()
    room.go_to(Screen.SETTINGS)
    return room


def settings_forced() -> ShownRoom:
    """The city decides much, and a file has a value that cannot be used."""
    room = _installed()
    told = room.fake.settings
    for key, value in (
        ("language", "vi"),
        ("second_display", "auto"),
        ("server_url", "https://tiepdan.haiphong.example.gov.vn"),
        ("proxy", "http://proxy.haiphong.example:3128"),
        ("max_video_kbps", "800"),
        ("relay_only", "True"),
        ("escrow_keys", KEYS_OF_CITY),
        ("paper_hours", "18:00-06:00"),
        ("check_limits", "disk_h=4/1, line_kbps=800/40"),
    ):
        told.tell(key, value, Source.POLICY, POLICY)
    told.tell("text_scale", "1.5", Source.USER, USER_FILE)
    told.faults = (
        SettingsError("C-111", {"file": USER_FILE, "key": "max_picture", "reason": "enum"}),
    )
    room.go_to(Screen.SETTINGS)
    return room


def settings_chosen() -> ShownRoom:
    """Larger text and more contrast at once, English from the next start on."""
    room = settings()
    room.desk.settings.choose("text_scale", "1.5")
    room.desk.settings.choose("high_contrast", "True")
    room.desk.settings.choose("language", "en")
    room.deliver()
    return room


def _installed() -> ShownRoom:
    room = ShownRoom()
    for key, value in (
        ("server_url", "https://tiepdan.example.gov.vn"),
        ("site_id", "31-11629"),
        ("enrol_code", HIDDEN_VALUE),
        ("support_phone", city.PHONE),
    ):
        room.fake.settings.tell(key, value, Source.MACHINE, MACHINE)
    return room


SETTINGS: Mapping[str, Drive] = {
    "settings": settings,
    "settings-forced": settings_forced,
    "settings-chosen": settings_chosen,
    "settings-last": settings_forced,
}
"""Pictures of this screen, by the name of the picture."""
