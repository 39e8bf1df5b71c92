"""What the officer does in the minutes of a session, told to their presenter."""

from pathlib import Path

from PySide6.QtCore import QObject

from desktop.domain.clock import Clock
from desktop.domain.ids import MinuteLineId
from desktop.domain.record.minutes import LineVersion, MinuteLineKind
from desktop.domain.recording.chair_answer import ChairAnswer
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.record.minutes import MinutesPresenter
from desktop.ui.texts import formats
from desktop.ui.windows.main_window import MainWindow


class MinutesActions(QObject):
    """One named method per action; nothing happens while there is no session."""

    def __init__(
        self, *, desk: DeskPresenter, main: MainWindow, clock: Clock, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._main = main
        self._clock = clock

    def join(self) -> None:
        """The screen was built."""
        screen = self._main.session
        panel = screen.minutes
        panel.text_edited.connect(self.edit_text)
        panel.line_finished.connect(self.finish_line)
        panel.speaker_stepped.connect(self.step_speaker)
        panel.speaker_chosen.connect(self.choose_speaker)
        panel.kind_chosen.connect(self.choose_kind)
        panel.correction_asked.connect(self.correct_line)
        panel.dismissed.connect(self.dismiss)
        panel.reading.moved.connect(self.read_on)
        panel.reading.aloud_pressed.connect(self.read_aloud)
        panel.loss.answered.connect(self.answer_loss)
        screen.conflicts.settled.connect(self.settle_conflict)
        panel.foot.conclude_pressed.connect(self.conclude)
        screen.concluding.field_edited.connect(self.edit_task)
        screen.concluding.saved.connect(self.save_task)
        screen.concluding.closed.connect(self.close_task)
        screen.export_chosen.connect(self.export)

    @property
    def _minutes(self) -> MinutesPresenter | None:
        return None if self._desk.session is None else self._desk.session.minutes

    def edit_text(self, text: str) -> None:
        """A key in the editor."""
        if self._minutes is not None:
            self._minutes.edit_text(text)

    def answer_loss(self, answer: str) -> None:
        """What the chair chose: it is written, and the keyboard goes back to the minutes."""
        if self._desk.session is not None:
            self._desk.session.continuity.answer(ChairAnswer(answer))
            self._main.session.take_focus()

    def finish_line(self) -> None:
        """Enter in the editor."""
        if self._minutes is not None:
            self._minutes.new_line()

    def step_speaker(self, steps: int) -> None:
        """Tab in the editor."""
        if self._minutes is not None:
            self._minutes.change_speaker(steps=steps)

    def choose_speaker(self, speaker: str) -> None:
        """The list of speakers."""
        if self._minutes is not None:
            self._minutes.choose_speaker(speaker)

    def choose_kind(self, kind: str) -> None:
        """The list of kinds."""
        if self._minutes is not None:
            self._minutes.choose_kind(MinuteLineKind(kind))

    def correct_line(self, line_id: str) -> None:
        """The pencil of a line."""
        if self._minutes is not None:
            self._minutes.correct_line(MinuteLineId(line_id))
            self._main.session.minutes.focus_editor()

    def settle_conflict(self, line_id: str, version: LineVersion) -> None:
        """One of two versions was chosen."""
        if self._minutes is not None:
            self._minutes.settle_conflict(MinuteLineId(line_id), version)

    def read_on(self, steps: int) -> bool:
        """To the next line that is read back, or the one before; False: nothing is read back."""
        session = self._desk.session
        return session is not None and session.read_back.move(steps)

    def read_aloud(self) -> None:
        """Ctrl+O, or the button: the voice speaks the line that is read back, or ends."""
        if self._desk.session is not None:
            self._desk.session.read_back.press_aloud()

    def dismiss(self, code: str) -> None:
        """A message of the minutes was read."""
        if self._minutes is not None:
            self._minutes.dismiss(code)

    def export(self, path: str) -> None:
        """Where the file goes."""
        if self._minutes is not None:
            self._minutes.export(Path(path))

    def insert_time(self) -> None:
        """Ctrl+T."""
        if self._minutes is not None:
            self._main.session.minutes.insert_text(f"{formats.hour(self._clock.now())} ")

    def insert_phrase(self, number: int) -> None:
        """Ctrl+1 to Ctrl+9: a standard sentence, if there is one of this number."""
        session = self._desk.session
        phrases = () if session is None else session.context.phrases
        if number <= len(phrases):
            self._main.session.minutes.insert_text(f"{phrases[number - 1]} ")

    def conclude(self) -> None:
        """Ctrl+L, or the button: the line becomes a task of the conclusion."""
        if self._desk.session is not None:
            self._desk.session.concluding.conclude()

    def edit_task(self, key: str, text: str) -> None:
        """A key in the panel of the task."""
        if self._desk.session is not None:
            self._desk.session.concluding.writing.edit(key, text)

    def save_task(self) -> None:
        """The button of the panel."""
        if self._desk.session is not None:
            self._desk.session.concluding.writing.save()

    def close_task(self) -> None:
        """Esc in the panel: back to the minutes."""
        if self._desk.session is not None:
            self._desk.session.concluding.writing.close()
            self._main.session.take_focus()
