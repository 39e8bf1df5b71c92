"""The file that names a bucket: what cannot be is said at once, and no secret is."""

from pathlib import Path

import pytest

from desktop.cityserver.config.recording_store import (
    MAX_FILE_BYTES,
    RecordingStore,
    UnfitStore,
    read_recording_store,
)
from tests.rigs.line.torn_line import make_certificates

pytestmark = pytest.mark.unit

NEEDED = {
    "endpoint": "https://s3.city.example:8333",
    "bucket": "tiep-dan",
    "access_key_id": "city",
    "secret_access_key": "never told",
}


def told(tmp_path: Path, **changes: str) -> Path:
    lines = {**NEEDED, **changes}
    path = tmp_path / "recordings.toml"
    path.write_text("".join(f'{name} = "{value}"\n' for name, value in lines.items() if value))
    return path


def why_refused(path: Path) -> str:
    with pytest.raises(UnfitStore) as refused:
        read_recording_store(path)
    why = str(refused.value)
    assert NEEDED["secret_access_key"] not in why
    return why.removeprefix(f"{path}: ")


def test_what_is_needed_is_enough(tmp_path: Path) -> None:
    store = read_recording_store(told(tmp_path))
    assert store == RecordingStore(**NEEDED, ca_file=None)
    assert (store.region, store.prefix, store.ca_file) == ("us-east-1", "", None)
    assert store.address == "https://s3.city.example:8333/tiep-dan"


def test_all_that_may_be_said_is_taken(tmp_path: Path) -> None:
    ca_file = make_certificates(tmp_path).ca_file
    store = read_recording_store(
        told(tmp_path, region="hai-phong", prefix="a/b-1", ca_file=str(ca_file))
    )
    assert (store.region, store.prefix, store.ca_file) == ("hai-phong", "a/b-1", ca_file)
    assert store.address.endswith("/tiep-dan/a/b-1")


def test_it_is_never_printed_with_its_secret(tmp_path: Path) -> None:
    assert NEEDED["secret_access_key"] not in repr(read_recording_store(told(tmp_path)))


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:8333", "http://localhost:1", "https://x"])
def test_plain_http_is_for_this_machine_alone(tmp_path: Path, endpoint: str) -> None:
    assert read_recording_store(told(tmp_path, endpoint=endpoint)).endpoint == endpoint


@pytest.mark.parametrize(
    "endpoint",
    [
        *("http://s3.city.example", "s3.city.example", "https://", "ftp://s3.city.example"),
        *("https://a:b@s3.city.example", "https://s3.city.example/", "https://s3.city.example?x"),
        *("https://s3.city.example#x", "https://s3.city.example:port", "https://[x"),
    ],
)
def test_an_endpoint_is_a_host_and_nothing_more(tmp_path: Path, endpoint: str) -> None:
    assert why_refused(told(tmp_path, endpoint=endpoint)).startswith("endpoint")


@pytest.mark.parametrize("bucket", ["ab", "Upper", "a/b", "-ab", "a_b", "x" * 64])
def test_a_bucket_has_a_name_as_buckets_have(tmp_path: Path, bucket: str) -> None:
    assert why_refused(told(tmp_path, bucket=bucket)).startswith("bucket")


@pytest.mark.parametrize("prefix", ["/a", "a/", "a//b", "..", "a b", "x" * 65])
def test_a_prefix_is_names(tmp_path: Path, prefix: str) -> None:
    assert why_refused(told(tmp_path, prefix=prefix)).startswith("prefix")


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_what_is_needed_is_named(tmp_path: Path, name: str) -> None:
    assert why_refused(told(tmp_path, **{name: ""})) == f"missing: {name}"


def test_a_word_that_nobody_knows_is_named(tmp_path: Path) -> None:
    assert why_refused(told(tmp_path, retention="5y")) == "unknown: retention"


def test_an_authority_must_be_there(tmp_path: Path) -> None:
    no_certificate = tmp_path / "ca.pem"
    no_certificate.touch()
    for path in (no_certificate, tmp_path / "none.pem"):
        why = why_refused(told(tmp_path, ca_file=str(path)))
        assert why == "ca_file is no certificate in PEM"


@pytest.mark.parametrize(
    "line", ["region = 5", 'region = ["a"]', 'region = "a\\nb"', f'region = "{"x" * 600}"']
)
def test_each_value_is_a_line_of_text(tmp_path: Path, line: str) -> None:
    path = told(tmp_path)
    path.write_text(f"{path.read_text()}{line}\n")
    assert why_refused(path) == "'region' is not a line of text"


@pytest.mark.parametrize("content", [b"endpoint", b"\xff", b"#" * MAX_FILE_BYTES + b'\nx = "y"'])
def test_what_is_no_such_file_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "recordings.toml"
    path.write_bytes(content)
    why = why_refused(path)
    assert why == "cannot be read" or why.startswith("missing")
    assert why_refused(tmp_path / "none.toml") == "cannot be read"
