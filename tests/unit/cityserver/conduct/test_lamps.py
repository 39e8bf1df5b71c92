"""The recording lamp of a seat goes to every other desk of the session, and is kept nowhere."""

import pytest

from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live.live_state import NotDone
from desktop.cityserver.store.database.database import Database
from desktop.contract.channel.recording import TellLamp
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.recording.lamp import RecordingWord
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.hub_seats import connected, connection_of, new_hub, seated
from tests.rigs.city.running_city_server import AGENCY, COMMUNE, HQ

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]


@pytest.fixture
def hub(city: Database, clock: FakeClock) -> Hub:
    return new_hub(city, clock)


async def test_every_other_desk_is_told_and_the_newest_word_alone_waits(hub: Hub) -> None:
    second = connection_of(HQ, way=JoinWay.BESIDE)
    async with (
        seated(hub, HQ) as hq,
        connected(hub, second, "two") as beside,
        seated(hub, COMMUNE) as commune,
        seated(hub, AGENCY) as agency,
    ):
        assert (await hq.state())["takes_lamps"]
        for one in (hq, beside, commune, agency):
            await one.read()
        seq = (await hq.state())["seq"]
        for word in RecordingWord:
            hub.lamps.relay(hq.connection, TellLamp(word=word))
        last = {"type": "lamp_told", "site_id": HQ, "word": "off"}
        assert [await one.read() for one in (hq, beside, commune, agency)] == [
            [],
            [last],
            [last],
            [last],
        ]
        hub.lamps.relay(commune.connection, TellLamp(word="recording"))
        assert [one["site_id"] for one in await hq.read()] == [COMMUNE]
        assert (await hq.state())["seq"] == seq


async def test_a_companion_desk_has_no_lamp_and_a_lamp_no_other_words(hub: Hub) -> None:
    second = connection_of(HQ, way=JoinWay.BESIDE)
    async with seated(hub, HQ) as hq, connected(hub, second, "two") as beside:
        for one, word, code in (
            (beside, "recording", ProblemCode.FORBIDDEN),
            (hq, "green", ProblemCode.BAD_REQUEST),
        ):
            with pytest.raises(NotDone) as refused:
                hub.lamps.relay(one.connection, TellLamp(word=word))
            assert refused.value.code is code
