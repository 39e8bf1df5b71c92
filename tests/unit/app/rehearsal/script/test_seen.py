"""What the screens showed is remembered with its hour, by real presenters."""

import pytest

from desktop.app.rehearsal.script.seen import SeenScene, SeenView, current_step, watch
from desktop.domain.access.person import Role
from desktop.domain.conduct.live_session import PagePart
from desktop.domain.papers.paper import PageImage
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.display.chair_display_state import DocumentScene, SceneKind
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import HQ

pytestmark = pytest.mark.unit


@pytest.fixture
def room() -> Room:
    return Room(own_site_id=HQ, role=Role.LEADER)


@pytest.fixture
def seen(room: Room) -> SeenView:
    """The room draws on it."""
    view = SeenView(room.clock)
    room.view = view  # type: ignore[assignment]
    room.desk = room._new_desk()
    return view


def press_twice(room: Room, verb: Verb) -> None:
    for _ in range(2):
        room.session.press(verb)
    room.deliver()


def test_before_the_session_nothing_was_seen(seen: SeenView) -> None:
    assert seen.session is None
    assert seen.scene is None
    assert seen.steps() == ()


def test_the_steps_are_those_that_were_shown_in_order(room: Room, seen: SeenView) -> None:
    room.enter()
    assert seen.steps() == ()
    room.fake.channel.open_session()
    room.deliver()
    room.pass_time(1.0)
    since_s = room.clock.monotonic()
    press_twice(room, Verb.NEXT_STEP)
    assert seen.steps() == (Step.OPENING, Step.ROLL_CALL)
    assert seen.steps(since_s) == (Step.OPENING, Step.ROLL_CALL)  # armed, then gone
    assert seen.session is not None
    assert current_step(seen.session) is Step.ROLL_CALL


def test_the_first_hour_at_which_something_was_shown_is_found(room: Room, seen: SeenView) -> None:
    room.enter()
    room.pass_time(2.0)
    opened_s = room.clock.monotonic()
    room.fake.channel.open_session()
    room.deliver()
    room.pass_time(2.0)

    def is_open(state: object) -> bool:
        return getattr(state, "status", None) is SessionStatus.IN_SESSION

    assert seen.session_at(is_open, 0.0) == opened_s
    assert seen.session_at(is_open, opened_s) == opened_s
    later_s = seen.session_at(is_open, opened_s + 0.1)
    assert later_s is not None
    assert later_s > opened_s
    assert seen.session_at(is_open, room.clock.monotonic() + 1.0) is None
    assert watch(seen.sessions, is_open, 0.0)() == opened_s
    assert watch(seen.sessions, is_open, opened_s)() == opened_s
    assert watch(seen.sessions, is_open, opened_s + 0.1)() == later_s
    assert seen.scene_at(lambda scene: scene.kind is SceneKind.DIALOGUE, 0.0) == opened_s


def test_what_is_watched_for_is_looked_at_once_and_found_when_it_comes(
    room: Room, seen: SeenView
) -> None:
    room.enter()
    looked_at: list[object] = []

    def is_open(state: object) -> bool:
        looked_at.append(state)
        return getattr(state, "status", None) is SessionStatus.IN_SESSION

    opened_at = watch(seen.sessions, is_open, 0.0)
    assert opened_at() is None
    assert opened_at() is None
    drawn = len(seen.sessions)
    assert len(looked_at) == drawn
    room.fake.channel.open_session()
    room.deliver()
    opened_s = room.clock.monotonic()
    assert opened_at() == opened_s
    room.pass_time(2.0)
    assert opened_at() == opened_s
    assert len(looked_at) <= len(seen.sessions)


def test_a_page_is_known_by_its_shade_and_a_running_clock_is_no_news(
    room: Room, seen: SeenView
) -> None:
    room.open()
    dialogue = room.desk.chair_display.scene()
    document = DocumentScene(
        header=dialogue.header,  # type: ignore[union-attr]
        document_number=1,
        page=3,
        page_count=5,
        part=PagePart.TOP,
        page_image=PageImage(width=100, height=100, rgb=bytes([120]) * 30_000),
        is_undrawable=False,
        main=dialogue.main,  # type: ignore[union-attr]
        turn=None,
        elapsed_s=1,
    )
    seen.render_chair_display(document)
    count = len(seen.scenes)
    seen.render_chair_display(document)
    assert len(seen.scenes) == count
    assert seen.scene == SeenScene(
        kind=SceneKind.DOCUMENT, page=3, shade=120.0, lamp=RecordingWord.OFF
    )


def test_there_is_no_browser(seen: SeenView) -> None:
    assert seen.open_page("https://example.invalid/") is False
