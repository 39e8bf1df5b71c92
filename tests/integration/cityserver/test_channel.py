"""The live channel over a real line: takeover, silence, garbage, floods, slow readers, kills."""

import statistics
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from desktop.cityserver.admin.city import put_record
from desktop.contract.version import (
    CHANNEL_SILENCE_S,
    CONTRACT_VERSION,
    MAX_CHANNEL_MESSAGE_BYTES,
    VERSION_HEADER,
)
from desktop.domain.ids import new_id
from desktop.domain.reception.status import Step
from tests.patience import PATIENCE_S
from tests.rigs.city.city_room import Channel, CityRoom, operation
from tests.rigs.city.running_city_server import (
    AGENCY,
    AGENCY_USER,
    CLERK,
    COMMUNE,
    ELSEWHERE,
    HQ,
    LATER_SESSION,
    LEADER,
    OBSERVER,
    OFFICER,
    SESSION,
    STRANGER,
    STRICT_SESSION,
    RunningCityServer,
    line_body,
    paper_body,
    session_body,
)
from tests.rigs.system.pc_speed import by_this_pc_s
from tests.samples.steps import steps_to

DATABASES = ["sqlite", "two_workers"]
pytestmark = pytest.mark.integration

Record = Callable[[str, object], None]


@pytest.fixture(scope="module")
def commune(shared_server: RunningCityServer) -> CityRoom:
    return CityRoom(shared_server, COMMUNE, OFFICER)


@pytest.fixture(scope="module")
def hq(shared_server: RunningCityServer) -> CityRoom:
    return CityRoom(shared_server, HQ, CLERK)


@pytest.fixture
def both(commune: CityRoom, hq: CityRoom) -> Iterator[tuple[Channel, Channel]]:
    """Commune and headquarters in SESSION."""
    with commune.join() as there, hq.join() as here:
        there.wait_for_state(lambda state: len(connected(state)) == 2)
        yield there, here


def connected(state: dict[str, object]) -> list[str]:
    seats = state["seats"]
    assert isinstance(seats, list)
    return [seat["site_id"] for seat in seats if seat["is_connected"]]


def test_media_numbers_floor_hand_and_media_are_seen_by_all(
    both: tuple[Channel, Channel],
) -> None:
    there, here = both
    there.say("media_ready")
    here.say("media_ready")
    here.say("open_session")
    there.wait_for_state(lambda told: told["status"] == "in_session")
    there.say("set_media", is_microphone_on=True, is_camera_on=True)
    there.say("ask_floor", has_hand_up=True)
    state = here.wait_for_state(lambda _: is_so(here, "has_hand_up"))
    assert not is_so(here, "is_microphone_on")
    assert state["queue"]["heard"] == [HQ]
    here.say("give_floor", site_id=COMMUNE)
    there.wait_for_state(lambda told: told["speaking_site_id"] == COMMUNE)
    there.say("set_media", is_microphone_on=True, is_camera_on=True)
    state = here.wait_for_state(lambda _: is_so(here, "is_microphone_on"))
    seats = {seat["site_id"]: seat for seat in state["seats"]}
    assert not seats[COMMUNE]["has_hand_up"]
    numbers = {seats[HQ]["media_number"], seats[COMMUNE]["media_number"]}
    assert len(numbers) == 2
    assert min(numbers) > 0
    here.say("give_floor", site_id=None)
    there.wait_for_state(lambda told: told["speaking_site_id"] is None)


def is_so(channel: Channel, word: str) -> bool:
    """What the city says of the commune's seat."""
    seat = channel.seat(COMMUNE)
    return seat is not None and bool(seat[word])


def test_a_signal_reaches_its_seat_unread(both: tuple[Channel, Channel]) -> None:
    there, here = both
    payload = "v=0\r\no=- \u0000 rác 💥" + "x" * 90_000
    there.say("signal", to_site_id=HQ, payload=payload)
    got = here.wait_for("signal")
    assert (got["from_site_id"], got["payload"]) == (COMMUNE, payload)


def test_what_is_not_allowed_is_refused_and_the_channel_goes_on(
    both: tuple[Channel, Channel],
) -> None:
    there, _ = both
    for kind, fields, code in (
        ("signal", {"to_site_id": "nobody", "payload": "x"}, "not_found"),
        ("resume_session", {}, "not_allowed_now"),
        ("set_step", {"step": "dance"}, "bad_request"),
        ("give_floor", {"site_id": "nobody"}, "not_found"),
        ("lock_microphone", {"site_id": "nobody", "is_locked": True}, "not_found"),
        ("hello", {"program_id": "again"}, "bad_request"),
        (
            "present_page",
            {"document_id": "no-such", "page": 1, "page_count": 1, "title": "x"},
            "not_found",
        ),
    ):
        there.say(kind, **fields)
        assert there.wait_for("refused") == {"type": "refused", "message_type": kind, "code": code}
    there.say("ping", nonce=7)
    assert there.wait_for("pong")["nonce"] == 7


