"""Tables of enrolled rooms: checks, escrows, enrolment codes, recordings."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.cityserver.store.tables.base import Base, UtcTime
from desktop.cityserver.store.tables.records import HASH_LENGTH, ID_LENGTH


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


class RecordingRow(Base):
    """What a PC wrote of a session, from its end on.

    told: parts as the PC named them. seal: as it was handed in. digest: of what the receipt says;
    received_at: since when it says so.
    """

    __tablename__ = "recording"

    session_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    site_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    seal: Mapped[str] = mapped_column(Text)
    has_key: Mapped[bool] = mapped_column(Boolean)
    digest: Mapped[str] = mapped_column(String(HASH_LENGTH))
    received_at: Mapped[datetime] = mapped_column(UtcTime)


class RecordingHoldRow(Base):
    """Recordings of this session may be purged nowhere, also those that are still to come.

    held_by: a person by id; empty: of before the city asked who.
    """

    __tablename__ = "recording_hold"

    session_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    held_at: Mapped[datetime] = mapped_column(UtcTime)
    reason: Mapped[str] = mapped_column(String(250))
    held_by: Mapped[str] = mapped_column(String(ID_LENGTH), server_default="")


class RecordingPurgeRow(Base):
    """That all recordings of a session be destroyed: asked by one person, confirmed by another.

    done_at: no byte of them was left at the city.
    """

    __tablename__ = "recording_purge"

    session_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    asked_by: Mapped[str] = mapped_column(String(ID_LENGTH))
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    reason: Mapped[str] = mapped_column(String(250))
    retention: Mapped[str] = mapped_column(String(16))
    confirmed_by: Mapped[str] = mapped_column(String(ID_LENGTH))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcTime)


class RecordingPartRow(Base):
    """Bytes of a part that came whole.

    state: kept, damaged since, purged by decision, or apart: they did not check.
    facts: what was read in them. fault: what is wrong, in one word; empty: nothing.
    """

    __tablename__ = "recording_part"

    session_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[datetime] = mapped_column(UtcTime)
    state: Mapped[str] = mapped_column(String(16))
    fault: Mapped[str] = mapped_column(String(32))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
