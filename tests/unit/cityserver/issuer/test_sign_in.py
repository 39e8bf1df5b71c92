"""Sign-in by the issuer's word: who gets in, whose the account is, how often, what is noted."""

from datetime import timedelta
from typing import Any, NoReturn

import pytest
from sqlalchemy import func, select

from desktop.cityserver.access import account_attempts as attempts
from desktop.cityserver.access.access import Access
from desktop.cityserver.access.account_sign_in import Accounts
from desktop.cityserver.access.callers import Room
from desktop.cityserver.admin.city import NewUser, create_user, issue_enrol_code
from desktop.cityserver.admin.issuer_accounts import (
    LinkRefused,
    forget_issuer_link,
    set_issuer_name,
)
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.config.issuer_plan import IssuerPlan
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.issuer.issuer import Issuer
from desktop.cityserver.issuer.sign_in import (
    ATTEMPT_KEPT,
    LINKED_BY_COMMAND,
    MAX_OPEN_PER_ROOM,
    IssuerSignIns,
)
from desktop.cityserver.secrets.account_keys import AccountKeys
from desktop.cityserver.store.access import people
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.cityserver.store.tables.people import IssuerAttemptRow, IssuerLinkRow, UserRow
from desktop.contract.access import (
    ISSUER_ATTEMPT_S,
    IssuerFinishRequest,
    IssuerPage,
    TokenGrant,
)
from desktop.contract.problem import ProblemCode
from desktop.domain.access.account import AccountCredentials
from desktop.domain.access.person import Role
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import SiteId, UserId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_keeper import Keeper
from tests.rigs.city.local_issuer import (
    AN,
    CLIENT,
    IssuerAtHand,
    LocalIssuer,
    Member,
    Told,
    sign_in_at,
)
from tests.rigs.city.running_city_server import CLERK, COMMUNE, HQ, OFFICER, PIN, STRANGER
from tests.samples.kdf_cost import CHEAP_PINS

pytestmark = pytest.mark.unit

PORT = 40_123
NAMESAKE = Member(subject="another-account", name=OFFICER)
NOBODY = Member(subject="nobody", name="nobody.here")


@pytest.fixture
def there(clock: FakeClock) -> LocalIssuer:
    return LocalIssuer("https://sso.example", clock)


@pytest.fixture
def sign_ins(city: Database, clock: FakeClock, there: LocalIssuer) -> IssuerSignIns:
    plan = IssuerPlan(url=there.url, client_id=CLIENT)
    issuer = Issuer(plan=plan, clock=clock, http=IssuerAtHand(there))
    return IssuerSignIns(database=city, clock=clock, issuer=issuer)


@pytest.fixture
def access(city: Database, clock: FakeClock) -> Access:
    return Access(database=city, clock=clock, pins=CHEAP_PINS)


def room_at(access: Access, city: Database, clock: FakeClock, site_id: SiteId) -> Room:
    return access.room_of(access.enrol(issue_enrol_code(city, site_id, clock=clock), site_id))


@pytest.fixture
def room(access: Access, city: Database, clock: FakeClock) -> Room:
    return room_at(access, city, clock, COMMUNE)


def shown(page: IssuerPage, there: LocalIssuer, **changes: Any) -> IssuerFinishRequest:
    """What a browser brings back from this page."""
    back = sign_in_at(there, page.authorization_url)
    fields = {"state": back["state"], "code": back["code"], "issuer": back.get("iss")}
    return IssuerFinishRequest(**(fields | changes))


def enter(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, member: Member = AN
) -> TokenGrant:
    there.member = member
    return sign_ins.finish(room, shown(sign_ins.begin(room, PORT), there))


def refusal(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, member: Member = AN
) -> ProblemCode:
    with pytest.raises(Rejected) as rejected:
        enter(sign_ins, room, there, member)
    return rejected.value.code


def entries(city: Database) -> list[tuple[str, str, str, str]]:
    query = select(AuditRow).where(AuditRow.kind == "issuer").order_by(AuditRow.seq)
    with city.read() as session:
        rows = session.scalars(query).all()
    return [(one.action, one.user_id, one.room_id, one.outcome) for one in rows]


def open_visits(city: Database) -> int:
    with city.read() as session:
        return session.scalar(select(func.count()).select_from(IssuerAttemptRow)) or 0


