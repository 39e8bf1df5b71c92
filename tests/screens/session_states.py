"""States of a session and of display 2, each reached by what happens in a room of the showcase."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from desktop.domain.conduct.events import OpenLineChanged
from desktop.domain.conduct.live_session import PagePart, Seat, Stage
from desktop.domain.conduct.speaking_queue import Side, Speaker
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerState, PeerStats, QualityCause, Rung
from desktop.domain.media.events import (
    CodeWordsChanged,
    LevelsChanged,
    PeerStateChanged,
    StatsChanged,
)
from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.record.minutes import LineVersion, MinuteLineKind
from desktop.domain.recording.part import SiteLoss, added
from desktop.presenters.conduct.speaking_state import RowAction
from desktop.presenters.conduct.verb import Verb
from tests.fakes.fake_channel import a_seat
from tests.fakes.fake_consultation import with_consultation
from tests.rigs.desk.desk_room import picture_of
from tests.samples import showcase as city
from tests.samples.figures import GOOD_LINE
from tests.screens.shown_room import REAL, ShownRoom

Drive = Callable[[], ShownRoom]

_FLOOR_GIVEN_AT = city.STARTS_AT + timedelta(minutes=12, seconds=17)
_SHOWN_AT = city.STARTS_AT + timedelta(minutes=13, seconds=7)
_LOST_S = 41
_TO_THE_PRESENTATION = (Step.ROLL_CALL, Step.ANNOUNCEMENTS, Step.PRESENTATION)
_ON_TO_THE_SIGNING = (Step.QUESTIONS, Step.CONCLUSION, Step.READ_BACK, Step.SIGNING)
_SPEECH_DBFS, _QUIET_DBFS = -20.0, -58.0


# ---- what happens --------------------------------------------------------------------------------


def at_the_commune() -> ShownRoom:
    """The officer of the room where the citizens sit."""
    return ShownRoom()


def at_headquarters() -> ShownRoom:
    """The desk that conducts."""
    return ShownRoom(own_site_id=city.HQ, officer=city.LEADER)


def _others(room: ShownRoom) -> tuple[SiteId, ...]:
    plan = next(one for one in room.fake.schedule.sessions() if one.id == city.TODAY)
    return tuple(one for one in plan.site_ids if one != room.own_site_id)


def _enter(room: ShownRoom, *, before: timedelta = timedelta(minutes=9)) -> None:
    room.wait_until(city.STARTS_AT - before)
    room.enter(city.TODAY)
    _hear(room)


def _meet(room: ShownRoom) -> None:
    """The others take their seats."""
    for site_id in _others(room):
        room.fake.channel.put_seat(_seat(site_id))
        room.tell(picture_of(site_id), PeerStateChanged(site_id=site_id, state=PeerState.CONNECTED))
    _measure(room)


def _seat(site_id: SiteId) -> Seat:
    """The chair's microphone is open from the beginning on."""
    return replace(a_seat(site_id), is_microphone_on=site_id == city.HQ)


def _measure(
    room: ShownRoom, *, their_rung: Mapping[SiteId, Rung] | None = None, **figures: object
) -> None:
    """A second of statistics. their_rung: of sites that send less than all of their picture."""
    held = their_rung or {}
    stats = tuple(
        replace(
            GOOD_LINE,
            site_id=site_id,
            engine="libwebrtc",
            their_rung=held.get(site_id, Rung.P720),
            their_cause=QualityCause.THEIR_LINE if site_id in held else QualityCause.NONE,
            **figures,  # type: ignore[arg-type]
        )
        for site_id in _others(room)
    )
    room.tell(StatsChanged(stats=stats))


def _hear(room: ShownRoom, speaking: SiteId | None = None) -> None:
    """speaking: who is loud."""
    own = None if room.own_site_id == speaking else ((None, _QUIET_DBFS),)
    levels = own or ((None, _SPEECH_DBFS),)
    others = tuple((one, _SPEECH_DBFS if one == speaking else _QUIET_DBFS) for one in _others(room))
    room.tell(LevelsChanged(levels=(*levels, *others)))


