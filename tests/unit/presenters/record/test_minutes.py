from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import Viewing
from desktop.domain.conduct.calls.agency_call import CallStage
from desktop.domain.conduct.events import OpenLineChanged
from desktop.domain.conduct.live_session import OpenLine
from desktop.domain.events import ActionFailed
from desktop.domain.ids import MinuteLineId, SessionId, SiteId
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.record.events import MinutesExported
from desktop.domain.record.minutes import (
    MAX_LINE_CHARACTERS,
    LineVersion,
    MinuteLine,
    MinuteLineKind,
)
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.record.minutes import MinutesPresenter
from desktop.presenters.record.minutes_state import Kept, MinutesPanel
from desktop.presenters.view.message import MessageAction
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import TICK_S, Room
from tests.rigs.system.few_examples import few_examples
from tests.samples.calls import a_call
from tests.samples.receptions import AGENCY, COMMUNE, HQ, SESSION
from tests.samples.steps import steps_to

pytestmark = pytest.mark.unit


def panel_of(room: Room) -> MinutesPanel:
    return room.state.minutes


def opened(room: Room) -> MinutesPresenter:
    return room.open().minutes


def a_line(
    line_id: str, *, site_id: SiteId = HQ, second: int = 0, text: str = "Mở buổi tiếp."
) -> MinuteLine:
    return MinuteLine(
        id=MinuteLineId(line_id),
        session_id=SESSION,
        owner_site_id=site_id,
        at=NOON + timedelta(seconds=second),
        speaker="Người chủ trì",
        kind=MinuteLineKind.STATEMENT,
        text=text,
        storage=RecordStorage.CITY,
    )


def said(line: MinuteLine, text: str) -> LineVersion:
    """The same person in the same sense, in other words."""
    return replace(line.version, text=text)


