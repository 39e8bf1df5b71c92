import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.cityserver.access.room_ca import ensure_room_ca
from desktop.contract.access import TokenGrant
from desktop.contract.problem import ProblemCode
from desktop.domain.access.events import AccessChanged, PinProved
from desktop.domain.access.person import SignedIn
from desktop.domain.errors import (
    AccessRefused,
    Offline,
    ProtocolError,
    ReceptionError,
    StorageError,
)
from desktop.domain.events import ActionFailed
from desktop.domain.ids import CaseId, SiteId, UserId
from desktop.domain.reception.events import ScheduleChanged
from desktop.store.codes import StorageCode
from desktop.store.database.connection import rows
from desktop.store.records import key_values as memory_module
from desktop.store.store import Store
from desktop.sync import task_thread as access_module
from desktop.sync.access.access import Access
from desktop.sync.access.room_enrolment import Enrolment
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.desk_sync import PIN_SECRET, wait_until
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.kdf_cost import CHEAPEST_KDF_COST
from tests.samples.store import LIMIT_S

pytestmark = pytest.mark.unit

HERE = SiteId("site-a")
OFFICER = UserId("officer")
PIN = "246813"


class Desk:
    """Builds Access over one store, as a program that is started again and again."""

    def __init__(
        self, store: Store, api: FakeCityApi, clock: FakeClock, events: EventRecorder
    ) -> None:
        self.store, self.api, self.clock, self.events = store, api, clock, events
        self.access = self.build("CODE")

    def build(self, enrol_code: str | None) -> Access:
        return Access(
            api=self.api,
            memory=self.store.memory,
            clock=self.clock,
            emit=self.events,
            enrolment=Enrolment(
                site_id=HERE,
                pin_secret=PIN_SECRET,
                pin_cost=CHEAPEST_KDF_COST,
                enrol_code=enrol_code,
            ),
        )

    def restart(self) -> None:
        assert self.access.stop()
        self.access = self.build(None)
        self.access.start()

    def sign_in(self, pin: str = PIN, user_id: UserId = OFFICER) -> SignedIn:
        self.events.clear()
        self.access.sign_in(user_id, pin)
        seat = self.events.wait_for(AccessChanged).signed_in
        assert seat is not None
        return seat

    def fail_to_sign_in(self, pin: str = PIN, user_id: UserId = OFFICER) -> ActionFailed:
        self.events.clear()
        self.access.sign_in(user_id, pin)
        return self.events.wait_for(ActionFailed)


@pytest.fixture
def desk(store: Store, api: FakeCityApi, clock: FakeClock, events: EventRecorder) -> Iterator[Desk]:
    made = Desk(store, api, clock, events)
    made.access.start()
    yield made
    made.access.stop()


def test_the_first_contact_enrols_the_room_and_brings_the_sign_in_list(desk: Desk) -> None:
    desk.access.update_room()

    assert [officer.id for officer in desk.access.officers()] == [OFFICER]
    assert desk.events.of(AccessChanged) == [AccessChanged(signed_in=None)]
    desk.access.update_room()
    assert len(desk.events.of(AccessChanged)) == 1
    assert desk.api.calls.count("enrol") == 1


def test_who_needs_to_know_of_a_denunciation_is_known_without_the_city_too(
    desk: Desk, city: FakeCity
) -> None:
    city.let_know(OFFICER, "case-1", "case-2")
    desk.access.update_room()
    assert desk.access.officers()[0].denunciations is None  # nobody has signed in yet
    desk.events.clear()
    seat = desk.sign_in()
    assert seat.officer.denunciations == frozenset({CaseId("case-1"), CaseId("case-2")})
    desk.restart()
    (officer,) = desk.access.officers()
    assert officer.denunciations == frozenset({CaseId("case-1"), CaseId("case-2")})
    city.let_know(OFFICER)
    desk.events.clear()
    desk.access.update_room()
    assert desk.access.officers()[0].denunciations == frozenset()
    assert desk.events.of(AccessChanged)  # what is on the screen may have to go


