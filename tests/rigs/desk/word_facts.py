"""Whether a fact of tests/samples/state_words.py holds now, by the other desk and the city."""

import json
import socket
import time
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from desktop.app.rehearsal.call import heard_since
from desktop.cityserver.admin.city import City
from desktop.cityserver.store.live_states import load_live
from desktop.cityserver.store.records.records import find_record, records_of
from desktop.domain.conduct.live_session import LiveSession, Seat
from desktop.domain.ids import SiteId
from desktop.domain.media.call import SELF_VIEW, Rung
from desktop.domain.reception.session import OPEN_STATUSES, OVER_STATUSES
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.recording.lamp import STILL_S
from desktop.domain.recording.part import PART_SUFFIX
from desktop.media.measure.sound_match import first_sound_s
from tests.rigs.desk.headless_desks import HeadlessDesk, HeadlessDesks
from tests.samples.state_words import Fact

SOUND_S = 2.0
PICTURE_S = 3.0
"""What came in so many seconds comes now; a busy PC shows few pictures."""

READ_BACK_STEPS = frozenset({Step.SIGNING, Step.CLOSING})
HELD_BACK = frozenset({Rung.STILL, Rung.SOUND})
CONNECT_LIMIT_S = 1.0
_TOLD: TypeAdapter[LiveSession] = TypeAdapter(LiveSession)

Question = Callable[["WordFacts", HeadlessDesk, SiteId, StrEnum | None], bool]


class WordFacts:
    """Asks the city's data, the far desk and the disks; no desk is asked of itself.

    But for one thing: whether the camera of a room gives pictures is seen in that room.
    """

    def __init__(self, desks: HeadlessDesks, city: City) -> None:
        self.desks = desks
        self._city = city
        self._came: set[SiteId] = set()
        self.live: LiveSession | None = None
        self.lines: dict[str, str] = {}
        self.papers: tuple[str, ...] = ()
        self.session: Mapping[str, Any] = {}
        self.flags: frozenset[str] = frozenset()
        self._answers: dict[tuple[str, SiteId | None], bool] = {}

    def look(self) -> None:
        """Read the city's data anew; rooms and disks are looked at once until the next look."""
        self._answers.clear()
        with self._city.read() as session:
            document = load_live(session, self.desks.session_id)
            records = records_of(session, ("minute_line", "paper"))
            self.lines = {
                row.entity_id: str(row.body["text"]) for row in records if row.kind == "minute_line"
            }
            self.papers = tuple(str(row.sha256) for row in records if row.kind == "paper")
            plan = find_record(session, "session", self.desks.session_id)
            assert plan is not None
            self.session = plan.body
            case = find_record(session, "case", plan.body["case_ids"][0])
            assert case is not None
            self.flags = frozenset(case.body["flags"])
        self.live = (
            None if document is None else _TOLD.validate_python(json.loads(document)["told"])
        )
        if self.live is not None:
            self._came |= {seat.site_id for seat in self.live.seats}

    def holds(
        self, fact: Fact, desk: HeadlessDesk, site_id: SiteId, member: StrEnum | None
    ) -> bool:
        """Whether it holds of this site. desk: where the word is said of it."""
        return _QUESTIONS[fact](self, desk, site_id, member)

    # ---- the city --------------------------------------------------------------------------

    @property
    def status(self) -> SessionStatus | None:
        """What the city says."""
        return None if self.live is None else self.live.status

    @property
    def is_talking(self) -> bool:
        """Open, not paused."""
        return self.status in OPEN_STATUSES and self.status is not SessionStatus.PAUSED

    @property
    def is_read_back(self) -> bool:
        """The minutes were read to everybody."""
        if self.live is None:
            return False
        return self.status is SessionStatus.CLOSED or self.live.step in READ_BACK_STEPS

    def seat(self, site_id: SiteId) -> Seat | None:
        """What the city has of a site."""
        return None if self.live is None else self.live.seat(site_id)

    def came(self, site_id: SiteId) -> bool:
        """Whether the city ever had a seat of it."""
        return site_id in self._came

    def is_gone(self) -> bool:
        """Whether nothing answers at the city's address."""
        return self._once("gone", None, self._is_gone)

    def _is_gone(self) -> bool:
        address = urlsplit(self.desks.commune.desk.plan.base_url)
        try:
            place = (address.hostname or "", address.port or 0)
            with socket.create_connection(place, timeout=CONNECT_LIMIT_S):
                return False
        except OSError:
            return True

    # ---- rooms -----------------------------------------------------------------------------

    def is_room(self, site_id: SiteId) -> bool:
        """Whether a desk runs there."""
        return any(one.site_id == site_id for one in self.desks.both)

    def is_heard(self, site_id: SiteId) -> bool:
        """Whether the far desk plays its sound."""
        return self._once("heard", site_id, lambda: self._is_heard(site_id))

    def _is_heard(self, site_id: SiteId) -> bool:
        if not self.is_room(site_id):
            return False
        far = self.desks.across(site_id)
        since_s = time.monotonic() - SOUND_S
        return first_sound_s(heard_since(far.room.loudspeaker_file, since_s)) is not None

    def is_seen(self, site_id: SiteId) -> bool:
        """Whether the far desk decodes its pictures."""
        if not self.is_room(site_id):
            return False
        room = self.desks.across(site_id).room
        return bool(room.sightings(site_id, since_s=time.monotonic() - PICTURE_S))

    def is_previewed(self, desk: HeadlessDesk) -> bool:
        """Whether the camera gives pictures to a room without a seat."""
        has_picture = desk.desk.media.read_frame(SELF_VIEW) is not None
        return has_picture and self.seat(desk.site_id) is None

    def is_sent(self, site_id: SiteId) -> bool:
        """Seen; of one who sits alone, or holds pictures back, the city's word counts."""
        seat = self.seat(site_id)
        if seat is None or not self.is_room(site_id):
            return False
        far = self.desks.across(site_id)
        is_told = self.seat(far.site_id) is None or _is_held_back(far, site_id)
        return seat.is_camera_on if is_told else self.is_seen(site_id)

    def is_hidden(self, site_id: SiteId) -> bool:
        """Seated in a session that goes on, and not seen."""
        is_paused = self.status is SessionStatus.PAUSED
        return self.seat(site_id) is not None and not is_paused and not self.is_sent(site_id)

    def own_lines(self, desk: HeadlessDesk) -> dict[str, str]:
        """What its store has of its own."""
        lines = desk.desk.minutes.lines(self.desks.session_id)
        return {line.id: line.text for line in lines if line.owner_site_id == desk.site_id}

    def is_kept_there(self, desk: HeadlessDesk) -> bool:
        """Whether the city has every line of the store as it is."""
        return self.own_lines(desk).items() <= self.lines.items()

    def has_bytes(self) -> bool:
        """Whether the originals of all papers lie at the city."""
        return self._once("bytes", None, self._has_bytes)

    def _has_bytes(self) -> bool:
        city = self.desks.practice.city
        found = {path.name for path in city.rglob("*") if path.is_file()}
        return bool(self.papers) and set(self.papers) <= found

    def is_recorded(self, desk: HeadlessDesk) -> bool:
        """Whether a part of a recording grows in this room, and the session is open."""
        parts = desk.desk.plan.recordings_folder.rglob(f"*{PART_SUFFIX}")
        newest_s = max((path.stat().st_mtime for path in parts), default=0.0)
        now_s = desk.room.clock.now().timestamp()
        return self.is_talking and now_s - newest_s <= STILL_S

    def _once(self, what: str, site_id: SiteId | None, answer: Callable[[], bool]) -> bool:
        key = (what, site_id)
        if key not in self._answers:
            self._answers[key] = answer()
        return self._answers[key]


