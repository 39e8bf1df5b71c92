"""Builds the minutes panel: pure, from rows, the open line and what is known of the saves."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.access.rights import Right
from desktop.domain.conduct.live_session import OpenLine
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.record.autosave import SaveFailure
from desktop.presenters.record.minutes_rows import LinesPart
from desktop.presenters.record.minutes_state import Editor, Kept, LiveRow, MinutesPanel
from desktop.presenters.view.message import Message, MessageAction, Tone
from desktop.presenters.view.message_code import MessageCode

_OF_A_LINE = {"B-301": MessageCode.LINE_NOT_KEPT}
"""A line that was refused on a full disk is not even in the reserve: nothing may say it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesView:
    """Everything the panel is built from; equal views give equal panels.

    is_waiting: a line was given to the store and is not yet on disk. saved_at: the commit of the
    newest save since the officer entered; before it the store says what it knows. fixed: why lines
    that are there cannot be changed, None while they can.
    """

    context: SessionContext
    part: LinesPart
    is_waiting: bool
    editor: Editor
    is_dirty: bool
    speakers: tuple[str, ...]
    live: tuple[OpenLine, ...]
    saved_at: datetime | None
    failure: SaveFailure | None
    can_write: bool
    is_consulting: bool
    is_final: bool
    fixed: MessageCode | None
    is_exporting: bool
    exported_path: Path | None
    messages: tuple[Message, ...]


def build_minutes_panel(view: MinutesView) -> MinutesPanel:
    """What the panel draws."""
    part = view.part
    return MinutesPanel(
        rows=part.rows,
        live_rows=_live_rows(view),
        editor=view.editor,
        speakers=view.speakers,
        kept=_kept(view),
        saved_at=view.saved_at or part.saved_at,
        counts=part.counts,
        waiting_lines=part.own_storage.count(RecordStorage.HERE),
        refused_lines=part.own_storage.count(RecordStorage.REFUSED),
        conflicts=part.conflicts,
        can_write=view.can_write,
        is_consulting=view.is_consulting,
        is_final=view.is_final,
        can_export=view.context.may(Right.EXPORT_MINUTES) and bool(part.rows),
        is_exporting=view.is_exporting,
        exported_path=view.exported_path,
        message=_message(view),
    )


def _live_rows(view: MinutesView) -> tuple[LiveRow, ...]:
    """Lines being typed elsewhere, unless their very text has arrived as a stored line."""
    hints = sorted(view.live, key=lambda one: (one.at, one.site_id))
    stored = {(row.line_id, row.text) for row in view.part.rows} if hints else set()
    return tuple(
        LiveRow(
            line_id=hint.line_id,
            at=hint.at,
            speaker=hint.speaker,
            site_name=view.context.site_name(hint.site_id),
            text=hint.text,
        )
        for hint in hints
        if (hint.line_id, hint.text) not in stored
    )


def _kept(view: MinutesView) -> Kept:
    if view.failure is not None:
        return Kept.FAILED
    if view.is_dirty or view.is_waiting:
        return Kept.TYPING
    if not view.part.own_storage:
        return Kept.NOTHING
    is_all_sent = set(view.part.own_storage) == {RecordStorage.CITY}
    return Kept.CITY if is_all_sent else Kept.HERE


def _message(view: MinutesView) -> Message | None:
    """The gravest thing to say: a failed save, a conflict, news, or how to begin."""
    if view.failure is not None:
        code = _OF_A_LINE.get(view.failure.code, view.failure.code)
        return Message(code=code, tone=Tone.DANGER, data=dict(view.failure.data))
    conflicts = view.part.conflicts
    if conflicts:
        return Message(
            code=MessageCode.CONFLICT_SIGNED if view.fixed else MessageCode.CONFLICT,
            tone=Tone.WARN,
            data={
                "number": conflicts[0].number,
                "count": len(conflicts),
                "line_id": conflicts[0].line_id,
            },
            action=MessageAction.SETTLE_CONFLICTS,
        )
    if view.messages:
        return view.messages[0]
    if view.fixed is not None:
        return Message(code=view.fixed, tone=Tone.INFO)
    if not view.part.rows and not view.editor.text.strip():
        return Message(code=MessageCode.MINUTES_EMPTY, tone=Tone.INFO)
    return None
