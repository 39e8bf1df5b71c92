"""Devices are chosen once: the choice outlives the program, the port and a damaged note."""

from dataclasses import replace

import pytest
from typing_extensions import override

from desktop.app.services.device_choice import ChosenDevices, name_of
from desktop.domain.devices.device import MOST_CHOICES, Device, DeviceKind, DeviceRole
from desktop.domain.devices.events import DevicesChanged
from desktop.domain.ids import DeviceId
from tests.fakes.fake_services import FakeMemory
from tests.samples.devices import a_sound_card

pytestmark = pytest.mark.unit

KIND = DeviceKind.MICROPHONE


def micro(name: str, hardware: str = "") -> Device:
    return a_sound_card(KIND, name, hardware)


TABLE, CITIZEN = micro("Micro bàn", "h1"), micro("Micro công dân", "h2")


class Media:
    """Counts what it is asked."""

    def __init__(self, *present: Device, in_use: Device | None = None) -> None:
        self.present = present
        self.in_use = in_use
        self.asked: list[tuple[DeviceId, ...]] = []
        self.asked_for_officers: list[tuple[DeviceId, ...]] = []
        self.cameras: list[tuple[tuple[DeviceId, ...], tuple[DeviceId, ...]]] = []

    def devices(self) -> tuple[Device, ...]:
        return self.present

    def device_in_use(self, role: DeviceRole) -> Device | None:
        return self.in_use if role is DeviceRole.MICROPHONE else None

    def select_devices(
        self, role: DeviceRole, wanted: tuple[DeviceId, ...], barred: tuple[DeviceId, ...] = ()
    ) -> None:
        if role is DeviceRole.CAMERA:
            self.cameras.append((wanted, barred))
            return
        assert not barred
        if role is DeviceRole.OFFICER_MICROPHONE:
            self.asked_for_officers.append(wanted)
            return
        assert role is DeviceRole.MICROPHONE
        self.asked.append(wanted)


def test_a_choice_is_asked_for_at_every_start() -> None:
    memory = FakeMemory()
    media = Media(TABLE, CITIZEN, in_use=TABLE)
    ChosenDevices(memory=memory, media=media).choose(KIND, CITIZEN.id)
    assert media.asked == [(CITIZEN.id, TABLE.id)]

    later = Media()
    ChosenDevices(memory=memory, media=later).start()
    assert later.asked == [(CITIZEN.id, TABLE.id)]


def test_it_is_asked_for_by_the_id_it_has_now() -> None:
    memory = FakeMemory()
    ChosenDevices(memory=memory, media=Media(TABLE)).choose(KIND, TABLE.id)
    moved = replace(TABLE, id=DeviceId("portaudio:Micro (2- bàn)"), name="Micro (2- bàn)")
    media = Media()
    chosen = ChosenDevices(memory=memory, media=media)
    chosen.start()
    for _ in range(2):
        chosen.on_event(DevicesChanged(present=(CITIZEN, moved), in_use=()))
    assert media.asked == [(TABLE.id,), (moved.id,)]


def test_nothing_is_asked_before_anybody_chose() -> None:
    media = Media(TABLE)
    chosen = ChosenDevices(memory=FakeMemory(), media=media)
    chosen.start()
    chosen.on_event(DevicesChanged(present=(TABLE,), in_use=()))
    chosen.choose(KIND, DeviceId("not there"))
    chosen.choose(DeviceKind.CAMERA, TABLE.id)
    assert media.asked == []


def test_a_device_known_by_a_new_id_keeps_it_when_it_is_pulled_out() -> None:
    """The engine looks for what it lost as long as nobody asks for something else."""
    memory = FakeMemory()
    ChosenDevices(memory=memory, media=Media(TABLE)).choose(KIND, TABLE.id)
    moved = replace(TABLE, id=DeviceId("portaudio:Micro (2- bàn)"), name="Micro (2- bàn)")
    media = Media()
    chosen = ChosenDevices(memory=memory, media=media)
    chosen.on_event(DevicesChanged(present=(moved,), in_use=()))
    chosen.on_event(DevicesChanged(present=(CITIZEN,), in_use=()))
    assert media.asked == [(moved.id,)]
    later = Media()
    ChosenDevices(memory=memory, media=later).start()
    assert later.asked == [(moved.id,)]


