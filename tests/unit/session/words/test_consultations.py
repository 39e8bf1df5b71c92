"""Consultations between the wire and the domain, and what a seat orders of them."""

import json
from typing import Any

import pytest

from desktop.contract.channel.consultation import BeginConsultation, EndConsultation
from desktop.domain.conduct.consultation import MAX_CONSULTATIONS
from desktop.domain.ids import SiteId
from desktop.session.line.outgoing import text_of
from desktop.session.words.consultations import ConsultationOrders
from desktop.session.words.mapping import live_session_from
from desktop.session.words.misfit import Misfit
from tests.unit.session.words.test_mapping import SESSION, state

pytestmark = pytest.mark.unit

ONE = {"site_ids": ["agency", "hq"], "at": "2026-11-26T05:00:00Z"}


def test_what_the_city_says_of_consultations_comes_with_its_state() -> None:
    live = live_session_from(SESSION, state(step="consultation", consultations=[ONE]))
    assert live.consultation is not None
    assert live.consultation.site_ids == ("agency", "hq")
    assert live.waits(SiteId("commune"))
    ended = {**ONE, "ended_at": "2026-11-26T05:04:00Z"}
    live = live_session_from(SESSION, state(consultations=[ended]))
    assert live.consultation is None
    assert live_session_from(SESSION, state()).consultations is None, "a city that knows none"


@pytest.mark.parametrize(
    "told",
    [
        [ONE] * (MAX_CONSULTATIONS + 1),
        [{**ONE, "site_ids": []}],
        [{**ONE, "site_ids": [f"site-{number}" for number in range(17)]}],
        [{**ONE, "at": "2026-11-26T05:00:00"}],
        [{**ONE, "ended_at": "2026-11-26T05:00:00"}],
    ],
    ids=["too many", "of nobody", "of too many sites", "naive begin", "naive end"],
)
def test_what_makes_no_sense_is_not_taken(told: list[dict[str, Any]]) -> None:
    with pytest.raises(Misfit):
        live_session_from(SESSION, state(consultations=told))


def test_a_seat_orders_who_consults_and_that_all_come_back() -> None:
    orders: list[Any] = []
    consultation = ConsultationOrders(orders.append)
    consultation.begin({SiteId("hq"), SiteId("agency")})
    consultation.end()
    assert orders == [BeginConsultation(site_ids=("agency", "hq")), EndConsultation()]
    assert json.loads(text_of(orders[0])) == {
        "type": "begin_consultation",
        "site_ids": ["agency", "hq"],
    }
