from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.conduct.speaking_queue import (
    MAX_HANDS,
    MAX_HANDS_OF_SITE,
    Hand,
    Side,
    Speaker,
    SpeakingQueue,
    can_raise,
    side_of,
    speakers_at,
    with_hand,
    with_moved,
    without_number,
    without_speaker,
)
from desktop.domain.ids import SiteId
from desktop.domain.reception.participant import Participant, ParticipantRole
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

COMMUNE, AGENCY = SiteId("commune"), SiteId("agency")


def hand(number: int, site_id: SiteId = COMMUNE, speaker: str = "") -> Hand:
    return Hand(number=number, site_id=site_id, side=Side.CITIZENS, raised_at=NOON, speaker=speaker)


def person(label: str, role: ParticipantRole, site_id: SiteId = COMMUNE) -> Participant:
    return Participant(
        full_name="Nguyễn Văn Mẫu", label=label, title="", agency="", role=role, site_id=site_id
    )


def numbers(hands: tuple[Hand, ...]) -> list[int]:
    return [one.number for one in hands]


def test_a_hand_goes_behind_the_others_and_once_up_keeps_its_place_number_and_hour() -> None:
    hands = with_hand(with_hand((), hand(1)), hand(2, AGENCY))
    again = replace(hand(3), side=Side.LOCALITY, reason="Làm rõ diện tích")
    hands = with_hand(hands, again)
    assert numbers(hands) == [1, 2]
    assert (hands[0].side, hands[0].reason) == (Side.LOCALITY, "Làm rõ diện tích")


def test_two_people_of_one_site_have_a_hand_each() -> None:
    hands = with_hand((hand(1, speaker="Công dân A"),), hand(2, speaker="Công dân B"))
    assert numbers(hands) == [1, 2]
    assert numbers(without_speaker(hands, COMMUNE, "Công dân A")) == [2]
    assert without_speaker(hands, COMMUNE, "") == ()
    assert without_speaker(hands, AGENCY, "") == hands


def test_hands_are_found_by_number_and_by_site() -> None:
    queue = SpeakingQueue(hands=(hand(1), hand(4, AGENCY), hand(6, speaker="Công dân B")))
    assert queue.hand(4) == hand(4, AGENCY)
    assert queue.hand(5) is None
    assert numbers(queue.hands_of(COMMUNE)) == [1, 6]
    assert numbers(without_number(queue.hands, 4)) == [1, 6]


def test_a_site_and_the_queue_have_room_for_so_many_hands() -> None:
    full = tuple(hand(number, speaker=str(number)) for number in range(1, MAX_HANDS_OF_SITE + 1))
    assert not can_raise(full, COMMUNE)
    assert can_raise(full, AGENCY)
    crowd = tuple(hand(number, SiteId(f"s{number}")) for number in range(1, MAX_HANDS + 1))
    assert not can_raise(crowd, AGENCY)


@given(st.integers(2, 12), st.integers(1, 12), st.integers(-3, 20))
def test_a_moved_hand_stands_at_its_place_and_the_others_keep_their_order(
    count: int, number: int, place: int
) -> None:
    hands = tuple(hand(one, speaker=str(one)) for one in range(1, count + 1))
    moved = numbers(with_moved(hands, number, place))
    assert sorted(moved) == numbers(hands)
    others = [one for one in moved if one != number]
    assert others == sorted(others)
    if number <= count:
        assert moved.index(number) == min(max(place, 0), count - 1)


def test_every_part_in_a_session_has_a_side() -> None:
    assert {side_of(role) for role in ParticipantRole} == set(Side)
    assert side_of(ParticipantRole.LAWYER) is Side.CITIZENS


def test_who_may_ask_at_a_site_begins_with_whom_it_is_called_for() -> None:
    people = (
        person("Cán bộ xã", ParticipantRole.ROOM_OFFICER),
        person("Chủ tịch xã", ParticipantRole.COMMUNE_LEADER),
        person("Công dân A", ParticipantRole.CITIZEN),
        person("Sở Xây dựng", ParticipantRole.AGENCY_REPRESENTATIVE, AGENCY),
    )
    assert speakers_at(people, COMMUNE) == (
        Speaker(label="Công dân A", side=Side.CITIZENS),
        Speaker(label="Cán bộ xã", side=Side.OFFICERS),
        Speaker(label="Chủ tịch xã", side=Side.LOCALITY),
    )
    assert speakers_at(people, SiteId("nowhere")) == ()
