"""Silent calls for help of the wire, checked."""

from datetime import datetime

import pytest

from desktop.contract.channel.help_call import HelpCallState
from desktop.domain.conduct.calls.help_call import MAX_HELP_CALLS, HelpCall
from desktop.domain.ids import SiteId
from desktop.session.words.help_calls import help_calls_from
from desktop.session.words.misfit import Misfit
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

ASKED = HelpCallState(site_id="commune", at=NOON)
TAKEN = HelpCallState(site_id="commune", at=NOON, taken_by="hq", taken_at=NOON)
NAIVE = datetime(2026, 11, 26, 9, 0)  # noqa: DTZ001


def test_of_an_older_city_nothing_is_known() -> None:
    assert help_calls_from(None) is None


def test_who_asked_and_who_sees_to_it() -> None:
    commune = SiteId("commune")
    assert help_calls_from((ASKED, TAKEN)) == (
        HelpCall(site_id=commune, at=NOON),
        HelpCall(site_id=commune, at=NOON, taken_by=SiteId("hq"), taken_at=NOON),
    )


@pytest.mark.parametrize(
    "untrusted",
    [
        (ASKED,) * (MAX_HELP_CALLS + 1),
        (ASKED.model_copy(update={"taken_by": "hq"}),),
        (ASKED.model_copy(update={"taken_at": NOON}),),
        (ASKED.model_copy(update={"at": NAIVE}),),
        (TAKEN.model_copy(update={"taken_at": NAIVE}),),
    ],
)
def test_what_does_not_fit_is_refused(untrusted: tuple[HelpCallState, ...]) -> None:
    with pytest.raises(Misfit):
        help_calls_from(untrusted)
