"""The fields of an intake: their words, and how they stand side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.presenters.casework.intake.intake_forms import (
    INTAKE_FORM,
    NEW_CASE,
    TRIAGE,
    TRIAGE_FACTS,
    IntakeField,
)
from desktop.presenters.casework.intake.intake_state import CaseChoice
from desktop.presenters.casework.requests.request_forms import NO
from desktop.presenters.form.spec import YES
from desktop.presenters.form.state import FormState
from desktop.ui.screens.casework.intake.intake_papers import case_label
from desktop.ui.texts import casework_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.form.fields import FormFields, Row
from desktop.ui.widgets.form.keys import EnterKey
from desktop.ui.widgets.form.words import Choice, FormWords, choices_of, labels_of

F = IntakeField
_NARROW = 330

# A name stands alone: one of 40 letters is read whole in a window 1280 wide.
PERSON = (
    F.FULL_NAME,
    Row(keys=(F.BIRTH, F.GENDER), shares=(5, 4), narrow=_NARROW),
    Row(keys=(F.ID_KIND, F.ID_NUMBER), widths=((F.ID_KIND, 136),), narrow=_NARROW),
    Row(keys=(F.ISSUE_DATE, F.ISSUE_PLACE), shares=(4, 6), narrow=_NARROW),
    F.SEEN,
    F.EXCEPTION,
    Row(keys=(F.ADDRESS, F.PHONE), shares=(6, 4), narrow=_NARROW),
    F.INTERPRETER,
    F.INTERPRETER_NAME,
    F.CANNOT_WRITE,
)
STANDING = (
    Row(keys=(F.STANDING, F.GROUP_SIZE), widths=((F.STANDING, 232),), narrow=_NARROW),
    Row(keys=(F.ORGANISATION, F.POSITION), narrow=_NARROW),
    Row(keys=(F.AUTHORISATION_NUMBER, F.AUTHORISATION_DATE), narrow=_NARROW),
    F.AUTHORISATION_NOTARY,
    F.AUTHORISED_CONTENT,
    Row(keys=(F.LAWYER_CARD, F.LAWYER_DATE), narrow=_NARROW),
    Row(keys=(F.LAWYER_ISSUER, F.BAR), narrow=_NARROW),
    F.LEGAL_AID,
    F.STANDING_REASON,
    Row(keys=(F.GROUP_NAME, F.PRESENT), shares=(5, 4), narrow=_NARROW),
)
MEMBER = (F.MEMBER_NAME, F.MEMBER_ADDRESS)
GROUP_REASON = (F.GROUP_REASON,)
MATTER = (
    Row(keys=(F.SOURCE, F.FIELD), narrow=_NARROW),
    Row(keys=(F.WRITTEN, F.PETITION_DATE), shares=(5, 4), narrow=_NARROW),
    Row(keys=(F.SIGNED, F.ORIGINALS), shares=(5, 4), narrow=_NARROW),
    F.BY_OFFICER,
    F.READ_BACK,
    F.SUMMARY,
    F.REQUEST,
    Row(keys=(F.RESPONDENT, F.OBJECT), narrow=_NARROW),
    Row(keys=(F.DECISION_NUMBER, F.DECISION_DATE), shares=(5, 4), narrow=_NARROW),
    F.PLACE_TIME,
)
QUESTIONS = (
    Row(keys=TRIAGE[:2], narrow=_NARROW),
    Row(keys=TRIAGE[2:], narrow=_NARROW),
)
CHOICE = (
    F.PETITION_TYPE,
    Row(keys=(F.RESPONDENT_KIND, F.FIRST_DECIDED), narrow=_NARROW),
    *TRIAGE_FACTS,
    Row(keys=(F.WITHIN, F.AGENCY), shares=(4, 5), narrow=_NARROW),
    Row(keys=(F.PROTECTION, F.SECRECY), narrow=_NARROW),
)

CASE = (F.CASE,)

_ROWS = (*PERSON, *STANDING, *MEMBER, *MATTER, *QUESTIONS, *CHOICE)


class IntakeFields(QObject):
    """edited(str, str): an IntakeField and its text. submitted: Ctrl+Enter."""

    edited = Signal(str, str)
    submitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._offered: tuple[CaseChoice, ...] | None = None
        self._fields = FormFields(
            theme, INTAKE_FORM, _words(), name="intake", parent=parent, enter=EnterKey.NEXT
        )
        self._fields.edited.connect(self.edited)
        self._fields.submitted.connect(self.submitted)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key halts, in its order."""
        return self._fields.stops()

    def block(self, section: str, rows: Sequence[Row | str]) -> QVBoxLayout:
        """These rows of a section, to be laid out."""
        return self._fields.section(section, rows)

    def show_form(self, state: FormState) -> None:
        """Draws the fields that are asked for; a row without one of them takes no room."""
        self._fields.show_form(state)
        shown = {one.key for one in state.fields}
        for line in _ROWS:
            if isinstance(line, Row):
                self._fields.show_row(line, is_shown=not shown.isdisjoint(line.keys))

    def offer_cases(self, choices: tuple[CaseChoice, ...]) -> None:
        """What a content may be joined to; the same again costs nothing."""
        if choices is self._offered:
            return
        self._offered = choices
        new = Choice(
            value=NEW_CASE, label=translate("Intake", "Vụ việc mới, lập yêu cầu tiếp công dân")
        )
        known = (Choice(value=one.value, label=case_label(one)) for one in choices)
        self._fields.set_choices(F.CASE, (new, *known))

    def focus_first(self) -> None:
        """Who comes is written first."""
        self._fields.focus(F.FULL_NAME)

    def focus_person(self) -> None:
        """Whether the form holds somebody who came before was said: look at them next."""
        key = F.SEEN if self._fields.field(F.SEEN).isVisible() else F.FULL_NAME
        self._fields.focus(key)

    def focus_member(self) -> None:
        """For the next member."""
        self._fields.focus(F.MEMBER_NAME)

    def stand_first(self, *widgets: QWidget) -> None:
        """What has its turn with the Tab key before the first field."""
        self._fields.stand_first(*widgets)

    def stand_after(self, key: str, *widgets: QWidget) -> None:
        """What has its turn with the Tab key after a field."""
        self._fields.stand_after(key, *widgets)


