"""Sign-in at the city's issuer at the desk: the page, the way back, every way it can end."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from desktop.contract.access import ISSUER_ATTEMPT_S, IssuerPage
from desktop.domain.access.events import AccessChanged, PageAsked, PinProved
from desktop.domain.access.person import MAX_PIN_ATTEMPTS
from desktop.domain.errors import AccessRefused, ProtocolError, ServerBusy
from desktop.domain.events import ActionFailed
from desktop.store.store import Store
from desktop.sync.access import issuer_sign_in as module
from desktop.sync.access import loopback_redirect
from desktop.sync.access.issuer_sign_in import is_page
from tests.fakes.fake_browser import come_back, is_shut
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.desk.desk_sync import wait_until
from tests.rigs.desk.event_recorder import EventRecorder
from tests.unit.sync.access.test_access import HERE, OFFICER, PIN, Desk

pytestmark = pytest.mark.unit

PAGE = "https://sso.example/authorize"
CODE = "a-code"


class Visitor(Desk):
    """A desk with a browser beside it."""

    def go(self) -> tuple[str, str]:
        """Press the button; where the browser shall come back to, and with which state."""
        self.events.clear()
        self.access.sign_in_issuer()
        address = self.events.wait_for(PageAsked).address
        assert address.startswith(f"{PAGE}?")
        query = parse_qs(urlsplit(address).query)
        return query["redirect_uri"][0], query["state"][0]

    def come_back(self, query: str = f"code={CODE}") -> None:
        redirect, state = self.go()
        come_back(redirect, f"{query}&state={state}")

    def prove(self) -> None:
        """Whoever sits here goes to the page once more, and comes back."""
        self.events.clear()
        self.access.prove_issuer()
        query = parse_qs(urlsplit(self.events.wait_for(PageAsked).address).query)
        come_back(query["redirect_uri"][0], f"code={CODE}&state={query['state'][0]}")

    def enter(self) -> None:
        self.come_back()
        seat = self.events.wait_for(AccessChanged).signed_in
        assert seat is not None
        assert (seat.officer.id, seat.site_id, seat.is_offline) == (OFFICER, HERE, False)

    def fail(self, query: str = f"code={CODE}") -> str:
        self.come_back(query)
        return self.failure()

    def failure(self) -> str:
        failed = self.events.wait_for(ActionFailed)
        assert (failed.action, failed.data) == ("sign_in_issuer", {})
        assert self.access.signed_in() is None
        return failed.code


@pytest.fixture
def desk(
    store: Store, api: FakeCityApi, city: FakeCity, clock: FakeClock, events: EventRecorder
) -> Iterator[Visitor]:
    city.issuer_page = PAGE
    city.issuer_codes = {CODE: OFFICER}
    made = Visitor(store, api, clock, events)
    made.access.start()
    made.access.meet_city(api.server_info())
    made.access.update_room()
    yield made
    assert made.access.stop()


def test_the_city_says_whether_it_has_an_issuer(desk: Visitor, city: FakeCity) -> None:
    assert desk.access.has_issuer()
    assert desk.access.issuer_title() == ""
    city.issuer_title = "VNeID"
    desk.access.meet_city(desk.api.server_info())
    assert desk.access.issuer_title() == "VNeID"
    city.issuer_page = ""
    desk.access.meet_city(desk.api.server_info())
    assert not desk.access.has_issuer()
    assert not desk.build(None).has_issuer()


def test_a_person_gets_in_and_tokens_go_on_as_after_a_pin(desk: Visitor) -> None:
    desk.enter()
    seat = desk.access.signed_in()
    assert desk.access.access_token() is not None
    desk.access.refresh()
    assert desk.access.signed_in() == seat


def test_the_port_is_let_go_afterwards(desk: Visitor) -> None:
    redirect, state = desk.go()
    assert not is_shut(redirect)
    come_back(redirect, f"code={CODE}&state={state}")
    desk.events.wait_for(AccessChanged)
    wait_until(lambda: is_shut(redirect))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("error=access_denied", "D-117"),
        ("code=", "D-117"),
        ("code=another", "D-119"),
        ("code=" + "x" * 2_049, "D-119"),
        ("code=%C3%A9", "D-119"),
        ("code=a%0Ab", "D-119"),
        (f"code={CODE}&iss=" + "x" * 513, "D-119"),
    ],
)
def test_what_is_no_proof_is_told_and_nobody_sits_here(
    desk: Visitor, query: str, code: str
) -> None:
    assert desk.fail(query) == code
    assert desk.access.signed_in() is None


def test_another_state_is_told_and_never_gets_to_the_city(desk: Visitor) -> None:
    redirect, _ = desk.go()
    come_back(redirect, f"code={CODE}&state=another")
    assert desk.failure() == "D-119"
    assert "finish_at_issuer" not in desk.api.calls


def test_who_takes_too_long_is_told(desk: Visitor, clock: FakeClock) -> None:
    redirect, _ = desk.go()
    clock.advance(ISSUER_ATTEMPT_S)
    assert desk.failure() == "D-118"
    wait_until(lambda: is_shut(redirect))


def test_a_code_that_was_used_is_told(desk: Visitor) -> None:
    desk.enter()
    desk.access.sign_out()
    assert desk.fail() == "D-119"


@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        (AccessRefused("D-122"), "D-122"),
        (AccessRefused("D-123"), "D-123"),
        (AccessRefused("D-104"), "D-113"),
        (AccessRefused("D-108"), "D-108"),
        (AccessRefused("D-107"), "D-001"),
        (ServerBusy(1.0), "D-114"),
        (ProtocolError("malformed"), "D-109"),
    ],
)
@pytest.mark.parametrize("is_at_the_end", [True, False])
def test_what_the_city_says_is_told_as_after_any_account(
    desk: Visitor, refusal: Exception, code: str, is_at_the_end: bool
) -> None:
    def refuse(call: str) -> None:
        if call == ("finish_at_issuer" if is_at_the_end else "begin_at_issuer"):
            desk.api.on_call = lambda _call: None
            raise refusal

    desk.api.on_call = refuse
    if is_at_the_end:
        assert desk.fail() == code
    else:
        desk.events.clear()
        desk.access.sign_in_issuer()
        assert desk.failure() == code
        assert desk.events.of(PageAsked) == []


def test_a_city_that_has_no_issuer_any_more_says_so(desk: Visitor, city: FakeCity) -> None:
    city.issuer_page = ""
    desk.events.clear()
    desk.access.sign_in_issuer()
    assert desk.failure() == "D-123"


def test_a_person_of_elsewhere_and_one_of_nowhere(desk: Visitor, city: FakeCity) -> None:
    city.people[OFFICER].site_ids = ()
    assert desk.fail() == "D-108"
    city.issuer_codes = {CODE: "nobody"}
    assert desk.fail() == "D-122"


def test_without_a_port_there_is_no_browser(desk: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_options: object) -> object:
        raise OSError

    monkeypatch.setattr(module, "LoopbackRedirect", refuse)
    desk.events.clear()
    desk.access.sign_in_issuer()
    assert desk.failure() == "D-124"


# ---- sent away -------------------------------------------------------------------------------


@pytest.fixture
def looks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who goes on when it has looked for the browser once more comes too late for every test."""
    monkeypatch.setattr(loopback_redirect, "LOOK_S", 3 * PATIENCE_S)


