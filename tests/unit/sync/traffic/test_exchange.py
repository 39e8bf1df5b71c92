from collections.abc import Sequence
from dataclasses import replace

import apsw
import pytest

from desktop.contract.operations import OperationIn, PushAnswer
from desktop.domain.errors import (
    Offline,
    ProtocolError,
    RetryableError,
    ServerBusy,
    TimedOut,
)
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.store.database.connection import rows
from desktop.store.store import Store
from desktop.sync.http.problems import Refusal, refusal_error
from desktop.sync.traffic.exchange import AT_ONCE, Exchange
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.samples.store import LIMIT_S, TODAY, line_operation

pytestmark = pytest.mark.unit

LINE = EntityKind.MINUTE_LINE
TOKEN = "token"


@pytest.fixture
def exchange(store: Store, api: FakeCityApi, city: FakeCity) -> Exchange:
    made = Exchange(api=api, store=store)
    made.meet_epoch(city.epoch)
    return made


def _write(store: Store, text: str, line_id: str = "line-1") -> None:
    store.items.record(line_operation(text, line_id), TODAY).result(LIMIT_S)


def test_words_are_pushed_and_pulled(exchange: Exchange, store: Store, city: FakeCity) -> None:
    _write(store, "a")
    city.put("minute_line", "line-2", {"text": "b"})
    assert exchange.must_pull_first()

    assert exchange.push(TOKEN) == 1
    assert not exchange.pull(TOKEN)

    assert not exchange.must_pull_first()
    assert city.body_of("minute_line", "line-1") == {"text": "a"}
    assert {item.entity_id: item.storage for item in store.items.list(LINE)} == {
        "line-1": RecordStorage.CITY,
        "line-2": RecordStorage.CITY,
    }


def test_an_answer_that_was_lost_is_asked_for_again_and_nothing_is_doubled(
    exchange: Exchange, store: Store, api: FakeCityApi, city: FakeCity
) -> None:
    _write(store, "a")
    api.losses = 1
    with pytest.raises(Offline):
        exchange.push(TOKEN)
    exchange.push(TOKEN)

    assert city.revision == 1
    assert store.outbox.counts().pending == 0


def test_a_long_queue_goes_in_pieces_so_that_other_rooms_get_their_turn(
    exchange: Exchange, store: Store
) -> None:
    for number in range(2 * AT_ONCE + 1):
        _write(store, "a", f"line-{number}")

    assert [exchange.push(TOKEN) for _ in range(4)] == [AT_ONCE, AT_ONCE, 1, 0]


def test_changes_come_page_by_page(exchange: Exchange, city: FakeCity) -> None:
    city.page = 2
    for number in range(5):
        city.put("minute_line", f"line-{number}", {"text": "x"})

    assert [exchange.pull(TOKEN) for _ in range(3)] == [True, True, False]


def test_a_cursor_the_city_has_lost_starts_everything_over(
    exchange: Exchange, store: Store, city: FakeCity
) -> None:
    exchange.pull(TOKEN)
    _write(store, "a")
    exchange.push(TOKEN)
    exchange.pull(TOKEN)
    city.records.clear()
    city.revision = 0

    assert exchange.pull(TOKEN)
    assert exchange.must_pull_first()
    assert not exchange.pull(TOKEN)
    exchange.push(TOKEN)
    assert city.body_of("minute_line", "line-1") == {"text": "a"}


def test_a_city_that_calls_the_first_cursor_gone_is_a_fault(
    exchange: Exchange, api: FakeCityApi
) -> None:
    api.failures = [ProtocolError("gone")]
    with pytest.raises(ProtocolError):
        exchange.pull(TOKEN)
    api.failures = [ProtocolError("malformed")]
    with pytest.raises(ProtocolError):
        exchange.pull(TOKEN)


def test_verdicts_and_changes_of_another_epoch_are_not_believed(
    exchange: Exchange, store: Store, city: FakeCity
) -> None:
    exchange.pull(TOKEN)
    _write(store, "a")
    city.epoch = "epoch-2"
    exchange.push(TOKEN)

    assert store.outbox.counts().pending == 1
    assert store.pulled.position().epoch == "epoch-2"
    assert exchange.must_pull_first()

    city.epoch = "epoch-3"
    assert exchange.pull(TOKEN)
    assert store.items.get(LINE, "line-2") is None
    assert store.pulled.position().epoch == "epoch-3"


