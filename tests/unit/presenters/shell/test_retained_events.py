import pytest

from desktop.domain.conduct.events import ChannelChanged
from desktop.domain.media.call import PeerState
from desktop.domain.media.events import EngineStateChanged, PeerStateChanged
from desktop.presenters.shell.retained_events import RetainedEvents
from tests.samples.receptions import AGENCY, HQ

pytestmark = pytest.mark.unit


def test_a_connection_closed_after_the_seat_was_given_back_is_not_of_the_next_session() -> None:
    facts = RetainedEvents()
    for site_id in (HQ, AGENCY):
        facts.take(PeerStateChanged(site_id=site_id, state=PeerState.CONNECTED))
    facts.take(PeerStateChanged(site_id=AGENCY, state=PeerState.CLOSED))
    assert facts.events() == (PeerStateChanged(site_id=HQ, state=PeerState.CONNECTED),)
    facts.forget_session()
    facts.take(PeerStateChanged(site_id=HQ, state=PeerState.CLOSED))
    assert facts.events() == ()


def test_the_engine_is_told_first() -> None:
    facts = RetainedEvents()
    up = EngineStateChanged(is_up=True, restarts=0)
    for event in (ChannelChanged(is_connected=True, attempt=0), up):
        facts.take(event)
    assert facts.events()[0] == up