def test_a_test_voice_is_chosen_for_this_run_only_and_stands_in_for_nobody() -> None:
    memory = FakeMemory()
    voice = replace(micro("Giọng thử"), is_practice=True)
    media = Media(TABLE, voice, in_use=TABLE)
    chosen = ChosenDevices(memory=memory, media=media)
    chosen.choose(KIND, TABLE.id)
    chosen.choose(KIND, voice.id)
    chosen.on_event(DevicesChanged(present=media.present, in_use=()))
    media.in_use = voice
    chosen.choose(KIND, TABLE.id)
    assert media.asked == [(TABLE.id,), (voice.id,), (TABLE.id,)]
    chosen.choose(KIND, voice.id)
    later = Media()
    ChosenDevices(memory=memory, media=later).start()
    assert later.asked == [(TABLE.id,)]


def test_a_practice_room_remembers_its_test_voice() -> None:
    memory = FakeMemory()
    voice = replace(micro("Giọng thử"), is_practice=True)
    media = Media(TABLE, voice)
    ChosenDevices(memory=memory, media=media, keeps_practice=True).choose(KIND, voice.id)
    later = Media()
    ChosenDevices(memory=memory, media=later, keeps_practice=True).start()
    assert later.asked == [(voice.id,)]


@pytest.mark.parametrize("damaged", ["", "{", "[1]", '[{"id": "x"}]', '{"id": "x"}', "null"])
def test_a_damaged_note_is_no_choice(damaged: str) -> None:
    memory = FakeMemory()
    memory.remember(name_of(DeviceRole.MICROPHONE), damaged)
    media = Media(TABLE)
    chosen = ChosenDevices(memory=memory, media=media)
    chosen.start()
    assert media.asked == []
    chosen.choose(KIND, TABLE.id)
    assert media.asked == [(TABLE.id,)]


# ---- ranked lists -------------------------------------------------------------------------------

MICROPHONE, ROOM_CAMERA, PAPERS = (
    DeviceRole.MICROPHONE,
    DeviceRole.CAMERA,
    DeviceRole.DOCUMENT_CAMERA,
)


def camera(name: str, hardware: str = "") -> Device:
    return replace(
        micro(name, hardware or name), id=DeviceId(f"v4l2:{name}"), kind=DeviceKind.CAMERA
    )


TABLE_CAMERA, PAPER_CAMERA, SPARE_CAMERA = camera("Phòng"), camera("Giấy"), camera("Dự phòng")


def listed(chosen: ChosenDevices, role: DeviceRole) -> list[tuple[str, bool]]:
    return [(one.name, one.is_present) for one in chosen.ranked(role)]


def test_a_list_is_asked_for_in_its_order_and_outlives_the_program() -> None:
    memory = FakeMemory()
    media = Media(TABLE, CITIZEN)
    chosen = ChosenDevices(memory=memory, media=media)
    chosen.rank(MICROPHONE, (CITIZEN.id, TABLE.id, CITIZEN.id, DeviceId("not there")))
    chosen.rank(MICROPHONE, (TABLE.id, CITIZEN.id))
    assert media.asked == [(CITIZEN.id, TABLE.id), (TABLE.id, CITIZEN.id)]

    later = Media(CITIZEN)
    again = ChosenDevices(memory=memory, media=later)
    assert listed(again, MICROPHONE) == [("Micro bàn", False), ("Micro công dân", True)]
    again.rank(MICROPHONE, (CITIZEN.id, TABLE.id))
    assert later.asked == [(CITIZEN.id, TABLE.id)]


