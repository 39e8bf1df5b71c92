"""The parts of a desk that talk to the city: its address, sign-in, the exchange of records."""

from dataclasses import dataclass

from desktop.app.recording.session_recording import KEY_NAME
from desktop.app.wiring.ground import Ground
from desktop.app.wiring.plan import DeskPlan
from desktop.app.working_days import load_working_days
from desktop.domain.access.kdf_cost import PRODUCT_KDF_COST
from desktop.domain.ids import SessionId
from desktop.domain.media.call import IceServer
from desktop.domain.reception.session import OVER_STATUSES
from desktop.domain.reception.working_days import PROGRAM_TABLE
from desktop.files.resources import resource_path
from desktop.store.store import Store
from desktop.sync.access.access import Access
from desktop.sync.access.memory import AccessMemory
from desktop.sync.access.room_enrolment import Enrolment
from desktop.sync.access.room_identity import RoomIdentity
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.http.line_probe import relays_of
from desktop.sync.recording.kept import Receipts, RecordingHours
from desktop.sync.recording.purge import RecordingPurge
from desktop.sync.recording.uploads import RecordingUploads
from desktop.sync.records.schedule import Schedule
from desktop.sync.traffic.loop import SyncLoop
from desktop.sync.traffic.preload import Preload


@dataclass(frozen=True, slots=True, kw_only=True)
class CityParts:
    """identity: the room's certificate, which every connection to the city shows."""

    identity: RoomIdentity
    api: HttpCityApi
    access: Access
    schedule: Schedule
    recordings: RecordingUploads
    receipts: Receipts
    sync: SyncLoop

    def relays(self) -> tuple[IceServer, ...]:
        """As the city names them now; none before this room is enrolled. Waits for the city."""
        token = self.access.room_token()
        return () if token is None else relays_of(self.api.relays(token))

    def signer(self) -> str:
        """Name of the officer who is signed in; empty when nobody is."""
        signed_in = self.access.signed_in()
        return signed_in.officer.display_name if signed_in is not None else ""


def build_city(ground: Ground) -> CityParts:
    """Construct them; nothing is asked yet."""
    plan, store = ground.plan, ground.store
    address = CityAddress(base_url=plan.base_url, ca_file=plan.ca_file, proxy=plan.proxy)
    identity = RoomIdentity(memory=store.memory)
    api = HttpCityApi(address=address, clock=ground.clock, certificate=identity)
    access = Access(
        api=api,
        memory=store.memory,
        clock=ground.clock,
        emit=ground.router.emit,
        enrolment=_enrolment(plan, store),
    )
    schedule = Schedule(
        items=store.items,
        emit=ground.router.emit,
        own_site_id=plan.own_site_id,
        own_name=access.site_name,
    )
    receipts = Receipts(memory=store.memory)
    recordings = _recordings(ground, api, access, schedule, receipts)
    sync = SyncLoop(
        api=api,
        store=store,
        access=access,
        clock=ground.clock,
        emit=ground.router.emit,
        hours=plan.paper_hours,
        kept_from=schedule.kept_from,
        preload=Preload(
            store=store,
            clock=ground.clock,
            attended=schedule.sessions,
            hours=plan.paper_hours,
            standing=load_working_days(resource_path(*PROGRAM_TABLE)),
        ),
        recordings=recordings,
    )
    return CityParts(
        identity=identity,
        api=api,
        access=access,
        schedule=schedule,
        recordings=recordings,
        receipts=receipts,
        sync=sync,
    )


def _recordings(
    ground: Ground, api: HttpCityApi, access: Access, schedule: Schedule, receipts: Receipts
) -> RecordingUploads:
    plan, memory = ground.plan, ground.store.memory

    def is_over(session_id: SessionId) -> bool:
        session = schedule.session(session_id)
        return session is not None and session.status in OVER_STATUSES

    return RecordingUploads(
        api=api.recordings,
        roots=plan.recordings_folders,
        receipts=receipts,
        hours=RecordingHours(hours=plan.paper_hours, memory=memory, clock=ground.clock),
        clock=ground.clock,
        room_token=access.room_token,
        is_over=is_over,
        has_key=lambda session_id: memory.recall(f"{KEY_NAME}{session_id}") is not None,
        purge=RecordingPurge(
            api=api.recordings,
            receipts=receipts,
            memory=memory,
            clock=ground.clock,
            after_days=plan.recording_purge_days,
        ),
    )


def _enrolment(plan: DeskPlan, store: Store) -> Enrolment:
    is_enrolled = AccessMemory(memory=store.memory).room_token() is not None
    return Enrolment(
        site_id=plan.own_site_id,
        pin_secret=plan.pin_secret,
        pin_cost=PRODUCT_KDF_COST,
        enrol_code=None if is_enrolled and plan.is_practice else plan.enrol_code(),
    )
