"""Enrolment, PINs and tokens, with a clock that the test turns."""

import pytest
from typing_extensions import override

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.account_attempts import (
    LOCK_S,
    MAX_ATTEMPTS_AT_ROOM,
    MAX_LOCK_S,
)
from desktop.cityserver.access.callers import Room
from desktop.cityserver.access.sign_in_tokens import ACCESS_LIFE_S, REFRESH_LIFE_S, SIGN_IN_LIFE
from desktop.cityserver.admin.city import NewUser, create_user, issue_enrol_code, put_records
from desktop.cityserver.admin.denunciations import change_readers
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.secrets.pins import Pins
from desktop.cityserver.store.access import people
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.cityserver.store.tables.people import AttemptRow, FamilyRow, TokenRow, UserRow
from desktop.cityserver.store.tables.rooms import RoomRow
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import MAX_PIN_ATTEMPTS, OFFLINE_SIGN_IN_S, Role
from desktop.domain.ids import SiteId, UserId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import CLERK, COMMUNE, HQ, LEADER, OFFICER, PIN, case_body
from tests.samples.kdf_cost import CHEAP_PINS, CHEAPEST_KDF_COST

pytestmark = pytest.mark.unit


@pytest.fixture
def access(city: Database, clock: FakeClock) -> Access:
    return Access(database=city, clock=clock, pins=CHEAP_PINS)


@pytest.fixture
def room(access: Access, city: Database, clock: FakeClock) -> Room:
    code = issue_enrol_code(city, COMMUNE, clock=clock)
    return access.room_of(access.enrol(code, COMMUNE))


def refusal(code: ProblemCode, call: object, *arguments: object) -> Rejected:
    assert callable(call)
    with pytest.raises(Rejected) as rejected:
        call(*arguments)
    assert rejected.value.code is code
    return rejected.value


def test_an_enrol_code_works_once_at_its_site(
    access: Access, city: Database, clock: FakeClock
) -> None:
    code = issue_enrol_code(city, COMMUNE, "may-tinh-1", clock=clock)
    refusal(ProblemCode.ENROL_CODE_REFUSED, access.enrol, code, HQ)
    assert access.room_of(access.enrol(code, COMMUNE)).site_id == COMMUNE
    refusal(ProblemCode.ENROL_CODE_REFUSED, access.enrol, code, COMMUNE)


def test_an_old_or_unknown_enrol_code_is_refused(
    access: Access, city: Database, clock: FakeClock
) -> None:
    code = issue_enrol_code(city, COMMUNE, clock=clock)
    clock.advance(8 * 24 * 3600.0)
    refusal(ProblemCode.ENROL_CODE_REFUSED, access.enrol, code, COMMUNE)
    refusal(ProblemCode.ENROL_CODE_REFUSED, access.enrol, "guess", COMMUNE)


def test_a_revoked_or_unknown_room_may_not_speak(
    access: Access, city: Database, clock: FakeClock
) -> None:
    token = access.enrol(issue_enrol_code(city, COMMUNE, clock=clock), COMMUNE)
    room = access.room_of(token)
    grant = access.sign_in(room, OFFICER, PIN)
    with city.write() as session:
        session.get_one(RoomRow, room.room_id).revoked_at = clock.now()
    refusal(ProblemCode.NOT_SIGNED_IN, access.room_of, token)
    refusal(ProblemCode.NOT_SIGNED_IN, access.person_of, grant.access_token)
    refusal(ProblemCode.NOT_SIGNED_IN, access.room_of, "guess")


def test_the_list_of_officers_is_that_of_the_site(access: Access, room: Room) -> None:
    assert {one.user_id for one in access.officers(room).officers} == {OFFICER, LEADER}


@pytest.fixture
def denounced(city: Database) -> None:
    """OFFICER and LEADER are on its list."""
    put_records(city, [("case", "case-1", {**case_body(), "petition_type": "denunciation"})])
    change_readers(city, "case-1", add=[OFFICER, LEADER])


