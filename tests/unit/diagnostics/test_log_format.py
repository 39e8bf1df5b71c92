"""A log line is one line, tells the hour in UTC and quotes nobody."""

import logging

import pytest
from pydantic import BaseModel

from desktop.diagnostics.log_format import LineFormatter, describe_exception

pytestmark = pytest.mark.unit

NAME = "Nguyễn Thị Hạt Giống"


class _CodedError(Exception):
    code = "D-102"


class _Person(BaseModel):
    age: int


def _record(message: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    info = None if error is None else (type(error), error, error.__traceback__)
    record = logging.LogRecord("desktop.x", logging.INFO, __file__, 1, message, args, info)
    record.created = 1_795_669_200.25
    record.threadName = "sync"
    return record


def _raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_a_line_says_when_which_process_and_what() -> None:
    line = LineFormatter(process="desk").format(_record("line pushed revision=%d", 7))
    assert line == (
        "2026-11-26T05:00:00.250Z level=info process=desk thread=sync logger=desktop.x"
        " line pushed revision=7"
    )


def test_a_message_with_line_breaks_cannot_forge_a_second_line() -> None:
    line = LineFormatter(process="desk").format(_record("a\r\n2026-11-26T05:00:00Z forged"))
    assert "\n" not in line
    assert "\r" not in line


def test_an_endless_message_is_cut() -> None:
    line = LineFormatter(process="desk").format(_record("x" * 100_000))
    assert len(line) == 8_001


def test_an_error_tells_its_type_and_frames() -> None:
    line = LineFormatter(process="desk").format(_record("failed", error=_raised(TypeError("why"))))
    assert "exception=TypeError(why) at diagnostics/test_log_format.py:" in line
    assert ":_raised" in line


def test_an_error_with_a_code_tells_the_code() -> None:
    assert describe_exception(_CodedError(NAME)).startswith("_CodedError(D-102)")


def test_an_operating_system_error_tells_no_file_name() -> None:
    text = describe_exception(_raised(FileNotFoundError(2, "No such file", f"{NAME}.pdf")))
    assert "errno=2 No such file" in text
    assert NAME not in text


@pytest.mark.parametrize("quote", [ValueError(NAME), KeyError(NAME), Exception(NAME)])
def test_what_an_error_quotes_from_its_input_is_left_out(quote: Exception) -> None:
    assert NAME not in describe_exception(quote)


def test_a_refused_model_does_not_quote_what_it_was_given() -> None:
    with pytest.raises(ValueError, match=NAME) as caught:
        _Person.model_validate({"age": NAME})
    assert NAME not in describe_exception(caught.value)


def test_the_cause_of_an_error_is_told_too() -> None:
    error = _CodedError()
    error.__cause__ = OSError(28, "No space left on device")
    text = describe_exception(error)
    assert "_CodedError(D-102)" in text
    assert " <- OSError(errno=28 No space left on device)" in text


def test_a_ring_of_causes_ends() -> None:
    first, second = RuntimeError("a"), RuntimeError("b")
    first.__cause__, second.__cause__ = second, first
    assert describe_exception(first).count("RuntimeError") == 5


def test_candidate_addresses_are_readable_at_debug_only() -> None:
    record = _record("candidate:1 1 udp 2130706431 10.20.30.40 50123 typ host")
    assert "10.20.30.40" not in LineFormatter(process="engine").format(record)
    record.levelno = logging.DEBUG
    assert "10.20.30.40" in LineFormatter(process="engine").format(record)
