"""Tables of the audit log."""

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.cityserver.store.tables.base import Base, UtcTime
from desktop.cityserver.store.tables.records import HASH_LENGTH, ID_LENGTH, KIND_LENGTH


class AuditRow(Base):
    """Something that was done or refused, by ids; see store/audit.py. Never changed or deleted.

    seal: HMAC by the secret `key_id` of the seal before it and all fields of this one. sent_by: who
    was signed in at the PC that sent a view; empty of all else.
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
    sent_by: Mapped[str] = mapped_column(String(ID_LENGTH), server_default="")


class AuditHeadRow(Base):
    """The newest entry of the audit log, so that a cut end shows."""

    __tablename__ = "audit_head"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    seal: Mapped[str] = mapped_column(String(HASH_LENGTH))
