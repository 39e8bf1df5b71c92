"""Guests in a browser: how they are called, and how long their link rings."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.conduct.calls.agency_call import AgencyCall, CallTarget
from desktop.domain.conduct.calls.guest import (
    ANSWER_S,
    GUEST_PREFIX,
    LINK_S,
    MAX_LINK_S,
    called_name,
    is_guest,
    with_time_to_answer,
)
from desktop.domain.ids import CallId, SiteId
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

CALL = AgencyCall(
    id=CallId("c"),
    target=CallTarget.GUEST,
    site_id=SiteId(f"{GUEST_PREFIX}1"),
    name="Ban Tiếp công dân Trung ương",
    rung_at=NOON,
    ring_s=LINK_S,
)


def test_a_seat_says_by_its_id_that_it_is_a_guests() -> None:
    assert is_guest(CALL.site_id)
    assert not is_guest(SiteId("site-hq"))


def test_a_guest_is_called_by_the_agency_and_whom_it_sends() -> None:
    assert called_name("Bộ Mẫu", "Cán bộ trực") == "Bộ Mẫu, Cán bộ trực"
    assert called_name("Bộ Mẫu", "") == "Bộ Mẫu"


def test_who_opens_a_link_early_has_all_its_time() -> None:
    assert with_time_to_answer(CALL, NOON + timedelta(seconds=10)) == CALL


def test_who_opens_a_link_late_has_time_to_answer() -> None:
    late = NOON + timedelta(seconds=LINK_S - 1)
    opened = with_time_to_answer(CALL, late)
    assert opened.rings_until == late + timedelta(seconds=ANSWER_S)
    assert opened == replace(CALL, ring_s=opened.ring_s)
    assert opened.ring_s <= MAX_LINK_S
