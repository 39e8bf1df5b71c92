"""Tables of people, accounts, attempts and tokens."""

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.cityserver.store.tables.base import Base, UtcTime
from desktop.cityserver.store.tables.records import HASH_LENGTH, ID_LENGTH


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

    totp_sealed: secret of the app, see secrets/account_keys.py. totp_step: the newest step of time
    whose code let somebody in; no code up to it works again.
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
