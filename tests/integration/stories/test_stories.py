"""One story for each kind of reception, from the request to a bundle that is whole.

Two people sit at the real windows of two real desks, a commune's and headquarters', in one process
and offscreen; city and media engines are the processes of practice mode. The people press, type
and read. Nothing goes past the windows but the system's dialog for the name of a file, and a
printer that draws: STORY_PICTURES names a folder that keeps its sheets.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.rigs.stories import finishing, matter, preparing, receiving
from tests.rigs.stories.matter import Matter
from tests.rigs.stories.person import Person
from tests.rigs.stories.preparing import Days, at
from tests.rigs.stories.town import Town

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(900),  # some hundred presses, each of which may be waited for
    pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """of: what it is about. printed: in the minutes. sign: how the citizen signs, if at all."""

    of: Matter
    printed: tuple[str, ...]
    sign: Callable[[Person, str], None] = receiving.sign_by_hand


STORIES = {
    "kien-nghi-khong-biet-chu": Story(
        of=matter.PROPOSAL,
        printed=(
            "(kiến nghị)",
            f"{matter.PROPOSAL.citizen} (công dân, UBND xã An Lão): điểm chỉ;",
        ),
        sign=receiving.sign_with_a_finger,
    ),
    "phan-anh-tu-choi-ky": Story(
        of=matter.INFORMATION,
        printed=("(phản ánh)", receiving.WHY_NOT, *receiving.WITNESSES),
        sign=receiving.not_sign,
    ),
    "doan-7-nguoi": Story(
        of=matter.GROUP, printed=("(khiếu nại). Số người: 7.", "Bùi Thị Mẫu (người đại diện)")
    ),
    "to-cao": Story(of=matter.DENUNCIATION, printed=("(tố cáo)", "Người tố cáo: Tổ quản lý chợ")),
}
"""Two kinds in one where they do not touch: each story is most of a minute."""


def plan_from_request(town: Town, one: Matter) -> Days:
    """Somebody comes to the commune; headquarters decides, plans and sends its notice."""
    headquarters, commune = town.headquarters, town.commune
    days = preparing.begin_a_story(town)
    preparing.take_request(commune, one)
    preparing.decide_online(headquarters, one)
    preparing.plan(headquarters, one)
    preparing.send_notice(headquarters, one, days)
    if one.is_denunciation:
        commune.press("Về Buổi tiếp")
    else:
        preparing.print_slip(commune)
    return days


def receive_until_heard(town: Town, one: Matter, days: Days) -> None:
    """The day before the rooms try the line; on the day the citizen comes, and is heard."""
    preparing.come_back(town, at(days.trial, 8, 30))
    preparing.try_out(town)
    preparing.come_back(town, at(days.session, 6, 45))
    preparing.take_in(town, one)
    receiving.enter(town)
    receiving.open_session(town, at(days.session, 8))
    receiving.call_roll(town, one.shown_name)
    receiving.hear(town, one)


@pytest.mark.parametrize("name", STORIES)
def test_from_the_request_to_a_whole_bundle(town: Town, name: str) -> None:
    story = STORIES[name]
    one, headquarters = story.of, town.headquarters
    days = plan_from_request(town, one)
    receive_until_heard(town, one, days)
    if one.is_denunciation:
        assert not headquarters.sees(one.citizen)
    receiving.conclude(town)
    receiving.sign_and_close(town, one.shown_name, sign=story.sign)
    if one.can_write and not one.is_denunciation:
        finishing.print_receipt(town, one)
    bundle = finishing.export_bundle(town, one)
    if one.is_denunciation:
        assert not headquarters.sees(one.citizen)
    assert finishing.verified(town, bundle).splitlines()[-1] == "whole"
    words = finishing.minutes_of(bundle)
    for printed in story.printed:
        assert printed in words, words
    assert (one.citizen in words) is not one.is_denunciation
    assert {"invitation", "tcdtt"} <= {path.name.split("-")[1] for path in town.printed.sheets}


def test_a_session_is_broken_off_and_goes_on_another_day(town: Town) -> None:
    """A complaint; the first session is paused too, and goes on, before it is broken off."""
    one = matter.COMPLAINT
    days = plan_from_request(town, one)
    receive_until_heard(town, one, days)
    receiving.pause_and_go_on(town)
    receiving.adjourn(town)
    broken_off = finishing.export_bundle(town, one)
    assert finishing.verified(town, broken_off).splitlines()[-1] == "whole"
    words = finishing.minutes_of(broken_off)
    handed_in = "3. Tài liệu xuất trình Tài liệu đã nộp, có trong hồ sơ vụ việc:"
    for printed in ("(khiếu nại)", handed_in, receiving.PAUSED, receiving.WHY_ADJOURNED):
        assert printed in words, words
    days = preparing.plan_to_go_on(town, one)
    receive_until_heard(town, one, days)
    receiving.conclude(town)
    receiving.sign_and_close(town, one.shown_name)
    bundle = finishing.export_bundle(town, one, place=1)
    assert finishing.verified(town, bundle).splitlines()[-1] == "whole"
    words = finishing.minutes_of(bundle)
    assert receiving.TASK in words
    assert receiving.PAUSED not in words
    assert receiving.WHY_ADJOURNED not in words


def test_a_request_is_refused_and_told_in_writing(town: Town) -> None:
    one, headquarters, commune = matter.REFUSED, town.headquarters, town.commune
    days = preparing.begin_a_story(town)
    preparing.take_request(commune, one)
    preparing.refuse(headquarters, one)
    preparing.tell_refusal(commune, days)
    assert [path.name for path in town.printed.sheets] == ["01-refusal-1.png"]
    headquarters.waits_for(f"{one.citizen} · Không tiếp")
    headquarters.press("Về Buổi tiếp")