def test_a_renewal_brings_the_newest_list_of_the_person(desk: Desk, city: FakeCity) -> None:
    desk.access.update_room()
    desk.sign_in()
    city.let_know(OFFICER, "case-1")
    desk.events.clear()
    desk.access.refresh()
    assert desk.access.officers()[0].denunciations == frozenset({CaseId("case-1")})
    assert desk.events.of(AccessChanged)


def test_a_list_that_does_not_say_leaves_what_was_told_at_the_sign_in(
    desk: Desk, city: FakeCity
) -> None:
    city.let_know(OFFICER, "case-1")
    desk.access.update_room()
    desk.sign_in()
    city.seen.clear()  # as after days without a sign-in here
    desk.access.update_room()
    assert desk.access.officers()[0].denunciations == frozenset({CaseId("case-1")})


def test_a_city_of_the_version_before_tells_it_in_the_list_alone(
    desk: Desk, city: FakeCity
) -> None:
    desk.access.update_room()
    desk.sign_in()
    city.let_know(OFFICER, "case-1")
    desk.access.update_room()
    person = city.people[OFFICER]
    person.info = person.info.model_copy(update={"denunciations": None})
    desk.access.refresh()
    assert desk.access.officers()[0].denunciations == frozenset({CaseId("case-1")})


def test_a_list_that_an_older_program_kept_says_nothing_of_denunciations(desk: Desk) -> None:
    desk.store.memory.remember("access.officers", '[["an", "Cán bộ", "room_officer"]]')
    desk.restart()
    assert [one.denunciations for one in desk.access.officers()] == [None]


def test_people_of_a_role_only_a_newer_program_knows_are_passed_over(
    desk: Desk, city: FakeCity
) -> None:
    city.add_person("robot", PIN, HERE, role="robot")
    desk.access.update_room()

    assert [officer.id for officer in desk.access.officers()] == [OFFICER]
    assert desk.fail_to_sign_in(user_id=UserId("robot")).code == "D-108"


def test_a_person_signs_in_at_the_city(desk: Desk) -> None:
    seat = desk.sign_in()

    assert (seat.officer.id, seat.site_id, seat.is_offline) == (OFFICER, HERE, False)
    assert desk.access.signed_in() == seat
    assert desk.access.access_token() is not None
    assert seat.offline_until is not None


def test_a_wrong_pin_is_told_and_nobody_sits_here(desk: Desk) -> None:
    failed = desk.fail_to_sign_in("000000")

    assert (failed.action, failed.code, failed.data) == ("sign_in", "D-102", {"left": 4})
    assert desk.access.signed_in() is None


def test_a_pc_without_token_and_code_is_not_enrolled(desk: Desk) -> None:
    desk.restart()

    assert desk.fail_to_sign_in().code == "D-001"


def test_a_code_the_city_does_not_know_is_told(desk: Desk, city: FakeCity) -> None:
    city.enrol_codes.clear()

    assert desk.fail_to_sign_in().code == "D-103"


def test_a_room_the_city_has_struck_out_must_be_enrolled_again(desk: Desk, city: FakeCity) -> None:
    desk.access.update_room()
    city.rooms.clear()

    assert desk.fail_to_sign_in().code == "D-001"
    city.enrol_codes["CODE"] = HERE
    assert desk.sign_in().officer.id == OFFICER


def test_a_token_is_renewed_in_time_and_lapses_otherwise(desk: Desk, clock: FakeClock) -> None:
    desk.sign_in()
    first = desk.access.access_token()
    due_s = desk.access.refresh_at_s()
    assert due_s == clock.monotonic() + 480.0
    clock.advance(490.0)
    desk.access.refresh()

    assert desk.access.access_token() not in {None, first}
    assert len(desk.events.of(AccessChanged)) == 1
    clock.advance(601.0)
    assert desk.access.access_token() is None


def test_a_rejected_token_is_renewed_at_once(desk: Desk) -> None:
    desk.sign_in()
    token = desk.access.access_token()
    assert token is not None
    desk.access.reject_token("another")
    assert desk.access.access_token() == token
    desk.access.reject_token(token)

    assert desk.access.access_token() is None
    assert desk.access.refresh_at_s() == 0.0
    desk.access.refresh()
    assert desk.access.access_token() is not None


