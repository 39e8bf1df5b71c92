"""The draft of a readiness sheet as texts by field: `DD-1.result`, `DD-1.photos` and so on."""

import json
import logging
from dataclasses import asdict
from datetime import date, datetime

from desktop.domain.readiness_sheet import SheetEntry, SheetResult
from desktop.domain.sheet_photo import SheetPhoto
from desktop.domain.text import normalised
from desktop.presenters.report_memory import Draft

DATE_FORMAT = "%d/%m/%Y"

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
        """A text of the line: remark, fix_by or fix_due."""
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
        texts = {
            name: normalised(self.text(code, name)) for name in ("remark", "fix_by", "fix_due")
        }
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
            remark=texts["remark"],
            checked_by=self.text(code, "checked_by") if is_ticked else base.checked_by,
            checked_at=_instant(self.text(code, "checked_at")) if is_ticked else base.checked_at,
            fix_by=texts["fix_by"],
            fix_due=read_date(texts["fix_due"]),
            photos=photos,
        )


def sheet_texts(entries: tuple[SheetEntry, ...]) -> dict[str, str]:
    """A sheet that was sent, as a draft's texts."""
    texts: dict[str, str] = {}
    for entry in entries:
        due = entry.fix_due.strftime(DATE_FORMAT) if entry.fix_due is not None else ""
        texts |= {
            f"{entry.code}.remark": entry.remark,
            f"{entry.code}.fix_by": entry.fix_by,
            f"{entry.code}.fix_due": due,
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


def read_date(text: str) -> date | None:
    """26/11/2026, or nothing that could be a date."""
    try:
        return datetime.strptime(text, DATE_FORMAT).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


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
