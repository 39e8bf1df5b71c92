import pytest

from desktop.domain.errors import (
    DeviceError,
    Offline,
    PaperRefused,
    ProtocolError,
    ReceptionError,
    RetryableError,
    ServerBusy,
    UserFacingError,
)

pytestmark = pytest.mark.unit


def test_an_error_for_the_officer_carries_code_and_data() -> None:
    error = PaperRefused("T-413", {"limit_mb": 512})
    assert isinstance(error, UserFacingError)
    assert (error.code, error.data, str(error)) == ("T-413", {"limit_mb": 512}, "T-413")


def test_data_may_be_left_out() -> None:
    assert UserFacingError("D-102").data == {}


def test_a_busy_server_says_for_how_long() -> None:
    error = ServerBusy(3.0)
    assert isinstance(error, RetryableError)
    assert (error.retry_after_s, str(error)) == (3.0, "retry after 3 s")


def test_a_protocol_error_tells_its_detail_to_developers() -> None:
    assert str(ProtocolError("K-143")) == "K-143"
    assert str(ProtocolError("K-143", "no welcome")) == "K-143: no welcome"
    assert ProtocolError("K-143", "no welcome").code == "K-143"


def test_a_device_error_names_the_device() -> None:
    error = DeviceError("Micro bàn 1", "busy")
    assert (error.device, error.code, str(error)) == ("Micro bàn 1", "busy", "busy: Micro bàn 1")


def test_all_errors_have_one_root() -> None:
    assert issubclass(Offline, ReceptionError)
