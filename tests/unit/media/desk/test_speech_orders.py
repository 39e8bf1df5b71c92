"""What a voice said goes to the engine in pieces that its pipe takes."""

import pytest

from desktop.domain.record.speech import MAX_SPOKEN_S
from desktop.media.desk.speech_orders import SpeechOrders
from desktop.media.pipe.codec import MAX_MESSAGE_BYTES
from desktop.media.pipe.commands import SPEECH_RATES_HZ, Command, SpeakPiece, StopSpeaking
from desktop.media.pipe.tables import COMMANDS

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("rate_hz", [SPEECH_RATES_HZ[0], 16_000, SPEECH_RATES_HZ[-1]])
@pytest.mark.parametrize("seconds", [0.1, 5.0, 5.1, 23.0])
def test_pieces_are_whole_in_order_and_small_enough(rate_hz: int, seconds: float) -> None:
    sent: list[Command] = []
    samples = bytes(range(1, 251)) * 2
    samples = (samples * (round(seconds * rate_hz) // 250 + 1))[: 2 * round(seconds * rate_hz)]
    SpeechOrders(send=sent.append).speak(7, rate_hz, samples)
    pieces = [one for one in sent if isinstance(one, SpeakPiece)]
    assert len(pieces) == len(sent) <= MAX_SPOKEN_S
    assert b"".join(one.samples for one in pieces) == samples
    assert [one.is_last for one in pieces] == [False] * (len(pieces) - 1) + [True]
    assert {(one.order, one.rate_hz) for one in pieces} == {(7, rate_hz)}
    assert all(len(COMMANDS.encode(one)) < MAX_MESSAGE_BYTES for one in pieces)


def test_a_stop_names_its_order() -> None:
    sent: list[Command] = []
    SpeechOrders(send=sent.append).stop(3)
    assert sent == [StopSpeaking(order=3)]
