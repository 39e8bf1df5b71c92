"""Tables of records, their feed, operations and answers; portable to any database."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.cityserver.store.tables.base import Base, UtcTime

ID_LENGTH = 64
HASH_LENGTH = 64
KIND_LENGTH = 24
STATUS_LENGTH = 24


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
    """The newest state of one record. session_id, sha256 only where the kind has them.

    case_id: of what is part of a dossier.

    accepted_after, accepted_at: the signed status of its session in which the record was taken in,
    and when; None for what was there before. Never changed.
    """

    __tablename__ = "entity"

    kind: Mapped[str] = mapped_column(String(KIND_LENGTH), primary_key=True)
    entity_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger)
    session_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    sha256: Mapped[str | None] = mapped_column(String(HASH_LENGTH), index=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    accepted_after: Mapped[str | None] = mapped_column(String(STATUS_LENGTH))
    accepted_at: Mapped[datetime | None] = mapped_column(UtcTime)
    case_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)


class FormerRow(Base):
    """What a line of the minutes or a paper said before; never changed or deleted.

    revision: of this text. replaced_by: of the text that took its place; the operation accepted
    with it says who wrote that, and when.
    """

    __tablename__ = "former_body"

    kind: Mapped[str] = mapped_column(String(KIND_LENGTH), primary_key=True)
    entity_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    replaced_by: Mapped[int] = mapped_column(BigInteger)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


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


class SentBytesRow(Base):
    """A site has sent all bytes of this hash; to know the hash is not enough."""

    __tablename__ = "sent_bytes"

    site_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)


class ReportPhotoRow(Base):
    """A photo that a readiness sheet promises. site_id: whose sheet it is."""

    __tablename__ = "report_photo"

    report_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True, index=True)
    site_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
