"""The words of a form in the language of the program, by the keys of its declaration."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.domain.faults import FaultKind
from desktop.presenters.form.spec import FieldSpec
from desktop.presenters.form.state import FieldAccess, FieldView
from desktop.ui.texts.form_words import fault_text
from desktop.ui.texts.sentences.codes import SENTENCES
from desktop.ui.texts.texts import first_two, sentence_of
from desktop.ui.texts.words import word


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a choice; note: what it means, drawn where there is room (RADIO)."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """labels, helps, choices: by a field's key; headings: by a section's key.

    faults: where the usual words do not fit, by key and kind. reasons: why a field is closed, by
    the reason a FieldView brings.
    """

    labels: Mapping[str, str]
    headings: Mapping[str, str] = field(default_factory=dict)
    helps: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    faults: Mapping[tuple[str, FaultKind], str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    def fault(self, spec: FieldSpec, view: FieldView) -> str:
        """What is said below a field, "" when nothing is wrong with it."""
        if view.fault is None:
            return ""
        own = self.faults.get((view.key, view.fault))
        if own is not None:
            return own
        if view.code in SENTENCES:
            return first_two(sentence_of(view.code, dict(view.data)))
        return fault_text(spec, view.fault, view.text)

    def help(self, view: FieldView) -> str:
        """What to know before typing; of a closed field why it is closed."""
        reason = self.reasons.get(view.reason, "")
        is_open = view.access is FieldAccess.OPEN
        return self.helps.get(view.key, "") if is_open or not reason else reason


def choices_of(table: Mapping[StrEnum, object]) -> tuple[Choice, ...]:
    """Of a table of words, in its order."""
    return tuple(Choice(value=member.value, label=word(table, member)) for member in table)


def labels_of(table: Mapping[StrEnum, object], keys: Iterable[StrEnum]) -> dict[str, str]:
    """Of a table of words, by key."""
    return {key: word(table, key) for key in keys}
