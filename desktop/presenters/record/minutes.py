"""Minutes: typing, keeping, showing, correcting, settling; the editor's text is never rewritten."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from desktop.domain.access.rights import Right
from desktop.domain.casework.events import ConclusionsChanged
from desktop.domain.conduct.events import LiveSessionChanged, OpenLineChanged
from desktop.domain.conduct.live_session import OpenLine
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import MinuteLineId, SiteId, new_id
from desktop.domain.record.events import MinutesChanged, MinutesExported
from desktop.domain.record.minutes import LineVersion, MinuteLine, MinuteLineKind
from desktop.presenters.live.resume_point import RememberedLine, recall_line, remember_line
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.session_facts import SessionFacts
from desktop.presenters.record.autosave import Autosave, SaveFailure
from desktop.presenters.record.draft_line import DraftLine
from desktop.presenters.record.live_typing import LiveTyping, OthersTyping
from desktop.presenters.record.minutes_export import MinutesExport
from desktop.presenters.record.minutes_panel import MinutesView, build_minutes_panel
from desktop.presenters.record.minutes_rows import LinesPart, LinesView, MinuteRows
from desktop.presenters.record.minutes_state import MinutesPanel
from desktop.presenters.record.writing_rights import WritingRights
from desktop.presenters.view.message import Message, MessageAction, Tone, failure_message
from desktop.presenters.view.message_board import MessageBoard
from desktop.presenters.view.message_code import MessageCode


class MinutesPresenter:
    """The minutes of one session. `on_changed` asks the owner to draw."""

    def __init__(self, *, entry: SessionEntry, on_changed: Callable[[], None]) -> None:
        services, clock, context = entry.services, entry.clock, entry.context
        self._minutes = services.minutes
        self._conclusions = services.conclusions
        self._memory = services.memory
        self._clock = clock
        self._context = context
        self._facts = entry.facts
        self._rights = WritingRights(entry=entry)
        self._on_changed = on_changed
        self._keeper = Autosave(
            minutes=services.minutes, session_id=context.session_id, clock=clock
        )
        self._hints = LiveTyping(channel=services.channel, clock=clock)
        self._others = OthersTyping(own_site_id=context.own_site_id, facts=entry.facts)
        self._export = MinutesExport(services=services)
        self._board = MessageBoard(clock=clock)
        self._speakers = context.speakers()
        self._line = DraftLine(
            line_id=MinuteLineId(new_id()),
            speaker=context.speaker_label(context.plan.central_site_id),
        )
        self._load_number = 1
        self._were_lines_fixed = False
        self._floor_of: tuple[SiteId | None, str] = (None, "")
        self._next_speaker: str | None = None
        self._lines: tuple[MinuteLine, ...] = ()
        self._concluded: frozenset[MinuteLineId] = frozenset()
        self._rows = MinuteRows()
        self._drawn: tuple[MinutesView, MinutesPanel] | None = None

    def start(self) -> None:
        """Take up the line that stood in the editor when the program was killed."""
        self._look()
        self._were_lines_fixed = self._facts.are_lines_fixed
        line_id = recall_line(self._memory, self._context.session_id)
        line = self._stored(line_id) if line_id else None
        if line is None or not self._rights.may_edit(line):
            return
        self._load(line, is_correction=False)
        self._board.tell(Message(code=MessageCode.RESTORED, tone=Tone.INFO, data={"at": line.at}))

    # ---- what the officer does -------------------------------------------------------------

    def edit_text(self, text: str) -> None:
        """The editor's whole text after a change (only ever read, never written back)."""
        if text == self._line.text or not self._rights.can_write:
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
        if not self._rights.can_write:
            return
        self._next_speaker = None
        self._line.speaker = speaker
        self._touch()

    def choose_kind(self, kind: MinuteLineKind) -> None:
        """What the open line is: a statement, a question, a directive."""
        if not self._rights.can_write:
            return
        self._line.kind = kind
        self._touch()

    def correct_line(self, line_id: MinuteLineId) -> None:
        """Put a line of this site into the editor; the present one is kept first."""
        line = self._stored(line_id)
        if line is None or line_id == self._line.line_id or not self._rights.may_edit(line):
            return
        self._finish_line()
        self._load(line, is_correction=True)
        self._on_changed()

    def note_technical(self, text: str, line_id: MinuteLineId | None = None) -> None:
        """A line of its own beside the one in the editor, by who sits here, at the city's time.

        line_id: of a line that is written once; None: a new one.
        """
        if line_id is not None and self._stored(line_id) is not None:
            return
        self._keeper.give(
            MinuteLine(
                id=line_id or MinuteLineId(new_id()),
                session_id=self._context.session_id,
                owner_site_id=self._context.own_site_id,
                at=self._facts.city_now(),
                speaker=self._context.officer.display_name,
                kind=MinuteLineKind.TECHNICAL,
                text=text,
                written_by=_writer(self._context, self._facts),
            )
        )
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
        if not self._context.may(Right.EXPORT_MINUTES) or self._export.under_way is not None:
            return
        self.flush()
        self._export.begin(self._context.session_id, path)
        self._on_changed()

    def tell(self, message: Message | None) -> None:
        """What there is to say beside the lines; the officer may put it away."""
        if message is not None:
            self._board.tell(replace(message, action=MessageAction.DISMISS))

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
            case ConclusionsChanged():
                self._look()
            case MinutesExported() | ActionFailed(action="export"):
                self.tell(self._export.outcome(event, self._context.session_id))
            case OpenLineChanged(line=line):
                self._others.take(line)
            case LiveSessionChanged():
                self._follow_signing()
                self._follow_floor()
            case ActionFailed(action="save_line"):
                self._keeper.on_failed(SaveFailure(code=event.code, data=event.data))
            case ActionFailed(action="settle_conflict"):
                self.tell(failure_message(event))
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
            editor=self._line.editor(self._load_number),
            is_dirty=self._line.is_dirty,
            speakers=self._speakers,
            live=self._others.lines(),
            saved_at=self._keeper.saved_at,
            failure=self._keeper.failure,
            can_write=self._rights.can_write,
            is_consulting=self._rights.is_consulting,
            is_final=self._facts.is_signed,
            fixed=self._rights.fixed,
            is_exporting=self._export.under_way is not None,
            exported_path=self._export.path,
            messages=self._board.messages(),
        )
        if self._drawn is None or self._drawn[0] != view:
            self._drawn = (view, build_minutes_panel(view))
        return self._drawn[1]

    # ---- inside ----------------------------------------------------------------------------

    def _look(self) -> None:
        session_id = self._context.session_id
        self._lines = self._minutes.lines(session_id)
        items = (one.item for one in self._conclusions.of_session(session_id))
        self._concluded = frozenset(one.line_id for one in items if not one.is_struck)

    def _part(self, waiting: tuple[MinuteLine, ...]) -> LinesPart:
        return self._rows.part(
            LinesView(
                context=self._context,
                lines=self._lines,
                waiting=waiting,
                open_line_id=self._line.line_id,
                can_edit=self._rights.can_edit,
                concluded=self._concluded,
                frozen_at=self._rights.frozen_at,
            )
        )

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
                    written_by=_writer(self._context, self._facts),
                )
            )

    def _show_hint(self, at: datetime) -> None:
        self._hints.show(
            OpenLine(
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
        self._line = DraftLine(line_id=MinuteLineId(new_id()), speaker=speaker)
        self._load_number += 1
        remember_line(self._memory, None)

    def _load(self, line: MinuteLine, *, is_correction: bool) -> None:
        own = line.conflict or line.version
        self._line = DraftLine(
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
        called = "" if site_id is None else self._facts.called(site_id)
        if (site_id, called) == self._floor_of:
            return
        self._floor_of = (site_id, called)
        if site_id is None:
            return
        speaker = self._context.speaker_label(site_id, called)
        if self._line.is_blank and self._line.at is None:
            self._line.speaker = speaker
        else:
            self._next_speaker = speaker


def _writer(context: SessionContext, facts: SessionFacts) -> str:
    """Where two may sit; a city that lets only one sit refuses to be told."""
    can_be_two = facts.live is not None and facts.live.companions is not None
    return context.officer.display_name if can_be_two else ""
