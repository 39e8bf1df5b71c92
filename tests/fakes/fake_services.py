"""Every service of `desktop/presenters/services/services.py` in memory, with the same events.

Each fake emits to the sink it is given, on the caller's thread, after its own state changed;
`EventQueue` keeps the events until a test delivers them, as the bridge does under Qt.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from desktop.app.services.device_choice import ChosenDevices
from desktop.app.services.echo_choice import EchoChoice
from desktop.domain.access.account import AccountCredentials
from desktop.domain.access.events import AccessChanged, PageAsked, PinProved
from desktop.domain.access.person import MAX_PIN_ATTEMPTS, Officer, SignedIn
from desktop.domain.casework.matter.case import Case
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.waiting_ticket import WaitingTicket
from desktop.domain.conduct.signing.signing import SessionSigning
from desktop.domain.devices.device import (
    ENGINE_ROLES,
    Backend,
    Device,
    DeviceKind,
    DeviceRole,
    choose_device,
)
from desktop.domain.devices.events import DevicesChanged
from desktop.domain.directory.site import Site
from desktop.domain.events import ActionFailed, Event, EventSink
from desktop.domain.ids import (
    CaseId,
    DeviceId,
    SessionId,
    SiteId,
    TrackId,
    UserId,
)
from desktop.domain.media.call import I420Frame
from desktop.domain.reception.session import SessionPlan, site_role
from desktop.domain.reports.difficulty import Difficulty, Period
from desktop.domain.reports.events import UnitReportsChanged
from desktop.domain.reports.focal_point import FocalPoint, in_order
from desktop.domain.reports.readiness_sheet import ReadinessSheet, SheetEntry
from desktop.domain.reports.unit_report import FiledReport, Receipt, ReportState
from desktop.domain.room.condition import RoomCondition
from desktop.domain.sync.events import SyncChanged
from desktop.domain.sync.operation import EntityKind
from desktop.domain.sync.status import SyncStatus
from desktop.presenters.services.services import Services
from tests.fakes.fake_agencies import FakeAgencies
from tests.fakes.fake_calendar import FakeCalendar
from tests.fakes.fake_cases import FakeCases
from tests.fakes.fake_channel import FakeChannel
from tests.fakes.fake_conclusions import FakeConclusions
from tests.fakes.fake_digital_signing import FakeDigitalSigning
from tests.fakes.fake_dossier import FakeDossier
from tests.fakes.fake_intakes import FakeIntakes
from tests.fakes.fake_photos import FakePhotos
from tests.fakes.fake_planning import FakePlanning
from tests.fakes.fake_playback import FakePlayback
from tests.fakes.fake_printing import FakePrinting
from tests.fakes.fake_records import FakeMinutes, FakePapers
from tests.fakes.fake_register import FakeRegister
from tests.fakes.fake_requests import FakeRequests
from tests.fakes.fake_rings import FakeRings
from tests.fakes.fake_roll import FakeRoll
from tests.fakes.fake_search import FakeSearch
from tests.fakes.fake_settings import FakeSettings
from tests.fakes.fake_signing import FakeSigning
from tests.fakes.fake_views import FakeAmendments, FakeArchives, FakeIncidents, FakeViews
from tests.fakes.fake_voice import FakeVoice
from tests.samples.figures import ALL_SENT
from tests.samples.receptions import ACCOUNT, COMMUNE, PIN, SITES, a_case, a_plan, an_officer
from tests.samples.records import word_of


class EventQueue:
    """An EventSink that keeps events until they are delivered."""

    def __init__(self) -> None:
        self._waiting: deque[Event] = deque()
        self.seen: list[Event] = []

    def __call__(self, event: Event) -> None:
        self._waiting.append(event)
        self.seen.append(event)

    def deliver_to(self, listener: Callable[[Event], None]) -> None:
        """Hand over everything that waits, also what is emitted meanwhile."""
        while self._waiting:
            listener(self._waiting.popleft())


class FakeAccess:
    """Knows one PIN for everybody."""

    def __init__(self, *, emit: EventSink, officers: tuple[Officer, ...]) -> None:
        self._emit = emit
        self.people = officers
        self.person: SignedIn | None = None
        self.is_offline = False
        self.issuer_page = ""
        self.issuer_word = ""
        """Of the city's issuer; empty: it has none."""
        self.is_in_browser = False
        self.is_proving = False
        self._proofs = 0
        self._left = MAX_PIN_ATTEMPTS

    def officers(self) -> tuple[Officer, ...]:
        return self.people

    def signed_in(self) -> SignedIn | None:
        return self.person

    def sign_in(self, user_id: UserId, pin: str) -> None:
        officer = next((one for one in self.people if one.id == user_id), None)
        if officer is None or pin != PIN:
            self._left -= 1
            self._emit(ActionFailed(action="sign_in", code="D-102", data={"left": self._left}))
            return
        if self.is_offline and officer.offline_until is None:
            self._emit(ActionFailed(action="sign_in", code="D-106", data={}))
            return
        self._seat(officer)

    def prove_pin(self, pin: str) -> None:
        if self.person is None or pin != PIN:
            self._left -= 1
            self._emit(ActionFailed(action="prove_pin", code="D-102", data={"left": self._left}))
        else:
            self._emit(PinProved(user_id=self.person.officer.id))

    def _seat(self, officer: Officer) -> None:
        self._left = MAX_PIN_ATTEMPTS
        self._proofs += 1
        self.person = SignedIn(
            officer=officer,
            site_id=COMMUNE,
            is_offline=self.is_offline,
            offline_until=officer.offline_until if self.is_offline else None,
            proof=self._proofs,
        )
        self._emit(AccessChanged(signed_in=self.person))

    def sign_in_account(self, shown: AccountCredentials) -> None:
        """Knows one account, of the first of the list; the code is never spent."""
        if self.is_offline:
            self._emit(ActionFailed(action="sign_in_account", code="D-114", data={}))
        elif replace(shown, new_pin=None) != ACCOUNT:
            self._emit(ActionFailed(action="sign_in_account", code="D-112", data={}))
        else:
            self._seat(self.people[0])

    def has_issuer(self) -> bool:
        return bool(self.issuer_page)

    def issuer_title(self) -> str:
        return self.issuer_word

    def sign_in_issuer(self) -> None:
        """Says which page; `come_back` is what happens there."""
        if self.is_offline:
            self._emit(ActionFailed(action="sign_in_issuer", code="D-114", data={}))
            return
        self.is_in_browser = True
        self._emit(PageAsked(address=self.issuer_page))

    def prove_issuer(self) -> None:
        """Says which page; `come_back` is what happens there."""
        if self.person is None or self.is_offline:
            code = "D-107" if self.person is None else "D-114"
            self._emit(ActionFailed(action="prove_pin", code=code, data={}))
            return
        self.is_in_browser = self.is_proving = True
        self._emit(PageAsked(address=self.issuer_page))

    def come_back(self, code: str | None = None) -> None:
        """The browser came back. code: why not in; None: the first of the list is in."""
        if not self.is_in_browser:
            return
        self.is_in_browser = False
        was_proving, self.is_proving = self.is_proving, False
        if was_proving and self.person is not None:
            is_same = self.person.officer == self.people[0]
            code = code or (None if is_same else "D-126")
            if code is None:
                self._emit(PinProved(user_id=self.person.officer.id))
            else:
                self._emit(ActionFailed(action="prove_pin", code=code, data={}))
        elif code is None:
            self._seat(self.people[0])
        else:
            self._emit(ActionFailed(action="sign_in_issuer", code=code, data={}))

    def cancel_issuer(self) -> None:
        self.is_in_browser = self.is_proving = False

    def sign_out(self) -> None:
        self.person = None
        self._emit(AccessChanged(signed_in=None))