# ---- who gets in -----------------------------------------------------------------------------


def test_who_signs_in_there_is_let_in_like_by_a_pin(
    sign_ins: IssuerSignIns, access: Access, room: Room, there: LocalIssuer, city: Database
) -> None:
    grant = enter(sign_ins, room, there)
    person = access.person_of(grant.access_token)
    assert (person.user_id, person.role, person.site_id) == (OFFICER, Role.ROOM_OFFICER, COMMUNE)
    assert person.room_id == room.room_id
    assert access.refresh(grant.refresh_token).user_id == OFFICER
    assert entries(city) == [("sign_in", OFFICER, room.room_id, "done")]
    assert open_visits(city) == 0


def test_an_account_of_nobody_here_gets_nowhere(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, city: Database
) -> None:
    assert refusal(sign_ins, room, there, NOBODY) is ProblemCode.UNKNOWN_PERSON
    assert entries(city) == [("sign_in", "", room.room_id, "unknown_person")]


def test_who_came_off_the_list_of_the_site_is_refused(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, city: Database
) -> None:
    enter(sign_ins, room, there)
    with city.write() as session:
        people.save_user(session, session.get_one(UserRow, OFFICER), [HQ])
    assert refusal(sign_ins, room, there) is ProblemCode.FORBIDDEN
    assert entries(city)[-1] == ("sign_in", OFFICER, room.room_id, "forbidden")


def test_a_room_of_another_site_is_refused(
    sign_ins: IssuerSignIns, access: Access, there: LocalIssuer, city: Database, clock: FakeClock
) -> None:
    elsewhere = room_at(access, city, clock, HQ)
    assert refusal(sign_ins, elsewhere, there) is ProblemCode.FORBIDDEN


def test_it_opens_a_pin_that_was_closed(
    sign_ins: IssuerSignIns, access: Access, room: Room, there: LocalIssuer
) -> None:
    for _ in range(5):
        with pytest.raises(Rejected):
            access.sign_in(room, OFFICER, "000000")
    enter(sign_ins, room, there)
    assert access.sign_in(room, OFFICER, PIN).user_id == OFFICER


def test_a_city_without_an_issuer_knows_no_such_way(
    city: Database, clock: FakeClock, room: Room
) -> None:
    none = IssuerSignIns(database=city, clock=clock, issuer=None)
    assert not none.is_offered
    assert none.title == ""
    with pytest.raises(Rejected) as rejected:
        none.begin(room, PORT)
    assert rejected.value.code is ProblemCode.NOT_FOUND
    with pytest.raises(Rejected):
        none.finish(room, IssuerFinishRequest(state="x", code="x"))


# ---- whose account it is ---------------------------------------------------------------------


def test_who_was_renamed_there_stays_who_they_are_here(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer
) -> None:
    enter(sign_ins, room, there)
    renamed = Member(subject=AN.subject, name=STRANGER)
    assert enter(sign_ins, room, there, renamed).user_id == OFFICER


def test_another_account_that_gets_the_name_gets_nothing_with_it(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer
) -> None:
    enter(sign_ins, room, there)
    assert refusal(sign_ins, room, there, NAMESAKE) is ProblemCode.UNKNOWN_PERSON
    assert enter(sign_ins, room, there).user_id == OFFICER


def test_the_same_subject_of_another_issuer_is_somebody_else(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, city: Database, clock: FakeClock
) -> None:
    enter(sign_ins, room, there)
    other = LocalIssuer("https://other.example", clock)
    plan = IssuerPlan(url=other.url, client_id=CLIENT)
    issuer = Issuer(plan=plan, clock=clock, http=IssuerAtHand(other))
    moved = IssuerSignIns(database=city, clock=clock, issuer=issuer)
    assert refusal(moved, room, other) is ProblemCode.UNKNOWN_PERSON
    assert forget_issuer_link(city, OFFICER)
    assert enter(moved, room, other).user_id == OFFICER


def test_a_name_is_taken_in_any_letters(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer
) -> None:
    loud = Member(subject="x", name=f" {OFFICER.upper()} ")
    assert enter(sign_ins, room, there, loud).user_id == OFFICER