def test_outside_practice_only_the_central_site_and_the_citys_leaders_conduct(
    shared_server: RunningCityServer, commune: CityRoom, hq: CityRoom
) -> None:
    with commune.join(STRICT_SESSION) as there, hq.join(STRICT_SESSION) as here:
        there.say("open_session")
        assert there.wait_for("refused")["code"] == "forbidden"
        here.say("lock_microphone", site_id=COMMUNE, is_locked=True)
        there.wait_for_state(lambda told: told["queue"]["locked"] == [COMMUNE])
        there.say("leave")
        assert there.closing_code() == 1000
    with CityRoom(shared_server, COMMUNE, LEADER).join(STRICT_SESSION) as visitor:
        visitor.say("give_floor", site_id=COMMUNE)
        assert visitor.wait_for("refused")["code"] == "forbidden"
        visitor.say("leave")
        assert visitor.closing_code() == 1000
    session_id = "session-of-the-commune"
    with shared_server.administration() as database:
        put_record(database, "session", session_id, session_body(COMMUNE, (HQ,), is_practice=False))
    with CityRoom(shared_server, HQ, LEADER).join(session_id) as chair:
        chair.say("lock_microphone", site_id=HQ, is_locked=True)
        chair.wait_for_state(lambda told: told["queue"]["locked"] == [HQ])
        chair.say("leave")
        assert chair.closing_code() == 1000


def test_a_cleared_page_stands_on_every_screen(
    both: tuple[Channel, Channel], commune: CityRoom
) -> None:
    there, here = both
    paper_id = new_id()
    body = paper_body(COMMUNE, "c" * 64, 10)
    (first,) = commune.push(operation("paper", paper_id, body))
    page = {"document_id": paper_id, "page": 2, "page_count": 3, "title": "Bản đồ"}
    there.say("present_page", **page)
    assert there.wait_for("refused")["code"] == "not_allowed_now"
    cleared = {**body, "cleared_for_display": True}
    commune.push(operation("paper", paper_id, cleared, base_revision=first.revision))
    there.say("present_page", **page)
    told = here.wait_for_state(lambda told: told["stage"] is not None)["stage"]
    assert told == {**page, "part": "whole"}  # said by a room of an older version
    there.say("present_page", **page, part="bottom")
    told = here.wait_for_state(lambda told: told["stage"]["part"] != "whole")["stage"]
    assert told == {**page, "part": "bottom"}
    there.say("present_page", **{**page, "document_id": None})
    here.wait_for_state(lambda told: told["stage"] is None)


def test_a_second_program_takes_the_seat(commune: CityRoom, hq: CityRoom) -> None:
    with hq.join() as here, commune.join(program_id="one") as first:
        first.say("media_ready")
        here.wait_for_state(lambda _: bool((seat := here.seat(COMMUNE)) and seat["media_number"]))
        with commune.join(program_id="two") as second:
            assert first.closing_code() == 4409
            state = second.state
            assert {seat["site_id"]: seat["media_number"] for seat in state["seats"]}[COMMUNE] == 0
            assert COMMUNE in connected(state)
            second.say("ping", nonce=1)
            second.wait_for("pong")


def test_a_broken_line_is_seen_at_once_and_the_seat_comes_back_as_it_was(
    commune: CityRoom, hq: CityRoom
) -> None:
    with hq.join() as here:
        with commune.join() as there:
            there.say("media_ready")
            number = here.wait_for_state(lambda _: media_of(here) > 0) and media_of(here)
            there.cut()
            here.wait_for_state(lambda told: COMMUNE not in connected(told))
        with commune.join() as again:
            here.wait_for_state(lambda told: COMMUNE in connected(told))
            assert media_of(here) == number
            assert again.welcome["state"]["seq"] == again.state["seq"]


def media_of(channel: Channel) -> int:
    seat = channel.seat(COMMUNE)
    return 0 if seat is None else int(seat["media_number"])


