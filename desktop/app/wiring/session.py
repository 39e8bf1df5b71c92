"""The parts of a desk that carry a live session: channel, media, devices, room check."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.app.services.call_coordinator import CallCoordinator
from desktop.app.services.device_choice import ChosenDevices
from desktop.app.services.echo_choice import EchoChoice
from desktop.app.services.last_call import LastCall
from desktop.app.services.line_history import LineHistory
from desktop.app.services.room_check import CheckSources, RoomChecker
from desktop.app.services.session_timelines import SessionTimelines
from desktop.app.wiring.city import CityParts
from desktop.app.wiring.ground import Ground
from desktop.devices.backends.power import power_of_this_pc
from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged, SeatTaken
from desktop.domain.conduct.trial import tried_session
from desktop.domain.events import Event
from desktop.domain.ids import new_id
from desktop.domain.room.measurements import LineFacts
from desktop.media.desk.client import MediaClient
from desktop.session.channel import ChannelSettings, SessionChannel
from desktop.sync.http.line_probe import LineProbe
from desktop.sync.recording.uploads import RecordingUploads
from desktop.sync.traffic.loop import SyncLoop

ENGINE_CHOICE_NAME = "media-engine.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionParts:
    """timelines: what happened in sessions of this desk, for the minutes."""

    timelines: SessionTimelines
    channel: SessionChannel
    media: MediaClient
    devices: ChosenDevices
    echo: EchoChoice
    room_checker: RoomChecker
    last_call: LastCall


def build_session(ground: Ground, city: CityParts) -> SessionParts:
    """Construct them and let them hear events, in this order: the first hears each one first."""
    plan, memory, router = ground.plan, ground.store.memory, ground.router
    timelines = SessionTimelines(memory=memory, clock=ground.clock)
    router.add(timelines.on_event)
    media = MediaClient(
        clock=ground.clock,
        emit=router.emit,
        engine=plan.engine,
        command=plan.engine_command,
        choice_path=plan.room_folder / ENGINE_CHOICE_NAME,
        take_folder=plan.room_folder,
    )
    devices = ChosenDevices(memory=memory, media=media, keeps_practice=plan.is_practice)
    router.add(devices.on_event)
    echo = EchoChoice(
        memory=memory,
        media=media,
        default=plan.engine.device_cancels_echo,
        is_locked=plan.is_echo_by_policy,
    )
    router.add(echo.on_event)
    channel = _channel(ground, city)
    _join_call(ground, media, channel)
    router.add(_LiveSessionWatch(city.sync, city.recordings).on_event)
    room_checker = _room_checker(ground, city, media, devices)
    router.add(room_checker.on_event)
    last_call = LastCall(folder=plan.log_folder, clock=ground.clock)
    router.add(last_call.on_event)
    return SessionParts(
        timelines=timelines,
        channel=channel,
        media=media,
        devices=devices,
        echo=echo,
        room_checker=room_checker,
        last_call=last_call,
    )


def _channel(ground: Ground, city: CityParts) -> SessionChannel:
    plan = ground.plan
    return SessionChannel(
        settings=ChannelSettings(
            base_url=plan.base_url,
            own_site_id=plan.own_site_id,
            program_id=new_id(),
            ca_file=plan.ca_file,
            proxy=plan.proxy,
            show_certificate=city.identity.show_in,
        ),
        access_token=city.access.current_token,
        clock=ground.clock,
        emit=ground.router.emit,
        on_changes_available=city.sync.pull_soon,
    )


def _join_call(ground: Ground, media: MediaClient, channel: SessionChannel) -> None:
    line = LineHistory(memory=ground.store.memory)
    ground.router.add(line.on_event)  # first: a call that ended counts for the next one
    coordinator = CallCoordinator(
        own_site_id=ground.plan.own_site_id,
        media=media,
        channel=channel,
        start_rung=line.start_rung,
    )
    ground.router.add(coordinator.on_event)


def _room_checker(
    ground: Ground, city: CityParts, media: MediaClient, devices: ChosenDevices
) -> RoomChecker:
    probe = LineProbe(api=city.api, clock=ground.clock)
    return RoomChecker(
        media=media,
        sources=CheckSources(
            folder=ground.plan.room_folder,
            server_time=lambda: city.api.server_info().server_time,
            sync_status=city.sync.status,
            line=_line_source(city, probe, media),
            relays=city.relays,
            report=city.sync.report_room,
            document_camera=devices.has_document_camera,
            power=power_of_this_pc(),
        ),
        clock=ground.clock,
        emit=ground.router.emit,
        limits=ground.plan.check_limits,
    )


def _line_source(
    city: CityParts, probe: LineProbe, media: MediaClient
) -> Callable[[], LineFacts | None]:
    """The line is left alone while a call needs it."""

    def measure() -> LineFacts | None:
        token = city.access.room_token()
        return None if token is None or media.is_in_call else probe.measure(token)

    return measure


class _LiveSessionWatch:
    """Tells sync which session is joined, so that its papers come and its call is spared.

    Beside a call of a trial no recording is sent either.
    """

    def __init__(self, sync: SyncLoop, recordings: RecordingUploads) -> None:
        self._sync = sync
        self._recordings = recordings
        self._session: str | None = None

    def on_event(self, event: Event) -> None:
        match event:
            case LiveSessionChanged(live=live) if tried_session(live.session_id) is not None:
                self._recordings.spare(is_calling=True)  # a trial has no papers
            case LiveSessionChanged(live=live) if live.session_id != self._session:
                self._session = live.session_id
                self._recordings.spare(is_calling=True)
                self._sync.set_live(live.session_id)
            case SeatTaken() | ChannelChanged(is_connected=False, attempt=0):
                self._session = None
                self._recordings.spare(is_calling=False)
                self._sync.set_live(None)
            case _:
                pass