def known(access: Access, room: Room) -> dict[str, tuple[str, ...] | None]:
    return {one.user_id: one.denunciations for one in access.officers(room).officers}


@pytest.mark.usefixtures("denounced")
def test_a_rooms_token_tells_of_no_denunciation_but_those_of_people_who_sat_there(
    access: Access, room: Room, city: Database, clock: FakeClock
) -> None:
    other = access.room_of(access.enrol(issue_enrol_code(city, COMMUNE, clock=clock), COMMUNE))
    assert known(access, room) == {OFFICER: None, LEADER: None}
    grant = access.sign_in(room, OFFICER, PIN)
    assert known(access, room) == {OFFICER: ("case-1",), LEADER: None}
    assert known(access, other) == {OFFICER: None, LEADER: None}
    access.sign_out(access.person_of(grant.access_token))
    clock.advance(OFFLINE_SIGN_IN_S)  # the PIN works there without the city
    assert known(access, room) == {OFFICER: ("case-1",), LEADER: None}
    clock.advance(1.0)
    assert known(access, room) == {OFFICER: None, LEADER: None}


@pytest.mark.usefixtures("denounced")
def test_whose_sign_in_goes_on_for_days_stays_known_at_that_pc(
    access: Access, room: Room, city: Database, clock: FakeClock
) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    for _ in range(8):
        clock.advance(11 * 3600.0)
        grant = access.refresh(grant.refresh_token)
        access.person_of(grant.access_token)
    assert known(access, room)[OFFICER] == ("case-1",)
    change_readers(city, "case-1", remove=[OFFICER])
    assert known(access, room)[OFFICER] == ()
    clock.advance(13 * 3600.0)
    assert known(access, room)[OFFICER] is None


@pytest.mark.usefixtures("denounced")
def test_a_person_is_told_the_own_denunciations_at_each_sign_in_and_renewal(
    access: Access, room: Room, city: Database
) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    assert grant.denunciations == ("case-1",)
    change_readers(city, "case-1", remove=[OFFICER])
    assert access.refresh(grant.refresh_token).denunciations == ()


def test_a_right_pin_gives_tokens_that_name_the_person(access: Access, room: Room) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    person = access.person_of(grant.access_token)
    assert (person.user_id, person.role, person.site_id) == (OFFICER, Role.ROOM_OFFICER, COMMUNE)
    assert grant.access_expires_in_s == ACCESS_LIFE_S


def test_tokens_are_stored_as_hashes_only(access: Access, room: Room, city: Database) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    with city.read() as session:
        kept = {row.token_hash for row in session.query(TokenRow)}
        pin_hash = session.get_one(UserRow, OFFICER).pin_hash
    assert not kept & {grant.access_token, grant.refresh_token}
    assert pin_hash.startswith("$argon2id$")


def test_wrong_pins_count_down_then_lock_for_five_minutes(
    access: Access, room: Room, clock: FakeClock
) -> None:
    for left in (4, 3, 2, 1, 0):
        wrong = refusal(ProblemCode.WRONG_PIN, access.sign_in, room, OFFICER, "000000")
        assert wrong.attempts_left == left
    locked = refusal(ProblemCode.TOO_MANY_ATTEMPTS, access.sign_in, room, OFFICER, PIN)
    assert (locked.attempts_left, locked.headers["Retry-After"]) == (0, "300")
    clock.advance(LOCK_S)
    assert access.sign_in(room, OFFICER, PIN).user_id == OFFICER


def test_after_the_lock_all_attempts_are_there_again(
    access: Access, room: Room, clock: FakeClock
) -> None:
    for _ in range(MAX_PIN_ATTEMPTS):
        refusal(ProblemCode.WRONG_PIN, access.sign_in, room, OFFICER, "000000")
    clock.advance(LOCK_S)
    wrong = refusal(ProblemCode.WRONG_PIN, access.sign_in, room, OFFICER, "000000")
    assert wrong.attempts_left == MAX_PIN_ATTEMPTS - 1


