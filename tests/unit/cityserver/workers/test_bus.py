"""What workers tell each other, as text and within one process."""

import json

import pytest

from desktop.cityserver.workers.bus import (
    EnrolFailed,
    LampShown,
    LineShown,
    LiveChanged,
    News,
    RecordsChanged,
    SignalSent,
    SignInEnded,
    dump_news,
    parse_news,
)
from desktop.contract.channel.minutes import LineTyped
from desktop.contract.channel.recording import LampTold
from desktop.domain.ids import SessionId, SiteId
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

SESSION, A, B = SessionId("s"), SiteId("a"), SiteId("b")
LINE = LineTyped(site_id=A, line_id="l", speaker="Công dân", text="Kính thưa", at=NOON)
EVERYTHING: list[News] = [
    LiveChanged(session_id=SESSION, document="{}", is_news=True),
    SignalSent(session_id=SESSION, from_site_id=A, to_site_id=B, payload="v=0\x00 💥"),
    LineShown(session_id=SESSION, line=LINE),
    LampShown(session_id=SESSION, lamp=LampTold(site_id=A, word="recording")),
    RecordsChanged(session_ids=(SESSION,)),
    SignInEnded(family_id="f"),
    EnrolFailed(address="203.0.113.7"),
]


@pytest.mark.parametrize("news", EVERYTHING, ids=lambda news: type(news).__name__)
def test_news_are_the_same_after_the_way(news: News) -> None:
    assert parse_news(dump_news(news)) == news


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", json.dumps({"kind": "Song", "body": {}}), '{"kind":"SignInEnded"}']
)
def test_what_another_version_says_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_news(text)
