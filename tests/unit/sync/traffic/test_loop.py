"""The thread with a city in memory; the real clock, because the thread rests on it."""

import hashlib
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cityserver.access.room_ca import ensure_room_ca
from desktop.domain.clock import SystemClock
from desktop.domain.errors import AccessRefused, ProtocolError, ServerBusy
from desktop.domain.ids import DocumentId, SessionId, SiteId, UserId
from desktop.domain.recording.seal import SEAL_NAME
from desktop.domain.sync.events import SyncChanged
from desktop.domain.sync.status import Connectivity, RecordingWay
from desktop.store.records.transfers import Direction, Transfer
from desktop.sync.traffic import loop as loop_module
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.rigs.city.city_keys import an_escrow
from tests.rigs.city.running_city_server import case_body, session_body
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.samples.city_recordings import a_recording
from tests.samples.store import LIMIT_S

pytestmark = pytest.mark.unit

HERE = SiteId("site-a")
OFFICER = UserId("officer")
PIN = "246813"
TODAY = SessionId("session-today")


@pytest.fixture
def city() -> FakeCity:
    city = FakeCity(clock=SystemClock())
    city.add_person(OFFICER, PIN, HERE)
    city.enrol_codes["CODE"] = HERE
    return city


@pytest.fixture
def technician(city: FakeCity) -> UserId:
    """Named before the desk, which asks for the list of people once."""
    city.add_person("technician", PIN, HERE, role="technician")
    return UserId("technician")


@pytest.fixture
def desk(tmp_path: Path, api: FakeCityApi) -> Iterator[DeskSync]:
    with desk_sync(tmp_path / "desk", api, HERE, enrol_code="CODE") as made:
        yield made


def _sign_in(desk: DeskSync) -> None:
    wait_until(lambda: bool(desk.access.officers()))
    desk.access.sign_in(OFFICER, PIN)
    wait_until(lambda: desk.access.access_token() is not None)


def _is(desk: DeskSync, connectivity: Connectivity) -> bool:
    return desk.loop.status().connectivity is connectivity


def test_it_enrols_lists_people_and_waits_for_one(desk: DeskSync, api: FakeCityApi) -> None:
    wait_until(lambda: bool(desk.access.officers()))
    wait_until(lambda: _is(desk, Connectivity.ONLINE))

    assert api.calls[:3] == ["server_info", "enrol", "officers"]
    assert "changes" not in api.calls


def test_the_sealed_key_is_left_with_the_city_though_nobody_has_signed_in(
    desk: DeskSync, city: FakeCity
) -> None:
    desk.loop.leave_escrow(an_escrow())
    wait_until(lambda: list(city.escrows.values()) == [an_escrow()])
    assert not city.access_tokens


def test_a_recording_goes_though_nobody_has_signed_in(tmp_path: Path, api: FakeCityApi) -> None:
    recording = a_recording(tmp_path / "desk" / "recordings", "session-1", HERE)
    (recording.folder / SEAL_NAME).write_text("a seal")
    with desk_sync(tmp_path / "desk", api, HERE, enrol_code="CODE") as desk:
        wait_until(lambda: bool(api.recordings.ends))
        wait_until(lambda: not desk.loop.status().recordings)
        told = [event.status.recordings for event in desk.events.of(SyncChanged)]
    assert len(api.recordings.whole) == 3
    assert {one.way for now in told for one in now} >= {RecordingWay.WAITING}
    assert told[-1] == ()


def test_a_sign_in_starts_the_exchange_at_once(desk: DeskSync, city: FakeCity) -> None:
    city.put("minute_line", "line-9", {"text": "x"})
    _sign_in(desk)

    wait_until(lambda: desk.store.pulled.position().cursor != "")
    assert wait_until(lambda: desk.loop.status().confirmed_at is not None) < 5


def test_what_is_written_is_sent_at_once_and_told(desk: DeskSync, city: FakeCity) -> None:
    _sign_in(desk)
    wait_until(lambda: desk.store.pulled.position().cursor != "")
    desk.minutes.save_line(desk.line("a", session_id=TODAY, line_id="line-1"))

    assert wait_until(lambda: ("minute_line", "line-1") in city.records) < 1.0
    wait_until(lambda: desk.loop.status().is_all_sent)
    told = [event.status.pending_operations for event in desk.events.of(SyncChanged)]
    assert told[-1] == 0


