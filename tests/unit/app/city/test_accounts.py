"""`city-set-password`: the password comes by hand or by a pipe, the app's address is shown once."""

import getpass
import io
import json
import sys
from pathlib import Path

import pytest

from desktop.app import main
from desktop.diagnostics.exit_codes import ExitCode
from tests.rigs.desk.terminal import Terminal
from tests.unit.app.city.test_people import run

pytestmark = pytest.mark.unit

PASSWORD = "hoa phượng đỏ 1955"


def pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_a_password_from_a_pipe_and_the_address_of_the_app(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe(monkeypatch, f"{PASSWORD}\nsecond line\n")
    options = ("--user", "an", "--login-name", "an.nv", "--password-file", "-")
    assert run(folder, "city-set-password", *options) == ExitCode.OK
    told = capsys.readouterr()
    assert "an.nv" in told.out
    assert "otpauth://totp/" in told.out
    assert PASSWORD not in told.out + told.err
    by_hand = told.out.rsplit(": ", 1)[1].split()
    assert [len(group) for group in by_hand] == [4] * 8
    assert f"secret={''.join(by_hand)}" in told.out

    pipe(monkeypatch, "một mật khẩu khác\n")
    assert run(folder, "city-set-password", *options, "--json") == ExitCode.OK
    facts = json.loads(capsys.readouterr().out)
    assert facts == {"user_id": "an", "login_name": "an.nv"}

    pipe(monkeypatch, f"{PASSWORD}\r\n")
    assert run(folder, "city-set-password", *options, "--new-totp", "--json") == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["app_address"].startswith("otpauth://")


def test_an_app_whose_key_was_lost_is_told_and_given_anew(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    options = ["--user", "an", "--login-name", "an.nv"]
    options += ["--password-file", str(tmp_path / "password")]
    assert run(folder, "city-set-password", *options) == ExitCode.OK
    (folder / "account.key").unlink()
    capsys.readouterr()
    assert run(folder, "city-set-password", *options) == ExitCode.FAILED
    told = capsys.readouterr()
    assert "--new-totp" in told.out + told.err
    assert "account key not here" in caplog.text
    assert run(folder, "city-set-password", *options, "--new-totp") == ExitCode.OK


def test_a_password_from_a_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    options = ("--user", "an", "--login-name", "an.nv", "--password-file")
    assert run(folder, "city-set-password", *options, str(tmp_path / "password")) == ExitCode.OK
    missing = run(folder, "city-set-password", *options, str(tmp_path / "none"))
    assert missing == ExitCode.MISSING_PREREQUISITE


@pytest.mark.parametrize(("second", "code"), [(PASSWORD, ExitCode.OK), ("?", ExitCode.FAILED)])
def test_a_password_asked_for_twice(
    folder: Path, monkeypatch: pytest.MonkeyPatch, second: str, code: ExitCode
) -> None:
    answers = iter([PASSWORD, second])
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(answers))
    assert run(folder, "city-set-password", "--user", "an", "--login-name", "an.nv") == code


@pytest.mark.parametrize(
    ("user", "login_name", "password", "word"),
    [
        ("nobody", "an.nv", PASSWORD, "no_user"),
        ("an", "a", PASSWORD, "bad_login_name"),
        ("an", "an.nv", "ngắn", "length"),
        ("an", "an.nv", "x" * 300, "length"),
        ("an", "an.nv", "", "length"),
        ("an", "an.nv", "an.nv và hoa phượng", "holds_login_name"),
        ("an", "an.nv", "hoa phượng\x07đỏ 1955", "unprintable"),
    ],
)
def test_a_refusal_is_said_in_both_languages(  # noqa: PLR0913, PLR0917 - a row of a table
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    user: str,
    login_name: str,
    password: str,
    word: str,
) -> None:
    pipe(monkeypatch, f"{password}\n")
    options = ("--user", user, "--login-name", login_name, "--password-file", "-", "--json")
    assert run(folder, "city-set-password", *options) == ExitCode.FAILED
    told = capsys.readouterr()
    assert json.loads(told.out) == {"refused": word}
    assert " · " in told.err


def test_a_name_of_another_person_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    who = ("--name", "Người Khác", "--role", "leader", "--site", "31-11629", "--pin-file", "-")
    pipe(monkeypatch, "246813\n")
    assert run(folder, "city-create-user", "--user", "other", *who) == ExitCode.OK
    for user, code in (("an", ExitCode.OK), ("other", ExitCode.FAILED)):
        pipe(monkeypatch, f"{PASSWORD}\n")
        options = ("--user", user, "--login-name", "an.nv", "--password-file", "-")
        assert run(folder, "city-set-password", *options) == code
    assert "another person's" in capsys.readouterr().err


def test_an_account_is_removed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe(monkeypatch, f"{PASSWORD}\n")
    options = ("--user", "an", "--login-name", "an.nv", "--password-file", "-")
    assert run(folder, "city-set-password", *options) == ExitCode.OK
    assert run(folder, "city-set-password", "--user", "an", "--remove") == ExitCode.OK
    assert run(folder, "city-set-password", "--user", "an", "--remove") == ExitCode.FAILED
    assert "no account" in capsys.readouterr().err


def test_a_password_is_no_argument(folder: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main.main(
            ["city-set-password", "--folder", str(folder), "--user", "an", "--password", PASSWORD]
        )
    assert left.value.code == ExitCode.BAD_USAGE