class FakeSchedule:
    """Holds what a test puts in."""

    def __init__(self, *, own_site_id: SiteId = COMMUNE) -> None:
        self.sites: dict[SiteId, Site] = {site.id: site for site in SITES}
        self.plans: list[SessionPlan] = [a_plan()]
        self.cases: dict[CaseId, Case] = {a_case().id: a_case()}
        self.revisions: dict[SessionId, int] = {}
        self.conditions: dict[SessionId, RoomCondition] = {}
        self.tickets: dict[SessionId, WaitingTicket] = {}
        self.signings: dict[SessionId, SessionSigning] = {}
        self._own_site_id = own_site_id

    def own_site(self) -> Site:
        return self.sites[self._own_site_id]

    def site(self, site_id: SiteId) -> Site | None:
        return self.sites.get(site_id)

    def known_sites(self) -> tuple[Site, ...]:
        return tuple(sorted(self.sites.values(), key=lambda site: site.name))

    def revision(self, session_id: SessionId) -> int:
        return self.revisions.get(session_id, 0)

    def sessions(self) -> tuple[SessionPlan, ...]:
        seats = (plan for plan in self.every_session() if site_role(plan, self._own_site_id))
        return tuple(seats)

    def every_session(self) -> tuple[SessionPlan, ...]:
        return tuple(sorted(self.plans, key=lambda plan: plan.scheduled_start))

    def case(self, case_id: CaseId) -> Case | None:
        return self.cases.get(case_id)

    def condition(self, session_id: SessionId) -> RoomCondition | None:
        return self.conditions.get(session_id)

    def signing(self, session_id: SessionId) -> SessionSigning | None:
        return self.signings.get(session_id)

    def ticket(self, session_id: SessionId) -> WaitingTicket | None:
        return self.tickets.get(session_id)


