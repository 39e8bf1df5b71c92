"""A recording goes when nothing is written into it any more, and not before."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.conduct.trial import trial_id
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.seal import SEAL_NAME
from desktop.sync.recording import closed as module
from desktop.sync.recording.closed import ClosedRecording, ClosedRecordings
from tests.fakes.fake_clock import NOON
from tests.samples.city_recordings import a_recording

pytestmark = pytest.mark.unit

SITE = SiteId("site-a")


def found(root: Path, *over: str) -> dict[str, ClosedRecording]:
    closed = ClosedRecordings(root, is_over=lambda session_id: session_id in over)
    return {one.session_id: one for one in closed.look(NOON)}


def rest(folder: Path, seconds: float) -> None:
    """Nobody has touched it for so long."""
    touched_s = (NOON - timedelta(seconds=seconds)).timestamp()
    for path in folder.iterdir():
        os.utime(path, (touched_s, touched_s))


def test_a_sealed_one_is_closed_at_once_and_told_as_it_lies_there(tmp_path: Path) -> None:
    recording = a_recording(tmp_path, "session-1", SITE)
    (recording.folder / SEAL_NAME).write_text("a seal")
    rest(recording.folder, 0)
    (closed,) = found(tmp_path).values()
    assert [part.number for part in closed.parts] == [1, 2, 3]
    assert closed.size_bytes == sum(len(data) for _, data in recording.parts())
    assert closed.seal == "a seal"
    assert found(tmp_path)["session-1"] == closed


@pytest.mark.parametrize(
    ("rests_s", "is_over", "is_closed"),
    [
        (10.0, True, False),
        (module.SETTLED_S + 1, True, True),
        (module.SETTLED_S + 1, False, False),
        (module.FORGOTTEN_S + 1, False, True),
    ],
)
def test_one_without_a_seal_goes_when_its_session_is_over_or_forgotten(
    tmp_path: Path, rests_s: float, is_over: bool, is_closed: bool
) -> None:
    recording = a_recording(tmp_path, "session-1", SITE)
    rest(recording.folder, rests_s)
    assert ("session-1" in found(tmp_path, *(["session-1"] if is_over else []))) is is_closed


def test_a_seal_that_comes_later_is_told_apart(tmp_path: Path) -> None:
    recording = a_recording(tmp_path, "session-1", SITE)
    rest(recording.folder, module.FORGOTTEN_S + 1)
    before = found(tmp_path)["session-1"].signature
    seal = recording.folder / SEAL_NAME
    seal.write_bytes(b"\xff\x00seal")
    after = found(tmp_path)["session-1"]
    assert after.signature != before
    assert after.seal == "\ufffdseal"
    seal.write_bytes(b"")
    assert found(tmp_path)["session-1"].seal == "?"


def test_trials_strange_files_and_empty_folders_are_left_alone(tmp_path: Path) -> None:
    assert found(tmp_path / "nothing") == {}
    a_trial = trial_id(SessionId("session-1"))
    assert a_trial is not None
    a_recording(tmp_path, a_trial, SITE)
    (tmp_path / "a-file").write_text("x")
    (tmp_path / "empty").mkdir()
    strange = tmp_path / "strange"
    strange.mkdir()
    for name in ("x.rrec", "0000.rrec", "1001.rrec", "²³.rrec"):
        (strange / name).write_text("x")
    for folder in tmp_path.iterdir():
        if folder.is_dir():
            rest(folder, module.FORGOTTEN_S + 1)
    assert found(tmp_path) == {}


def test_the_one_that_rests_the_longest_comes_first(tmp_path: Path) -> None:
    for name, rests_s in (("b", 1), ("a", 3), ("c", 2)):
        recording = a_recording(tmp_path, name, SITE)
        (recording.folder / SEAL_NAME).write_text("a seal")
        rest(recording.folder, rests_s)
    assert list(found(tmp_path)) == ["a", "c", "b"]


def test_a_closed_one_is_read_again_only_when_a_file_came_or_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        recording = a_recording(tmp_path, name, SITE)
        (recording.folder / SEAL_NAME).write_text("a seal")
    a_recording(tmp_path, "open", SITE)
    looks, real = list[str](), module._closed

    def noted(folders: tuple[Path, ...], *given: object) -> object:
        looks.append(folders[0].name)
        return real(folders, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_closed", noted)
    closed = ClosedRecordings(tmp_path, is_over=lambda _session_id: False)
    first = closed.look(NOON)
    assert sorted(looks) == ["a", "b", "open"]
    assert closed.look(NOON) == first
    assert sorted(looks) == ["a", "b", "open", "open"]
    (tmp_path / "a" / "0001.rrec").unlink()
    os.utime(tmp_path / "a", (1, 1))  # however coarse the clock of the disk is
    assert [len(one.parts) for one in closed.look(NOON) if one.session_id == "a"] == [2]
    assert sorted(looks)[:2] == ["a", "a"]


def test_a_recording_on_two_disks_goes_as_one(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    recording = a_recording(first, "session-1", SITE)
    other = second / "session-1"
    other.mkdir(parents=True)
    last = max(recording.folder.glob("*.rrec"))
    last.rename(other / last.name)
    (other / SEAL_NAME).write_text("a seal")
    closed = ClosedRecordings(first, second, is_over=lambda _: True)
    (one,) = closed.look(NOON)
    assert [part.path.parent for part in one.parts] == [recording.folder] * (len(one.parts) - 1) + [
        other
    ]
    assert [part.number for part in one.parts] == list(range(1, len(one.parts) + 1))
    assert one.seal == "a seal"
    (again,) = closed.look(NOON)
    assert again is one
