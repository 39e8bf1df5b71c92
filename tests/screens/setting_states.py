"""States of the screen of settings: of a new PC, of one under policy, after a choice."""

from desktop.domain.errors import SettingsError
from desktop.presenters.settings import SettingsPresenter
from desktop.presenters.settings_state import SettingsViewState
from desktop.settings.load import HIDDEN_VALUE
from desktop.settings.sources import MACHINE_KEY, POLICY_KEY, Source
from tests.fakes.fake_services import EventQueue
from tests.fakes.fake_settings import FakeSettings

POLICY = f"HKLM\\{POLICY_KEY}"
MACHINE = f"HKLM\\{MACHINE_KEY}"
USER_FILE = r"C:\Users\can-bo\AppData\Local\HaiPhong\ReceptionRoom\settings.toml"
KEYS_OF_CITY = f"age1{'q' * 58}, age1{'p' * 58}"


def settings() -> SettingsViewState:
    """As an installer left it."""
    return _drawn(_installed(EventQueue()))


def settings_forced() -> SettingsViewState:
    """The city decides much, and a file has a value that cannot be used."""
    told = _installed(EventQueue())
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
    return _drawn(told)


def settings_chosen() -> SettingsViewState:
    """Larger text and more contrast from the next start on."""
    queue = EventQueue()
    told = _installed(queue)
    presenter = SettingsPresenter(settings=told, render=lambda _state: None)
    presenter.choose("text_scale", "1.5")
    presenter.choose("high_contrast", "True")
    queue.deliver_to(presenter.on_event)
    return presenter.state()


def _installed(queue: EventQueue) -> FakeSettings:
    told = FakeSettings(emit=queue)
    for key, value in (
        ("server_url", "https://tiepdan.example.gov.vn"),
        ("site_id", "31-11629"),
        ("enrol_code", HIDDEN_VALUE),
        ("support_phone", "0000 000 000"),
    ):
        told.tell(key, value, Source.MACHINE, MACHINE)
    return told


def _drawn(told: FakeSettings) -> SettingsViewState:
    return SettingsPresenter(settings=told, render=lambda _state: None).state()
