"""Telex and VNI, key by key, in every field of request, intake and schedule: nothing is changed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.presenters.casework.intake.intake_forms import INTAKE_FORM
from desktop.presenters.casework.requests.request_forms import REQUEST_FORM
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.spec import FieldKind, FieldSpec, FormSpec
from desktop.presenters.reception.schedule_forms import PERSON_FORM, PLAN_FORM
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.form.fields import FormFields
from desktop.ui.widgets.form.words import FormWords
from desktop.ui.widgets.layout import column
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_services import FakeMemory

pytestmark = pytest.mark.ui

FORMS = {
    "request": REQUEST_FORM,
    "intake": INTAKE_FORM,
    "schedule": PLAN_FORM,
    "schedule-person": PERSON_FORM,
}
WAYS = {
    "telex": (("N", "Ng", "Ngu", "Nguy", "Nguye", "Nguyê", "Nguyên", "Nguyễn"), ("Đ", "Đư", "Đức")),
    "vni": (
        ("N", "Ng", "Ngu", "Nguy", "Nguye", "Nguyê", "Nguyễ", "Nguyễn"),
        ("D", "Đ", "Đư", "Đức"),
    ),
}
"""What a tool shows of each syllable after every key; the last one is committed."""
WRITTEN = "Nguyễn Đức"
DIGITS = {
    FieldKind.IDENTITY: "031165000123",
    FieldKind.PAPER: "031165000123",
    FieldKind.PHONE: "0900000456",
    FieldKind.NUMBER: "12",
    FieldKind.DATE: "12/04/1965",
    FieldKind.BIRTH: "12/04/1965",
    FieldKind.TIME: "08:30",
    FieldKind.MOMENT: "26/11/2026 08:30",
}
"""By kind: what is typed in a field of figures, where no tool composes."""


class Page(QWidget):
    """A form that is drawn anew after every change, as the screens do."""

    def __init__(self, theme: Theme, spec: FormSpec) -> None:
        super().__init__()
        memory, clock = FakeMemory(), FakeClock()
        self.form = FormPresenter(
            spec=spec,
            draft=Draft(memory=memory, clock=clock, name="draft"),
            outcomes=Outcomes(hand_in="keep"),
        )
        words = FormWords(labels={one.key: one.key for one in spec.fields})
        self.fields = FormFields(theme, spec, words, name="typed", parent=self)
        layout = column(theme, self)
        for section in spec.sections:
            layout.addLayout(self.fields.section(section.key))
        self.fields.edited.connect(self.edit)
        self.draw()

    def edit(self, key: str, text: str) -> None:
        self.form.edit(key, text)
        self.draw()

    def draw(self) -> None:
        self.fields.show_form(self.form.state(self.form.faults()))


def composed(control: QWidget, shown: str, committed: str = "") -> None:
    event = QInputMethodEvent(shown, [])
    event.setCommitString(committed)
    QApplication.sendEvent(control, event)


def compose(page: Page, control: QWidget, syllables: tuple[tuple[str, ...], ...]) -> None:
    """Somebody else's change is drawn after every key, too."""
    for number, steps in enumerate(syllables):
        if number:
            press(control, " ")
        for shown in steps:
            composed(control, shown)
            page.draw()
        composed(control, "", steps[-1])


def press(control: QWidget, char: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
        QApplication.sendEvent(control, event)


def fields_of(*kinds: FieldKind) -> Iterator[tuple[str, FieldSpec]]:
    for name, form in FORMS.items():
        for spec in form.fields:
            if spec.kind in kinds:
                yield name, spec


def a_page(theme: Theme, qtbot: QtBot, name: str) -> Page:
    page = Page(theme, FORMS[name])
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", FORMS)
def test_what_a_tool_composes_stands_there_as_it_was_composed(
    theme: Theme, qtbot: QtBot, name: str, way: str
) -> None:
    page = a_page(theme, qtbot, name)
    texts = [spec for form, spec in fields_of(FieldKind.LINE, FieldKind.TEXT) if form == name]
    assert texts
    for spec in texts:
        control = page.findChild(QWidget, f"typed-{spec.key}")
        assert isinstance(control, QLineEdit | QPlainTextEdit), spec.key
        assert control.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        page.fields.focus(spec.key)
        compose(page, control, WAYS[way])
        shown = control.text() if isinstance(control, QLineEdit) else control.toPlainText()
        assert shown == page.form.text(spec.key) == WRITTEN, spec.key


@pytest.mark.parametrize("name", FORMS)
def test_figures_stay_figures_while_a_vni_tool_is_on(theme: Theme, qtbot: QtBot, name: str) -> None:
    page = a_page(theme, qtbot, name)
    for _, spec in (one for one in fields_of(*DIGITS) if one[0] == name):
        control = page.findChild(QLineEdit, f"typed-{spec.key}")
        assert isinstance(control, QLineEdit), spec.key
        assert not control.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), spec.key
        page.fields.focus(spec.key)
        control.selectAll()
        for char in DIGITS[spec.kind]:
            press(control, char)
        assert page.form.text(spec.key) == DIGITS[spec.kind], spec.key
