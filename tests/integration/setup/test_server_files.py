"""The sample files of a city's server are taken by systemd and nginx."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.patience import PATIENCE_S
from tests.unit.project.test_server_files import FOLDER, PROGRAM, SERVICES

pytestmark = pytest.mark.integration

MOST_EXPOSED = 1.5
"""Of ten, as systemd-analyze counts: a usual service has more than nine."""


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_units_and_calls_them_closed(tmp_path: Path) -> None:
    for path in (*FOLDER.glob("*.service"), *FOLDER.glob("*.timer")):
        text = path.read_text(encoding="utf-8").replace(PROGRAM, "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    paths = sorted(str(path) for path in tmp_path.iterdir())
    assert len(paths) == 3
    verified = _run("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *paths)
    assert (verified.returncode, verified.stderr) == (0, "")
    for name in SERVICES:
        options = ("--offline=yes", f"--threshold={MOST_EXPOSED * 10:.0f}", "--no-pager")
        judged = _run("systemd-analyze", "security", *options, str(tmp_path / name))
        assert judged.returncode == 0, judged.stdout


@pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx here")
def test_nginx_takes_the_file(tmp_path: Path) -> None:
    write_certificate(tmp_path)
    checked = _run("nginx", "-t", "-p", str(tmp_path), "-c", str(write_nginx_files(tmp_path)))
    assert "test is successful" in checked.stderr


def write_nginx_files(folder: Path) -> Path:
    """The sample, its files below `folder`, inside the least that nginx needs."""
    text = (FOLDER / "nginx-reception-city.conf").read_text(encoding="utf-8")
    for place in ("/etc/nginx/tls/", "/var/log/nginx/"):
        text = text.replace(place, f"{folder}/")
    (folder / "sample.conf").write_text(text, encoding="utf-8")
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = folder / "nginx.conf"
    whole.write_text(
        f"pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {temporary} include {folder}/sample.conf; }}\n",
        encoding="utf-8",
    )
    return whole


def write_certificate(folder: Path) -> None:
    """A key and a certificate that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tiepdan.example.gov.vn")])
    begins = datetime(2026, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=3_650))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "reception-city.pem").write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
    )
    (folder / "reception-city.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
