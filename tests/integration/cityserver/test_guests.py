"""Guests in a browser over a real line: one link, one browser, eight messages, no name."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from desktop.cityserver.admin.city import put_record
from desktop.contract.channel.seat import CloseCode
from desktop.contract.guests import GUEST_COOKIE, MAX_PAGE_BYTES
from desktop.contract.version import CONTRACT_VERSION, VERSION_HEADER
from desktop.domain.ids import SiteId, new_id
from tests.rigs.city.city_room import Channel, CityRoom, operation
from tests.rigs.city.guest_browser import GuestBrowser
from tests.rigs.city.guest_calls import AGENCY_NAME, QUESTION, ring_guest, wait_for_stage
from tests.rigs.city.running_city_server import (
    AGENCY,
    AGENCY_USER,
    CASE,
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    SESSION,
    RunningCityServer,
    case_body,
    paper_body,
    session_body,
)

DATABASES = ["sqlite", "two_workers"]
pytestmark = pytest.mark.integration

NAME, NUMBER, ADDRESS = "Nguyễn Văn Mẫu", "000000000001", "thôn Mẫu, xã Mẫu"


@pytest.fixture(scope="module")
def chair(shared_server: RunningCityServer) -> CityRoom:
    return CityRoom(shared_server, HQ, CLERK)


@pytest.fixture(scope="module")
def commune(shared_server: RunningCityServer) -> CityRoom:
    return CityRoom(shared_server, COMMUNE, OFFICER)


@pytest.fixture(scope="module")
def case(shared_server: RunningCityServer) -> None:
    """One that names its citizen in every text."""
    citizen = {
        "full_name": NAME,
        "id_number": NUMBER,
        "id_issue_date": "",
        "id_issue_place": "",
        "address": ADDRESS,
        "is_representative": False,
    }
    text = f"{NAME.upper()} ở {ADDRESS}, số {NUMBER}, đề nghị bồi thường"
    body = {**case_body(), "citizens": [citizen], "request": text, "previous_result": text}
    with shared_server.administration() as database:
        put_record(database, kind="case", entity_id=CASE, body=body)


@pytest.fixture
def session_id(shared_server: RunningCityServer, case: None) -> str:
    """Of a session of this test's own: headquarters conducts, no practice."""
    session_id = f"session-{new_id()}"
    body = session_body(HQ, (COMMUNE,), is_practice=False)
    with shared_server.administration() as database:
        put_record(database, kind="session", entity_id=session_id, body=body)
    return session_id


@pytest.fixture
def here(chair: CityRoom, session_id: str) -> Iterator[Channel]:
    """Headquarters in the open session."""
    with chair.join(session_id) as channel:
        channel.say("open_session")
        channel.wait_for_state(lambda told: told["status"] == "in_session")
        yield channel


@pytest.fixture
def link(here: Channel) -> dict[str, Any]:
    return ring_guest(here)


@pytest.fixture
def browser(shared_server: RunningCityServer) -> GuestBrowser:
    return GuestBrowser(shared_server)


def accepted(browser: GuestBrowser, link: dict[str, Any]) -> None:
    assert browser.open(link["path"]).status_code == requests.codes.no_content
    assert browser.answer(accepts=True).status_code == requests.codes.no_content


def test_a_link_opens_once_in_one_browser_and_its_call_is_kept_with_its_hours(
    here: Channel, link: dict[str, Any], browser: GuestBrowser, shared_server: RunningCityServer
) -> None:
    assert browser.open(link["path"]).status_code == requests.codes.no_content
    for another in (browser, GuestBrowser(shared_server)):
        assert another.open(link["path"]).status_code == requests.codes.gone
    told = browser.call().json()
    assert (told["agency"], told["question"], told["stage"]) == (AGENCY_NAME, QUESTION, "ringing")
    assert browser.answer(accepts=True).status_code == requests.codes.no_content
    guest = wait_for_stage(here, "listening", link["site_id"])
    assert guest["rung_at"] <= guest["answered_at"]


def test_the_summary_names_no_citizen(link: dict[str, Any], browser: GuestBrowser) -> None:
    browser.open(link["path"])
    answer = browser.call()
    told = answer.json()
    assert told["case_title"] == "Bồi thường khi thu hồi đất"
    assert told["request"].endswith("đề nghị bồi thường")
    for secret in (NAME, NAME.upper(), NUMBER, ADDRESS):
        assert secret not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_secret_is_in_no_cookie_of_another_path_and_in_no_log(
    link: dict[str, Any], browser: GuestBrowser, shared_server: RunningCityServer
) -> None:
    answer = browser.open(link["path"])
    cookie = answer.headers["Set-Cookie"]
    token = link["path"].rpartition(".")[2]
    assert token not in cookie
    for word in ("HttpOnly", "Path=/guest", "SameSite=strict"):
        assert word in cookie
    assert len(token) >= 32
    assert token not in shared_server.log
    assert browser.cookie not in shared_server.log


