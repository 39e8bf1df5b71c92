"""Each process has its own rotating file, and a bad disk never stops the program."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.diagnostics import logging_setup
from desktop.diagnostics.logging_setup import LogPlan, ProcessLog

pytestmark = pytest.mark.unit

logger = logging.getLogger("desktop.seed")
NUMBER = "031199012345"
PHONE = "0912345678"
NAME = "Nguyễn Thị Hạt Giống"


@pytest.fixture(autouse=True)
def levels_as_before() -> Iterator[None]:
    names = ("urllib3", "websockets", "sqlalchemy", "aiortc")
    before = {name: logging.getLogger(name).level for name in names}
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


def test_a_line_reaches_the_file_of_its_process(tmp_path: Path) -> None:
    with ProcessLog(LogPlan(folder=tmp_path / "new" / "logs", process="desk")) as log:
        logger.info("room opened site=%s", "s1")
        assert log.path == tmp_path / "new" / "logs" / "desk.log"
    assert "process=desk" in log.path.read_text()
    assert "room opened site=s1" in log.path.read_text()


def test_lines_below_the_level_are_not_written(tmp_path: Path) -> None:
    with ProcessLog(LogPlan(folder=tmp_path, process="desk", level=logging.WARNING)) as log:
        logger.info("quiet")
        logger.warning("loud")
    assert "quiet" not in log.path.read_text()
    assert "loud" in log.path.read_text()


def test_after_stop_nothing_is_written_and_the_level_is_as_before(tmp_path: Path) -> None:
    root = logging.getLogger()
    before, handlers = root.level, list(root.handlers)
    with ProcessLog(LogPlan(folder=tmp_path, process="desk", level=logging.DEBUG)) as log:
        pass
    logger.warning("late")
    assert "late" not in log.path.read_text()
    assert root.level == before
    assert root.handlers == handlers


def test_the_log_never_grows_past_five_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging_setup, "LOG_FILE_LIMIT_BYTES", 500)
    with ProcessLog(LogPlan(folder=tmp_path, process="desk")):
        for number in range(200):
            logger.info("line number=%d", number)
    files = sorted(tmp_path.iterdir())
    assert [one.name for one in files] == ["desk.log", *(f"desk.log.{n}" for n in range(1, 5))]
    assert all(one.stat().st_size <= 500 for one in files)
    assert "number=199" in (tmp_path / "desk.log").read_text()


def test_a_folder_that_cannot_be_made_leaves_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    with ProcessLog(LogPlan(folder=blocker / "logs", process="desk")):
        logger.warning("still heard")
    shown = capsys.readouterr().err
    assert "log file cannot be written" in shown
    assert "still heard" in shown


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_lines_that_a_full_disk_refuses_are_counted_and_nothing_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "desk.log").symlink_to("/dev/full")
    log = ProcessLog(LogPlan(folder=tmp_path, process="desk"))
    log.start()
    logger.warning("lost")
    logger.warning("lost too")
    assert log.lost_lines == 2
    log.stop()
    assert capsys.readouterr().err == ""


def test_the_terminal_hears_what_the_file_hears(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ProcessLog(LogPlan(folder=tmp_path, process="desk", is_on_terminal=True)):
        logger.info("both")
    assert "both" in capsys.readouterr().err


def test_libraries_do_not_tell_what_they_carry(tmp_path: Path) -> None:
    plan = LogPlan(folder=tmp_path, process="desk", level=logging.DEBUG)
    with ProcessLog(plan) as log:
        logging.getLogger("urllib3.connectionpool").debug("GET /citizens?name=%s", NAME)
        logging.getLogger("websockets.client").debug("> TEXT %s", NAME)
        logging.getLogger("sqlalchemy.engine.Engine").info("[%s]", NAME)
        logging.getLogger("aiortc.rtcpeerconnection").debug("offer %s", NAME)
    assert NAME not in log.path.read_text()


def test_seeded_names_and_numbers_never_reach_a_log_file(tmp_path: Path) -> None:
    with ProcessLog(LogPlan(folder=tmp_path, process="desk")):
        logger.info("came %s, call %s", NUMBER, PHONE)
        logger.info("signed in pin=%s token=%s", "246810", "tok-abc")
        try:
            int(NAME)
        except ValueError:
            logger.warning("refused", exc_info=True)
        try:
            (tmp_path / f"{NAME}-{NUMBER}.pdf").read_bytes()
        except OSError:
            logger.warning("paper gone", exc_info=True)
    for path in tmp_path.iterdir():
        text = path.read_text()
        for seed in (NAME, NUMBER, PHONE, "246810", "tok-abc"):
            assert seed not in text
        assert "paper gone" in text