def _words() -> FormWords:
    yes_no = (
        Choice(value=YES, label=translate("Intake", "Có")),
        Choice(value=NO, label=translate("Intake", "Không")),
    )
    unknown = Choice(value="", label="–")
    none = Choice(value="", label=translate("Intake", "chưa chọn"))
    return FormWords(
        labels=labels_of(casework_words.INTAKE_FIELDS, IntakeField),
        helps={F.CASE: translate("Intake", "Gõ mã hoặc tên. Để trống khi chưa có vụ việc.")},
        choices={
            F.GENDER: (unknown, *choices_of(casework_words.GENDERS)),
            F.ID_KIND: choices_of(casework_words.ID_KINDS),
            F.STANDING: choices_of(casework_words.STANDINGS),
            F.SOURCE: choices_of(casework_words.SOURCES),
            F.FIELD: (none, *choices_of(casework_words.MATTER_FIELDS)),
            F.WRITTEN: (
                Choice(value=YES, label=translate("Intake", "Đơn")),
                Choice(value=NO, label=translate("Intake", "Lời nói")),
            ),
            F.OBJECT: (none, *choices_of(casework_words.OBJECTS)),
            F.PETITION_TYPE: choices_of(words.PETITIONS),
            F.RESPONDENT_KIND: (none, *choices_of(casework_words.RESPONDENTS)),
            F.WITHIN: yes_no,
            F.PROTECTION: yes_no,
            F.SECRECY: yes_no,
        },
    )
