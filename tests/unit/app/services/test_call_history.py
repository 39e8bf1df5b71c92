import json
from dataclasses import replace
from typing import Any

import pytest

from desktop.app.services.call_history import (
    MAX_SITES,
    MINUTES_KEPT,
    SECONDS_KEPT,
    CallHistory,
    SiteHistory,
    sites_from_json,
    summary,
)
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerStats, QualityCause, Rung
from tests.fakes.fake_media_connection import fake_stats

pytestmark = pytest.mark.unit

STATS = replace(
    fake_stats(SiteId("hq")), engine="libwebrtc", codec="VP8", width=1280, height=720, path="host"
)


def kept(history: CallHistory) -> SiteHistory:
    (site,) = sites_from_json(json.loads(json.dumps(history.as_json())))
    return site


def test_every_second_and_every_minute_is_kept() -> None:
    history = CallHistory()
    for second in range(90):
        history.add(replace(STATS, received_kbps=1_000.0 + second, freeze_s=0.1), second)
    site = kept(history)
    assert site.site_id == "hq"
    assert [row["received_kbps"] for row in site.seconds] == [1_000.0 + n for n in range(90)]
    assert [row["at_s"] for row in site.minutes] == [0, 60]
    assert [row["seconds"] for row in site.minutes] == [60, 30]
    assert [row["freeze_s"] for row in site.minutes] == [pytest.approx(6), pytest.approx(3)]
    assert site.minutes[0]["received_kbps"] == pytest.approx(1_029.5)
    whole = summary(site.minutes)
    assert whole["received_kbps"] == pytest.approx(1_044.5)
    assert whole["seconds"] == 90
    assert whole["freeze_s"] == pytest.approx(9)


def test_a_summary_has_the_last_word_and_the_longest_silence() -> None:
    history = CallHistory()
    history.add(replace(STATS, silent_s=2.5, available_kbps=None), 0.0)
    lower = replace(STATS, width=640, height=360, sent_rung=Rung.P360, silent_s=0.1)
    history.add(replace(lower, sent_cause=QualityCause.THEIR_LINE, available_kbps=400.0), 1.0)
    (row,) = kept(history).minutes
    assert (row["width"], row["height"], row["sent_rung"]) == (640, 360, "360p")
    assert (row["sent_cause"], row["silent_s"]) == ("their_line", 2.5)
    assert row["available_kbps"] == 400.0


def test_what_nobody_knows_stays_unknown() -> None:
    history = CallHistory()
    history.add(replace(STATS, available_kbps=None), 0.0)
    assert kept(history).minutes[0]["available_kbps"] is None


def test_a_long_call_stays_bounded() -> None:
    history = CallHistory()
    seconds = SECONDS_KEPT + 60 * MINUTES_KEPT
    for second in range(0, seconds + 1, 20):
        history.add(STATS, second)
    for extra in range(MAX_SITES + 3):
        history.add(replace(STATS, site_id=SiteId(f"site-{extra}")), seconds)
    found = history.as_json()["sites"]
    assert len(found) == MAX_SITES
    assert len(found["hq"]["seconds"]) == SECONDS_KEPT
    assert len(found["hq"]["minutes"]) == MINUTES_KEPT + 1
    assert len(json.dumps(history.as_json())) < 600_000


@pytest.mark.parametrize("address", ["10.0.0.1", "fe80::1", "room-pc.example.vn", "a" * 40])
def test_no_address_is_kept(address: str) -> None:
    history = CallHistory()
    history.add(replace(STATS, path=address), 0.0)
    assert kept(history).seconds[0]["path"] == ""


@pytest.mark.parametrize("word", ["host", "relay/tls", "srflx", "VP8", "H264", "libwebrtc"])
def test_words_are_kept(word: str) -> None:
    history = CallHistory()
    history.add(replace(STATS, path=word), 0.0)
    assert kept(history).seconds[0]["path"] == word


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"columns": ["at_s"], "sites": []},
        {"columns": ["at_s"], "sites": {"hq": []}},
        {"columns": ["at_s"], "sites": {"hq": {"minutes": [[1, 2]], "seconds": []}}},
        {"columns": ["at_s"], "sites": {"hq": {"minutes": [[{}]], "seconds": []}}},
        {"columns": ["at_s"], "sites": {"hq": {"minutes": [], "seconds": {}}}},
    ],
)
def test_a_damaged_history_is_refused(damaged: dict[str, Any]) -> None:
    with pytest.raises(ProtocolError):
        sites_from_json(damaged)


def test_every_figure_of_a_connection_is_kept() -> None:
    history = CallHistory()
    history.add(STATS, 0.0)
    names = set(kept(history).seconds[0])
    assert names == {*PeerStats.__dataclass_fields__} - {"site_id"} | {"at_s", "seconds"}
