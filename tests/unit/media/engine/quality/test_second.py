"""Half seconds of figures become whole ones."""

from dataclasses import replace

import pytest

from desktop.domain.ids import SiteId
from desktop.domain.media.call import Rung
from desktop.media.engine.quality.second import SecondOfFigures
from tests.fakes.fake_media_connection import fake_stats

pytestmark = pytest.mark.unit

HQ = fake_stats(SiteId("hq"))
AGENCY = fake_stats(SiteId("agency"))


def test_every_other_look_is_told() -> None:
    second = SecondOfFigures()
    told = [second.add((HQ,)) for _ in range(4)]
    assert told == [None, (HQ,), None, (HQ,)]


def test_rates_are_averaged_states_are_the_newest_and_time_adds_up() -> None:
    first = replace(HQ, video_fps=10.0, sent_kbps=100.0, loss=0.2, freeze_s=0.4, silent_s=1.0)
    last = replace(HQ, video_fps=30.0, sent_kbps=300.0, loss=0.0, freeze_s=0.1, sent_rung=Rung.P240)
    second = SecondOfFigures()
    second.add((first,))
    assert second.add((last,)) == (
        replace(last, video_fps=20.0, sent_kbps=200.0, loss=0.1, freeze_s=0.5),
    )


def test_a_site_that_comes_in_the_middle_is_told_as_it_is_and_one_that_goes_is_not() -> None:
    second = SecondOfFigures()
    second.add((HQ,))
    assert second.add((AGENCY,)) == (AGENCY,)
