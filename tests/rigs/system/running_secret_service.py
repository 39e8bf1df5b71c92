"""A real Secret Service: gnome-keyring on a message bus of its own, nothing of this person's."""

import importlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend

from tests.patience import PATIENCE_S

BUS = "DBUS_SESSION_BUS_ADDRESS"
NAME = "org.freedesktop.secrets"
PASSWORD = "practice"
_BUS_ITSELF = "org.freedesktop.DBus"


@contextmanager
def running_secret_service(folder: Path, *, is_unlocked: bool = True) -> Iterator[dict[str, str]]:
    """The environment in which programs find it; its keyring lies in `folder`."""
    bus, daemon = shutil.which("dbus-daemon"), shutil.which("gnome-keyring-daemon")
    if bus is None or daemon is None:
        pytest.skip("dbus-daemon and gnome-keyring are not installed (make setup-test)")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")}
    with _ended(_start(bus, "--session", "--nofork", "--print-address", environment=own)) as first:
        assert first.stdout is not None
        environment = {**own, BUS: first.stdout.readline().decode().strip()}
        arguments = ["--foreground", "--components=secrets"]
        if is_unlocked:
            arguments.append("--unlock")
        with _ended(_start(daemon, *arguments, environment=environment)) as second:
            assert second.stdin is not None
            second.stdin.write(PASSWORD.encode())
            second.stdin.close()
            _wait(environment[BUS], second)
            yield environment


def real_keyring() -> KeyringBackend:
    """As `keyring` itself finds it in that environment."""
    library: Any = importlib.import_module("keyring.backends.SecretService")
    backend: KeyringBackend = library.Keyring()
    return backend


def _start(program: str, *arguments: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [program, *arguments],
        env={"PATH": os.environ["PATH"], **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    with process:
        try:
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE_S)
            process.kill()


def _wait(address: str, daemon: subprocess.Popen[bytes]) -> None:
    """Until it has its name: asked earlier, the bus would start another one."""
    jeepney: Any = importlib.import_module("jeepney")
    blocking: Any = importlib.import_module("jeepney.io.blocking")
    bus = jeepney.DBusAddress("/org/freedesktop/DBus", _BUS_ITSELF, _BUS_ITSELF)
    question = jeepney.new_method_call(bus, "NameHasOwner", "s", (NAME,))
    ends_s = time.monotonic() + PATIENCE_S
    with blocking.open_dbus_connection(address) as connection:
        while not connection.send_and_get_reply(question, timeout=PATIENCE_S).body[0]:
            assert daemon.poll() is None, "gnome-keyring ended"
            assert time.monotonic() < ends_s, "gnome-keyring is not there"
            time.sleep(0.02)
