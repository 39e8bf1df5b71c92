import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QTranslator

from desktop.domain.conduct.calls.agency_call import CallStage
from desktop.domain.media.call import Quality, QualityCause
from desktop.domain.reception.ending import ENDINGS
from desktop.files.resources import resource_path
from desktop.presenters.conduct.deeds.ending_state import EndingFault
from desktop.presenters.view.message import Message, MessageAction, Tone
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.platform.application import TRANSLATIONS
from desktop.ui.texts import call_words, sheet_words, words
from desktop.ui.texts.sentences.codes import ACTIONS, SENTENCES, UNKNOWN
from desktop.ui.texts.texts import action_text, sentence, sentence_of
from tests.paths import ROOT
from tests.rigs.system.every_row import every_row

pytestmark = pytest.mark.unit
ENGLISH = [ROOT / "resources" / "translations" / f"{name}.ts" for name in TRANSLATIONS["en"]]
CODE = re.compile(r'"([A-Z]{1,2}-\d{3})"')
FIELD = re.compile(r"\{(\w+)\}")


def codes_in_program() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "desktop").rglob("*.py"):
        if "ui" not in path.relative_to(ROOT / "desktop").parts:
            found |= set(CODE.findall(path.read_text(encoding="utf-8")))
    return found


def english() -> dict[tuple[str, str], str]:
    texts = {}
    every = [one for path in ENGLISH for one in ET.parse(path).getroot()]  # noqa: S314 - our own files
    for context in every:
        name = context.findtext("name", "")
        for message in context.findall("message"):
            translation = message.find("translation")
            assert translation is not None
            is_done = translation.get("type") is None
            text = translation.text if is_done and translation.text else ""
            texts[(name, message.findtext("source", ""))] = text
    return texts


def test_every_code_of_the_program_has_a_sentence() -> None:
    assert codes_in_program() - set(SENTENCES) == set()


def test_no_two_messages_have_one_code() -> None:
    assert [name for name, one in MessageCode.__members__.items() if name != one.name] == []


def test_every_sentence_is_said_in_english_with_the_same_values() -> None:
    texts = english()
    for code, text in SENTENCES.items():
        translated = texts[("Messages", text)]
        assert translated, code
        assert set(FIELD.findall(translated)) == set(FIELD.findall(text)), code


def test_every_text_of_the_interface_is_translated() -> None:
    missing = [source for source, text in english().items() if not text]
    assert missing == []


def test_what_becomes_of_a_call_is_said_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = english()
    monkeypatch.setattr(call_words, "translate", lambda context, text: texts[(context, text)])
    assert call_words.call_word(call_words.STAGES, CallStage.RINGING) == "calling"
    for table in (call_words.STAGES, call_words.FAULTS, call_words.FULL, call_words.KINDS):
        assert all(call_words.call_word(table, member) for member in table)


def test_values_in_a_text_are_the_same_in_both_languages() -> None:
    for (_, source), text in english().items():
        assert set(FIELD.findall(source)) == set(FIELD.findall(text)), source


def test_the_built_files_say_what_the_gathered_ones_say() -> None:
    translators = [QTranslator() for _ in TRANSLATIONS["en"]]
    for translator, name in zip(translators, TRANSLATIONS["en"], strict=True):
        assert translator.load(str(resource_path("translations", f"{name}.qm")))
    for (context, source), text in english().items():
        said = [one.translate(context, source) for one in translators]
        assert {one for one in said if one} == {text}


def test_the_menus_of_qt_speak_vietnamese() -> None:
    translator = QTranslator()
    assert translator.load(str(resource_path("translations", "qt_vi.qm")))
    assert translator.translate("QLineEdit", "&Paste") == "&Dán"
    assert translator.translate("QWidgetTextControl", "Select All") == "Chọn tất cả"


@every_row("code", sorted(SENTENCES))
def test_a_sentence_says_what_happened_what_is_safe_and_what_to_do(code: str) -> None:
    text = SENTENCES[code]
    assert text.endswith((".", "!"))
    assert text.count(". ") >= 1
    assert len(text) <= 190, "two lines at most"


def test_the_fact_stands_apart_from_the_rest() -> None:
    said = sentence(Message(code="D-102", tone=Tone.DANGER, data={"left": 3}))
    assert said.fact == "Mã PIN chưa đúng."
    assert (
        said.rest == "Dữ liệu vẫn khóa an toàn, còn 3 lần thử. Nhập lại hoặc đăng nhập tài khoản."
    )
    assert said.code == "D-102"
    assert said.whole.startswith("Mã PIN chưa đúng. Dữ liệu")


def test_values_are_written_as_people_read_them() -> None:
    at = datetime(2026, 11, 26, 1, 43, tzinfo=UTC)
    assert "08:43, 26/11" in sentence_of(MessageCode.ALL_SENT, {"at": at}).whole
    unsent = sentence_of(MessageCode.UNSENT, {"items": 3, "bytes": 41_200_000}).whole
    assert "3 mục (41\u00a0MB)" in unsent


def test_a_value_that_is_missing_breaks_nothing() -> None:
    assert "lúc chưa rõ" in sentence_of(MessageCode.ALL_SENT, {}).whole
    assert "lần …" in sentence_of(MessageCode.CITY_LOST, {"phone": ""}).whole
    assert "số dự phòng" in sentence_of(MessageCode.CITY_LOST, {"phone": ""}).whole


def test_a_code_nobody_knows_gets_a_general_sentence() -> None:
    said = sentence_of("X-999", {})
    assert said.whole == UNKNOWN
    assert said.code == "X-999"


@pytest.mark.parametrize("action", list(MessageAction))
def test_every_action_has_a_word(action: MessageAction) -> None:
    said = action_text(Message(code="X", tone=Tone.INFO, data={"number": 7}, action=action))
    assert said == ACTIONS[action].replace("{number}", "7")


def test_a_message_without_an_action_has_no_button() -> None:
    assert action_text(Message(code="X", tone=Tone.INFO)) == ""


def test_every_member_of_every_set_has_a_word() -> None:
    tables = [
        value
        for name, value in vars(words).items()
        if name.isupper() and isinstance(value, dict) and value
    ]
    assert len(tables) >= 20
    for table in tables:
        kind = type(next(iter(table)))
        assert set(table) == set(kind.__members__.values()), kind.__name__
        for member in table:
            if member is not QualityCause.NONE:
                assert words.word(table, member).strip()


def test_every_end_without_signatures_has_its_words() -> None:
    for table in (sheet_words.ENDINGS, sheet_words.NOTES):
        assert list(table) == list(ENDINGS)
    assert list(sheet_words.FAULTS) == list(EndingFault)
    for note in sheet_words.NOTES.values():
        assert str(note).count(". ") == 1, "two sentences"


def test_no_cause_is_an_empty_word() -> None:
    assert words.word(words.CAUSES, QualityCause.NONE) == ""
    assert words.word(words.QUALITIES, Quality.LOST) == "mất"