def _is_held_back(far: HeadlessDesk, site_id: SiteId) -> bool:
    """A busy PC sends few pictures or none; the far engine then measures that they are held."""
    figures = far.figures.get(site_id)
    return figures is not None and figures.their_rung in HELD_BACK


def _has_hand_up(facts: WordFacts, site_id: SiteId) -> bool:
    seat = facts.seat(site_id)
    return seat is not None and seat.has_hand_up


def _is_seated(facts: WordFacts, site_id: SiteId) -> bool:
    seat = facts.seat(site_id)
    return seat is not None and seat.is_connected


def _speaker(facts: WordFacts) -> SiteId | None:
    return None if facts.live is None else facts.live.speaking_site_id


def _signs(facts: WordFacts) -> bool:
    """The minutes are frozen, and signed now."""
    live = facts.live
    has_version = live is not None and live.signing is not None and bool(live.signing.versions)
    return facts.is_talking and has_version and live is not None and live.step is Step.SIGNING


def _is_led(facts: WordFacts) -> bool:
    return facts.live is not None and facts.live.stage is not None


def _reason(facts: WordFacts) -> PauseReason | None:
    is_paused = facts.live is not None and facts.status is SessionStatus.PAUSED
    return facts.live.pause_reason if facts.live is not None and is_paused else None


def _is_waiting(facts: WordFacts) -> bool:
    return facts.status not in OPEN_STATUSES | OVER_STATUSES


def _awaits_some(facts: WordFacts) -> bool:
    site_ids = (facts.session["central_site_id"], *facts.session["component_site_ids"])
    return any(not facts.came(SiteId(one)) for one in site_ids)


