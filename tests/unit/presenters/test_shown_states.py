"""Every picture of the desk agrees with itself: screen, status bar, display 2, menu and numbers."""

import pytest

from desktop.domain.reception.session import STEPS
from desktop.domain.reception.status import PauseReason, Step
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord, RosterRow
from desktop.presenters.conduct.steps_state import StepState
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.display.chair_display_state import (
    ChairScene,
    CountdownScene,
    CrestScene,
    DialogueScene,
    DocumentScene,
    EndedScene,
    PausedScene,
    PublicHeader,
    PublicSite,
    PublicTurn,
    ReadBackScene,
    SceneKind,
    SigningScene,
    TrialPageScene,
    WaitingScene,
)
from desktop.presenters.record.minutes_state import Kept
from desktop.presenters.session.session_state import SessionViewState
from desktop.presenters.shell.shell_state import MenuEntry, Screen
from desktop.presenters.shell.status_bar_state import CameraWord, StatusBarViewState
from desktop.presenters.sync.unsent_state import UnsentRow
from tests.rigs.system.every_row import every_row
from tests.screens.all_states import SCENES, STATES, shown
from tests.screens.call_states import CALLS
from tests.screens.roll_states import ROLL
from tests.screens.session_states import SESSION
from tests.screens.shown_room import ShownRoom
from tests.screens.signing_states import SIGNING
from tests.screens.waiting_states import READING

pytestmark = pytest.mark.unit

KINDS: dict[type[ChairScene], SceneKind] = {
    CrestScene: SceneKind.CREST,
    WaitingScene: SceneKind.WAITING,
    DialogueScene: SceneKind.DIALOGUE,
    DocumentScene: SceneKind.DOCUMENT,
    PausedScene: SceneKind.PAUSED,
    CountdownScene: SceneKind.COUNTDOWN,
    ReadBackScene: SceneKind.READ_BACK,
    SigningScene: SceneKind.SIGNING,
    EndedScene: SceneKind.ENDED,
    TrialPageScene: SceneKind.TRIAL_PAGE,
}
DESKS = [name for name in STATES if name != "sign-in-bad-setting"]  # that has a window, no desk
IN_SESSION = [
    *SESSION,
    *ROLL,
    *(name for name in CALLS if name.startswith("session")),
    *READING,
    *SIGNING,
    *(name for name in SCENES if name != "display2-crest"),
]


def bar(room: ShownRoom) -> StatusBarViewState:
    return room.view.status_bar[-1]


def scene(room: ShownRoom) -> ChairScene:
    return room.view.chair_display[-1]


def header(of: ChairScene) -> PublicHeader | None:
    return None if isinstance(of, CrestScene | TrialPageScene) else of.header


def turn(of: ChairScene) -> PublicTurn | None:
    assert isinstance(of, DialogueScene | DocumentScene)
    return of.turn


def sites(of: ChairScene) -> tuple[PublicSite, ...]:
    assert isinstance(of, DialogueScene | WaitingScene)
    return of.sites


def own_row(state: SessionViewState) -> RosterRow:
    return next(row for row in state.roster.rows if row.is_own)


def test_pictures_of_the_session_and_of_every_scene_are_looked_at() -> None:
    assert {shown(name).view.shell[-1].screen for name in DESKS} == set(Screen)
    assert {type(scene(shown(name))) for name in DESKS} == set(KINDS)
    assert [name for name in DESKS if shown(name).desk.session is not None] == IN_SESSION


@every_row("name", DESKS)
def test_what_was_drawn_last_is_what_the_presenters_say(name: str) -> None:
    """No part of the picture is older than another one."""
    room = shown(name)
    assert bar(room) == room.desk.status_bar.state()
    assert scene(room) == room.desk.chair_display.scene()
    assert room.view.shell[-1] == room.desk.shell.state()
    if room.desk.session is not None:
        assert room.state == room.desk.session.state()


