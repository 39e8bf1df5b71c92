"""The plan and the live state of sessions in the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop.cityserver.access.callers import Person, actor_of
from desktop.cityserver.conduct.call_records import keep_call_records
from desktop.cityserver.conduct.live.calls.calls import Called, follow_calls
from desktop.cityserver.conduct.live.course.consultations import follow_consultation
from desktop.cityserver.conduct.live.floor.floor import follow_floor
from desktop.cityserver.conduct.live.live_state import (
    Holder,
    Live,
    NotDone,
    dump_live,
    follow_city,
    new_live,
    parse_live,
    release_dead,
)
from desktop.cityserver.conduct.live.people.companions import release_dead_beside
from desktop.cityserver.conduct.live.people.deputies import follow_deputy
from desktop.cityserver.conduct.signing_records import Book, city_text, keep_signing, number_minutes
from desktop.cityserver.reception.waiting_tickets import follow_seat, warn_following
from desktop.cityserver.rooms.conditions import keep_condition
from desktop.cityserver.store.audit import Action, Entry, note
from desktop.cityserver.store.database.database import Database, DatabaseSession
from desktop.cityserver.store.live_states import load_live, save_live
from desktop.cityserver.store.records.need_to_know import people_of_session
from desktop.cityserver.store.records.records import (
    find_record,
    session_status,
    sessions,
    sessions_with_seat,
    site_kinds,
)
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.cityserver.store.rooms.rooms import has_room
from desktop.cityserver.workers.bus import Bus, LiveChanged, RecordsChanged
from desktop.contract.problem import ProblemCode
from desktop.contract.records.reception import SessionBody
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.agency_call import sites_with
from desktop.domain.conduct.deputy import deputy_sites
from desktop.domain.conduct.roll_call import sites_of_people
from desktop.domain.conduct.signing.signers import signing_people
from desktop.domain.conduct.trial import tried_session
from desktop.domain.directory.site import SiteKind
from desktop.domain.ids import PersonId, SessionId, SiteId, UserId
from desktop.domain.reception.gate import GateKind, let_open
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.session import JOINABLE_STATUSES, TRIED_STATUSES
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.record.minutes_text import TextDigest
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import ENDING, GATE, PARTICIPANT


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the channel needs of a session's plan.

    has_gates: every legal gate counts. kinds: of the sites that are known. need_to_know: who
    may know of it at all, None for everybody at its sites. is_trial: no session but the call in
    which one is tried. lacks_connection: its gate "connected" was not passed. expected: the people
    of the plan and their sites. unbound: sites of the chair and the secretary, which speak without
    the floor. deputies: of those whom it names to conduct while the chair is lost, in its order.
    """

    session_id: SessionId
    central_site_id: SiteId
    site_ids: frozenset[SiteId]
    has_gates: bool
    is_practice: bool
    kinds: Mapping[SiteId, SiteKind]
    need_to_know: frozenset[UserId] | None
    is_trial: bool = False
    lacks_connection: bool = False
    expected: Mapping[PersonId, SiteId] = field(default_factory=dict)
    unbound: frozenset[SiteId] = frozenset()
    deputies: tuple[SiteId, ...] = ()
    signers: Mapping[PersonId, SiteId] = field(default_factory=dict)
    text: TextDigest | None = None

    def is_known_to(self, user_id: UserId) -> bool:
        """Whether the person may know that there is such a session."""
        return self.need_to_know is None or user_id in self.need_to_know


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a change found and left. is_news: the session's record changed too.

    touched: other sessions with news.
    """

    plan: Plan
    live: Live
    is_news: bool = False
    touched: frozenset[SessionId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the database says. kept: the live state last kept; live: what it is now."""

    plan: Plan
    kept: Live
    live: Live


