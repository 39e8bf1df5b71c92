"""What is received is strict, what is read may grow: in every model of the contract."""

import inspect
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from desktop.contract import access, escrow, operations, problem, version
from desktop.contract.base import Answer, Received
from desktop.contract.channel import messages, trial
from desktop.contract.channel.conduct import EndSession, State
from desktop.contract.channel.media import Signal
from desktop.contract.channel.messages import ROOM_MESSAGE, SERVER_MESSAGE
from desktop.contract.channel.minutes import TypeLine
from desktop.contract.channel.seat import CloseCode, Hello, Pong
from desktop.contract.records import (
    casework,
    directory,
    listenings,
    minutes,
    papers,
    reception,
    reports,
    views,
)
from desktop.contract.records.listenings import ListeningBody
from desktop.contract.records.minutes import MinuteLineBody
from desktop.contract.records.views import ViewBody
from desktop.contract.version import (
    MAX_OPEN_LINE_CHARACTERS,
    MAX_PHOTO_BYTES,
    MAX_SIGNAL_CHARACTERS,
)
from desktop.domain import faults
from desktop.domain.reception import ending
from desktop.mapping.records import RECORDS
from tests.fakes.fake_photos import a_photo
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import (
    COMMUNE,
    HQ,
    line_body,
    listening_body,
    paper_body,
    session_body,
    view_body,
)
from tests.samples.records import body_of
from tests.samples.unit_reports import a_difficulty, a_focal_point, a_sheet, with_photos

pytestmark = pytest.mark.contract

AGENCY_BODY = {
    "code": "SKHCN",
    "name": "Sở Khoa học và Công nghệ",
    "kind": "department",
    "parent_name": "Ủy ban nhân dân thành phố",
    "active": True,
}


def models_of(module: ModuleType, kind: type[BaseModel]) -> list[type[BaseModel]]:
    found = [one for _, one in inspect.getmembers(module, inspect.isclass)]
    return [one for one in found if issubclass(one, kind) and one is not kind]


RECORDS_OF = (casework, directory, listenings, minutes, papers, reception, reports, views)
MODULES = (access, messages, trial, escrow, operations, problem, *RECORDS_OF)
RECEIVED = [model for module in MODULES for model in models_of(module, Received)]
ANSWERS = [model for module in MODULES for model in models_of(module, Answer)]


@pytest.mark.parametrize("model", RECEIVED, ids=lambda model: model.__name__)
def test_what_the_server_receives_refuses_unknown_fields(model: type[BaseModel]) -> None:
    with pytest.raises(ValidationError) as error:
        model.model_validate({"surprise": 1})
    assert "extra_forbidden" in {fault["type"] for fault in error.value.errors()}


@pytest.mark.parametrize("model", ANSWERS, ids=lambda model: model.__name__)
def test_what_a_room_reads_may_have_grown(model: type[BaseModel]) -> None:
    assert model.model_config["extra"] == "ignore"


