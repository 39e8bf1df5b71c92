"""Parts are taken in whole and checked, from the PC that wrote them alone; the rest lies apart."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.cityserver.access.callers import Room
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.papers import open_parts
from desktop.cityserver.papers.open_parts import KEPT
from desktop.cityserver.recording import taking as module
from desktop.cityserver.recording.files import FolderFiles
from desktop.cityserver.recording.taking import PartName
from desktop.cityserver.store.audit import Action, Actor, Entry, entries_of, note
from desktop.contract.problem import ProblemCode
from desktop.domain.ids import SessionId
from desktop.domain.recording.part import (
    PartEnd,
    PieceMark,
    SiteLoss,
    head_bytes,
    mark_bytes,
)
from desktop.files.sealed_chain import ChainWriter
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.running_city_server import (
    COMMUNE,
    ELSEWHERE,
    ELSEWHERE_SESSION,
    SESSION,
)
from tests.samples.city_recordings import RoomRecording, a_recording, sha256_of
from tests.samples.recordings import KEY, a_head, write_part
from tests.unit.cityserver.recording.conftest import ROOM, City

pytestmark = pytest.mark.unit


def named(recording: RoomRecording, number: int) -> PartName:
    sha256 = sha256_of(recording.path(number).read_bytes())
    return PartName(session_id=SESSION, number=number, sha256=sha256)


def refusal(city: City, number: int, data: bytes, **changes: object) -> tuple[str, str]:
    with pytest.raises(Rejected) as refused:
        city.send_part(number, data, **changes)  # type: ignore[arg-type]
    return refused.value.code, refused.value.detail


def kept_files(city: City) -> set[str]:
    found = (path for path in city.folder.rglob("*") if path.is_file())
    return {path.relative_to(city.folder).as_posix() for path in found}


def outcomes(city: City) -> list[tuple[str, str, str]]:
    with city.database.read() as session:
        return [
            (row.action, row.outcome, row.room_id)
            for row in entries_of(session)
            if row.kind == module.PART_KIND
        ]


def test_whole_parts_are_kept_torn_ones_too_and_noted(
    taking: City, recorded: RoomRecording
) -> None:
    assert taking.parts.progress(ROOM, named(recorded, 1)).offset == 0
    taking.send(recorded)
    assert kept_files(taking) == {f"pc-1/{SESSION}/000{number}.rrec" for number in (1, 2, 3)}
    for number in (1, 2, 3):
        progress = taking.parts.progress(ROOM, named(recorded, number))
        assert progress.is_complete
        assert progress.offset == recorded.path(number).stat().st_size
    assert outcomes(taking) == [("send", "done", "pc-1")] * 3
    taking.send(recorded)  # an answer was lost
    assert outcomes(taking) == [("send", "done", "pc-1")] * 3


@pytest.mark.parametrize("at", [3, 60, -40, -200])
def test_a_part_that_was_altered_at_rest_is_refused_and_kept_apart(
    taking: City, recorded: RoomRecording, at: int
) -> None:
    recorded.flip(2, at)
    data = recorded.path(2).read_bytes()
    code, why = refusal(taking, 2, data)
    assert code == ProblemCode.RECORDING_REFUSED
    assert why in {"broken", "unreadable", "misplaced"}
    (name,) = kept_files(taking)
    assert name == f"apart/pc-1/{SESSION}/0002-{sha256_of(data)[:16]}"
    assert (taking.folder / name).read_bytes() == data
    progress = taking.parts.progress(ROOM, named(recorded, 2))
    assert (progress.is_complete, progress.refused) == (False, why)
    assert refusal(taking, 2, data) == (code, why)  # and no byte of it is taken again
    assert outcomes(taking) == [("send", why, "pc-1")]


def test_other_bytes_under_a_number_that_is_kept_never_take_its_place(
    taking: City, recorded: RoomRecording, tmp_path: Path
) -> None:
    taking.send(recorded)
    other = a_recording(tmp_path / "again", SESSION, COMMUNE)
    data = other.path(1).read_bytes()
    assert refusal(taking, 1, data) == (ProblemCode.RECORDING_REFUSED, module.OTHER)
    assert taking.parts.progress(ROOM, named(recorded, 1)).is_complete


def test_a_part_of_another_session_site_or_number_is_refused(
    taking: City, recorded: RoomRecording, tmp_path: Path
) -> None:
    misplaced = (ProblemCode.RECORDING_REFUSED, "misplaced")
    assert refusal(taking, 2, recorded.path(1).read_bytes()) == misplaced
    strange = a_recording(tmp_path / "strange", SESSION, ELSEWHERE)
    assert refusal(taking, 1, strange.path(1).read_bytes()) == misplaced
    foreign = replace(a_head(1), session_id=SessionId("session-2"), site_id=COMMUNE)
    write_part(tmp_path / "foreign", foreign, end=PartEnd.CLOSED)
    assert refusal(taking, 1, (tmp_path / "foreign" / "0001.rrec").read_bytes()) == misplaced


def test_only_a_site_that_took_part_may_send_and_nothing_else_is_told(
    taking: City, recorded: RoomRecording
) -> None:
    data, stranger = recorded.path(1).read_bytes(), Room(room_id="pc-9", site_id=ELSEWHERE)
    refused = (ProblemCode.NOT_FOUND, "")
    assert refusal(taking, 1, data, room=stranger) == refused
    assert refusal(taking, 1, data, session_id=ELSEWHERE_SESSION) == refused
    assert refusal(taking, 1, data, session_id="session-of-nobody") == refused
    with pytest.raises(Rejected) as rejected:
        taking.parts.progress(stranger, named(recorded, 1))
    assert rejected.value.code is ProblemCode.NOT_FOUND
    assert kept_files(taking) == set()


def test_who_joined_a_session_and_has_no_seat_there_any_more_may_send(
    taking: City, tmp_path: Path, clock: FakeClock
) -> None:
    room = Room(room_id="pc-3", site_id=COMMUNE)
    left = a_recording(tmp_path / "left", ELSEWHERE_SESSION, COMMUNE)
    data = left.path(1).read_bytes()
    named_there = {"room": room, "session_id": ELSEWHERE_SESSION}
    entry = Entry(
        action=Action.JOIN,
        actor=Actor(site_id=COMMUNE, room_id="pc-3"),
        kind="session",
        subject_id=ELSEWHERE_SESSION,
        outcome="no_seat",
    )
    with taking.database.write() as session:
        note(session, clock.now(), entry)
    assert refusal(taking, 1, data, **named_there)[0] == ProblemCode.NOT_FOUND
    with taking.database.write() as session:
        note(session, clock.now(), replace(entry, outcome="done"))
    assert taking.send_part(1, data, room=room, session_id=ELSEWHERE_SESSION).is_complete


def test_two_pcs_of_a_site_write_their_own(taking: City, recorded: RoomRecording) -> None:
    taking.send(recorded)
    taking.send(recorded, room=Room(room_id="pc-2", site_id=COMMUNE))
    assert {name.split("/")[0] for name in kept_files(taking)} == {"pc-1", "pc-2"}


def test_a_part_that_is_altered_at_the_city_is_found_and_comes_again(
    taking: City, recorded: RoomRecording
) -> None:
    taking.send(recorded)
    path = taking.folder / "pc-1" / SESSION / "0002.rrec"
    content = bytearray(path.read_bytes())
    content[-40] ^= 1
    path.write_bytes(content)
    for _ in range(2):
        progress = taking.parts.progress(ROOM, named(recorded, 2))
        assert (progress.offset, progress.is_complete) == (0, False)
    assert outcomes(taking)[3:] == [("fetch", "damaged", "pc-1")]
    assert taking.send_part(2, recorded.path(2).read_bytes()).is_complete
    assert taking.parts.progress(ROOM, named(recorded, 2)).is_complete
    (aside,) = taking.folder.rglob("*.aside")
    assert aside.read_bytes() == bytes(content)


def test_bytes_that_were_lost_and_put_back_count_again(
    taking: City, recorded: RoomRecording
) -> None:
    taking.send(recorded)
    path = taking.folder / "pc-1" / SESSION / "0001.rrec"
    content = path.read_bytes()
    path.unlink()
    assert not taking.parts.progress(ROOM, named(recorded, 1)).is_complete
    path.write_bytes(content)
    assert taking.parts.progress(ROOM, named(recorded, 1)).is_complete
    assert [one[1] for one in outcomes(taking)[3:]] == ["damaged", "sound"]


def test_what_was_kept_and_not_noted_is_taken_once_more(
    taking: City, recorded: RoomRecording
) -> None:
    """A kill between the file and the row."""
    path = taking.folder / "pc-1" / SESSION / "0001.rrec"
    path.parent.mkdir(parents=True)
    path.write_bytes(recorded.path(1).read_bytes())
    assert not taking.parts.progress(ROOM, named(recorded, 1)).is_complete
    with pytest.raises(Rejected) as refused:
        taking.parts.take(ROOM, named(recorded, 1))
    assert refused.value.code is ProblemCode.CONFLICT
    assert taking.send_part(1, path.read_bytes()).is_complete
    assert kept_files(taking) == {f"pc-1/{SESSION}/0001.rrec"}


def test_a_recording_has_a_largest_size(
    taking: City, recorded: RoomRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking.send_part(1, recorded.path(1).read_bytes())
    monkeypatch.setattr(module, "MAX_RECORDING_BYTES", recorded.path(1).stat().st_size + 10)
    assert refusal(taking, 2, recorded.path(2).read_bytes())[0] == ProblemCode.TOO_LARGE


def test_what_lies_apart_is_bounded(
    taking: City, recorded: RoomRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_APART", 2)
    for junk in (b"one", b"two"):
        assert refusal(taking, 1, junk)[1] == "unreadable"
    assert refusal(taking, 1, b"three") == (ProblemCode.RECORDING_REFUSED, module.TOO_MANY)
    assert len(kept_files(taking)) == 2
    assert taking.send_part(1, recorded.path(1).read_bytes()).is_complete


def test_while_the_disk_is_nearly_full_recordings_wait_before_papers_do(
    taking: City, recorded: RoomRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert module.MIN_FREE_BYTES > open_parts.MIN_FREE_BYTES
    monkeypatch.setattr(module, "MIN_FREE_BYTES", 2**62)
    with pytest.raises(open_parts.StorageLow):
        taking.send_part(1, recorded.path(1).read_bytes())


def test_a_part_that_nobody_finishes_goes_after_a_month(
    taking: City, recorded: RoomRecording, clock: FakeClock
) -> None:
    assert taking.parts.sweep(clock.now()) == 0
    part = named(recorded, 1)
    blobs = taking.parts.uploads(ROOM)
    unfinished = blobs.path(part.sha256).with_name(f"{part.sha256}.part")
    unfinished.parent.mkdir()
    unfinished.write_bytes(b"some")
    touched_s = (clock.now() - KEPT - timedelta(minutes=1)).timestamp()
    os.utime(unfinished, (touched_s, touched_s))
    assert taking.parts.progress(ROOM, part).offset == 4
    assert taking.parts.sweep(clock.now()) == 1
    assert taking.parts.progress(ROOM, part).offset == 0


def test_one_part_of_a_pc_is_read_at_a_time(
    taking: City, recorded: RoomRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking.send(recorded)
    other = Room(room_id="pc-2", site_id=COMMUNE)
    taking.send(recorded, room=other)
    real, codes = FolderFiles.has, list[str]()

    def asked_meanwhile(files: FolderFiles, name: str, sha256: str) -> bool:
        if not codes:
            codes.append("first")
            with pytest.raises(Rejected) as refused:
                taking.parts.progress(ROOM, named(recorded, 2))
            codes.append(refused.value.code)
            assert taking.parts.progress(other, named(recorded, 2)).is_complete
        return real(files, name, sha256)

    monkeypatch.setattr(FolderFiles, "has", asked_meanwhile)
    assert taking.parts.progress(ROOM, named(recorded, 1)).is_complete
    assert codes == ["first", ProblemCode.BUSY]
    assert taking.parts.progress(ROOM, named(recorded, 2)).is_complete


@pytest.mark.parametrize(
    ("head", "mark"),
    [
        ({"began_at": datetime(9999, 12, 31, tzinfo=UTC)}, {}),
        ({"began_at": datetime(1, 1, 1, tzinfo=UTC)}, {}),
        ({}, {"at_ms": 10**300}),
        ({}, {"at_ms": -5_000}),
        ({}, {"lost_picture_ms": 10**300}),
        ({}, {"lost_sound_ms": -1}),
        ({}, {"lost": (SiteLoss(site_id=COMMUNE, picture_ms=10**40),)}),
    ],
)
def test_figures_that_nobody_could_reckon_with_are_refused(
    taking: City, tmp_path: Path, head: dict[str, Any], mark: dict[str, Any]
) -> None:
    told = a_head(1, session_id=SessionId(SESSION), site_id=COMMUNE, **head)
    writer = ChainWriter(tmp_path / "part", key=KEY, head=head_bytes(told))
    figures = {"at_ms": 0, "span_ms": 1_000, "end": PartEnd.CLOSED, **mark}
    writer.put(mark_bytes(PieceMark(**figures)), b"x")
    writer.close()
    refused = refusal(taking, 1, (tmp_path / "part").read_bytes())
    assert refused == (ProblemCode.RECORDING_REFUSED, "unreadable")


@pytest.mark.parametrize("figure", ["Infinity", "1e400", "NaN", "-1e999", '"x"', "null", "[]"])
def test_a_head_with_a_figure_that_is_none_is_refused(
    taking: City, tmp_path: Path, figure: str
) -> None:
    told = head_bytes(a_head(1, session_id=SessionId(SESSION), site_id=COMMUNE))
    spoilt = told.replace(b'"number":1', f'"number":{figure}'.encode())
    assert spoilt != told
    ChainWriter(tmp_path / "part", key=KEY, head=spoilt).close()
    refused = refusal(taking, 1, (tmp_path / "part").read_bytes())
    assert refused == (ProblemCode.RECORDING_REFUSED, "unreadable")