class LiveStore:
    """Reads plans, keeps live states and tells the other workers. Thread: any; waits for the disk.

    The state in the database is the only one: a change reads it, decides and keeps it in one turn
    of the writers, so that two workers never decide side by side.
    """

    def __init__(self, *, database: Database, clock: Clock, bus: Bus) -> None:
        self._database = database
        self._clock = clock
        self._bus = bus

    def load(self, session_id: SessionId) -> Changed | None:
        """The plan and the live state; None when there is no such session."""
        with self._database.read() as session:
            found = _read(session, session_id)
        return None if found is None else Changed(plan=found.plan, live=found.live)

    def workers(self) -> frozenset[int]:
        """Numbers of workers that live and listen."""
        with self._database.read() as session:
            return self._bus.workers(session)

    def life_of(
        self, is_open: Callable[[Holder], bool], workers: frozenset[int]
    ) -> Callable[[Holder], bool]:
        """Whether who holds a seat is still there.

        is_open: of connections of this worker, whether they are there. One that is lives, whatever
        number its worker had when it took the seat; ids of connections never repeat.
        """

        def is_alive(holder: Holder) -> bool:
            is_own = holder.worker == self._bus.worker
            return is_open(holder) or (not is_own and holder.worker in workers)

        return is_alive

    def change(
        self,
        session_id: SessionId,
        move: Callable[[Plan, Live], Live],
        is_open: Callable[[Holder], bool],
    ) -> Changed | None:
        """Keep what `move` makes of the state; durable, and told to the other workers.

        move: on this thread, within the transaction; what it raises leaves all as it was. is_open:
        of connections of this worker, whether they are there. None: no such session.
        """
        with self._database.write() as session:
            found = _read(session, session_id)
            if found is None:
                return None
            workers = self._bus.workers(session)

            plan, kept = found.plan, found.kept
            is_alive = self.life_of(is_open, workers)
            alive = release_dead_beside(release_dead(found.live, is_alive), is_alive)
            after, now = move(plan, alive), self._clock.now()
            after = follow_calls(after, now)
            after = follow_consultation(after, plan.central_site_id, now)
            after = follow_deputy(after, plan.central_site_id)
            after = follow_floor(after, _unbound_now(plan, after), now)
            if after == kept:
                return Changed(plan=plan, live=kept)
            after = number_minutes(session, _book(plan), after, now)
            after = replace(after, told=replace(after.told, seq=kept.told.seq + 1))
            document = dump_live(after)
            save_live(session, session_id, seq=after.told.seq, document=document)
            plan, is_news = _save_session(session, plan, kept, after)
            is_news = keep_signing(session, kept, after) or is_news
            _keep_condition(session, plan, kept, after)
            _follow_seats(session, kept, after)
            news = LiveChanged(session_id=session_id, document=document, is_news=is_news)
            self._bus.publish_with(session, news)
            touched = _warn_following(session, plan, kept, after, now)
            if touched:
                others = RecordsChanged(session_ids=tuple(touched))
                self._bus.publish_with(session, others)
        return Changed(plan=plan, live=after, is_news=is_news, touched=touched)

    def note(
        self, person: Person, session_id: SessionId, action: Action, what: str, outcome: str
    ) -> None:
        """Tell the audit log. what: type of the message, "" for the seat itself."""
        entry = Entry(
            action=action,
            actor=actor_of(person),
            kind=what or "session",
            subject_id=session_id,
            outcome=outcome,
        )
        with self._database.write() as session:
            note(session, self._clock.now(), entry)

    def look_up_called(self, session_id: SessionId, site_id: SiteId) -> Called | None:
        """A site that may be rung; None: there is none, or no PC of it.

        session_id: into which it is called; in any other one that is under way it is busy.
        """
        with self._database.read() as session:
            row = find_record(session, EntityKind.SITE, site_id)
            if row is None or not has_room(session, site_id):
                return None
            under_way = {one.entity_id for one in sessions(session, JOINABLE_STATUSES)}
            others = sessions_with_seat(session, site_id, under_way - {session_id})
            lives = (load_live(session, SessionId(one)) for one in others)
            seats = (parse_live(one).told.seat(site_id) for one in lives if one is not None)
            is_busy = any(seat is not None and seat.is_connected for seat in seats)
            return Called(name=str(row.body["name"]), is_busy=is_busy)

    def look_up_line(self, session_id: SessionId, line_id: str) -> str:
        """What a line of the session says at the city.

        Raises:
            NotDone: not_found in this session.
        """
        with self._database.read() as session:
            row = find_record(session, EntityKind.MINUTE_LINE, line_id)
        if row is None or row.session_id != session_id:
            raise NotDone(ProblemCode.NOT_FOUND)
        return str(row.body["text"])

    def check_presentable(self, session_id: SessionId, document_id: str) -> None:
        """Refuse a page that may not stand on display 2.

        Raises:
            NotDone: not_found in this session, not_allowed_now when it was not cleared.
        """
        with self._database.read() as session:
            row = find_record(session, "paper", document_id)
        if row is None or row.session_id != session_id:
            raise NotDone(ProblemCode.NOT_FOUND)
        if not row.body["cleared_for_display"]:
            raise NotDone(ProblemCode.NOT_ALLOWED_NOW)


def _read(session: DatabaseSession, session_id: SessionId) -> _Found | None:
    tried = tried_session(session_id)
    if tried is not None:
        return _read_trial(session, session_id, tried)
    row = find_record(session, "session", session_id)
    if row is None:
        return None
    body = SessionBody.model_validate(row.body)
    status = SessionStatus(body.status)
    document = load_live(session, session_id)
    kept = new_live(session_id, status) if document is None else parse_live(document)
    plan = _plan(session, session_id, body)
    live = follow_city(kept, status)
    told = replace(live.told, platform=body.platform or "")
    if told.step is Step.READ_BACK:
        plan = replace(plan, text=city_text(session, session_id))
    return _Found(plan=plan, kept=kept, live=replace(live, told=told))