def test_a_silent_room_is_shown_as_not_connected_and_its_channel_is_closed(
    commune: CityRoom, hq: CityRoom
) -> None:
    with hq.join() as here, commune.join(is_silent=True) as silent:
        started_s = time.monotonic()
        here.wait_for_state(lambda told: COMMUNE in connected(told))
        while COMMUNE in connected(here.state):
            here.say("ping", nonce=1)
            here.wait_for("pong")
            time.sleep(0.05)
        took_s = time.monotonic() - started_s
        assert CHANNEL_SILENCE_S - 0.5 < took_s < 4 * CHANNEL_SILENCE_S
        assert silent.closing_code() == 1001


def test_a_room_that_says_nothing_at_all_is_let_go(commune: CityRoom) -> None:
    with commune.dial() as silent:
        assert silent.closing_code() == 4400


GARBAGE: list[str | bytes] = [
    "",
    "{",
    "[]",
    "null",
    "\x00",
    '{"type":"dance"}',
    '{"type":"ping"}',
    '{"type":"ping","nonce":-1}',
    '{"type":"ask_floor","has_hand_up":true,"surprise":1}',
    '{"type":"set_step","step":"' + "x" * 17 + '"}',
    "[" * 50_000,
    '{"type":"signal","to_site_id":"../x","payload":"x"}',
    b"\x00\x01\x02",
    b'{"type":"ping","nonce":1}',
]


