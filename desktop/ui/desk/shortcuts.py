"""The keys of the program (ux.md 1.3); no plain letter, digit or toggle of an input tool.

F13 and F14 stand on no keyboard: the two keys of a leader's pad send them.
"""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.domain.record.phrases import MAX_PHRASES
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.windows.main_window import MainWindow

KEYS: dict[str, tuple[str, ...]] = {
    "help": ("F1", "Ctrl+/"),
    "mark": ("F2",),
    "search": ("F3",),
    "microphone": ("F4",),
    "retry": ("F5",),
    "next_region": ("F6",),
    "previous_region": ("Shift+F6",),
    "floor": ("F7",),
    "cover": ("F8",),
    "hold": ("F9",),
    "pause_for_secret": ("F10",),
    "call_help": ("F11",),
    "pad_hand": ("F13",),
    "pad_break": ("F14",),
    "incident": ("Ctrl+I",),
    "next_step": ("F12",),
    "call_roll": ("Ctrl+R",),
    "call_agency": ("Ctrl+K",),
    "back": ("Esc",),
    "insert_time": ("Ctrl+T",),
    "conclude": ("Ctrl+L",),
    **{f"phrase_{number}": (f"Ctrl+{number}",) for number in range(1, MAX_PHRASES + 1)},
    "page_on": ("Ctrl+PgDown",),
    "page_back": ("Ctrl+PgUp",),
    "to_page": ("Ctrl+G",),
    "read_aloud": ("Ctrl+O",),
    "part_on": ("Ctrl+Shift+PgDown",),
    "part_back": ("Ctrl+Shift+PgUp",),
    "receive_papers": ("Ctrl+D",),
    "take_in": ("Ctrl+N",),
    "call_next": ("Ctrl+J",),
    "print": ("Ctrl+P",),
    "exit": ("Ctrl+Q",),
    "meeting_microphone": ("Ctrl+Shift+M",),
    "meeting_camera": ("Ctrl+Shift+O",),
    "meeting_hand": ("Ctrl+Shift+K",),
    "meeting_show": ("Ctrl+Shift+E",),
}
MEETING = "meeting_"
"""How names of keys begin that programs for meetings have too; IT may switch them off."""


class Shortcuts(QObject):
    """Turns keys into names.

    pressed(str): one of KEYS. A syllable under way is committed before the signal goes out.
    """

    pressed = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._keys: list[QShortcut] = []
        for name, keys in KEYS.items():
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), window)
                shortcut.setObjectName(f"key-{name}-{key}")
                shortcut.setProperty("action", name)
                shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(self._on_activated)
                self._keys.append(shortcut)

    def let_go(self) -> None:
        """Others listen to the keys of this window now."""
        for shortcut in self._keys:
            shortcut.setEnabled(False)  # at once: two of one key would both be dumb
            shortcut.deleteLater()
        self.deleteLater()

    def _on_activated(self) -> None:
        if self._window.built(Screen.SESSION) is not None:
            self._window.session.minutes.editor.finish_composing()
        self.pressed.emit(str(self.sender().property("action")))
