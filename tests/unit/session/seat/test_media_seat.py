import pytest

from desktop.session.seat.media_seat import MediaSeat

pytestmark = pytest.mark.unit


def seat_with(number: int) -> MediaSeat:
    seat = MediaSeat()
    seat.announce()
    seat.on_welcome(0)
    assert seat.take_announcement()
    seat.on_state(number)
    assert seat.number == number
    return seat


def test_nothing_is_announced_before_the_engine_is_up() -> None:
    seat = MediaSeat()
    seat.on_welcome(0)
    assert not seat.take_announcement()
    assert seat.number == 0


def test_the_engine_holds_the_number_that_answers_its_announcement() -> None:
    assert seat_with(3).number == 3


def test_an_announcement_is_sent_once() -> None:
    seat = MediaSeat()
    seat.announce()
    assert seat.take_announcement()
    assert not seat.take_announcement()


def test_a_number_from_before_this_program_is_not_its_engine_s() -> None:
    seat = MediaSeat()
    seat.on_welcome(5)
    assert seat.number == 0
    seat.announce()
    assert seat.take_announcement()
    seat.on_state(5)
    assert seat.number == 0
    seat.on_state(6)
    assert seat.number == 6


def test_a_break_of_the_channel_alone_announces_nothing() -> None:
    seat = seat_with(3)
    seat.on_welcome(3)
    assert not seat.take_announcement()
    assert seat.number == 3


def test_a_server_that_lost_the_number_is_told_again() -> None:
    seat = seat_with(3)
    seat.on_welcome(0)
    assert seat.number == 0
    assert seat.take_announcement()
    seat.on_state(1)
    assert seat.number == 1


def test_a_seat_that_another_program_used_meanwhile_is_announced_again() -> None:
    seat = seat_with(3)
    seat.on_welcome(4)
    assert seat.take_announcement()


def test_an_announcement_whose_answer_was_cut_off_is_not_repeated_when_it_got_through() -> None:
    seat = seat_with(3)
    seat.announce()
    assert seat.take_announcement()
    seat.on_welcome(4)
    assert seat.number == 4
    assert not seat.take_announcement()


def test_an_announcement_that_was_lost_is_repeated() -> None:
    seat = seat_with(3)
    seat.announce()
    assert seat.take_announcement()
    seat.on_welcome(3)
    assert seat.number == 0
    assert seat.take_announcement()
    seat.on_state(4)
    assert seat.number == 4


def test_an_engine_restarted_during_a_break_is_announced_after_it() -> None:
    seat = seat_with(3)
    seat.announce()
    seat.on_welcome(3)
    assert seat.take_announcement()


def test_of_two_quick_announcements_the_last_number_counts() -> None:
    seat = MediaSeat()
    seat.announce()
    assert seat.take_announcement()
    seat.announce()
    assert seat.take_announcement()
    seat.on_state(1)
    seat.on_state(2)
    assert seat.number == 2


def test_a_number_withdrawn_within_a_line_is_asked_for_again() -> None:
    seat = seat_with(3)
    seat.on_state(0)
    assert seat.number == 0
    assert seat.take_announcement()


def test_a_seat_given_back_holds_nothing() -> None:
    seat = seat_with(3)
    seat.forget()
    assert seat.number == 0
    seat.on_welcome(0)
    assert not seat.take_announcement()
