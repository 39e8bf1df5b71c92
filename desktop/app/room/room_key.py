"""What is asked of the keyring for the records of one room."""

from pathlib import Path

from desktop.settings.secrets import KeyRequest
from desktop.store.database.database import DATABASE_NAME


def room_key_request(site_id: str, folder: Path, copies: Path) -> KeyRequest:
    """A key may be made only where there are no records yet that another key locks.

    folder: of the records; copies: of their copies, which open with that key only.
    """
    return KeyRequest(
        name=f"room:{site_id}",
        folder=folder,
        is_practice=False,
        may_create=not ((folder / DATABASE_NAME).exists() or any(copies.glob("*/*"))),
    )