@every_row("name", DESKS)
def test_status_bar_and_miniature_call_the_scene_the_same(name: str) -> None:
    room = shown(name)
    display, shows = bar(room).display, scene(room)
    consults = isinstance(shows, PausedScene) and shows.reason is PauseReason.CONSULTATION
    assert display.scene is (SceneKind.CONSULTATION if consults else KINDS[type(shows)])
    assert display.is_line_lost == (isinstance(shows, DialogueScene) and shows.is_line_lost)
    is_document = isinstance(shows, DocumentScene)
    assert bar(room).shows_document == is_document
    assert (display.document_number, display.page) == (
        (shows.document_number, shows.page) if isinstance(shows, DocumentScene) else (None, None)
    )


@every_row("name", DESKS)
def test_the_lamp_of_the_recording_is_the_same_everywhere(name: str) -> None:
    room = shown(name)
    on_display = header(scene(room))
    assert on_display is None or on_display.recording is bar(room).recording


@every_row("name", DESKS)
def test_what_is_unsent_is_counted_once(name: str) -> None:
    """Status bar, menu, home and the list of what is unsent."""
    room = shown(name)
    cell, screen = bar(room).unsent, room.desk.unsent.state()
    waiting = sum(row.minutes.waiting + row.papers.waiting for row in screen.rows)
    refused = sum(row.minutes.refused + row.papers.refused for row in screen.rows)
    storages = [one.storage for one in room.fake.agencies.known()]
    storages += [one.storage for one in room.fake.calendar.known()]
    directory = storages.count(RecordStorage.HERE)
    if room.fake.access.signed_in() is not None:  # the list of sessions is kept from a stranger
        assert (cell.items, cell.refused) == (
            waiting + screen.reports.waiting + directory,
            refused + screen.reports.refused,
        )
    assert (screen.items, screen.refused) == (cell.items, cell.refused)
    badges = [
        item.badge for item in room.view.shell[-1].navigation if item.entry is MenuEntry.UNSENT
    ]
    assert badges in ([], [cell.items + cell.refused])
    home = room.desk.home.state().unsent
    assert (home.items, home.refused) == (cell.items, cell.refused)
    assert home.size_bytes == screen.size_bytes


@every_row("name", IN_SESSION)
def test_one_person_speaks(name: str) -> None:
    """Queue, tiles, status bar and display 2 name the same one, with the same clock."""
    room = shown(name)
    cell = bar(room).speaking
    rows = [row for row in room.state.roster.rows if row.is_speaking]
    tiles = [tile for tile in room.state.roster.tiles if tile.is_speaking]
    assert [row.label for row in rows] == ([] if cell.label is None else [cell.label])
    assert [tile.label for tile in tiles] == [row.label for row in rows]
    assert [row.floor for row in rows] == ([] if cell.clock is None else [cell.clock])
    shows = scene(room)
    if isinstance(shows, DialogueScene | DocumentScene):
        said = turn(shows)
        person = said.person if said is not None else None
        assert (None if person is None else person.label) == cell.label
        assert (None if said is None else said.clock) == cell.clock


@every_row("name", IN_SESSION)
def test_the_session_is_at_one_step_and_of_one_age(name: str) -> None:
    room = shown(name)
    state, cell, shows = room.state, bar(room), scene(room)
    assert (cell.step.status, cell.clock_s) == (state.status, state.clock_s)
    current = [row.step for row in state.steps.rows if row.state is StepState.CURRENT]
    if cell.step.step not in (None, Step.CONSULTATION):
        assert current == [cell.step.step]
        behind = (StepState.DONE, StepState.SKIPPED)
        done = [row.step for row in state.steps.rows if row.state in behind]
        assert done == list(STEPS[: STEPS.index(current[0])])
    if isinstance(shows, DialogueScene | DocumentScene):
        assert shows.elapsed_s == state.clock_s
    if isinstance(shows, DialogueScene):
        assert shows.is_line_lost == (not state.is_connected)