@pytest.mark.parametrize("origin", ["http://evil.example", "https://127.0.0.1", "null", ""])
def test_a_page_of_another_host_opens_answers_and_says_nothing(
    link: dict[str, Any], browser: GuestBrowser, origin: str
) -> None:
    assert browser.open(link["path"], origin=origin).status_code == requests.codes.forbidden
    accepted(browser, link)
    answer = browser.answer(accepts=False, origin=origin)
    assert answer.status_code == requests.codes.forbidden
    with browser.dial(origin=origin) as channel:
        assert channel.closing_code() == CloseCode.NOT_SIGNED_IN


def test_a_plain_host_that_is_not_this_pc_is_not_trusted(
    link: dict[str, Any], browser: GuestBrowser
) -> None:
    there = {"Host": "city.example", "Origin": "http://city.example"}
    assert browser.open(link["path"], headers=there).status_code == requests.codes.forbidden
    there["Origin"] = "https://city.example"
    answer = browser.open(link["path"], headers=there)
    assert answer.status_code == requests.codes.no_content
    assert "Secure" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("cookie", ["", "x", "no.such", f"{SESSION}.", f"{SESSION}.x"])
def test_who_shows_nothing_of_the_citys_is_nobody(browser: GuestBrowser, cookie: str) -> None:
    browser.session.cookies.set(GUEST_COOKIE, cookie)
    assert browser.call().status_code == requests.codes.unauthorized
    assert browser.answer(accepts=True).status_code == requests.codes.unauthorized
    with browser.dial() as channel:
        assert channel.closing_code() == CloseCode.NOT_SIGNED_IN


def test_a_link_and_a_cookie_are_of_one_session(
    link: dict[str, Any], browser: GuestBrowser, shared_server: RunningCityServer
) -> None:
    token = link["path"].rpartition(".")[2]
    elsewhere = browser.open(f"/guest#{SESSION}.{token}")
    assert elsewhere.status_code == requests.codes.gone
    accepted(browser, link)
    secret = browser.cookie.rpartition(".")[2]
    stranger = GuestBrowser(shared_server)
    stranger.session.cookies.set(GUEST_COOKIE, f"{SESSION}.{secret}")
    assert stranger.call().status_code == requests.codes.unauthorized


def test_who_guesses_is_stopped_soon(
    shared_server: RunningCityServer, here: Channel, session_id: str
) -> None:
    guesser = GuestBrowser(shared_server, "127.0.0.77")
    codes = [guesser.open(f"/guest#{session_id}.{one}").status_code for one in range(40)]
    assert set(codes) == {requests.codes.gone, requests.codes.too_many_requests}
    link = ring_guest(here)
    assert guesser.open(link["path"]).status_code == requests.codes.too_many_requests
    assert GuestBrowser(shared_server).open(link["path"]).ok


def test_who_has_not_accepted_has_no_seat(link: dict[str, Any], browser: GuestBrowser) -> None:
    browser.open(link["path"])
    with browser.dial() as channel:
        channel.say("hello", program_id="browser-1")
        assert channel.closing_code() == CloseCode.NO_SEAT


def test_a_refusal_is_told_with_its_reason_and_ends_the_call(
    here: Channel, link: dict[str, Any], browser: GuestBrowser
) -> None:
    browser.open(link["path"])
    assert browser.answer(accepts=False, reason="Đang có cuộc họp khác").ok
    assert wait_for_stage(here, "refused", link["site_id"])["reason"] == "Đang có cuộc họp khác"
    assert browser.answer(accepts=True).status_code == requests.codes.conflict


