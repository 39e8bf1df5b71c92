"""States of the screen "Chưa gửi": what the evening before left on this PC."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from desktop.domain.ids import MinuteLineId
from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.recording.receipt import ReceiptFault
from desktop.domain.sync.operation import RecordStorage
from desktop.domain.sync.status import RecordingOnWay, RecordingWay
from desktop.presenters.shell.shell_state import Screen
from tests.samples import showcase as city
from tests.screens.session_states import Drive
from tests.screens.shown_room import ShownRoom
from tests.screens.start_states import line_of_yesterday

_LINES = 12


def waiting() -> ShownRoom:
    """A paper is on its way, a line waits, another line was refused."""
    room = ShownRoom()
    _write_lines(room)
    refused = line_of_yesterday(_LINES)
    room.fake.minutes.put(replace(refused, storage=RecordStorage.REFUSED))
    early = replace(
        refused, id=MinuteLineId("early"), session_id=city.TODAY, storage=RecordStorage.HERE
    )
    room.fake.minutes.put(early)
    added_at = city.NOW - timedelta(hours=2)
    for paper in city.PAPERS[1:3]:
        moving = PaperTransfer.SENDING
        room.fake.papers.put(replace(paper, transfer=moving, added_at=added_at))
    room.fake.papers.put(replace(city.PAPERS[0], session_id=city.YESTERDAY))
    room.renew()
    room.go_to(Screen.UNSENT)
    return room


def all_sent() -> ShownRoom:
    """Nothing waits any more."""
    room = ShownRoom()
    _write_lines(room)
    room.renew()
    room.go_to(Screen.UNSENT)
    return room


def recordings_wait() -> ShownRoom:
    """Minutes and papers are there; of two recordings one is on its way, one has a fault."""
    room = ShownRoom()
    _write_lines(room)
    moving = RecordingOnWay(
        session_id=city.YESTERDAY,
        size_bytes=1_900_000_000,
        sent_bytes=700_000_000,
        way=RecordingWay.SENDING,
    )
    faulty = RecordingOnWay(
        session_id=city.YESTERDAY_FIRST,
        size_bytes=800_000_000,
        sent_bytes=800_000_000,
        way=RecordingWay.FAULTY,
        faults=(ReceiptFault.REFUSED.value, ReceiptFault.MISSING.value),
    )
    room.recordings = (moving, faulty)
    room.renew()
    room.go_to(Screen.UNSENT)
    return room


def _write_lines(room: ShownRoom) -> None:
    for session_id in (city.YESTERDAY, city.YESTERDAY_FIRST):
        for number in range(1, _LINES + 1):
            room.fake.minutes.put(line_of_yesterday(number, session_id))


UNSENT: Mapping[str, Drive] = {
    "unsent": waiting,
    "unsent-done": all_sent,
    "unsent-recordings": recordings_wait,
}
"""Pictures of this screen, by the name of the picture."""
