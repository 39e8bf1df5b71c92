"""What is asked of the kernel, and what a kernel that has not all of it makes of it."""

import ctypes
import os
import platform
import struct
import sys
from pathlib import Path

import pytest

from desktop.sandbox import linux
from desktop.sandbox.filter import allow_only, packed
from desktop.sandbox.syscalls import X86_64

pytestmark = [
    pytest.mark.unit,
    pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux"),
]

CREATE, ADD, RESTRICT = (
    X86_64.numbers[f"landlock_{word}"] for word in ("create_ruleset", "add_rule", "restrict_self")
)
RULESET = 1_000_000
"""As a descriptor; nobody has so many files open."""


class FakeKernel:
    """Of a version of landlock, 0 without; refused: numbers of calls that fail."""

    def __init__(self, version: int, *refused: int) -> None:
        self._version = version
        self._refused = refused
        self.rulesets: list[bytes] = []
        self.rules: list[tuple[int, int]] = []
        self.is_restricted = False
        self.filters: list[bytes] = []
        self.privileges: list[tuple[int, ...]] = []

    def prctl(self, *arguments: int) -> int:
        self.privileges.append(arguments)
        return -1 if 38 in self._refused else 0

    def syscall(self, number: ctypes.c_long, *arguments: object) -> int:
        words = [one.value if isinstance(one, ctypes.c_long) else one for one in arguments]
        if number.value in self._refused:
            return -1
        match number.value:
            case n if n == CREATE and words[0] is None:
                return self._version or -1
            case n if n == CREATE:
                assert isinstance(words[0], bytes)
                assert words[1] == len(words[0])
                self.rulesets.append(words[0])
                return RULESET
            case n if n == ADD:
                assert isinstance(words[2], bytes)
                self.rules.append(struct.unpack("=Qi", words[2]))
            case n if n == RESTRICT:
                self.is_restricted = True
            case n if n == X86_64.numbers["seccomp"]:
                described = words[2]
                assert isinstance(described, ctypes.Array)
                count, address = struct.unpack("@HP", bytes(described)[:16])
                self.filters.append(ctypes.string_at(address, 8 * count))
        return 0


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Descriptors that were closed; the fake's own is none of the system's."""
    closed: list[int] = []
    close = os.close

    def note(descriptor: int) -> None:
        closed.append(descriptor)
        if descriptor != RULESET:
            close(descriptor)

    monkeypatch.setattr(os, "close", note)
    return closed


def use(monkeypatch: pytest.MonkeyPatch, kernel: FakeKernel) -> FakeKernel:
    class Library:
        """What ctypes makes of it: functions with attributes."""

        def __init__(self) -> None:
            self.prctl = kernel.prctl

            def syscall(*words: object) -> int:
                return kernel.syscall(*words)  # type: ignore[arg-type]

            self.syscall = syscall

    monkeypatch.setattr(linux, "_library", Library)
    return kernel


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        (1, struct.pack("=Q", 0x1FFF)),
        (2, struct.pack("=Q", 0x3FFF)),
        (3, struct.pack("=Q", 0x7FFF)),
        (4, struct.pack("=QQ", 0x7FFF, 3)),
        (5, struct.pack("=QQ", 0xFFFF, 3)),
        (6, struct.pack("=QQQ", 0xFFFF, 3, 3)),
        (9, struct.pack("=QQQ", 0xFFFF, 3, 3)),
    ],
)
def test_each_version_of_the_kernel_is_asked_for_all_that_it_knows(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    closed: list[int],
    version: int,
    expected: bytes,
) -> None:
    kernel = use(monkeypatch, FakeKernel(version))
    assert linux.refuse_files((tmp_path, tmp_path / "missing"), X86_64)
    assert kernel.rulesets == [expected]
    assert [rights for rights, _ in kernel.rules] == [0b1100], "files and folders, to read"
    assert kernel.is_restricted
    assert closed[-1] == RULESET


def test_a_kernel_without_landlock_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = use(monkeypatch, FakeKernel(0))
    assert not linux.refuse_files((), X86_64)
    assert not kernel.is_restricted


@pytest.mark.parametrize("refused", [CREATE, RESTRICT])
def test_a_kernel_that_refuses_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, refused: int
) -> None:
    use(monkeypatch, FakeKernel(7, refused))
    assert not linux.refuse_files((), X86_64)


def test_a_folder_that_cannot_be_left_readable_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kernel = use(monkeypatch, FakeKernel(7, ADD))
    assert linux.refuse_files((tmp_path,), X86_64)
    assert kernel.is_restricted
    assert "folder not left readable" in caplog.text


def test_a_filter_arrives_as_it_was_built(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = use(monkeypatch, FakeKernel(7))
    program = allow_only((), X86_64)
    assert linux.refuse_calls(program, X86_64)
    assert kernel.filters == [packed(program)]
    use(monkeypatch, FakeKernel(7, X86_64.numbers["seccomp"]))
    assert not linux.refuse_calls(program, X86_64)


@pytest.mark.parametrize("is_refused", [False, True])
def test_new_rights_are_given_up_for_good(
    monkeypatch: pytest.MonkeyPatch, *, is_refused: bool
) -> None:
    kernel = use(monkeypatch, FakeKernel(7, *([38] if is_refused else [])))
    assert linux.give_up_new_rights() is not is_refused
    assert kernel.privileges == [(38, 1, 0, 0, 0)]


def test_this_processor_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    assert linux.this_architecture() is not None
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    assert linux.this_architecture() is None
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert linux.this_architecture() is None
