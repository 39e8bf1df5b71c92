from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.events import ActionFailed
from desktop.domain.ids import MinuteLineId, SessionId, SiteId, new_id
from desktop.domain.record.events import MinutesChanged
from desktop.domain.record.minutes import (
    MAX_LINE_CHARACTERS,
    LineVersion,
    MinuteLine,
    MinuteLineKind,
)
from desktop.domain.sync.operation import RecordStorage
from tests.contract.services.benches import MinutesBench

pytestmark = pytest.mark.contract

AT = datetime(2026, 11, 26, 2, 10, tzinfo=UTC)


def a_line(bench: MinutesBench, text: str = "Đề nghị.", *, second: int = 0) -> MinuteLine:
    return MinuteLine(
        id=MinuteLineId(new_id()),
        session_id=bench.session_id,
        owner_site_id=bench.own_site_id,
        at=AT + timedelta(seconds=second),
        speaker="Công dân A",
        kind=MinuteLineKind.STATEMENT,
        text=text,
    )


def test_a_saved_line_is_read_back_after_its_event(minutes_bench: MinutesBench) -> None:
    line = a_line(minutes_bench)
    minutes_bench.service.save_line(line)
    event = minutes_bench.events.wait_for(MinutesChanged)
    assert (event.session_id, event.line_ids) == (line.session_id, frozenset({line.id}))
    (stored,) = minutes_bench.service.lines(minutes_bench.session_id)
    stored = replace(stored, revision=0, saved_at=None)
    assert stored == replace(line, storage=RecordStorage.HERE)


def test_a_later_text_takes_the_place_of_the_former(minutes_bench: MinutesBench) -> None:
    line = a_line(minutes_bench)
    minutes_bench.service.save_line(line)
    minutes_bench.service.save_line(replace(line, text="Đề nghị xem lại."))
    minutes_bench.events.wait_for(MinutesChanged, count=2)
    texts = [one.text for one in minutes_bench.service.lines(minutes_bench.session_id)]
    assert texts == ["Đề nghị xem lại."]


def test_every_save_is_answered_also_one_of_the_same_text(minutes_bench: MinutesBench) -> None:
    line = a_line(minutes_bench)
    for count in (1, 2):
        minutes_bench.service.save_line(line)
        assert minutes_bench.events.wait_for(MinutesChanged, count=count).line_ids == {line.id}
    assert len(minutes_bench.service.lines(minutes_bench.session_id)) == 1


def test_a_line_may_be_emptied(minutes_bench: MinutesBench) -> None:
    line = a_line(minutes_bench)
    minutes_bench.service.save_line(line)
    minutes_bench.service.save_line(replace(line, text=""))
    minutes_bench.events.wait_for(MinutesChanged, count=2)
    assert [one.text for one in minutes_bench.service.lines(minutes_bench.session_id)] == [""]


def test_lines_are_read_in_the_order_of_speech(minutes_bench: MinutesBench) -> None:
    for second in (3, 1, 2):
        minutes_bench.service.save_line(a_line(minutes_bench, str(second), second=second))
    minutes_bench.events.wait_for(MinutesChanged, count=3)
    lines = minutes_bench.service.lines(minutes_bench.session_id)
    assert [line.text for line in lines] == ["1", "2", "3"]


def test_another_session_has_its_own_lines(minutes_bench: MinutesBench) -> None:
    minutes_bench.service.save_line(a_line(minutes_bench))
    minutes_bench.events.wait_for(MinutesChanged)
    assert minutes_bench.service.lines(SessionId("another")) == ()


def test_a_line_of_another_site_is_not_written(minutes_bench: MinutesBench) -> None:
    foreign = replace(a_line(minutes_bench), owner_site_id=SiteId("someone-else"))
    minutes_bench.service.save_line(foreign)
    event = minutes_bench.events.wait_for(ActionFailed)
    assert (event.action, event.code) == ("save_line", "B-211")
    assert minutes_bench.service.lines(minutes_bench.session_id) == ()


def test_a_text_beyond_the_limit_is_refused_and_one_at_the_limit_is_kept(
    minutes_bench: MinutesBench,
) -> None:
    minutes_bench.service.save_line(a_line(minutes_bench, "a" * (MAX_LINE_CHARACTERS + 1)))
    event = minutes_bench.events.wait_for(ActionFailed)
    assert (event.action, event.code) == ("save_line", "B-212")
    minutes_bench.service.save_line(a_line(minutes_bench, "a" * MAX_LINE_CHARACTERS))
    minutes_bench.events.wait_for(MinutesChanged)


def test_settling_an_unknown_line_is_refused(minutes_bench: MinutesBench) -> None:
    minutes_bench.service.settle_conflict(MinuteLineId("unknown"), a_line(minutes_bench).version)
    event = minutes_bench.events.wait_for(ActionFailed)
    assert (event.action, event.code) == ("settle_conflict", "B-213")


def test_a_settled_version_becomes_the_line(minutes_bench: MinutesBench) -> None:
    line = a_line(minutes_bench, "38 m²")
    minutes_bench.service.save_line(line)
    minutes_bench.events.wait_for(MinutesChanged)
    chosen = LineVersion(speaker="Công dân B", kind=MinuteLineKind.ANSWER, text="83 m²")
    minutes_bench.service.settle_conflict(line.id, chosen)
    minutes_bench.events.wait_for(MinutesChanged, count=2)
    (stored,) = minutes_bench.service.lines(minutes_bench.session_id)
    assert (stored.version, stored.conflict) == (chosen, None)