def _open(room: ShownRoom) -> None:
    _enter(room)
    _meet(room)
    room.wait_until(city.OPENED_AT)
    room.fake.channel.open_session()
    if room.own_site_id == city.HQ:
        room.session.toggle_microphone()
    room.deliver()


def opened(room: ShownRoom) -> ShownRoom:
    """Everybody sits, and the chair has opened."""
    _open(room)
    return room


def _go_on(room: ShownRoom, steps: tuple[Step, ...]) -> None:
    for step in steps:
        if step is Step.ANNOUNCEMENTS:
            room.call_roll()
        room.fake.channel.set_step(step)
    room.deliver()


def _talk(room: ShownRoom) -> None:
    """What was said so far: own lines are typed here, the others come from the city."""
    present = {room.own_site_id, *_others(room)}
    for number, said in enumerate(city.SAID, start=1):
        line = city.line(said, number)
        if line.owner_site_id not in present:
            continue
        room.wait_until(line.at)
        if line.owner_site_id != room.own_site_id:
            room.fake.minutes.put(line)
            continue
        minutes = room.session.minutes
        minutes.choose_speaker(line.speaker)
        minutes.choose_kind(line.kind)
        minutes.edit_text(line.text)
        minutes.new_line()
        room.deliver()
        room.city_takes_lines()


def _type(room: ShownRoom) -> None:
    """The line in the editor, and one at another site."""
    minutes = room.session.minutes
    minutes.choose_speaker(city.CITIZEN.label)
    minutes.choose_kind(MinuteLineKind.STATEMENT)
    minutes.edit_text(city.BEING_TYPED)
    if room.own_site_id != city.HQ:
        room.tell(OpenLineChanged(line=replace(city.TYPED_THERE, at=room.clock.now())))
    room.pass_time(0.5)


def _bring_papers(room: ShownRoom) -> None:
    """Bytes are on their way between their owner and the city; here, between us and the city."""
    present = {room.own_site_id, *_others(room)}
    for paper in city.PAPERS:
        if paper.owner_site_id not in present:
            continue
        is_own = paper.owner_site_id == room.own_site_id
        is_sent_elsewhere = paper.transfer is PaperTransfer.SENDING and not is_own
        room.fake.papers.put(
            replace(paper, transfer=PaperTransfer.FETCHING, is_local=False, sent_bytes=0)
            if is_sent_elsewhere
            else paper
        )
    room.deliver()


def _give_floor(room: ShownRoom) -> None:
    """To the citizens; at their desk the officer opens the microphone."""
    room.wait_until(_FLOOR_GIVEN_AT)
    room.fake.channel.give_floor(city.COMMUNE)
    room.deliver()
    if room.own_site_id == city.COMMUNE:
        room.session.toggle_microphone()
    else:
        room.fake.channel.put_seat(replace(_seat(city.COMMUNE), is_microphone_on=True))
    room.deliver()


def _end_turn(room: ShownRoom) -> None:
    """The desk of the citizens closes its microphone by itself."""
    room.fake.channel.give_floor(None)
    room.deliver()
    if room.own_site_id != city.COMMUNE:
        room.fake.channel.put_seat(_seat(city.COMMUNE))
        room.deliver()
    _hear(room)


def _send_nothing(room: ShownRoom) -> None:
    """The session is over: the other desks stop sound and picture, as this one does."""
    for site_id in _others(room):
        seat = replace(a_seat(site_id), is_camera_on=False)
        room.fake.channel.put_seat(seat)
    room.deliver()
    _hear(room)


def _hold_up_a_hand(room: ShownRoom) -> None:
    room.fake.channel.put_seat(replace(_seat(city.AGENCY), has_hand_up=True))
    room.deliver()


