"""Who leaves: off every list, in one transaction, and out of every room."""

import pytest

from desktop.cityserver.access.access import Access
from desktop.cityserver.admin.accounts import NewAccount, set_account
from desktop.cityserver.admin.city import issue_enrol_code, put_record
from desktop.cityserver.admin.denunciations import change_readers, list_denunciations
from desktop.cityserver.admin.issuer_accounts import set_issuer_name
from desktop.cityserver.admin.leaving import remove_user
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.secrets.account_keys import AccountKeys
from desktop.cityserver.store.access import accounts, issuers, people
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.cityserver.store.tables.people import UserRow
from desktop.domain.ids import UserId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_accounts import PASSWORD
from tests.rigs.city.running_city_server import COMMUNE, OFFICER, PIN, case_body
from tests.samples.kdf_cost import CHEAP_PINS

pytestmark = pytest.mark.unit

CASE = "case-secret"


@pytest.fixture
def access(city: Database, clock: FakeClock) -> Access:
    return Access(database=city, clock=clock, pins=CHEAP_PINS)


def give_everything(city: Database, config: CityServerConfig) -> None:
    """The officer gets an account, an account at the issuer and a place on a list."""
    keys = AccountKeys(config.folder)
    keys.ensure()
    set_account(city, keys, NewAccount(user_id=OFFICER, password=PASSWORD), pins=CHEAP_PINS)
    set_issuer_name(city, OFFICER, "an.nv@city.example")
    put_record(city, "case", CASE, {**case_body(), "petition_type": "denunciation"})
    change_readers(city, CASE, add=[OFFICER])


def test_who_leaves_is_off_every_list_and_out_of_every_room(
    city: Database, config: CityServerConfig, access: Access, clock: FakeClock
) -> None:
    give_everything(city, config)
    room = access.room_of(access.enrol(issue_enrol_code(city, COMMUNE, clock=clock), COMMUNE))
    grant = access.sign_in(room, OFFICER, PIN)
    person = access.person_of(grant.access_token)

    left = remove_user(city, OFFICER, clock=clock)

    assert left is not None
    assert COMMUNE in left.site_ids
    assert (left.case_ids, left.sign_ins) == ((CASE,), 1)
    assert left.had_account
    assert left.had_issuer_link
    assert not access.is_signed_in(person)
    for call, token in (
        (access.person_of, grant.access_token),
        (access.refresh, grant.refresh_token),
    ):
        with pytest.raises(Rejected):
            call(token)
    with pytest.raises(Rejected):
        access.sign_in(room, OFFICER, PIN)
    assert list_denunciations(city)[0].user_ids == ()
    with city.read() as session:
        assert accounts.account_of(session, OFFICER) is None
        assert issuers.link_of(session, OFFICER) is None
        assert OFFICER not in {one.user_id for one in people.users_of_site(session, COMMUNE)}
        assert people.living_sign_ins(session, OFFICER) == [], "nor is one there for who comes back"
        entries = session.query(AuditRow).filter_by(action="remove_user").all()
    assert {(one.kind, one.subject_id) for one in entries} == {("user", OFFICER), ("case", CASE)}


def test_the_name_stays_with_what_the_person_wrote_and_no_pin_is_right(city: Database) -> None:
    remove_user(city, OFFICER)
    with city.read() as session:
        user = session.get_one(UserRow, OFFICER)
        assert user.display_name
        assert not CHEAP_PINS.is_right(user.pin_hash, PIN)
        assert not CHEAP_PINS.is_right(user.pin_hash, "")


def test_again_is_no_error_and_nobody_is_nobody(city: Database) -> None:
    assert remove_user(city, OFFICER) is not None
    again = remove_user(city, OFFICER)
    assert again is not None
    assert (again.site_ids, again.sign_ins, again.had_account) == ((), 0, False)
    assert remove_user(city, UserId("nobody")) is None