def test_a_new_token_is_used_only_when_the_next_renewal_is_on_the_disk(
    desk: Desk, store: Store
) -> None:
    """Killed between the two, the program would renew with what was renewed already: a theft."""
    desk.sign_in()
    first = desk.access.access_token()
    is_disk_free = threading.Event()
    store.database.write(lambda _writer: is_disk_free.wait(LIMIT_S))
    renewal = threading.Thread(target=desk.access.refresh)
    renewal.start()
    renewal.join(0.1)
    assert desk.access.access_token() == first
    is_disk_free.set()
    renewal.join(LIMIT_S)

    assert desk.access.access_token() != first
    kept = store.database.read(
        lambda reader: rows(reader, "SELECT value FROM memory WHERE name = 'access.grant'")
    )
    assert json.loads(kept[0][0])["refresh_token"] in desk.api.city.refresh_tokens


def test_when_the_city_no_longer_renews_the_seat_stays_without_the_city(
    desk: Desk, city: FakeCity
) -> None:
    desk.sign_in()
    city.refresh_tokens.clear()

    with pytest.raises(AccessRefused):
        desk.access.refresh()

    seat = desk.access.signed_in()
    assert seat is not None
    assert seat.is_offline
    assert desk.access.refresh_at_s() is None
    desk.access.refresh()
    assert desk.api.calls.count("refresh") == 1
    with pytest.raises(AccessRefused, match="D-107"):
        desk.access.current_token(None)


def test_who_sits_without_the_city_has_no_token_and_need_not_sign_in_again(desk: Desk) -> None:
    desk.access.update_room()
    desk.sign_in()
    desk.access.sign_out()
    assert desk.access.current_token(None) is None

    desk.api.is_reachable = False
    assert desk.sign_in().is_offline
    assert desk.access.current_token(None) is None


def test_a_refused_token_is_renewed_before_another_is_given(desk: Desk) -> None:
    desk.sign_in()
    refused = desk.access.current_token(None)

    current = desk.access.current_token(refused)

    assert None not in (refused, current)
    assert current != refused


def test_two_threads_that_renew_at_once_show_the_city_one_token_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.sign_in()
    is_asked, may_answer = threading.Event(), threading.Event()
    refresh = desk.api.refresh

    def slowly(token: str) -> TokenGrant:
        is_asked.set()
        assert may_answer.wait(LIMIT_S)
        return refresh(token)

    monkeypatch.setattr(desk.api, "refresh", slowly)
    sync, channel = (threading.Thread(target=desk.access.refresh) for _ in range(2))
    sync.start()
    assert is_asked.wait(LIMIT_S)
    channel.start()
    channel.join(0.1)
    may_answer.set()
    for one in (sync, channel):
        one.join(LIMIT_S)

    assert desk.api.calls.count("refresh") == 1
    seat = desk.access.signed_in()
    assert seat is not None
    assert not seat.is_offline


def test_nothing_is_renewed_when_nobody_sits_here(desk: Desk) -> None:
    desk.access.refresh()

    assert desk.api.calls == []


def test_without_the_city_the_kept_pin_opens_and_the_city_is_asked_later(desk: Desk) -> None:
    desk.access.update_room()
    desk.sign_in()
    desk.access.sign_out()
    desk.api.is_reachable = False

    seat = desk.sign_in()

    assert seat.is_offline
    assert desk.access.access_token() is None
    assert desk.access.refresh_at_s() == 0.0
    with pytest.raises(Offline):
        desk.access.refresh()
    desk.api.is_reachable = True
    desk.access.refresh()
    now = desk.access.signed_in()
    assert now is not None
    assert not now.is_offline
    assert desk.access.access_token() is not None


def test_a_pin_that_was_changed_at_the_city_meanwhile_leaves_the_seat_without_it(
    desk: Desk, city: FakeCity
) -> None:
    desk.access.update_room()
    desk.sign_in()
    desk.access.sign_out()
    desk.api.is_reachable = False
    desk.sign_in()
    desk.api.is_reachable = True
    city.add_person(OFFICER, "999999", HERE)

    with pytest.raises(AccessRefused):
        desk.access.refresh()
    seat = desk.access.signed_in()
    assert seat is not None
    assert seat.is_offline
    assert desk.access.refresh_at_s() is None