def test_what_an_officer_wrote_waits_while_somebody_who_may_not_send_it_is_signed_in(
    technician: UserId, desk: DeskSync, api: FakeCityApi, city: FakeCity
) -> None:
    desk.minutes.save_line(desk.line("a", session_id=TODAY, line_id="line-1"))
    wait_until(lambda: {one.id for one in desk.access.officers()} == {OFFICER, technician})
    desk.access.sign_in(technician, PIN)
    wait_until(lambda: desk.store.pulled.position().cursor != "")
    desk.loop.pull_soon()
    pulls = api.calls.count("changes")
    wait_until(lambda: api.calls.count("changes") > pulls)
    assert "push" not in api.calls
    assert desk.loop.status().pending_operations == 1

    desk.access.sign_out()
    desk.access.sign_in(OFFICER, PIN)
    wait_until(lambda: ("minute_line", "line-1") in city.records)


def test_what_a_listed_officer_wrote_of_a_denunciation_waits_for_such_an_officer(
    desk: DeskSync, api: FakeCityApi, city: FakeCity
) -> None:
    city.add_person("colleague", PIN, HERE)
    city.let_know(OFFICER, "case-1")
    city.put("case", "case-1", case_body() | {"petition_type": "denunciation"})
    city.put("session", "session-secret", session_body(HERE, (SiteId("site-b"),), case_id="case-1"))
    _sign_in(desk)
    wait_until(lambda: desk.schedule.session(SessionId("session-secret")) is not None)
    desk.access.sign_out()
    wait_until(lambda: desk.access.access_token() is None)
    desk.minutes.save_line(desk.line("a", session_id="session-secret", line_id="line-secret"))
    desk.minutes.save_line(desk.line("b", session_id=TODAY, line_id="line-1"))
    desk.access.sign_in(UserId("colleague"), PIN)
    wait_until(lambda: ("minute_line", "line-1") in city.records)
    desk.loop.pull_soon()
    pulls = api.calls.count("changes")
    wait_until(lambda: api.calls.count("changes") > pulls)
    assert ("minute_line", "line-secret") not in city.records
    assert desk.loop.status().pending_operations == 1

    desk.access.sign_out()
    desk.access.sign_in(OFFICER, PIN)
    wait_until(lambda: ("minute_line", "line-secret") in city.records)


def test_the_city_s_hint_brings_news_at_once(desk: DeskSync, city: FakeCity) -> None:
    _sign_in(desk)
    wait_until(lambda: desk.store.pulled.position().cursor != "")
    line = desk.line("b", session_id=TODAY, line_id="line-2")
    city.put(
        "minute_line",
        line.id,
        {
            "session_id": TODAY,
            "owner_site_id": "site-b",
            "at": "2026-11-26T02:10:00Z",
            "speaker": "",
            "kind": "statement",
            "text": "b",
        },
    )
    desk.loop.pull_soon()

    assert wait_until(lambda: desk.texts(TODAY) == ["b"]) < 1.0


def test_a_city_that_comes_back_is_found_and_everything_is_sent(
    desk: DeskSync, api: FakeCityApi, city: FakeCity
) -> None:
    _sign_in(desk)
    desk.loop.set_live(TODAY)
    api.is_reachable = False
    desk.loop.pull_soon()
    wait_until(lambda: _is(desk, Connectivity.OFFLINE))
    desk.minutes.save_line(desk.line("a", session_id=TODAY, line_id="line-1"))
    wait_until(lambda: desk.loop.status().pending_operations == 1)
    api.is_reachable = True

    assert wait_until(lambda: ("minute_line", "line-1") in city.records) < 2.2
    wait_until(lambda: _is(desk, Connectivity.ONLINE))


def test_wake_tries_at_once_whatever_the_back_off_says(
    desk: DeskSync, api: FakeCityApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop_module, "backoff_s", lambda *_, **__: 300.0)
    _sign_in(desk)  # who is signed in pulls: without that a room that is known rests
    api.is_reachable = False
    desk.loop.wake()
    wait_until(lambda: _is(desk, Connectivity.OFFLINE))
    api.is_reachable = True
    desk.loop.wake()

    wait_until(lambda: _is(desk, Connectivity.ONLINE))


def test_a_busy_city_is_left_alone_as_long_as_it_asks(tmp_path: Path, api: FakeCityApi) -> None:
    api.failures = [ServerBusy(0.3)]
    with desk_sync(tmp_path / "desk", api, HERE, enrol_code="CODE") as desk:
        wait_until(lambda: bool(api.calls))
        assert wait_until(lambda: _is(desk, Connectivity.ONLINE)) >= 0.2


@pytest.mark.parametrize("error", [ProtocolError("wrong_version"), ProtocolError("malformed")])
def test_a_city_that_speaks_otherwise_is_told_and_not_pestered(
    tmp_path: Path, api: FakeCityApi, error: ProtocolError
) -> None:
    api.failures = [error]
    with desk_sync(tmp_path / "desk", api, HERE, enrol_code="CODE") as desk:
        wait_until(lambda: _is(desk, Connectivity.REFUSED))
        assert api.calls == ["server_info"]
        desk.loop.wake()
        wait_until(lambda: _is(desk, Connectivity.ONLINE))