@pytest.mark.parametrize("model", [*RECEIVED, *ANSWERS], ids=lambda model: model.__name__)
def test_messages_do_not_change_once_made(model: type[BaseModel]) -> None:
    assert model.model_config["frozen"] is True


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("minute_line", line_body(COMMUNE)),
        ("paper", paper_body(COMMUNE, "a" * 64, 10)),
        ("session", session_body(HQ, (COMMUNE,))),
        (
            "session",
            {
                **session_body(HQ, (COMMUNE,), status="refused"),
                "ending": {
                    "status": "refused",
                    "reason": "Gây rối, đã nhắc ba lần",
                    "at": "2026-11-26T03:00:00Z",
                },
            },
        ),
        ("focal_point", body_of(a_focal_point())),
        ("difficulty", body_of(a_difficulty())),
        ("readiness_sheet", body_of(a_sheet())),
        ("view", view_body()),
        ("listening", listening_body()),
        ("agency", {**AGENCY_BODY, "parent_name": "", "active": False}),
        ("readiness_sheet", body_of(with_photos(a_sheet(), a_photo()))),
    ],
)
def test_a_body_comes_back_as_it_went(kind: str, body: dict[str, Any]) -> None:
    model = RECORDS[kind].codec.model
    there = model.model_validate(body)
    assert model.model_validate_json(there.model_dump_json()) == there
    assert model.model_validate(there.model_dump(mode="json")) == there


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "ngắn"},
        {"reason": "x" * 501},
        {"session_id": "../x"},
        {"at": "2026-11-26T02:10:00"},
        {"from_at": None},
        {"text": "words"},
    ],
)
def test_a_listening_has_its_reason_and_both_hours(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ListeningBody.model_validate({**listening_body(), **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "x" * 8_001},
        {"text": "a\x00b"},
        {"at": "2026-11-26T02:10:00"},
        {"session_id": "../x"},
        {"session_id": ""},
        {"session_id": "x" * 65},
        {"session_id": "a\n"},
        {"speaker": "x" * 251},
    ],
)
def test_a_line_that_could_do_harm_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MinuteLineBody.model_validate({**line_body(COMMUNE), **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"user_id": "Nguyễn Văn Mẫu"},
        {"case_id": "x" * 65},
        {"what": "x" * 25},
        {"at": "2026-11-26T02:10:00"},
        {"title": "Tố cáo"},
    ],
)
def test_a_view_holds_ids_and_an_hour_and_nothing_else(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ViewBody.model_validate({**view_body(), **changes})


@pytest.mark.parametrize(
    "changes",
    [{"id": "a b"}, {"base_revision": -1}, {"base_revision": 2**63}, {"body": []}, {"x": 1}],
)
def test_an_operation_out_of_bounds_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        operations.OperationIn.model_validate(
            {**operation("minute_line", "x", line_body(COMMUNE)), **changes}
        )


def test_a_push_is_neither_empty_nor_endless() -> None:
    one = operation("minute_line", "x", {})
    for count in (0, 501):
        with pytest.raises(ValidationError):
            operations.PushRequest.model_validate({"operations": [one] * count})


def test_a_message_is_known_by_its_type() -> None:
    assert ROOM_MESSAGE.validate_json('{"type":"hello","program_id":"p"}') == Hello(program_id="p")
    read = SERVER_MESSAGE.validate_json('{"type":"pong","nonce":3,"grown":true}')
    assert read == Pong(nonce=3)


def test_how_a_session_ends_has_the_bounds_that_the_domain_knows() -> None:
    assert (version.MIN_REASON_CHARACTERS, version.MAX_REASON_CHARACTERS) == (
        faults.MIN_REASON_CHARACTERS,
        ending.MAX_REASON_CHARACTERS,
    )
    said = {"type": "end_session", "status": "adjourned", "reason": "x" * 10}
    assert ROOM_MESSAGE.validate_python(said) == EndSession(status="adjourned", reason="x" * 10)
    for reason in ("x" * 9, "x" * 501, "x" * 10 + "\x00"):
        with pytest.raises(ValidationError):
            ROOM_MESSAGE.validate_python({**said, "reason": reason})


def test_a_city_that_knows_no_endings_is_understood_and_an_older_room_reads_past_them() -> None:
    old = {
        "type": "state", "seq": 3, "status": "in_session", "step": "questions",
        "pause_reason": None, "opened_at": None, "seats": [], "speaking_site_id": None,
        "floor_since": None, "stage": None,
    }  # fmt: skip
    state = SERVER_MESSAGE.validate_python(old)
    assert isinstance(state, State)
    assert state.ending is None
    at = "2026-11-26T03:00:00Z"
    told = {**old, "ending": {"status": "refused", "reason": "x" * 10, "at": at, "grown": 1}}
    assert OldState.model_validate(told) == OldState.model_validate(old)
    session = RECORDS["session"].codec.model.model_validate(session_body(HQ, (COMMUNE,)))
    assert session.model_dump()["ending"] is None


class OldState(Answer):
    """What a room of the former version reads."""

    seq: int
    status: str


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"type":"dance"}', "{", "1", "null", '"x"'])
@pytest.mark.parametrize("adapter", [ROOM_MESSAGE, SERVER_MESSAGE], ids=["room", "server"])
def test_garbage_is_no_message(adapter: TypeAdapter[Any], text: str) -> None:
    with pytest.raises(ValidationError):
        adapter.validate_json(text)


def test_signals_and_open_lines_are_bounded() -> None:
    with pytest.raises(ValidationError):
        Signal(to_site_id="a", payload="x" * (MAX_SIGNAL_CHARACTERS + 1))
    line = {"line_id": "l", "speaker": "s", "at": "2026-11-26T02:10:00Z"}
    with pytest.raises(ValidationError):
        TypeLine.model_validate({**line, "text": "x" * (MAX_OPEN_LINE_CHARACTERS + 1)})


def test_close_codes_are_private_ones() -> None:
    """RFC 6455 §7.4.2: 4000 to 4999 belong to applications."""
    assert all(4_000 <= code < 5_000 for code in CloseCode)


def test_a_sheet_without_photos_is_the_body_it_was_before_photos_came() -> None:
    entries = body_of(a_sheet())["entries"]
    assert not any("photos" in entry for entry in entries)
    assert "photos" in body_of(with_photos(a_sheet(), a_photo()))["entries"][0]


def test_a_line_takes_a_few_small_photos_only() -> None:
    many = with_photos(a_sheet(), *(a_photo(str(number)) for number in range(7)))
    large = with_photos(a_sheet(), replace(a_photo(), size_bytes=MAX_PHOTO_BYTES + 1))
    for sheet in (many, large):
        with pytest.raises(ValueError, match=r"photos|size_bytes"):
            body_of(sheet)