def test_a_device_taken_off_the_list_is_offered_again() -> None:
    media = Media(TABLE, CITIZEN)
    chosen = ChosenDevices(memory=FakeMemory(), media=media)
    chosen.rank(MICROPHONE, (CITIZEN.id, TABLE.id))
    assert chosen.offered(MICROPHONE) == ()
    chosen.rank(MICROPHONE, (TABLE.id,))
    assert [one.id for one in chosen.offered(MICROPHONE)] == [CITIZEN.id]
    chosen.rank(MICROPHONE, ())
    assert media.asked[-1] == ()
    assert chosen.ranked(MICROPHONE) == ()


def test_a_list_is_not_longer_than_a_room_remembers() -> None:
    many = tuple(micro(f"Micro {number}", f"h{number}") for number in range(MOST_CHOICES + 2))
    chosen = ChosenDevices(memory=FakeMemory(), media=Media(*many))
    chosen.rank(MICROPHONE, tuple(one.id for one in many))
    assert len(chosen.ranked(MICROPHONE)) == MOST_CHOICES
    assert len(chosen.offered(MICROPHONE)) == 2


def test_the_list_shows_a_device_under_the_name_it_has_now() -> None:
    memory = FakeMemory()
    ChosenDevices(memory=memory, media=Media(TABLE)).rank(MICROPHONE, (TABLE.id,))
    moved = replace(TABLE, id=DeviceId("portaudio:Micro (2- bàn)"), name="Micro (2- bàn)")
    chosen = ChosenDevices(memory=memory, media=Media(CITIZEN, moved))
    assert listed(chosen, MICROPHONE) == [("Micro (2- bàn)", True)]
    assert [one.id for one in chosen.offered(MICROPHONE)] == [CITIZEN.id]


def test_another_device_under_an_old_id_is_offered_and_never_asked_for() -> None:
    """What was /dev/video0 is another camera after a reboot."""
    memory = FakeMemory()
    ChosenDevices(memory=memory, media=Media(TABLE_CAMERA)).rank(ROOM_CAMERA, (TABLE_CAMERA.id,))
    stranger = replace(SPARE_CAMERA, id=TABLE_CAMERA.id)
    media = Media(stranger)
    chosen = ChosenDevices(memory=memory, media=media)
    chosen.start()
    chosen.on_event(DevicesChanged(present=(stranger,), in_use=()))
    assert media.cameras == [((TABLE_CAMERA.id,), ()), ((), ())]
    assert listed(chosen, ROOM_CAMERA) == [("Phòng", False)]
    assert [one.name for one in chosen.offered(ROOM_CAMERA)] == ["Dự phòng"]
    away = chosen.ranked(ROOM_CAMERA)[0]
    chosen.rank(ROOM_CAMERA, (away.id, stranger.id))
    assert listed(chosen, ROOM_CAMERA) == [("Phòng", False), ("Dự phòng", True)]
    assert media.cameras[-1] == ((DeviceId(f"away:{stranger.id}"), stranger.id), ())


def test_practice_devices_are_listed_in_practice_alone() -> None:
    voice = replace(micro("Giọng thử"), is_practice=True)
    real = ChosenDevices(memory=FakeMemory(), media=Media(TABLE, voice))
    assert [one.name for one in real.offered(MICROPHONE)] == ["Micro bàn"]
    real.rank(MICROPHONE, (voice.id,))
    assert real.ranked(MICROPHONE) == ()
    practice = ChosenDevices(memory=FakeMemory(), media=Media(TABLE, voice), keeps_practice=True)
    assert len(practice.offered(MICROPHONE)) == 2


def test_a_list_takes_the_place_of_a_test_voice_of_this_run() -> None:
    voice = replace(micro("Giọng thử"), is_practice=True)
    media = Media(TABLE, voice)
    chosen = ChosenDevices(memory=FakeMemory(), media=media)
    chosen.choose(KIND, voice.id)
    chosen.rank(MICROPHONE, (TABLE.id,))
    assert media.asked == [(voice.id,), (TABLE.id,)]


