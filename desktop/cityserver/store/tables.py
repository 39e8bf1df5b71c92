"""Tables of the city server. Portable: nothing here is particular to one database."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, DateTime, Dialect, ForeignKey, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

ID_LENGTH = 64
HASH_LENGTH = 64
KIND_LENGTH = 24


class UtcTime(TypeDecorator[datetime]):
    """An aware instant; SQLite forgets the zone, so UTC is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: in UTC."""
        return None if value is None else value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables of the city."""


class MetaRow(Base):
    """Single facts, for instance the epoch."""

    __tablename__ = "meta"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[str] = mapped_column(String(ID_LENGTH))


class CounterRow(Base):
    """The newest revision. Its row lock makes revision order the order of commits."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


class EntityRow(Base):
    """The newest state of one record. session_id and sha256 only where the kind has them."""

    __tablename__ = "entity"

    kind: Mapped[str] = mapped_column(String(KIND_LENGTH), primary_key=True)
    entity_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger)
    session_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    sha256: Mapped[str | None] = mapped_column(String(HASH_LENGTH), index=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class FormerRow(Base):
    """What a line of the minutes said before; never changed or deleted.

    revision: of this text. replaced_by: of the text that took its place; the operation accepted
    with it says who wrote that, and when.
    """

    __tablename__ = "former_body"

    kind: Mapped[str] = mapped_column(String(KIND_LENGTH), primary_key=True)
    entity_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    replaced_by: Mapped[int] = mapped_column(BigInteger)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class SessionSiteRow(Base):
    """A site has a seat in a session."""

    __tablename__ = "session_site"

    session_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    site_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, index=True)


class SessionCaseRow(Base):
    """A case is received in a session."""

    __tablename__ = "session_case"

    session_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    case_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, index=True)


class CaseReaderRow(Base):
    """A person who needs to know of a denunciation; nobody else is told of it."""

    __tablename__ = "case_reader"

    case_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, index=True)


class FeedRow(Base):
    """A site may see an entity. revision: when it last had to be told, unique in the city.

    A row per site, so that a record shown to a site later than it was written still arrives.
    """

    __tablename__ = "feed"
    __table_args__ = (Index("ix_feed_site_revision", "site_id", "revision"),)

    site_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    kind: Mapped[str] = mapped_column(String(KIND_LENGTH), primary_key=True)
    entity_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger)


class OperationRow(Base):
    """The answer an operation got, for ever."""

    __tablename__ = "operation"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    site_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    user_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    kind: Mapped[str] = mapped_column(String(KIND_LENGTH))
    entity_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    verdict: Mapped[str] = mapped_column(String(16))
    revision: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(String(32))
    received_at: Mapped[datetime] = mapped_column(UtcTime)


class LosingRow(Base):
    """The body of an operation that lost a clash; never deleted."""

    __tablename__ = "losing_body"

    operation_id: Mapped[str] = mapped_column(ForeignKey("operation.id"), primary_key=True)
    base_revision: Mapped[int] = mapped_column(BigInteger)
    current_revision: Mapped[int] = mapped_column(BigInteger)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class LiveRow(Base):
    """The live state of a session, as JSON of desktop/cityserver/live.py."""

    __tablename__ = "live"

    session_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    document: Mapped[str] = mapped_column(Text)


class RoomRow(Base):
    """A PC that was bound to a site.

    key_hash: SHA-256 of its public key, once it has sent one. certificate_until: end of the newest
    certificate. certificate_used_at: when it was first shown; from then on it must be.
    """

    __tablename__ = "room"

    room_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    site_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    token_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True)
    enrolled_at: Mapped[datetime] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)
    key_hash: Mapped[str | None] = mapped_column(String(HASH_LENGTH))
    certificate_until: Mapped[datetime | None] = mapped_column(UtcTime)
    certificate_used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class RoomReportRow(Base):
    """A room check that a PC sent. seq: order of arrival within the room, from 1."""

    __tablename__ = "room_report"
    __table_args__ = (Index("ix_room_report_room_seq", "room_id", "seq"),)

    room_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    report_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    received_at: Mapped[datetime] = mapped_column(UtcTime)
    seq: Mapped[int] = mapped_column(BigInteger)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class ReportPhotoRow(Base):
    """A photo that a readiness sheet promises.

    site_id: whose sheet it is. is_kept: that site sent the bytes; to know their hash is not enough.
    """

    __tablename__ = "report_photo"

    report_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True, index=True)
    site_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    is_kept: Mapped[bool] = mapped_column(Boolean)


class RoomEscrowRow(Base):
    """A PC's key under the seal of the city's key holders. keys: of the city, a comma between."""

    __tablename__ = "room_escrow"

    room_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    label: Mapped[str] = mapped_column(String(8), primary_key=True)
    site_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    received_at: Mapped[datetime] = mapped_column(UtcTime)
    keys: Mapped[str] = mapped_column(String(250))
    sealed: Mapped[str] = mapped_column(Text)


class EnrolCodeRow(Base):
    """A code that binds one PC, once."""

    __tablename__ = "enrol_code"

    code_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    site_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class UserRow(Base):
    """A person who may sign in. pin_hash: argon2id."""

    __tablename__ = "user_account"

    user_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    display_name: Mapped[str] = mapped_column(String(250))
    role: Mapped[str] = mapped_column(String(32))
    pin_hash: Mapped[str] = mapped_column(String(200))
    failed_attempts: Mapped[int]
    locked_until: Mapped[datetime | None] = mapped_column(UtcTime)


class AccountRow(Base):
    """A person's city account. password_hash: argon2id.

    totp_sealed: secret of the app, see account_keys.py. totp_step: the newest step of time whose
    code let somebody in; no code up to it works again.
    """

    __tablename__ = "account"

    user_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    login_name: Mapped[str] = mapped_column(String(ID_LENGTH), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    totp_sealed: Mapped[str] = mapped_column(String(200))
    totp_step: Mapped[int] = mapped_column(BigInteger)


class IssuerLinkRow(Base):
    """Whom of the city an account at the issuer (OpenID Connect) belongs to.

    name: as the issuer calls the person when it is not their id here. subject_hash: of the issuer
    and its lasting identifier (`sub`), from the first sign-in on.
    """

    __tablename__ = "issuer_link"

    user_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    name: Mapped[str | None] = mapped_column(String(250), unique=True)
    subject_hash: Mapped[str | None] = mapped_column(String(HASH_LENGTH), unique=True)


class IssuerAttemptRow(Base):
    """A person is at the issuer's page. verifier: of PKCE, never leaves the city."""

    __tablename__ = "issuer_attempt"

    state_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    port: Mapped[int]
    nonce: Mapped[str] = mapped_column(String(ID_LENGTH))
    verifier: Mapped[str] = mapped_column(String(128))
    begun_at: Mapped[datetime] = mapped_column(UtcTime)


