"""Which addresses may be an issuer's."""

import pytest

from desktop.cityserver.config.issuer_plan import IssuerPlan, Origin, is_issuer_url, origin_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://sso.example", ("https", "sso.example", 443)),
        ("https://SSO.example:8443/realms/a", ("https", "sso.example", 8443)),
        ("http://127.0.0.1:9000", ("http", "127.0.0.1", 9000)),
        ("http://localhost", ("http", "localhost", 80)),
        ("http://[::1]:9000/x", ("http", "::1", 9000)),
    ],
)
def test_tls_or_this_machine(url: str, origin: tuple[str, str, int]) -> None:
    scheme, host, port = origin
    assert is_issuer_url(url)
    plan = IssuerPlan(url=url, client_id="x")
    assert plan.origin == Origin(scheme=scheme, host=host, port=port)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "sso.example",
        "http://sso.example",
        "http://10.0.0.1",
        "http://127.0.0.1.example",
        "ftp://sso.example",
        "file:///etc/passwd",
        "https://",
        "https://an@sso.example",
        "https://sso.example@elsewhere.example",
        "https://sso.example/#x",
        "https://sso.example:99999",
        "https://[::1",
        "https://sso.example\\@elsewhere.example",
        "https://sso.example/ x",
        "https://sso.example/\n",
        "https://sso.exämple",
        "https://sso.example/" + "x" * 500,
    ],
)
def test_nothing_else(url: str) -> None:
    assert origin_of(url) is None
    assert not is_issuer_url(url)
    with pytest.raises(ValueError, match="not an issuer"):
        _ = IssuerPlan(url=url, client_id="x").origin


def test_a_query_is_for_pages_not_for_issuers() -> None:
    assert origin_of("https://sso.example/?x=1") is not None
    assert not is_issuer_url("https://sso.example/?x=1")
