"""How a city server is run: one frozen value, built by the command line or by practice mode."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from desktop.cityserver.config.issuer_plan import IssuerPlan
from desktop.cityserver.config.recording_retention import RETENTION_FILE
from desktop.cityserver.config.recording_store import RecordingStore

DEFAULT_TTL_S = 4 * 3_600
MIN_TTL_S = 60
MAX_TTL_S = 24 * 3_600


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayPlan:
    """ice_urls: servers that ask for nothing (STUN). turn_urls: relays.

    secret: shared with the relays. ttl_s: how long a ticket lasts; rooms get a new one at half.
    """

    ice_urls: tuple[str, ...] = ()
    turn_urls: tuple[str, ...] = ()
    secret: str = field(default="", repr=False)
    ttl_s: int = DEFAULT_TTL_S


DATABASE_FILE = "city.db"
BLOB_FOLDER = "blobs"
STAGE_FOLDER = "stage"
RECORDING_FOLDER = "recordings"
OPEN_RECORDING_FOLDER = "recordings-open"


class CertificateSource(StrEnum):
    """Who has checked that the other end of a connection holds the key of what it shows."""

    NOBODY = "nobody"
    TLS = "tls"
    PROXY = "proxy"


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsFiles:
    """What the server shows in TLS, PEM. certificate: with its chain; key: without a password."""

    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class CityServerConfig:
    """Where the data lies and where the server listens.

    folder: holds the SQLite file and the blobs; made when missing. database_url: an SQLAlchemy
    URL instead of the SQLite file. port 0: a free one, told in the ready file. ready_file:
    written atomically as JSON {port, pid, epoch} once the server answers, removed when it stops.
    relays: what rooms are told of STUN and TURN servers.
    exit_with_parent: stop when standard input reaches its end. workers: processes that serve behind
    the port, more than one on PostgreSQL only. worker: which of them this is, from 1; 0: none yet.
    tls: chain and key of the server, when it speaks TLS itself. certificates_from_proxy: a proxy on
    this machine speaks TLS and tells in a header what rooms show. require_room_certificate: a room
    that has none yet may only ask for one. issuer: of accounts that people may sign in with too.
    is_practice: of practice mode; what is planned there is practice. recording_store: instead of a
    folder of recordings.
    """

    folder: Path
    database_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 0
    ready_file: Path | None = None
    relays: RelayPlan = field(default_factory=RelayPlan)
    exit_with_parent: bool = False
    workers: int = 1
    worker: int = 0
    tls: TlsFiles | None = None
    certificates_from_proxy: bool = False
    require_room_certificate: bool = False
    issuer: IssuerPlan | None = None
    is_practice: bool = False
    recording_store: RecordingStore | None = None

    @property
    def certificate_source(self) -> CertificateSource:
        """Who checks that a room holds the key of its certificate."""
        if self.tls is not None:
            return CertificateSource.TLS
        return CertificateSource.PROXY if self.certificates_from_proxy else CertificateSource.NOBODY

    @property
    def url(self) -> str:
        """The database as SQLAlchemy names it."""
        return self.database_url or f"sqlite+pysqlite:///{self.folder / DATABASE_FILE}"

    @property
    def is_on_postgresql(self) -> bool:
        """Whether several processes may share the data."""
        return self.url.startswith("postgresql")

    @property
    def blob_folder(self) -> Path:
        """Where paper bytes lie, by hash."""
        return self.folder / BLOB_FOLDER

    @property
    def recording_folder(self) -> Path:
        """Where recordings of rooms lie, by PC and session, unless in an object store.

        Its backups are IT's own.
        """
        return self.folder / RECORDING_FOLDER

    @property
    def open_recording_folder(self) -> Path:
        """Where parts of recordings lie that are not all here yet; in no backup."""
        return self.folder / OPEN_RECORDING_FOLDER

    @property
    def retention_file(self) -> Path:
        """How long the city has decided to keep recordings, when IT has written it down."""
        return self.folder / RETENTION_FILE

    @property
    def stage_folder(self) -> Path:
        """Where pictures of pages lie that guests are shown now; in no backup."""
        return self.folder / STAGE_FOLDER