def _until_shown(room: ShownRoom) -> None:
    """The line of one agency is fair, the citizens speak."""
    narrow = {city.AGENCY_2: Rung.P240}
    for seconds in (8, 4, 0):
        room.wait_until(_SHOWN_AT - timedelta(seconds=seconds))
        _measure(room, their_rung=narrow)
    _type(room)
    room.city_takes_lines()
    _hear(room, city.COMMUNE)


def _hold(room: ShownRoom) -> ShownRoom:
    """A session in its thirteenth minute."""
    _open(room)
    _bring_papers(room)
    _go_on(room, _TO_THE_PRESENTATION)
    _talk(room)
    _give_floor(room)
    _hold_up_a_hand(room)
    _until_shown(room)
    return room


# ---- the session's screen ------------------------------------------------------------------------


def held() -> ShownRoom:
    """The citizens speak, an agency holds up its hand."""
    return _hold(at_the_commune())


def two_sites() -> ShownRoom:
    """The citizens speak into a microphone that is off."""
    room = at_the_commune()
    room.fake.schedule.plans = [
        replace(
            one,
            component_site_ids=(city.COMMUNE,),
            participants=tuple(
                person for person in one.participants if person.site_id in (city.HQ, city.COMMUNE)
            ),
        )
        if one.id == city.TODAY
        else one
        for one in room.fake.schedule.plans
    ]
    _open(room)
    _bring_papers(room)
    _go_on(room, _TO_THE_PRESENTATION)
    _talk(room)
    _give_floor(room)
    _until_shown(room)
    _speak_muted(room)
    return room


def _speak_muted(room: ShownRoom) -> None:
    if room.session.own_media.is_microphone_on:
        room.session.toggle_microphone()
        room.deliver()
    for _ in range(6):
        room.pass_time(0.25)
        _hear(room, city.COMMUNE)


def conducted() -> ShownRoom:
    """The desk that conducts."""
    return _hold(at_headquarters())


def conducted_with_a_paper() -> ShownRoom:
    """A page is led, and the conclusion was pressed once."""
    room = conducted()
    _go_on(room, (Step.QUESTIONS,))
    _lead(room)
    room.session.press(Verb.CONCLUDE)
    return room


def _lead(room: ShownRoom) -> None:
    papers = room.session.papers
    papers.select(city.LED)
    papers.present()
    room.deliver()
    for _ in range(2):
        papers.turn_page(1)
        room.deliver()


def reconnecting() -> ShownRoom:
    """The room's line was cut 41 seconds ago; the officer types on."""
    room = held()
    room.fake.channel.lose_city(attempt=1)
    room.tell(
        *(PeerStateChanged(site_id=one, state=PeerState.RECONNECTING) for one in _others(room))
    )
    _measure(room, silent_s=6.0)
    _hear(room, city.COMMUNE)
    minutes = room.session.minutes
    minutes.new_line()
    for text in ("Đề nghị ghi rõ ngày đo.", "Gia đình có giấy tờ gốc, xin nộp bản sao."):
        minutes.edit_text(text)
        minutes.new_line()
        room.skip(12)
    for paper in room.fake.papers.papers(city.TODAY):
        if paper.transfer is PaperTransfer.SENDING:
            room.fake.papers.put(replace(paper, transfer=PaperTransfer.HERE))
    room.skip(_LOST_S - 24)
    room.fake.channel.lose_city(attempt=3)
    _measure(room, silent_s=float(_LOST_S))
    room.lose_city()
    return room


def weak() -> ShownRoom:
    """Our line carries sound only, and the citizens speak into a microphone that is off."""
    room = held()
    taken_back = {city.AGENCY_2: Rung.SOUND}
    _measure(room, their_rung=taken_back)
    room.skip(_LOST_S - 3)
    for _ in range(2):
        _measure(room, their_rung=taken_back)
        room.skip(1.5)
    _speak_muted(room)
    held_down = {"sent_rung": Rung.SOUND, "sent_cause": QualityCause.OUR_LINE, "loss": 0.12}
    for _ in range(2):
        _measure(room, their_rung=taken_back, **held_down)
        room.pass_time(1)
        _hear(room, city.COMMUNE)
    _measure(room, their_rung=taken_back, **held_down)
    return room


