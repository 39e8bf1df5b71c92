"""The audit log: what is in it, and that nobody changes, removes, swaps or cuts it unseen."""

import base64
import csv
import io
import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Executable, Update, delete, select, update

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.callers import Person, Room
from desktop.cityserver.admin.audit_check import (
    Fault,
    NoSuchAlarm,
    Verified,
    acknowledge,
    export_audit,
    verify_audit,
)
from desktop.cityserver.admin.city import issue_enrol_code, open_city, put_record, reset
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.exchange.cursor import Cursor
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.papers.blob_rights import Papers
from desktop.cityserver.secrets.audit_keys import KEY_FILE, AuditKeys, ensure_audit_keys
from desktop.cityserver.secrets.key_files import KeyUnreadable
from desktop.cityserver.store.audit import Action, Entry, Head, note, read_head
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.meta import read_epoch
from desktop.cityserver.store.tables.audit import AuditHeadRow, AuditRow
from desktop.contract.operations import OperationIn
from desktop.domain.access.person import Role
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import (
    CASE,
    COMMUNE,
    HQ,
    OFFICER,
    PIN,
    SESSION,
    STRANGER,
    case_body,
    line_body,
)
from tests.samples.kdf_cost import CHEAP_PINS

pytestmark = pytest.mark.unit

SQL = Callable[[Executable], None]
AT = datetime(2030, 1, 7, 2, 0, tzinfo=UTC)


@pytest.fixture
def keys(config: CityServerConfig) -> AuditKeys:
    return ensure_audit_keys(config.folder)


@pytest.fixture
def sql(city: Database) -> SQL:
    """What somebody does who can write to the database, past the server."""

    def run(statement: Executable) -> None:
        with city.write() as session:
            session.execute(statement)

    return run


def log(city: Database, *, after: int = 0) -> list[tuple[str, str, str, str]]:
    """(action, kind, subject, outcome) of the entries after this one."""
    with city.read() as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.seq > after).order_by(AuditRow.seq))
        return [(row.action, row.kind, row.subject_id, row.outcome) for row in rows]


def head_of(city: Database) -> Head:
    with city.read() as session:
        return read_head(session)


def add_entries(city: Database, count: int = 5) -> int:
    """Returns the number of the first."""
    with city.write() as session:
        first = read_head(session).seq + 1
        note(session, AT, *(Entry(action=Action.READ, subject_id=f"s-{n}") for n in range(count)))
    return first


def at(seq: int) -> Update:
    return update(AuditRow).where(AuditRow.seq == seq)


def go_back_to(head: Head, sql: SQL) -> None:
    """Cut the end and say that an earlier, once true one is the end."""
    sql(delete(AuditRow).where(AuditRow.seq > head.seq))
    sql(update(AuditHeadRow).values(seq=head.seq, seal=head.seal))


# ---- the chain ----------------------------------------------------------------------------------


def test_an_untouched_log_is_whole(city: Database, keys: AuditKeys) -> None:
    add_entries(city)
    head = head_of(city)
    assert verify_audit(city, keys, [head, Head()]) == Verified(head=head)
    assert head.seq == len(log(city))


COLUMNS = [
    ("at", AT + timedelta(seconds=1)),
    ("user_id", "another"),
    ("site_id", "another"),
    ("room_id", "another"),
    ("action", "fetch"),
    ("kind", "case"),
    ("subject_id", "another"),
    ("outcome", "not_found"),
    ("seal", "0" * 64),
]


@pytest.mark.parametrize(("column", "value"), COLUMNS, ids=[name for name, _ in COLUMNS])
def test_a_changed_entry_is_found(
    city: Database, keys: AuditKeys, sql: SQL, column: str, value: object
) -> None:
    broken = add_entries(city) + 2
    sql(at(broken).values({column: value}))
    found = verify_audit(city, keys)
    assert (found.fault, found.seq) == (Fault.CHANGED, broken)


def test_a_removed_entry_is_found(city: Database, keys: AuditKeys, sql: SQL) -> None:
    broken = add_entries(city) + 2
    sql(delete(AuditRow).where(AuditRow.seq == broken))
    found = verify_audit(city, keys)
    assert (found.fault, found.seq) == (Fault.MISSING, broken)


def test_a_removed_entry_whose_place_was_closed_is_found(
    city: Database, keys: AuditKeys, sql: SQL
) -> None:
    broken = add_entries(city) + 2
    sql(delete(AuditRow).where(AuditRow.seq == broken))
    sql(update(AuditRow).where(AuditRow.seq > broken).values(seq=AuditRow.seq - 1))
    found = verify_audit(city, keys)
    assert (found.fault, found.seq) == (Fault.CHANGED, broken)


