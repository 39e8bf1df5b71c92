"""Histories of two rooms, the city's own rules and a bad line: nothing lost, nothing doubled.

LOSSY_HISTORIES says how many are tried instead of 75; the bench tries 2,000.
"""

import contextlib
import logging
import os
import tempfile
from enum import StrEnum, auto
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from desktop.cityserver.exchange import pull
from desktop.cityserver.store.database import database
from desktop.domain.errors import RetryableError
from desktop.domain.ids import OperationId, SessionId, new_id
from desktop.domain.sync.operation import EntityKind, Operation, RecordStorage
from desktop.store.database.database import DATABASE_NAME
from desktop.store.records.items import StoredItem
from desktop.store.store import Store, open_store
from desktop.sync.traffic.exchange import Exchange
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.lossy_city import (
    CityInProcess,
    Fate,
    LossyLine,
    city_from,
    clerk,
    seed_rules_only,
)
from tests.rigs.city.running_city_server import ELSEWHERE_SESSION, HQ, SESSION, line_body
from tests.rigs.desk.planted_faults import Fault, forget_taken, spoil_city, spoil_store
from tests.samples.store import KEY, LIMIT_S

pytestmark = [
    pytest.mark.integration,
    pytest.mark.torture,
    pytest.mark.timeout(3_600),
    pytest.mark.usefixtures("untraced"),
]

HISTORIES = int(os.environ.get("LOSSY_HISTORIES", "75"))
HISTORIES_FOR_A_FAULT = 400
STEPS = 30
STEPS_TO_A_FAULT = 20
"""Short histories find the planted faults sooner; the order of tries is always the same."""
PAGE = 3
MAX_TURNS = 30
HEALING_ROUNDS = 3
REFUSED_LINE = "line-without-a-seat"
SHARED = ("line-0", "line-1", "SXD", "STC")
"""Two lines and two entries of the directory: both rooms write them."""
WRITTEN = (EntityKind.MINUTE_LINE, EntityKind.AGENCY)

rooms_ = st.integers(0, 1)
records_ = st.sampled_from(SHARED)
fates_ = st.lists(st.sampled_from(Fate), max_size=4)


def kind_of(entity_id: str) -> EntityKind:
    return EntityKind.MINUTE_LINE if entity_id.startswith("line") else EntityKind.AGENCY


def text_of(body: Any) -> str:
    return str(body["text"] if "text" in body else body["name"])


def body_of(entity_id: str, text: str, *, active: bool) -> dict[str, Any]:
    if kind_of(entity_id) is EntityKind.AGENCY:
        return {
            "code": entity_id,
            "name": text,
            "kind": "department",
            "parent_name": "",
            "active": active,
        }
    session_id = ELSEWHERE_SESSION if entity_id == REFUSED_LINE else SESSION
    return line_body(HQ, text, session_id=session_id)


class CityEvent(StrEnum):
    """What happens to the city."""

    RESTARTED = auto()
    BACKED_UP = auto()
    RESTORED = auto()


class Room:
    """A program of headquarters: its store, its side of the exchange, its line."""

    def __init__(self, number: int, folder: Path, city: CityInProcess, fault: Fault | None) -> None:
        self.line = LossyLine(city, clerk(number))
        self._folder = folder / f"room-{number}"
        self._fault = fault
        self.is_known = False
        self.store, self.exchange = self._open()

    def _open(self) -> tuple[Store, Exchange]:
        store = open_store(self._folder, KEY, FakeClock(), reserve_bytes=4096)
        store = spoil_store(store, self._fault)
        return store, Exchange(api=self.line.api(), store=store)

    def restart(self) -> None:
        self.store.close()
        self.is_known = False
        self.store, self.exchange = self._open()

    def kill(self) -> None:
        """As kill -9 leaves it: what stands in the log of the database, not yet in its file."""
        paths = [self._folder / DATABASE_NAME, self._folder / f"{DATABASE_NAME}-wal"]
        left = {path: path.read_bytes() for path in paths if path.exists()}
        self.store.close()
        for path, content in left.items():
            path.write_bytes(content)
        self.is_known = False
        self.store, self.exchange = self._open()

    def sync(self) -> None:
        """One round as the plan orders it; a failure ends it, and the city is asked anew."""
        try:
            self._sync()
        except RetryableError:
            self.is_known = False
            if self._fault is Fault.FORGOTTEN_WHEN_SWALLOWED:
                forget_taken(self.store)

    def _sync(self) -> None:
        if not self.is_known:
            self.exchange.meet_epoch(self.line.city.epoch)
            self.is_known = True
        for _ in range(MAX_TURNS):
            if self.exchange.must_pull_first():
                self.exchange.pull("")
            elif self.store.outbox.has_unsent():
                self.exchange.push("")
            elif not self.exchange.pull(""):
                return

    def record(self, entity_id: str) -> StoredItem | None:
        return self.store.items.get(kind_of(entity_id), entity_id)

    def items(self) -> dict[str, StoredItem]:
        return {item.entity_id: item for kind in WRITTEN for item in self.store.items.list(kind)}