@pytest.mark.parametrize("data", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_closes_the_channel_of_its_sender_only(
    commune: CityRoom, hq: CityRoom, data: str | bytes
) -> None:
    with hq.join() as here, commune.join() as there:
        there.say_raw(data)
        assert there.closing_code() == 4400
        here.say("ping", nonce=1)
        here.wait_for("pong")


@pytest.mark.parametrize("data", ["x", '{"type":"media_ready"}'])
def test_whoever_does_not_say_hello_first_is_malformed(commune: CityRoom, data: str) -> None:
    with commune.dial() as channel:
        channel.say_raw(data)
        assert channel.closing_code() == 4400


@pytest.mark.parametrize(
    ("size", "codes"), [(MAX_CHANNEL_MESSAGE_BYTES + 1, {4413}), (2_000_000, {1009, 1006})]
)
def test_an_oversized_message_closes_the_channel(
    commune: CityRoom, size: int, codes: set[int]
) -> None:
    """What is never read to its end may break the line before the code is through."""
    with commune.join() as channel:
        channel.say_raw("x" * size)
        assert channel.closing_code() in codes


def test_a_flood_closes_the_channel(commune: CityRoom) -> None:
    with commune.join() as channel:
        for number in range(2_000):  # nothing is looked up for a ping: a slow PC is too fast too
            channel.say("ping", nonce=number)
        assert channel.closing_code() == 4429


def test_wrong_version_no_token_and_no_place_have_their_codes(
    shared_server: RunningCityServer, commune: CityRoom, hq: CityRoom
) -> None:
    for headers, code in (
        ({VERSION_HEADER: "2"}, 4406),
        ({"Authorization": "Bearer x"}, 4401),
        ({"Authorization": "Basic x"}, 4401),
    ):
        with commune.dial(SESSION, **{VERSION_HEADER: CONTRACT_VERSION, **headers}) as channel:
            assert channel.closing_code() == code
    stranger = CityRoom(shared_server, ELSEWHERE, STRANGER)
    observer = CityRoom(shared_server, HQ, OBSERVER)
    for room, session_id, code in (
        (stranger, SESSION, 4403),
        (observer, SESSION, 4403),
        (hq, LATER_SESSION, 4403),
        (hq, "no-such", 4404),
        (hq, "..", 4404),
    ):
        with room.dial(session_id) as channel:
            channel.say("hello", program_id="p")
            assert channel.closing_code() == code


def test_two_sites_typing_see_each_other_as_soon_as_the_city_answers(
    both: tuple[Channel, Channel], record_property: Record
) -> None:
    there, here = both
    took_ms, answered_ms = [], []
    for number in range(60):
        for speaker, listener, site in ((there, here, COMMUNE), (here, there, HQ)):
            asked_s = time.perf_counter()
            speaker.say("ping", nonce=number)
            speaker.wait_for("pong", nonce=number)
            answered_ms.append((time.perf_counter() - asked_s) * 1_000)
            started_s = time.perf_counter()
            text = f"Lời thứ {number} ở {site}"
            speaker.say(
                "type_line",
                line_id=f"line-{site}",
                speaker="Công dân",
                text=text,
                at="2026-11-26T02:10:00Z",
            )
            got = listener.wait_for("line_typed", site_id=site)
            took_ms.append((time.perf_counter() - started_s) * 1_000)
            assert got["text"] == text
        time.sleep(0.02)  # a typist, not a flood
    p50 = statistics.median(took_ms)
    record_property("open_line_seen_ms_p50", p50)
    record_property("open_line_seen_ms_max", max(took_ms))
    assert p50 < 10 * statistics.median(answered_ms)  # an answer takes the same way, as a ratio


def test_a_saved_line_is_announced_to_every_seat(
    both: tuple[Channel, Channel], commune: CityRoom
) -> None:
    commune.push(operation("minute_line", new_id(), line_body(COMMUNE)))
    for channel in both:
        channel.wait_for("changes_available")


@pytest.mark.parametrize("shared_server", ["sqlite"], indirect=True)
def test_a_room_that_does_not_read_is_dropped_and_slows_nobody(
    shared_server: RunningCityServer,
    commune: CityRoom,
    hq: CityRoom,
    record_property: Record,
) -> None:
    agency = CityRoom(shared_server, AGENCY, AGENCY_USER)
    # `deaf` is never asked for a message: after 16 of them its end of the line takes no more.
    with hq.join() as here, commune.join() as there, agency.join() as deaf:
        here.wait_for_state(lambda told: AGENCY in connected(told))
        slowest_ms, at = 0.0, "2026-11-26T02:10:00Z"
        limit_s = time.monotonic() + 2 * PATIENCE_S
        while AGENCY in connected(here.state):
            assert time.monotonic() < limit_s
            for _ in range(10):
                # Of signals too many are dropped before they end a channel.
                there.say("type_line", line_id="l", speaker="", text="ễ" * 8_000, at=at)
                deaf.say("ping", nonce=1)
            there.say("ping", nonce=1)
            there.next_of("pong", "refused")
            started_s = time.perf_counter()
            here.say("ping", nonce=2)
            here.wait_for("pong", nonce=2)
            slowest_ms = max(slowest_ms, (time.perf_counter() - started_s) * 1_000)
            time.sleep(0.25)
        assert is_let_go(shared_server, deaf)
    record_property("slowest_answer_to_the_others_ms", slowest_ms)
    assert slowest_ms < 1_000 * by_this_pc_s(4.0)  # as long as the deaf one is waited for


def is_let_go(server: RunningCityServer, channel: Channel) -> bool:
    """Whether the server closes the socket of a room that does not even read the close frame."""
    port = channel.connection.local_address[1]
    limit_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < limit_s:
        lines = psutil.Process(server.pid).net_connections("tcp")
        if not any(getattr(line.raddr, "port", None) == port for line in lines):
            return True
        time.sleep(0.1)
    return False


def test_a_killed_server_comes_back_with_the_live_state_it_had(
    running_city_server: RunningCityServer, record_property: Record
) -> None:
    commune = CityRoom(running_city_server, COMMUNE, OFFICER)
    hq = CityRoom(running_city_server, HQ, CLERK)
    with commune.join() as there, hq.join() as here:
        there.say("media_ready")
        here.say("media_ready")
        here.say("open_session")
        for step in steps_to(Step.PRESENTATION):
            here.say("set_step", step=step)
        here.say("give_floor", site_id=COMMUNE)
        here.say("pause_session", reason="technical")
        before = here.wait_for_state(
            lambda told: told["status"] == "paused" and told["speaking_site_id"] == COMMUNE
        )
        running_city_server.kill()
        assert here.closing_code() == 1006
    started_s = time.monotonic()
    running_city_server.start()
    with commune.join() as there, hq.join() as here:
        after = here.state
        record_property("seats_taken_again_after_s", time.monotonic() - started_s)
        kept = ("status", "step", "pause_reason", "opened_at", "speaking_site_id", "floor_since")
        assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
        assert after["seq"] > before["seq"]
        assert after["seats"] == before["seats"]
        here.say("resume_session")
        there.wait_for_state(lambda told: told["status"] == "in_session")
    session = hq.pull()["session", SESSION]
    assert session["status"] == "in_session"


def test_a_server_that_stops_says_so_to_its_rooms(
    running_city_server: RunningCityServer,
) -> None:
    room = CityRoom(running_city_server, COMMUNE, OFFICER)
    with room.join() as channel:
        started_s = time.monotonic()
        assert running_city_server.stop() == 0
        assert time.monotonic() - started_s < 20.0  # five seconds for a room that hangs
        assert channel.closing_code() == 1012
