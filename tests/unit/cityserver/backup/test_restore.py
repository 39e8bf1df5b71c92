"""A restore is whole or did not happen."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.callers import Room
from desktop.cityserver.access.room_ca import CA_FILE, ensure_room_ca
from desktop.cityserver.admin.audit_check import verify_audit
from desktop.cityserver.admin.city import (
    NewUser,
    create_user,
    issue_enrol_code,
    open_city,
    revoke_room,
)
from desktop.cityserver.backup import restoring
from desktop.cityserver.backup.restoring import (
    DamagedBackup,
    DataThere,
    NoBackup,
    restore_backup,
)
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.secrets.audit_keys import KEY_FILE, ensure_audit_keys
from desktop.cityserver.store.audit import Action, Head, note_command, read_head
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.database.folder_lock import FolderTaken, hold_folder
from desktop.cityserver.store.records.need_to_know import readers_of, save_readers
from desktop.cityserver.store.records.records import newest_revision
from desktop.cityserver.store.tables.people import UserRow, UserSiteRow
from desktop.cityserver.store.tables.rooms import RoomRow
from desktop.domain.access.person import Role
from desktop.domain.ids import UserId
from tests.rigs.city.city_keeper import Keeper
from tests.rigs.city.running_city_server import CLERK, COMMUNE, HQ, OFFICER, PIN
from tests.samples.kdf_cost import CHEAP_PINS

pytestmark = pytest.mark.unit


def sign_in_room(keeper: Keeper, access: Access) -> Room:
    """A PC that was bound just now."""
    code = issue_enrol_code(keeper.city, COMMUNE, clock=keeper.clock)
    return access.room_of(access.enrol(code, COMMUNE))


def test_it_brings_back_that_day_in_a_new_epoch(keeper: Keeper) -> None:
    sha256 = keeper.add_paper(b"giay to")
    keeper.write_case("case-before")
    before = keeper.epoch
    keeper.back_up()
    keeper.write_case("case-after")
    keeper.paper(sha256).unlink()
    restored = keeper.restore()
    assert keeper.has_case("case-before")
    assert not keeper.has_case("case-after")
    assert keeper.paper(sha256).read_bytes() == b"giay to"
    assert keeper.epoch == restored.epoch != before
    assert keeper.safe_revision == 0


def test_nothing_is_safe_while_a_backup_of_the_former_epoch_is_kept(keeper: Keeper) -> None:
    keeper.back_up(keep=2)
    keeper.restore()
    keeper.back_up(keep=2)
    assert keeper.safe_revision == 0
    made = keeper.back_up(keep=2)
    assert keeper.safe_revision == made.manifest.revision


def test_an_older_one_is_chosen_by_name(keeper: Keeper) -> None:
    first = keeper.back_up()
    keeper.write_case("case-later")
    keeper.back_up()
    assert keeper.restore(first.name).backup.name == first.name
    assert not keeper.has_case("case-later")
    with pytest.raises(NoBackup):
        keeper.restore("20200101-000000")


def test_it_refuses_over_data_unless_told_and_then_puts_it_aside(keeper: Keeper) -> None:
    keeper.back_up()
    keeper.write_case("case-after")
    with pytest.raises(DataThere):
        keeper.restore(may_replace=False)
    keeper.city.open()
    assert keeper.has_case("case-after")
    restored = keeper.restore()
    assert restored.put_aside is not None
    with sqlite3.connect(restored.put_aside) as connection:
        cases = connection.execute("SELECT entity_id FROM entity WHERE kind = 'case'")
        assert ("case-after",) in cases.fetchall()
    connection.close()


def test_papers_alone_are_data_too(keeper: Keeper, tmp_path: Path) -> None:
    keeper.add_paper(b"one")
    keeper.back_up()
    keeper.city.close()
    (keeper.config.folder / "city.db").unlink()
    with pytest.raises(DataThere):
        keeper.restore(may_replace=False)
    elsewhere = CityServerConfig(folder=tmp_path / "elsewhere")
    restore_backup(elsewhere, keeper.backups, name=None, may_replace=False, clock=keeper.clock)
    with open_city(elsewhere) as database, database.read() as session:
        assert newest_revision(session) > 0


@pytest.mark.parametrize("what", ["database", "paper", "missing"])
def test_one_wrong_byte_and_nothing_is_changed(keeper: Keeper, what: str) -> None:
    sha256 = keeper.add_paper(b"giay to")
    made = keeper.back_up()
    keeper.write_case("case-after")
    epoch = keeper.epoch
    if what == "database":
        copy = keeper.backups.database(made.name)
        data = bytearray(copy.read_bytes())
        data[len(data) // 2] ^= 1
        copy.write_bytes(data)
    elif what == "paper":
        keeper.backups.paper(sha256).write_bytes(b"giay t0")
    else:
        keeper.backups.paper(sha256).unlink()
    with pytest.raises(DamagedBackup) as damaged:
        keeper.restore()
    assert damaged.value.names == ("city.db",) if what == "database" else (sha256,)
    keeper.city.open()
    assert keeper.has_case("case-after")
    assert keeper.epoch == epoch


@pytest.mark.parametrize("step", ["_stage_database", "_put_papers", "_put_aside"])
def test_a_full_disk_in_the_middle_leaves_the_former_city(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    keeper.back_up()
    keeper.write_case("case-after")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring, step, fail)
    with pytest.raises(OSError, match="No space"):
        keeper.restore()
    keeper.city.open()
    assert keeper.has_case("case-after")
    assert not list(keeper.config.folder.glob("*.part"))


def test_the_log_of_the_former_database_does_not_meet_the_new_one(keeper: Keeper) -> None:
    keeper.back_up()
    reader = sqlite3.connect(keeper.config.folder / "city.db")
    reader.execute("SELECT * FROM meta").fetchall()
    keeper.write_case("case-after")
    database = keeper.config.folder / "city.db"
    logs = {end: Path(f"{database}{end}").read_bytes() for end in ("-wal", "-shm")}
    keeper.city.close()
    reader.close()
    for end, data in logs.items():  # as a killed server leaves them
        Path(f"{database}{end}").write_bytes(data)
    keeper.restore()
    assert not keeper.has_case("case-after")


def test_it_takes_the_place_of_a_database_that_cannot_be_read(keeper: Keeper) -> None:
    keeper.write_case("case-before")
    keeper.back_up()
    keeper.city.close()
    database = keeper.config.folder / "city.db"
    database.write_bytes(b"no database" * 500)
    Path(f"{database}-wal").write_bytes(b"no log" * 50)
    restored = keeper.restore()
    assert keeper.has_case("case-before")
    assert restored.put_aside is not None
    assert restored.put_aside.read_bytes().startswith(b"no database")


def test_not_while_the_server_runs(keeper: Keeper) -> None:
    keeper.back_up()
    with hold_folder(keeper.config.folder), pytest.raises(FolderTaken):
        keeper.restore()


def test_sign_ins_go_on_and_what_was_revoked_stays_so(keeper: Keeper) -> None:
    access = Access(database=keeper.city, clock=keeper.clock, pins=CHEAP_PINS)
    room = sign_in_room(keeper, access)
    gone = access.sign_in(room, OFFICER, PIN)
    person = access.person_of(gone.access_token)
    keeper.back_up()
    access.sign_out(person)
    late = access.sign_in(sign_in_room(keeper, access), OFFICER, PIN)

    assert keeper.restore().has_sign_ins

    assert access.person_of(late.access_token).user_id == OFFICER
    assert access.refresh(late.refresh_token).user_id == OFFICER
    with pytest.raises(Rejected):
        access.refresh(gone.refresh_token)


def test_a_former_database_older_than_the_backup_lets_nobody_in_again(
    keeper: Keeper,
) -> None:
    """A machine was put back as it was last week, then the newest backup onto it."""
    access = Access(database=keeper.city, clock=keeper.clock, pins=CHEAP_PINS)
    code = issue_enrol_code(keeper.city, COMMUNE, clock=keeper.clock)
    room_token = access.enrol(code, COMMUNE)
    stolen = access.room_of(room_token)
    of_stolen = access.sign_in(stolen, OFFICER, PIN)
    signed_out = access.sign_in(sign_in_room(keeper, access), OFFICER, PIN)
    keeper.city.close()
    database = keeper.config.folder / "city.db"
    last_week = database.read_bytes()
    keeper.city.open()
    access.sign_out(access.person_of(signed_out.access_token))
    assert revoke_room(keeper.city, stolen.room_id, clock=keeper.clock) == COMMUNE
    used_at = keeper.clock.now()
    with keeper.city.write() as session:
        bound = session.get_one(RoomRow, stolen.room_id)
        bound.key_hash, bound.certificate_used_at = "0" * 64, used_at
    keeper.back_up()
    keeper.city.close()
    database.write_bytes(last_week)

    assert keeper.restore().has_sign_ins

    with keeper.city.read() as session:
        room = session.get_one(RoomRow, stolen.room_id)
        assert room.revoked_at is not None
        assert (room.key_hash, room.certificate_used_at) == ("0" * 64, used_at)
    with pytest.raises(Rejected):
        access.room_of(room_token)
    for grant in (of_stolen, signed_out):
        with pytest.raises(Rejected):
            access.refresh(grant.refresh_token)


@pytest.mark.parametrize("fault", ["gone", "damaged", "another"])
def test_sign_ins_of_a_lost_database_are_those_of_the_backup(keeper: Keeper, fault: str) -> None:
    access = Access(database=keeper.city, clock=keeper.clock, pins=CHEAP_PINS)
    early = access.sign_in(sign_in_room(keeper, access), OFFICER, PIN)
    keeper.back_up()
    late = access.sign_in(sign_in_room(keeper, access), OFFICER, PIN)
    keeper.city.close()
    database = keeper.config.folder / "city.db"
    if fault == "gone":
        database.unlink()
    elif fault == "damaged":
        database.write_bytes(b"no database" * 500)
    else:
        with sqlite3.connect(database) as connection:
            connection.execute("DROP TABLE token")
        connection.close()

    assert not keeper.restore().has_sign_ins

    assert access.refresh(early.refresh_token).user_id == OFFICER
    with pytest.raises(Rejected):
        access.person_of(late.access_token)


def test_codes_that_waited_are_void(keeper: Keeper) -> None:
    code = issue_enrol_code(keeper.city, COMMUNE, clock=keeper.clock)
    keeper.back_up()
    access = Access(database=keeper.city, clock=keeper.clock, pins=CHEAP_PINS)
    access.enrol(code, COMMUNE)
    keeper.restore()
    with pytest.raises(Rejected):
        access.enrol(code, COMMUNE)


def keep_readers(keeper: Keeper, *user_ids: UserId) -> Head:
    """Changes the list of a denunciation, as a command does. Returns the newest entry."""
    with keeper.city.write() as session:
        save_readers(session, "case-secret", user_ids)
        note_command(session, Action.CHANGE_READERS, ("case", "case-secret"))
    with keeper.city.read() as session:
        return read_head(session)


def readers(database: Database) -> tuple[UserId, ...]:
    with database.read() as session:
        return readers_of(session, "case-secret")


def test_who_came_off_a_list_stays_off_and_the_audit_log_goes_on(keeper: Keeper) -> None:
    keep_readers(keeper, OFFICER, CLERK)
    keeper.back_up()
    head = keep_readers(keeper, CLERK)
    keeper.restore()
    assert readers(keeper.city) == (CLERK,)
    keys = ensure_audit_keys(keeper.config.folder)
    assert verify_audit(keeper.city, keys, [head]).fault is None


def test_the_audit_log_of_a_lost_folder_can_still_be_verified(
    keeper: Keeper, tmp_path: Path
) -> None:
    head = keep_readers(keeper, OFFICER)
    keeper.back_up()
    elsewhere = CityServerConfig(folder=tmp_path / "elsewhere")
    restore_backup(elsewhere, keeper.backups, name=None, may_replace=False, clock=keeper.clock)
    key = elsewhere.folder / KEY_FILE
    assert key.read_bytes() == (keeper.config.folder / KEY_FILE).read_bytes()
    assert key.stat().st_mode & 0o777 == 0o600
    with open_city(elsewhere) as database:
        assert readers(database) == (OFFICER,)
        keys = ensure_audit_keys(elsewhere.folder)
        assert verify_audit(database, keys, [head]).fault is None


def test_a_secret_that_is_not_the_backups_is_found_out(keeper: Keeper) -> None:
    made = keeper.back_up()
    keeper.backups.key_file(made.name, KEY_FILE).write_text("0" * 64)
    with pytest.raises(DamagedBackup) as damaged:
        keeper.restore()
    assert damaged.value.names == (KEY_FILE,)


def test_no_revision_is_given_out_twice(keeper: Keeper) -> None:
    keeper.back_up()
    keeper.write_case("case-after")
    with keeper.city.read() as session:
        known = newest_revision(session)
    keeper.restore()
    keeper.write_case("case-another")
    with keeper.city.read() as session:
        assert newest_revision(session) > known


def test_a_city_begun_anew_in_the_same_place_takes_nothing_from_the_backup(keeper: Keeper) -> None:
    """Somebody started the server over lost data, and IT then restores with --replace."""
    head = keep_readers(keeper, OFFICER)
    keeper.back_up()
    secret = (keeper.config.folder / KEY_FILE).read_text()
    keeper.city.close()
    for lost in ("city.db", KEY_FILE):
        (keeper.config.folder / lost).unlink()
    with open_city(keeper.config):
        pass
    assert (keeper.config.folder / KEY_FILE).read_text() != secret
    keeper.restore()
    assert readers(keeper.city) == (OFFICER,)
    keys = ensure_audit_keys(keeper.config.folder)
    assert verify_audit(keeper.city, keys, [head]).fault is None


def test_two_backups_put_back_one_after_the_other_do_not_count_alike(keeper: Keeper) -> None:
    first = keeper.back_up()
    second = keeper.back_up()
    keeper.restore(second.name)
    keeper.write_case("case-of-the-second")
    with keeper.city.read() as session:
        known = newest_revision(session)
    keeper.restore(first.name)
    keeper.write_case("case-of-the-first")
    with keeper.city.read() as session:
        assert newest_revision(session) > known


def test_two_backups_do_not_count_alike_either_when_the_database_was_lost(keeper: Keeper) -> None:
    keeper.back_up()
    found = []
    for _ in range(2):
        keeper.city.close()
        (keeper.config.folder / "city.db").unlink()
        keeper.restore()
        keeper.clock.advance(90.0)
        with keeper.city.read() as session:
            found.append(newest_revision(session))
    assert found[0] + 2**32 <= found[1]


def test_a_right_that_was_taken_away_after_the_backup_stays_away(keeper: Keeper) -> None:
    user = NewUser(
        user_id=OFFICER, display_name="x", role=Role.ROOM_OFFICER, pin=PIN, site_ids=(COMMUNE,)
    )
    create_user(keeper.city, user, pins=CHEAP_PINS)
    keeper.back_up()
    create_user(keeper.city, replace(user, role=Role.OBSERVER, site_ids=(HQ,)), pins=CHEAP_PINS)
    keeper.restore()
    with keeper.city.read() as session:
        assert session.get_one(UserRow, OFFICER).role == Role.OBSERVER
        assert session.get(UserSiteRow, (OFFICER, COMMUNE)) is None


class TestAuthorityOfRooms:
    """Rooms are known after a restore as they were before it."""

    def test_a_new_machine_knows_them_again(self, keeper: Keeper) -> None:
        before = ensure_room_ca(keeper.config.folder, keeper.clock.now())
        keeper.back_up()
        (keeper.config.folder / CA_FILE).unlink()
        keeper.restore()
        path = keeper.config.folder / CA_FILE
        after = ensure_room_ca(keeper.config.folder, keeper.clock.now())
        assert after.fingerprint == before.fingerprint
        assert path.stat().st_mode & 0o077 == 0

    def test_one_that_began_anew_knows_both(self, keeper: Keeper) -> None:
        before = ensure_room_ca(keeper.config.folder, keeper.clock.now())
        keeper.back_up()
        (keeper.config.folder / CA_FILE).unlink()
        anew = ensure_room_ca(keeper.config.folder, keeper.clock.now())
        keeper.restore()
        both = ensure_room_ca(keeper.config.folder, keeper.clock.now())
        assert both.fingerprint == anew.fingerprint
        assert both.pem == before.pem + anew.pem

    def test_a_city_without_one_is_backed_up_without_one(self, keeper: Keeper) -> None:
        assert keeper.back_up().manifest.room_ca_sha256 is None
        keeper.restore()
        assert not (keeper.config.folder / CA_FILE).exists()

    def test_a_damaged_copy_changes_nothing(self, keeper: Keeper) -> None:
        ensure_room_ca(keeper.config.folder, keeper.clock.now())
        made = keeper.back_up()
        keeper.backups.key_file(made.name, CA_FILE).write_bytes(b"damaged")
        with pytest.raises(DamagedBackup) as damaged:
            keeper.restore()
        assert damaged.value.names == (CA_FILE,)