@pytest.mark.usefixtures("looks_once")
def test_whoever_is_sent_away_is_told_nothing_and_the_pin_works_at_once(desk: Visitor) -> None:
    redirect, _ = desk.go()
    desk.access.cancel_issuer()
    assert desk.sign_in(PIN).officer.id == OFFICER
    assert desk.events.of(ActionFailed) == []
    assert is_shut(redirect)
    assert "finish_at_issuer" not in desk.api.calls


def test_another_sign_in_sends_the_browser_away(desk: Visitor) -> None:
    redirect, _ = desk.go()
    desk.sign_in(PIN)
    assert is_shut(redirect)


def test_the_next_visit_sends_the_former_away(desk: Visitor) -> None:
    first, _ = desk.go()
    desk.enter()
    assert is_shut(first)


def test_sent_away_before_its_turn_it_asks_nothing(desk: Visitor) -> None:
    assert desk.access.stop()
    desk.access.sign_in_issuer()
    desk.access.cancel_issuer()
    desk.access.start()
    desk.sign_in(PIN)
    assert "begin_at_issuer" not in desk.api.calls


def test_sent_away_while_the_city_thinks_no_page_is_opened(desk: Visitor) -> None:
    desk.api.on_call = lambda call: (
        desk.access.cancel_issuer() if call == "begin_at_issuer" else None
    )
    desk.access.sign_in_issuer()
    wait_until(lambda: "begin_at_issuer" in desk.api.calls)
    desk.sign_in(PIN)
    assert desk.events.of(PageAsked) == []


