"""A session on a platform of somebody else: its name, its sites, and what a person notes of it."""

from dataclasses import replace

import pytest

from desktop.domain.conduct.trial import may_be_tried
from desktop.domain.ids import SiteId
from desktop.domain.reception.platform import (
    MAX_ADDRESS,
    MAX_PLATFORM,
    MAX_SITES_ELSEWHERE,
    MAX_WITNESSED,
    is_conference_address,
    is_platform,
    names_secret,
    witnessed_evidence,
)
from desktop.domain.reception.scheduling import Booking, ObstacleKind, booking_of, obstacles
from desktop.domain.reception.session import MAX_SITES
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.wanted import why_not_recorded
from tests.fakes.fake_clock import NOON
from tests.samples.calendar import STANDING
from tests.samples.live import a_live
from tests.samples.receptions import a_plan

pytestmark = pytest.mark.unit

PLATFORM = "Hội nghị truyền hình của Chính phủ"


@pytest.mark.parametrize("text", [PLATFORM, "x" * MAX_PLATFORM, "Passau Meet"])
def test_a_platform_is_known_by_one_line(text: str) -> None:
    assert is_platform(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "x" * (MAX_PLATFORM + 1), "hai\ndòng", " thừa trống"],
)
def test_what_is_no_line_of_a_decent_length_is_no_name(text: str) -> None:
    assert not is_platform(text)


@pytest.mark.parametrize(
    "text", ["Zoom, mật khẩu 1234", "Meet MAT KHAU: a", "x?pwd=1", "Passcode 22", "password"]
)
def test_a_name_that_tells_a_password_is_refused(text: str) -> None:
    assert names_secret(text)
    assert not is_platform(text)


@pytest.mark.parametrize("text", ["987 6543 2100", "https://hop.example/r/123", "x" * MAX_ADDRESS])
def test_a_meeting_there_is_found_by_one_line(text: str) -> None:
    assert is_conference_address(text)


@pytest.mark.parametrize(
    "text", ["", " 1", "hai\ndòng", "x" * (MAX_ADDRESS + 1), "https://hop.example/j/1?pwd=abc"]
)
def test_no_line_and_one_with_a_password_are_no_address(text: str) -> None:
    assert not is_conference_address(text)


def test_the_evidence_says_that_a_person_noted_it_and_fits_the_wire() -> None:
    said = witnessed_evidence(" thấy,  nghe\nđủ ", "Cán bộ Mẫu")
    assert said == "Người ghi nhận: thấy, nghe đủ (Cán bộ Mẫu ghi; máy không đo)"
    longest = witnessed_evidence("x" * 500, "y" * 500)
    assert longest.count("x") == MAX_WITNESSED
    assert len(longest) <= 250


def booked(count: int, *, is_elsewhere: bool) -> Booking:
    booking = booking_of(
        replace(
            a_plan(),
            component_site_ids=tuple(SiteId(f"s{number}") for number in range(count - 1)),
            platform=PLATFORM if is_elsewhere else "",
        )
    )
    assert booking is not None
    return booking


@pytest.mark.parametrize(
    ("count", "is_elsewhere", "is_refused"),
    [
        (MAX_SITES, False, False),
        (MAX_SITES + 1, False, True),
        (MAX_SITES + 1, True, False),
        (MAX_SITES_ELSEWHERE, True, False),
        (MAX_SITES_ELSEWHERE + 1, True, True),
    ],
)
def test_more_than_four_sites_meet_only_where_this_program_makes_no_call(
    count: int, *, is_elsewhere: bool, is_refused: bool
) -> None:
    found = obstacles(booked(count, is_elsewhere=is_elsewhere), (), now=NOON, table=STANDING)
    assert (ObstacleKind.TOO_MANY_SITES in {one.kind for one in found}) is is_refused


def test_there_is_no_trial_call_and_no_recording_of_it() -> None:
    untried = tuple(replace(one, passed_at=None) for one in a_plan().gates)
    plan = replace(a_plan(), status=SessionStatus.NOTIFIED, gates=untried)
    assert may_be_tried(plan)
    assert not may_be_tried(replace(plan, platform=PLATFORM))
    under_way = replace(a_live(), status=SessionStatus.IN_SESSION, step=Step.PRESENTATION)
    assert why_not_recorded(under_way) is None
    assert why_not_recorded(replace(under_way, platform=PLATFORM)) is PartEnd.LEFT
