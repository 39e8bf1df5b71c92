"""One line of the readiness sheet: what it asks, what was found, and four buttons."""

from PySide6.QtCore import Qt, Signal

from desktop.domain.reports.readiness_sheet import SheetResult
from desktop.presenters.reports.readiness_sheet_state import SheetRow
from desktop.ui.screens.reports.sheet_photos import PhotoStrip
from desktop.ui.texts import formats, report_words
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import ButtonSize
from desktop.ui.widgets.form.choices import SegmentsControl
from desktop.ui.widgets.form.words import Choice
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.lists.row_list import RowControl
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.rows.folding_row import FoldingRow
from desktop.ui.widgets.text import make_paragraph, set_text

_LIGHTS = {
    SheetResult.PASS: LightState.GOOD,
    SheetResult.LIMITED: LightState.LOWER,
    SheetResult.FAIL: LightState.FAULT,
    SheetResult.NA: LightState.AHEAD,
    SheetResult.NOT_SEEN: LightState.NOT_YET,
}
_TINTS = {SheetResult.LIMITED: "warn_tint", SheetResult.FAIL: "danger_tint"}
_NARROW = 560
"""Below this width the buttons stand under the words."""

_CHOICES = (SheetResult.PASS, SheetResult.LIMITED, SheetResult.FAIL, SheetResult.NA)


class SheetLineControl(RowControl):
    """ticked(str, str): the line's code and a SheetResult; photo_opened(str): a photo's hash."""

    ticked = Signal(str, str)
    photo_opened = Signal(str)

    def __init__(self, theme: Theme, code: str) -> None:
        super().__init__(theme, code, f"sheet-{code}")
        self._light = Light(theme, 18, LightState.NOT_YET)
        self._label = make_paragraph("", TextRole.BODY_MEDIUM)
        self._note = make_paragraph("", TextRole.SMALL, "ink2")
        # a line that nobody saw has none of them pressed; the Tab key halts at each
        self._results = SegmentsControl(
            theme, f"tick-{code}", size=ButtonSize.SMALL, is_exclusive=False
        )
        self._results.set_choices(
            [
                Choice(value=result, label=word(report_words.SHEET_RESULTS, result))
                for result in _CHOICES
            ]
        )
        self._results.edited.connect(self._on_ticked)
        line = row(theme, self, gap=12, margins=(20, 6, 12, 6))
        line.addWidget(self._light, 0, Qt.AlignmentFlag.AlignVCenter)
        texts = column(theme)
        texts.addWidget(self._label)
        texts.addWidget(self._note)
        self._photos = PhotoStrip(theme, f"photos-{code}")
        self._photos.opened.connect(self.photo_opened)
        texts.addWidget(self._photos)
        segments = row(theme)
        segments.addWidget(self._results)
        segments.addStretch(1)
        line.addWidget(FoldingRow(theme, texts, segments, narrow=_NARROW), 1)

    def show_line(self, state: SheetRow) -> None:
        """Draws what is known of it."""
        self._light.set_state(_LIGHTS[state.result])
        mark = " *" if state.is_required else ""
        set_text(self._label, f"{state.label}{mark}")
        note = _note(state)
        set_text(self._note, note, "danger" if state.fault is not None else "ink2")
        self._note.setVisible(bool(note))
        self._photos.show_photos(state.photos, state.label, can_remove=False)
        self._results.show_text(state.result)
        self._results.set_name(state.label)
        tint = "danger_tint" if state.fault is not None else _TINTS.get(state.result, "")
        self.set_look(is_selected=state.is_selected, tint="" if state.is_selected else tint)
        found = word(report_words.SHEET_RESULTS, state.result)
        photos = _photo_count(len(state.photos)) if state.photos else ""
        self.setAccessibleName(", ".join(filter(None, (state.label, found, photos))))

    def _on_ticked(self, result: str) -> None:
        self.ticked.emit(self.key, result)


def _photo_count(count: int) -> str:
    return translate("Reports", "{count} ảnh").format(count=count)


def _note(state: SheetRow) -> str:
    if state.fault is not None and state.result is SheetResult.NOT_SEEN:
        return translate("Reports", "Mục bắt buộc, chưa xem.")
    if state.fault is not None:
        return translate("Reports", "Chưa ghi người khắc phục và thời hạn.")
    who = state.seen_by or translate("Reports", "chương trình đo")
    seen = ""
    if state.seen_at is not None:
        seen = f"{who}, {formats.hour(state.seen_at)} {formats.short_day(state.seen_at)}"
    fix = translate("Reports", "khắc phục: {who}").format(who=state.fix) if state.fix else ""
    return " · ".join(part for part in (state.value, state.remark, fix, seen) if part)