def test_a_guest_sits_there_hears_no_minutes_and_says_eight_messages(
    here: Channel,
    session_id: str,
    commune: CityRoom,
    link: dict[str, Any],
    browser: GuestBrowser,
) -> None:
    accepted(browser, link)
    guest = SiteId(link["site_id"])
    with commune.join(session_id) as there, browser.join() as channel:
        assert channel.welcome["site_id"] == guest
        channel.say("media_ready")
        here.wait_for_state(lambda _: bool((here.seat(guest) or {}).get("media_number")))
        there.say("type_line", line_id="l", speaker=NAME, text=NAME, at="2026-11-26T02:10:00Z")
        here.wait_for("line_typed")
        channel.say("ask_floor", has_hand_up=True, speaker="", side="agency")
        here.wait_for_state(
            lambda told: [one["site_id"] for one in told["queue"]["hands"]] == [guest]
        )
        there.say("ask_floor", has_hand_up=True, speaker=NAME, reason=NAME)
        told = channel.wait_for_state(lambda told: len(told["queue"]["hands"]) == 2)
        assert NAME not in str(told)
        for kind, fields in REFUSED.items():
            channel.say(kind, **fields)
            answer = channel.next_of("refused", "line_typed", "guest_link")
            assert answer == {"type": "refused", "message_type": kind, "code": "forbidden"}
        channel.say("signal", to_site_id=HQ, payload="x")
        assert here.wait_for("signal")["from_site_id"] == guest
        channel.say("leave")
        assert channel.closing_code() in {1000, CloseCode.NO_SEAT}
        wait_for_stage(here, "let_go", guest)
        assert here.seat(guest) is None
        there.say("leave")
    call = browser.call().json()
    assert (call["stage"], call["has_left"]) == ("let_go", True)


REFUSED: dict[str, dict[str, Any]] = {
    "open_session": {},
    "pause_session": {"reason": "break"},
    "resume_session": {},
    "close_session": {},
    "end_session": {"status": "adjourned", "reason": "Đường truyền đứt hẳn"},
    "set_step": {"step": "roll_call"},
    "give_floor": {"site_id": None},
    "lower_hands": {"hand": None},
    "lock_microphone": {"site_id": HQ, "is_locked": True},
    "present_page": {"document_id": None, "page": 1, "page_count": 1, "title": "x"},
    "type_line": {"line_id": "l", "speaker": "", "text": "x", "at": "2026-11-26T02:10:00Z"},
    "ring_guest": {"call_id": "x", "name": "x"},
    "ring_agency": {"call_id": "x", "site_id": AGENCY},
    "let_go": {"call_id": "x"},
    "withdraw_ring": {"call_id": "x"},
    "sense_sites": {"sites": []},
    "fetch_trial_page": {},
    "confirm_trial": {},
}


def test_who_conducts_lets_a_guest_go_and_its_channel_ends(
    here: Channel, link: dict[str, Any], browser: GuestBrowser
) -> None:
    accepted(browser, link)
    with browser.join() as channel:
        here.say("let_go", call_id=link["call_id"])
        assert channel.closing_code() == CloseCode.NO_SEAT
    assert browser.call().json()["stage"] == "let_go"


def test_a_reload_comes_back_to_the_seat_and_the_former_page_is_told(
    here: Channel, link: dict[str, Any], browser: GuestBrowser
) -> None:
    accepted(browser, link)
    guest = SiteId(link["site_id"])
    with browser.join() as former:
        former.say("ask_floor", has_hand_up=True, side="agency")
        here.wait_for_state(lambda told: len(told["queue"]["hands"]) == 1)
        with browser.join("browser-2") as channel:
            assert former.closing_code() == CloseCode.SEAT_TAKEN
            assert [one["site_id"] for one in channel.state["queue"]["hands"]] == [guest]
    seat = here.wait_for_state(lambda _: not (here.seat(guest) or {}).get("is_connected"))
    assert any(one["site_id"] == guest for one in seat["seats"])


def test_a_tab_that_is_closed_in_a_turn_keeps_its_seat_and_the_turn_goes_on_elsewhere(
    here: Channel, link: dict[str, Any], browser: GuestBrowser
) -> None:
    accepted(browser, link)
    guest = SiteId(link["site_id"])
    with browser.join() as channel:
        here.say("give_floor", site_id=guest)
        here.wait_for_state(lambda told: told["speaking_site_id"] == guest)
        channel.cut()
    here.wait_for_state(lambda _: (here.seat(guest) or {}).get("is_connected") is False)
    here.say("give_floor", site_id=HQ)
    here.wait_for_state(lambda told: told["queue"]["heard"] == [HQ])


PNG = b"\x89PNG\r\n\x1a\n" + b"a drawn page"


def a_paper(chair: CityRoom, session_id: str, *, is_cleared: bool = True) -> str:
    """A paper of headquarters, as its desk sends it."""
    document_id = f"paper-{new_id()}"
    body = paper_body(HQ, "0" * 64, 10, session_id=session_id, cleared_for_display=is_cleared)
    (verdict,) = chair.push(operation("paper", document_id, body))
    assert verdict.verdict == "accepted", verdict
    return document_id