class TwoRoomsOnALossyLine(RuleBasedStateMachine):
    """Every text is unique. A write knows which text its writer saw, and so replaces.

    In the end each acknowledged text stands at the city, or beside it in its room as the other
    text of a clash, or it was replaced by a text of which the same is true.
    """

    template: ClassVar[Path]
    fault: ClassVar[Fault | None] = None

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        folder = Path(self.folder.name)
        self.city = city_from(self.template, folder / "city")
        self.rooms = [Room(number, folder, self.city, self.fault) for number in range(2)]
        self.replaced = dict[str, set[str]]()
        self.refused = dict[int, str]()
        self.backup = self.city.back_up()
        self.is_restored = False

    @rule(number=rooms_, entity_id=records_, active=st.booleans())
    def write(self, number: int, entity_id: str, active: bool) -> None:
        room = self.rooms[number]
        item = room.record(entity_id)
        seen = None if item is None else item.conflict_body or item.body
        operation = self._operation(entity_id, seen, active=active)
        room.store.items.record(operation, self._session_of(entity_id)).result(LIMIT_S)

    @rule(number=rooms_, entity_id=records_)
    def settle(self, number: int, entity_id: str) -> None:
        room = self.rooms[number]
        item = room.record(entity_id)
        if item is None or item.conflict_body is None:
            return
        operation = self._operation(entity_id, item.body, item.conflict_body)
        room.store.items.settle(operation).result(LIMIT_S)

    @rule(number=rooms_)
    def write_what_the_city_refuses(self, number: int) -> None:
        operation = self._operation(f"{REFUSED_LINE}")
        self.rooms[number].store.items.record(operation, SessionId(ELSEWHERE_SESSION)).result(
            LIMIT_S
        )
        self.refused[number] = text_of(operation.body)

    @rule(number=rooms_, fates=fates_)
    def sync(self, number: int, fates: list[Fate]) -> None:
        self.rooms[number].line.fates = list(fates)
        self.rooms[number].sync()
        self.rooms[number].line.fates = []

    @rule(number=rooms_, entity_id=records_, fates=fates_)
    def sync_while_typing(self, number: int, entity_id: str, fates: list[Fate]) -> None:
        """The officer goes on while operations are on their way."""
        line = self.rooms[number].line
        line.on_push = lambda: self._write_once(number, entity_id)
        self.sync(number, fates)
        line.on_push = lambda: None

    @rule(number=rooms_, which=st.integers(0, 5))
    def arrive_late(self, number: int, which: int) -> None:
        self.rooms[number].line.deliver_late(which)

    @rule(number=rooms_)
    def pull_only(self, number: int) -> None:
        """The channel said that something is new, while our own words wait."""
        room = self.rooms[number]
        if room.is_known:
            room.exchange.pull("")

    @rule(number=rooms_, is_killed=st.booleans())
    def reopen(self, number: int, is_killed: bool) -> None:
        room = self.rooms[number]
        room.kill() if is_killed else room.restart()

    @rule(event=st.sampled_from(CityEvent))
    def meet_fate(self, event: CityEvent) -> None:
        match event:
            case CityEvent.RESTARTED:
                self.city.stop()
                self.city.start()
            case CityEvent.BACKED_UP:
                self.backup = self.city.back_up()
            case CityEvent.RESTORED:
                self.city.restore(self.backup)
                self.is_restored = True

    @override
    def teardown(self) -> None:
        if not hasattr(self, "rooms"):
            return
        try:
            self._heal()
            self._check()
        finally:
            for room in self.rooms:
                room.store.close()
            self.city.stop()
            self.folder.cleanup()

    def _write_once(self, number: int, entity_id: str) -> None:
        self.rooms[number].line.on_push = lambda: None
        self.write(number, entity_id, active=True)

    def _heal(self) -> None:
        for _ in range(HEALING_ROUNDS):
            for room in self.rooms:
                room.sync()
                while room.line.late:
                    room.line.deliver_late(0)
        for room in self.rooms:
            assert room.store.outbox.counts().pending == 0, "something is never sent"

    def _check(self) -> None:
        at_city = {key[1]: body for key, body in self.city.bodies(*WRITTEN).items()}
        standing = {text_of(body) for body in at_city.values()}
        for number, room in enumerate(self.rooms):
            items = room.items()
            refused = items.pop(REFUSED_LINE, None)
            self._check_refused(number, refused)
            assert {key: item.body for key, item in items.items()} == at_city, "not equal"
            for item in items.values():
                standing |= self._check_clash(item)
        lost = set(self.replaced) - self._known_by(standing | set(self.refused.values()))
        assert not lost, "lost"

    def _check_refused(self, number: int, item: StoredItem | None) -> None:
        """What the city will not take stays visible in its room, and is told of."""
        text = self.refused.get(number)
        assert (None if item is None else text_of(item.body)) == text
        if item is not None:
            assert item.storage is RecordStorage.REFUSED
            refused = self.rooms[number].store.outbox.refused()
            assert [one.entity_id for one in refused] == [REFUSED_LINE]

    def _check_clash(self, item: StoredItem) -> set[str]:
        """Both texts are there side by side, and neither was written over the other."""
        if item.conflict_body is None:
            return set()
        assert item.other_body is not None, "a clash without the other text"
        ours = text_of(item.conflict_body)
        if not self.is_restored:
            assert ours not in self._known_by({text_of(item.body)}), "no clash at all"
        return {ours}

    def _known_by(self, standing: set[str]) -> set[str]:
        """These texts and all that they replaced."""
        known, new = set[str](), set(standing)
        while new:
            known |= new
            new = {old for text in new for old in self.replaced.get(text, ())} - known
        return known

    def _operation(self, entity_id: str, *seen: Any, active: bool = True) -> Operation:
        text = f"câu {len(self.replaced)}"
        self.replaced[text] = {text_of(body) for body in seen if body is not None}
        if entity_id == REFUSED_LINE:
            self.replaced[text] |= set(self.refused.values())
        return Operation(
            id=OperationId(new_id()),
            kind=kind_of(entity_id),
            entity_id=entity_id,
            base_revision=0,
            body=body_of(entity_id, text, active=active),
            made_at=FakeClock().now(),
        )

    def _session_of(self, entity_id: str) -> SessionId | None:
        return SessionId(SESSION) if kind_of(entity_id) is EntityKind.MINUTE_LINE else None


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "city"
    seed_rules_only(folder)
    return folder


@pytest.fixture(autouse=True)
def small_and_quick(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few records, and still more than one page; every city is a copy of one that is up to date."""
    monkeypatch.setattr(pull, "MAX_CHANGES_PER_PULL", PAGE)
    monkeypatch.setattr(database, "_migrate", lambda _engine: None)
    # thousands of warnings are no news here, and pytest would keep them all
    monkeypatch.setattr(logging.root.manager, "disable", logging.WARNING)


def test_nothing_is_lost_or_doubled_over_any_history(template: Path) -> None:
    run_state_machine_as_test(
        type("Histories", (TwoRoomsOnALossyLine,), {"template": template}),
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("fault", Fault)
def test_a_planted_fault_is_found(
    fault: Fault, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil_city(fault, monkeypatch)
    with pytest.raises(AssertionError), contextlib.redirect_stdout(None):
        run_state_machine_as_test(
            type("Faulty", (TwoRoomsOnALossyLine,), {"template": template, "fault": fault}),
            settings=settings(
                max_examples=HISTORIES_FOR_A_FAULT,
                stateful_step_count=STEPS_TO_A_FAULT,
                deadline=None,
                derandomize=True,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