def test_each_lock_of_a_pin_lasts_twice_as_long_up_to_an_hour(
    access: Access, room: Room, clock: FakeClock, city: Database
) -> None:
    waits = []
    for _ in range(6):
        for _ in range(MAX_PIN_ATTEMPTS):
            refusal(ProblemCode.WRONG_PIN, access.sign_in, room, OFFICER, "000000")
        locked = refusal(ProblemCode.TOO_MANY_ATTEMPTS, access.sign_in, room, OFFICER, PIN)
        waits.append(float(locked.headers["Retry-After"]))
        with city.write() as session:  # of the room nothing is asked here
            session.query(AttemptRow).delete()
        clock.advance(waits[-1])
    assert waits == [LOCK_S, 2 * LOCK_S, 4 * LOCK_S, 8 * LOCK_S, MAX_LOCK_S, MAX_LOCK_S]
    access.sign_in(room, OFFICER, PIN)
    wrong = refusal(ProblemCode.WRONG_PIN, access.sign_in, room, OFFICER, "000000")
    assert wrong.attempts_left == MAX_PIN_ATTEMPTS - 1


def test_a_room_that_tries_pins_of_everybody_is_locked(
    access: Access, room: Room, clock: FakeClock
) -> None:
    for number in range(MAX_ATTEMPTS_AT_ROOM):
        refusal(ProblemCode.WRONG_PIN, access.sign_in, room, UserId(f"u{number}"), "000000")
    locked = refusal(ProblemCode.TOO_MANY_ATTEMPTS, access.sign_in, room, OFFICER, PIN)
    assert locked.headers["Retry-After"] == "300"
    clock.advance(LOCK_S)
    for _ in range(MAX_ATTEMPTS_AT_ROOM):  # who knows the PIN is not locked by own visits
        access.sign_in(room, OFFICER, PIN)


def test_a_new_pin_of_the_administration_ends_the_sign_ins_there_are(
    access: Access, room: Room, city: Database
) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    user = NewUser(
        user_id=OFFICER,
        display_name="An",
        role=Role.ROOM_OFFICER,
        pin="730182",
        site_ids=(COMMUNE,),
    )
    create_user(city, user, pins=CHEAP_PINS)
    refusal(ProblemCode.NOT_SIGNED_IN, access.person_of, grant.access_token)
    refusal(ProblemCode.NOT_SIGNED_IN, access.refresh, grant.refresh_token)
    assert access.sign_in(room, OFFICER, "730182").user_id == OFFICER


def test_a_sign_in_ends_after_seven_days_however_often_it_is_refreshed(
    access: Access, room: Room, clock: FakeClock
) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    quarter_s = SIGN_IN_LIFE.total_seconds() / 28
    for _ in range(27):
        clock.advance(quarter_s)
        grant = access.refresh(grant.refresh_token)
    clock.advance(quarter_s - 60)
    last = access.refresh(grant.refresh_token)
    assert last.access_expires_in_s == 60
    clock.advance(60)
    refusal(ProblemCode.NOT_SIGNED_IN, access.person_of, last.access_token)
    refusal(ProblemCode.NOT_SIGNED_IN, access.refresh, last.refresh_token)


def test_a_right_pin_forgives_the_wrong_ones_before(access: Access, room: Room) -> None:
    refusal(ProblemCode.WRONG_PIN, access.sign_in, room, OFFICER, "000000")
    access.sign_in(room, OFFICER, PIN)
    wrong = refusal(ProblemCode.WRONG_PIN, access.sign_in, room, OFFICER, "000000")
    assert wrong.attempts_left == MAX_PIN_ATTEMPTS - 1