def put_page(
    room: CityRoom, session_id: str, document_id: str, page: int = 1, data: bytes = PNG
) -> int:
    path = f"/v1/sessions/{session_id}/stage-page"
    asked = {"document_id": document_id, "page": page}
    return room.call("PUT", path, params=asked, data=data).status_code


def see(browser: GuestBrowser, document_id: str, page: int = 1, **how: Any) -> requests.Response:
    asked = {"document_id": document_id, "page": page}
    return browser.ask("GET", "/guest/page", params=asked, **how)


def present(here: Channel, document_id: str | None, page: int = 1) -> None:
    here.say("present_page", document_id=document_id, page=page, page_count=2, title="Quyết định")
    wanted = None if document_id is None else (document_id, page)
    here.wait_for_state(lambda told: shown_in(told) == wanted)


def shown_in(told: dict[str, Any]) -> tuple[str, int] | None:
    stage = told["stage"]
    return None if stage is None else (stage["document_id"], stage["page"])


def test_a_guest_sees_the_page_on_the_stage_and_nothing_else_of_the_paper(
    here: Channel, chair: CityRoom, session_id: str, link: dict[str, Any], browser: GuestBrowser
) -> None:
    paper = a_paper(chair, session_id)
    present(here, paper)
    assert put_page(chair, session_id, paper) == 409  # nobody may see it
    accepted(browser, link)
    assert see(browser, paper).status_code == 404
    assert put_page(chair, session_id, paper) == 204
    seen = see(browser, paper)
    assert (seen.status_code, seen.content) == (200, PNG)
    assert seen.headers["Content-Type"] == "image/png"
    assert seen.headers["Cache-Control"] == "no-store"
    assert seen.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in seen.headers["Content-Security-Policy"]
    assert see(browser, paper, 2).status_code == 404
    assert see(browser, a_paper(chair, session_id)).status_code == 404
    assert put_page(chair, session_id, paper, 2) == 409
    version = {VERSION_HEADER: CONTRACT_VERSION}
    whole = browser.ask("GET", f"/v1/blobs/{'0' * 64}", headers=version)
    assert whole.status_code == 401


def test_a_page_that_is_down_or_paused_is_seen_no_more(
    here: Channel, chair: CityRoom, session_id: str, link: dict[str, Any], browser: GuestBrowser
) -> None:
    paper = a_paper(chair, session_id)
    accepted(browser, link)
    present(here, paper)
    assert put_page(chair, session_id, paper) == 204
    present(here, paper, 2)
    assert see(browser, paper).status_code == 404
    assert see(browser, paper, 2).status_code == 404
    present(here, paper)
    assert see(browser, paper).status_code == 200
    here.say("pause_session", reason="break")
    here.wait_for_state(lambda told: told["status"] == "paused")
    assert see(browser, paper).status_code == 404
    here.say("resume_session")
    here.wait_for_state(lambda told: told["status"] == "in_session")
    assert see(browser, paper).status_code == 200
    present(here, None)
    assert see(browser, paper).status_code == 404


def test_a_paper_that_is_not_cleared_or_of_another_session_is_no_guests(
    here: Channel, chair: CityRoom, session_id: str, link: dict[str, Any], browser: GuestBrowser
) -> None:
    accepted(browser, link)
    uncleared, foreign = a_paper(chair, session_id, is_cleared=False), a_paper(chair, SESSION)
    for paper in (uncleared, foreign):
        here.say("present_page", document_id=paper, page=1, page_count=2, title="Quyết định")
        assert here.wait_for("refused")["message_type"] == "present_page"
        assert put_page(chair, session_id, paper) == 409
        assert see(browser, paper).status_code == 404


def test_a_paper_that_is_cleared_no_more_is_no_guests_at_once(
    here: Channel, chair: CityRoom, session_id: str, link: dict[str, Any], browser: GuestBrowser
) -> None:
    accepted(browser, link)
    paper = a_paper(chair, session_id)
    present(here, paper)
    assert put_page(chair, session_id, paper) == 204
    assert see(browser, paper).status_code == 200
    (former,) = [one for one in chair.pull_page().changes if one.entity_id == paper]
    body = paper_body(HQ, "0" * 64, 10, session_id=session_id, cleared_for_display=False)
    (verdict,) = chair.push(operation("paper", paper, body, base_revision=former.revision))
    assert verdict.verdict == "accepted", verdict
    assert see(browser, paper).status_code == 404