def _read_trial(
    session: DatabaseSession, call_id: SessionId, session_id: SessionId
) -> _Found | None:
    """Of a session on its way to the opening whose rooms were not called yet."""
    row = find_record(session, "session", session_id)
    if row is None or session_status(row.body) not in TRIED_STATUSES:
        return None
    body = SessionBody.model_validate(row.body)
    if body.platform is not None:
        return None  # there is no call here to be tried
    plan = replace(
        _plan(session, session_id, body), session_id=call_id, has_gates=False, is_trial=True
    )
    document = load_live(session, call_id)
    fresh = new_live(call_id, SessionStatus.CONNECTING)
    live = fresh if document is None else parse_live(document)
    return _Found(plan=plan, kept=live, live=live)


def _save_session(
    session: DatabaseSession, plan: Plan, before: Live, after: Live
) -> tuple[Plan, bool]:
    """The plan after the change, and whether the session's records have news too.

    Of the session's record the status, with how it was ended, and the sites that were called in.
    """
    told = after.told
    row = find_record(session, "session", told.session_id)
    if row is None:
        return plan, False
    is_moved = session_status(row.body) is not told.status
    if not is_moved and before.told.calls == told.calls:
        return plan, False
    central, *components = sites_with(
        told.calls or (), (row.body["central_site_id"], *row.body["component_site_ids"])
    )
    body = {**row.body, "central_site_id": central, "component_site_ids": components}
    if is_moved:
        ending = None if told.ending is None else ENDING.write(told.ending)
        body = {**body, "status": told.status.value, "ending": ending}
    writer = RecordWriter(session)
    if body != row.body:
        writer.save(Record(kind="session", entity_id=told.session_id, body=body))
    read = SessionBody.model_validate(body)
    is_called = keep_call_records(writer, read, before, after)
    if set(components) != plan.site_ids - {central}:
        plan = _plan(session, told.session_id, read)
    return plan, is_moved or is_called


def _keep_condition(session: DatabaseSession, plan: Plan, before: Live, after: Live) -> None:
    """With the opening of a session what was measured of its rooms until then."""
    opened_at = after.told.opened_at
    if opened_at is not None and before.told.opened_at is None:
        others = sorted(plan.site_ids - {plan.central_site_id})
        keep_condition(session, plan.session_id, (plan.central_site_id, *others), opened_at)


def _follow_seats(session: DatabaseSession, before: Live, after: Live) -> None:
    """Whether the room in which somebody waits is there."""
    connected = _connected(after)
    if connected != _connected(before):
        follow_seat(session, after.told.session_id, connected)


def _warn_following(
    session: DatabaseSession, plan: Plan, before: Live, after: Live, now: datetime
) -> frozenset[SessionId]:
    """With the last step of a session: about a minute is left until it is closed."""
    is_last = after.told.step is Step.CLOSING and before.told.step is not Step.CLOSING
    if not is_last:
        return frozenset()
    return warn_following(session, plan.session_id, plan.central_site_id, now)


def _book(plan: Plan) -> Book:
    return Book(unit=plan.central_site_id, is_practice=plan.is_practice)


def _connected(live: Live) -> frozenset[SiteId]:
    return frozenset(one.site_id for one in live.told.seats if one.is_connected)


def _plan(session: DatabaseSession, session_id: SessionId, body: SessionBody) -> Plan:
    central = SiteId(body.central_site_id)
    components = (SiteId(site_id) for site_id in body.component_site_ids)
    site_ids = frozenset((central, *components))
    return Plan(
        session_id=session_id,
        central_site_id=central,
        site_ids=site_ids,
        has_gates=let_open(map(GATE.of_body, body.gates)),
        lacks_connection=any(
            gate.kind == GateKind.CONNECTED and gate.passed_at is None for gate in body.gates
        ),
        is_practice=body.is_practice,
        kinds=site_kinds(session, site_ids),
        need_to_know=people_of_session(session, session_id),
        expected=sites_of_people(map(PARTICIPANT.of_body, body.participants)),
        unbound=_unbound(central, body),
        deputies=deputy_sites(map(PARTICIPANT.of_body, body.participants), central),
        signers=signing_people(map(PARTICIPANT.of_body, body.participants)),
    )


def _unbound_now(plan: Plan, live: Live) -> frozenset[SiteId]:
    """Who conducts is heard without the floor."""
    deputy = live.told.deputy
    return plan.unbound if deputy is None else plan.unbound | {deputy.site_id}


def _unbound(central: SiteId, body: SessionBody) -> frozenset[SiteId]:
    """Where the chair sits, and the secretary."""
    secretaries = (
        SiteId(one.site_id) for one in body.participants if one.role == ParticipantRole.SECRETARY
    )
    return frozenset((central, *secretaries))
