"""A moment of a part is found without an index, and decoders can begin there."""

import io
from itertools import pairwise

import av
import numpy as np
import pytest

from desktop.media.engine.recorder.webm_clusters import clusters_of, cut_from
from desktop.media.engine.recorder.webm_part import FPS, WebmPart

pytestmark = pytest.mark.unit

PACKET = 960
SECONDS = 8


def a_part(*, has_picture: bool = True) -> bytes:
    part = WebmPart(size=(320, 180) if has_picture else None, tracks=("mix", "own"))
    for frame in range(SECONDS * FPS):
        at_ms = frame * 1_000 // FPS
        part.add_picture(np.full((270, 320), frame % 200, np.uint8), at_ms)
    for packet in range(SECONDS * 50):
        block = np.full(PACKET, 3_000, np.int16)
        part.add_sound({"mix": block, "own": block}, packet * PACKET)
    return part.finish()


def interleaved() -> bytes:
    part = WebmPart(size=(320, 180), tracks=("mix",))
    samples = 0
    for frame in range(SECONDS * FPS):
        at_ms = frame * 1_000 // FPS
        part.add_picture(np.full((270, 320), frame % 200, np.uint8), at_ms)
        while samples < at_ms * 48:
            part.add_sound({"mix": np.full(PACKET, 3_000, np.int16)}, samples)
            samples += PACKET
    return part.finish()


WEBM = interleaved()


def first_times(webm: bytes) -> tuple[float, float]:
    with av.open(io.BytesIO(webm), "r") as container:
        picture = next(container.decode(video=0))
    with av.open(io.BytesIO(webm), "r") as container:
        sound = next(container.decode(audio=0))
    return float(picture.time or 0.0), float(sound.time or 0.0)


def test_clusters_follow_each_other_to_the_end() -> None:
    found = clusters_of(WEBM)
    assert len(found) > SECONDS
    assert found[0].at_ms == 0
    assert all(one.end == other.start for one, other in pairwise(found))
    assert found[-1].end == len(WEBM)
    assert [one.at_ms for one in found] == sorted(one.at_ms for one in found)


@pytest.mark.parametrize("at_ms", [0, 900, 2_000, 3_999, 4_100, 7_900, 60_000])
def test_what_is_cut_begins_at_or_before_the_moment_and_has_the_same_times(at_ms: int) -> None:
    cut = cut_from(WEBM, at_ms, has_picture=True)
    picture_s, sound_s = first_times(cut)
    assert picture_s * 1_000 <= min(at_ms, 8_000)
    assert sound_s * 1_000 <= min(at_ms, 8_000)
    assert min(at_ms, 8_000) - picture_s * 1_000 < 2_500


def test_a_part_of_sound_alone_begins_near_the_moment() -> None:
    webm = a_part(has_picture=False)
    cut = cut_from(webm, 5_000, has_picture=False)
    with av.open(io.BytesIO(cut), "r") as container:
        first = next(container.decode(audio=0))
    assert 4_000 < float(first.time or 0.0) * 1_000 <= 5_000


@pytest.mark.parametrize("webm", [b"", b"\x1f\x43\xb6\x75", b"no cluster here", WEBM[:700]])
def test_bytes_without_a_whole_cluster_are_left_as_they_are(webm: bytes) -> None:
    assert clusters_of(webm) == ()
    assert cut_from(webm, 5_000, has_picture=True) == webm


def test_what_a_kill_has_cut_is_read_to_its_last_whole_cluster() -> None:
    whole = clusters_of(WEBM)
    torn = clusters_of(WEBM[: whole[-1].start + 9])
    assert torn == whole[:-1]


def test_a_cluster_whose_blocks_cannot_be_read_is_no_beginning() -> None:
    found = clusters_of(WEBM)
    spoilt = bytearray(WEBM)
    for one in found[1:]:
        behind = one.body + 2 + (spoilt[one.body + 1] & 0x7F)
        spoilt[behind] = 0
    assert cut_from(bytes(spoilt), 7_000, has_picture=True) == bytes(spoilt)