def test_who_is_not_the_guest_of_the_session_sees_no_page(
    here: Channel, chair: CityRoom, session_id: str, link: dict[str, Any], browser: GuestBrowser
) -> None:
    paper = a_paper(chair, session_id)
    present(here, paper)
    browser.open(link["path"])
    assert see(browser, paper).status_code == 403  # it has not accepted
    browser.answer(accepts=True)
    assert put_page(chair, session_id, paper) == 204
    forged = GuestBrowser(browser.server)
    assert see(forged, paper).status_code == 401
    token = {"Authorization": f"Bearer {chair.token}"}
    assert see(forged, paper, headers=token).status_code == 401
    forged.session.cookies.set(GUEST_COOKIE, f"{session_id}.{'A' * 43}")
    assert see(forged, paper).status_code == 401
    here.say("let_go", call_id=link["call_id"])
    wait_for_stage(here, "let_go", link["site_id"])
    assert see(browser, paper).status_code == 403
    assert put_page(chair, session_id, paper) == 409


def test_the_guest_of_another_session_sees_no_page_of_this_one(
    here: Channel, chair: CityRoom, session_id: str, link: dict[str, Any], browser: GuestBrowser
) -> None:
    paper = a_paper(chair, session_id)
    present(here, paper)
    accepted(browser, link)
    assert put_page(chair, session_id, paper) == 204
    elsewhere = f"session-{new_id()}"
    with browser.server.administration() as database:
        body = session_body(HQ, (COMMUNE,), is_practice=False)
        put_record(database, kind="session", entity_id=elsewhere, body=body)
    with chair.join(elsewhere, program_id="another") as there:
        there.say("open_session")
        there.wait_for_state(lambda told: told["status"] == "in_session")
        stranger = GuestBrowser(browser.server)
        accepted(stranger, ring_guest(there))
        assert see(stranger, paper).status_code == 404
        present(there, a_paper(chair, elsewhere))
        assert see(stranger, paper).status_code == 404


def test_a_page_comes_from_a_desk_of_the_session_and_is_a_picture_of_some_size(
    here: Channel, chair: CityRoom, session_id: str, link: dict[str, Any], browser: GuestBrowser
) -> None:
    paper = a_paper(chair, session_id)
    accepted(browser, link)
    present(here, paper)
    assert put_page(chair, session_id, paper, data=b"<svg onload=alert(1)>") == 400
    assert put_page(chair, session_id, paper, data=PNG + bytes(MAX_PAGE_BYTES)) == 413
    assert put_page(chair, "no-session", paper) == 404
    agency = CityRoom(browser.server, AGENCY, AGENCY_USER)
    assert put_page(agency, session_id, paper) == 404
    assert put_page(chair, session_id, paper) == 204


def test_a_fifth_site_is_not_called(here: Channel) -> None:
    first, second = ring_guest(here), ring_guest(here)
    here.say("ring_guest", call_id="fifth", name="Bộ Mẫu")
    refused = here.wait_for("refused")
    assert (refused["message_type"], refused["code"]) == ("ring_guest", "too_many_sites")
    here.say("withdraw_ring", call_id=first["call_id"])
    wait_for_stage(here, "withdrawn", first["site_id"])
    assert ring_guest(here)["site_id"] != second["site_id"]


def test_a_room_that_does_not_conduct_calls_nobody(
    here: Channel, session_id: str, shared_server: RunningCityServer, commune: CityRoom
) -> None:
    with commune.join(session_id) as there:
        there.say("ring_guest", call_id="x", name="Bộ Mẫu")
        assert there.wait_for("refused")["code"] == "forbidden"
        there.say("leave")
        assert there.closing_code() == 1000
    agency = CityRoom(shared_server, AGENCY, AGENCY_USER)
    assert agency.call("POST", "/guest/open", json={}).status_code == requests.codes.bad_request


def test_every_file_of_the_page_comes_with_a_strict_policy(browser: GuestBrowser) -> None:
    for path in ("/guest", *(f"/guest/files/{one}" for one in FILES)):
        answer = browser.session.get(browser.server.url + path)
        assert answer.ok
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert "://" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "camera=(self), microphone=(self)" in answer.headers["Permissions-Policy"]
    for path in ("/guest/files/../guest.html", "/guest/files/guest.html", "/guest/files/x"):
        assert browser.ask("GET", path).status_code == requests.codes.not_found


FILES = ("guest.css", "guest.js", "peers.js", "words.js")
