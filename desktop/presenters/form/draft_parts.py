"""Several things of one kind on one form: it holds one, the others wait beside it in the draft."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence

from desktop.presenters.form.draft import Draft

Texts = Callable[[str], str]
"""What stands in a field of one of them, by its key."""

logger = logging.getLogger(__name__)


class DraftParts:
    """What a draft holds of them; nothing while there is but one. Thread: MainThread.

    name: of the list in the draft. place_name: of which one is shown. keys: what one consists of.
    read: what stands in a field of the one that is shown. fresh: of keys that an older draft lacks.
    """

    def __init__(
        self,
        *,
        draft: Draft,
        name: str,
        place_name: str,
        keys: Sequence[str],
        read: Texts,
        fresh: Mapping[str, str],
    ) -> None:
        self._draft = draft
        self._name = name
        self._place_name = place_name
        self._keys = tuple(keys)
        self._read = read
        self._fresh = fresh

    @property
    def place(self) -> int:
        """Of the one that the form holds."""
        text = self._draft.text(self._place_name)
        return int(text) if text.isdecimal() else 0

    @property
    def is_split(self) -> bool:
        """There is more than one."""
        return len(self.parts()) > 1

    def each(self) -> tuple[Texts, ...]:
        """Every one, in order."""
        parts = self.parts()
        if not parts:
            return (self._read,)
        return tuple(
            self._read if place == self.place else part.__getitem__
            for place, part in enumerate(parts)
        )

    def shown(self) -> dict[str, str]:
        """The one that the form holds, as it stands now."""
        return {key: self._read(key) for key in self._keys}

    def parts(self) -> list[dict[str, str]]:
        """All of them, what is shown as it stands now; nothing while there is but one."""
        try:
            kept = json.loads(self._draft.text(self._name) or "[]")
            parts = [{key: str({**self._fresh, **one}[key]) for key in self._keys} for one in kept]
        except (ValueError, KeyError, TypeError):
            logger.warning("parts of a draft are unreadable name=%s", self._name)
            return []
        if self.place < len(parts):
            parts[self.place] = self.shown()
        return parts

    def keep(self, parts: Sequence[Mapping[str, str]], *, shown: int) -> None:
        """These from now on, and this one in the form."""
        self._draft.edit(self._name, written(parts))
        self._draft.edit(self._place_name, str(shown))
        for key, text in parts[shown].items():
            self._draft.edit(key, text)

    def join(self) -> None:
        """Only the one that is shown; the others are given up."""
        self._draft.edit(self._name, "")
        self._draft.edit(self._place_name, "")

    def turn_to(self, place: int) -> None:
        """Another one."""
        parts = self.parts()
        if 0 <= place < len(parts) and place != self.place:
            self.keep(parts, shown=place)


def written(parts: Sequence[Mapping[str, str]]) -> str:
    """As a draft keeps them."""
    return json.dumps(parts, ensure_ascii=False)
