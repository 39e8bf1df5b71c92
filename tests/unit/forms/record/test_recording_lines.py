"""Part IV says what lies on this PC of the recording, and nothing else."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.ids import MinuteLineId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.record.minutes import MinuteLineKind
from desktop.domain.recording.chair_answer import ChairAnswer, answer_text
from desktop.domain.recording.continuity import Continuity, Loss, SiteLosses
from desktop.domain.recording.part import PartEnd, SiteLoss
from desktop.domain.recording.recorded import (
    PartFault,
    Recorded,
    RecordedPart,
    recorded_from,
)
from desktop.forms.layout.blocks import Body
from desktop.forms.record.minutes_layout import lay_out_minutes
from desktop.forms.record.minutes_sources import build_minutes_document
from desktop.forms.record.minutes_wording import load_minutes_wording
from tests.paths import ROOT
from tests.samples import minutes as sample
from tests.samples.calls import a_call
from tests.samples.recordings import a_head

pytestmark = pytest.mark.unit

WORDING = load_minutes_wording(ROOT / "resources" / "forms" / "minutes-v1.json")
SAID = WORDING.recording
NOT_FILLED = re.compile(r"%[A-Za-z]|[{}]")
"""A place of a wording that nothing was written into."""
A_MINUTE = timedelta(minutes=1)


def a_part(number: int, minute: float, end: PartEnd | None, **changes: object) -> RecordedPart:
    began_at = sample.OPENED_AT + timedelta(minutes=minute)
    head = replace(a_head(number), began_at=began_at, site_id=sample.COMMUNE)
    values: dict[str, object] = {
        "name": f"{number:04d}.rrec",
        "head": head,
        "ms": 60_000,
        "lost_picture_ms": 62_000,
        "lost_sound_ms": 400,
        "end": end,
        "chain": f"{number:064x}",
    }
    return RecordedPart(**(values | changes))  # type: ignore[arg-type]


def printed(recorded: Recorded | None) -> list[str]:
    document = build_minutes_document(replace(sample.sources(), recorded=recorded))
    form = lay_out_minutes(document, WORDING)
    texts = [one.text for one in form.blocks if isinstance(one, Body)]
    assert not [one for one in texts if NOT_FILLED.search(one)]
    return texts


def test_where_and_how_long_was_recorded_is_printed_with_the_sum_of_the_last_part() -> None:
    texts = printed(recorded_from((a_part(1, 0, PartEnd.CLOSED),)))
    (here,) = (one for one in texts if one.startswith("Chương trình đã ghi"))
    name = next(site.name for site in sample.sites() if site.id == sample.COMMUNE)
    began_at = sample.OPENED_AT.astimezone(LOCAL_ZONE)
    hours = (f"{one:%H giờ %M phút %S giây}" for one in (began_at, began_at + A_MINUTE))
    assert f"tại {name} từ {' đến '.join(hours)}" in here
    assert "1 phần, 1 phút 0 giây" in here
    assert "thiếu hình: 1 phút 2 giây" in " ".join(texts)
    assert SAID.chain.format(chain=f"{1:064x}") in texts
    assert WORDING.recorded not in texts


def test_what_was_lost_is_printed_by_site_with_its_share() -> None:
    lost = (
        SiteLoss(site_id=sample.COMMUNE, picture_ms=3_000, sound_ms=400),
        SiteLoss(site_id=SiteId("guest-1"), sound_ms=60_000),
    )
    parts = (a_part(1, 0, PartEnd.LENGTH, lost=lost), a_part(2, 1, PartEnd.CLOSED))
    texts = printed(recorded_from(parts))
    name = next(site.name for site in sample.sites() if site.id == sample.COMMUNE)
    assert (
        f"Thiếu của từng điểm cầu: {name} hình 0 phút 3 giây (2,5 %), "
        "tiếng 0 phút 0 giây (0,3 %); guest-1 hình 0 phút 0 giây (0 %), tiếng 1 phút 0 giây (50 %)."
    ) in texts


def test_who_was_called_in_has_the_name_by_which_it_was() -> None:
    guest = SiteId("guest-1")
    call = a_call(guest, "Luật sư Mẫu", sample.OPENED_AT)
    part = a_part(1, 0, PartEnd.CLOSED, lost=(SiteLoss(site_id=guest, sound_ms=3_000),))
    sources = replace(sample.sources(), calls=(call,), recorded=recorded_from((part,)))
    form = lay_out_minutes(build_minutes_document(sources), WORDING)
    texts = [one.text for one in form.blocks if isinstance(one, Body)]
    assert any("điểm cầu: Luật sư Mẫu hình" in one for one in texts)


def test_parts_of_older_versions_have_their_sum_alone() -> None:
    texts = " ".join(printed(recorded_from((a_part(1, 0, PartEnd.CLOSED),))))
    assert "thiếu hình: 1 phút 2 giây" in texts
    assert "từng điểm cầu" not in texts


def test_what_the_chair_answered_is_printed_in_part_four() -> None:
    site = SiteLosses(site_id=sample.COMMUNE, sound=Loss(total_ms=60_000, is_due=True))
    text = answer_text("Xã A", site, Continuity(recorded_ms=600_000), ChairAnswer.REPEAT)
    sources = sample.sources()
    line = next(one for one in sources.lines if one.version.kind is MinuteLineKind.TECHNICAL)
    answered = replace(line, id=MinuteLineId("answered"), text=text)
    document = build_minutes_document(replace(sources, lines=(*sources.lines, answered)))
    assert text in [one.text for one in document.incidents]


@pytest.mark.parametrize("end", [*PartEnd, None])
def test_each_gap_is_printed_with_its_reason(end: PartEnd | None) -> None:
    texts = printed(recorded_from((a_part(1, 0, end), a_part(2, 5, PartEnd.CLOSED))))
    (gap,) = (one for one in texts if one.startswith("Không ghi từ"))
    reason = SAID.killed if end is None else SAID.gaps[end]
    assert gap.endswith(f"lý do: {reason}.")


def test_what_is_broken_or_not_there_is_named() -> None:
    broken = a_part(1, 0, None, fault=PartFault.BROKEN)
    texts = printed(recorded_from((broken, a_part(3, 5, PartEnd.CLOSED))))
    assert SAID.broken.format(names="0001.rrec, 2") in texts
    torn = a_part(1, 0, None, fault=PartFault.TORN)
    whole = " ".join(printed(recorded_from((torn, a_part(2, 5, PartEnd.CLOSED)))))
    assert SAID.broken.split("{")[0] not in whole


def test_a_site_that_is_not_known_here_keeps_its_short_name() -> None:
    part = a_part(1, 0, PartEnd.CLOSED)
    assert part.head is not None
    stray = replace(part, head=replace(part.head, site_id=SiteId("site-elsewhere")))
    assert "tại site-elsewhere từ" in " ".join(printed(recorded_from((stray,))))


@pytest.mark.parametrize(
    "recorded",
    [None, recorded_from(()), recorded_from((a_part(1, 0, None, head=None),))],
    ids=["nobody looked", "nothing", "unreadable"],
)
def test_dots_are_left_where_this_pc_recorded_nothing(recorded: Recorded | None) -> None:
    texts = printed(recorded)
    assert WORDING.recorded in texts
    assert not any(one.startswith("Chương trình đã ghi") for one in texts)


PLATFORM = "Hội nghị truyền hình của Chính phủ"


def printed_elsewhere(*parts: RecordedPart) -> list[str]:
    sources = sample.sources()
    plan = replace(sources.plan, platform=PLATFORM)
    kept = recorded_from(parts)
    document = build_minutes_document(replace(sources, plan=plan, recorded=kept))
    return [one.text for one in lay_out_minutes(document, WORDING).blocks if isinstance(one, Body)]


def test_of_a_session_elsewhere_it_says_that_this_pc_recorded_nothing() -> None:
    texts = printed_elsewhere()
    said = WORDING.recorded_elsewhere.format(platform=PLATFORM)
    assert said in texts
    assert "trên máy này không có bản ghi âm, ghi hình" in said
    assert not any(one.startswith("Chương trình đã ghi") for one in texts)


@pytest.mark.parametrize(
    ("width", "lost_picture_ms", "lost_sound_ms", "said"),
    [
        (1280, 0, 0, "ghi hình từ thiết bị thu hình, ghi tiếng từ đường vào âm thanh"),
        (0, 0, 0, "ghi tiếng từ đường vào âm thanh"),
        (1280, 0, 59_500, "ghi hình từ thiết bị thu hình tại"),
        (1280, 59_500, 400, "ghi tiếng từ đường vào âm thanh"),
        (1280, 59_500, 59_500, "không thu được hình, tiếng nào"),
    ],
    ids=["both", "sound alone", "no sound came", "no picture came", "nothing came"],
)
def test_of_a_session_elsewhere_it_says_what_card_and_line_brought(
    width: int, lost_picture_ms: int, lost_sound_ms: int, said: str
) -> None:
    part = a_part(
        1, 0, PartEnd.CLOSED, lost_picture_ms=lost_picture_ms, lost_sound_ms=lost_sound_ms
    )
    assert part.head is not None
    texts = printed_elsewhere(replace(part, head=replace(part.head, width=width)))
    (span,) = [one for one in texts if one.startswith(f"Buổi tiếp họp trên nền tảng {PLATFORM}.")]
    assert said in span
    assert ("từ thiết bị thu hình" in span) is ("hình từ thiết bị" in said)
    assert SAID.platform_copy in texts
    assert not [one for one in texts if NOT_FILLED.search(one)]
