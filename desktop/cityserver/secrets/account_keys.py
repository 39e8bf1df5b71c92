"""TOTP secrets, encrypted with a key file that lies beside the database, not in it."""

import base64
import binascii
import logging
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.cityserver.secrets.key_files import ensure_secrets, id_of

logger = logging.getLogger(__name__)

ACCOUNT_KEY_FILE = "account.key"
_NONCE_BYTES = 12
_SEPARATOR = "."


class AccountKeys:
    """Seals and opens by AES-256-GCM, bound to the person. Thread: any; each call reads the file.

    Every method raises KeyUnreadable.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / ACCOUNT_KEY_FILE

    def ensure(self) -> None:
        """Make the key when there is none."""
        ensure_secrets(self._path)

    def seal(self, user_id: str, secret: str) -> str:
        """The sealed secret as text to keep: id of the key, then nonce and cipher text."""
        key = ensure_secrets(self._path)[-1]
        nonce = os.urandom(_NONCE_BYTES)
        sealed = AESGCM(key).encrypt(nonce, secret.encode(), user_id.encode())
        return f"{id_of(key)}{_SEPARATOR}{base64.b64encode(nonce + sealed).decode()}"

    def open(self, user_id: str, sealed: str) -> str | None:
        """The secret; None when its key is not here, or it was changed or is another person's."""
        key_id, _, text = sealed.partition(_SEPARATOR)
        key = next((one for one in ensure_secrets(self._path) if id_of(one) == key_id), None)
        if key is None:
            logger.error("account key not here key=%s", key_id)
            return None
        try:
            data = base64.b64decode(text, validate=True)
            nonce, body = data[:_NONCE_BYTES], data[_NONCE_BYTES:]
            return AESGCM(key).decrypt(nonce, body, user_id.encode()).decode()
        except (InvalidTag, ValueError, binascii.Error):
            logger.exception("sealed secret damaged key=%s", key_id)
            return None