def weak_later() -> ShownRoom:
    """The message has become a strip."""
    room = weak()
    for _ in range(9):
        room.pass_time(1)
        _hear(room, city.COMMUNE)
    return room


def recording_stopped() -> ShownRoom:
    """Nothing comes onto the disk any more."""
    room = held()
    room.pass_time(0.5)
    room.is_recorder_hanging = True
    room.pass_time(5)
    return room


def recording_resumed() -> ShownRoom:
    """It stood still, and goes on."""
    room = recording_stopped()
    room.is_recorder_hanging = False
    room.pass_time(0.5)
    return room


def _lose(room: ShownRoom, seconds: int, losing: SiteLoss) -> None:
    """So many seconds in a row."""
    for _ in range(seconds):
        room.written += 1
        room.lost = added(room.lost, (losing,))
        room.tell(room.recorded())


def loss_told() -> ShownRoom:
    """The sound of a site is lost, and the sum grows."""
    room = held()
    room.pass_time(0.5)
    _lose(room, 41, SiteLoss(site_id=city.HQ, sound_ms=1_000))
    return room


def loss_asked() -> ShownRoom:
    """The chair is asked what is to be done about a site that lost much."""
    room = conducted()
    _lose(room, 75, SiteLoss(site_id=city.COMMUNE, picture_ms=1_000, sound_ms=900))
    return room


def not_opened() -> ShownRoom:
    """Everybody is there, and nothing was said yet."""
    room = at_the_commune()
    _enter(room)
    _meet(room)
    return room


def conflict() -> ShownRoom:
    """Two PCs of the room wrote one line."""
    room = held()
    line = room.fake.minutes.lines(city.TODAY)[4]
    other = LineVersion(speaker="Công dân B", kind=line.kind, text=city.OTHER_VERSION)
    room.fake.minutes.put(replace(line, conflict=other))
    room.deliver()
    return room


def save_failed() -> ShownRoom:
    """The disk is full."""
    room = held()
    room.fake.minutes.fails_with = "B-301"
    room.session.minutes.edit_text(f"{city.BEING_TYPED} xã.")
    room.pass_time(0.5)
    return room


def signed() -> ShownRoom:
    """Closing was pressed once."""
    room = conducted()
    _sign(room)
    room.session.press(Verb.CLOSE)
    return room


def _sign(room: ShownRoom) -> None:
    _end_turn(room)
    room.session.minutes.new_line()
    room.deliver()
    room.city_takes_lines()
    _go_on(room, (*_ON_TO_THE_SIGNING, Step.CLOSING))
    _hear(room)


def ending() -> ShownRoom:
    """Nothing is chosen yet."""
    room = conducted()
    room.session.press(Verb.END)
    room.deliver()
    return room


def _raise_hands(room: ShownRoom) -> None:
    """The other agency, then the commune's own people ask, one of them with a reason."""
    for seconds, site_id, speaker, reason in (
        (3, city.AGENCY_2, Speaker(label="Cán bộ Sở Xây dựng Mẫu", side=Side.AGENCY), ""),
        (2, city.COMMUNE, Speaker(label="Công dân B", side=Side.CITIZENS), "Nói thêm về sân phơi"),
    ):
        room.wait_until(_SHOWN_AT + timedelta(seconds=4 - seconds))
        room.fake.channel.floor.put_hand(site_id, speaker, reason)
        room.deliver()


def queued() -> ShownRoom:
    """The chair's desk; three ask to speak while the citizens do."""
    room = _hold(at_headquarters())
    _raise_hands(room)
    return room


def for_the_leader() -> ShownRoom:
    """Display 2 of the chair's desk, which nobody but the leader sees."""
    facts = replace(REAL, faces_leader=True)
    room = _hold(ShownRoom(own_site_id=city.HQ, officer=city.LEADER, facts=facts))
    _raise_hands(room)
    return room


