"""Opaque tokens: what a room carries, and the hash that the city keeps of it."""

import hashlib
import secrets

_TOKEN_BYTES = 32


def new_token() -> str:
    """A fresh secret of 256 bits, fit for a header."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is stored: a token of full entropy needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
