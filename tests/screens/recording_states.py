"""Pictures of a recording: looked over, played, with a part that was changed, and none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from desktop.domain.ids import SessionId
from desktop.domain.media.call import RECORDING_VIEW, VideoTrack
from desktop.domain.media.events import TrackAdded
from desktop.domain.recording.events import PlaybackTold
from desktop.domain.recording.part import MIX, PartEnd, PartHead, SiteLoss, part_name
from desktop.domain.recording.playback import PlaybackStage
from desktop.domain.recording.receipt import ReceiptFault
from desktop.domain.recording.recorded import PartFault, RecordedPart, recorded_from
from desktop.domain.recording.shelf import CityWord, ShelvedRecording
from desktop.domain.recording.tape import FloorSpan, PageSpan, Tape, joined_losses, tape_from
from desktop.domain.sync.status import RecordingOnWay, RecordingWay
from desktop.presenters.recording.copying import CopyField
from desktop.presenters.shell.shell_state import Screen
from tests.samples import showcase as city
from tests.samples.figures import ALL_SENT
from tests.samples.receptions import PIN
from tests.screens.session_states import Drive
from tests.screens.shown_room import ShownRoom

_BEGAN_AT = city.STARTS_AT - timedelta(days=40)
_REASON = "Đối chiếu lời trình bày với biên bản"


def _part(number: int, *, minute: float, minutes: float, end: PartEnd) -> RecordedPart:
    head = PartHead(
        session_id=city.LONG_AGO,
        site_id=city.COMMUNE,
        number=number,
        began_at=_BEGAN_AT + timedelta(minutes=minute),
        width=1280,
        height=720,
        tracks=(MIX, city.COMMUNE, city.HQ, city.AGENCY),
        before="",
    )
    ms = round(minutes * 60_000)
    return RecordedPart(name=part_name(number), head=head, ms=ms, pieces=ms // 1_000, end=end)


_PARTS = (
    _part(1, minute=-1, minutes=25, end=PartEnd.CONSULTATION),
    _part(2, minute=30, minutes=20, end=PartEnd.LENGTH),
    _part(3, minute=50, minutes=22, end=PartEnd.CLOSED),
)


def _tape(*parts: RecordedPart) -> Tape:
    tape = tape_from(recorded_from(parts), session_id=city.LONG_AGO, has_key=True)
    since = _BEGAN_AT + timedelta(minutes=36)
    lost = (SiteLoss(site_id=city.AGENCY, sound_ms=41_000),)
    losses = joined_losses([(since, since + timedelta(seconds=41), lost)])
    turns = ((city.HQ, 0, 6), (city.COMMUNE, 7, 22), (city.AGENCY, 32, 44), (city.HQ, 52, 70))
    return replace(
        tape,
        has_seal=True,
        losses=losses,
        floors=tuple(
            FloorSpan(site_id=site_id, since=_minute(begins), until=_minute(ends))
            for site_id, begins, ends in turns
        ),
        pages=(
            PageSpan(caption="Tài liệu số 1 · Trang 2/3", since=_minute(10), until=_minute(18)),
            PageSpan(caption="Tài liệu số 2 · Trang 1/1", since=_minute(40), until=_minute(43)),
        ),
    )


def _minute(number: float) -> datetime:
    return _BEGAN_AT + timedelta(minutes=number)


def _lines(room: ShownRoom) -> None:
    for number, said in enumerate(city.SAID):
        line = city.line(said, number, city.LONG_AGO)
        room.fake.minutes.put(replace(line, at=line.at - timedelta(days=40)))


def _opened(tape: Tape | None, *, reason: str = "") -> ShownRoom:
    room = ShownRoom()
    _lines(room)
    if tape is not None:
        room.fake.recordings.put(tape)
    room.go_to(Screen.CASES)
    room.desk.cases.open(city.CLINIC.id)
    room.desk.recording.choose(city.LONG_AGO)
    room.desk.navigate(Screen.RECORDING)
    room.deliver()
    if reason:
        room.desk.recording.type_reason(reason)
        room.desk.recording.prove(PIN)
        room.deliver()
    return room


def looked_over() -> ShownRoom:
    """It is whole, and nobody gave a reason yet."""
    return _opened(_tape(*_PARTS))


def played() -> ShownRoom:
    """From a line of the minutes."""
    room = _opened(_tape(*_PARTS), reason=_REASON)
    room.desk.recording.toggle()
    room.desk.on_event(
        TrackAdded(track=VideoTrack(id=RECORDING_VIEW, site_id=None, ring_name="ring"))
    )
    room.desk.on_event(
        PlaybackTold(
            session_id=city.LONG_AGO,
            order=room.fake.recordings.order,
            stage=PlaybackStage.PLAYING,
            part=1,
            at_ms=14 * 60_000,
        )
    )
    room.deliver()
    return room


def spoilt() -> ShownRoom:
    """One part is not what was written."""
    first, second, third = _PARTS
    return _opened(_tape(first, replace(second, fault=PartFault.BROKEN), third), reason=_REASON)


def without_reason() -> ShownRoom:
    """Nghe was pressed too early."""
    room = looked_over()
    room.desk.recording.toggle()
    room.deliver()
    return room


def copied() -> ShownRoom:
    """A sealed copy is asked for, and nobody has said by whose decision."""
    room = _opened(_tape(*_PARTS), reason=_REASON)
    copying = room.desk.recording.copying
    copying.toggle()
    copying.edit(CopyField.NUMBER, "12/QĐ-UBND")
    copying.make(Path("copy.zip"), "")
    room.deliver()
    return room


def by_account() -> ShownRoom:
    """Whoever sits here has no PIN, and is at the page of the issuer."""
    room = looked_over()
    room.fake.access.issuer_page = "https://sso.example/authorize"
    room.desk.recording.type_reason(_REASON)
    room.desk.recording.prove_in_browser()
    room.deliver()
    return room


def none_here() -> ShownRoom:
    """Another PC recorded it."""
    return _opened(None)


def _shelved(session_id: SessionId, parts: int, **changes: object) -> ShelvedRecording:
    values: dict[str, object] = {
        "session_id": session_id,
        "parts": parts,
        "size_bytes": parts * 27_000_000,
        "missing": (),
        "touched_at": _BEGAN_AT,
        "has_key": True,
    }
    return ShelvedRecording(**(values | changes))  # type: ignore[arg-type]


def of_the_pc() -> ShownRoom:
    """One the city has, one that goes, one with faults, and one that is kept from the person."""
    room = ShownRoom()
    received = CityWord(at=_BEGAN_AT + timedelta(hours=2))
    gone_at = _BEGAN_AT + timedelta(days=60)
    lacking = CityWord(at=_BEGAN_AT, faults=(ReceiptFault.MISSING,))
    plans = [one.id for one in room.fake.schedule.every_session() if one.id != city.LONG_AGO]
    recordings = room.fake.recordings
    recordings.shelve(_shelved(city.LONG_AGO, 18, told=received, purge_at=gone_at))
    for session_id, told in zip(plans, (None, lacking), strict=False):
        lost = () if told is None else (3, 4)
        recordings.shelve(_shelved(session_id, 12, told=told, missing=lost))
    recordings.shelve(_shelved(SessionId("kept"), 9, has_key=False))
    way = RecordingOnWay(
        session_id=plans[0], size_bytes=100, sent_bytes=64, way=RecordingWay.SENDING
    )
    room.fake.sync.set_status(replace(ALL_SENT, recordings=(way,)))
    room.go_to(Screen.RECORDINGS)
    room.deliver()
    return room


RECORDING: Mapping[str, Drive] = {
    "recordings": of_the_pc,
    "recording": looked_over,
    "recording-played": played,
    "recording-spoilt": spoilt,
    "recording-no-reason": without_reason,
    "recording-none": none_here,
    "recording-copy": copied,
    "recording-by-account": by_account,
}
"""Pictures of this screen, by the name of the picture."""
