"""Tomorrow's papers are queued at night, held by day and beside a session, and come when asked."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from desktop.domain.ids import CaseId, DocumentId, SessionId
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.reception.status import SessionStatus
from desktop.store.records.pulled_changes import PulledChange
from desktop.store.records.transfers import Direction, Transfer
from desktop.store.rows.merge import CityVersion
from desktop.store.store import Store
from desktop.sync.traffic import preload as module
from desktop.sync.traffic.preload import LOOK_S, MAX_BYTES, Preload
from tests.fakes.fake_clock import FakeClock
from tests.samples.receptions import CASE, a_plan
from tests.samples.store import LIMIT_S

pytestmark = pytest.mark.unit

OPENING = datetime(2026, 11, 26, 11, tzinfo=UTC)
"""18 o'clock in Hai Phong, of a Thursday at whose noon the clock of a test stands."""
TOMORROW = replace(
    a_plan(),
    scheduled_start=OPENING + timedelta(hours=14),
    scheduled_end=OPENING + timedelta(hours=15),
    status=SessionStatus.NOTIFIED,
)
TODAY = replace(
    TOMORROW,
    id=SessionId("today"),
    case_ids=(CaseId("of today"),),
    scheduled_start=OPENING - timedelta(hours=4),
)
NOTHING: frozenset[SessionId] = frozenset()


class Night:
    """A room with its plans."""

    def __init__(self, store: Store, clock: FakeClock) -> None:
        self.store, self.clock = store, clock
        self.plans = [TOMORROW]
        self.preload = self.restarted()

    def restarted(self, hours: UploadWindow | None = None) -> Preload:
        made = Preload(
            store=self.store, clock=self.clock, attended=lambda: tuple(self.plans), hours=hours
        )
        made.start()
        self.preload = made
        return made

    def pull(self, paper_id: str, kind: str = "case_paper", **body: Any) -> None:
        whole = {
            "case_id": CASE,
            "sha256": hashlib.sha256(paper_id.encode()).hexdigest(),
            "size_bytes": 9,
            **body,
        }
        change = PulledChange(
            kind=kind,
            entity_id=paper_id,
            session_id=whole.get("session_id"),
            version=CityVersion(revision=1, body=whole),
        )
        self.store.pulled.apply([change], "c", is_last=True).result(LIMIT_S)

    def look(self, live: SessionId | None = None) -> list[str]:
        """What is queued then."""
        self.preload.look(live, NOTHING)
        self.store.database.write(lambda _writer: None).result(LIMIT_S)
        return sorted(one.document_id for one in self.store.transfers.waiting())

    def evening(self) -> None:
        self.clock.advance((OPENING - self.clock.now()).total_seconds())

    def held_until(self, paper_id: str) -> datetime | None:
        return self.preload.held_until(down(paper_id))


def down(paper_id: str) -> Transfer:
    return Transfer(
        document_id=DocumentId(paper_id),
        session_id=SessionId(""),
        direction=Direction.DOWN,
        sha256="ab" * 32,
        size_bytes=9,
    )


@pytest.fixture
def night(store: Store, clock: FakeClock) -> Night:
    return Night(store, clock)


def test_papers_of_tomorrow_are_queued_in_the_evening_and_those_of_others_never(
    night: Night,
) -> None:
    night.pull("dossier")
    night.pull("handed-in", kind="paper", session_id=TOMORROW.id)
    night.pull("of-another-case", case_id="another")
    night.pull("without-bytes", sha256="", size_bytes=0)
    assert night.look() == []
    night.evening()
    assert night.look() == ["dossier", "handed-in"]
    assert night.held_until("dossier") is None


def test_what_a_night_did_not_bring_comes_by_day(night: Night) -> None:
    night.plans = [TODAY]
    night.pull("a", case_id="of today")
    assert night.look() == ["a"]


def test_what_was_cut_waits_for_the_next_night_also_after_a_restart(night: Night) -> None:
    night.pull("a")
    night.evening()
    night.look()
    night.plans = [replace(TOMORROW, scheduled_start=OPENING + timedelta(hours=38))]
    night.clock.advance(13 * 3_600)
    for _ in range(2):
        night.look()
        assert night.held_until("a") == OPENING + timedelta(days=1)
        assert night.held_until("unknown") is None
        night.restarted()


def test_beside_a_session_nothing_moves_but_its_own_papers(night: Night) -> None:
    night.plans = [TODAY, TOMORROW]
    night.pull("tomorrow")
    night.pull("today", case_id="of today")
    night.evening()
    assert night.look(TODAY.id) == []
    assert night.held_until("tomorrow") == night.clock.now() + timedelta(seconds=LOOK_S)
    assert night.held_until("today") is None
    assert night.look() == ["today", "tomorrow"]


def test_what_somebody_wants_to_see_is_held_by_nothing(night: Night) -> None:
    night.pull("a")
    night.look(TODAY.id)
    night.plans = [TODAY, TOMORROW]
    assert night.held_until("a") is not None
    night.preload.fetch_now(DocumentId("a"))
    assert night.held_until("a") is None


def test_sessions_that_are_kept_from_the_person_bring_nothing(night: Night) -> None:
    night.pull("a")
    night.evening()
    night.preload.look(None, frozenset({TOMORROW.id}))
    assert night.store.transfers.waiting() == ()


@pytest.mark.parametrize(
    "change",
    [lambda night: night.pull("b"), lambda night: night.clock.advance(LOOK_S)],
    ids=["news", "a minute"],
)
def test_it_is_looked_again_when_something_came_or_a_minute_passed(
    night: Night, change: Callable[[Night], None]
) -> None:
    night.evening()
    night.plans = []
    night.pull("a")
    assert night.look() == []
    night.plans = [TOMORROW]
    assert night.look() == []
    change(night)
    assert "a" in night.look()


def test_no_night_fills_the_disk(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    night.evening()
    night.pull("a", size_bytes=MAX_BYTES)
    night.pull("b")
    assert len(night.look()) <= 1
    monkeypatch.setattr(module, "MAX_PAPERS", 1)
    night.restarted()
    assert len(night.look()) <= 1


def test_the_hours_are_those_of_the_city(night: Night) -> None:
    night.pull("a")
    night.restarted(UploadWindow(time(11), time(13)))
    assert night.look() == ["a"]


def test_a_paper_that_is_here_is_not_fetched(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    night.evening()
    night.pull("a")
    monkeypatch.setattr(type(night.store.blobs), "has", lambda *_: True)
    assert night.look() == []
