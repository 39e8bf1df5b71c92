"""A room's PC is lost; on a new one everything is there, and the thief of the disk has nothing.

Two real keyrings (gnome-keyring), the real city server, the real commands; nothing of the room's
minutes and papers was ever sent, so all of it must come from what was rescued.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.app.desk import room_opener
from desktop.app.desk.room_opener import RoomOpener
from desktop.app.room.folders import RoomFolders
from desktop.app.room.room_key import room_key_request
from desktop.domain.access.kdf_cost import PRODUCT_KDF_COST
from desktop.domain.clock import SystemClock
from desktop.domain.errors import AccessRefused, StorageError
from desktop.settings.load import load_settings
from desktop.settings.paths import places_below
from desktop.settings.secrets import load_or_create_pin_secret, load_or_create_room_key
from desktop.store.records.key_values import Memory
from desktop.store.store import Store, open_store
from desktop.sync.access.pin_verifiers import PinVerifiers
from tests.rigs.city.city_keys import CITY_KEYS, LATER_KEYS
from tests.rigs.city.running_city_server import COMMUNE, RunningCityServer
from tests.rigs.desk.desk_sync import wait_until
from tests.rigs.desk.old_pc import LINES, OFFICER, PAPERS, PIN, fill, lines_of, papers_of
from tests.rigs.system.running_secret_service import real_keyring, running_secret_service

pytestmark = [pytest.mark.integration, pytest.mark.timeout(300)]

PASSPHRASE = "câu dài của người giữ khóa"
COMMAND_LIMIT_S = 120


def run(
    environment: dict[str, str], *words: str, typed: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """A command as IT types it."""
    return subprocess.run(
        [sys.executable, "-m", "desktop", *words],
        env={**os.environ, **environment, "PYTHONUTF8": "1"},
        input="".join(f"{line}\n" for line in typed),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=COMMAND_LIMIT_S,
        check=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pc:
    """One PC: a folder for everything, its own keyring, its settings."""

    folder: Path
    environment: dict[str, str]
    monkeypatch: pytest.MonkeyPatch

    @property
    def settings(self) -> Path:
        return self.folder / "settings.toml"

    @property
    def folders(self) -> RoomFolders:
        places = places_below(self.folder)
        return RoomFolders(
            places.room_folder(COMMUNE), places.room_copies_folder(COMMUNE), places.log_folder
        )

    def configure(self, **values: str) -> None:
        lines = {"data_folder": str(self.folder / "data"), "site_id": COMMUNE, **values}
        self.settings.write_text("".join(f'{key} = "{one}"\n' for key, one in lines.items()))

    def run_room(self, *words: str, typed: tuple[str, ...] = ()) -> tuple[int, str]:
        done = run(self.environment, *words, "--settings", str(self.settings), typed=typed)
        return done.returncode, done.stdout + done.stderr

    def use_keyring(self) -> None:
        """This test's own process sees this PC's keyring."""
        for name, value in self.environment.items():
            self.monkeypatch.setenv(name, value)

    @contextmanager
    def opened(self) -> Iterator[tuple[Store, PinVerifiers]]:
        """The records, with what this PC's keyring holds."""
        self.use_keyring()
        folders, clock = self.folders, SystemClock()
        request = room_key_request(COMMUNE, folders.records, folders.copies)
        assert not request.may_create
        key = load_or_create_room_key(request, real_keyring()).key
        secret = load_or_create_pin_secret(request, real_keyring())
        store = open_store(folders.records, key, clock, copies_folder=folders.copies)
        try:
            yield store, pin_verifiers(store.memory, secret)
        finally:
            store.close()


def pin_verifiers(memory: Memory, secret: bytes) -> PinVerifiers:
    return PinVerifiers(memory=memory, clock=SystemClock(), secret=secret, cost=PRODUCT_KDF_COST)


@contextmanager
def a_pc(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pc]:
    folder.mkdir()
    with running_secret_service(folder / "keyring") as environment:
        yield Pc(folder=folder, environment=environment, monkeypatch=monkeypatch)


@pytest.fixture
def old_pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pc]:
    with a_pc(tmp_path / "old", monkeypatch) as pc:
        yield pc


@pytest.fixture
def new_pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pc]:
    with a_pc(tmp_path / "new", monkeypatch) as pc:
        yield pc


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A key holder's file, made by the command, and the public key that it printed."""
    path = tmp_path_factory.mktemp("key-holder") / "city.key"
    done = run({}, "escrow", "make-key", "--out", str(path), typed=(PASSPHRASE,) * 2)
    assert done.returncode == 0, done.stderr
    return path, done.stdout.strip()


@pytest.fixture
def city_keys(key_file: tuple[Path, str]) -> str:
    """The setting: the other key's holder is away."""
    return f"{CITY_KEYS[0]}, {key_file[1]}"


