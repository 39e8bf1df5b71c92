"""Which page guests may see: the one on the stage, and only while it is shown to them."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.cityserver.conduct.live.live_state import Live, new_live
from desktop.cityserver.conduct.live_states import Plan
from desktop.cityserver.guests.shown_page import ShownPage, is_page_shown
from desktop.domain.conduct.consultation import Consultation
from desktop.domain.conduct.live_session import Stage
from desktop.domain.ids import DocumentId, SessionId, SiteId
from desktop.domain.reception.session import OPEN_STATUSES
from desktop.domain.reception.status import SessionStatus
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

HQ, COMMUNE, GUEST = SiteId("hq"), SiteId("commune"), SiteId("guest-1")
PAGE = ShownPage(document_id=DocumentId("paper-1"), page=2)
STAGE = Stage(document_id=PAGE.document_id, page=2, page_count=3, title="Quyết định")
PLAN = Plan(
    session_id=SessionId("s"),
    central_site_id=HQ,
    site_ids=frozenset({HQ, COMMUNE, GUEST}),
    has_gates=True,
    is_practice=False,
    kinds={},
    need_to_know=None,
)


def live(status: SessionStatus = SessionStatus.IN_SESSION, **changes: Any) -> Live:
    made = new_live(SessionId("s"), status)
    return replace(made, told=replace(made.told, **{"stage": STAGE, **changes}))


@pytest.mark.parametrize("status", list(SessionStatus))
def test_it_is_shown_while_the_session_is_open_and_not_paused(status: SessionStatus) -> None:
    is_shown = status in OPEN_STATUSES and status is not SessionStatus.PAUSED
    assert is_page_shown(PLAN, live(status), PAGE) is is_shown


@pytest.mark.parametrize(
    "asked",
    [replace(PAGE, page=1), replace(PAGE, page=3), replace(PAGE, document_id=DocumentId("other"))],
)
def test_no_other_page_is_shown(asked: ShownPage) -> None:
    assert not is_page_shown(PLAN, live(), asked)
    assert not is_page_shown(PLAN, live(stage=None), PAGE)


def test_nothing_is_shown_of_what_few_may_know_of_or_in_a_trial() -> None:
    assert not is_page_shown(replace(PLAN, need_to_know=frozenset()), live(), PAGE)
    assert not is_page_shown(replace(PLAN, is_trial=True), live(), PAGE)


def test_who_waits_while_others_consult_sees_nothing() -> None:
    apart = Consultation(site_ids=(HQ, COMMUNE), at=NOON)
    consulting = live(consultations=(apart,))
    assert not is_page_shown(PLAN, consulting, PAGE, to=GUEST)
    assert is_page_shown(PLAN, consulting, PAGE, to=COMMUNE)
    over = live(consultations=(replace(apart, ended_at=NOON),))
    assert is_page_shown(PLAN, over, PAGE, to=GUEST)
