"""Keeps the room's escrow: sealed by itself for the first keys, for other keys once confirmed."""

import json
import logging
from pathlib import Path

from desktop.contract.escrow import EscrowIn
from desktop.files.durable import replace_file
from desktop.settings.escrow import FILE_NAME, Escrow, escrow_text, make_escrow, read_escrow
from desktop.settings.sealing import MAX_FILE_BYTES, EscrowRefused
from desktop.store.database.keys import derive_keys
from desktop.store.records.key_values import Memory

logger = logging.getLogger(__name__)

COMMIT_LIMIT_S = 5.0
_ACCEPTED = "escrow.keys"

Keys = tuple[str, ...]


class EscrowKeeper:
    """One room's escrow, a file beside its records. Thread: one at a time, not the main thread.

    Which keys were accepted is kept in the encrypted store: whoever changes a settings file
    changes no seal.
    """

    def __init__(self, *, folder: Path, site_id: str, room_key: bytes, memory: Memory) -> None:
        self._path = folder / FILE_NAME
        self._site_id = site_id
        self._room_key = room_key
        self._label = derive_keys(room_key).label
        self._memory = memory

    def accepted(self) -> Keys:
        """Public keys that this room is sealed with; empty when it never was."""
        kept = self._memory.recall(_ACCEPTED)
        return () if kept is None else tuple(json.loads(kept))

    def is_changed(self, wanted: Keys | None) -> bool:
        """The settings name other keys than those accepted, and nobody has confirmed them."""
        accepted = self.accepted()
        return wanted is not None and bool(accepted) and set(wanted) != set(accepted)

    def ensure(self, wanted: Keys | None) -> Escrow | None:
        """The escrow as it stands, made anew where it is missing; None: no keys are known.

        Keys that were accepted once hold, whatever is wanted. Raises nothing: a disk that takes
        no file keeps nobody from working.
        """
        accepted = self.accepted()
        keys = accepted or wanted
        if keys is None:
            logger.info("no escrow: escrow_keys is not set")
            return None
        if self.is_changed(wanted):
            logger.warning("escrow_keys changed, not accepted: see reception-room escrow renew")
        if not accepted:
            self._memory.remember(_ACCEPTED, json.dumps(keys))
        kept = read_escrow_file(self._path)
        if kept is not None and self._is_ours(kept, keys):
            return kept
        made = self._make(keys)
        try:
            replace_file(self._path, escrow_text(made).encode())
        except OSError as error:
            logger.warning("escrow not written error=%s", type(error).__name__)
        else:
            logger.info("escrow made label=%s", made.label)
        return made

    def renew(self, keys: Keys) -> Escrow:
        """Seal anew, for these keys from now on; the same room key, nothing else changes.

        Raises OSError, StorageError: then the escrow is as it was, or the next start finishes.
        """
        made = self._make(keys)
        # first what is accepted: a file for other keys is made anew at the next start
        self._memory.keep(_ACCEPTED, json.dumps(keys)).result(COMMIT_LIMIT_S)
        replace_file(self._path, escrow_text(made).encode())
        logger.info("escrow renewed label=%s", made.label)
        return made

    def _make(self, keys: Keys) -> Escrow:
        return make_escrow(self._room_key, site_id=self._site_id, label=self._label, keys=keys)

    def _is_ours(self, escrow: Escrow, keys: Keys) -> bool:
        return (escrow.site_id, escrow.label, set(escrow.keys)) == (
            self._site_id,
            self._label,
            set(keys),
        )


def body_of_escrow(escrow: Escrow) -> EscrowIn:
    """As it travels to the city, which knows by itself whose it is."""
    return EscrowIn(label=escrow.label, keys=escrow.keys, sealed=escrow.sealed)


def read_escrow_file(path: Path) -> Escrow | None:
    """What lies there, None when it is missing or no escrow."""
    try:
        return read_escrow(read_small_text(path))
    except (OSError, EscrowRefused):
        return None


def read_small_text(path: Path) -> str:
    """The text of a file from outside, at most MAX_FILE_BYTES and one more of it.

    Raises OSError. What is not UTF-8 is replaced: no format of ours has such letters.
    """
    with path.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1).decode("utf-8", "replace")