def test_it_may_have_said_another_name_for_a_person(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, city: Database
) -> None:
    assert set_issuer_name(city, OFFICER, "An.NV@city.example ") == "an.nv@city.example"
    by_id = Member(subject="by-id", name=OFFICER)
    assert refusal(sign_ins, room, there, by_id) is ProblemCode.UNKNOWN_PERSON
    by_name = Member(subject="by-name", name="an.nv@CITY.example")
    assert enter(sign_ins, room, there, by_name).user_id == OFFICER
    again = Member(subject="another", name="an.nv@city.example")
    assert refusal(sign_ins, room, there, again) is ProblemCode.UNKNOWN_PERSON


def test_a_new_account_there_is_theirs_after_it_let_the_old_one_go(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, city: Database
) -> None:
    enter(sign_ins, room, there)
    assert forget_issuer_link(city, OFFICER)
    assert not forget_issuer_link(city, OFFICER)
    assert enter(sign_ins, room, there, NAMESAKE).user_id == OFFICER
    assert refusal(sign_ins, room, there) is ProblemCode.UNKNOWN_PERSON


@pytest.mark.parametrize(
    ("user_id", "name", "word"),
    [
        (UserId("nobody"), "an", "no_user"),
        (OFFICER, " ", "bad_name"),
        (OFFICER, "a\nb", "bad_name"),
        (OFFICER, "x" * 251, "bad_name"),
        (OFFICER, CLERK, "name_taken"),
        (OFFICER, "clerk@city", "name_taken"),
    ],
)
def test_a_name_that_cannot_be_theirs_is_refused(
    city: Database, user_id: UserId, name: str, word: str
) -> None:
    set_issuer_name(city, CLERK, "clerk@city")
    with pytest.raises(LinkRefused) as refused:
        set_issuer_name(city, user_id, name)
    assert refused.value.word == word
    with city.read() as session:
        assert session.get(IssuerLinkRow, user_id) is None


def test_their_own_id_may_be_said(city: Database) -> None:
    assert set_issuer_name(city, OFFICER, OFFICER) == OFFICER
    assert set_issuer_name(city, OFFICER, "an") == "an"


# ---- what does not fit -----------------------------------------------------------------------


def test_a_state_that_nobody_was_given_is_refused(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, city: Database
) -> None:
    page = sign_ins.begin(room, PORT)
    with pytest.raises(Rejected) as rejected:
        sign_ins.finish(room, shown(page, there, state="x" * 43))
    assert (rejected.value.code, rejected.value.status) == (ProblemCode.ISSUER_REFUSED, 401)
    assert "/token" not in there.paths
    assert entries(city) == [("sign_in", "", room.room_id, "issuer_refused")]


def test_what_came_back_once_does_not_come_back_again(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer
) -> None:
    brought = shown(sign_ins.begin(room, PORT), there)
    sign_ins.finish(room, brought)
    with pytest.raises(Rejected) as rejected:
        sign_ins.finish(room, brought)
    assert rejected.value.code is ProblemCode.ISSUER_REFUSED


def test_a_visit_belongs_to_the_room_that_began_it(
    sign_ins: IssuerSignIns,
    access: Access,
    room: Room,
    there: LocalIssuer,
    city: Database,
    clock: FakeClock,
) -> None:
    other = room_at(access, city, clock, COMMUNE)
    brought = shown(sign_ins.begin(room, PORT), there)
    with pytest.raises(Rejected) as rejected:
        sign_ins.finish(other, brought)
    assert rejected.value.code is ProblemCode.ISSUER_REFUSED
    assert "/token" not in there.paths


def test_a_visit_has_its_time(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, clock: FakeClock, city: Database
) -> None:
    brought = shown(sign_ins.begin(room, PORT), there)
    clock.advance(ATTEMPT_KEPT.total_seconds() + 1)
    with pytest.raises(Rejected) as rejected:
        sign_ins.finish(room, brought)
    assert rejected.value.code is ProblemCode.ISSUER_REFUSED
    sign_ins.begin(room, PORT)
    clock.advance(ATTEMPT_KEPT.total_seconds() + 1)
    sign_ins.begin(room, PORT)
    assert open_visits(city) == 1


