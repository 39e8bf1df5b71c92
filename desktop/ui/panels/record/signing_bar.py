"""Above the minutes from their reading back on: whose text differs, the version, who is missing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.presenters.conduct.signing.signing_state import SigningBar
from desktop.ui.texts import formats
from desktop.ui.texts.sheet_words import scan_text
from desktop.ui.texts.texts import sentence_of, translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.text import make_note, set_text

_NAMES = 3
"""Of who is missing so many are named; of the others how many."""


class SigningStrip(QWidget):
    """opened: the button of the sheet. badge: says what the minutes are."""

    opened = Signal()

    def __init__(self, theme: Theme, badge: Badge) -> None:
        super().__init__()
        self.setObjectName("signingBar")
        self._badge = badge
        self._bar: SigningBar | None = None
        self._is_final = False
        self._is_low = False
        self._what = make_note("", TextRole.SMALL_STRONG)
        self._said = make_note("", TextRole.SMALL, "ink2")
        self._open = Button(
            theme,
            "openSigning",
            translate("Signing", "Ý kiến, ký"),
            size=ButtonSize.SMALL,
            icon=Icon.PEN,
        )
        layout = column(theme, self, gap=4, margins=(16, 8, 16, 0))
        line = row(theme, gap=8)
        line.addWidget(self._what, 1)
        line.addWidget(self._open)
        layout.addLayout(line)
        layout.addWidget(self._said)
        self._open.clicked.connect(self.opened)
        self.hide()

    def show_bar(self, bar: SigningBar | None) -> None:
        """Draws it; nothing before the minutes are read back."""
        if bar == self._bar:
            return
        self._bar = bar
        self._name_minutes()
        self.setVisible(bar is not None)
        if bar is None:
            return
        set_text(self._what, _what(bar))
        self._say(bar)
        self._open.setVisible(bar.can_open)

    def set_low(self, *, is_low: bool) -> None:
        """Where there is little room, how many are missing is enough; the sheet names them."""
        if is_low != self._is_low:
            self._is_low = is_low
            if self._bar is not None:
                self._say(self._bar)

    def show_final(self, *, is_final: bool) -> None:
        """Whether the reading back is over."""
        self._is_final = is_final
        self._name_minutes()

    def _say(self, bar: SigningBar) -> None:
        said, tone = _said(bar, is_low=self._is_low)
        set_text(self._said, said, tone)
        self._said.setVisible(bool(said))

    def _name_minutes(self) -> None:
        """What the minutes are: read back, frozen, signed as far as that was noted."""
        bar = self._bar
        if bar is not None and bar.is_noted:
            self._badge.show_state(translate("Minutes", "đã ghi ký"), "ok")
        elif bar is not None and bar.version is not None:
            self._badge.show_state(translate("Minutes", "đã chốt"), "accent")
        elif self._is_final:
            self._badge.show_state(translate("Minutes", "chờ ký"), "accent")
        else:
            self._badge.show_state(translate("Minutes", "nháp"), "ink2")


def _what(bar: SigningBar) -> str:
    """The version that is signed; before the freezing what is objected."""
    version = bar.version
    if version is None:
        return translate("Signing", "Ý kiến đề nghị sửa: {count}").format(count=bar.objections)
    text = translate("Signing", "Bản {number}, mã {code}, chốt {time}").format(
        number=version.number, code=version.code, time=formats.hour(version.frozen_at)
    )
    if bar.number is None:
        return text
    number = translate("Signing", "Số {number}/{year}")
    return f"{number.format(number=bar.number.number, year=bar.number.year)} · {text}"


def _said(bar: SigningBar, *, is_low: bool) -> tuple[str, str]:
    """What keeps the session from going on, or how far the signing is; and its tone."""
    if bar.differing:
        data = {"sites": ", ".join(bar.differing)}
        return sentence_of("B-404", data).whole, "danger"
    if bar.unsent:
        return sentence_of("B-407", {"count": bar.unsent}).whole, "warn"
    version = bar.version
    if version is None:
        return "", "ink2"
    if version.is_same is False:
        here = sentence_of("B-408", {"number": version.number})
        return here.whole, "danger"
    if not bar.missing:
        text = translate("Signing", "{people} người đều đã có trạng thái ký.")
        said = text.format(people=bar.people)
        return f"{said} {scan_text(bar.scanned)}", "ok"
    return _who_is_missing(bar.missing, is_low=is_low), "ink2"


def _who_is_missing(missing: tuple[str, ...], *, is_low: bool) -> str:
    if is_low:
        text = translate("Signing", "Còn {count} người chưa có trạng thái ký.")
        return text.format(count=len(missing))
    return sentence_of("B-406", {"count": len(missing), "names": _names(missing)}).fact


def _names(missing: tuple[str, ...]) -> str:
    more = len(missing) - _NAMES
    names = ", ".join(missing[:_NAMES])
    return (
        translate("Signing", "{names} và {count} người khác").format(names=names, count=more)
        if more > 0
        else names
    )