def test_without_the_city_a_person_unknown_here_stays_out(desk: Desk) -> None:
    desk.access.update_room()
    desk.api.is_reachable = False

    assert desk.fail_to_sign_in().code == "D-106"
    assert desk.fail_to_sign_in(user_id=UserId("nobody")).code == "D-106"


def test_a_city_of_another_version_counts_as_not_there(desk: Desk) -> None:
    desk.access.update_room()
    desk.api.failures = [ProtocolError("wrong_version")]
    assert desk.fail_to_sign_in().code == "D-109"

    desk.sign_in()
    desk.api.failures = [ProtocolError("wrong_version")]
    assert desk.sign_in().is_offline
    desk.api.failures = [ProtocolError("wrong_version")]
    assert desk.fail_to_sign_in("000000").code == "D-102"


def test_a_sign_out_ends_the_tokens_here_and_at_the_city(desk: Desk, city: FakeCity) -> None:
    desk.sign_in()
    token = desk.access.access_token()
    desk.events.clear()
    desk.access.sign_out()

    assert desk.events.wait_for(AccessChanged).signed_in is None
    assert (desk.access.access_token(), desk.access.refresh_at_s()) == (None, None)
    wait_until(lambda: token not in city.access_tokens)
    desk.restart()
    assert desk.access.signed_in() is None


def test_a_sign_out_without_the_city_ends_here_all_the_same(desk: Desk) -> None:
    desk.sign_in()
    desk.api.is_reachable = False
    desk.access.sign_out()

    assert desk.access.signed_in() is None
    wait_until(lambda: "sign_out" in desk.api.calls)


def test_a_killed_program_finds_its_officer_again(desk: Desk) -> None:
    desk.access.update_room()
    desk.sign_in()
    desk.restart()

    seat = desk.access.signed_in()
    assert seat is not None
    assert (seat.officer.id, seat.is_offline) == (OFFICER, True)
    desk.access.refresh()
    assert desk.access.access_token() is not None


def test_a_sign_in_older_than_the_pin_may_be_kept_is_not_taken_up(
    desk: Desk, clock: FakeClock
) -> None:
    desk.access.update_room()
    desk.sign_in()
    clock.advance(73 * 3600)
    desk.restart()

    assert desk.access.signed_in() is None
    assert desk.access.refresh_at_s() is None


def test_somebody_who_signed_out_during_a_renewal_stays_out(desk: Desk) -> None:
    desk.sign_in()
    desk.api.on_call = lambda name: desk.access.sign_out() if name == "refresh" else None
    desk.access.refresh()

    assert desk.access.signed_in() is None
    assert desk.access.access_token() is None


def test_whoever_listens_hears_of_each_change(desk: Desk) -> None:
    heard: list[str] = []
    desk.access.watch(lambda: heard.append("x"))
    desk.sign_in()
    desk.access.sign_out()

    assert heard == ["x", "x"]


