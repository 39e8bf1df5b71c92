"""The sheet of the signing: what is pressed and typed there, and what the strip says above it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.documents.inspection.file_kind import FileKind
from desktop.domain.conduct.signing.scan import ScannedVersion
from desktop.presenters.conduct.signing.digital_state import DigitalFault, DigitalStage
from desktop.presenters.conduct.signing.signing_state import SigningBar, SigningSheet
from desktop.presenters.printing.print_box import PrintStage
from desktop.ui.panels.conduct.signing.signing_panel import SigningPanel
from desktop.ui.panels.record.signing_bar import SigningStrip
from desktop.ui.scenes.scene_view import SceneView
from desktop.ui.scenes.scene_words import scene_words
from desktop.ui.screens.casework.cases.amend_panel import AmendPanel
from desktop.ui.screens.casework.cases.case_words import minutes_texts
from desktop.ui.screens.session.session import SessionScreen
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.pictures.frames import FrameHub
from tests.fakes.fake_printing import OTHER
from tests.rigs.desk.painted_texts import PaintedTexts
from tests.samples import showcase as city
from tests.screens.all_states import shown
from tests.screens.signing_states import WHY, WITNESSES

pytestmark = pytest.mark.ui


def sheet_of(name: str) -> SigningSheet:
    found = shown(name).state.signing_sheet
    assert found is not None
    return found


def bar_of(name: str) -> SigningBar:
    found = shown(name).state.signing
    assert found is not None
    return found


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def press(panel: QWidget, name: str) -> None:
    button = panel.findChild(Button, name)
    assert isinstance(button, Button)
    button.click()


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> SigningPanel:
    host = QWidget()
    host.resize(1366, 768)
    qtbot.addWidget(host)
    made = SigningPanel(theme, host)
    host.show()
    return made


def test_each_signer_stands_with_what_was_noted(panel: SigningPanel) -> None:
    panel.show_sheet(sheet_of("session-signing-sheet"))
    text = said(panel)
    assert f"Lý do: {WHY}. Chứng kiến: {', '.join(WITNESSES)}" in text
    assert "Điểm chỉ, ghi lúc" in text
    assert "đến lượt ký" in text
    assert "Số bản: 3" in text
    assert "Đã ghi nhận sửa, chữ cũ giữ nguyên." in text


def test_a_press_says_who_and_how_and_shows_nothing_by_itself(panel: SigningPanel) -> None:
    sheet = sheet_of("session-signing-sheet")
    panel.show_sheet(sheet)
    told: list[tuple[str, str]] = []
    panel.form_pressed.connect(lambda who, form: told.append((who, form)))
    rows = [row for site in sheet.sites for row in site.rows]
    waiting = next(row for row in rows if row.signature is None and row.can_note)
    press(panel, f"sign-by_hand-{waiting.signer_id}")
    assert told == [(waiting.signer_id, "by_hand")]
    button = panel.findChild(Button, f"sign-by_hand-{waiting.signer_id}")
    assert isinstance(button, Button)
    assert not button.isChecked()


def test_the_keyboard_goes_on_once_a_state_is_noted_and_a_second_key_takes_nothing_back(
    panel: SigningPanel,
) -> None:
    sheet = sheet_of("session-signing-sheet")
    rows = [one for site in sheet.sites for one in site.rows]
    noted = next(one.signature for one in rows if one.signature is not None)
    panel.show_sheet(sheet)
    waiting = [one for one in rows if one.signature is None and one.can_note]
    assert len(waiting) > 1
    for place, one in enumerate(waiting):
        first = panel.findChild(Button, f"sign-by_hand-{one.signer_id}")
        assert isinstance(first, Button)
        first.setFocus()
        first.click()
        panel.show_sheet(sheet)
        assert first.hasFocus(), "nobody has noted it yet"
        sheet = replace(
            sheet,
            sites=tuple(
                replace(
                    site,
                    rows=tuple(
                        replace(row, signature=noted) if row.signer_id == one.signer_id else row
                        for row in site.rows
                    ),
                )
                for site in sheet.sites
            ),
        )
        panel.show_sheet(sheet)
        assert not first.hasFocus()
        is_last = place == len(waiting) - 1
        back = panel.findChild(Button, "signingBack")
        assert isinstance(back, Button)
        assert back.hasFocus() is is_last
        if not is_last:
            following = panel.focusWidget()
            assert isinstance(following, Button)
            assert following.objectName() in {
                f"sign-by_hand-{other.signer_id}" for other in waiting[place + 1 :]
            }


def test_why_somebody_does_not_sign_is_typed_and_what_is_missing_is_told(
    panel: SigningPanel,
) -> None:
    panel.show_sheet(sheet_of("session-signing-refusal"))
    assert "Không ký cần họ tên hai người chứng kiến" in said(panel)
    typed: list[object] = []
    panel.refusal.reason_edited.connect(typed.append)
    panel.refusal.witness_edited.connect(lambda place, name: typed.append((place, name)))
    panel.refusal.confirmed.connect(lambda: typed.append("confirmed"))
    second = panel.findChild(QLineEdit, "refusal-witness-2")
    assert isinstance(second, QLineEdit)
    second.setText("Hai")
    second.textEdited.emit("Hai")
    editor = panel.refusal.findChild(QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("Không đồng ý")
    press(panel, "refusalConfirm")
    assert typed == [(1, "Hai"), "Không đồng ý", "confirmed"]
    panel.show_sheet(None)
    assert not panel.isVisible()


def test_a_password_goes_with_one_press_and_stays_nowhere(panel: SigningPanel) -> None:
    sheet = sheet_of("session-signing-digital")
    panel.show_sheet(sheet)
    text = said(panel)
    assert "Không mở được chứng thư bằng mật khẩu này." in text
    assert "Chữ ký số: Trần Thị Mẫu" in text
    assert "nguyên vẹn, chưa kiểm nơi cấp" in text
    assert "chung-thu-nguoi-ky.pfx" in text
    password = panel.findChild(QLineEdit, "digital-password")
    assert isinstance(password, QLineEdit)
    assert password.echoMode() is QLineEdit.EchoMode.Password
    told: list[object] = []
    panel.digital.confirmed.connect(told.append)
    panel.digital.token_chosen.connect(told.append)
    panel.digital.found_noted.connect(lambda: told.append("found"))
    panel.digital.backed.connect(lambda: told.append("back"))
    password.setText("bí mật")
    QTest.keyClick(password, Qt.Key.Key_Return)
    assert (told, password.text()) == (["bí mật"], "")
    which = panel.findChild(QComboBox, "digital-with")
    assert isinstance(which, QComboBox)
    which.activated.emit(0)
    press(panel, "digitalFound")
    press(panel, "digitalBack")
    assert told[1:] == [True, "found", "back"]
    password.setText("bí mật")
    panel.show_sheet(replace(sheet, digital=None))
    assert password.text() == ""


def test_a_certificate_is_chosen_in_a_dialog_and_the_keyboard_is_where_something_is_missing(
    panel: SigningPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = sheet_of("session-signing-digital")
    assert sheet.digital is not None
    empty = replace(sheet.digital, file="", uses_token=False, message=None)
    panel.show_sheet(replace(sheet, digital=empty))
    choose = panel.findChild(Button, "chooseCertificate")
    assert isinstance(choose, Button)
    assert "Chưa chọn tệp chứng thư" in said(panel)
    told: list[str] = []
    panel.digital.file_chosen.connect(told.append)
    path = tmp_path / "nguoi-ky.pfx"
    path.write_bytes(b"x")
    choose.click()
    dialog = panel.findChild(QFileDialog, "certificateFileDialog")
    assert isinstance(dialog, QFileDialog)
    dialog.filesSelected.emit([str(path)])
    dialog.reject()
    assert told == [str(path)]
    signing = replace(empty, stage=DigitalStage.SIGNING, fault=DigitalFault.NO_FILE)
    panel.show_sheet(replace(sheet, digital=signing))
    assert "Chọn tệp chứng thư (.pfx, .p12)" in said(panel)
    deed = panel.findChild(Button, "digitalConfirm")
    assert isinstance(deed, Button)
    assert deed.text() == "Đang ký, chờ ít giây."


def test_who_vouches_for_a_signature_is_told(panel: SigningPanel) -> None:
    sheet = sheet_of("session-signing-digital")
    (signature,) = sheet.signatures
    for vouched, words in (
        (True, "nơi cấp được tin cậy"),
        (False, "nơi cấp không có trong danh sách của máy"),
    ):
        told = (replace(signature, is_vouched=vouched),)
        panel.show_sheet(replace(sheet, signatures=told))
        assert words in said(panel)


def test_a_wish_is_typed_and_noted_in_one_of_two_ways(panel: SigningPanel) -> None:
    panel.show_sheet(sheet_of("session-signing-objection"))
    assert "Chưa chốt bản nào." in said(panel)
    told: list[str] = []
    panel.objection.confirmed.connect(told.append)
    for result in ("accepted", "kept"):
        press(panel, f"objection-{result}")
    assert told == ["accepted", "kept"]
    back: list[str] = []
    panel.backed.connect(lambda: back.append("back"))
    panel.objection.backed.connect(lambda: back.append("box"))
    press(panel, "objectionBack")
    assert back == ["box"]


def test_copies_go_up_and_down_from_three(panel: SigningPanel) -> None:
    sheet = sheet_of("session-signing-sheet")
    told: list[int] = []
    panel.copies_set.connect(told.append)
    panel.show_sheet(replace(sheet, can_set_copies=True))
    press(panel, "copiesMore")
    press(panel, "copiesFewer")
    panel.show_sheet(replace(sheet, can_set_copies=True, copies=None))
    press(panel, "copiesMore")
    assert told == [4, 2, 3]


def test_escape_asks_to_go_back(panel: SigningPanel, qtbot: QtBot) -> None:
    panel.show_sheet(sheet_of("session-signing-sheet"))
    with qtbot.waitSignal(panel.backed):
        QTest.keyClick(panel, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("session-signing-differs", "khác bản ở trung tâm"),
        ("session-signing", "chưa có trạng thái ký"),
        ("session-signing-done", "đều đã có trạng thái ký"),
    ],
)
def test_the_strip_says_what_keeps_the_session(
    theme: Theme, qtbot: QtBot, name: str, words: str
) -> None:
    strip = SigningStrip(theme, Badge(theme, ""))
    qtbot.addWidget(strip)
    strip.show_bar(bar_of(name))
    assert words in said(strip)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("session-signing-objection", "Đọc biên bản"),
        ("session-signing", "Ký biên bản"),
        ("session-signing-done", "Đã ghi trạng thái ký"),
    ],
)
def test_the_session_says_whether_it_reads_or_signs(
    theme: Theme, qtbot: QtBot, name: str, words: str
) -> None:
    room = shown(name)
    screen = SessionScreen(theme, FrameHub(room.frame))
    qtbot.addWidget(screen)
    screen.show_state(room.state)
    assert words in [one.text() for one in screen.findChildren(Badge)]


def test_the_strip_names_three_who_are_missing_and_counts_the_others(
    theme: Theme, qtbot: QtBot
) -> None:
    strip = SigningStrip(theme, Badge(theme, ""))
    qtbot.addWidget(strip)
    bar = bar_of("session-signing")
    assert bar.version is not None
    strip.show_bar(replace(bar, missing=tuple("ABCDE")))
    assert "A, B, C và 2 người khác" in said(strip)
    strip.show_bar(replace(bar, unsent=2))
    assert "2 dòng của phòng này" in said(strip)
    strip.show_bar(replace(bar, version=replace(bar.version, is_same=False)))
    assert "khác bản 1 đã chốt" in said(strip)
    strip.show_bar(None)
    assert not strip.isVisibleTo(strip.parentWidget() or strip)


def test_display_2_invites_who_is_next_and_says_no_reason(
    theme: Theme, frames: FrameHub, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = SceneView(theme, "scene", frames)
    qtbot.addWidget(view)
    painted = PaintedTexts(view, monkeypatch)
    scene = shown("display2-sign").view.chair_display[-1]
    texts = painted.of(scene)
    assert "Ký biên bản" in texts
    assert "đã ghi nhận" in texts
    assert any("đến lượt ký" in one for one in texts)
    assert not any(WHY in one or WITNESSES[0] in one for one in texts)
    assert scene_words(scene).startswith("Mời ")


def test_the_page_of_a_case_says_how_minutes_were_signed_and_what_was_added() -> None:
    page = shown("case-over").view.case[-1].page
    assert page is not None
    one = next(one for one in page.sessions if one.session_id == city.LONG_AGO)
    signing, amendment = minutes_texts(one)
    assert signing.startswith("Biên bản số 12 · bản 1, mã ")
    assert signing.endswith("đã ghi 2 người ký, 1 người không ký")
    assert "Diện tích phần sân phơi là 38 m². Lý do: Đối chiếu" in amendment
    assert one.signing is not None
    bare = replace(one, signing=replace(one.signing, number=0, signed=0, refused=0))
    assert minutes_texts(bare)[0].endswith("chưa ghi trạng thái ký")


def test_what_is_added_has_a_reason(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    panel = AmendPanel(theme, host)
    host.show()
    sheet = shown("case-amending").view.case[-1].amend
    assert sheet is not None
    panel.show_sheet(sheet)
    assert "Ghi lý do, từ 10 đến 500 ký tự." in said(panel)
    told: list[str] = []
    panel.confirmed.connect(lambda: told.append("confirmed"))
    press(panel, "amendConfirm")
    panel.show_sheet(replace(sheet, fault=None, is_refused=True))
    assert "Chưa ghi được vào máy này." in said(panel)
    panel.show_sheet(None)
    assert told == ["confirmed"]
    assert not panel.isVisible()


def test_the_sheet_says_which_signed_pages_came_back_as_a_scan(panel: SigningPanel) -> None:
    panel.show_sheet(sheet_of("session-signing-sheet"))
    assert "Chưa có bản quét." in said(panel)
    panel.show_sheet(sheet_of("session-signing-scan"))
    text = said(panel)
    assert "Đã quét 2 trong 3 trang, thiếu trang 2." in text
    assert "B-412" in text
    panel.show_sheet(sheet_of("session-signing-objection"))
    assert "quét" not in said(panel)


def test_a_scan_is_chosen_from_files_of_a_scanner(panel: SigningPanel, tmp_path: Path) -> None:
    panel.show_sheet(sheet_of("session-signing-scan"))
    added: list[str] = []
    panel.scan.added.connect(added.append)
    press(panel, "addSignedScan")
    dialog = panel.findChild(QFileDialog, "scanFileDialog")
    assert isinstance(dialog, QFileDialog)
    offered = set(re.findall(r"\*(\.\w+)", " ".join(dialog.nameFilters())))
    assert offered == {end for one in FileKind if one.has_pages for end in one.extensions}
    path = tmp_path / "ban-ky.pdf"
    dialog.filesSelected.emit([str(path)])
    dialog.close()
    assert added == [str(path)]


def test_the_strip_says_how_much_is_scanned_once_everybody_has_a_state(
    theme: Theme, qtbot: QtBot
) -> None:
    strip = SigningStrip(theme, Badge(theme))
    qtbot.addWidget(strip)
    strip.show_bar(bar_of("session-signing-done"))
    assert "Chưa có bản quét." in said(strip)
    strip.show_bar(bar_of("session-signing-scan"))
    assert "thiếu trang 2" in said(strip)
    whole = ScannedVersion(pages=3, found=frozenset({1, 2, 3}))
    strip.show_bar(replace(bar_of("session-signing-scan"), scanned=whole))
    assert "Đã quét đủ 3 trang." in said(strip)
    strip.show_bar(bar_of("session-signing"))
    assert "quét" not in said(strip)


def test_a_page_is_looked_at_in_the_place_of_the_lists(panel: SigningPanel) -> None:
    panel.show_sheet(sheet_of("session-signing-sheet"))
    offer = panel.findChild(Button, "printMinutes")
    assert isinstance(offer, Button)
    assert offer.isVisibleTo(panel)
    panel.show_sheet(sheet_of("session-printing"))
    text = said(panel)
    assert "3 trang, 3 bản: 9 tờ." in text
    assert "Điểm chỉ, ghi lúc" not in text
    assert "Số bản: 3" not in text
    turned: list[int] = []
    panel.pages.turned.connect(turned.append)
    press(panel, "printPageOn")
    assert turned == [1]
    told: list[str] = []
    panel.print_foot.confirmed.connect(lambda: told.append("print"))
    panel.print_foot.backed.connect(lambda: told.append("back"))
    panel.print_foot.printer_chosen.connect(told.append)
    which = panel.findChild(QComboBox, "printPrinter")
    assert isinstance(which, QComboBox)
    which.activated.emit(1)
    press(panel, "printConfirm")
    press(panel, "printBack")
    assert told == [OTHER.name, "print", "back"]
    panel.show_sheet(sheet_of("session-signing-sheet"))
    assert "Điểm chỉ, ghi lúc" in said(panel)


def test_what_the_printer_did_not_take_is_told_and_printed_again(panel: SigningPanel) -> None:
    panel.show_sheet(sheet_of("session-printing-stopped"))
    text = said(panel)
    assert "Còn thiếu 7 tờ." in text
    assert "B-421" in text
    box = sheet_of("session-printing-stopped").printing
    assert box is not None
    sending = replace(box, stage=PrintStage.SENDING, taken=4, total=9, message=None)
    panel.show_sheet(replace(sheet_of("session-printing-stopped"), printing=sending))
    assert "Máy in đã nhận 4 trong 9 tờ." in said(panel)
    deed = panel.findChild(Button, "printConfirm")
    assert isinstance(deed, Button)
    assert not deed.isEnabled()
    drawing = replace(box, stage=PrintStage.DRAWING, pages=0, image=None, message=None)
    panel.show_sheet(replace(sheet_of("session-printing-stopped"), printing=drawing))
    assert "Đang dựng trang in…" in said(panel)


def test_without_a_printer_it_says_what_to_do(panel: SigningPanel) -> None:
    panel.show_sheet(sheet_of("session-printing-none"))
    assert "B-420" in said(panel)
    which = panel.findChild(QComboBox, "printPrinter")
    assert isinstance(which, QComboBox)
    assert not which.isVisibleTo(panel)
    deed = panel.findChild(Button, "printConfirm")
    assert isinstance(deed, Button)
    assert not deed.isEnabled()
