"""One entry of a list while it is written, and what it was made from, kept through a kill."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from enum import StrEnum
from typing import Generic, TypeVar

from desktop.presenters.form.draft import Draft

T = TypeVar("T")
_SELECTED = "selected"
_BASE = "base."


class EntryDraft(ABC, Generic[T]):
    """Texts of one entry, and those they were made from. Thread: MainThread.

    fields: of the form. kind: the field that a draft of a newer program may not fit, and what it
    may say.
    """

    def __init__(
        self, draft: Draft, fields: Iterable[StrEnum], *, kind: tuple[StrEnum, Iterable[str]]
    ) -> None:
        self._draft = draft
        self._fields = tuple(fields)
        field, known = kind
        if not draft.is_kept or draft.text(field) not in set(known):
            self.begin(None)

    @property
    def key(self) -> str:
        """Of the entry that is changed, "" for a new one."""
        return self._draft.text(_SELECTED)

    @property
    def is_changed(self) -> bool:
        """It says something else than what it was made from."""
        return self._typed() != self._base()

    def begin(self, entry: T | None) -> None:
        """Forget what was typed and show this entry, or an empty one."""
        if self._draft.is_kept:
            self._draft.drop()
        texts = self._texts(entry)
        base = {f"{_BASE}{name}": text for name, text in texts.items()}
        key = "" if entry is None else self._key_of(entry)
        self._draft.fill({_SELECTED: key, **texts, **base})

    def is_made_from(self, entry: T | None) -> bool:
        """Nobody changed the entry since."""
        return self._texts(entry) == self._base()

    def rebase(self, entry: T) -> None:
        """The person was told how the entry is now, and goes on writing."""
        self._draft.edit(_SELECTED, self._key_of(entry))
        for name, text in self._texts(entry).items():
            self._draft.edit(f"{_BASE}{name}", text)

    def take(self, entry: T) -> None:
        """Write this into the form, as if it was typed."""
        for name, text in self._texts(entry).items():
            self._draft.edit(name, text)

    @abstractmethod
    def _key_of(self, entry: T) -> str:
        """What an entry is found by."""

    @abstractmethod
    def _texts(self, entry: T | None) -> dict[str, str]:
        """What stands in the fields of an entry; None: of a new one."""

    def _typed(self) -> dict[str, str]:
        """What stands in the fields, as it is compared."""
        return {field.value: self._draft.text(field) for field in self._fields}

    def _base(self) -> dict[str, str]:
        return {field.value: self._draft.text(f"{_BASE}{field}") for field in self._fields}
