"""The voice as presenters see it: the fake, and eSpeak NG through the engine's loudspeaker."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from desktop.app.room.desk_voice import DeskVoice
from desktop.devices.voice import NotSpoken, SystemVoice, VoiceSound, system_voices
from desktop.domain.clock import SystemClock
from desktop.domain.events import EventSink
from desktop.domain.record.events import SpeechTold, VoiceFound
from desktop.domain.record.speech import SpeechFault, SpeechStage
from desktop.media.desk.speech_orders import SpeechOrders
from desktop.media.engine.playout.speech import Speech
from desktop.media.engine.sound_block import BLOCK_SAMPLES
from desktop.media.pipe.commands import Command, SpeakPiece, StopSpeaking
from desktop.presenters.services.record import VoiceService
from tests.fakes.fake_voice import FakeVoice
from tests.patience import wait_until
from tests.rigs.desk.event_recorder import EventRecorder

pytestmark = pytest.mark.contract

LINE = "Chủ trì: Giao xã trả lời."
LONGER = "Công dân: " + "đường thôn ngập sau mưa, " * 8


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceBench:
    """find: it says a word. play: the loudspeaker takes all there is of an order."""

    service: VoiceService
    events: EventRecorder
    find: Callable[[], None]
    play: Callable[[int], None]


def fake(events: EventRecorder) -> VoiceBench:
    voice = FakeVoice(emit=events)

    def play(order: int) -> None:
        voice.tell(SpeechStage.SPEAKING, order=order)
        voice.tell(SpeechStage.ENDED, order=order)

    return VoiceBench(service=voice, events=events, find=voice.find, play=play)


class Room:
    """The engine's part without its process. Thread: any, as its pipe."""

    def __init__(self, emit: EventSink) -> None:
        self.speech = Speech(clock=SystemClock(), tell=emit)
        self.played: list[np.ndarray] = []
        self._lock = threading.Lock()

    def take(self, command: Command) -> None:
        with self._lock:
            match command:
                case SpeakPiece():
                    self.speech.add(command)
                case StopSpeaking(order=order):
                    self.speech.stop(order)
                case _:
                    pytest.fail("not of the voice")

    def beat(self) -> None:
        with self._lock:
            self.played.append(self.speech.mix(np.zeros(BLOCK_SAMPLES, np.int16)))
            self.speech.step()


@contextmanager
def real(events: EventRecorder) -> Iterator[VoiceBench]:
    """With the voice of this PC."""
    room = Room(events)
    voices = [SystemVoice(one, clock=SystemClock()) for one in system_voices(Path("speak.ps1"))]
    voice = DeskVoice(voices=voices, speech=SpeechOrders(send=room.take), emit=events)

    def play(order: int) -> None:
        def is_over() -> bool:
            room.beat()
            last = [one.stage for one in events.of(SpeechTold) if one.order == order]
            return last[-1:] == [SpeechStage.ENDED]

        wait_until(is_over)
        assert float(np.abs(np.concatenate(room.played)).max()) > 1_000

    try:
        yield VoiceBench(service=voice, events=events, find=voice.start, play=play)
    finally:
        assert voice.stop_thread()


@pytest.fixture(params=["fake", "real"])
def bench(request: pytest.FixtureRequest) -> Iterator[VoiceBench]:
    events = EventRecorder()
    if request.param == "fake":
        yield fake(events)
    else:
        with real(events) as made:
            yield made


def test_there_is_none_before_it_said_a_word(bench: VoiceBench) -> None:
    assert not bench.service.has_voice()
    bench.find()
    bench.events.wait_for(VoiceFound)
    assert bench.service.has_voice()


def test_a_line_is_spoken_and_told(bench: VoiceBench) -> None:
    bench.find()
    bench.events.wait_for(VoiceFound)
    first = bench.service.say(LINE)
    bench.play(first)
    second = bench.service.say(LONGER)
    assert second == first + 1
    bench.play(second)
    assert [(one.order, one.stage) for one in bench.events.of(SpeechTold)] == [
        (order, stage)
        for order in (first, second)
        for stage in (SpeechStage.SPEAKING, SpeechStage.ENDED)
    ]