def test_a_store_that_fails_is_told_and_the_next_sign_in_works(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk.access.update_room()
    with monkeypatch.context() as broken:
        broken.setattr(desk.api, "sign_in", lambda *_: 1 / 0)
        assert desk.fail_to_sign_in().code == "B-315"
    wait_until(lambda: "access task failed" in caplog.text)

    assert desk.sign_in().officer.id == OFFICER


def test_more_sign_ins_than_can_wait_are_dropped(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    assert desk.access.stop()
    for _ in range(access_module.MAX_WAITING_TASKS + 1):
        desk.access.sign_in(OFFICER, PIN)

    assert "dropped" in caplog.text
    assert desk.access.stop()


def test_what_the_store_kept_wrongly_counts_as_not_kept(desk: Desk) -> None:
    for name, kept in (
        ("access.grant", "[1"),
        ("access.grant", '{"x": 1}'),
        ("access.officers", '[["a"]]'),
        ("access.officers", '[["a", "b", "robot"]]'),
        ("access.officers", '[["a", "b", "room_officer", 7]]'),
        ("access.site", '{"x": 1}'),
    ):
        desk.store.memory.remember(name, kept)
        desk.restart()
        assert desk.access.signed_in() is None
        assert desk.access.officers() == ()
        assert desk.access.site_name() is None


def test_the_room_learns_its_name_before_anybody_signs_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = desk.api.officers

    def named(room_token: str) -> object:
        return real(room_token).model_copy(update={"site_name": "Phòng", "unit_code": "1"})

    monkeypatch.setattr(desk.api, "officers", named)
    desk.access.update_room()
    desk.access.update_room()

    name = desk.access.site_name()
    assert name is not None
    assert (name.name, name.unit_code) == ("Phòng", "1")
    assert len(desk.events.of(ScheduleChanged)) == 1


def test_a_certificate_that_the_city_does_not_take_ends_no_sign_in(desk: Desk) -> None:
    desk.sign_in()
    desk.api.failures = [AccessRefused("D-115"), ProtocolError("not_found")]
    with pytest.raises(ProtocolError):
        desk.access.refresh()
    desk.api.on_call = lambda name: _refuse(desk, name)
    for _ in range(2):
        with pytest.raises(AccessRefused, match="D-115"):
            desk.access.refresh()
    assert desk.api.calls.count("certify") == 1
    desk.api.on_call = lambda _name: None
    desk.access.refresh()
    assert desk.access.access_token() is not None


def _refuse(desk: Desk, name: str, refused: str = "refresh") -> None:
    if name == refused:
        desk.api.failures = [AccessRefused("D-115")]


def test_a_certificate_is_asked_for_only_by_a_pc_that_is_bound(desk: Desk) -> None:
    desk.access.renew_certificate(AccessRefused("D-115"))
    assert desk.api.calls == []


def test_a_certificate_that_the_city_does_not_take_keeps_nobody_from_local_work(
    desk: Desk, tmp_path: Path
) -> None:
    desk.access.update_room()
    desk.api.city.room_ca = ensure_room_ca(tmp_path, desk.clock.now())
    desk.api.on_call = lambda name: _refuse(desk, name, "sign_in")
    assert desk.fail_to_sign_in().code == "D-115"
    desk.api.on_call = lambda _name: None
    desk.sign_in()
    desk.access.sign_out()

    desk.api.on_call = lambda name: _refuse(desk, name, "sign_in")
    assert desk.fail_to_sign_in("000000").code == "D-102"
    assert desk.sign_in().is_offline
    desk.api.on_call = lambda _name: None
    desk.access.refresh()
    seat = desk.access.signed_in()
    assert seat is not None
    assert not seat.is_offline


def test_somebody_who_signed_out_while_a_renewal_was_refused_stays_out(desk: Desk) -> None:
    desk.sign_in()
    desk.api.city.refresh_tokens.clear()
    desk.api.on_call = lambda name: desk.access.sign_out() if name == "refresh" else None
    desk.events.clear()
    with pytest.raises(AccessRefused):
        desk.access.refresh()

    assert desk.access.signed_in() is None
    assert [event.signed_in for event in desk.events.of(AccessChanged)] == [None]


def test_a_refused_renewal_takes_nothing_from_who_signed_in_meanwhile(desk: Desk) -> None:
    desk.sign_in()
    desk.api.city.refresh_tokens.clear()

    def change_places(name: str) -> None:
        if name == "refresh":
            desk.api.on_call = lambda _name: None
            desk.access.sign_out()
            desk.sign_in(user_id=UserId("second"))

    desk.api.on_call = change_places
    desk.api.city.add_person("second", PIN, HERE)
    with pytest.raises(AccessRefused):
        desk.access.refresh()

    seat = desk.access.signed_in()
    assert seat is not None
    assert (seat.officer.id, seat.is_offline) == ("second", False)
    assert desk.access.access_token() is not None
    assert desk.access.refresh_at_s() is not None


def test_a_full_disk_refuses_nobody_whom_the_city_let_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk.access.update_room()
    monkeypatch.setattr(memory_module, "_keep", _fail)

    assert not desk.sign_in().is_offline
    assert desk.access.access_token() is not None
    assert "PIN not kept" in caplog.text


def _fail(*_: object) -> None:
    raise StorageError(StorageCode.DISK_FULL)


def test_a_sign_in_that_the_city_confirms_later_opens_for_another_seventy_two_hours(
    desk: Desk, clock: FakeClock
) -> None:
    desk.access.update_room()
    desk.sign_in()
    desk.access.sign_out()
    desk.api.is_reachable = False
    clock.advance(71 * 3600)
    desk.sign_in()
    desk.api.is_reachable = True
    desk.access.refresh()
    seat = desk.access.signed_in()
    assert seat is not None
    assert seat.offline_until == clock.now() + timedelta(hours=72)
    desk.access.sign_out()

    desk.api.is_reachable = False
    clock.advance(71 * 3600)
    assert desk.sign_in().is_offline


@pytest.mark.parametrize("code", ["D-102", "D-104"])
def test_a_pin_that_the_city_calls_wrong_opens_nothing_any_more(desk: Desk, code: str) -> None:
    desk.access.update_room()
    desk.sign_in()
    desk.access.sign_out()
    desk.api.is_reachable = False
    desk.sign_in()
    desk.api.is_reachable = True
    desk.api.failures = [AccessRefused(code)]
    with pytest.raises(AccessRefused):
        desk.access.refresh()
    desk.access.sign_out()

    desk.api.is_reachable = False
    if code == "D-102":
        assert desk.fail_to_sign_in().code == "D-106"
    else:
        assert desk.sign_in().is_offline, "too many wrong ones say nothing of this one"


def test_who_signs_in_without_the_city_over_another_does_not_speak_with_the_others_token(
    desk: Desk, city: FakeCity, api: FakeCityApi
) -> None:
    city.add_person("second", PIN, HERE)
    desk.access.update_room()
    desk.sign_in(user_id=UserId("second"))
    desk.sign_in()
    assert desk.access.access_token() is not None
    api.is_reachable = False
    assert desk.sign_in().is_offline
    assert desk.access.access_token() is not None, "the same person's own"

    assert desk.sign_in(user_id=UserId("second")).is_offline
    assert desk.access.access_token() is None
    api.is_reachable = True
    desk.access.refresh()
    seat = desk.access.signed_in()
    assert seat is not None
    assert (seat.officer.id, seat.is_offline) == ("second", False)
    assert desk.access.access_token() is not None


# ---- who sits here shows it once more --------------------------------------------------------


def test_who_sits_here_shows_it_by_the_pin_kept_here(desk: Desk) -> None:
    desk.sign_in()
    desk.api.is_reachable = False
    desk.access.prove_pin(PIN)
    assert desk.events.wait_for(PinProved).user_id == OFFICER
    desk.access.prove_pin("000000")
    failed = desk.events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("prove_pin", "D-102")
    assert desk.access.signed_in() is not None


def test_a_pin_that_is_not_kept_here_is_shown_to_the_city_and_the_seat_stays(
    desk: Desk, clock: FakeClock
) -> None:
    seat = desk.sign_in()
    clock.advance(73 * 3_600)
    desk.events.clear()
    desk.access.prove_pin(PIN)
    assert desk.events.wait_for(PinProved).user_id == OFFICER
    now = desk.access.signed_in()
    assert now is not None
    assert now.proof == seat.proof
    assert desk.access.access_token() is not None
    clock.advance(73 * 3_600)
    desk.api.is_reachable = False
    desk.access.prove_pin(PIN)
    assert desk.events.wait_for(ActionFailed).code == "D-106"


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (ProtocolError(ProblemCode.WRONG_VERSION), "D-109"),
        (AccessRefused("D-102", {"left": 4}), "D-102"),
    ],
)
def test_what_the_city_says_of_the_pin_is_told(
    desk: Desk, clock: FakeClock, failure: ReceptionError, code: str
) -> None:
    desk.sign_in()
    clock.advance(73 * 3_600)
    desk.api.failures.append(failure)
    desk.access.prove_pin(PIN)
    assert desk.events.wait_for(ActionFailed).code == code


def test_where_nobody_sits_nobody_shows_a_pin(desk: Desk) -> None:
    desk.access.prove_pin(PIN)
    assert desk.events.wait_for(ActionFailed).code == "D-107"
