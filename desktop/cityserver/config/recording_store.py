"""An S3-compatible object store for recordings, as the city's IT has set it in a file."""

import re
import ssl
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from desktop.domain.errors import ReceptionError
from desktop.domain.loopback import is_loopback

DEFAULT_REGION: Final = "us-east-1"
MAX_FILE_BYTES: Final = 16 * 1024
_MAX_CHARS: Final = 512
_BUCKET: Final = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX: Final = re.compile(r"([A-Za-z0-9_-]{1,64}/)*[A-Za-z0-9_-]{1,64}|")
_NEEDED: Final = frozenset({"endpoint", "bucket", "access_key_id", "secret_access_key"})
_KNOWN: Final = _NEEDED | {"region", "prefix", "ca_file"}


class UnfitStore(ReceptionError):
    """The file does not say where recordings lie; why, for IT, never what a secret is."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")


class RecordingsElsewhere(ReceptionError):
    """Recordings lie in another place than the one that was named: that place."""

    def __init__(self, place: str) -> None:
        super().__init__(f"recordings lie in {place}")
        self.place = place


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RecordingStore:
    """The bucket of a city, and its key there.

    endpoint: https://host[:port], plain HTTP on this machine alone. prefix: below it in the bucket;
    empty: all of it. ca_file: PEM, trusted for the store beside the system's authorities.
    """

    endpoint: str
    bucket: str
    access_key_id: str
    secret_access_key: str
    region: str = DEFAULT_REGION
    prefix: str = ""
    ca_file: Path | None = None

    @property
    def address(self) -> str:
        """Which objects it means, without a key."""
        return "/".join(one for one in (self.endpoint, self.bucket, self.prefix) if one)


def read_recording_store(path: Path) -> RecordingStore:
    """Raises UnfitStore."""
    told = _told(path)
    if unknown := sorted(told.keys() - _KNOWN):
        raise UnfitStore(path, f"unknown: {', '.join(unknown)}")
    if missing := sorted(name for name in _NEEDED if not told.get(name)):
        raise UnfitStore(path, f"missing: {', '.join(missing)}")
    ca_file = told.pop("ca_file", None)
    store = RecordingStore(**told, ca_file=None if ca_file is None else Path(ca_file))
    if why := _fault(store):
        raise UnfitStore(path, why)
    return store


def _told(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            told: dict[str, Any] = tomllib.loads(file.read(MAX_FILE_BYTES).decode("utf-8"))
    except (OSError, ValueError) as error:
        raise UnfitStore(path, "cannot be read") from error
    for name, value in told.items():
        if not (isinstance(value, str) and len(value) <= _MAX_CHARS and value.isprintable()):
            raise UnfitStore(path, f"{name!a} is not a line of text")
    return told


def _fault(store: RecordingStore) -> str:
    if not _is_endpoint(store.endpoint):
        return "endpoint is not https://host, without a path"
    if not _BUCKET.fullmatch(store.bucket):
        return "bucket is not the name of one"
    if not _PREFIX.fullmatch(store.prefix):
        return "prefix is not a name, or names with / between"
    if store.ca_file is not None and not _is_authority(store.ca_file):
        return "ca_file is no certificate in PEM"
    return ""


def _is_authority(path: Path) -> bool:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except OSError:  # also what is no certificate
        return False
    return True


def _is_endpoint(text: str) -> bool:
    try:
        url = urlsplit(text)
        host, _ = url.hostname or "", url.port
    except ValueError:
        return False
    is_plain = url.scheme == "http" and is_loopback(host)
    has_more = "@" in url.netloc or url.path or url.query or url.fragment
    return bool(host) and not has_more and (url.scheme == "https" or is_plain)
