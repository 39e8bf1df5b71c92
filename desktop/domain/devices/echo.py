"""Who takes out a room's echo: the program, or a speakerphone that does it by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.devices.device import Backend, Device, DeviceChoice, choice_of, recognise

MOST_PAIRS = 8
"""Pairs that a room remembers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoPair:
    """What an officer said of a microphone with a loudspeaker.

    Of the pair, for a speakerphone takes out only what it plays itself.
    """

    microphone: DeviceChoice
    loudspeaker: DeviceChoice
    does_device_cancel: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoRule:
    """What holds for the pair in use. microphone, loudspeaker: names, empty where none is open.

    can_change: both are sound cards, whose echo somebody must take out. is_locked: the city has
    decided it for every pair.
    """

    does_device_cancel: bool
    microphone: str
    loudspeaker: str
    can_change: bool
    is_locked: bool


def cancels_itself(
    pairs: Sequence[EchoPair], microphone: Device, loudspeaker: Device, *, default: bool
) -> bool:
    """Whether these devices take out their echo. default: of pairs that nobody spoke of."""
    said = [pair for pair in pairs if _is_of(pair, microphone, loudspeaker)]
    return said[0].does_device_cancel if said else default


def said_of(
    pairs: Sequence[EchoPair], microphone: Device, loudspeaker: Device, *, does: bool
) -> tuple[EchoPair, ...]:
    """The pairs with this one first; the oldest give way."""
    new = EchoPair(
        microphone=choice_of(microphone),
        loudspeaker=choice_of(loudspeaker),
        does_device_cancel=does,
    )
    others = (pair for pair in pairs if not _is_of(pair, microphone, loudspeaker))
    return (new, *others)[:MOST_PAIRS]


def is_card(device: Device | None) -> bool:
    """A sound card; other things give exactly the sound they are asked for."""
    return device is not None and device.backend is Backend.PORTAUDIO


def _is_of(pair: EchoPair, microphone: Device, loudspeaker: Device) -> bool:
    return (
        recognise(pair.microphone, [microphone]) is not None
        and recognise(pair.loudspeaker, [loudspeaker]) is not None
    )
