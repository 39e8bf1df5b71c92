"""Tables of sessions: live states, sites, cases, their readers and who lost them."""

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop.cityserver.store.tables.base import Base
from desktop.cityserver.store.tables.records import ID_LENGTH


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


class WithdrawnCaseRow(Base):
    """A site was told of a case, or would have been, before no session brought it there any more.

    It may still hold what it was told.
    """

    __tablename__ = "withdrawn_case"

    site_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    case_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)


class CaseReaderRow(Base):
    """A person who needs to know of a denunciation; nobody else is told of it."""

    __tablename__ = "case_reader"

    case_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, index=True)


class LiveRow(Base):
    """The live state of a session, as JSON of desktop/cityserver/conduct/live/live_state.py."""

    __tablename__ = "live"

    session_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    document: Mapped[str] = mapped_column(Text)
