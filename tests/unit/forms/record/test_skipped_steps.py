from dataclasses import replace

import pytest

from desktop.domain.conduct.session_timeline import SessionTimeline
from desktop.domain.reception.skipped_step import SKIPPABLE, SkippedStep
from desktop.domain.reception.status import Step
from desktop.forms.layout.blocks import Body
from desktop.forms.record.minutes_layout import lay_out_minutes
from desktop.forms.record.minutes_sources import build_minutes_document
from desktop.forms.record.minutes_wording import load_minutes_wording
from tests.paths import ROOT
from tests.samples import minutes as sample

pytestmark = pytest.mark.unit

WORDING = load_minutes_wording(ROOT / "resources" / "forms" / "minutes-v1.json")


def printed(skipped: tuple[SkippedStep, ...]) -> list[str]:
    sources = sample.sources()
    course = replace(sources.course or SessionTimeline(), skipped=skipped)
    form = lay_out_minutes(build_minutes_document(replace(sources, course=course)), WORDING)
    texts = [one.text for one in form.blocks if isinstance(one, Body)]
    return [one for one in texts if one.startswith("Bỏ qua bước")]


@pytest.mark.parametrize("step", sorted(SKIPPABLE))
def test_each_step_that_was_left_out_is_printed(step: Step) -> None:
    one = SkippedStep(step=step, reason="Không ai hỏi thêm.", at=sample.OPENED_AT)
    (text,) = printed((one,))
    assert WORDING.steps[step] in text
    assert text.endswith("lý do: Không ai hỏi thêm.")


def test_nothing_is_printed_of_steps_where_none_was_left_out() -> None:
    assert printed(()) == []