def asking() -> ShownRoom:
    """The commune's desk; one of its people asks while its citizens speak."""
    room = _hold(at_the_commune())
    _raise_hands(room)
    return room


def locked() -> ShownRoom:
    """The chair keeps the microphone of the commune shut, and the citizens have the floor."""
    room = queued()
    room.session.conduct.speaking.act(RowAction.LOCK, city.COMMUNE, None)
    room.deliver()
    return room


def skipping() -> ShownRoom:
    """The roll call was made before; why it is left out is being typed."""
    room = at_headquarters()
    _open(room)
    room.session.press(Verb.SKIP_STEP)
    room.session.skipping.edit_reason("Thành phần đã kiểm tra khi nối các điểm cầu lúc 08:00")
    room.deliver()
    return room


def skipped() -> ShownRoom:
    """Nobody had questions; the chair went on to the conclusion and said why."""
    room = conducted()
    room.session.press(Verb.SKIP_STEP)
    room.session.skipping.edit_reason("Công dân không có câu hỏi nào thêm")
    room.session.skipping.confirm()
    room.deliver()
    return room


def _end_for(room: ShownRoom, status: SessionStatus, reason: str) -> None:
    room.session.ending.choose(status)
    room.session.ending.edit_reason(reason)


def ending_faulty() -> ShownRoom:
    """Two words are no reason."""
    room = ending()
    _end_for(room, SessionStatus.REFUSED, "Gây rối")
    room.session.ending.confirm()
    room.deliver()
    return room


def ending_lost() -> ShownRoom:
    """The city cannot be asked now."""
    room = ending()
    _end_for(room, SessionStatus.ABORTED_TECHNICAL, city.CUT_OFF_REASON)
    room.fake.channel.lose_city(attempt=2)
    room.lose_city()
    return room


def _ended_as(status: SessionStatus, reason: str, start: Drive) -> ShownRoom:
    """The chair ends it: at the desk that conducts by its sheet, elsewhere by the city's word."""
    room = _hold(start())
    if room.own_site_id == city.HQ:
        room.session.press(Verb.END)
        room.deliver()
        _end_for(room, status, reason)
        room.session.ending.confirm()
    else:
        room.fake.channel.end_session(status, reason)
    room.deliver()
    _send_nothing(room)
    room.pass_time(0.5)
    room.city_takes_lines()
    return room


def adjourned() -> ShownRoom:
    """Put off, seen where it was decided."""
    return _ended_as(SessionStatus.ADJOURNED, city.PUT_OFF_REASON, at_headquarters)


def with_papers() -> ShownRoom:
    """A page is led from here."""
    room = held()
    _lead(room)
    return room


def without_papers() -> ShownRoom:
    """Nobody brought one."""
    room = at_the_commune()
    _open(room)
    _go_on(room, _TO_THE_PRESENTATION)
    _talk(room)
    _give_floor(room)
    _until_shown(room)
    return room


def figures() -> ShownRoom:
    """The panel of technical figures is open."""
    room = held()
    good, poor = _figures(city.HQ), replace(
        _figures(city.AGENCY), path="relay", sent_rung=Rung.P240,
        sent_cause=QualityCause.THEIR_LINE, sent_width=426, sent_height=240, sent_fps=14.8,
        sent_kbps=168.0, sent_loss=0.071, available_kbps=190.0, round_trip_s=0.31,
        jitter_s=0.022, silent_s=0.1, freeze_s=3.4, concealed=0.038,
    )  # fmt: skip
    room.tell(
        StatsChanged(stats=(good, poor, _figures(city.AGENCY_2))),
        CodeWordsChanged(site_id=city.HQ, words=("xuân", "dây", "thuyền", "chanh")),
        CodeWordsChanged(site_id=city.AGENCY, words=("núi", "kèn", "ổi", "phố")),
        CodeWordsChanged(site_id=city.AGENCY_2, words=("sông", "trống", "mận", "làng")),
    )
    room.desk.line_report.toggle()
    room.deliver()
    return room