def test_a_room_keeps_some_visits_open_and_no_more(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, clock: FakeClock, city: Database
) -> None:
    pages = []
    for _ in range(MAX_OPEN_PER_ROOM + 2):
        pages.append(sign_ins.begin(room, PORT))
        clock.advance(1)
    assert open_visits(city) == MAX_OPEN_PER_ROOM
    assert sign_ins.finish(room, shown(pages[2], there)).user_id == OFFICER
    with pytest.raises(Rejected):
        sign_ins.finish(room, shown(pages[1], there))


def test_a_token_that_proves_nothing_lets_nobody_in(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, city: Database
) -> None:
    there.lies = {"nonce": "another"}
    assert refusal(sign_ins, room, there) is ProblemCode.ISSUER_REFUSED
    assert entries(city) == [("sign_in", "", room.room_id, "issuer_refused")]


def test_an_issuer_that_is_silent_is_told_apart_and_counts_against_nobody(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, clock: FakeClock, city: Database
) -> None:
    page = sign_ins.begin(room, PORT)
    brought = shown(page, there)
    there.stand_in = lambda _asked: Told(status=500)
    with pytest.raises(Rejected) as rejected:
        sign_ins.finish(room, brought)
    assert (rejected.value.code, rejected.value.status) == (ProblemCode.ISSUER_UNREACHABLE, 503)
    assert entries(city)[-1] == ("sign_in", "", room.room_id, "issuer_unreachable")


def test_an_issuer_that_never_answered_opens_no_page(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer
) -> None:
    there.stand_in = lambda _asked: Told(status=500)
    with pytest.raises(Rejected) as unread:
        sign_ins.begin(room, PORT)
    assert unread.value.code is ProblemCode.ISSUER_UNREACHABLE


