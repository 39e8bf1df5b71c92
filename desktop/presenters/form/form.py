"""One form of a screen: typed, kept through a kill, checked, handed in, followed."""

from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from desktop.domain.events import ActionFailed, Event
from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.text import normalised
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.faults import form_faults, joined
from desktop.presenters.form.spec import FieldSpec, FormSpec
from desktop.presenters.form.state import Closed, FormState, field_views
from desktop.presenters.form.values import read_number
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode


class FileWritten(Protocol):
    """Event: an export is there."""

    @property
    def path(self) -> Path:
        """Where."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """Which events answer a form.

    hand_in, exports: `action` of the failures of what the form asked for; told: of failures that
    are only said. about: what the data of a failure to hand in, or one that is said, must hold.
    exported: the event that an export is there.
    """

    hand_in: str
    told: frozenset[str] = frozenset()
    about: Mapping[str, str] = field(default_factory=dict)
    exports: frozenset[str] = frozenset()
    exported: type[FileWritten] | None = None


class FormPresenter:
    """What every screen with a form does; the screen's presenter holds it and draws.

    spec: what it consists of. draft: what was typed, forgotten once it is kept as what it became,
    and never before. offered: of choices that only the running desk knows, the values by key.
    told: what the person is to know of the last thing done. refusals: presses so far that did not
    send it. Thread: MainThread.
    """

    def __init__(
        self,
        *,
        spec: FormSpec,
        draft: Draft,
        outcomes: Outcomes,
        watch: FaultWatch | None = None,
        offered: Mapping[str, Callable[[], Container[str]]] | None = None,
    ) -> None:
        self.spec = spec
        self.draft = draft
        self._outcomes = outcomes
        self._watch = watch or FaultWatch()
        self._offered = offered or {}
        self.refusals = 0
        self._handed_in: tuple[Hashable, dict[str, str]] | None = None
        self.told: Message | None = None
        self.is_exporting = False

    # ---- what the person does --------------------------------------------------------------

    def start(self, *, is_sent: bool = False) -> None:
        """The screen is shown. is_sent: the program ended between sending this and forgetting."""
        self.told = None
        if is_sent:
            self.draft.drop()

    def leave(self) -> None:
        """Another screen is shown, or the program ends: unsaved words are kept."""
        self.draft.flush()

    def edit(self, key: str, text: str) -> None:
        """A key or a choice; what was told is read."""
        self.told = None
        self.draft.edit(key, text)

    def may_leave(self, *, is_changed: bool, unsaved: Message) -> bool:
        """Whether something else may take the place of what is typed; else `unsaved` is told."""
        if is_changed:
            self.told = unsaved
            return False
        self.begin_anew()
        return True

    def begin_anew(self) -> None:
        """Something else is written from now on: what was told or refused is past."""
        self.told = None
        self._watch.forget()

    def may_go(self, faults: tuple[FieldFault, ...]) -> bool:
        """The button: missing stays, odd goes with the second press."""
        self.told = None
        if self._watch.may_go(faults):
            return True
        self.refusals += 1
        return False

    def hand_in(self, record: Hashable) -> None:
        """The draft as it stands now goes as this record, or as the record of this id."""
        self.draft.flush()
        self._handed_in = record, self.draft.texts
        self.told = None

    def submit(self, record: Hashable, faults: tuple[FieldFault, ...]) -> bool:
        """`may_go`, and if it may `hand_in`: the caller gives it to its service then."""
        if not self.may_go(faults):
            return False
        self.hand_in(record)
        return True

    def begin_export(self) -> bool:
        """Whether an export may begin now; one at a time."""
        if self.is_exporting:
            return False
        self.is_exporting = True
        self.told = None
        return True

    # ---- what happens ----------------------------------------------------------------------

    def on_tick(self) -> None:
        """What was typed is kept once the keys are still."""
        self.draft.on_tick()

    @property
    def is_under_way(self) -> bool:
        """Something was handed in and is neither kept nor refused yet."""
        return self._handed_in is not None

    def has_arrived(self, records: Iterable[Hashable]) -> bool:
        """Whether what was handed in is among these; the draft stays as it is."""
        if self._handed_in is None or self._handed_in[0] not in set(records):
            return False
        self._handed_in = None
        return True

    def is_kept(self, records: Iterable[Hashable]) -> bool:
        """As `has_arrived`; then the draft goes, unless somebody typed on meanwhile."""
        texts = self._handed_in[1] if self._handed_in is not None else None
        if not self.has_arrived(records):
            return False
        if self.draft.texts == texts:
            self.draft.drop()
        return True

    def take(self, event: Event) -> bool:
        """Take in an outcome; False: the event is none of this form's."""
        exported = self._outcomes.exported
        if isinstance(event, ActionFailed):
            return self._take_failure(event)
        if exported is None or not self.is_exporting or not isinstance(event, exported):
            return False
        self.is_exporting = False
        data = {"name": event.path.name}
        self.told = Message(code=MessageCode.LIST_EXPORTED, tone=Tone.OK, data=data)
        return True

    # ---- what is drawn ---------------------------------------------------------------------

    def text(self, key: str) -> str:
        """What stands in a field, also nothing; before anybody typed what a fresh form says.

        So does a choice that is not offered, of a newer program's draft or of yesterday's.
        """
        spec = self.spec.field(key)
        text = self.draft.find(key)
        return spec.fresh if text is None or not self._is_offered(spec, text) else text

    def words(self, key: str) -> str:
        """As `text`, as it is stored."""
        return normalised(self.text(key))

    def number(self, key: str) -> int | None:
        """Of a NUMBER; None: it cannot be read."""
        spec = self.spec.field(key)
        return read_number(self.text(key), least=spec.least, most=spec.most)

    def faults(
        self, judged: Iterable[FieldFault] = (), *, hidden: Container[str] = ()
    ) -> tuple[FieldFault, ...]:
        """What the domain judged, and what the declaration finds wrong with the fields shown."""
        fields = (one for one in self.spec.fields if one.key not in hidden)
        return joined(judged, form_faults(fields, self.text))

    def message(self, faults: tuple[FieldFault, ...]) -> Message | None:
        """What is told, or of what was refused that which is still so."""
        return self.told or self._watch.message(faults)

    def marks(self, faults: tuple[FieldFault, ...]) -> dict[str, FaultKind]:
        """What is drawn at fields: of what was refused that which is still so."""
        return self._watch.marks(faults)

    def state(
        self,
        faults: tuple[FieldFault, ...],
        *,
        closed: Mapping[str, Closed] | None = None,
        hidden: Container[str] = (),
    ) -> FormState:
        """The form as it is drawn. closed: fields that nobody may type in; hidden: not shown."""
        fields = tuple(one for one in self.spec.fields if one.key not in hidden)
        return FormState(
            fields=field_views(
                fields,
                self.text,
                marks=self.marks(faults),
                closed=closed or {},
                told=self._watch.told(faults),
            ),
            refusals=self.refusals,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _is_offered(self, spec: FieldSpec, text: str) -> bool:
        offered = self._offered.get(spec.key)
        if offered is not None:
            return text in offered()
        return not spec.choices or text in spec.choices

    def _take_failure(self, event: ActionFailed) -> bool:
        """What was handed in may be handed in again, and the draft is still there."""
        is_about = self._outcomes.about.items() <= event.data.items()
        if event.action == self._outcomes.hand_in and is_about:
            self._handed_in = None
        elif event.action in self._outcomes.exports and self.is_exporting:
            self.is_exporting = False
        elif event.action not in self._outcomes.told or not is_about:
            return False
        self.told = Message(code=event.code, tone=Tone.DANGER, data=dict(event.data))
        return True