def _figures(site_id: SiteId) -> PeerStats:
    return replace(
        GOOD_LINE, site_id=site_id, engine="libwebrtc", video_fps=29.9, received_kbps=1_240.0,
        sent_kbps=1_240.0, loss=0.002, sent_loss=0.002, sent_width=1280, sent_height=720,
        sent_fps=29.9, available_kbps=3_100.0, round_trip_s=0.024, jitter_s=0.003,
        concealed=0.001,
    )  # fmt: skip


# ---- display 2 -----------------------------------------------------------------------------------


def idle() -> ShownRoom:
    """No session is entered."""
    room = at_the_commune()
    room.desk.start()
    room.deliver()
    return room


def waiting() -> ShownRoom:
    """The room is early."""
    room = at_the_commune()
    _enter(room, before=timedelta(minutes=47))
    return room


def no_turn() -> ShownRoom:
    """The last turn was ended."""
    room = held()
    _end_turn(room)
    return room


def sound_only() -> ShownRoom:
    """Headquarters took its picture back."""
    room = held()
    _measure(room, their_rung={city.HQ: Rung.SOUND})
    return room


def document() -> ShownRoom:
    """Headquarters leads a page."""
    room = held()
    _show_page(room)
    return room


def undrawable() -> ShownRoom:
    """The bytes are here and show nothing."""
    room = held()
    room.fake.papers.cannot_render.add(city.LED)
    _show_page(room)
    return room


def _show_page(room: ShownRoom) -> None:
    led = next(one for one in city.PAPERS if one.id == city.LED)
    stage = Stage(document_id=led.id, page=3, page_count=led.page_count, title=led.title)
    room.fake.channel.present(replace(stage, part=PagePart.TOP))
    room.deliver()


def _paused(reason: PauseReason, seconds: float) -> ShownRoom:
    room = held()
    room.fake.channel.pause_session(reason)
    room.deliver()
    room.skip(seconds)
    return room


def consulting() -> ShownRoom:
    """The chair is asked who consults."""
    room = conducted()
    room.session.press(Verb.CONSULT)
    room.deliver()
    return room


def consulted() -> ShownRoom:
    """The chair consults with the agencies, the commune waits."""
    room = consulting()
    room.session.consulting.confirm()
    room.deliver()
    room.skip(205)
    return room


def waiting_for_them() -> ShownRoom:
    """The commune waits while the others consult."""
    room = held()
    others = [one for one in room.session.context.plan.site_ids if one != city.COMMUNE]
    now = room.clock.now()
    room.fake.channel.change(lambda live: with_consultation(live, others, now))
    room.deliver()
    room.skip(205)
    return room


def pausing() -> ShownRoom:
    """The chair is asked why, and has typed when it goes on."""
    room = conducted()
    room.session.press(Verb.PAUSE)
    room.session.pausing.choose(PauseReason.TECHNICAL)
    room.session.pausing.edit_back_at("09:15")
    room.deliver()
    return room


def pausing_faulty() -> ShownRoom:
    """That time is past already."""
    room = pausing()
    room.session.pausing.edit_back_at("08:15")
    room.session.pausing.confirm()
    room.deliver()
    return room


def paused_until() -> ShownRoom:
    """The same, once it is paused."""
    room = pausing()
    room.session.pausing.confirm()
    room.deliver()
    room.skip(20)
    return room


def incident() -> ShownRoom:
    """Something happened: which kind, is asked."""
    room = conducted()
    room.session.incident.open()
    room.deliver()
    return room


def concluding() -> ShownRoom:
    """The chair concluded: the line becomes a task, which is filled in beside it."""
    room = conducted()
    _go_on(room, (Step.QUESTIONS, Step.CONCLUSION))
    room.session.minutes.edit_text(
        "Giao UBND xã An Lão trả lời bằng văn bản về đơn giá phần sân phơi trước ngày 10/12/2026."
    )
    room.session.concluding.conclude()
    room.deliver()
    return room


