"""What every screen does on which headquarters keeps the entries of a list."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from desktop.domain.access.rights import Right
from desktop.domain.directory.site import SiteKind
from desktop.domain.faults import FieldFault
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.form.entry_draft import EntryDraft
from desktop.presenters.form.form_screen import FormScreen
from desktop.presenters.form.state import Closed, FieldAccess, FormState
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message

State = TypeVar("State")
Entry = TypeVar("Entry")

_TO_READ = Closed(access=FieldAccess.READ_ONLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRules(Generic[Entry]):
    """What sets one such list apart.

    right: of who may edit. fields: of the form; key_field: what an entry is found by, which never
    changes, key_lock: why. unsaved, changed: what is told of what was typed, and of an entry that
    another PC changed meanwhile.
    """

    right: Right
    fields: type[StrEnum]
    key_field: StrEnum
    key_lock: str
    unsaved: Callable[[Entry], Message]
    changed: Callable[[Entry], Message]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEntry(Generic[Entry]):
    """An entry as this PC has it.

    other: the text of this PC that lost a clash. to_confirm: saving it as it stands says something.
    """

    entry: Entry
    storage: RecordStorage
    other: Entry | None
    to_confirm: bool = False

    @property
    def is_open(self) -> bool:
        """Saving settles a clash, sends again what the city refused, or confirms."""
        is_refused = self.storage is RecordStorage.REFUSED
        return self.to_confirm or self.other is not None or is_refused


class EntryScreen(FormScreen[State], Generic[State, Entry]):
    """Lives as long as the desk; what is typed is kept, and never lost to another row."""

    _draft: EntryDraft[Entry]

    def __init__(
        self,
        services: Services,
        render: Callable[[State], None],
        rules: EntryRules[Entry],
    ) -> None:
        super().__init__(services, render)
        self._rules = rules
        self._saving: tuple[Entry, Message] | None = None

    # ---- what the person does --------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown; an entry nobody touched shows what is known of it now."""
        self._form.start()
        self._show_newest()
        self.refresh()
        self.draw()

    def select(self, key: str) -> None:
        """A row; what was typed and not saved keeps its place."""
        kept = self._find(key)
        if kept is not None and key != self._draft.key:
            self._open(kept.entry)

    def begin_new(self) -> None:
        """An empty form."""
        self._open(None)

    def edit(self, field: str, text: str) -> None:
        """A key or a choice. What an entry that is there is found by stays as it is."""
        if field != self._rules.key_field or not self._draft.key:
            self._form.edit(field, text)
            self.draw()

    def discard(self) -> None:
        """Bỏ thay đổi."""
        self._form.begin_anew()
        self._begin()
        self.draw()

    def take_other(self) -> None:
        """Lấy bản của máy này: the text that lost a clash, into the form."""
        kept = self._selected()
        if kept is not None and kept.other is not None:
            self._draft.take(kept.other)
            self.draw()

    def save(self) -> None:
        """The button "Lưu"."""
        kept = self._selected()
        if not self._can_save(kept):
            return
        if self._form.may_go(self._faults()):
            if kept is not None and not self._draft.is_made_from(kept.entry):
                self._draft.rebase(kept.entry)  # another PC was faster; the next press goes
                self._form.told = self._rules.changed(kept.entry)
            else:
                self._save_written(kept.entry if kept is not None else None)
        self.draw()

    # ---- what such a screen says of its list -----------------------------------------------

    @abstractmethod
    def _find(self, key: str) -> KeptEntry[Entry] | None:
        """The entry of this key."""

    @abstractmethod
    def _all(self) -> Iterable[Entry]:
        """Every entry that was kept, in its newest text."""

    @abstractmethod
    def _written(self, beside: Entry | None) -> Entry:
        """What would be kept. beside: the entry that it is compared with, for what is not typed."""

    @abstractmethod
    def _save_written(self, beside: Entry | None) -> None:
        """Save what is written, and say so when it is kept."""

    @abstractmethod
    def _keep(self, entry: Entry) -> None:
        """Give it to the service."""

    @abstractmethod
    def _faults(self) -> tuple[FieldFault, ...]:
        """What is wrong or odd in what is typed."""

    # ---- for such a screen -----------------------------------------------------------------

    def _selected(self) -> KeptEntry[Entry] | None:
        return self._find(self._draft.key)

    def _can_edit(self) -> bool:
        own = self._services.schedule.own_site()
        is_headquarters = own.kind is SiteKind.HEADQUARTERS
        return is_headquarters and person_may(self._services.access, self._rules.right)

    def _can_save(self, kept: KeptEntry[Entry] | None) -> bool:
        has_news = self._draft.is_changed or (kept is not None and kept.is_open)
        return self._can_edit() and not self._form.is_under_way and has_news

    def _save(self, entry: Entry, said: Message) -> None:
        """said: when it is kept."""
        self._form.hand_in(entry)
        self._saving = entry, said
        self._keep(entry)

    def _take_news(self) -> Entry | None:
        """Of the list there is news. Returns what was saved here and is kept now.

        The form is free then, unless somebody typed on meanwhile.
        """
        saved = self._take_saved()
        self._show_newest()
        return saved

    def _typed(self) -> FormState:
        """Who may not edit reads; what an entry that is there is found by never changes."""
        keys: tuple[str, ...] = () if self._can_edit() else tuple(self._rules.fields)
        closed = dict.fromkeys(keys, _TO_READ)
        if self._draft.key:
            closed[self._rules.key_field] = Closed(
                access=FieldAccess.READ_ONLY, reason=self._rules.key_lock
            )
        return self._form.state(self._faults(), closed=closed)

    # ---- inside ----------------------------------------------------------------------------

    def _open(self, entry: Entry | None) -> None:
        unsaved = self._rules.unsaved(self._written(None))
        if self._form.may_leave(is_changed=self._draft.is_changed, unsaved=unsaved):
            self._draft.begin(entry)
        self.draw()

    def _begin(self) -> None:
        """The form shows the entry as it is known now."""
        kept = self._selected()
        self._draft.begin(kept.entry if kept is not None else None)

    def _show_newest(self) -> None:
        if not self._draft.is_changed:
            self._begin()

    def _take_saved(self) -> Entry | None:
        if self._saving is None or not self._form.has_arrived(self._all()):
            return None
        saved, said = self._saving
        self._form.told = said
        if self._written(saved) != saved:
            self._draft.rebase(saved)
        else:
            self._draft.begin(saved if self._draft.key else None)
        return saved