def test_a_line_says_who_wrote_it_where_that_is_not_who_sits_here(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Người ở đây ghi.")
    minutes.flush()
    (own,) = room.fake.minutes.saves
    assert own.written_by == "Cán bộ tiếp dân Mẫu"
    beside = replace(a_line("beside", site_id=COMMUNE), written_by="Thư ký Mẫu")
    there = replace(a_line("there"), written_by=own.written_by)
    room.fake.minutes.put(own, beside, there, a_line("older", second=1))
    room.pass_time(TICK_S)
    writers = {row.line_id: row.other_writer for row in panel_of(room).rows}
    assert writers == {
        own.id: "", "beside": "Thư ký Mẫu", "there": own.written_by, "older": ""
    }  # fmt: skip


def test_a_city_that_lets_one_pc_write_is_not_told_who_wrote(room: Room) -> None:
    minutes = opened(room)
    room.fake.channel.change(lambda live: replace(live, companions=None))
    room.deliver()
    minutes.edit_text("Người ở đây ghi.")
    minutes.flush()
    assert [line.written_by for line in room.fake.minutes.saves] == [""]


# ---- keeping what is typed -------------------------------------------------------------------


def test_a_pause_in_typing_keeps_the_line(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Đề nghị")
    room.pass_time(0.25)
    assert room.fake.minutes.saves == []
    room.pass_time(0.25)
    assert [line.text for line in room.fake.minutes.saves] == ["Đề nghị"]
    assert panel_of(room).kept is Kept.HERE
    assert panel_of(room).saved_at == room.clock.now()


def test_typing_without_a_pause_is_kept_within_two_seconds(room: Room) -> None:
    minutes = opened(room)
    text = ""
    for _ in range(10):
        text += "a"
        minutes.edit_text(text)
        room.pass_time(0.2)
    assert room.fake.minutes.saves


def test_the_word_says_typing_until_the_commit(room: Room) -> None:
    room.fake.minutes.is_slow = True
    minutes = opened(room)
    minutes.edit_text("Đề nghị")
    assert panel_of(room).kept is Kept.TYPING
    room.pass_time(1.0)
    assert panel_of(room).kept is Kept.TYPING
    room.fake.minutes.commit_held()
    room.deliver()
    assert panel_of(room).kept is Kept.HERE


@pytest.mark.parametrize("storage", [RecordStorage.HERE, RecordStorage.CITY])
def test_who_enters_again_is_told_the_hour_of_the_newest_save_if_it_is_known(
    room: Room, storage: RecordStorage
) -> None:
    forgotten = replace(a_line("two", site_id=COMMUNE), storage=storage)
    older = replace(forgotten, id=MinuteLineId("one"), saved_at=NOON - timedelta(hours=2))
    room.fake.minutes.put(forgotten, replace(a_line("theirs"), saved_at=NOON))
    room.open()
    assert panel_of(room).kept is (Kept.HERE if storage is RecordStorage.HERE else Kept.CITY)
    assert panel_of(room).saved_at is None
    room.fake.minutes.put(older, replace(older, id=MinuteLineId("three"), saved_at=NOON))
    room.deliver()
    assert panel_of(room).saved_at == NOON
    room.session.minutes.edit_text("newer than all")
    room.pass_time(0.5)
    assert panel_of(room).saved_at == room.clock.now()


def test_the_word_says_city_once_every_own_line_is_there(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Đề nghị")
    room.pass_time(1.0)
    (line,) = room.fake.minutes.lines(SESSION)
    assert panel_of(room).waiting_lines == 1
    room.fake.minutes.put(replace(line, storage=RecordStorage.CITY, revision=1))
    room.deliver()
    assert panel_of(room).kept is Kept.CITY
    assert panel_of(room).waiting_lines == 0


def test_the_same_text_is_not_saved_twice(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Đề nghị")
    room.pass_time(1.0)
    minutes.edit_text("Đề nghị ")  # a space at the end is no other text
    room.pass_time(1.0)
    assert len(room.fake.minutes.saves) == 1
    assert panel_of(room).kept is Kept.HERE


def test_going_back_to_the_stored_text_while_a_save_waits_is_saved(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("A")
    room.pass_time(1.0)
    room.fake.minutes.is_slow = True
    minutes.edit_text("AB")
    room.pass_time(1.0)
    minutes.edit_text("A")
    room.pass_time(1.0)
    room.fake.minutes.commit_held()
    room.deliver()
    assert [line.text for line in room.fake.minutes.lines(SESSION)] == ["A"]


def test_the_editor_is_never_rewritten_while_typing(room: Room) -> None:
    minutes = opened(room)
    before = panel_of(room).editor.load_number
    for text in ("tieengs", "tiếng", "tiếng vieejt ", "tiếng việt "):
        minutes.edit_text(text)
        room.pass_time(0.5)
    assert {state.minutes.editor.load_number for state in room.view.session} == {before}


def test_nothing_is_written_for_white_space(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("   ")
    room.pass_time(3.0)
    assert room.fake.minutes.saves == []
    assert panel_of(room).editor.at is None


def test_an_unchanged_text_is_no_edit(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("")
    minutes.flush()
    assert room.fake.minutes.saves == []


def test_a_line_that_is_emptied_again_is_emptied_on_disk(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Nhầm")
    room.pass_time(1.0)
    minutes.edit_text("")
    room.pass_time(1.0)
    assert [line.text for line in room.fake.minutes.lines(SESSION)] == [""]
    assert panel_of(room).rows == ()
    assert panel_of(room).message is not None


def test_a_failed_save_keeps_the_text_says_so_and_tries_again(room: Room) -> None:
    minutes = opened(room)
    room.fake.minutes.fails_with = "B-301"
    minutes.edit_text("Đề nghị xem lại")
    room.pass_time(1.0)
    panel = panel_of(room)
    assert (panel.kept, panel.editor.text) == (Kept.FAILED, "Đề nghị xem lại")
    assert panel.message is not None
    assert panel.message.code == MessageCode.LINE_NOT_KEPT
    room.fake.minutes.fails_with = None
    room.pass_time(2.5)
    assert [line.text for line in room.fake.minutes.lines(SESSION)] == ["Đề nghị xem lại"]
    assert panel_of(room).kept is Kept.HERE


def test_a_failed_line_stays_in_sight_after_enter_and_is_saved_later(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Một")
    room.pass_time(1.0)
    room.fake.minutes.fails_with = "B-301"
    minutes.edit_text("Một hai")
    minutes.new_line()
    minutes.edit_text("Dòng sau")
    room.pass_time(1.0)
    assert [row.text for row in panel_of(room).rows] == ["Một hai", "Dòng sau"]
    room.fake.minutes.fails_with = None
    room.pass_time(3.0)
    stored = [line.text for line in room.fake.minutes.lines(SESSION)]
    assert stored == ["Một hai", "Dòng sau"]


def test_a_long_pasted_text_is_kept_as_several_lines_and_nothing_is_lost(room: Room) -> None:
    minutes = opened(room)
    words = " ".join(["thửa"] * 4_000)
    minutes.edit_text(words)
    room.pass_time(1.0)
    lines = room.fake.minutes.lines(SESSION)
    assert len(lines) > 1
    assert all(len(line.text) <= MAX_LINE_CHARACTERS for line in lines)
    assert " ".join(line.text for line in lines) == words
    minutes.edit_text("thửa")
    room.pass_time(1.0)
    assert [line.text for line in room.fake.minutes.lines(SESSION) if line.text] == ["thửa"]


def test_a_long_text_without_spaces_is_cut_hard(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("a" * (MAX_LINE_CHARACTERS + 5))
    room.pass_time(1.0)
    lengths = sorted(len(line.text) for line in room.fake.minutes.lines(SESSION))
    assert lengths == [5, MAX_LINE_CHARACTERS]


def test_a_nul_character_does_not_stop_the_saving(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("a\x00b")
    room.pass_time(1.0)
    assert [line.text for line in room.fake.minutes.lines(SESSION)] == ["ab"]


KEYSTROKES = st.lists(st.floats(min_value=0.01, max_value=1.5), min_size=1, max_size=25)


@few_examples()
@given(KEYSTROKES)
def test_no_keystroke_stays_unsaved_longer_than_two_seconds(gaps_s: list[float]) -> None:
    room = Room()
    minutes = opened(room)
    saved_at: dict[str, float] = {}
    text = ""
    typed_at: dict[str, float] = {}
    next_tick_s = room.clock.monotonic() + TICK_S

    def look() -> None:
        for line in room.fake.minutes.saves:
            saved_at.setdefault(line.text, room.clock.monotonic())

    def advance(seconds: float) -> None:
        nonlocal next_tick_s
        end_s = room.clock.monotonic() + seconds
        while next_tick_s <= end_s:
            room.clock.advance(next_tick_s - room.clock.monotonic())
            room.desk.on_tick()
            room.deliver()
            look()
            next_tick_s += TICK_S
        room.clock.advance(end_s - room.clock.monotonic())

    for number, gap_s in enumerate(gaps_s):
        text += chr(ord("a") + number)
        minutes.edit_text(text)
        typed_at[text] = room.clock.monotonic()
        look()
        advance(gap_s)
    advance(3.0)
    assert room.fake.minutes.lines(SESSION)[0].text == text
    for typed, at_s in typed_at.items():
        kept_at_s = min(when for saved, when in saved_at.items() if saved.startswith(typed))
        assert kept_at_s - at_s <= 2.0 + 1e-6


@few_examples()
@given(KEYSTROKES)
def test_the_others_are_told_at_most_five_times_a_second(gaps_s: list[float]) -> None:
    room = Room()
    minutes = opened(room)
    told_at: list[float] = []
    text = ""
    for gap_s in gaps_s:
        text += "a"
        minutes.edit_text(text)
        room.desk.on_tick()
        told_at += [room.clock.monotonic()] * (len(room.fake.channel.hints) - len(told_at))
        room.clock.advance(gap_s)
    room.pass_time(1.0)
    assert all(later - sooner >= 0.2 - 1e-9 for sooner, later in pairwise(told_at))
    shown = [hint.text for hint in room.fake.channel.hints if hint.text]
    assert shown[-1] == text


# ---- lines, speakers, time -------------------------------------------------------------------


def test_the_time_of_a_line_is_that_of_its_first_keystroke_by_the_citys_clock(room: Room) -> None:
    status = replace(room.fake.sync.status(), clock_offset_s=90.0)
    room.fake.sync.set_status(status)
    minutes = opened(room)
    began = room.clock.now() + timedelta(seconds=90)
    minutes.edit_text("Đ")
    room.pass_time(5.0)
    minutes.edit_text("Đề nghị")
    room.pass_time(1.0)
    assert {line.at for line in room.fake.minutes.saves} == {began}


def test_enter_begins_a_new_line_with_the_same_speaker(room: Room) -> None:
    minutes = opened(room)
    minutes.choose_speaker("Thư ký")
    minutes.edit_text("Một")
    first = panel_of(room).editor
    minutes.new_line()
    second = panel_of(room).editor
    assert [line.text for line in room.fake.minutes.saves] == ["Một"]
    assert second.line_id != first.line_id
    assert second.load_number == first.load_number + 1
    assert (second.text, second.speaker, second.at) == ("", "Thư ký", None)


def test_enter_on_an_empty_line_does_nothing(room: Room) -> None:
    minutes = opened(room)
    before = panel_of(room).editor
    minutes.new_line()
    assert panel_of(room).editor == before


def test_tab_changes_the_speaker_of_the_open_line_both_ways(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Một")
    speakers = panel_of(room).speakers
    assert speakers[0] == panel_of(room).editor.speaker == "Người chủ trì"
    minutes.change_speaker()
    assert panel_of(room).editor.speaker == speakers[1]
    minutes.change_speaker(steps=-2)
    assert panel_of(room).editor.speaker == speakers[-1]
    room.pass_time(1.0)
    assert room.fake.minutes.saves[-1].speaker == speakers[-1]


def test_tab_from_a_speaker_nobody_lists_goes_to_the_first(room: Room) -> None:
    minutes = opened(room)
    minutes.choose_speaker("Người phiên dịch")
    minutes.change_speaker()
    assert panel_of(room).editor.speaker == panel_of(room).speakers[0]


def test_speakers_are_listed_once_each(room: Room) -> None:
    opened(room)
    assert panel_of(room).speakers == (
        "Người chủ trì",
        "Thư ký",
        "Cán bộ tiếp dân",
        "Công dân A",
        "Đại diện Sở",
    )


def test_the_speaker_follows_the_floor_on_an_untouched_line(room: Room) -> None:
    opened(room)
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    assert panel_of(room).editor.speaker == "Công dân A"


def test_the_floor_does_not_change_the_speaker_of_a_line_being_typed(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Một")
    room.fake.channel.give_floor(COMMUNE)
    room.deliver()
    assert panel_of(room).editor.speaker == "Người chủ trì"
    minutes.new_line()
    assert panel_of(room).editor.speaker == "Công dân A"
    room.fake.channel.give_floor(None)
    room.deliver()
    assert panel_of(room).editor.speaker == "Công dân A"


def test_the_kind_of_a_line_can_be_chosen(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Giao xã trả lời")
    minutes.choose_kind(MinuteLineKind.DIRECTIVE)
    room.pass_time(1.0)
    assert room.fake.minutes.saves[-1].kind is MinuteLineKind.DIRECTIVE


def test_lines_are_shown_in_reading_order_with_numbers_and_counts(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Của ta")
    room.pass_time(1.0)
    room.fake.minutes.put(a_line("late", second=60), a_line("early", second=-60))
    room.deliver()
    rows = panel_of(room).rows
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.is_own for row in rows] == [False, True, False]
    assert [row.can_edit for row in rows] == [False, True, False]
    assert rows[1].is_open
    assert [(one.site_name, one.lines) for one in panel_of(room).counts] == [
        ("UBND xã An Lão", 1),
        ("Trụ sở thành phố", 2),
    ]


def test_lines_of_who_was_called_in_are_counted_too(room: Room) -> None:
    opened(room)
    now, called = room.clock.now(), SiteId("called-in")
    call = a_call(called, "Sở Tài chính", now, stage=CallStage.LET_GO, answered_at=now)
    room.fake.channel.change(lambda live: replace(live, calls=(call,)))
    room.fake.minutes.put(a_line("theirs", site_id=called, second=60), a_line("chair", second=61))
    room.deliver()
    assert [(one.site_name, one.lines) for one in panel_of(room).counts] == [
        ("UBND xã An Lão", 0),
        ("Trụ sở thành phố", 1),
        ("Sở Tài chính", 1),
    ]


# ---- what the others type --------------------------------------------------------------------


def a_hint(text: str, site_id: SiteId = HQ, line_id: str = "theirs") -> OpenLineChanged:
    return OpenLineChanged(
        line=OpenLine(
            line_id=MinuteLineId(line_id),
            site_id=site_id,
            speaker="Người chủ trì",
            text=text,
            at=NOON,
        )
    )


def test_another_sites_open_line_is_shown_until_it_is_finished(room: Room) -> None:
    opened(room)
    room.fake.channel.put_seat(a_seat(HQ))
    room.tell(a_hint("Yêu cầu"))
    (live,) = panel_of(room).live_rows
    assert (live.text, live.site_name) == ("Yêu cầu", "Trụ sở thành phố")
    room.tell(a_hint(""))
    assert panel_of(room).live_rows == ()


def test_an_open_line_that_arrived_as_a_stored_one_is_not_shown_twice(room: Room) -> None:
    opened(room)
    room.fake.channel.put_seat(a_seat(HQ))
    room.tell(a_hint("Yêu cầu", line_id="one"))
    room.fake.minutes.put(a_line("one", text="Yêu cầu"))
    room.deliver()
    assert panel_of(room).live_rows == ()
    assert [row.text for row in panel_of(room).rows] == ["Yêu cầu"]


def test_the_open_line_of_a_site_that_is_gone_is_not_shown(room: Room) -> None:
    opened(room)
    room.fake.channel.put_seat(a_seat(HQ))
    room.tell(a_hint("Yêu cầu"), a_hint("Sở", AGENCY))
    room.fake.channel.put_seat(replace(a_seat(HQ), is_connected=False))
    room.deliver()
    assert panel_of(room).live_rows == ()


def test_nobody_is_said_to_type_while_the_city_is_not_reached(room: Room) -> None:
    opened(room)
    room.fake.channel.put_seat(a_seat(HQ))
    room.tell(a_hint("Yêu cầu"))
    room.fake.channel.lose_city()
    room.deliver()
    assert panel_of(room).live_rows == ()


def test_our_own_open_line_told_back_to_us_is_ignored(room: Room) -> None:
    opened(room)
    room.tell(a_hint("Của ta", COMMUNE))
    assert panel_of(room).live_rows == ()


def test_the_hint_of_a_finished_line_is_taken_back(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Một")
    minutes.new_line()
    room.pass_time(2.0)
    assert [hint.text for hint in room.fake.channel.hints] == ["Một", ""]
    room.pass_time(5.0)
    assert len(room.fake.channel.hints) == 2


def test_the_next_lines_hint_takes_the_place_of_the_former(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Một")
    minutes.new_line()
    room.pass_time(0.5)
    minutes.edit_text("Hai")
    room.pass_time(3.0)
    assert [hint.text for hint in room.fake.channel.hints] == ["Một", "Hai"]


def test_a_line_that_was_emptied_needs_no_taking_back(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Một")
    room.pass_time(1.0)
    minutes.edit_text("")
    room.pass_time(1.0)
    minutes.leave()
    room.pass_time(3.0)
    assert [hint.text for hint in room.fake.channel.hints] == ["Một", ""]


# ---- correcting, settling, exporting ---------------------------------------------------------


def test_an_own_line_can_be_corrected_and_keeps_its_time(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Hai lần")
    room.pass_time(1.0)
    line = room.fake.minutes.lines(SESSION)[0]
    minutes.new_line()
    room.pass_time(10.0)
    minutes.edit_text("Dở dang")
    minutes.correct_line(line.id)
    editor = panel_of(room).editor
    assert (editor.text, editor.is_correction, editor.at) == ("Hai lần", True, line.at)
    minutes.edit_text("Ba lần")
    minutes.new_line()
    room.deliver()
    texts = [one.text for one in room.fake.minutes.lines(SESSION)]
    assert texts == ["Ba lần", "Dở dang"]
    assert panel_of(room).editor.text == ""


def test_others_lines_unknown_lines_and_the_open_line_are_not_put_into_the_editor(
    room: Room,
) -> None:
    minutes = opened(room)
    room.fake.minutes.put(a_line("theirs"))
    room.deliver()
    minutes.edit_text("Của ta")
    room.pass_time(1.0)
    before = panel_of(room).editor
    minutes.correct_line(MinuteLineId("theirs"))
    minutes.correct_line(MinuteLineId("unknown"))
    minutes.correct_line(before.line_id)
    assert panel_of(room).editor == before


def test_a_correction_may_be_left_empty(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Nhầm")
    minutes.new_line()
    room.deliver()
    minutes.correct_line(room.fake.minutes.lines(SESSION)[0].id)
    minutes.edit_text("")
    minutes.new_line()
    room.deliver()
    assert panel_of(room).rows == ()
    assert not panel_of(room).editor.is_correction


def test_a_conflict_shows_both_texts_and_a_person_settles_it(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("38 m²")
    minutes.new_line()
    room.deliver()
    line = room.fake.minutes.lines(SESSION)[0]
    room.fake.minutes.put(replace(line, conflict=said(line, "83 m²")))
    room.deliver()
    (conflict,) = panel_of(room).conflicts
    assert (conflict.present.text, conflict.other.text) == ("38 m²", "83 m²")
    assert conflict.can_settle
    assert panel_of(room).rows[0].has_conflict
    message = panel_of(room).message
    assert message is not None
    assert (message.code, message.action) == (
        MessageCode.CONFLICT,
        MessageAction.SETTLE_CONFLICTS,
    )
    minutes.settle_conflict(line.id, said(line, "83 m²"))
    room.deliver()
    assert panel_of(room).conflicts == ()
    assert [one.text for one in room.fake.minutes.lines(SESSION)] == ["83 m²"]


def test_settling_the_line_in_the_editor_shows_the_chosen_text_there(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("38 m²")
    room.pass_time(1.0)
    line = room.fake.minutes.lines(SESSION)[0]
    room.fake.minutes.put(replace(line, conflict=said(line, "83 m²")))
    room.deliver()
    before = panel_of(room).editor.load_number
    minutes.settle_conflict(line.id, said(line, "83 m²"))
    room.pass_time(3.0)
    editor = panel_of(room).editor
    assert (editor.text, editor.load_number) == ("83 m²", before + 1)
    assert [one.text for one in room.fake.minutes.lines(SESSION)] == ["83 m²"]


def test_a_clash_about_who_spoke_and_how_is_one_too(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Đồng ý")
    room.pass_time(1.0)
    line = room.fake.minutes.lines(SESSION)[0]
    other = replace(line.version, speaker="Công dân B", kind=MinuteLineKind.AGREEMENT)
    room.fake.minutes.put(replace(line, conflict=other))
    room.deliver()
    (conflict,) = panel_of(room).conflicts
    assert (conflict.present, conflict.other) == (line.version, other)
    minutes.settle_conflict(line.id, conflict.other)
    room.deliver()
    editor = panel_of(room).editor
    assert (editor.speaker, editor.kind, editor.text) == (
        "Công dân B",
        MinuteLineKind.AGREEMENT,
        "Đồng ý",
    )
    assert [one.version for one in room.fake.minutes.lines(SESSION)] == [other]


def test_another_sites_conflict_is_seen_but_not_ours_to_settle(room: Room) -> None:
    opened(room)
    room.fake.minutes.put(replace(a_line("theirs"), conflict=said(a_line("theirs"), "khác")))
    room.deliver()
    assert [one.can_settle for one in panel_of(room).conflicts] == [False]


def test_a_settling_that_fails_is_told(room: Room) -> None:
    minutes = opened(room)
    minutes.settle_conflict(MinuteLineId("unknown"), a_line("x").version)
    room.deliver()
    message = panel_of(room).message
    assert message is not None
    assert message.code == "B-213"
    minutes.dismiss("B-213")
    assert panel_of(room).message != message


def test_exporting_first_keeps_what_is_typed(room: Room, tmp_path: Path) -> None:
    minutes = opened(room)
    minutes.edit_text("Đề nghị")
    path = tmp_path / "bien-ban.docx"
    minutes.export(path)
    assert room.fake.minutes.saves
    assert room.fake.views.noted[-1] == (SESSION, Viewing.MINUTES_EXPORT)
    assert panel_of(room).is_exporting
    room.deliver()
    panel = panel_of(room)
    assert (panel.is_exporting, panel.exported_path) == (False, path)
    assert panel.message is not None
    assert panel.message.code == MessageCode.MINUTES_EXPORTED


def test_an_export_that_fails_is_told_and_may_be_tried_again(room: Room, tmp_path: Path) -> None:
    minutes = opened(room)
    minutes.edit_text("Đề nghị")
    room.pass_time(1.0)
    minutes.export(tmp_path / "nowhere" / "bien-ban.docx")
    minutes.export(tmp_path / "second.docx")  # one at a time
    room.deliver()
    panel = panel_of(room)
    assert not panel.is_exporting
    assert panel.message is not None
    assert panel.message.code == "B-310"
    assert not (tmp_path / "second.docx").exists()


def test_another_sessions_export_is_not_ours(room: Room, tmp_path: Path) -> None:
    opened(room)
    room.tell(MinutesExported(session_id=SessionId("other"), path=tmp_path / "a.docx"))
    assert panel_of(room).exported_path is None


def test_a_failure_of_another_room_of_the_house_is_not_ours(room: Room) -> None:
    opened(room)
    before = panel_of(room)
    room.tell(ActionFailed(action="sign_in", code="D-102", data={}))
    assert panel_of(room) is before


# ---- who may write ---------------------------------------------------------------------------


def test_minutes_may_be_prepared_before_the_opening(room: Room) -> None:
    room.enter().minutes.edit_text("Soạn sẵn")
    room.pass_time(1.0)
    assert room.fake.minutes.saves
    assert panel_of(room).can_write


def test_the_leader_reads_and_exports_but_does_not_write() -> None:
    room = Room(role=Role.LEADER)
    minutes = opened(room)
    room.fake.minutes.put(a_line("one"))
    room.deliver()
    minutes.edit_text("x")
    minutes.choose_speaker("Thư ký")
    minutes.choose_kind(MinuteLineKind.QUESTION)
    room.pass_time(3.0)
    panel = panel_of(room)
    assert not panel.can_write
    assert (panel.editor.text, panel.editor.speaker) == ("", "Người chủ trì")
    assert panel.can_export
    assert room.fake.minutes.saves == []


def test_an_agency_does_not_export(tmp_path: Path) -> None:
    room = Room(own_site_id=AGENCY, role=Role.AGENCY_USER)
    minutes = opened(room)
    minutes.export(tmp_path / "a.docx")
    assert not panel_of(room).can_export
    assert not panel_of(room).is_exporting


def test_after_the_closing_nothing_is_written_any_more(room: Room) -> None:
    minutes = opened(room)
    room.fake.channel.change(lambda live: replace(live, status=SessionStatus.CLOSED))
    room.deliver()
    minutes.edit_text("muộn")
    room.pass_time(2.0)
    assert room.fake.minutes.saves == []
    assert not panel_of(room).can_write


# ---- the signing -----------------------------------------------------------------------------


def go_to(room: Room, target: Step) -> None:
    """Through every step before it."""
    live = room.fake.channel.live()
    assert live is not None
    for step in steps_to(target, after=live.step):
        room.fake.channel.set_step(step)
    room.deliver()


def code_of(room: Room) -> str | None:
    message = panel_of(room).message
    return None if message is None else message.code


def test_lines_are_corrected_until_the_signing_begins_and_then_no_more(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Hỗ trợ 80 triệu đồng")
    minutes.new_line()
    go_to(room, Step.READ_BACK)
    (row,) = panel_of(room).rows
    assert row.can_edit
    go_to(room, Step.SIGNING)
    assert not panel_of(room).rows[0].can_edit
    assert code_of(room) == MessageCode.MINUTES_FIXED
    minutes.correct_line(row.line_id)
    assert panel_of(room).editor.line_id != row.line_id


def test_an_objection_at_the_signing_is_a_line_of_its_own(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Hỗ trợ 80 triệu đồng")
    minutes.new_line()
    go_to(room, Step.SIGNING)
    assert panel_of(room).can_write
    room.clock.advance(1.0)
    minutes.edit_text("Công dân đề nghị sửa")
    room.pass_time(1.0)
    minutes.edit_text("Công dân đề nghị sửa số tiền")
    room.pass_time(1.0)
    texts = [line.text for line in room.fake.minutes.lines(SESSION)]
    assert texts == ["Hỗ trợ 80 triệu đồng", "Công dân đề nghị sửa số tiền"]


def test_a_line_that_stands_in_the_editor_at_the_signing_is_kept_and_let_go(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Đề nghị")
    minutes.new_line()
    room.deliver()
    go_to(room, Step.READ_BACK)
    line_id = panel_of(room).rows[0].line_id
    minutes.correct_line(line_id)
    minutes.edit_text("Đề nghị đo lại")
    go_to(room, Step.SIGNING)
    editor = panel_of(room).editor
    assert (editor.text, editor.at, editor.is_correction) == ("", None, False)
    assert [line.text for line in room.fake.minutes.lines(SESSION)] == ["Đề nghị đo lại"]
    room.restart()
    assert panel_of(room).editor.text == ""


def test_who_comes_in_at_the_signing_begins_a_line_of_their_own(room: Room) -> None:
    room.fake.minutes.put(a_line("ours", site_id=COMMUNE, text="Đề nghị"))
    room.fake.memory.remember("open_line", '{"session": "session-1", "line": "ours"}')
    room.desk.start()
    room.desk.open_pre_join(SESSION)
    room.deliver()
    room.pre_join.enter()
    live = room.fake.channel.live()
    assert live is not None
    # known to the channel, and told to nobody before the session's screen is there
    room.fake.channel._live = replace(
        live, seq=live.seq + 1, status=SessionStatus.MINUTES_REVIEW, step=Step.SIGNING
    )
    room.deliver()
    assert panel_of(room).editor.text == ""
    room.session.minutes.edit_text("Ý kiến")
    room.fake.channel.put_seat(a_seat(HQ))
    room.deliver()
    room.session.minutes.edit_text("Ý kiến sửa")
    room.pass_time(1.0)
    texts = sorted(line.text for line in room.fake.minutes.lines(SESSION))
    assert texts == ["Ý kiến sửa", "Đề nghị"]


def test_signed_minutes_take_no_more_lines_from_this_desk(room: Room) -> None:
    minutes = opened(room)
    go_to(room, Step.CLOSING)
    minutes.edit_text("muộn")
    room.pass_time(2.0)
    assert room.fake.minutes.saves == []
    assert not panel_of(room).can_write
    assert code_of(room) == MessageCode.MINUTES_SIGNED


def test_a_clash_after_the_signing_stays_in_sight_and_holds_nothing_up(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("80 triệu")
    room.pass_time(1.0)
    line = room.fake.minutes.lines(SESSION)[0]
    go_to(room, Step.SIGNING)
    late = replace(line, storage=RecordStorage.CITY, conflict=said(line, "60 triệu"))
    room.fake.minutes.put(late)
    room.deliver()
    panel = panel_of(room)
    (conflict,) = panel.conflicts
    assert (conflict.present.text, conflict.other.text) == ("80 triệu", "60 triệu")
    assert not conflict.can_settle
    assert code_of(room) == MessageCode.CONFLICT_SIGNED
    assert panel.kept is Kept.CITY
    minutes.settle_conflict(line.id, said(line, "60 triệu"))
    room.deliver()
    assert [one.text for one in room.fake.minutes.lines(SESSION)] == ["80 triệu"]


def test_a_reader_is_not_told_how_to_amend() -> None:
    room = Room(role=Role.LEADER)
    opened(room)
    go_to(room, Step.SIGNING)
    assert code_of(room) == MessageCode.MINUTES_EMPTY


# ---- after a kill ----------------------------------------------------------------------------


def test_after_a_kill_the_open_line_stands_in_the_editor_again(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Đề nghị đo lại")
    room.pass_time(1.0)
    before = panel_of(room).editor
    room.restart()
    panel = panel_of(room)
    assert panel.editor.line_id == before.line_id
    assert (panel.editor.text, panel.editor.at) == ("Đề nghị đo lại", before.at)
    assert panel.message is not None
    assert panel.message.code == MessageCode.RESTORED
    room.session.minutes.edit_text("Đề nghị đo lại thực địa")
    room.pass_time(1.0)
    texts = [line.text for line in room.fake.minutes.lines(SESSION)]
    assert texts == ["Đề nghị đo lại thực địa"]


def test_after_a_kill_before_the_first_save_there_is_an_empty_line(room: Room) -> None:
    opened(room).edit_text("Đ")
    room.restart()
    assert panel_of(room).editor.text == ""


def test_a_finished_line_is_not_put_back_into_the_editor(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("Xong")
    minutes.new_line()
    room.deliver()
    room.restart()
    assert panel_of(room).editor.text == ""
    assert [row.text for row in panel_of(room).rows] == ["Xong"]


@pytest.mark.parametrize("note", ["{", "[]", '{"session": "other", "line": "x"}', '{"line": 1}'])
def test_a_damaged_or_foreign_note_of_the_open_line_does_no_harm(room: Room, note: str) -> None:
    room.fake.memory.remember("open_line", note)
    opened(room)
    assert panel_of(room).editor.text == ""


def test_a_noted_line_of_another_site_is_not_taken_over(room: Room) -> None:
    room.fake.minutes.put(a_line("theirs"))
    room.fake.memory.remember("open_line", '{"session": "session-1", "line": "theirs"}')
    opened(room)
    assert panel_of(room).editor.text == ""


def test_an_empty_panel_says_how_to_begin(room: Room) -> None:
    opened(room)
    message = panel_of(room).message
    assert message is not None
    assert message.code == MessageCode.MINUTES_EMPTY
    assert panel_of(room).kept is Kept.NOTHING


def test_the_panel_keeps_its_identity_while_nothing_in_it_changes(room: Room) -> None:
    opened(room)
    before = panel_of(room)
    room.pass_time(2.0)
    assert panel_of(room) is before


def test_leaving_without_a_word_sends_no_hint(room: Room) -> None:
    opened(room).leave()
    room.pass_time(3.0)
    assert room.fake.channel.hints == []


def test_a_decided_line_is_not_overwritten_by_a_save_that_failed_before(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("38 m²")
    room.pass_time(1.0)
    line = room.fake.minutes.lines(SESSION)[0]
    room.fake.minutes.fails_with = "B-301"
    minutes.edit_text("38 m² sân phơi")
    room.pass_time(1.0)
    room.fake.minutes.fails_with = None
    minutes.settle_conflict(line.id, said(line, "83 m²"))
    room.pass_time(5.0)
    assert [one.text for one in room.fake.minutes.lines(SESSION)] == ["83 m²"]


def test_news_of_other_lines_does_not_end_the_wait_for_ours(room: Room) -> None:
    room.fake.minutes.is_slow = True
    minutes = opened(room)
    minutes.edit_text("Một")
    room.pass_time(1.0)
    room.fake.minutes.put(a_line("theirs"))
    room.deliver()
    assert panel_of(room).kept is Kept.TYPING
    assert panel_of(room).saved_at is None


def test_an_untouched_line_put_aside_for_a_correction_sends_no_hint(room: Room) -> None:
    minutes = opened(room)
    room.fake.minutes.put(a_line("ours", site_id=COMMUNE))
    room.deliver()
    minutes.correct_line(MinuteLineId("ours"))
    room.pass_time(3.0)
    assert panel_of(room).editor.is_correction
    assert room.fake.channel.hints == []


def test_typing_on_in_a_line_that_clashed_keeps_our_side(room: Room) -> None:
    minutes = opened(room)
    minutes.edit_text("38 m²")
    room.pass_time(1.0)
    line = room.fake.minutes.lines(SESSION)[0]
    room.fake.minutes.put(replace(line, text="83 m²", conflict=line.version))
    room.deliver()
    minutes.edit_text("38 m² sân phơi")
    room.pass_time(1.0)
    (stored,) = room.fake.minutes.lines(SESSION)
    assert stored.text == "83 m²"
    assert stored.conflict == said(line, "38 m² sân phơi")
    assert panel_of(room).kept is not Kept.TYPING
    room.restart()
    assert panel_of(room).editor.text == "38 m² sân phơi"


def test_a_line_that_came_after_the_signing_says_when(room: Room) -> None:
    mark = AcceptedAfter(status="signed", at=NOON + timedelta(hours=1))
    room.fake.minutes.put(a_line("late"), a_line("in time", second=1))
    room.open()
    assert [row.late_at for row in panel_of(room).rows] == [None, None]
    # the city says so of a line that is shown already
    room.fake.minutes.put(replace(a_line("late"), accepted_after=mark))
    room.deliver()
    assert [row.late_at for row in panel_of(room).rows] == [mark.at, None]
