"""The page of a trial on display 2: shown there, and told as drawn only when it was."""

from dataclasses import replace

import pytest

from desktop.domain.conduct.live_session import LiveSession
from desktop.presenters.display.chair_display_state import (
    ChairScene,
    CrestScene,
    SceneKind,
    TrialPageScene,
)
from desktop.presenters.session.trial_page import Drawn
from desktop.presenters.session.trial_state import PageWord, SecondWord
from desktop.presenters.shell.status_bar_state import DisplayPlace
from tests.fakes.fake_channel import PAGE
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import COMMUNE, HQ
from tests.unit.presenters.session.test_trial import opened, other_comes, state, trial

pytestmark = pytest.mark.unit


def with_display(place: DisplayPlace = DisplayPlace.SCREEN) -> Room:
    """The commune has come; this room has a second display."""
    room = opened(HQ)
    other_comes(room)
    room.desk.status_bar.set_display_place(place)
    return room


def they_show(room: Room, content: bytes = PAGE) -> None:
    room.fake.channel.put_page(COMMUNE, content)
    room.deliver()


def word(room: Room) -> PageWord:
    return next(one.page for one in state(room).rows if one.site_id == HQ)


def second(room: Room) -> SecondWord:
    room.pass_time(0.5)
    return state(room).page.second


def scene(room: Room) -> ChairScene:
    return room.view.chair_display[-1]


def shows_trial_page(room: Room) -> bool:
    return room.view.status_bar[-1].display.scene is SceneKind.TRIAL_PAGE


def test_the_page_of_a_trial_is_shown_on_display_2() -> None:
    room = with_display()
    assert scene(room) == CrestScene()
    assert second(room) is SecondWord.IDLE
    they_show(room)
    assert scene(room) == TrialPageScene(number=1)
    assert shows_trial_page(room)
    trial(room).leave()
    room.deliver()
    assert scene(room) == CrestScene()
    assert not shows_trial_page(room)


def test_what_is_no_page_of_the_program_is_not_shown_there() -> None:
    room = with_display()
    they_show(room, b"something else")
    assert scene(room) == CrestScene()
    assert second(room) is SecondWord.IDLE


def test_the_page_is_told_as_drawn_once_both_displays_have_painted_it() -> None:
    room = with_display()
    they_show(room)
    trial(room).page_drawn(1)
    room.deliver()
    assert (word(room), second(room)) == (PageWord.NOT_YET, SecondWord.NOT_YET)
    trial(room).page_drawn(1, Drawn.SECOND)
    room.deliver()
    assert (word(room), second(room)) == (PageWord.DRAWN, SecondWord.DRAWN)
    assert room.fake.channel.told_on_second is True


@pytest.mark.parametrize("place", sorted(set(DisplayPlace) - {DisplayPlace.SCREEN}))
def test_a_room_without_a_second_screen_has_one_to_paint_it(place: DisplayPlace) -> None:
    room = with_display(place)
    they_show(room)
    assert second(room) is SecondWord.ABSENT
    trial(room).page_drawn(1)
    room.deliver()
    assert word(room) is PageWord.DRAWN
    assert room.fake.channel.told_on_second is False


def test_an_older_city_is_not_told_of_display_2() -> None:
    room = with_display()
    they_show(room)
    room.fake.channel.change(as_an_older_city_tells_it)
    room.deliver()
    trial(room).page_drawn(1)
    trial(room).page_drawn(1, Drawn.SECOND)
    room.deliver()
    assert word(room) is PageWord.DRAWN
    assert room.fake.channel.told_on_second is False


def as_an_older_city_tells_it(live: LiveSession) -> LiveSession:
    assert live.trial_page is not None
    return replace(live, trial_page=replace(live.trial_page, on_second=None))


def test_a_display_that_is_taken_away_is_not_waited_for() -> None:
    room = with_display()
    they_show(room)
    trial(room).page_drawn(1)
    room.pass_time(1.0)
    assert word(room) is PageWord.NOT_YET
    room.desk.status_bar.set_display_place(DisplayPlace.NONE)
    room.pass_time(1.0)
    assert word(room) is PageWord.DRAWN


def test_a_covered_display_shows_no_page_and_that_is_said() -> None:
    room = with_display()
    room.desk.chair_display.toggle_cover()
    they_show(room)
    assert scene(room) == CrestScene()
    assert second(room) is SecondWord.COVERED
    room.desk.chair_display.toggle_cover()
    assert second(room) is SecondWord.NOT_YET


def test_what_was_painted_of_an_earlier_showing_does_not_count() -> None:
    room = with_display()
    they_show(room)
    they_show(room)
    trial(room).page_drawn(1)
    trial(room).page_drawn(1, Drawn.SECOND)
    room.deliver()
    assert word(room) is PageWord.NOT_YET