@pytest.mark.usefixtures("caplog")
def test_one_operation_the_city_chokes_on_is_found_and_put_aside(
    exchange: Exchange,
    store: Store,
    api: FakeCityApi,
    city: FakeCity,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(4):
        _write(store, "gift" if number == 1 else "x", f"line-{number}")
    real = api.push

    def choke(token: str, operations: Sequence[OperationIn]) -> PushAnswer:
        if "gift" in str(operations):
            raise ProtocolError("bad_request")
        return real(token, operations)

    monkeypatch.setattr(api, "push", choke)
    for _ in range(8):
        exchange.push(TOKEN)

    assert {key[1] for key in city.records} == {"line-0", "line-2", "line-3"}
    assert [one.reason for one in store.outbox.refused()] == ["bad_request"]
    assert store.outbox.counts().pending == 0


@pytest.mark.parametrize(
    "refusal",
    [
        Refusal(status=408, retry_after="", body=b'{"title":"","status":408,"code":"bad_request"}'),
        Refusal(status=400, retry_after="", body=b"<html>"),
        Refusal(status=413, retry_after="", body=b""),
    ],
    ids=lambda refusal: str(refusal.status),
)
def test_a_batch_of_one_that_got_no_answer_of_the_city_waits(
    exchange: Exchange, store: Store, api: FakeCityApi, city: FakeCity, refusal: Refusal
) -> None:
    _write(store, "a")
    for _ in range(3):
        api.failures = [refusal_error(refusal)]
        with pytest.raises(RetryableError):
            exchange.push(TOKEN)
    assert (store.outbox.counts().pending, store.outbox.counts().refused) == (1, 0)

    exchange.push(TOKEN)
    assert city.body_of("minute_line", "line-1") == {"text": "a"}


@pytest.mark.parametrize("error", [ServerBusy(1.0), TimedOut()], ids=repr)
def test_what_was_too_much_for_a_thin_line_is_sent_in_smaller_pieces(
    exchange: Exchange, store: Store, api: FakeCityApi, error: RetryableError
) -> None:
    for number in range(AT_ONCE):
        _write(store, "a", f"line-{number}")
    for _ in range(8):
        api.failures = [error]
        with pytest.raises(RetryableError):
            exchange.push(TOKEN)

    assert [exchange.push(TOKEN) for _ in range(5)] == [1, 2, 4, 8, 16]


def test_a_failure_that_is_not_the_batch_s_is_passed_on(
    exchange: Exchange, store: Store, api: FakeCityApi
) -> None:
    _write(store, "a")
    api.failures = [ProtocolError("wrong_version")]
    with pytest.raises(ProtocolError):
        exchange.push(TOKEN)
    assert store.outbox.counts().pending == 1


def test_what_the_contract_cannot_carry_is_put_aside_without_being_sent(
    exchange: Exchange, store: Store, api: FakeCityApi, caplog: pytest.LogCaptureFixture
) -> None:
    _write(store, "a", "id with spaces")

    assert exchange.push(TOKEN) == 1
    assert "push" not in api.calls
    assert store.outbox.counts().refused == 1
    assert "put aside" in caplog.text


def test_a_refusal_is_logged_with_its_reason(
    exchange: Exchange, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    operation = line_operation("a")
    foreign = replace(operation, body={"text": "riêng tư", "owner_site_id": "site-b"})
    store.items.record(foreign, TODAY).result(LIMIT_S)
    exchange.push(TOKEN)

    assert "not_owner" in caplog.text
    assert "riêng tư" not in caplog.text


def test_after_a_clash_the_city_s_text_is_pulled_at_once(
    exchange: Exchange, store: Store, city: FakeCity
) -> None:
    city.put("minute_line", "line-0", {"text": "x"})
    exchange.pull(TOKEN)
    city.put("minute_line", "line-1", {"text": "tp"})
    _write(store, "ta")
    exchange.push(TOKEN)
    assert exchange.must_pull_first()

    exchange.pull(TOKEN)
    assert not exchange.must_pull_first()
    (item,) = [one for one in store.items.list(LINE) if one.entity_id == "line-1"]
    assert (item.body, item.conflict_body) == ({"text": "tp"}, {"text": "ta"})


def test_what_every_backup_holds_is_let_go_and_the_rest_is_sent_again(
    exchange: Exchange, store: Store, city: FakeCity
) -> None:
    exchange.pull(TOKEN)
    _write(store, "before", "line-1")
    exchange.push(TOKEN)
    backup, city.safe_revision = city.copy(), city.revision
    _write(store, "after", "line-2")
    exchange.push(TOKEN)
    exchange.pull(TOKEN)

    city.restore(backup, "epoch-2")
    exchange.meet_epoch("epoch-2")
    assert store.outbox.counts().pending == 1
    while exchange.pull(TOKEN):
        pass
    exchange.push(TOKEN)

    assert {key[1]: one.body["text"] for key, one in city.records.items()} == {
        "line-1": "before",
        "line-2": "after",
    }


def test_nothing_is_let_go_before_everything_was_pulled(
    exchange: Exchange, store: Store, city: FakeCity
) -> None:
    exchange.pull(TOKEN)
    _write(store, "a")
    exchange.push(TOKEN)
    city.page, city.safe_revision = 1, 99
    city.put("minute_line", "line-2", {"text": "b"})

    assert exchange.pull(TOKEN)
    assert _kept(store) == 1
    while exchange.pull(TOKEN):
        pass
    assert _kept(store) == 0


def test_safe_is_said_anew_in_another_epoch(
    exchange: Exchange, store: Store, city: FakeCity
) -> None:
    city.safe_revision = 50
    exchange.pull(TOKEN)
    city.restore(city.copy(), "epoch-2")
    exchange.meet_epoch("epoch-2")
    exchange.pull(TOKEN)
    _write(store, "a")
    exchange.push(TOKEN)
    exchange.pull(TOKEN)
    assert _kept(store) == 1

    city.safe_revision = city.revision
    exchange.pull(TOKEN)
    assert _kept(store) == 0


def _kept(store: Store) -> int:
    def count(reader: apsw.Connection) -> int:
        return int(rows(reader, "SELECT count(*) FROM outbox WHERE state = 'kept'")[0][0])

    return store.database.read(count)