_QUESTIONS: dict[Fact, Question] = {
    Fact.HEARD: lambda facts, _desk, site, _: facts.is_heard(site),
    Fact.ASKS: lambda facts, _desk, site, _: _has_hand_up(facts, site) and not facts.is_heard(site),
    Fact.SILENT: lambda facts, _desk, site, _: (
        not _has_hand_up(facts, site) and not facts.is_heard(site)
    ),
    Fact.SEEN: lambda facts, _desk, site, _: facts.is_sent(site),
    Fact.PREVIEWED: lambda facts, desk, _site, _: facts.is_previewed(desk),
    Fact.DARK: lambda facts, desk, site, _: (
        not facts.is_sent(site) and not facts.is_previewed(desk)
    ),
    Fact.HIDDEN: lambda facts, _desk, site, _: facts.is_hidden(site),
    Fact.TALKS_HIDDEN: lambda facts, _desk, _site, _: (
        facts.is_talking
        and not _is_led(facts)
        and not _signs(facts)
        and any(facts.is_hidden(one.site_id) for one in facts.desks.both)
    ),
    Fact.NOT_RECORDED: lambda facts, desk, _site, _: not facts.is_recorded(desk),
    Fact.RECORDED: lambda facts, desk, _site, _: facts.is_recorded(desk),
    Fact.RECORDED_OPENLY: lambda facts, desk, _site, _: (
        facts.is_recorded(desk) and not _is_led(facts)
    ),
    Fact.STATUS: lambda facts, _desk, _site, member: facts.status is member,
    Fact.STEP: lambda facts, desk, _site, member: (
        facts.seat(desk.site_id) is not None
        and facts.is_talking
        and facts.live is not None
        and facts.live.step is member
    ),
    Fact.PAUSED: lambda facts, _desk, _site, _: facts.status is SessionStatus.PAUSED,
    Fact.PAUSED_FOR: lambda facts, _desk, _site, member: _reason(facts) is member,
    Fact.CONSULTS: lambda facts, _desk, _site, _: _reason(facts) is PauseReason.CONSULTATION,
    Fact.BREAKS: lambda facts, _desk, _site, _: (
        _reason(facts) not in (None, PauseReason.CONSULTATION)
    ),
    Fact.OUT: lambda facts, desk, _site, _: facts.seat(desk.site_id) is None,
    Fact.WAITING: lambda facts, desk, _site, _: (
        facts.seat(desk.site_id) is not None and _is_waiting(facts)
    ),
    Fact.TALKING: lambda facts, desk, _site, _: (
        facts.seat(desk.site_id) is not None
        and facts.is_talking
        and not (_is_led(facts) or _signs(facts))
    ),
    Fact.SIGNS: lambda facts, desk, _site, _: (
        facts.seat(desk.site_id) is not None and _signs(facts) and not _is_led(facts)
    ),
    Fact.TALKING_THERE: lambda facts, desk, site, _: (
        _QUESTIONS[Fact.TALKING](facts, desk, site, None) and not facts.is_gone()
    ),
    Fact.LED: lambda facts, desk, _site, _: (
        facts.seat(desk.site_id) is not None and facts.is_talking and _is_led(facts)
    ),
    Fact.OVER: lambda facts, desk, _site, _: (
        facts.seat(desk.site_id) is not None and facts.status in OVER_STATUSES
    ),
    Fact.NEVER_CAME: lambda facts, _desk, site, _: not facts.came(site),
    Fact.AWAITED: lambda facts, _desk, site, _: (
        not facts.came(site) and facts.status is not SessionStatus.PAUSED
    ),
    Fact.LEFT: lambda facts, _desk, site, _: facts.came(site) and facts.seat(site) is None,
    Fact.SEATED: lambda facts, _desk, site, _: _is_seated(facts, site),
    Fact.SOME_ABSENT: lambda facts, _desk, _site, _: (
        (_is_waiting(facts) or (facts.is_talking and not (_is_led(facts) or _signs(facts))))
        and _awaits_some(facts)
    ),
    Fact.SPEAKS: lambda facts, _desk, _site, _: facts.is_talking and _speaker(facts) is not None,
    Fact.NOBODY_SPEAKS: lambda facts, desk, _site, _: (
        _speaker(facts) is None or facts.seat(desk.site_id) is None
    ),
    Fact.CITY_GONE: lambda facts, _desk, _site, _: facts.is_gone(),
    Fact.UNMEASURED: lambda facts, _desk, _site, _: not facts.is_gone(),
    Fact.TALKS_OPENLY: lambda facts, desk, _site, _: (
        facts.seat(desk.site_id) is not None
        and facts.is_talking
        and not _signs(facts)
        and _speaker(facts) is None
    ),
    Fact.PRACTICE: lambda facts, _desk, _site, _: bool(facts.session["is_practice"]),
    Fact.FLAGGED: lambda facts, _desk, _site, member: str(member) in facts.flags,
    Fact.NOTHING_WRITTEN: lambda facts, desk, _site, _: not facts.own_lines(desk),
    Fact.KEPT_HERE: lambda facts, desk, _site, _: (
        bool(facts.own_lines(desk)) and not facts.is_kept_there(desk)
    ),
    Fact.KEPT_THERE: lambda facts, desk, _site, _: (
        bool(facts.own_lines(desk)) and facts.is_kept_there(desk)
    ),
    Fact.PAPER_THERE: lambda facts, _desk, _site, _: facts.has_bytes(),
    Fact.DRAFT: lambda facts, _desk, _site, _: not facts.is_read_back,
    Fact.READ_BACK: lambda facts, _desk, _site, _: facts.is_read_back,
}
