"""The command line of a city server, the same for `reception-room city-server` and the module."""

import argparse
import importlib.util
import re
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cityserver.config.config import DEFAULT_TTL_S, MAX_TTL_S, MIN_TTL_S, RelayPlan
from desktop.cityserver.config.issuer_plan import (
    DEFAULT_NAME_CLAIM,
    MAX_TITLE_CHARS,
    IssuerPlan,
    is_issuer_url,
)
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.loopback import is_loopback

if TYPE_CHECKING:  # every start of the program reads the options, only a server the rest
    from desktop.cityserver.config.config import CityServerConfig
    from desktop.cityserver.config.recording_store import RecordingStore

MAX_WORKERS = 16
MAX_WORD = 250


def add_options(parser: argparse.ArgumentParser) -> None:
    """Where data lies, where to listen, which relays rooms are told of."""
    parser.add_argument("--folder", type=Path, required=True, help="database and papers")
    parser.add_argument("--database-url", help="SQLAlchemy URL instead of SQLite in the folder")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="port to listen on, 0: any free one")
    parser.add_argument(
        "--workers", type=_workers, default=1, help="processes that serve, on PostgreSQL only"
    )
    parser.add_argument("--worker", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--practice", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--ready-file", type=Path, help="written when the server answers")
    parser.add_argument("--ice-url", action="append", default=[], help="STUN URL, repeatable")
    parser.add_argument(
        "--turn-url",
        action="append",
        default=[],
        type=_relay_url,
        help="relay, repeatable: turn:host:port?transport=udp|tcp, turns:host:port",
    )
    parser.add_argument(
        "--turn-secret-file", type=_secret, help="file with coturn's static-auth-secret"
    )
    parser.add_argument(
        "--turn-ttl-s",
        type=_lifetime,
        default=DEFAULT_TTL_S,
        help="how long the relays let a room in without a new ticket",
    )
    parser.add_argument("--tls-certificate", type=_file, help="PEM; speak TLS, with --tls-key")
    parser.add_argument("--tls-key", type=_file, help="PEM, without a password")
    parser.add_argument(
        "--certificates-from-proxy",
        action="store_true",
        help="nginx on this machine speaks TLS and tells what rooms show (X-SSL-Client-Cert)",
    )
    parser.add_argument(
        "--require-room-certificate",
        action="store_true",
        help="also of rooms that were enrolled before there were certificates",
    )
    _add_issuer(parser)
    add_recording_store(parser)
    parser.add_argument(
        "--exit-with-parent", action="store_true", help="stop when standard input ends"
    )


def add_recording_store(parser: argparse.ArgumentParser) -> None:
    """Of the server, and of commands that read recordings."""
    parser.add_argument(
        "--recording-store",
        metavar="FILE",
        type=_recording_store,
        help="recordings lie in an S3-compatible object store: a TOML file with endpoint, bucket, "
        "access_key_id, secret_access_key; none: in the folder",
    )


def _add_issuer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--issuer",
        type=_issuer,
        help="people may sign in with their account there too (OpenID Connect); https://…, "
        "exactly as it names itself",
    )
    parser.add_argument("--issuer-client-id", type=_printable, help="of this city at the issuer")
    parser.add_argument(
        "--issuer-client-secret-file",
        type=_secret,
        help="file with the client's secret; none: a public client",
    )
    parser.add_argument(
        "--issuer-name-claim",
        type=_printable,
        default=DEFAULT_NAME_CLAIM,
        help=f"of the ID token, names the person; {DEFAULT_NAME_CLAIM} if not",
    )
    parser.add_argument(
        "--issuer-ca-file", type=_file, help="PEM; trusted for the issuer instead of the system's"
    )
    parser.add_argument(
        "--issuer-title",
        type=_title,
        help="how people call its accounts, on the button that leads there: "
        f"at most {MAX_TITLE_CHARS} characters",
    )


