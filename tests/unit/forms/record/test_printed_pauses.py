"""Part IV of the minutes says every pause, with its reason and nothing of what was kept out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.conduct.pause import Pause
from desktop.domain.conduct.session_timeline import SessionTimeline
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.status import PauseReason
from desktop.forms.layout.blocks import Body
from desktop.forms.record.minutes_layout import lay_out_minutes
from desktop.forms.record.minutes_sources import build_minutes_document
from desktop.forms.record.minutes_wording import load_minutes_wording
from tests.paths import ROOT
from tests.samples import minutes as sample

pytestmark = pytest.mark.unit

WORDING = load_minutes_wording(ROOT / "resources" / "forms" / "minutes-v1.json")
AT = sample.OPENED_AT
ENDED = AT + timedelta(minutes=10)


def printed(*pauses: Pause) -> list[str]:
    sources = sample.sources()
    course = replace(sources.course or SessionTimeline(), pauses=pauses)
    form = lay_out_minutes(build_minutes_document(replace(sources, course=course)), WORDING)
    texts = [one.text for one in form.blocks if isinstance(one, Body)]
    return [one for one in texts if one.startswith("Tạm dừng từ")]


@pytest.mark.parametrize("reason", PauseReason)
def test_each_reason_of_a_pause_is_printed(reason: PauseReason) -> None:
    (text,) = printed(Pause(reason=reason, at=AT, ended_at=ENDED))
    assert text.endswith(f"lý do: {WORDING.pauses[reason]}.")


def test_the_time_that_was_planned_is_printed_and_the_time_that_it_was() -> None:
    back_at = AT + timedelta(minutes=5)
    (ended,) = printed(Pause(reason=PauseReason.BREAK, at=AT, back_at=back_at, ended_at=ENDED))
    hour = "{0} giờ {1} phút".format
    local = [one.astimezone(LOCAL_ZONE) for one in (AT, ENDED, back_at)]
    began, end, back = (hour(f"{one:%H}", f"{one:%M}") for one in local)
    assert ended.startswith(f"Tạm dừng từ {began} đến {end}, ngày")
    assert ended.endswith(f"lý do: nghỉ; dự kiến trở lại lúc {back}.")


def test_a_pause_that_lasts_has_no_end() -> None:
    (text,) = printed(Pause(reason=PauseReason.TECHNICAL, at=AT))
    assert "đến" not in text
    assert text.endswith("lý do: kỹ thuật.")


def test_nothing_is_printed_of_pauses_where_there_was_none() -> None:
    assert printed() == []
