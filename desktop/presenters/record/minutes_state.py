"""What the minutes panel draws."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from desktop.domain.ids import MinuteLineId, SiteId
from desktop.domain.record.minutes import LineVersion, MinuteLineKind
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.view.message import Message


class Kept(StrEnum):
    """Where everything written here is: the word below the editor.

    NOTHING: no line yet. TYPING: the newest text is not yet on disk. HERE: Đã lưu trên máy này.
    CITY: Đã gửi về thành phố. FAILED: the last save failed, the text stands in the editor.
    """

    NOTHING = "nothing"
    TYPING = "typing"
    HERE = "here"
    CITY = "city"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteRow:
    """One line. number: its place in reading order, from 1. is_open: it stands in the editor.

    can_edit: own line and nothing forbids it; others' lines are read-only. other_writer: who wrote
    it, where that is not who sits here; "" where nobody knows. late_at: when the city
    took it in, if the minutes were frozen by then: it is no part of them, and printed apart.
    is_mark: it marks a moment (F2), and tells of nothing that went wrong. is_concluded: a task of
    the conclusion was made of it.
    """

    line_id: MinuteLineId
    number: int
    at: datetime
    speaker: str
    kind: MinuteLineKind
    text: str
    site_name: str
    is_own: bool
    is_open: bool
    can_edit: bool
    storage: RecordStorage
    has_conflict: bool
    other_writer: str = ""
    late_at: datetime | None = None
    is_mark: bool = False
    is_concluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveRow:
    """A line being typed at another site: shown lighter, below the others."""

    line_id: MinuteLineId
    at: datetime
    speaker: str
    site_name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow:
    """Two versions of one line; a person chooses."""

    line_id: MinuteLineId
    number: int
    at: datetime
    site_name: str
    present: LineVersion
    other: LineVersion
    can_settle: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCount:
    """Lines of one site."""

    site_id: SiteId
    site_name: str
    is_own: bool
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """The open line.

    load_number: when it differs from the one last drawn, the editor takes `text` (a new line, a
    line chosen for correction, a restored one); while it is the same the editor's content is
    never touched, whatever `text` says. at: None until the first keystroke fixes it.
    """

    load_number: int
    line_id: MinuteLineId
    text: str
    at: datetime | None
    speaker: str
    kind: MinuteLineKind
    is_correction: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPanel:
    """Minutes (ux.md §7). saved_at: of the newest save of an own line, None when nobody knows it.

    waiting_lines: own lines not yet at the city. refused_lines: own lines the city refused.
    message: B-001, B-210, B-215 to B-217, B-301, B-302 or what a service brought; exported_path:
    the newest file. is_exporting: one is being written. is_final: no line is added any more, what
    is missing are signatures. is_consulting: of what is said now nothing is written here.
    """

    rows: tuple[MinuteRow, ...]
    live_rows: tuple[LiveRow, ...]
    editor: Editor
    speakers: tuple[str, ...]
    kept: Kept
    saved_at: datetime | None
    counts: tuple[SiteCount, ...]
    waiting_lines: int
    refused_lines: int
    conflicts: tuple[ConflictRow, ...]
    can_write: bool
    is_final: bool
    can_export: bool
    is_exporting: bool
    exported_path: Path | None
    message: Message | None
    is_consulting: bool = False