def config_from(options: argparse.Namespace) -> "CityServerConfig":
    """What `run_city_server` takes.

    Raises:
        SystemExit: BAD_USAGE, why is on the error output: relays without the secret that they ask
            for, options of TLS that do not go together, an issuer without a client, workers that
            cannot be.
    """
    from desktop.cityserver.config.config import CityServerConfig, TlsFiles  # noqa: PLC0415 - see above

    if options.turn_url and not options.turn_secret_file:
        raise _unfit("--turn-url needs --turn-secret-file")
    _check_tls(options)
    config = CityServerConfig(
        folder=options.folder,
        database_url=options.database_url,
        host=options.host,
        port=options.port,
        ready_file=options.ready_file,
        relays=RelayPlan(
            ice_urls=tuple(options.ice_url),
            turn_urls=tuple(options.turn_url),
            secret=options.turn_secret_file or "",
            ttl_s=options.turn_ttl_s,
        ),
        exit_with_parent=options.exit_with_parent,
        tls=(
            TlsFiles(certificate=options.tls_certificate, key=options.tls_key)
            if options.tls_certificate
            else None
        ),
        certificates_from_proxy=options.certificates_from_proxy,
        require_room_certificate=options.require_room_certificate,
        workers=options.workers,
        worker=options.worker,
        issuer=_issuer_from(options),
        is_practice=options.practice,
        recording_store=options.recording_store,
    )
    if config.workers > 1 and not config.is_on_postgresql:
        raise _unfit("several workers need PostgreSQL (--database-url)")
    if config.workers > 1 and not hasattr(socket, "SO_REUSEPORT"):
        raise _unfit("several workers need Linux")
    return config


def _issuer_from(options: argparse.Namespace) -> IssuerPlan | None:
    if (options.issuer is None) != (options.issuer_client_id is None):
        raise _unfit("--issuer and --issuer-client-id go together")
    if options.issuer is None:
        if options.issuer_client_secret_file or options.issuer_ca_file or options.issuer_title:
            raise _unfit("options of an issuer need --issuer")
        return None
    return IssuerPlan(
        url=options.issuer,
        client_id=options.issuer_client_id,
        client_secret=options.issuer_client_secret_file or "",
        name_claim=options.issuer_name_claim,
        ca_file=options.issuer_ca_file,
        title=options.issuer_title or "",
    )


def _check_tls(options: argparse.Namespace) -> None:
    has_tls = options.tls_certificate is not None
    if has_tls != (options.tls_key is not None):
        raise _unfit("--tls-certificate and --tls-key go together")
    if has_tls and options.certificates_from_proxy:
        raise _unfit("either TLS here or a proxy, not both")
    is_public = not (has_tls or options.certificates_from_proxy) and not is_loopback(options.host)
    if is_public:
        raise _unfit("plain HTTP is for this machine alone: --host needs TLS here or in a proxy")
    if options.require_room_certificate and not (has_tls or options.certificates_from_proxy):
        raise _unfit("--require-room-certificate needs TLS here or in a proxy")


def _unfit(why: str) -> SystemExit:
    """As argparse ends: a service manager must not try the same again and again."""
    sys.stderr.write(f"city-server: {why}\n")
    return SystemExit(ExitCode.BAD_USAGE)


def _relay_url(text: str) -> str:
    if not re.fullmatch(r"turns?:[^\s?]+(\?transport=(udp|tcp))?", text):
        raise _refusal("not a relay", text)
    return text


def _issuer(text: str) -> str:
    if not is_issuer_url(text):
        raise _refusal("not an issuer: https://…, without a query", text)
    return text


def _printable(text: str) -> str:
    if not (text and len(text) <= MAX_WORD and text.isascii() and text.isprintable()):
        raise _refusal("not a word", text)
    return text


def _title(text: str) -> str:
    if not (text.strip() and len(text) <= MAX_TITLE_CHARS and text.isprintable()):
        raise _refusal("not a title", text)
    return text.strip()


def _recording_store(path: str) -> "RecordingStore":
    from desktop.cityserver.config.recording_store import UnfitStore, read_recording_store  # noqa: PLC0415 - see above

    if importlib.util.find_spec("obstore") is None:
        raise _refusal("obstore is not installed (requirements-s3.lock)", path)
    try:
        return read_recording_store(Path(path))
    except UnfitStore as unfit:
        raise argparse.ArgumentTypeError(str(unfit)) from unfit


def _file(path: str) -> Path:
    if not Path(path).is_file():
        raise _refusal("no such file", path)
    return Path(path)


def _secret(path: str) -> str:
    try:
        secret = Path(path).read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        raise _refusal("cannot be read", path) from error
    if not secret:
        raise _refusal("empty", path)
    return secret


def _lifetime(text: str) -> int:
    if not (text.isdecimal() and MIN_TTL_S <= int(text) <= MAX_TTL_S):
        raise _refusal("not some hours in seconds", text)
    return int(text)


def _workers(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= MAX_WORKERS):
        raise _refusal("not some workers", text)
    return int(text)


def _refusal(reason: str, text: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(f"{reason}: {text}")
