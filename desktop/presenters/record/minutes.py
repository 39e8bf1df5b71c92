"""Minutes: typing, keeping, showing, correcting, settling; the editor's text is never rewritten."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop.domain.clock import Clock
from desktop.domain.enums import MinuteLineKind, Viewing
from desktop.domain.events import (
    ActionFailed,
    Event,
    LiveSessionChanged,
    MinutesChanged,
    MinutesExported,
    OpenLineChanged,
)
from desktop.domain.ids import MinuteLineId, SiteId, new_id
from desktop.domain.minutes import LineVersion, MinuteLine
from desktop.domain.rights import Right
from desktop.domain.roster import OpenLine as Hint
from desktop.presenters.board import MessageBoard
from desktop.presenters.desk_memory import (
    RememberedLine,
    recall_line,
    remember_line,
)
from desktop.presenters.hint import HintSender
from desktop.presenters.line_keeper import LineKeeper, SaveFailure
from desktop.presenters.message import Message, MessageAction, MessageCode, Tone
from desktop.presenters.minute_rows import LinesPart, LinesView, MinuteRows
from desktop.presenters.minutes_panel import MinutesView, build_minutes_panel
from desktop.presenters.minutes_state import Editor, MinutesPanel
from desktop.presenters.open_line import OpenLine
from desktop.presenters.services import Services
from desktop.presenters.session_context import SessionContext
from desktop.presenters.session_facts import SessionFacts


class MinutesPresenter:
    """The minutes of one session. `on_changed` asks the owner to draw."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        context: SessionContext,
        facts: SessionFacts,
        on_changed: Callable[[], None],
    ) -> None:
        self._minutes = services.minutes
        self._views = services.views
        self._memory = services.memory
        self._clock = clock
        self._context = context
        self._facts = facts
        self._on_changed = on_changed
        self._keeper = LineKeeper(
            minutes=services.minutes, session_id=context.session_id, clock=clock
        )
        self._hints = HintSender(channel=services.channel, clock=clock)
        self._board = MessageBoard(clock=clock)
        self._speakers = context.speakers()
        self._line = OpenLine(
            line_id=MinuteLineId(new_id()),
            speaker=context.speaker_label(context.plan.central_site_id),
        )
        self._load_number = 1
        self._were_lines_fixed = False
        self._floor_site_id: SiteId | None = None
        self._next_speaker: str | None = None
        self._live: dict[SiteId, Hint] = {}
        self._is_exporting = False
        self._exported_path: Path | None = None
        self._lines: tuple[MinuteLine, ...] = ()
        self._rows = MinuteRows()
        self._drawn: tuple[MinutesView, MinutesPanel] | None = None

    def start(self) -> None:
        """Take up the line that stood in the editor when the program was killed."""
        self._look()
        self._were_lines_fixed = self._facts.are_lines_fixed
        line_id = recall_line(self._memory, self._context.session_id)
        line = self._stored(line_id) if line_id else None
        if line is None or not self._may_edit(line):
            return
        self._load(line, is_correction=False)
        self._board.tell(Message(code=MessageCode.RESTORED, tone=Tone.INFO, data={"at": line.at}))

    # ---- what the officer does -------------------------------------------------------------

    def edit_text(self, text: str) -> None:
        """The editor's whole text after a change (only ever read, never written back)."""
        if text == self._line.text or not self._can_write():
            return
        self._line.text = text
        if self._line.at is None and not self._line.is_blank:
            self._begin_line()
        self._touch()

    def new_line(self) -> None:
        """Enter: keep this line, begin another with the current speaker."""
        if self._line.is_blank and not self._line.is_correction:
            return
        self._next_line()
        self._on_changed()

    def change_speaker(self, *, steps: int = 1) -> None:
        """Tab, Shift+Tab: the next or the previous speaker of the list."""
        if self._line.speaker in self._speakers:
            place = (self._speakers.index(self._line.speaker) + steps) % len(self._speakers)
        else:
            place = 0
        self.choose_speaker(self._speakers[place])

    def choose_speaker(self, speaker: str) -> None:
        """This person says the open line."""
        if not self._can_write():
            return
        self._next_speaker = None
        self._line.speaker = speaker
        self._touch()

    def choose_kind(self, kind: MinuteLineKind) -> None:
        """What the open line is: a statement, a question, a directive."""
        if not self._can_write():
            return
        self._line.kind = kind
        self._touch()

    def correct_line(self, line_id: MinuteLineId) -> None:
        """Put a line of this site into the editor; the present one is kept first."""
        line = self._stored(line_id)
        if line is None or line_id == self._line.line_id or not self._may_edit(line):
            return
        self._finish_line()
        self._load(line, is_correction=True)
        self._on_changed()

    def settle_conflict(self, line_id: MinuteLineId, version: LineVersion) -> None:
        """A person chose which of two versions stands."""
        if self._facts.are_lines_fixed:
            return
        self._keeper.let_go(line_id)
        if line_id == self._line.line_id:
            # The editor must not write the losing version back over the decision.
            self._line.take(version)
            self._load_number += 1
        self._minutes.settle_conflict(line_id, version)
        self._on_changed()

    def export(self, path: Path) -> None:
        """Xuất biên bản, after everything typed is given to the store."""
        if not self._context.may(Right.EXPORT_MINUTES) or self._is_exporting:
            return
        self.flush()
        self._is_exporting = True
        self._views.note(self._context.session_id, Viewing.MINUTES_EXPORT)
        self._minutes.export(self._context.session_id, path)
        self._on_changed()

    def dismiss(self, code: str) -> None:
        """The officer has read a message."""
        self._board.withdraw(code)
        self._on_changed()

    def flush(self) -> None:
        """Give everything typed to the store now."""
        if self._line.is_dirty:
            self._save()

    def leave(self) -> None:
        """The officer leaves the session on purpose."""
        self._finish_line()
        remember_line(self._memory, None)

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact; the facts of the session know it already."""
        match event:
            case MinutesChanged(session_id=session_id) if session_id == self._context.session_id:
                self._keeper.on_changed()
                self._look()
            case MinutesExported(session_id=session_id) if session_id == self._context.session_id:
                self._on_exported(event)
            case OpenLineChanged(line=line):
                self._on_hint(line)
            case LiveSessionChanged():
                self._follow_signing()
                self._follow_floor()
            case ActionFailed(action="save_line"):
                self._keeper.on_failed(SaveFailure(code=event.code, data=event.data))
            case ActionFailed(action="export" | "settle_conflict"):
                self._on_failed(event)
            case _:
                pass

    def on_tick(self) -> None:
        """Keep and show what is due; call it every 100 to 250 ms."""
        if self._line.is_save_due(self._clock.monotonic()):
            self._save()
        self._hints.on_tick()
        self._keeper.on_tick()

    def panel(self) -> MinutesPanel:
        """What the panel draws now."""
        waiting = self._keeper.waiting_lines()
        view = MinutesView(
            context=self._context,
            part=self._part(waiting),
            is_waiting=bool(waiting),
            editor=self._editor(),
            is_dirty=self._line.is_dirty,
            speakers=self._speakers,
            live=tuple(
                hint
                for site_id, hint in self._live.items()
                if (seat := self._facts.seat(site_id)) is not None and seat.is_connected
            ),
            saved_at=self._keeper.saved_at,
            failure=self._keeper.failure,
            can_write=self._can_write(),
            fixed=self._fixed(),
            is_exporting=self._is_exporting,
            exported_path=self._exported_path,
            messages=self._board.messages(),
        )
        if self._drawn is None or self._drawn[0] != view:
            self._drawn = (view, build_minutes_panel(view))
        return self._drawn[1]

    # ---- inside ----------------------------------------------------------------------------

    def _look(self) -> None:
        self._lines = self._minutes.lines(self._context.session_id)

    def _part(self, waiting: tuple[MinuteLine, ...]) -> LinesPart:
        return self._rows.part(
            LinesView(
                context=self._context,
                lines=self._lines,
                waiting=waiting,
                open_line_id=self._line.line_id,
                can_edit=self._can_edit(),
            )
        )

    def _editor(self) -> Editor:
        line = self._line
        return Editor(
            load_number=self._load_number,
            line_id=line.line_id,
            text=line.text,
            at=line.at,
            speaker=line.speaker,
            kind=line.kind,
            is_correction=line.is_correction,
        )

    def _can_write(self) -> bool:
        is_ended = self._facts.is_over or self._facts.is_signed
        return self._context.may(Right.WRITE_MINUTES) and not is_ended

    def _can_edit(self) -> bool:
        return self._can_write() and not self._facts.are_lines_fixed

    def _may_edit(self, line: MinuteLine) -> bool:
        return line.owner_site_id == self._context.own_site_id and self._can_edit()

    def _fixed(self) -> MessageCode | None:
        if not (self._facts.are_lines_fixed and self._context.may(Right.WRITE_MINUTES)):
            return None
        return MessageCode.MINUTES_SIGNED if self._facts.is_signed else MessageCode.MINUTES_FIXED

    def _begin_line(self) -> None:
        self._line.at = self._facts.city_now()
        remember_line(
            self._memory,
            RememberedLine(session_id=self._context.session_id, line_id=self._line.line_id),
        )

    def _touch(self) -> None:
        at = self._line.at
        if at is not None:
            self._line.touch(self._clock.monotonic())
            self._show_hint(at)
            if self._line.is_save_due(self._clock.monotonic()):
                self._save()
        self._on_changed()

    def _save(self) -> None:
        self._line.dirty_since_s = None
        at = self._line.at or self._facts.city_now()
        for line_id, text in self._line.parts():
            self._keeper.give(
                MinuteLine(
                    id=line_id,
                    session_id=self._context.session_id,
                    owner_site_id=self._context.own_site_id,
                    at=at,
                    speaker=self._line.speaker,
                    kind=self._line.kind,
                    text=text,
                )
            )

    def _show_hint(self, at: datetime) -> None:
        self._hints.show(
            Hint(
                line_id=self._line.line_id,
                site_id=self._context.own_site_id,
                speaker=self._line.speaker,
                text=self._line.parts()[0][1],
                at=at,
            )
        )

    def _finish_line(self) -> None:
        self.flush()
        self._hints.finish()

    def _next_line(self) -> None:
        self._finish_line()
        speaker = self._next_speaker or self._line.speaker
        self._line = OpenLine(line_id=MinuteLineId(new_id()), speaker=speaker)
        self._load_number += 1
        remember_line(self._memory, None)

    def _load(self, line: MinuteLine, *, is_correction: bool) -> None:
        own = line.conflict or line.version
        self._line = OpenLine(
            line_id=line.id,
            speaker=own.speaker,
            kind=own.kind,
            text=own.text,
            at=line.at,
            is_correction=is_correction,
        )
        self._load_number += 1
        remember_line(
            self._memory,
            RememberedLine(session_id=self._context.session_id, line_id=line.id),
        )

    def _stored(self, line_id: MinuteLineId) -> MinuteLine | None:
        return next((line for line in self._lines if line.id == line_id), None)

    def _follow_signing(self) -> None:
        """What stands in the editor when the signing begins is kept, and stays as it is."""
        were_fixed, self._were_lines_fixed = self._were_lines_fixed, self._facts.are_lines_fixed
        if self._facts.are_lines_fixed and not were_fixed and self._line.at is not None:
            self._next_line()

    def _follow_floor(self) -> None:
        site_id = self._facts.speaking_site_id
        if site_id == self._floor_site_id:
            return
        self._floor_site_id = site_id
        if site_id is None:
            return
        speaker = self._context.speaker_label(site_id)
        if self._line.is_blank and self._line.at is None:
            self._line.speaker = speaker
        else:
            self._next_speaker = speaker

    def _on_hint(self, hint: Hint) -> None:
        if hint.site_id == self._context.own_site_id:
            return
        if hint.text:
            self._live[hint.site_id] = hint
        else:
            self._live.pop(hint.site_id, None)

    def _on_exported(self, event: MinutesExported) -> None:
        self._is_exporting = False
        self._exported_path = event.path
        self._board.tell(
            Message(
                code=MessageCode.MINUTES_EXPORTED,
                tone=Tone.OK,
                data={"name": event.path.name},
                action=MessageAction.DISMISS,
            )
        )

    def _on_failed(self, event: ActionFailed) -> None:
        if event.action == "export":
            self._is_exporting = False
        self._board.tell(
            Message(
                code=event.code,
                tone=Tone.DANGER,
                data=dict(event.data),
                action=MessageAction.DISMISS,
            )
        )