def work_on(pc: Pc, server: RunningCityServer, city_keys: str) -> None:
    """The room's life until the loss: its program opens, writes, and leaves its key sealed."""
    pc.configure(
        server_url=server.url,
        enrol_code=server.new_enrol_code(COMMUNE),
        escrow_keys=city_keys,
    )
    pc.use_keyring()
    pc.monkeypatch.setattr(room_opener, "system_keyring", real_keyring)
    loaded = load_settings(places_below(pc.folder), {})
    opened = RoomOpener(loaded, pc.folders, SystemClock()).open()
    desk = opened.desk
    fill(desk.store, SystemClock())
    secret = load_or_create_pin_secret(
        room_key_request(COMMUNE, pc.folders.records, pc.folders.copies), real_keyring()
    )
    pin_verifiers(desk.memory, secret).keep(OFFICER, PIN)
    desk.memory.remember("access.room_token", None)
    desk.sync.start()
    wait_until(lambda: "escrow kept" in server.log)
    assert desk.sync.stop()
    desk.store.close()


def test_a_lost_pc_s_room_lives_on_a_new_one_and_the_disk_alone_opens_nothing(
    old_pc: Pc,
    new_pc: Pc,
    key_file: tuple[Path, str],
    city_keys: str,
    running_city_server: RunningCityServer,
    tmp_path: Path,
) -> None:
    work_on(old_pc, running_city_server, city_keys)
    rescued = tmp_path / "rescued"
    shutil.move(old_pc.folder / "data", rescued)
    (rescued / "rooms" / COMMUNE / "room.escrow").unlink()

    # the thief: every byte of the disk, another keyring
    disk = b"".join(path.read_bytes() for path in rescued.rglob("*") if path.is_file())
    for secret in (*(line.encode() for line in LINES), *PAPERS, PIN.encode()):
        assert secret[:60] not in disk
    shutil.copytree(rescued, new_pc.folder / "data")
    with pytest.raises(StorageError) as locked, new_pc.opened():
        pass
    assert locked.value.code == "D-203"
    shutil.rmtree(new_pc.folder / "data")

    # the city: its server's escrow, one of the two private keys
    exported = tmp_path / "exported"
    city = ("city-escrow", "--folder", str(running_city_server.folder / "city"))
    done = run({}, *city, "--site", COMMUNE, "--out", str(exported))
    assert done.returncode == 0, done.stderr
    (escrow,) = exported.iterdir()
    new_pc.configure(server_url=running_city_server.url, escrow_keys=city_keys)
    words = ("recover-room", "--escrow", str(escrow), "--from", str(rescued), "--key")
    code, said = new_pc.run_room(*words, str(key_file[0]), typed=("một câu khác",))
    assert (code, (new_pc.folder / "data").exists()) == (1, False), said
    assert "The passphrase is wrong" in said
    code, said = new_pc.run_room(*words, str(key_file[0]), typed=(PASSPHRASE,))
    assert code == 0, said
    assert f"{len(LINES)} lines, {len(PAPERS)} papers" in said

    with new_pc.opened() as (store, verifiers):
        assert lines_of(store) == set(LINES)
        assert papers_of(store) == set(PAPERS)
        for guess in (PIN, "000000", "246814"):
            with pytest.raises(AccessRefused) as refused:
                verifiers.check(OFFICER, guess)
            assert refused.value.code == "D-106"


def test_a_renewed_seal_and_a_wiped_room_on_a_real_keyring(
    old_pc: Pc,
    key_file: tuple[Path, str],
    city_keys: str,
    running_city_server: RunningCityServer,
) -> None:
    work_on(old_pc, running_city_server, city_keys)
    renewed = (key_file[1], LATER_KEYS[1])
    old_pc.configure(server_url=running_city_server.url, escrow_keys=", ".join(renewed))
    assert old_pc.run_room("escrow", "show")[0] == 1
    code, said = old_pc.run_room("escrow", "renew", typed=("đồng ý",))
    assert code == 0, said
    code, said = old_pc.run_room("escrow", "show")
    assert (code, said.count(renewed[1])) == (0, 2)
    with old_pc.opened() as (store, verifiers):
        assert lines_of(store) == set(LINES)
        assert verifiers.check(OFFICER, PIN) == verifiers.offline_until(OFFICER)

    code, said = old_pc.run_room("wipe-room", typed=(COMMUNE,))
    assert (code, "--force" in said) == (1, True), said
    code, said = old_pc.run_room("wipe-room", "--force", typed=(COMMUNE,))
    assert code == 0, said
    with pytest.raises(StorageError) as gone, old_pc.opened():
        pass
    assert gone.value.code == "D-203"
    assert not (old_pc.folders.records / "room.escrow").exists()
