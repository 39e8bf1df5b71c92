"""Any order of writes, losses, kills and restored backups: nothing lost, nothing doubled."""

import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from typing_extensions import override

from desktop.domain.errors import Offline
from desktop.domain.ids import OperationId, SessionId, SiteId, new_id
from desktop.domain.sync.operation import EntityKind, Operation
from desktop.store.records.items import StoredItem
from desktop.store.store import Store, open_store
from desktop.sync.traffic.exchange import Exchange
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.system.few_examples import few_examples

pytestmark = pytest.mark.unit

TODAY = SessionId("session-today")
LINE = EntityKind.MINUTE_LINE
HEALING_ROUNDS = 12

rooms_ = st.integers(0, 2)
lines_ = st.integers(0, 1)


class Room:
    """One program: its store, and its side of the exchange. Rooms 0 and 1 are one site."""

    def __init__(self, number: int, folder: Path, city: FakeCity) -> None:
        self.site_id = SiteId("site-a" if number < 2 else "site-b")
        self.is_alone = number == 2
        self.api = FakeCityApi(city)
        self.token = f"token-{number}"
        city.access_tokens[self.token] = ("somebody", self.site_id)
        self.written: dict[str, str] = {}
        self._folder = folder / str(number)
        self.store, self.exchange = self._open()

    def _open(self) -> tuple[Store, Exchange]:
        store = open_store(self._folder, bytes(32), FakeClock(), reserve_bytes=4096)
        return store, Exchange(api=self.api, store=store)

    def restart(self) -> None:
        self.store.close()
        self.store, self.exchange = self._open()

    def operation(self, line_id: str, text: str) -> Operation:
        return Operation(
            id=OperationId(new_id()),
            kind=LINE,
            entity_id=line_id,
            base_revision=0,
            body={"session_id": TODAY, "owner_site_id": self.site_id, "text": text},
            made_at=FakeClock().now(),
        )

    def sync(self) -> None:
        """What the plan does in one round: meet, pull first when new, push, pull."""
        self.exchange.meet_epoch(self.api.server_info().epoch)
        while self.exchange.must_pull_first() and self.exchange.pull(self.token):
            pass
        while self.store.outbox.counts().pending:
            self.exchange.push(self.token)
            if self.exchange.must_pull_first():
                return
        while self.exchange.pull(self.token):
            pass

    def items(self) -> dict[str, StoredItem]:
        return {item.entity_id: item for item in self.store.items.list(LINE)}


class TwoRoomsAndALossyCity(RuleBasedStateMachine):
    """The model: every text is unique, so that it can be recognised wherever it ends up."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.city = FakeCity(clock=FakeClock(), page=3)
        self.rooms = [Room(number, Path(self.folder.name), self.city) for number in range(3)]
        self.texts = 0
        self.accepted: set[str] = set()
        self.backup = (self.city.copy(), set(self.accepted))

    @rule(number=rooms_, line=lines_)
    def write(self, number: int, line: int) -> None:
        room = self.rooms[number]
        line_id = self._line_id(room, line)
        operation = room.operation(line_id, self._new_text())
        room.store.items.record(operation, TODAY).result(PATIENCE_S)
        room.written[line_id] = operation.body["text"]

    @rule(number=rooms_, line=lines_)
    def settle(self, number: int, line: int) -> None:
        room = self.rooms[number]
        line_id = self._line_id(room, line)
        item = room.store.items.get(LINE, line_id)
        if item is None or item.conflict_body is None:
            return
        operation = room.operation(line_id, self._new_text())
        room.store.items.settle(operation).result(PATIENCE_S)
        room.written[line_id] = operation.body["text"]

    @rule(number=rooms_, losses=st.integers(0, 2), skips=st.integers(0, 3))
    def sync(self, number: int, losses: int, skips: int) -> None:
        """A round in which answers are lost after the city has done its work."""
        room = self.rooms[number]
        calls = iter(range(100))

        def lose_later(_name: str) -> None:
            if next(calls) == skips:
                room.api.losses = losses

        room.api.on_call = lose_later
        with contextlib.suppress(Offline):
            room.sync()
        room.api.losses = 0
        room.api.on_call = lambda _name: None
        self._note_accepted()

    @rule(number=rooms_)
    def pull_only(self, number: int) -> None:
        """The channel said that something is new, while our own words wait."""
        room = self.rooms[number]
        if room.store.pulled.position().epoch == self.city.epoch:
            room.exchange.pull(room.token)

    @rule(number=rooms_, is_lost=st.booleans())
    def push_while_typing(self, number: int, is_lost: bool) -> None:
        """The officer goes on typing while the operation is on its way."""
        room = self.rooms[number]
        if room.exchange.must_pull_first():
            return
        room.api.on_call = lambda name: self.write(number, 0) if name == "push" else None
        room.api.losses = int(is_lost)
        with contextlib.suppress(Offline):
            room.exchange.push(room.token)
        room.api.losses = 0
        room.api.on_call = lambda _name: None
        self._note_accepted()

    @rule(number=rooms_)
    def restart(self, number: int) -> None:
        self.rooms[number].restart()

    @rule()
    def back_up(self) -> None:
        self.backup = (self.city.copy(), set(self.accepted))
        self.city.safe_revision = self.city.revision

    @rule(is_told=st.booleans())
    def restore(self, is_told: bool) -> None:
        """The city is put back; without a new epoch only the cursor betrays it."""
        self.city.restore(self.backup[0], new_id() if is_told else self.city.epoch)
        self.accepted = set(self.backup[1])
        if not is_told:
            # an older revision may be given out again: the real server makes a new epoch then
            self.city.epoch = new_id()

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
            self.folder.cleanup()

    def _heal(self) -> None:
        for _ in range(HEALING_ROUNDS):
            for room in self.rooms:
                room.sync()
                self._note_accepted()
        assert all(room.store.outbox.counts().pending == 0 for room in self.rooms)

    def _check(self) -> None:
        at_city = {key[1]: one.body["text"] for key, one in self.city.records.items()}
        written = {line_id for room in self.rooms for line_id in room.written}
        assert set(at_city) == written, "every line is there once"
        for room in self.rooms:
            items = room.items()
            assert {line_id: item.body["text"] for line_id, item in items.items()} == at_city
            if room.is_alone:
                self._check_alone(room, at_city, items)
            for line_id, text in room.written.items():
                kept = items[line_id].conflict_body
                assert text in self.accepted or (kept is not None and kept["text"] == text), (
                    f"{text} of {room.token} is lost"
                )

    def _check_alone(
        self, room: Room, at_city: dict[str, str], items: dict[str, StoredItem]
    ) -> None:
        """Nobody else writes these lines: there is nothing to clash with."""
        assert all(items[line_id].conflict_body is None for line_id in room.written)
        assert all(at_city[line_id] == text for line_id, text in room.written.items())

    def _line_id(self, room: Room, line: int) -> str:
        return f"{room.site_id}-{line}"

    def _new_text(self) -> str:
        self.texts += 1
        return f"câu {self.texts}"

    def _note_accepted(self) -> None:
        self.accepted |= {one.body["text"] for one in self.city.records.values()}


@pytest.mark.hypothesis  # as if it were written with @given: `make torture` tries it too
def test_rooms_and_city_converge_without_loss_or_double() -> None:
    run_state_machine_as_test(
        TwoRoomsAndALossyCity,
        settings=settings(few_examples(), stateful_step_count=40, deadline=None),
    )
