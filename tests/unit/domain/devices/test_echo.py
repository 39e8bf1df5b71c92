"""Speakerphones that take out their own echo are known again, and only with their own sound."""

from dataclasses import replace

import pytest

from desktop.domain.devices.device import Backend, DeviceKind
from desktop.domain.devices.echo import MOST_PAIRS, EchoPair, cancels_itself, is_card, said_of
from desktop.domain.ids import DeviceId
from tests.samples.devices import a_sound_card

pytestmark = pytest.mark.unit


PHONE = a_sound_card(DeviceKind.MICROPHONE, "Loa hội nghị")
PHONE_SOUND = a_sound_card(DeviceKind.LOUDSPEAKER, "Loa hội nghị")
TELEVISION = a_sound_card(DeviceKind.LOUDSPEAKER, "Tivi")
SAID = said_of((), PHONE, PHONE_SOUND, does=True)


def test_it_holds_for_the_pair_it_was_said_of() -> None:
    assert cancels_itself(SAID, PHONE, PHONE_SOUND, default=False)
    assert not cancels_itself(SAID, PHONE, TELEVISION, default=False)
    assert cancels_itself((), PHONE, PHONE_SOUND, default=True)


def test_it_is_known_again_under_the_name_that_windows_gives_it_elsewhere() -> None:
    moved = replace(PHONE, id=DeviceId("portaudio:x"), name="2- Loa hội nghị")
    assert cancels_itself(SAID, moved, PHONE_SOUND, default=False)


def test_the_newest_word_on_a_pair_holds_and_old_pairs_give_way() -> None:
    pairs: tuple[EchoPair, ...] = said_of(SAID, PHONE, PHONE_SOUND, does=False)
    assert len(pairs) == 1
    assert not cancels_itself(pairs, PHONE, PHONE_SOUND, default=True)
    for number in range(MOST_PAIRS):
        other = a_sound_card(DeviceKind.MICROPHONE, f"Micro {number}")
        pairs = said_of(pairs, other, TELEVISION, does=True)
    assert len(pairs) == MOST_PAIRS
    assert cancels_itself(pairs, PHONE, PHONE_SOUND, default=True)


def test_only_sound_cards_have_an_echo() -> None:
    assert is_card(PHONE)
    assert not is_card(replace(PHONE, backend=Backend.TEST))
    assert not is_card(None)
