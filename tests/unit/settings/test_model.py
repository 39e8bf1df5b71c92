"""What a setting may be, and what it may not."""

import logging
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from desktop.domain.devices.display import SecondDisplay
from desktop.domain.media.call import MediaEngine
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.room.measurements import CheckLimits
from desktop.settings.model import (
    KEYS,
    Language,
    LargestPicture,
    LogLevel,
    PortRange,
    Settings,
    parse_setting,
    settings_from,
)
from tests.rigs.city.city_keys import CITY_KEYS

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("key", "given_value", "value"),
    [
        ("server_url", "https://city.example/api/", "https://city.example/api"),
        ("server_url", "http://127.0.0.1:8443", "http://127.0.0.1:8443"),
        ("server_url", "http://[::1]:8443", "http://[::1]:8443"),
        ("server_url", "http://localhost:80", "http://localhost:80"),
        ("site_id", " 31-11629 ", "31-11629"),
        ("enrol_code", "HP-1234", "HP-1234"),
        ("proxy", "System", "system"),
        ("proxy", "none", "none"),
        ("proxy", "http://proxy.example:3128", "http://proxy.example:3128"),
        ("ca_file", "/etc/city.pem", Path("/etc/city.pem")),
        ("language", "en", Language.ENGLISH),
        ("text_scale", "1.5", 1.5),
        ("text_scale", 2, 2.0),
        ("high_contrast", "1", True),
        ("high_contrast", 1, True),
        ("high_contrast", "off", False),
        ("media_engine", "aiortc", MediaEngine.AIORTC),
        ("ice_port_range", "50000-50099", PortRange(50_000, 50_099)),
        ("escrow_keys", f"{CITY_KEYS[0]}, {CITY_KEYS[1]}", CITY_KEYS),
        ("escrow_keys", list(CITY_KEYS), CITY_KEYS),
        ("phrases", " Một. |  | Hai: ", ("Một.", "Hai:")),
        ("phrases", ["Giao  xã, trước …"], ("Giao xã, trước …",)),
        ("ice_port_range", [50_000, 50_099], PortRange(50_000, 50_099)),
        ("relay_only", "true", True),
        ("max_picture", "360p", LargestPicture.P360),
        ("max_video_kbps", "600", 600),
        ("max_video_kbps", 40, 40),
        ("device_cancels_echo", "on", True),
        ("device_cancels_echo", 0, False),
        (
            "check_limits",
            " disk_h = 4/1 , server_ms=900,",
            CheckLimits(disk_h=(4, 1), server_ms=900),
        ),
        ("check_limits", "clock_s=5/30", CheckLimits(clock_s=(5, 30))),
        ("check_limits", "", CheckLimits()),
        ("check_limits", CheckLimits(server_ms=1), CheckLimits(server_ms=1)),
        ("second_display", "window", SecondDisplay.WINDOW),
        ("screen_capture", "true", True),
        ("meeting_keys", "false", False),
        ("log_level", "debug", LogLevel.DEBUG),
        ("data_folder", "/srv/reception", Path("/srv/reception")),
        ("copies_folder", "/mnt/second", Path("/mnt/second")),
        ("paper_hours", " 21:00 - 05:30 ", UploadWindow(time(21), time(5, 30))),
        ("paper_hours", UploadWindow(time(1), time(2)), UploadWindow(time(1), time(2))),
        ("recording_purge_days", "30", 30),
        ("recording_purge_days", None, None),
        ("recording_second_folder", None, None),
        ("signature_module", "/usr/lib/token.so", Path("/usr/lib/token.so")),
        ("signature_authorities", None, None),
        ("support_phone", "0225 (1) 22-33", "0225 (1) 22-33"),
    ],
)
def test_a_good_value_is_understood(key: str, given_value: object, value: object) -> None:
    assert parse_setting(key, given_value) == value