def a_device(name: str, kind: DeviceKind, *, is_practice: bool = False) -> Device:
    """A device whose id is its name."""
    return Device(
        id=DeviceId(name),
        kind=kind,
        name=name,
        backend=Backend.TEST if is_practice else Backend.PORTAUDIO,
        address=name,
        is_practice=is_practice,
    )


class FakeCardLook:
    """Counts what was asked for; the test answers."""

    def __init__(self) -> None:
        self.begun = 0
        self.stopped = 0

    def begin(self) -> None:
        self.begun += 1

    def stop(self) -> None:
        self.stopped += 1


class FakeMedia:
    """An engine without pictures: remembers what it was told."""

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self.present: tuple[Device, ...] = (
            a_device("Camera phòng", DeviceKind.CAMERA),
            a_device("Micro bàn 1", DeviceKind.MICROPHONE),
            a_device("Micro bàn 2", DeviceKind.MICROPHONE),
            a_device("Loa", DeviceKind.LOUDSPEAKER),
        )
        self.wanted: dict[DeviceRole, tuple[DeviceId, ...]] = {}
        self.barred: dict[DeviceRole, tuple[DeviceId, ...]] = {}
        self.is_open = False
        self.speaker_tests = 0
        self.takes = 0
        self.card_look = FakeCardLook()
        self.does_device_cancel: list[bool] = []
        self.is_microphone_on = False
        self.is_camera_on = False
        self.refreshes = 0
        self.frames: dict[TrackId, I420Frame] = {}
        self.tiles: list[dict[TrackId, int]] = []

    def open_devices(self) -> None:
        self.is_open = True
        self.tell_devices()

    def close_devices(self) -> None:
        self.is_open = False
        self.tell_devices()

    def refresh_devices(self) -> None:
        self.refreshes += 1
        self.tell_devices()

    def devices(self) -> tuple[Device, ...]:
        return self.present

    def device_in_use(self, role: DeviceRole) -> Device | None:
        barred = self.barred.get(role, ())
        allowed = [device for device in self.present if device.id not in barred]
        wanted = self.wanted.get(role, ())
        if role is DeviceRole.OFFICER_MICROPHONE:
            citizens = self.device_in_use(DeviceRole.MICROPHONE)
            allowed = [one for one in allowed if one.id in wanted and one != citizens]
        return choose_device(wanted, allowed, role.kind)

    def select_devices(
        self, role: DeviceRole, wanted: tuple[DeviceId, ...], barred: tuple[DeviceId, ...] = ()
    ) -> None:
        self.wanted[role] = wanted
        self.barred[role] = barred
        self.tell_devices()

    def set_microphone(self, *, is_on: bool) -> None:
        self.is_microphone_on = is_on

    def set_camera(self, *, is_on: bool) -> None:
        self.is_camera_on = is_on

    def measure_speaker(self) -> None:
        self.speaker_tests += 1

    def record_take(self) -> None:
        self.takes += 1

    def set_echo_cancelling(self, role: DeviceRole, *, does_device_cancel: bool) -> None:
        if role is DeviceRole.MICROPHONE:
            self.does_device_cancel.append(does_device_cancel)

    def set_tiles(self, tiles: Mapping[TrackId, int]) -> None:
        self.tiles.append(dict(tiles))

    def read_frame(self, track_id: TrackId) -> I420Frame | None:
        return self.frames.get(track_id)

    def tell_devices(self) -> None:
        """The engine looked again."""
        self._emit(
            DevicesChanged(
                present=self.present,
                in_use=tuple((role, self.device_in_use(role)) for role in ENGINE_ROLES),
            )
        )


