from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import MinuteLineId, SessionId, SiteId
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind, count_by_site, in_order
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit


def a_line(line_id: str, site_id: str, second: int) -> MinuteLine:
    return MinuteLine(
        id=MinuteLineId(line_id),
        session_id=SessionId("session"),
        owner_site_id=SiteId(site_id),
        at=NOON + timedelta(seconds=second),
        speaker="Công dân A",
        kind=MinuteLineKind.STATEMENT,
        text="Đề nghị.",
    )


LINES = st.lists(
    st.builds(
        a_line,
        st.uuids().map(str),
        st.sampled_from(["commune", "hq", "agency"]),
        st.integers(min_value=0, max_value=3),
    ),
    max_size=12,
    unique_by=lambda line: line.id,
)


@given(LINES, st.randoms())
def test_every_site_reads_the_same_order_however_lines_arrived(
    lines: list[MinuteLine], random: object
) -> None:
    shuffled = list(lines)
    getattr(random, "shuffle")(shuffled)  # noqa: B009 - hypothesis gives no type for it
    assert in_order(shuffled) == in_order(lines)


@given(LINES)
def test_reading_order_follows_the_time_of_speech(lines: list[MinuteLine]) -> None:
    ordered = in_order(lines)
    assert sorted(line.id for line in ordered) == sorted(line.id for line in lines)
    assert [line.at for line in ordered] == sorted(line.at for line in lines)


def test_lines_of_one_instant_are_ordered_by_site_then_identity() -> None:
    lines = [a_line("b", "hq", 0), a_line("a", "hq", 0), a_line("z", "commune", 0)]
    assert [line.id for line in in_order(lines)] == ["z", "a", "b"]


@given(LINES)
def test_counts_by_site_add_up(lines: list[MinuteLine]) -> None:
    counts = count_by_site(lines)
    assert sum(counts.values()) == len(lines)
    assert set(counts) == {line.owner_site_id for line in lines}