def test_a_stop_is_told_and_the_next_line_is_spoken(bench: VoiceBench) -> None:
    bench.find()
    bench.events.wait_for(VoiceFound)
    order = bench.service.say(LONGER)
    bench.service.stop()
    assert bench.events.wait_for(SpeechTold) == SpeechTold(order=order, stage=SpeechStage.STOPPED)
    bench.play(bench.service.say(LINE))
    assert not [one for one in bench.events.of(SpeechTold)[1:] if one.order == order]


# ---- the real one alone ----------------------------------------------------------------------


class Speaker:
    """A voice that a test holds back. said: what it was asked."""

    name = "held"

    def __init__(self, *, speaks: bool = True, fault: SpeechFault | None = None) -> None:
        self.said: list[str] = []
        self.may_end = threading.Event()
        self._speaks, self._fault = speaks, fault

    def speaks(self, is_wanted: Callable[[], bool]) -> bool:
        return self._speaks

    def say(self, text: str, is_wanted: Callable[[], bool]) -> VoiceSound:
        self.said.append(text)
        wait_until(lambda: self.may_end.is_set() or not is_wanted())
        if not is_wanted():
            raise NotSpoken(None)
        if self._fault is not None:
            raise NotSpoken(self._fault)
        return VoiceSound(rate_hz=16_000, samples=bytes(320))


class Orders:
    def __init__(self) -> None:
        self.spoken: list[int] = []
        self.stopped: list[int] = []

    def speak(self, order: int, rate_hz: int, samples: bytes) -> None:
        self.spoken.append(order)

    def stop(self, order: int) -> None:
        self.stopped.append(order)


@contextmanager
def with_voices(*voices: Speaker) -> Iterator[tuple[DeskVoice, Orders, EventRecorder]]:
    events, orders = EventRecorder(), Orders()
    voice = DeskVoice(voices=voices, speech=orders, emit=events)
    voice.start()
    try:
        yield voice, orders, events
    finally:
        assert voice.stop_thread()


def test_the_first_that_speaks_is_used() -> None:
    mute, able, later = Speaker(speaks=False), Speaker(), Speaker()
    able.may_end.set()
    with with_voices(mute, able, later) as (voice, orders, events):
        events.wait_for(VoiceFound)
        voice.say(LINE)
        wait_until(lambda: orders.spoken == [1])
    assert (mute.said, able.said, later.said) == ([], [LINE], [])


def test_without_a_voice_nothing_is_said() -> None:
    with with_voices(Speaker(speaks=False)) as (voice, orders, events):
        voice.say(LINE)
    assert not voice.has_voice()
    assert (orders.spoken, events.events) == ([], ())


def test_of_many_presses_the_last_is_spoken_alone() -> None:
    slow = Speaker()
    with with_voices(slow) as (voice, orders, events):
        events.wait_for(VoiceFound)
        for number in range(20):
            voice.say(f"dòng {number}")
        slow.may_end.set()
        wait_until(lambda: orders.spoken == [20])
    assert slow.said[-1] == "dòng 19"


def test_a_voice_that_fails_is_told_for_the_line_that_was_wanted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    bad = Speaker(fault=SpeechFault.TOO_LONG)
    bad.may_end.set()
    with with_voices(bad) as (voice, orders, events):
        events.wait_for(VoiceFound)
        voice.say(LINE)
        told = events.wait_for(SpeechTold)
    assert told == SpeechTold(order=1, stage=SpeechStage.FAILED, fault=SpeechFault.TOO_LONG)
    assert orders.spoken == []
    assert LINE not in caplog.text


def test_a_voice_that_works_is_ended_with_the_program() -> None:
    endless = Speaker()
    with with_voices(endless) as (voice, orders, events):
        events.wait_for(VoiceFound)
        voice.say(LINE)
        wait_until(lambda: endless.said == [LINE])
    assert orders.spoken == []