class FakeSync:
    """Says what a test sets; a wake is counted."""

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self._status = ALL_SENT
        self.wakes = 0
        self.forced = 0

    def status(self) -> SyncStatus:
        return self._status

    def wake(self) -> None:
        self.wakes += 1
        self._emit(SyncChanged(status=self._status))

    def send_now(self) -> None:
        self.forced += 1
        self.wake()

    def set_status(self, status: SyncStatus) -> None:
        """Sync learned something."""
        self._status = status
        self._emit(SyncChanged(status=status))


class FakeRoomCheck:
    """Counts what was asked; reports are told by the test."""

    def __init__(self) -> None:
        self.begun = 0

    def begin(self) -> None:
        self.begun += 1


R = TypeVar("R", FocalPoint, Difficulty, ReadinessSheet)


class FakeReports:
    """Reports of this unit and, at headquarters, of others; a test says how far they came.

    `fails_with` refuses every report.
    """

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self.filed: list[FiledReport[FocalPoint | Difficulty | ReadinessSheet]] = []
        self.received: list[tuple[EntityKind, str, str]] = []
        self.exported: list[Path] = []
        self.periods: list[Period] = []
        self.printed: list[tuple[SheetEntry, ...]] = []
        self.of_check: dict[str, SheetEntry] = {}
        self.fails_with: str | None = None

    def focal_points(self) -> tuple[FiledReport[FocalPoint], ...]:
        points = {one.report.id: one for one in self._of(FocalPoint)}
        ordered = in_order(one.report for one in points.values())
        return tuple(points[point.id] for point in ordered)

    def difficulties(self) -> tuple[FiledReport[Difficulty], ...]:
        found = self._of(Difficulty)
        return tuple(sorted(found, key=lambda one: one.report.noticed_at, reverse=True))

    def sheets(self) -> tuple[FiledReport[ReadinessSheet], ...]:
        found = self._of(ReadinessSheet)
        return tuple(sorted(found, key=lambda one: one.report.handed_in_at, reverse=True))

    def _of(self, wanted: type[R]) -> list[FiledReport[R]]:
        return [
            FiledReport(report=one.report, state=one.state, receipt=one.receipt)
            for one in self.filed
            if isinstance(one.report, wanted)
        ]

    def hand_in(self, report: FocalPoint | Difficulty | ReadinessSheet) -> None:
        if self.fails_with is not None:
            data = {"kind": word_of(report).value, "report_id": report.id}
            self._emit(ActionFailed(action="hand_in", code=self.fails_with, data=data))
            return
        self.file(report, ReportState.HERE)

    def receive(self, kind: EntityKind, report_id: str, answer: str) -> None:
        self.received.append((kind, report_id, answer))

    def measured(self) -> Mapping[str, SheetEntry]:
        return self.of_check

    def export_sheet(self, entries: tuple[SheetEntry, ...], path: Path) -> None:
        self.printed.append(entries)
        self.exported.append(path)

    def export_focal_points(self, path: Path) -> None:
        self.exported.append(path)

    def export_difficulties(self, period: Period, path: Path) -> None:
        self.periods.append(period)
        self.exported.append(path)

    def file(
        self,
        report: FocalPoint | Difficulty | ReadinessSheet,
        state: ReportState,
        receipt: Receipt | None = None,
    ) -> None:
        """A report is known, or came further."""
        self.filed = [one for one in self.filed if one.report.id != report.id]
        self.filed.append(FiledReport(report=report, state=state, receipt=receipt))
        self._emit(UnitReportsChanged(kinds=frozenset({word_of(report)})))


