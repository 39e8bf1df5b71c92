"""The rows of the minutes; a row is built again only when its line changed."""

from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.ids import MinuteLineId
from desktop.domain.record.mark import is_mark
from desktop.domain.record.minutes import MinuteLine, count_by_site, in_order, with_version
from desktop.domain.record.minutes_text import is_late
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.record.minutes_state import ConflictRow, MinuteRow, SiteCount


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesView:
    """What rows are built from. waiting: lines given to the store, not yet on disk.

    can_edit: own lines may be changed. concluded: lines that became a task. frozen_at: when the
    version was frozen that is signed.
    """

    context: SessionContext
    lines: tuple[MinuteLine, ...]
    waiting: tuple[MinuteLine, ...]
    open_line_id: MinuteLineId
    can_edit: bool
    concluded: frozenset[MinuteLineId] = frozenset()
    frozen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesPart:
    """The part of the panel that does not change while somebody types.

    own_storage: where each own line is known to be. saved_at: when the newest own text was given to
    the store, as far as that knows.
    """

    rows: tuple[MinuteRow, ...]
    conflicts: tuple[ConflictRow, ...]
    counts: tuple[SiteCount, ...]
    own_storage: tuple[RecordStorage, ...]
    saved_at: datetime | None


class MinuteRows:
    """Builds the part for a view, and remembers it and its rows."""

    def __init__(self) -> None:
        self._built: tuple[LinesView, LinesPart] | None = None
        self._rows: dict[MinuteLineId, tuple[MinuteLine, MinuteRow]] = {}

    def part(self, view: LinesView) -> LinesPart:
        """The rows, conflicts and counts of the view; equal views give the same object."""
        if self._built is None or self._built[0] != view:
            self._built = (view, self._build(view))
        return self._built[1]

    def _build(self, view: LinesView) -> LinesPart:
        lines = _with_waiting(view.lines, view.waiting)
        shown = [line for line in lines if line.text or line.conflict is not None]
        own_site_id = view.context.own_site_id
        rows = tuple(self._row(view, line, number) for number, line in enumerate(shown, start=1))
        self._rows = {row.line_id: (line, row) for line, row in zip(shown, rows, strict=True)}
        own = [line for line in shown if line.owner_site_id == own_site_id]
        return LinesPart(
            rows=rows,
            conflicts=_conflicts(view, shown),
            counts=_counts(view.context, shown),
            own_storage=tuple(line.storage for line in own),
            saved_at=max((line.saved_at for line in own if line.saved_at), default=None),
        )

    def _row(self, view: LinesView, line: MinuteLine, number: int) -> MinuteRow:
        is_open = line.id == view.open_line_id
        can_edit = view.can_edit and line.owner_site_id == view.context.own_site_id
        late_at = _late_at(line, view.frozen_at)
        known = self._rows.get(line.id)
        if known is not None and known[0] == line:
            row = known[1]
            now = (number, is_open, can_edit, late_at, line.id in view.concluded)
            if (row.number, row.is_open, row.can_edit, row.late_at, row.is_concluded) == now:
                return row
        return MinuteRow(
            line_id=line.id,
            number=number,
            at=line.at,
            speaker=line.speaker,
            kind=line.kind,
            text=line.text,
            site_name=view.context.site_name(line.owner_site_id),
            is_own=line.owner_site_id == view.context.own_site_id,
            is_open=is_open,
            can_edit=can_edit,
            storage=line.storage,
            has_conflict=line.conflict is not None,
            other_writer=_other_writer(view.context, line),
            late_at=late_at,
            is_mark=is_mark(line),
            is_concluded=line.id in view.concluded,
        )


def _late_at(line: MinuteLine, frozen_at: datetime | None) -> datetime | None:
    """When the city took it in, where it is no part of the minutes."""
    mark = line.accepted_after
    return mark.at if mark is not None and is_late(line, frozen_at) else None


def _other_writer(context: SessionContext, line: MinuteLine) -> str:
    is_mine = line.written_by == context.officer.display_name
    return "" if is_mine and line.owner_site_id == context.own_site_id else line.written_by


def _with_waiting(
    lines: tuple[MinuteLine, ...], waiting: tuple[MinuteLine, ...]
) -> tuple[MinuteLine, ...]:
    """The newest text stays in sight while its save is under way or has failed."""
    if not waiting:
        return lines
    newest = {line.id: line for line in lines}
    for line in waiting:
        stored = newest.get(line.id, line)
        newest[line.id] = replace(with_version(stored, line.version), storage=RecordStorage.HERE)
    return in_order(newest.values())


def _counts(context: SessionContext, shown: list[MinuteLine]) -> tuple[SiteCount, ...]:
    counts = count_by_site(shown)
    own_id = context.own_site_id
    # who was called in since this desk came writes its own lines too
    others = [one for one in dict.fromkeys((*context.plan.site_ids, *counts)) if one != own_id]
    return tuple(
        SiteCount(
            site_id=site_id,
            site_name=context.site_name(site_id),
            is_own=site_id == own_id,
            lines=counts.get(site_id, 0),
        )
        for site_id in (own_id, *others)
        if site_id == own_id or site_id in counts
    )


def _conflicts(view: LinesView, shown: list[MinuteLine]) -> tuple[ConflictRow, ...]:
    return tuple(
        ConflictRow(
            line_id=line.id,
            number=number,
            at=line.at,
            site_name=view.context.site_name(line.owner_site_id),
            present=line.version,
            other=line.conflict,
            can_settle=view.can_edit and line.owner_site_id == view.context.own_site_id,
        )
        for number, line in enumerate(shown, start=1)
        if line.conflict is not None
    )