def test_swapped_entries_are_found(city: Database, keys: AuditKeys, sql: SQL) -> None:
    broken = add_entries(city) + 1
    sql(at(broken).values(seq=-1))
    sql(at(broken + 1).values(seq=broken))
    sql(at(-1).values(seq=broken + 1))
    found = verify_audit(city, keys)
    assert (found.fault, found.seq) == (Fault.CHANGED, broken)


def test_a_cut_end_is_found(city: Database, keys: AuditKeys, sql: SQL) -> None:
    first = add_entries(city)
    sql(delete(AuditRow).where(AuditRow.seq > first))
    found = verify_audit(city, keys)
    assert (found.fault, found.seq) == (Fault.CUT, first + 1)


@pytest.mark.parametrize("with_head", [False, True])
def test_an_emptied_log_is_found(
    city: Database, keys: AuditKeys, sql: SQL, *, with_head: bool
) -> None:
    sql(delete(AuditRow))
    if with_head:
        sql(delete(AuditHeadRow))
    found = verify_audit(city, keys)
    assert (found.fault, found.seq) == (Fault.CUT, 1)


def cut_with_its_head(city: Database, sql: SQL) -> Head:
    """Returns the head that rooms were told."""
    before = head_of(city)
    add_entries(city)
    told = head_of(city)
    go_back_to(before, sql)
    return told


def test_an_end_cut_with_its_head_is_found_by_what_a_room_was_told(
    city: Database, keys: AuditKeys, sql: SQL
) -> None:
    told = cut_with_its_head(city, sql)
    assert verify_audit(city, keys).fault is None  # nothing here can know it
    found = verify_audit(city, keys, [told])
    assert (found.fault, found.seq) == (Fault.NOT_AS_TOLD, told.seq)
    with city.write() as session:
        for _ in range(9):
            note(session, AT, Entry(action=Action.FETCH))
    # the number is there again, the seal is not
    assert verify_audit(city, keys, [told]).fault is Fault.NOT_AS_TOLD


def test_every_room_is_a_witness_by_its_cursor(
    city: Database, keys: AuditKeys, sql: SQL, caplog: pytest.LogCaptureFixture
) -> None:
    changes = Changes(database=city, clock=FakeClock())
    add_entries(city)
    cursor = pulled(changes, person_at(COMMUNE), "").cursor
    assert pulled(changes, person_at(COMMUNE), cursor).changes == ()
    assert verify_audit(city, keys).fault is None
    sql(delete(AuditRow).where(AuditRow.seq == head_of(city).seq))
    with caplog.at_level(logging.ERROR):
        newer = pulled(changes, person_at(COMMUNE), cursor).cursor
    assert "audit log has lost an entry" in caplog.text
    assert log(city)[-1][0] == Action.MISS_ENTRY
    caplog.clear()
    pulled(changes, person_at(COMMUNE), newer)
    assert not caplog.records


def test_what_a_room_missed_is_told_even_when_the_chain_fits(
    city: Database, keys: AuditKeys, sql: SQL, caplog: pytest.LogCaptureFixture
) -> None:
    changes = Changes(database=city, clock=FakeClock())
    before = head_of(city)
    cursor = pulled(changes, person_at(COMMUNE), "").cursor
    go_back_to(before, sql)
    pulled(changes, person_at(COMMUNE), cursor)
    assert "audit log has lost an entry" in caplog.text
    found = verify_audit(city, keys)
    assert (found.fault, found.seq) == (Fault.MISSED_BY_ROOM, before.seq + 1)


def test_a_forged_cursor_raises_no_alarm(
    city: Database, keys: AuditKeys, caplog: pytest.LogCaptureFixture
) -> None:
    changes = Changes(database=city, clock=FakeClock())
    with city.read() as session:
        epoch = read_epoch(session)
    others = AuditKeys(secrets={keys.newest: b"x" * 32}, newest=keys.newest)
    forged = Cursor(revision=1, whole=1, head=Head(seq=2, seal="0" * 64))
    plain = base64.urlsafe_b64encode(f"{epoch}|1|1||2|{'0' * 64}".encode()).decode()
    before = head_of(city)
    for cursor in (plain, forged.text(others, epoch)):
        with pytest.raises(Rejected):
            pulled(changes, person_at(COMMUNE, Role.TECHNICIAN), cursor)
    assert head_of(city) == before
    assert verify_audit(city, keys).fault is None
    assert not caplog.records


def missed(city: Database, sql: SQL) -> int:
    """A room is told of an entry that is cut off then. Returns the number of its alarm."""
    changes = Changes(database=city, clock=FakeClock())
    before = head_of(city)
    cursor = pulled(changes, person_at(COMMUNE), "").cursor
    go_back_to(before, sql)
    pulled(changes, person_at(COMMUNE), cursor)
    return before.seq + 1