def counted() -> ShownRoom:
    """The pause ends in three seconds."""
    room = paused_until()
    room.session.press(Verb.RESUME)
    room.deliver()
    for number in (5, 4, 3):
        room.fake.channel.tell_number(number)
    room.deliver()
    return room


def closed() -> ShownRoom:
    """Signed and closed."""
    room = held()
    room.wait_until(city.STARTS_AT + timedelta(minutes=92))
    _sign(room)
    room.fake.channel.close_session()
    room.deliver()
    _send_nothing(room)
    return room


def elsewhere() -> ShownRoom:
    """It meets on a platform of somebody else; the commune has the floor."""
    room = at_headquarters()
    room.meet_elsewhere("Hội nghị truyền hình của Chính phủ")
    _enter(room)
    for site_id in _others(room):
        room.fake.channel.put_seat(_seat(site_id))
    room.wait_until(city.OPENED_AT)
    room.fake.channel.open_session()
    room.deliver()
    _go_on(room, _TO_THE_PRESENTATION)
    room.fake.channel.give_floor(city.COMMUNE)
    room.deliver()
    return room


SESSION: Mapping[str, Drive] = {
    "session-elsewhere": elsewhere,
    "session": held,
    "session-small": held,
    "session-two-sites": two_sites,
    "session-chair": conducted_with_a_paper,
    "session-reconnecting": reconnecting,
    "session-weak": weak,
    "session-weak-small": weak,
    "session-weak-later": weak_later,
    "session-recording-stopped": recording_stopped,
    "session-recording-resumed": recording_resumed,
    "session-loss-told": loss_told,
    "session-loss-asked": loss_asked,
    "session-not-opened": not_opened,
    "session-conflict": conflict,
    "session-conflict-open": conflict,
    "session-save-failed": save_failed,
    "session-chair-small": conducted_with_a_paper,
    "session-signed": signed,
    "session-ending": ending,
    "session-ending-faulty": ending_faulty,
    "session-queue": queued,
    "session-asking": asking,
    "session-locked": locked,
    "session-skip": skipping,
    "session-pause": pausing,
    "session-pause-faulty": pausing_faulty,
    "session-paused": paused_until,
    "session-consult": consulting,
    "session-consulting": consulted,
    "session-consult-waiting": waiting_for_them,
    "session-counted": counted,
    "session-incident": incident,
    "session-concluding": concluding,
    "session-skipped": skipped,
    "session-ending-lost": ending_lost,
    "session-adjourned": adjourned,
    "papers": with_papers,
    "papers-empty": without_papers,
    "keys": held,
    "line": figures,
}
"""Pictures of the session's screen, by the name of the picture."""

DISPLAY_2: Mapping[str, Drive] = {
    "crest": idle,
    "waiting": waiting,
    "dialogue": held,
    "dialogue-no-turn": no_turn,
    "leader": for_the_leader,
    "reconnecting": reconnecting,
    "sound-only": sound_only,
    "document": document,
    "document-undrawable": undrawable,
    "consultation-waiting": waiting_for_them,
    "consultation": partial(_paused, PauseReason.CONSULTATION, 205),
    "paused": partial(_paused, PauseReason.BREAK, 65),
    "paused-until": paused_until,
    "counted": counted,
    "paused-secret": partial(_paused, PauseReason.SECRET, 20),
    "ended": closed,
    "adjourned": partial(_ended_as, SessionStatus.ADJOURNED, city.PUT_OFF_REASON, at_the_commune),
    "refused": partial(
        _ended_as, SessionStatus.REFUSED, "Người được tiếp nhiều lần gây rối.", at_the_commune
    ),
    "broken-off": partial(
        _ended_as, SessionStatus.ABORTED_TECHNICAL, city.CUT_OFF_REASON, at_the_commune
    ),
}
"""Pictures of display 2, by the name of the scene."""
