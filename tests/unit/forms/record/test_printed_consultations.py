"""Part IV of the minutes says when sites consulted, and nothing of what was said."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.conduct.consultation import Consultation
from desktop.domain.conduct.session_timeline import SessionTimeline
from desktop.domain.ids import SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.forms.layout.blocks import Body
from desktop.forms.record.minutes_layout import lay_out_minutes
from desktop.forms.record.minutes_sources import build_minutes_document
from desktop.forms.record.minutes_wording import load_minutes_wording
from tests.paths import ROOT
from tests.samples import minutes as sample

pytestmark = pytest.mark.unit

WORDING = load_minutes_wording(ROOT / "resources" / "forms" / "minutes-v1.json")
ONE = Consultation(site_ids=(SiteId("hq"), SiteId("agency")), at=sample.OPENED_AT)
ENDED = ONE.at + timedelta(minutes=10)


def printed(*consultations: Consultation) -> list[str]:
    sources = sample.sources()
    course = replace(sources.course or SessionTimeline(), consultations=consultations)
    form = lay_out_minutes(build_minutes_document(replace(sources, course=course)), WORDING)
    texts = [one.text for one in form.blocks if isinstance(one, Body)]
    return [one for one in texts if one.startswith("Hội ý")]


def test_a_consultation_is_printed_by_its_times_alone() -> None:
    (text,) = printed(replace(ONE, ended_at=ENDED))
    began, end = (
        f"{one:%H} giờ {one:%M} phút"
        for one in (at.astimezone(LOCAL_ZONE) for at in (ONE.at, ENDED))
    )
    assert text.startswith(f"Hội ý riêng từ {began} đến {end}, ngày")
    assert text.endswith("; phần này không ghi âm, ghi hình.")


def test_a_consultation_that_lasts_has_no_end() -> None:
    (text,) = printed(ONE)
    assert text.startswith("Hội ý riêng từ")
    assert "đến" not in text


def test_nothing_is_printed_where_nobody_consulted() -> None:
    assert printed() == []