@pytest.mark.usefixtures("caplog")
def test_an_alarm_that_was_looked_into_hides_no_later_one(
    city: Database, keys: AuditKeys, sql: SQL
) -> None:
    first = missed(city, sql)
    assert acknowledge(city, [first], at=AT) == 1
    assert log(city)[-1] == ("acknowledge", "", str(first), "done")
    found = verify_audit(city, keys)
    assert found == Verified(head=head_of(city), acknowledged=1)
    second = missed(city, sql)
    found = verify_audit(city, keys)
    assert (found.fault, found.seq, found.alarms) == (Fault.MISSED_BY_ROOM, second, (second,))
    assert acknowledge(city, [first, second, second], at=AT) == 1
    assert verify_audit(city, keys).acknowledged == 2


@pytest.mark.usefixtures("caplog")
def test_only_an_alarm_can_be_acknowledged_and_only_once(
    city: Database, keys: AuditKeys, sql: SQL
) -> None:
    alarm = missed(city, sql)
    before = head_of(city)
    for strange in (1, before.seq + 1):
        with pytest.raises(NoSuchAlarm):
            acknowledge(city, [alarm, strange], at=AT)
    assert head_of(city) == before
    assert acknowledge(city, [alarm], at=AT) == 1
    assert acknowledge(city, [alarm], at=AT) == 0
    sql(at(alarm).values(outcome="done"))
    assert verify_audit(city, keys).fault is Fault.CHANGED


def test_another_secret_seals_nothing(
    config: CityServerConfig, city: Database, keys: AuditKeys
) -> None:
    (config.folder / KEY_FILE).unlink()
    others = ensure_audit_keys(config.folder)
    assert others.newest != keys.newest
    assert verify_audit(city, others) == Verified(head=head_of(city), fault=Fault.NO_KEY, seq=1)


def test_a_second_secret_beside_the_first_seals_from_then_on(
    config: CityServerConfig, city: Database, keys: AuditKeys
) -> None:
    first = head_of(city).seq
    with (config.folder / KEY_FILE).open("a") as file:
        file.write("ab" * 32 + "\n")
    with open_city(config) as database:
        add_entries(database)
        both = ensure_audit_keys(config.folder)
        assert verify_audit(database, both).fault is None
        found = verify_audit(database, keys)
    assert (found.fault, found.seq) == (Fault.NO_KEY, first + 1)


def test_the_secret_is_the_accounts_alone_and_is_printed_nowhere(
    config: CityServerConfig, keys: AuditKeys
) -> None:
    path = config.folder / KEY_FILE
    assert path.stat().st_mode & 0o077 == 0
    assert path.read_text().strip() not in repr(keys)
    assert ensure_audit_keys(config.folder) == keys


def test_a_key_file_without_a_key_is_said(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text("nothing\n")
    with pytest.raises(KeyUnreadable, match=r"audit\.key: no secret"):
        ensure_audit_keys(tmp_path)


def test_a_key_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).mkdir()
    with pytest.raises(KeyUnreadable, match=r"audit\.key: Is a directory"):
        ensure_audit_keys(tmp_path)


def test_what_was_not_done_leaves_no_entry(city: Database) -> None:
    before = len(log(city))

    def break_off() -> None:
        with city.write() as session:
            note(session, AT, Entry(action=Action.READ))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert len(log(city)) == before


# ---- what is in it ------------------------------------------------------------------------------


@pytest.fixture
def access(city: Database, clock: FakeClock) -> Access:
    return Access(database=city, clock=clock, pins=CHEAP_PINS)


@pytest.fixture
def room(access: Access, city: Database, clock: FakeClock) -> Room:
    return access.room_of(access.enrol(issue_enrol_code(city, COMMUNE, clock=clock), COMMUNE))


def test_enrolments_and_their_refusals(city: Database, access: Access, clock: FakeClock) -> None:
    before = len(log(city))
    access.enrol(issue_enrol_code(city, COMMUNE, clock=clock), COMMUNE)
    with pytest.raises(Rejected):
        access.enrol("guessed", HQ)
    assert log(city, after=before) == [
        ("issue_enrol_code", "site", COMMUNE, "done"),
        ("enrol", "", "", "done"),
        ("enrol", "", "", "enrol_code_refused"),
    ]


def test_sign_ins_and_their_refusals(city: Database, access: Access, room: Room) -> None:
    before = len(log(city))
    person = access.person_of(access.sign_in(room, OFFICER, PIN).access_token)
    access.sign_out(person)
    for user_id, attempts in ((OFFICER, 6), (STRANGER, 1)):
        for _ in range(attempts):
            with pytest.raises(Rejected):
                access.sign_in(room, user_id, "000000")
    told = [(action, outcome) for action, _, _, outcome in log(city, after=before)]
    assert told == [
        ("sign_in", "done"),
        ("sign_out", "done"),
        *[("sign_in", "wrong_pin")] * 5,
        ("sign_in", "too_many_attempts"),
        ("sign_in", "wrong_pin"),
    ]
    with city.read() as session:
        last = session.get_one(AuditRow, before + 7)
        stranger = session.get_one(AuditRow, before + 9)
    assert (last.user_id, last.site_id, last.room_id) == (OFFICER, COMMUNE, room.room_id)
    assert (stranger.user_id, stranger.site_id) == ("", COMMUNE)