@every_row("name", IN_SESSION)
def test_the_people_are_counted_once(name: str) -> None:
    room = shown(name)
    case, shows = room.state.case, scene(room)
    rows = {row.site_id: row.site_name for row in room.state.roster.rows}
    assert case.sites_invited == len(rows) == len(room.state.roster.tiles)
    if isinstance(shows, DialogueScene | WaitingScene):
        invited = case.officials_invited + case.citizens_invited
        assert sum(len(site.people) for site in sites(shows)) == invited
        assert {site.name for site in sites(shows)} == set(rows.values())


@every_row("name", IN_SESSION)
def test_hands_are_the_same_in_queue_tiles_and_buttons(name: str) -> None:
    state = shown(name).state
    hands = [row.site_name for row in state.roster.rows if row.has_hand_up]
    labels = [row.label for row in state.roster.rows if row.has_hand_up]
    waiting = [
        row.site_name for row in state.roster.rows if row.microphone is MicrophoneWord.WAITING
    ]
    assert set(waiting) <= set(hands)
    for verb in state.verbs:
        if verb.verb is Verb.GIVE_FLOOR:
            assert verb.whom in (next(iter(hands), ""), next(iter(labels), ""))
    offered = {verb.verb for verb in state.verbs}
    has_own_up = any(row.is_own and row.has_hand_up for row in state.roster.rows)
    assert (Verb.LOWER_HAND in offered) == (has_own_up and bool(offered))


@every_row("name", IN_SESSION)
def test_microphone_and_camera_are_the_same_in_queue_tiles_and_status_bar(name: str) -> None:
    room = shown(name)
    state = room.state
    words = {tile.site_id: tile.microphone for tile in state.roster.tiles}
    speaking = {row.site_id for row in state.roster.rows if row.is_speaking}
    for row in state.roster.rows:
        is_behind = row.hand is not None and row.site_id in speaking
        word = MicrophoneWord.WAITING if is_behind else words[row.site_id]
        assert row.microphone is word
    assert own_row(state).microphone is bar(room).microphone
    assert state.is_microphone_on == (bar(room).microphone is MicrophoneWord.OPEN)
    assert state.is_camera_on == (bar(room).camera is CameraWord.ON)
    assert room.fake.media.is_microphone_on == state.is_microphone_on


@every_row("name", IN_SESSION)
def test_papers_are_the_same_in_list_and_stage_and_on_display_2(name: str) -> None:
    room = shown(name)
    papers, shows = room.state.papers, scene(room)
    led = [row.number for row in papers.rows if row.is_on_stage]
    assert led == ([] if papers.stage is None else [papers.stage.number])
    if isinstance(shows, DocumentScene):
        assert papers.stage is not None
        assert (shows.document_number, shows.page, shows.page_count, shows.part) == (
            papers.stage.number, papers.stage.page, papers.stage.page_count, papers.stage.part,
        )  # fmt: skip
    own = [one for one in papers.rows if one.is_own]
    assert sum(row.papers.items for row in _rows_of(room)) == len(own)


@every_row("name", IN_SESSION)
def test_lines_are_the_same_in_minutes_counts_and_unsent(name: str) -> None:
    room = shown(name)
    minutes = room.state.minutes
    own = [row for row in minutes.rows if row.is_own]
    assert [one.lines for one in minutes.counts if one.is_own] == [len(own)]
    assert sum(one.lines for one in minutes.counts) == len(minutes.rows)
    waiting = sum(row.minutes.waiting for row in _rows_of(room))
    not_on_disk = int(minutes.kept is Kept.FAILED)
    assert minutes.waiting_lines == waiting + not_on_disk


def _rows_of(room: ShownRoom) -> list[UnsentRow]:
    """What the list of the unsent says of this session."""
    rows = room.desk.unsent.state().rows
    return [row for row in rows if row.session_id == room.state.session_id]