def test_a_camera_over_papers_is_barred_from_the_room_and_offered_for_it_no_more() -> None:
    memory = FakeMemory()
    media = Media(TABLE_CAMERA, PAPER_CAMERA)
    chosen = ChosenDevices(memory=memory, media=media)
    assert chosen.has_document_camera() is None
    chosen.rank(PAPERS, (PAPER_CAMERA.id,))
    assert media.cameras == [((), (PAPER_CAMERA.id,))]
    assert [one.id for one in chosen.offered(ROOM_CAMERA)] == [TABLE_CAMERA.id]
    assert chosen.has_document_camera() is True

    later = Media(TABLE_CAMERA)
    again = ChosenDevices(memory=memory, media=later)
    again.start()
    assert later.cameras == [((), (PAPER_CAMERA.id,))]
    assert again.has_document_camera() is False


def test_a_camera_is_for_the_room_or_for_papers() -> None:
    media = Media(TABLE_CAMERA, PAPER_CAMERA, in_use=None)
    chosen = ChosenDevices(memory=FakeMemory(), media=media)
    chosen.rank(ROOM_CAMERA, (TABLE_CAMERA.id, PAPER_CAMERA.id))
    chosen.rank(PAPERS, (PAPER_CAMERA.id,))
    assert listed(chosen, ROOM_CAMERA) == [("Phòng", True)]
    chosen.choose(DeviceKind.CAMERA, PAPER_CAMERA.id)
    assert chosen.ranked(PAPERS) == ()
    assert media.cameras[-2:] == [
        ((TABLE_CAMERA.id,), (PAPER_CAMERA.id,)),
        ((PAPER_CAMERA.id, TABLE_CAMERA.id), ()),
    ]


# ---- the officer's microphone -------------------------------------------------------------------


def test_an_officers_microphone_is_remembered_and_leaves_the_citizens_list_alone() -> None:
    memory = FakeMemory()
    media = Media(TABLE, CITIZEN)
    chosen = ChosenDevices(memory=memory, media=media)
    chosen.rank(DeviceRole.MICROPHONE, (CITIZEN.id, TABLE.id))
    chosen.rank(DeviceRole.OFFICER_MICROPHONE, (TABLE.id,))
    assert [one.id for one in chosen.offered(DeviceRole.OFFICER_MICROPHONE)] == [CITIZEN.id]
    assert chosen.offered(DeviceRole.MICROPHONE) == ()

    later = Media()
    ChosenDevices(memory=memory, media=later).start()
    assert later.asked == [(CITIZEN.id, TABLE.id)]
    assert later.asked_for_officers == [(TABLE.id,)]


class Asked(Media):
    """Keeps what it is asked of every role."""

    def __init__(self, *present: Device) -> None:
        super().__init__(*present)
        self.of_role: dict[DeviceRole, tuple[tuple[DeviceId, ...], tuple[DeviceId, ...]]] = {}

    @override
    def select_devices(
        self, role: DeviceRole, wanted: tuple[DeviceId, ...], barred: tuple[DeviceId, ...] = ()
    ) -> None:
        self.of_role[role] = (wanted, barred)


def test_what_records_a_session_elsewhere_is_never_the_rooms_own() -> None:
    media = Asked(TABLE, CITIZEN)
    chosen = ChosenDevices(memory=FakeMemory(), media=media)
    chosen.rank(DeviceRole.MICROPHONE, (CITIZEN.id, TABLE.id))
    chosen.rank(DeviceRole.LINE_INPUT, (TABLE.id,))
    assert [one.id for one in chosen.ranked(DeviceRole.MICROPHONE)] == [CITIZEN.id]
    assert chosen.offered(DeviceRole.MICROPHONE) == ()
    assert media.of_role[DeviceRole.LINE_INPUT] == ((TABLE.id,), ())
    assert media.of_role[DeviceRole.MICROPHONE] == ((CITIZEN.id,), (TABLE.id,))
    chosen.rank(DeviceRole.MICROPHONE, (TABLE.id,))
    assert chosen.ranked(DeviceRole.LINE_INPUT) == ()
