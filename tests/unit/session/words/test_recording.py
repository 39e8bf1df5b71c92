"""Takes before an opening and lamps of other sites, between the wire's words and the domain's."""

from datetime import UTC, datetime
from typing import Any

import pytest

from desktop.contract.channel.recording import LampTold, TakeState
from desktop.domain.ids import SiteId
from desktop.domain.recording.events import SiteLampTold
from desktop.domain.recording.lamp import RecordingWord
from desktop.domain.room.door_take import SiteTake, TakeWord
from desktop.session.words.misfit import Misfit
from desktop.session.words.recording import lamp_from, takes_from

pytestmark = pytest.mark.unit

AT = datetime(2026, 12, 1, 1, 30, tzinfo=UTC)


def take(**changes: Any) -> TakeState:
    values: dict[str, Any] = {"site_id": "commune", "word": "lacking", "at": AT}
    return TakeState(**(values | changes))


def test_what_is_known_of_each_site_comes_in() -> None:
    waived = take(word="waived", by="Lãnh đạo Mẫu", reason="Loa của phòng hỏng")
    assert takes_from((waived, take(site_id="hq", word="good"))) == (
        SiteTake(
            site_id=SiteId("commune"),
            word=TakeWord.WAIVED,
            at=AT,
            by="Lãnh đạo Mẫu",
            reason="Loa của phòng hỏng",
        ),
        SiteTake(site_id=SiteId("hq"), word=TakeWord.GOOD, at=AT),
    )


@pytest.mark.parametrize(
    "changes", [{"at": AT.replace(tzinfo=None)}, {"by": "x" * 251}, {"reason": "x" * 501}]
)
def test_what_makes_no_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Misfit):
        takes_from((take(**changes),))


def test_there_are_no_more_than_sites() -> None:
    with pytest.raises(Misfit):
        takes_from((take(),) * 17)


def test_an_unknown_word_is_no_word() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        takes_from((take(word="perhaps"),))


def test_the_lamp_of_another_site_says_one_of_three_words() -> None:
    for word in RecordingWord:
        told = lamp_from(LampTold(site_id="commune", word=word))
        assert told == SiteLampTold(site_id=SiteId("commune"), word=word)
    with pytest.raises(Misfit):
        lamp_from(LampTold(site_id="commune", word="green"))