def test_a_stolen_refresh_token_is_an_entry(city: Database, access: Access, room: Room) -> None:
    grant = access.sign_in(room, OFFICER, PIN)
    access.person_of(access.refresh(grant.refresh_token).access_token)
    before = len(log(city))
    with pytest.raises(Rejected):
        access.refresh(grant.refresh_token)
    assert log(city, after=before) == [("refresh", "", "", "used_twice")]


def test_writing_and_every_refusal_of_it(city: Database, clock: FakeClock) -> None:
    officer: Person = person_at(COMMUNE)
    observer = person_at(COMMUNE, Role.OBSERVER)
    operations = Operations(database=city, clock=clock)
    line = OperationIn.model_validate(operation("minute_line", "line", line_body(COMMUNE)))
    other = OperationIn.model_validate(operation("minute_line", "other", line_body(COMMUNE)))
    odd = OperationIn.model_validate(operation("Nguyễn Văn Mẫu", "odd", {}))
    before = len(log(city))
    operations.push(officer, [line, odd])
    operations.push(officer, [line])
    operations.push(observer, [other])
    assert log(city, after=before) == [
        ("write", "minute_line", "line", "accepted"),
        ("write", "", "odd", "unknown_kind"),
        ("write", "minute_line", "other", "no_right"),
    ]


def test_reading_is_an_entry_for_each_case_and_session_and_only_when_something_is_told(
    city: Database, clock: FakeClock
) -> None:
    changes = Changes(database=city, clock=clock)
    before = len(log(city))
    answer = pulled(changes, person_at(COMMUNE), "")
    told = log(city, after=before)
    assert {one[0] for one in told} == {"read"}
    assert ("read", "case", CASE, "done") in told
    assert len(told) == len(set(told))
    assert ("read", "session", SESSION, "done") in told
    pulled(changes, person_at(COMMUNE), answer.cursor)
    pulled(changes, person_at(COMMUNE, Role.TECHNICIAN), "")
    assert log(city, after=before) == told
    assert answer.audit_head == str(head_of(city))


def test_papers_fetched_and_refused(city: Database, clock: FakeClock) -> None:
    before = len(log(city))
    with pytest.raises(Rejected):
        Papers(database=city, clock=clock).check_reader(person_at(COMMUNE), "e" * 64)
    Papers(database=city, clock=clock).take_over(person_at(COMMUNE), "e" * 64)
    assert log(city, after=before) == [
        ("fetch", "paper", "e" * 64, "not_found"),
        ("send", "paper", "e" * 64, "done"),
    ]


def test_commands_of_the_administration(config: CityServerConfig, city: Database) -> None:
    before = len(log(city))
    put_record(city, "case", "case-9", case_body())
    assert log(city, after=before) == [("put_record", "case", "case-9", "done")]
    reset(config, city)
    assert log(city) == [("reset", "", "", "done")]


def test_a_push_carries_the_head(city: Database, clock: FakeClock) -> None:
    line = OperationIn.model_validate(operation("minute_line", "line", line_body(COMMUNE)))
    pushed = Operations(database=city, clock=clock).push(person_at(COMMUNE), [line])
    assert pushed.answer.audit_head == str(head_of(city))


# ---- as a table ---------------------------------------------------------------------------------


def test_a_period_is_exported_and_that_is_an_entry_too(city: Database) -> None:
    first = add_entries(city, 3)
    file = io.StringIO()
    day = timedelta(days=1)
    assert export_audit(city, file, start=AT, end=AT + day, at=AT + 2 * day) == 3
    rows = list(csv.DictReader(io.StringIO(file.getvalue())))
    assert [int(row["seq"]) for row in rows] == [first, first + 1, first + 2]
    assert rows[0]["at"] == AT.isoformat()
    assert log(city)[-1][0] == Action.EXPORT_AUDIT
    assert export_audit(city, io.StringIO(), start=AT + day, end=AT + day, at=AT) == 0


def test_no_entry_holds_a_name_or_a_text(city: Database, clock: FakeClock) -> None:
    secret = "Phạm Thị Mẫu"
    line = operation("minute_line", "line", line_body(COMMUNE, secret))
    Operations(database=city, clock=clock).push(
        person_at(COMMUNE), [OperationIn.model_validate(line)]
    )
    pulled(Changes(database=city, clock=clock), person_at(HQ), "")
    assert secret not in json.dumps(log(city), ensure_ascii=False)
