import pytest

from desktop.domain.loopback import is_loopback

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.53", "::1", "localhost"])
def test_this_pc(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "192.0.2.7", "city.example"])  # noqa: S104
def test_another(host: str) -> None:
    assert not is_loopback(host)
