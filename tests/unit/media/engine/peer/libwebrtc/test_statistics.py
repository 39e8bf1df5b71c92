"""Counters of webrtc-stats become the figures of one second."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.ids import SiteId
from desktop.media.engine.peer.libwebrtc.statistics import Counters, Ledger, picture_ahead_s
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.unit

SITE = SiteId("far")


def report(**changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    entries: dict[str, dict[str, Any]] = {
        "codec": {"type": "codec", "mime_type": "video/VP8"},
        "in-video": {
            "type": "inbound-rtp",
            "kind": "video",
            "codec_id": "codec",
            "frame_width": 640,
            "frame_height": 360,
            "frames_decoded": 30,
            "packets_received": 90,
            "packets_lost": 10,
            "total_freezes_duration": 0.0,
        },
        "in-audio": {
            "type": "inbound-rtp",
            "kind": "audio",
            "packets_received": 50,
            "packets_lost": -1,
            "jitter": 0.004,
            "total_samples_received": 48_000,
            "concealed_samples": 4_800,
            "silent_concealed_samples": 2_400,
        },
        "out-video": {
            "type": "outbound-rtp",
            "kind": "video",
            "packets_sent": 60,
            "frame_width": 1280,
            "frame_height": 720,
            "frames_encoded": 25,
            "total_encode_time": 0.05,
            "active": True,
        },
        "out-audio": {"type": "outbound-rtp", "kind": "audio", "packets_sent": 40},
        "there-video": {
            "type": "remote-inbound-rtp",
            "kind": "video",
            "fraction_lost": 0.1,
            "round_trip_time": 0.08,
        },
        "there-audio": {"type": "remote-inbound-rtp", "kind": "audio", "fraction_lost": None},
        "transport": {
            "type": "transport",
            "bytes_received": 250_000,
            "bytes_sent": 125_000,
            "selected_candidate_pair_id": "pair",
        },
        "pair": {
            "type": "candidate-pair",
            "local_candidate_id": "local",
            "available_outgoing_bitrate": 900_000.0,
            "current_round_trip_time": 0.2,
        },
        "local": {"type": "local-candidate", "candidate_type": "relay"},
    }
    for name, change in changes.items():
        entries[name.replace("_", "-")] |= change
    return entries


def test_a_second_of_counters_is_a_second_of_figures() -> None:
    clock = FakeClock()
    ledger = Ledger(clock=clock)
    clock.advance(2.0)
    figures = ledger.take(SITE, Counters.from_report(report()), last_rtp_at_s=clock.monotonic())
    assert (figures.engine, figures.codec, figures.path) == ("libwebrtc", "VP8", "relay")
    assert (figures.width, figures.height) == (640, 360)
    assert (figures.sent_width, figures.sent_height) == (1280, 720)
    assert (figures.video_fps, figures.sent_fps) == (15.0, 12.5)
    assert (figures.received_kbps, figures.sent_kbps) == (1_000.0, 500.0)
    assert figures.loss == pytest.approx(10 / 150)
    assert figures.sent_loss == pytest.approx(0.06)
    assert (figures.round_trip_s, figures.jitter_s) == (0.08, 0.004)
    assert figures.available_kbps == 900.0
    assert figures.concealed == pytest.approx(0.05)
    assert figures.encode_ms == pytest.approx(2.0)
    assert (figures.freeze_s, figures.silent_s) == (0.0, 0.0)


def test_an_estimate_that_was_called_off_is_none_at_all_or_nothing() -> None:
    ledger = Ledger(clock=FakeClock())

    def available_kbps(**pair: Any) -> float | None:
        counters = Counters.from_report(report(pair=pair))
        return ledger.take(SITE, counters, last_rtp_at_s=None).available_kbps

    assert available_kbps(available_outgoing_bitrate=None) is None, "nothing was said yet"
    assert available_kbps(available_outgoing_bitrate=900_000.0) == 900.0
    assert available_kbps(available_outgoing_bitrate=None) == 0.0
    assert ledger.take(SITE, Counters(), last_rtp_at_s=None).available_kbps is None, "no path"
    assert available_kbps(available_outgoing_bitrate=410_000.0) == 410.0


def test_figures_are_of_the_time_since_the_last_look() -> None:
    clock = FakeClock()
    ledger = Ledger(clock=clock)
    clock.advance(1.0)
    ledger.take(SITE, Counters.from_report(report()), last_rtp_at_s=None)
    clock.advance(1.0)
    later = report(in_video={"frames_decoded": 40, "packets_received": 120, "packets_lost": 10})
    figures = ledger.take(SITE, Counters.from_report(later), last_rtp_at_s=None)
    assert figures.video_fps == 10.0
    assert figures.loss == 0.0
    assert figures.received_kbps == 0.0
    assert figures.silent_s > 900.0


def test_a_closed_connection_says_nothing_new() -> None:
    clock = FakeClock()
    ledger = Ledger(clock=clock)
    ledger.take(SITE, Counters.from_report(report()), last_rtp_at_s=None)
    clock.advance(1.0)
    figures = ledger.take(SITE, None, last_rtp_at_s=None)
    assert (figures.video_fps, figures.sent_kbps, figures.loss) == (0.0, 0.0, 0.0)
    assert figures.path == "relay"


def test_an_empty_report_and_one_without_members_are_nothing() -> None:
    assert Counters.from_report({}) == Counters()
    bare = {name: {"type": entry["type"]} for name, entry in report().items()}
    assert Counters.from_report(bare).pictures == 0
    named: dict[str, dict[str, Any]] = {
        name: {key: entry[key] for key in ("type", "kind") if key in entry}
        for name, entry in report().items()
    }
    assert Counters.from_report(named).path == ""


def test_a_picture_that_stands_is_told_at_once_and_once() -> None:
    clock = FakeClock()
    ledger = Ledger(clock=clock)
    counters = Counters(pictures=30, video_packets=90, audio_packets=50)

    def look(counters: Counters) -> float:
        clock.advance(1.0)
        return ledger.take(SITE, counters, last_rtp_at_s=None).freeze_s

    assert look(counters) == 0.0
    assert look(counters) == 1.0  # nothing came at all
    broken = replace(counters, video_packets=100, audio_packets=100)
    assert look(broken) == 1.0  # packets, but no picture
    moves_again = replace(broken, pictures=31, frozen_s=2.3)
    assert look(moves_again) == pytest.approx(0.3)
    assert look(replace(moves_again, pictures=60, frozen_s=2.8)) == pytest.approx(0.5)


def test_a_camera_that_was_switched_off_does_not_freeze() -> None:
    clock = FakeClock()
    ledger = Ledger(clock=clock)
    counters = Counters(pictures=30, video_packets=90, audio_packets=50)
    ledger.take(SITE, counters, last_rtp_at_s=None)
    clock.advance(1.0)
    voice_only = replace(counters, audio_packets=100)
    assert ledger.take(SITE, voice_only, last_rtp_at_s=None).freeze_s == 0.0


def test_what_is_not_sent_has_no_size() -> None:
    counters = Counters.from_report(report(out_video={"active": False}))
    assert (counters.sent_width, counters.sent_height) == (0, 0)


def test_the_paths_own_round_trip_stands_in_for_a_missing_report() -> None:
    counters = Counters.from_report(report(there_video={"round_trip_time": None}))
    assert counters.round_trip_s == 0.2
    assert Counters.from_report(report(local={"candidate_type": "prflx"})).path == "srflx"


def spoken(counters: Counters, *, voice_ms: float | None, picture_ms: float | None) -> Counters:
    return replace(
        counters,
        voice_spoken_ms=voice_ms,
        picture_spoken_ms=picture_ms,
        audio_packets=counters.audio_packets + 25,
        video_packets=counters.video_packets + 45,
    )


def test_how_much_younger_the_picture_is_than_the_voice() -> None:
    entries = report()
    entries["in-audio"]["estimated_playout_timestamp"] = 4_004_645_992_357
    entries["in-video"]["estimated_playout_timestamp"] = 4_004_645_992_831
    read = Counters.from_report(entries)
    ledger = Ledger(clock=FakeClock())
    assert ledger.picture_ahead_s is None
    ledger.take(SITE, read, last_rtp_at_s=None)
    assert ledger.picture_ahead_s == pytest.approx(0.474)
    late = spoken(read, voice_ms=5_000.0, picture_ms=4_900.0)
    ledger.take(SITE, late, last_rtp_at_s=None)
    assert ledger.picture_ahead_s == pytest.approx(-0.1)


@pytest.mark.parametrize("stands", ["audio_packets", "video_packets"])
def test_of_a_voice_or_picture_that_stands_nothing_is_said(stands: str) -> None:
    first = spoken(Counters(), voice_ms=1_000.0, picture_ms=1_000.0)
    now = spoken(first, voice_ms=1_000.0, picture_ms=1_500.0)
    assert picture_ahead_s(first, now) == pytest.approx(0.5)
    assert picture_ahead_s(first, replace(now, **{stands: getattr(first, stands)})) is None
    assert picture_ahead_s(first, spoken(first, voice_ms=None, picture_ms=1.0)) is None
    assert picture_ahead_s(first, spoken(first, voice_ms=1.0, picture_ms=None)) is None