@pytest.mark.parametrize("user_id", [CLERK, UserId("nobody")])
def test_people_of_other_rooms_are_refused_like_a_wrong_pin(
    access: Access, room: Room, user_id: UserId
) -> None:
    wrong = refusal(ProblemCode.WRONG_PIN, access.sign_in, room, user_id, PIN)
    assert wrong.attempts_left is None


def test_a_damaged_pin_hash_lets_nobody_in(access: Access, room: Room, city: Database) -> None:
    with city.write() as session:
        session.get_one(UserRow, OFFICER).pin_hash = "damaged"
    refusal(ProblemCode.WRONG_PIN, access.sign_in, room, OFFICER, PIN)


@pytest.mark.parametrize(
    ("pin", "site_ids"), [("135791", (COMMUNE,)), (None, (HQ,)), (None, ())], ids=str
)
def test_what_changed_while_the_pin_was_checked_counts(
    city: Database, clock: FakeClock, room: Room, pin: str | None, site_ids: tuple[SiteId, ...]
) -> None:
    class Interrupted(Pins):
        @override
        def is_right(self, pin_hash: str | None, shown: str) -> bool:
            is_right = super().is_right(pin_hash, shown)
            with city.write() as session:
                user = session.get_one(UserRow, OFFICER)
                user.pin_hash = user.pin_hash if pin is None else self.hash(pin)
                people.save_user(session, user, site_ids)
            return is_right

    access = Access(database=city, clock=clock, pins=Interrupted(cost=CHEAPEST_KDF_COST))
    refusal(ProblemCode.WRONG_PIN, access.sign_in, room, OFFICER, PIN)
    with city.read() as session:
        assert session.query(FamilyRow).count() == 0
        newest = session.query(AuditRow).order_by(AuditRow.seq.desc()).first()
        assert newest is not None
        assert (newest.action, newest.outcome) == ("sign_in", "wrong_pin")


def test_an_access_token_ends_after_ten_minutes(
    access: Access, room: Room, clock: FakeClock
) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    clock.advance(ACCESS_LIFE_S - 1)
    access.person_of(grant.access_token)
    clock.advance(1)
    refusal(ProblemCode.NOT_SIGNED_IN, access.person_of, grant.access_token)


def test_a_refresh_gives_new_tokens_and_the_old_access_token_still_runs_out_by_itself(
    access: Access, room: Room
) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    fresh = access.refresh(grant.refresh_token)
    assert fresh.refresh_token != grant.refresh_token
    assert access.person_of(fresh.access_token).user_id == OFFICER
    assert access.person_of(grant.access_token).user_id == OFFICER


@pytest.mark.parametrize("uses_access_token", [True, False])
def test_a_refresh_token_used_again_after_its_successors_revokes_the_whole_family(
    access: Access, room: Room, clock: FakeClock, *, uses_access_token: bool
) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    fresh = access.refresh(grant.refresh_token)
    if uses_access_token:
        access.person_of(fresh.access_token)
    else:
        fresh = access.refresh(fresh.refresh_token)
    clock.advance(ACCESS_LIFE_S)
    access.sign_in(room, OFFICER, PIN)  # forgets expired tokens, not what was learnt from them
    refusal(ProblemCode.NOT_SIGNED_IN, access.refresh, grant.refresh_token)
    refusal(ProblemCode.NOT_SIGNED_IN, access.refresh, fresh.refresh_token)
    assert access.sign_in(room, OFFICER, PIN).user_id == OFFICER


def test_a_refresh_whose_answer_was_lost_is_answered_anew(access: Access, room: Room) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    lost = access.refresh(grant.refresh_token)
    fresh = access.refresh(grant.refresh_token)
    assert access.person_of(fresh.access_token).user_id == OFFICER
    refusal(ProblemCode.NOT_SIGNED_IN, access.person_of, lost.access_token)
    refusal(ProblemCode.NOT_SIGNED_IN, access.refresh, lost.refresh_token)
    assert access.refresh(fresh.refresh_token).user_id == OFFICER


