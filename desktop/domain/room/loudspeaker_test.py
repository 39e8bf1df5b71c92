"""Thử loa: whether the room's microphone hears the room's loudspeaker, and how well."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.room.measurements import SoundFacts

FAINT_OVER_FLOOR_DB = 15.0
"""Voices are some 10 dB quieter than the chirp: below this they drown in the room's noise."""

FAINT_DBFS = -60.0


class SpeakerVerdict(StrEnum):
    """What came of it; from IN_CALL on nothing was played."""

    CLEAR = "clear"
    FAINT = "faint"
    NOT_HEARD = "not_heard"
    MICROPHONE_DEAD = "microphone_dead"
    IN_CALL = "in_call"
    ROOM_CHECKED = "room_checked"
    NO_LOUDSPEAKER = "no_loudspeaker"
    NO_MICROPHONE = "no_microphone"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerTest:
    """delay_ms, echo_dbfs: of the sound at the microphone, None when it was not heard."""

    verdict: SpeakerVerdict
    delay_ms: float | None = None
    echo_dbfs: float | None = None


def judge_speaker(facts: SoundFacts | None) -> SpeakerTest:
    """facts: of the chirps; None: the microphone gave no sound at all."""
    if facts is None:
        return SpeakerTest(verdict=SpeakerVerdict.FAILED)
    if facts.is_dead:
        return SpeakerTest(verdict=SpeakerVerdict.MICROPHONE_DEAD)
    if facts.echo_delay_ms is None or facts.echo_dbfs is None:
        return SpeakerTest(verdict=SpeakerVerdict.NOT_HEARD)
    is_faint = facts.echo_dbfs < max(FAINT_DBFS, facts.floor_dbfs + FAINT_OVER_FLOOR_DB)
    return SpeakerTest(
        verdict=SpeakerVerdict.FAINT if is_faint else SpeakerVerdict.CLEAR,
        delay_ms=facts.echo_delay_ms,
        echo_dbfs=facts.echo_dbfs,
    )