def test_sent_away_while_the_city_is_asked_nobody_sits_here(desk: Visitor) -> None:
    desk.api.on_call = lambda call: (
        desk.access.cancel_issuer() if call == "finish_at_issuer" else None
    )
    desk.come_back()
    wait_until(lambda: "sign_out" in desk.api.calls)
    assert desk.access.signed_in() is None
    assert desk.events.of(AccessChanged) == []


def test_sent_away_while_the_city_refuses_nothing_is_told(desk: Visitor) -> None:
    def refuse(call: str) -> None:
        if call == "finish_at_issuer":
            desk.access.cancel_issuer()
            raise AccessRefused("D-122")

    desk.api.on_call = refuse
    desk.come_back()
    wait_until(lambda: "finish_at_issuer" in desk.api.calls)
    desk.api.on_call = lambda _call: None
    desk.sign_in(PIN)
    assert desk.events.of(ActionFailed) == []


@pytest.mark.usefixtures("looks_once")
def test_the_end_of_the_program_waits_for_no_browser(desk: Visitor) -> None:
    redirect, _ = desk.go()
    assert desk.access.stop(PATIENCE_S)
    assert is_shut(redirect)


# ---- the PIN kept here -----------------------------------------------------------------------


def test_it_opens_the_pin_that_was_closed_here(desk: Visitor) -> None:
    desk.sign_in()
    desk.access.sign_out()
    desk.api.is_reachable = False
    for _ in range(MAX_PIN_ATTEMPTS):
        desk.fail_to_sign_in("000000")
    assert desk.fail_to_sign_in().code == "D-116"
    desk.api.is_reachable = True
    desk.enter()
    desk.access.sign_out()
    desk.api.is_reachable = False
    assert desk.sign_in().is_offline


# ---- the page --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["https://sso.example/a?b=c", "http://127.0.0.1:9000/a", "http://localhost/", "http://[::1]/"],
)
def test_a_page_with_tls_or_on_this_pc_may_be_opened(address: str) -> None:
    assert is_page(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://sso.example/",
        "file:///C:/Windows/System32/calc.exe",
        "javascript:alert(1)",
        "ms-settings:",
        "https:///path",
        "https://a@sso.example/",
        "https://[::1",
        "https://sso.example/ --flag",
        "https://sso.example/\n",
        "https://sso.exämple/",
        "\\\\server\\share",
    ],
)
def test_nothing_else_is_given_to_the_browser(desk: Visitor, address: str) -> None:
    assert not is_page(address)


def test_a_page_that_is_none_is_not_opened(desk: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = IssuerPage(authorization_url="file:///bin/sh", state="s")
    monkeypatch.setattr(desk.api, "begin_at_issuer", lambda *_: odd)
    desk.events.clear()
    desk.access.sign_in_issuer()
    assert desk.failure() == "D-109"
    assert desk.events.of(PageAsked) == []


def test_nothing_of_it_is_logged(desk: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="desktop")
    redirect, state = desk.go()
    come_back(redirect, f"code={CODE}&state={state}")
    event = desk.events.of(PageAsked)[0]
    desk.events.wait_for(AccessChanged)
    assert CODE not in caplog.text
    assert state not in caplog.text
    assert state not in repr(event)


def test_who_sits_here_shows_it_once_more_and_keeps_the_seat(desk: Visitor, city: FakeCity) -> None:
    desk.enter()
    seat = desk.access.signed_in()
    city.issuer_codes = {CODE: OFFICER}
    desk.prove()
    assert desk.events.wait_for(PinProved).user_id == OFFICER
    assert desk.access.signed_in() == seat
    assert desk.access.access_token() is not None


def test_the_account_of_somebody_else_proves_nothing_and_is_ended(
    desk: Visitor, city: FakeCity
) -> None:
    desk.enter()
    seat = desk.access.signed_in()
    city.add_person("other", PIN, HERE)
    city.issuer_codes = {CODE: "other"}
    desk.prove()
    failed = desk.events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("prove_pin", "D-126")
    assert desk.access.signed_in() == seat
    wait_until(lambda: "sign_out" in desk.api.calls)


def test_nobody_and_who_waits_no_longer_prove_nothing(desk: Visitor) -> None:
    desk.access.prove_issuer()
    assert desk.events.wait_for(ActionFailed).code == "D-107"
    desk.enter()
    desk.events.clear()
    desk.access.prove_issuer()
    desk.events.wait_for(PageAsked)
    desk.access.cancel_issuer()
    desk.access.prove_pin("000000")
    assert desk.events.wait_for(ActionFailed).code != "D-107"
    assert desk.events.of(PinProved) == []