def test_who_shows_an_unknown_refresh_token_never_has_the_writers_turn(
    access: Access, room: Room, city: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    with monkeypatch.context() as taken:
        taken.setattr(city, "write", lambda: pytest.fail("took the turn"))
        refusal(ProblemCode.NOT_SIGNED_IN, access.refresh, "a stranger's guess")
        refusal(ProblemCode.NOT_SIGNED_IN, access.refresh, grant.access_token)
    assert access.refresh(grant.refresh_token).user_id == OFFICER


def test_a_refresh_token_ends_after_twelve_hours(
    access: Access, room: Room, clock: FakeClock
) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    clock.advance(REFRESH_LIFE_S)
    refusal(ProblemCode.NOT_SIGNED_IN, access.refresh, grant.refresh_token)


def test_tokens_do_not_stand_in_for_each_other(access: Access, room: Room) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    refusal(ProblemCode.NOT_SIGNED_IN, access.refresh, grant.access_token)
    refusal(ProblemCode.NOT_SIGNED_IN, access.person_of, grant.refresh_token)
    refusal(ProblemCode.NOT_SIGNED_IN, access.room_of, grant.access_token)


def test_signing_out_ends_this_sign_in_and_no_other(access: Access, room: Room) -> None:
    first, second = (access.sign_in(room, OFFICER, PIN) for _ in range(2))
    access.sign_out(access.person_of(first.access_token))
    refusal(ProblemCode.NOT_SIGNED_IN, access.person_of, first.access_token)
    refusal(ProblemCode.NOT_SIGNED_IN, access.refresh, first.refresh_token)
    assert access.person_of(second.access_token).user_id == OFFICER


def test_a_new_role_holds_at_the_next_request(access: Access, room: Room, city: Database) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    change_officer(city, Role.OBSERVER, (COMMUNE,))
    assert access.person_of(grant.access_token).role is Role.OBSERVER


def test_a_person_taken_off_the_list_is_out_at_once(
    access: Access, room: Room, city: Database
) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    change_officer(city, Role.ROOM_OFFICER, (HQ,))
    refusal(ProblemCode.NOT_SIGNED_IN, access.person_of, grant.access_token)


def test_a_removed_person_or_sign_in_is_out_at_once(
    access: Access, room: Room, city: Database
) -> None:
    grants = [access.sign_in(room, OFFICER, PIN) for _ in range(2)]
    person = access.person_of(grants[0].access_token)
    with city.write() as session:
        session.delete(people.find_family(session, person.family_id))
    refusal(ProblemCode.NOT_SIGNED_IN, access.person_of, grants[0].access_token)
    with city.write() as session:
        session.delete(session.get_one(UserRow, OFFICER))
    refusal(ProblemCode.NOT_SIGNED_IN, access.refresh, grants[1].refresh_token)
    with city.write() as session:
        people.clear_attempts(session, OFFICER)  # a person removed during sign-in
        people.revoke_family(session, person.family_id, FakeClock().now())


def test_expired_tokens_are_forgotten_at_the_next_sign_in(
    access: Access, room: Room, city: Database, clock: FakeClock
) -> None:
    access.sign_in(room, OFFICER, PIN)
    clock.advance(REFRESH_LIFE_S)
    access.sign_in(room, OFFICER, PIN)
    with city.read() as session:
        assert session.query(TokenRow).count() == 2


def change_officer(city: Database, role: Role, site_ids: tuple[object, ...]) -> None:
    create_user(
        city,
        NewUser(
            user_id=OFFICER,
            display_name="Cán bộ",
            role=role,
            pin=PIN,
            site_ids=tuple(site for site in (COMMUNE, HQ) if site in site_ids),
            stays_signed_in=True,
        ),
        pins=CHEAP_PINS,
    )