class FakeMemory:
    """Survives as long as the test holds it."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def recall(self, name: str) -> str | None:
        return self.values.get(name)

    def remember(self, name: str, value: str | None) -> None:
        if value is None:
            self.values.pop(name, None)
        else:
            self.values[name] = value


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeDesk:
    """One fake of each service, their queue, and the bundle that presenters take."""

    queue: EventQueue
    access: FakeAccess
    schedule: FakeSchedule
    minutes: FakeMinutes
    voice: FakeVoice
    papers: FakePapers
    photos: FakePhotos
    printing: FakePrinting
    channel: FakeChannel
    media: FakeMedia
    sync: FakeSync
    room_check: FakeRoomCheck
    reports: FakeReports
    agencies: FakeAgencies
    calendar: FakeCalendar
    planning: FakePlanning
    rings: FakeRings
    requests: FakeRequests
    dossier: FakeDossier
    intakes: FakeIntakes
    register: FakeRegister
    conclusions: FakeConclusions
    cases: FakeCases
    search: FakeSearch
    settings: FakeSettings
    views: FakeViews
    incidents: FakeIncidents
    amendments: FakeAmendments
    archives: FakeArchives
    recordings: FakePlayback
    memory: FakeMemory
    roll: FakeRoll
    signing: FakeSigning
    digital_signing: FakeDigitalSigning
    is_echo_locked: bool = False

    @property
    def services(self) -> Services:
        """As wiring would hand them over."""
        return Services(
            access=self.access,
            schedule=self.schedule,
            minutes=self.minutes,
            voice=self.voice,
            papers=self.papers,
            photos=self.photos,
            printing=self.printing,
            channel=self.channel,
            roll=self.roll,
            signing=self.signing,
            digital_signing=self.digital_signing,
            media=self.media,
            devices=ChosenDevices(memory=self.memory, media=self.media),
            echo=EchoChoice(
                memory=self.memory, media=self.media, default=False, is_locked=self.is_echo_locked
            ),
            room_check=self.room_check,
            reports=self.reports,
            agencies=self.agencies,
            calendar=self.calendar,
            planning=self.planning,
            rings=self.rings,
            requests=self.requests,
            dossier=self.dossier,
            intakes=self.intakes,
            register=self.register,
            conclusions=self.conclusions,
            cases=self.cases,
            search=self.search,
            settings=self.settings,
            views=self.views,
            incidents=self.incidents,
            amendments=self.amendments,
            archives=self.archives,
            recordings=self.recordings,
            sync=self.sync,
            memory=self.memory,
        )


def build_fake_desk(*, clock: Clock, own_site_id: SiteId = COMMUNE) -> FakeDesk:
    """Fakes of all services for one room."""
    queue = EventQueue()
    intakes = FakeIntakes(emit=queue)
    schedule = FakeSchedule(own_site_id=own_site_id)
    channel = FakeChannel(emit=queue, clock=clock, own_site_id=own_site_id)
    papers = FakePapers(emit=queue, clock=clock, own_site_id=own_site_id)
    return FakeDesk(
        queue=queue,
        access=FakeAccess(emit=queue, officers=(an_officer(),)),
        schedule=schedule,
        minutes=FakeMinutes(emit=queue, own_site_id=own_site_id),
        voice=FakeVoice(emit=queue),
        papers=papers,
        photos=FakePhotos(emit=queue),
        printing=FakePrinting(emit=queue),
        channel=channel,
        roll=FakeRoll(channel=channel, clock=clock, own_site_id=own_site_id),
        signing=FakeSigning(channel=channel, clock=clock, own_site_id=own_site_id),
        digital_signing=FakeDigitalSigning(
            emit=queue, papers=papers, clock=clock, own_site_id=own_site_id
        ),
        media=FakeMedia(emit=queue),
        sync=FakeSync(emit=queue),
        room_check=FakeRoomCheck(),
        reports=FakeReports(emit=queue),
        agencies=FakeAgencies(emit=queue),
        calendar=FakeCalendar(emit=queue),
        planning=FakePlanning(emit=queue),
        rings=FakeRings(emit=queue),
        requests=FakeRequests(emit=queue),
        dossier=FakeDossier(emit=queue, clock=clock, own_site_id=own_site_id),
        intakes=intakes,
        register=FakeRegister(emit=queue, intakes=intakes),
        conclusions=FakeConclusions(emit=queue),
        cases=FakeCases(lambda: schedule.cases),
        search=FakeSearch(emit=queue),
        settings=FakeSettings(emit=queue),
        views=FakeViews(),
        incidents=FakeIncidents(),
        amendments=FakeAmendments(emit=queue),
        archives=FakeArchives(emit=queue),
        recordings=FakePlayback(emit=queue),
        memory=FakeMemory(),
    )
