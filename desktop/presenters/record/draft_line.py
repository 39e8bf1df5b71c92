"""The line in the editor: its text, its time, and when it must be saved or shown to others."""

from dataclasses import dataclass, field
from datetime import datetime

from desktop.domain.ids import MinuteLineId, new_id
from desktop.domain.record.minutes import MAX_LINE_CHARACTERS, LineVersion, MinuteLineKind
from desktop.domain.text import normalised
from desktop.presenters.record.minutes_state import Editor

SILENCE_S = 0.4
"""A pause in typing after which the line is kept."""

LONGEST_UNSAVED_S = 1.75
"""Typing without a pause: with a tick every 0.25 s the line is kept within 2 s."""

HINT_INTERVAL_S = 0.2
"""The open line is shown to the other sites at most five times a second."""

RETRY_S = 2.0
"""A save that failed is tried again after this time."""


@dataclass(slots=True, kw_only=True)
class DraftLine:
    """A line being written. Times `…_s` are monotonic.

    at is fixed at the first keystroke. part_ids: the line's id and, for text beyond
    MAX_LINE_CHARACTERS, ids of the lines that go on from it, so that no pasted text is lost.
    """

    line_id: MinuteLineId
    speaker: str
    kind: MinuteLineKind = MinuteLineKind.STATEMENT
    text: str = ""
    at: datetime | None = None
    is_correction: bool = False
    dirty_since_s: float | None = None
    edited_at_s: float = 0.0
    part_ids: list[MinuteLineId] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Nothing but white space."""
        return not self.text.strip()

    @property
    def is_dirty(self) -> bool:
        """The newest text was not yet given to the store."""
        return self.dirty_since_s is not None

    def take(self, version: LineVersion) -> None:
        """Say what was decided elsewhere; nothing of it needs to be kept again."""
        self.speaker, self.kind, self.text = version.speaker, version.kind, version.text
        self.dirty_since_s = None

    def touch(self, now_s: float) -> None:
        """The line changed at `now_s`."""
        self.edited_at_s = now_s
        if self.dirty_since_s is None:
            self.dirty_since_s = now_s

    def is_save_due(self, now_s: float) -> bool:
        """Whether the line must be given to the store now."""
        if self.dirty_since_s is None:
            return False
        is_silent = now_s - self.edited_at_s >= SILENCE_S
        return is_silent or now_s - self.dirty_since_s >= LONGEST_UNSAVED_S

    def editor(self, load_number: int) -> Editor:
        """As the panel draws it."""
        return Editor(
            load_number=load_number,
            line_id=self.line_id,
            text=self.text,
            at=self.at,
            speaker=self.speaker,
            kind=self.kind,
            is_correction=self.is_correction,
        )

    def parts(self) -> list[tuple[MinuteLineId, str]]:
        """The text as lines of at most MAX_LINE_CHARACTERS; parts no longer needed are empty."""
        texts = split_text(normalised(self.text.replace("\x00", "")))
        ids = [self.line_id, *self.part_ids]
        while len(ids) < len(texts):
            ids.append(MinuteLineId(new_id()))
        self.part_ids = ids[1:]
        texts += [""] * (len(ids) - len(texts))
        return list(zip(ids, texts, strict=True))


def split_text(text: str) -> list[str]:
    """Pieces of at most MAX_LINE_CHARACTERS, cut at white space where there is some."""
    pieces: list[str] = []
    while len(text) > MAX_LINE_CHARACTERS:
        cut = text.rfind(" ", MAX_LINE_CHARACTERS // 2, MAX_LINE_CHARACTERS + 1)
        if cut < 0:
            cut = MAX_LINE_CHARACTERS
        pieces.append(text[:cut])
        text = text[cut:].lstrip()
    return [*pieces, text]
