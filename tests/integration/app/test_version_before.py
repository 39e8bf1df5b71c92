"""A room and a city of every version before this one open, sync and keep everything."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import desktop
from desktop.app.own_command import own_command
from desktop.app.practice.city import PracticeCity
from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import PRACTICE_PIN
from desktop.app.practice.plan import open_practice_room, practice_plan
from desktop.app.practice.server import PracticeServer
from desktop.app.rehearsal.room import RehearsalRoom
from desktop.app.wiring.desk import build_desk
from desktop.domain.clock import SystemClock
from desktop.domain.ids import DocumentId, MinuteLineId, SessionId, SiteId, UserId, new_id
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.domain.sync.operation import RecordStorage
from desktop.files.resources import resource_path
from tests.rigs.system.version_snapshot import EXPECTED, FOLDER, UNSENT_LINES

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(300),
    pytest.mark.usefixtures("untraced_children"),
]

LIMIT_S = 90.0
SNAPSHOTS = sorted(FOLDER.glob("*.zip"))


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCity:
    """Its folder, as it lay on the disk, and what must be there."""

    practice: PracticeFolder
    expected: dict[str, Any]

    @property
    def session_id(self) -> SessionId:
        return SessionId(self.expected["session_id"])


@pytest.fixture(params=SNAPSHOTS, ids=lambda path: path.stem)
def old_city(request: pytest.FixtureRequest, tmp_path: Path) -> OldCity:
    with zipfile.ZipFile(request.param) as packed:
        packed.extractall(tmp_path)
    for key in tmp_path.rglob("*.key"):
        key.chmod(0o600)
    practice = PracticeFolder(
        folder=tmp_path / "practice",
        units_file=resource_path("units", "haiphong_units.csv"),
        clock=SystemClock(),
    )
    assert practice.prepare() is None, "set aside instead of opened"
    expected = json.loads((tmp_path / EXPECTED).read_text(encoding="utf-8"))
    return OldCity(practice=practice, expected=expected)


@pytest.fixture
def rooms(old_city: OldCity) -> Iterator[Callable[[str], RehearsalRoom]]:
    practice = old_city.practice
    users = {
        user.site_id: user.user_id
        for user in reversed(PracticeCity(practice=practice).data().users)
    }
    server = PracticeServer(
        folder=practice.city,
        command=own_command("city-server"),
        seed=lambda: None,
        clock=SystemClock(),
    )
    with ExitStack() as stack:
        stack.callback(server.stop)
        server.start()

        def open_room(who: str) -> RehearsalRoom:
            site_id = SiteId(old_city.expected[who])
            plan = practice_plan(
                open_practice_room(practice, site_id),
                base_url=server.base_url(),
                allows_hardware=False,
            )
            desk = build_desk(plan, practice.clock)
            room = RehearsalRoom(
                desk=desk, clock=practice.clock, loudspeaker_file=practice.folder / f"{who}.s16"
            )
            stack.callback(desk.stop)
            desk.start()
            desk.access.sign_in(UserId(users[site_id]), PRACTICE_PIN)
            signed_in = room.wait_for(lambda: desk.access.signed_in() is not None, LIMIT_S)
            assert signed_in is not None, room.failures()
            return room

        yield open_room


def test_a_snapshot_of_the_version_before_is_here() -> None:
    versions = [path.stem for path in SNAPSHOTS]
    assert "0.1.0" in versions
    assert all(_numbers(version) <= _numbers(desktop.__version__) for version in versions)


def test_everything_that_was_kept_is_there_and_what_was_not_sent_is_sent(
    old_city: OldCity, rooms: Callable[[str], RehearsalRoom]
) -> None:
    wanted = {line["id"]: line["text"] for line in old_city.expected["lines"]}
    unsent = [line for line in old_city.expected["lines"] if line["storage"] == RecordStorage.HERE]
    assert len(unsent) == UNSENT_LINES

    writer, reader = rooms("writer"), rooms("reader")

    for room in (writer, reader):
        arrived = room.wait_for(partial(_has_lines, room, old_city, wanted), LIMIT_S)
        assert arrived is not None, room.failures()
    sent = writer.wait_for(lambda: not _here(writer, old_city), LIMIT_S)
    assert sent is not None, "not sent"
    for paper in old_city.expected["papers"]:
        assert _bytes_of(reader, old_city, DocumentId(paper["id"])) == paper["sha256"]

    new = MinuteLine(
        id=MinuteLineId(new_id()),
        session_id=old_city.session_id,
        owner_site_id=reader.site_id,
        at=reader.clock.now(),
        speaker="Công dân A",
        kind=MinuteLineKind.STATEMENT,
        text="Dòng của phiên bản mới.",
    )
    reader.desk.minutes.save_line(new)
    both = wanted | {new.id: new.text}
    assert writer.wait_for(partial(_has_lines, writer, old_city, both), LIMIT_S) is not None


def _has_lines(room: RehearsalRoom, old_city: OldCity, wanted: dict[str, str]) -> bool:
    return _lines(room, old_city) == wanted


def _lines(room: RehearsalRoom, old_city: OldCity) -> dict[str, str]:
    return {line.id: line.text for line in room.desk.minutes.lines(old_city.session_id)}


def _here(room: RehearsalRoom, old_city: OldCity) -> list[MinuteLine]:
    lines = room.desk.minutes.lines(old_city.session_id)
    return [line for line in lines if line.storage is not RecordStorage.CITY]


def _bytes_of(room: RehearsalRoom, old_city: OldCity, paper_id: DocumentId) -> str:
    papers = {paper.id: paper for paper in room.desk.papers.papers(old_city.session_id)}
    with room.desk.store.blobs.open(papers[paper_id].sha256) as original:
        return hashlib.sha256(original.read()).hexdigest()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