def test_a_room_that_is_not_enrolled_is_told(tmp_path: Path, api: FakeCityApi) -> None:
    with desk_sync(tmp_path / "desk", api, HERE) as desk:
        wait_until(lambda: _is(desk, Connectivity.REFUSED))


def test_a_failing_sign_in_list_is_asked_for_again(tmp_path: Path, api: FakeCityApi) -> None:
    lost = iter([1, 1])

    def lose(name: str) -> None:
        if name == "officers" and next(lost, 0):
            api.is_reachable = False
        elif name == "server_info":
            api.is_reachable = True

    api.on_call = lose
    with desk_sync(tmp_path / "desk", api, HERE, enrol_code="CODE") as desk:
        desk.loop.set_live(TODAY)
        wait_until(lambda: bool(desk.access.officers()))


def test_a_token_the_city_forgot_is_renewed_without_anybody_noticing(
    desk: DeskSync, city: FakeCity, api: FakeCityApi
) -> None:
    _sign_in(desk)
    wait_until(lambda: desk.store.pulled.position().cursor != "")
    city.access_tokens.clear()
    desk.minutes.save_line(desk.line("a", session_id=TODAY, line_id="line-1"))

    wait_until(lambda: ("minute_line", "line-1") in city.records)
    assert api.calls.count("refresh") == 1


def test_a_person_who_must_sign_in_again_keeps_the_seat_and_the_words(
    desk: DeskSync, city: FakeCity
) -> None:
    _sign_in(desk)
    wait_until(lambda: desk.store.pulled.position().cursor != "")
    city.access_tokens.clear()
    city.refresh_tokens.clear()
    desk.minutes.save_line(desk.line("a", session_id=TODAY, line_id="line-1"))
    wait_until(lambda: _sits_without_city(desk))
    wait_until(lambda: desk.loop.status().pending_operations == 1)

    desk.access.sign_in(OFFICER, PIN)

    wait_until(lambda: ("minute_line", "line-1") in city.records)


def test_a_desk_whose_person_must_sign_in_again_finds_the_city_there(
    desk: DeskSync, city: FakeCity, api: FakeCityApi
) -> None:
    _sign_in(desk)
    wait_until(lambda: desk.store.pulled.position().cursor != "")
    city.access_tokens.clear()
    city.refresh_tokens.clear()
    probes = api.calls.count("server_info")
    desk.loop.pull_soon()
    wait_until(lambda: _sits_without_city(desk))
    wait_until(lambda: api.calls.count("server_info") > probes and _is(desk, Connectivity.ONLINE))


def _sits_without_city(desk: DeskSync) -> bool:
    seat = desk.access.signed_in()
    return seat is not None and seat.is_offline


