"""Real windows over real presenters and services in memory; what a press does is observed."""

import gc
from dataclasses import fields, is_dataclass

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QRadioButton,
    QWidget,
)
from shiboken6 import getCppPointer

from desktop.domain.access.person import Role
from desktop.domain.devices.display import SecondDisplay
from desktop.domain.ids import SiteId
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.view.message import Message
from desktop.presenters.view.message_board import PASSING_S
from desktop.ui.desk.desk_windows import DeskWindows
from desktop.ui.theme.theme import Theme
from tests.rigs.desk.desk_room import RecordingView, Room
from tests.rigs.desk.noted_services import noted_services
from tests.rigs.desk.window_end import let_go
from tests.samples.receptions import COMMUNE

LAYOUT_ROUNDS = 6
"""A new size of one widget makes others ask for room; after so many rounds all lie still."""


class WatchedDesk:
    """A room whose view is real. commands: what services and the system were told."""

    def __init__(
        self,
        theme: Theme,
        *,
        own_site_id: SiteId = COMMUNE,
        role: Role = Role.ROOM_OFFICER,
        second_display: SecondDisplay = SecondDisplay.AUTO,
    ) -> None:
        self.room = Room(own_site_id=own_site_id, role=role)
        self.commands: list[str] = []
        self.windows = DeskWindows(
            theme=theme,
            read_frame=self.room.fake.media.read_frame,
            clock=self.room.clock,
            second_display=second_display,
        )
        self.room.desk = DeskPresenter(
            services=noted_services(self.room.fake.services, self.commands),
            clock=self.room.clock,
            facts=self.room.facts,
            view=self.windows,
        )
        self.windows.bind(self.room.desk)
        self.windows.second_room_asked.connect(self._note_second_room)
        self.windows.closed.connect(self._note_end)
        self.windows.restart_asked.connect(self._note_restart)
        self.windows.chair.place_changed.connect(self._note_display)
        self.windows.show()
        self.windows.main.activateWindow()
        QCoreApplication.processEvents()  # the keyboard is here from now on

    def buttons(self) -> dict[str, QAbstractButton]:
        """Every button that can be pressed now, by its name."""
        found = (
            one
            for window in (self.windows.main, self.windows.chair)
            for one in window.findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled()
        )
        return {one.objectName() or f"nameless in {_path(one)}": one for one in found}

    def press(self, button: QAbstractButton) -> bool:
        """Press it; whether something came of it.

        A service was told something, or the windows show something else: another text, another
        widget, another place, the keyboard elsewhere. What a presenter drew and nobody sees does
        not count.
        A button that is chosen already, and stays so, says where one is: that is enough. A grey
        one only tells why nothing is done: what was told before has passed then.
        """
        if button.property("grey") == "true":
            self._let_messages_pass()
        self.room.deliver()
        before = self._picture()
        self.commands.clear()
        was_chosen = button.isChecked()
        button.click()
        self.room.deliver()
        has_effect = bool(self.commands) or self._picture() != before
        if not has_effect:
            has_effect = was_chosen and button.isChecked()
        self._shut_dialogs()
        return has_effect

    def is_still(self) -> bool:
        """Whether nothing changes while nobody presses anything."""
        self.room.deliver()
        before = self._picture()
        self.commands.clear()
        self.room.deliver()
        return not self.commands and self._picture() == before

    def end(self) -> None:
        """The windows are gone."""
        if self.room.desk.session is not None:
            self.room.desk.session.leave()
        let_go(self.windows)

    def _let_messages_pass(self) -> None:
        self.room.clock.advance(PASSING_S)
        self.room.record()
        self.room.desk.on_tick()

    def _picture(self) -> set[tuple[object, ...]]:
        for _ in range(LAYOUT_ROUNDS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        seen: set[tuple[object, ...]] = set()
        for one in _all_widgets():
            if one.isVisible():
                text = one.text() if isinstance(one, QLabel | QAbstractButton) else ""
                seen.add((_identity(one), text, one.accessibleName(), one.geometry().getRect()))
                if isinstance(one, QAbstractButton) and _is_field(one):
                    seen.add(("checked", _identity(one), one.isChecked()))
                if one.isWindow():
                    seen.add(("focus", _identity(one), _identity(one.focusWidget())))
        return seen

    def _note_second_room(self) -> None:
        self.commands.append("program.open_second_room")

    def _note_end(self) -> None:
        self.commands.append("program.end")

    def _note_restart(self) -> None:
        self.commands.append("program.restart")

    def _note_display(self, place: str) -> None:
        self.commands.append(f"display.{place}")

    def _shut_dialogs(self) -> None:
        for one in QApplication.topLevelWidgets():
            if one.isVisible() and one not in (self.windows.main, self.windows.chair):
                one.close()


def _all_widgets() -> list[QWidget]:
    """Every widget there is. Nothing is collected meanwhile: a widget must not go from the list."""
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        return QApplication.allWidgets()
    finally:
        if is_collecting:
            gc.enable()


def _is_field(button: QAbstractButton) -> bool:
    """Whether it is a field of a form: being chosen is what a person entered."""
    return isinstance(button, QCheckBox | QRadioButton) or button.group() is not None


def _identity(widget: QWidget | None) -> int:
    """Of the widget itself: Python makes and drops objects for it as it likes."""
    return 0 if widget is None else int(getCppPointer(widget)[0])


def messages_of(view: RecordingView) -> list[Message]:
    """Every message with a button that was drawn so far."""
    drawn = (
        state for states in vars(view).values() if isinstance(states, list) for state in states
    )
    return [one for state in drawn for one in _messages(state) if one.action is not None]


def _messages(state: object) -> list[Message]:
    if isinstance(state, Message):
        return [state]
    if isinstance(state, tuple):
        return [one for part in state for one in _messages(part)]
    if is_dataclass(state):
        return [one for field in fields(state) for one in _messages(getattr(state, field.name))]
    return []


def _path(widget: QWidget) -> str:
    names = []
    parent: QWidget | None = widget
    while parent is not None:
        names.append(parent.objectName() or type(parent).__name__)
        parent = parent.parentWidget()
    return " in ".join(names[1:4])
