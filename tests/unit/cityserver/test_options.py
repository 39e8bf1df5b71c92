"""Options of TLS that go together, and those that do not."""

import argparse
from pathlib import Path

import pytest

from desktop.cityserver.config import CertificateSource, CityServerConfig, TlsFiles
from desktop.cityserver.options import add_options, config_from

pytestmark = pytest.mark.unit

HERE = str(Path(__file__))
TLS = ("--tls-certificate", HERE, "--tls-key", HERE)
PROXY = "--certificates-from-proxy"
REQUIRE = "--require-room-certificate"


def config(*arguments: str) -> CityServerConfig:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return config_from(parser.parse_args(["--folder", "x", *arguments]))


@pytest.mark.parametrize(
    ("arguments", "source"),
    [
        ((), CertificateSource.NOBODY),
        (TLS, CertificateSource.TLS),
        ((PROXY,), CertificateSource.PROXY),
    ],
)
def test_somebody_checks_certificates_or_nobody(
    arguments: tuple[str, ...], source: CertificateSource
) -> None:
    made = config(*arguments)
    assert made.certificate_source is source
    assert not made.require_room_certificate
    files = TlsFiles(certificate=Path(HERE), key=Path(HERE))
    assert made.tls == (files if arguments == TLS else None)


def test_every_room_may_be_asked_for_one() -> None:
    assert config(PROXY, REQUIRE).require_room_certificate
    assert config(*TLS, REQUIRE).require_room_certificate


@pytest.mark.parametrize(
    "arguments",
    [
        TLS[:2],
        TLS[2:],
        (*TLS, PROXY),
        (REQUIRE,),
        ("--tls-certificate", "nowhere.pem", "--tls-key", "nowhere.pem"),
    ],
)
def test_what_does_not_go_together_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        config(*arguments)
