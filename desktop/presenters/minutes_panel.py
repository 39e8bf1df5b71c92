"""Builds the minutes panel: pure, from lines, the open line and what is known of the saves."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.domain.ids import MinuteLineId
from desktop.domain.minutes import LineStorage, MinuteLine, count_by_site, in_order
from desktop.domain.rights import Right
from desktop.domain.roster import OpenLine as Hint
from desktop.presenters.line_keeper import SaveFailure
from desktop.presenters.message import Message, MessageAction, MessageCode, Tone
from desktop.presenters.minutes_state import (
    ConflictRow,
    Editor,
    Kept,
    LiveRow,
    MinuteRow,
    MinutesPanel,
    SiteCount,
)
from desktop.presenters.session_context import SessionContext


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesView:
    """Everything the panel is built from; equal views give equal panels.

    waiting: lines given to the store, not yet on disk.
    """

    context: SessionContext
    lines: tuple[MinuteLine, ...]
    waiting: tuple[MinuteLine, ...]
    editor: Editor
    is_dirty: bool
    speakers: tuple[str, ...]
    live: tuple[Hint, ...]
    saved_at: datetime | None
    failure: SaveFailure | None
    can_write: bool
    is_exporting: bool
    exported_path: Path | None
    messages: tuple[Message, ...]


def build_minutes_panel(view: MinutesView) -> MinutesPanel:
    """What the panel draws."""
    lines = _with_waiting(view.lines, view.waiting)
    shown = [line for line in lines if line.text or line.conflict_text is not None]
    numbers = {line.id: number for number, line in enumerate(shown, start=1)}
    own = [line for line in shown if line.owner_site_id == view.context.own_site_id]
    conflicts = _conflicts(view, shown, numbers)
    return MinutesPanel(
        rows=tuple(_row(view, line, numbers[line.id]) for line in shown),
        live_rows=_live_rows(view, shown),
        editor=view.editor,
        speakers=view.speakers,
        kept=_kept(view, own),
        saved_at=view.saved_at,
        counts=_counts(view, shown),
        waiting_lines=sum(line.storage is LineStorage.HERE for line in own),
        refused_lines=sum(line.storage is LineStorage.REFUSED for line in own),
        conflicts=conflicts,
        can_write=view.can_write,
        can_export=view.context.may(Right.EXPORT_MINUTES) and bool(shown),
        is_exporting=view.is_exporting,
        exported_path=view.exported_path,
        message=_message(view, is_empty=not shown, conflicts=conflicts),
    )


def _with_waiting(
    lines: tuple[MinuteLine, ...], waiting: tuple[MinuteLine, ...]
) -> tuple[MinuteLine, ...]:
    """The newest text stays in sight while its save is under way or has failed."""
    newest = {line.id: line for line in lines}
    for line in waiting:
        stored = newest.get(line.id, line)
        newest[line.id] = replace(
            stored,
            text=line.text,
            speaker=line.speaker,
            kind=line.kind,
            storage=LineStorage.HERE,
        )
    return in_order(newest.values())


def _row(view: MinutesView, line: MinuteLine, number: int) -> MinuteRow:
    is_own = line.owner_site_id == view.context.own_site_id
    return MinuteRow(
        line_id=line.id,
        number=number,
        at=line.at,
        speaker=line.speaker,
        kind=line.kind,
        text=line.text,
        site_name=view.context.site_name(line.owner_site_id),
        is_own=is_own,
        is_open=line.id == view.editor.line_id,
        can_edit=is_own and view.can_write,
        storage=line.storage,
        has_conflict=line.conflict_text is not None,
    )


def _live_rows(view: MinutesView, shown: list[MinuteLine]) -> tuple[LiveRow, ...]:
    """Lines being typed elsewhere, unless their very text has arrived as a stored line."""
    stored = {(line.id, line.text) for line in shown}
    return tuple(
        LiveRow(
            line_id=hint.line_id,
            at=hint.at,
            speaker=hint.speaker,
            site_name=view.context.site_name(hint.site_id),
            text=hint.text,
        )
        for hint in sorted(view.live, key=lambda one: (one.at, one.site_id))
        if (hint.line_id, hint.text) not in stored
    )


def _kept(view: MinutesView, own: list[MinuteLine]) -> Kept:
    if view.failure is not None:
        return Kept.FAILED
    if view.is_dirty or view.waiting:
        return Kept.TYPING
    if not own:
        return Kept.NOTHING
    is_all_sent = all(line.storage is LineStorage.CITY for line in own)
    return Kept.CITY if is_all_sent else Kept.HERE


def _counts(view: MinutesView, shown: list[MinuteLine]) -> tuple[SiteCount, ...]:
    counts = count_by_site(shown)
    own_id = view.context.own_site_id
    others = [site_id for site_id in view.context.plan.site_ids if site_id != own_id]
    return tuple(
        SiteCount(
            site_id=site_id,
            site_name=view.context.site_name(site_id),
            is_own=site_id == own_id,
            lines=counts.get(site_id, 0),
        )
        for site_id in (own_id, *others)
        if site_id == own_id or site_id in counts
    )


def _conflicts(
    view: MinutesView, shown: list[MinuteLine], numbers: dict[MinuteLineId, int]
) -> tuple[ConflictRow, ...]:
    return tuple(
        ConflictRow(
            line_id=line.id,
            number=numbers[line.id],
            at=line.at,
            speaker=line.speaker,
            site_name=view.context.site_name(line.owner_site_id),
            present_text=line.text,
            other_text=line.conflict_text,
            can_settle=view.can_write and line.owner_site_id == view.context.own_site_id,
        )
        for line in shown
        if line.conflict_text is not None
    )


def _message(
    view: MinutesView, *, is_empty: bool, conflicts: tuple[ConflictRow, ...]
) -> Message | None:
    """The gravest thing to say: a failed save, a conflict, news, or how to begin."""
    if view.failure is not None:
        return Message(code=view.failure.code, tone=Tone.DANGER, data=dict(view.failure.data))
    if conflicts:
        return Message(
            code=MessageCode.CONFLICT,
            tone=Tone.WARN,
            data={"number": conflicts[0].number, "count": len(conflicts)},
            action=MessageAction.SETTLE_CONFLICTS,
        )
    if view.messages:
        return view.messages[0]
    if is_empty and not view.editor.text.strip():
        return Message(code=MessageCode.MINUTES_EMPTY, tone=Tone.INFO)
    return None
