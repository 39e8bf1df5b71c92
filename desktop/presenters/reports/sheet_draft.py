"""The draft of a readiness sheet as texts by field: `DD-1.result`, `DD-1.photos` and so on."""

import json
import logging
from dataclasses import asdict
from datetime import datetime

from desktop.domain.reports.readiness_sheet import SheetEntry, SheetPhoto, SheetResult
from desktop.domain.text import normalised
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.values import read_date, write_date
from desktop.presenters.reports.readiness_sheet_state import SheetField

logger = logging.getLogger(__name__)


class SheetDraft:
    """Reads and writes lines of a Draft. Thread: MainThread."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def tick(self, code: str, result: SheetResult, person: str, at: datetime) -> None:
        """A person saw the line."""
        self._draft.edit(f"{code}.result", result.value)
        self._draft.edit(f"{code}.checked_by", person)
        self._draft.edit(f"{code}.checked_at", at.isoformat())

    def edit(self, code: str, field: str, text: str) -> None:
        """A text of the line; field: a SheetField."""
        self._draft.edit(f"{code}.{field}", text)

    def text(self, code: str, field: str) -> str:
        """What stands there."""
        return self._draft.text(f"{code}.{field}")

    def photos(self, code: str) -> tuple[SheetPhoto, ...]:
        """Of the line, in the order they were taken."""
        return _photos(self.text(code, "photos"))

    def set_photos(self, code: str, photos: tuple[SheetPhoto, ...]) -> None:
        """The line has these now."""
        self._draft.edit(f"{code}.photos", _photos_text(photos))

    def entry(self, code: str, measured: SheetEntry | None) -> SheetEntry | None:
        """The line as the person left it; None: neither ticked nor written on, and no photo.

        A measured line that is only written on keeps its measured result.
        """
        texts = {name: normalised(self.text(code, name)) for name in SheetField}
        result = _result(self.text(code, "result"))
        photos = self.photos(code)
        if result is None and not photos and not any(texts.values()):
            return None
        base = measured or SheetEntry(code=code, result=SheetResult.NOT_SEEN)
        is_ticked = result is not None
        return SheetEntry(
            code=code,
            result=result or base.result,
            value=base.value,
            remark=texts[SheetField.REMARK],
            checked_by=self.text(code, "checked_by") if is_ticked else base.checked_by,
            checked_at=_instant(self.text(code, "checked_at")) if is_ticked else base.checked_at,
            fix_by=texts[SheetField.FIX_BY],
            fix_due=read_date(texts[SheetField.FIX_DUE]),
            photos=photos,
        )


def sheet_texts(entries: tuple[SheetEntry, ...]) -> dict[str, str]:
    """A sheet that was sent, as a draft's texts."""
    texts: dict[str, str] = {}
    for entry in entries:
        texts |= {
            f"{entry.code}.remark": entry.remark,
            f"{entry.code}.fix_by": entry.fix_by,
            f"{entry.code}.fix_due": write_date(entry.fix_due),
        }
        if entry.photos:
            texts[f"{entry.code}.photos"] = _photos_text(entry.photos)
        if entry.checked_by:
            at = entry.checked_at.isoformat() if entry.checked_at is not None else ""
            texts |= {
                f"{entry.code}.result": entry.result.value,
                f"{entry.code}.checked_by": entry.checked_by,
                f"{entry.code}.checked_at": at,
            }
    return texts


def _result(text: str) -> SheetResult | None:
    return SheetResult(text) if text in set(SheetResult) else None


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _photos_text(photos: tuple[SheetPhoto, ...]) -> str:
    return json.dumps([asdict(photo) for photo in photos]) if photos else ""


def _photos(text: str) -> tuple[SheetPhoto, ...]:
    try:
        return tuple(SheetPhoto(**photo) for photo in json.loads(text)) if text else ()
    except (ValueError, TypeError):
        logger.warning("photos of a draft unreadable length=%d", len(text))
        return ()