def test_what_was_refused_is_asked_anew_after_a_while(
    desk: DeskSync, api: FakeCityApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sign_in(desk)
    wait_until(lambda: desk.store.pulled.position().cursor != "")
    monkeypatch.setattr(loop_module, "REFUSED_DELAY_S", 0.1)
    api.failures = [AccessRefused("D-108")]
    desk.loop.pull_soon()
    wait_until(lambda: api.calls.count("server_info") == 2)
    wait_until(lambda: _is(desk, Connectivity.ONLINE))


def test_a_room_that_the_city_knows_again_is_online(
    tmp_path: Path, api: FakeCityApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop_module, "REFUSED_DELAY_S", 0.3)
    refused = iter([AccessRefused("D-108")])
    api.on_call = lambda name: api.failures.extend(refused) if name == "officers" else None
    with desk_sync(tmp_path / "desk", api, HERE, enrol_code="CODE") as desk:
        wait_until(lambda: _is(desk, Connectivity.REFUSED))
        wait_until(lambda: _is(desk, Connectivity.ONLINE))
        assert api.calls.count("server_info") == 1, "no probe said so"


def test_a_right_that_was_taken_away_is_told(desk: DeskSync, api: FakeCityApi) -> None:
    _sign_in(desk)
    wait_until(lambda: desk.store.pulled.position().cursor != "")
    api.failures = [AccessRefused("D-108")]
    desk.loop.pull_soon()

    wait_until(lambda: _is(desk, Connectivity.REFUSED))


def test_a_refused_certificate_is_renewed_and_the_work_goes_on(
    desk: DeskSync, city: FakeCity, api: FakeCityApi, tmp_path: Path
) -> None:
    _sign_in(desk)
    wait_until(lambda: desk.store.pulled.position().cursor != "")
    city.room_ca = ensure_room_ca(tmp_path, SystemClock().now())
    api.failures = [AccessRefused("D-115")]
    desk.minutes.save_line(desk.line("a", session_id=TODAY, line_id="line-1"))

    wait_until(lambda: ("minute_line", "line-1") in city.records)
    assert api.calls.count("certify") == 1


def test_a_city_that_takes_no_certificate_is_not_asked_without_end(
    desk: DeskSync, city: FakeCity, api: FakeCityApi, tmp_path: Path
) -> None:
    _sign_in(desk)
    wait_until(lambda: desk.store.pulled.position().cursor != "")
    city.room_ca = ensure_room_ca(tmp_path, SystemClock().now())

    def refuse(name: str) -> None:
        if name in {"push", "changes"}:
            api.failures = [AccessRefused("D-115")]

    api.on_call = refuse
    desk.minutes.save_line(desk.line("a", session_id=TODAY, line_id="line-1"))

    wait_until(lambda: _is(desk, Connectivity.REFUSED))
    assert api.calls.count("certify") == 1
    assert desk.loop.status().pending_operations == 1
    assert desk.access.access_token() is not None


def test_papers_move_and_are_counted(desk: DeskSync, city: FakeCity) -> None:
    _sign_in(desk)
    desk.loop.set_live(TODAY)
    data = b"paper" * 200_000
    sha256 = hashlib.sha256(data).hexdigest()
    desk.store.blobs.put(io.BytesIO(data), 1 << 30)
    city.put("paper", "paper-1", {"sha256": sha256, "size_bytes": len(data)})
    upload = Transfer(
        document_id=DocumentId("paper-1"),
        session_id=TODAY,
        direction=Direction.UP,
        sha256=sha256,
        size_bytes=len(data),
    )
    desk.store.transfers.queue(upload).result(LIMIT_S)

    wait_until(lambda: sha256 in city.blobs)
    wait_until(lambda: desk.loop.status().is_all_sent)
    counted = {event.status.pending_papers for event in desk.events.of(SyncChanged)}
    assert 1 in counted


def test_the_clock_of_the_pc_is_compared_with_the_city_s(
    tmp_path: Path, api: FakeCityApi, city: FakeCity
) -> None:
    city.clock_ahead_s = 3 * 3600.0
    with desk_sync(tmp_path / "desk", api, HERE, enrol_code="CODE") as desk:
        wait_until(lambda: abs(desk.loop.status().clock_offset_s - 10_800) < 2)


def test_a_fault_of_ours_does_not_end_the_thread(
    desk: DeskSync,
    api: FakeCityApi,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    wait_until(lambda: bool(desk.access.officers()))
    monkeypatch.setattr(loop_module, "FAULT_DELAY_S", 0.01)
    broken = iter([1])

    def fail(name: str) -> None:
        if name == "changes" and next(broken, 0):
            raise RuntimeError

    api.on_call = fail
    _sign_in(desk)

    wait_until(lambda: desk.store.pulled.position().cursor != "")
    assert "sync step failed" in caplog.text


def test_a_store_that_fails_is_waited_for(
    desk: DeskSync, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(loop_module, "STORE_DELAY_S", 0.01)
    desk.store.close()
    desk.loop.wake()

    wait_until(lambda: "cannot store" in caplog.text)


def test_a_call_that_hangs_does_not_hold_up_the_stop(
    tmp_path: Path, api: FakeCityApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging, closed = threading.Event(), threading.Event()

    def hang(name: str) -> None:
        if name == "server_info":
            hanging.set()
            closed.wait(LIMIT_S)

    api.on_call = hang
    monkeypatch.setattr(api, "close", closed.set)
    with desk_sync(tmp_path / "desk", api, HERE, enrol_code="CODE") as desk:
        hanging.wait(LIMIT_S)
        assert desk.loop.stop(timeout_s=0.4)
        assert desk.loop.stop()


def test_a_thread_that_never_ends_is_named(
    tmp_path: Path, api: FakeCityApi, caplog: pytest.LogCaptureFixture
) -> None:
    hanging, go_on = threading.Event(), threading.Event()

    def hang(name: str) -> None:
        if name == "server_info":
            hanging.set()
            go_on.wait(LIMIT_S)

    api.on_call = hang
    with desk_sync(tmp_path / "desk", api, HERE, enrol_code="CODE") as desk:
        hanging.wait(LIMIT_S)
        assert not desk.loop.stop(timeout_s=0.1)
        go_on.set()
    assert "sync late" in caplog.text
