"""Reports of room checks as rooms give them."""

from dataclasses import replace
from datetime import datetime

from desktop.domain.room.measurements import (
    CameraFacts,
    CheckCode,
    CheckLimits,
    LineFacts,
    PowerFacts,
    RelayFacts,
    RelayWay,
    RoomFacts,
    RoomReport,
    SoundFacts,
)
from desktop.domain.room.room_check import judge, overall
from desktop.domain.room.take import Take, TakeStage

GOOD_ROOM = RoomFacts(
    sound=SoundFacts(
        echo_delay_ms=48.0, echo_dbfs=-36.0, floor_dbfs=-62.0, speech_dbfs=-22.0, is_dead=False
    ),
    camera=CameraFacts(width=1_280, height=720, fps=29.9, brightness=120.0, is_frozen=False),
    document_cameras=1,
    second_displays=1,
    power=PowerFacts(is_on_mains=True, battery_percent=100),
    disk_free_bytes=61 * 700_000_000,
    clock_offset_s=-0.2,
    server_ms=38.0,
    line=LineFacts(down_kbps=8_100.0, up_kbps=2_400.0, round_trip_ms=38.0),
    relay=RelayFacts(way=RelayWay.UDP, loss=0.004, round_trip_ms=42.0),
    encoder_ms=12.0,
    take=Take(
        stage=TakeStage.DONE, written_bytes=400_000, recorded_s=10.0, pictures=96, played_s=10.0
    ),
    printers=1,
    unsent_h=0.0,
)
POOR_ROOM = replace(
    GOOD_ROOM,
    sound=SoundFacts(
        echo_delay_ms=48.0, echo_dbfs=-24.0, floor_dbfs=-62.0, speech_dbfs=-22.0, is_dead=False
    ),
    second_displays=0,
    clock_offset_s=9.4,
    unsent_h=30.0,
)
EMPTY_ROOM = RoomFacts(
    skipped=frozenset({CheckCode.LINE, CheckCode.PATH}),
    second_displays=0,
    disk_free_bytes=300_000_000,
    encoder_ms=44.0,
    document_cameras=0,
    unsent_h=0.0,
)


def a_report(facts: RoomFacts, at: datetime) -> RoomReport:
    """What a check of such a room tells."""
    items = judge(facts, CheckLimits())
    return RoomReport(checked_at=at, took_s=11.6, overall=overall(items), items=items)
