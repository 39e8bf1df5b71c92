"""What `system` means for a proxy: asked of the system, never for this PC, no reason to stop."""

import logging
import urllib.request
from collections.abc import Mapping
from urllib.error import URLError

import pytest

from desktop.settings.model import Settings
from desktop.settings.proxy import proxy_of

pytestmark = pytest.mark.unit

CITY = "https://city.example"
PROXY = "http://proxy.example:3128"


@pytest.fixture(autouse=True)
def no_proxy_of_this_pc(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "REQUEST_METHOD"):
        for spelled in (name, name.upper()):
            monkeypatch.delenv(spelled, raising=False)


def system_says(monkeypatch: pytest.MonkeyPatch, proxies: Mapping[str, str]) -> None:
    monkeypatch.setattr(urllib.request, "getproxies", lambda: dict(proxies))


def system_of(server_url: str | None = CITY) -> Settings:
    return Settings(server_url=server_url)


def test_the_environment_is_the_system_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proxy_of(system_of()) is None
    monkeypatch.setenv("https_proxy", PROXY)
    assert proxy_of(system_of()) == PROXY
    monkeypatch.setenv("no_proxy", "other.example,city.example")
    assert proxy_of(system_of()) is None


@pytest.mark.parametrize(
    ("proxies", "chosen"),
    [
        ({}, None),
        ({"http": PROXY}, None),
        ({"https": PROXY, "http": "http://other.example"}, PROXY),
        ({"all": PROXY}, PROXY),
        ({"https": "https://proxy.example/"}, "https://proxy.example/"),
    ],
)
def test_the_system_is_asked_for_the_scheme_of_the_city(
    proxies: Mapping[str, str], chosen: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    system_says(monkeypatch, proxies)
    assert proxy_of(system_of()) == chosen


def test_the_exceptions_of_the_system_hold_for_host_and_port(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def bypass(host: str) -> bool:
        asked.append(host)
        return True

    system_says(monkeypatch, {"https": PROXY})
    monkeypatch.setattr(urllib.request, "proxy_bypass", bypass)
    assert proxy_of(system_of("https://city.example:8443/api")) is None
    assert asked == ["city.example:8443"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "127.8.9.1"])
@pytest.mark.parametrize("proxy", ["system", PROXY])
def test_a_city_on_this_pc_is_never_behind_a_proxy(
    host: str, proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    system_says(monkeypatch, {"http": PROXY, "https": PROXY, "all": PROXY})
    for scheme in ("http", "https"):
        assert proxy_of(Settings(server_url=f"{scheme}://{host}:8443", proxy=proxy)) is None


def test_none_is_none_and_an_address_is_that_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> dict[str, str]:
        pytest.fail("the system was asked")

    monkeypatch.setattr(urllib.request, "getproxies", never)
    assert proxy_of(Settings(server_url=CITY, proxy="none")) is None
    assert proxy_of(Settings(server_url=CITY, proxy="http://named.example")) == (
        "http://named.example"
    )
    assert proxy_of(system_of(None)) is None


@pytest.mark.parametrize(
    "wrong",
    [
        "socks5://me:secret@proxy.example:1080",
        "socks4://proxy.example:1080",
        "proxy.example:3128",
        "me:secret@proxy.example:3128",
        "http://proxy.example:3128/me.pac",
        "http://proxy.example:3128?secret",
        "http://proxy.example:many",
        "http://[proxy.example",
        "http://secret@proxy.example",
        "http://",
        "http://pro xy.example",
        "none",
    ],
)
def test_what_the_system_says_wrongly_is_logged_without_a_login_and_left_out(
    wrong: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    system_says(monkeypatch, {"https": wrong})
    with caplog.at_level(logging.INFO):
        assert proxy_of(system_of()) is None
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert "me:secret" not in record.getMessage()
    assert "secret@" not in record.getMessage()


def test_a_login_of_the_system_is_used_and_never_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with_login = "http://me:secret@proxy.example:3128"
    system_says(monkeypatch, {"https": with_login})
    with caplog.at_level(logging.INFO):
        assert proxy_of(system_of()) == with_login
    assert "address=http://proxy.example:3128" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("error", [OSError("registry"), URLError("name"), ValueError("odd")])
def test_a_system_that_cannot_be_read_is_no_reason_to_stop(
    error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_host: str) -> bool:
        raise error

    system_says(monkeypatch, {"https": PROXY})
    monkeypatch.setattr(urllib.request, "proxy_bypass", broken)
    assert proxy_of(system_of()) is None
    assert "system proxy not read" in caplog.text
