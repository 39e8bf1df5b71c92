"""A recording read from its folder as a tape."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.ids import SiteId
from desktop.domain.recording.part import PartEnd, SiteLoss, part_name
from desktop.domain.recording.recorded import PartFault
from desktop.domain.recording.seal import SEAL_NAME, SealFault
from desktop.recordings.facts import note_let_go
from desktop.recordings.reading import read_recording
from desktop.recordings.tape import read_tape
from tests.samples.recordings import BEGAN_AT, KEY, SESSION, SITE, a_head, write_part

pytestmark = pytest.mark.unit

FAR = SiteId("site-hq")
LOST = (SiteLoss(site_id=FAR, picture_ms=400),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / SESSION
    chain = write_part(folder, a_head(1), end=PartEnd.PAUSED, lost=LOST)
    write_part(folder, a_head(2, chain))
    return folder


def ignore(_done: int, _whole: int) -> None:
    """Nobody waits."""


def test_parts_and_losses_lie_where_they_were_recorded(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    tape = read_tape(folder, key=KEY, on_part=lambda done, whole: told.append((done, whole)))
    assert told == [(1, 2), (2, 2)]
    assert [(one.number, one.ms, one.fault) for one in tape.stretches] == [
        (1, 3_000, None),
        (2, 3_000, None),
    ]
    (loss,) = tape.losses
    assert (loss.site_id, loss.since, loss.picture_ms) == (FAR, BEGAN_AT, 1_200)
    assert loss.until == BEGAN_AT + timedelta(seconds=3)
    assert (tape.session_id, tape.sites, tape.is_closed) == (SESSION, (SITE,), True)
    assert (tape.has_key, tape.has_seal, tape.is_let_go, tape.pieces) == (True, False, False, 6)


def test_without_its_key_it_is_laid_out_all_the_same(folder: Path) -> None:
    tape = read_tape(folder, key=None, on_part=ignore)
    assert not tape.has_key
    assert [one.is_playable for one in tape.stretches] == [True, True]


def test_a_wrong_key_finds_every_part_changed(folder: Path) -> None:
    tape = read_tape(folder, key=bytes(32), on_part=ignore)
    assert tape.damaged == (1, 2)


def test_a_flipped_bit_is_found_and_what_follows_does_not_link(folder: Path) -> None:
    path = folder / part_name(1)
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    tape = read_tape(folder, key=KEY, on_part=ignore)
    assert [one.fault for one in tape.stretches] == [PartFault.BROKEN, PartFault.UNLINKED]
    assert tape.run_from(2) == (2,)


def test_what_was_let_go_is_told_and_does_not_play(folder: Path) -> None:
    note_let_go(folder, read_recording(folder))
    for path in folder.glob("*.rrec"):
        path.unlink()
    tape = read_tape(folder, key=KEY, on_part=ignore)
    assert tape.is_let_go
    assert len(tape.stretches) == 2


def test_an_empty_folder_has_nothing_and_let_nothing_go(tmp_path: Path) -> None:
    tape = read_tape(tmp_path, key=KEY, on_part=ignore)
    assert (tape.stretches, tape.is_let_go) == ((), False)


def test_a_seal_that_is_none_is_told(folder: Path) -> None:
    (folder / SEAL_NAME).write_text("nothing")
    tape = read_tape(folder, key=KEY, on_part=ignore)
    assert (tape.has_seal, tape.seal_fault) == (True, SealFault.UNREADABLE)


def test_who_had_the_floor_and_which_page_was_on_the_stage_is_read(tmp_path: Path) -> None:
    folder = tmp_path / SESSION
    chain = write_part(folder, a_head(1), end=PartEnd.LENGTH, floor=FAR, page="Trang 1/2")
    write_part(folder, a_head(2, chain), floor=SITE)
    tape = read_tape(folder, key=None, on_part=ignore)
    second, minute = timedelta(seconds=1), timedelta(minutes=1)
    assert [(one.site_id, one.since, one.until) for one in tape.floors] == [
        (FAR, BEGAN_AT, BEGAN_AT + 3 * second),
        (SITE, BEGAN_AT + minute, BEGAN_AT + minute + 3 * second),
    ]
    assert [(one.caption, one.since, one.until) for one in tape.pages] == [
        ("Trang 1/2", BEGAN_AT, BEGAN_AT + 3 * second)
    ]


def test_parts_on_two_disks_are_one_tape(tmp_path: Path) -> None:
    first, second = tmp_path / "1" / SESSION, tmp_path / "2" / SESSION
    chain = write_part(first, a_head(1), end=PartEnd.LENGTH)
    chain = write_part(second, a_head(2, chain), end=PartEnd.LENGTH)
    write_part(first, a_head(3, chain))
    tape = read_tape(first, second, key=KEY, on_part=ignore)
    assert [(one.number, one.fault) for one in tape.stretches] == [(1, None), (2, None), (3, None)]
    assert (tape.missing, tape.is_closed) == ((), True)
    assert read_tape(first, key=KEY, on_part=ignore).missing == (2,)
    note_let_go(second, read_recording(first, second))
    for folder in (first, second):
        for path in folder.glob("*.rrec"):
            path.unlink()
    assert read_tape(first, second, key=KEY, on_part=ignore).is_let_go