def test_that_others_ask_already_counts_against_nobody(
    sign_ins: IssuerSignIns,
    room: Room,
    there: LocalIssuer,
    city: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def busy(*_: object) -> NoReturn:
        raise ServerBusy(5.0)

    for _ in range(attempts.MAX_ATTEMPTS_AT_ROOM + 1):
        brought = shown(sign_ins.begin(room, PORT), there)
        with monkeypatch.context() as patch:
            patch.setattr(Issuer, "prove", busy)
            with pytest.raises(ServerBusy):
                sign_ins.finish(room, brought)
    assert entries(city)[-1] == ("sign_in", "", room.room_id, "issuer_unreachable")
    assert enter(sign_ins, room, there).user_id == OFFICER


def test_an_account_is_bound_only_by_coming_in(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, city: Database
) -> None:
    with city.write() as session:
        people.save_user(session, session.get_one(UserRow, OFFICER), [HQ])
    assert refusal(sign_ins, room, there, NAMESAKE) is ProblemCode.FORBIDDEN
    with city.write() as session:
        people.save_user(session, session.get_one(UserRow, OFFICER), [COMMUNE])
    assert enter(sign_ins, room, there, Member(subject="right", name=OFFICER)).user_id == OFFICER


def test_letters_that_the_issuer_tells_apart_are_not_made_the_same(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, city: Database
) -> None:
    set_issuer_name(city, OFFICER, "kien")
    lookalike = Member(subject="lookalike", name="\N{KELVIN SIGN}ien")
    assert refusal(sign_ins, room, there, lookalike) is ProblemCode.UNKNOWN_PERSON
    assert enter(sign_ins, room, there, Member(subject="right", name="Kien")).user_id == OFFICER


@pytest.fixture
def accounts(city: Database, config: CityServerConfig, clock: FakeClock) -> Accounts:
    keys = AccountKeys(config.folder)
    return Accounts(database=city, clock=clock, pins=CHEAP_PINS, keys=keys)


def test_too_many_that_do_not_fit_lock_the_room_for_every_account(
    sign_ins: IssuerSignIns,
    accounts: Accounts,
    room: Room,
    there: LocalIssuer,
    city: Database,
    clock: FakeClock,
) -> None:
    for _ in range(attempts.MAX_ATTEMPTS_AT_ROOM):
        assert refusal(sign_ins, room, there, NOBODY) is ProblemCode.UNKNOWN_PERSON
    with pytest.raises(Rejected) as locked:
        enter(sign_ins, room, there)
    assert locked.value.code is ProblemCode.TOO_MANY_ATTEMPTS
    assert locked.value.headers == {"Retry-After": "300"}
    assert entries(city)[-1] == ("sign_in", "", room.room_id, "too_many_attempts")
    with pytest.raises(Rejected) as same:
        accounts.sign_in(room, AccountCredentials(login_name="an", password="x", code="000000"))
    assert same.value.code is ProblemCode.TOO_MANY_ATTEMPTS
    clock.advance(attempts.LOCK_S + 1)
    assert enter(sign_ins, room, there).user_id == OFFICER


def test_such_a_lock_is_none_of_the_pin(
    sign_ins: IssuerSignIns, access: Access, room: Room, there: LocalIssuer
) -> None:
    for _ in range(attempts.MAX_ATTEMPTS_AT_ROOM + 1):
        refusal(sign_ins, room, there, NOBODY)
    assert access.sign_in(room, OFFICER, PIN).user_id == OFFICER


def test_right_ones_are_not_counted(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer
) -> None:
    for _ in range(attempts.MAX_ATTEMPTS_AT_ROOM + 1):
        enter(sign_ins, room, there)


def test_nothing_of_the_visit_is_kept_or_logged(
    sign_ins: IssuerSignIns,
    room: Room,
    there: LocalIssuer,
    city: Database,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG", logger="desktop")
    page = sign_ins.begin(room, PORT)
    brought = shown(page, there)
    sign_ins.finish(room, brought)
    there.lies = {"aud": "another"}
    refusal(sign_ins, room, there)
    there.lies = {}
    refusal(sign_ins, room, there, NOBODY)
    for secret in (brought.state, brought.code, AN.subject, AN.name, NOBODY.name, NOBODY.subject):
        assert secret not in caplog.text
    with city.read() as session:
        kept = session.get_one(IssuerLinkRow, OFFICER)
        assert AN.subject not in str(kept.subject_hash)
        assert kept.name is None


def test_two_people_keep_their_accounts_apart(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, city: Database
) -> None:
    new = NewUser(
        user_id=UserId("binh"),
        display_name="Bình",
        role=Role.ROOM_OFFICER,
        pin=PIN,
        site_ids=(COMMUNE,),
    )
    create_user(city, new, pins=CHEAP_PINS)
    binh = Member(subject="b", name="binh")
    assert enter(sign_ins, room, there, binh).user_id == "binh"
    assert enter(sign_ins, room, there).user_id == OFFICER
    assert enter(sign_ins, room, there, binh).user_id == "binh"


@pytest.mark.parametrize("role", sorted(LINKED_BY_COMMAND))
def test_nobody_becomes_a_leader_by_a_name_alone(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, city: Database, role: Role
) -> None:
    new = NewUser(
        user_id=UserId("binh"), display_name="Bình", role=role, pin=PIN, site_ids=(COMMUNE,)
    )
    create_user(city, new, pins=CHEAP_PINS)
    binh = Member(subject="b", name="binh")
    assert refusal(sign_ins, room, there, binh) is ProblemCode.UNKNOWN_PERSON
    set_issuer_name(city, UserId("binh"), "binh")
    assert enter(sign_ins, room, there, binh).user_id == "binh"


def test_time_of_a_visit_is_that_of_the_city(
    sign_ins: IssuerSignIns, room: Room, there: LocalIssuer, clock: FakeClock
) -> None:
    page = sign_ins.begin(room, PORT)
    clock.advance(ISSUER_ATTEMPT_S - 1)
    there.sessions_from = int((clock.now() - timedelta(seconds=30)).timestamp())
    assert sign_ins.finish(room, shown(page, there)).user_id == OFFICER


# ---- backups ---------------------------------------------------------------------------------


def test_a_restore_gives_no_account_to_somebody_else(
    keeper: Keeper,
) -> None:
    keeper.back_up()
    clock = keeper.clock
    there = LocalIssuer("https://sso.example", clock)
    plan = IssuerPlan(url=there.url, client_id=CLIENT)
    issuer = Issuer(plan=plan, clock=clock, http=IssuerAtHand(there))
    sign_ins = IssuerSignIns(database=keeper.city, clock=clock, issuer=issuer)
    access = Access(database=keeper.city, clock=clock, pins=CHEAP_PINS)
    room = room_at(access, keeper.city, clock, COMMUNE)
    enter(sign_ins, room, there)
    keeper.restore()
    assert refusal(sign_ins, room, there, NAMESAKE) is ProblemCode.UNKNOWN_PERSON
    assert enter(sign_ins, room, there).user_id == OFFICER
