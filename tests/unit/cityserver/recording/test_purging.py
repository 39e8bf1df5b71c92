"""Recordings are destroyed by two people alone, when they are due; rooms are told the truth."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from typing_extensions import override

from desktop.cityserver.access.callers import Room
from desktop.cityserver.admin.city import put_record
from desktop.cityserver.admin.denunciations import change_readers
from desktop.cityserver.admin.recordings import hold_recordings, release_recordings
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.recording.deciding import Decider, DecisionRefused
from desktop.cityserver.recording.files import FolderFiles
from desktop.cityserver.recording.purging import RecordingPurges
from desktop.cityserver.recording.taking import PartName
from desktop.cityserver.store.audit import entries_of
from desktop.cityserver.store.rooms.recordings import find_purge
from desktop.contract.problem import ProblemCode
from desktop.contract.recording import PartProgress
from desktop.domain.ids import UserId
from desktop.domain.recording.retention import ASK_LAPSES, Retention, RetentionClass
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import (
    CASE,
    CLERK,
    HQ,
    LEADER,
    OFFICER,
    PIN,
    SESSION,
    case_body,
    session_body,
)
from tests.samples.city_recordings import RoomRecording, sha256_of
from tests.unit.cityserver.recording.conftest import ROOM, City

pytestmark = pytest.mark.unit

RULES = Retention(
    valid_from=date(2026, 1, 1),
    years={
        RetentionClass.PRACTICE: 1,
        RetentionClass.RECEPTION: 5,
        RetentionClass.COMPLAINT: 10,
        RetentionClass.DENUNCIATION: None,
    },
    source="Quyết định",
)
CLERK_ASKS = Decider(user_id=CLERK, pin=PIN)
LEADER_SAYS = Decider(user_id=LEADER, pin=PIN)
REASON = "hết thời hạn bảo quản"
A_YEAR_S = timedelta(days=367).total_seconds()
OTHER_PC = Room(room_id="pc-2", site_id=ROOM.site_id)


class Spoilt(FolderFiles):
    """A disk that refuses once."""

    is_refusing = False

    @override
    def destroy(self, folder: str) -> int:
        if self.is_refusing:
            raise OSError(5, "Input/output error")
        return super().destroy(folder)


@pytest.fixture
def files(config: CityServerConfig) -> Spoilt:
    return Spoilt(config.recording_folder)


@pytest.fixture
def sets() -> list[Retention]:
    return [RULES]


@pytest.fixture
def purges(
    taking: City,
    config: CityServerConfig,
    clock: FakeClock,
    files: Spoilt,
    sets: list[Retention],
) -> RecordingPurges:
    """Of a city that received a practice session, which is due in a year."""
    return RecordingPurges(
        database=taking.database,
        clock=clock,
        files=files,
        open_folder=config.open_recording_folder,
        retention=lambda: sets,
    )


@pytest.fixture
def sent(taking: City, recorded: RoomRecording, clock: FakeClock) -> RoomRecording:
    """It came, with a part that did not check, and is due."""
    parts = dict(recorded.parts())
    taking.send(recorded)
    with pytest.raises(Rejected):
        taking.send_part(2, parts[1])
    taking.send_part(1, parts[1], room=OTHER_PC)
    taking.end(recorded)
    clock.advance(A_YEAR_S)
    return recorded


def entries(city: City) -> list[tuple[str, str, str]]:
    with city.database.read() as session:
        return [
            (row.action, row.user_id, row.outcome)
            for row in entries_of(session)
            if row.subject_id == SESSION and row.kind == "session" and row.action != "put_record"
        ]


def files_left(city: City) -> int:
    return sum(path.is_file() for path in city.folder.rglob("*"))


def refused(work: object) -> str:
    with pytest.raises(DecisionRefused) as told:
        work()  # type: ignore[operator]
    return told.value.word


@pytest.mark.usefixtures("sent")
def test_one_asks_another_confirms_and_nothing_is_left(
    taking: City, purges: RecordingPurges, clock: FakeClock
) -> None:
    assert files_left(taking) == 6  # three parts, a seal, one apart, one of another PC
    purges.ask(SESSION, CLERK_ASKS, REASON)
    assert files_left(taking) == 6
    assert purges.confirm(SESSION, LEADER_SAYS) == 6
    assert files_left(taking) == 0
    assert entries(taking) == [
        ("ask_purge", CLERK, "done"),
        ("confirm_purge", LEADER, "done"),
        ("purge_recording", "", "done"),
    ]
    with taking.database.read() as session:
        row = find_purge(session, SESSION)
    assert row is not None
    assert (row.asked_by, row.confirmed_by, row.reason) == (CLERK, LEADER, REASON)
    assert (row.retention, row.done_at) == ("practice", clock.now())


def test_a_receipt_afterwards_says_purged_by_decision(
    taking: City, purges: RecordingPurges, sent: RoomRecording, clock: FakeClock
) -> None:
    before = taking.receipts.receipt(ROOM, SESSION)
    purges.ask(SESSION, CLERK_ASKS, REASON)
    assert taking.receipts.receipt(ROOM, SESSION) == before  # asking is no decision
    purges.confirm(SESSION, LEADER_SAYS)
    decided_at = clock.now()
    clock.advance(60)
    receipt = taking.receipts.receipt(ROOM, SESSION)
    assert (receipt.purged_at, receipt.is_whole, receipt.is_closed) == (decided_at, False, True)
    assert [one.fault for one in receipt.parts] == ["purged"] * 3
    assert [one.sha256 for one in receipt.parts] == [one.sha256 for one in before.parts]
    assert receipt.received_at == before.received_at
    # whoever ends it again changes nothing
    assert taking.end(sent, has_key=False) == receipt


def test_a_room_that_asks_or_sends_is_told_so_and_leaves_nothing(
    taking: City, purges: RecordingPurges, sent: RoomRecording
) -> None:
    parts = dict(sent.parts())
    purges.ask(SESSION, CLERK_ASKS, REASON)
    purges.confirm(SESSION, LEADER_SAYS)
    part = PartName(session_id=SESSION, number=1, sha256=sha256_of(parts[1]))
    for room in (ROOM, OTHER_PC, Room(room_id="pc-new", site_id=ROOM.site_id)):
        told = taking.parts.progress(room, part)
        assert told == PartProgress(offset=0, is_complete=False, refused="purged")
        with pytest.raises(Rejected) as refusal:
            taking.send_part(1, parts[1], room=room)
        assert refusal.value.code is ProblemCode.RECORDING_REFUSED
        assert refusal.value.detail == "purged"
    new = taking.receipts.end(Room(room_id="pc-new", site_id=ROOM.site_id), SESSION, sent.end())
    assert (new.parts, new.missing, new.is_whole) == ((), (), False)
    assert new.purged_at is not None
    assert files_left(taking) == 0


def test_bytes_that_were_on_their_way_at_the_decision_are_not_kept(
    taking: City, purges: RecordingPurges, sent: RoomRecording
) -> None:
    data = dict(sent.parts())[2]
    part = PartName(session_id=SESSION, number=2, sha256=sha256_of(data))
    purges.ask(SESSION, CLERK_ASKS, REASON)
    purges.confirm(SESSION, LEADER_SAYS)
    came = taking.parts.uploads(OTHER_PC).path(part.sha256)
    came.parent.mkdir(parents=True, exist_ok=True)
    came.write_bytes(data)
    with pytest.raises(Rejected):
        taking.parts.take(OTHER_PC, part)
    assert not came.exists()
    assert files_left(taking) == 0


@pytest.mark.usefixtures("sent")
def test_nobody_confirms_alone(taking: City, purges: RecordingPurges) -> None:
    purges.ask(SESSION, LEADER_SAYS, REASON)
    assert refused(lambda: purges.confirm(SESSION, LEADER_SAYS)) == "same_person"
    assert refused(lambda: purges.ask(SESSION, LEADER_SAYS, REASON)) == "asked"
    assert refused(lambda: purges.confirm(SESSION, CLERK_ASKS)) == "wrong_role"
    assert files_left(taking) == 6
    assert entries(taking)[1:] == [
        ("confirm_purge", LEADER, "same_person"),
        ("ask_purge", LEADER, "asked"),
        ("confirm_purge", CLERK, "wrong_role"),
    ]


@pytest.mark.parametrize(
    ("by", "word", "noted"),
    [
        (Decider(user_id=UserId("nobody"), pin=PIN), "no_user", ""),
        (Decider(user_id=CLERK, pin="000000"), "wrong_pin", CLERK),
        (Decider(user_id=OFFICER, pin=PIN), "wrong_role", OFFICER),
    ],
)
@pytest.mark.usefixtures("sent")
def test_who_may_not_decide_is_refused_and_noted(
    taking: City, purges: RecordingPurges, by: Decider, word: str, noted: str
) -> None:
    city = taking.database
    deeds = (
        ("ask_purge", lambda: purges.ask(SESSION, by, REASON)),
        ("withdraw_purge", lambda: purges.withdraw(SESSION, by)),
        ("confirm_purge", lambda: purges.confirm(SESSION, by)),
        ("hold_recording", lambda: hold_recordings(city, SESSION, by, REASON)),
        ("release_recording", lambda: release_recordings(city, SESSION, by)),
    )
    for _, work in deeds:
        assert refused(work) == word
    assert entries(taking) == [(action, noted, word) for action, _ in deeds]
    assert PIN not in repr(by)


@pytest.mark.usefixtures("sent")
def test_what_is_held_is_not_destroyed_neither_by_asking_nor_by_confirming(
    taking: City, purges: RecordingPurges, clock: FakeClock
) -> None:
    city = taking.database
    hold_recordings(city, SESSION, LEADER_SAYS, "tòa án yêu cầu", clock=clock)
    assert refused(lambda: purges.ask(SESSION, CLERK_ASKS, REASON)) == "held"
    release_recordings(city, SESSION, CLERK_ASKS, clock=clock)
    purges.ask(SESSION, CLERK_ASKS, REASON)
    hold_recordings(city, SESSION, CLERK_ASKS, "thanh tra", clock=clock)
    assert refused(lambda: purges.confirm(SESSION, LEADER_SAYS)) == "held"
    assert files_left(taking) == 6
    assert taking.receipts.receipt(ROOM, SESSION).is_held


@pytest.mark.usefixtures("sent")
def test_what_a_fault_has_left_is_destroyed_later_unless_it_is_held_since(
    taking: City, purges: RecordingPurges, files: Spoilt, clock: FakeClock
) -> None:
    purges.ask(SESSION, CLERK_ASKS, REASON)
    files.is_refusing = True
    with pytest.raises(OSError, match="Input/output"):
        purges.confirm(SESSION, LEADER_SAYS)
    assert taking.receipts.receipt(ROOM, SESSION).purged_at is not None  # it is decided
    with pytest.raises(OSError, match="Input/output"):
        purges.sweep(clock.now())
    files.is_refusing = False
    hold_recordings(taking.database, SESSION, LEADER_SAYS, "tòa án yêu cầu", clock=clock)
    assert purges.sweep(clock.now()) == 0
    assert files_left(taking) == 6
    release_recordings(taking.database, SESSION, LEADER_SAYS, clock=clock)
    assert purges.sweep(clock.now()) == 6
    assert files_left(taking) == 0
    assert purges.sweep(clock.now()) == purges.finish(SESSION) == 0
    assert [action for action, *_ in entries(taking)].count("purge_recording") == 1


@pytest.mark.usefixtures("sent")
def test_what_was_asked_may_be_withdrawn_and_lapses(
    purges: RecordingPurges, clock: FakeClock
) -> None:
    assert refused(lambda: purges.withdraw(SESSION, CLERK_ASKS)) == "not_asked"
    assert refused(lambda: purges.confirm(SESSION, LEADER_SAYS)) == "not_asked"
    purges.ask(SESSION, CLERK_ASKS, REASON)
    purges.withdraw(SESSION, LEADER_SAYS)
    assert refused(lambda: purges.confirm(SESSION, LEADER_SAYS)) == "not_asked"
    purges.ask(SESSION, LEADER_SAYS, REASON)
    clock.advance(ASK_LAPSES.total_seconds() + 1)
    assert refused(lambda: purges.confirm(SESSION, LEADER_SAYS)) == "lapsed"
    purges.ask(SESSION, CLERK_ASKS, REASON)  # anew, by somebody else
    assert purges.confirm(SESSION, LEADER_SAYS) == 6
    assert refused(lambda: purges.withdraw(SESSION, CLERK_ASKS)) == "decided"
    assert refused(lambda: purges.ask(SESSION, CLERK_ASKS, REASON)) == "decided"
    assert refused(lambda: purges.confirm(SESSION, LEADER_SAYS)) == "decided"


def test_nothing_is_destroyed_before_its_time_or_without_a_decision_how_long(
    taking: City,
    recorded: RoomRecording,
    purges: RecordingPurges,
    sets: list[Retention],
    clock: FakeClock,
) -> None:
    def ask() -> str:
        return refused(lambda: purges.ask(SESSION, CLERK_ASKS, REASON))

    assert ask() == "no_recording"
    taking.send(recorded)
    assert ask() == "not_due"  # also of one that nobody has ended
    clock.advance(A_YEAR_S)
    sets[:] = [replace(RULES, years={**RULES.years, RetentionClass.PRACTICE: None})]
    assert ask() == "for_ever"
    sets.clear()
    assert ask() == "to_confirm"
    with taking.database.read() as session:
        assert find_purge(session, SESSION) is None


@pytest.mark.usefixtures("sent")
def test_the_gravest_case_of_the_session_decides_as_it_stands_now(
    taking: City, purges: RecordingPurges, clock: FakeClock
) -> None:
    """What was a practice becomes a complaint, then a denunciation: each is kept longer."""
    city = taking.database
    put_record(city, "session", SESSION, session_body(HQ, (ROOM.site_id,), is_practice=False))
    with pytest.raises(DecisionRefused) as told:
        purges.ask(SESSION, CLERK_ASKS, REASON)
    assert (told.value.word, told.value.day) == ("not_due", date(2036, 11, 26))
    clock.advance(10 * A_YEAR_S)
    purges.ask(SESSION, CLERK_ASKS, REASON)
    put_record(city, "case", CASE, {**case_body(), "petition_type": "denunciation"})
    change_readers(city, CASE, add=[CLERK, LEADER])
    assert refused(lambda: purges.confirm(SESSION, LEADER_SAYS)) == "for_ever"
    put_record(city, "case", CASE, {**case_body(), "petition_type": "proposal"})
    assert purges.confirm(SESSION, LEADER_SAYS) == 6


@pytest.mark.usefixtures("sent")
def test_of_a_denunciation_only_people_on_its_list_decide(
    taking: City, purges: RecordingPurges
) -> None:
    city = taking.database
    put_record(city, "case", CASE, {**case_body(), "petition_type": "denunciation"})
    for work in (
        lambda: purges.ask(SESSION, CLERK_ASKS, REASON),
        lambda: purges.withdraw(SESSION, CLERK_ASKS),
        lambda: purges.confirm(SESSION, LEADER_SAYS),
        lambda: hold_recordings(city, SESSION, CLERK_ASKS, REASON),
        lambda: release_recordings(city, SESSION, LEADER_SAYS),
    ):
        assert refused(work) == "not_listed"
    change_readers(city, CASE, add=[CLERK])
    purges.ask(SESSION, CLERK_ASKS, REASON)
    assert refused(lambda: purges.confirm(SESSION, LEADER_SAYS)) == "not_listed"
    change_readers(city, CASE, add=[LEADER])
    assert purges.confirm(SESSION, LEADER_SAYS) == 6


def test_a_receipt_tells_how_long_it_is_kept_once_the_city_has_decided(
    taking: City, config: CityServerConfig, recorded: RoomRecording
) -> None:
    taking.send(recorded)
    receipt = taking.end(recorded)
    assert (receipt.retention, receipt.purge_after, receipt.purged_at) == ("practice", None, None)
    told = replace_retention(taking, config)
    assert told.receipts.receipt(ROOM, SESSION).purge_after == date(2027, 11, 26)


def replace_retention(taking: City, config: CityServerConfig) -> City:
    receipts = type(taking.receipts)(
        database=taking.database,
        clock=FakeClock(),
        files=FolderFiles(config.recording_folder),
        authority=lambda: None,
        retention=lambda: (RULES,),
    )
    return replace(taking, receipts=receipts)
