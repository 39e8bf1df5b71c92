"""▸KL: a line of the minutes becomes a task of the conclusion, filled in beside it."""

from collections.abc import Callable
from dataclasses import replace

from desktop.domain.casework.conclusions.conclusion import MAX_TASK, ConclusionItem, item_key
from desktop.domain.casework.conclusions.told_task import told_body, told_deadline
from desktop.domain.casework.events import ConclusionsChanged
from desktop.domain.directory.site import SiteRole
from desktop.domain.events import Event
from desktop.domain.ids import CaseId, ConclusionItemId, MinuteLineId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.record.minutes import MinuteLineKind
from desktop.domain.text import plain_line
from desktop.presenters.casework.conclusions.conclusion_writing import (
    ConclusionWriting,
    WritingGround,
)
from desktop.presenters.casework.conclusions.conclusions_state import ConclusionPanel, ItemAct
from desktop.presenters.casework.conclusions.task_code import TaskCode
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.record.minutes import MinutesPresenter
from desktop.presenters.record.writing_rights import WritingRights
from desktop.presenters.view.message import Message, Tone


class ConcludingPresenter:
    """One for each entry into a session. writing: the panel. tell: over the pictures."""

    def __init__(
        self,
        *,
        entry: SessionEntry,
        minutes: MinutesPresenter,
        on_changed: Callable[[], None],
        tell: Callable[[Message], None],
    ) -> None:
        self._conclusions = entry.services.conclusions
        self._clock = entry.clock
        self._context = entry.context
        self._minutes = minutes
        self._rights = WritingRights(entry=entry)
        self._on_changed = on_changed
        self._tell = tell
        self._awaited: ConclusionItemId | None = None
        self.writing = ConclusionWriting(
            WritingGround(
                services=entry.services,
                clock=entry.clock,
                days=lambda: entry.context.days,
                draw=on_changed,
                name=f"conclusion_draft:{entry.context.session_id}",
            )
        )

    # ---- what the officer does -------------------------------------------------------------

    def conclude(self) -> None:
        """Ctrl+L: of the line in the editor, or of the newest own line when nothing stands there.

        A line that is a task already is opened again.
        """
        case = self._context.case
        if case is None or not self.can_conclude or self.writing.act is not None:
            return
        line = self._taken_line()
        if line is None:
            self._minutes.tell(Message(code=TaskCode.NO_LINE, tone=Tone.INFO))
        else:
            line_id, text = line
            if self._conclusions.of_line(line_id) is None:
                self._conclusions.save(self._item(case.id, line_id, text))
            self._awaited = item_key(line_id)
            self._open_awaited()
        self._on_changed()

    def leave(self) -> None:
        """Rời buổi: a draft is kept as far as it goes."""
        self.writing.close()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        if isinstance(event, ConclusionsChanged):
            self._open_awaited()
            self.writing.take_changes()
            self._pass_on()
        elif self.writing.take(event):
            self._pass_on()

    def on_tick(self) -> None:
        """What was typed is kept once the keys are still."""
        self.writing.on_tick()

    # ---- what is drawn ---------------------------------------------------------------------

    @property
    def can_conclude(self) -> bool:
        """Who carries the session gives its tasks; in practice every room may conduct."""
        context = self._context
        gives = context.own_role is SiteRole.CENTRAL or context.plan.is_practice
        return gives and context.case is not None and self._rights.can_write

    def panel(self) -> ConclusionPanel | None:
        """What the panel draws; None while it is shut."""
        return self.writing.panel()

    # ---- inside ----------------------------------------------------------------------------

    def _taken_line(self) -> tuple[MinuteLineId, str] | None:
        """The line that is meant, kept, and a directive where lines may still change."""
        editor = self._minutes.panel().editor
        if editor.text.strip():
            self._minutes.choose_kind(MinuteLineKind.DIRECTIVE)
            self._minutes.flush()
            return editor.line_id, editor.text
        rows = [
            one
            for one in self._minutes.panel().rows
            if one.is_own and one.text and one.kind is not MinuteLineKind.TECHNICAL
        ]
        if not rows:
            return None
        row = rows[-1]
        if row.can_edit and row.kind is not MinuteLineKind.DIRECTIVE:
            self._minutes.correct_line(row.line_id)
            self._minutes.choose_kind(MinuteLineKind.DIRECTIVE)
            self._minutes.new_line()
        return row.line_id, row.text

    def _item(self, case_id: CaseId, line_id: MinuteLineId, text: str) -> ConclusionItem:
        """With what the line itself says of body and day."""
        plan, context = self._context.plan, self._context
        day = plan.scheduled_start.astimezone(LOCAL_ZONE).date()
        names = [(one.id, name) for one in context.sites for name in (one.name, one.short_name)]
        key = told_body(text, names)
        site = next((one for one in context.sites if one.id == key), None)
        item = ConclusionItem(
            id=item_key(line_id),
            session_id=plan.id,
            case_id=case_id,
            giving_site_id=context.own_site_id,
            line_id=line_id,
            created_at=self._clock.now(),
            created_by=context.officer.id,
            given_on=day,
            task=plain_line(text)[:MAX_TASK],
            deadline=told_deadline(text, day),
        )
        if site is None:
            return item
        return replace(item, agency=site.name, agency_site_id=site.id)

    def _open_awaited(self) -> None:
        known = None if self._awaited is None else self._conclusions.find(self._awaited)
        if known is None:
            return
        self._awaited = None
        act = ItemAct.GIVE if ItemAct.GIVE in self.writing.acts(known) else None
        if act is None:
            self._tell(Message(code=TaskCode.LINE_TAKEN, tone=Tone.INFO))
        else:
            self.writing.begin(known, act)

    def _pass_on(self) -> None:
        """What became of it is told over the pictures, once."""
        told, self.writing.form.told = self.writing.form.told, None
        if told is not None:
            self._tell(told)
        self._on_changed()