@pytest.mark.parametrize(
    ("key", "given_value", "reason"),
    [
        ("recording_purge_days", "0", "greater_than_equal"),
        ("recording_purge_days", 3_651, "less_than_equal"),
        ("paper_hours", "21:00", "hours_malformed"),
        ("paper_hours", "21:00-24:00", "hours_malformed"),
        ("paper_hours", "9:00-10:00", "hours_malformed"),
        ("paper_hours", "21:00-21:00", "hours_malformed"),
        ("server_url", "http://city.example", "https_required"),
        ("server_url", "ftp://127.0.0.1", "https_required"),
        ("server_url", "city.example", "url_malformed"),
        ("server_url", "https://city.example:99999", "url_malformed"),
        ("server_url", "https://[::1", "url_malformed"),
        ("server_url", "https://ci ty.example", "url_malformed"),
        ("server_url", "https://me:secret@city.example", "url_with_login"),
        ("server_url", "https://city.example/?a=b", "url_with_query"),
        ("server_url", "https://" + "a" * 2_050, "string_too_long"),
        ("server_url", "", "string_too_short"),
        ("server_url", 7, "string_type"),
        ("site_id", "../other", "string_pattern_mismatch"),
        ("enrol_code", "a\nb", "string_pattern_mismatch"),
        ("proxy", "gopher://proxy.example", "proxy_scheme"),
        ("proxy", "socks5://proxy.example:1080", "proxy_scheme"),
        ("proxy", "socks5h://proxy.example:1080", "proxy_scheme"),
        ("proxy", "http://me:secret@proxy.example", "url_with_login"),
        ("proxy", "http://proxy.example/proxy.pac", "proxy_with_path"),
        ("proxy", "http://proxy.example:3128?a=b", "proxy_with_path"),
        ("proxy", "proxy.example:3128", "url_malformed"),
        ("ca_file", "city.pem", "path_not_absolute"),
        ("language", "fr", "enum"),
        ("text_scale", 0.5, "greater_than_equal"),
        ("text_scale", 9, "less_than_equal"),
        ("text_scale", "nan", "finite_number"),
        ("high_contrast", "perhaps", "bool_parsing"),
        ("ice_port_range", "many", "port_range_malformed"),
        ("escrow_keys", CITY_KEYS[0], "escrow_keys_not_two"),
        ("escrow_keys", f"{CITY_KEYS[0]},{CITY_KEYS[0]}", "escrow_keys_not_two"),
        ("escrow_keys", [*CITY_KEYS, CITY_KEYS[0]], "escrow_keys_not_two"),
        ("escrow_keys", f"{CITY_KEYS[0]},{CITY_KEYS[1][:-1]}q", "escrow_key_malformed"),
        ("escrow_keys", [CITY_KEYS[0], "ssh-ed25519 AAAA"], "escrow_key_malformed"),
        ("phrases", " | ", "phrases_malformed"),
        ("phrases", [""], "phrases_malformed"),
        ("phrases", "A" * 251, "phrases_malformed"),
        ("phrases", "|".join("123456789X"), "phrases_malformed"),
        ("ice_port_range", "80-1000", "port_range_limits"),
        ("ice_port_range", "50099-50000", "port_range_limits"),
        ("ice_port_range", "50000-70000", "port_range_limits"),
        ("ice_port_range", "50000-50003", "port_range_small"),
        ("max_picture", "4k", "enum"),
        ("max_picture", "still", "enum"),
        ("max_video_kbps", 39, "greater_than_equal"),
        ("max_video_kbps", 10_001, "less_than_equal"),
        ("max_video_kbps", "much", "int_parsing"),
        ("check_limits", "disk=4/1", "check_limits_malformed"),
        ("check_limits", "disk_h=4", "check_limits_malformed"),
        ("check_limits", "disk_h=1/4", "check_limits_malformed"),
        ("check_limits", "clock_s=30/5", "check_limits_malformed"),
        ("check_limits", "server_ms=1/2", "check_limits_malformed"),
        ("check_limits", "server_ms=soon", "check_limits_malformed"),
        ("check_limits", "server_ms=inf", "check_limits_malformed"),
        ("check_limits", {"server_ms": 1}, "check_limits_malformed"),
        ("check_limits", "server_ms=1," * 100, "check_limits_malformed"),
        ("log_level", "loud", "enum"),
        ("support_phone", "call me", "string_pattern_mismatch"),
    ],
)
def test_a_bad_value_is_refused_with_a_reason(key: str, given_value: object, reason: str) -> None:
    with pytest.raises(ValidationError) as caught:
        parse_setting(key, given_value)
    assert caught.value.errors()[0]["type"] == reason


def test_a_refused_secret_is_not_quoted() -> None:
    with pytest.raises(ValidationError) as caught:
        parse_setting("enrol_code", "S3CRET\n" + "x")
    assert "S3CRET" not in str(caught.value)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ValidationError):
        parse_setting("colour", "red")


def test_settings_are_frozen() -> None:
    with pytest.raises(ValidationError):
        setattr(Settings(), "language", Language.ENGLISH)  # noqa: B010 - mypy forbids the plain way


def test_defaults_stand_where_nothing_was_chosen() -> None:
    settings = settings_from({"language": Language.ENGLISH})
    assert settings.language is Language.ENGLISH
    assert settings.model_copy(update={"language": Language.VIETNAMESE}) == Settings()
    assert set(KEYS) == set(settings.model_dump())


def test_log_levels_are_those_of_logging() -> None:
    assert [level.number for level in LogLevel] == [
        logging.DEBUG,
        logging.INFO,
        logging.WARNING,
        logging.ERROR,
    ]


@given(key=st.sampled_from(KEYS), value=st.text(max_size=60) | st.integers() | st.floats())
def test_any_value_is_either_understood_or_refused(key: str, value: object) -> None:
    try:
        understood = parse_setting(key, value)
    except ValidationError:
        return
    assert getattr(settings_from({key: understood}), key) == understood


def test_what_is_shown_of_limits_and_hours_is_read_back() -> None:
    for key, text in (
        ("check_limits", "disk_h=4/1, server_ms=900"),
        ("paper_hours", "18:00-06:00"),
    ):
        assert str(parse_setting(key, text)) == text
