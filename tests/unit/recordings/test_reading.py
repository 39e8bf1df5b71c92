"""What lies in a room's folder is told as it is: planted changes are found one by one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.part import PartEnd, PieceMark, SiteLoss, head_bytes, mark_bytes
from desktop.domain.recording.recorded import PartFault
from desktop.files.sealed_chain import ChainBroken, ChainWriter
from desktop.recordings.reading import open_part, read_recording
from tests.samples.recordings import KEY, SESSION, SITE, a_head, write_part

pytestmark = pytest.mark.unit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three parts: a pause after the first, a kill in the second, then the closing."""
    folder = tmp_path / SESSION
    one = write_part(folder, a_head(1), end=PartEnd.PAUSED)
    two = write_part(folder, a_head(2, one), end=None)
    write_part(folder, a_head(3, two), end=PartEnd.CLOSED)
    return folder


def test_a_whole_recording_is_whole_with_and_without_its_key(folder: Path) -> None:
    for key in (None, KEY):
        found = read_recording(folder, key=key)
        assert found.is_whole
        assert [one.fault for one in found.parts] == [None, PartFault.TORN, None]
        assert [one.pieces for one in found.parts] == [3, 3, 3]
        assert [one.ms for one in found.parts] == [3_000, 3_000, 3_000]
        assert found.parts[0].lost_picture_ms == 300
        assert found.parts[0].lost_sound_ms == 30


def test_what_is_lost_is_summed_by_site_beside_parts_of_older_versions(tmp_path: Path) -> None:
    folder = tmp_path / SESSION
    lost = (
        SiteLoss(site_id=SITE, picture_ms=100, sound_ms=20),
        SiteLoss(site_id=SiteId("site-hq"), sound_ms=500),
    )
    old = write_part(folder, a_head(1), end=PartEnd.PAUSED)
    write_part(folder, a_head(2, old), lost=lost)
    found = read_recording(folder, key=KEY)
    assert found.is_whole
    assert [one.lost_picture_ms for one in found.parts] == [300, 300]
    assert found.parts[0].lost == ()
    assert found.lost == (
        SiteLoss(site_id=SITE, picture_ms=300, sound_ms=60),
        SiteLoss(site_id=SiteId("site-hq"), sound_ms=1_500),
    )


def test_a_part_is_opened_up_to_its_last_whole_piece(folder: Path) -> None:
    path = folder / "0003.rrec"
    assert open_part(path, KEY) == b"second 0second 1second 2"
    path.write_bytes(path.read_bytes()[:-10])
    assert open_part(path, KEY) == b"second 0second 1"
    with pytest.raises(ChainBroken):
        open_part(path, bytes(32))


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0x40
    path.write_bytes(content)


def cut_tail_of_last(folder: Path) -> None:
    path = folder / "0003.rrec"
    path.write_bytes(path.read_bytes()[:-200])


def cut_tail_of_first(folder: Path) -> None:
    path = folder / "0001.rrec"
    path.write_bytes(path.read_bytes()[:-200])


def swap(folder: Path) -> None:
    one, two, free = folder / "0001.rrec", folder / "0002.rrec", folder / "x"
    one.rename(free)
    two.rename(one)
    free.rename(two)


def replay(folder: Path) -> None:
    (folder / "0002.rrec").write_bytes((folder / "0001.rrec").read_bytes())


def of_another_session(folder: Path) -> None:
    first = read_recording(folder).parts[0]
    (folder / "0002.rrec").unlink()
    foreign = replace(a_head(2, first.chain), session_id=SessionId("session-2"))
    write_part(folder, foreign, end=PartEnd.PAUSED)


def of_another_site(folder: Path) -> None:
    first = read_recording(folder).parts[0]
    (folder / "0002.rrec").unlink()
    write_part(
        folder, replace(a_head(2, first.chain), site_id=SiteId("site-hq")), end=PartEnd.PAUSED
    )


def written_anew(folder: Path) -> None:
    (folder / "0002.rrec").unlink()
    write_part(folder, a_head(2, "00" * 32), end=PartEnd.PAUSED)


def behind_the_end(folder: Path) -> None:
    path = folder / "0003.rrec"
    path.unlink()
    second = read_recording(folder).parts[1]
    writer = ChainWriter(path, key=KEY, head=head_bytes(a_head(3, second.chain)))
    for end in (PartEnd.CLOSED, None):
        writer.put(mark_bytes(PieceMark(at_ms=0, span_ms=1_000, end=end)), b"")
    writer.close()


def no_mark(folder: Path) -> None:
    path = folder / "0003.rrec"
    path.unlink()
    second = read_recording(folder).parts[1]
    writer = ChainWriter(path, key=KEY, head=head_bytes(a_head(3, second.chain)))
    writer.put(b"not a mark", b"")
    writer.close()


def no_head(folder: Path) -> None:
    path = folder / "0003.rrec"
    path.unlink()
    ChainWriter(path, key=KEY, head=b"no head").close()


PLANTED: list[Callable[[Path], object]] = [
    lambda folder: flip(folder / "0001.rrec", 0),
    lambda folder: flip(folder / "0001.rrec", 60),
    lambda folder: flip(folder / "0001.rrec", 500),
    lambda folder: flip(folder / "0002.rrec", -1),
    lambda folder: flip(folder / "0003.rrec", -40),
    lambda folder: flip(folder / "0003.rrec", -300),
    lambda folder: (folder / "0001.rrec").unlink(),
    lambda folder: (folder / "0002.rrec").unlink(),
    lambda folder: (folder / "0003.rrec").unlink(),
    lambda folder: (folder / "0003.rrec").write_bytes(b""),
    lambda folder: (folder / "0002.rrec").rename(folder / "0007.rrec"),
    cut_tail_of_first,
    cut_tail_of_last,
    swap,
    replay,
    of_another_session,
    of_another_site,
    written_anew,
    behind_the_end,
    no_mark,
    no_head,
]


@pytest.mark.parametrize("plant", PLANTED)
def test_every_planted_change_is_found(folder: Path, plant: Callable[[Path], object]) -> None:
    assert read_recording(folder).is_whole
    plant(folder)
    assert not read_recording(folder).is_whole


def test_a_folder_that_was_renamed_is_not_its_session(folder: Path) -> None:
    other = folder.rename(folder.with_name("another"))
    assert {one.fault for one in read_recording(other).parts} == {PartFault.MISPLACED}


def test_nothing_is_there(tmp_path: Path) -> None:
    assert read_recording(tmp_path).parts == ()
    assert SITE