class AttemptRow(Base):
    """Attempts to sign in by account, at a room or with a login name, whether there is one or not.

    subject: a hash, so that what was typed into the wrong field is not kept.
    """

    __tablename__ = "sign_in_attempt"

    subject: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    failed_attempts: Mapped[int]
    locked_until: Mapped[datetime | None] = mapped_column(UtcTime)
    last_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class UserSiteRow(Base):
    """A person may sign in at this site."""

    __tablename__ = "user_site"

    user_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    site_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, index=True)


class FamilyRow(Base):
    """One sign-in and all tokens that came from it."""

    __tablename__ = "token_family"

    family_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    site_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    room_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)


class TokenRow(Base):
    """One token, by its hash.

    used_at: first use; a refresh token has then done its work. parent_hash: the refresh token it
    came from, None for those of a sign-in. settled_at: a token that came from this one was used,
    so the answer that carried it did arrive.
    """

    __tablename__ = "token"

    token_hash: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    family_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    purpose: Mapped[str] = mapped_column(String(16))
    expires_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)
    parent_hash: Mapped[str | None] = mapped_column(String(HASH_LENGTH), index=True)
    settled_at: Mapped[datetime | None] = mapped_column(UtcTime)


class AuditRow(Base):
    """Something that was done or refused, by ids; see store/audit.py. Never changed or deleted.

    seal: HMAC by the secret `key_id` of the seal before it and all fields of this one.
    """

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    user_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    site_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    room_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    action: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(KIND_LENGTH))
    subject_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    outcome: Mapped[str] = mapped_column(String(32))
    key_id: Mapped[str] = mapped_column(String(16))
    seal: Mapped[str] = mapped_column(String(HASH_LENGTH))


class AuditHeadRow(Base):
    """The newest entry of the audit log, so that a cut end shows."""

    __tablename__ = "audit_head"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    seal: Mapped[str] = mapped_column(String(HASH_LENGTH))
