"""The city and the open, signed-in rooms of a rehearsal."""

import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop.app.own_command import own_command
from desktop.app.practice.city import PracticeCity
from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import PRACTICE_PIN
from desktop.app.practice.plan import open_practice_room, practice_plan
from desktop.app.practice.server import PracticeServer
from desktop.app.rehearsal.call import RehearsalFailed
from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.room import RehearsalRoom
from desktop.app.wiring.desk import Desk
from desktop.app.wiring.plan import DeskPlan
from desktop.devices.practice import FILE_PREFIX, TEST_PERSON, TEST_VOICE
from desktop.domain.clock import Clock
from desktop.domain.devices.device import DeviceRole
from desktop.domain.ids import DeviceId, SessionId, SiteId, UserId
from desktop.domain.media.call import MediaEngine
from desktop.files.resources import resource_path
from desktop.media.desk.engine_proof import prove

START_LIMIT_S = 90.0

logger = logging.getLogger(__name__)


def prepare_city(folder: Path, clock: Clock) -> tuple[PracticeFolder, PracticeServer]:
    """The practice folder below `folder` and the server of its city, not yet started."""
    practice = PracticeFolder(
        folder=folder / "practice",
        units_file=resource_path("units", "haiphong_units.csv"),
        clock=clock,
    )
    practice.prepare()
    server = PracticeServer(
        folder=practice.city,
        command=own_command("city-server"),
        seed=PracticeCity(practice=practice).seed,
        clock=clock,
    )
    return practice, server


def open_room(
    plan: RehearsalPlan,
    room: tuple[PracticeFolder, str],
    base_url: str,
    build: Callable[[DeskPlan], Desk],
    stack: ExitStack,
) -> RehearsalRoom:
    """A desk with test devices, running until the stack ends. room: the folder and the site id."""
    practice, site_id = room
    loudspeaker = plan.folder / f"{site_id}-loudspeaker.s16"
    desk_plan = practice_plan(
        open_practice_room(practice, SiteId(site_id)),
        base_url=base_url,
        allows_hardware=False,
        media_engine=plan.engine,
    )
    desk = build(replace(desk_plan, engine=replace(desk_plan.engine, max_rung=plan.max_rung)))
    opened = RehearsalRoom(desk=desk, clock=practice.clock, loudspeaker_file=loudspeaker)
    stack.callback(desk.stop)
    desk.start()
    media = desk.media
    media.select_devices(DeviceRole.CAMERA, (plan.cameras.get(site_id, TEST_PERSON.id),))
    media.select_devices(DeviceRole.MICROPHONE, (plan.microphones.get(site_id, TEST_VOICE.id),))
    media.select_devices(DeviceRole.LOUDSPEAKER, (DeviceId(f"{FILE_PREFIX}{loudspeaker}"),))
    media.set_microphone(is_on=False)
    media.open_devices()
    return opened


def decided(wish: MediaEngine) -> MediaEngine:
    """Of AUTO what every room would find out by itself, before the first one opens."""
    if wish is not MediaEngine.AUTO:
        return wish
    failure = prove(own_command("media-engine"))
    logger.info("media engine proved failure=%s", failure)
    return MediaEngine.LIBWEBRTC if failure is None else MediaEngine.AIORTC


def sign_in(rooms: Sequence[RehearsalRoom], practice: PracticeFolder) -> None:
    """An officer at every room, with today's sessions and a media engine.

    Raises RehearsalFailed when one of them does not come.
    """
    for room in rooms:
        user_id, *_others = _users_of(practice, room.site_id)
        room.desk.access.sign_in(user_id, PRACTICE_PIN)
    _require_ready(rooms)


def sign_in_second(room: RehearsalRoom, practice: PracticeFolder) -> None:
    """The second person of a site at a PC of its own. Raises RehearsalFailed."""
    _first, second, *_others = _users_of(practice, room.site_id)
    room.desk.access.sign_in(second, PRACTICE_PIN)
    _require_ready((room,))


def _users_of(practice: PracticeFolder, site_id: SiteId) -> list[UserId]:
    users = PracticeCity(practice=practice).data().users
    return [UserId(one.user_id) for one in users if one.site_id == site_id]


def _require_ready(rooms: Sequence[RehearsalRoom]) -> None:
    for room in rooms:
        _require(room, "sign_in", partial(_is_signed_in, room.desk))
        _require(room, "schedule", partial(_has_schedule, room.desk))
        _require(room, "engine", partial(_has_engine, room.desk))


def session_of_today(practice: PracticeFolder) -> SessionId:
    """The session that can be joined at once."""
    data = PracticeCity(practice=practice).data()
    return SessionId(min(data.sessions))


def _require(room: RehearsalRoom, step: str, condition: Callable[[], bool]) -> None:
    if room.wait_for(condition, START_LIMIT_S) is None:
        raise RehearsalFailed(step, room.failures())


def _is_signed_in(desk: Desk) -> bool:
    return desk.access.signed_in() is not None


def _has_schedule(desk: Desk) -> bool:
    return bool(desk.schedule.sessions())


def _has_engine(desk: Desk) -> bool:
    return desk.media.engine_pid is not None
