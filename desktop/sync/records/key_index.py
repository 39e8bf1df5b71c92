"""Which records have a key: what is looked up at every key that is pressed, kept in memory."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

_NONE: AbstractSet[str] = frozenset()


class KeyIndex:
    """Ids by key. Thread: one at a time."""

    def __init__(self) -> None:
        self._keys: dict[str, tuple[str, ...]] = {}
        self._ids: dict[str, set[str]] = {}

    def put(self, entity_id: str, keys: Iterable[str]) -> None:
        """These are the record's keys now."""
        for former in self._keys.get(entity_id, ()):
            ids = self._ids[former]
            ids.discard(entity_id)
            if not ids:
                del self._ids[former]
        own = self._keys[entity_id] = tuple(dict.fromkeys(keys))
        for key in own:
            self._ids.setdefault(key, set()).add(entity_id)

    def find(self, key: str) -> AbstractSet[str]:
        """Ids of the records that have this key."""
        return self._ids.get(key, _NONE)
