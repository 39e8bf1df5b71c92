"""The command line of a city server: what cannot be, or not together, is said at once."""

import argparse
from pathlib import Path

import pytest

from desktop.cityserver.config.config import CertificateSource, CityServerConfig, TlsFiles
from desktop.cityserver.config.issuer_plan import IssuerPlan
from desktop.cityserver.config.options import MAX_WORKERS, add_options, config_from
from desktop.diagnostics.exit_codes import ExitCode

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


def test_a_city_is_of_practice_when_it_is_told_so() -> None:
    assert config("--practice").is_practice
    assert not config().is_practice


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.53", "::1", "localhost"])
def test_plain_http_is_for_this_machine(host: str) -> None:
    assert config("--host", host).host == host


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "city.example", ""])  # noqa: S104
def test_others_are_spoken_to_by_tls_or_through_a_proxy(
    host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert config("--host", host, *TLS).host == host
    assert config("--host", host, PROXY).host == host
    assert "TLS" in why_refused(capsys, "--host", host)


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
    with pytest.raises(SystemExit) as ended:
        config(*arguments)
    assert ended.value.code == ExitCode.BAD_USAGE


POSTGRESQL = "postgresql+psycopg://city@localhost/city"


def config_of(*arguments: str) -> CityServerConfig:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return config_from(parser.parse_args(["--folder", "/srv/city", *arguments]))


def why_refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        config_of(*arguments)
    assert ended.value.code == ExitCode.BAD_USAGE
    return capsys.readouterr().err


def test_one_process_serves_unless_told_otherwise() -> None:
    config = config_of()
    assert (config.workers, config.worker, config.folder) == (1, 0, Path("/srv/city"))


def test_several_workers_need_postgresql(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("socket.SO_REUSEPORT", 15, raising=False)
    assert config_of("--workers", "2", "--database-url", POSTGRESQL).workers == 2
    assert "PostgreSQL" in why_refused(capsys, "--workers", "2")
    assert "PostgreSQL" in why_refused(
        capsys, "--workers", "2", "--database-url", "sqlite:////srv/city.db"
    )


def test_several_workers_need_a_port_that_can_be_shared(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delattr("socket.SO_REUSEPORT", raising=False)
    assert "Linux" in why_refused(capsys, "--workers", "2", "--database-url", POSTGRESQL)


@pytest.mark.parametrize("workers", ["0", "-1", "two", str(MAX_WORKERS + 1)])
def test_a_number_of_workers_that_makes_no_sense_is_refused(workers: str) -> None:
    with pytest.raises(SystemExit):
        config_of("--workers", workers)


ISSUER = ("--issuer", "https://sso.example/realms/city", "--issuer-client-id", "phong")


def test_there_is_no_issuer_unless_told() -> None:
    assert config_of().issuer is None


def test_an_issuer_comes_with_its_client(tmp_path: Path) -> None:
    plan = config_of(*ISSUER).issuer
    assert plan == IssuerPlan(url="https://sso.example/realms/city", client_id="phong")
    assert plan.name_claim == "preferred_username"
    secret = tmp_path / "secret"
    secret.write_text("a secret\n")
    more = ["--issuer-client-secret-file", str(secret), "--issuer-name-claim", "email"]
    more += ["--issuer-title", " Cổng dịch vụ công "]
    plan = config_of(*ISSUER, *more, "--issuer-ca-file", HERE).issuer
    assert plan is not None
    assert plan.title == "Cổng dịch vụ công"
    assert (plan.client_secret, plan.name_claim, plan.ca_file) == ("a secret", "email", Path(HERE))
    assert "a secret" not in repr(plan)


@pytest.mark.parametrize(
    "arguments",
    [
        ISSUER[:2],
        ISSUER[2:],
        ("--issuer", "http://sso.example", *ISSUER[2:]),
        ("--issuer", "https://sso.example/?a=b", *ISSUER[2:]),
        (*ISSUER[:2], "--issuer-client-id", ""),
        (*ISSUER[:2], "--issuer-client-id", "a\nb"),
        (*ISSUER, "--issuer-name-claim", "tên"),
        (*ISSUER, "--issuer-title", " "),
        (*ISSUER, "--issuer-title", "a\nb"),
        (*ISSUER, "--issuer-title", "x" * 41),
        ("--issuer-title", "Cổng dịch vụ công"),
        (*ISSUER, "--issuer-ca-file", "nowhere.pem"),
        (*ISSUER, "--issuer-client-secret-file", "nowhere"),
        ("--issuer-ca-file", HERE),
        ("--issuer-client-secret-file", HERE),
    ],
)
def test_an_issuer_that_cannot_be_asked_is_refused_at_once(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        config_of(*arguments)
    assert ended.value.code == ExitCode.BAD_USAGE


def a_store(tmp_path: Path, bucket: str = "tiep-dan") -> str:
    path = tmp_path / "recordings.toml"
    path.write_text(
        f'endpoint = "https://s3.city.example"\nbucket = "{bucket}"\n'
        'access_key_id = "city"\nsecret_access_key = "never told"\n'
    )
    return str(path)


def test_recordings_lie_in_the_folder_unless_a_file_names_a_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert config_of().recording_store is None
    store = config_of("--recording-store", a_store(tmp_path)).recording_store
    assert store is not None
    assert store.address == "https://s3.city.example/tiep-dan"
    assert "bucket is not" in why_refused(capsys, "--recording-store", a_store(tmp_path, "B"))


def test_a_store_needs_its_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_store(tmp_path)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert "requirements-s3.lock" in why_refused(capsys, "--recording-store", path)
